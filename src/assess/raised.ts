/** What packs say once it is decided where a class runs: claims that hold or do not, and warnings. */
import type { NextStep } from '../assessment/assessment.js';
import { unfolding } from '../lazy.js';
import type { Side } from '../profile/vocabulary.js';
import type { Facts } from '../rules/pack.js';
import type { ClaimVerdict, Situation } from '../rules/rulebook.js';
import { optionFacts } from '../rules/situation.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { representative, type DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import { className } from './labels.js';
import { moneyFacts } from './money.js';

/** A claim is refuted by one class that contradicts it, and holds where some class confirms it; the class is named where they differ, be it in their figures alone. */
export function claimsOf(classes: readonly DecidedClass[], context: AssessContext): ClaimVerdict[] {
  const byRule = new Map<string, { verdict: ClaimVerdict; part: string }[]>();
  for (const decided of classes) {
    const part = className(decided.trafficClass, context.language);
    const at = situationWith(decided, 'local');
    for (const verdict of context.rulebook.claims({ ...at, derived: unfolding<Facts>({ ...at.derived, ...factsAfter(decided) }) }, context.language)) {
      byRule.set(verdict.rule, [...(byRule.get(verdict.rule) ?? []), { verdict, part }]);
    }
  }
  const order = ['does_not_hold', 'holds', 'cannot_tell'] as const;
  return [...byRule.values()].map((said) => {
    const [first, ...others] = [...said].sort((a, b) => order.indexOf(a.verdict.verdict) - order.indexOf(b.verdict.verdict)) as [(typeof said)[number], ...typeof said];
    if (others.every(({ verdict }) => verdict.verdict === first.verdict.verdict && verdict.because === first.verdict.because)) return first.verdict;
    return { ...first.verdict, because: ASSESS_TEXTS[context.language].ofPart(first.part, first.verdict.because) };
  });
}

/** The situation with `option`: what stands for the side that wins, or for the given side. */
function situationWith(decided: DecidedClass, side?: Side): Situation & { readonly option: Facts } {
  const stands = representative(decided, side);
  return { ...decided.situation, option: stands === null ? NOTHING : optionFacts(stands.option) };
}

/** What is known besides once it is decided, as facts of `derived`; some are found when they are read. */
function factsAfter(decided: DecidedClass): Facts {
  const { firmness, lead, side } = decided.contest;
  return { side: side ?? 'none', ...(firmness === null ? {} : { firmness }), ...(lead === null ? {} : { lead }), ...moneyFacts(decided) };
}

const NOTHING: Facts = {};

/** A warning of a pack, and the step that it brings along. */
export interface Raised {
  readonly rule: string;
  readonly text: () => string;
  readonly step: NextStep | undefined;
}

/** Each once, in the words of the last class that raises it. */
export function raisedBy(classes: readonly DecidedClass[], staysOn: Side | undefined, { language, rulebook }: AssessContext): Raised[] {
  const raised = new Map<string, Raised>();
  for (const decided of classes) {
    for (const { rule, text, warning } of rulebook.warnings(situationWith(decided, staysOn), language, () => factsAfter(decided))) {
      const step = warning.next_step;
      raised.set(rule, { rule, text, step: step === undefined ? undefined : { action: step.action[language], effort: step.effort[language] } });
    }
  }
  return [...raised.values()];
}
