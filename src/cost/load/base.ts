/**
 * What a base at home costs with the rest outside, at any volume and any price of the API: one reckoning for the split of today and for the
 * time to come. Which shape of replica is best is found by the critical ratio; its number then by trying every one at its full price, since
 * spare replicas, people and machines that are there already make steps that no ratio knows.
 */
import type { Gpu } from '../../catalogue/schema.js';
import type { Side } from '../../profile/vocabulary.js';
import type { CostBasis } from '../basis.js';
import { SECONDS_PER_DAY, serviceAnswers } from '../demand.js';
import { remembered } from '../../lazy.js';
import { replicaTariff, type CostInput, type CostParts, type PricedShape, type ReplicaTariff } from '../option-cost.js';
import { GPUS_PER_SERVER, gpusWith, spareRule, usualBurst, wholeReplicas, type SpareRule } from '../sizing.js';
import { bestServers, boundsOf, criticalRatio, usdOutside, type Terms } from './optimum.js';
import type { LoadShape } from './shape.js';

/** One way to make up replicas, and what so many of them cost. */
export interface Machines {
  readonly shape: PricedShape;
  /** Requests a day that a replica takes on before others go outside. */
  readonly level: number;
  /** US dollars a month for a replica where there are many, with its share of spare ones and of people for further servers. */
  readonly usdPerReplica: number;
  /** US dollars a month that a replica without its spare ones costs at least, and people whatever their number. */
  readonly leastUsdPerReplica: number;
  readonly peopleUsd: number;
  /** So many replicas with their spare ones. */
  gpusWith(replicas: number): number;
  /** Expected US dollars a month with people and spare replicas; without end where nobody knows what as many cost. @param requestsPerDay of the whole class */
  usdWith(replicas: number, requestsPerDay: number): number;
}

/** Every way that machines may be made up, with prices of as many of them as a volume needs. */
export function machinesOf({ shapes, furtherServerUsdPerMonth: further }: Extract<CostParts, { side: 'local' }>, input: CostInput, basis: CostBasis): readonly Machines[] {
  const { trafficClass, demand } = input;
  const answers = serviceAnswers(trafficClass);
  const spare = spareRule(answers, basis).expected;
  const tariff = replicaTariff(input, basis);
  const burst = usualBurst({ demand, latency: answers.latency }, basis);
  return shapes().map((shape) => {
    const usdPerReplica = shape.gpusPerReplica * (1 + spare.share) * (shape.usdPerMonthPerGpu.expected + further.expected / GPUS_PER_SERVER);
    return new PricedMachines(shape, burst(shape.replica) * SECONDS_PER_DAY, usdPerReplica, spare, tariff);
  });
}

/** There are many of them, so they share what they do. */
class PricedMachines implements Machines {
  readonly leastUsdPerReplica: number;
  readonly peopleUsd: number;

  constructor(readonly shape: PricedShape, readonly level: number, readonly usdPerReplica: number, private readonly spare: SpareRule, private readonly tariff: ReplicaTariff) {
    this.leastUsdPerReplica = shape.gpusPerReplica * tariff.leastUsdPerGpu(shape.gpu);
    this.peopleUsd = tariff.peopleUsd;
  }

  gpusWith(replicas: number): number {
    return gpusWith(replicas, this.shape.replica, this.spare);
  }

  usdWith(replicas: number, requestsPerDay: number): number {
    return this.tariff.usdPerMonth(this.shape, replicas, requestsPerDay) ?? Infinity;
  }
}

/** Ways to make up replicas on one kind of GPU. */
export interface Kind {
  readonly machines: readonly Machines[];
  /** What their GPUs cost at least, US dollars a month: to be there at all, and for each request a day. */
  readonly usd: number;
  readonly usdPerRequestPerDay: number;
}

export function kindsOf(machines: readonly Machines[]): readonly Kind[] {
  const byGpu = new Map<Gpu, Machines[]>();
  for (const one of machines) remembered(byGpu, one.shape.gpu, () => []).push(one);
  return [...byGpu.values()].map((own) => ({
    machines: own,
    usd: Math.min(...own.map(({ leastUsdPerReplica }) => leastUsdPerReplica)),
    usdPerRequestPerDay: Math.min(...own.map(({ leastUsdPerReplica, shape }) => leastUsdPerReplica / shape.usualRequestsPerDay)),
  }));
}

/**
 * All of a volume at home: on each kind of GPU the replicas that take the fewest of them, and of these what costs least, as it is chosen today.
 * @param usdElsewhere US dollars a month: where nothing costs less than that, that is what comes back
 */
export function usdAllInside(kinds: readonly Kind[], requestsPerDay: number, usdElsewhere = Infinity): number {
  let least = usdElsewhere;
  for (const { machines, usd, usdPerRequestPerDay } of kinds) {
    const { peopleUsd } = machines[0] as Machines;
    if (peopleUsd + Math.max(usd, usdPerRequestPerDay * requestsPerDay) >= least) continue;
    let fewest: { readonly one: Machines; readonly replicas: number; readonly gpus: number } | undefined;
    for (const one of machines) {
      const replicas = wholeReplicas(requestsPerDay, one.shape.usualRequestsPerDay);
      if (fewest !== undefined && replicas * one.shape.gpusPerReplica >= fewest.gpus) continue;
      const gpus = one.gpusWith(replicas);
      if (gpus < (fewest?.gpus ?? Infinity)) fewest = { one, replicas, gpus };
    }
    if (fewest !== undefined) least = Math.min(least, fewest.one.usdWith(fewest.replicas, requestsPerDay));
  }
  return least;
}

/** A class whose load may be split. */
export interface Splittable {
  readonly machines: readonly Machines[];
  readonly load: Pick<LoadShape, 'curve' | 'urgent' | 'mayWait'>;
  /** Of the API. */
  readonly batchDiscount: number;
  /** US dollars a month for people of either side: what this class bears of them, and what they cost as those of a second stack. */
  readonly people: Readonly<Record<Side, { readonly borne: number; readonly second: number }>>;
}

export interface Base {
  readonly machines: Machines;
  readonly terms: Terms;
  /** Share of the time for which a replica must be busy to pay. */
  readonly criticalRatio: number;
  readonly replicas: number;
  /** Replicas that all of the load would take. */
  readonly allReplicas: number;
  /** With the people of both stacks as far as this class bears them. */
  readonly usdPerMonth: number;
}

/** `all_or_none`: one replica would hold all of it. `too_many`: more replicas than anybody plans with by hand. */
export type BaseResult = { readonly status: 'base'; readonly base: Base } | { readonly status: 'all_or_none' | 'too_many'; readonly criticalRatio: number };

/** Of replicas that are priced one by one. */
const MOST_TRIED = 200;
const MOST_REPLICAS = 20_000;

/** The base that costs least. @param usageUsd what the API would charge a month for all of the load */
export function bestBase({ machines: all, load, batchDiscount, people }: Splittable, requestsPerDay: number, usageUsd: number): BaseResult {
  const outside = pricesOutside(usageUsd, batchDiscount, load);
  const termsOf = ({ level, usdPerReplica }: Machines): Terms => ({ capacity: level / requestsPerDay, usdPerServer: usdPerReplica, usdPerUnitLocal: 0, ...outside });
  const usdOfAll = usdOutside(0, load.curve, { capacity: 1, usdPerServer: 0, usdPerUnitLocal: 0, ...outside });
  const cheapest = outside.waiting?.usdPerUnitOutside ?? outside.usdPerUnitOutside;
  let chosen: { readonly machines: Machines; readonly terms: Terms; readonly servers: number; readonly usd: number } | undefined;
  for (const machines of all) {
    const { peopleUsd, leastUsdPerReplica } = machines;
    // At least people, and for each unit of load a replica or a batch outside, whichever costs less; or all of it outside.
    const least = peopleUsd + load.curve.mean * Math.min(cheapest, (leastUsdPerReplica * requestsPerDay) / machines.level);
    if (chosen !== undefined && usdOfAll >= chosen.usd && least >= chosen.usd) continue;
    const terms = termsOf(machines);
    if (boundsOf(load.curve, terms).most > MOST_REPLICAS) continue;
    const servers = bestServers(load.curve, terms);
    const usd = servers === 0 ? usdOfAll : usdOutside(servers, load.curve, terms) + machines.usdWith(servers, requestsPerDay);
    if (chosen === undefined || usd < chosen.usd) chosen = { machines, terms, servers, usd };
  }
  if (chosen === undefined) return { status: 'too_many', criticalRatio: Math.min(...all.map((one) => criticalRatio(termsOf(one)))) };
  const { machines, terms, servers } = chosen;
  const { most } = boundsOf(load.curve, terms);
  const ratio = criticalRatio(terms);
  const usdOf = (replicas: number): number => machines.usdWith(replicas, requestsPerDay) + usdOutside(replicas, load.curve, terms) + people.api.borne;
  const from = Math.max(1, servers - MOST_TRIED / 2);
  let best: Base | undefined;
  // With as many as hold all of it nothing goes outside: that is no split.
  for (let replicas = from; replicas <= Math.min(most - 1, from + MOST_TRIED); replicas += 1) {
    const usdPerMonth = usdOf(replicas);
    if (usdPerMonth < (best?.usdPerMonth ?? Infinity)) best = { machines, terms, criticalRatio: ratio, replicas, allReplicas: most, usdPerMonth };
  }
  return best === undefined ? { status: 'all_or_none', criticalRatio: ratio } : { status: 'base', base: best };
}

/** Of all the load, at the price of a mean request. What may wait costs less outside, and the rest more than the mean. */
function pricesOutside(usdPerUnit: number, batchDiscount: number, { mayWait, urgent }: Splittable['load']): Pick<Terms, 'usdPerUnitOutside' | 'waiting'> {
  if (mayWait === 0) return { usdPerUnitOutside: usdPerUnit };
  const full = usdPerUnit / (1 - mayWait * batchDiscount);
  return { usdPerUnitOutside: full, waiting: { urgent, usdPerUnitOutside: full * (1 - batchDiscount) } };
}

/** What a split saves over the cheaper side alone, before the people of the second stack; and what these cost. It pays where the one exceeds the other. */
export function gainOf(usdPerMonth: number, alone: Readonly<Record<Side, number>>, people: Splittable['people']): { readonly cheaper: Side; readonly saving: number; readonly second: number } {
  const [cheaper, other] = alone.local < alone.api ? (['local', 'api'] as const) : (['api', 'local'] as const);
  return { cheaper, saving: alone[cheaper] - (usdPerMonth - people[other].borne), second: people[other].second };
}
