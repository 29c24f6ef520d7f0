/** From packs to a rulebook. Conditions and tables are compiled when they are first needed: a start that needs few of them pays for few. */
import { CRITERIA, type Question } from '../profile/vocabulary.js';
import { claimReason, claimVerdict } from './claim.js';
import { sights } from './context.js';
import { compileCriterion } from './criterion.js';
import { compileGate } from './gate.js';
import { gateViews } from './gate-view.js';
import type { Gate, Pack, QuestionText } from './pack.js';
import type { AppliedOverride, Rulebook } from './rulebook.js';
import { canFillIn, fillIn } from './template.js';
import { joinSentences } from '../text/format.js';
import { compileWarnings } from './warning.js';

export interface PackFile {
  readonly sha256: string;
  readonly pack: Pack;
}

/** The packs must have been checked: a fault in one of them is an error when it is first met. */
export function compileRulebook(files: readonly PackFile[]): Rulebook {
  const conditions = files.flatMap(({ pack }) => (pack.gates ?? []).flatMap(gateTexts));
  const { contextOf, kindOf, kindBy } = sights(conditions.concat(files.flatMap(({ pack }) => (pack.criteria ?? []).flatMap(({ adjustments = [] }) => adjustments.map(({ when }) => when)))));
  const questions = new Map<Question, QuestionText>();
  for (const { pack } of files) for (const question of pack.questions ?? []) questions.set(question.id, question);
  const overrides = files.flatMap(({ pack }) => (pack.overrides ?? []).map((override): AppliedOverride => ({ ...override, pack: pack.id })));
  const overridden = new Map(overrides.map((override) => [override.rule, override]));
  const counts = ({ rule }: { readonly rule: string }): boolean => !overridden.has(rule);
  const gates = files.flatMap(({ pack }) => (pack.gates ?? []).map((gate) => compileGate(gate, `${pack.id}/${gate.id}`, { contextOf, kindBy })));
  const counted = gates.filter(counts);
  const criteria = files
    .flatMap(({ pack }) => (pack.criteria ?? []).map((criterion) => compileCriterion(criterion, contextOf)))
    .sort((a, b) => CRITERIA.indexOf(a.id) - CRITERIA.indexOf(b.id));
  const claims = files.flatMap(({ pack }) => (pack.claims ?? []).map((claim) => ({ claim, rule: `${pack.id}/${claim.id}` }))).filter(counts);
  const warnings = files.flatMap(({ pack }) => (pack.warnings ?? []).map((warning) => ({ warning, rule: `${pack.id}/${warning.id}` })))
    // A warning that is to warn only stays as it is.
    .filter(({ rule }) => overridden.get(rule)?.effect !== 'off');
  return {
    packs: files.map(({ pack, sha256 }) => ({ id: pack.id, version: pack.version, sha256, pack })),
    questions,
    criteria,
    kindOf,
    gates: counted,
    viewOf: gateViews(counted, conditions),
    overrides,
    demoted: gates.flatMap((gate) => {
      const override = overridden.get(gate.rule);
      return override?.effect === 'warn' ? [{ gate, override }] : [];
    }),
    claims: (situation, language) =>
      claims.map(({ claim, rule }) => {
        const verdict = claimVerdict(claim, situation);
        const figures = (claim.figures ?? []).filter((sentence) => canFillIn(sentence, situation));
        const sentences = [claimReason(claim, verdict, situation), ...figures].map((sentence) => fillIn(sentence, situation, questions, language));
        return { claim, rule, verdict, because: joinSentences(sentences, language) };
      }),
    warnings: compileWarnings(warnings, questions),
  };
}

/** The conditions of a gate. */
function gateTexts({ when, rare_unless: rareUnless, effect }: Gate): readonly string[] {
  const mitigations = effect === 'exclude' ? [] : effect.mitigations.flatMap(({ met, possible }) => [met, possible]);
  return [when, rareUnless, ...mitigations].filter((text) => text !== undefined);
}
