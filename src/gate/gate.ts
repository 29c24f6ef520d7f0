/** The gate: conditions under which a run fails, judged over assessments that are made and reported already. */
import type { AssessedWorkload, Assessment } from '../assessment/assessment.js';
import type { Language, Text } from '../profile/vocabulary.js';
import { GATE_TEXT } from '../text/gate.js';
import { compileAssertion, type Assertion, type Outcome, type ReadValue } from './assertion.js';
import { difference } from './diff.js';

export const GATE_WORDS = ['no-option', 'close', 'open-gate', 'changed', 'stale'] as const;
export type GateWord = (typeof GATE_WORDS)[number];

export type Condition = { readonly kind: 'word'; readonly word: GateWord } | { readonly kind: 'assertion'; readonly assertion: Assertion };

/** An assessment, with what it is compared with. */
export interface Subject {
  readonly assessment: Assessment;
  readonly baseline: Assessment | undefined;
}

/** One place where a condition holds, or cannot be judged. */
export interface Failure {
  /** Its name. */
  readonly organisation: string;
  readonly condition: string;
  readonly expected: string;
  readonly found: string;
  /** `file:line:column`, or the file alone. */
  readonly where: string;
  /** What to read on. */
  readonly read: string;
}

/** @throws AiPathError of kind `usage` where it is neither a word nor an assertion. */
export function parseCondition(text: string): Condition {
  const word = GATE_WORDS.find((one) => one === text.trim());
  return word === undefined ? { kind: 'assertion', assertion: compileAssertion(text, '--fail-on') } : { kind: 'word', word };
}

export function failures(conditions: readonly Condition[], subjects: readonly Subject[], language: Language): readonly Failure[] {
  return conditions.flatMap((condition) => subjects.flatMap((subject) => (condition.kind === 'word' ? ofWord(condition.word, subject, language) : ofAssertion(condition.assertion, subject, language))));
}

/** Data older than this may have been overtaken: prices of APIs and lives of models change several times a year. */
export const STALE_AFTER_DAYS = 180;

interface Found { readonly workload?: AssessedWorkload; readonly found: Text }

function ofWord(word: GateWord, subject: Subject, language: Language): readonly Failure[] {
  const said = { organisation: subject.assessment.organisation.name, condition: word, expected: GATE_TEXT.expected[word][language], read: `docs/ci.md#${word}` };
  return FINDERS[word](subject).map(({ workload, found }) => ({ ...said, found: found[language], where: whereOf(subject.assessment, workload) }));
}

const FINDERS: Readonly<Record<GateWord, (subject: Subject) => readonly Found[]>> = {
  'no-option': ({ assessment }) =>
    assessment.workloads.flatMap((workload) => {
      const parts = workload.parts.filter(({ side }) => side === 'none').map(({ name }) => name);
      return parts.length === 0 ? [] : [{ workload, found: GATE_TEXT.noOption(workload.name, workload.parts.length > 1 ? parts : []) }];
    }),
  close: ({ assessment }) =>
    assessment.workloads.flatMap((workload) => {
      const parts = workload.parts.filter(({ firmness }) => firmness === 'close').map(({ name }) => name);
      return parts.length === 0 ? [] : [{ workload, found: GATE_TEXT.close(workload.name, workload.parts.length > 1 ? parts : []) }];
    }),
  'open-gate': ({ assessment }) => assessment.workloads.flatMap((workload) => openRules(workload).map((rule) => ({ workload, found: GATE_TEXT.openGate(workload.name, rule) }))),
  changed: ({ assessment, baseline }) => {
    if (baseline === undefined) return [{ found: GATE_TEXT.noBaseline(assessment.organisation.name) }];
    return difference(baseline, assessment)
      .workloads.filter(({ decision }) => decision)
      .map(({ name, before, after }) => ({ ...(after === undefined ? {} : { workload: after }), found: GATE_TEXT.changed(name, before?.recommendation, after?.recommendation) }));
  },
  stale: ({ assessment }) => {
    const old = assessment.data.filter(({ as_of: day }) => daysBetween(day, assessment.as_of) > STALE_AFTER_DAYS);
    return old.length === 0 ? [] : [{ found: GATE_TEXT.stale(old.map(({ id, as_of: day }) => `${id} ${day}`), assessment.as_of) }];
  },
};

/** Rules that bear on the recommended side, not settled, and that could take more than a formality to settle. */
function openRules(workload: AssessedWorkload): readonly string[] {
  return [...new Set(workload.parts.flatMap(({ side, gates }) =>
    gates.filter(({ verdict, target, at_worst: worst }) => verdict === 'open' && worst !== 'nothing' && (side === 'none' || target.side === side)).map(({ rule }) => rule),
  ))];
}

const DAY = 86_400_000;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;

function ofAssertion(assertion: Assertion, { assessment }: Subject, language: Language): readonly Failure[] {
  const outcome = assertion.evaluate(assessment);
  if (outcome.kind === 'false') return [];
  const said = { organisation: assessment.organisation.name, condition: assertion.text, expected: GATE_TEXT.expectedFalse[language], read: 'docs/ci.md#assertions' };
  if (outcome.kind === 'unknown') return [{ ...said, found: GATE_TEXT.cannotTell(outcome.reason)[language], where: whereOf(assessment) }];
  const valuesIn = (workload?: AssessedWorkload): readonly ReadValue[] => assertion.values(assessment, workload).filter(({ path }) => workload === undefined || !SAID.has(path));
  if (!assertion.ofWorkloads) return [{ ...said, found: withValues(GATE_TEXT.isTrue, valuesIn())[language], where: whereOf(assessment) }];
  const alone = assessment.workloads.filter((workload) => evaluatesTo(assertion.evaluate({ ...assessment, workloads: [workload] })));
  const meant = alone.length > 0 && alone.length < assessment.workloads.length ? alone : assessment.workloads.length === 1 ? assessment.workloads : alone;
  if (meant.length === 0) return [{ ...said, found: withValues(GATE_TEXT.isTrue, valuesIn())[language], where: whereOf(assessment) }];
  return meant.map((workload) => ({ ...said, found: withValues(GATE_TEXT.verdict(workload.name, workload.recommendation, workload.firmness), valuesIn(workload))[language], where: whereOf(assessment, workload) }));
}

/** What the words on a workload say already. */
const SAID: ReadonlySet<string> = new Set(['id', 'name', 'recommendation', 'firmness']);

function withValues(verdict: Text, values: readonly ReadValue[]): Text {
  if (values.length === 0) return verdict;
  return verdict === GATE_TEXT.isTrue ? GATE_TEXT.values(values) : GATE_TEXT.withValues(verdict, GATE_TEXT.values(values));
}

const evaluatesTo = (outcome: Outcome): boolean => outcome.kind === 'true';

function whereOf({ input, workloads }: Assessment, workload?: AssessedWorkload): string {
  const index = workloads.findIndex(({ id }) => id === workload?.id);
  const path = workload?.implied === true ? 'organisation' : `workloads[${index}]`;
  const place = workload === undefined ? undefined : input.places?.find((one) => one.path === path);
  return place === undefined ? input.source : `${input.source}:${place.line}:${place.column}`;
}
