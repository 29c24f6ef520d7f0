/**
 * How often the load is how high: a load-duration curve, as power plants are planned by. In any unit, as long as servers are measured
 * in the same one; those made here have a mean of 1, so that a volume scales them.
 */

/** The load of some stretch of time, and how long that is in any unit. */
export interface Stretch {
  readonly load: number;
  readonly time: number;
}

export interface LoadCurve {
  readonly mean: number;
  readonly peak: number;
  /** Share of the time in which the load is above a level. */
  readonly above: (level: number) => number;
  /** Mean of what lies below a level: E[min(load, level)]. */
  readonly below: (level: number) => number;
  /** The lowest load that is not exceeded for this share of the time. */
  readonly quantile: (share: number) => number;
}

/** @throws RangeError where no time has a load: there is nothing to draw a curve of */
export function curveOf(stretches: Iterable<Stretch>): LoadCurve {
  const sorted = byLoad(stretches);
  const last = sorted.at(-1);
  if (last === undefined) throw new RangeError('A load curve needs at least one stretch of time.');
  // Up to each step: share of the time, and the part of the mean that it brings.
  const [loads, shares, means] = cumulated(sorted);
  const mean = means.at(-1) as number;
  const upTo = (level: number): number => firstFrom(level, loads, false);
  const shareUpTo = (index: number): number => (index === 0 ? 0 : (shares[index - 1] as number));
  return {
    mean,
    peak: last.load,
    above: (level) => 1 - shareUpTo(upTo(level)),
    below: (level) => {
      const index = upTo(level);
      // At the peak and above it, all of it: without the rounding of a sum.
      return index === sorted.length ? mean : (index === 0 ? 0 : (means[index - 1] as number)) + Math.max(0, level) * (1 - shareUpTo(index));
    },
    quantile: (share) => loads[Math.min(loads.length - 1, firstFrom(share - 1e-12, shares, true))] as number,
  };
}

/** Rising, as a curve that is drawn from its peak is but for its direction. */
function byLoad(stretches: Iterable<Stretch>): readonly Stretch[] {
  const some: Stretch[] = [];
  let [rises, falls] = [true, true];
  for (const one of stretches) {
    if (!(one.time > 0)) continue;
    const before = some.at(-1);
    if (before !== undefined && !(one.load >= before.load)) rises = false;
    if (before !== undefined && !(one.load < before.load)) falls = false;
    some.push(one);
  }
  if (rises) return some;
  return falls ? some.reverse() : some.sort((a, b) => a.load - b.load);
}

function cumulated(sorted: readonly Stretch[]): readonly [readonly number[], readonly number[], readonly number[]] {
  const [loads, shares, means]: [number[], number[], number[]] = [[], [], []];
  let [whole, share, mean] = [0, 0, 0];
  for (const { time } of sorted) whole += time;
  for (const { load, time } of sorted) {
    share += time / whole;
    mean += (load * time) / whole;
    loads.push(load);
    shares.push(share);
    means.push(mean);
  }
  shares[shares.length - 1] = 1;
  return [loads, shares, means];
}

/** The first index at which rising values are above a value, or as high already; `length` where none is. */
function firstFrom(value: number, rising: readonly number[], orEqual: boolean): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = rising[middle] as number;
    if (there > value || (orEqual && there === value)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The same with a mean of 1. @throws RangeError where there is no load at all */
export function relative(stretches: readonly Stretch[]): readonly Stretch[] {
  let [all, whole] = [0, 0];
  for (const { load, time } of stretches) {
    all += load * time;
    whole += time;
  }
  const mean = all / whole;
  if (!(mean > 0)) throw new RangeError('A load that is nothing at all times has no shape.');
  const over: Stretch[] = [];
  for (const { load, time } of stretches) over.push({ load: load / mean, time });
  return over;
}

/** Steps by which a curve is drawn that only its peak is known of. */
const STEPS = 720;

/**
 * A curve of which only the busiest hour over the mean one is known: it falls as a power of the share of the time, peak · (1 − x)^a, with
 * the one exponent that makes the mean 1. Flat at 1; like office hours at 3 to 4. An assumption: hours or a trace say it better.
 */
export function fromPeak(peakFactor: number): readonly Stretch[] {
  if (peakFactor <= 1) return [{ load: 1, time: 1 }];
  // A peak so high that its own steps would exceed the mean: all in one stretch.
  if (peakFactor >= STEPS) return [{ load: peakFactor, time: 1 }, { load: 0, time: peakFactor - 1 }];
  const logarithms: number[] = [];
  for (let i = 0; i < STEPS; i += 1) logarithms.push(Math.log1p(-i / STEPS));
  const exponent = exponentFor(STEPS / peakFactor, logarithms, peakFactor - 1);
  const falling: Stretch[] = [];
  for (const log of logarithms) falling.push({ load: peakFactor * Math.exp(exponent * log), time: 1 });
  return relative(falling);
}

/**
 * The exponent a with Σ exp(a·log) = sum, for logarithms up to 0. Newton: the sum falls with a and is convex, so steps from below never go too far.
 * @param from at most the exponent: that of the continuous curve, whose mean is the smaller one
 */
function exponentFor(sum: number, logarithms: readonly number[], from: number): number {
  let exponent = from;
  for (let i = 0; i < 100; i += 1) {
    let [all, slope] = [0, 0];
    for (const log of logarithms) {
      const power = Math.exp(exponent * log);
      all += power;
      slope += log * power;
    }
    const step = (sum - all) / slope;
    exponent += step;
    if (Math.abs(step) <= 1e-12 * exponent) break;
  }
  return exponent;
}

/** Hours of a day, each as long as the other. */
export function fromHours(hourly: readonly number[]): readonly Stretch[] {
  return relative(hourly.map((load) => ({ load, time: 1 })));
}

/* What may wait fills the troughs */

/**
 * A day whose work waits where it may: that share of the load leaves the busy hours and is done in the quietest ones, all of it within the day.
 * The day comes round, so nothing waits longer than that.
 *
 * @returns the stretches in the same order, none below the level to which the troughs are filled, with the same mean
 */
export function filled(day: readonly Stretch[], mayWait: number): readonly Stretch[] {
  if (mayWait <= 0) return day;
  const urgent = day.map(({ load, time }) => ({ load: load * (1 - mayWait), time }));
  const level = waterLevel(urgent, mayWait * day.reduce((sum, { load, time }) => sum + load * time, 0));
  return urgent.map(({ load, time }) => ({ load: Math.max(load, level), time }));
}

/** How high work stands that is poured into the troughs: it lies below this level, and above the load. */
function waterLevel(stretches: readonly Stretch[], work: number): number {
  const sorted = stretches.filter(({ time }) => time > 0).sort((a, b) => a.load - b.load);
  let [time, held] = [0, 0];
  for (const [i, one] of sorted.entries()) {
    time += one.time;
    held += one.load * one.time;
    const level = (held + work) / time;
    if (level <= (sorted[i + 1]?.load ?? Infinity)) return level;
  }
  return 0;
}

/** The load less what may wait, which is the same share at any time. */
export function urgentPart({ mean, peak, above, below, quantile }: LoadCurve, mayWait: number): LoadCurve {
  const share = 1 - mayWait;
  if (share <= 0) return { mean: 0, peak: 0, above: () => 0, below: () => 0, quantile: () => 0 };
  return { mean: mean * share, peak: peak * share, above: (level) => above(level / share), below: (level) => share * below(level / share), quantile: (of) => share * quantile(of) };
}
