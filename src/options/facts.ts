/** From catalogue rows and the user's own words to what rules may read of an option. What nobody established stays out. */
import type { Api, Gpu, Licence, Model, Provider } from '../catalogue/schema.js';
import { lifeStatus } from '../catalogue/catalogue.js';
import { known } from '../catalogue/fact.js';
import { isCountryOfConcern, legalAreaOf, sameLegalArea } from '../profile/legal-area.js';
import type { Organisation } from '../profile/schema.js';
import type { Level, LOCAL_PLACES, Place, Question, Side, Signed } from '../profile/vocabulary.js';
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
type Undefinable<T> = { [K in keyof T]: T[K] | undefined };

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
  const { place, organisation, model, licence, gpu } = input;
  const { country } = organisation;
  const inside = place === 'on_premises';
  return factsOf('local', input, { operator: inside ? country : undefined, developer: model?.developer_country, location: input.location ?? (inside ? country : undefined) }, {
    operator_named: inside,
    open_weights: true,
    single_vendor: false,
    retired: false,
    isolation: input.isolation,
    foreign_operator: inside ? false : undefined,
    foreign_chips: abroad(gpu?.vendor_country, country),
    model_name: model?.name ?? input.modelName,
    ...licenceFacts(licence, model, country),
  });
}

/** Countries of whoever runs an option and of whoever made its model, and where it runs. */
interface Whereabouts {
  readonly operator: string | undefined;
  readonly developer: string | undefined;
  readonly location: string | undefined;
}

/** What may be read of either side, and what is told of one of them alone. */
function factsOf(
  side: Side,
  { place, own, organisation: { country }, signed }: LocalInput | ApiInput,
  { operator, developer, location }: Whereabouts,
  { operator_named: named, ...told }: Undefinable<Partial<OptionFacts>> & Pick<OptionFacts, 'operator_named'>,
): OptionFacts {
  return {
    side,
    place,
    own,
    ...PLACE_FACTS[place],
    operator_named: named,
    ...defined({
      location,
      location_area: areaOf(location),
      crosses_border: abroad(location, country),
      operator_country: operator,
      operator_area: areaOf(operator),
      operator_covered: coveredBy(operator),
      foreign_operator: abroad(operator, country),
      developer_country: developer,
      developer_covered: coveredBy(developer),
      signed,
    }),
    ...defined(told),
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

function coveredBy(country: string | undefined): boolean | undefined {
  return country === undefined ? undefined : isCountryOfConcern(country);
}

/** Outside the legal area of somebody's country; `undefined` where either is not known. */
function abroad(country: string | undefined, home: string | undefined): boolean | undefined {
  return country === undefined || home === undefined ? undefined : !sameLegalArea(country, home);
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
  const { organisation, provider, api, signed } = input;
  const operator = provider === undefined ? undefined : known(provider.country);
  const developer = input.model?.developer_country ?? (api?.open_weights === false ? operator : undefined);
  const retires = retirementDate(api);
  const signedNoTraining = signed?.includes('no_training') === true;
  return factsOf('api', input, { operator, developer, location: input.region }, {
    operator_named: provider !== undefined || input.providerName !== undefined,
    open_weights: api?.open_weights,
    single_vendor: api?.open_weights === undefined ? undefined : !api.open_weights,
    retired: api === undefined ? undefined : lifeStatus(api.life, input.asOf) === 'retired',
    retiring: retires === undefined ? undefined : retires > input.asOf && daysBetween(input.asOf, retires) <= RETIRING_WITHIN_DAYS,
    trains_on_data: signedNoTraining ? false : provider === undefined ? undefined : known(provider.trains_by_default),
    retention_days: signed?.includes('zero_retention') === true ? 0 : provider === undefined ? undefined : known(provider.retention_days),
    zero_retention: provider === undefined ? undefined : known(provider.zero_retention),
    offered_here: provider === undefined ? undefined : offeredTo(provider, organisation),
    model_name: api?.name ?? input.modelName,
    provider_name: provider?.name ?? input.providerName,
  });
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
