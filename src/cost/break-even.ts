/**
 * The volume from which running a model oneself costs less than an API: a line against a flight of steps, because GPUs come whole.
 * `never`: no volume makes it pay, however large. `beyond_range`: it would pay, at a volume too far away to plan with. `always`: from
 * the first request on. Ends of the range are the reckoning with everything in favour of one's own machines, and with everything against.
 */
import { DAYS_PER_MONTH } from './demand.js';
import { between, quotient, weakest, type Range } from './range.js';
import { sparesFor, type SpareRule } from './sizing.js';

/** One side's money at one end of its ranges, in US dollars a month and requests a day. */
export interface Corner {
  readonly apiUsdPerRequest: number;
  /** What the API costs besides its use. */
  readonly apiFixedUsdPerMonth: number;
  /** People and set-up for machines of one's own, however many these are. */
  readonly localFixedUsdPerMonth: number;
  /** Of one among many: bought or rented, running, and housed. */
  readonly usdPerMonthPerGpu: number;
  /** What the first GPUs save of that. */
  readonly savings?: readonly Saving[];
  /** So many are paid for at least, and beyond so many nobody knows what they cost. */
  readonly leastGpus?: number;
  readonly mostGpus?: number;
  readonly gpusPerReplica: number;
  readonly requestsPerDayPerReplica: number;
  readonly spare: SpareRule;
  /** For each further server of eight GPUs: people. */
  readonly usdPerMonthPerFurtherServer: number;
  readonly gpusPerServer: number;
}

/** Saved for each of the first GPUs: those that are there already need not be bought. */
export interface Saving {
  readonly gpus: number;
  readonly usdPerMonthPerGpu: number;
  /** None saves it once there are more, as an ordinary room takes all of them or none. */
  readonly allOrNone: boolean;
}

export type Crossing =
  | { readonly status: 'at'; readonly requestsPerDay: number; readonly gpus: number; /** Use of these GPUs at that volume, of what is planned. */ readonly utilisation: number }
  | { readonly status: 'always' | 'never' | 'beyond_range' | 'unknown' };

export type BreakEven =
  | {
      readonly status: 'at' | 'always' | 'never' | 'beyond_range';
      readonly ends: { readonly low: Crossing; readonly expected: Crossing; readonly high: Crossing };
      /** Where the expected one is reached. An end that is never reached, or not in range, stands at the end of what was looked at. */
      readonly requestsPerDay?: Range;
      /** Present volume over the expected break-even. */
      readonly position?: Range;
      /** Largest volume that was looked at. */
      readonly reach: number;
    }
  | { readonly status: 'unknown' };

/** How far ahead of a present volume somebody may plan, and how far at least, in requests a day. */
const REACH = { times: 1000, least: 10_000_000 } as const;

/** So many replicas are looked at before an answer is called out of range. */
const MOST_REPLICAS = 20_000;

export function reachFrom(currentRequestsPerDay: number | undefined): number {
  return Math.max(REACH.least, (currentRequestsPerDay ?? 0) * REACH.times);
}

/** A shape that machines may take: its corner is not worked out until it is asked for. */
export interface Shape {
  readonly corner: () => Corner;
  /** No volume below this pays, in requests a day; without end where none does. */
  readonly soonest: number;
}

export function shapeOf(corner: Corner): Shape {
  return { corner: () => corner, soonest: soonestOf(corner) };
}

/** For each end all shapes that machines may take, in the same order. */
export interface Corners {
  readonly low: readonly Shape[];
  readonly expected: readonly Shape[];
  readonly high: readonly Shape[];
}

/**
 * @param current requests a day that there are now
 * @param expected where the expected ends meet
 */
export function breakEven(corners: Corners, current: Range | undefined, evidence: Range['evidence'], expected = firstCrossing(corners.expected, reachFrom(current?.expected))): BreakEven {
  const reach = reachFrom(current?.expected);
  // What pays first as expected mostly does so at the ends, too.
  const ends = { low: firstCrossing(corners.low, reach, expected.index).crossing, expected: expected.crossing, high: firstCrossing(corners.high, reach, expected.index).crossing };
  const { status } = ends.expected;
  if (status === 'unknown') return { status };
  if (ends.expected.status !== 'at') return { status, ends, reach };
  const volume = (one: Crossing): number => (one.status === 'at' ? one.requestsPerDay : one.status === 'always' ? 0 : reach);
  const requestsPerDay = between(volume(ends.low), ends.expected.requestsPerDay, volume(ends.high), evidence);
  const position = current === undefined || requestsPerDay.low === 0 ? undefined : quotient(current, requestsPerDay);
  return { status, ends, requestsPerDay, reach, ...(position === undefined ? {} : { position }) };
}

/** What both sides cost a month at one volume: expected, and with everything in favour of one's own machines (`low` of local, `high` of API) or against. */
export interface CurvePoint {
  readonly requestsPerDay: number;
  readonly local: Ends;
  readonly api: Ends;
}

interface Ends {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** Enough for a flight of steps to be seen on a logarithmic axis. */
const POINTS_PER_DECADE = 8;

/**
 * Both costs over the decades around some volumes, which are themselves on it, as far as they are known: what a break-even chart draws.
 * @param around requests a day, above 0; at least one
 */
export function costCurve(corners: Corners, around: readonly number[]): readonly CurvePoint[] {
  const from = Math.floor(Math.log10(Math.min(...around) / 3));
  const to = Math.ceil(Math.log10(Math.max(...around) * 3));
  const grid = Array.from({ length: (to - from) * POINTS_PER_DECADE + 1 }, (_, index) => 10 ** (from + index / POINTS_PER_DECADE));
  const all = { low: cornersIn(corners.low), expected: cornersIn(corners.expected), high: cornersIn(corners.high) };
  return [...new Set([...grid, ...around])].sort((a, b) => a - b).map((volume) => curvePoint(all, volume)).filter(({ local }) => local.low + local.expected + local.high < Infinity);
}

function cornersIn(shapes: readonly Shape[]): readonly Corner[] {
  return shapes.map(({ corner }) => corner());
}

function curvePoint({ low, expected, high }: Readonly<Record<keyof Corners, readonly Corner[]>>, requestsPerDay: number): CurvePoint {
  return {
    requestsPerDay,
    local: { low: leastLocalUsd(low, requestsPerDay), expected: leastLocalUsd(expected, requestsPerDay), high: leastLocalUsd(high, requestsPerDay) },
    api: { low: leastApiUsd(high, requestsPerDay), expected: leastApiUsd(expected, requestsPerDay), high: leastApiUsd(low, requestsPerDay) },
  };
}

function leastLocalUsd(shapes: readonly Corner[], requestsPerDay: number): number {
  let least = Infinity;
  for (const shape of shapes) {
    const replicas = replicasAt(shape, requestsPerDay);
    // Spare ones and people of further servers come on top.
    if (shape.localFixedUsdPerMonth + machinesUsd(shape, replicas * shape.gpusPerReplica) >= least) continue;
    least = Math.min(least, localUsdPerMonth(shape, replicas).usdPerMonth);
  }
  return least;
}

function leastApiUsd(shapes: readonly Corner[], requestsPerDay: number): number {
  let least = Infinity;
  for (const shape of shapes) least = Math.min(least, apiUsd(shape, requestsPerDay));
  return least;
}

function apiUsd({ apiFixedUsdPerMonth, apiUsdPerRequest }: Corner, requestsPerDay: number): number {
  return apiFixedUsdPerMonth + apiUsdPerRequest * requestsPerDay * DAYS_PER_MONTH;
}

/** A crossing, and of which shape: -1 where none has one. */
export interface FirstCrossing {
  readonly crossing: Crossing;
  readonly index: number;
}

/**
 * Machines are cheaper as soon as one of their shapes is: of those that are so at the same volume the first. Where one has paid before another
 * may, the other need not be looked at.
 * @param hint the shape that is looked at first
 */
export function firstCrossing(shapes: readonly Shape[], reach: number, hint = likeliest(shapes)): FirstCrossing {
  let found: FirstCrossing = { crossing: { status: 'never' }, index: -1 };
  let volume = Number.MAX_VALUE;
  for (let i = -1; i < shapes.length; i += 1) {
    const index = i === -1 ? hint : i;
    const shape = shapes[index];
    if (shape === undefined || i === hint || shape.soonest > volume) continue;
    const corner = shape.corner();
    if (soonestOf(corner) > volume) continue;
    const one = crossing(corner, reach);
    if (one.status === 'always') return { crossing: one, index };
    if (found.index === -1 && (one.status === 'unknown' || (one.status === 'beyond_range' && found.crossing.status === 'never'))) found = { crossing: one, index: -1 };
    if (one.status !== 'at' || one.requestsPerDay > volume || (one.requestsPerDay === volume && index > found.index)) continue;
    found = { crossing: one, index };
    volume = one.requestsPerDay;
  }
  return found;
}

/**
 * Whether machines, once they pay, pay at every greater volume up to a reach, as far as costs are known. A step is flat while the API's cost climbs, so
 * who leads at its start leads to its end: from the end of one step to that of another, until a shape leads whatever its steps.
 *
 * @param from where some shape pays; none saves more on its first GPUs than it costs, so that a shape pays nowhere below its `soonest`
 */
export function staysAhead(shapes: readonly Shape[], from: number, reach: number): boolean {
  let volume = from;
  let leader = shapes[likeliest(shapes)];
  for (let steps = 0; volume < reach && steps < MOST_REPLICAS; steps += 1) {
    const after = volume * (1 + BARELY);
    if (leader === undefined || !leads(leader.corner(), after)) leader = shapes.find(({ soonest, corner }) => soonest <= after && leads(corner(), after));
    if (leader === undefined) return !shapes.some(({ corner }) => localUsdAt(corner(), after) < Infinity);
    const corner = leader.corner();
    if (aheadFrom(corner) <= volume) return true;
    volume = replicasAt(corner, after) * corner.requestsPerDayPerReplica;
  }
  return true;
}

function leads(corner: Corner, requestsPerDay: number): boolean {
  return localUsdAt(corner, requestsPerDay) <= apiUsd(corner, requestsPerDay) * (1 + BARELY);
}

function localUsdAt(corner: Corner, requestsPerDay: number): number {
  return localUsdPerMonth(corner, replicasAt(corner, requestsPerDay)).usdPerMonth;
}

function replicasAt({ requestsPerDayPerReplica }: Corner, requestsPerDay: number): number {
  return Math.max(1, Math.ceil(requestsPerDay / requestsPerDayPerReplica));
}

/** A shape costs less from this volume on whatever its steps: one replica too many, a spare one and a server at their full price come on top of full machines. */
function aheadFrom(corner: Corner): number {
  const { gpusPerReplica, usdPerMonthPerGpu, usdPerMonthPerFurtherServer: further, leastGpus = 0, mostGpus, spare } = corner;
  const lead = (corner.apiUsdPerRequest - marginalUsdPerRequest(corner)) * DAYS_PER_MONTH;
  if (!(lead > 0) || mostGpus !== undefined) return Infinity;
  const gpus = gpusPerReplica * (2 + spare.share + spare.least) + leastGpus;
  return Math.max(0, corner.localFixedUsdPerMonth - corner.apiFixedUsdPerMonth + gpus * (usdPerMonthPerGpu + further / corner.gpusPerServer) + further) / lead;
}

/** That which may pay soonest. */
function likeliest(shapes: readonly Shape[]): number {
  let index = 0;
  for (const [i, { soonest }] of shapes.entries()) if (soonest < (shapes[index] as Shape).soonest) index = i;
  return index;
}

/** Parts of a GPU and of a server that count as none, and the last bits of what is reckoned in another order. */
export const BARELY = 1e-8;
/** Prices nearer to one another than this are no lead that a volume can be told from. */
const NO_LEAD = 1e-6;

/**
 * No volume below this pays, without end where none does: more replicas never cost less, so the first one must pay; and all of them lie above two
 * straight lines, one with the least number of spare ones, and one with their share and with people as {@link windowOf} has it.
 */
function soonestOf(corner: Corner): number {
  const { apiUsdPerRequest, requestsPerDayPerReplica: capacity, gpusPerReplica: gpus, usdPerMonthPerGpu: usd, spare, usdPerMonthPerFurtherServer: further } = corner;
  const price = apiUsdPerRequest * DAYS_PER_MONTH;
  const replica = gpus * usd;
  const behind = corner.localFixedUsdPerMonth - corner.apiFixedUsdPerMonth - BARELY * (corner.localFixedUsdPerMonth + replica + gpus * further);
  const saved = mostSaved(corner);
  const [few, many] = [behind + spare.least * replica - saved, behind - further - saved];
  const first = behind + machinesUsd(corner, (1 + spare.least) * gpus);
  const [fewLead, manyLead] = [price - replica / capacity, price - (gpus * (1 + spare.share) * (usd + further / corner.gpusPerServer)) / capacity];
  if ((few > 0 && fewLead < -NO_LEAD * price) || (many > 0 && manyLead < -NO_LEAD * price)) return Infinity;
  return (1 - BARELY) * Math.max(0, first / price, fewLead > NO_LEAD * price ? few / fewLead : 0, manyLead > NO_LEAD * price ? many / manyLead : 0);
}

/** Cost a month of one's own machines with a number of replicas that the load needs. */
export function localUsdPerMonth(corner: Corner, replicas: number): { readonly usdPerMonth: number; readonly gpus: number } {
  const gpus = (replicas + sparesFor(replicas, corner.spare)) * corner.gpusPerReplica;
  const further = Math.max(0, Math.ceil(gpus / corner.gpusPerServer - 1e-9) - 1);
  return { gpus, usdPerMonth: corner.localFixedUsdPerMonth + machinesUsd(corner, gpus) + further * corner.usdPerMonthPerFurtherServer };
}

/** Never falls with their number, since none saves more than it costs. */
function machinesUsd({ usdPerMonthPerGpu, savings, leastGpus = 0, mostGpus = Infinity }: Corner, needed: number): number {
  const gpus = Math.max(needed, leastGpus);
  if (gpus > mostGpus) return Infinity;
  let usd = gpus * usdPerMonthPerGpu;
  for (const saving of savings ?? []) if (gpus <= saving.gpus || !saving.allOrNone) usd -= Math.min(gpus, saving.gpus) * saving.usdPerMonthPerGpu;
  return usd;
}

/** However many there are: by so much the cost may lie below the straight lines of many. */
function mostSaved({ savings = [] }: Corner): number {
  let saved = 0;
  for (const { gpus, usdPerMonthPerGpu } of savings) saved += gpus * usdPerMonthPerGpu;
  return saved;
}

/** The smallest volume at which this shape costs less. A further GPU may cost the lead again. */
export function crossing(corner: Corner, reach: number): Crossing {
  const { apiUsdPerRequest: price, requestsPerDayPerReplica: capacity } = corner;
  if (!(price > 0) || !(capacity > 0)) return { status: 'never' };
  const pays = marginalUsdPerRequest(corner) < price;
  const most = Math.min(MOST_REPLICAS, Math.ceil(reach / capacity));
  const { from: earliest, to: latest } = windowOf(corner);
  for (let replicas = Math.max(1, Math.floor(earliest)); replicas <= Math.min(most, latest); replicas += 1) {
    const { usdPerMonth, gpus } = localUsdPerMonth(corner, replicas);
    const even = (usdPerMonth - corner.apiFixedUsdPerMonth) / (price * DAYS_PER_MONTH);
    const requestsPerDay = Math.max(even, (replicas - 1) * capacity, 0);
    if (requestsPerDay > replicas * capacity || requestsPerDay > reach) continue;
    // What one has already may be cheaper for the first requests, and no longer once more must be bought.
    if (requestsPerDay === 0 && pays) return { status: 'always' };
    return { status: 'at', requestsPerDay, gpus, utilisation: requestsPerDay / (replicas * capacity) };
  }
  if (!pays) return { status: 'never' };
  return { status: corner.mostGpus === undefined ? 'beyond_range' : 'unknown' };
}

/**
 * Numbers of replicas worth looking at. Fixed cost and cost of replicas lie above a straight line, `replicas × marginal` but for a server's people:
 * before its crossing with the API's line nothing can pay, and where it climbs faster nothing can after it.
 */
function windowOf(corner: Corner): { readonly from: number; readonly to: number } {
  const { usdPerMonthPerFurtherServer: further } = corner;
  const gain = (corner.apiUsdPerRequest - marginalUsdPerRequest(corner)) * corner.requestsPerDayPerReplica * DAYS_PER_MONTH;
  const behind = corner.localFixedUsdPerMonth - corner.apiFixedUsdPerMonth - mostSaved(corner);
  if (gain > 0) return { from: (behind - further) / gain, to: Infinity };
  return { from: 1, to: gain === 0 ? (behind > further ? 0 : Infinity) : (behind - further) / gain };
}

/** What a request costs on full machines, once there are many of them. */
export function marginalUsdPerRequest(corner: Corner): number {
  const gpus = corner.gpusPerReplica * (1 + corner.spare.share);
  const perReplica = gpus * (corner.usdPerMonthPerGpu + corner.usdPerMonthPerFurtherServer / corner.gpusPerServer);
  return perReplica / (corner.requestsPerDayPerReplica * DAYS_PER_MONTH);
}

/** Use of a fleet, of what is planned for it, at which an API would cost the same; above 1 the API is cheaper at any use. */
export function evenUtilisation(localUsdPerMonthAll: Range, apiFixedUsdPerMonth: Range, apiUsdPerRequest: Range, fleetRequestsPerDay: Range): Range {
  const even = (local: number, fixed: number, price: number, capacity: number): number => Math.max(0, local - fixed) / (price * DAYS_PER_MONTH * capacity);
  return between(
    even(localUsdPerMonthAll.low, apiFixedUsdPerMonth.high, apiUsdPerRequest.high, fleetRequestsPerDay.high),
    even(localUsdPerMonthAll.expected, apiFixedUsdPerMonth.expected, apiUsdPerRequest.expected, fleetRequestsPerDay.expected),
    even(localUsdPerMonthAll.high, apiFixedUsdPerMonth.low, apiUsdPerRequest.low, fleetRequestsPerDay.low),
    weakest(localUsdPerMonthAll, apiFixedUsdPerMonth, apiUsdPerRequest, fleetRequestsPerDay),
  );
}

