/** What each completion of the open answers comes to: the option that stands for each side, and which side leads. */
import { ADMISSIBLE } from '../assessment/terms.js';
import type { Side } from '../profile/vocabulary.js';
import { completions, type Allowed, type Completions } from './completions.js';
import { remembered } from '../lazy.js';
import type { Factor, Spread } from './factor.js';
import type { ClassModel, Outcomes, SideOutcomes } from './model.js';
import { Values, type OptionModel } from './values.js';
import { TIE } from './weighting.js';

export const OPEN = ADMISSIBLE.indexOf('open');

/** The decision, the flips and the questions all look at the same ones. */
export function outcomes(model: ClassModel, allowed: Allowed, seed: number): Outcomes {
  const first = (model.first ??= { allowed, seed, outcomes: computed(model, allowed, completions(allowed, seed)) });
  if (first.allowed === allowed && first.seed === seed) return first.outcomes;
  return remembered((model.others ??= new Map()), `${seed}/${allowed.join('/')}`, () => computed(model, allowed, completions(allowed, seed)));
}

function computed(model: ClassModel, allowed: Allowed, over: Completions): Outcomes {
  const contenders = (model.contenders ??= { local: contendersOf(model.local), api: contendersOf(model.api) });
  const values = new Values(over, allowed);
  const local = new Contenders(model.local, contenders.local, model.weights, values);
  const api = new Contenders(model.api, contenders.api, model.weights, values);
  const lead: number[] = [];
  for (let c = 0; c < over.count; c += 1) lead.push((local.best[c] as number) < 0 || (api.best[c] as number) < 0 ? Number.NaN : (local.value[c] as number) - (api.value[c] as number));
  return { completions: over, values, local, api, lead };
}

/** The side that a lead names; a dead heat goes to the API, which is the cheaper one to leave again. */
export function leader(lead: number): Side {
  return lead > TIE ? 'local' : 'api';
}

/** The side that is ahead in one completion. */
export function sideAt({ local, api, lead }: Outcomes, c: number): Side | null {
  if (!Number.isNaN(lead[c])) return leader(lead[c] as number);
  return (local.best[c] as number) >= 0 ? 'local' : (api.best[c] as number) >= 0 ? 'api' : null;
}

/** @param index -1 for none: V8 looks long for a place before the first one */
export function optionAt(options: readonly OptionModel[], index: number): OptionModel | undefined {
  return index < 0 ? undefined : options[index];
}

/** The user's own options come before others, and those that no open fact can bar before those that one can. */
export function rankOf({ option }: OptionModel, standing: number): number {
  return (option.origin === 'user' ? 2 : 0) + (standing === OPEN ? 0 : 1);
}

/**
 * The best admissible option of a side in each completion: the user's own, else one that no open fact can bar, else the most valuable.
 * That it comes with conditions decides only between equals: an agreement to be signed makes nothing worse to run.
 */
class Contenders implements SideOutcomes {
  readonly best: number[];
  readonly standing: number[];
  /** Weighted value of the best one. */
  readonly value: number[];

  constructor(options: readonly OptionModel[], contenders: readonly number[], weights: readonly number[], values: Values) {
    const { over, allowed } = values;
    // Plain arrays: mostly there is one completion, and typed ones take longer to make.
    this.best = new Array<number>(over.count).fill(-1);
    this.standing = new Array<number>(over.count).fill(0);
    this.value = new Array<number>(over.count).fill(Number.NaN);
    for (const index of contenders) {
      const option = options[index] as OptionModel;
      const standing = option.standing.over(over, allowed);
      if (standing !== 0) this.#consider(options, index, standing, weightedValue(values.of(option), weights, over.count));
    }
  }

  #consider(options: readonly OptionModel[], index: number, standings: Spread, values: Spread): void {
    for (let c = 0; c < this.best.length; c += 1) {
      const standing = typeof standings === 'number' ? standings : (standings[c] as number);
      if (standing === 0) continue;
      const value = typeof values === 'number' ? values : (values[c] as number);
      const before = optionAt(options, this.best[c] as number);
      if (before !== undefined && !isBetter(options[index] as OptionModel, standing, value, before, this.standing[c] as number, this.value[c] as number)) continue;
      this.best[c] = index;
      this.standing[c] = standing;
      this.value[c] = value;
    }
  }
}

function isBetter(one: OptionModel, standing: number, value: number, other: OptionModel, otherStanding: number, otherValue: number): boolean {
  const rank = rankOf(one, standing) - rankOf(other, otherStanding);
  if (rank !== 0) return rank > 0;
  const ahead = value - otherValue;
  return Math.abs(ahead) <= TIE ? standing > otherStanding : ahead > 0;
}

/** Σ w_i v_i in each completion. */
function weightedValue(values: readonly Spread[], weights: readonly number[], count: number): Spread {
  let constant = 0;
  let total: Float64Array | undefined;
  for (let i = 0; i < weights.length; i += 1) {
    const weight = weights[i] as number;
    const spread = values[i] ?? 0;
    if (typeof spread === 'number') constant += weight * spread;
    else {
      total ??= new Float64Array(count);
      for (let c = 0; c < count; c += 1) total[c] = (total[c] as number) + weight * (spread[c] as number);
    }
  }
  if (total === undefined) return constant;
  for (let c = 0; c < count; c += 1) total[c] = (total[c] as number) + constant;
  return total;
}

function contendersOf(options: readonly OptionModel[]): readonly number[] {
  const contenders: number[] = [];
  for (let j = 0; j < options.length; j += 1) {
    let isSuperseded = false;
    for (let i = 0; i < options.length && !isSuperseded; i += 1) isSuperseded = i !== j && supersedes(options[i] as OptionModel, i, options[j] as OptionModel, j);
    if (!isSuperseded) contenders.push(j);
  }
  return contenders;
}

/** Two offers alike in all that counts, the second no better in anything: it never stands for its side. */
function supersedes(one: OptionModel, i: number, other: OptionModel, j: number): boolean {
  if ((one.standing !== other.standing && !sameConstant(one.standing, other.standing)) || (one.option.origin === 'user') !== (other.option.origin === 'user')) return false;
  let better = false;
  for (let k = 0; k < one.values.length; k += 1) {
    const a = one.values[k];
    const b = other.values[k];
    if (a === b) continue;
    if (a?.constant === undefined || b?.constant === undefined || a.constant < b.constant) return false;
    better ||= a.constant > b.constant;
  }
  return better || i < j;
}

function sameConstant(one: Factor, other: Factor): boolean {
  return one.constant !== undefined && one.constant === other.constant;
}
