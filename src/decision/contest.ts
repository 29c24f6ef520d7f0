/**
 * The decision for one class of traffic: over every completion of the open answers, which sides are admissible, which
 * leads, and under what part of the weightings considered it still does.
 */
import type { Firmness } from '../assessment/terms.js';
import type { Side } from '../profile/vocabulary.js';
import { wilsonInterval, type Allowed, type Completions } from './completions.js';
import { at, type Spread } from './factor.js';
import type { ClassModel, Outcomes, SideOutcomes } from './model.js';
import { leader, OPEN, optionAt, outcomes, rankOf } from './outcomes.js';
import { standings } from './standing.js';
import type { OptionModel, Values } from './values.js';
import { flooredDifferences, losesEverywhere, TIE, winningShare, winningShareInRanking, winsEverywhere } from './weighting.js';

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

type Shares = { -readonly [Field in keyof Contest['acceptability']]: Contest['acceptability'][Field] };

/** Sums over completions, from which the contest is read off. */
class Tally {
  contested = 0;
  lead = 0;
  /** Local's share of the weightings that keep the stated ranking, over contested completions. */
  inRanking = 0;
  /** Over contested completions. */
  differences: number[] | undefined;
  readonly local: SideTally;
  readonly api: SideTally;

  constructor({ local, api }: ClassModel) {
    this.local = new SideTally(local.length);
    this.api = new SideTally(api.length);
  }
}

class SideTally {
  /** Of the weightings. */
  share = 0;
  /** In how many completions it wins whatever the weights, by an option that no open fact can bar. */
  certain = 0;
  /** Completions in which its option hangs on an open fact. */
  open = 0;
  /** Values over contested completions, and over those in which it stands alone. */
  contested: number[] | undefined;
  alone: number[] | undefined;
  aloneCount = 0;
  /** In how many completions each option stands for it. */
  readonly stands: number[] = [];

  constructor(options: number) {
    for (let i = 0; i < options; i += 1) this.stands.push(0);
  }
}

function tallied(model: ClassModel, { completions, values, local, api, lead }: Outcomes): Tally {
  const tally = new Tally(model);
  for (let c = 0; c < completions.count; c += 1) {
    const locally = optionAt(model.local, local.best[c] as number);
    const byApi = optionAt(model.api, api.best[c] as number);
    if (locally !== undefined) countStanding(tally.local, local, c);
    if (byApi !== undefined) countStanding(tally.api, api, c);
    if (locally !== undefined && byApi !== undefined) countContested(tally, model, values, c, locally, byApi, lead[c] as number);
    else if (locally !== undefined) countAlone(tally.local, locally, local, values, c);
    else if (byApi !== undefined) countAlone(tally.api, byApi, api, values, c);
  }
  return tally;
}

function countStanding(tally: SideTally, { best, standing }: SideOutcomes, c: number): void {
  const index = best[c] as number;
  tally.stands[index] = (tally.stands[index] as number) + 1;
  if (standing[c] === OPEN) tally.open += 1;
}

function countAlone(tally: SideTally, option: OptionModel, { standing }: SideOutcomes, values: Values, c: number): void {
  tally.share += 1;
  if (standing[c] !== OPEN) tally.certain += 1;
  tally.aloneCount += 1;
  tally.alone = plus(tally.alone, values.of(option), c);
}

function countContested(tally: Tally, model: ClassModel, values: Values, c: number, local: OptionModel, api: OptionModel, lead: number): void {
  const differences = values.differences(local, api, c);
  const floored = flooredDifferences(model.weights, differences);
  const share = winningShare(floored);
  tally.contested += 1;
  tally.lead += lead;
  tally.local.share += share;
  tally.api.share += 1 - share;
  if (model.ranking !== undefined) tally.inRanking += winningShareInRanking(differences, model.ranking);
  if (winsEverywhere(floored) && beatsAll(local, api, model.api, model.weights, values, c)) tally.local.certain += 1;
  if (losesEverywhere(floored) && beatsAll(api, local, model.local, model.weights, values, c)) tally.api.certain += 1;
  tally.differences = plus(tally.differences, differences, c);
  tally.local.contested = plus(tally.local.contested, values.of(local), c);
  tally.api.contested = plus(tally.api.contested, values.of(api), c);
}

/** The sums with what is added of one completion. */
function plus(sums: number[] | undefined, added: readonly Spread[], c: number): number[] {
  const grown = sums ?? [];
  for (let i = 0; i < added.length; i += 1) grown[i] = (grown[i] ?? 0) + at(added[i] as Spread, c);
  return grown;
}

function means(sums: readonly number[], count: number): readonly number[] {
  return count === 1 ? sums : sums.map((sum) => sum / count);
}

/**
 * Whether an option that no open fact can bar wins under every weighting, not only against the one that stands for the other side at the
 * reference weights: under other weights another of its options may be the better one.
 */
function beatsAll(winner: OptionModel, stands: OptionModel, rivals: readonly OptionModel[], weights: readonly number[], values: Values, c: number): boolean {
  if (values.standing(winner, c) === OPEN) return false;
  const rank = rankOf(stands, values.standing(stands, c));
  for (const rival of rivals) {
    if (rival === stands) continue;
    const standing = values.standing(rival, c);
    if (standing === 0 || rankOf(rival, standing) < rank) continue;
    if (!winsEverywhere(flooredDifferences(weights, values.differences(winner, rival, c)))) return false;
  }
  return true;
}

/** Decides one class over everything that `allowed` leaves open. */
export function decide(model: ClassModel, allowed: Allowed, seed: number): Contest {
  const outcome = outcomes(model, allowed, seed);
  const { method, count: n } = outcome.completions;
  const tally = tallied(model, outcome);
  const acceptability: Shares = { local: tally.local.share / n, api: tally.api.share / n, method, completions: n };
  const lead = tally.contested === 0 ? null : tally.lead / tally.contested;
  const side = winner(tally.contested === n, lead, acceptability);
  if (model.ranking !== undefined && tally.contested > 0) acceptability.inRanking = tally.inRanking / tally.contested;
  if (method === 'sampled' && side !== null) acceptability.interval = wilsonInterval(acceptability[side], n);
  return {
    side,
    firmness: side === null ? null : firmness(tally, model, allowed, side, acceptability[side], lead, outcome.completions),
    lead,
    contested: tally.contested / n,
    acceptability,
    values: { local: meanValues(tally, tally.local), api: meanValues(tally, tally.api) },
    differences: tally.differences === undefined ? null : means(tally.differences, tally.contested),
    representative: {
      local: commonest(model.local, tally.local),
      api: commonest(model.api, tally.api),
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
  { method, count }: Completions,
): Firmness {
  const other: Side = side === 'local' ? 'api' : 'local';
  const standsEver = method === 'exact' ? commonest(model[other], tally[other]) !== null : standings(model[other], allowed).ever;
  if (!standsEver) {
    if (standings(model[side], allowed).always) return model[other].length === 0 ? 'only_option' : 'gate';
    return tier(share, false);
  }
  if (method === 'exact' && tally[side].certain === count) return 'decided';
  if (lead !== null && tally.contested === count && Math.abs(lead) < INDIFFERENCE) return 'close';
  return tier(share, tally[side].open === 0);
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
  const { completions: over, values, [other]: { best, standing: standings } } = outcomes(model, allowed, seed);
  return model[other].flatMap((rival) => {
    let sums: number[] = [];
    let count = 0;
    for (let c = 0; c < over.count; c += 1) {
      const rivalOfToday = optionAt(model[other], best[c] as number);
      const standing = values.standing(rival, c);
      if (standing === 0 || rivalOfToday === undefined || values.standing(stands, c) === 0) continue;
      if (rankOf(rival, standing) < rankOf(rivalOfToday, standings[c] as number)) continue;
      count += 1;
      sums = plus(sums, values.differences(stands, rival, c), c);
    }
    return count === 0 ? [] : [sums.map((sum) => (sign * sum) / count)];
  });
}

function meanValues({ contested: count }: Tally, { contested, alone, aloneCount }: SideTally): readonly number[] | null {
  if (contested !== undefined) return means(contested, count);
  return alone === undefined ? null : means(alone, aloneCount);
}

/** The first of those that stand for it most often. */
function commonest(options: readonly OptionModel[], { stands }: SideTally): OptionModel | null {
  let best: OptionModel | null = null;
  let most = 0;
  for (let index = 0; index < stands.length; index += 1) {
    const times = stands[index] as number;
    if (times <= most) continue;
    most = times;
    best = options[index] as OptionModel;
  }
  return best;
}
