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
  const weight = weights[k] as number;
  const difference = differences[k] as number;
  if (weight >= 1 - TIE) return { weight, low: 0, high: 1 };
  const rest = (weightedLead(weights, differences) - weight * difference) / (1 - weight);
  if (Math.abs(rest - difference) < TIE) return { weight, low: 0, high: 1 };
  const root = rest / (rest - difference);
  if (root < 0 || root > 1) return { weight, low: 0, high: 1 };
  return root <= weight ? { weight, low: root, high: 1 } : { weight, low: 0, high: root };
}

export interface WeightShift {
  /** Index of the criterion that the weight moves to. */
  readonly to: number;
  /** Share of all weight that must move before the other side leads: half the sum of all changes. */
  readonly share: number;
}

/**
 * The smallest joint change of weights that ends the lead: move weight to the criterion that speaks most for the other side, from those
 * that speak most for the leader first. Exact for a linear lead; `null` where no weighting ends it. Facts: decision.md 1.7.
 */
export function smallestWeightShift(weights: readonly number[], differences: readonly number[]): WeightShift | null {
  const lead = weightedLead(weights, differences);
  const forLeader = differences.map((d) => (lead >= 0 ? d : -d));
  const to = forLeader.indexOf(Math.min(...forLeader));
  const worst = forLeader[to] as number;
  if (worst > -TIE) return null;
  const donors = forLeader.map((gain, i) => ({ gain, weight: weights[i] as number })).sort((a, b) => b.gain - a.gain);
  let left = Math.abs(lead);
  let share = 0;
  for (const { gain, weight } of donors) {
    const loss = gain - worst;
    if (loss <= TIE || left <= TIE) break;
    const moved = Math.min(weight, left / loss);
    share += moved;
    left -= moved * loss;
  }
  return { to, share };
}
