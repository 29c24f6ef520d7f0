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
import { fitting, shapesFor, workOf, type Pace, type Replica, type ReplicaInput, type Shapes, type Work } from './replica.js';

export { INTERVAL } from './deployment.js';
export type { Measured, Pace, Replica } from './replica.js';
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
  /** Mean load over what all GPUs could do. */
  readonly utilisation: Range;
  /** GPUs that there are, and whether they are enough. */
  readonly available?: { readonly gpus: number; readonly enough: boolean };
  /** At the load that a replica is planned for; `undefined` where it can't be told. */
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
  /** Mean load over what all GPUs could do. */
  readonly utilisation: number;
}

export type RoughSizeResult = RoughSize | { readonly status: 'not_sized'; readonly reason: SizingReason };

/** What a demand asks for, expected and no more: the same of each kind of GPU. */
export interface Plan {
  readonly requestsPerDay: number;
  readonly peakFactor: number;
  readonly work: Work;
  /** Share of its throughput that a replica is planned with in the busiest hour. */
  readonly level: number;
  readonly spare: SpareRule;
  readonly target: Pace | undefined;
}

export function planOf(input: Pick<SizingInput, 'demand'> & ServiceAnswers, basis: CostBasis): Plan {
  const { demand: { requestsPerDay, peakFactor, usage }, latency } = input;
  return {
    requestsPerDay: requestsPerDay.expected, peakFactor: peakFactor.expected, work: workOf(usage),
    level: plannedLevel(input, basis), spare: spareRule(input, basis).expected, target: latencyTarget(latency, basis),
  };
}

/**
 * The replica shape that serves the demand with the fewest GPUs, of those that answer in time; of equals the released precision, then
 * the smaller replica. Time is judged at the load that is planned for, so that the choice never gets cheaper as the volume grows.
 */
export function roughSize(input: SizingInput, basis: CostBasis, plan: Plan = planOf(input, basis)): RoughSizeResult {
  const found = shapesFor(input, basis, plan.work);
  if (found.status === 'none') return { status: 'not_sized', reason: found.reason };
  const { shapes } = found;
  const { requestsPerDay, peakFactor, level, spare, target } = plan;
  const fewest = 1 + sparesFor(1, spare);
  let least: { readonly replica: Replica; readonly gpus: number; readonly inTime: boolean } | undefined;
  for (let index = 0; index < shapes.gpus.length; index += 1) {
    // There is one replica at least, with its spare ones.
    if (least?.inTime === true && fewest * (shapes.gpus[index] as number) >= least.gpus) continue;
    const replica = shapes.at(index);
    if (replica === undefined) continue;
    const perReplica = (replica.usualRequestsPerSecond * level * SECONDS_PER_DAY) / peakFactor;
    const gpus = gpusWith(wholeReplicas(requestsPerDay / perReplica, 1), replica, spare);
    if (least?.inTime === true && gpus >= least.gpus) continue;
    const inTime = target === undefined || replica.keepsUp(replica.usualRequestsPerSecond * level, target);
    if (least === undefined || (inTime && !least.inTime) || (inTime === least.inTime && gpus < least.gpus)) least = { replica, gpus, inTime };
  }
  if (least === undefined) return { status: 'not_sized', reason: shapes.tooSmall() };
  const { replica, gpus, inTime } = least;
  return new ShapesSized(replica, gpus, inTime, utilisationOf(replica, gpus, requestsPerDay), shapes);
}

/** The other shapes are made for who compares them. */
class ShapesSized implements RoughSize {
  readonly status = 'sized';

  constructor(readonly replica: Replica, readonly gpus: number, readonly inTime: boolean, readonly utilisation: number, private readonly shapes: Shapes) {}

  get replicas(): readonly Replica[] {
    return fitting(this.shapes);
  }
}

/** The expected size of so many replicas and their spare ones. @param requestsPerDay that somebody sends, of which they may serve a part @param atLeast GPUs that are there whatever is needed */
export function sizeWith(replica: Replica, replicas: number, requestsPerDay: number, spare: SpareRule, atLeast: number): Pick<RoughSize, 'gpus' | 'utilisation'> {
  const gpus = gpusWith(replicas, replica, spare);
  return { gpus, utilisation: utilisationOf(replica, Math.max(gpus, atLeast), requestsPerDay) };
}

/** GPUs of so many replicas and their spare ones. */
export function gpusWith(replicas: number, replica: Pick<Replica, 'gpus'>, spare: SpareRule): number {
  return (replicas + sparesFor(replicas, spare)) * replica.gpus;
}

function utilisationOf(replica: Replica, gpus: number, requestsPerDay: number): number {
  return Math.min(1, (requestsPerDay * replica.gpus) / (replica.usualRequestsPerSecond * SECONDS_PER_DAY * gpus));
}

/** The same looked at closely, with its ranges. */
export function sizeFor(input: SizingInput, basis: CostBasis, rough: RoughSizeResult = roughSize(input, basis)): SizingResult {
  if (rough.status === 'not_sized') return rough;
  return { status: 'sized', sizing: sizingOf(rough.replica, input, basis) };
}

/** Every shape that fits and is as quick as the best, since at another volume another one may be best; without those that are {@link isMadeUpFor} at any volume. */
export function shapesOf({ replicas, inTime }: RoughSize, input: SizingInput, basis: CostBasis): readonly Replica[] {
  const target = latencyTarget(input.latency, basis);
  const level = plannedLevel(input, basis);
  const alike = inTime && target !== undefined ? replicas.filter((replica) => replica.keepsUp(replica.usualRequestsPerSecond * level, target)) : replicas;
  return isExact(input.demand.usage) ? alike.filter((own) => !isMadeUpFor(own, alike)) : alike;
}

/** Requests of one size. */
function isExact({ inputTokens, outputTokens, cachedInputShare }: Usage): boolean {
  return inputTokens.low === inputTokens.high && outputTokens.low === outputTokens.high && cachedInputShare.low === cachedInputShare.high;
}

/**
 * Whether k replicas of another shape do what one of this does on fewer GPUs of the same kind, and so whatever the volume: n of this become at
 * most k·n, whose spare ones are at most k times as many (max(least, ⌈k·n·share⌉ ≤ k·⌈n·share⌉)), so there are fewer GPUs and no more servers. Of a
 * model's shapes those are equally uncertain whose speed is known in the same way, as long as requests have one size: they move by the same factor at
 * either end of a range, whatever they are compared with, so that holds at all ends.
 */
function isMadeUpFor({ gpus, method, usualRequestsPerSecond: speed }: Replica, others: readonly Replica[]): boolean {
  for (const other of others) {
    if (other.gpus < gpus && other.method === method && Math.ceil(speed / other.usualRequestsPerSecond - 1e-9) * other.gpus < gpus) return true;
  }
  return false;
}

/** Share of its throughput that a replica is planned with in the busiest hour. */
function plannedLevel({ demand, latency }: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): number {
  return serviceLevel(demand.usage.inputTokens.expected, latency, basis) * figure('planned_utilisation', undefined, basis).value.expected;
}

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

/** Share of the throughput that requests answered in time leave; all of it for work that may wait. */
export function serviceLevel(inputTokens: number, latency: LevelOf<'latency'> | undefined, { catalogue }: CostBasis): number {
  if (latency === 'batch') return 1;
  return catalogue.costs.costs.service_level.filter(({ from_input_tokens: from }) => inputTokens >= from).at(-1)?.share ?? 1;
}

/** Requests a day that a replica serves: requests a second × service level × planned utilisation × seconds of a day / peak factor. */
export function replicaCapacity(replica: Replica, input: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): Range {
  return capacityOf(input, basis)(replica);
}

/** The same of any replica. */
export function capacityOf({ demand, latency }: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): (replica: Replica) => Range {
  const level = serviceLevel(demand.usage.inputTokens.expected, latency, basis);
  const planned = figure('planned_utilisation', undefined, basis).value.expected * SECONDS_PER_DAY;
  return ({ requestsPerSecond }) => quotient(scale(scale(requestsPerSecond, level), planned), demand.peakFactor);
}

/** The middle of it, of any replica. */
export function usualCapacity({ demand, latency }: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): (replica: Replica) => number {
  const level = serviceLevel(demand.usage.inputTokens.expected, latency, basis);
  const planned = figure('planned_utilisation', undefined, basis).value.expected * SECONDS_PER_DAY;
  const perPeak = 1 / demand.peakFactor.expected;
  return ({ usualRequestsPerSecond: usual }) => usual * level * planned * perPeak;
}

/** Requests a second that a replica takes on before further ones go elsewhere. */
export function burstCapacity(replica: Replica, { demand, latency }: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): Range {
  const inTime = scale(replica.requestsPerSecond, serviceLevel(demand.usage.inputTokens.expected, latency, basis));
  return scale(inTime, figure('burst_threshold', undefined, basis).value.expected);
}

/** The middle of it, of any replica. */
export function usualBurst({ demand, latency }: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): (replica: Replica) => number {
  const level = serviceLevel(demand.usage.inputTokens.expected, latency, basis);
  const threshold = figure('burst_threshold', undefined, basis).value.expected;
  return ({ usualRequestsPerSecond: usual }) => usual * level * threshold;
}

/** ⌈ demand / capacity ⌉, at least one as soon as anything is asked for. */
export function wholeReplicas(requestsPerDay: number, capacityPerDay: number): number {
  if (requestsPerDay <= 0) return 1;
  // A quotient that is whole but for the last bit must not buy another server.
  return Math.max(1, Math.ceil(requestsPerDay / capacityPerDay - 1e-9));
}

/** The replicas that were chosen, at the load up to which they take requests on. */
export function sizeFixed(replica: Replica, fixed: FixedReplicas, input: SizingInput, basis: CostBasis): Sizing {
  return withReplicas(replica, exactly(fixed.replicas, 'derived'), fixed.spare, burstCapacity(replica, input, basis).expected, input, basis);
}

function sizingOf(replica: Replica, input: SizingInput, basis: CostBasis): Sizing {
  const { requestsPerDay: requests, peakFactor } = input.demand;
  const capacity = replicaCapacity(replica, input, basis);
  const load = quotient(requests, capacity);
  const replicas = between(wholeReplicas(load.low, 1), wholeReplicas(load.expected, 1), wholeReplicas(load.high, 1), weakest(requests, capacity));
  return withReplicas(replica, replicas, true, (capacity.expected * peakFactor.expected) / SECONDS_PER_DAY, input, basis);
}

/** @param busyRequestsPerSecond of a replica, at the load that is planned for */
function withReplicas(replica: Replica, replicas: Range, withSpare: boolean, busyRequestsPerSecond: number, input: SizingInput, basis: CostBasis): Sizing {
  const { demand, gpu, count } = input;
  const { requestsPerDay: requests } = demand;
  const { evidence } = replicas;
  const rule = withSpare ? spareRule(input, basis) : NO_SPARE;
  const spare = between(sparesFor(replicas.low, rule.low), sparesFor(replicas.expected, rule.expected), sparesFor(replicas.high, rule.high), evidence);
  const gpus = between(
    (replicas.low + spare.low) * replica.gpus,
    (replicas.expected + spare.expected) * replica.gpus,
    (replicas.high + spare.high) * replica.gpus,
    evidence,
  );
  const perReplicaPerDay = scale(replica.requestsPerSecond, SECONDS_PER_DAY);
  const installed = Math.max(gpus.expected, count ?? 0) / replica.gpus;
  const target = latencyTarget(input.latency, basis);
  return {
    gpu,
    replica,
    replicas,
    spare,
    gpus,
    replicaRequestsPerDay: replicaCapacity(replica, input, basis),
    utilisation: between(
      Math.min(1, requests.low / (perReplicaPerDay.high * installed)),
      Math.min(1, requests.expected / (perReplicaPerDay.expected * installed)),
      Math.min(1, requests.high / (perReplicaPerDay.low * installed)),
      evidence,
    ),
    ...(count === undefined ? {} : { available: { gpus: count, enough: count >= gpus.expected } }),
    pace: () => replica.pace(busyRequestsPerSecond),
    inTime: target === undefined || replica.keepsUp(busyRequestsPerSecond, target),
  };
}
