/** The decision one completion at a time, as its definition reads: what the tables of `src/decision` must agree with. */
import { ADMISSIBLE } from '../../src/assessment/terms.js';
import { completions, type Allowed } from '../../src/decision/completions.js';
import { at, type Factor } from '../../src/decision/factor.js';
import type { ClassModel } from '../../src/decision/model.js';
import type { OptionModel } from '../../src/decision/values.js';
import { TIE } from '../../src/decision/weighting.js';
import type { Side } from '../../src/profile/vocabulary.js';

/** Index of the level of each question, in the order of QUESTIONS. */
export type Assignment = readonly number[];

export function forEachCompletion(allowed: Allowed, seed: number, visit: (assignment: Assignment) => void): void {
  const { count, levels } = completions(allowed, seed);
  for (let c = 0; c < count; c += 1) visit(allowed.map((known, q) => levels[q]?.[c] ?? (known[0] as number)));
}

export function valueAt(factor: Factor, assignment: Assignment): number {
  const known = assignment.map((level) => [level]);
  return at(factor.over(completions(known, 0), known), 0);
}

export interface Outcome {
  /** Index of the option that stands for each side, or -1 where none is admissible. */
  readonly local: number;
  readonly api: number;
  /** Weighted lead of local; NaN unless both sides are admissible. */
  readonly lead: number;
  readonly side: Side | null;
}

/** One completion: who may run it, and who leads at the reference weights. */
export function outcomeAt(model: ClassModel, assignment: Assignment): Outcome {
  const local = bestOption(model.local, model.weights, assignment);
  const api = bestOption(model.api, model.weights, assignment);
  if (local < 0 || api < 0) return { local, api, lead: Number.NaN, side: local >= 0 ? 'local' : api >= 0 ? 'api' : null };
  const lead = totalValue(model.local[local] as OptionModel, model.weights, assignment) - totalValue(model.api[api] as OptionModel, model.weights, assignment);
  return { local, api, lead, side: lead > TIE ? 'local' : 'api' };
}

function bestOption(options: readonly OptionModel[], weights: readonly number[], assignment: Assignment): number {
  const standing = options.map((option) => valueAt(option.standing, assignment));
  const value = options.map((option) => totalValue(option, weights, assignment));
  const rank = options.map(({ option }, i) => (option.origin === 'user' ? 2 : 0) + (standing[i] === ADMISSIBLE.indexOf('open') ? 0 : 1));
  const admissible = options.map((_, i) => i).filter((i) => (standing[i] as number) > 0);
  const ranked = admissible.filter((i) => rank[i] === Math.max(...admissible.map((j) => rank[j] as number)));
  let best = -1;
  for (const i of ranked) {
    const ahead = (value[i] as number) - (value[best] ?? Number.NEGATIVE_INFINITY);
    if (Math.abs(ahead) <= TIE ? (standing[i] as number) > (standing[best] as number) : ahead > 0) best = i;
  }
  return best;
}

function totalValue(option: OptionModel, weights: readonly number[], assignment: Assignment): number {
  return weights.reduce((sum, weight, i) => {
    const factor = option.values[i];
    return factor === undefined ? sum : sum + weight * valueAt(factor, assignment);
  }, 0);
}
