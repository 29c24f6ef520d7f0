/** Two costs as the break-even sees them: one straight line, and a flight of steps for every shape. */
import type { CostBasis } from './basis.js';
import { BARELY, shapeOf, type Corner, type Corners, type Saving, type Shape } from './break-even.js';
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
    return (this.#expected ??= local.shapes().map((shape) => {
      const { bought, running, housing, kilowatts } = shape.price;
      const gpu = { bought: bought.expected, running: running.expected, housing: housing.expected, kilowatts: kilowatts.expected };
      return shapeOf(this.#corner(shape, 'expected', gpu, [api.usdPerRequest.expected, local.fixedUsdPerMonth.expected, shape.usualRequestsPerDay]));
    }));
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
      const toBuy = Math.max(0, gpus - owned);
      const usd = Math.min(gpus * running[end] + toBuy * bought[end], gpus * running.expected + toBuy * bought.expected);
      return { soonest: Math.max(0, (1 - BARELY) * (behind + usd - BARELY * (people.high + usd))) / price, corner: () => this.#atEnd(shape, end, other) };
    });
  }

  /** Price, people, machines and speed know nothing of one another. The two that are people hang on the same salaries. */
  #atEnd(shape: PricedShape, end: 'low' | 'high', other: 'low' | 'high'): Corner {
    const { api: { usdPerRequest: price }, local: { fixedUsdPerMonth: people } } = this;
    const { usdPerMonthPerGpu: usd } = shape;
    const speed = shape.requestsPerDay();
    const [usdPerRequest, fixed, machines, requestsPerDay] = together([price[other], people[end], usd[end], speed[other]], [price.expected, people.expected, usd.expected, speed.expected]) as [number, number, number, number];
    const share = shareOf(machines, usd, end);
    const { bought, running, housing, kilowatts } = shape.price;
    const gpu = { bought: towards(bought, end, share), running: towards(running, end, share), housing: towards(housing, end, share), kilowatts: towards(kilowatts, end, share) };
    return this.#corner(shape, end, gpu, [usdPerRequest, fixed, requestsPerDay]);
  }

  /** By what people at the API move with those at home. */
  #moved(people: number): number {
    const { expected } = this.local.fixedUsdPerMonth;
    return expected === 0 ? 1 : people / expected;
  }

  #corner(
    { gpusPerReplica, price: { owned, room, least, most } }: PricedShape, end: keyof Corners,
    { bought, running, housing, kilowatts }: OneGpu, [apiUsdPerRequest, people, requestsPerDayPerReplica]: readonly [number, number, number],
  ): Corner {
    const { api, local } = this;
    const moved = this.#moved(people);
    const savings: Saving[] = [];
    if (owned > 0 && bought > 0) savings.push({ gpus: owned, usdPerMonthPerGpu: bought, allOrNone: false });
    if (room > 0 && housing > 0) savings.push({ gpus: room / kilowatts, usdPerMonthPerGpu: housing, allOrNone: true });
    return {
      apiUsdPerRequest,
      apiFixedUsdPerMonth: api.fixedUsdPerMonth.expected * moved,
      localFixedUsdPerMonth: people,
      usdPerMonthPerGpu: bought + running + housing,
      savings,
      leastGpus: least,
      ...(most === Infinity ? {} : { mostGpus: most }),
      usdPerMonthPerFurtherServer: local.furtherServerUsdPerMonth.expected * moved,
      gpusPerReplica,
      requestsPerDayPerReplica,
      spare: this.spare[end],
      gpusPerServer: GPUS_PER_SERVER,
    };
  }
}

/** What one costs: US dollars a month, and kilowatts. */
interface OneGpu {
  readonly bought: number;
  readonly running: number;
  readonly housing: number;
  readonly kilowatts: number;
}

/** Of the way from the middle to an end. */
function shareOf(value: number, range: Range, end: keyof Corners): number {
  return range[end] === range.expected ? 1 : (value - range.expected) / (range[end] - range.expected);
}

function towards(range: Range, end: keyof Corners, share: number): number {
  const { [end]: far, expected } = range;
  return far === expected ? expected : expected + share * (far - expected);
}
