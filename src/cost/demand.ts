/** What a class of traffic asks for: requests, tokens or pieces, and how they bunch up. What a profile leaves open is a wide range, and says so. */
import { remembered } from '../lazy.js';
import type { LevelOf, Task } from '../profile/vocabulary.js';
import type { TraceBin, TracedLoad } from '../profile/trace.js';
import type { TrafficClass, Workload } from '../profile/workload.js';
import { figure, type CostBasis } from './basis.js';
import { filled, fromHours, fromPeak, relative, type Stretch } from './load/curve.js';
import { between, exactly, product, scale, weakest, type Range } from './range.js';

export const DAYS_PER_MONTH = 365.25 / 12;
export const HOURS_PER_MONTH = DAYS_PER_MONTH * 24;
export const SECONDS_PER_DAY = 86_400;

/** One request. */
export interface Usage {
  readonly task: Task | undefined;
  readonly inputTokens: Range;
  readonly outputTokens: Range;
  /** Images, 3D objects, pages, searches, minutes of audio or thousands of characters, as the task has them. */
  readonly units: Range;
  readonly cachedInputShare: Range;
  readonly batchableShare: Range;
  /** The profile states how many tokens go in and out. */
  readonly tokensKnown: boolean;
}

export interface Demand {
  readonly requestsPerDay: Range;
  readonly usage: Usage;
  /** Requests in the busiest hour over the mean hour. */
  readonly peakFactor: Range;
}

export type DemandResult = { readonly status: 'known'; readonly demand: Demand } | { readonly status: 'unknown'; readonly reason: 'no_volume' | 'no_task' };

/** Requests of a class a day, over the plausible range of an assumed share. */
export function requestsOf(workload: Workload, { share, shareRange, shareEvidence }: TrafficClass, requestsPerDay: Range | undefined): Range | undefined {
  const all = requestsPerDay ?? statedRequests(workload);
  if (all === undefined) return undefined;
  const part = shareRange === undefined ? exactly(share, shareEvidence) : between(shareRange.low, share, shareRange.high, shareEvidence);
  return product(all, part);
}

/** Requests a day of a workload, where its volume is known. */
export function statedRequests({ requestsPerDay, requestsTraced }: Workload): Range | undefined {
  return requestsPerDay === undefined ? undefined : exactly(requestsPerDay, requestsTraced === true ? 'measured' : 'stated');
}

/**
 * @param requestsPerDay of the whole workload, where something else than the profile's volume says it (a bill, a trial of other volumes)
 */
export function demandOf(workload: Workload, trafficClass: TrafficClass, basis: CostBasis, requestsPerDay?: Range): DemandResult {
  const requests = requestsOf(workload, trafficClass, requestsPerDay);
  if (requests === undefined) return { status: 'unknown', reason: 'no_volume' };
  const usage = usageOf(workload, trafficClass, basis);
  if (usage === undefined) return { status: 'unknown', reason: 'no_task' };
  return { status: 'known', demand: { requestsPerDay: requests, usage, peakFactor: peakFactorOf(workload, trafficClass, basis) } };
}

/** `undefined` where neither the task nor the traffic says what a request is. */
export function usageOf(workload: Workload, trafficClass: TrafficClass, basis: CostBasis): Usage | undefined {
  const { task, traffic } = workload;
  const usual = basis.catalogue.costs.costs.usual_requests.find((row) => row.task === task);
  const traced = tracedLoad(workload, trafficClass);
  const mean = (tokens: 'inputTokens' | 'outputTokens'): Range | undefined =>
    traced === undefined || workload.trace?.hasTokens !== true || traced.requests === 0 ? undefined : exactly(traced[tokens] / traced.requests, 'measured');
  const sizes = [statedOr(traffic?.input_tokens, mean('inputTokens')), statedOr(traffic?.output_tokens, mean('outputTokens'))] as const;
  const [input, output] = isNothing(sizes, usual) ? [] : sizes;
  const tokensKnown = input !== undefined && (output !== undefined || usual?.output_tokens === undefined);
  if (usual === undefined && !tokensKnown) return undefined;
  const assumed = (values: readonly [number, number, number] | undefined): Range =>
    values === undefined ? exactly(0, 'derived') : between(values[0], values[1], values[2], 'assumed');
  const stated = (value: number | undefined, otherwise: Range): Range => (value === undefined ? otherwise : exactly(value, 'stated'));
  const waits = answerOf(trafficClass, 'latency') === 'batch';
  return {
    task,
    inputTokens: input ?? assumed(usual?.input_tokens),
    outputTokens: output ?? assumed(usual?.output_tokens),
    units: stated(traffic?.units_per_request, assumed(usual?.units)),
    cachedInputShare: stated(traffic?.cached_input_share, figure('cached_input_share', undefined, basis).value),
    batchableShare: stated(traffic?.batchable_share, waits ? exactly(1, 'derived') : figure('batchable_share', undefined, basis).value),
    tokensKnown,
  };
}

/** Nothing in and nothing out is no request, where requests are made of tokens: then what they are is not known. */
function isNothing([input, output]: readonly [Range | undefined, Range | undefined], usual: { readonly input_tokens?: unknown; readonly output_tokens?: unknown } | undefined): boolean {
  if (input?.expected !== 0 || (usual !== undefined && usual.input_tokens === undefined)) return false;
  return output === undefined ? usual !== undefined && usual.output_tokens === undefined : output.expected === 0;
}

const statedOr = (value: number | undefined, otherwise: Range | undefined): Range | undefined => (value === undefined ? otherwise : exactly(value, 'stated'));

/** Of the class where the trace names it, else of all requests. */
export function tracedLoad({ trace }: Workload, { id }: TrafficClass): TracedLoad | undefined {
  return trace?.classes.get(id) ?? trace;
}

/** From the profile, else from its trace or its hours; work that may wait has no peak, and what of it may wait lowers it; else what is usual. */
function peakFactorOf(workload: Workload, trafficClass: TrafficClass, basis: CostBasis): Range {
  const { traffic } = workload;
  const mayWait = traffic?.batchable_share ?? 0;
  if (traffic?.peak_factor !== undefined) return lowered(exactly(traffic.peak_factor, 'stated'), mayWait);
  const traced = tracedLoad(workload, trafficClass);
  if (traced !== undefined) return lowered(exactly(tracedPeak(traced), 'measured'), mayWait, () => tracedDays(traced));
  const { hourly } = traffic ?? {};
  const all = hourly?.reduce((sum, requests) => sum + requests, 0) ?? 0;
  if (hourly !== undefined && all > 0) return lowered(exactly((Math.max(...hourly) * hourly.length) / all, 'derived'), mayWait, () => [fromHours(hourly)]);
  if (answerOf(trafficClass, 'latency') === 'batch') return exactly(1, 'derived');
  return lowered(figure('peak_factor', undefined, basis).value, mayWait);
}

/** What may wait leaves the busiest hour, unless the troughs are full before. @param daysOf those that are known; else a curve is drawn from the peak */
function lowered(peak: Range, mayWait: number, daysOf?: () => readonly (readonly Stretch[])[]): Range {
  if (mayWait === 0) return peak;
  const days = daysOf?.();
  const known = new Map<number, number>();
  const without = (factor: number): number => remembered(known, factor, () => {
    const level = Math.max(...(days ?? [fromPeak(factor)]).flatMap((day) => filled(day, mayWait).map(({ load }, i) => (load > (day[i] as Stretch).load * (1 - mayWait) ? load : 0))));
    return Math.max(factor * (1 - mayWait), level);
  });
  return between(without(peak.low), without(peak.expected), without(peak.high), weakest(peak, { evidence: 'derived' }));
}

/** The load of a trace over its mean, day by day from its first request; what is shorter is a day that comes round. */
export function tracedDays({ bins }: TracedLoad): readonly (readonly Stretch[])[] {
  const stretches = relative(bins.map(({ requests, seconds }) => ({ load: requests / seconds, time: seconds })));
  const days: Stretch[][] = [];
  let start = 0;
  for (const one of stretches) {
    const day = Math.floor(start / SECONDS_PER_DAY);
    while (days.length <= day) days.push([]);
    (days[day] as Stretch[]).push(one);
    start += one.time;
  }
  return days.filter((day) => day.length > 0);
}

/** The busiest hour over the mean; of a trace shorter than half a day the busiest twelfth. */
function tracedPeak({ bins, requests }: TracedLoad): number {
  const seconds = bins.reduce((sum, bin) => sum + bin.seconds, 0);
  const window = Math.min(3600, seconds / 12);
  let [from, inside, length, most] = [0, 0, 0, 0];
  for (const bin of bins) {
    inside += bin.requests;
    length += bin.seconds;
    for (let first = bins[from] as TraceBin; length - first.seconds >= window - 1e-9; first = bins[from] as TraceBin) {
      inside -= first.requests;
      length -= first.seconds;
      from += 1;
    }
    if (length >= window - 1e-9) most = Math.max(most, inside / length);
  }
  return Math.max(1, requests === 0 ? 1 : (most * seconds) / requests);
}

/** The level of a question where it is known. */
export function answerOf({ answers }: TrafficClass, question: 'latency' | 'core' | 'stage'): string | undefined {
  const { levels } = answers[question];
  return levels.length === 1 ? levels[0] : undefined;
}

/** What sizing asks of a class, where it is known. */
export interface ServiceAnswers {
  readonly latency: LevelOf<'latency'> | undefined;
  readonly core: LevelOf<'core'> | undefined;
  readonly stage: LevelOf<'stage'> | undefined;
}

export function serviceAnswers(trafficClass: TrafficClass): ServiceAnswers {
  if (latest?.trafficClass === trafficClass) return latest.answers;
  const answers = {
    latency: answerOf(trafficClass, 'latency') as LevelOf<'latency'> | undefined,
    core: answerOf(trafficClass, 'core') as LevelOf<'core'> | undefined,
    stage: answerOf(trafficClass, 'stage') as LevelOf<'stage'> | undefined,
  };
  latest = { trafficClass, answers };
  return answers;
}

/** The ways to run one class are looked at one after another. */
let latest: { readonly trafficClass: TrafficClass; readonly answers: ServiceAnswers } | undefined;

/** Requests a day that a monthly bill pays for, at so much a request. */
export function requestsFromBill(usdPerMonth: number, usdPerRequest: Range): Range {
  const { low, expected, high } = scale(usdPerRequest, DAYS_PER_MONTH);
  return between(usdPerMonth / high, usdPerMonth / expected, usdPerMonth / low, 'derived');
}
