/** The break-even of a class, between what stands for each side. */
import { breakEven, firstCrossing, reachFrom, staysAhead, type BreakEven, type Corners } from '../cost/break-even.js';
import { cornersOf } from '../cost/option-cost.js';
import { weakest } from '../cost/range.js';
import type { Contest } from '../decision/contest.js';
import { lazy } from '../lazy.js';
import { knownCostOf, type ClassCosts } from './costs.js';

/** Where both sides of a class cost the same, and what it is reckoned from. */
export interface Even {
  readonly found: () => BreakEven;
  /** Requests a day from which machines of one's own are expected to cost less, where there is such a volume: the middle of what was found, for a third of the work. */
  readonly requestsPerDay: () => number | undefined;
  /** Whether further GPUs make the API cheaper again at some volume beyond. */
  readonly apiLeadsAgain: () => boolean;
  readonly corners?: Corners;
}

const UNKNOWN: Even = { found: () => ({ status: 'unknown' }), requestsPerDay: () => undefined, apiLeadsAgain: () => false };

export function evenOf(contest: Contest, costs: ClassCosts | undefined): Even {
  const [local, api] = [knownCostOf(contest, 'local', costs)?.cost, knownCostOf(contest, 'api', costs)?.cost];
  if (costs === undefined || local?.parts.side !== 'local' || api?.parts.side !== 'api') return UNKNOWN;
  const corners = cornersOf(api.parts, local.parts, { trafficClass: costs.trafficClass }, costs.basis);
  const { requestsPerDay } = costs.demand;
  const expected = lazy(() => firstCrossing(corners.expected, reachFrom(requestsPerDay.expected)));
  return {
    found: lazy(() => breakEven(corners, requestsPerDay, weakest(local.usdPerMonth, api.usdPerMonth), expected())),
    requestsPerDay: () => {
      const { crossing } = expected();
      return crossing.status === 'at' ? crossing.requestsPerDay : undefined;
    },
    apiLeadsAgain: () => {
      const { crossing } = expected();
      if (crossing.status !== 'at' && crossing.status !== 'always') return false;
      return !staysAhead(corners.expected, crossing.status === 'at' ? crossing.requestsPerDay : 0, reachFrom(requestsPerDay.expected));
    },
    corners,
  };
}
