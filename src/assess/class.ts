/** One class of traffic with everything that is computed for it: options, what the gates say of each, and the contest. */
import { decide, type Contest } from '../decision/contest.js';
import type { ModelFor } from '../decision/flips.js';
import type { Allowed } from '../decision/completions.js';
import { classModel, judgements, restating, type Accepted, type ClassModel, type JudgedOption } from '../decision/model.js';
import type { Restating } from '../decision/restating.js';
import type { OptionModel } from '../decision/values.js';
import { weightingOf } from '../decision/weights.js';
import { lazy, remembered } from '../lazy.js';
import type { Option } from '../options/option.js';
import { LEVELS, QUESTIONS, SIDES, type Level, type Question, type Side } from '../profile/vocabulary.js';
import type { TrafficClass } from '../profile/workload.js';
import type { Situation } from '../rules/rulebook.js';
import type { AssessContext } from './context.js';
import { valueOfCost, type ClassCosts } from './costs.js';
import { evenOf, type Even } from './even.js';

/** Exceptions of the profile by rule, those in force apart from those past their date. */
export interface Acceptances {
  readonly inForce: Accepted;
  readonly past: Accepted;
}

export const NO_EXCEPTIONS: Acceptances = { inForce: new Map(), past: new Map() };

/** A class with everything that was computed for it. */
export interface DecidedClass {
  readonly trafficClass: TrafficClass;
  readonly situation: Situation;
  readonly options: readonly Option[];
  readonly model: ClassModel;
  /** The contest for other answers: its options follow the performance that is needed. */
  readonly modelFor: ModelFor;
  /** The contest with facts stated otherwise that only rules read. */
  readonly modelIn: (situation: Situation) => ModelFor;
  readonly restating: (path: string) => Restating;
  readonly allowed: Allowed;
  readonly contest: Contest;
  readonly judged: readonly JudgedOption[];
  /** Missing without a volume. */
  readonly costs: ClassCosts | undefined;
  /** Its break-even, looked for when it is first asked for. */
  readonly even: () => Even;
  /** The criterion `cost` takes its values from them, and not from the article's table. */
  readonly moneyCounts: boolean;
}

export function decideClass(
  trafficClass: TrafficClass,
  situation: Situation,
  optionsOf: (trafficClass: TrafficClass) => readonly Option[],
  acceptances: Acceptances,
  context: AssessContext,
  costs?: ClassCosts,
): DecidedClass {
  const counted = costs === undefined ? undefined : decideWith(trafficClass, situation, optionsOf, acceptances, costs, true, context);
  // Where the cost of what stands for a side is not known, there is nothing to compare, and the article's table speaks.
  if (counted !== undefined && SIDES.every((side) => isPriced(counted.contest.representative[side], costs))) return counted;
  return decideWith(trafficClass, situation, optionsOf, acceptances, costs, false, context);
}

function isPriced(standing: OptionModel | null, costs: ClassCosts | undefined): boolean {
  return standing === null || costs?.costOf(standing.option).status === 'known';
}

function decideWith(
  trafficClass: TrafficClass,
  situation: Situation,
  optionsOf: (trafficClass: TrafficClass) => readonly Option[],
  acceptances: Acceptances,
  costs: ClassCosts | undefined,
  moneyCounts: boolean,
  context: AssessContext,
): DecidedClass {
  const { rulebook, seed } = context;
  const { weights, ranking } = weightingOf(rulebook.criteria, context.weights ?? trafficClass.weights);
  const costValueOf = moneyCounts ? (option: Option): number | undefined => valueOfCost(costs, option) : undefined;
  const modelOf = (options: readonly Option[], at: Situation = situation): ClassModel =>
    classModel({ situation: at, options, weights, ranking, accepted: acceptances.inForce, costValueOf }, rulebook);
  const options = optionsOf(trafficClass);
  // First, since how the options stand is read off what they were judged.
  const judged = judgements({ situation, options, accepted: acceptances.inForce }, rulebook);
  const model = modelOf(options);
  const allowed = QUESTIONS.map((question) => levelIndices(question, trafficClass.answers[question].levels));
  const contest = decide(model, allowed, seed);
  return {
    trafficClass,
    situation,
    options,
    model,
    modelFor: modelsByNeed(() => model, allowed, (need) => modelOf(optionsOf(withNeed(trafficClass, need)))),
    modelIn: (stated) => modelsByNeed(() => modelOf(options, stated), allowed, (need) => modelOf(optionsOf(withNeed(trafficClass, need)), stated)),
    restating: (path) => restating(path, { situation, options, accepted: acceptances.inForce }, rulebook),
    allowed,
    contest,
    judged,
    costs,
    even: lazy(() => evenOf(contest, costs)),
    moneyCounts,
  };
}

const NEED = QUESTIONS.indexOf('performance_need');

/** Each made when it is first tried; `present` serves for the answer as it stands. */
function modelsByNeed(present: () => ClassModel, allowed: Allowed, make: (need: readonly number[]) => ClassModel): ModelFor {
  const asItStands = lazy(present);
  const known = allowed[NEED];
  let others: Map<string, ClassModel> | undefined;
  return (tried) => {
    const need = tried[NEED] as readonly number[];
    if (need === known || String(need) === String(known)) return asItStands();
    return remembered((others ??= new Map<string, ClassModel>()), String(need), () => make(need));
  };
}

function withNeed(trafficClass: TrafficClass, need: readonly number[]): TrafficClass {
  const levels = need.map((index) => LEVELS.performance_need[index]) as unknown as readonly [Level, ...Level[]];
  return { ...trafficClass, answers: { ...trafficClass.answers, performance_need: { levels, evidence: 'derived' } } };
}

/** Of a known answer, by its index. */
const ALONE = Array.from({ length: Math.max(...QUESTIONS.map((question) => LEVELS[question].length)) }, (_, index): readonly number[] => [index]);

function levelIndices(question: Question, levels: readonly [Level, ...Level[]]): readonly number[] {
  const all: readonly Level[] = LEVELS[question];
  return levels.length === 1 ? (ALONE[all.indexOf(levels[0])] as readonly number[]) : levels.map((level) => all.indexOf(level));
}

/** The option that stands for a side, or for the one that leads. */
export function representative({ contest }: DecidedClass, side: Side | null = contest.side): OptionModel | null {
  return side === null ? null : contest.representative[side];
}

export function openQuestions({ allowed }: DecidedClass): Question[] {
  return QUESTIONS.filter((_, q) => (allowed[q] as readonly number[]).length > 1);
}
