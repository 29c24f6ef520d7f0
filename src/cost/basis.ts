/** What a reckoning rests on besides the profile: the catalogue, the day, and whatever the reader puts in its place. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { CostFile, Figure, FigureId, TablePrices } from '../catalogue/cost-schema.js';
import type { CatalogueFile } from '../catalogue/schema.js';
import { grouped, remembered } from '../lazy.js';
import { sameLegalArea } from '../profile/legal-area.js';
import type { Text } from '../profile/vocabulary.js';
import { between, scale, type Range } from './range.js';
import type { PriceOverrides } from './price-file.js';

export interface CostBasis {
  readonly catalogue: Catalogue;
  /** ISO date for which dated prices hold. */
  readonly asOf: string;
  /** Prices, rents, rates and figures of the reader's own: they win. */
  readonly overrides?: PriceOverrides;
  /** Prices of models outside the catalogue, from the package, by `provider/model` in lower case. */
  readonly beyond?: ReadonlyMap<string, { readonly prices: TablePrices; readonly source: string; readonly date: string }>;
}

/** A figure with its words and where it comes from. Money is in US dollars. */
export interface Quantity {
  readonly id: string;
  readonly label: Text;
  readonly unit: Figure['unit'] | Unit;
  readonly value: Range;
  readonly source: string;
  readonly date: string;
  /** File of the catalogue that it was read in; missing for what was reckoned or stated. */
  readonly file?: CostFile | CatalogueFile;
}

/** Units of quantities that are reckoned and not looked up. */
export type Unit = 'gpus' | 'servers' | 'usd' | 'usd_per_hour' | 'usd_per_month' | 'usd_per_request' | 'requests_per_month' | 'hours_per_month' | 'watts' | 'kwh_per_month';

/** Units of a currency for one dollar; `undefined` where no rate is known. */
export function perUsd(currency: string, { catalogue, overrides }: CostBasis): number | undefined {
  if (currency === 'USD') return 1;
  return overrides?.rates[currency] ?? catalogue.costs.prices.rates.find((rate) => rate.currency === currency)?.per_usd;
}

/**
 * A figure of `costs.yaml` as it holds in a country, in US dollars where it is money.
 * @throws RangeError for a figure without a row, or a currency without a rate: both are faults of the data, which its check finds
 */
export function figure(id: FigureId, country: string | undefined, basis: CostBasis): Quantity {
  const { figures } = keptOn(basis);
  const here = figures.get(country) ?? remembered(figures, country, () => new Map<FigureId, Quantity>());
  return here.get(id) ?? remembered(here, id, () => lookUp(id, country, basis));
}

/** What is looked up or made once, and then holds for everything that is reckoned on the same basis. */
export function perBasis<T>(key: string, basis: CostBasis, make: () => T): T {
  const { made } = keptOn(basis);
  const known = made.get(key);
  if (known !== undefined || made.has(key)) return known as T;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

interface Kept {
  readonly basis: CostBasis;
  readonly figures: Map<string | undefined, Map<FigureId, Quantity>>;
  readonly made: Map<string, unknown>;
}

const kept = new WeakMap<CostBasis, Kept>();

/** One basis serves for long. */
let latest: Kept | undefined;

function keptOn(basis: CostBasis): Kept {
  if (latest?.basis === basis) return latest;
  latest = remembered(kept, basis, () => ({ basis, figures: new Map(), made: new Map() }));
  return latest;
}

function lookUp(id: FigureId, country: string | undefined, basis: CostBasis): Quantity {
  const rows = perBasis('rows of figures', basis, () => grouped(basis.catalogue.costs.costs.figures, ({ id: own }) => own)).get(id) ?? [];
  const here = country === undefined ? undefined : rows.find((row) => row.in?.some((area) => sameLegalArea(area, country)) === true);
  const row = here ?? rows.find((one) => one.in === undefined);
  if (row === undefined) throw new RangeError(`costs.yaml has no figure ${id}.`);
  const own = basis.overrides?.figures[id];
  if (own !== undefined) {
    return { id, label: row.label, unit: row.unit, value: between(own.low, own.expected, own.high, 'stated'), source: own.source ?? '--prices', date: basis.asOf };
  }
  const rate = perUsd(row.currency ?? 'USD', basis);
  if (rate === undefined) throw new RangeError(`prices.yaml has no rate for ${row.currency ?? 'USD'}.`);
  const value = between(row.low, row.expected, row.high, row.grade === 'unverified' ? 'assumed' : 'listed');
  return { id, label: row.label, unit: row.unit, value: scale(value, 1 / rate), source: row.source, date: row.date, file: 'costs' };
}
