/** How a model is put on a kind of GPU: what of a replica does not hang on the demand, and so is reckoned once. */
import type { CostFiles, Derate, EngineProfile, FigureId, Precision } from '../catalogue/cost-schema.js';
import { known } from '../catalogue/fact.js';
import type { Gpu, Model } from '../catalogue/schema.js';
import { grouped, remembered } from '../lazy.js';
import { figure, perBasis, type CostBasis } from './basis.js';
import { acceleratorOf, isMixture, leastSeconds, networkOf, predict, rooflineOf, usableBytes, type Accelerator, type Deployed, type Network, type Request, type Roofline } from './throughput.js';
import { unquantisedBytes, weightBytes } from './weights.js';

/** GPUs that one replica may span; sixteen are two servers. */
const REPLICA_GPUS: readonly number[] = [1, 2, 4, 8, 16];

/** How far predictions are off: docs/cost.md, from 330 rows; and more where time scales by compute alone. */
export const INTERVAL = { dense: 1.5, mixture: 2, measuredRow: 1.2, scaledSeconds: 2, measuredSeconds: 1.2 } as const;

/** Why nothing can be said of a replica. */
export type NoReplica =
  | { readonly code: 'too_small'; readonly neededGb: number; readonly usableGb: number; readonly gpus: number }
  | { readonly code: 'layout_unknown'; readonly layout: string }
  | { readonly code: 'parameters_unknown' | 'gpu_unknown' | 'speed_unknown' | 'task_unknown' };

/** A model on so many of a kind of GPU at a precision. */
export interface Deployment {
  readonly gpus: number;
  readonly precision: Precision;
  readonly roofline: Roofline;
  readonly writes: boolean;
  /** By how much a prediction may be off. */
  readonly interval: number;
  readonly derate: Pick<Derate, 'id' | 'share'>;
  readonly points: readonly MeasuredPoint[];
}

export type DeploymentsResult = { readonly status: 'some'; readonly deployments: Deployments } | { readonly status: 'none'; readonly reason: NoReplica };

/** Ways to put a model on a kind of GPU: by precision, and within one from few GPUs to many. Most are passed over, so each is reckoned when somebody looks at it. */
export class Deployments {
  /** GPUs of each. */
  readonly gpus: readonly number[];
  /** The fewest on which the weights find room; Infinity: on none. */
  readonly leastGpus: number;
  readonly #made: Deployment[] = [];
  /** Of each precision the fewest GPUs. */
  readonly #fewest: readonly number[];

  /** @param losing GPUs do less each the more of them are together, and nobody measured otherwise */
  constructor(private readonly precisions: readonly WeightsOnGpus[], private readonly losing: boolean, private readonly make: (gpus: number, at: WeightsOnGpus) => Deployment) {
    this.gpus = precisions.length === 1 ? REPLICA_GPUS : precisions.flatMap(() => REPLICA_GPUS);
    this.leastGpus = Math.min(...precisions.map(({ leastGpus }) => leastGpus));
    this.#fewest = precisions.flatMap(({ leastGpus }, order) => (leastGpus === Infinity ? [] : [order * REPLICA_GPUS.length + REPLICA_GPUS.indexOf(leastGpus)]));
  }

  /** Seconds that all GPUs together are busy with a request at least, however the model is put on them; 0 where that can't be told without looking. */
  leastGpuSeconds(request: Request): number {
    if (!this.losing) return 0;
    let least = Infinity;
    for (const index of this.#fewest) {
      const { gpus, roofline, derate } = this.at(index) as Deployment;
      least = Math.min(least, (gpus * leastSeconds(roofline, request)) / derate.share);
    }
    return least;
  }

  /** `undefined` where not even the weights find room. */
  at(index: number): Deployment | undefined {
    const gpus = this.gpus[index] as number;
    const at = this.precisions[Math.floor(index / REPLICA_GPUS.length)] as WeightsOnGpus;
    return gpus < at.leastGpus ? undefined : (this.#made[index] ??= this.make(gpus, at));
  }

  /** On as many as a replica may span, whether it finds room or not. */
  get last(): Deployment {
    return this.make(REPLICA_GPUS[REPLICA_GPUS.length - 1] as number, this.precisions[this.precisions.length - 1] as WeightsOnGpus);
  }
}

/** A model at one precision. */
interface WeightsOnGpus {
  readonly precision: Precision;
  /** Of its layers that stay at 16 bits, beyond what its weights take. */
  readonly wideBytes: number;
  /** The fewest GPUs on which they find room; Infinity: on none. */
  readonly leastGpus: number;
}

export function deploymentsFor(model: Model, gpu: Gpu, writes: boolean, basis: CostBasis): DeploymentsResult {
  const { written, read } = perBasis('deployments', basis, noneMade);
  const byModel = writes ? written : read;
  const byGpu = byModel.get(model) ?? remembered(byModel, model, () => new Map<Gpu, DeploymentsResult>());
  return byGpu.get(gpu) ?? remembered(byGpu, gpu, () => deploymentsOf(model, gpu, writes, basis));
}

type Made = Map<Model, Map<Gpu, DeploymentsResult>>;

/** By whether an answer is written. */
const noneMade = (): { readonly written: Made; readonly read: Made } => ({ written: new Map(), read: new Map() });

function deploymentsOf(model: Model, gpu: Gpu, writes: boolean, basis: CostBasis): DeploymentsResult {
  const accelerator = perBasis(`accelerator ${gpu.id}`, basis, () => acceleratorOf(gpu));
  if (accelerator === undefined) return { status: 'none', reason: { code: 'gpu_unknown' } };
  const known = perBasis(`network ${model.id} ${writes}`, basis, () => networkFor(model, writes));
  if (known.status === 'unknown') return { status: 'none', reason: known.reason };
  const { network } = known;
  const { sequences, memoryShare, overheadBytesPerGpu, profile } = perBasis('engine', basis, () => engineOf(basis));
  const interval = isMixture(network) || model.kv?.layout === 'hybrid-linear' ? INTERVAL.mixture : INTERVAL.dense;
  const deployedOn = (gpus: number, precision: Precision, wide: number): Deployed => ({ gpus, precision, sequences, memoryShare, overheadBytesPerGpu: overheadBytesPerGpu + wide / gpus });
  const precisions = precisionsOf(model, gpu).map((precision): WeightsOnGpus => {
    const weights = weightBytes(network.totalParameters, precision);
    const wide = wideBytes(model, precision);
    // Each GPU more adds as much, so there is room on all that are more, too.
    return { precision, wideBytes: wide, leastGpus: REPLICA_GPUS.find((gpus) => weights <= usableBytes(accelerator, deployedOn(gpus, precision, wide))) ?? Infinity };
  });
  const rows = writes ? measuredRows(model, gpu, basis) : NO_ROWS;
  const derates = new Map<Precision, Deployment['derate']>();
  const make = (gpus: number, { precision, wideBytes: wide }: WeightsOnGpus): Deployment => ({
    gpus,
    precision,
    roofline: rooflineOf(network, accelerator, deployedOn(gpus, precision, wide), profile),
    writes,
    interval,
    derate: remembered(derates, precision, () => derateOf(gpu, precision, basis)),
    points: rows.length === 0 ? NO_POINTS : measuredPoints(rows.filter((row) => row.count === gpus && row.precision === precision), model, accelerator, memoryShare, basis),
  });
  return { status: 'some', deployments: new Deployments(precisions, rows.length === 0 && profile.gpus_exponent <= 0, make) };
}

/** How an engine is set up, whatever it runs. */
function engineOf(basis: CostBasis): Pick<Deployed, 'sequences' | 'memoryShare' | 'overheadBytesPerGpu'> & { readonly profile: EngineProfile } {
  const of = (id: FigureId): number => figure(id, undefined, basis).value.expected;
  return { sequences: of('sequences_at_once'), memoryShare: of('memory_share'), overheadBytesPerGpu: of('overhead_gb_per_gpu') * 1e9, profile: profileOf('trtllm-max', basis) };
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

/** Words that a model of today knows, about. */
const USUAL_VOCABULARY = 150_000;

/** Embedding and output layer, which stay at 16 bits; 0 where the width was not read. Qwen3 8B at 8 bits: 9.4e9 bytes, as its log says. */
function wideBytes({ kv }: Model, precision: Precision): number {
  const width = (kv?.attention_heads ?? 0) * (kv?.head_dim ?? 0);
  return unquantisedBytes({ vocabulary: USUAL_VOCABULARY, width, tied: false }, precision);
}

function profileOf(id: string, { catalogue }: CostBasis): EngineProfile {
  const profile = catalogue.costs.speeds.profiles.find((one) => one.id === id);
  if (profile === undefined) throw new RangeError(`speeds.yaml has no profile ${id}.`);
  return profile;
}

/** The lowest share that applies: to the precision, the maker, and the kind of card. */
function derateOf(gpu: Gpu, precision: Precision, { catalogue }: CostBasis): Pick<Derate, 'id' | 'share'> {
  const plain = precision === 'bf16' || precision === 'int4' ? 'vllm_bf16' : 'vllm_fp8';
  let least: Pick<Derate, 'id' | 'share'> | undefined;
  for (const one of catalogue.costs.speeds.derates) {
    const { id, vendors, gpus } = one;
    const applies = gpus !== undefined ? gpus.includes(gpu.id) : vendors !== undefined ? vendors.includes(gpu.vendor) : id === plain;
    if (applies && (least === undefined || one.share < least.share)) least = one;
  }
  return least ?? { id: 'none', share: 1 };
}

export interface MeasuredPoint {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly measured: number;
  readonly predicted: number;
}

const NO_POINTS: readonly MeasuredPoint[] = [];

/** What was measured of a model on a group of GPUs, beside what is predicted for it at that size of request. */
function measuredPoints(rows: readonly MeasuredRow[], model: Model, accelerator: Accelerator, memoryShare: number, basis: CostBasis): readonly MeasuredPoint[] {
  const architecture = basis.catalogue.costs.speeds.architectures.find(({ id }) => id === model.id);
  if (architecture === undefined) return NO_POINTS;
  const profile = profileOf('trtllm-max', basis);
  return rows.flatMap((row) => {
    const network = networkOf(architecture, row.kv_bits / 8);
    if (network === undefined) return [];
    const roofline = rooflineOf(network, accelerator, { gpus: row.count, precision: row.precision, memoryShare, sequences: Infinity, overheadBytesPerGpu: profile.overhead_gb_per_gpu * 1e9 }, profile);
    return row.points.flatMap(({ input_tokens: inputTokens, output_tokens: outputTokens, output_tokens_per_s: measured }): MeasuredPoint[] => {
      const predicted = predict(roofline, { inputTokens, outputTokens, cachedInputShare: 0 });
      return predicted === undefined ? [] : [{ inputTokens, outputTokens, measured, predicted: predicted.outputTokensPerSecond }];
    });
  });
}

/** Taken with the engines that are predicted. */
function measuredRows(model: Model, gpu: Gpu, basis: CostBasis): readonly MeasuredRow[] {
  const byModel = perBasis('measured', basis, () => {
    const { measurements, sources } = basis.catalogue.costs.speeds;
    const predicted = new Set(sources.filter(({ profile }) => profile === 'trtllm-max').map(({ id }) => id));
    return grouped(measurements.filter((row) => predicted.has(row.read_in)), (row) => row.model);
  });
  return byModel.get(model.id)?.filter((row) => row.gpu === gpu.id) ?? NO_ROWS;
}

const NO_ROWS: readonly MeasuredRow[] = [];
type MeasuredRow = CostFiles['speeds']['measurements'][number];
