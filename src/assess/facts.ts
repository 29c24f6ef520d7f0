/** Facts that have no levels of their own: what each way in which they may turn out does to a rule, and to which side leads. */
import type { AssessedGate, AssessedOption } from '../assessment/assessment.js';
import { restated, type JudgedOption, type OpenFact } from '../decision/model.js';
import { leadingSide, type Change, type ModelFor, type OtherFact } from '../decision/flips.js';
import { remembered } from '../lazy.js';
import type { Option } from '../options/option.js';
import { LEVELS, QUESTIONS, type HouseRule, type Level, type Question, type Side } from '../profile/vocabulary.js';
import { factLevels, inRange, type Concern, type FactLevel, type NumberRange } from '../rules/fact-levels.js';
import type { CompiledGate, GateVerdict, Judgement, OptionKind } from '../rules/rulebook.js';
import { questionOf, RULE_SCOPE } from '../rules/scope.js';
import { statedWith, withStated } from '../rules/situation.js';
import { factName, itemName, NO_ITEM, rangeText } from '../text/facts.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { formatList, midSentence } from '../text/format.js';
import { openQuestions, representative, type DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import { labelOf, titleOf } from './labels.js';

/** What only rules read; costs hang on volumes besides, options on countries, and values on measured quality. */
const READ_BY_RULES_ONLY = /^(org|w\.house_rules$|w\.data\.)/;

/** The rules that read a fact, also those that do not apply as things are: with another fact they may. Each with one option of every kind that it tells apart. */
function concernsOf(path: string, { options }: DecidedClass, { rulebook }: AssessContext): readonly Concern[] {
  const kinds = new Map<OptionKind, Concern>();
  const gates = rulebook.gates.filter((gate) => gate.reads(path));
  for (const option of options) {
    const kind = rulebook.kindOf(option);
    for (const gate of gates) {
      if (!gate.concerns(option)) continue;
      const told = gate.kindOf(option, kind);
      if (!kinds.has(told)) kinds.set(told, { gate, option });
    }
  }
  return [...kinds.values()];
}

/** The side that leads with each level of a fact, everything else being as it is. */
function sideWith(path: string, decided: DecidedClass, { rulebook, seed }: AssessContext): (level: FactLevel) => Side | null {
  const { situation, model, modelIn, allowed, contest } = decided;
  const restating = decided.restating(path);
  const open = openQuestions(decided);
  const standingsTell = !restating.questions.some((one) => open.includes(one)) && !rulebook.criteria.some((criterion) => statedWith(path).some((one) => criterion.reads(one)));
  const sides = new Map<string, Side | null>(standingsTell ? [[restating.standingsAsItIs(), contest.side]] : []);
  return ({ value }) => {
    const side = (): Side | null => {
      const modelFor: ModelFor = standingsTell && restating.isUnstated ? () => restated(model, restating, value, rulebook) : modelIn(withStated(situation, path, value));
      return leadingSide(modelFor, allowed, seed);
    };
    return standingsTell ? remembered(sides, restating.standings(value), side) : side();
  };
}

/** A level as programs read it, and in words. */
export interface LevelWords {
  readonly level: string;
  readonly label: string;
}

function wordsOf(path: string, { value, range, item }: FactLevel, { language }: AssessContext): LevelWords {
  if (range !== undefined) return { level: rangeExpression(range), label: rangeText[language](path, range) };
  const name = item === undefined ? String(value) : item;
  return name === null ? { level: 'none', label: NO_ITEM[language] } : { level: name, label: itemName(path, name, language) };
}

const OPERATORS = { exactly: '==', from: '>=', above: '>', up_to: '<=', below: '<' } as const satisfies Record<keyof NumberRange, string>;

/** As a condition would say it: `>= 100 && < 1000`. */
function rangeExpression(range: NumberRange): string {
  return (Object.keys(OPERATORS) as (keyof NumberRange)[]).flatMap((end) => (range[end] === undefined ? [] : [`${OPERATORS[end]} ${range[end]}`])).join(' && ');
}

/** What each answer would lead to, class by class; none where the fact is known or its answers cannot be told apart. */
export function sidesByAnswer(path: string, classes: readonly DecidedClass[], context: AssessContext): { readonly answer: LevelWords; readonly sides: readonly (Side | null)[] }[] {
  if (!READ_BY_RULES_ONLY.test(path)) return [];
  const open = classes.filter((one) => hangsOn(path, one) && canBeStated(path, one));
  const [first] = open;
  if (first === undefined) return [];
  const sides = classes.map((one) => (open.includes(one) ? sideWith(path, one, context) : (): Side | null => one.contest.side));
  return factLevels(path, first.situation, open.flatMap((one) => concernsOf(path, one, context))).map((level) => ({
    answer: wordsOf(path, level, context),
    sides: sides.map((side) => side(level)),
  }));
}

function hangsOn(path: string, { judged }: DecidedClass): boolean {
  return judged.some(({ verdicts }) => verdicts.some(({ judgement }) => judgement.questions.includes(path)));
}

/** Of the less sensitive rest of a workload a profile says whom it serves, and not what its data is. */
function canBeStated(path: string, { trafficClass }: DecidedClass): boolean {
  return trafficClass.rest !== true || !path.startsWith('w.data.') || path.startsWith('w.data.audience');
}

/** Facts of the organisation or the workload that open gates on the option of the leading side hang on. */
export function openFacts(decided: DecidedClass): readonly OpenFact[] {
  const open: OpenFact[] = [];
  for (const { judgement, waived } of leading(decided)?.verdicts ?? []) {
    if (judgement.verdict !== 'open' || waived) continue;
    for (const fact of remembered(openIn, judgement, () => factsOf(judgement))) if (canBeStated(fact.path, decided)) open.push(fact);
  }
  return open;
}

/** What was judged of the option of the leading side. */
export function leading(decided: DecidedClass): JudgedOption | undefined {
  const stands = representative(decided)?.option;
  return decided.judged.find(({ option }) => option === stands);
}

/** Judgements are few: a gate has one object for each of its words. */
const openIn = new WeakMap<Judgement, readonly OpenFact[]>();

function factsOf({ questions, atWorst }: Judgement): readonly OpenFact[] {
  return questions.filter((path) => !path.startsWith('option.') && questionOf(path) === undefined).map((path) => ({ path, atWorst }));
}

/** A fact that only rules read, by its path, as it might be instead. `steps`: levels in between, and one; of house rules how many are dropped. */
export interface FactChange extends Change, OtherFact {
  readonly title: string;
  readonly from: LevelWords;
  readonly to: LevelWords;
}

/** For each known number that rules compare with something, and for the house rules: what else it might be, nearest first. */
export function factChanges(decided: DecidedClass, context: AssessContext): readonly FactChange[] {
  return [...NUMBERS.flatMap((path) => numberChanges(path, decided, context)), ...houseRuleChanges(decided, context)];
}

/** A fact stated otherwise, as it is tried alone and with other answers. */
function stating(path: string, value: unknown, { situation, modelIn, allowed }: DecidedClass, { seed }: AssessContext): Pick<FactChange, 'of' | 'modelFor' | 'leading'> {
  const modelFor = modelIn(withStated(situation, path, value));
  return { of: path, modelFor, leading: () => leadingSide(modelFor, allowed, seed) };
}

const NUMBERS = Object.entries(RULE_SCOPE).flatMap(([path, { kind }]) => (kind === 'number' && READ_BY_RULES_ONLY.test(path) ? [path] : []));

function numberChanges(path: string, decided: DecidedClass, context: AssessContext): FactChange[] {
  const { situation } = decided;
  const value = situation.org[path.slice('org.'.length)];
  if (typeof value !== 'number') return [];
  const levels = factLevels(path, situation, concernsOf(path, decided, context));
  const at = levels.findIndex(({ range }) => range !== undefined && inRange(value, range));
  const from = { level: String(value), label: rangeText[context.language](path, { exactly: value }) };
  return levels
    .map((level, index) => ({ level, steps: Math.abs(index - at) }))
    .filter(({ steps }) => steps > 0)
    .sort((a, b) => a.steps - b.steps)
    .map(({ level, steps }) => ({ ...stating(path, level.value, decided, context), title: factName(path, context.language), from, to: wordsOf(path, level, context), steps }));
}

const HOUSE_RULES = 'w.house_rules';

/** House rules are the organisation's own to drop: each of those stated, and all of them. */
function houseRuleChanges(decided: DecidedClass, context: AssessContext): FactChange[] {
  const { language } = context;
  const stated = decided.trafficClass.houseRules ?? [];
  const words = (rules: readonly HouseRule[]): LevelWords =>
    rules.length === 0
      ? { level: 'none', label: ASSESS_TEXTS[language].emptyList }
      : { level: rules.join(), label: formatList(rules.map((rule) => midSentence(itemName(HOUSE_RULES, rule, language))), language) };
  const kept = [...(stated.length > 1 ? stated.map((dropped) => stated.filter((rule) => rule !== dropped)) : []), ...(stated.length > 0 ? [[]] : [])];
  return kept.map((rules) => ({
    ...stating(HOUSE_RULES, rules, decided, context), title: factName(HOUSE_RULES, language), from: words(stated), to: words(rules), steps: stated.length - rules.length,
  }));
}

/** What an open rule would say for each answer to each of the questions that it hangs on, of the options that it is open for. */
export function gateAnswers(gate: CompiledGate, { target, questions }: Pick<AssessedGate, 'target' | 'questions'>, decided: DecidedClass, context: AssessContext): NonNullable<AssessedGate['answers']> {
  const options = decided.options.filter(({ id }) => target.options.includes(id));
  // Options of one kind are judged alike, and there are many of few kinds.
  const kinds = new Map<OptionKind, Option>();
  const kindOf = (option: Option): OptionKind => gate.kindOf(option, context.rulebook.kindOf(option));
  for (const option of options) remembered(kinds, kindOf(option), () => option);
  const concerns = [...kinds.values()].map((option) => ({ gate, option }));
  return questions.filter((path) => !path.startsWith('option.')).flatMap((path) => {
    const question = questionOf(path);
    const levels = question === undefined ? factLevels(path, decided.situation, concerns) : levelsOfQuestion(question, decided);
    const answers = levels.map((level) => {
      const words = question === undefined ? wordsOf(path, level, context) : { level: String(level.value), label: labelOf(question, level.value as Level, context) };
      const situation = withStated(decided.situation, path, level.value);
      const said = new Map([...kinds].map(([kind, option]) => [kind, gate.verdict(situation, option).verdict]));
      return { ...words, ...worst(options.map((option) => ({ id: option.id, verdict: said.get(kindOf(option)) as GateVerdict }))) };
    });
    const title = question === undefined ? factName(path, context.language) : midSentence(titleOf(question, context));
    // Where another unknown keeps it open whatever the answer is, there is nothing to say.
    return answers.every(({ verdict }) => verdict === 'open') ? [] : [{ question: path, title, levels: answers }];
  });
}

function levelsOfQuestion(question: Question, { allowed }: DecidedClass): readonly FactLevel[] {
  return (allowed[QUESTIONS.indexOf(question)] ?? []).map((index) => ({ value: LEVELS[question][index] as Level }));
}

type Said = NonNullable<AssessedGate['answers']>[number]['levels'][number]['verdict'];
const SAID: Readonly<Record<GateVerdict, Said>> = { blocks: 'blocks', open: 'open', conditions: 'conditions', satisfied: 'clear', not_applicable: 'clear' };
const WORST_FIRST: readonly Said[] = ['blocks', 'open', 'conditions', 'clear'];

/** The worst that is said, and of which options. */
function worst(said: readonly { readonly id: AssessedOption['id']; readonly verdict: GateVerdict }[]): { readonly verdict: Said; readonly options: string[] } {
  const verdict = WORST_FIRST.find((one) => said.some((option) => SAID[option.verdict] === one)) ?? 'clear';
  return { verdict, options: said.filter((option) => SAID[option.verdict] === verdict).map(({ id }) => id) };
}
