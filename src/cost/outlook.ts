/**
 * What each way costs as traffic grows and prices fall, and when to look at the decision again. Prices of machines are left as they are:
 * what is bought is paid for, and rents have gone both ways.
 */
import { localUsdPerMonth, type Corner } from './break-even.js';
import { DAYS_PER_MONTH } from './demand.js';
import { bestServers, usdOutside, type Terms } from './load/optimum.js';
import type { LoadShape } from './load/shape.js';
import { pricesOutside } from './load/split.js';
import { wholeReplicas } from './sizing.js';

export type Way = 'local' | 'api' | 'split';

export interface OutlookInput {
  /** Of every shape that machines may take, as expected. */
  readonly corners: readonly Corner[];
  /** GPUs that are paid for whether they are needed or not. */
  readonly leastGpus: number;
  readonly requestsPerDay: number;
  /** Where the shape of the load is known and it may be split: its curve, of a mean of 1, and what a replica takes on beyond what is planned for its peak. */
  readonly load: (Pick<LoadShape, 'curve' | 'urgent' | 'mayWait'> & { readonly levelOverPeak: number; /** Of the API. */ readonly batchDiscount: number }) | undefined;
}

export interface Costs {
  readonly local: number;
  readonly api: number;
  readonly split: number | undefined;
  readonly cheapest: Way;
}

/** @param priceFactor of the API's price today */
export function costsAt(requestsPerDay: number, priceFactor: number, { corners, leastGpus, load }: OutlookInput): Costs {
  const [first] = corners as readonly [Corner, ...Corner[]];
  const usage = requestsPerDay * DAYS_PER_MONTH * first.apiUsdPerRequest * priceFactor;
  const api = usage + first.apiFixedUsdPerMonth;
  const local = Math.min(...corners.map((corner) => localAt(wholeReplicas(requestsPerDay, corner.requestsPerDayPerReplica), corner, leastGpus)));
  const split = load === undefined ? undefined : Math.min(...corners.map((corner) => splitAt(corner, load, requestsPerDay, usage, leastGpus)));
  const cheapest: Way = split !== undefined && split < Math.min(local, api) ? 'split' : local < api ? 'local' : 'api';
  return { local, api, split, cheapest };
}

function localAt(replicas: number, corner: Corner, leastGpus: number): number {
  const { usdPerMonth, gpus } = localUsdPerMonth(corner, replicas);
  return usdPerMonth + Math.max(0, leastGpus - gpus) * corner.usdPerMonthPerGpu;
}

/** The best base by the critical ratio, with the people of both stacks. */
function splitAt(corner: Corner, load: NonNullable<OutlookInput['load']>, requestsPerDay: number, usage: number, leastGpus: number): number {
  const perGpu = corner.usdPerMonthPerGpu + corner.usdPerMonthPerFurtherServer / corner.gpusPerServer;
  const terms: Terms = {
    capacity: (corner.requestsPerDayPerReplica * load.levelOverPeak) / requestsPerDay,
    usdPerServer: corner.gpusPerReplica * (1 + corner.spare.share) * perGpu,
    usdPerUnitLocal: 0,
    ...pricesOutside(usage, load, load),
  };
  const servers = Math.max(1, bestServers(load.curve, terms));
  return localAt(servers, corner, leastGpus) + usdOutside(servers, load.curve, terms) + corner.apiFixedUsdPerMonth;
}

/** Months after which the cheapest way is another one than today, at most so many. */
export function monthsUntilChange(input: OutlookInput, growthPerYear: number, declinePerYear: number, most: number): { readonly months: number; readonly to: Way } | undefined {
  const { cheapest } = costsAt(input.requestsPerDay, 1, input);
  for (let months = 1; months <= most; months += 1) {
    const to = costsAfter(months, input, growthPerYear, declinePerYear).cheapest;
    if (to !== cheapest) return { months, to };
  }
  return undefined;
}

export function costsAfter(months: number, input: OutlookInput, growthPerYear: number, declinePerYear: number): Costs & { readonly requestsPerDay: number } {
  const years = months / 12;
  const requestsPerDay = input.requestsPerDay * (1 + growthPerYear) ** years;
  return { requestsPerDay, ...costsAt(requestsPerDay, (1 - declinePerYear) ** years, input) };
}

/** Volumes are tried so far apart, and so far away. */
const STEP = 1.1;
const REACH = 20;

/** The nearest volume at which another way is the cheapest at the prices of today. */
export function volumeOfChange(input: OutlookInput): { readonly requestsPerDay: number; readonly to: Way } | undefined {
  const { cheapest } = costsAt(input.requestsPerDay, 1, input);
  for (let factor = STEP; factor <= REACH; factor *= STEP) {
    for (const [inner, outer] of [[factor / STEP, factor], [STEP / factor, 1 / factor]] as const) {
      const requestsPerDay = input.requestsPerDay * outer;
      const { cheapest: to } = costsAt(requestsPerDay, 1, input);
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
    if (costsAt(middle, 1, input).cheapest === cheapest) near = middle;
    else far = middle;
  }
  return far;
}
