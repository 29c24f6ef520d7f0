/** What the sum of the criteria alone says, beside the recommendation: rules that hang on open answers may tip that to the other side. */
import type { Side } from '../profile/vocabulary.js';

/** Leads below this round to 0.000. */
const SHOWN = 0.0005;
/** Smaller ones are none: the sums are not that exact. */
const EXACT = 1e-6;

/** The side that leads by the criteria, as reports show their sum. */
export const leaderByCriteria = (lead: number): Side | 'none' => (Math.abs(lead) < SHOWN ? 'none' : lead > 0 ? 'local' : 'api');

/** Rules bar the other side for so many of the open answers that this one is the better one more often, although the criteria speak against it. */
export function isTippedByRules(side: Side | 'none' | null, lead: number | null): lead is number {
  if (side === null || side === 'none' || lead === null) return false;
  return (side === 'local' ? -lead : lead) > EXACT;
}
