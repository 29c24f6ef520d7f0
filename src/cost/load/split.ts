/**
 * A class's load split between machines of one's own and an API: how many replicas pay, and whether it pays enough to run two stacks.
 * Which shape of replica is best is found by the critical ratio; its number then by trying every one at its full price, since spare
 * replicas, people and machines that are there already make steps that no ratio knows.
 */
import type { LevelOf } from '../../profile/vocabulary.js';
import type { CostBasis } from '../basis.js';
import { localUsdPerMonth, type Corner } from '../break-even.js';
import { answerOf, DAYS_PER_MONTH, SECONDS_PER_DAY } from '../demand.js';
import { cornersOf, fixedCost, type CostInput, type CostParts, type KnownCost, type PricedShape } from '../option-cost.js';
import { between, scale, weakest, type Range } from '../range.js';
import { burstCapacity } from '../sizing.js';
import { bestServers, boundsOf, criticalRatio, usdOutside, useOfServer, type Terms } from './optimum.js';
import { requestsBeyond, tokensBeyond, type LoadShape } from './shape.js';

/** What a split is made of: the load, and what each side costs for all of it. */
export interface SplitInput {
  readonly load: LoadShape;
  readonly local: KnownCost;
  readonly api: KnownCost;
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

export type LoadSplitResult =
  | { readonly status: 'split'; readonly split: LoadSplit; readonly pays: boolean }
  /** `all_outside`: no replica is busy enough. `all_inside`: even the last one is. `too_many`: more replicas than anybody plans with by hand. */
  | { readonly status: 'all_outside' | 'all_inside' | 'too_many'; readonly criticalRatio: number };

/** Of replicas that are priced one by one. */
const MOST_TRIED = 200;
const MOST_REPLICAS = 20_000;

/** @returns `undefined` where a side is not what its name says, or nothing is asked for */
export function splitLoad(given: SplitInput, basis: CostBasis): LoadSplitResult | undefined {
  const { load, local, api, input } = given;
  const requests = input.demand.requestsPerDay;
  if (local.parts.side !== 'local' || api.parts.side !== 'api' || !(requests.expected > 0)) return undefined;
  const price = api.parts.usdPerRequest.expected * requests.expected * DAYS_PER_MONTH;
  const candidates = local.parts.shapes().map((shape) => candidateOf(shape, given, api.parts as ApiParts, local.parts as LocalParts, price, basis));
  const [first, ...others] = candidates.filter(({ bounds }) => bounds.most <= MOST_REPLICAS);
  if (first === undefined) return { status: 'too_many', criticalRatio: Math.min(...candidates.map(({ terms }) => criticalRatio(terms))) };
  const { shape, terms, bounds, servers } = others.reduce((best, one) => (one.usd < best.usd ? one : best), first);
  const ratio = criticalRatio(terms);
  const from = Math.max(1, servers - MOST_TRIED / 2);
  const tried = Array.from({ length: Math.max(0, Math.min(bounds.most - 1, from + MOST_TRIED) - from + 1) }, (_, i) => from + i).flatMap((replicas) => {
    const cost = fixedCost(shape, { replicas, spare: true }, input, basis);
    return cost.status === 'known' ? [{ replicas, usd: cost.usdPerMonth.expected + usdOutside(replicas, load.curve, terms) + api.parts.fixedUsdPerMonth.expected }] : [];
  });
  const best = tried.reduce<(typeof tried)[number] | undefined>((least, one) => (least === undefined || one.usd < least.usd ? one : least), undefined);
  const cheaper = local.usdPerMonth.expected < api.usdPerMonth.expected ? local : api;
  if (best === undefined) return { status: cheaper === local ? 'all_inside' : 'all_outside', criticalRatio: ratio };
  const people = { local: local.parts.fixedUsdPerMonth.expected, api: api.parts.fixedUsdPerMonth.expected };
  // The people of the stack that the cheaper side alone would do without: all of them, unless others need them anyway.
  const second = cheaper === local ? people.api : people.local;
  const alone = (cheaper === local ? given.sharedApi : given.sharedLocal) ? 0 : second / input.platformShare;
  const saving = cheaper.usdPerMonth.expected - (best.usd - second);
  if (saving <= 0) return { status: cheaper === local ? 'all_inside' : 'all_outside', criticalRatio: ratio };
  const level = levelOf(shape, best.replicas, input, basis);
  const inside = (at: number): number => load.curve.below(at);
  const beyond = requestsBeyond(level.expected, load);
  const outside = beyond.urgent + beyond.waiting;
  const split: LoadSplit = {
    base: { shape, replicas: best.replicas, allReplicas: bounds.most, level },
    criticalRatio: ratio,
    lastUse: useOfServer(best.replicas, load.curve, terms),
    nextUse: useOfServer(best.replicas + 1, load.curve, terms),
    burstTime: load.curve.above(level.expected),
    requestsInside: between(inside(level.low), inside(level.expected), inside(level.high), weakest(level, { evidence: load.from === 'peak_factor' ? 'assumed' : 'derived' })),
    waitingInside: outside < 1 ? (load.mayWait - beyond.waiting) / (1 - outside) : 0,
    waitingOutside: outside > 0 ? beyond.waiting / outside : 0,
    tokensInside: invert(tokensBeyond(level.expected, load)),
    usdPerMonth: best.usd,
    savingUsdPerMonth: saving,
    secondStackUsdPerMonth: alone,
  };
  return { status: 'split', split, pays: saving > alone };
}

type ApiParts = Extract<CostParts, { side: 'api' }>;
type LocalParts = Extract<CostParts, { side: 'local' }>;

const invert = (share: number | undefined): number | undefined => (share === undefined ? undefined : 1 - share);

interface Candidate {
  readonly shape: PricedShape;
  readonly terms: Terms;
  readonly bounds: { readonly least: number; readonly most: number };
  readonly servers: number;
  readonly usd: number;
}

function candidateOf(shape: PricedShape, { load, input }: SplitInput, api: ApiParts, local: LocalParts, price: number, basis: CostBasis): Candidate {
  const [corner] = cornersOf(api, { ...local, shapes: () => [shape] }, input, basis).expected as [Corner];
  const terms: Terms = {
    capacity: levelOf(shape, 1, input, basis).expected,
    usdPerServer: shape.gpusPerReplica * (1 + corner.spare.share) * (corner.usdPerMonthPerGpu + corner.usdPerMonthPerFurtherServer / corner.gpusPerServer),
    usdPerUnitLocal: 0,
    ...pricesOutside(price, api, load),
  };
  const bounds = boundsOf(load.curve, terms);
  const servers = bestServers(load.curve, terms);
  return { shape, terms, bounds, servers, usd: usdOutside(servers, load.curve, terms) + (servers === 0 ? 0 : localUsdPerMonth(corner, servers).usdPerMonth) };
}

/** Of all the load, at the price of a mean request. What may wait costs less outside, and the rest more than the mean. */
export function pricesOutside(usdPerUnit: number, { batchDiscount }: Pick<ApiParts, 'batchDiscount'>, { mayWait, urgent }: Pick<LoadShape, 'mayWait' | 'urgent'>): Pick<Terms, 'usdPerUnitOutside' | 'waiting'> {
  if (mayWait === 0) return { usdPerUnitOutside: usdPerUnit };
  const full = usdPerUnit / (1 - mayWait * batchDiscount);
  return { usdPerUnitOutside: full, waiting: { urgent, usdPerUnitOutside: full * (1 - batchDiscount) } };
}

/** Load over the mean load up to which so many replicas take requests on. */
function levelOf({ replica }: PricedShape, replicas: number, { demand, trafficClass }: CostInput, basis: CostBasis): Range {
  const latency = answerOf(trafficClass, 'latency') as LevelOf<'latency'> | undefined;
  return scale(burstCapacity(replica, { demand, latency }, basis), (replicas * SECONDS_PER_DAY) / demand.requestsPerDay.expected);
}

/** Requests a second that so many replicas take on at most. */
export function requestsPerSecondOf({ base }: LoadSplit, { demand }: CostInput): number {
  return (base.level.expected * demand.requestsPerDay.expected) / SECONDS_PER_DAY;
}
