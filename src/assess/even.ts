/** The break-even of a class, between what stands for each side. */
import { breakEven, type BreakEven, type Corners } from '../cost/break-even.js';
import { cornersOf } from '../cost/option-cost.js';
import { weakest } from '../cost/range.js';
import type { Contest } from '../decision/contest.js';
import { knownCostOf, type ClassCosts } from './costs.js';

/** Where both sides of a class cost the same, and what it is reckoned from. */
export interface Even {
  readonly even: BreakEven;
  readonly corners?: Corners;
}

export function evenOf(contest: Contest, costs: ClassCosts | undefined): Even {
  const [local, api] = [knownCostOf(contest, 'local', costs)?.cost, knownCostOf(contest, 'api', costs)?.cost];
  if (costs === undefined || local?.parts.side !== 'local' || api?.parts.side !== 'api') return { even: { status: 'unknown' } };
  const corners = cornersOf(api.parts, local.parts, { trafficClass: costs.trafficClass }, costs.basis);
  return { even: breakEven(corners, costs.demand.requestsPerDay, weakest(local.usdPerMonth, api.usdPerMonth)), corners };
}
