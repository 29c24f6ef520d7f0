/**
 * The decision for one class of traffic: over every completion of the open answers, which sides are admissible, which
 * leads, and under what part of the weightings considered it still does.
 */
import { ADMISSIBLE, type Firmness } from '../assessment/terms.js';
import type { Side } from '../profile/vocabulary.js';
import { completions, wilsonInterval } from './completions.js';
import type { Allowed, Assignment, ClassModel, OptionModel } from './model.js';
import { standings } from './standing.js';
import { flooredDifferences, TIE, weightedLead, winningShare, winningShareInRanking, winsEverywhere } from './weighting.js';

/** Leads below this are no lead: a difference that small lies inside the tables' own coarseness. */
export const INDIFFERENCE = 0.03;
/** Least share of weightings for each word. */
export const TIERS = { robust: 0.95, likely: 0.8, leaning: 0.6 } as const;

/** What one completion of the open answers comes to. */
export interface Outcome {
  /** Index of the option that stands for each side, or -1 where none is admissible. */
  readonly local: number;
  readonly api: number;
  /** Weighted lead of local; NaN unless both sides are admissible. */
  readonly lead: number;
  readonly side: Side | null;
}

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

const OPEN = ADMISSIBLE.indexOf('open');

/**
 * The best admissible option of a side in one completion: the user's own, else one that no open fact can bar, else the most valuable. That
 * it comes with conditions decides only between equals: an agreement to be signed makes nothing worse to run.
 */
function bestOption(options: readonly OptionModel[], weights: readonly number[], assignment: Assignment): number {
  let best = -1;
  let bestRank = 0;
  let bestStanding = 0;
  let bestValue = 0;
  for (let index = 0; index < options.length; index += 1) {
    const option = options[index] as OptionModel;
    const standing = option.standing.at(assignment);
    if (standing === 0) continue;
    const rank = rankOf(option, standing);
    if (best >= 0 && rank < bestRank) continue;
    const value = totalValue(option, weights, assignment);
    const equal = Math.abs(value - bestValue) <= TIE;
    if (best < 0 || rank > bestRank || (equal ? standing > bestStanding : value > bestValue)) {
      best = index;
      bestRank = rank;
      bestStanding = standing;
      bestValue = value;
    }
  }
  return best;
}

/** The user's own options come before others, and those that no open fact can bar before those that one can. */
function rankOf({ option }: OptionModel, standing: number): number {
  return (option.origin === 'user' ? 2 : 0) + (standing === OPEN ? 0 : 1);
}

function totalValue(option: OptionModel, weights: readonly number[], assignment: Assignment): number {
  let total = 0;
  for (let i = 0; i < weights.length; i += 1) total += (weights[i] as number) * (option.values[i]?.at(assignment) ?? 0);
  return total;
}

function differencesOf(local: OptionModel, api: OptionModel, assignment: Assignment): number[] {
  return local.values.map((factor, i) => factor.at(assignment) - (api.values[i]?.at(assignment) ?? 0));
}

/** The side that a lead names; a dead heat goes to the API, which is the cheaper one to leave again. */
function leader(lead: number): Side {
  return lead > TIE ? 'local' : 'api';
}

/** One completion: who may run it, and who leads at the reference weights. */
export function outcome(model: ClassModel, assignment: Assignment): Outcome {
  const local = bestOption(model.local, model.weights, assignment);
  const api = bestOption(model.api, model.weights, assignment);
  if (local < 0 || api < 0) return { local, api, lead: Number.NaN, side: local >= 0 ? 'local' : api >= 0 ? 'api' : null };
  const lead = weightedLead(
    model.weights,
    differencesOf(model.local[local] as OptionModel, model.api[api] as OptionModel, assignment),
  );
  return { local, api, lead, side: leader(lead) };
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

function count(tally: Tally, model: ClassModel, assignment: Assignment): void {
  tally.completions += 1;
  const { local, api, lead } = outcome(model, assignment);
  const standing = {
    local: local < 0 ? undefined : (model.local[local] as OptionModel),
    api: api < 0 ? undefined : (model.api[api] as OptionModel),
  };
  for (const side of ['local', 'api'] as const) {
    const option = standing[side];
    if (option === undefined) continue;
    const index = side === 'local' ? local : api;
    tally.stands[side].set(index, (tally.stands[side].get(index) ?? 0) + 1);
    if (option.standing.at(assignment) === OPEN) tally.open[side] += 1;
  }
  if (standing.local !== undefined && standing.api !== undefined) {
    contested(tally, model, assignment, standing.local, standing.api, lead);
    return;
  }
  for (const side of ['local', 'api'] as const) {
    const option = standing[side];
    if (option === undefined) continue;
    tally.share[side] += 1;
    if (option.standing.at(assignment) !== OPEN) tally.certain[side] += 1;
    const { alone } = tally.values[side];
    tally.values[side].aloneCount += 1;
    option.values.forEach((factor, i) => (alone[i] = (alone[i] as number) + factor.at(assignment)));
  }
}

function contested(
  tally: Tally,
  model: ClassModel,
  assignment: Assignment,
  local: OptionModel,
  api: OptionModel,
  lead: number,
): void {
  const differences = differencesOf(local, api, assignment);
  const floored = flooredDifferences(model.weights, differences);
  const share = winningShare(floored);
  tally.contested += 1;
  tally.lead += lead;
  tally.share.local += share;
  tally.share.api += 1 - share;
  if (model.ranking !== undefined) tally.inRanking += winningShareInRanking(differences, model.ranking);
  if (winsEverywhere(floored) && beatsAll(local, api, model.api, model.weights, assignment)) tally.certain.local += 1;
  if (winsEverywhere(floored.map((d) => -d)) && beatsAll(api, local, model.local, model.weights, assignment)) tally.certain.api += 1;
  for (let i = 0; i < differences.length; i += 1) {
    tally.differences[i] = (tally.differences[i] as number) + (differences[i] as number);
    const values = tally.values;
    values.local.contested[i] = (values.local.contested[i] as number) + (local.values[i]?.at(assignment) ?? 0);
    values.api.contested[i] = (values.api.contested[i] as number) + (api.values[i]?.at(assignment) ?? 0);
  }
}

/**
 * Whether an option that no open fact can bar wins under every weighting, not only against the one that stands for the other side at the
 * reference weights: under other weights another of its options may be the better one.
 */
function beatsAll(winner: OptionModel, stands: OptionModel, rivals: readonly OptionModel[], weights: readonly number[], assignment: Assignment): boolean {
  if (winner.standing.at(assignment) === OPEN) return false;
  const rank = rankOf(stands, stands.standing.at(assignment));
  return rivals.every((rival) => {
    const standing = rival.standing.at(assignment);
    if (rival === stands || standing === 0 || rankOf(rival, standing) < rank) return true;
    return winsEverywhere(flooredDifferences(weights, differencesOf(winner, rival, assignment)));
  });
}

/** Decides one class over everything that `allowed` leaves open. */
export function decide(model: ClassModel, allowed: Allowed, seed: number): Contest {
  const cases = completions(allowed, seed);
  const tally = new Tally(model.weights.length);
  cases.forEach((assignment) => count(tally, model, assignment));
  const n = tally.completions;
  const acceptability = { local: tally.share.local / n, api: tally.share.api / n };
  const lead = tally.contested === 0 ? null : tally.lead / tally.contested;
  const side = winner(tally.contested === n, lead, acceptability);
  return {
    side,
    firmness: side === null ? null : firmness(tally, model, allowed, side, acceptability[side], lead, cases.method),
    lead,
    contested: tally.contested / n,
    acceptability: {
      ...acceptability,
      method: cases.method,
      completions: n,
      ...(model.ranking === undefined || tally.contested === 0 ? {} : { inRanking: tally.inRanking / tally.contested }),
      ...(cases.method === 'sampled' && side !== null ? { interval: wilsonInterval(acceptability[side], n) } : {}),
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
  return model[side === 'local' ? 'api' : 'local'].flatMap((rival) => {
    const sums = new Float64Array(model.weights.length);
    let count = 0;
    completions(allowed, seed).forEach((assignment) => {
      const today = bestOption(model[side === 'local' ? 'api' : 'local'], model.weights, assignment);
      const rivalOfToday = model[side === 'local' ? 'api' : 'local'][today];
      const standing = rival.standing.at(assignment);
      if (standing === 0 || rivalOfToday === undefined || stands.standing.at(assignment) === 0) return;
      if (rankOf(rival, standing) < rankOf(rivalOfToday, rivalOfToday.standing.at(assignment))) return;
      count += 1;
      differencesOf(stands, rival, assignment).forEach((d, i) => (sums[i] = (sums[i] as number) + sign * d));
    });
    return count === 0 ? [] : [Array.from(sums, (sum) => sum / count)];
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
