/** A base as a replay sees it: places for requests at a time, and how long a request takes one. */
import type { LevelOf } from '../../profile/vocabulary.js';
import type { Workload } from '../../profile/workload.js';
import { figure, type CostBasis } from '../basis.js';
import { answerOf, SECONDS_PER_DAY } from '../demand.js';
import type { CostInput } from '../option-cost.js';
import { burstCapacity } from '../sizing.js';
import type { Arrival, Fleet } from './replay.js';
import type { Base } from './split.js';

export interface FleetPlan {
  readonly places: number;
  readonly allPlaces: number;
  /** Of a mean request, at the load at which others go outside. */
  readonly firstTokenSeconds: number;
  readonly secondsPerToken: number;
  readonly meanInputTokens: number;
  readonly meanOutputTokens: number;
  readonly patienceSeconds: number;
  /** Stated volume over that of the trace. */
  readonly speed: number;
  /** Share of the requests that may wait within the day. */
  readonly mayWait: number;
}

/** As many places as requests are in hand, by Little's law, at the load up to which a replica takes requests on. */
export function fleetOf({ shape, replicas }: Base, mayWait: number, { demand, trafficClass }: CostInput, workload: Workload, basis: CostBasis): FleetPlan {
  const latency = answerOf(trafficClass, 'latency') as LevelOf<'latency'> | undefined;
  const perSecond = burstCapacity(shape.replica, { demand, latency }, basis).expected;
  const pace = shape.replica.pace(perSecond);
  const [input, output] = [demand.usage.inputTokens.expected, demand.usage.outputTokens.expected];
  // Where only a rate is known, a replica is one place that is as quick as that rate.
  const firstTokenSeconds = pace?.firstTokenSeconds ?? 1 / perSecond;
  const secondsPerToken = pace?.secondsPerToken ?? 0;
  const places = Math.max(replicas, Math.round(replicas * perSecond * (firstTokenSeconds + secondsPerToken * output)));
  const target = latency === 'batch' ? Infinity : basis.catalogue.costs.costs.latency_targets[latency ?? 'interactive'].first_token_seconds;
  const { trace } = workload;
  const stated = trace === undefined || trace.requests === 0 || workload.requestsPerDay === undefined ? 1 : workload.requestsPerDay / ((trace.requests / trace.seconds) * SECONDS_PER_DAY);
  return {
    places,
    allPlaces: places / figure('burst_threshold', undefined, basis).value.expected,
    firstTokenSeconds,
    secondsPerToken,
    meanInputTokens: input,
    meanOutputTokens: output,
    patienceSeconds: Math.max(0, Math.min(SECONDS_PER_DAY, target) - (pace?.firstTokenSeconds ?? 0)),
    speed: workload.requestsTraced === true ? 1 : stated,
    mayWait,
  };
}

/** Prompts take time by their tokens, and so do answers; a mean request takes the mean time. */
export function asFleet({ places, allPlaces, firstTokenSeconds, secondsPerToken, meanInputTokens, meanOutputTokens, patienceSeconds, speed, mayWait }: FleetPlan): Fleet {
  const secondsFor = ({ inputTokens, outputTokens }: Arrival): number => {
    // A trace without tokens plays mean requests.
    if (inputTokens + outputTokens === 0) return firstTokenSeconds + secondsPerToken * meanOutputTokens;
    return firstTokenSeconds * (meanInputTokens > 0 ? inputTokens / meanInputTokens : 1) + secondsPerToken * outputTokens;
  };
  return { places, allPlaces, secondsFor, patienceSeconds, ...(mayWait === 0 ? {} : { mayWait: { share: mayWait, seconds: SECONDS_PER_DAY / speed } }) };
}
