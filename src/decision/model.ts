/**
 * One class of traffic as a two-sided contest in numbers: for every option its admissibility and its value on each
 * criterion, as lazily filled tables over the levels of just those questions that they hang on. Trying a level, or all
 * completions of the open answers, then costs table look-ups, not rule evaluations.
 */
import { ADMISSIBLE, type Admissible } from '../assessment/terms.js';
import { Factor } from './factor.js';
import { remembered } from '../lazy.js';
import type { Completions } from './completions.js';
import type { Option } from '../options/option.js';
import { Restating } from './restating.js';
import { QUESTIONS, SIDES, type Level, type Place, type Question } from '../profile/vocabulary.js';
import type { Acceptance } from '../profile/schema.js';
import type { CompiledCriterion, CompiledGate, GateVerdict, GateView, Judgement, OptionKind, Rulebook, Situation } from '../rules/rulebook.js';

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
  /** What it was found to come to, by the answers that were tried. It stands here, and not in a WeakMap, whose values outlive their keys until a full collection. */
  outcomes?: Map<string, Outcomes>;
}

/** One side over the completions. */
export interface SideOutcomes {
  /** Index of the option that stands for it, in the order of the model; -1 where none is admissible. */
  readonly best: Int16Array;
  /** How that option stands, as an index into ADMISSIBLE; 0 where there is none. */
  readonly standing: Uint8Array;
}

export interface Outcomes {
  readonly completions: Completions;
  readonly local: SideOutcomes;
  readonly api: SideOutcomes;
  /** Weighted lead of local in each completion; NaN unless both sides are admissible. */
  readonly lead: Float64Array;
}

/** The exceptions of a profile that are in force, by rule. */
export type Accepted = ReadonlyMap<string, Acceptance>;

/** An exception waives neither a law that excludes, nor one whose conditions cannot be met, nor what a provider no longer serves; everything else it does. */
export function waived({ gate, rule }: CompiledGate, { verdict, atWorst }: Pick<Judgement, 'verdict' | 'atWorst'>, accepted: Accepted): boolean {
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

function rankOf({ verdict, atWorst = 'blocks' }: Pick<Judgement, 'verdict' | 'atWorst'>): number {
  return ADMISSIBLE.indexOf(verdict === 'open' ? STANDING_WHEN_OPEN[atWorst] : STANDING_OF[verdict]);
}

/** The worst of what the gates say. */
export function admissibility(judgements: Iterable<Judgement>): Admissible {
  let worst = BEST;
  for (const judgement of judgements) worst = Math.min(worst, rankOf(judgement));
  return ADMISSIBLE[worst] as Admissible;
}

const BEST = ADMISSIBLE.length - 1;

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
  const standings = standingsIn(rulebook.viewOf(input.situation), input.accepted);
  const values = new Values(input.situation, rulebook);
  const models = input.options.map((option): OptionModel => ({
    option,
    standing: standings.factor(option, rulebook.kindOf(option)),
    values: rulebook.criteria.map((criterion) => (criterion.id === 'cost' && money !== undefined ? constantFactor(money.get(option) as number) : values.factor(criterion, option))),
  }));
  return {
    weights: input.weights,
    ranking: input.ranking,
    local: models.filter(({ option }) => option.side === 'local'),
    api: models.filter(({ option }) => option.side === 'api'),
  };
}

const constantFactor = (value: number): Factor => new Factor([], () => value);

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

/** Values that hang on answers alone are the same for every class and every profile. */
const sharedValues = new WeakMap<CompiledCriterion, WeakMap<OptionKind, Factor>>();

/** The gates on the options of one place: those whose say hangs on no answer, and the others with the answers that they hang on. */
interface GatesAt {
  readonly fixed: readonly CompiledGate[];
  readonly asking: readonly CompiledGate[];
  readonly questions: readonly Question[];
}

/** What gates say of the options in one view, remembered for all that looks the same to them. */
class Standings {
  readonly #gates = new Map<Place, GatesAt>();
  readonly #factors = new WeakMap<OptionKind, Factor>();
  readonly #judged = new WeakMap<OptionKind, readonly GateSaid[]>();
  readonly #judgedAll = new WeakMap<readonly Option[], readonly JudgedOption[]>();
  readonly #answered = new Map<string, Situation>();
  readonly #restating = new WeakMap<readonly Option[], Map<string, Restating>>();

  constructor(private readonly view: GateView, private readonly accepted: Accepted) {}

  factor(option: Option, kind: OptionKind): Factor {
    return remembered(this.#factors, kind, () => {
      const { fixed, asking, questions } = remembered(this.#gates, option.place, () => this.#gatesAt(option));
      const worst = this.#worstOf(fixed, this.view.situation, option);
      return new Factor(worst === 0 ? [] : questions, (levels) => Math.min(worst, this.#worstOf(asking, this.#with(levels), option)));
    });
  }

  /** With the answers that are known now. */
  judged(option: Option, kind: OptionKind): readonly GateSaid[] {
    return remembered(this.#judged, kind, () => {
      const said: GateSaid[] = [];
      for (const gate of this.view.gates) {
        if (!gate.concerns(option)) continue;
        const judgement = gate.judge(this.view.situation, option);
        if (judgement.verdict !== 'not_applicable') said.push(this.#said(gate, judgement));
      }
      return said;
    });
  }

  #said(gate: CompiledGate, judgement: Judgement): GateSaid {
    if (this.accepted.size > 0) return { gate, judgement, waived: waived(gate, judgement, this.accepted) };
    const byJudgement = remembered(unwaived, gate, () => new Map<Judgement, GateSaid>());
    return remembered(byJudgement, judgement, () => ({ gate, judgement, waived: false }));
  }

  /** Of all options of a class, in their order. */
  judgedAll(options: readonly Option[], rulebook: Rulebook): readonly JudgedOption[] {
    return remembered(this.#judgedAll, options, () => options.map((option) => ({ option, verdicts: this.judged(option, rulebook.kindOf(option)) })));
  }

  restating(path: string, options: readonly Option[], rulebook: Rulebook): Restating {
    const byPath = remembered(this.#restating, options, () => new Map<string, Restating>());
    return remembered(byPath, path, () => {
      const kinds = new Map(options.map((option) => [rulebook.kindOf(option), option]));
      return new Restating(path, this.view, rulebook.gates, [...kinds.values()], (gate, situation, option) => (gate.concerns(option) ? this.#worstOf([gate], situation, option) : BEST));
    });
  }

  #gatesAt(option: Option): GatesAt {
    const gates = this.view.gates.filter((gate) => gate.concerns(option));
    const asking = gates.filter(({ questions }) => questions.length > 0);
    return {
      fixed: gates.filter(({ questions }) => questions.length === 0),
      asking,
      questions: QUESTIONS.filter((question) => asking.some((gate) => gate.questions.includes(question))),
    };
  }

  #with(levels: ReadonlyMap<Question, Level>): Situation {
    return remembered(this.#answered, [...levels].join(), () => answered(this.view.situation, levels));
  }

  /** Index into ADMISSIBLE of the worst that gates say, less those that are waived. */
  #worstOf(gates: readonly CompiledGate[], situation: Situation, option: Option): number {
    let worst = BEST;
    for (const gate of gates) {
      const verdict = gate.verdict(situation, option);
      if (!waived(gate, verdict, this.accepted)) worst = Math.min(worst, rankOf(verdict));
      if (worst === 0) break;
    }
    return worst;
  }
}

const unwaived = new WeakMap<CompiledGate, Map<Judgement, GateSaid>>();
const shared = new WeakMap<GateView, Standings>();

/** Exceptions belong to one profile; without any, what is remembered serves all. */
function standingsIn(view: GateView, accepted: Accepted): Standings {
  return accepted.size === 0 ? remembered(shared, view, () => new Standings(view, accepted)) : new Standings(view, accepted);
}

/** What a gate says of an option. */
export interface GateSaid {
  readonly gate: CompiledGate;
  readonly judgement: Judgement;
  /** An exception in force takes the verdict away. */
  readonly waived: boolean;
}

export interface JudgedOption {
  readonly option: Option;
  /** Of the gates that apply. */
  readonly verdicts: readonly GateSaid[];
}

/** What gates say of each option with the answers that are known now: the same array for the same options, where nothing tells two situations apart. */
export function judgements({ situation, options, accepted }: Pick<ClassInput, 'situation' | 'options' | 'accepted'>, rulebook: Rulebook): readonly JudgedOption[] {
  return standingsIn(rulebook.viewOf(situation), accepted).judgedAll(options, rulebook);
}

/** How the options stand once a fact is stated otherwise. */
export function restating(path: string, { situation, options, accepted }: Pick<ClassInput, 'situation' | 'options' | 'accepted'>, rulebook: Rulebook): Restating {
  return standingsIn(rulebook.viewOf(situation), accepted).restating(path, options, rulebook);
}

/** Values of options of one kind are the same. */
class Values {
  readonly #values = new Map<CompiledCriterion, WeakMap<OptionKind, Factor>>();

  constructor(private readonly situation: Situation, private readonly rulebook: Rulebook) {}

  factor(criterion: CompiledCriterion, option: Option): Factor {
    const { situation } = this;
    const shared = criterion.hangsOnAnswersOnly(situation);
    const byKind = remembered(shared ? sharedValues : this.#values, criterion, () => new WeakMap<OptionKind, Factor>());
    const known = shared ? NOTHING_KNOWN : situation;
    return remembered(byKind, this.rulebook.kindOf(option), () => new Factor(criterion.questions, (levels) => criterion.value(answered(known, levels), option).value));
  }
}

const NOTHING_KNOWN: Situation = { org: {}, w: {}, derived: {} };

function answered(situation: Situation, levels: ReadonlyMap<Question, Level>): Situation {
  return levels.size === 0 ? situation : { ...situation, w: { ...situation.w, ...Object.fromEntries(levels) } };
}
