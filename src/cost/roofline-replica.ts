/** Replicas by the roofline, or by what somebody measured of such a one: which shapes find room, and how fast they are under a load. */
import type { Derate, Precision } from '../catalogue/cost-schema.js';
import { INTERVAL, type Deployment, type Deployments, type MeasuredPoint, type NoReplica } from './deployment.js';
import { between, exactly, spreadOf, within, type Range } from './range.js';
import type { Level, Method, Pace, Replica, ServiceTerms, Shapes, TokenWork } from './serving.js';
import { neededBytes, reach, requestsPerSecond, serviceOf, stepSeconds, type Request, type Service } from './throughput.js';

/** Room for so many usual requests is room for one that is much longer than usual, however few come at a time: without it a replica is no service to plan with. Judgement. */
const LEAST_SEQUENCES = 8;

/** What is predicted to be later than asked by less than this is in time: a prediction is good to a factor of 1.5 or 2, and no reader tells 50.1 ms from 50. Judgement. */
export const LATE = 1.02;

function nearly({ firstTokenSeconds, secondsPerToken }: Pace): Pace {
  return { firstTokenSeconds: LATE * firstTokenSeconds, secondsPerToken: LATE * secondsPerToken };
}

export class RooflineShapes implements Shapes {
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

/** Most replicas are looked at and left, so what only those need that may be taken is reckoned when it is asked for. */
class RooflineReplica implements Replica {
  readonly usualRequestsPerSecond: number;
  /** At saturation, as predicted. */
  readonly #most: number;
  /** What is left of a prediction on the engines that people run, or what was measured over it. */
  readonly #speed: number;
  readonly #factor: number;

  constructor(private readonly deployment: Deployment, private readonly work: TokenWork, private readonly service: Service) {
    const row = deployment.points.length === 0 ? undefined : nearestPoint(deployment.points, work.usual);
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
    let [low, high, next] = [0, Infinity, 1];
    do {
      if (next < surely || (!(next > atMost) && this.#isWithin(next, target))) low = next;
      else high = next;
      if (high === Infinity && 2 * low >= service.sequences) high = service.sequences;
      next = high === Infinity ? 2 * low : (low + high) / 2;
    } while (low > 0 && (high === Infinity || high - low > Math.max(FINENESS.least, high * FINENESS.share)));
    return low === 0 ? 0 : requestsPerSecond(service, low) * this.#speed;
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
