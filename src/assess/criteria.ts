/** What each criterion says of a class: values of both sides, the answers behind them, and the reasons. */
import type { AssessedCriterion } from '../assessment/assessment.js';
import { LEVELS, SIDES, type Question } from '../profile/vocabulary.js';
import type { TrafficClass } from '../profile/workload.js';
import type { CompiledCriterion } from '../rules/rulebook.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import type { DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import { labelOf, titleOf } from './labels.js';
import { costReason } from './money.js';

export function assessedCriterion(criterion: CompiledCriterion, i: number, decided: DecidedClass, context: AssessContext): AssessedCriterion {
  const { contest, trafficClass, model } = decided;
  const money = criterion.id === 'cost' ? costReason(decided, context) : undefined;
  // Once figures count, no answer feeds the criterion.
  const answers = criterion.id === 'cost' && decided.moneyCounts ? [] : criterion.questions.map((question) => assessedAnswer(question, trafficClass, context));
  return {
    id: criterion.id,
    title: criterion.criterion.title[context.language],
    weight: model.weights[i] ?? 0,
    local: contest.values.local?.[i] ?? null,
    api: contest.values.api?.[i] ?? null,
    answers,
    ...(money === undefined ? reasons(criterion, answers, decided, context) : { clauses: [...criterion.criterion.clauses], because: money }),
  };
}

function assessedAnswer(question: Question, { answers }: TrafficClass, context: AssessContext): AssessedCriterion['answers'][number] {
  const { levels, evidence } = answers[question];
  const texts = ASSESS_TEXTS[context.language];
  const title = titleOf(question, context);
  if (levels.length === 1) return { question, title, level: levels[0], label: labelOf(question, levels[0], context), evidence };
  const all = levels.length === LEVELS[question].length;
  return { question, title, level: null, label: all ? texts.unknown : texts.oneOf(levels.map((level) => labelOf(question, level, context))), evidence };
}

/** Clauses and reasons of the row that holds, with what was added; where an answer is open, what it hangs on. */
function reasons(
  criterion: CompiledCriterion,
  answers: AssessedCriterion['answers'],
  { contest, situation }: DecidedClass,
  context: AssessContext,
): Pick<AssessedCriterion, 'clauses' | 'because'> {
  const { language } = context;
  const open = answers.filter(({ level }) => level === null);
  if (open.length > 0) {
    const titles = open.map(({ title }) => title);
    return { clauses: [...criterion.criterion.clauses], because: ASSESS_TEXTS[language].dependsOn(titles) };
  }
  const clauses = new Set<string>();
  const because = new Set<string>();
  for (const side of SIDES) {
    const option = contest.representative[side]?.option;
    if (option === undefined) continue;
    const { row, adjustments } = criterion.value(situation, option);
    const spoken = row ?? criterion.criterion.evaluation;
    for (const one of [...(spoken === undefined ? [] : [spoken]), ...adjustments]) {
      one.clauses.forEach((clause) => clauses.add(clause));
      because.add(one.because[language]);
    }
  }
  return {
    clauses: [...(clauses.size === 0 ? criterion.criterion.clauses : clauses)],
    because: because.size === 0 ? ASSESS_TEXTS[language].onlySide : [...because].join(' '),
  };
}
