/** The people who set something up and keep it running. */
import type { FigureId } from '../catalogue/cost-schema.js';
import { remembered } from '../lazy.js';
import { figure, perBasis, type CostBasis, type Quantity } from './basis.js';
import { serversFor } from './hosting.js';
import type { CostInput } from './known-cost.js';
import { line, productLine, reckoned, type CostLine, type Platform } from './line.js';
import { between, exactly, product, quotient, scale, type Range } from './range.js';
import { GPUS_PER_SERVER } from './sizing.js';

interface People {
  readonly lines: readonly CostLine[];
  readonly setupUsd: Range;
}

export function peopleLines(platform: Platform, staffId: FigureId, setupId: FigureId, { organisation, platformShare }: CostInput, basis: CostBasis): People {
  const of = (id: FigureId): Quantity => figure(id, organisation.country, basis);
  const [staff, setup, loaded, years] = [of(staffId), of(setupId), of('loaded_cost_per_fte_year'), of('amortisation_years')];
  const share = reckoned('platform_share', 'share', exactly(platformShare, 'derived'), 'profile', basis.asOf);
  const setupUsd = product(setup.value, loaded.value, share.value);
  return {
    lines: [
      productLine('staff', [staff, loaded, share], 1 / 12, platform),
      line('setup', scale(quotient(setupUsd, years.value), 1 / 12), `${setup.id} × ${loaded.id} × platform_share / ${years.id} / 12`, [setup, loaded, share, years], platform),
    ],
    setupUsd,
  };
}

/** The expected total of the same lines. */
export function peopleUsdPerMonth(staffId: FigureId, setupId: FigureId, { organisation, platformShare }: CostInput, basis: CostBasis): number {
  const of = (id: FigureId): number => figure(id, organisation.country, basis).value.expected;
  return ((of(staffId) + of(setupId) / of('amortisation_years')) * of('loaded_cost_per_fte_year') * platformShare) / 12;
}

/** US dollars a month for each server of eight GPUs beyond the first: these follow the load, so nobody shares them. */
export function furtherStaff({ organisation: { country } }: CostInput, basis: CostBasis): Range {
  const byCountry = perBasis('further staff', basis, () => new Map<string | undefined, Range>());
  return remembered(byCountry, country, () => scale(product(figure('own_staff_fte_per_further_server', country, basis).value, figure('loaded_cost_per_fte_year', country, basis).value), 1 / 12));
}

export function furtherStaffLines(gpus: Range, { organisation }: CostInput, basis: CostBasis): CostLine[] {
  const beyond = (count: number): number => serversFor(count, GPUS_PER_SERVER) - 1;
  const servers = between(beyond(gpus.low), beyond(gpus.expected), beyond(gpus.high), gpus.evidence);
  if (servers.high === 0) return [];
  const of = (id: FigureId): Quantity => figure(id, organisation.country, basis);
  return [productLine('staff', [reckoned('servers', 'servers', servers, 'sizing', basis.asOf), of('own_staff_fte_per_further_server'), of('loaded_cost_per_fte_year')], 1 / 12)];
}
