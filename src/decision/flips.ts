/** What would change the answer: for each known question the nearest other level that puts another side ahead, gates included. */
import { LEVELS, QUESTIONS, type Question, type Side } from '../profile/vocabulary.js';
import { completions } from './completions.js';
import { outcome } from './contest.js';
import type { Allowed, ClassModel } from './model.js';

export interface FlipTo {
  readonly question: Question;
  /** Level indices. */
  readonly from: number;
  readonly to: number;
  /** |to − from|. */
  readonly steps: number;
  readonly side: Side | null;
}

/** The side that is ahead over everything that `allowed` leaves open; the same rule as in the full decision, without the weightings. */
export function leadingSide(model: ClassModel, allowed: Allowed, seed: number): Side | null {
  let lead = 0;
  let contested = 0;
  const wins = { local: 0, api: 0 };
  const cases = completions(allowed, seed);
  cases.forEach((assignment) => {
    const result = outcome(model, assignment);
    if (!Number.isNaN(result.lead)) {
      contested += 1;
      lead += result.lead;
    }
    if (result.side !== null) wins[result.side] += 1;
  });
  if (wins.local + wins.api === 0) return null;
  if (contested === cases.count) return lead > 0 ? 'local' : 'api';
  return wins.local > wins.api ? 'local' : 'api';
}

/** Nearest flips, fewest steps first; at equal distance the lower level and the order of the questions. */
export function nearestFlips(model: ClassModel, allowed: Allowed, side: Side | null, seed: number): FlipTo[] {
  return QUESTIONS.flatMap((question, q) => {
    const known = allowed[q] as readonly number[];
    const flip = known.length === 1 ? nearestFlip(model, allowed, question, side, seed) : undefined;
    return flip === undefined ? [] : [flip];
  }).sort((a, b) => a.steps - b.steps);
}

function nearestFlip(model: ClassModel, allowed: Allowed, question: Question, side: Side | null, seed: number): FlipTo | undefined {
  const q = QUESTIONS.indexOf(question);
  const from = (allowed[q] as readonly number[])[0] as number;
  const others = LEVELS[question].map((_, level) => level).filter((level) => level !== from);
  others.sort((a, b) => Math.abs(a - from) - Math.abs(b - from) || a - b);
  for (const to of others) {
    const tried = leadingSide(model, allowed.with(q, [to]), seed);
    if (tried !== side) return { question, from, to, steps: Math.abs(to - from), side: tried };
  }
  return undefined;
}
