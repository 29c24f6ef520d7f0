/** Quantities that are known to lie somewhere: three numbers and how well they are known. Every figure of this layer is one. */
import { EVIDENCE, type Evidence } from '../profile/vocabulary.js';

/** `low` ≤ `expected` ≤ `high`. `evidence` is that of the least certain figure behind it. */
export interface Range {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
  readonly evidence: Evidence;
}

export function exactly(value: number, evidence: Evidence): Range {
  return { low: value, expected: value, high: value, evidence };
}

/** Nothing, because there is nothing to count: never for something that is not known. */
export const NOTHING: Range = exactly(0, 'derived');

/** From the smallest to the largest of some values, in whatever order they come. */
export function between(low: number, expected: number, high: number, evidence: Evidence): Range {
  return { low: Math.min(low, expected, high), expected, high: Math.max(low, expected, high), evidence };
}

/** A value that may be off by a factor either way. */
export function within(value: number, factor: number, evidence: Evidence): Range {
  return { low: value / factor, expected: value, high: value * factor, evidence };
}

/**
 * Low with low and high with high: what is added up here (lines, parts, workloads) hangs on the same rents, salaries and speeds, so it goes
 * one way together, and a total is the sum of its lines at either end, too.
 */
export function sum(ranges: readonly Range[]): Range {
  let [low, expected, high] = [0, 0, 0];
  for (const range of ranges) {
    low += range.low;
    expected += range.expected;
    high += range.high;
  }
  return { low, expected, high, evidence: weakest(...ranges) };
}

/** Product of quantities that are not negative and know nothing of one another: its ends by {@link spreadOf}. */
export function product(...ranges: readonly Range[]): Range {
  let [low, expected, high] = [1, 1, 1];
  const [down, up]: [number[], number[]] = [[], []];
  for (const range of ranges) {
    low *= range.low;
    expected *= range.expected;
    high *= range.high;
    down.push(range.low / range.expected);
    up.push(range.high / range.expected);
  }
  const evidence = weakest(...ranges);
  // Of nothing there is no multiple: a number that is expected to be nothing and may be something.
  return expected === 0 ? { low, expected, high, evidence } : { low: expected * spreadOf(down), expected, high: expected * spreadOf(up), evidence };
}

/** Quotient of quantities that are not negative and know nothing of one another. */
export function quotient(over: Range, under: Range): Range {
  return product(over, { low: 1 / under.high, expected: 1 / under.expected, high: 1 / under.low, evidence: under.evidence });
}

/**
 * How far a product may be off when each factor may be off by its own, all of them up or all of them down: the root of the sum of squares of
 * their logarithms. That all of them stand at their ends at once is far less likely than that one does (JCGM 100:2008, 5.1.6; docs/decisions/0008).
 */
export function spreadOf(factors: readonly number[]): number {
  let [off, product, squares, first] = [0, 1, 0, 1];
  let bounded = true;
  for (const factor of factors) {
    if (factor === 1) continue;
    if (off === 0) first = factor;
    off += 1;
    product *= factor;
    if (factor > 0 && factor !== Infinity) squares += Math.log(factor) ** 2;
    else bounded = false;
  }
  // What may be nothing, or has no bounds, is off by more than any factor.
  return off <= 1 || !bounded ? product : Math.exp((first > 1 ? 1 : -1) * Math.sqrt(squares));
}

/**
 * Ends of several independent quantities that together are as far off as {@link spreadOf} says: each moves by its share of the whole, d² / √Σd²
 * in logarithms, which is where a product of them is greatest among all that are as likely.
 */
export function together(ends: readonly number[], middles: readonly number[]): number[] {
  const off: number[] = [];
  for (const [i, end] of ends.entries()) {
    const middle = middles[i] as number;
    off.push(end > 0 && middle > 0 && end !== Infinity ? Math.log(end / middle) : 0);
  }
  const whole = Math.hypot(...off);
  const moved: number[] = [];
  for (const [i, end] of ends.entries()) {
    const [middle, d] = [middles[i] as number, off[i] as number];
    moved.push(end === middle || whole === 0 || d === 0 ? end : middle * Math.exp((Math.sign(d) * d * d) / whole));
  }
  return moved;
}

export function scale({ low, expected, high, evidence }: Range, factor: number): Range {
  return factor >= 0
    ? { low: low * factor, expected: expected * factor, high: high * factor, evidence }
    : { low: high * factor, expected: expected * factor, high: low * factor, evidence };
}

/** 1 less a share. */
export function rest(share: Range): Range {
  return { low: 1 - share.high, expected: 1 - share.expected, high: 1 - share.low, evidence: share.evidence };
}

/** A function at the three points of ranges that all push its value the same way: up, or down where `falling` says so. */
export function at(ranges: readonly Range[], of: (...values: number[]) => number): Range {
  return between(
    of(...ranges.map(({ low }) => low)),
    of(...ranges.map(({ expected }) => expected)),
    of(...ranges.map(({ high }) => high)),
    weakest(...ranges),
  );
}

/** The low end becomes the high one: for a quantity that helps where it is large. */
export function reversed({ low, expected, high, evidence }: Range): Range {
  return { low: high, expected, high: low, evidence };
}

/** Smallest, middle and largest of some figures for the same thing. */
export function spread(values: readonly number[], evidence: Evidence): Range | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low] = sorted;
  const high = sorted.at(-1);
  if (low === undefined || high === undefined) return undefined;
  const middle = Math.floor(sorted.length / 2);
  const expected = sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  return { low, expected, high, evidence };
}

/** The weakest evidence of some figures, by the order in which `EVIDENCE` lists it. */
export function weakest(...ranges: readonly { readonly evidence: Evidence }[]): Evidence {
  let weak = 0;
  for (const { evidence } of ranges) if (evidence !== EVIDENCE[weak]) weak = Math.max(weak, EVIDENCE.indexOf(evidence));
  return EVIDENCE[weak] ?? 'unknown';
}
