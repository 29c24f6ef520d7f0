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
  #low: readonly Corner[] | undefined;
  #expected: readonly Corner[] | undefined;
  #high: readonly Corner[] | undefined;

  constructor(private readonly api: Extract<CostParts, { side: 'api' }>, private readonly local: Extract<CostParts, { side: 'local' }>, private readonly spare: ReturnType<typeof spareRule>) {}

  get low(): readonly Corner[] {
    return (this.#low ??= this.local.shapes().map((shape) => this.#atEnd(shape, 'low', 'high')));
  }

  get expected(): readonly Corner[] {
    const { api, local } = this;
    return (this.#expected ??= local.shapes().map((shape) => this.#corner(shape, 'expected', [api.usdPerRequest.expected, local.fixedUsdPerMonth.expected, shape.usdPerMonthPerGpu.expected, shape.usualRequestsPerDay])));
  }

  get high(): readonly Corner[] {
    return (this.#high ??= this.local.shapes().map((shape) => this.#atEnd(shape, 'high', 'low')));
  }

  /** Price, people, machines and speed know nothing of one another. The two that are people hang on the same salaries. */
  #atEnd(shape: PricedShape, end: 'low' | 'high', other: 'low' | 'high'): Corner {
    const { api, local } = this;
    const speed = shape.requestsPerDay();
    return this.#corner(shape, end, together([
      { end: api.usdPerRequest[other], middle: api.usdPerRequest.expected },
      { end: local.fixedUsdPerMonth[end], middle: local.fixedUsdPerMonth.expected },
      { end: shape.usdPerMonthPerGpu[end], middle: shape.usdPerMonthPerGpu.expected },
      { end: speed[other], middle: speed.expected },
    ]) as [number, number, number, number]);
  }

  #corner({ gpusPerReplica }: PricedShape, end: keyof Corners, [price, people, machines, speed]: readonly [number, number, number, number]): Corner {
    const { api, local } = this;
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
