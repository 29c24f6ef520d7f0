/** From packs to a rulebook: conditions become closures when they are first needed, tables of criteria become dense arrays. */
import { AiPathError } from '../error.js';
import { CRITERIA, LEVELS, PLACES, type Language, type Level, type Place, type Question } from '../profile/vocabulary.js';
import type { Option } from '../options/option.js';
import { compileCondition, type CompiledCondition, type Context } from './condition.js';
import type { Adjustment, Claim, Criterion, Facts, Gate, Mitigation, Pack, QuestionText, Row, SideValue } from './pack.js';
import type { ClaimVerdict, CompiledCriterion, CompiledGate, Judgement, RaisedWarning, Rulebook, Situation, Valuation } from './rulebook.js';
import { optionFacts, situationFor } from './situation.js';
import { fillIn } from './template.js';
import { valueOfScore } from './value-function.js';

export interface PackFile {
  readonly sha256: string;
  readonly pack: Pack;
}

/** The packs must have been checked: a fault in one of them is an error when it is first met. */
export function compileRulebook(files: readonly PackFile[]): Rulebook {
  const contextFor = contextCache();
  const questions = new Map<Question, QuestionText>();
  for (const { pack } of files) for (const question of pack.questions ?? []) questions.set(question.id, question);
  const gates = files.flatMap(({ pack }) => (pack.gates ?? []).map((gate) => compiledGate(gate, `${pack.id}/${gate.id}`, contextFor)));
  const criteria = files
    .flatMap(({ pack }) => (pack.criteria ?? []).map((criterion) => compiledCriterion(criterion, contextFor)))
    .sort((a, b) => CRITERIA.indexOf(a.id) - CRITERIA.indexOf(b.id));
  const claims = files.flatMap(({ pack }) => (pack.claims ?? []).map((claim) => ({ claim, rule: `${pack.id}/${claim.id}` })));
  const warnings = files.flatMap(({ pack }) => (pack.warnings ?? []).map((warning) => ({ warning, rule: `${pack.id}/${warning.id}` })));
  const condition = conditionCache();
  return {
    packs: files.map(({ pack, sha256 }) => ({ id: pack.id, version: pack.version, sha256, pack })),
    questions,
    criteria,
    gates,
    claims: (situation, language) => claims.map(({ claim, rule }) => claimVerdict(claim, rule, situation, language)),
    warnings: (situation, language) =>
      warnings
        .filter(({ warning }) => condition(warning.when).evaluate(situation) === true)
        .map(({ warning, rule }): RaisedWarning => ({ warning, rule, text: fillIn(warning.text, situation, questions, language) })),
  };

  function claimVerdict(claim: Claim, rule: string, situation: Situation & { readonly option: Facts }, language: Language): ClaimVerdict {
    const verdict =
      condition(claim.holds).evaluate(situation) === true ? 'holds' : condition(claim.fails).evaluate(situation) === true ? 'does_not_hold' : 'cannot_tell';
    return { claim, rule, verdict, because: fillIn(claim.because[verdict], situation, questions, language) };
  }
}

function conditionCache(): (text: string) => CompiledCondition {
  const compiled = new Map<string, CompiledCondition>();
  return (text) => {
    const known = compiled.get(text);
    if (known !== undefined) return known;
    const fresh = mustCompile(text);
    compiled.set(text, fresh);
    return fresh;
  };
}

function mustCompile(text: string): CompiledCondition {
  const { condition, errors } = compileCondition(text);
  if (condition !== undefined) return condition;
  const [first, ...others] = errors.map(({ code, message, remedy }) => ({ code, source: 'rules', message, ...(remedy === undefined ? {} : { remedy }) }));
  if (first === undefined) throw new TypeError('A condition that does not compile has errors.');
  throw new AiPathError('input', [first, ...others]);
}

/** The context of the last class and option asked for: all gates and criteria are judged for one pair after another. */
function contextCache(): (situation: Situation, option: Option) => Context {
  const facts = new WeakMap<Option, Facts>();
  let last: { readonly situation: Situation; readonly option: Option; readonly context: Context } | undefined;
  return (situation, option) => {
    if (last?.situation === situation && last.option === option) return last.context;
    const known = facts.get(option) ?? optionFacts(option);
    facts.set(option, known);
    const context = { ...situationFor(situation, option), option: known };
    last = { situation, option, context };
    return context;
  };
}

type ContextFor = ReturnType<typeof contextCache>;

const NOTHING: readonly never[] = [];
const NOT_APPLICABLE: Judgement = { verdict: 'not_applicable', unmet: NOTHING, questions: NOTHING };
const SATISFIED: Judgement = { verdict: 'satisfied', unmet: NOTHING, questions: NOTHING };
const BLOCKS: Judgement = { verdict: 'blocks', unmet: NOTHING, questions: NOTHING };

interface CompiledMitigation {
  readonly met: CompiledCondition;
  readonly possible: CompiledCondition | undefined;
}

function compiledGate(gate: Gate, rule: string, contextFor: ContextFor): CompiledGate {
  const parts = lazy(() => {
    const when = mustCompile(gate.when);
    const mitigations = mitigationsOf(gate).map(({ met, possible }) => ({ met: mustCompile(met), possible: possible === undefined ? undefined : mustCompile(possible) }));
    const conditions = [when, ...mitigations.flatMap(({ met, possible }) => [met, ...(possible === undefined ? [] : [possible])])];
    return { when, mitigations, questions: [...new Set(conditions.flatMap(({ questions }) => questions))], readsOption: conditions.some(({ readsOption }) => readsOption) };
  });
  const { side, places } = gate.target;
  return {
    gate,
    rule,
    get questions() {
      return parts().questions;
    },
    get readsOption() {
      return parts().readsOption;
    },
    concerns: (option) => (side === undefined || side === option.side) && (places === undefined || places.includes(option.place)),
    judge: (situation, option) => {
      const { when, mitigations } = parts();
      const context = contextFor(situation, option);
      const applies = when.evaluate(context);
      if (applies === false) return NOT_APPLICABLE;
      if (applies === undefined) {
        // What is satisfied whether it applies or not need not be asked.
        const judged = gate.effect === 'exclude' ? BLOCKS : judgeMitigations(gate.effect.allow_if, mitigations, context);
        return judged.verdict === 'satisfied' ? SATISFIED : { verdict: 'open', unmet: NOTHING, questions: when.openPaths(context) };
      }
      return gate.effect === 'exclude' ? BLOCKS : judgeMitigations(gate.effect.allow_if, mitigations, context);
    },
  };
}

function mitigationsOf(gate: Gate): readonly Mitigation[] {
  return gate.effect === 'exclude' ? [] : gate.effect.mitigations;
}

/**
 * A condition that can be met is a next step, also where it is not known whether it is met. One that may not be to be had leaves the gate open.
 */
function judgeMitigations(allowIf: 'any' | 'all', mitigations: readonly CompiledMitigation[], context: Context): Judgement {
  const unmet: number[] = [];
  const questions: string[] = [];
  let met = 0;
  let lost = 0;
  mitigations.forEach((mitigation, index) => {
    if (mitigation.met.evaluate(context) === true) {
      met += 1;
      return;
    }
    const possible = mitigation.possible === undefined ? true : mitigation.possible.evaluate(context);
    if (possible === true) unmet.push(index);
    else if (possible === false) lost += 1;
    else questions.push(...(mitigation.possible as CompiledCondition).openPaths(context));
  });
  const any = allowIf === 'any';
  if (any ? met > 0 : met === mitigations.length) return SATISFIED;
  if (!any && lost > 0) return BLOCKS;
  if (unmet.length > 0 && (any || questions.length === 0)) return { verdict: 'conditions', unmet, questions: NOTHING };
  return questions.length > 0 ? { verdict: 'open', unmet: NOTHING, questions: [...new Set(questions)] } : BLOCKS;
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A criterion's rows, looked up by the levels of the questions that they name. */
interface Table {
  readonly questions: readonly Question[];
  /** Index of the row that holds for each combination of levels; -1 where none does. */
  readonly rowAt: Int16Array;
}

/** Combinations of levels in mixed radix, the first question fastest. */
export function tableOf(criterion: Pick<Criterion, 'rows'>): Table {
  const named = new Set(criterion.rows.flatMap((row) => Object.keys(row.when) as Question[]));
  const questions = [...named];
  const rowAt = new Int16Array(questions.reduce((product, question) => product * LEVELS[question].length, 1)).fill(-1);
  for (let index = 0; index < rowAt.length; index += 1) {
    const levels = levelsAt(questions, index);
    rowAt[index] = criterion.rows.findIndex((row) => matches(row, questions, levels));
  }
  return { questions, rowAt };
}

export function levelsAt(questions: readonly Question[], index: number): readonly Level[] {
  let rest = index;
  return questions.map((question) => {
    const levels: readonly Level[] = LEVELS[question];
    const level = levels[rest % levels.length] as Level;
    rest = Math.floor(rest / levels.length);
    return level;
  });
}

function matches(row: Row, questions: readonly Question[], levels: readonly Level[]): boolean {
  return questions.every((question, i) => {
    const wanted = row.when[question];
    return wanted === undefined || (Array.isArray(wanted) ? wanted : [wanted]).includes(levels[i]);
  });
}

export function valueAt(value: SideValue, place: Place): number {
  return typeof value === 'number' ? value : (value[place] ?? Number.NaN);
}

function compiledCriterion(criterion: Criterion, contextFor: ContextFor): CompiledCriterion {
  const plan = lazy(() => {
    const { questions, rowAt } = tableOf(criterion);
    const adjustments = (criterion.adjustments ?? []).map((adjustment) => ({ adjustment, when: mustCompile(adjustment.when) }));
    // A valuation without adjustments is the same object each time.
    const plain = criterion.rows.map((row) => new Map(PLACES.map((place) => [place, plainValuation(row, place)])));
    return { questions, rowAt, adjustments, plain };
  });
  return {
    criterion,
    id: criterion.id,
    questions: criterion.fed_by,
    value: (situation, option) => {
      const context = contextFor(situation, option);
      const evaluated = evaluation(criterion, context.w, option);
      if (evaluated !== undefined) return evaluated;
      const { questions, rowAt, adjustments, plain } = plan();
      const row = rowAt[tableIndex(questions, context.w, criterion)] ?? -1;
      const valuation = plain[row]?.get(option.place);
      if (valuation === undefined) throw new RangeError(`The table of ${criterion.id} has no row for this case.`);
      const applied = adjustments.filter(({ adjustment, when }) => (adjustment.side === undefined || adjustment.side === option.side) && when.evaluate(context) === true);
      return applied.length === 0 ? valuation : adjusted(valuation, applied.map(({ adjustment }) => adjustment));
    },
  };
}

function plainValuation(row: Row, place: Place): Valuation {
  return { value: valueAt(place === 'private_api' || place === 'public_api' ? row.api : row.local, place), row, adjustments: NOTHING };
}

function tableIndex(questions: readonly Question[], w: Facts, criterion: Criterion): number {
  let index = 0;
  let stride = 1;
  for (const question of questions) {
    const levels: readonly unknown[] = LEVELS[question];
    const level = levels.indexOf(w[question]);
    if (level < 0) throw new RangeError(`The answer to ${question} must be known before ${criterion.id} is valued.`);
    index += level * stride;
    stride *= levels.length;
  }
  return index;
}

function adjusted({ value, row }: Valuation, adjustments: readonly Adjustment[]): Valuation {
  const sum = adjustments.reduce((total, { by }) => total + by, value);
  // Decimal tables should not show binary fractions: 0.25 - 0.2 is 0.05.
  return { value: Math.round(Math.min(1, Math.max(0, sum)) * 1e9) / 1e9, row, adjustments };
}

/** The user's own evaluation, once it has a score for both sides: half a comparison says nothing. */
function evaluation(criterion: Criterion, w: Facts, option: Option): Valuation | undefined {
  if (criterion.evaluation === undefined) return undefined;
  const { local, api, needed } = (w['quality'] ?? {}) as { readonly local?: number; readonly api?: number; readonly needed?: number };
  if (local === undefined || api === undefined) return undefined;
  return { value: valueOfScore(option.side === 'local' ? local : api, needed, criterion.evaluation.at_needed), row: undefined, adjustments: NOTHING };
}
