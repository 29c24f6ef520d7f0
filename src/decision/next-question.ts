/**
 * The open answer worth asking for next: first those that a gate hangs on, then the greatest expected gain, then the
 * greatest drop in entropy where every gain is zero; none when no answer can change the recommendation.
 */
import { QUESTIONS, type Question, type Side } from '../profile/vocabulary.js';
import { completions } from './completions.js';
import { outcome } from './contest.js';
import type { Allowed, ClassModel } from './model.js';
import { TIE } from './weighting.js';

export interface QuestionWorth {
  readonly question: Question;
  /** An answer to it can bar a side, or admit one. */
  readonly gate: boolean;
  /** Expected gain in weighted value from knowing it before choosing (EVPPI), under uniform odds over the open levels. */
  readonly gain: number;
  /** Expected drop in the entropy of the winning side, in bits. */
  readonly information: number;
}

interface Case {
  readonly levels: Uint8Array;
  /** The levels as one number in base BASE, the first question lowest. */
  readonly code: number;
  readonly side: Side | null;
  readonly lead: number;
  readonly admitted: number;
}

/** The open questions that can change the recommendation, most worthwhile first. */
export function questionsByWorth(model: ClassModel, allowed: Allowed, seed: number): QuestionWorth[] {
  const open = QUESTIONS.map((_, q) => q).filter((q) => (allowed[q] as readonly number[]).length > 1);
  if (open.length === 0) return [];
  const possible = completions(allowed, seed);
  const cases: Case[] = [];
  possible.forEach((assignment) => {
    const { local, api, lead, side } = outcome(model, assignment);
    cases.push({ levels: assignment.slice(), code: codeOf(assignment), side, lead, admitted: (local >= 0 ? 1 : 0) + (api >= 0 ? 2 : 0) });
  });
  const options = [...model.local, ...model.api];
  const gated = (q: number): boolean => options.some(({ standing }) => standing.questions.includes(q));
  const valued = (q: number): boolean => options.some(({ values }) => values.some(({ questions }) => questions.includes(q)));
  // A sample seldom holds two completions that differ in one answer only, so there any disagreement has to do.
  const matters = (q: number, read: (one: Case) => unknown): boolean =>
    possible.method === 'exact' ? differsAlong(cases, q, read) : new Set(cases.map(read)).size > 1;
  return open
    .filter((q) => (gated(q) || valued(q)) && matters(q, ({ side }) => side))
    .map((q) => worthOf(cases, q, gated(q) && matters(q, ({ admitted }) => admitted)))
    .sort(moreWorthwhile);
}

/** Gate questions first, then gain, then information; differences below rounding are ties and keep the file order. */
export function moreWorthwhile(a: QuestionWorth, b: QuestionWorth): number {
  if (a.gate !== b.gate) return a.gate ? -1 : 1;
  if (Math.abs(a.gain - b.gain) > TIE) return b.gain - a.gain;
  return Math.abs(a.information - b.information) > TIE ? b.information - a.information : 0;
}

/** No question has as many levels as this. */
const BASE = 5;

function codeOf(levels: Uint8Array): number {
  let code = 0;
  for (let q = levels.length - 1; q >= 0; q -= 1) code = code * BASE + (levels[q] as number);
  return code;
}

/** Some pair of cases that differ only in this answer reads differently. */
function differsAlong(cases: readonly Case[], q: number, read: (one: Case) => unknown): boolean {
  const seen = new Map<number, unknown>();
  const place = BASE ** q;
  for (const one of cases) {
    const others = one.code - (one.levels[q] as number) * place;
    if (seen.has(others) && seen.get(others) !== read(one)) return true;
    seen.set(others, read(one));
  }
  return false;
}

function worthOf(cases: readonly Case[], q: number, gate: boolean): QuestionWorth {
  const groups = groupByLevel(cases, q);
  const weighted = (f: (group: readonly Case[]) => number): number =>
    groups.reduce((sum, group) => sum + f(group) * group.length, 0) / cases.length;
  const gain = weighted((group) => Math.max(0, expectedLead(group))) - Math.max(0, expectedLead(cases));
  return {
    question: QUESTIONS[q] as Question,
    gate,
    gain: Math.max(0, gain),
    information: Math.max(0, entropy(cases) - weighted(entropy)),
  };
}

function groupByLevel(cases: readonly Case[], q: number): Case[][] {
  const groups = new Map<number, Case[]>();
  for (const one of cases) {
    const level = one.levels[q] as number;
    const group = groups.get(level);
    if (group === undefined) groups.set(level, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** Where only one side is admissible there is nothing to choose, hence nothing to gain. */
function expectedLead(cases: readonly Case[]): number {
  return cases.reduce((sum, { lead }) => sum + (Number.isNaN(lead) ? 0 : lead), 0) / cases.length;
}

/** Entropy of the winning side in bits. */
function entropy(cases: readonly Case[]): number {
  const counts = new Map<Side | null, number>();
  for (const { side } of cases) counts.set(side, (counts.get(side) ?? 0) + 1);
  return [...counts.values()].reduce((sum, n) => sum - (n / cases.length) * Math.log2(n / cases.length), 0);
}
