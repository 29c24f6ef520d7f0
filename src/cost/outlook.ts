/**
 * What each way costs as traffic grows and prices fall, and when to look at the decision again. Prices of machines are left as they are:
 * what is bought is paid for, and rents have gone both ways.
 */
import { DAYS_PER_MONTH } from './demand.js';
import { bestBase, gainOf, mostToPay, usdAllInside, type Kind, type Splittable } from './load/base.js';

export type Way = 'local' | 'api' | 'split';

export interface OutlookInput {
  /** At least one. */
  readonly kinds: readonly Kind[];
  readonly apiUsdPerRequest: number;
  /** What the API costs besides its use. */
  readonly apiFixedUsdPerMonth: number;
  readonly requestsPerDay: number;
  /** Where the shape of the load is known and it may be split. */
  readonly may: Splittable | undefined;
}

export interface Costs {
  readonly local: number;
  readonly api: number;
  /** With the people of the second stack: less than either side alone exactly where a split pays. */
  readonly split: number | undefined;
  readonly cheapest: Way;
}

/** @param priceFactor of the API's price today */
export function costsAt(requestsPerDay: number, priceFactor: number, input: OutlookInput): Costs {
  const alone = { local: usdAllInside(input.kinds, requestsPerDay), api: usdOutsideAt(requestsPerDay, priceFactor, input) };
  const split = input.may === undefined ? undefined : splitAt(input.may, requestsPerDay, usageAt(requestsPerDay, priceFactor, input), alone);
  return { ...alone, split, cheapest: cheapestOf(alone, split) };
}

/** The same without what all of it costs at home, where that is not less than outside, and without a split that cannot pay. */
export function cheapestAt(requestsPerDay: number, priceFactor: number, input: OutlookInput): Way {
  const { may } = input;
  const api = usdOutsideAt(requestsPerDay, priceFactor, input);
  const alone = { local: usdAllInside(input.kinds, requestsPerDay, api), api };
  const split = may === undefined ? undefined : splitAt(may, requestsPerDay, usageAt(requestsPerDay, priceFactor, input), alone, mostToPay(alone, may.people));
  return cheapestOf(alone, split);
}

function cheapestOf({ local, api }: Pick<Costs, 'local' | 'api'>, split: number | undefined): Way {
  return split !== undefined && split < Math.min(local, api) ? 'split' : local < api ? 'local' : 'api';
}

function usageAt(requestsPerDay: number, priceFactor: number, { apiUsdPerRequest }: OutlookInput): number {
  return requestsPerDay * DAYS_PER_MONTH * apiUsdPerRequest * priceFactor;
}

function usdOutsideAt(requestsPerDay: number, priceFactor: number, input: OutlookInput): number {
  return usageAt(requestsPerDay, priceFactor, input) + input.apiFixedUsdPerMonth;
}

function splitAt(may: Splittable, requestsPerDay: number, usage: number, alone: Pick<Costs, 'local' | 'api'>, belowUsd?: number): number | undefined {
  const found = bestBase(may, requestsPerDay, usage, belowUsd);
  if (found.status !== 'base') return undefined;
  const { cheaper, saving, second } = gainOf(found.base.usdPerMonth, alone, may.people);
  return alone[cheaper] - saving + second;
}

/** Months after which another way is the cheapest than today, at most so many. */
export function monthsUntilChange(cheapest: Way, input: OutlookInput, growthPerYear: number, declinePerYear: number, most: number): { readonly months: number; readonly to: Way } | undefined {
  for (let months = 1; months <= most; months += 1) {
    const to = cheapestAt(...after(months, input, growthPerYear, declinePerYear), input);
    if (to !== cheapest) return { months, to };
  }
  return undefined;
}

/** What the API costs then. */
export function usdOutsideAfter(months: number, input: OutlookInput, growthPerYear: number, declinePerYear: number): number {
  return usdOutsideAt(...after(months, input, growthPerYear, declinePerYear), input);
}

export function costsAfter(months: number, input: OutlookInput, growthPerYear: number, declinePerYear: number): Costs & { readonly requestsPerDay: number } {
  const [requestsPerDay, priceFactor] = after(months, input, growthPerYear, declinePerYear);
  return { requestsPerDay, ...costsAt(requestsPerDay, priceFactor, input) };
}

/** Requests a day, and the factor of the API's price. */
function after(months: number, { requestsPerDay }: OutlookInput, growthPerYear: number, declinePerYear: number): readonly [number, number] {
  const years = months / 12;
  return [requestsPerDay * (1 + growthPerYear) ** years, (1 - declinePerYear) ** years];
}

/** Volumes are tried so far apart, and so far away. */
const STEP = 1.1;
const REACH = 20;

/** The nearest volume at which another way is the cheapest than today, at the prices of today. */
export function volumeOfChange(cheapest: Way, input: OutlookInput): { readonly requestsPerDay: number; readonly to: Way } | undefined {
  for (let factor = STEP; factor <= REACH; factor *= STEP) {
    for (const [inner, outer] of [[factor / STEP, factor], [STEP / factor, 1 / factor]] as const) {
      const requestsPerDay = input.requestsPerDay * outer;
      const to = cheapestAt(requestsPerDay, 1, input);
      if (to !== cheapest) return { requestsPerDay: between(input.requestsPerDay * inner, requestsPerDay, cheapest, input), to };
    }
  }
  return undefined;
}

/** By halving, to a per cent. */
function between(same: number, other: number, cheapest: Way, input: OutlookInput): number {
  let [near, far] = [same, other];
  for (let i = 0; i < 5; i += 1) {
    const middle = (near + far) / 2;
    if (cheapestAt(middle, 1, input) === cheapest) near = middle;
    else far = middle;
  }
  return far;
}
