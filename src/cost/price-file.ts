/**
 * A price file of the reader's own, `--prices FILE`, already parsed: our format, or LiteLLM's `model_prices_and_context_window.json`.
 * Pure: the command line reads the file. What it states replaces the built-in figure of the same name and adds what is missing.
 */
import type { Catalogue } from '../catalogue/catalogue.js';
import { BOUND, fromIssue } from '../catalogue/check-shape.js';
import { FIGURE_IDS } from '../catalogue/cost-schema.js';
import { nearest, type Fault } from '../catalogue/finding.js';
import type { PRICE_UNITS } from '../catalogue/vocabulary.js';
import { suggest } from '../profile/suggest.js';
import { FORMS, NO_FIGURE, PRICE_SYNONYMS, PRICES } from '../text/prices.js';
import { PRICE_FIELDS, priceFileSchema, type StatedPrice } from './price-schema.js';

export type PriceUnit = (typeof PRICE_UNITS)[number] | 'per_million_cached_input_tokens';
export type Amounts = Readonly<Partial<Record<PriceUnit, number>>>;

/** Prices from a size of prompt on hold for all of a request. */
export interface PriceTier {
  readonly aboveInputTokens: number;
  readonly amounts: Amounts;
}

export interface OwnPrice {
  readonly provider?: string;
  readonly model: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly amounts: Amounts;
  readonly tiers: readonly PriceTier[];
  readonly batchDiscount?: number;
  readonly source?: string;
  readonly date?: string;
}

export interface OwnFigure {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
  readonly source?: string;
}

export interface PriceOverrides {
  readonly prices: readonly OwnPrice[];
  /** US dollars per GPU and hour, by catalogue id. */
  readonly rental: Readonly<Record<string, OwnFigure>>;
  /** List price of one card in US dollars, by catalogue id. */
  readonly gpus: Readonly<Record<string, OwnFigure>>;
  /** Units for one US dollar, by currency. */
  readonly rates: Readonly<Record<string, number>>;
  /** By the id of the row in `costs.yaml`; money in US dollars. */
  readonly figures: Readonly<Record<string, OwnFigure>>;
  /** The file that they were read from, where there is one. */
  readonly file?: { readonly source: string; readonly sha256: string };
}

export const NO_OVERRIDES: PriceOverrides = { prices: [], rental: {}, gpus: {}, rates: {}, figures: {} };

export type PriceFile =
  | {
      readonly status: 'read';
      readonly overrides: PriceOverrides;
      readonly format: 'ai-path' | 'litellm';
      /** Entries of LiteLLM's that price nothing we reckon with. */
      readonly skipped: number;
      /** Of LiteLLM's list: the entry that each of the prices is from. */
      readonly entries: readonly string[];
      /** What of the file is passed over because it is no number. */
      readonly passedOver: readonly Fault[];
    }
  | { readonly status: 'faulty'; readonly faults: readonly Fault[] };

/**
 * Everything that is wrong with it is said at once.
 * @param value the parsed file
 * @param catalogue what it may give figures for: under another name they would change nothing, so that is a fault
 */
export function readPriceFile(value: unknown, catalogue: Catalogue): PriceFile {
  if (isLiteLlm(value)) return fromLiteLlm(value);
  const read = priceFileSchema.safeParse(value, { reportInput: true });
  const faults = [...(read.success ? [] : withoutEchoes(read.error.issues.flatMap(faultsOf))), ...strangers(value, catalogue), ...withoutRate(value, catalogue), ...outOfBounds(value, catalogue)];
  if (!read.success || faults.length > 0) return { status: 'faulty', faults };
  const { prices, rental, gpus, rates, figures } = read.data;
  if ([prices, rental, gpus, rates, figures].every((section) => Object.keys(section).length === 0)) return { status: 'faulty', faults: [NOTHING] };
  return { status: 'read', format: 'ai-path', skipped: 0, entries: [], passedOver: [], overrides: { prices: prices.map((price) => ownPriceOf(price, catalogue)), rental, gpus, rates, figures } };
}

const NOTHING: Fault = { path: [], code: 'no-prices', message: PRICES.nothing, remedy: PRICES.nothingRemedy };

type Issue = Parameters<typeof fromIssue>[0];

/** The words of the catalogue speak of rows beside it, which a price file of one's own does not have. */
function faultsOf(issue: Issue): Fault[] {
  const { path } = issue;
  const [section, index] = path;
  const form = Object.hasOwn(FORMS, String(section)) ? FORMS[section as keyof typeof FORMS] : undefined;
  if (issue.code === 'invalid_type' && path.length === 0) return [{ path, code: 'wrong-type', message: PRICES.notAMapping, remedy: PRICES.nothingRemedy }];
  if (form !== undefined && issue.code === 'invalid_type' && (path.length === 1 || (section === 'prices' && path.length === 2))) {
    return [{ path, code: 'wrong-type', message: form.expected, remedy: form.write }];
  }
  if (issue.code === 'invalid_key') return [{ path, atKey: true, code: 'wrong-form', message: PRICES.noCurrency(String(path.at(-1))), remedy: FORMS.rates.write }];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => unknownField(path, name));
  const faults = fromIssue(issue);
  return faults.map((fault) => {
    if (fault.code === 'no-fact') return typeof issue.input === 'number' && issue.input < 0 ? { ...fault, code: 'too-small', ...PRICES.negative } : { ...fault, ...NO_FIGURE };
    if (fault.code === 'unknown-key') return unknownField(fault.path.slice(0, -1), String(fault.path.at(-1)));
    if (issue.code === 'invalid_type' && issue.expected === 'string' && fault.code === 'wrong-type') return { ...fault, ...PRICES.noText };
    return index === undefined ? { ...fault, remedy: form?.write ?? fault.remedy } : fault;
  });
}

/** A row whose price has a wrong name states none, which needs no saying. */
function withoutEchoes(faults: readonly Fault[]): readonly Fault[] {
  const inside = (row: Fault, { path }: Fault): boolean => path.length > row.path.length && row.path.every((step, depth) => step === path[depth]);
  return faults.filter((fault) => fault.code !== 'no-price' || !faults.some((other) => inside(fault, other)));
}

function unknownField(path: readonly PropertyKey[], name: string): Fault {
  const fields = path.length === 0 ? PRICE_FIELDS.root : path[0] !== 'prices' ? PRICE_FIELDS.figure : path.length === 2 ? PRICE_FIELDS.price : PRICE_FIELDS.tier;
  const meant = suggest(name, fields, PRICE_SYNONYMS);
  return { path: [...path, name], atKey: true, code: 'unknown-key', message: PRICES.noField(name), remedy: meant === undefined ? PRICES.fields(fields) : PRICES.meant(meant.name) };
}

/* What a schema does not see; of a file that may have faults of shape besides. */

type Section = 'figures' | 'rental' | 'gpus' | 'rates';

function sectionOf(value: unknown, section: Section | 'prices'): readonly (readonly [key: string, stated: unknown])[] {
  const stated: unknown = isRecord(value) ? value[section] : undefined;
  return isRecord(stated) || Array.isArray(stated) ? Object.entries(stated) : [];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function strangers(value: unknown, catalogue: Catalogue): Fault[] {
  const listed = (section: Section): boolean => isRecord(value) && isRecord(value[section]);
  const figures = new Set<string>(FIGURE_IDS);
  const gpus = new Set(catalogue.gpus.keys());
  const named = [
    { section: 'figures', ids: figures, kind: 'costs', meant: (id: string) => nearest(id, figures) },
    ...(['rental', 'gpus'] as const).map((section) => ({ section, ids: gpus, kind: 'gpus', meant: (id: string) => catalogue.findGpu(id)?.id ?? catalogue.suggest('gpus', id) })),
  ] as const;
  return named.filter(({ section }) => listed(section)).flatMap(({ section, ids, kind, meant }) =>
    sectionOf(value, section).filter(([id]) => !ids.has(id)).map(([id]): Fault => {
      const near = meant(id);
      return { path: [section, id], atKey: true, code: 'unknown-id', message: PRICES.noId(id), remedy: near === undefined ? PRICES.list(kind) : PRICES.meant(near) };
    }),
  );
}

/** A price that no rate turns into dollars would be no price. */
function withoutRate(value: unknown, { costs }: Catalogue): Fault[] {
  const known = new Set(['USD', ...costs.prices.rates.map(({ currency }) => currency), ...sectionOf(value, 'rates').map(([currency]) => currency)]);
  return sectionOf(value, 'prices').flatMap(([index, price]): Fault[] => {
    const currency = isRecord(price) ? price['currency'] : undefined;
    if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency) || known.has(currency)) return [];
    return [{ path: ['prices', Number(index), 'currency'], code: 'no-rate', message: PRICES.noRate(currency), remedy: PRICES.giveRate(currency) }];
  });
}

/** What other figures are divided by. */
const DIVISORS: readonly string[] = ['amortisation_years', 'burst_threshold', 'memory_share', 'peak_factor', 'planned_utilisation'];

function outOfBounds(value: unknown, { costs }: Catalogue): Fault[] {
  const shares = new Set<string>(costs.costs.figures.filter(({ unit }) => unit === 'share').map(({ id }) => id));
  return sectionOf(value, 'figures').flatMap(([id, stated]): Fault[] => {
    const ends = isRecord(stated) ? Object.entries(stated) : [[undefined, stated] as const];
    return ends.flatMap(([end, number]): Fault[] => {
      const path = ['figures', id, ...(end === undefined ? [] : [end])];
      if (typeof number === 'number' && number > 1 && shares.has(id)) return [{ path, code: 'too-big', message: PRICES.aboveOne, remedy: PRICES.asShare(number) }];
      return number === 0 && DIVISORS.includes(id) ? [{ path, code: 'too-small', message: PRICES.zero, remedy: BOUND }] : [];
    });
  });
}

function ownPriceOf({ provider, model, currency, tiers, batch_discount: batchDiscount, source, date, ...stated }: StatedPrice, { findProvider }: Catalogue): OwnPrice {
  return {
    model,
    currency,
    amounts: known(stated),
    tiers: (tiers ?? []).map(({ above_input_tokens: aboveInputTokens, ...rest }) => ({ aboveInputTokens, amounts: known(rest) })),
    ...(provider === undefined ? {} : { provider: findProvider(provider)?.id ?? provider }),
    ...(batchDiscount === undefined ? {} : { batchDiscount }),
    ...(source === undefined ? {} : { source }),
    ...(date === undefined ? {} : { date }),
  };
}

/* LiteLLM */

type LiteLlmEntry = Readonly<Record<string, unknown>>;

/** Nearly every entry names its provider, or a price a token; our own files never do so at that place. */
function isLiteLlm(value: unknown): value is Readonly<Record<string, LiteLlmEntry>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.values(value);
  return entries.some((entry) => typeof entry === 'object' && entry !== null && ('litellm_provider' in entry || 'input_cost_per_token' in entry));
}

/** What LiteLLM states, the unit that it goes into, and how many of its units make one of ours. */
export const LITELLM_FIELDS: readonly (readonly [field: string, unit: PriceUnit, times: number])[] = [
  ['input_cost_per_token', 'per_million_input_tokens', 1e6],
  ['output_cost_per_token', 'per_million_output_tokens', 1e6],
  ['cache_read_input_token_cost', 'per_million_cached_input_tokens', 1e6],
  ['output_cost_per_image', 'per_image', 1],
  ['input_cost_per_second', 'per_audio_hour', 3600],
  ['input_cost_per_character', 'per_million_characters', 1e6],
  ['ocr_cost_per_page', 'per_thousand_pages', 1e3],
  ['input_cost_per_query', 'per_thousand_searches', 1e3],
];

/** What LiteLLM calls a provider, where we call it something else. */
const LITELLM_PROVIDERS: Readonly<Record<string, string>> = {
  gemini: 'google', bedrock: 'aws-bedrock', bedrock_converse: 'aws-bedrock', vertex_ai: 'google-vertex', azure_ai: 'azure', dashscope: 'alibaba', zai: 'zhipu',
};

function fromLiteLlm(value: Readonly<Record<string, LiteLlmEntry>>): PriceFile {
  const entries = Object.entries(value).filter(([name, entry]) => name !== 'sample_spec' && isRecord(entry));
  const named = entries.flatMap(([name, entry]): { readonly name: string; readonly price: OwnPrice }[] => {
    const stated = amountsOf(entry, '');
    if (Object.keys(stated).length === 0) return [];
    const provider = text(entry['litellm_provider']);
    const input = number(entry['input_cost_per_token']);
    const batch = number(entry['input_cost_per_token_batches']);
    const ours = provider === undefined ? undefined : (LITELLM_PROVIDERS[provider] ?? LITELLM_PROVIDERS[provider.replace(/-.*$/, '')] ?? provider);
    return [{ name, price: {
      // Names carry the provider in front where LiteLLM needs it to route.
      model: provider !== undefined && name.startsWith(`${provider}/`) ? name.slice(provider.length + 1) : name,
      currency: 'USD',
      amounts: stated,
      tiers: tiersOf(entry),
      source: text(entry['source']) ?? 'LiteLLM',
      ...(ours === undefined ? {} : { provider: ours }),
      ...(input === undefined || batch === undefined || batch >= input ? {} : { batchDiscount: 1 - batch / input }),
    } }];
  });
  const prices = named.map(({ price }) => price);
  const passedOver = entries.flatMap(([name, entry]) => noNumbersIn(name, entry));
  if (prices.length === 0) return { status: 'faulty', faults: [...passedOver, NOTHING_OF_LITELLM] };
  return { status: 'read', format: 'litellm', skipped: entries.length - prices.length, entries: named.map(({ name }) => name), passedOver, overrides: { ...NO_OVERRIDES, prices } };
}

const NOTHING_OF_LITELLM: Fault = { path: [], code: 'no-prices', message: PRICES.nothingOfLiteLlm, remedy: PRICES.nothingRemedy };

/** Prices that are neither numbers nor numbers in quotes, as the list has some. */
function noNumbersIn(name: string, entry: LiteLlmEntry): Fault[] {
  return Object.entries(entry)
    .filter(([field, stated]) => stated !== null && number(stated) === undefined && LITELLM_FIELDS.some(([known]) => field === known || (field.startsWith(`${known}_above_`) && field.endsWith('k_tokens'))))
    .map(([field, stated]) => ({ path: [name, field], code: 'no-number', message: PRICES.noNumber(typeof stated === 'string' ? stated : JSON.stringify(stated)), remedy: PRICES.passedOver }));
}

function amountsOf(entry: LiteLlmEntry, suffix: string): Amounts {
  return Object.fromEntries(
    LITELLM_FIELDS.flatMap(([field, unit, times]) => {
      const cost = number(entry[`${field}${suffix}`]);
      // A price of nothing is how LiteLLM writes that it does not know one.
      return cost === undefined || cost === 0 ? [] : [[unit, cost * times] as const];
    }),
  );
}

function tiersOf(entry: LiteLlmEntry): PriceTier[] {
  const sizes = new Set(Object.keys(entry).flatMap((field) => /_above_(\d+)k_tokens$/.exec(field)?.[1] ?? []));
  return [...sizes]
    .map(Number)
    .sort((a, b) => a - b)
    .map((thousands) => ({ aboveInputTokens: thousands * 1000, amounts: amountsOf(entry, `_above_${thousands}k_tokens`) }))
    .filter((one) => Object.keys(one.amounts).length > 0);
}

/** LiteLLM's list has numbers in quotes too. */
function number(value: unknown): number | undefined {
  const stated = typeof value === 'string' && /^[+]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim()) ? Number(value) : value;
  return typeof stated === 'number' && Number.isFinite(stated) && stated >= 0 ? stated : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function known(stated: Readonly<Partial<Record<PriceUnit, number | undefined>>>): Amounts {
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
}
