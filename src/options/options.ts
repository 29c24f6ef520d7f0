/** The concrete ways to run one class of traffic: the user's own, else some of the catalogue's, else a generic one of each place. */
import { lifeStatus, type Catalogue } from '../catalogue/catalogue.js';
import { known } from '../catalogue/fact.js';
import { canBeSized } from '../catalogue/order.js';
import type { Api, Model, Provider } from '../catalogue/schema.js';
import { remembered, rememberedUpTo } from '../lazy.js';
import { sameLegalArea } from '../profile/legal-area.js';
import type { Organisation, OwnApiOption, OwnLocalOption } from '../profile/schema.js';
import { API_PLACES, LEVELS, LOCAL_PLACES, type Level, type Side, type Task } from '../profile/vocabulary.js';
import type { TrafficClass, Workload } from '../profile/workload.js';
import { apiFacts, localFacts, raisedAnswers, retirementDate } from './facts.js';
import type { Option } from './option.js';

export interface OptionInput {
  readonly trafficClass: TrafficClass;
  readonly workload: Workload;
  readonly organisation: Organisation;
  readonly catalogue: Catalogue;
  /** ISO date at which life cycles are judged. */
  readonly asOf: string;
}

/** So many providers are compared. */
const PROVIDERS_COMPARED = 3;

/** The same array for all that come to the same options of the catalogue: what is worked out for it may be remembered by it. */
export function optionsFor(input: OptionInput): readonly Option[] {
  const { local, api } = input.trafficClass;
  return local === undefined && api === undefined ? listedOnce('both', input, () => joinedOptions(input)) : joinedOptions(input);
}

function joinedOptions(input: OptionInput): readonly Option[] {
  const [local, api] = [localOptions(input), apiOptions(input)];
  const byApi = remembered(joined, local, () => new WeakMap<readonly Option[], readonly Option[]>());
  return remembered(byApi, api, () => distinct([...local, ...api]));
}

const joined = new WeakMap<readonly Option[], WeakMap<readonly Option[], readonly Option[]>>();

/** Two options of the same kind get a number, so that ids stay unique within the class. */
function distinct(options: readonly Option[]): readonly Option[] {
  if (new Set(options.map(({ id }) => id)).size === options.length) return options;
  const times = new Map<string, number>();
  return options.map((option) => {
    const seen = (times.get(option.id) ?? 0) + 1;
    times.set(option.id, seen);
    return seen === 1 ? option : { ...option, id: `${option.id}/${seen}` };
  });
}

/** An empty list says that there are none; the user's own come first, and others stand in where none of them may run. */
function ownAndListed<Own>(own: readonly Own[] | undefined, optionOf: (own: Own) => Option, listed: () => readonly Option[]): readonly Option[] {
  if (own === undefined) return listed();
  return own.length === 0 ? [] : [...own.map(optionOf), ...listed()];
}

function localOptions(input: OptionInput): readonly Option[] {
  return ownAndListed(input.trafficClass.local, (own) => ownLocal(own, input), () => listedLocals(input));
}

function listedLocals(input: OptionInput): readonly Option[] {
  return listedOnce('local', input, (wanted) => {
    const { workload: { task }, catalogue } = input;
    const model = task === undefined || wanted === undefined ? undefined : listedModel(task, wanted, catalogue);
    return LOCAL_PLACES.map((place) => listedLocal(place, model, input));
  });
}

/** So many are remembered of one catalogue: a portfolio asks for the same few again and again. */
const MOST_REMEMBERED = 1000;

const listed = new WeakMap<Catalogue, Map<string, readonly Option[]>>();

/** What the catalogue lists hangs on little of a profile: the task, the level that is needed, and who asks from where and with what. */
function listedOnce(side: Side | 'both', { trafficClass, workload: { task }, organisation, catalogue, asOf }: OptionInput, make: (wanted: number | undefined) => readonly Option[]): readonly Option[] {
  const wanted = levelWanted(trafficClass);
  const { country, owner_country: owner, gpus } = organisation;
  const gpu = side === 'api' ? undefined : gpus?.[0];
  const key = `${side}\n${asOf}\n${task}\n${wanted}\n${country}\n${owner}\n${gpu === undefined ? '' : `${gpu.count} ${gpu.gpu}`}`;
  return rememberedUpTo(MOST_REMEMBERED, remembered(listed, catalogue, () => new Map<string, readonly Option[]>()), key, () => make(wanted));
}

function ownLocal(own: OwnLocalOption, { organisation, catalogue, asOf }: OptionInput): Option {
  const model = catalogue.findModel(own.model);
  const gpu = own.gpu === undefined ? undefined : catalogue.findGpu(own.gpu);
  const place = own.place ?? 'on_premises';
  const count = own.count ?? (own.owned === true ? ownedOf(own.gpu, organisation, catalogue) : undefined);
  const licence = model === undefined ? undefined : catalogue.licenceOf(model);
  return {
    id: `local/${place}/${idOf(model?.id ?? own.model)}`,
    side: 'local',
    place,
    origin: 'user',
    modelName: model?.name ?? own.model,
    ...(model === undefined ? {} : { model: model.id }),
    ...(own.gpu === undefined ? {} : { hardware: { gpu: gpu?.name ?? own.gpu, ...(count === undefined ? {} : { count }), ...(own.owned === undefined ? {} : { owned: own.owned }) } }),
    ...(own.measured === undefined ? {} : { measured: measured(own.measured) }),
    ...(licence === undefined ? {} : { licence: licence.id }),
    facts: localFacts({
      place, own: true, organisation, asOf, model, modelName: own.model, licence, gpu, isolation: own.isolation, location: own.location, signed: own.signed,
    }),
    raises: raisedAnswers(own.signed, place, own.location, organisation),
  };
}

/** GPUs of a kind that the organisation has; `undefined` where it says nothing of that kind. */
function ownedOf(name: string | undefined, { gpus }: Organisation, catalogue: Catalogue): number | undefined {
  if (name === undefined) return undefined;
  const kindOf = (gpu: string): string => catalogue.findGpu(gpu)?.id ?? gpu;
  const owned = (gpus ?? []).filter(({ gpu }) => kindOf(gpu) === kindOf(name));
  return owned.length === 0 ? undefined : owned.reduce((sum, { count }) => sum + count, 0);
}

function measured({ output_tokens_per_second: tokens, seconds_per_unit: seconds }: NonNullable<OwnLocalOption['measured']>): NonNullable<Option['measured']> {
  return { ...(tokens === undefined ? {} : { outputTokensPerSecond: tokens }), ...(seconds === undefined ? {} : { secondsPerUnit: seconds }) };
}

/** Without a model it is a generic option: an open model, whichever it will be. */
function listedLocal(place: (typeof LOCAL_PLACES)[number], model: Model | undefined, { organisation, catalogue, asOf }: OptionInput): Option {
  const owned = place === 'on_premises' ? organisation.gpus?.[0] : undefined;
  const gpu = owned === undefined ? undefined : catalogue.findGpu(owned.gpu);
  const licence = model === undefined ? undefined : catalogue.licenceOf(model);
  return {
    id: `local/${place}/${model?.id ?? 'any'}`,
    side: 'local',
    place,
    origin: model === undefined ? 'generic' : 'catalogue',
    ...(model === undefined ? {} : { model: model.id, modelName: model.name }),
    ...(owned === undefined ? {} : { hardware: { gpu: gpu?.name ?? owned.gpu, count: owned.count, owned: true } }),
    ...(licence === undefined ? {} : { licence: licence.id }),
    facts: localFacts({ place, own: false, organisation, asOf, model, licence, gpu }),
    raises: {},
  };
}

/** Rank of the level needed; while it is open, no model is named: one that suits every level would be far too large for most. */
function levelWanted({ answers }: TrafficClass): number | undefined {
  const { levels } = answers.performance_need;
  return levels.length === 1 ? rank(levels[0]) : undefined;
}

function rank(level: Level): number {
  return (LEVELS.performance_need as readonly Level[]).indexOf(level);
}

/** The first that meets the need; where none does, the best there is. */
function meeting<T extends { readonly level: Level }>(rows: readonly T[], wanted: number): T | undefined {
  const meets = rows.find(({ level }) => rank(level) >= wanted);
  if (meets !== undefined) return meets;
  return rows.reduce<T | undefined>((best, row) => (best === undefined || rank(row.level) > rank(best.level) ? row : best), undefined);
}

/** A model that anybody may use commercially, where one meets the need; of these one whose hardware can be reckoned. */
function listedModel(task: Task, wanted: number, catalogue: Catalogue): Model | undefined {
  const models = catalogue.modelsFor(task);
  const fitting = models.filter((model) => catalogue.licenceOf(model)?.commercial_use === 'allowed');
  const sized = meeting(fitting.filter((model) => canBeSized(model, task, catalogue.costs.speeds.seconds_per_unit)), wanted);
  if (sized !== undefined && rank(sized.level) >= wanted) return sized;
  const best = meeting(fitting, wanted);
  return best !== undefined && rank(best.level) >= wanted ? best : (meeting(models, wanted) ?? best);
}

function apiOptions(input: OptionInput): readonly Option[] {
  return ownAndListed(input.trafficClass.api, (own) => ownApi(own, input), () => otherApis(input));
}

function otherApis(input: OptionInput): readonly Option[] {
  return listedOnce('api', input, (wanted) => {
    const { workload: { task }, organisation, asOf } = input;
    const apis = task === undefined || wanted === undefined ? [] : listedApis(task, wanted, input);
    if (apis.length > 0) return apis;
    return API_PLACES.map((place) => ({
      id: `api/${place}/any`,
      side: 'api',
      place,
      origin: 'generic',
      facts: apiFacts({ place, own: false, organisation, asOf }),
      raises: {},
    }));
  });
}

function ownApi(own: OwnApiOption, { organisation, catalogue, asOf }: OptionInput): Option {
  const provider = catalogue.findProvider(own.provider);
  const api = catalogue.findApi(own.model, provider?.id);
  const place = own.place ?? 'public_api';
  return {
    id: `api/${place}/${idOf(provider?.id ?? own.provider)}/${idOf(api?.id ?? own.model)}`,
    side: 'api',
    place,
    origin: 'user',
    modelName: api?.name ?? own.model,
    providerName: provider?.name ?? own.provider,
    ...(provider === undefined ? {} : { provider: provider.id }),
    ...(api === undefined ? {} : { model: api.id }),
    facts: apiFacts({
      place, own: true, organisation, asOf, provider, providerName: own.provider, api, model: openModel(api, catalogue), modelName: own.model, region: own.region, signed: own.signed,
    }),
    raises: raisedAnswers(own.signed, place, own.region, organisation),
    ...retirement(api),
  };
}

function openModel(api: Api | undefined, catalogue: Catalogue): Model | undefined {
  return api?.model === undefined ? undefined : catalogue.findModel(api.model);
}

function retirement(api: Api | undefined): Pick<Option, 'retirement'> | Record<string, never> {
  if (api?.life === undefined || api.life.status === 'active') return {};
  const on = retirementDate(api);
  return { retirement: { successors: api.life.successors, ...(on === undefined ? {} : { on }) } };
}

/** One model for each of a few providers, at its public interface and, where one is known to be offered, at a private endpoint. */
function listedApis(task: Task, wanted: number, { catalogue, organisation, asOf }: OptionInput): Option[] {
  const lasting = catalogue.apisFor(task).filter((api) => lifeStatus(api.life, asOf) === 'active');
  const byProvider = new Map<string, Api[]>();
  for (const api of lasting) byProvider.set(api.provider, [...(byProvider.get(api.provider) ?? []), api]);
  const offers = [...byProvider].flatMap(([id, apis]) => {
    const provider = catalogue.providers.get(id);
    const api = meeting(apis, wanted);
    return provider === undefined || api === undefined ? [] : [{ provider, api }];
  });
  const preferred = offers
    .map((offer, order) => ({ ...offer, order, meets: rank(offer.api.level) >= wanted, near: nearness(offer.provider, organisation) }))
    .sort((a, b) => Number(b.meets) - Number(a.meets) || b.near - a.near || a.order - b.order);
  return preferred.slice(0, PROVIDERS_COMPARED).flatMap(({ provider, api }) =>
    API_PLACES.filter((place) => place === 'public_api' || known(provider.private_endpoint) === true).map((place): Option => ({
      id: `api/${place}/${provider.id}/${api.id}`,
      side: 'api',
      place,
      origin: 'catalogue',
      model: api.id,
      modelName: api.name,
      provider: provider.id,
      providerName: provider.name,
      facts: apiFacts({ place, own: false, organisation, asOf, provider, api, model: openModel(api, catalogue) }),
      raises: {},
    })),
  );
}

/** A provider of the organisation's own legal area comes first, then one that can pin processing to it. */
function nearness(provider: Provider, { country }: Organisation): number {
  if (country === undefined) return 0;
  const seat = known(provider.country);
  if (seat !== undefined && sameLegalArea(seat, country)) return 2;
  return known(provider.regions)?.some((region) => sameLegalArea(region, country)) === true ? 1 : 0;
}

/** A name as a part of an id. */
function idOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9.]+/g, '-').replace(/^-+|-+$/g, '') || 'unnamed';
}
