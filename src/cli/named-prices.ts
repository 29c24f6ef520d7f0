/** Prices of models that a profile names and the catalogue lacks. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { CostBasis } from '../cost/basis.js';
import type { ParsedProfile } from '../profile/parse.js';
import type { OwnApiOption } from '../profile/schema.js';

/** Whether a workload with a volume names a model of an API that the catalogue lacks. */
export function namesBeyond(parsed: ParsedProfile, catalogue: Catalogue): boolean {
  return parsed.profile.workloads !== undefined && namedBeyond([parsed], catalogue).length > 0;
}

/** Only where some model is named so is the whole price table read. */
export async function pricesFor(profiles: readonly ParsedProfile[], catalogue: Catalogue): Promise<NonNullable<CostBasis['beyond']> | undefined> {
  const beyond = namedBeyond(profiles, catalogue);
  if (beyond.length === 0) return undefined;
  const { pricesBeyond } = await import('../cost/beyond.js');
  return pricesBeyond(beyond, catalogue);
}

function namedBeyond(profiles: readonly ParsedProfile[], catalogue: Catalogue): readonly OwnApiOption[] {
  const named = profiles.flatMap(({ profile: { workloads = [] } }) =>
    workloads.flatMap(({ traffic, api = [], classes = [] }) => (traffic === undefined ? [] : [...api, ...classes.flatMap((one) => one.api ?? [])])),
  );
  return named.filter(({ provider, model }) => catalogue.findApi(model, provider) === undefined);
}
