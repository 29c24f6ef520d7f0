/**
 * Prices of models that the catalogue lacks, out of the whole price table. The package is read only here and only when it is needed:
 * it takes longer to load than everything else together. It matches ids by pattern; what counts is the model whose id is the one asked for.
 */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { TablePrices } from '../catalogue/cost-schema.js';
import type { CostBasis } from './basis.js';

export interface NamedModel {
  readonly provider: string;
  readonly model: string;
}

/** The table's prices of the given models, as `CostBasis.beyond` takes them; models that it lacks are left out. */
export async function pricesBeyond(models: readonly NamedModel[], { costs, findProvider: ours, findApi }: Catalogue): Promise<NonNullable<CostBasis['beyond']>> {
  const wanted = models.filter(({ provider, model }) => findApi(model, provider) === undefined);
  if (wanted.length === 0) return new Map();
  const { findProvider } = await import('@pydantic/genai-prices');
  const { table, providers } = costs.prices;
  return new Map(
    wanted.flatMap(({ provider, model }) => {
      const id = ours(provider)?.id ?? provider.toLowerCase();
      const called = providers.find((row) => row.id === id)?.in_table ?? id;
      const found = findProvider({ providerId: called })?.models.find((one) => one.id.toLowerCase() === model.toLowerCase());
      if (found === undefined) return [];
      return [[`${id}/${model}`.toLowerCase(), { prices: found.prices as TablePrices, source: `${table.package} ${table.version}`, date: table.published }] as const];
    }),
  );
}
