/**
 * What one replica of a model does: by the roofline, by seconds that somebody measured for a piece, or by what the user measured.
 * What does not fit says so; a cache layout that is not known is refused.
 */
import type { Derate, Precision } from '../catalogue/cost-schema.js';
import { known } from '../catalogue/fact.js';
import type { Gpu, Model } from '../catalogue/schema.js';
import type { CostBasis } from './basis.js';
import type { Evidence } from '../profile/vocabulary.js';
import type { Demand, Usage } from './demand.js';
import { deploymentsFor, INTERVAL, type Deployment, type Deployments, type MeasuredPoint, type NoReplica } from './deployment.js';
import { between, exactly, product, quotient, spreadOf, weakest, within, type Range } from './range.js';
import { neededBytes, reach, requestsPerSecond, serviceOf, stepSeconds, type Request, type Service } from './throughput.js';

/** Room for so many usual requests is room for one that is much longer than usual, however few come at a time: without it a replica is no service to plan with. Judgement. */
const LEAST_SEQUENCES = 8;

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
  /** Whether that is as fast as is asked for, give or take {@link LATE}, which is found out sooner than how fast it is. What nobody can tell counts as in time. */
  keepsUp(requestsPerSecond: number, target: Pace): boolean;
  /** The most requests a second with which it does, as far as anybody can tell; 0 where one request at a time is too slow. */
  mostInTime(target: Pace): number;
  /**
   * The service level: the share of its greatest throughput that it serves in time. It is the usual one where the load that is planned for is answered
   * in time, else the greatest share that is; it does not hang on the volume. Where even one request at a time is too slow, it is the usual one, late.
   */
  levelFor(terms: ServiceTerms): Level;
}

/** What a class of traffic asks of every replica. */
export interface ServiceTerms {
  /** Share of the greatest throughput that requests answered in time usually leave. */
  readonly usualLevel: number;
  /** Share of what is served in time that the busiest hour is planned with. */
  readonly planned: number;
  readonly target: Pace | undefined;
}

export interface Level {
  readonly level: number;
  readonly inTime: boolean;
}

/** How fast an answer comes. */
export interface Pace {
  readonly firstTokenSeconds: number;
  readonly secondsPerToken: number;
}

/** What is predicted to be later than asked by less than this is in time: a prediction is good to a factor of 1.5 or 2, and no reader tells 50.1 ms from 50. Judgement. */
export const LATE = 1.02;

function nearly({ firstTokenSeconds, secondsPerToken }: Pace): Pace {
  return { firstTokenSeconds: LATE * firstTokenSeconds, secondsPerToken: LATE * secondsPerToken };
}

export type Replicas = { readonly status: 'some'; readonly replicas: readonly Replica[] } | { readonly status: 'none'; readonly reason: NoReplica };

/** Every way to make up a replica that fits, or why there is none. */
export function replicasFor(input: ReplicaInput, basis: CostBasis): Replicas {
  const found = shapesFor(input, basis);
  if (found.status === 'none') return found;
  const replicas = fitting(found.shapes);
  return replicas.length > 0 ? { status: 'some', replicas } : none(found.shapes.tooSmall());
}

/** Ways to make up a replica, some of which may not fit. Most are passed over, so each is made when somebody looks at it. */
export interface Shapes {
  /** GPUs of each. */
  readonly gpus: readonly number[];
  /** `undefined`: it does not fit. */
  at(index: number): Replica | undefined;
  /** Why, where none of them fits. */
  tooSmall(): NoReplica;
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

/** Requests as a replica sees them: counted in pieces, or in tokens that it reads and writes. */
export type Work =
  | { readonly kind: 'pieces' }
  | {
      readonly kind: 'tokens';
      readonly writes: boolean;
      readonly usual: Request;
      /** The smallest and the largest, where their size is a range. */
      readonly low: Request | undefined;
      readonly high: Request | undefined;
      readonly evidence: Evidence;
    };
type TokenWork = Extract<Work, { kind: 'tokens' }>;

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

class RooflineShapes implements Shapes {
  readonly gpus: readonly number[];
  readonly #made: (Replica | null | undefined)[];

  constructor(private readonly deployments: Deployments, private readonly work: TokenWork) {
    this.gpus = deployments.gpus;
    this.#made = new Array<Replica | null | undefined>(deployments.gpus.length);
  }

  at(index: number): Replica | undefined {
    const known = this.#made[index];
    if (known !== undefined) return known ?? undefined;
    const deployment = this.deployments.at(index);
    const made = deployment === undefined ? undefined : this.#fitting(deployment);
    this.#made[index] = made ?? null;
    return made;
  }

  #fitting(deployment: Deployment): Replica | undefined {
    const service = serviceOf(deployment.roofline, this.work.usual);
    return service.sequences >= LEAST_SEQUENCES ? new RooflineReplica(deployment, this.work, service) : undefined;
  }

  tooSmall(): NoReplica {
    // The last one has the fewest bytes a parameter on the most GPUs.
    const { roofline, gpus } = this.deployments.last;
    return { code: 'too_small', neededGb: neededBytes(roofline, this.work.usual, LEAST_SEQUENCES) / 1e9, usableGb: roofline.usableBytes / 1e9, gpus };
  }
}

type End = 'low' | 'expected' | 'high';

function requestOf(usage: Usage, writes: boolean, tokens: End): Request {
  const cached: End = tokens === 'low' ? 'high' : tokens === 'high' ? 'low' : 'expected';
  return { inputTokens: usage.inputTokens[tokens], outputTokens: writes ? usage.outputTokens[tokens] : 0, cachedInputShare: usage.cachedInputShare[cached] };
}

/** Most replicas are looked at and left, so what only those need that may be taken is reckoned when it is asked for. */
class RooflineReplica implements Replica {
  readonly usualRequestsPerSecond: number;
  /** At saturation, as predicted. */
  readonly #most: number;
  /** What is left of a prediction on the engines that people run, or what was measured over it. */
  readonly #speed: number;
  readonly #factor: number;

  constructor(private readonly deployment: Deployment, private readonly work: TokenWork, private readonly service: Service) {
    const row = nearestPoint(deployment.points, work.usual);
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
    const { low, high, evidence } = this.work;
    return between(usual * spreadOf([this.#rate(high), 1 / this.#factor]), usual, usual * spreadOf([this.#rate(low), this.#factor]), evidence);
  }

  get outputTokensPerSecond(): Range {
    return this.deployment.writes ? within(this.service.outputTokens * this.usualRequestsPerSecond, this.#factor, 'derived') : exactly(0, 'derived');
  }

  /** Longer requests are fewer: requests a second over the usual ones. */
  #rate(own: Request | undefined): number {
    if (own === undefined) return 1;
    const { usual } = this.work;
    const other = serviceOf(this.deployment.roofline, own);
    return other.sequences >= 1 ? requestsPerSecond(other, other.sequences) / this.#most : (usual.inputTokens + usual.outputTokens) / (own.inputTokens + own.outputTokens);
  }

  pace(requests: number): Pace | undefined {
    if (!this.deployment.writes) return undefined;
    return this.#paceWith(this.#search(requests / this.#speed));
  }

  /**
   * At r requests a second there are n of them at a time, n = r·(n·prefill + O·step) (Little 1961), so that the seconds for a token, step +
   * n·prefill/O, are n/(r·O), and those to the first one prefill + n·(1/r − prefill)/O. What is asked for then bounds n, and the load is kept up
   * with in time where so many do as much: two looks instead of a search.
   */
  keepsUp(requests: number, asked: Pace): boolean {
    if (!this.deployment.writes) return true;
    const { service } = this;
    const target = nearly(asked);
    const rate = requests / this.#speed;
    // More at a time are slower: what is fast enough with as many as there may be is fast enough.
    if (this.#isInTime(service.sequences, this.#most, target)) return true;
    if (rate >= this.#most) return false;
    const { prefillSeconds, outputTokens, sequences } = service;
    const most = Math.min(
      sequences,
      target.secondsPerToken * this.#speed * rate * outputTokens,
      ((target.firstTokenSeconds * this.#speed - prefillSeconds) * rate * outputTokens) / (1 - rate * prefillSeconds),
    );
    // There is one at least, and alone it may do more than is asked for.
    if (most < 1) {
      const alone = requestsPerSecond(service, 1);
      return alone >= rate && this.#isInTime(1, alone, target);
    }
    if (requestsPerSecond(service, most) < rate) return false;
    if (requestsPerSecond(service, most - Math.max(FINENESS.least, most * FINENESS.share)) >= rate) return true;
    // Nearer to the edge than the search is exact, what it finds decides: a pace that is shown agrees with what is said of it.
    return this.#isWithin(this.#search(rate), target);
  }

  /** With so many requests at a time, of which so many get done in a second. */
  #isInTime(sequences: number, rate: number, { firstTokenSeconds, secondsPerToken }: Pace): boolean {
    const { prefillSeconds, outputTokens } = this.service;
    const perToken = sequences / (rate * outputTokens);
    return perToken <= secondsPerToken * this.#speed && prefillSeconds + perToken - (sequences * prefillSeconds) / outputTokens <= firstTokenSeconds * this.#speed;
  }

  #paceWith(sequences: number): Pace {
    const { prefillSeconds, outputTokens } = this.service;
    const step = stepSeconds(this.service, sequences);
    return { firstTokenSeconds: (prefillSeconds + step) / this.#speed, secondsPerToken: (step + (sequences * prefillSeconds) / outputTokens) / this.#speed };
  }

  /** Time grows with the requests at a time: by doubling, then by halves. Most looks are told by {@link reach} alone. */
  mostInTime(asked: Pace): number {
    const { service } = this;
    if (!this.deployment.writes) return this.usualRequestsPerSecond;
    const target = nearly(asked);
    const { prefillSeconds, outputTokens } = service;
    const first = reach(service, target.firstTokenSeconds * this.#speed, prefillSeconds, 0);
    const each = reach(service, target.secondsPerToken * this.#speed, 0, prefillSeconds / outputTokens);
    const [surely, atMost] = [Math.min(first.surely, each.surely), Math.min(first.atMost, each.atMost)];
    const isInTime = (sequences: number): boolean => sequences < surely || (!(sequences > atMost) && this.#isWithin(sequences, target));
    if (!isInTime(1)) return 0;
    let [low, high] = [1, 2];
    while (high < service.sequences && isInTime(high)) [low, high] = [high, 2 * high];
    high = Math.min(high, service.sequences);
    while (high - low > Math.max(FINENESS.least, high * FINENESS.share)) {
      const between = (low + high) / 2;
      if (isInTime(between)) low = between;
      else high = between;
    }
    return requestsPerSecond(service, low) * this.#speed;
  }

  /** All that stands for a class is asked on the same terms, more than once. */
  #terms: ServiceTerms | undefined;
  #level: Level | undefined;

  levelFor(terms: ServiceTerms): Level {
    if (this.#level !== undefined && this.#terms === terms) return this.#level;
    this.#terms = terms;
    return (this.#level = this.#levelFor(terms));
  }

  #levelFor({ usualLevel, planned, target }: ServiceTerms): Level {
    const { usualRequestsPerSecond: usual } = this;
    if (target === undefined || this.keepsUp(usual * usualLevel * planned, target)) return { level: usualLevel, inTime: true };
    const most = this.mostInTime(target);
    return most > 0 ? { level: Math.min(usualLevel, most / usual), inTime: true } : { level: usualLevel, inTime: false };
  }

  #isWithin(sequences: number, target: Pace): boolean {
    const { firstTokenSeconds, secondsPerToken } = this.#paceWith(sequences);
    return firstTokenSeconds <= target.firstTokenSeconds && secondsPerToken <= target.secondsPerToken;
  }

  /** The fewest requests at a time with which a replica keeps up: requests a second grow with them. By false position, which halves the weight of an end that stays (Dowell & Jarratt 1971). */
  #search(requests: number): number {
    const { service } = this;
    let [low, high] = [1, service.sequences];
    let [below, above] = [requestsPerSecond(service, low) - requests, this.#most - requests];
    if (below >= 0) return low;
    let last = 0;
    // As much as it can do, or more, is found at once.
    while (below < 0 && above > 0 && high - low > Math.max(FINENESS.least, high * FINENESS.share)) {
      const between = low + ((high - low) * -below) / (above - below);
      const found = requestsPerSecond(service, between) - requests;
      const side = found >= 0 ? 1 : -1;
      if (side === 1) {
        [high, above] = [between, found];
        if (last === 1) below /= 2;
      } else {
        [low, below] = [between, found];
        if (last === -1) above /= 2;
      }
      last = side;
    }
    return high;
  }
}

/** Of a number of requests at a time. */
const FINENESS = { least: 0.01, share: 1 / 200 } as const;

/** The measurement nearest to the request, where its prompt and answer are within a factor of two. */
function nearestPoint(points: readonly MeasuredPoint[], request: Request): MeasuredPoint | undefined {
  if (points.length === 0) return undefined;
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

/** Doublings between two sizes. */
function distance(a: number, b: number): number {
  return Math.abs(Math.log2(Math.max(1, a) / Math.max(1, b)));
}
