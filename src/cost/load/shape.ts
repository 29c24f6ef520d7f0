/** The shape of a class's load, from the best that is known of it: a trace, the hours of a day, or its peak. */
import { lazy, rememberedUpTo } from '../../lazy.js';
import type { TracedLoad } from '../../profile/trace.js';
import type { TrafficClass, Workload } from '../../profile/workload.js';
import { answerOf, tracedDays, tracedLoad } from '../demand.js';
import { curveOf, filled, fromHours, fromPeak, urgentPart, type LoadCurve, type Stretch } from './curve.js';
import { outsideOf } from './optimum.js';

export interface LoadShape {
  /** `may_wait`: work that may wait is done evenly. */
  readonly from: 'trace' | 'hourly' | 'peak_factor' | 'may_wait';
  /** Of a mean of 1, before anything waits. */
  readonly stretches: readonly Stretch[];
  /** Of a mean of 1, with troughs filled by what may wait. */
  readonly curve: LoadCurve;
  /** Share of the requests that may wait within the day, and the load of the others. */
  readonly mayWait: number;
  readonly urgent: LoadCurve;
  /** Where a trace is behind it. */
  readonly traced?: TracedLoad;
}

/** `undefined` where nobody said how the requests bunch up: then no split by load is made up either. */
export function shapeOf(workload: Workload, trafficClass: TrafficClass): LoadShape | undefined {
  // Work that may wait is done evenly.
  if (answerOf(trafficClass, 'latency') === 'batch') return new DrawnLoad('may_wait', () => [[{ load: 1, time: 1 }]], 0);
  const mayWait = workload.traffic?.batchable_share ?? 0;
  const traced = tracedLoad(workload, trafficClass);
  if (traced !== undefined && traced.requests > 0) return new DrawnLoad('trace', () => tracedDays(traced), mayWait, traced);
  const { hourly, peak_factor: peak } = workload.traffic ?? {};
  if (hourly?.some((requests) => requests > 0) === true) return new DrawnLoad('hourly', () => [fromHours(hourly)], mayWait);
  return peak === undefined ? undefined : drawnFromPeak(peak, mayWait);
}

/** So many are remembered: peaks are stated as round numbers. */
const MOST_REMEMBERED = 100;

const byPeak = new Map<string, LoadShape>();

function drawnFromPeak(peak: number, mayWait: number): LoadShape {
  return rememberedUpTo(MOST_REMEMBERED, byPeak, `${peak} ${mayWait}`, () => new DrawnLoad('peak_factor', () => [fromPeak(peak)], mayWait));
}

/** Drawn when somebody looks at it: most loads are not looked at, since no split of them can pay. */
class DrawnLoad implements LoadShape {
  readonly traced?: TracedLoad;
  readonly #days: () => readonly (readonly Stretch[])[];
  #stretches: readonly Stretch[] | undefined;
  #plain: LoadCurve | undefined;
  #curve: LoadCurve | undefined;

  constructor(readonly from: LoadShape['from'], days: () => readonly (readonly Stretch[])[], readonly mayWait: number, traced?: TracedLoad) {
    this.#days = lazy(days);
    if (traced !== undefined) this.traced = traced;
  }

  get stretches(): readonly Stretch[] {
    return (this.#stretches ??= this.#days().flat());
  }

  get curve(): LoadCurve {
    return (this.#curve ??= this.mayWait === 0 ? this.#before : curveOf(this.#days().flatMap((day) => filled(day, this.mayWait))));
  }

  get urgent(): LoadCurve {
    return this.mayWait === 0 ? this.curve : urgentPart(this.#before, this.mayWait);
  }

  /** Before anything waits. */
  get #before(): LoadCurve {
    return (this.#plain ??= curveOf(this.stretches));
  }
}

/** Share of the requests that goes outside above a level, of those that cannot wait and of those that may: each of all requests. */
export function requestsBeyond(level: number, { curve, urgent, mayWait }: LoadShape): { readonly urgent: number; readonly waiting: number } {
  return outsideOf(1, curve, mayWait === 0 ? { capacity: level } : { capacity: level, waiting: { urgent, usdPerUnitOutside: 0 } });
}

/** Share of the tokens that goes outside above a level: that of the requests in each stretch, and tokens go with their requests. */
export function tokensBeyond(level: number, shape: LoadShape): number | undefined {
  const { stretches, traced, mayWait } = shape;
  if (traced === undefined || traced.inputTokens + traced.outputTokens === 0) return undefined;
  const whole = traced.inputTokens + traced.outputTokens;
  const beyond = traced.bins.reduce((sum, { inputTokens, outputTokens }, i) => {
    const load = (stretches[i] as Stretch).load * (1 - mayWait);
    return load <= level ? sum : sum + (1 - mayWait) * (inputTokens + outputTokens) * (1 - level / load);
  }, 0);
  return beyond / whole + requestsBeyond(level, shape).waiting;
}
