/** What of a price file can hardly be meant: a slip of a unit turns a hundred dollars into a million. It is reckoned with as stated. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Fault } from '../catalogue/finding.js';
import { PRICE_UNITS } from '../catalogue/vocabulary.js';
import type { Text } from '../profile/vocabulary.js';
import { formatUsd } from '../text/format.js';
import { PRICES } from '../text/prices.js';
import { formatQuantity } from '../text/quantity.js';
import { LITELLM_FIELDS, type OwnFigure, type OwnPrice, type PriceFile, type PriceOverrides, type PriceUnit } from './price-file.js';

/** So much more than the highest of the catalogue is no other market, but another unit. */
const TIMES = 10;

/** US dollars for a million tokens: output of o1-pro (OpenAI, March 2025) is the dearest, Llama 3.2 1B at its cheapest host 0.005. */
const TOKENS = { highest: 600, lowest: 0.001 } as const;

export function priceHints({ format, entries, overrides }: Extract<PriceFile, { status: 'read' }>, catalogue: Catalogue): Fault[] {
  if (format === 'litellm') return overrides.prices.flatMap((price, index) => hintsOfEntry(price, entries[index] ?? ''));
  const { prices, rental, gpus, figures, rates } = overrides;
  return [...prices.flatMap((price, index) => hintsOfPrice(price, index, rates, catalogue)), ...moneyHints('rental', rental, rentsOf(catalogue)), ...moneyHints('gpus', gpus, cardsOf(catalogue)), ...figureHints(figures, catalogue)];
}

/** Its list has thousands of models, some next to free: only what nobody would pay is pointed out. */
function hintsOfEntry({ amounts }: OwnPrice, entry: string): Fault[] {
  return LITELLM_FIELDS.flatMap(([field, unit]) => {
    const usd = unit.endsWith('_tokens') ? (amounts[unit] ?? 0) : 0;
    return usd > TOKENS.highest ? [tooDear(usd, [entry, field])] : [];
  });
}

function tooDear(usd: number, path: readonly PropertyKey[]): Fault {
  return hint(path, both((language) => formatUsd(usd, language), (language) => formatUsd(TOKENS.highest, language), PRICES.implausiblyHigh), PRICES.checkTokens(path.length === 2));
}

function hintsOfPrice({ amounts, tiers, currency }: OwnPrice, index: number, rates: PriceOverrides['rates'], catalogue: Catalogue): Fault[] {
  const rate = currency === 'USD' ? 1 : (rates[currency] ?? catalogue.costs.prices.rates.find((row) => row.currency === currency)?.per_usd ?? 1);
  const stated = [{ amounts, at: ['prices', index] as readonly PropertyKey[] }, ...tiers.map((tier, i) => ({ amounts: tier.amounts, at: ['prices', index, 'tiers', i] }))];
  return stated.flatMap(({ amounts: each, at }) =>
    PRICE_UNITS.flatMap((unit): Fault[] => {
      const usd = each[unit] === undefined ? undefined : each[unit] / rate;
      return usd === undefined ? [] : hintOfAmount(unit, usd, [...at, unit], catalogue);
    }),
  );
}

function hintOfAmount(unit: PriceUnit, usd: number, path: readonly PropertyKey[], catalogue: Catalogue): Fault[] {
  if (unit.endsWith('_tokens')) {
    if (usd > TOKENS.highest) return [tooDear(usd, path)];
    return usd < TOKENS.lowest ? [hint(path, both(() => `$${Number(usd.toPrecision(2))}`, () => `$${TOKENS.lowest}`, PRICES.implausiblyLow), PRICES.checkTokens(false))] : [];
  }
  const known = [...catalogue.apis.values()].flatMap(({ price }) => (price?.currency === 'USD' ? (price[unit] ?? []) : []));
  return beyond(usd, 'usd', known, path);
}

function moneyHints(section: 'rental' | 'gpus', stated: Readonly<Record<string, OwnFigure>>, known: readonly number[]): Fault[] {
  return Object.entries(stated).flatMap(([id, { high }]) => beyond(high, 'usd', known, [section, id]));
}

const rentsOf = ({ costs }: Catalogue): readonly number[] => costs.rental.rental.map((row) => row.usd_per_gpu_hour);
const cardsOf = ({ gpus }: Catalogue): readonly number[] => [...gpus.values()].flatMap((gpu) => gpu.price_usd ?? []);

function figureHints(stated: PriceOverrides['figures'], { costs }: Catalogue): Fault[] {
  return Object.entries(stated).flatMap(([id, { high }]) => {
    const rows = costs.costs.figures.filter((row) => row.id === id);
    const [row] = rows;
    const usd = (currency = 'USD'): number => (currency === 'USD' ? 1 : (costs.prices.rates.find((rate) => rate.currency === currency)?.per_usd ?? 1));
    return row === undefined ? [] : beyond(high, row.unit, rows.map((one) => one.high / usd(one.currency)), ['figures', id]);
  });
}

function beyond(value: number, unit: string, known: readonly number[], path: readonly PropertyKey[]): Fault[] {
  const highest = Math.max(...known);
  if (known.length === 0 || value <= TIMES * highest) return [];
  const said = (of: number) => (language: 'en' | 'zh'): string => formatQuantity(of, unit, language);
  return [hint(path, both(said(value), said(highest), (mine, most) => PRICES.implausible(mine, TIMES, most)), PRICES.checkUnit)];
}

function both(value: (language: 'en' | 'zh') => string, bound: (language: 'en' | 'zh') => string, say: (value: string, bound: string) => Text): Text {
  return { en: say(value('en'), bound('en')).en, zh: say(value('zh'), bound('zh')).zh };
}

const hint = (path: readonly PropertyKey[], message: Text, remedy: Text): Fault => ({ path, code: 'implausible', message, remedy });

/** A model at a provider, as an assessment names them. */
export interface AssessedModel {
  readonly model: string;
  readonly provider?: string | undefined;
}

/** Whether a file has a price of this model. */
export function concerns({ prices }: PriceOverrides, { model, provider }: AssessedModel, catalogue: Catalogue): boolean {
  const lower = (word: string): string => word.toLowerCase();
  const api = catalogue.findApi(model, provider) ?? catalogue.findApi(model) ?? [...catalogue.apis.values()].find(({ name }) => name === model);
  const names = new Set((api === undefined ? [model] : [api.id, ...(api.aliases ?? [])]).map(lower));
  const at = provider === undefined ? undefined : (catalogue.findProvider(provider)?.id ?? lower(provider));
  return prices.some((own) => names.has(lower(own.model)) && (own.provider === undefined || at === undefined || own.provider === at));
}
