/** One line of a cost: what it is for, how much, and how it was reckoned. A total is the sum of its lines and nothing else. */
import type { Text } from '../profile/vocabulary.js';
import { COST_LINES, COST_QUANTITIES, type CostLineId } from '../text/cost.js';
import type { Quantity } from './basis.js';
import { exactly, product, scale, sum, type Range } from './range.js';

/** What is set up and staffed once for all that runs on it. */
export const PLATFORMS = ['own', 'managed', 'api'] as const;
export type Platform = (typeof PLATFORMS)[number];

export interface CostLine {
  readonly id: CostLineId;
  readonly label: Text;
  readonly usdPerMonth: Range;
  /** Product of the ids of its pieces, as it was reckoned: `gpus × usd_per_gpu_hour × hours_per_month`. */
  readonly formula: string;
  readonly pieces: readonly Quantity[];
  /** This line is a share of what the platform costs once. */
  readonly platform?: Platform | undefined;
}

export function line(id: CostLineId, usdPerMonth: Range, formula: string, pieces: readonly Quantity[], platform?: Platform): CostLine {
  return { id, label: COST_LINES[id], usdPerMonth, formula, pieces, platform };
}

/** A line that is the product of its pieces. @param per the factor as the formula has it */
export function productLine(id: CostLineId, pieces: readonly Quantity[], factor = 1, platform?: Platform, per = factor === 1 ? '' : ` / ${Math.round(1 / factor)}`): CostLine {
  return new ProductLine(id, scale(product(...pieces.map(({ value }) => value)), factor), pieces, platform, per);
}

/** Its words are made for who reads them: a brief has none. */
class ProductLine implements CostLine {
  constructor(readonly id: CostLineId, readonly usdPerMonth: Range, readonly pieces: readonly Quantity[], readonly platform: Platform | undefined, private readonly per: string) {}

  get label(): Text {
    return COST_LINES[this.id];
  }

  get formula(): string {
    return `${this.pieces.map(({ id }) => id).join(' × ')}${this.per}`;
  }
}

export function totalOf(lines: readonly CostLine[]): Range {
  return lines.length === 0 ? exactly(0, 'derived') : sum(lines.map(({ usdPerMonth }) => usdPerMonth));
}

/** A quantity that was reckoned here, and so has no row of its own. */
export function reckoned(id: keyof typeof COST_QUANTITIES, unit: Quantity['unit'], value: Range, source: string, date: string): Quantity {
  return { id, label: COST_QUANTITIES[id], unit, value, source, date };
}

/** The same, of what a file of the catalogue says. */
export function read(file: NonNullable<Quantity['file']>, id: keyof typeof COST_QUANTITIES, unit: Quantity['unit'], value: Range, { source, date }: { readonly source: string; readonly date: string }): Quantity {
  return { id, label: COST_QUANTITIES[id], unit, value, source, date, file };
}
