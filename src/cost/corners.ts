/** Two costs as the break-even sees them: one straight line, and a flight of steps for every shape. */
import type { CostBasis } from './basis.js';
import type { Corner, Corners } from './break-even.js';
import { serviceAnswers } from './demand.js';
import type { CostInput, CostParts, PricedShape } from './known-cost.js';
import { together } from './range.js';
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
  #expected: readonly Corner[] | undefined;
  #ends: Pick<Corners, 'low' | 'high'> | undefined;

  constructor(private readonly api: Extract<CostParts, { side: 'api' }>, private readonly local: Extract<CostParts, { side: 'local' }>, private readonly spare: ReturnType<typeof spareRule>) {}

  get low(): readonly Corner[] {
    return (this.#ends ??= this.#bothEnds()).low;
  }

  get expected(): readonly Corner[] {
    const { api, local } = this;
    return (this.#expected ??= local.shapes().map((shape) => this.#corner(shape, 'expected', [api.usdPerRequest.expected, local.fixedUsdPerMonth.expected, shape.usdPerMonthPerGpu.expected, shape.usualRequestsPerDay])));
  }

  get high(): readonly Corner[] {
    return (this.#ends ??= this.#bothEnds()).high;
  }

  /** Price, people, machines and speed know nothing of one another. The two that are people hang on the same salaries. */
  #bothEnds(): Pick<Corners, 'low' | 'high'> {
    const { api: { usdPerRequest: price }, local } = this;
    const { fixedUsdPerMonth: people } = local;
    const [low, high]: [Corner[], Corner[]] = [[], []];
    for (const shape of local.shapes()) {
      const { usdPerMonthPerGpu: usd } = shape;
      const speed = shape.requestsPerDay();
      const middle = [price.expected, people.expected, usd.expected, speed.expected];
      low.push(this.#corner(shape, 'low', together([price.high, people.low, usd.low, speed.high], middle)));
      high.push(this.#corner(shape, 'high', together([price.low, people.high, usd.high, speed.low], middle)));
    }
    return { low, high };
  }

  #corner({ gpusPerReplica }: PricedShape, end: keyof Corners, values: readonly number[]): Corner {
    const { api, local } = this;
    const [price, people, machines, speed] = values as [number, number, number, number];
    const moved = local.fixedUsdPerMonth.expected === 0 ? 1 : people / local.fixedUsdPerMonth.expected;
    return {
      apiUsdPerRequest: price,
      apiFixedUsdPerMonth: api.fixedUsdPerMonth.expected * moved,
      localFixedUsdPerMonth: people,
      usdPerMonthPerGpu: machines,
      usdPerMonthPerFurtherServer: local.furtherServerUsdPerMonth.expected * moved,
      gpusPerReplica,
      requestsPerDayPerReplica: speed,
      spare: this.spare[end],
      gpusPerServer: GPUS_PER_SERVER,
    };
  }
}
