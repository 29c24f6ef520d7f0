/**
 * One class of traffic as a two-sided contest in numbers: for every option its admissibility and its value on each
 * criterion, as lazily filled tables over the levels of just those questions that they hang on. Trying a level, or all
 * completions of the open answers, then costs table look-ups, not rule evaluations.
 */
import { ADMISSIBLE, type Admissible } from '../assessment/terms.js';
import { Factor } from './factor.js';
import { remembered, rememberedUpTo } from '../lazy.js';
import type { Allowed, Completions } from './completions.js';
import type { Option } from '../options/option.js';
import { Restating, type Ranks, type StandingBeside } from './restating.js';
import type { OptionModel, Values } from './values.js';
import { QUESTIONS, SIDES, type Level, type Question } from '../profile/vocabulary.js';
import type { Acceptance } from '../profile/schema.js';
import type { CompiledCriterion, CompiledGate, GateVerdict, GateView, Judgement, OptionKind, Rulebook, Situation } from '../rules/rulebook.js';

export interface ClassModel {
  readonly weights: readonly number[];
  /** A stated ranking of all criteria: their indices, most important first. */
  readonly ranking?: readonly number[] | undefined;
  readonly local: readonly OptionModel[];
  readonly api: readonly OptionModel[];
  /** Indices of the options that may stand for their side. */
  contenders?: { readonly local: readonly number[]; readonly api: readonly number[] };
  /** What it was found to come to, as it was asked for first and with other answers. It stands here, and not in a WeakMap, whose values outlive their keys until a full collection. */
  first?: { readonly allowed: Allowed; readonly seed: number; readonly outcomes: Outcomes };
  others?: Map<string, Outcomes>;
}

/** One side over the completions. */
export interface SideOutcomes {
  /** Index of the option that stands for it, in the order of the model; -1 where none is admissible. */
  readonly best: readonly number[];
  /** How that option stands, as an index into ADMISSIBLE; 0 where there is none. */
  readonly standing: readonly number[];
}

export interface Outcomes {
  readonly completions: Completions;
  readonly values: Values;
  readonly local: SideOutcomes;
  readonly api: SideOutcomes;
  /** Weighted lead of local in each completion; NaN unless both sides are admissible. */
  readonly lead: readonly number[];
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
  const standings = standingsIn(rulebook.viewOf(input.situation), input.accepted);
  const valuesOf = valuesIn(input, rulebook.criteria);
  const local: OptionModel[] = [];
  const api: OptionModel[] = [];
  for (const [i, option] of input.options.entries()) {
    const kind = rulebook.kindOf(option);
    (option.side === 'local' ? local : api).push({ option, standing: standings.of(option, kind).standing, values: valuesOf(option, kind, i) });
  }
  return { weights: input.weights, ranking: input.ranking, local, api };
}

const constantFactor = (value: number): Factor => new Factor([], () => value);

/**
 * What the options cost, as values, once a cost is known on every side for one of those that would stand for it; else the article's table
 * speaks for all. What has no known cost counts as the dearest of its side, so that silence is never an advantage.
 * @returns in the order of the options
 */
function moneyValues({ options, costValueOf }: ClassInput): readonly number[] | undefined {
  if (costValueOf === undefined) return undefined;
  const known = options.map(costValueOf);
  const least = { local: Number.POSITIVE_INFINITY, api: Number.POSITIVE_INFINITY };
  for (const side of SIDES) {
    const hasOwn = options.some((option) => option.side === side && option.origin === 'user');
    for (let i = 0; i < options.length; i += 1) {
      const option = options[i] as Option;
      if (option.side === side && (!hasOwn || option.origin === 'user')) least[side] = Math.min(least[side], known[i] ?? Number.POSITIVE_INFINITY);
    }
    if (least[side] === Number.POSITIVE_INFINITY && options.some((option) => option.side === side)) return undefined;
  }
  return known.map((value, i) => value ?? least[(options[i] as Option).side]);
}

/** A gate that may apply, as it sees the situation. */
interface GateHere {
  readonly gate: CompiledGate;
  readonly sight: string;
  readonly questions: readonly Question[];
  /** It concerns every option. */
  readonly always: boolean;
}

/** How options that a gate cannot tell apart stand by it, where it asks for answers, with a number of their own. */
interface Asking {
  readonly standing: Factor;
  readonly number: number;
}

/** What gates make of the options of one kind. */
interface KindHere {
  /** Of the gates that apply, with the answers that are known now. */
  readonly verdicts: readonly GateSaid[];
  /** The worst of them as an index into ADMISSIBLE, by the answers that they hang on. */
  readonly standing: Factor;
}

/** What gates say of the options in one view, remembered for all that looks the same to them. */
class Standings implements Ranks {
  readonly #gates: readonly GateHere[];
  readonly #kinds = new WeakMap<OptionKind, KindHere>();
  /** By the kinds that single gates tell apart. */
  readonly #asking = new Map<OptionKind, Asking>();
  /** Options that stand alike by every gate share one. */
  readonly #worst = new Map<string, Factor>();
  readonly #judgedAll = new WeakMap<readonly Option[], readonly JudgedOption[]>();
  readonly #answered = new Map<string, Situation>();
  readonly #restating = new WeakMap<readonly Option[], Map<string, Restating>>();

  constructor(readonly view: GateView, readonly accepted: Accepted) {
    const { situation, gates } = view;
    this.#gates = gates.map((gate) => ({ gate, sight: gate.sightOf(situation), questions: gate.questions, always: Object.keys(gate.gate.target).length === 0 }));
  }

  of(option: Option, kind: OptionKind): KindHere {
    const known = this.#kinds.get(kind);
    if (known !== undefined) return known;
    const made = this.#made(option, kind);
    this.#kinds.set(kind, made);
    return made;
  }

  #made(option: Option, kind: OptionKind): KindHere {
    const { verdicts, worst, asking } = this.#heard(option, kind);
    const standing = worst === 0 || asking.length === 0 ? remembered(this.#worst, String(worst), () => constantFactor(worst)) : this.#worstOf(worst, asking);
    return { verdicts, standing };
  }

  standingBeside(except: ReadonlySet<CompiledGate>, option: Option, kind: OptionKind): StandingBeside {
    const { worst, asking } = this.#heard(option, kind, except);
    return { worst, asking: asking.length === 0 ? undefined : this.#worstOf(BEST, asking), key: asking.map(({ number }) => number).join(' ') };
  }

  #heard(option: Option, kind: OptionKind, except?: ReadonlySet<CompiledGate>): { readonly verdicts: readonly GateSaid[]; readonly worst: number; readonly asking: readonly Asking[] } {
    const verdicts: GateSaid[] = [];
    const asking: Asking[] = [];
    let worst = BEST;
    for (const here of this.#gates) {
      if ((!here.always && !here.gate.concerns(option)) || except?.has(here.gate) === true) continue;
      const told = here.gate.kindOf(option, kind);
      const all = saidBySight.get(told)?.get(here.sight) ?? this.#judged(here, option, told);
      const said = this.accepted.size === 0 ? all : this.#excepted(all);
      if (here.questions.length > 0) asking.push(this.#asking.get(told) ?? this.#asks(here, option, told, said.rank));
      else if (said.rank < worst) worst = said.rank;
      if (said.judgement.verdict !== 'not_applicable') verdicts.push(said);
    }
    return { verdicts, worst, asking };
  }

  #asks(here: GateHere, option: Option, told: OptionKind, now: number): Asking {
    return remembered(this.#asking, told, () => ({ standing: this.#standing(here, option, told, now), number: this.#asking.size }));
  }

  /** The least of `worst` and of what hangs on answers. */
  #worstOf(worst: number, asking: readonly Asking[]): Factor {
    let key = String(worst);
    for (const { number } of asking) key += ` ${number}`;
    return remembered(this.#worst, key, () => worstOf(worst, asking.map(({ standing }) => standing)));
  }

  #judged({ gate, sight }: GateHere, option: Option, told: OptionKind): GateSaid {
    return bySight(saidBySight, told, sight, () => saidOnce(gate, gate.judge(this.view.situation, option)));
  }

  #excepted(said: GateSaid): GateSaid {
    return waived(said.gate, said.judgement, this.accepted) ? { ...said, waived: true, rank: BEST } : said;
  }

  /** How an option stands by one gate, by the answers that the gate hangs on. @param now with those that are known now */
  #standing(here: GateHere, option: Option, told: OptionKind, now: number): Factor {
    return new Factor(here.questions, (levels) => (areStated(levels, this.view.situation) ? now : this.#rankAt(here, levels, option, told)));
  }

  #rankAt({ gate }: GateHere, levels: ReadonlyMap<Question, Level>, option: Option, told: OptionKind): number {
    const situation = remembered(this.#answered, [...levels].join(), () => answered(this.view.situation, levels));
    return this.rankIn(situation, gate.sightOf(situation), gate, option, told);
  }

  /** How an option stands by one gate. Exceptions belong to one profile; without any, it is the same wherever the gate sees the same. */
  rankIn(situation: Situation, sight: string, gate: CompiledGate, option: Option, told: OptionKind): number {
    if (this.accepted.size === 0) return ranks.get(told)?.get(sight) ?? bySight(ranks, told, sight, () => rankOf(gate.verdict(situation, option)));
    const verdict = gate.verdict(situation, option);
    return waived(gate, verdict, this.accepted) ? BEST : rankOf(verdict);
  }

  /** Of all options of a class, in their order. */
  judgedAll(options: readonly Option[], rulebook: Rulebook): readonly JudgedOption[] {
    return remembered(this.#judgedAll, options, () => options.map((option) => ({ option, verdicts: this.of(option, rulebook.kindOf(option)).verdicts })));
  }

  restating(path: string, options: readonly Option[], rulebook: Rulebook): Restating {
    const byPath = remembered(this.#restating, options, () => new Map<string, Restating>());
    return remembered(byPath, path, () => {
      const kinds = new Map(options.map((option) => [rulebook.kindOf(option), option]));
      return new Restating(path, this.view, rulebook.gates, kinds, this);
    });
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
const saidBySight: BySight<GateSaid> = new WeakMap();
const ranks: BySight<number> = new WeakMap();
/** So many sights of a gate are remembered before the count begins anew. */
const MOST_SIGHTS = 1000;

function bySight<V>(known: BySight<V>, told: OptionKind, sight: string, make: () => V): V {
  return rememberedUpTo(MOST_SIGHTS, remembered(known, told, () => new Map<string, V>()), sight, make);
}

const unwaived = new WeakMap<CompiledGate, Map<Judgement, GateSaid>>();

/** The same object wherever a gate says the same. */
function saidOnce(gate: CompiledGate, judgement: Judgement): GateSaid {
  return remembered(remembered(unwaived, gate, () => new Map<Judgement, GateSaid>()), judgement, () => ({ gate, judgement, rank: rankOf(judgement), waived: false }));
}

const shared = new WeakMap<GateView, Standings>();
/** With exceptions: a class is judged and then modelled in one view. */
let latest: Standings | undefined;

/** Exceptions belong to one profile; without any, what is remembered serves all. */
function standingsIn(view: GateView, accepted: Accepted): Standings {
  if (accepted.size === 0) return remembered(shared, view, () => new Standings(view, accepted));
  if (latest?.view !== view || latest.accepted !== accepted) latest = new Standings(view, accepted);
  return latest;
}

/** What a gate says of an option. */
export interface GateSaid {
  readonly gate: CompiledGate;
  readonly judgement: Judgement;
  /** How the option stands by it, as an index into ADMISSIBLE. */
  readonly rank: number;
  /** An exception in force takes the verdict away. */
  readonly waived: boolean;
}

export interface JudgedOption {
  readonly option: Option;
  /** Of the gates that apply. */
  readonly verdicts: readonly GateSaid[];
  /** Of the facts that open gates hang on the one that is wanted most, once somebody looked for it. */
  wanted?: OpenFact | null;
}

/** A fact without levels on which an open gate hangs, and the worst that this may turn out to be. */
export interface OpenFact {
  readonly path: string;
  readonly atWorst: Judgement['atWorst'];
}

/** What gates say of each option with the answers that are known now: the same array for the same options, where nothing tells two situations apart. */
export function judgements({ situation, options, accepted }: Pick<ClassInput, 'situation' | 'options' | 'accepted'>, rulebook: Rulebook): readonly JudgedOption[] {
  return standingsIn(rulebook.viewOf(situation), accepted).judgedAll(options, rulebook);
}

/** How the options stand once a fact is stated otherwise. */
export function restating(path: string, { situation, options, accepted }: Pick<ClassInput, 'situation' | 'options' | 'accepted'>, rulebook: Rulebook): Restating {
  return standingsIn(rulebook.viewOf(situation), accepted).restating(path, options, rulebook);
}

/** The same contest with a fact stated of which nothing was, as {@link Restating.standingsWith} can tell. */
export function restated({ weights, ranking, local, api }: ClassModel, restating: Restating, value: unknown, rulebook: Rulebook): ClassModel {
  const standingOf = restating.standingsWith(value);
  const stated = (one: OptionModel): OptionModel => ({ ...one, standing: standingOf(rulebook.kindOf(one.option)) });
  return { weights, ranking, local: local.map(stated), api: api.map(stated) };
}

/** Values that hang on answers alone, on every criterion: the same for every class and every profile. */
const sharedValues = new WeakMap<readonly CompiledCriterion[], WeakMap<OptionKind, readonly Factor[]>>();

/** A criterion that hangs on more than answers. */
interface Besides {
  readonly criterion: CompiledCriterion;
  readonly at: number;
  readonly byKind: Map<OptionKind, Factor>;
}

/** Values on all criteria: those of options of one kind are the same, but for what they cost. */
function valuesIn(input: ClassInput, criteria: readonly CompiledCriterion[]): (option: Option, kind: OptionKind, index: number) => readonly Factor[] {
  const { situation } = input;
  const money = moneyValues(input);
  const others: Besides[] = [];
  let priced = -1;
  for (let at = 0; at < criteria.length; at += 1) {
    const criterion = criteria[at] as CompiledCriterion;
    if (money !== undefined && priced < 0 && criterion.id === 'cost') priced = at;
    else if (!criterion.hangsOnAnswersOnly(situation)) others.push({ criterion, at, byKind: new Map() });
  }
  const shared = remembered(sharedValues, criteria, () => new WeakMap<OptionKind, readonly Factor[]>());
  return (option, kind, index) => {
    const values = remembered(shared, kind, () => criteria.map((criterion) => valueOn(criterion, NOTHING_KNOWN, option))).slice();
    if (priced >= 0) values[priced] = constantFactor(money?.[index] as number);
    for (const { criterion, at, byKind } of others) values[at] = remembered(byKind, kind, () => valueOn(criterion, situation, option));
    return values;
  };
}

function valueOn(criterion: CompiledCriterion, situation: Situation, option: Option): Factor {
  return new Factor(criterion.questions, (levels) => criterion.value(answered(situation, levels), option).value);
}

const NOTHING_KNOWN: Situation = { org: {}, w: {}, derived: {} };

function answered(situation: Situation, levels: ReadonlyMap<Question, Level>): Situation {
  return levels.size === 0 ? situation : { ...situation, w: { ...situation.w, ...Object.fromEntries(levels) } };
}
