/** Advice for the prompts: what the answers so far come to, read off an assessment of them. */
import type { AssessedWorkload, Assessment } from '../assessment/assessment.js';
import { QUESTIONS, type Question } from '../profile/vocabulary.js';
import { answered, replyTo, type Advice, type WholeQuestion, type WizardState } from '../profile/wizard.js';

/** The assessment of the answers so far; none where they make no sense yet. */
export type AssessAnswers = (state: WizardState) => Assessment | undefined;

export function adviceOn(state: WizardState, assess: AssessAnswers): Advice | undefined {
  const assessment = assess(state);
  const [work] = assessment?.workloads ?? [];
  if (assessment === undefined || work === undefined) return undefined;
  const fact = openFact(work);
  return {
    recommendation: assessment.organisation.recommendation,
    firmness: work.firmness,
    questions: questionsLeft(state, work, assess),
    ...(fact === undefined ? {} : { fact }),
  };
}

function questionsLeft(state: WizardState, work: AssessedWorkload, assess: AssessAnswers): readonly WholeQuestion[] {
  const questions = questionsThatMatter(work);
  const isOpen = (question: WholeQuestion): boolean => replyTo(state, question) === undefined;
  if (questions.some(isOpen)) return questions;
  // A profile without rules of the house says that there are none, so they come last; but nothing is settled before they are asked for.
  const withRules = replyTo(state, 'house_rules')?.kind === 'value' || isSettledUnderAnyHouseRule(state, assess) ? questions : [...questions, 'house_rules' as const];
  if (withRules.some(isOpen) || isFixed(work) || isExact(work)) return withRules;
  // No answer changed anything in a sample of what they may be: that proves nothing, so all are asked until they can be enumerated.
  return [...withRules, ...QUESTIONS.filter(isOpen)];
}

/** Questions with levels whose answer can change what is recommended, the most worthwhile first. */
function questionsThatMatter(work: AssessedWorkload): readonly Question[] {
  const { next_question: next } = work;
  if (next === null || isFixed(work)) return [];
  return [...QUESTIONS.filter((question) => question === next.id), ...next.others];
}

function isSettledUnderAnyHouseRule(state: WizardState, assess: AssessAnswers): boolean {
  const [work] = assess(answered(state, 'house_rules', { kind: 'unknown' }))?.workloads ?? [];
  return work !== undefined && isFixed(work);
}

/** Whatever the open answers are, and whatever weighs most. */
function isFixed({ firmness }: AssessedWorkload): boolean {
  return firmness === 'gate' || firmness === 'decided' || firmness === 'only_option';
}

function isExact({ parts }: AssessedWorkload): boolean {
  return parts.every(({ acceptability }) => acceptability.method === 'exact');
}

/** A question that is no question with levels, nor one that the prompts ask. */
function openFact(work: AssessedWorkload): string | undefined {
  const { next_question: next } = work;
  if (next === null || isFixed(work)) return undefined;
  const asked = [...QUESTIONS, 'house_rules'];
  return asked.some((name) => next.id === name || next.id.endsWith(`.${name}`)) ? undefined : next.text;
}
