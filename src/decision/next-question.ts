/**
 * The open answer worth asking for next: first those that a gate hangs on, then the greatest expected gain, then the
 * greatest drop in entropy where every gain is zero; none when no answer can change the recommendation.
 */
import { QUESTIONS, type Question } from '../profile/vocabulary.js';
import type { Allowed, Completions } from './completions.js';
import type { ClassModel, Outcomes } from './model.js';
import { outcomes, sideAt } from './outcomes.js';
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

/** The completions as the questions see them. */
interface Cases {
  readonly completions: Completions;
  /** 0 no side, 1 local, 2 api. */
  readonly side: Uint8Array;
  /** Sides that have an option: 1 local, 2 api, 3 both. */
  readonly admitted: Uint8Array;
  /** 0 where only one side is admissible: there is nothing to choose, hence nothing to gain. */
  readonly lead: Float64Array;
}

const CODES = { local: 1, api: 2 } as const;

/** The open questions that can change the recommendation, most worthwhile first. */
export function questionsByWorth(model: ClassModel, allowed: Allowed, seed: number): QuestionWorth[] {
  const open: number[] = [];
  for (let q = 0; q < allowed.length; q += 1) if ((allowed[q] as readonly number[]).length > 1) open.push(q);
  if (open.length === 0) return [];
  const cases = casesOf(outcomes(model, allowed, seed));
  const options = [...model.local, ...model.api];
  const gated = (q: number): boolean => options.some(({ standing }) => standing.questions.includes(q));
  const valued = (q: number): boolean => options.some(({ values }) => values.some(({ questions }) => questions.includes(q)));
  // A sample seldom holds two completions that differ in one answer only, so there any disagreement has to do.
  const matters = (q: number, codes: Uint8Array): boolean => (cases.completions.method === 'exact' ? differsAlong(codes, q, allowed) : codes.some((code) => code !== codes[0]));
  return open
    .filter((q) => (gated(q) || valued(q)) && matters(q, cases.side))
    .map((q) => worthOf(cases, q, gated(q) && matters(q, cases.admitted)))
    .sort(moreWorthwhile);
}

function casesOf(outcome: Outcomes): Cases {
  const { completions, local, api, lead } = outcome;
  const admitted = Uint8Array.from(local.best, (best, c) => (best >= 0 ? CODES.local : 0) + ((api.best[c] as number) >= 0 ? CODES.api : 0));
  const side = Uint8Array.from(admitted, (_, c) => {
    const ahead = sideAt(outcome, c);
    return ahead === null ? 0 : CODES[ahead];
  });
  return { completions, side, admitted, lead: Float64Array.from(lead, (one) => (Number.isNaN(one) ? 0 : one)) };
}

/** Gate questions first, then gain, then information; differences below rounding are ties and keep the file order. */
export function moreWorthwhile(a: QuestionWorth, b: QuestionWorth): number {
  if (a.gate !== b.gate) return a.gate ? -1 : 1;
  if (Math.abs(a.gain - b.gain) > TIE) return b.gain - a.gain;
  return Math.abs(a.information - b.information) > TIE ? b.information - a.information : 0;
}

/** Some two of all completions that differ only in this answer read differently. The first open question changes fastest. */
function differsAlong(codes: Uint8Array, q: number, allowed: Allowed): boolean {
  const stride = allowed.slice(0, q).reduce((product, levels) => product * levels.length, 1);
  const levels = (allowed[q] as readonly number[]).length;
  return codes.some((code, c) => Math.floor(c / stride) % levels > 0 && code !== codes[c - stride]);
}

/** Completions with one answer, or all of them. */
class Group {
  count = 0;
  lead = 0;
  readonly sides = [0, 0, 0];

  add({ side, lead }: Cases, c: number): void {
    this.count += 1;
    this.lead += lead[c] as number;
    this.sides[side[c] as number] = (this.sides[side[c] as number] as number) + 1;
  }

  /** Value of choosing once the answer is known, over always choosing api. */
  get gain(): number {
    return Math.max(0, this.lead / this.count);
  }

  /** Entropy of the winning side in bits. */
  get entropy(): number {
    return this.sides.reduce((sum, n) => (n === 0 ? sum : sum - (n / this.count) * Math.log2(n / this.count)), 0);
  }
}

function worthOf(cases: Cases, q: number, gate: boolean): QuestionWorth {
  const { count, levels } = cases.completions;
  const all = new Group();
  const groups: Group[] = [];
  for (let c = 0; c < count; c += 1) {
    all.add(cases, c);
    (groups[levels[q]?.[c] ?? 0] ??= new Group()).add(cases, c);
  }
  // The loop leaves holes for levels that are ruled out.
  const weighted = (f: (group: Group) => number): number => groups.reduce((sum, group) => sum + f(group) * group.count, 0) / count;
  return {
    question: QUESTIONS[q] as Question,
    gate,
    gain: Math.max(0, weighted(({ gain }) => gain) - all.gain),
    information: Math.max(0, all.entropy - weighted(({ entropy }) => entropy)),
  };
}
