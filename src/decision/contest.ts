/**
 * The decision for one class of traffic: over every completion of the open answers, which sides are admissible, which
 * leads, and under what part of the weightings considered it still does.
 */
import type { Firmness } from '../assessment/terms.js';
import { remembered } from '../lazy.js';
import { SIDES, type Side } from '../profile/vocabulary.js';
import { wilsonInterval, type Allowed, type Completions } from './completions.js';
import { at, type Spread } from './factor.js';
import type { ClassModel, OptionModel, Outcomes } from './model.js';
import { leader, OPEN, outcomes, rankOf } from './outcomes.js';
import { standings } from './standing.js';
import { flooredDifferences, TIE, winningShare, winningShareInRanking, winsEverywhere } from './weighting.js';

/** Leads below this are no lead: a difference that small lies inside the tables' own coarseness. */
export const INDIFFERENCE = 0.03;
/** Least share of weightings for each word. */
export const TIERS = { robust: 0.95, likely: 0.8, leaning: 0.6 } as const;

export interface Contest {
  readonly side: Side | null;
  readonly firmness: Firmness | null;
  /** Expected lead of local over the completions in which both sides are admissible. */
  readonly lead: number | null;
  /** Share of the completions in which both sides are admissible. */
  readonly contested: number;
  /** Shares of the weightings considered, with the options that stand for the sides at the reference weights. */
  readonly acceptability: {
    readonly local: number;
    readonly api: number;
    readonly method: 'exact' | 'sampled';
    readonly completions: number;
    readonly interval?: { readonly low: number; readonly high: number };
    /** Share of the weightings that keep a stated ranking of all criteria in which local is the better one; api has the rest. */
    readonly inRanking?: number;
  };
  /** Expected value of each side on each criterion, over the completions in which both sides are admissible; else over its own. */
  readonly values: { readonly local: readonly number[] | null; readonly api: readonly number[] | null };
  /** Expected difference local less api on each criterion; null where no completion has both sides. */
  readonly differences: readonly number[] | null;
  /** The option that stands for each side most often. */
  readonly representative: { readonly local: OptionModel | null; readonly api: OptionModel | null };
}

/** Sums over completions, from which the contest is read off. */
class Tally {
  completions = 0;
  contested = 0;
  lead = 0;
  share = { local: 0, api: 0 };
  /** Local's share of the weightings that keep the stated ranking, over contested completions. */
  inRanking = 0;
  differences: Float64Array;
  /** Values over contested completions, and over those in which the side stands alone. */
  values: Record<Side, { contested: Float64Array; alone: Float64Array; aloneCount: number }>;
  stands: Record<Side, Map<number, number>> = { local: new Map(), api: new Map() };
  /** In how many completions each side wins whatever the weights, by an option that no open fact can bar. */
  certain = { local: 0, api: 0 };
  /** Completions in which the side's option hangs on an open fact. */
  open = { local: 0, api: 0 };

  constructor(criteria: number) {
    const zeros = (): Float64Array => new Float64Array(criteria);
    this.differences = zeros();
    this.values = {
      local: { contested: zeros(), alone: zeros(), aloneCount: 0 },
      api: { contested: zeros(), alone: zeros(), aloneCount: 0 },
    };
  }
}

/** Spreads of an option over the completions, made when one of them is first looked at. */
class Values {
  readonly #spreads = new Map<OptionModel, readonly Spread[]>();

  constructor(private readonly over: Completions, private readonly allowed: Allowed) {}

  of(option: OptionModel): readonly Spread[] {
    return remembered(this.#spreads, option, () => option.values.map((factor) => factor.over(this.over, this.allowed)));
  }

  /** Local less api on each criterion, or any option less another. */
  differences(one: OptionModel, other: OptionModel, c: number): number[] {
    const others = this.of(other);
    return this.of(one).map((spread, i) => at(spread, c) - at(others[i] ?? 0, c));
  }

  standing(option: OptionModel, c: number): number {
    return at(option.standing.over(this.over, this.allowed), c);
  }
}

function tallied(model: ClassModel, allowed: Allowed, outcome: Outcomes): Tally {
  const tally = new Tally(model.weights.length);
  const values = new Values(outcome.completions, allowed);
  for (let c = 0; c < outcome.completions.count; c += 1) {
    tally.completions += 1;
    const options = { local: model.local[outcome.local.best[c] as number], api: model.api[outcome.api.best[c] as number] };
    for (const side of SIDES) {
      const index = outcome[side].best[c] as number;
      if (index < 0) continue;
      tally.stands[side].set(index, (tally.stands[side].get(index) ?? 0) + 1);
      if (outcome[side].standing[c] === OPEN) tally.open[side] += 1;
    }
    if (options.local !== undefined && options.api !== undefined) countContested(tally, model, values, c, options.local, options.api, outcome.lead[c] as number);
    else for (const side of SIDES) countAlone(tally, side, options[side], outcome[side].standing[c] as number, values, c);
  }
  return tally;
}

function countAlone(tally: Tally, side: Side, option: OptionModel | undefined, standing: number, values: Values, c: number): void {
  if (option === undefined) return;
  tally.share[side] += 1;
  if (standing !== OPEN) tally.certain[side] += 1;
  tally.values[side].aloneCount += 1;
  add(tally.values[side].alone, values.of(option), c);
}

function countContested(tally: Tally, model: ClassModel, values: Values, c: number, local: OptionModel, api: OptionModel, lead: number): void {
  const differences = values.differences(local, api, c);
  const floored = flooredDifferences(model.weights, differences);
  const share = winningShare(floored);
  tally.contested += 1;
  tally.lead += lead;
  tally.share.local += share;
  tally.share.api += 1 - share;
  if (model.ranking !== undefined) tally.inRanking += winningShareInRanking(differences, model.ranking);
  if (winsEverywhere(floored) && beatsAll(local, api, model.api, model.weights, values, c)) tally.certain.local += 1;
  if (winsEverywhere(floored.map((d) => -d)) && beatsAll(api, local, model.local, model.weights, values, c)) tally.certain.api += 1;
  add(tally.differences, differences, c);
  add(tally.values.local.contested, values.of(local), c);
  add(tally.values.api.contested, values.of(api), c);
}

function add(sums: Float64Array, spreads: readonly Spread[], c: number): void {
  for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] as number) + at(spreads[i] ?? 0, c);
}

/**
 * Whether an option that no open fact can bar wins under every weighting, not only against the one that stands for the other side at the
 * reference weights: under other weights another of its options may be the better one.
 */
function beatsAll(winner: OptionModel, stands: OptionModel, rivals: readonly OptionModel[], weights: readonly number[], values: Values, c: number): boolean {
  if (values.standing(winner, c) === OPEN) return false;
  const rank = rankOf(stands, values.standing(stands, c));
  return rivals.every((rival) => {
    const standing = values.standing(rival, c);
    if (rival === stands || standing === 0 || rankOf(rival, standing) < rank) return true;
    return winsEverywhere(flooredDifferences(weights, values.differences(winner, rival, c)));
  });
}

/** Decides one class over everything that `allowed` leaves open. */
export function decide(model: ClassModel, allowed: Allowed, seed: number): Contest {
  const outcome = outcomes(model, allowed, seed);
  const { method } = outcome.completions;
  const tally = tallied(model, allowed, outcome);
  const n = tally.completions;
  const acceptability = { local: tally.share.local / n, api: tally.share.api / n };
  const lead = tally.contested === 0 ? null : tally.lead / tally.contested;
  const side = winner(tally.contested === n, lead, acceptability);
  return {
    side,
    firmness: side === null ? null : firmness(tally, model, allowed, side, acceptability[side], lead, method),
    lead,
    contested: tally.contested / n,
    acceptability: {
      ...acceptability,
      method,
      completions: n,
      ...(model.ranking === undefined || tally.contested === 0 ? {} : { inRanking: tally.inRanking / tally.contested }),
      ...(method === 'sampled' && side !== null ? { interval: wilsonInterval(acceptability[side], n) } : {}),
    },
    values: { local: meanValues(tally, 'local'), api: meanValues(tally, 'api') },
    differences: tally.contested === 0 ? null : Array.from(tally.differences, (sum) => sum / tally.contested),
    representative: {
      local: commonest(model.local, tally.stands.local),
      api: commonest(model.api, tally.stands.api),
    },
  };
}

/** With both sides admissible throughout, the lead decides; where an open answer may bar a side, the shares do. */
export function winner(throughout: boolean, lead: number | null, share: { readonly local: number; readonly api: number }): Side | null {
  if (share.local + share.api <= TIE) return null;
  if (throughout && lead !== null) return leader(lead);
  return share.local > share.api + TIE ? 'local' : 'api';
}

function firmness(
  tally: Tally,
  model: ClassModel,
  allowed: Allowed,
  side: Side,
  share: number,
  lead: number | null,
  method: 'exact' | 'sampled',
): Firmness {
  const other: Side = side === 'local' ? 'api' : 'local';
  if (!standings(model[other], allowed).ever) {
    if (standings(model[side], allowed).always) return model[other].length === 0 ? 'only_option' : 'gate';
    return tier(share, false);
  }
  if (method === 'exact' && tally.certain[side] === tally.completions) return 'decided';
  if (lead !== null && tally.contested === tally.completions && Math.abs(lead) < INDIFFERENCE) return 'close';
  return tier(share, tally.open[side] === 0);
}

/** @param clear no open fact can bar the side */
function tier(share: number, clear: boolean): Firmness {
  if (share >= TIERS.robust && clear) return 'robust';
  if (share >= TIERS.likely) return 'likely';
  return share >= TIERS.leaning ? 'leaning' : 'close';
}

/**
 * Expected differences, local less api, of the option that stands for the leading side against each option that might stand for the
 * other: under other weights the rival need not be the one of today.
 */
export function differencesToRivals(model: ClassModel, allowed: Allowed, seed: number, side: Side, stands: OptionModel): number[][] {
  const sign = side === 'local' ? 1 : -1;
  const other: Side = side === 'local' ? 'api' : 'local';
  const { completions: over, [other]: { best, standing: standings } } = outcomes(model, allowed, seed);
  const values = new Values(over, allowed);
  return model[other].flatMap((rival) => {
    const sums = new Float64Array(model.weights.length);
    let count = 0;
    for (let c = 0; c < over.count; c += 1) {
      const rivalOfToday = model[other][best[c] as number];
      const standing = values.standing(rival, c);
      if (standing === 0 || rivalOfToday === undefined || values.standing(stands, c) === 0) continue;
      if (rankOf(rival, standing) < rankOf(rivalOfToday, standings[c] as number)) continue;
      count += 1;
      add(sums, values.differences(stands, rival, c), c);
    }
    return count === 0 ? [] : [Array.from(sums, (sum) => (sign * sum) / count)];
  });
}

function meanValues(tally: Tally, side: Side): number[] | null {
  const { contested: sums, alone, aloneCount } = tally.values[side];
  if (tally.contested > 0) return Array.from(sums, (sum) => sum / tally.contested);
  return aloneCount > 0 ? Array.from(alone, (sum) => sum / aloneCount) : null;
}

function commonest(options: readonly OptionModel[], stands: ReadonlyMap<number, number>): OptionModel | null {
  let best: number | undefined;
  for (const [index, times] of stands) {
    if (best === undefined || times > (stands.get(best) ?? 0) || (times === stands.get(best) && index < best)) best = index;
  }
  return best === undefined ? null : (options[best] ?? null);
}
