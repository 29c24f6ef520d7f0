/** What classes cost together on either side or as advised: their lines as they are shown, and whole platforms. */
import type { CostRange } from '../assessment/assessment.js';
import { PLATFORMS, type Platform } from '../cost/line.js';
import type { KnownCost } from '../cost/option-cost.js';
import { NOTHING, scale, sum, type Range } from '../cost/range.js';
import type { Option } from '../options/option.js';
import type { Side, Text } from '../profile/vocabulary.js';
import type { DecidedClass } from './class.js';
import type { ClassCosts } from './costs.js';

/** Cents are exact enough, and totals are sums of what is shown. */
export const rounded = ({ low, expected, high, evidence }: Range): CostRange => ({ low: cents(low), expected: cents(expected), high: cents(high), evidence });
const cents = (value: number): number => Math.round(value * 100) / 100;
export const total = (ranges: readonly CostRange[]): CostRange => rounded(ranges.length === 0 ? NOTHING : sum(ranges));

/** What stands for a side in a class, and what it costs where that is known. */
export interface Standing {
  readonly decided: DecidedClass;
  readonly costs: ClassCosts;
  readonly side: Side;
  readonly option: Option;
  readonly cost: KnownCost | undefined;
  /** Why it is not known. */
  readonly because: Text | undefined;
}

export function standing(decided: DecidedClass, side: Side): Standing | undefined {
  const { costs, contest } = decided;
  const option = contest.representative[side]?.option;
  if (costs === undefined || option === undefined) return undefined;
  const cost = costs.costOf(option);
  return { decided, costs, side, option, cost: cost.status === 'known' ? cost : undefined, because: cost.status === 'known' ? undefined : cost.text };
}

/** A line as far as totals need it. */
interface Amount {
  readonly usd_per_month: CostRange;
  readonly platform: Platform | undefined;
}

/** With its lines as they are shown, where they are known. */
export interface PricedStanding {
  readonly standing: Standing;
  readonly amounts: readonly Amount[] | undefined;
}

export function priced(decided: DecidedClass, side: Side): PricedStanding | undefined {
  const one = standing(decided, side);
  return one === undefined ? undefined : { standing: one, amounts: one.cost?.lines.map(({ usdPerMonth, platform }): Amount => ({ usd_per_month: rounded(usdPerMonth), platform })) };
}

/** What a class costs on a side, or where it is advised to run. */
export interface Paid extends PricedStanding {
  readonly amounts: readonly Amount[];
}

const isPaid = (one: PricedStanding | undefined): one is Paid => one?.amounts !== undefined;

/** `undefined` where one of them is not known. */
export function allPaid(standings: readonly (PricedStanding | undefined)[]): readonly Paid[] | undefined {
  return standings.every(isPaid) ? standings : undefined;
}

export const shareOf = ({ standing: { costs } }: Paid): number => costs.platformShare;
const amountsIn = ({ amounts }: Paid): CostRange[] => amounts.map(({ usd_per_month: usd }) => usd);
export const totalOf = (standings: readonly (PricedStanding | undefined)[]): CostRange | null => whole(allPaid(standings))?.total ?? null;

/** What classes cost together: their lines, and whole platforms. */
export interface Whole {
  readonly total: CostRange;
  /** Of the total: what the platforms beside the dearest one cost. */
  readonly second: CostRange | null;
}

/** @param share of the platforms' users that these classes make up: so much of each platform that one of them uses is paid for */
export function whole(paid: readonly Paid[] | undefined, share = paid?.reduce((all, one) => all + shareOf(one), 0) ?? 0): Whole | undefined {
  if (paid === undefined) return undefined;
  const platforms = platformsIn(paid, share);
  return { total: total([...paid.flatMap(amountsIn), ...platforms.flatMap(restOf)]), second: secondOf(platforms, share) };
}

/** A platform with the class for which it is dearest, and the share of its users that bears nothing of it as yet. */
export interface UsedPlatform {
  readonly platform: Platform;
  readonly dearest: Paid;
  readonly full: Range;
  readonly missing: number;
}

/** Of several classes: one alone bears all that it uses. */
export function platformsIn(paid: readonly Paid[], share: number): readonly UsedPlatform[] {
  if (paid.length === 1) return [];
  return PLATFORMS.flatMap((platform) => {
    let [dearest, covered]: [{ readonly paid: Paid; readonly full: Range } | undefined, number] = [undefined, 0];
    for (const one of paid) {
      const here = one.amounts.filter((line) => line.platform === platform);
      if (here.length === 0 || shareOf(one) === 0) continue;
      const full = scale(sum(here.map(({ usd_per_month: usd }) => usd)), 1 / shareOf(one));
      if (dearest === undefined || full.expected > dearest.full.expected) dearest = { paid: one, full };
      covered += shareOf(one);
    }
    return dearest === undefined ? [] : [{ platform, dearest: dearest.paid, full: dearest.full, missing: Math.max(0, Math.round((share - covered) * 1e9) / 1e9) }];
  });
}

/** People and set-up for a platform that only a part of the traffic shares are there in full all the same: the lines of its dearest class, for the rest of its users. */
export function restOf({ platform, dearest, missing }: UsedPlatform): CostRange[] {
  return missing === 0 ? [] : dearest.amounts.filter((line) => line.platform === platform).map(({ usd_per_month: usd }) => rounded(scale(usd, missing / shareOf(dearest))));
}

function secondOf(platforms: readonly UsedPlatform[], share: number): CostRange | null {
  if (platforms.length < 2) return null;
  const first = platforms.reduce((most, one) => (one.full.expected > most.full.expected ? one : most));
  return total(platforms.filter((one) => one !== first).map(({ full }) => scale(full, share)));
}

