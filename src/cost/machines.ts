/** What accelerators cost a month, rented, managed, bought or there already. */
import type { FigureId } from '../catalogue/cost-schema.js';
import type { Gpu } from '../catalogue/schema.js';
import type { Option } from '../options/option.js';
import { grouped, remembered } from '../lazy.js';
import { COST_UNKNOWN, type CostNoteId } from '../text/cost.js';
import { figure, perBasis, type CostBasis, type Quantity } from './basis.js';
import { HOURS_PER_MONTH, serviceAnswers } from './demand.js';
import { annuity, HOURS_PER_YEAR, sinkingFund } from './hosting.js';
import { unknown, type CostInput, type KnownCost, type UnknownCost } from './known-cost.js';
import { line, productLine, read, reckoned, type CostLine } from './line.js';
import { at, between, exactly, product, reversed, scale, spread, weakest, type Range } from './range.js';
import type { Sizing } from './sizing.js';

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
/** A managed endpoint, where requests can wait for a cold start. */
export function mayStop({ option: { place }, trafficClass }: CostInput): boolean {
  return place === 'managed_host' && serviceAnswers(trafficClass).latency === 'batch';
}

/** GPUs that are stated to be planned with. Where they are paid for already, and nobody says how many, there are as many as it takes. */
export function plannedWith({ place, hardware }: Option): number {
  return hardware?.count ?? (place === 'on_premises' && hardware?.owned === true ? Infinity : 0);
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

export function rented(gpu: Gpu, sizing: Pick<Sizing, 'gpus' | 'busyGpus'>, count: number | undefined, basis: CostBasis): Hardware | UnknownCost {
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
export function managedEndpoint(gpu: Gpu, sizing: Pick<Sizing, 'gpus' | 'busyGpus'>, count: number | undefined, stops: boolean, basis: CostBasis): Hardware | UnknownCost {
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
export const STARTS = 1.1;

/** Busy share of what is paid for, with starts and stops. */
export function billed(busyGpus: number, paid: number): number {
  return Math.min(1, (busyGpus / paid) * STARTS);
}

/** @param paid GPUs, of which some may be more than are needed */
function billedShare({ busyGpus: busy }: Pick<Sizing, 'busyGpus'>, paid: Range): Range {
  return between(billed(busy.low, paid.expected), billed(busy.expected, paid.expected), billed(busy.high, paid.expected), 'assumed');
}

export function cardPrice(gpu: Gpu, basis: CostBasis): Quantity | undefined {
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

export function purchaseLines(toBuy: Range, card: Quantity, basis: CostBasis): { readonly lines: readonly CostLine[]; readonly priceUsd: Range } {
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
export function runningLines(gpu: Gpu, gpus: Range, country: string | undefined, basis: CostBasis): { readonly lines: readonly CostLine[] } | UnknownCost {
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
