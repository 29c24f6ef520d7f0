/**
 * How many accelerators a demand takes: whole GPUs in whole replicas, enough for the busiest hour at the service level, and spare
 * ones by how core the workload is. What does not fit says so; a cache layout that is not known is refused.
 *
 *   replicas = ⌈ peak requests a second / (requests a second of a replica × service level × planned utilisation) ⌉ + spare
 */
import type { Gpu } from '../catalogue/schema.js';
import type { LevelOf } from '../profile/vocabulary.js';
import { figure, type CostBasis } from './basis.js';
import { SECONDS_PER_DAY, type ServiceAnswers, type Usage } from './demand.js';
import { between, exactly, quotient, scale, weakest, type Range } from './range.js';
import type { NoReplica } from './deployment.js';
import { fitting, shapesFor, workOf, type ReplicaInput } from './replica.js';
import type { Pace, Replica, ServiceTerms, Shapes, Work } from './serving.js';

export { INTERVAL } from './deployment.js';
export type { Measured } from './replica.js';
export type { Pace, Replica } from './serving.js';
export type SizingReason = NoReplica;

export const GPUS_PER_SERVER = 8;

export interface SizingInput extends ReplicaInput, ServiceAnswers {}

export interface Sizing {
  readonly gpu: Gpu;
  readonly replica: Replica;
  /** What the load of the busiest hour needs. */
  readonly replicas: Range;
  readonly spare: Range;
  /** Replicas with spare ones times GPUs: whole numbers. */
  readonly gpus: Range;
  /** Requests a day that one replica serves within its service level, at the peak factor that was planned for. */
  readonly replicaRequestsPerDay: Range;
  /** So many GPUs the mean load would keep busy all the time. */
  readonly busyGpus: Range;
  /** Share of the time that the GPUs that are needed are busy, however many there are. */
  readonly utilisation: Range;
  /** GPUs that there are, and whether they are enough. */
  readonly available?: { readonly gpus: number; readonly enough: boolean };
  /** At the load that the busiest hour brings to each replica without the spare ones; `undefined` where it can't be told. */
  readonly pace: () => Pace | undefined;
  /** False: slower than the latency asks for, and no shape on this GPU is faster. */
  readonly inTime: boolean;
}

/** Replicas whose number somebody has chosen, where what is too much for them goes elsewhere. */
export interface FixedReplicas {
  readonly replicas: number;
  readonly spare: boolean;
}

export type SizingResult = { readonly status: 'sized'; readonly sizing: Sizing } | { readonly status: 'not_sized'; readonly reason: SizingReason };

/** What a demand takes, expected and no more: enough to choose between kinds of GPU before one of them is looked at closely. */
export interface RoughSize {
  readonly status: 'sized';
  /** The replica shape that serves the demand with the fewest GPUs. */
  readonly replica: Replica;
  /** Every shape that fits. */
  readonly replicas: readonly Replica[];
  readonly gpus: number;
  readonly inTime: boolean;
  /** So many GPUs the mean load would keep busy all the time. */
  readonly busyGpus: number;
}

export type RoughSizeResult = RoughSize | { readonly status: 'not_sized'; readonly reason: SizingReason };

/** What a demand asks for, expected and no more: the same of each kind of GPU. */
export interface Plan {
  readonly requestsPerDay: number;
  readonly peakFactor: number;
  readonly work: Work;
  readonly terms: ServiceTerms;
  readonly spare: SpareRule;
}

export function planOf(input: Pick<SizingInput, 'demand'> & ServiceAnswers, basis: CostBasis): Plan {
  const { requestsPerDay, peakFactor, usage } = input.demand;
  return {
    requestsPerDay: requestsPerDay.expected, peakFactor: peakFactor.expected, work: workOf(usage),
    terms: termsFor(input, basis), spare: spareRule(input, basis).expected,
  };
}

/**
 * The replica shape that serves the demand with the fewest GPUs, of those that answer in time; of equals the released precision, then
 * the smaller replica. Time is judged by what a replica can do and not by what it is asked to, so that the choice never gets cheaper as the volume grows.
 */
export function roughSize(input: SizingInput, basis: CostBasis): RoughSizeResult {
  return plannedSize(input, planOf(input, basis), basis);
}

/** The same, for a plan that is known. */
export function plannedSize(input: ReplicaInput, plan: Plan, basis: CostBasis): RoughSizeResult {
  const found = shapesFor(input, basis, plan.work);
  return found.status === 'none' ? { status: 'not_sized', reason: found.reason } : sizeAmong(found.shapes, plan);
}

/** The same among shapes that are known. */
export function sizeAmong(shapes: Shapes, plan: Plan): RoughSizeResult {
  const { terms, spare } = plan;
  const fewest = 1 + sparesFor(1, spare);
  let [least, gpus, inTime]: [Replica | undefined, number, boolean] = [undefined, Infinity, false];
  for (let index = 0; index < shapes.gpus.length; index += 1) {
    // There is one replica at least, with its spare ones.
    if (inTime && fewest * (shapes.gpus[index] as number) >= gpus) continue;
    const replica = shapes.at(index);
    if (replica === undefined) continue;
    // As many as it takes at the usual level are the fewest.
    const usual = gpusAt(terms.usualLevel, replica, plan);
    if (inTime && usual >= gpus) continue;
    const found = replica.levelFor(terms);
    const needed = found.level === terms.usualLevel ? usual : gpusAt(found.level, replica, plan);
    if (least === undefined || (found.inTime && !inTime) || (found.inTime === inTime && needed < gpus)) [least, gpus, inTime] = [replica, needed, found.inTime];
  }
  return least === undefined ? { status: 'not_sized', reason: shapes.tooSmall() } : new ShapesSized(least, gpus, inTime, busyGpus(least, plan.requestsPerDay), shapes);
}

function gpusAt(level: number, replica: Replica, { requestsPerDay, peakFactor, terms, spare }: Plan): number {
  return gpusWith(wholeReplicas((requestsPerDay * peakFactor) / (replica.usualRequestsPerSecond * level * terms.planned * SECONDS_PER_DAY), 1), replica, spare);
}

/** The other shapes are made for who compares them. */
class ShapesSized implements RoughSize {
  readonly status = 'sized';

  constructor(readonly replica: Replica, readonly gpus: number, readonly inTime: boolean, readonly busyGpus: number, private readonly shapes: Shapes) {}

  get replicas(): readonly Replica[] {
    return fitting(this.shapes);
  }
}

/** The expected size of so many replicas and their spare ones. @param requestsPerDay that somebody sends, of which they may serve a part */
export function sizeWith(replica: Replica, replicas: number, requestsPerDay: number, spare: SpareRule): Pick<RoughSize, 'gpus' | 'busyGpus'> {
  return { gpus: gpusWith(replicas, replica, spare), busyGpus: busyGpus(replica, requestsPerDay) };
}

/** GPUs of so many replicas and their spare ones. */
export function gpusWith(replicas: number, replica: Pick<Replica, 'gpus'>, spare: SpareRule): number {
  return (replicas + sparesFor(replicas, spare)) * replica.gpus;
}

function busyGpus(replica: Replica, requestsPerDay: number): number {
  return (requestsPerDay * replica.gpus) / (replica.usualRequestsPerSecond * SECONDS_PER_DAY);
}

/** The same looked at closely, with its ranges. */
export function sizeFor(input: SizingInput, basis: CostBasis, rough: RoughSizeResult = roughSize(input, basis)): SizingResult {
  if (rough.status === 'not_sized') return rough;
  return { status: 'sized', sizing: sizingOf(rough.replica, input, basis) };
}

/** Every shape that fits and is as quick as the best, since at another volume another one may be best; without those that are {@link isMadeUpFor} at any volume. */
export function shapesOf({ replicas, inTime }: RoughSize, input: SizingInput, basis: CostBasis): readonly Replica[] {
  const terms = termsFor(input, basis);
  const alike: Served[] = [];
  for (const replica of replicas) {
    const at = replica.levelFor(terms);
    if (at.inTime === inTime) alike.push({ replica, requestsPerSecond: replica.usualRequestsPerSecond * at.level });
  }
  const kept = isExact(input.demand.usage) ? alike.filter((own) => !isMadeUpFor(own, alike)) : alike;
  return kept.map(({ replica }) => replica);
}

/** With what it serves at its service level. */
interface Served {
  readonly replica: Replica;
  readonly requestsPerSecond: number;
}

/** Requests of one size. */
function isExact({ inputTokens, outputTokens, cachedInputShare }: Usage): boolean {
  return inputTokens.low === inputTokens.high && outputTokens.low === outputTokens.high && cachedInputShare.low === cachedInputShare.high;
}

/**
 * Whether k replicas of another shape serve what one of this does on fewer GPUs of the same kind, and so whatever the volume: n of this become at
 * most k·n, whose spare ones are at most k times as many (max(least, ⌈k·n·share⌉ ≤ k·⌈n·share⌉)), so there are fewer GPUs and no more servers. Of a
 * model's shapes those are equally uncertain whose speed is known in the same way, as long as requests have one size: they move by the same factor at
 * either end of a range, whatever they are compared with, and their service levels do not move, so that holds at all ends.
 */
function isMadeUpFor({ replica: { gpus, method }, requestsPerSecond: served }: Served, others: readonly Served[]): boolean {
  for (const { replica: other, requestsPerSecond } of others) {
    if (other.gpus < gpus && other.method === method && Math.ceil(served / requestsPerSecond - 1e-9) * other.gpus < gpus) return true;
  }
  return false;
}

function termsFor({ demand, latency }: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): ServiceTerms {
  const { expected: inputTokens } = demand.usage.inputTokens;
  if (latest?.inputTokens === inputTokens && latest.latency === latency && latest.basis === basis) return latest.terms;
  const terms = { usualLevel: serviceLevel(inputTokens, latency, basis), planned: figure('planned_utilisation', undefined, basis).value.expected, target: latencyTarget(latency, basis) };
  latest = { inputTokens, latency, basis, terms };
  return terms;
}

/** One class is looked at for long, and a replica knows the terms by which it was asked. */
let latest: { readonly inputTokens: number; readonly latency: SizingInput['latency']; readonly basis: CostBasis; readonly terms: ServiceTerms } | undefined;

/** What somebody who waits is taken to wait for, at most; `undefined` for work that may wait. An unknown answer counts as interactive. */
export function latencyTarget(latency: LevelOf<'latency'> | undefined, { catalogue }: CostBasis): Pace | undefined {
  if (latency === 'batch') return undefined;
  const { first_token_seconds: firstTokenSeconds, seconds_per_token: secondsPerToken } = catalogue.costs.costs.latency_targets[latency ?? 'interactive'];
  return { firstTokenSeconds, secondsPerToken };
}

/* How many */

/** Number of replicas, spare ones included, for a load; the same function that break-even steps through. */
export function sparesFor(replicas: number, spare: { readonly least: number; readonly share: number }): number {
  return Math.max(spare.least, Math.ceil(replicas * spare.share - 1e-9));
}

/** Spare replicas: none for prototypes, pilots and work that may wait; by `core` in production. Unknown answers take the middle of what is possible. */
export function spareRule({ core, stage, latency }: ServiceAnswers, basis: CostBasis): { readonly low: SpareRule; readonly expected: SpareRule; readonly high: SpareRule } {
  const rules = basis.catalogue.costs.costs.spare_replicas;
  const same = (rule: SpareRule): { low: SpareRule; expected: SpareRule; high: SpareRule } => ({ low: rule, expected: rule, high: rule });
  if (latency === 'batch' || stage === 'prototype' || stage === 'pilot') return NO_SPARE;
  if (core !== undefined) return same(rules[core]);
  return { low: rules.supporting, expected: rules.important, high: rules.core };
}

export interface SpareRule {
  readonly least: number;
  readonly share: number;
}

const NONE_SPARE: SpareRule = { least: 0, share: 0 };
const NO_SPARE = { low: NONE_SPARE, expected: NONE_SPARE, high: NONE_SPARE };

/** Share of the throughput that requests answered in time usually leave; all of it for work that may wait. */
export function serviceLevel(inputTokens: number, latency: LevelOf<'latency'> | undefined, { catalogue }: CostBasis): number {
  if (latency === 'batch') return 1;
  return catalogue.costs.costs.service_level.filter(({ from_input_tokens: from }) => inputTokens >= from).at(-1)?.share ?? 1;
}

/** Requests a day that a replica serves: requests a second × service level × planned utilisation × seconds of a day / peak factor. */
export function replicaCapacity(replica: Replica, input: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): Range {
  return capacityOf(input, basis)(replica);
}

/** The same of any replica. */
export function capacityOf(input: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): (replica: Replica) => Range {
  const terms = termsFor(input, basis);
  const planned = terms.planned * SECONDS_PER_DAY;
  return (replica) => quotient(scale(scale(replica.requestsPerSecond, replica.levelFor(terms).level), planned), input.demand.peakFactor);
}

/** The middle of it, of any replica. */
export function usualCapacity(input: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): (replica: Replica) => number {
  const terms = termsFor(input, basis);
  const planned = terms.planned * SECONDS_PER_DAY;
  const perPeak = 1 / input.demand.peakFactor.expected;
  return (replica) => replica.usualRequestsPerSecond * replica.levelFor(terms).level * planned * perPeak;
}

/** Requests a second that a replica takes on before further ones go elsewhere. */
export function burstCapacity(replica: Replica, input: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): Range {
  const inTime = scale(replica.requestsPerSecond, replica.levelFor(termsFor(input, basis)).level);
  return scale(inTime, figure('burst_threshold', undefined, basis).value.expected);
}

/** The middle of it, of any replica. */
export function usualBurst(input: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): (replica: Replica) => number {
  const terms = termsFor(input, basis);
  const threshold = figure('burst_threshold', undefined, basis).value.expected;
  return (replica) => replica.usualRequestsPerSecond * replica.levelFor(terms).level * threshold;
}

/** ⌈ demand / capacity ⌉, at least one as soon as anything is asked for. */
export function wholeReplicas(requestsPerDay: number, capacityPerDay: number): number {
  if (requestsPerDay <= 0) return 1;
  // A quotient that is whole but for the last bit must not buy another server.
  return Math.max(1, Math.ceil(requestsPerDay / capacityPerDay - 1e-9));
}

/** The replicas that were chosen, at the load up to which they take requests on, at most. */
export function sizeFixed(replica: Replica, fixed: FixedReplicas, input: SizingInput, basis: CostBasis): Sizing {
  return withReplicas(replica, exactly(fixed.replicas, 'derived'), fixed.spare, replicaCapacity(replica, input, basis), burstCapacity(replica, input, basis).expected, input, basis);
}

function sizingOf(replica: Replica, input: SizingInput, basis: CostBasis): Sizing {
  const { requestsPerDay: requests, peakFactor } = input.demand;
  const capacity = replicaCapacity(replica, input, basis);
  const load = quotient(requests, capacity);
  const replicas = between(wholeReplicas(load.low, 1), wholeReplicas(load.expected, 1), wholeReplicas(load.high, 1), weakest(requests, capacity));
  return withReplicas(replica, replicas, true, capacity, (capacity.expected * peakFactor.expected) / SECONDS_PER_DAY, input, basis);
}

/** @param capacity requests a day of one @param mostRequestsPerSecond that one is planned with */
function withReplicas(replica: Replica, replicas: Range, withSpare: boolean, capacity: Range, mostRequestsPerSecond: number, input: SizingInput, basis: CostBasis): Sizing {
  const { demand, gpu, count } = input;
  const { requestsPerDay: requests, peakFactor } = demand;
  const busyRequestsPerSecond = Math.min(mostRequestsPerSecond, (requests.expected * peakFactor.expected) / (SECONDS_PER_DAY * replicas.expected));
  const { evidence } = replicas;
  const rule = withSpare ? spareRule(input, basis) : NO_SPARE;
  const spare = between(sparesFor(replicas.low, rule.low), sparesFor(replicas.expected, rule.expected), sparesFor(replicas.high, rule.high), evidence);
  const gpus = between(
    (replicas.low + spare.low) * replica.gpus,
    (replicas.expected + spare.expected) * replica.gpus,
    (replicas.high + spare.high) * replica.gpus,
    evidence,
  );
  const perGpuPerDay = scale(replica.requestsPerSecond, SECONDS_PER_DAY / replica.gpus);
  const busy = between(requests.low / perGpuPerDay.high, requests.expected / perGpuPerDay.expected, requests.high / perGpuPerDay.low, evidence);
  const share = (gpusBusy: number): number => Math.min(1, gpusBusy / gpus.expected);
  const target = latencyTarget(input.latency, basis);
  return {
    gpu,
    replica,
    replicas,
    spare,
    gpus,
    replicaRequestsPerDay: capacity,
    busyGpus: busy,
    utilisation: between(share(busy.low), share(busy.expected), share(busy.high), evidence),
    ...(count === undefined ? {} : { available: { gpus: count, enough: count >= gpus.expected } }),
    pace: () => replica.pace(busyRequestsPerSecond),
    inTime: target === undefined || replica.keepsUp(busyRequestsPerSecond, target),
  };
}
