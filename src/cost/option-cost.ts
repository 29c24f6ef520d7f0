/**
 * What one option costs a month for the demand of one class of traffic, line by line, or why that is not known.
 * Three kinds: an API is paid by use; machines of one's own by the GPU, busy or idle; a managed endpoint lies between the two.
 */
import type { FigureId } from '../catalogue/cost-schema.js';
import type { Gpu, Model } from '../catalogue/schema.js';
import type { Option } from '../options/option.js';
import type { Organisation } from '../profile/schema.js';
import type { LevelOf, Text } from '../profile/vocabulary.js';
import type { TrafficClass } from '../profile/workload.js';
import { COST_UNKNOWN, type CostNoteId } from '../text/cost.js';
import { figure, perBasis, type CostBasis, type Quantity } from './basis.js';
import type { Corner, Corners } from './break-even.js';
import { answerOf, DAYS_PER_MONTH, HOURS_PER_MONTH, type Demand } from './demand.js';
import { annuity, HOURS_PER_YEAR, serversFor, sinkingFund } from './hosting.js';
import { line, productLine, read, reckoned, totalOf, type CostLine, type Platform } from './line.js';
import { hostedCost, priceOf, requestCost, type PriceList } from './price.js';
import { at, between, exactly, NOTHING, product, quotient, reversed, scale, spread, together, weakest, type Range } from './range.js';
import { GPUS_PER_SERVER, sizeFixed, sizeFor, spareRule, type FixedReplicas, type Measured, type Shape, type Sizing, type SizingInput, type SizingReason } from './sizing.js';

/** Parts of a cost that another volume would change, for the break-even. */
export type CostParts =
  | { readonly side: 'api'; readonly usdPerRequest: Range; readonly fixedUsdPerMonth: Range }
  | {
      readonly side: 'local';
      readonly fixedUsdPerMonth: Range;
      readonly furtherServerUsdPerMonth: Range;
      readonly sizing: Sizing;
      /** Every way to make it up that fits: at another volume another one may be cheaper. */
      readonly shapes: readonly PricedShape[];
    };

export interface PricedShape extends Shape {
  readonly gpu: Gpu;
  readonly usdPerMonthPerGpu: Range;
}

export interface KnownCost {
  readonly status: 'known';
  readonly lines: readonly CostLine[];
  /** Sum of the lines. */
  readonly usdPerMonth: Range;
  /** What is paid before the first request: servers and set-up. Their monthly share is among the lines already. */
  readonly upFront: readonly { readonly id: 'servers' | 'setup'; readonly usd: Range }[];
  readonly parts: CostParts;
  readonly notes: readonly CostNoteId[];
}

export type CostReason = keyof typeof COST_UNKNOWN;

export interface UnknownCost {
  readonly status: 'unknown';
  readonly reason: CostReason;
  readonly text: Text;
}

export type OptionCost = KnownCost | UnknownCost;

export interface CostInput {
  readonly option: Option;
  readonly trafficClass: TrafficClass;
  readonly demand: Demand;
  readonly organisation: Organisation;
  /**
   * Share of the platform's people and set-up that this class bears: its share of the workload, over the number of workloads that
   * could use the platform. Shares of all classes add up to one, so that staff is counted once.
   */
  readonly platformShare: number;
  readonly measured?: Measured;
  /** What the provider charges a month today, where a bill stands in for the volume. */
  readonly statedBillUsd?: number;
}

export function optionCost(input: CostInput, basis: CostBasis): OptionCost {
  return input.option.side === 'api' ? apiCost(input, basis) : localCost(input, basis);
}

function unknown(reason: CostReason, text: Text): UnknownCost {
  return { status: 'unknown', reason, text };
}

/* An API */

function apiCost(input: CostInput, basis: CostBasis): OptionCost {
  const { option, demand } = input;
  const { catalogue } = basis;
  const name = option.modelName;
  if (name === undefined) return unknown('no_model', COST_UNKNOWN.no_model());
  const api = option.model === undefined ? undefined : catalogue.findApi(option.model, option.provider);
  const list = priceOf(option.provider ?? option.providerName?.toLowerCase(), option.model ?? name, api, basis);
  if (list === undefined) return unknown('no_price', COST_UNKNOWN.no_price(name));
  const price = requestCost(list, demand.usage);
  if (price.status === 'unknown') return unknown('no_unit_price', COST_UNKNOWN.no_unit_price(name, price.missing));
  const surcharge = figure('private_over_public', undefined, basis).value;
  const usdPerRequest = option.place === 'private_api' ? product(price.usdPerRequest, surcharge) : price.usdPerRequest;
  const usage = usageLine(demand, usdPerRequest, list, input.statedBillUsd);
  return knownApi(input, usage, usdPerRequest, price.cacheUnpriced ? ['cache_unpriced'] : [], basis);
}

function usageLine(demand: Demand, usdPerRequest: Range, list: Pick<PriceList, 'source' | 'date' | 'file'>, statedBillUsd: number | undefined): CostLine {
  const { source, date, file } = list;
  if (statedBillUsd !== undefined) {
    const bill = exactly(statedBillUsd, 'stated');
    return line('usage', bill, 'stated_bill', [reckoned('stated_bill', 'usd_per_month', bill, 'profile', date)]);
  }
  const requests = scale(demand.requestsPerDay, DAYS_PER_MONTH);
  return productLine('usage', [
    reckoned('requests_per_month', 'requests_per_month', requests, 'profile', date),
    file === undefined ? reckoned('usd_per_request', 'usd_per_request', usdPerRequest, source, date) : read(file, 'usd_per_request', 'usd_per_request', usdPerRequest, list),
  ]);
}

function knownApi(input: CostInput, usage: CostLine, usdPerRequest: Range, notes: readonly CostNoteId[], basis: CostBasis): KnownCost {
  const people = peopleLines('api', 'api_staff_fte', 'setup_person_years_api', input, basis);
  const lines = [usage, ...people.lines];
  return {
    status: 'known',
    lines,
    usdPerMonth: totalOf(lines),
    upFront: [{ id: 'setup', usd: people.setupUsd }],
    parts: { side: 'api', usdPerRequest, fixedUsdPerMonth: totalOf(people.lines) },
    notes: [...notes, ...assumedNotes(input.demand)],
  };
}

/** The open model of a local option behind somebody's API: the third way. `undefined` where no host's price is known. */
export function thirdWay(input: CostInput, basis: CostBasis): (KnownCost & { readonly providers: readonly string[] }) | undefined {
  const { option, demand } = input;
  const hosted = option.model === undefined ? undefined : hostedCost(option.model, demand.usage, basis);
  if (hosted === undefined) return undefined;
  const { package: name, version, published } = basis.catalogue.costs.prices.table;
  const usage = usageLine(demand, hosted.usdPerRequest, { source: `${name} ${version}`, date: published, file: 'prices' }, undefined);
  return { ...knownApi(input, usage, hosted.usdPerRequest, [], basis), providers: hosted.providers };
}

/* Machines of one's own, and managed ones */

function localCost(input: CostInput, basis: CostBasis): OptionCost {
  const { option } = input;
  if (option.modelName === undefined) return unknown('no_model', COST_UNKNOWN.no_model());
  const model = option.model === undefined ? undefined : basis.catalogue.models.get(option.model);
  if (model === undefined) return unknown('model_unknown', COST_UNKNOWN.model_unknown(option.modelName));
  if (option.hardware?.gpu !== undefined) {
    const gpu = basis.catalogue.gpuNamed(option.hardware.gpu);
    return gpu === undefined ? unknown('gpu_unknown', COST_UNKNOWN.gpu_unknown(option.hardware.gpu)) : onGpu(model, gpu, input, basis);
  }
  return cheapest(candidates(option.place, basis).map((gpu) => onGpu(model, gpu, input, basis)));
}

/**
 * Cards that somebody would put into a service, where none is named: those for rent, or those with a list price. Cards for desktops
 * are left to those who name them: their licences or their cooling keep them out of data centres.
 */
function candidates(place: Option['place'], basis: CostBasis): readonly Gpu[] {
  return perBasis(`candidates ${place}`, basis, () => candidatesOf(place, basis));
}

function candidatesOf(place: Option['place'], basis: CostBasis): readonly Gpu[] {
  const { gpus, costs } = basis.catalogue;
  const desktop = new Set(costs.speeds.derates.find(({ id }) => id === 'desktop')?.gpus);
  const usable = place === 'on_premises' ? (gpu: Gpu) => cardPrice(gpu, basis) !== undefined : (gpu: Gpu) => rentOf(gpu, basis) !== undefined;
  return [...gpus.values()].filter((gpu) => usable(gpu) && !desktop.has(gpu.id));
}

/** The least expected cost of those that answer in time; where none is known, the reason that stands nearest to one. */
function cheapest(costs: readonly OptionCost[]): OptionCost {
  const all = costs.filter((cost) => cost.status === 'known');
  const quick = all.filter(({ notes }) => !notes.includes('too_slow'));
  const known = quick.length > 0 ? quick : all;
  const [first, ...others] = known;
  if (first !== undefined) {
    const least = others.reduce((best, one) => (one.usdPerMonth.expected < best.usdPerMonth.expected ? one : best), first);
    if (least.parts.side !== 'local') return least;
    const shapes = known.flatMap(({ parts }) => (parts.side === 'local' ? parts.shapes : []));
    return { ...least, parts: { ...least.parts, shapes } };
  }
  const reasons = costs.filter((cost) => cost.status === 'unknown');
  // That one card is too small says less than that the layout is not known.
  return reasons.find(({ reason }) => reason !== 'too_small') ?? reasons[0] ?? unknown('no_hardware', COST_UNKNOWN.no_hardware());
}

function onGpu(model: Model, gpu: Gpu, input: CostInput, basis: CostBasis): OptionCost {
  const sized = sizedOnce(sizingInput(model, gpu, input), basis);
  return sized.status === 'not_sized' ? notSized(sized.reason, gpu) : priced(sized.sizing, sized.shapes, input, basis);
}

function sizingInput(model: Model, gpu: Gpu, { option, trafficClass, demand, measured }: CostInput): SizingInput {
  const count = option.hardware?.count;
  return {
    model,
    gpu,
    demand,
    latency: answerOf(trafficClass, 'latency') as LevelOf<'latency'> | undefined,
    core: answerOf(trafficClass, 'core') as LevelOf<'core'> | undefined,
    stage: answerOf(trafficClass, 'stage') as LevelOf<'stage'> | undefined,
    ...(count === undefined ? {} : { count }),
    ...(measured === undefined ? {} : { measured }),
  };
}

/** What a local option costs with a number of replicas that somebody chose, whatever the load. */
export function fixedCost({ gpu, replica }: PricedShape, fixed: FixedReplicas, input: CostInput, basis: CostBasis): OptionCost {
  const model = input.option.model === undefined ? undefined : basis.catalogue.models.get(input.option.model);
  if (model === undefined) return unknown('model_unknown', COST_UNKNOWN.model_unknown(input.option.modelName ?? ''));
  return priced(sizeFixed(replica, fixed, sizingInput(model, gpu, input), basis), [], input, basis);
}

function priced(sizing: Sizing, shapes: readonly Shape[], input: CostInput, basis: CostBasis): OptionCost {
  const { option, demand } = input;
  const { gpu } = sizing;
  const hardware = hardwareLines(gpu, sizing, input, basis);
  if (hardware.status === 'unknown') return hardware;
  const managed = option.place === 'managed_host';
  const people = managed
    ? peopleLines('managed', 'managed_staff_fte', 'setup_person_years_managed_host', input, basis)
    : peopleLines('own', 'own_staff_fte', option.place === 'on_premises' ? 'setup_person_years_on_premises' : 'setup_person_years_private_cloud', input, basis);
  const further = managed ? NOTHING : furtherStaff(input, basis);
  const furtherLines = managed ? [] : furtherStaffLines(sizing.gpus, further, basis);
  const lines = [...hardware.lines, ...people.lines, ...furtherLines];
  return {
    status: 'known',
    lines,
    usdPerMonth: totalOf(lines),
    upFront: [...hardware.upFront, { id: 'setup', usd: people.setupUsd }],
    parts: {
      side: 'local',
      shapes: shapes.map((shape) => ({ ...shape, gpu, usdPerMonthPerGpu: perGpu(totalOf(hardware.lines), hardware.gpus) })),
      fixedUsdPerMonth: totalOf(people.lines),
      furtherServerUsdPerMonth: further,
      sizing,
    },
    notes: [...(sizing.inTime ? [] : (['too_slow'] as const)), ...hardware.notes, ...assumedNotes(demand)],
  };
}

/** Where it stands makes no difference to how many are needed. */
const sizings = new WeakMap<Demand, Map<string, ReturnType<typeof sizeFor>>>();

function sizedOnce(input: Parameters<typeof sizeFor>[0], basis: CostBasis): ReturnType<typeof sizeFor> {
  const { model, gpu, demand, count, measured, latency, core, stage } = input;
  if (measured !== undefined) return sizeFor(input, basis);
  const known = sizings.get(demand) ?? new Map<string, ReturnType<typeof sizeFor>>();
  sizings.set(demand, known);
  const key = [model.id, gpu.id, count, latency, core, stage].join();
  const sized = known.get(key) ?? sizeFor(input, basis);
  known.set(key, sized);
  return sized;
}

function notSized(reason: SizingReason, gpu: Gpu): UnknownCost {
  switch (reason.code) {
    case 'too_small':
      return unknown('too_small', COST_UNKNOWN.too_small(reason.neededGb, reason.usableGb, reason.gpus));
    case 'layout_unknown':
      return unknown('layout_unknown', COST_UNKNOWN.layout_unknown(reason.layout));
    case 'gpu_unknown':
      return unknown('gpu_unknown', COST_UNKNOWN.gpu_unknown(gpu.name));
    case 'parameters_unknown':
    case 'speed_unknown':
    case 'task_unknown':
      return unknown(reason.code, COST_UNKNOWN[reason.code]());
  }
}

/** Both are ranges over the same uncertainty about size, so low goes with low. */
function perGpu(usdPerMonth: Range, gpus: Range): Range {
  const of = (usd: number, count: number): number => (count === 0 ? 0 : usd / count);
  return between(of(usdPerMonth.low, gpus.low), of(usdPerMonth.expected, gpus.expected), of(usdPerMonth.high, gpus.high), weakest(usdPerMonth, gpus));
}

/* Hardware */

interface Hardware {
  readonly status: 'known';
  readonly lines: readonly CostLine[];
  readonly gpus: Range;
  readonly upFront: KnownCost['upFront'];
  readonly notes: readonly CostNoteId[];
}

function hardwareLines(gpu: Gpu, sizing: Sizing, input: CostInput, basis: CostBasis): Hardware | UnknownCost {
  switch (input.option.place) {
    case 'on_premises':
      return onPremises(gpu, sizing, input, basis);
    case 'managed_host':
      return managedEndpoint(gpu, sizing, input, basis);
    case 'private_cloud':
    default:
      return rented(gpu, sizing, input, basis);
  }
}

/** At least as many as the user plans with: they are paid for whether they are needed or not. */
function paidFor(sizing: Sizing, count: number | undefined): Range {
  const { low, expected, high, evidence } = sizing.gpus;
  const least = count ?? 0;
  return { low: Math.max(low, least), expected: Math.max(expected, least), high: Math.max(high, least), evidence };
}

/** US dollars per GPU and hour from lowest to highest; the reader's own where there is one. */
export function rentOf(gpu: Gpu, basis: CostBasis): Quantity | undefined {
  return perBasis(`rent ${gpu.id}`, basis, () => listedRent(gpu, basis));
}

function listedRent(gpu: Gpu, { catalogue, overrides, asOf }: CostBasis): Quantity | undefined {
  const own = overrides?.rental[gpu.id];
  if (own !== undefined) return reckoned('usd_per_gpu_hour', 'usd_per_hour', between(own.low, own.expected, own.high, 'stated'), own.source ?? '--prices', asOf);
  const rows = catalogue.costs.rental.rental.filter((row) => row.gpu === gpu.id);
  const rents = spread(rows.map((row) => row.usd_per_gpu_hour), 'listed');
  const oldest = rows.map(({ date }) => date).sort()[0];
  return rents === undefined || oldest === undefined ? undefined : read('rental', 'usd_per_gpu_hour', 'usd_per_hour', rents, { source: [...new Set(rows.map(({ at: provider }) => provider))].join(', '), date: oldest });
}

function rented(gpu: Gpu, sizing: Sizing, { option }: CostInput, basis: CostBasis): Hardware | UnknownCost {
  const rent = rentOf(gpu, basis);
  if (rent === undefined) return unknown('no_rent', COST_UNKNOWN.no_rent(gpu.name));
  const gpus = paidFor(sizing, option.hardware?.count);
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

/** Billed by the hour that it runs. It may stop between requests only where these can wait for a cold start. */
function managedEndpoint(gpu: Gpu, sizing: Sizing, { option, trafficClass }: CostInput, basis: CostBasis): Hardware | UnknownCost {
  const rent = rentOf(gpu, basis);
  if (rent === undefined) return unknown('no_rent', COST_UNKNOWN.no_rent(gpu.name));
  const gpus = paidFor(sizing, option.hardware?.count);
  const stops = answerOf(trafficClass, 'latency') === 'batch';
  const billed = stops ? billedShare(sizing) : exactly(1, 'derived');
  const endpoint = productLine('managed_endpoint', [
    reckoned('gpus', 'gpus', gpus, 'sizing', basis.asOf),
    rent,
    reckoned('hours_per_month', 'hours_per_month', exactly(HOURS_PER_MONTH, 'derived'), '365.25 × 24 / 12', basis.asOf),
    reckoned('billed_share', 'share', billed, 'sizing', basis.asOf),
    figure('managed_over_rental', undefined, basis),
  ]);
  return { status: 'known', gpus, lines: [endpoint], upFront: [], notes: [stops ? 'scales_to_zero' : 'kept_warm'] };
}

/** Busy share of what is planned for, with a tenth on top for starts and stops. */
function billedShare({ utilisation }: Sizing): Range {
  const of = (share: number): number => Math.min(1, share * 1.1);
  return between(of(utilisation.low), of(utilisation.expected), of(utilisation.high), 'assumed');
}

function cardPrice(gpu: Gpu, { overrides, asOf }: CostBasis): Quantity | undefined {
  const own = overrides?.gpus[gpu.id];
  if (own !== undefined) return reckoned('card_price', 'usd', between(own.low, own.expected, own.high, 'stated'), own.source ?? '--prices', asOf);
  return gpu.price_usd === undefined ? undefined : read('gpus', 'card_price', 'usd', exactly(gpu.price_usd, gpu.grade === 'unverified' ? 'assumed' : 'listed'), gpu);
}

/** Bought, or there already: then only what they use from now on counts, and a purchase only for those that are missing. */
function onPremises(gpu: Gpu, sizing: Sizing, { option, organisation }: CostInput, basis: CostBasis): Hardware | UnknownCost {
  const owned = option.hardware?.owned === true;
  const count = option.hardware?.count ?? 0;
  const gpus = owned ? sizing.gpus : paidFor(sizing, count);
  const missing = (needed: number): number => Math.max(0, needed - count);
  const toBuy: Range = owned ? { low: missing(gpus.low), expected: missing(gpus.expected), high: missing(gpus.high), evidence: gpus.evidence } : gpus;
  const running = runningLines(gpu, gpus, option.facts.location ?? organisation.country, basis);
  if ('status' in running) return running;
  if (toBuy.high === 0) return { status: 'known', gpus, lines: running.lines, upFront: [], notes: ['owned'] };
  const card = cardPrice(gpu, basis);
  if (card === undefined) return toBuy.expected === 0 ? { status: 'known', gpus, lines: running.lines, upFront: [], notes: ['owned'] } : unknown('no_card_price', COST_UNKNOWN.no_card_price(gpu.name));
  const bought = purchaseLines(toBuy, card, basis);
  return {
    status: 'known',
    gpus,
    lines: [...bought.lines, ...running.lines],
    upFront: [{ id: 'servers', usd: bought.priceUsd }],
    notes: owned ? ['owned', ...(toBuy.expected > 0 ? (['too_few'] as const) : [])] : [],
  };
}

function purchaseLines(toBuy: Range, card: Quantity, basis: CostBasis): { readonly lines: readonly CostLine[]; readonly priceUsd: Range } {
  const of = (id: FigureId): Quantity => figure(id, undefined, basis);
  const server = of('server_over_cards');
  const [rate, years, residual, maintenance] = [of('cost_of_capital'), of('amortisation_years'), of('residual_share'), of('maintenance_share')];
  const number = reckoned('gpus_to_buy', 'gpus', toBuy, 'sizing', basis.asOf);
  const priceUsd = product(number.value, card.value, server.value);
  const price = reckoned('price_of_servers', 'usd', priceUsd, 'gpus_to_buy × card_price × server_over_cards', basis.asOf);
  const yearly = at([rate.value, reversed(years.value), reversed(residual.value)], (r, n, worth) => annuity(r, n) - worth * sinkingFund(r, n));
  return {
    priceUsd,
    lines: [
      line('purchase', scale(product(priceUsd, yearly), 1 / 12), 'price_of_servers × (annuity − residual_share × sinking_fund) / 12', [number, card, server, price, rate, years, residual]),
      line('maintenance', scale(product(priceUsd, maintenance.value), 1 / 12), 'price_of_servers × maintenance_share / 12', [price, maintenance]),
    ],
  };
}

/** Electricity, and room in a data centre where an ordinary one can't take the power. */
function runningLines(gpu: Gpu, gpus: Range, country: string | undefined, basis: CostBasis): { readonly lines: readonly CostLine[] } | UnknownCost {
  if (gpu.power_w === undefined) return unknown('no_power', COST_UNKNOWN.no_power(gpu.name));
  const of = (id: FigureId): Quantity => figure(id, country, basis);
  const number = reckoned('gpus', 'gpus', gpus, 'sizing', basis.asOf);
  const watts = read('gpus', 'watts_per_gpu', 'watts', exactly(gpu.power_w, gpu.grade === 'unverified' ? 'assumed' : 'listed'), gpu);
  const server = of('server_power_over_gpu');
  const power = productLine('power', [number, watts, server, of('mean_power_share'), of('pue'), of('electricity_per_kwh')], HOURS_PER_YEAR / 12 / 1000);
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
  return { lines: [{ ...power, formula: `${power.pieces.map(({ id }) => id).join(' × ')} × ${HOURS_PER_YEAR} / 12 / 1000` }, ...(housing.usdPerMonth.high > 0 ? [housing] : [])] };
}

/* People */

interface People {
  readonly lines: readonly CostLine[];
  readonly setupUsd: Range;
}

function peopleLines(platform: Platform, staffId: FigureId, setupId: FigureId, { organisation, platformShare }: CostInput, basis: CostBasis): People {
  const of = (id: FigureId): Quantity => figure(id, organisation.country, basis);
  const [staff, setup, loaded, years] = [of(staffId), of(setupId), of('loaded_cost_per_fte_year'), of('amortisation_years')];
  const share = reckoned('platform_share', 'share', exactly(platformShare, 'derived'), 'profile', basis.asOf);
  const setupUsd = product(setup.value, loaded.value, share.value);
  return {
    lines: [
      productLine('staff', [staff, loaded, share], 1 / 12, platform),
      line('setup', scale(quotient(setupUsd, years.value), 1 / 12), `${setup.id} × ${loaded.id} × platform_share / ${years.id} / 12`, [setup, loaded, share, years], platform),
    ],
    setupUsd,
  };
}

/** US dollars a month for each server of eight GPUs beyond the first: these follow the load, so nobody shares them. */
function furtherStaff({ organisation }: CostInput, basis: CostBasis): Range {
  return scale(product(figure('own_staff_fte_per_further_server', organisation.country, basis).value, figure('loaded_cost_per_fte_year', organisation.country, basis).value), 1 / 12);
}

function furtherStaffLines(gpus: Range, usdPerServer: Range, basis: CostBasis): CostLine[] {
  const of = (count: number): number => serversFor(count, GPUS_PER_SERVER) - 1;
  const servers = between(of(gpus.low), of(gpus.expected), of(gpus.high), gpus.evidence);
  if (servers.high === 0) return [];
  return [line('staff', product(servers, usdPerServer), 'servers × own_staff_fte_per_further_server × loaded_cost_per_fte_year / 12', [reckoned('servers', 'servers', servers, 'sizing', basis.asOf)])];
}

function assumedNotes({ usage, peakFactor }: Demand): CostNoteId[] {
  return [
    ...(usage.inputTokens.evidence === 'assumed' || usage.outputTokens.evidence === 'assumed' ? (['tokens_assumed'] as const) : []),
    ...(peakFactor.evidence === 'assumed' ? (['peak_assumed'] as const) : []),
  ];
}

/* Break-even */

/** The three corners of a contest for every shape: everything in favour of one's own machines, as expected, everything against. */
export function cornersOf(
  api: Extract<CostParts, { side: 'api' }>,
  local: Extract<CostParts, { side: 'local' }>,
  input: Pick<CostInput, 'trafficClass'>,
  basis: CostBasis,
): Corners {
  const { trafficClass } = input;
  const spare = spareRule({
    core: answerOf(trafficClass, 'core') as LevelOf<'core'> | undefined,
    stage: answerOf(trafficClass, 'stage') as LevelOf<'stage'> | undefined,
    latency: answerOf(trafficClass, 'latency') as LevelOf<'latency'> | undefined,
  }, basis);
  const corners = (end: keyof Corners): Corner[] => {
    const other = end === 'low' ? 'high' : end === 'high' ? 'low' : 'expected';
    return local.shapes.map(({ usdPerMonthPerGpu, gpusPerReplica, replicaRequestsPerDay }): Corner => {
      // Price, people, machines and speed know nothing of one another. The two that are people hang on the same salaries.
      const [price, people, machines, speed] = together([
        { end: api.usdPerRequest[other], middle: api.usdPerRequest.expected },
        { end: local.fixedUsdPerMonth[end], middle: local.fixedUsdPerMonth.expected },
        { end: usdPerMonthPerGpu[end], middle: usdPerMonthPerGpu.expected },
        { end: replicaRequestsPerDay[other], middle: replicaRequestsPerDay.expected },
      ]) as [number, number, number, number];
      const moved = local.fixedUsdPerMonth.expected === 0 ? 1 : people / local.fixedUsdPerMonth.expected;
      return {
        apiUsdPerRequest: price,
        apiFixedUsdPerMonth: api.fixedUsdPerMonth.expected * moved,
        localFixedUsdPerMonth: people,
        usdPerMonthPerGpu: machines,
        usdPerMonthPerFurtherServer: local.furtherServerUsdPerMonth.expected * moved,
        gpusPerReplica,
        requestsPerDayPerReplica: speed,
        spare: spare[end],
        gpusPerServer: GPUS_PER_SERVER,
      };
    });
  };
  return { low: corners('low'), expected: corners('expected'), high: corners('high') };
}
