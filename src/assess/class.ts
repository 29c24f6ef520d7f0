/** One class of traffic with everything that is computed for it: options, what the gates say of each, and the contest. */
import { decide, type Contest } from '../decision/contest.js';
import { classModel, judgements, type Accepted, type Allowed, type ClassModel, type OptionModel } from '../decision/model.js';
import { referenceWeights } from '../decision/weights.js';
import type { Option } from '../options/option.js';
import { LEVELS, QUESTIONS, type Level, type Question } from '../profile/vocabulary.js';
import type { TrafficClass } from '../profile/workload.js';
import type { CompiledGate, Judgement, Situation } from '../rules/rulebook.js';
import type { AssessContext } from './context.js';

/** Exceptions of the profile by rule, those in force apart from those past their date. */
export interface Acceptances {
  readonly inForce: Accepted;
  readonly past: Accepted;
}

/** A class with everything that was computed for it. */
export interface DecidedClass {
  readonly trafficClass: TrafficClass;
  readonly situation: Situation;
  readonly options: readonly Option[];
  readonly model: ClassModel;
  readonly allowed: Allowed;
  readonly contest: Contest;
  readonly judged: readonly JudgedOption[];
}

export interface JudgedOption {
  readonly option: Option;
  readonly verdicts: readonly { readonly gate: CompiledGate; readonly judgement: Judgement }[];
}

export function decideClass(
  trafficClass: TrafficClass,
  situation: Situation,
  options: readonly Option[],
  acceptances: Acceptances,
  context: AssessContext,
): DecidedClass {
  const { rulebook, seed } = context;
  const weights = referenceWeights(rulebook.criteria.map(({ id }) => id), context.weights ?? trafficClass.weights);
  const model = classModel({ situation, options, weights, accepted: acceptances.inForce }, rulebook);
  const allowed = QUESTIONS.map((question) => levelIndices(question, trafficClass.answers[question].levels));
  return {
    trafficClass,
    situation,
    options,
    model,
    allowed,
    contest: decide(model, allowed, seed),
    judged: options.map((option) => ({ option, verdicts: judgements(option, situation, rulebook) })),
  };
}

function levelIndices(question: Question, levels: readonly Level[]): number[] {
  return levels.map((level) => (LEVELS[question] as readonly Level[]).indexOf(level));
}

/** The option that stands for the side that leads. */
export function representative({ contest }: DecidedClass): OptionModel | null {
  return contest.side === null ? null : contest.representative[contest.side];
}

export function openQuestions({ allowed }: DecidedClass): Question[] {
  return QUESTIONS.filter((_, q) => (allowed[q] as readonly number[]).length > 1);
}
