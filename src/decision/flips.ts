/** What would change the answer: for each known question the nearest other level that puts another side ahead, gates included. */
import { LEVELS, QUESTIONS, type Question, type Side } from '../profile/vocabulary.js';
import { completions, type Allowed } from './completions.js';
import { decide, winner } from './contest.js';
import type { ClassModel } from './model.js';
import { outcomes, sideAt } from './outcomes.js';

/** The contest as it is for a set of answers: which models stand for a side may hang on the performance that is needed. */
export type ModelFor = (allowed: Allowed) => ClassModel;

/** Something that is known, as it might be otherwise. */
export interface Change {
  /** What it is a change of. */
  readonly of: string;
  /** How far away that is, from 1. */
  readonly steps: number;
  /** The side that leads then. */
  readonly leading: () => Side | null;
}

export interface AnswerChange extends Change {
  readonly of: Question;
  /** Level indices, `steps` apart. */
  readonly from: number;
  readonly to: number;
}

/** A change that puts another side ahead. */
export interface FlipBy<C extends Change> {
  readonly change: C;
  readonly side: Side | null;
}

/** The side that is ahead over everything that `allowed` leaves open, by the same rule as the full decision. */
export function leadingSide(modelFor: ModelFor, allowed: Allowed, seed: number): Side | null {
  const model = modelFor(allowed);
  const outcome = outcomes(model, allowed, seed);
  const { count } = outcome.completions;
  let lead = 0;
  let contested = 0;
  const alone = { local: 0, api: 0 };
  for (let c = 0; c < count; c += 1) {
    const leadHere = outcome.lead[c] as number;
    const side = sideAt(outcome, c);
    if (!Number.isNaN(leadHere)) {
      contested += 1;
      lead += leadHere;
    } else if (side !== null) alone[side] += 1;
  }
  if (contested === count) return winner(true, lead / contested, { local: 1, api: 0 });
  if (contested === 0) return winner(false, null, alone);
  // Where an open answer may bar a side, the weightings count, and they cost more to look at.
  return decide(model, allowed, seed).side;
}

/** Every other level of each known answer on which something hangs, in the order of the questions and their levels. */
export function answerChanges(modelFor: ModelFor, allowed: Allowed, seed: number): AnswerChange[] {
  const model = modelFor(allowed);
  const changes: AnswerChange[] = [];
  for (const [q, of] of QUESTIONS.entries()) {
    const [from, ...others] = allowed[q] as readonly number[];
    if (from === undefined || others.length > 0) continue;
    const isRead = reads(model, q);
    for (let to = 0; to < LEVELS[of].length; to += 1) {
      const tried = allowed.with(q, [to]);
      if (to !== from && (isRead || modelFor(tried) !== model)) changes.push({ of, from, to, steps: Math.abs(to - from), leading: () => leadingSide(modelFor, tried, seed) });
    }
  }
  return changes;
}

/**
 * Of everything that may be changed the nearest change that puts another side ahead, fewest steps first and then in the order given. Found as
 * they are asked for: the first ones cost least.
 * @param kinds each worked out once the changes before it are tried, at one step
 */
export function* flips<C extends Change>(kinds: readonly (() => readonly C[])[], side: Side | null): Generator<FlipBy<C>, void> {
  const flipped = new Set<string>();
  let furthest = 1;
  for (let steps = 1; steps <= furthest; steps += 1) {
    for (const changes of kinds) {
      for (const change of changes()) {
        furthest = Math.max(furthest, change.steps);
        if (change.steps !== steps || flipped.has(change.of)) continue;
        const leading = change.leading();
        if (leading === side) continue;
        flipped.add(change.of);
        yield { change, side: leading };
      }
    }
  }
}

/** `complete`: nothing smaller is left untried. */
export interface JointSearch<Fact extends OtherFact = OtherFact> {
  readonly flip: JointFlip<Fact> | null;
  readonly complete: boolean;
}

/** A fact that has no levels of its own, stated otherwise: how far away that is, and the contest then. */
export interface OtherFact {
  readonly steps: number;
  readonly modelFor: ModelFor;
}

export interface JointFlip<Fact extends OtherFact = OtherFact> {
  readonly changes: readonly { readonly question: Question; readonly from: number; readonly to: number }[];
  /** Counts as one of the answers. */
  readonly fact?: Fact;
  readonly side: Side | null;
}

/** So many cases are tried before the search for joint flips gives up. */
const JOINT_SEARCH_CAP = 400_000;

/**
 * The smallest set of two or three known answers that together put another side ahead, where no single one does: fewest answers, then
 * fewest steps. One of them may be a fact without levels. Not complete where the open answers leave too many cases to look at all of them.
 */
export function smallestJointFlip<Fact extends OtherFact>(modelFor: ModelFor, allowed: Allowed, side: Side | null, seed: number, facts: readonly Fact[] = []): JointSearch<Fact> {
  const grounds = [{ modelFor, steps: 0, taken: 0 }, ...facts.map((fact) => ({ modelFor: fact.modelFor, steps: fact.steps, taken: 1, fact }))];
  let budget = JOINT_SEARCH_CAP;
  const cost = completions(allowed, seed).count;
  for (const size of [2, 3]) {
    let best: { flip: JointFlip<Fact>; steps: number } | undefined;
    for (const ground of grounds) {
      const known = QUESTIONS.map((_, q) => q).filter((q) => (allowed[q] as readonly number[]).length === 1 && reads(ground.modelFor(allowed), q));
      for (const changes of jointChanges(known, allowed, size - ground.taken)) {
        const steps = changes.reduce((sum, { from, to }) => sum + Math.abs(to - from), ground.steps);
        if (best !== undefined && steps >= best.steps) continue;
        budget -= cost;
        if (budget < 0) return { flip: best?.flip ?? null, complete: false };
        const tried = leadingSide(ground.modelFor, changes.reduce((all: Allowed, { q, to }) => all.with(q, [to]), allowed), seed);
        if (tried === side) continue;
        const { fact } = ground as { readonly fact?: Fact };
        best = { steps, flip: { side: tried, changes: changes.map(({ q, from, to }) => ({ question: QUESTIONS[q] as Question, from, to })), ...(fact === undefined ? {} : { fact }) } };
      }
    }
    if (best !== undefined) return { flip: best.flip, complete: true };
  }
  return { flip: null, complete: true };
}

/** Whether any value or any gate hangs on a question. */
function reads({ local, api }: ClassModel, q: number): boolean {
  for (const options of [local, api]) {
    for (const { standing, values } of options) {
      if (standing.questions.includes(q)) return true;
      for (const { questions } of values) if (questions.includes(q)) return true;
    }
  }
  return false;
}

interface Answer {
  readonly q: number;
  readonly from: number;
  readonly to: number;
}

/** Every way to change `size` of the questions, in the order of the questions and their levels. */
function* jointChanges(questions: readonly number[], allowed: Allowed, size: number): Generator<readonly Answer[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [index, q] of questions.entries()) {
    const from = (allowed[q] as readonly number[])[0] as number;
    for (const to of LEVELS[QUESTIONS[q] as Question].keys()) {
      if (to === from) continue;
      for (const rest of jointChanges(questions.slice(index + 1), allowed, size - 1)) yield [{ q, from, to }, ...rest];
    }
  }
}
