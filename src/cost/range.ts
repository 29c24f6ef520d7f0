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

/** Low with low and high with high: the ends are what happens when everything goes one way, so they are wide on purpose. */
export function sum(ranges: readonly Range[]): Range {
  return {
    low: total(ranges.map(({ low }) => low)),
    expected: total(ranges.map(({ expected }) => expected)),
    high: total(ranges.map(({ high }) => high)),
    evidence: weakest(...ranges),
  };
}

/** Product of quantities that are not negative. */
export function product(...ranges: readonly Range[]): Range {
  return {
    low: ranges.reduce((all, { low }) => all * low, 1),
    expected: ranges.reduce((all, { expected }) => all * expected, 1),
    high: ranges.reduce((all, { high }) => all * high, 1),
    evidence: weakest(...ranges),
  };
}

/** Quotient of quantities that are not negative. */
export function quotient(over: Range, under: Range): Range {
  return {
    low: over.low / under.high,
    expected: over.expected / under.expected,
    high: over.high / under.low,
    evidence: weakest(over, under),
  };
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
  return EVIDENCE[Math.max(0, ...ranges.map(({ evidence }) => EVIDENCE.indexOf(evidence)))] ?? 'unknown';
}

function total(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
