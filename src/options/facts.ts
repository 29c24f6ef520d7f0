/** From catalogue rows and the user's own words to what rules may read of an option. What nobody established stays out. */
import type { Api, Gpu, Licence, Model, Provider } from '../catalogue/schema.js';
import { lifeStatus } from '../catalogue/catalogue.js';
import { known } from '../catalogue/fact.js';
import { isCountryOfConcern, legalAreaOf, sameLegalArea } from '../profile/legal-area.js';
import type { Organisation } from '../profile/schema.js';
import type { Level, LOCAL_PLACES, Place, Question, Signed } from '../profile/vocabulary.js';
import type { OptionFacts } from './option.js';

/** A retirement announced within this time is a fact to decide on today. */
const RETIRING_WITHIN_DAYS = 365;

/** What a place is, whoever runs it and whatever runs there. */
const PLACE_FACTS: Readonly<Record<Place, Pick<OptionFacts, 'third_party' | 'rented' | 'self_operated'>>> = {
  on_premises: { third_party: false, rented: false, self_operated: true },
  private_cloud: { third_party: false, rented: true, self_operated: true },
  managed_host: { third_party: true, rented: true, self_operated: false },
  private_api: { third_party: true, rented: true, self_operated: false },
  public_api: { third_party: true, rented: true, self_operated: false },
};

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Leaves out what is unknown, so that a missing field and an unknown one are the same. */
export function defined<T extends Record<string, unknown>>(fields: T): Partial<Defined<T>> {
  const known: Record<string, unknown> = {};
  // A loop, since objects made from entries are slow to read and to copy.
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) known[name] = value;
  return known as Partial<Defined<T>>;
}

export interface LocalInput {
  readonly place: (typeof LOCAL_PLACES)[number];
  readonly own: boolean;
  readonly organisation: Organisation;
  readonly asOf: string;
  readonly model?: Model | undefined;
  /** Name as the user wrote it, for a model that the catalogue lacks. */
  readonly modelName?: string | undefined;
  readonly licence?: Licence | undefined;
  readonly gpu?: Gpu | undefined;
  readonly isolation?: string | undefined;
  readonly location?: string | undefined;
  readonly signed?: readonly Signed[] | undefined;
}

export function localFacts(input: LocalInput): OptionFacts {
  const { place, own, organisation, model, licence, gpu } = input;
  const { country } = organisation;
  const inside = place === 'on_premises';
  const location = input.location ?? (inside ? country : undefined);
  return {
    side: 'local',
    place,
    own,
    ...PLACE_FACTS[place],
    operator_named: inside,
    open_weights: true,
    single_vendor: false,
    retired: false,
    ...defined({
      isolation: input.isolation,
      location,
      location_area: areaOf(location),
      crosses_border: crossing(location, country),
      ...operatorFacts(inside ? country : undefined),
      ...developerFacts(model?.developer_country),
      signed: input.signed,
      foreign_operator: inside ? false : undefined,
      foreign_chips: gpu === undefined || country === undefined ? undefined : !sameLegalArea(gpu.vendor_country, country),
      model_name: model?.name ?? input.modelName,
      ...licenceFacts(licence, model, country),
    }),
  };
}

function licenceFacts(licence: Licence | undefined, model: Model | undefined, country: string | undefined): Partial<OptionFacts> {
  if (licence === undefined) return {};
  return defined({
    licence_name: licence.name,
    commercial_use: licence.commercial_use === 'unknown' ? undefined : licence.commercial_use,
    revenue_limit_usd: licence.revenue_limit?.usd_per_year,
    users_limit: licence.users_limit?.monthly_active_users,
    licensed_here: licensedIn(country, licence, model),
  });
}

/** Some licences exclude an area for their models that see images, and only for those. */
function licensedIn(country: string | undefined, { territory }: Licence, model: Model | undefined): boolean | undefined {
  if (territory === undefined || (territory.applies_to === 'multimodal' && model?.tasks.includes('vision') !== true)) return true;
  return country === undefined ? undefined : !territory.excluded.some((area) => sameLegalArea(area, country));
}

function areaOf(country: string | undefined): string | undefined {
  return country === undefined ? undefined : legalAreaOf(country);
}

function operatorFacts(country: string | undefined): Partial<OptionFacts> {
  return defined({ operator_country: country, operator_area: areaOf(country), operator_covered: country === undefined ? undefined : isCountryOfConcern(country) });
}

function developerFacts(country: string | undefined): Partial<OptionFacts> {
  return defined({ developer_country: country, developer_covered: country === undefined ? undefined : isCountryOfConcern(country) });
}

function crossing(location: string | undefined, country: string | undefined): boolean | undefined {
  return location === undefined || country === undefined ? undefined : !sameLegalArea(location, country);
}

export interface ApiInput {
  readonly place: 'private_api' | 'public_api';
  readonly own: boolean;
  readonly organisation: Organisation;
  readonly asOf: string;
  readonly provider?: Provider | undefined;
  readonly providerName?: string | undefined;
  readonly api?: Api | undefined;
  /** The open model behind it, where its weights can be had as well. */
  readonly model?: Model | undefined;
  readonly modelName?: string | undefined;
  readonly region?: string | undefined;
  readonly signed?: readonly Signed[] | undefined;
}

export function apiFacts(input: ApiInput): OptionFacts {
  const { place, own, organisation, provider, api, region, signed } = input;
  const { country } = organisation;
  const operator = provider === undefined ? undefined : known(provider.country);
  const retires = retirementDate(api);
  const signedNoTraining = signed?.includes('no_training') === true;
  return {
    side: 'api',
    place,
    own,
    ...PLACE_FACTS[place],
    operator_named: provider !== undefined || input.providerName !== undefined,
    ...defined({
      location: region,
      location_area: areaOf(region),
      crosses_border: crossing(region, country),
      ...operatorFacts(operator),
      ...developerFacts(input.model?.developer_country ?? (api?.open_weights === false ? operator : undefined)),
      foreign_operator: operator === undefined || country === undefined ? undefined : !sameLegalArea(operator, country),
      open_weights: api?.open_weights,
      single_vendor: api?.open_weights === undefined ? undefined : !api.open_weights,
      retired: api === undefined ? undefined : lifeStatus(api.life, input.asOf) === 'retired',
      retiring: retires === undefined ? undefined : retires > input.asOf && daysBetween(input.asOf, retires) <= RETIRING_WITHIN_DAYS,
      trains_on_data: signedNoTraining ? false : provider === undefined ? undefined : known(provider.trains_by_default),
      retention_days: signed?.includes('zero_retention') === true ? 0 : provider === undefined ? undefined : known(provider.retention_days),
      zero_retention: provider === undefined ? undefined : known(provider.zero_retention),
      offered_here: provider === undefined ? undefined : offeredTo(provider, organisation),
      signed,
      model_name: api?.name ?? input.modelName,
      provider_name: provider?.name ?? input.providerName,
    }),
  };
}

function offeredTo(provider: Provider, { country, owner_country: owner }: Organisation): boolean | undefined {
  const places = known(provider.not_offered_in);
  const only = known(provider.offered_in);
  const owners = known(provider.not_offered_to_owners_in);
  if (owner !== undefined && owners?.includes(owner) === true) return false;
  if (country === undefined) return undefined;
  if (only !== undefined) return only.some((area) => sameLegalArea(area, country));
  return places === undefined ? undefined : !places.includes(country);
}

export function retirementDate(api: Api | undefined): string | undefined {
  return api?.life === undefined ? undefined : known(api.life.shutdown);
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/**
 * What is signed lifts the terms that hold for this option: an agreement that bars training makes them basic, and zero retention
 * on top, or an endpoint of one's own inside the legal area, makes them full. DESIGN: `terms`.
 */
export function raisedAnswers(
  signed: readonly Signed[] | undefined,
  place: Place,
  location: string | undefined,
  { country }: Organisation,
): Readonly<Partial<Record<Question, Level>>> {
  if (signed?.includes('dpa') !== true || !signed.includes('no_training')) return {};
  const inArea = location !== undefined && country !== undefined && sameLegalArea(location, country);
  const ownEndpoint = place === 'private_api' || place === 'managed_host';
  return { terms: signed.includes('zero_retention') || (ownEndpoint && inArea) ? 'full' : 'basic' };
}
