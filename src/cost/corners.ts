/** Two costs as the break-even sees them: one straight line, and a flight of steps for every shape. */
import type { CostBasis } from './basis.js';
import type { Corner, Corners } from './break-even.js';
import { serviceAnswers } from './demand.js';
import type { CostInput, CostParts } from './known-cost.js';
import { together } from './range.js';
import { GPUS_PER_SERVER, spareRule } from './sizing.js';

/** The three corners of a contest for every shape: everything in favour of one's own machines, as expected, everything against. */
export function cornersOf(
  api: Extract<CostParts, { side: 'api' }>,
  local: Extract<CostParts, { side: 'local' }>,
  input: Pick<CostInput, 'trafficClass'>,
  basis: CostBasis,
): Corners {
  const spare = spareRule(serviceAnswers(input.trafficClass), basis);
  const corners = (end: keyof Corners): Corner[] => {
    const other = end === 'low' ? 'high' : end === 'high' ? 'low' : 'expected';
    return local.shapes().map(({ usdPerMonthPerGpu, gpusPerReplica, replicaRequestsPerDay }): Corner => {
      // Price, people, machines and speed know nothing of one another. The two that are people hang on the same salaries.
      const [price, people, machines, speed] = together([
        { end: api.usdPerRequest[other], middle: api.usdPerRequest.expected },
        { end: local.fixedUsdPerMonth[end], middle: local.fixedUsdPerMonth.expected },
        { end: usdPerMonthPerGpu[end], middle: usdPerMonthPerGpu.expected },
        { end: replicaRequestsPerDay[other], middle: replicaRequestsPerDay.expected },
      ]) as [number, number, number, number];
      const moved = local.fixedUsdPerMonth.expected === 0 ? 1 : people / local.fixedUsdPerMonth.expected;
      return {
        apiUsdPerRequest: price,
        apiFixedUsdPerMonth: api.fixedUsdPerMonth.expected * moved,
        localFixedUsdPerMonth: people,
        usdPerMonthPerGpu: machines,
        usdPerMonthPerFurtherServer: local.furtherServerUsdPerMonth.expected * moved,
        gpusPerReplica,
        requestsPerDayPerReplica: speed,
        spare: spare[end],
        gpusPerServer: GPUS_PER_SERVER,
      };
    });
  };
  return { low: corners('low'), expected: corners('expected'), high: corners('high') };
}
