/** Whether a claim of the article holds here. */
import type { Text } from '../profile/vocabulary.js';
import type { Context } from './condition.js';
import { mustCompile } from './context.js';
import type { Claim } from './pack.js';
import type { ClaimVerdict, Situation } from './rulebook.js';

/** Why, in words that are still to be filled in. */
export function claimReason({ because }: Pick<Claim, 'because'>, verdict: ClaimVerdict['verdict'], { derived }: Situation): Text {
  return verdict === 'does_not_hold' && derived['firmness'] === 'gate' ? (because.by_rule ?? because[verdict]) : because[verdict];
}

/** What is neither confirmed nor refuted by the facts at hand cannot be told. */
export function claimVerdict(claim: Pick<Claim, 'holds' | 'fails'>, context: Context): ClaimVerdict['verdict'] {
  if (mustCompile(claim.holds).evaluate(context) === true) return 'holds';
  return mustCompile(claim.fails).evaluate(context) === true ? 'does_not_hold' : 'cannot_tell';
}
