/** The people who set something up and keep it running. */
import type { FigureId } from '../catalogue/cost-schema.js';
import { remembered, rememberedUpTo } from '../lazy.js';
import { figure, perBasis, type CostBasis, type Quantity } from './basis.js';
import { serversFor } from './hosting.js';
import type { CostInput } from './known-cost.js';
import { line, productLine, reckoned, totalOf, type CostLine, type Platform } from './line.js';
import { between, exactly, product, quotient, scale, type Range } from './range.js';
import { GPUS_PER_SERVER } from './sizing.js';

/** Who sets up a platform, and who runs it. There are few, and each is one object. */
export interface Crew {
  readonly platform: Platform;
  readonly staff: FigureId;
  readonly setup: FigureId;
}

export interface People {
  readonly lines: readonly CostLine[];
  /** Sum of the lines. */
  readonly usdPerMonth: Range;
  readonly setupUsd: Range;
}

/** Of one crew in one country. */
interface Paid {
  /** Expected dollars a year of all of the platform. */
  readonly usdPerYear: number;
  /** By the share that is borne of it. */
  readonly lines: Map<number, People>;
}

/** Shares are as many as classes and workloads have them. */
const MOST_SHARES = 100;

function paid(crew: Crew, country: string | undefined, basis: CostBasis): Paid {
  const byCrew = perBasis('people', basis, () => new Map<Crew, Map<string | undefined, Paid>>());
  const byCountry = byCrew.get(crew) ?? remembered(byCrew, crew, () => new Map<string | undefined, Paid>());
  return byCountry.get(country) ?? remembered(byCountry, country, () => {
    const of = (id: FigureId): number => figure(id, country, basis).value.expected;
    return { usdPerYear: (of(crew.staff) + of(crew.setup) / of('amortisation_years')) * of('loaded_cost_per_fte_year'), lines: new Map() };
  });
}

export function peopleLines(crew: Crew, { organisation: { country }, platformShare }: CostInput, basis: CostBasis): People {
  return rememberedUpTo(MOST_SHARES, paid(crew, country, basis).lines, platformShare, () => peopleOf(crew, country, platformShare, basis));
}

function peopleOf({ platform, staff: staffId, setup: setupId }: Crew, country: string | undefined, platformShare: number, basis: CostBasis): People {
  const of = (id: FigureId): Quantity => figure(id, country, basis);
  const [staff, setup, loaded, years] = [of(staffId), of(setupId), of('loaded_cost_per_fte_year'), of('amortisation_years')];
  const share = reckoned('platform_share', 'share', exactly(platformShare, 'derived'), 'profile', basis.asOf);
  const setupUsd = product(setup.value, loaded.value, share.value);
  const lines = [
    productLine('staff', [staff, loaded, share], 1 / 12, platform),
    line('setup', scale(quotient(setupUsd, years.value), 1 / 12), `${setup.id} × ${loaded.id} × platform_share / ${years.id} / 12`, [setup, loaded, share, years], platform),
  ];
  return { lines, usdPerMonth: totalOf(lines), setupUsd };
}

/** The expected total of the same lines. */
export function peopleUsdPerMonth(crew: Crew, { organisation: { country }, platformShare }: CostInput, basis: CostBasis): number {
  return (paid(crew, country, basis).usdPerYear * platformShare) / 12;
}

/** US dollars a month for each server of eight GPUs beyond the first: these follow the load, so nobody shares them. */
export function furtherStaff(country: string | undefined, basis: CostBasis): Range {
  const byCountry = perBasis('further staff', basis, () => new Map<string | undefined, Range>());
  return byCountry.get(country) ?? remembered(byCountry, country, () => scale(product(figure('own_staff_fte_per_further_server', country, basis).value, figure('loaded_cost_per_fte_year', country, basis).value), 1 / 12));
}

export function furtherStaffLines(gpus: Range, { organisation }: CostInput, basis: CostBasis): CostLine[] {
  const beyond = (count: number): number => serversFor(count, GPUS_PER_SERVER) - 1;
  const servers = between(beyond(gpus.low), beyond(gpus.expected), beyond(gpus.high), gpus.evidence);
  if (servers.high === 0) return [];
  const of = (id: FigureId): Quantity => figure(id, organisation.country, basis);
  return [productLine('staff', [reckoned('servers', 'servers', servers, 'sizing', basis.asOf), of('own_staff_fte_per_further_server'), of('loaded_cost_per_fte_year')], 1 / 12)];
}
