/** A class's load split between machines of one's own and an API: how many replicas pay, and whether it pays enough to run two stacks. */
import type { LevelOf, Side } from '../../profile/vocabulary.js';
import type { CostBasis } from '../basis.js';
import { answerOf, DAYS_PER_MONTH, SECONDS_PER_DAY } from '../demand.js';
import type { CostInput, CostParts, PricedShape } from '../option-cost.js';
import { between, scale, weakest, type Range } from '../range.js';
import { burstCapacity } from '../sizing.js';
import { bestBase, gainOf, leastCriticalRatio, machinesOf, mayPay, type Splittable } from './base.js';
import { useOfServer } from './optimum.js';
import { requestsBeyond, tokensBeyond, type LoadShape } from './shape.js';

/** What a split is made of: the load, and what each side costs for all of it. */
export interface SplitInput {
  readonly load: LoadShape;
  readonly local: Extract<CostParts, { side: 'local' }>;
  readonly api: Extract<CostParts, { side: 'api' }>;
  /** US dollars a month of either side for all of the load. */
  readonly alone: Readonly<Record<Side, number>>;
  /** Of the class, with the local option. */
  readonly input: CostInput;
  /** People of each side that other traffic needs anyway: then a second stack costs nothing more. */
  readonly sharedLocal: boolean;
  readonly sharedApi: boolean;
}

export interface Base {
  readonly shape: PricedShape;
  readonly replicas: number;
  /** Replicas that all of the load would take. */
  readonly allReplicas: number;
  /** Load up to which requests stay, over the mean load. */
  readonly level: Range;
}

export interface LoadSplit {
  readonly base: Base;
  /** Share of the time for which a replica must be busy to pay. */
  readonly criticalRatio: number;
  /** Share of its capacity to which the last replica of the base is used, and the next one would be. */
  readonly lastUse: number;
  readonly nextUse: number;
  /** Share of the time in which requests go outside. */
  readonly burstTime: number;
  /** Share of the requests, and of the tokens where these are known, that stay. */
  readonly requestsInside: Range;
  readonly tokensInside: number | undefined;
  /** Of the requests that stay, and of those that go outside, the share that may wait. */
  readonly waitingInside: number;
  readonly waitingOutside: number;
  /** US dollars a month: with the people of both stacks as far as this class bears them. */
  readonly usdPerMonth: number;
  /** What it saves over the cheaper side alone, before the people of the second stack; and what these cost. */
  readonly savingUsdPerMonth: number;
  readonly secondStackUsdPerMonth: number;
}

export type LoadSplitResult = { /** What it was looked for with, at other volumes and prices as well. */ readonly may: Splittable } & (
  | { readonly status: 'split'; readonly split: LoadSplit; readonly pays: boolean }
  /** `all_outside`: no replica is busy enough. `all_inside`: even the last one is. `too_many`: more replicas than anybody plans with by hand. */
  | { readonly status: 'all_outside' | 'all_inside' | 'too_many'; readonly criticalRatio: number }
);

/** The people of either side; and those of a stack that one would do without: all of them, unless others need them anyway. */
function peopleOf({ local, api, input: { platformShare }, sharedLocal, sharedApi }: SplitInput): Splittable['people'] {
  const of = ({ fixedUsdPerMonth: { expected } }: CostParts, shared: boolean): Splittable['people']['api'] => ({ borne: expected, second: shared ? 0 : expected / platformShare });
  return { local: of(local, sharedLocal), api: of(api, sharedApi) };
}

/** Whether one may pay, told before any machines are looked at. */
export function maySplit(given: SplitInput): boolean {
  return mayPay(given.alone, peopleOf(given));
}

export function splitLoad(given: SplitInput, basis: CostBasis): LoadSplitResult {
  const { load, local, api, alone, input } = given;
  const requests = input.demand.requestsPerDay.expected;
  const may: Splittable = { machines: machinesOf(local, input, basis), load, batchDiscount: api.batchDiscount, people: peopleOf(given) };
  const usage = api.usdPerRequest.expected * requests * DAYS_PER_MONTH;
  const found = bestBase(may, requests, usage);
  const oneSide = alone.local < alone.api ? 'all_inside' : 'all_outside';
  if (found.status !== 'base') return { may, status: found.status === 'too_many' ? found.status : oneSide, criticalRatio: leastCriticalRatio(may, requests, usage) };
  const { machines: { shape }, terms, criticalRatio, replicas, allReplicas, usdPerMonth } = found.base;
  const { saving, second } = gainOf(usdPerMonth, alone, may.people);
  if (saving <= 0) return { may, status: oneSide, criticalRatio };
  const level = levelOf(shape, replicas, input, basis);
  const inside = (at: number): number => load.curve.below(at);
  const beyond = requestsBeyond(level.expected, load);
  const outside = beyond.urgent + beyond.waiting;
  const split: LoadSplit = {
    base: { shape, replicas, allReplicas, level },
    criticalRatio,
    lastUse: useOfServer(replicas, load.curve, terms),
    nextUse: useOfServer(replicas + 1, load.curve, terms),
    burstTime: load.curve.above(level.expected),
    requestsInside: between(inside(level.low), inside(level.expected), inside(level.high), weakest(level, { evidence: load.from === 'peak_factor' ? 'assumed' : 'derived' })),
    waitingInside: outside < 1 ? (load.mayWait - beyond.waiting) / (1 - outside) : 0,
    waitingOutside: outside > 0 ? beyond.waiting / outside : 0,
    tokensInside: invert(tokensBeyond(level.expected, load)),
    usdPerMonth,
    savingUsdPerMonth: saving,
    secondStackUsdPerMonth: second,
  };
  return { may, status: 'split', split, pays: saving > second };
}

const invert = (share: number | undefined): number | undefined => (share === undefined ? undefined : 1 - share);

/** Load over the mean load up to which so many replicas take requests on. */
function levelOf({ replica }: PricedShape, replicas: number, { demand, trafficClass }: CostInput, basis: CostBasis): Range {
  const latency = answerOf(trafficClass, 'latency') as LevelOf<'latency'> | undefined;
  return scale(burstCapacity(replica, { demand, latency }, basis), (replicas * SECONDS_PER_DAY) / demand.requestsPerDay.expected);
}

/** Requests a second that so many replicas take on at most. */
export function requestsPerSecondOf({ base }: LoadSplit, { demand }: CostInput): number {
  return (base.level.expected * demand.requestsPerDay.expected) / SECONDS_PER_DAY;
}
