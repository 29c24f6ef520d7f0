/** What a gate says of an option: blocks, sets conditions, stays open, or does not bear on it. */
import { remembered } from '../lazy.js';
import type { Option } from '../options/option.js';
import type { Question } from '../profile/vocabulary.js';
import type { CompiledCondition, Context } from './condition.js';
import { mustCompile, type Sights } from './context.js';
import { keyReader } from './gate-view.js';
import type { Facts, Gate, Mitigation } from './pack.js';
import type { CompiledGate, Judgement, Situation } from './rulebook.js';
import { OPEN_ITEM } from './scope.js';

const NOTHING: readonly never[] = [];
const NOT_APPLICABLE: Judgement = { verdict: 'not_applicable', unmet: NOTHING, questions: NOTHING };
const SATISFIED: Judgement = { verdict: 'satisfied', unmet: NOTHING, questions: NOTHING };
const BLOCKS: Judgement = { verdict: 'blocks', unmet: NOTHING, questions: NOTHING };

interface CompiledMitigation {
  readonly met: CompiledCondition;
  readonly possible: CompiledCondition | undefined;
}

interface GateParts {
  readonly conditions: readonly CompiledCondition[];
  readonly when: CompiledCondition;
  readonly rareUnless: CompiledCondition | undefined;
  readonly mitigations: readonly CompiledMitigation[];
  readonly questions: readonly Question[];
  /** All that its conditions name. */
  readonly all: ReadonlySet<string>;
  /** Names of those of the option that it reads, and paths of all others. */
  readonly optionFacts: readonly string[];
  readonly facts: readonly string[];
}

export function compileGate(gate: Gate, rule: string, sights: Pick<Sights, 'contextOf' | 'kindBy'>): CompiledGate {
  return new LazyGate(gate, rule, sights);
}

/** A gate whose conditions are compiled when one of them is first looked at. */
class LazyGate implements CompiledGate {
  readonly kindOf: CompiledGate['kindOf'];
  readonly sightOf: CompiledGate['sightOf'];
  readonly #contextOf: Sights['contextOf'];
  readonly #literals = new Map<string, readonly string[] | null>();
  readonly #said = new Map<string, Judgement>();
  #known: GateParts | undefined;

  constructor(readonly gate: Gate, readonly rule: string, { contextOf, kindBy }: Pick<Sights, 'contextOf' | 'kindBy'>) {
    this.kindOf = kindBy(() => this.#parts().optionFacts);
    this.sightOf = keyReader(() => this.#parts().facts);
    this.#contextOf = contextOf;
  }

  #parts(): GateParts {
    return (this.#known ??= partsOf(this.gate));
  }

  get questions(): readonly Question[] {
    return (this.#known ?? this.#parts()).questions;
  }

  reads(path: string): boolean {
    return (this.#known ?? this.#parts()).all.has(path);
  }

  thresholds(path: string, situation: Situation, option: Option): readonly number[] | undefined {
    const context = this.#contextOf(situation, option);
    const turns = this.#parts().conditions.map((condition) => condition.thresholds(path, context));
    return turns.every((some) => some !== undefined) ? turns.flat() : undefined;
  }

  literals(path: string): readonly string[] | undefined {
    return (this.#literals.get(path) ?? remembered(this.#literals, path, () => literalsIn(this.#parts().conditions, path))) ?? undefined;
  }

  concerns({ side, place }: Option): boolean {
    const { side: wanted, places } = this.gate.target;
    return (wanted === undefined || wanted === side) && (places === undefined || places.includes(place));
  }

  mayApply(unanswered: Situation): boolean {
    return (this.#known ?? this.#parts()).when.kleene(unanswered) !== false;
  }

  judge(situation: Situation, option: Option): Judgement {
    return this.#once(judge(this.gate, this.#parts(), this.#contextOf(situation, option), named));
  }

  verdict(situation: Situation, option: Option): Judgement {
    return judge(this.gate, this.#known ?? this.#parts(), this.#contextOf(situation, option), unnamed);
  }

  /** A gate has little to say, and says it of many options: one object for each of its words. */
  #once(judgement: Judgement): Judgement {
    const { verdict, unmet, questions, atWorst } = judgement;
    if (unmet.length + questions.length === 0 && atWorst === undefined) return judgement;
    return remembered(this.#said, `${verdict} ${atWorst} ${unmet.join()} ${questions.join()}`, () => judgement);
  }
}

/** What a gate says where the facts of the option are given as they are: for a pack's own examples. */
export function judgeExample(gate: Gate, context: Context): Judgement {
  return judge(gate, partsOf(gate), context, named);
}

function literalsIn(conditions: readonly CompiledCondition[], path: string): readonly string[] | null {
  const literals = conditions.map((condition) => condition.literals(path));
  return literals.every((some) => some !== undefined) ? [...new Set(literals.flat())] : null;
}

/** Which missing facts an unknown condition hangs on. */
type Naming = (condition: CompiledCondition, context: Context) => readonly string[];
const named: Naming = (condition, context) => condition.openPaths(context);
const unnamed: Naming = () => NOTHING;

const OF_OPTION = 'option.';
const CONTENTS = 'w.data.contains';

function partsOf(gate: Gate): GateParts {
  const when = mustCompile(gate.when);
  const rareUnless = gate.rare_unless === undefined ? undefined : mustCompile(gate.rare_unless);
  const mitigations = mitigationsOf(gate).map(({ met, possible }) => ({ met: mustCompile(met), possible: possible === undefined ? undefined : mustCompile(possible) }));
  const conditions = [when, ...(rareUnless === undefined ? [] : [rareUnless]), ...mitigations.flatMap(({ met, possible }) => [met, ...(possible === undefined ? [] : [possible])])];
  // Whether something is rare hangs on whether the data may hold more than is listed, too.
  const all = new Set(conditions.flatMap((condition) => condition.paths));
  const paths = [...(rareUnless === undefined ? all : new Set([...all, CONTENTS]))];
  return {
    conditions,
    all,
    when,
    rareUnless,
    mitigations,
    questions: [...new Set(conditions.flatMap(({ questions }) => questions))],
    optionFacts: paths.filter((path) => path.startsWith(OF_OPTION)).map((path) => path.slice(OF_OPTION.length)),
    facts: paths.filter((path) => !path.startsWith(OF_OPTION)),
  };
}

function judge({ effect }: Gate, { when, rareUnless, mitigations }: GateParts, context: Context, naming: Naming): Judgement {
  const applies = when.evaluate(context);
  if (applies === false) return NOT_APPLICABLE;
  const judged = effect === 'exclude' ? BLOCKS : judgeMitigations(effect.allow_if, mitigations, context, naming);
  // What is satisfied whether the gate applies or not need not be asked.
  if (applies === true || judged.verdict === 'satisfied') return judged;
  const isRare = rareUnless !== undefined && rareUnless.evaluate(context) !== true && !isInDoubt(context);
  const atWorst = isRare ? 'nothing' : judged.verdict === 'conditions' ? 'conditions' : 'blocks';
  return { verdict: 'open', unmet: NOTHING, questions: naming(when, context), atWorst };
}

/** Somebody looked at the data and could not say what else it contains: then nothing is too rare to count. */
function isInDoubt({ w }: Context): boolean {
  const contains = (w['data'] as Facts | undefined)?.['contains'];
  return Array.isArray(contains) && contains.includes(OPEN_ITEM);
}

function mitigationsOf(gate: Gate): readonly Mitigation[] {
  return gate.effect === 'exclude' ? [] : gate.effect.mitigations;
}

/**
 * A condition that can be met is a next step, also where it is not known whether it is met. One that may not be to be had leaves the gate open.
 */
function judgeMitigations(allowIf: 'any' | 'all', mitigations: readonly CompiledMitigation[], context: Context, naming: Naming): Judgement {
  const unmet: number[] = [];
  const open: CompiledCondition[] = [];
  let met = 0;
  let lost = 0;
  for (const [index, mitigation] of mitigations.entries()) {
    if (mitigation.met.evaluate(context) === true) {
      met += 1;
      continue;
    }
    const possible = mitigation.possible === undefined ? true : mitigation.possible.evaluate(context);
    if (possible === true) unmet.push(index);
    else if (possible === false) lost += 1;
    else open.push(mitigation.possible as CompiledCondition);
  }
  const any = allowIf === 'any';
  if (any ? met > 0 : met === mitigations.length) return SATISFIED;
  if (!any && lost > 0) return BLOCKS;
  if (unmet.length > 0 && (any || open.length === 0)) return { verdict: 'conditions', unmet, questions: NOTHING };
  if (open.length === 0) return BLOCKS;
  return { verdict: 'open', unmet: NOTHING, questions: [...new Set(open.flatMap((condition) => naming(condition, context)))], atWorst: 'blocks' };
}
