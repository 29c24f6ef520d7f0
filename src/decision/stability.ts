/** How far one weight may move before the other side leads, the other weights keeping their proportions. */
import { TIE, weightedLead } from './weighting.js';

export interface WeightInterval {
  readonly weight: number;
  /** Inside [low, high] the leader stays; a bound of 0 or 1 is the end of the scale. */
  readonly low: number;
  readonly high: number;
}

/**
 * Weight stability interval of criterion k in closed form: D(t) = t d_k + (1−t) R_k with R_k = (D − w_k d_k)/(1 − w_k),
 * so the lead vanishes at t* = R_k / (R_k − d_k). Triantaphyllou & Sánchez 1997; Mareschal 1988.
 */
export function weightInterval(weights: readonly number[], differences: readonly number[], k: number): WeightInterval {
  const weight = weights[k] ?? 0;
  const difference = differences[k] ?? 0;
  if (weight >= 1 - TIE) return { weight, low: 0, high: 1 };
  const rest = (weightedLead(weights, differences) - weight * difference) / (1 - weight);
  if (Math.abs(rest - difference) < TIE) return { weight, low: 0, high: 1 };
  const root = rest / (rest - difference);
  if (root < 0 || root > 1) return { weight, low: 0, high: 1 };
  return root <= weight ? { weight, low: root, high: 1 } : { weight, low: 0, high: root };
}
