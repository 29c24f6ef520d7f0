/** Prices of models that a profile names and the catalogue lacks. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { CostBasis } from '../cost/basis.js';
import type { ParsedProfile } from '../profile/parse.js';

/** Only where a workload with a volume names a model of an API that the catalogue lacks is the whole price table read. */
export async function pricesFor(profiles: readonly ParsedProfile[], catalogue: Catalogue): Promise<NonNullable<CostBasis['beyond']> | undefined> {
  const named = profiles.flatMap(({ profile: { workloads = [] } }) =>
    workloads.flatMap(({ traffic, api = [], classes = [] }) => (traffic === undefined ? [] : [...api, ...classes.flatMap((one) => one.api ?? [])])),
  );
  const beyond = named.filter(({ provider, model }) => catalogue.findApi(model, provider) === undefined);
  if (beyond.length === 0) return undefined;
  const { pricesBeyond } = await import('../cost/beyond.js');
  return pricesBeyond(beyond, catalogue);
}
