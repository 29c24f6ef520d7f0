/** What stands in the way: gates that speak, and how each option stands because of them. */
import type { AssessedGate, AssessedOption, AssessedPart } from '../assessment/assessment.js';
import { admissibility, waived, type JudgedOption } from '../decision/model.js';
import { lazy, remembered, type Draft } from '../lazy.js';
import type { Acceptance } from '../profile/schema.js';
import { SIDES, type Side } from '../profile/vocabulary.js';
import type { Pack, Source } from '../rules/pack.js';
import type { CompiledGate, Judgement, Rulebook } from '../rules/rulebook.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { NO_EXCEPTIONS, type Acceptances, type DecidedClass } from './class.js';
import { onceInContext, type AssessContext } from './context.js';
import { gateAnswers } from './facts.js';
import { titleOfOption } from './labels.js';
import { moneyOf } from './money.js';

/** A gate that blocks, sets conditions or is open: what it says of options of one side, without the words. */
export interface SpeakingGate extends Pick<AssessedGate, 'rule' | 'verdict' | 'target'> {
  readonly gate: CompiledGate;
  readonly judgement: Judgement;
  /** One of those that {@link OPEN_RULES} stands for. */
  readonly summed: boolean;
  readonly accepted: AssessedGate['accepted'];
}

/** Every gate that blocks, sets conditions or is open, once for each side that it bears on. */
export function assessedGates(decided: DecidedClass, acceptances: Acceptances, context: AssessContext): AssessedGate[] {
  const gates = hasNone(acceptances) ? inWordsWithoutExceptions(decided.judged, context) : speakingIn(decided.judged, acceptances).map((one) => inWords(one, context));
  return gates.map((gate) => withAnswers(gate, decided, context));
}

/** What was judged once for all that look alike speaks, and is put into words, once, too. Exceptions belong to one profile. */
export function speakingGates({ judged }: DecidedClass, acceptances: Acceptances): readonly SpeakingGate[] {
  return hasNone(acceptances) ? speakingWithoutExceptions(judged) : speakingIn(judged, acceptances);
}

const hasNone = ({ inForce, past }: Acceptances): boolean => inForce.size + past.size === 0;

const speaking = new WeakMap<readonly JudgedOption[], readonly SpeakingGate[]>();
const speakingWithoutExceptions = (judged: readonly JudgedOption[]): readonly SpeakingGate[] => remembered(speaking, judged, () => speakingIn(judged, NO_EXCEPTIONS));
const inWordsWithoutExceptions = onceInContext((judged: readonly JudgedOption[], context: AssessContext) => speakingWithoutExceptions(judged).map((one) => inWords(one, context)));

function speakingIn(judged: readonly JudgedOption[], acceptances: Acceptances): readonly SpeakingGate[] {
  const found: SpeakingGate[] = [];
  const byGate = new Map<CompiledGate, SpeakingGate[]>();
  for (const { option, verdicts } of judged) {
    for (const { gate, judgement } of verdicts) {
      const { verdict } = judgement;
      if (verdict === 'satisfied' || verdict === 'not_applicable') continue;
      const said = byGate.get(gate) ?? remembered(byGate, gate, () => []);
      const known = saidBefore(said, option.side, judgement);
      if (known !== undefined) {
        known.target.options.push(option.id);
        continue;
      }
      const acceptance = acceptances.inForce.get(gate.rule) ?? acceptances.past.get(gate.rule);
      const one = {
        gate, judgement, rule: gate.rule, verdict, target: { side: option.side, options: [option.id] }, summed: judgement.atWorst === 'nothing',
        accepted: acceptance === undefined ? undefined : accepted(gate, judgement, acceptance, acceptances),
      };
      said.push(one);
      found.push(one);
    }
  }
  return summedUp(found);
}

/** What a gate said of an option of a side. */
function saidBefore(said: readonly SpeakingGate[], side: Side, judgement: Judgement): SpeakingGate | undefined {
  for (const one of said) if (one.target.side === side && (one.judgement === judgement || sayTheSame(one.judgement, judgement))) return one;
  return undefined;
}

function sayTheSame(one: Judgement, other: Judgement): boolean {
  return one.verdict === other.verdict && one.atWorst === other.atWorst && one.unmet.join() === other.unmet.join();
}

function withAnswers(gate: AssessedGate, decided: DecidedClass, context: AssessContext): AssessedGate {
  if (gate.verdict !== 'open' || gate.summed_in !== undefined) return gate;
  const compiled = context.rulebook.gates.find(({ rule }) => rule === gate.rule);
  const answers = compiled === undefined ? [] : gateAnswers(compiled, gate, decided, context);
  return answers.length === 0 ? gate : { ...gate, answers };
}

/** The warning that stands for open rules which at worst add a condition: one question answers for all of them. */
export const OPEN_RULES = 'open-rules';
/** So few are shown one by one. */
const SHOWN_SINGLY = 2;

function summedUp(gates: readonly SpeakingGate[]): readonly SpeakingGate[] {
  const minor = new Set<string>();
  for (const { rule, judgement } of gates) if (judgement.atWorst === 'conditions') minor.add(rule);
  return minor.size > SHOWN_SINGLY ? gates.map((gate) => (gate.judgement.atWorst === 'conditions' ? { ...gate, summed: true } : gate)) : gates;
}

interface OpenRules {
  readonly rules: number;
  readonly facts: readonly string[];
}

/** How many rules hang on facts that nobody stated, and on which, the most wanted first. */
export function openRules(gates: readonly SpeakingGate[]): OpenRules {
  const summed = gates.filter((gate) => gate.summed);
  const wanted = new Map<string, Set<string>>();
  for (const { rule, judgement } of summed) for (const path of judgement.questions) wanted.set(path, (wanted.get(path) ?? new Set()).add(rule));
  const facts = [...wanted].filter(([path]) => !path.startsWith('option.')).sort(([, a], [, b]) => b.size - a.size).map(([path]) => path);
  return { rules: new Set(summed.map(({ rule }) => rule)).size, facts };
}

function inWords({ gate: { gate }, judgement, rule, verdict, target, summed, accepted: exception }: SpeakingGate, { rulebook, language }: AssessContext): AssessedGate {
  const mitigations = gate.effect === 'exclude' ? [] : gate.effect.mitigations;
  const pack = packOf(rule, rulebook);
  return {
    rule,
    title: gate.title[language],
    verdict,
    target,
    because: gate.reason[language],
    remedy: gate.remedy[language],
    conditions: judgement.unmet.flatMap((i) => mitigations[i]?.condition[language] ?? []),
    questions: [...judgement.questions],
    source: sourceOf(pack?.sources[gate.source], gate.source, language),
    basis: gate.basis,
    clauses: [...(gate.clauses ?? [])],
    ...(judgement.atWorst === undefined ? {} : { at_worst: judgement.atWorst }),
    ...(exception === undefined ? {} : { accepted: exception }),
    ...(summed ? { summed_in: OPEN_RULES } : {}),
  };
}

function packOf(rule: string, { packs }: Rulebook): Pack | undefined {
  for (const { id, pack } of packs) if (rule.startsWith(`${id}/`)) return pack;
  return undefined;
}

/** Law, article, the date on which it was read and how well that was verified. */
function sourceOf(source: Source | undefined, id: string, language: AssessContext['language']): string {
  if (source === undefined) return id;
  const { readOn, grade } = ASSESS_TEXTS[language];
  return readOn(source.title[language], source.date, grade[source.grade]);
}

function accepted(gate: CompiledGate, judgement: Judgement, { because, by, until }: Acceptance, { inForce }: Acceptances): NonNullable<AssessedGate['accepted']> {
  return { because, by, until, void: !waived(gate, judgement, inForce) };
}

/** Gates on some option that are met by all options that they apply to, and gates that apply to none. */
export function countQuietGates({ judged }: DecidedClass, { rulebook }: AssessContext): AssessedPart['gates_counted'] {
  const applying = new Set<CompiledGate>();
  const speaking = new Set<CompiledGate>();
  for (const { verdicts } of judged) {
    for (const { gate, judgement } of verdicts) {
      applying.add(gate);
      if (judgement.verdict !== 'satisfied') speaking.add(gate);
    }
  }
  const places = new Map(judged.map(({ option }) => [option.place, option]));
  const concerned = rulebook.gates.filter((gate) => [...places.values()].some((option) => gate.concerns(option)));
  return { satisfied: applying.size - speaking.size, not_applicable: concerned.length - applying.size };
}

/**
 * The gates that bar the other sides: those that bar every option of a side by themselves where there are such, else all that bar some.
 * An exception in force bars nothing.
 */
export function barring<G extends Barring>(gates: readonly G[], options: readonly { readonly side: Side }[], winner: Side | null): G[] {
  return SIDES.filter((side) => side !== winner).flatMap((side) => {
    const blocking = gates.filter(({ verdict, target, accepted }) => verdict === 'blocks' && target.side === side && (accepted === undefined || accepted.void));
    const all = options.filter((option) => option.side === side).length;
    const alone = blocking.filter(({ target }) => target.options.length === all);
    return alone.length > 0 ? alone : blocking;
  });
}

/** As much of a gate as {@link barring} reads. */
export interface Barring extends Pick<AssessedGate, 'rule' | 'verdict' | 'target'> {
  readonly accepted?: { readonly void: boolean } | undefined;
}

/** Reports for people tell of few of the options more than that they are there. */
export type OptionDraft = Draft<AssessedOption, 'title' | 'admissible' | 'because' | 'conditions' | 'questions' | 'cost' | 'sizing' | 'load'>;

export function draftOptions(decided: DecidedClass, context: AssessContext): OptionDraft[] {
  const { language } = context;
  return decided.judged.map(({ option, verdicts }) => {
    const counted = lazy(() => verdicts.filter(({ waived: taken }) => !taken));
    const speaking = lazy(() => counted().filter(({ judgement }) => judgement.verdict !== 'satisfied' && judgement.verdict !== 'not_applicable'));
    const money = lazy(() => moneyOf(option, decided.costs, context));
    return {
      id: option.id,
      part: decided.trafficClass.id,
      side: option.side,
      place: option.place,
      origin: option.origin,
      title: () => titleOfOption(option, language),
      model: option.model ?? null,
      ...(option.provider === undefined ? {} : { provider: option.provider }),
      ...(option.hardware?.gpu === undefined ? {} : { hardware: `${option.hardware.count ?? 1} × ${option.hardware.gpu}` }),
      ...(option.licence === undefined ? {} : { licence: option.licence }),
      admissible: () => admissibility(counted().map(({ judgement }) => judgement)),
      because: () => unique(speaking().filter(({ judgement }) => judgement.verdict !== 'open' || judgement.atWorst === 'blocks').map(({ gate }) => gate.gate.reason[language])),
      conditions: () => unique(speaking().flatMap(({ gate, judgement }) => conditionsOf(gate, judgement, language))),
      questions: () => unique(speaking().flatMap(({ judgement }) => judgement.questions)),
      cost: () => money().cost,
      sizing: () => money().sizing,
      load: () => money().load,
    };
  });
}

export function conditionsOf({ gate }: CompiledGate, judgement: Judgement, language: AssessContext['language']): string[] {
  if (judgement.verdict !== 'conditions' || gate.effect === 'exclude') return [];
  const { mitigations } = gate.effect;
  return judgement.unmet.flatMap((i) => mitigations[i]?.condition[language] ?? []);
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
