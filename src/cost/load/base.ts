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
import { bestServers, boundsOf, criticalRatio, serversFor, usdOutside, type Terms } from './optimum.js';
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
  /** Where GPUs cost by use: at least that of one replica at all times, or for each request a day of the class, whichever is less. */
  readonly leastUsdInUse: number;
  readonly leastUsdPerRequestPerDay: number;
  readonly spare: SpareRule;
  readonly tariff: ReplicaTariff;
}

/** Expected US dollars a month with people and spare replicas; without end where nobody knows what as many cost. @param requestsPerDay of the whole class */
export function usdWith({ tariff, shape }: Machines, replicas: number, requestsPerDay: number): number {
  return tariff.usdPerMonth(shape, replicas, requestsPerDay) ?? Infinity;
}

/** Every way that machines may be made up, with prices of as many of them as a volume needs. */
export function machinesOf({ shapes, furtherServerUsdPerMonth: further }: Extract<CostParts, { side: 'local' }>, input: CostInput, basis: CostBasis): readonly Machines[] {
  const { trafficClass, demand } = input;
  const answers = serviceAnswers(trafficClass);
  const spare = spareRule(answers, basis).expected;
  const tariff = replicaTariff(input, basis);
  const burst = usualBurst({ demand, latency: answers.latency }, basis);
  const all: Machines[] = [];
  let least: { readonly gpu: Gpu; readonly usd: number; readonly usdInUse: number } | undefined;
  for (const shape of shapes()) {
    const { gpu, gpusPerReplica, replica, usdPerMonthPerGpu } = shape;
    // Shapes on one kind of GPU come one after another.
    if (least?.gpu !== gpu) least = { gpu, usd: tariff.leastUsdPerGpu(gpu), usdInUse: tariff.leastUsdPerBusyGpu(gpu) };
    const leastUsdInUse = gpusPerReplica * least.usdInUse;
    all.push({
      shape, spare, tariff, peopleUsd: tariff.peopleUsd,
      level: burst(replica) * SECONDS_PER_DAY,
      usdPerReplica: gpusPerReplica * (1 + spare.share) * (usdPerMonthPerGpu.expected + further.expected / GPUS_PER_SERVER),
      leastUsdPerReplica: gpusPerReplica * least.usd,
      leastUsdInUse,
      leastUsdPerRequestPerDay: leastUsdInUse / (replica.usualRequestsPerSecond * SECONDS_PER_DAY),
    });
  }
  return all;
}

/** Ways to make up replicas on one kind of GPU. */
export interface Kind {
  readonly machines: readonly Machines[];
  /** What they cost at least, US dollars a month: people, spare GPUs, the others to be there at all, and for each request a day. */
  readonly peopleUsd: number;
  readonly spareUsd: number;
  readonly usd: number;
  readonly usdPerRequestPerDay: number;
  /** Where they cost by use: the less of the two. */
  readonly usdInUse: number;
  readonly usdInUsePerRequestPerDay: number;
}

export function kindsOf(machines: readonly Machines[]): readonly Kind[] {
  const byGpu = new Map<Gpu, Machines[]>();
  for (const one of machines) remembered(byGpu, one.shape.gpu, () => []).push(one);
  return [...byGpu.values()].map(kindOf);
}

function kindOf(machines: readonly Machines[]): Kind {
  let [peopleUsd, spareUsd, usd, usdPerRequestPerDay, usdInUse, usdInUsePerRequestPerDay] = [Infinity, Infinity, Infinity, Infinity, Infinity, Infinity];
  for (const one of machines) {
    peopleUsd = Math.min(peopleUsd, one.peopleUsd);
    spareUsd = Math.min(spareUsd, one.spare.least * one.leastUsdPerReplica);
    usd = Math.min(usd, one.leastUsdPerReplica);
    usdPerRequestPerDay = Math.min(usdPerRequestPerDay, one.leastUsdPerReplica / one.shape.usualRequestsPerDay);
    usdInUse = Math.min(usdInUse, one.leastUsdInUse);
    usdInUsePerRequestPerDay = Math.min(usdInUsePerRequestPerDay, one.leastUsdPerRequestPerDay);
  }
  return { machines, peopleUsd, spareUsd, usd, usdPerRequestPerDay, usdInUse, usdInUsePerRequestPerDay };
}

/**
 * All of a volume at home: on each kind of GPU the replicas that take the fewest of them, and of these what costs least, as it is chosen today.
 * The kind that may cost least is looked at first, since it rules out most others.
 * @param usdElsewhere US dollars a month: where nothing costs less than that, that is what comes back
 */
export function usdAllInside(kinds: readonly Kind[], requestsPerDay: number, usdElsewhere = Infinity): number {
  let least = usdElsewhere;
  const bounds: number[] = [];
  let next = 0;
  for (const { peopleUsd, spareUsd, usd, usdPerRequestPerDay, usdInUse, usdInUsePerRequestPerDay } of kinds) {
    const bound = peopleUsd + spareUsd + Math.max(usd, usdPerRequestPerDay * requestsPerDay, Math.min(usdInUse, usdInUsePerRequestPerDay * requestsPerDay));
    if (bound < (bounds[next] ?? Infinity)) next = bounds.length;
    bounds.push(bound);
  }
  for (let i = -1; i < kinds.length; i += 1) {
    const index = i === -1 ? next : i;
    if (i !== next && (bounds[index] as number) < least) least = Math.min(least, usdOnKind((kinds[index] as Kind).machines, requestsPerDay));
  }
  return least;
}

/** A share that is as high as a number of GPUs must not be higher by the last bits. */
const BARELY = 1 - 1e-8;

function usdOnKind(machines: readonly Machines[], requestsPerDay: number): number {
  let fewest: { readonly one: Machines; readonly replicas: number; readonly gpus: number } | undefined;
  for (const one of machines) {
    const { shape: { gpusPerReplica, usualRequestsPerDay, replica }, spare } = one;
    if (fewest !== undefined && gpusPerReplica * Math.max(1, (requestsPerDay / usualRequestsPerDay) * BARELY) >= fewest.gpus) continue;
    const replicas = wholeReplicas(requestsPerDay, usualRequestsPerDay);
    const gpus = gpusWith(replicas, replica, spare);
    if (fewest === undefined || gpus < fewest.gpus) fewest = { one, replicas, gpus };
  }
  return fewest === undefined ? Infinity : usdWith(fewest.one, fewest.replicas, requestsPerDay);
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

/** `all_or_none`: one replica would hold all of it. `too_many`: more replicas than anybody plans with by hand. `too_dear`: none can cost less than was asked for. */
export type BaseResult = { readonly status: 'base'; readonly base: Base } | { readonly status: 'all_or_none' | 'too_many' | 'too_dear' };

/** Of replicas that are priced one by one. */
const MOST_TRIED = 200;
const MOST_REPLICAS = 20_000;

/**
 * The base that costs least. The machines whose base may cost least are looked at first, and others as long as theirs may cost less; of equals the
 * first in the list counts.
 * @param usageUsd what the API would charge a month for all of the load
 * @param belowUsd US dollars a month: where none can cost less, it need not be found
 */
export function bestBase({ machines: all, load, batchDiscount, people }: Splittable, requestsPerDay: number, usageUsd: number, belowUsd = Infinity): BaseResult {
  // Whatever its base, a split costs the people of both stacks at least.
  if (people.local.borne + people.api.borne >= belowUsd) return { status: 'too_dear' };
  const { curve } = load;
  const outside = pricesOutside(usageUsd, batchDiscount, load);
  const cheapest = outside.waiting?.usdPerUnitOutside ?? outside.usdPerUnitOutside;
  const bounds: number[] = [];
  let [next, isWithin] = [-1, false];
  for (const { level, leastUsdPerReplica, leastUsdInUse, leastUsdPerRequestPerDay, peopleUsd, spare } of all) {
    const capacity = level / requestsPerDay;
    const most = serversFor(curve.peak, capacity);
    isWithin ||= most <= MOST_REPLICAS;
    let bound = Infinity;
    // With one that holds all of it nothing goes outside.
    if (most > 1 && most <= MOST_REPLICAS) {
      // It takes people, spare replicas and another one, and for each unit of load a replica or a batch outside, whichever costs less.
      const busy = Math.max(leastUsdPerReplica, curve.mean * Math.min(cheapest, leastUsdPerReplica / capacity), Math.min(leastUsdInUse, leastUsdPerRequestPerDay * requestsPerDay));
      bound = peopleUsd + spare.least * leastUsdPerReplica + busy;
    }
    if (bound < (bounds[next] ?? Infinity)) next = bounds.length;
    bounds.push(bound);
  }
  if (next === -1) return { status: isWithin ? 'all_or_none' : 'too_many' };
  if ((bounds[next] as number) + people.api.borne >= belowUsd) return { status: 'too_dear' };
  let chosen = { index: all.length, servers: 0, usd: Infinity };
  for (let i = -1; i < all.length; i += 1) {
    const index = i === -1 ? next : i;
    const bound = bounds[index] as number;
    if (i === next || bound === Infinity || bound > chosen.usd || (bound === chosen.usd && index > chosen.index)) continue;
    const one = all[index] as Machines;
    const terms = termsOf(one, requestsPerDay, outside);
    const range = boundsOf(curve, terms);
    // Also where none pays, or all do: then that costs least which costs least with one, or with all but one.
    const servers = Math.min(Math.max(1, bestServers(curve, terms, range)), range.most - 1);
    const usd = usdOutside(servers, curve, terms) + usdWith(one, servers, requestsPerDay);
    if (usd < chosen.usd || (usd === chosen.usd && index < chosen.index)) chosen = { index, servers, usd };
  }
  if (chosen.servers === 0) return { status: 'too_dear' };
  const machines = all[chosen.index] as Machines;
  const terms = termsOf(machines, requestsPerDay, outside);
  const { most } = boundsOf(curve, terms);
  const ratio = criticalRatio(terms);
  const from = Math.max(1, chosen.servers - MOST_TRIED / 2);
  let best: Base | undefined;
  // With as many as hold all of it nothing goes outside: that is no split.
  for (let replicas = from; replicas <= Math.min(most - 1, from + MOST_TRIED); replicas += 1) {
    // So many and more cost too much before anything goes outside.
    if (best !== undefined && machines.peopleUsd + replicas * machines.leastUsdPerReplica + people.api.borne >= best.usdPerMonth) break;
    const usdPerMonth = usdWith(machines, replicas, requestsPerDay) + usdOutside(replicas, curve, terms) + people.api.borne;
    if (usdPerMonth < (best?.usdPerMonth ?? Infinity)) best = { machines, terms, criticalRatio: ratio, replicas, allReplicas: most, usdPerMonth };
  }
  return best === undefined ? { status: 'too_dear' } : { status: 'base', base: best };
}

/** Share of the time for which a replica must be busy to pay, of the machines that pay soonest. */
export function leastCriticalRatio({ machines, load, batchDiscount }: Splittable, requestsPerDay: number, usageUsd: number): number {
  const outside = pricesOutside(usageUsd, batchDiscount, load);
  return Math.min(...machines.map((one) => criticalRatio(termsOf(one, requestsPerDay, outside))));
}

function termsOf({ level, usdPerReplica }: Machines, requestsPerDay: number, outside: Pick<Terms, 'usdPerUnitOutside' | 'waiting'>): Terms {
  return { capacity: level / requestsPerDay, usdPerServer: usdPerReplica, usdPerUnitLocal: 0, ...outside };
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

/** By which sums in another order may differ. */
const LAST_BITS = 1e-9;

/** A split that costs as much or more, in US dollars a month, does not pay. */
export function mostToPay(alone: Readonly<Record<Side, number>>, people: Splittable['people']): number {
  const { saving, second } = gainOf(0, alone, people);
  return saving - second + LAST_BITS * (alone.local + alone.api);
}

/** Whether any split may pay: whatever its base, it costs the people of both stacks at least. */
export function mayPay(alone: Readonly<Record<Side, number>>, people: Splittable['people']): boolean {
  return people.local.borne + people.api.borne < mostToPay(alone, people);
}
