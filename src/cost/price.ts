/** What a model's interface asks for a request: which price holds on a day, and what it comes to. An unknown price stays unknown. */
import type { ListedPrice, TableAmounts, TablePrices } from '../catalogue/cost-schema.js';
import type { Api, Price } from '../catalogue/schema.js';
import { PRICE_UNITS } from '../catalogue/vocabulary.js';
import type { Task } from '../profile/vocabulary.js';
import { grouped, rememberedUpTo } from '../lazy.js';
import { perBasis, perUsd, type CostBasis } from './basis.js';
import type { Usage } from './demand.js';
import type { Amounts, OwnPrice, PriceTier, PriceUnit } from './price-file.js';
import { between, spread, spreadOf, weakest, type Range } from './range.js';

/** A price list for one model, in US dollars. */
export interface PriceList {
  readonly amounts: Amounts;
  /** From small to large; the last one that the prompt exceeds holds for all of the request. */
  readonly tiers: readonly PriceTier[];
  /** Prices in some hours of the day, and the share of the day that these are. */
  readonly peak?: { readonly amounts: Amounts; readonly shareOfDay: number };
  readonly batchDiscount: number;
  readonly source: string;
  readonly date: string;
  readonly evidence: 'stated' | 'listed' | 'assumed';
  /** File of the catalogue that names it; missing for the reader's own. */
  readonly file?: 'apis' | 'prices';
}

/** Keys of the table that we reckon with. */
const TABLE_UNITS: Readonly<Record<string, PriceUnit>> = {
  input_mtok: 'per_million_input_tokens',
  cache_read_mtok: 'per_million_cached_input_tokens',
  output_mtok: 'per_million_output_tokens',
  input_document_kpages: 'per_thousand_pages',
  document_kpages: 'per_thousand_pages',
  audio_hours: 'per_audio_hour',
  input_audio_hours: 'per_audio_hour',
  rerank_searches_kcount: 'per_thousand_searches',
};

export interface Provenance {
  readonly source: string;
  readonly date: string;
}

/** The table's prices on a day: the latest that has begun; prices by hour of the day are a range over the day. */
export function listOnDay(prices: TablePrices, asOf: string, { source, date }: Provenance): PriceList {
  const dated = isDated(prices) ? prices : [{ prices }];
  const byDate = dated.filter(({ constraint }) => constraint === undefined || (constraint.type === 'start_date' && constraint.start_date <= asOf));
  const current = byDate.reduce<(typeof dated)[number] | undefined>((latest, one) => (latest === undefined || startOf(one) >= startOf(latest) ? one : latest), undefined);
  const base = current?.prices ?? {};
  const hours = dated.flatMap(({ constraint, prices: during }) => (constraint?.type === 'time_of_date' ? [{ hours: hoursBetween(constraint.start_time, constraint.end_time), during }] : []));
  const [peak] = hours;
  return {
    amounts: amountsOf(base),
    tiers: tiersOf(base),
    ...(peak === undefined ? {} : { peak: { amounts: amountsOf(peak.during), shareOfDay: Math.min(1, hours.reduce((all, one) => all + one.hours, 0) / 24) } }),
    batchDiscount: 0,
    source,
    date,
    evidence: 'listed',
    file: 'prices',
  };
}

type Dated = Extract<TablePrices, readonly unknown[]>;

function isDated(prices: TablePrices): prices is Dated {
  return Array.isArray(prices);
}

function startOf({ constraint }: Dated[number]): string {
  return constraint?.type === 'start_date' ? constraint.start_date : '';
}

/** Hours from `01:00:00Z` to `04:00:00Z`; past midnight where the end comes first. */
function hoursBetween(start: string, end: string): number {
  const hour = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3, 5)) / 60;
  return (hour(end) - hour(start) + 24) % 24;
}

function amountsOf(prices: TableAmounts): Amounts {
  return Object.fromEntries(
    Object.entries(prices).flatMap(([key, price]) => {
      const unit = TABLE_UNITS[key];
      return unit === undefined ? [] : [[unit, typeof price === 'number' ? price : price.base] as const];
    }),
  );
}

function tiersOf(prices: TableAmounts): PriceTier[] {
  const starts = new Set(Object.values(prices).flatMap((price) => (typeof price === 'number' ? [] : price.tiers.map(({ start }) => start))));
  return [...starts].sort((a, b) => a - b).map((start) => ({
    aboveInputTokens: start,
    amounts: Object.fromEntries(
      Object.entries(prices).flatMap(([key, price]) => {
        const unit = TABLE_UNITS[key];
        if (unit === undefined) return [];
        if (typeof price === 'number') return [[unit, price] as const];
        return [[unit, price.tiers.filter((tier) => tier.start <= start).at(-1)?.price ?? price.base] as const];
      }),
    ),
  }));
}

/** A row's own price in dollars; `undefined` for a currency without a rate. */
export function listFromRow(price: Price | ListedPrice, basis: CostBasis): PriceList | undefined {
  const rate = perUsd(price.currency, basis);
  if (rate === undefined) return undefined;
  const amounts: Partial<Record<PriceUnit, number>> = {};
  for (const unit of PRICE_UNITS) if (price[unit] !== undefined) amounts[unit] = price[unit] / rate;
  return {
    amounts,
    tiers: [],
    batchDiscount: 0,
    source: price.source,
    date: price.date,
    evidence: price.grade === 'unverified' ? 'assumed' : 'listed',
    file: 'at' in price ? 'prices' : 'apis',
  };
}

function listFromOwn(own: OwnPrice, basis: CostBasis): PriceList | undefined {
  const rate = perUsd(own.currency, basis);
  if (rate === undefined) return undefined;
  const inUsd = (amounts: Amounts): Amounts => Object.fromEntries(Object.entries(amounts).map(([unit, value]) => [unit, value / rate]));
  return {
    amounts: inUsd(own.amounts),
    tiers: own.tiers.map(({ aboveInputTokens, amounts }) => ({ aboveInputTokens, amounts: inUsd({ ...own.amounts, ...amounts }) })),
    batchDiscount: own.batchDiscount ?? 0,
    source: own.source ?? '--prices',
    date: own.date ?? basis.asOf,
    evidence: 'stated',
  };
}

/**
 * The price of a model at a provider. The reader's own wins; then the row's, where it was read elsewhere than in the table; then the
 * table's. A row that agrees with the table on input and output takes over what it leaves out: cached input, tiers and dates.
 */
export function priceOf(provider: string | undefined, modelName: string, api: Api | undefined, basis: CostBasis): PriceList | undefined {
  const known = perBasis('prices of interfaces', basis, () => new Map<string, { readonly list: PriceList | undefined }>());
  return rememberedUpTo(MOST_REMEMBERED, known, JSON.stringify([provider, modelName, api?.provider, api?.id]), () => ({ list: lookedUp(provider, modelName, api, basis) })).list;
}

/** Profiles may name whatever they like. */
const MOST_REMEMBERED = 1000;

function lookedUp(provider: string | undefined, modelName: string, api: Api | undefined, basis: CostBasis): PriceList | undefined {
  const own = ownPriceOf(provider, [modelName, ...(api === undefined ? [] : [api.id, ...(api.aliases ?? [])])], basis);
  if (own !== undefined) return own;
  const at = provider ?? api?.provider;
  const list = api === undefined ? beyondCatalogue(at, modelName, basis) : catalogueList(at, api, basis);
  if (list === undefined) return undefined;
  const discount = basis.catalogue.costs.prices.batch.find((row) => row.provider === at)?.discount;
  return discount === undefined ? list : { ...list, batchDiscount: discount };
}

function ownPriceOf(provider: string | undefined, names: readonly string[], basis: CostBasis): PriceList | undefined {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const matches = (basis.overrides?.prices ?? []).filter((own) => wanted.has(own.model.toLowerCase()));
  const own = matches.find((one) => one.provider !== undefined && one.provider === provider) ?? matches.find((one) => one.provider === undefined || provider === undefined);
  return own === undefined ? undefined : listFromOwn(own, basis);
}

function catalogueList(provider: string | undefined, api: Api, basis: CostBasis): PriceList | undefined {
  // A row's price is that of its own provider: another one that serves the model has its own.
  const row = api.price === undefined || provider !== api.provider ? undefined : listFromRow(api.price, basis);
  const table = tableList(provider, api.id, basis);
  if (row === undefined || table === undefined) return row ?? table;
  if (row.source === table.source || agree(row, table)) return { ...table, amounts: { ...row.amounts, ...table.amounts } };
  return row;
}

function agree(row: PriceList, table: PriceList): boolean {
  const units: readonly PriceUnit[] = ['per_million_input_tokens', 'per_million_output_tokens', 'per_audio_hour', 'per_thousand_pages'];
  const same = (unit: PriceUnit): boolean => row.amounts[unit] === table.amounts[unit];
  return units.every(same);
}

/** The name under which `apis.yaml` cites the table. */
function tableName({ catalogue }: CostBasis): string {
  const { package: name, version } = catalogue.costs.prices.table;
  return `${name} ${version}`;
}

function tableList(provider: string | undefined, id: string, basis: CostBasis): PriceList | undefined {
  const { catalogue, asOf } = basis;
  const called = catalogue.costs.prices.providers.find((row) => row.id === provider)?.in_table;
  if (called === undefined) return undefined;
  return perBasis(`table ${called} ${id}`, basis, () => {
    const found = perBasis('rows of the table', basis, () => grouped(catalogue.tablePrices(), (row) => `${row.provider} ${row.id.toLowerCase()}`)).get(`${called} ${id.toLowerCase()}`)?.[0];
    return found === undefined ? undefined : listOnDay(found.prices, asOf, { source: tableName(basis), date: catalogue.costs.prices.table.published });
  });
}

function beyondCatalogue(provider: string | undefined, modelName: string, { beyond, asOf }: CostBasis): PriceList | undefined {
  const found = beyond?.get(`${provider ?? ''}/${modelName}`.toLowerCase());
  return found === undefined ? undefined : listOnDay(found.prices, asOf, found);
}

/** An open model at those who host it: one price list for each. */
export function hostedLists(model: string, basis: CostBasis): readonly HostedList[] {
  return perBasis(`hosted ${model}`, basis, () => listsOf(model, basis));
}

interface HostedList {
  readonly provider: string;
  readonly list: PriceList;
}

function listsOf(model: string, basis: CostBasis): readonly HostedList[] {
  const { catalogue, asOf } = basis;
  const row = catalogue.costs.prices.hosted.find((one) => one.model === model);
  const inTable = (row?.in_table ?? []).flatMap((name) => {
    const [provider = '', ...id] = name.split(' ');
    const found = catalogue.tablePrices().find((one) => one.provider === provider && one.id === id.join(' '));
    return found === undefined ? [] : [{ provider, list: listOnDay(found.prices, asOf, { source: tableName(basis), date: catalogue.costs.prices.table.published }) }];
  });
  const listed = (row?.listed ?? []).flatMap((price) => {
    const list = listFromRow(price, basis);
    return list === undefined ? [] : [{ provider: price.at, list }];
  });
  return [...inTable, ...listed];
}

/* What a request costs */

export type RequestCost =
  | { readonly status: 'known'; readonly usdPerRequest: Range; /** Cached tokens are charged in full, because no price for them is known. */ readonly cacheUnpriced: boolean }
  | { readonly status: 'unknown'; readonly missing: PriceUnit };

/** One point of a usage. */
interface Point {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly units: number;
  readonly cachedInputShare: number;
  readonly batchableShare: number;
}

/** Price of one request as expected, over the hours of a day; or the unit whose price is missing. */
export function expectedRequestCost(list: PriceList, usage: Usage): number | PriceUnit {
  const unit = billedBy(usage.task, list, usage);
  const plain = costOf(list, unit, middleOf(usage), false);
  return typeof plain === 'string' ? plain : overTheDay(plain, list, unit, usage);
}

/** Of prices by hour of the day, the mean. */
function overTheDay(plain: number, list: PriceList, unit: Billed, usage: Usage): number {
  return list.peak === undefined ? plain : plain * (1 - list.peak.shareOfDay) + (costOf(list, unit, middleOf(usage), true) as number) * list.peak.shareOfDay;
}

function middleOf({ inputTokens, outputTokens, units, cachedInputShare, batchableShare }: Usage): Point {
  return { inputTokens: inputTokens.expected, outputTokens: outputTokens.expected, units: units.expected, cachedInputShare: cachedInputShare.expected, batchableShare: batchableShare.expected };
}

/**
 * Price of one request. How large it is, how much of it is cached, how much may wait and the hour of the day know nothing of one another, so each
 * is moved alone, and the ends are by {@link spreadOf}.
 */
export function requestCost(list: PriceList, usage: Usage): RequestCost {
  const { inputTokens, outputTokens, units, cachedInputShare: cached, batchableShare: batch } = usage;
  const unit = billedBy(usage.task, list, usage);
  const middle = middleOf(usage);
  const cost = (point: Point): number | PriceUnit => costOf(list, unit, point, false);
  const plain = cost(middle);
  if (typeof plain === 'string') return { status: 'unknown', missing: plain };
  const atPeak = list.peak === undefined ? plain : (costOf(list, unit, middle, true) as number);
  const expected = overTheDay(plain, list, unit, usage);
  const end = (size: 'low' | 'high', shares: 'low' | 'high', hour: number): number => {
    const off: number[] = [];
    const moved = (point: Point): void => {
      off.push((cost(point) as number) / plain);
    };
    if (plain > 0) {
      if (inputTokens[size] !== middle.inputTokens || outputTokens[size] !== middle.outputTokens || units[size] !== middle.units) {
        moved({ ...middle, inputTokens: inputTokens[size], outputTokens: outputTokens[size], units: units[size] });
      }
      if (cached[shares] !== middle.cachedInputShare) moved({ ...middle, cachedInputShare: cached[shares] });
      if (list.batchDiscount !== 0 && batch[shares] !== middle.batchableShare) moved({ ...middle, batchableShare: batch[shares] });
    }
    if (expected > 0) off.push(hour / expected);
    return expected * spreadOf(off);
  };
  const range = between(end('low', 'high', Math.min(plain, atPeak)), expected, end('high', 'low', Math.max(plain, atPeak)), weakest(list, inputTokens, outputTokens, units, cached, batch));
  const cacheUnpriced = cached.high > 0 && unit === 'tokens' && list.amounts.per_million_cached_input_tokens === undefined;
  return { status: 'known', usdPerRequest: range, cacheUnpriced };
}

type Billed = 'tokens' | Exclude<PriceUnit, `per_million_${string}_tokens`>;

const PIECES: Readonly<Partial<Record<Task, Exclude<Billed, 'tokens'>>>> = {
  'text-to-image': 'per_image',
  'image-to-3d': 'per_generation',
  'text-to-3d': 'per_generation',
  'asr': 'per_audio_hour',
  'tts': 'per_million_characters',
  'ocr': 'per_thousand_pages',
  'rerank': 'per_thousand_searches',
};

/** How a task is billed by a list: by the piece where it says so, by tokens otherwise. */
function billedBy(task: Task | undefined, { amounts }: PriceList, usage: Usage): Billed {
  const piece = task === undefined ? undefined : PIECES[task];
  // What makes pictures, objects or sound is not priced by tokens that nobody counted.
  return piece !== undefined && (amounts[piece] !== undefined || !usage.tokensKnown) ? piece : 'tokens';
}

/** Units of the profile in one of the price list: minutes in an hour, thousands of characters in a million, pages and searches in a thousand. */
const PER: Readonly<Record<Exclude<Billed, 'tokens'>, number>> = {
  per_image: 1, per_generation: 1, per_audio_hour: 60, per_million_characters: 1000, per_thousand_pages: 1000, per_thousand_searches: 1000,
};

/** Dollars, or the unit whose price is missing. */
function costOf(list: PriceList, billed: Billed, point: Point, peak: boolean): number | PriceUnit {
  const tier = list.tiers.findLast(({ aboveInputTokens }) => point.inputTokens > aboveInputTokens);
  const amounts = tier?.amounts ?? (peak ? (list.peak?.amounts ?? list.amounts) : list.amounts);
  const full = billed === 'tokens' ? tokenCost(amounts, point) : unitCost(amounts, billed, point);
  return typeof full === 'string' ? full : full * (1 - point.batchableShare * list.batchDiscount);
}

function unitCost(amounts: Amounts, billed: Exclude<Billed, 'tokens'>, { units }: Point): number | PriceUnit {
  const price = amounts[billed];
  return price === undefined ? billed : (price * units) / PER[billed];
}

function tokenCost(amounts: Amounts, { inputTokens, outputTokens, cachedInputShare }: Point): number | PriceUnit {
  const { per_million_input_tokens: input, per_million_output_tokens: output } = amounts;
  if (input === undefined) return 'per_million_input_tokens';
  if (output === undefined && outputTokens > 0) return 'per_million_output_tokens';
  // Providers whose cache costs more than the plain token don't exist; a list that says so is not followed there.
  const cached = Math.min(amounts.per_million_cached_input_tokens ?? input, input);
  return (inputTokens * ((1 - cachedInputShare) * input + cachedInputShare * cached) + outputTokens * (output ?? 0)) / 1e6;
}

/** The cheapest, middle and dearest of those who host a model; `undefined` where nobody's price is known. */
export function hostedCost(model: string, usage: Usage, basis: CostBasis): { readonly usdPerRequest: Range; readonly providers: readonly string[] } | undefined {
  const costs = hostedLists(model, basis).flatMap(({ provider, list }) => {
    const cost = requestCost(list, usage);
    return cost.status === 'known' ? [{ provider, cost: cost.usdPerRequest }] : [];
  });
  const prices = spread(costs.map(({ cost }) => cost.expected), 'listed');
  if (prices === undefined) return undefined;
  const low = Math.min(...costs.map(({ cost }) => cost.low));
  const high = Math.max(...costs.map(({ cost }) => cost.high));
  return { usdPerRequest: between(low, prices.expected, high, weakest(...costs.map(({ cost }) => cost))), providers: costs.map(({ provider }) => provider) };
}
