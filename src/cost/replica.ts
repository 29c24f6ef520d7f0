/**
 * What one replica of a model does: by the roofline, by seconds that somebody measured for a piece, or by what the user measured.
 * What does not fit says so; a cache layout that is not known is refused.
 */
import { known } from '../catalogue/fact.js';
import type { Gpu, Model } from '../catalogue/schema.js';
import type { CostBasis } from './basis.js';
import type { Demand, Usage } from './demand.js';
import { deploymentsFor, INTERVAL, type NoReplica } from './deployment.js';
import { exactly, product, quotient, weakest, within, type Range } from './range.js';
import { RooflineShapes } from './roofline-replica.js';
import type { Method, Replica, Shapes, Work } from './serving.js';
import type { Request } from './throughput.js';

/** What the user measured on hardware of their own: it wins over any prediction. */
export interface Measured {
  /** Output tokens a second of all the GPUs of the option together, under load. */
  readonly outputTokensPerSecond?: number;
  /** Seconds for one image, object, page, … on one GPU. */
  readonly secondsPerUnit?: number;
}

export interface ReplicaInput {
  /** `undefined`: it is not listed, and does what somebody measured or nobody knows what. */
  readonly model: Model | undefined;
  readonly gpu: Gpu;
  readonly demand: Demand;
  /** GPUs that there are, where their number is stated. */
  readonly count?: number | undefined;
  readonly measured?: Measured | undefined;
}

export type Replicas = { readonly status: 'some'; readonly replicas: readonly Replica[] } | { readonly status: 'none'; readonly reason: NoReplica };

/** Every way to make up a replica that fits, or why there is none. */
export function replicasFor(input: ReplicaInput, basis: CostBasis): Replicas {
  const found = shapesFor(input, basis);
  if (found.status === 'none') return found;
  const replicas = fitting(found.shapes);
  return replicas.length > 0 ? { status: 'some', replicas } : none(found.shapes.tooSmall());
}

export type ShapesResult = { readonly status: 'some'; readonly shapes: Shapes } | { readonly status: 'none'; readonly reason: NoReplica };

/** Those that fit, in their order. */
export function fitting(shapes: Shapes): readonly Replica[] {
  const found: Replica[] = [];
  for (let index = 0; index < shapes.gpus.length; index += 1) {
    const replica = shapes.at(index);
    if (replica !== undefined) found.push(replica);
  }
  return found;
}

export function shapesFor(input: ReplicaInput, basis: CostBasis, work: Work = workOf(input.demand.usage)): ShapesResult {
  const { measured, model, gpu } = input;
  if (measured?.secondsPerUnit !== undefined) return one(pieceReplica(input, exactly(measured.secondsPerUnit, 'measured'), 'measured_by_you'));
  if (measured?.outputTokensPerSecond !== undefined) return one(measuredReplica(input, measured.outputTokensPerSecond));
  if (model === undefined) return none({ code: 'parameters_unknown' });
  if (work.kind === 'pieces') return bySeconds(model, input, basis);
  const made = deploymentsFor(model, gpu, work.writes, basis);
  return made.status === 'none' ? made : { status: 'some', shapes: new RooflineShapes(made.deployments, work) };
}

export function workOf(usage: Usage): Work {
  const outputTokens = tokensWritten(usage);
  if (outputTokens === undefined) return { kind: 'pieces' };
  const writes = outputTokens > 0;
  const usual = requestOf(usage, writes, 'expected');
  const unlessUsual = (one: Request): Request | undefined =>
    one.inputTokens === usual.inputTokens && one.outputTokens === usual.outputTokens && one.cachedInputShare === usual.cachedInputShare ? undefined : one;
  return {
    kind: 'tokens', writes, usual, low: unlessUsual(requestOf(usage, writes, 'low')), high: unlessUsual(requestOf(usage, writes, 'high')),
    evidence: weakest(usage.inputTokens, usage.outputTokens, DERIVED),
  };
}

/** `undefined` for work that is counted in pieces. */
function tokensWritten({ task, outputTokens }: Usage): number | undefined {
  switch (task) {
    case 'text-to-image':
    case 'image-to-3d':
    case 'text-to-3d':
    case 'asr':
    case 'tts':
      return undefined;
    case 'embedding':
    case 'rerank':
      return 0;
    default:
      return outputTokens.expected;
  }
}

function one(replica: Replica): ShapesResult {
  return { status: 'some', shapes: { gpus: [replica.gpus], at: () => replica, tooSmall: () => ({ code: 'speed_unknown' }) } };
}

function none(reason: NoReplica): { readonly status: 'none'; readonly reason: NoReplica } {
  return { status: 'none', reason };
}

function withoutPace(requestsPerSecond: number): Pick<Replica, 'pace' | 'keepsUp' | 'mostInTime' | 'levelFor'> {
  return { pace: () => undefined, keepsUp: () => true, mostInTime: () => requestsPerSecond, levelFor: ({ usualLevel }) => ({ level: usualLevel, inTime: true }) };
}

const DERIVED = { evidence: 'derived' } as const;

/** Pieces on one GPU each. */
function pieceReplica({ demand, model }: ReplicaInput, secondsPerUnit: Range, method: Method): Replica {
  const weights = model === undefined ? undefined : known(model.weights_gb);
  const requestsPerSecond = quotient(exactly(1, 'derived'), product(secondsPerUnit, demand.usage.units));
  return {
    gpus: 1,
    precision: undefined,
    usualRequestsPerSecond: requestsPerSecond.expected,
    requestsPerSecond,
    outputTokensPerSecond: exactly(0, 'derived'),
    method,
    ...(weights === undefined ? {} : { weightsGb: weights }),
    ...withoutPace(requestsPerSecond.expected),
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
    ...withoutPace(requestsPerSecond.expected),
  };
}

/** Seconds that somebody measured for the model, on this GPU or scaled by compute from another. */
function bySeconds(model: Model, input: ReplicaInput, basis: CostBasis): ShapesResult {
  const { gpu } = input;
  const needed = model.memory_gb?.minimum ?? known(model.weights_gb);
  if (needed !== undefined && gpu.memory_gb !== undefined && needed > gpu.memory_gb) {
    return none({ code: 'too_small', neededGb: needed, usableGb: gpu.memory_gb, gpus: 1 });
  }
  const rows = basis.catalogue.costs.speeds.seconds_per_unit.filter((row) => row.model === model.id);
  const here = rows.find((row) => row.gpu === gpu.id);
  if (here !== undefined) return one(pieceReplica(input, within(here.seconds, INTERVAL.measuredSeconds, 'listed'), 'seconds_per_unit'));
  const scaled = rows.flatMap((row) => {
    const other = basis.catalogue.gpus.get(row.gpu);
    return other?.bf16_tflops === undefined || gpu.bf16_tflops === undefined ? [] : [row.seconds * (other.bf16_tflops / gpu.bf16_tflops)];
  });
  const slowest = scaled.length === 0 ? undefined : Math.max(...scaled);
  return slowest === undefined ? none({ code: 'speed_unknown' }) : one(pieceReplica(input, within(slowest, INTERVAL.scaledSeconds, 'derived'), 'scaled_seconds'));
}

type End = 'low' | 'expected' | 'high';

function requestOf(usage: Usage, writes: boolean, tokens: End): Request {
  const cached: End = tokens === 'low' ? 'high' : tokens === 'high' ? 'low' : 'expected';
  return { inputTokens: usage.inputTokens[tokens], outputTokens: writes ? usage.outputTokens[tokens] : 0, cachedInputShare: usage.cachedInputShare[cached] };
}
