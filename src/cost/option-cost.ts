/**
 * What one option costs a month for the demand of one class of traffic, line by line, or why that is not known.
 * Three kinds: an API is paid by use; machines of one's own by the GPU, busy or idle; a managed endpoint lies between the two.
 */
import { apiCost } from './api-cost.js';
import type { CostBasis } from './basis.js';
import type { CostInput, OptionCost } from './known-cost.js';
import { localCost } from './own-cost.js';

export { thirdWay } from './api-cost.js';
export { cornersOf } from './corners.js';
export { fixedCost } from './own-cost.js';
export type { CostInput, CostParts, CostReason, KnownCost, OptionCost, PricedShape, UnknownCost } from './known-cost.js';

export function optionCost(input: CostInput, basis: CostBasis): OptionCost {
  return input.option.side === 'api' ? apiCost(input, basis) : localCost(input, basis);
}
