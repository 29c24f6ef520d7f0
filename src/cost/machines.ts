/** What accelerators cost a month, rented, managed, bought or there already. */
import type { FigureId } from '../catalogue/cost-schema.js';
import type { Gpu, Model } from '../catalogue/schema.js';
import type { Option } from '../options/option.js';
import { grouped, remembered } from '../lazy.js';
import { COST_UNKNOWN, type CostNoteId } from '../text/cost.js';
import { figure, perBasis, type CostBasis, type Quantity } from './basis.js';
import { HOURS_PER_MONTH, SECONDS_PER_DAY, serviceAnswers } from './demand.js';
import { annuity, HOURS_PER_YEAR, serversFor, sinkingFund } from './hosting.js';
import { unknown, type CostInput, type GpuPrice, type KnownCost, type UnknownCost } from './known-cost.js';
import { line, productLine, read, reckoned, totalOf, type CostLine } from './line.js';
import { furtherStaff } from './people.js';
import { at, between, exactly, NOTHING, product, reversed, scale, spread, weakest, type Range } from './range.js';
import { deploymentsFor, type Deployments } from './deployment.js';
import type { Work } from './replica.js';
import { GPUS_PER_SERVER, type Plan, type RoughSize, type Sizing } from './sizing.js';

/**
 * Cards that somebody would put into a service, where none is named: those for rent, or those with a list price. Cards for desktops
 * are left to those who name them: their licences or their cooling keep them out of data centres.
 */
export function candidates(place: Option['place'], basis: CostBasis): readonly Gpu[] {
  const byPlace = perBasis('candidates', basis, () => new Map<Option['place'], readonly Gpu[]>());
  return byPlace.get(place) ?? remembered(byPlace, place, () => candidatesOf(place, basis));
}

function candidatesOf(place: Option['place'], basis: CostBasis): readonly Gpu[] {
  const { gpus, costs } = basis.catalogue;
  const desktop = new Set(costs.speeds.derates.find(({ id }) => id === 'desktop')?.gpus);
  const usable = place === 'on_premises' ? (gpu: Gpu) => cardPrice(gpu, basis) !== undefined : (gpu: Gpu) => rentOf(gpu, basis) !== undefined;
  return [...gpus.values()].filter((gpu) => usable(gpu) && !desktop.has(gpu.id));
}

export interface Hardware {
  readonly status: 'known';
  readonly lines: readonly CostLine[];
  readonly gpus: Range;
  readonly upFront: KnownCost['upFront'];
  readonly notes: readonly CostNoteId[];
}

export function hardwareLines(gpu: Gpu, sizing: Pick<Sizing, 'gpus' | 'busyGpus'>, input: CostInput, basis: CostBasis): Hardware | UnknownCost {
  switch (input.option.place) {
    case 'on_premises':
      return onPremises(gpu, sizing, input, basis);
    case 'managed_host':
      return managedEndpoint(gpu, sizing, input.option.hardware?.count, mayStop(input), basis);
    case 'private_cloud':
    default:
      return rented(gpu, sizing, input.option.hardware?.count, basis);
  }
}

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

/** A managed endpoint, where requests can wait for a cold start. */
function mayStop({ option: { place }, trafficClass }: CostInput): boolean {
  return place === 'managed_host' && serviceAnswers(trafficClass).latency === 'batch';
}

/** @param location of the machines, where it is known @param country of who runs them */
function pricesAt(place: Option['place'], location: string | undefined, country: string | undefined, basis: CostBasis): Prices {
  const byPlace = perBasis('prices of machines', basis, () => new Map<Option['place'], Map<string | undefined, Map<string | undefined, Prices>>>());
  const byLocation = byPlace.get(place) ?? remembered(byPlace, place, () => new Map<string | undefined, Map<string | undefined, Prices>>());
  const byCountry = byLocation.get(location) ?? remembered(byLocation, location, () => new Map<string | undefined, Prices>());
  return byCountry.get(country) ?? remembered(byCountry, country, (): Prices => ({ units: new Map(), kinds: { pieces: new Map(), written: new Map(), read: new Map() }, tariffs: new Map() }));
}

/** GPUs that are stated to be planned with. Where they are paid for already, and nobody says how many, there are as many as it takes. */
function plannedWith({ place, hardware }: Option): number {
  return hardware?.count ?? (place === 'on_premises' && hardware?.owned === true ? Infinity : 0);
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

/** At least as many as the user plans with: they are paid for whether they are needed or not. */
function paidFor(sizing: Pick<Sizing, 'gpus'>, count: number | undefined): Range {
  const { low, expected, high, evidence } = sizing.gpus;
  const least = count ?? 0;
  return { low: Math.max(low, least), expected: Math.max(expected, least), high: Math.max(high, least), evidence };
}

/** US dollars per GPU and hour from lowest to highest; the reader's own where there is one. */
export function rentOf(gpu: Gpu, basis: CostBasis): Quantity | undefined {
  const byGpu = perBasis('rents of GPUs', basis, () => new Map<Gpu, { readonly rent: Quantity | undefined }>());
  return (byGpu.get(gpu) ?? remembered(byGpu, gpu, () => ({ rent: listedRent(gpu, basis) }))).rent;
}

function listedRent(gpu: Gpu, basis: CostBasis): Quantity | undefined {
  const { overrides, asOf } = basis;
  const own = overrides?.rental[gpu.id];
  if (own !== undefined) return reckoned('usd_per_gpu_hour', 'usd_per_hour', between(own.low, own.expected, own.high, 'stated'), own.source ?? '--prices', asOf);
  const rows = perBasis('rents', basis, () => grouped(basis.catalogue.costs.rental.rental, (row) => row.gpu)).get(gpu.id) ?? [];
  const rents = spread(rows.map((row) => row.usd_per_gpu_hour), 'listed');
  const oldest = rows.map(({ date }) => date).sort()[0];
  return rents === undefined || oldest === undefined ? undefined : read('rental', 'usd_per_gpu_hour', 'usd_per_hour', rents, { source: [...new Set(rows.map(({ at: provider }) => provider))].join(', '), date: oldest });
}

function rented(gpu: Gpu, sizing: Pick<Sizing, 'gpus' | 'busyGpus'>, count: number | undefined, basis: CostBasis): Hardware | UnknownCost {
  const rent = rentOf(gpu, basis);
  if (rent === undefined) return unknown('no_rent', COST_UNKNOWN.no_rent(gpu));
  const gpus = paidFor(sizing, count);
  const rental = productLine('rental', [
    reckoned('gpus', 'gpus', gpus, 'sizing', basis.asOf), rent, reckoned('hours_per_month', 'hours_per_month', exactly(HOURS_PER_MONTH, 'derived'), '365.25 × 24 / 12', basis.asOf),
  ]);
  const extras = figure('rental_extras_share', undefined, basis);
  return {
    status: 'known',
    gpus,
    lines: [rental, line('rental_extras', product(rental.usdPerMonth, extras.value), 'rental × rental_extras_share', [extras])],
    upFront: [],
    notes: [],
  };
}

/** Billed by the hour that it runs. @param stops between requests */
function managedEndpoint(gpu: Gpu, sizing: Pick<Sizing, 'gpus' | 'busyGpus'>, count: number | undefined, stops: boolean, basis: CostBasis): Hardware | UnknownCost {
  const rent = rentOf(gpu, basis);
  if (rent === undefined) return unknown('no_rent', COST_UNKNOWN.no_rent(gpu));
  const gpus = paidFor(sizing, count);
  const share = stops ? billedShare(sizing, gpus) : exactly(1, 'derived');
  const endpoint = productLine('managed_endpoint', [
    reckoned('gpus', 'gpus', gpus, 'sizing', basis.asOf),
    rent,
    reckoned('hours_per_month', 'hours_per_month', exactly(HOURS_PER_MONTH, 'derived'), '365.25 × 24 / 12', basis.asOf),
    reckoned('billed_share', 'share', share, 'sizing', basis.asOf),
    figure('managed_over_rental', undefined, basis),
  ]);
  return { status: 'known', gpus, lines: [endpoint], upFront: [], notes: [stops ? 'scales_to_zero' : 'kept_warm'] };
}

/** A tenth on top of the busy hours, for starts and stops. Judgement. */
const STARTS = 1.1;

/** Busy share of what is paid for, with starts and stops. */
function billed(busyGpus: number, paid: number): number {
  return Math.min(1, (busyGpus / paid) * STARTS);
}

/** @param paid GPUs, of which some may be more than are needed */
function billedShare({ busyGpus: busy }: Pick<Sizing, 'busyGpus'>, paid: Range): Range {
  return between(billed(busy.low, paid.expected), billed(busy.expected, paid.expected), billed(busy.high, paid.expected), 'assumed');
}

function cardPrice(gpu: Gpu, basis: CostBasis): Quantity | undefined {
  const known = perBasis('prices of cards', basis, () => new Map<Gpu, { readonly price: Quantity | undefined }>());
  return (known.get(gpu) ?? remembered(known, gpu, () => ({ price: listedCard(gpu, basis) }))).price;
}

function listedCard(gpu: Gpu, { overrides, asOf }: CostBasis): Quantity | undefined {
  const own = overrides?.gpus[gpu.id];
  if (own !== undefined) return reckoned('card_price', 'usd', between(own.low, own.expected, own.high, 'stated'), own.source ?? '--prices', asOf);
  return gpu.price_usd === undefined ? undefined : read('gpus', 'card_price', 'usd', exactly(gpu.price_usd, gpu.grade === 'unverified' ? 'assumed' : 'listed'), gpu);
}

/** Bought, or there already: then only what they use from now on counts, and a purchase only for those that are missing. */
function onPremises(gpu: Gpu, sizing: Pick<Sizing, 'gpus' | 'busyGpus'>, { option, organisation }: CostInput, basis: CostBasis): Hardware | UnknownCost {
  const owned = option.hardware?.owned === true;
  const count = plannedWith(option);
  const gpus = owned ? sizing.gpus : paidFor(sizing, count);
  const missing = (needed: number): number => Math.max(0, needed - count);
  const toBuy: Range = owned ? { low: missing(gpus.low), expected: missing(gpus.expected), high: missing(gpus.high), evidence: gpus.evidence } : gpus;
  const running = runningLines(gpu, gpus, option.facts.location ?? organisation.country, basis);
  if ('status' in running) return running;
  if (toBuy.high === 0) return { status: 'known', gpus, lines: running.lines, upFront: [], notes: ['owned'] };
  const card = cardPrice(gpu, basis);
  if (card === undefined) return toBuy.expected === 0 ? { status: 'known', gpus, lines: running.lines, upFront: [], notes: ['owned'] } : unknown('no_card_price', COST_UNKNOWN.no_card_price(gpu));
  const bought = purchaseLines(toBuy, card, basis);
  return {
    status: 'known',
    gpus,
    lines: [...bought.lines, ...running.lines],
    upFront: [{ id: 'servers', usd: bought.priceUsd }],
    notes: owned ? ['owned', ...(toBuy.expected > 0 ? (['too_few'] as const) : [])] : [],
  };
}

/** What a purchase costs beside its price. */
interface Terms {
  readonly server: Quantity;
  readonly rate: Quantity;
  readonly years: Quantity;
  readonly residual: Quantity;
  readonly maintenance: Quantity;
  /** Share of the price that is written off in a year, with interest and less what is left at the end. */
  readonly yearly: Range;
}

function termsOfPurchase(basis: CostBasis): Terms {
  const of = (id: FigureId): Quantity => figure(id, undefined, basis);
  const [rate, years, residual] = [of('cost_of_capital'), of('amortisation_years'), of('residual_share')];
  const yearly = at([rate.value, reversed(years.value), reversed(residual.value)], (r, n, worth) => annuity(r, n) - worth * sinkingFund(r, n));
  return { server: of('server_over_cards'), rate, years, residual, maintenance: of('maintenance_share'), yearly };
}

function purchaseLines(toBuy: Range, card: Quantity, basis: CostBasis): { readonly lines: readonly CostLine[]; readonly priceUsd: Range } {
  const { server, rate, years, residual, maintenance, yearly } = perBasis('terms of a purchase', basis, () => termsOfPurchase(basis));
  const number = reckoned('gpus_to_buy', 'gpus', toBuy, 'sizing', basis.asOf);
  const priceUsd = product(number.value, card.value, server.value);
  const price = reckoned('price_of_servers', 'usd', priceUsd, 'gpus_to_buy × card_price × server_over_cards', basis.asOf);
  return {
    priceUsd,
    lines: [
      line('purchase', scale(product(priceUsd, yearly), 1 / 12), 'price_of_servers × (annuity − residual_share × sinking_fund) / 12', [number, card, server, price, rate, years, residual]),
      line('maintenance', scale(product(priceUsd, maintenance.value), 1 / 12), 'price_of_servers × maintenance_share / 12', [price, maintenance]),
    ],
  };
}

function wattsOf(gpu: Gpu, watts: number, basis: CostBasis): Quantity {
  const known = perBasis('watts of GPUs', basis, () => new Map<Gpu, Quantity>());
  return known.get(gpu) ?? remembered(known, gpu, () => read('gpus', 'watts_per_gpu', 'watts', exactly(watts, gpu.grade === 'unverified' ? 'assumed' : 'listed'), gpu));
}

/** Electricity, and room in a data centre where an ordinary one can't take the power. */
function runningLines(gpu: Gpu, gpus: Range, country: string | undefined, basis: CostBasis): { readonly lines: readonly CostLine[] } | UnknownCost {
  if (gpu.power_w === undefined) return unknown('no_power', COST_UNKNOWN.no_power(gpu.name));
  const of = (id: FigureId): Quantity => figure(id, country, basis);
  const number = reckoned('gpus', 'gpus', gpus, 'sizing', basis.asOf);
  const watts = wattsOf(gpu, gpu.power_w, basis);
  const server = of('server_power_over_gpu');
  const power = productLine('power', [number, watts, server, of('mean_power_share'), of('pue'), of('electricity_per_kwh')], HOURS_PER_YEAR / 12 / 1000, undefined, ` × ${HOURS_PER_YEAR} / 12 / 1000`);
  const kilowatts = scale(product(gpus, watts.value, server.value), 1 / 1000);
  const room = of('own_room_kw').value.expected;
  const rent = of('colocation_per_kw_month');
  const housed = (kw: number, usd: number): number => (kw > room ? kw * usd : 0);
  const housing = line(
    'housing',
    between(housed(kilowatts.low, rent.value.low), housed(kilowatts.expected, rent.value.expected), housed(kilowatts.high, rent.value.high), weakest(kilowatts, rent.value)),
    'gpus × watts_per_gpu × server_power_over_gpu × colocation_per_kw_month / 1000',
    [number, watts, server, rent],
  );
  return { lines: [power, ...(housing.usdPerMonth.high > 0 ? [housing] : [])] };
}
