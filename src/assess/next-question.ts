/** What to find out next: the open answer worth most over all classes of a workload, and what each answer to it would lead to. */
import type { AssessedWorkload } from '../assessment/assessment.js';
import { leadingSide } from '../decision/flips.js';
import type { OpenFact } from '../decision/model.js';
import { moreWorthwhile, questionsByWorth, type QuestionWorth } from '../decision/next-question.js';
import { recommend } from '../decision/split.js';
import { LEVELS, QUESTIONS, type Question } from '../profile/vocabulary.js';
import type { Judgement } from '../rules/rulebook.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import type { DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import { leading, openFacts, sidesByAnswer } from './facts.js';
import { labelOf } from './labels.js';

type NextQuestion = NonNullable<AssessedWorkload['next_question']>;

/** Questions with levels first, by worth; where none can change anything, a fact that an open gate on the leading option hangs on, one that may bar it first. */
export function nextQuestion(classes: readonly DecidedClass[], context: AssessContext): NextQuestion | null {
  const [best, ...others] = worths(classes, context);
  if (best !== undefined) {
    return {
      id: best.question,
      text: context.rulebook.questions.get(best.question)?.ask[context.language] ?? best.question,
      worth: best.gain > 0 ? best.gain : best.information,
      gate: best.gate,
      outcomes: outcomesOf(best.question, classes, context),
      others: others.map(({ question }) => question),
    };
  }
  const fact = mostWantedIn(classes);
  if (fact === undefined) return null;
  const { path, atWorst } = fact;
  const outcomes = sidesByAnswer(path, classes, context).map(({ answer, sides }) => ({ ...answer, recommendation: recommend(sides) }));
  return { id: path, text: ASSESS_TEXTS[context.language].questionOn(path), worth: 0, gate: true, ...(atWorst === 'blocks' ? {} : { seldom: true }), outcomes, others: [] };
}

/** Which one that is, without what its answers would lead to. */
export function questionId(classes: readonly DecidedClass[], context: AssessContext): string | null {
  const [best] = worths(classes, context);
  return best?.question ?? mostWantedIn(classes)?.path ?? null;
}

function worths(classes: readonly DecidedClass[], { seed }: AssessContext): readonly QuestionWorth[] {
  const summed = new Map<Question, QuestionWorth>();
  for (const { model, allowed, trafficClass } of classes) {
    for (const worth of questionsByWorth(model, allowed, seed)) {
      const known = summed.get(worth.question);
      summed.set(worth.question, {
        question: worth.question,
        gate: worth.gate || (known?.gate ?? false),
        gain: trafficClass.share * worth.gain + (known?.gain ?? 0),
        information: trafficClass.share * worth.information + (known?.information ?? 0),
      });
    }
  }
  return [...summed.values()].sort(moreWorthwhile);
}

/** What the recommendation would be for each answer, the classes in which it is known staying as they are. */
function outcomesOf(question: Question, classes: readonly DecidedClass[], context: AssessContext): NextQuestion['outcomes'] {
  const q = QUESTIONS.indexOf(question);
  return LEVELS[question].map((level, index) => {
    const sides = classes.map(({ modelFor, allowed, contest }) =>
      (allowed[q] as readonly number[]).length === 1 ? contest.side : leadingSide(modelFor, allowed.with(q, [index]), context.seed),
    );
    return { level, label: labelOf(question, level, context), recommendation: recommend(sides) };
  });
}

function mostWantedIn(classes: readonly DecidedClass[]): OpenFact | undefined {
  const [only, ...others] = classes;
  const judged = only === undefined || others.length > 0 || only.trafficClass.rest === true ? undefined : leading(only);
  if (only === undefined || judged === undefined) return mostWanted(classes.flatMap(openFacts));
  // What was judged of an option serves for all classes that look alike.
  if (judged.wanted === undefined) judged.wanted = mostWanted(openFacts(only)) ?? null;
  return judged.wanted ?? undefined;
}

const WORST_FIRST: readonly Judgement['atWorst'][] = ['blocks', 'conditions', 'nothing'];

/** Of those on which the worst hangs the one on which most rules do. */
function mostWanted(open: readonly OpenFact[]): OpenFact | undefined {
  if (open.length < 2) return open[0];
  const worst = WORST_FIRST.find((one) => open.some(({ atWorst }) => atWorst === one));
  const rules = new Map<string, number>();
  for (const { path, atWorst } of open) if (atWorst === worst) rules.set(path, (rules.get(path) ?? 0) + 1);
  const most = Math.max(...rules.values());
  return open.find(({ path, atWorst }) => atWorst === worst && rules.get(path) === most);
}
