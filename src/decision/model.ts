/**
 * One class of traffic as a two-sided contest in numbers: for every option its admissibility and its value on each
 * criterion, as lazily filled tables over the levels of just those questions that they hang on. Trying a level, or all
 * completions of the open answers, then costs table look-ups, not rule evaluations.
 */
import { ADMISSIBLE, type Admissible } from '../assessment/terms.js';
import { Factor } from './factor.js';
import { remembered, rememberedUpTo } from '../lazy.js';
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
  /** Indices of the options that may stand for their side. */
  contenders?: { readonly local: readonly number[]; readonly api: readonly number[] };
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
  const values = rulebook.criteria.map((criterion) => (criterion.id === 'cost' && money !== undefined ? (option: Option): Factor => constantFactor(money.get(option) as number) : valuesOn(criterion, input.situation)));
  const models = input.options.map((option): OptionModel => {
    const kind = rulebook.kindOf(option);
    return { option, standing: standings.factor(option, kind), values: values.map((factor) => factor(option, kind)) };
  });
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

/** What gates say of the options in one view, remembered for all that looks the same to them. */
class Standings {
  readonly #gates = new Map<Place, readonly CompiledGate[]>();
  readonly #factors = new WeakMap<OptionKind, Factor>();
  /** By the kinds that single gates tell apart: what one says, and how options stand by it. */
  readonly #judgements = new Map<OptionKind, Judgement>();
  readonly #standings = new Map<OptionKind, Factor>();
  readonly #sights = new Map<CompiledGate, string>();
  readonly #numbers = new Map<Factor, number>();
  /** Options that stand alike by every gate share one. */
  readonly #worst = new Map<string, Factor>();
  readonly #judged = new WeakMap<OptionKind, readonly GateSaid[]>();
  readonly #judgedAll = new WeakMap<readonly Option[], readonly JudgedOption[]>();
  readonly #answered = new Map<string, Situation>();
  readonly #restating = new WeakMap<readonly Option[], Map<string, Restating>>();

  constructor(private readonly view: GateView, private readonly accepted: Accepted) {}

  factor(option: Option, kind: OptionKind): Factor {
    return remembered(this.#factors, kind, () => {
      const asking: Factor[] = [];
      let worst = BEST;
      for (const gate of this.#gatesOn(option)) {
        const standing = this.#standing(gate, option, kind);
        const { constant } = standing;
        if (constant === undefined) asking.push(standing);
        else worst = Math.min(worst, constant);
      }
      if (worst === 0 || asking.length === 0) return remembered(this.#worst, String(worst), () => new Factor([], () => worst));
      const key = `${worst} ${asking.map((standing) => remembered(this.#numbers, standing, () => this.#numbers.size)).join()}`;
      return remembered(this.#worst, key, () => worstOf(worst, asking));
    });
  }

  /** How an option stands by one gate, as an index into ADMISSIBLE, by the answers that the gate hangs on. */
  #standing(gate: CompiledGate, option: Option, kind: OptionKind): Factor {
    const told = gate.kindOf(option, kind);
    return remembered(this.#standings, told, () => new Factor(gate.questions, (levels) => {
      const judged = this.#judgements.get(told);
      return judged !== undefined && areStated(levels, this.view.situation) ? this.#rankOf(gate, judged) : this.#rankIn(this.#with(levels), gate, option, told);
    }));
  }

  #rankOf(gate: CompiledGate, judgement: Judgement): number {
    return waived(gate, judgement, this.accepted) ? BEST : rankOf(judgement);
  }

  /** Exceptions belong to one profile; without any, it is the same wherever the gate sees the same. */
  #rankIn(situation: Situation, gate: CompiledGate, option: Option, told: OptionKind): number {
    if (this.accepted.size > 0) return this.#rankOf(gate, gate.verdict(situation, option));
    return bySight(ranks, told, gate.sightOf(situation), () => rankOf(gate.verdict(situation, option)));
  }

  /** With the answers that are known now. */
  #judge(gate: CompiledGate, option: Option, told: OptionKind): Judgement {
    const { situation } = this.view;
    return bySight(judgementsBySight, told, remembered(this.#sights, gate, () => gate.sightOf(situation)), () => gate.judge(situation, option));
  }

  /** With the answers that are known now. */
  judged(option: Option, kind: OptionKind): readonly GateSaid[] {
    return remembered(this.#judged, kind, () => {
      const said: GateSaid[] = [];
      for (const gate of this.#gatesOn(option)) {
        const told = gate.kindOf(option, kind);
        const judgement = remembered(this.#judgements, told, () => this.#judge(gate, option, told));
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
      return new Restating(path, this.view, rulebook.gates, kinds, (gate, situation, option, told) => this.#rankIn(situation, gate, option, told));
    });
  }

  #gatesOn(option: Option): readonly CompiledGate[] {
    return remembered(this.#gates, option.place, () => this.view.gates.filter((gate) => gate.concerns(option)));
  }

  #with(levels: ReadonlyMap<Question, Level>): Situation {
    return remembered(this.#answered, [...levels].join(), () => answered(this.view.situation, levels));
  }
}

/** The least of `worst` and of what hangs on answers. */
function worstOf(worst: number, standings: readonly Factor[]): Factor {
  const read = new Set(standings.flatMap(({ questions }) => questions));
  const least = (levels: ReadonlyMap<Question, Level>): number => {
    let found = worst;
    for (let i = 0; i < standings.length && found > 0; i += 1) found = Math.min(found, (standings[i] as Factor).with(levels));
    return found;
  };
  return new Factor(QUESTIONS.filter((_, q) => read.has(q)), least);
}

function areStated(levels: ReadonlyMap<Question, Level>, { w }: Situation): boolean {
  for (const [question, level] of levels) if (w[question] !== level) return false;
  return true;
}

/** What single gates say of the options that they cannot tell apart, by what they see of the situation: a few facts, which most classes of a profile share. */
type BySight<V> = WeakMap<OptionKind, Map<string, V>>;
const judgementsBySight: BySight<Judgement> = new WeakMap();
const ranks: BySight<number> = new WeakMap();
/** So many sights of a gate are remembered before the count begins anew. */
const MOST_SIGHTS = 1000;

function bySight<V>(known: BySight<V>, told: OptionKind, sight: string, make: () => V): V {
  return rememberedUpTo(MOST_SIGHTS, remembered(known, told, () => new Map<string, V>()), sight, make);
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

/** Values on one criterion: those of options of one kind are the same. */
function valuesOn(criterion: CompiledCriterion, situation: Situation): (option: Option, kind: OptionKind) => Factor {
  const shared = criterion.hangsOnAnswersOnly(situation);
  const byKind = shared ? remembered(sharedValues, criterion, () => new WeakMap<OptionKind, Factor>()) : new WeakMap<OptionKind, Factor>();
  const known = shared ? NOTHING_KNOWN : situation;
  return (option, kind) => remembered(byKind, kind, () => new Factor(criterion.questions, (levels) => criterion.value(answered(known, levels), option).value));
}

const NOTHING_KNOWN: Situation = { org: {}, w: {}, derived: {} };

function answered(situation: Situation, levels: ReadonlyMap<Question, Level>): Situation {
  return levels.size === 0 ? situation : { ...situation, w: { ...situation.w, ...Object.fromEntries(levels) } };
}
