/**
 * One class of traffic as a two-sided contest in numbers: for every option its admissibility and its value on each
 * criterion, as lazily filled tables over the levels of just those questions that they hang on. Trying a level, or all
 * completions of the open answers, then costs table look-ups, not rule evaluations.
 */
import { ADMISSIBLE, type Admissible } from '../assessment/terms.js';
import type { Option } from '../options/option.js';
import { LEVELS, QUESTIONS, SIDES, type Level, type Question } from '../profile/vocabulary.js';
import type { Acceptance } from '../profile/schema.js';
import type { CompiledGate, GateVerdict, Judgement, Rulebook, Situation } from '../rules/rulebook.js';

/** Index of the level of each question, in the order of QUESTIONS. */
export type Assignment = Uint8Array;

/** Levels that each question may still have, as indices, in the order of QUESTIONS. */
export type Allowed = readonly (readonly number[])[];

/** A function of the levels of a few questions, remembered. */
export class Factor {
  readonly questions: readonly number[];
  readonly #strides: readonly number[];
  readonly #table: Float64Array;
  readonly #compute: (levels: ReadonlyMap<Question, Level>) => number;

  constructor(questions: readonly Question[], compute: (levels: ReadonlyMap<Question, Level>) => number) {
    this.questions = questions.map((question) => QUESTIONS.indexOf(question));
    let size = 1;
    this.#strides = questions.map((question) => {
      const stride = size;
      size *= LEVELS[question].length;
      return stride;
    });
    this.#table = new Float64Array(size).fill(Number.NaN);
    this.#compute = compute;
  }

  at(assignment: Assignment): number {
    let index = 0;
    for (let i = 0; i < this.questions.length; i += 1) {
      index += (assignment[this.questions[i] as number] as number) * (this.#strides[i] as number);
    }
    const known = this.#table[index] as number;
    if (!Number.isNaN(known)) return known;
    const value = this.#compute(this.#levels(assignment));
    this.#table[index] = value;
    return value;
  }

  #levels(assignment: Assignment): Map<Question, Level> {
    return new Map(
      this.questions.map((q) => {
        const question = QUESTIONS[q] as Question;
        return [question, LEVELS[question][assignment[q] as number] as Level];
      }),
    );
  }
}

export interface OptionModel {
  readonly option: Option;
  /** Index into ADMISSIBLE. */
  readonly standing: Factor;
  /** Value in [0,1] on each criterion, in the order of the rulebook. */
  readonly values: readonly Factor[];
}

export interface ClassModel {
  readonly weights: readonly number[];
  /** A stated ranking of all criteria: their indices, most important first. */
  readonly ranking?: readonly number[] | undefined;
  readonly local: readonly OptionModel[];
  readonly api: readonly OptionModel[];
}

/** The exceptions of a profile that are in force, by rule. */
export type Accepted = ReadonlyMap<string, Acceptance>;

/** An exception waives neither a law that excludes, nor one whose conditions cannot be met, nor what a provider no longer serves; everything else it does. */
export function waived({ gate, rule }: CompiledGate, { verdict, atWorst }: Judgement, accepted: Accepted): boolean {
  if (!accepted.has(rule) || (gate.basis === 'provider_terms' && gate.effect === 'exclude')) return false;
  return gate.basis !== 'law' || (gate.effect !== 'exclude' && verdict !== 'blocks' && atWorst !== 'blocks');
}

const STANDING_OF: Readonly<Record<Exclude<GateVerdict, 'open'>, Admissible>> = {
  blocks: 'no',
  conditions: 'after',
  satisfied: 'yes',
  not_applicable: 'yes',
};
/** What may at worst add a condition stands like one that does. */
const STANDING_WHEN_OPEN: Readonly<Record<NonNullable<Judgement['atWorst']>, Admissible>> = { blocks: 'open', conditions: 'after', nothing: 'yes' };

function standingOf({ verdict, atWorst = 'blocks' }: Judgement): Admissible {
  return verdict === 'open' ? STANDING_WHEN_OPEN[atWorst] : STANDING_OF[verdict];
}

/** The worst of what the gates say. */
export function admissibility(judgements: Iterable<Judgement>): Admissible {
  let rank = ADMISSIBLE.length - 1;
  for (const judgement of judgements) rank = Math.min(rank, ADMISSIBLE.indexOf(standingOf(judgement)));
  return ADMISSIBLE[rank] as Admissible;
}

export interface ClassInput {
  readonly situation: Situation;
  readonly options: readonly Option[];
  readonly weights: readonly number[];
  readonly ranking?: readonly number[] | undefined;
  readonly accepted: Accepted;
  /** Value of what an option costs, where that is known. */
  readonly costValueOf?: ((option: Option) => number | undefined) | undefined;
}

export function classModel(input: ClassInput, rulebook: Rulebook): ClassModel {
  const money = moneyValues(input);
  const models = input.options.map((option) => optionModel(option, input, rulebook, money?.get(option)));
  return {
    weights: input.weights,
    ranking: input.ranking,
    local: models.filter(({ option }) => option.side === 'local'),
    api: models.filter(({ option }) => option.side === 'api'),
  };
}

/**
 * What the options cost, as values, once a cost is known on every side for one of those that would stand for it; else the article's table
 * speaks for all. What has no known cost counts as the dearest of its side, so that silence is never an advantage.
 */
function moneyValues({ options, costValueOf }: ClassInput): ReadonlyMap<Option, number> | undefined {
  if (costValueOf === undefined) return undefined;
  const values = new Map<Option, number>();
  for (const side of SIDES) {
    const here = options.filter((option) => option.side === side);
    const own = here.filter(({ origin }) => origin === 'user');
    const known = (own.length > 0 ? own : here).flatMap((option) => costValueOf(option) ?? []);
    if (here.length > 0 && known.length === 0) return undefined;
    for (const option of here) values.set(option, costValueOf(option) ?? Math.min(...known));
  }
  return values;
}

function optionModel(option: Option, input: ClassInput, rulebook: Rulebook, money: number | undefined): OptionModel {
  const gates = rulebook.gates.filter((gate) => gate.concerns(option));
  const questions = QUESTIONS.filter((question) => gates.some((gate) => gate.questions.includes(question)));
  return {
    option,
    standing: new Factor(questions, (levels) => {
      const situation = answered(input.situation, levels);
      const counted = gates.flatMap((gate) => {
        const judgement = gate.judge(situation, option);
        return waived(gate, judgement, input.accepted) ? [] : [judgement];
      });
      return ADMISSIBLE.indexOf(admissibility(counted));
    }),
    values: rulebook.criteria.map((criterion) =>
      criterion.id === 'cost' && money !== undefined
        ? new Factor([], () => money)
        : new Factor(criterion.questions, (levels) => criterion.value(answered(input.situation, levels), option).value),
    ),
  };
}

function answered(situation: Situation, levels: ReadonlyMap<Question, Level>): Situation {
  return levels.size === 0 ? situation : { ...situation, w: { ...situation.w, ...Object.fromEntries(levels) } };
}

/** What each gate says of an option with the answers that are known now. */
export function judgements(option: Option, situation: Situation, rulebook: Rulebook): { gate: CompiledGate; judgement: Judgement }[] {
  return rulebook.gates
    .filter((gate) => gate.concerns(option))
    .map((gate) => ({ gate, judgement: gate.judge(situation, option) }));
}
