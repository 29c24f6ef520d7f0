/** Two costs as the break-even sees them: one straight line, and a flight of steps for every shape. */
import type { CostBasis } from './basis.js';
import { BARELY, shapeOf, type Corner, type Corners, type Shape } from './break-even.js';
import { DAYS_PER_MONTH, serviceAnswers } from './demand.js';
import type { CostInput, CostParts, PricedShape } from './known-cost.js';
import { together, type Range } from './range.js';
import { GPUS_PER_SERVER, spareRule } from './sizing.js';

/** The three corners of a contest for every shape: everything in favour of one's own machines, as expected, everything against. */
export function cornersOf(
  api: Extract<CostParts, { side: 'api' }>,
  local: Extract<CostParts, { side: 'local' }>,
  input: Pick<CostInput, 'trafficClass'>,
  basis: CostBasis,
): Corners {
  return new Contest(api, local, spareRule(serviceAnswers(input.trafficClass), basis));
}

/** Who asks for the volume that is expected needs one corner of the three. */
class Contest implements Corners {
  #low: readonly Shape[] | undefined;
  #expected: readonly Shape[] | undefined;
  #high: readonly Shape[] | undefined;

  constructor(private readonly api: Extract<CostParts, { side: 'api' }>, private readonly local: Extract<CostParts, { side: 'local' }>, private readonly spare: ReturnType<typeof spareRule>) {}

  get low(): readonly Shape[] {
    return (this.#low ??= this.#shapesAt('low', 'high'));
  }

  get expected(): readonly Shape[] {
    const { api, local } = this;
    return (this.#expected ??= local.shapes().map((shape) => shapeOf(this.#corner(shape, 'expected', [api.usdPerRequest.expected, local.fixedUsdPerMonth.expected, shape.usdPerMonthPerGpu.expected, shape.usualRequestsPerDay]))));
  }

  get high(): readonly Shape[] {
    return (this.#high ??= this.#shapesAt('high', 'low'));
  }

  /** At an end each figure lies between its middle and its own end: one replica at whatever of these is the most favourable is a bound that knows nothing of speed. */
  #shapesAt(end: 'low' | 'high', other: 'low' | 'high'): readonly Shape[] {
    const { api: { usdPerRequest, fixedUsdPerMonth: outside }, local } = this;
    const { fixedUsdPerMonth: people } = local;
    const price = Math.max(usdPerRequest[other], usdPerRequest.expected) * DAYS_PER_MONTH;
    const behind = Math.min(people.expected - outside.expected * this.#moved(people.expected), people[end] - outside.expected * this.#moved(people[end]));
    const replicas = 1 + this.spare[end].least;
    return local.shapes().map((shape) => {
      const { gpusPerReplica, price: { bought, running, owned } } = shape;
      const gpus = gpusPerReplica * replicas;
      const usd = Math.min(...([end, 'expected'] as const).map((at) => gpus * running[at] + Math.max(0, gpus - owned) * bought[at]));
      return { soonest: Math.max(0, (1 - BARELY) * (behind + usd - BARELY * (people.high + usd))) / price, corner: () => this.#atEnd(shape, end, other) };
    });
  }

  /** Price, people, machines and speed know nothing of one another. The two that are people hang on the same salaries. */
  #atEnd(shape: PricedShape, end: 'low' | 'high', other: 'low' | 'high'): Corner {
    const { api: { usdPerRequest: price }, local: { fixedUsdPerMonth: people } } = this;
    const { usdPerMonthPerGpu: usd } = shape;
    const speed = shape.requestsPerDay();
    return this.#corner(shape, end, together([price[other], people[end], usd[end], speed[other]], [price.expected, people.expected, usd.expected, speed.expected]));
  }

  /** By what people at the API move with those at home. */
  #moved(people: number): number {
    const { expected } = this.local.fixedUsdPerMonth;
    return expected === 0 ? 1 : people / expected;
  }

  #corner({ gpusPerReplica, usdPerMonthPerGpu, price: gpu }: PricedShape, end: keyof Corners, values: readonly number[]): Corner {
    const { api, local } = this;
    const [price, people, machines, speed] = values as [number, number, number, number];
    const moved = this.#moved(people);
    const { bought, running, housing, kilowatts, owned, least, most } = gpu;
    const share = shareOf(machines, usdPerMonthPerGpu, end);
    const [purchase, room] = [towards(bought, end, share), towards(housing, end, share)];
    const savings = [{ gpus: owned, usdPerMonthPerGpu: purchase, allOrNone: false }, { gpus: gpu.room / towards(kilowatts, end, share), usdPerMonthPerGpu: room, allOrNone: true }];
    return {
      apiUsdPerRequest: price,
      apiFixedUsdPerMonth: api.fixedUsdPerMonth.expected * moved,
      localFixedUsdPerMonth: people,
      usdPerMonthPerGpu: purchase + towards(running, end, share) + room,
      savings: savings.filter(({ gpus, usdPerMonthPerGpu: usd }) => gpus > 0 && usd > 0),
      leastGpus: least,
      ...(most === Infinity ? {} : { mostGpus: most }),
      usdPerMonthPerFurtherServer: local.furtherServerUsdPerMonth.expected * moved,
      gpusPerReplica,
      requestsPerDayPerReplica: speed,
      spare: this.spare[end],
      gpusPerServer: GPUS_PER_SERVER,
    };
  }
}

/** Of the way from the middle to an end. */
function shareOf(value: number, range: Range, end: keyof Corners): number {
  return range[end] === range.expected ? 1 : (value - range.expected) / (range[end] - range.expected);
}

function towards(range: Range, end: keyof Corners, share: number): number {
  const { [end]: far, expected } = range;
  return far === expected ? expected : expected + share * (far - expected);
}
