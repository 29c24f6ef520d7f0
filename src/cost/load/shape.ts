/** The shape of a class's load, from the best that is known of it: a trace, the hours of a day, or its peak. */
import type { TracedLoad } from '../../profile/trace.js';
import type { TrafficClass, Workload } from '../../profile/workload.js';
import { answerOf, tracedLoad } from '../demand.js';
import { curveOf, fromHours, fromPeak, relative, type LoadCurve, type Stretch } from './curve.js';

export interface LoadShape {
  /** `may_wait`: work that may wait is done evenly. */
  readonly from: 'trace' | 'hourly' | 'peak_factor' | 'may_wait';
  /** Of a mean of 1. */
  readonly stretches: readonly Stretch[];
  readonly curve: LoadCurve;
  /** Where a trace is behind it. */
  readonly traced?: TracedLoad;
}

/** `undefined` where nobody said how the requests bunch up: then no split by load is made up either. */
export function shapeOf(workload: Workload, trafficClass: TrafficClass): LoadShape | undefined {
  // Work that may wait is done evenly.
  if (answerOf(trafficClass, 'latency') === 'batch') return drawn('may_wait', [{ load: 1, time: 1 }]);
  const traced = tracedLoad(workload, trafficClass);
  if (traced !== undefined && traced.requests > 0) {
    return { ...drawn('trace', relative(traced.bins.map(({ requests, seconds }) => ({ load: requests / seconds, time: seconds })))), traced };
  }
  const { hourly, peak_factor: peak } = workload.traffic ?? {};
  if (hourly?.some((requests) => requests > 0) === true) return drawn('hourly', fromHours(hourly));
  return peak === undefined ? undefined : drawn('peak_factor', fromPeak(peak));
}

function drawn(from: LoadShape['from'], stretches: readonly Stretch[]): LoadShape {
  return { from, stretches, curve: curveOf(stretches) };
}

/** Share of the tokens that goes outside above a level: that of the requests in each stretch, and tokens go with their requests. */
export function tokensBeyond(level: number, { stretches, traced }: LoadShape): number | undefined {
  if (traced === undefined || traced.inputTokens + traced.outputTokens === 0) return undefined;
  const beyond = traced.bins.reduce((sum, { inputTokens, outputTokens }, i) => {
    const { load } = stretches[i] as Stretch;
    return load <= level ? sum : sum + (inputTokens + outputTokens) * (1 - level / load);
  }, 0);
  return beyond / (traced.inputTokens + traced.outputTokens);
}
