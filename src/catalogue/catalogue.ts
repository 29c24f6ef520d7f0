/** The catalogue as the other layers see it: open models, API models, providers, licences and accelerators, by id or alias. */
import { closest, distance } from 'fastest-levenshtein';
import { LEVELS, type LevelOf, type Task } from '../profile/vocabulary.js';
import type { CompiledCostFiles, CostFile, CostFiles, TableModel } from './cost-schema.js';
import { CATALOGUE_JSON } from './data.generated.js';
import { lazy, remembered } from '../lazy.js';
import { known } from './fact.js';
import { footprintGb, nominalPrice } from './order.js';
import { PRICES_JSON } from './prices.generated.js';
import type { Api, CatalogueFile, CompiledCatalogue, Gpu, Licence, Life, LifeStatus, Model, Provider } from './schema.js';


export interface Catalogue {
  /** By id. */
  readonly models: ReadonlyMap<string, Model>;
  /** By `provider/id`: two providers may use the same id. */
  readonly apis: ReadonlyMap<string, Api>;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly licences: ReadonlyMap<string, Licence>;
  readonly gpus: ReadonlyMap<string, Gpu>;
  /** Rents, where prices are listed, other costs and measured speeds: what `cost/` reckons with. */
  readonly costs: CostFiles;
  /** Prices of the built-in price table for the models that the catalogue names, read on first use. */
  readonly tablePrices: () => readonly TableModel[];
  /** The day up to which each file was kept. */
  readonly asOf: Readonly<Record<CatalogueFile | CostFile, string>>;
  readonly sha256: Readonly<Record<CatalogueFile | CostFile, string>>;

  /** An open model by id, alias, or repository where only one row has it. Names compare without case; a space is a hyphen. */
  readonly findModel: (name: string) => Model | undefined;
  /**
   * A model behind an API by id or alias. With a provider: its own row, else the row of a model that it serves too. Without one:
   * the row whose id it is, else the first whose alias it is.
   */
  readonly findApi: (name: string, provider?: string) => Api | undefined;
  readonly findProvider: (name: string) => Provider | undefined;
  readonly findLicence: (name: string) => Licence | undefined;
  readonly findGpu: (name: string) => Gpu | undefined;
  /** The same, or by the name that reports show. */
  readonly gpuNamed: (name: string) => Gpu | undefined;
  /** The licence of an open model; `undefined` where it was not established, which never means free. */
  readonly licenceOf: (model: Model) => Licence | undefined;
  /** The id that somebody may have meant, for "did you mean"; `undefined` where nothing is near. */
  readonly suggest: (kind: CatalogueFile, name: string) => string | undefined;
  /**
   * Open models for a task, smallest first by {@link footprintGb}, those of unknown size last, then by id: the first whose level
   * meets a need is the smallest that does. Licences are for the caller to judge.
   */
  readonly modelsFor: (task: Task) => readonly Model[];
  /**
   * API models for a task, cheapest first by {@link nominalPrice}, those of unknown price last, then by id and provider: the first
   * whose level meets a need is the cheapest that does. Retired ones are among them: see {@link lifeStatus}.
   */
  readonly apisFor: (task: Task) => readonly Api[];
}

let builtIn: Catalogue | undefined;

/** The catalogue that ai-path ships with, read on first use. It was checked when it was built. */
export function builtInCatalogue(): Catalogue {
  builtIn ??= createCatalogue(JSON.parse(CATALOGUE_JSON) as CompiledCatalogue & CompiledCostFiles, PRICES_JSON);
  return builtIn;
}

/** A catalogue over compiled files and the compiled price table; they are trusted, see `checkCatalogue`. */
export function createCatalogue(files: CompiledCatalogue & CompiledCostFiles, pricesJson: string): Catalogue {
  const models = files.models.data.models;
  const apis = files.apis.data.apis;
  const rows = { models, apis, providers: files.providers.data.providers, licences: files.licences.data.licences, gpus: files.gpus.data.gpus };
  const licences = byId(rows.licences);
  const byName = { models: index(models), providers: index(rows.providers), licences: index(rows.licences), gpus: index(rows.gpus) };
  const apisByName = lazy(() => grouped(apis));
  let table: readonly TableModel[] | undefined;
  const findProvider = (name: string): Provider | undefined => byName.providers().get(key(name));

  return {
    models: byId(models),
    apis: new Map(apis.map((api) => [`${api.provider}/${api.id}`, api])),
    providers: byId(rows.providers),
    licences,
    gpus: byId(rows.gpus),
    costs: { rental: files.rental.data, prices: files.prices.data, costs: files.costs.data, speeds: files.speeds.data },
    tablePrices: () => (table ??= JSON.parse(pricesJson) as readonly TableModel[]),
    asOf: mapFiles(files, ({ data }) => data.as_of),
    sha256: mapFiles(files, ({ sha256 }) => sha256),
    findModel: (name) => byName.models().get(key(name)) ?? onlyOne(models.filter(({ repository }) => repository !== undefined && key(repository) === key(name))),
    findApi: (name, provider) => {
      const matches = apisByName().get(key(name)) ?? [];
      if (provider === undefined) return matches.find(({ id }) => key(id) === key(name)) ?? matches[0];
      const at = findProvider(provider)?.id;
      if (at === undefined) return undefined;
      return matches.find((api) => api.provider === at) ?? matches.find((api) => known(api.also_at)?.includes(at) === true);
    },
    findProvider,
    findLicence: (name) => byName.licences().get(key(name)),
    findGpu: (name) => byName.gpus().get(key(name)),
    gpuNamed: (name) => byName.gpus().get(key(name)) ?? rows.gpus.find((gpu) => gpu.name === name),
    licenceOf: (model) => {
      const id = known(model.licence);
      return id === undefined ? undefined : licences.get(id);
    },
    suggest: (kind, name) => nearest(key(name), new Map(rows[kind].flatMap((row: Named) => namesOf(row).map((known) => [known, row.id])))),
    modelsFor: onceEach((task) => ascending(models.filter(({ tasks }) => tasks.includes(task)), footprintGb, ({ id }) => id)),
    apisFor: onceEach((task) => ascending(apis.filter(({ tasks }) => tasks.includes(task)), ({ price }) => nominalPrice(price, task), ({ id, provider }) => `${id}\n${provider}`)),
  };
}

interface Named {
  readonly id: string;
  readonly aliases?: readonly string[] | undefined;
}

/** How names compare: without case, and with a hyphen for a space or an underscore, so that `RTX 4090` is `rtx-4090`. */
function key(name: string): string {
  return name.trim().toLowerCase().replaceAll(/[\s_]+/g, '-');
}

function namesOf({ id, aliases }: Named): readonly string[] {
  return [key(id), ...(aliases ?? []).map(key)];
}

function byId<Row extends Named>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

/** Every name of every row, gathered when the first name is looked up. Ids win over aliases. */
function index<Row extends Named>(rows: readonly Row[]): () => ReadonlyMap<string, Row> {
  return lazy(() => new Map([...rows.flatMap((row) => namesOf(row).map((name) => [name, row] as const)), ...rows.map((row) => [key(row.id), row] as const)]));
}

/** API models by every name, in their order: several providers may use the same. */
function grouped(apis: readonly Api[]): ReadonlyMap<string, readonly Api[]> {
  const all = new Map<string, Api[]>();
  for (const api of apis) for (const name of new Set(namesOf(api))) all.set(name, [...(all.get(name) ?? []), api]);
  return all;
}

function onceEach<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => remembered(made, key, () => make(key));
}

function mapFiles<T>(files: CompiledCatalogue & CompiledCostFiles, of: (file: { readonly sha256: string; readonly data: { readonly as_of: string } }) => T): Readonly<Record<CatalogueFile | CostFile, T>> {
  return {
    models: of(files.models), apis: of(files.apis), providers: of(files.providers), licences: of(files.licences), gpus: of(files.gpus),
    rental: of(files.rental), prices: of(files.prices), costs: of(files.costs), speeds: of(files.speeds),
  };
}

function onlyOne<Row>(rows: readonly Row[]): Row | undefined {
  return rows.length === 1 ? rows[0] : undefined;
}

/** The id whose name is near: at most a third of it differs. */
function nearest(name: string, ids: ReadonlyMap<string, string>): string | undefined {
  if (ids.size === 0) return undefined;
  const near = closest(name, [...ids.keys()]);
  return distance(name, near) <= Math.max(2, Math.floor(near.length / 3)) ? ids.get(near) : undefined;
}

/** By size, the unknown last; then by name, so that the order never depends on the file. */
function ascending<Row>(rows: readonly Row[], size: (row: Row) => number | undefined, name: (row: Row) => string): readonly Row[] {
  return rows
    .map((row) => ({ row, size: size(row) ?? Infinity }))
    .sort((a, b) => (a.size === b.size ? (name(a.row) < name(b.row) ? -1 : 1) : a.size - b.size))
    .map(({ row }) => row);
}

/**
 * Life of a model on a day: the date of shutdown decides where there is one, so that an assessment as of last year sees last
 * year's models. No life cycle stated means that no end is announced.
 * @param asOf ISO day
 */
export function lifeStatus(life: Life | undefined, asOf: string): LifeStatus {
  if (life === undefined) return 'active';
  const shutdown = known(life.shutdown);
  if (shutdown === undefined) return life.status;
  if (shutdown <= asOf) return 'retired';
  return life.status === 'retired' ? 'deprecated' : life.status;
}

/** True where something that is taken to meet `level` also meets `need`. */
export function meets(level: LevelOf<'performance_need'>, need: LevelOf<'performance_need'>): boolean {
  return LEVELS.performance_need.indexOf(level) >= LEVELS.performance_need.indexOf(need);
}
