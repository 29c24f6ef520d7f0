/** The break-even of a class, between what stands for each side. */
import { breakEven, type BreakEven, type Corners } from '../cost/break-even.js';
import { cornersOf, type KnownCost } from '../cost/option-cost.js';
import { weakest } from '../cost/range.js';
import type { Contest } from '../decision/contest.js';
import type { Side } from '../profile/vocabulary.js';
import type { ClassCosts } from './costs.js';

/** Where both sides of a class cost the same, and what it is reckoned from. */
export interface Even {
  readonly even: BreakEven;
  readonly corners?: Corners;
}

export function evenOf({ representative }: Contest, costs: ClassCosts | undefined): Even {
  const [local, api] = [costOf(representative, 'local', costs), costOf(representative, 'api', costs)];
  if (costs === undefined || local?.parts.side !== 'local' || api?.parts.side !== 'api') return { even: { status: 'unknown' } };
  const corners = cornersOf(api.parts, local.parts, { trafficClass: costs.trafficClass }, costs.basis);
  return { even: breakEven(corners, costs.demand.requestsPerDay, weakest(local.usdPerMonth, api.usdPerMonth)), corners };
}

function costOf(representative: Contest['representative'], side: Side, costs: ClassCosts | undefined): KnownCost | undefined {
  const option = representative[side]?.option;
  const cost = option === undefined ? undefined : costs?.costOf(option);
  return cost?.status === 'known' ? cost : undefined;
}
