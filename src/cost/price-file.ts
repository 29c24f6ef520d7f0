/**
 * A price file of the reader's own, `--prices FILE`, already parsed: our format, or LiteLLM's `model_prices_and_context_window.json`.
 * Pure: the command line reads the file. What it states replaces the built-in figure of the same name and adds what is missing.
 */
import * as z from 'zod';
import { fromIssue } from '../catalogue/check-shape.js';
import { DISORDER, nearest, type Fault } from '../catalogue/finding.js';
import { PRICE_UNITS } from '../catalogue/vocabulary.js';

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
}

export const NO_OVERRIDES: PriceOverrides = { prices: [], rental: {}, gpus: {}, rates: {}, figures: {} };

/** Names that a price file may give figures under: under another one they would change nothing, so that is a fault. */
export interface KnownNames {
  readonly figures: ReadonlySet<string>;
  readonly gpus: ReadonlySet<string>;
}

export type PriceFile =
  | { readonly status: 'read'; readonly overrides: PriceOverrides; readonly format: 'ai-path' | 'litellm'; /** Entries of LiteLLM's that price nothing we reckon with. */ readonly skipped: number }
  | { readonly status: 'faulty'; readonly faults: readonly Fault[] };

const positive = z.number().positive();
const amount = z.number().min(0);

const NO_FIGURE: Omit<Fault, 'path'> = {
  code: 'no-figure', message: { en: 'must be a number, or { low, expected, high }', zh: '必须是一个数，或 { low, expected, high }' },
  remedy: { en: 'Write the number alone, without a unit.', zh: '请只写数字，不带单位。' },
};

/** A number, or a range of it. */
const ownFigure = z.union([
  amount.transform((value): OwnFigure => ({ low: value, expected: value, high: value })),
  z
    .strictObject({ low: amount, expected: amount, high: amount, source: z.string().optional() })
    .refine(({ low, expected, high }) => low <= expected && expected <= high, { error: DISORDER.code })
    .transform(({ source, ...range }): OwnFigure => (source === undefined ? range : { ...range, source })),
]);

const amounts = Object.fromEntries(PRICE_UNITS.map((unit) => [unit, positive.optional()])) as Record<(typeof PRICE_UNITS)[number], z.ZodOptional<typeof positive>>;
const tier = z.strictObject({ above_input_tokens: positive, ...amounts });
const ownPrice = z.strictObject({
  provider: z.string().optional(),
  model: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/).default('USD'),
  ...amounts,
  tiers: z.array(tier).optional(),
  batch_discount: z.number().min(0).max(1).optional(),
  source: z.string().optional(),
  date: z.string().optional(),
});

const priceFile = z.strictObject({
  version: z.literal(1).optional(),
  prices: z.array(ownPrice).default([]),
  rental: z.record(z.string(), ownFigure).default({}),
  gpus: z.record(z.string(), ownFigure).default({}),
  rates: z.record(z.string().regex(/^[A-Z]{3}$/), positive).default({}),
  figures: z.record(z.string(), ownFigure).default({}),
});

/** @param value the parsed file */
export function readPriceFile(value: unknown, known: KnownNames): PriceFile {
  if (isLiteLlm(value)) return fromLiteLlm(value);
  const read = priceFile.safeParse(value, { reportInput: true });
  if (!read.success) return { status: 'faulty', faults: read.error.issues.flatMap(fromIssue).map((fault) => (fault.code === 'no-fact' ? { ...fault, ...NO_FIGURE } : fault)) };
  const faults = [...strangers('figures', read.data.figures, known.figures), ...strangers('rental', read.data.rental, known.gpus), ...strangers('gpus', read.data.gpus, known.gpus)];
  if (faults.length > 0) return { status: 'faulty', faults };
  const { prices, rental, gpus, rates, figures } = read.data;
  return {
    status: 'read',
    format: 'ai-path',
    skipped: 0,
    overrides: { prices: prices.map(ownPriceOf), rental, gpus, rates, figures },
  };
}

function strangers(section: string, stated: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): Fault[] {
  return Object.keys(stated).filter((id) => !known.has(id)).map((id) => {
    const near = nearest(id, known);
    return {
      path: [section, id], atKey: true, code: 'unknown-id', message: { en: `the catalogue has no "${id}" to give a figure for`, zh: `目录中没有“${id}”，无从赋值` },
      remedy: near === undefined
        ? { en: 'See ai-path catalogue list.', zh: '可用 ai-path catalogue list 查看。' }
        : { en: `Did you mean ${near}?`, zh: `是否指 ${near}？` },
    };
  });
}

function ownPriceOf({ provider, model, currency, tiers, batch_discount: batchDiscount, source, date, ...stated }: z.output<typeof ownPrice>): OwnPrice {
  return {
    model,
    currency,
    amounts: known(stated),
    tiers: (tiers ?? []).map(({ above_input_tokens: aboveInputTokens, ...rest }) => ({ aboveInputTokens, amounts: known(rest) })),
    ...(provider === undefined ? {} : { provider }),
    ...(batchDiscount === undefined ? {} : { batchDiscount }),
    ...(source === undefined ? {} : { source }),
    ...(date === undefined ? {} : { date }),
  };
}

/* LiteLLM */

type LiteLlmEntry = Readonly<Record<string, unknown>>;

/** Every entry names its provider; our own files never do so at that place. */
function isLiteLlm(value: unknown): value is Readonly<Record<string, LiteLlmEntry>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.values(value);
  return entries.length > 0 && entries.some((entry) => typeof entry === 'object' && entry !== null && 'litellm_provider' in entry);
}

/** What LiteLLM states, the unit that it goes into, and how many of its units make one of ours. */
const LITELLM_FIELDS: readonly (readonly [field: string, unit: PriceUnit, times: number])[] = [
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
  const entries = Object.entries(value).filter(([name]) => name !== 'sample_spec');
  const prices = entries.flatMap(([name, entry]): OwnPrice[] => {
    const stated = amountsOf(entry, '');
    if (Object.keys(stated).length === 0) return [];
    const provider = text(entry['litellm_provider']);
    const input = number(entry['input_cost_per_token']);
    const batch = number(entry['input_cost_per_token_batches']);
    const ours = provider === undefined ? undefined : (LITELLM_PROVIDERS[provider] ?? LITELLM_PROVIDERS[provider.replace(/-.*$/, '')] ?? provider);
    return [{
      // Names carry the provider in front where LiteLLM needs it to route.
      model: provider !== undefined && name.startsWith(`${provider}/`) ? name.slice(provider.length + 1) : name,
      currency: 'USD',
      amounts: stated,
      tiers: tiersOf(entry),
      source: text(entry['source']) ?? 'LiteLLM',
      ...(ours === undefined ? {} : { provider: ours }),
      ...(input === undefined || batch === undefined || batch >= input ? {} : { batchDiscount: 1 - batch / input }),
    }];
  });
  return { status: 'read', format: 'litellm', skipped: entries.length - prices.length, overrides: { ...NO_OVERRIDES, prices } };
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

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function known(stated: Readonly<Partial<Record<PriceUnit, number | undefined>>>): Amounts {
  return Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
}
