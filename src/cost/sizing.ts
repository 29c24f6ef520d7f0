/**
 * How many accelerators a demand takes: whole GPUs in whole replicas, enough for the busiest hour at the service level, and spare
 * ones by how core the workload is. What does not fit says so; a cache layout that is not known is refused.
 *
 *   replicas = ⌈ peak requests a second / (requests a second of a replica × service level × planned utilisation) ⌉ + spare
 */
import type { Derate, EngineProfile, FigureId, Precision } from '../catalogue/cost-schema.js';
import { known } from '../catalogue/fact.js';
import type { Gpu, Model } from '../catalogue/schema.js';
import type { LevelOf } from '../profile/vocabulary.js';
import { figure, perBasis, type CostBasis } from './basis.js';
import { SECONDS_PER_DAY, type Demand } from './demand.js';
import { between, exactly, quotient, scale, spreadOf, weakest, within, type Range } from './range.js';
import { acceleratorOf, atSequences, isMixture, networkOf, predict, roomFor, type Accelerator, type Network, type Serving } from './throughput.js';
import { unquantisedBytes, weightBytes } from './weights.js';

/** GPUs that one replica may span; sixteen are two servers. */
const REPLICA_GPUS = [1, 2, 4, 8, 16] as const;

export const GPUS_PER_SERVER = 8;

/** A replica that can't hold so many requests at a time is no service to plan with: one long prompt would stop the rest. Judgement. */
const LEAST_SEQUENCES = 8;

/** How far predictions are off: docs/cost.md, from 330 rows; and more where time scales by compute alone. */
export const INTERVAL = { dense: 1.5, mixture: 2, measuredRow: 1.2, scaledSeconds: 2, measuredSeconds: 1.2 } as const;

/** What the user measured on hardware of their own: it wins over any prediction. */
export interface Measured {
  /** Output tokens a second of all the GPUs of the option together, under load. */
  readonly outputTokensPerSecond?: number;
  /** Seconds for one image, object, page, … on one GPU. */
  readonly secondsPerUnit?: number;
}

export interface SizingInput {
  readonly model: Model;
  readonly gpu: Gpu;
  readonly demand: Demand;
  readonly latency: LevelOf<'latency'> | undefined;
  readonly core: LevelOf<'core'> | undefined;
  readonly stage: LevelOf<'stage'> | undefined;
  /** GPUs that there are, where their number is stated. */
  readonly count?: number;
  readonly measured?: Measured;
}

export type Method = 'measured_by_you' | 'measured_row' | 'roofline' | 'seconds_per_unit' | 'scaled_seconds';

export interface Replica {
  readonly gpus: number;
  readonly precision: Precision | undefined;
  /** At saturation, before service level and planned utilisation. */
  readonly requestsPerSecond: Range;
  /** 0 for work that gives out no tokens. */
  readonly outputTokensPerSecond: Range;
  readonly method: Method;
  /** Of a prediction: its share of what the best engine does, and why. */
  readonly derate?: { readonly id: string; readonly share: number };
  /** Of what is loaded: weights in 1e9 bytes, where their size is known. */
  readonly weightsGb?: number;
  /** With so many requests at a time that the peak is served: seconds to the first token, and for each one after it. */
  readonly pace: (requestsPerSecond: number) => Pace | undefined;
}

/** How fast an answer comes. */
export interface Pace {
  readonly firstTokenSeconds: number;
  readonly secondsPerToken: number;
}

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
  readonly pace: Pace | undefined;
  /** False: slower than the latency asks for, and no shape on this GPU is faster. */
  readonly inTime: boolean;
}

export type SizingReason =
  | { readonly code: 'too_small'; readonly neededGb: number; readonly usableGb: number; readonly gpus: number }
  | { readonly code: 'layout_unknown'; readonly layout: string }
  | { readonly code: 'parameters_unknown' | 'gpu_unknown' | 'speed_unknown' | 'task_unknown' };

/** One way to make up replicas, and what each then serves a day. */
export interface Shape {
  readonly replica: Replica;
  readonly gpusPerReplica: number;
  readonly replicaRequestsPerDay: Range;
}

/** Replicas whose number somebody has chosen, where what is too much for them goes elsewhere. */
export interface FixedReplicas {
  readonly replicas: number;
  readonly spare: boolean;
}

export type SizingResult = { readonly status: 'sized'; readonly sizing: Sizing; /** Every shape that fits: at another volume another one may be best. */ readonly shapes: readonly Shape[] } | { readonly status: 'not_sized'; readonly reason: SizingReason };

/**
 * The replica shape that serves the demand with the fewest GPUs, of those that answer in time; of equals the released precision, then
 * the smaller replica. Time is judged at the load that is planned for, so that the choice never gets cheaper as the volume grows.
 */
export function sizeFor(input: SizingInput, basis: CostBasis): SizingResult {
  const replicas = replicasFor(input, basis);
  if (replicas.status === 'none') return { status: 'not_sized', reason: replicas.reason };
  const all = replicas.replicas.map((replica) => sizingOf(replica, input, basis));
  const quick = all.filter(({ inTime }) => inTime);
  const sized = quick.length > 0 ? quick : all;
  const [first, ...others] = sized;
  if (first === undefined) return { status: 'not_sized', reason: { code: 'speed_unknown' } };
  return {
    status: 'sized',
    sizing: others.reduce((least, one) => (one.gpus.expected < least.gpus.expected ? one : least), first),
    shapes: sized.map(({ replica, replicaRequestsPerDay }) => ({ replica, gpusPerReplica: replica.gpus, replicaRequestsPerDay })),
  };
}

/** Whether an answer comes in time. Work that may wait always does; what nobody can tell counts as in time. */
function answersInTime(pace: Pace | undefined, latency: LevelOf<'latency'> | undefined, basis: CostBasis): boolean {
  const target = latencyTarget(latency, basis);
  return pace === undefined || target === undefined || (pace.firstTokenSeconds <= target.first_token_seconds && pace.secondsPerToken <= target.seconds_per_token);
}

/** What somebody who waits is taken to wait for, at most; `undefined` for work that may wait. An unknown answer counts as interactive. */
export function latencyTarget(latency: LevelOf<'latency'> | undefined, { catalogue }: CostBasis): { readonly first_token_seconds: number; readonly seconds_per_token: number } | undefined {
  return latency === 'batch' ? undefined : catalogue.costs.costs.latency_targets[latency ?? 'interactive'];
}

/* How many */

/** Number of replicas, spare ones included, for a load; the same function that break-even steps through. */
export function sparesFor(replicas: number, spare: { readonly least: number; readonly share: number }): number {
  return Math.max(spare.least, Math.ceil(replicas * spare.share - 1e-9));
}

/** Spare replicas: none for prototypes, pilots and work that may wait; by `core` in production. Unknown answers take the middle of what is possible. */
export function spareRule({ core, stage, latency }: Pick<SizingInput, 'core' | 'stage' | 'latency'>, basis: CostBasis): { readonly low: SpareRule; readonly expected: SpareRule; readonly high: SpareRule } {
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
  return quotient(scale(requestsInTime(replica, input, basis), figure('planned_utilisation', undefined, basis).value.expected * SECONDS_PER_DAY), input.demand.peakFactor);
}

/** Requests a second that a replica answers in time. */
function requestsInTime(replica: Replica, { demand, latency }: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): Range {
  return scale(replica.requestsPerSecond, serviceLevel(demand.usage.inputTokens.expected, latency, basis));
}

/** Requests a second that a replica takes on before further ones go elsewhere. */
export function burstCapacity(replica: Replica, input: Pick<SizingInput, 'demand' | 'latency'>, basis: CostBasis): Range {
  return scale(requestsInTime(replica, input, basis), figure('burst_threshold', undefined, basis).value.expected);
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
  const pace = replica.pace(busyRequestsPerSecond);
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
    pace,
    inTime: answersInTime(pace, input.latency, basis),
  };
}

/* What one replica does */

type Replicas = { readonly status: 'some'; readonly replicas: readonly Replica[] } | { readonly status: 'none'; readonly reason: SizingReason };

function replicasFor(input: SizingInput, basis: CostBasis): Replicas {
  const { measured, demand } = input;
  const { usage } = demand;
  if (measured?.secondsPerUnit !== undefined) return some([pieceReplica(input, exactly(measured.secondsPerUnit, 'measured'), 'measured_by_you')]);
  if (measured?.outputTokensPerSecond !== undefined) return some([measuredReplica(input, measured.outputTokensPerSecond)]);
  switch (usage.task) {
    case 'text-to-image':
    case 'image-to-3d':
    case 'text-to-3d':
    case 'asr':
    case 'tts':
      return bySeconds(input, basis);
    case 'embedding':
    case 'rerank':
      return byRoofline(input, 0, basis);
    default:
      return byRoofline(input, usage.outputTokens.expected, basis);
  }
}

function some(replicas: readonly Replica[]): Replicas {
  return { status: 'some', replicas };
}

function none(reason: SizingReason): Replicas {
  return { status: 'none', reason };
}

const NO_PACE = (): undefined => undefined;

const DERIVED = { evidence: 'derived' } as const;

/** Pieces on one GPU each. */
function pieceReplica({ demand, model }: SizingInput, secondsPerUnit: Range, method: Method): Replica {
  const weights = known(model.weights_gb);
  return {
    gpus: 1,
    precision: undefined,
    requestsPerSecond: quotient(exactly(1, 'derived'), between(
      secondsPerUnit.low * demand.usage.units.low, secondsPerUnit.expected * demand.usage.units.expected, secondsPerUnit.high * demand.usage.units.high,
      weakest(secondsPerUnit, demand.usage.units),
    )),
    outputTokensPerSecond: exactly(0, 'derived'),
    method,
    ...(weights === undefined ? {} : { weightsGb: weights }),
    pace: NO_PACE,
  };
}

/** All the stated GPUs as one replica that was measured as it is. */
function measuredReplica({ demand, count }: SizingInput, outputTokensPerSecond: number): Replica {
  const tokens = exactly(outputTokensPerSecond, 'measured');
  return {
    gpus: count ?? 1,
    precision: undefined,
    requestsPerSecond: quotient(tokens, demand.usage.outputTokens),
    outputTokensPerSecond: tokens,
    method: 'measured_by_you',
    pace: NO_PACE,
  };
}

/** Seconds that somebody measured for the model, on this GPU or scaled by compute from another. */
function bySeconds(input: SizingInput, basis: CostBasis): Replicas {
  const { model, gpu } = input;
  const needed = model.memory_gb?.minimum ?? known(model.weights_gb);
  if (needed !== undefined && gpu.memory_gb !== undefined && needed > gpu.memory_gb) {
    return none({ code: 'too_small', neededGb: needed, usableGb: gpu.memory_gb, gpus: 1 });
  }
  const rows = basis.catalogue.costs.speeds.seconds_per_unit.filter((row) => row.model === model.id);
  const here = rows.find((row) => row.gpu === gpu.id);
  if (here !== undefined) return some([pieceReplica(input, within(here.seconds, INTERVAL.measuredSeconds, 'listed'), 'seconds_per_unit')]);
  const scaled = rows.flatMap((row) => {
    const other = basis.catalogue.gpus.get(row.gpu);
    return other?.bf16_tflops === undefined || gpu.bf16_tflops === undefined ? [] : [row.seconds * (other.bf16_tflops / gpu.bf16_tflops)];
  });
  const slowest = scaled.length === 0 ? undefined : Math.max(...scaled);
  return slowest === undefined ? none({ code: 'speed_unknown' }) : some([pieceReplica(input, within(slowest, INTERVAL.scaledSeconds, 'derived'), 'scaled_seconds')]);
}

function byRoofline(input: SizingInput, outputTokens: number, basis: CostBasis): Replicas {
  const { model, gpu } = input;
  const accelerator = acceleratorOf(gpu);
  if (accelerator === undefined) return none({ code: 'gpu_unknown' });
  const network = networkFor(model, outputTokens);
  if (network.status === 'unknown') return none(network.reason);
  const setting = { input, outputTokens, accelerator, network: network.network, profile: profileOf('trtllm-max', basis), basis };
  const shapes = precisionsOf(model, gpu).flatMap((precision) => REPLICA_GPUS.map((gpus) => ({ precision, gpus })));
  const fitting = shapes.flatMap(({ precision, gpus }) => rooflineReplica(precision, gpus, setting) ?? []);
  if (fitting.length > 0) return some(fitting);
  const largest = roomFor(network.network, accelerator, servingOf(leastBytes(model, gpu), 16, setting), LEAST_SEQUENCES);
  return none({ code: 'too_small', neededGb: largest.neededBytes / 1e9, usableGb: largest.usableBytes / 1e9, gpus: 16 });
}

interface Roofline {
  readonly input: SizingInput;
  readonly outputTokens: number;
  readonly accelerator: Accelerator;
  readonly network: Network;
  readonly profile: EngineProfile;
  readonly basis: CostBasis;
}

function networkFor(model: Model, outputTokens: number): { readonly status: 'known'; readonly network: Network } | { readonly status: 'unknown'; readonly reason: SizingReason } {
  const total = known(model.params_total_b);
  if (total === undefined) return { status: 'unknown', reason: { code: 'parameters_unknown' } };
  const active = known(model.params_active_b) ?? total;
  if (model.kv !== undefined) {
    const network = networkOf({ params_total_b: total, params_active_b: active, kv: model.kv }, 2);
    return network === undefined ? { status: 'unknown', reason: { code: 'layout_unknown', layout: model.kv.layout } } : { status: 'known', network };
  }
  // Without an answer to write there is nothing to keep: an encoder needs its parameters only.
  if (outputTokens > 0) return { status: 'unknown', reason: { code: 'layout_unknown', layout: 'unknown' } };
  return {
    status: 'known',
    network: {
      totalParameters: total * 1e9,
      activeParameters: active * 1e9,
      expertShare: active < 0.9 * total ? active / total : 1,
      cache: { perTokenBytes: 0, perWindowTokenBytes: 0, windowTokens: 0 },
      layers: 0,
      attention: { decode: 0, prefill: 0 },
    },
  };
}

/** As released, and at 8 bits where the weights have 16 and the GPU computes with 8: what serving engines do with next to no loss. */
function precisionsOf(model: Model, gpu: Gpu): readonly Precision[] {
  const released: Precision = model.precision ?? 'bf16';
  return released === 'bf16' && gpu.fp8_tflops !== undefined ? ['bf16', 'fp8'] : [released];
}

function leastBytes(model: Model, gpu: Gpu): Precision {
  return precisionsOf(model, gpu).at(-1) ?? 'bf16';
}

type End = 'low' | 'expected' | 'high';

function servingOf(precision: Precision, gpus: number, { input, outputTokens, basis }: Roofline, tokens: End = 'expected'): Serving {
  const { usage } = input.demand;
  const of = (id: FigureId): number => figure(id, undefined, basis).value.expected;
  const cached: End = tokens === 'low' ? 'high' : tokens === 'high' ? 'low' : 'expected';
  return {
    gpus,
    precision,
    inputTokens: usage.inputTokens[tokens],
    outputTokens: outputTokens === 0 ? 0 : usage.outputTokens[tokens],
    cachedInputShare: usage.cachedInputShare[cached],
    sequences: of('sequences_at_once'),
    memoryShare: of('memory_share'),
    overheadBytesPerGpu: of('overhead_gb_per_gpu') * 1e9 + wideBytes(input.model, precision) / gpus,
  };
}

/** Words that a model of today knows, about. */
const USUAL_VOCABULARY = 150_000;

/** Embedding and output layer, which stay at 16 bits; 0 where the width was not read. Qwen3 8B at 8 bits: 9.4e9 bytes, as its log says. */
function wideBytes({ kv }: Model, precision: Precision): number {
  const width = (kv?.attention_heads ?? 0) * (kv?.head_dim ?? 0);
  return unquantisedBytes({ vocabulary: USUAL_VOCABULARY, width, tied: false }, precision);
}

function rooflineReplica(precision: Precision, gpus: number, setting: Roofline): Replica | undefined {
  const { input, network, accelerator, profile, basis } = setting;
  const serving = servingOf(precision, gpus, setting);
  const prediction = predict(network, accelerator, serving, profile);
  if (prediction.status === 'too_small' || prediction.most.sequences < LEAST_SEQUENCES) return undefined;
  const derate = derateOf(input.gpu, precision, basis);
  const row = measuredRow(input.model, input.gpu, gpus, precision, serving, basis);
  const correction = row === undefined ? 1 : row.measured / row.predicted;
  const factor = row === undefined ? (isMixture(network) || input.model.kv?.layout === 'hybrid-linear' ? INTERVAL.mixture : INTERVAL.dense) : INTERVAL.measuredRow;
  const speed = derate.share * correction;
  const { most } = prediction;
  const usual = most.requestsPerSecond * speed;
  // Where the size of a request is a range, longer ones make fewer of them.
  const rate = (tokens: End): number => {
    const own = servingOf(precision, gpus, setting, tokens);
    if (own.inputTokens === serving.inputTokens && own.outputTokens === serving.outputTokens && own.cachedInputShare === serving.cachedInputShare) return most.requestsPerSecond;
    const other = predict(network, accelerator, own, profile);
    if (other.status === 'fits') return other.most.requestsPerSecond;
    const size = (of: Serving): number => of.inputTokens + of.outputTokens;
    return most.requestsPerSecond * (size(serving) / size(own));
  };
  return {
    gpus,
    precision,
    requestsPerSecond: between(usual * spreadOf([rate('high') / most.requestsPerSecond, 1 / factor]), usual, usual * spreadOf([rate('low') / most.requestsPerSecond, factor]), weakest(input.demand.usage.inputTokens, input.demand.usage.outputTokens, DERIVED)),
    outputTokensPerSecond: serving.outputTokens === 0 ? exactly(0, 'derived') : within(most.outputTokensPerSecond * speed, factor, 'derived'),
    method: row === undefined ? 'roofline' : 'measured_row',
    derate,
    weightsGb: weightBytes(network.totalParameters, precision) / 1e9,
    pace: serving.outputTokens === 0 ? NO_PACE : (requestsPerSecond) => paceAt(requestsPerSecond / speed, most.sequences, serving, setting, speed),
  };
}

/** The fewest requests at a time with which a replica keeps up, by halving: requests a second grow with them. */
function paceAt(requestsPerSecond: number, most: number, serving: Serving, { network, accelerator, profile }: Roofline, speed: number): ReturnType<Replica['pace']> {
  let [low, high] = [1, most];
  for (let i = 0; i < 40 && high - low > 0.01; i += 1) {
    const middle = (low + high) / 2;
    if (atSequences(network, accelerator, serving, profile, middle).requestsPerSecond >= requestsPerSecond) high = middle;
    else low = middle;
  }
  const { stepSeconds, prefillSeconds } = atSequences(network, accelerator, serving, profile, high);
  return {
    firstTokenSeconds: (prefillSeconds + stepSeconds) / speed,
    secondsPerToken: (stepSeconds + (high * prefillSeconds) / serving.outputTokens) / speed,
  };
}

function profileOf(id: string, basis: CostBasis): EngineProfile {
  return perBasis(`profile ${id}`, basis, () => namedProfile(id, basis));
}

function namedProfile(id: string, { catalogue }: CostBasis): EngineProfile {
  const profile = catalogue.costs.speeds.profiles.find((one) => one.id === id);
  if (profile === undefined) throw new RangeError(`speeds.yaml has no profile ${id}.`);
  return profile;
}

/** The lowest share that applies: to the precision, the maker, and the kind of card. */
function derateOf(gpu: Gpu, precision: Precision, basis: CostBasis): Pick<Derate, 'id' | 'share'> {
  return perBasis(`derate ${gpu.id} ${precision}`, basis, () => leastDerate(gpu, precision, basis));
}

function leastDerate(gpu: Gpu, precision: Precision, { catalogue }: CostBasis): Pick<Derate, 'id' | 'share'> {
  const applies = ({ id, vendors, gpus }: Derate): boolean => {
    if (gpus !== undefined) return gpus.includes(gpu.id);
    if (vendors !== undefined) return vendors.includes(gpu.vendor);
    return id === (precision === 'bf16' || precision === 'int4' ? 'vllm_bf16' : 'vllm_fp8');
  };
  const found = catalogue.costs.speeds.derates.filter(applies);
  const [first = { id: 'none', share: 1 }, ...others] = found;
  return others.reduce<Pick<Derate, 'id' | 'share'>>((least, one) => (one.share < least.share ? one : least), first);
}

/** The measurement nearest to the request, of the same model, GPUs and precision, where its prompt and answer are within a factor of two. */
function measuredRow(model: Model, gpu: Gpu, gpus: number, precision: Precision, serving: Serving, basis: CostBasis): { readonly measured: number; readonly predicted: number } | undefined {
  if (serving.outputTokens === 0) return undefined;
  const points = perBasis(`measured ${model.id} ${gpu.id} ${gpus} ${precision}`, basis, () => measuredPoints(model, gpu, gpus, precision, serving, basis));
  let near: MeasuredPoint | undefined;
  let nearest = Infinity;
  for (const point of points) {
    const [input, output] = [distance(point.inputTokens, serving.inputTokens), distance(point.outputTokens, serving.outputTokens)];
    if (input > 1 || output > 1 || input + output >= nearest) continue;
    near = point;
    nearest = input + output;
  }
  return near;
}

interface MeasuredPoint {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly measured: number;
  readonly predicted: number;
}

/** What was measured of a model on a group of GPUs, beside what is predicted for it at that size of request. */
function measuredPoints(model: Model, gpu: Gpu, gpus: number, precision: Precision, serving: Serving, basis: CostBasis): readonly MeasuredPoint[] {
  const { speeds } = basis.catalogue.costs;
  const accelerator = acceleratorOf(gpu);
  const architecture = speeds.architectures.find(({ id }) => id === model.id);
  if (accelerator === undefined || architecture === undefined) return [];
  const sources = new Set(speeds.sources.filter(({ profile }) => profile === 'trtllm-max').map(({ id }) => id));
  const rows = speeds.measurements.filter((row) => row.model === model.id && row.gpu === gpu.id && row.count === gpus && row.precision === precision && sources.has(row.read_in));
  const profile = profileOf('trtllm-max', basis);
  return rows.flatMap((row) => {
    const network = networkOf(architecture, row.kv_bits / 8);
    if (network === undefined) return [];
    return row.points.flatMap(({ input_tokens: inputTokens, output_tokens: outputTokens, output_tokens_per_s: measured }): MeasuredPoint[] => {
      const own = { ...serving, inputTokens, outputTokens, cachedInputShare: 0, sequences: Infinity, overheadBytesPerGpu: profile.overhead_gb_per_gpu * 1e9 };
      const predicted = predict(network, accelerator, own, profile);
      return predicted.status === 'fits' ? [{ inputTokens, outputTokens, measured, predicted: predicted.most.outputTokensPerSecond }] : [];
    });
  });
}

/** Doublings between two sizes. */
function distance(a: number, b: number): number {
  return Math.abs(Math.log2(Math.max(1, a) / Math.max(1, b)));
}
