/**
 * What one option costs a month for the demand of one class of traffic, line by line, or why that is not known.
 * Three kinds: an API is paid by use; machines of one's own by the GPU, busy or idle; a managed endpoint lies between the two.
 */
import { apiCost, apiUsdPerMonth } from './api-cost.js';
import type { CostBasis } from './basis.js';
import type { CostInput, OptionCost } from './known-cost.js';
import { localCost, localUsdPerMonth } from './own-cost.js';

export { thirdWay } from './api-cost.js';
export { cornersOf } from './corners.js';
export { fixedCost, replicaTariff, type ReplicaTariff } from './own-cost.js';
export type { CostInput, CostParts, CostReason, KnownCost, OptionCost, PricedShape, UnknownCost } from './known-cost.js';

export function optionCost(input: CostInput, basis: CostBasis): OptionCost {
  return input.option.side === 'api' ? apiCost(input, basis) : localCost(input, basis);
}

/** The expected total of the same: all that a comparison of options needs, for a fraction of the work. `undefined` where it is not known. */
export function expectedUsdPerMonth(input: CostInput, basis: CostBasis): number | undefined {
  return input.option.side === 'api' ? apiUsdPerMonth(input, basis) : localUsdPerMonth(input, basis);
}
