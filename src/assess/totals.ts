/** What the organisation pays in all, and on which side. */
import type { CostRange, WorkloadCost } from '../assessment/assessment.js';
import { scale } from '../cost/range.js';
import type { Side } from '../profile/vocabulary.js';
import type { Way, WorkloadMoney } from './money.js';
import { platformsIn, restOf, rounded, total, whole, type Paid, type Whole } from './paid.js';

/** What the organisation pays in all, without what is worded: what a brief has of it. */
export interface OrganisationTotals extends Pick<WorkloadCost, 'currency' | 'local' | 'api' | 'recommended' | 'second_stack'> {
  /** Of `recommended`: what of platforms no workload's own cost holds. */
  readonly unshared?: CostRange;
}

/**
 * All local, all API and as recommended, with people counted once, and whole, for each platform that is used; `undefined` where nothing is known of some workload.
 *
 * @param saved US dollars a month by GPUs that several workloads use together
 */
export function organisationTotals(moneys: readonly (WorkloadMoney | undefined)[], saved: Readonly<Record<'local' | 'recommended', () => number>>): OrganisationTotals | undefined {
  const all = allOf(moneys);
  const [only] = all ?? [];
  if (all === undefined || only === undefined) return undefined;
  if (all.length === 1) return { ...only.totals, second_stack: only.second };
  const ofAll = (way: Way): Whole | undefined => whole(paidBy(all, way), 1);
  const [local, recommended] = [ofAll('local'), ofAll('recommended')];
  const unshared = recommended === undefined ? undefined : beyond(recommended.total, all.flatMap(({ totals }) => totals.recommended ?? []));
  return {
    currency: 'USD',
    local: local === undefined ? null : without(local.total, saved.local()),
    api: ofAll('api')?.total ?? null,
    recommended: recommended === undefined ? null : without(recommended.total, saved.recommended()),
    second_stack: recommended?.second ?? null,
    ...(unshared === undefined ? {} : { unshared }),
  };
}

/** What a sum holds beside some of its parts, where it is anything. */
function beyond(all: CostRange, parts: readonly CostRange[]): CostRange | undefined {
  const { low, expected, high } = total(parts);
  const rest = rounded({ low: all.low - low, expected: all.expected - expected, high: all.high - high, evidence: all.evidence });
  return rest.high === 0 ? undefined : rest;
}

/**
 * US dollars a month on each side as recommended, with platforms whole, as in the total; `undefined` where some cost is not known.
 *
 * @param saved US dollars a month by GPUs that several workloads use together
 */
export function spendOf(moneys: readonly (WorkloadMoney | undefined)[], saved: () => number): Readonly<Record<Side, number>> | undefined {
  const all = allOf(moneys);
  const chosen = all === undefined ? undefined : paidBy(all, 'recommended');
  if (chosen === undefined) return undefined;
  const spend = { local: 0, api: 0 };
  for (const { standing: { side }, amounts } of chosen) for (const { usd_per_month: usd } of amounts) spend[side] += usd.expected;
  for (const platform of platformsIn(chosen, 1)) for (const usd of restOf(platform)) spend[platform.dearest.standing.side] += usd.expected;
  spend.local -= saved();
  return spend;
}

/** `undefined` where nothing is known of some workload. */
function allOf(moneys: readonly (WorkloadMoney | undefined)[]): readonly WorkloadMoney[] | undefined {
  const all = moneys.filter((money) => money !== undefined);
  return all.length === 0 || all.length < moneys.length ? undefined : all;
}

function paidBy(all: readonly WorkloadMoney[], way: Way): readonly Paid[] | undefined {
  return all.every(({ paid }) => paid[way] !== undefined) ? all.flatMap(({ paid }) => paid[way] ?? []) : undefined;
}

/** What is shared is the less the less there is of it, so the ends move with the middle. */
function without(range: CostRange, usd: number): CostRange {
  const share = range.expected === 0 ? 0 : usd / range.expected;
  return rounded(scale(range, 1 - share));
}

