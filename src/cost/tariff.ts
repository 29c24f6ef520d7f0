/** What accelerators cost where an option stands, a GPU at a time: enough to compare kinds of GPU, and numbers of them, without the lines of each. */
import type { FigureId } from '../catalogue/cost-schema.js';
import type { Gpu, Model } from '../catalogue/schema.js';
import { remembered } from '../lazy.js';
import type { Option } from '../options/option.js';
import { figure, perBasis, type CostBasis } from './basis.js';
import { SECONDS_PER_DAY } from './demand.js';
import { deploymentsFor, type Deployments } from './deployment.js';
import { serversFor } from './hosting.js';
import type { CostInput, GpuPrice } from './known-cost.js';
import { totalOf } from './line.js';
import { billed, candidates, cardPrice, managedEndpoint, mayStop, plannedWith, purchaseLines, rented, runningLines, STARTS } from './machines.js';
import { furtherStaff } from './people.js';
import { at, between, exactly, NOTHING, scale, weakest, type Range } from './range.js';
import type { Work } from './serving.js';
import { GPUS_PER_SERVER, type Plan, type RoughSize, type Sizing } from './sizing.js';

/** One GPU at full use, whose price is what each of many costs. */
const ONE_GPU: Pick<Sizing, 'gpus' | 'busyGpus'> = { gpus: exactly(1, 'derived'), busyGpus: exactly(1, 'derived') };

/** Of one GPU. */
interface UnitOf<Amount> {
  /** US dollars a month to write it off, where it must be bought; `undefined` where its price is not known. */
  readonly bought: Amount | undefined;
  /** US dollars a month to rent it, or to keep it running. */
  readonly running: Amount;
  readonly kilowatts: Amount;
  readonly usdPerKilowatt: Amount;
  readonly room: number;
}

interface Unit extends UnitOf<Range> {
  /** US dollars a month for its room, where it needs some. */
  readonly housing: Range;
  /** The same at each end. */
  readonly low: UnitOf<number>;
  readonly expected: UnitOf<number>;
  readonly high: UnitOf<number>;
}

function unitFrom(of: UnitOf<Range>): Unit {
  const ends = (end: End): UnitOf<number> => ({ bought: of.bought?.[end], running: of.running[end], kilowatts: of.kilowatts[end], usdPerKilowatt: of.usdPerKilowatt[end], room: of.room });
  return { ...of, housing: at([of.kilowatts, of.usdPerKilowatt], (kw, usd) => kw * usd), low: ends('low'), expected: ends('expected'), high: ends('high') };
}

/** How GPUs are paid for where an option stands: what hangs neither on their kind nor on their number. */
export interface Tariff {
  readonly place: Option['place'];
  /** GPUs that are planned with, at least; and whether they are there already. */
  readonly count: number;
  readonly owned: boolean;
  /** Billed while they run, where these may stop between requests. */
  readonly byUse: boolean;
  /** Expected dollars a month for the people of each further server. */
  readonly furtherServerUsd: number;
  readonly unit: (gpu: Gpu) => Unit | undefined;
  readonly prices: Prices;
}

export function tariffOf(input: CostInput, basis: CostBasis): Tariff {
  const { option, organisation: { country } } = input;
  const prices = pricesAt(option.place, option.facts.location, country, basis);
  if (option.hardware !== undefined) return tariffFrom(prices, option, country, mayStop(input), basis);
  const { tariffs } = prices;
  const byUse = mayStop(input);
  return tariffs.get(byUse) ?? remembered(tariffs, byUse, () => tariffFrom(prices, option, country, byUse, basis));
}

function tariffFrom(prices: Prices, option: Option, country: string | undefined, byUse: boolean, basis: CostBasis): Tariff {
  const { place, hardware, facts: { location = country } } = option;
  return {
    place,
    count: plannedWith(option),
    owned: place === 'on_premises' && hardware?.owned === true,
    byUse,
    furtherServerUsd: place === 'managed_host' ? 0 : furtherStaff(country, basis).expected,
    unit: (gpu) => {
      const known = prices.units.get(gpu);
      return (known === undefined ? remembered(prices.units, gpu, () => unitOf(gpu, place, location, byUse, basis) ?? null) : known) ?? undefined;
    },
    prices,
  };
}

/** There are some 250 countries, and strangers may pair them as they like. */
const MOST_PLACES = 1000;

/** @param location of the machines, where it is known @param country of who runs them */
export function pricesAt(place: Option['place'], location: string | undefined, country: string | undefined, basis: CostBasis): Prices {
  const kept = perBasis('prices of machines', basis, (): PricesByPlace => ({ byPlace: new Map(), count: 0 }));
  const known = kept.byPlace.get(place)?.get(location)?.get(country);
  if (known !== undefined) return known;
  if (kept.count >= MOST_PLACES) {
    kept.byPlace.clear();
    kept.count = 0;
  }
  kept.count += 1;
  const byLocation = remembered(kept.byPlace, place, () => new Map<string | undefined, Map<string | undefined, Prices>>());
  const byCountry = remembered(byLocation, location, () => new Map<string | undefined, Prices>());
  return remembered(byCountry, country, (): Prices => ({ units: new Map(), kinds: { pieces: new Map(), written: new Map(), read: new Map() }, tariffs: new Map() }));
}

interface PricesByPlace {
  readonly byPlace: Map<Option['place'], Map<string | undefined, Map<string | undefined, Prices>>>;
  count: number;
}

/** What is known of prices at one place. */
interface Prices {
  readonly units: Map<Gpu, Unit | null>;
  readonly kinds: Kinds;
  /** Where nothing is stated of the machines: by whether they may stop. */
  readonly tariffs: Map<boolean, Tariff>;
}

/** By what is asked of a model: {@link Work}. */
type Kinds = Readonly<Record<'pieces' | 'written' | 'read', Map<Model, readonly Kind[]>>>;

/** A kind of GPU, what each costs, and what the fewest of it cost that hold a model. */
export interface Kind {
  readonly gpu: Gpu;
  /** In the catalogue. */
  readonly order: number;
  readonly unit: Unit;
  /** Ways to put the model on it; `undefined` for work that is counted in pieces. */
  readonly deployments: Deployments | undefined;
  readonly leastUsd: number;
}

/** Kinds of GPU that may run a model, from those that may cost least; without those that it finds no room on, or whose price is not known. */
export function kindsFor(model: Model, work: Work, tariff: Tariff, basis: CostBasis): readonly Kind[] {
  const known = tariff.prices.kinds[work.kind === 'pieces' ? 'pieces' : work.writes ? 'written' : 'read'];
  return known.get(model) ?? remembered(known, model, () => rankedKinds(model, work, tariff, basis));
}

function rankedKinds(model: Model, work: Work, tariff: Tariff, basis: CostBasis): readonly Kind[] {
  const kinds = candidates(tariff.place, basis).flatMap((gpu, order): Kind[] => {
    const made = work.kind === 'pieces' ? undefined : deploymentsFor(model, gpu, work.writes, basis);
    const deployments = made?.status === 'some' ? made.deployments : undefined;
    // The fewest on which it may find room, however little is asked of it.
    const gpus = made?.status === 'none' ? Infinity : (deployments?.leastGpus ?? 1);
    const unit = gpus === Infinity ? undefined : tariff.unit(gpu);
    return unit === undefined ? [] : [{ gpu, order, unit, deployments, leastUsd: gpus * usdOf(unit, tariff) }];
  });
  return kinds.sort((a, b) => a.leastUsd - b.leastUsd || a.order - b.order);
}

/** Expected dollars a month for one GPU at full use. */
function usdOf({ bought, running }: Unit, { place }: Tariff): number {
  return running.expected + (place === 'on_premises' ? (bought?.expected ?? 0) : 0);
}

/** Expected dollars a month below which nothing of a kind comes, in so many times the fewest GPUs that hold the model; nothing is known of what is there already, or is paid by use. */
export function leastUsdOf({ leastUsd }: Kind, times: number, { owned, byUse }: Tariff): number {
  return owned || byUse || leastUsd < 0 ? -Infinity : BARELY * times * leastUsd;
}

/** The same where they are billed while they run: for as long as the requests keep them busy at least. */
export function leastUsdByUse(kind: Kind, times: number, { work, requestsPerDay }: Plan): number {
  const { unit: { running }, deployments, leastUsd } = kind;
  if (deployments === undefined || work.kind === 'pieces' || leastUsd < 0) return -Infinity;
  const busyGpus = (requestsPerDay * deployments.leastGpuSeconds(work.usual)) / SECONDS_PER_DAY;
  return BARELY * Math.min(times * leastUsd, running.expected * busyGpus * STARTS);
}

type Size = Pick<RoughSize, 'gpus' | 'busyGpus'>;

/** Expected dollars a month for the machines of a size, and for the people that further servers take: the sum of their lines, for a fraction of the work. */
export function machinesUsdPerMonth(unit: Unit, size: Size, tariff: Tariff): number | undefined {
  const fleet = fleetUsd(unit.expected, paidGpus(size, tariff), size, tariff);
  return fleet === undefined ? undefined : fleet + (serversFor(size.gpus, GPUS_PER_SERVER) - 1) * tariff.furtherServerUsd;
}

/** Dollars a month for each of so many GPUs: uncertain as prices are, and not as their number is, which hangs on speed. */
export function usdPerMonthPerGpu(gpu: Gpu, size: Size, tariff: Tariff): Range | undefined {
  const unit = tariff.unit(gpu);
  if (unit === undefined) return undefined;
  const paid = paidGpus(size, tariff);
  const [low, expected, high] = [fleetUsd(unit.low, paid, size, tariff), fleetUsd(unit.expected, paid, size, tariff), fleetUsd(unit.high, paid, size, tariff)];
  if (low === undefined || expected === undefined || high === undefined) return undefined;
  return between(low / paid, expected / paid, high / paid, weakest(unit.running, ...(unit.bought === undefined ? [] : [unit.bought])));
}

export function gpuPrice(gpu: Gpu, size: Size, tariff: Tariff): GpuPrice | undefined {
  const { place, count, owned, byUse } = tariff;
  const unit = tariff.unit(gpu);
  if (unit === undefined) return undefined;
  const { bought, running, kilowatts, room, housing } = unit;
  // As many as it takes are there: none is ever bought.
  const buysNone = place !== 'on_premises' || (owned && count === Infinity);
  return {
    bought: buysNone ? NOTHING : (bought ?? NOTHING),
    running: byUse ? scale(running, billed(size.busyGpus, paidGpus(size, tariff))) : running,
    housing,
    owned: owned && !buysNone ? count : 0,
    kilowatts,
    room,
    least: owned ? 0 : count,
    most: owned && bought === undefined ? count : Infinity,
  };
}

/** A bound that is as high as what it bounds must not be higher by the last bit. */
const BARELY = 1 - 1e-9;

/** Expected dollars a month that each of so many GPUs costs at least; nothing where what is there already, or does not run, costs nothing. */
export function leastUsdPerGpu(gpu: Gpu, tariff: Tariff): number {
  const unit = tariff.unit(gpu);
  return tariff.owned || tariff.byUse || unit === undefined ? 0 : BARELY * usdOf(unit, tariff);
}

/** Where they are billed while they run: expected dollars a month that a GPU costs at least which is busy all the time, and never costs more. Nothing where they are billed otherwise. */
export function leastUsdPerBusyGpu(gpu: Gpu, { byUse, unit }: Tariff): number {
  return byUse ? BARELY * (unit(gpu)?.running.expected ?? 0) : 0;
}

type End = 'low' | 'expected' | 'high';

function paidGpus({ gpus }: Size, { count, owned }: Tariff): number {
  return owned ? gpus : Math.max(gpus, count);
}

/** `undefined` where some must be bought, and nobody knows for how much. @param paid GPUs */
function fleetUsd({ bought, running, kilowatts, room, usdPerKilowatt }: UnitOf<number>, paid: number, { busyGpus }: Size, { place, count, owned, byUse }: Tariff): number | undefined {
  const toBuy = place === 'on_premises' ? paid - (owned ? Math.min(paid, count) : 0) : 0;
  if (toBuy > 0 && bought === undefined) return undefined;
  const kw = paid * kilowatts;
  return toBuy * (bought ?? 0) + paid * running * (byUse ? billed(busyGpus, paid) : 1) + (kw > room ? kw * usdPerKilowatt : 0);
}

/** @param country where it stands */
function unitOf(gpu: Gpu, place: Option['place'], country: string | undefined, stops: boolean, basis: CostBasis): Unit | undefined {
  const of = (id: FigureId): Range => figure(id, country, basis).value;
  const data = { room: of('own_room_kw').expected, usdPerKilowatt: of('colocation_per_kw_month') };
  if (place !== 'on_premises') {
    const hardware = place === 'managed_host' ? managedEndpoint(gpu, ONE_GPU, undefined, stops, basis) : rented(gpu, ONE_GPU, undefined, basis);
    return hardware.status === 'unknown' ? undefined : unitFrom({ bought: NOTHING, running: totalOf(hardware.lines), kilowatts: NOTHING, ...data });
  }
  const running = runningLines(gpu, ONE_GPU.gpus, country, basis);
  if ('status' in running) return undefined;
  const card = cardPrice(gpu, basis);
  return unitFrom({
    bought: card === undefined ? undefined : totalOf(purchaseLines(ONE_GPU.gpus, card, basis).lines),
    running: totalOf(running.lines.filter(({ id }) => id !== 'housing')),
    kilowatts: scale(of('server_power_over_gpu'), (gpu.power_w ?? 0) / 1000),
    ...data,
  });
}
