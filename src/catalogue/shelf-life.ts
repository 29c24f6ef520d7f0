/** How old the facts of the catalogue are, which of them are older than their kind may be, and which nobody could verify. */
import type { Catalogue } from './catalogue.js';

export interface DatedFact {
  /** File of the catalogue without `.yaml`. */
  readonly file: string;
  /** Id of the row, and the path of the fact in it. */
  readonly id: string;
  readonly source: string;
  /** ISO date, or a year or month where the source says no more. */
  readonly date: string;
  readonly verified: boolean;
}

/** What a released model is stays so: only its licence, its life, its price and its terms may change. */
const LASTING = /: (released|params_total_b|params_active_b|context_tokens|weights_gb|memory_gb|kv)$/;

/** Everything of the catalogue that has a source and a date. */
export function datedFacts({ models, apis, providers, licences, gpus, costs }: Catalogue): DatedFact[] {
  const { rental, prices, costs: figures, speeds } = costs;
  const files: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
    models: [...models], apis: [...apis], providers: [...providers], licences: [...licences], gpus: [...gpus],
    rental: rental.rental.map((row) => [`${row.gpu} ${row.at}`, row] as const),
    prices: [...prices.batch.map((row) => [`batch ${row.provider}`, row] as const), ...prices.rates.map((row) => [row.currency, row] as const), ...prices.hosted.map((row) => [row.model, row] as const)],
    costs: figures.figures.map((row) => [row.in === undefined ? row.id : `${row.id} ${row.in.join()}`, row] as const),
    speeds: [...speeds.sources.map((row) => [row.id, row] as const), ...speeds.derates.map((row) => [row.id, row] as const), ...speeds.seconds_per_unit.map((row) => [`${row.model} ${row.gpu}`, row] as const)],
  };
  return Object.entries(files).flatMap(([file, rows]) => rows.flatMap(([id, row]) => factsIn(row, file, id)));
}

function factsIn(value: unknown, file: string, id: string): DatedFact[] {
  if (typeof value !== 'object' || value === null) return [];
  const { source, date, grade } = value as { readonly source?: unknown; readonly date?: unknown; readonly grade?: unknown };
  const found: DatedFact[] = typeof source === 'string' && typeof date === 'string' ? [{ file, id, source, date, verified: grade !== 'unverified' }] : [];
  for (const [key, child] of Object.entries(value)) {
    if (typeof child === 'object') found.push(...factsIn(child, file, Array.isArray(value) ? id : `${id}: ${key}`));
  }
  return found;
}

export interface StaleFact extends DatedFact {
  readonly days: number;
  readonly limit: number;
}

/** Oldest first. A year or a month counts from its last day, in favour of the fact. */
export function staleFacts(catalogue: Catalogue, asOf: string): StaleFact[] {
  const limits = catalogue.costs.costs.shelf_life_days;
  return datedFacts(catalogue).flatMap((fact) => staleFact(fact, limits, asOf)).sort((a, b) => b.days - a.days);
}

/** Facts of one row that are older than their kind may be. */
export function staleFactsOf(row: unknown, file: string, id: string, { costs }: Catalogue, asOf: string): StaleFact[] {
  return factsIn(row, file, id).flatMap((fact) => staleFact(fact, costs.costs.shelf_life_days, asOf));
}

function staleFact(fact: DatedFact, limits: Readonly<Record<string, number>>, asOf: string): StaleFact[] {
  const limit = limits[fact.file];
  const days = ageInDays(fact.date, asOf);
  return limit === undefined || days === undefined || days <= limit || LASTING.test(fact.id) ? [] : [{ ...fact, days, limit }];
}

export function ageInDays(date: string, asOf: string): number | undefined {
  if (ages.asOf !== asOf) ages = { asOf, days: new Map() };
  const known = ages.days.get(date);
  if (known !== undefined || ages.days.has(date)) return known;
  const last = /^\d{4}$/.test(date) ? `${date}-12-31` : /^\d{4}-\d\d$/.test(date) ? `${date}-28` : date;
  const days = (Date.parse(asOf) - Date.parse(last)) / 86_400_000;
  const age = Number.isNaN(days) ? undefined : Math.max(0, Math.round(days));
  ages.days.set(date, age);
  return age;
}

/** The dates of the catalogue are few. */
let ages: { readonly asOf: string; readonly days: Map<string, number | undefined> } = { asOf: '', days: new Map() };
