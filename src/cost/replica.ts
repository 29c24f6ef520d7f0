/**
 * What one replica of a model does: by the roofline, by seconds that somebody measured for a piece, or by what the user measured.
 * What does not fit says so; a cache layout that is not known is refused.
 */
import type { CostFiles, Derate, EngineProfile, FigureId, Precision } from '../catalogue/cost-schema.js';
import { known } from '../catalogue/fact.js';
import type { Gpu, Model } from '../catalogue/schema.js';
import { remembered } from '../lazy.js';
import { figure, perBasis, type CostBasis } from './basis.js';
import type { Demand, Usage } from './demand.js';
import { between, exactly, product, quotient, spreadOf, weakest, within, type Range } from './range.js';
import { acceleratorOf, isMixture, neededBytes, networkOf, predict, requestsPerSecond, rooflineOf, serviceOf, stepSeconds, type Network, type Request, type Roofline, type Service } from './throughput.js';
import { unquantisedBytes } from './weights.js';

/** GPUs that one replica may span; sixteen are two servers. */
const REPLICA_GPUS = [1, 2, 4, 8, 16] as const;

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

export interface ReplicaInput {
  readonly model: Model;
  readonly gpu: Gpu;
  readonly demand: Demand;
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
  /** The middle of it. */
  readonly usualRequestsPerSecond: number;
  /** 0 for work that gives out no tokens. */
  readonly outputTokensPerSecond: Range;
  readonly method: Method;
  /** Of a prediction: its share of what the best engine does, and why. */
  readonly derate?: { readonly id: string; readonly share: number };
  /** Of what is loaded: weights in 1e9 bytes, where their size is known. */
  readonly weightsGb?: number;
  /** With so many requests at a time that the peak is served: seconds to the first token, and for each one after it. `undefined` where nobody can tell. */
  pace(requestsPerSecond: number): Pace | undefined;
  /** Whether that is as fast as is asked for, which is found out sooner than how fast it is. What nobody can tell counts as in time. */
  keepsUp(requestsPerSecond: number, target: Pace): boolean;
}

/** How fast an answer comes. */
export interface Pace {
  readonly firstTokenSeconds: number;
  readonly secondsPerToken: number;
}

/** Why nothing can be said of a replica. */
export type NoReplica =
  | { readonly code: 'too_small'; readonly neededGb: number; readonly usableGb: number; readonly gpus: number }
  | { readonly code: 'layout_unknown'; readonly layout: string }
  | { readonly code: 'parameters_unknown' | 'gpu_unknown' | 'speed_unknown' | 'task_unknown' };

export type Replicas = { readonly status: 'some'; readonly replicas: readonly Replica[] } | { readonly status: 'none'; readonly reason: NoReplica };

/** Every way to make up a replica that fits, or why there is none. */
export function replicasFor(input: ReplicaInput, basis: CostBasis): Replicas {
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

function none(reason: NoReplica): Replicas {
  return { status: 'none', reason };
}

const NO_PACE: Pick<Replica, 'pace' | 'keepsUp'> = { pace: () => undefined, keepsUp: () => true };

const DERIVED = { evidence: 'derived' } as const;

/** Pieces on one GPU each. */
function pieceReplica({ demand, model }: ReplicaInput, secondsPerUnit: Range, method: Method): Replica {
  const weights = known(model.weights_gb);
  const requestsPerSecond = quotient(exactly(1, 'derived'), product(secondsPerUnit, demand.usage.units));
  return {
    gpus: 1,
    precision: undefined,
    usualRequestsPerSecond: requestsPerSecond.expected,
    requestsPerSecond,
    outputTokensPerSecond: exactly(0, 'derived'),
    method,
    ...(weights === undefined ? {} : { weightsGb: weights }),
    ...NO_PACE,
  };
}

/** All the stated GPUs as one replica that was measured as it is. */
function measuredReplica({ demand, count }: ReplicaInput, outputTokensPerSecond: number): Replica {
  const tokens = exactly(outputTokensPerSecond, 'measured');
  const requestsPerSecond = quotient(tokens, demand.usage.outputTokens);
  return {
    gpus: count ?? 1,
    precision: undefined,
    usualRequestsPerSecond: requestsPerSecond.expected,
    requestsPerSecond,
    outputTokensPerSecond: tokens,
    method: 'measured_by_you',
    ...NO_PACE,
  };
}

/** Seconds that somebody measured for the model, on this GPU or scaled by compute from another. */
function bySeconds(input: ReplicaInput, basis: CostBasis): Replicas {
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

/** A model on so many of a kind of GPU at a precision: what does not hang on the demand. */
interface Deployment {
  readonly gpus: number;
  readonly precision: Precision;
  readonly roofline: Roofline;
  readonly writes: boolean;
  /** By how much a prediction may be off. */
  readonly interval: number;
  readonly derate: Pick<Derate, 'id' | 'share'>;
  readonly points: readonly MeasuredPoint[];
}

type Deployments = { readonly status: 'some'; readonly deployments: readonly Deployment[] } | { readonly status: 'none'; readonly reason: NoReplica };

function byRoofline({ model, gpu, demand: { usage } }: ReplicaInput, outputTokens: number, basis: CostBasis): Replicas {
  const made = deploymentsFor(model, gpu, outputTokens > 0, basis);
  if (made.status === 'none') return made;
  const request = requestOf(usage, outputTokens > 0, 'expected');
  const fitting: Replica[] = [];
  for (const deployment of made.deployments) {
    const service = serviceOf(deployment.roofline, request);
    if (service.sequences >= LEAST_SEQUENCES) fitting.push(new RooflineReplica(deployment, usage, request, service));
  }
  if (fitting.length > 0) return some(fitting);
  // The last one has the fewest bytes a parameter on the most GPUs.
  const { roofline, gpus } = made.deployments.at(-1) as Deployment;
  return none({ code: 'too_small', neededGb: neededBytes(roofline, request, LEAST_SEQUENCES) / 1e9, usableGb: roofline.usableBytes / 1e9, gpus });
}

function deploymentsFor(model: Model, gpu: Gpu, writes: boolean, basis: CostBasis): Deployments {
  const byGpu = perBasis(`deployments ${model.id} ${writes}`, basis, () => new Map<Gpu, Deployments>());
  return remembered(byGpu, gpu, () => deploymentsOf(model, gpu, writes, basis));
}

function deploymentsOf(model: Model, gpu: Gpu, writes: boolean, basis: CostBasis): Deployments {
  const accelerator = perBasis(`accelerator ${gpu.id}`, basis, () => acceleratorOf(gpu));
  if (accelerator === undefined) return { status: 'none', reason: { code: 'gpu_unknown' } };
  const known = perBasis(`network ${model.id} ${writes}`, basis, () => networkFor(model, writes));
  if (known.status === 'unknown') return { status: 'none', reason: known.reason };
  const { network } = known;
  const profile = profileOf('trtllm-max', basis);
  const of = (id: FigureId): number => figure(id, undefined, basis).value.expected;
  const [sequences, memoryShare, overhead] = [of('sequences_at_once'), of('memory_share'), of('overhead_gb_per_gpu') * 1e9];
  const interval = isMixture(network) || model.kv?.layout === 'hybrid-linear' ? INTERVAL.mixture : INTERVAL.dense;
  const deployments = precisionsOf(model, gpu).flatMap((precision) => {
    const derate = derateOf(gpu, precision, basis);
    const wide = wideBytes(model, precision);
    return REPLICA_GPUS.map((gpus): Deployment => {
      const roofline = rooflineOf(network, accelerator, { gpus, precision, sequences, memoryShare, overheadBytesPerGpu: overhead + wide / gpus }, profile);
      return { gpus, precision, roofline, writes, interval, derate, points: writes ? measuredPoints(model, gpu, gpus, precision, memoryShare, basis) : [] };
    });
  });
  return { status: 'some', deployments };
}

function networkFor(model: Model, writes: boolean): { readonly status: 'known'; readonly network: Network } | { readonly status: 'unknown'; readonly reason: NoReplica } {
  const total = known(model.params_total_b);
  if (total === undefined) return { status: 'unknown', reason: { code: 'parameters_unknown' } };
  const active = known(model.params_active_b) ?? total;
  if (model.kv !== undefined) {
    const network = networkOf({ params_total_b: total, params_active_b: active, kv: model.kv }, 2);
    return network === undefined ? { status: 'unknown', reason: { code: 'layout_unknown', layout: model.kv.layout } } : { status: 'known', network };
  }
  // Without an answer to write there is nothing to keep: an encoder needs its parameters only.
  if (writes) return { status: 'unknown', reason: { code: 'layout_unknown', layout: 'unknown' } };
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

type End = 'low' | 'expected' | 'high';

function requestOf(usage: Usage, writes: boolean, tokens: End): Request {
  const cached: End = tokens === 'low' ? 'high' : tokens === 'high' ? 'low' : 'expected';
  return { inputTokens: usage.inputTokens[tokens], outputTokens: writes ? usage.outputTokens[tokens] : 0, cachedInputShare: usage.cachedInputShare[cached] };
}

/** Words that a model of today knows, about. */
const USUAL_VOCABULARY = 150_000;

/** Embedding and output layer, which stay at 16 bits; 0 where the width was not read. Qwen3 8B at 8 bits: 9.4e9 bytes, as its log says. */
function wideBytes({ kv }: Model, precision: Precision): number {
  const width = (kv?.attention_heads ?? 0) * (kv?.head_dim ?? 0);
  return unquantisedBytes({ vocabulary: USUAL_VOCABULARY, width, tied: false }, precision);
}

/** Most replicas are looked at and left, so what only those need that may be taken is reckoned when it is asked for. */
class RooflineReplica implements Replica {
  readonly usualRequestsPerSecond: number;
  /** At saturation, as predicted. */
  readonly #most: number;
  /** What is left of a prediction on the engines that people run, or what was measured over it. */
  readonly #speed: number;
  readonly #factor: number;

  constructor(private readonly deployment: Deployment, private readonly usage: Usage, private readonly request: Request, private readonly service: Service) {
    const row = nearestPoint(deployment.points, request);
    this.#most = requestsPerSecond(service, service.sequences);
    this.#speed = deployment.derate.share * (row === undefined ? 1 : row.measured / row.predicted);
    this.#factor = row === undefined ? deployment.interval : INTERVAL.measuredRow;
    this.gpus = deployment.gpus;
    this.method = row === undefined ? 'roofline' : 'measured_row';
    this.usualRequestsPerSecond = this.#most * this.#speed;
  }

  readonly method: Method;
  readonly gpus: number;

  get precision(): Precision {
    return this.deployment.precision;
  }

  get derate(): Pick<Derate, 'id' | 'share'> {
    return this.deployment.derate;
  }

  get weightsGb(): number {
    return this.deployment.roofline.weightBytes / 1e9;
  }

  #range: Range | undefined;

  get requestsPerSecond(): Range {
    return (this.#range ??= this.#ranged());
  }

  #ranged(): Range {
    const usual = this.usualRequestsPerSecond;
    const { inputTokens, outputTokens } = this.usage;
    return between(usual * spreadOf([this.#rate('high'), 1 / this.#factor]), usual, usual * spreadOf([this.#rate('low'), this.#factor]), weakest(inputTokens, outputTokens, DERIVED));
  }

  get outputTokensPerSecond(): Range {
    return this.deployment.writes ? within(this.service.outputTokens * this.usualRequestsPerSecond, this.#factor, 'derived') : exactly(0, 'derived');
  }

  /** Where the size of a request is a range, longer ones make fewer of them: requests a second over the usual ones. */
  #rate(tokens: End): number {
    const { request } = this;
    const own = requestOf(this.usage, this.deployment.writes, tokens);
    if (own.inputTokens === request.inputTokens && own.outputTokens === request.outputTokens && own.cachedInputShare === request.cachedInputShare) return 1;
    const other = serviceOf(this.deployment.roofline, own);
    return other.sequences >= 1 ? requestsPerSecond(other, other.sequences) / this.#most : (request.inputTokens + request.outputTokens) / (own.inputTokens + own.outputTokens);
  }

  pace(requests: number): Pace | undefined {
    if (!this.deployment.writes) return undefined;
    return this.#paceWith(this.#search(requests / this.#speed, () => undefined) as number);
  }

  keepsUp(requests: number, { firstTokenSeconds, secondsPerToken }: Pace): boolean {
    if (!this.deployment.writes) return true;
    const fast = (sequences: number): boolean => {
      const pace = this.#paceWith(sequences);
      return pace.firstTokenSeconds <= firstTokenSeconds && pace.secondsPerToken <= secondsPerToken;
    };
    // More at a time are slower: fast enough with too many is fast enough, and too slow with too few is too slow.
    const found = this.#search(requests / this.#speed, (sequences, enough) => (fast(sequences) === enough ? enough : undefined));
    return typeof found === 'boolean' ? found : fast(found);
  }

  #paceWith(sequences: number): Pace {
    const { prefillSeconds, outputTokens } = this.service;
    const step = stepSeconds(this.service, sequences);
    return { firstTokenSeconds: (prefillSeconds + step) / this.#speed, secondsPerToken: (step + (sequences * prefillSeconds) / outputTokens) / this.#speed };
  }

  /**
   * The fewest requests at a time with which a replica keeps up: requests a second grow with them. By false position, to a hundredth, which
   * halves the weight of an end that stays (Dowell & Jarratt 1971).
   * @param settled says whether a number that is enough, or too few, answers the question already
   */
  #search<T>(requests: number, settled: (sequences: number, enough: boolean) => T | undefined): T | number {
    const missing = (sequences: number): number => requestsPerSecond(this.service, sequences) - requests;
    let [low, high] = [1, this.service.sequences];
    let [below, above] = [missing(low), this.#most - requests];
    let last = 0;
    let answer = below < 0 ? (settled(high, true) ?? settled(low, false)) : undefined;
    while (below < 0 && high - low > Math.max(0.01, high / 200)) {
      if (answer !== undefined) return answer;
      const between = low + ((high - low) * -below) / (above - below);
      const found = missing(between);
      const side = found >= 0 ? 1 : -1;
      if (side === 1) {
        [high, above] = [between, found];
        if (last === 1) below /= 2;
      } else {
        [low, below] = [between, found];
        if (last === -1) above /= 2;
      }
      last = side;
      answer = settled(between, side === 1);
    }
    return below < 0 ? high : low;
  }
}

function profileOf(id: string, { catalogue }: CostBasis): EngineProfile {
  const profile = catalogue.costs.speeds.profiles.find((one) => one.id === id);
  if (profile === undefined) throw new RangeError(`speeds.yaml has no profile ${id}.`);
  return profile;
}

/** The lowest share that applies: to the precision, the maker, and the kind of card. */
function derateOf(gpu: Gpu, precision: Precision, { catalogue }: CostBasis): Pick<Derate, 'id' | 'share'> {
  const applies = ({ id, vendors, gpus }: Derate): boolean => {
    if (gpus !== undefined) return gpus.includes(gpu.id);
    if (vendors !== undefined) return vendors.includes(gpu.vendor);
    return id === (precision === 'bf16' || precision === 'int4' ? 'vllm_bf16' : 'vllm_fp8');
  };
  const found = catalogue.costs.speeds.derates.filter(applies);
  const [first = { id: 'none', share: 1 }, ...others] = found;
  return others.reduce<Pick<Derate, 'id' | 'share'>>((least, one) => (one.share < least.share ? one : least), first);
}

/** The measurement nearest to the request, where its prompt and answer are within a factor of two. */
function nearestPoint(points: readonly MeasuredPoint[], request: Request): MeasuredPoint | undefined {
  let near: MeasuredPoint | undefined;
  let least = Infinity;
  for (const point of points) {
    const [input, output] = [distance(point.inputTokens, request.inputTokens), distance(point.outputTokens, request.outputTokens)];
    if (input > 1 || output > 1 || input + output >= least) continue;
    near = point;
    least = input + output;
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
function measuredPoints(model: Model, gpu: Gpu, gpus: number, precision: Precision, memoryShare: number, basis: CostBasis): readonly MeasuredPoint[] {
  const { speeds } = basis.catalogue.costs;
  const rows = measuredRows(model, gpu, basis).filter((row) => row.count === gpus && row.precision === precision);
  if (rows.length === 0) return [];
  const accelerator = acceleratorOf(gpu);
  const architecture = speeds.architectures.find(({ id }) => id === model.id);
  if (accelerator === undefined || architecture === undefined) return [];
  const profile = profileOf('trtllm-max', basis);
  return rows.flatMap((row) => {
    const network = networkOf(architecture, row.kv_bits / 8);
    if (network === undefined) return [];
    const roofline = rooflineOf(network, accelerator, { gpus, precision, memoryShare, sequences: Infinity, overheadBytesPerGpu: profile.overhead_gb_per_gpu * 1e9 }, profile);
    return row.points.flatMap(({ input_tokens: inputTokens, output_tokens: outputTokens, output_tokens_per_s: measured }): MeasuredPoint[] => {
      const predicted = predict(roofline, { inputTokens, outputTokens, cachedInputShare: 0 });
      return predicted === undefined ? [] : [{ inputTokens, outputTokens, measured, predicted: predicted.outputTokensPerSecond }];
    });
  });
}

/** Taken with the engines that are predicted. */
function measuredRows(model: Model, gpu: Gpu, basis: CostBasis): CostFiles['speeds']['measurements'] {
  const { speeds } = basis.catalogue.costs;
  const ofModel = perBasis(`measured ${model.id}`, basis, () => speeds.measurements.filter((row) => row.model === model.id && speeds.sources.some(({ id, profile }) => id === row.read_in && profile === 'trtllm-max')));
  return perBasis(`measured ${model.id} ${gpu.id}`, basis, () => ofModel.filter((row) => row.gpu === gpu.id));
}

/** Doublings between two sizes. */
function distance(a: number, b: number): number {
  return Math.abs(Math.log2(Math.max(1, a) / Math.max(1, b)));
}
