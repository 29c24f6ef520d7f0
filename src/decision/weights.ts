/** Reference weights of the criteria: equal, the centroid of a ranking, or stated points. */
import type { StatedWeights } from '../profile/schema.js';
import type { CriterionId } from '../profile/vocabulary.js';

/**
 * Rank-order centroid weights: the mean of all weightings that respect the ranking.
 * `ranks[i]` is the rank of item i, 1 is best; tied items share the mean of the positions that they fill.
 * Barron & Barrett 1996; w_k = (1/n) Σ_{j=k..n} 1/j.
 */
export function rankOrderCentroid(ranks: readonly number[]): number[] {
  const n = ranks.length;
  const byPosition: number[] = new Array<number>(n).fill(0);
  let tail = 0;
  for (let position = n; position >= 1; position -= 1) {
    tail += 1 / position;
    byPosition[position - 1] = tail / n;
  }
  return ranks.map((rank) => {
    const tied = ranks.filter((other) => other === rank).length;
    const better = ranks.filter((other) => other < rank).length;
    const positions = byPosition.slice(better, better + tied);
    return positions.reduce((sum, weight) => sum + weight, 0) / tied;
  });
}

/** Weights in proportion to points, such as swing ratings (von Winterfeldt & Edwards 1986). All zero counts as equal. */
export function proportionalWeights(points: readonly number[]): number[] {
  const total = points.reduce((sum, value) => sum + value, 0);
  return points.map((value) => (total > 0 ? value / total : 1 / points.length));
}

/** Reference weights in the order of `criteria`; they sum to 1. Criteria that a ranking leaves out share its last place. */
export function referenceWeights(criteria: readonly CriterionId[], stated: StatedWeights | undefined): number[] {
  if (stated === undefined) return proportionalWeights(criteria.map(() => 1));
  if ('points' in stated) return proportionalWeights(criteria.map((id) => stated.points[id] ?? 0));
  const ranking = stated.rank;
  return rankOrderCentroid(criteria.map((id) => (ranking.includes(id) ? ranking.indexOf(id) + 1 : ranking.length + 1)));
}

/** Reference weights, and a ranking that is stated of all criteria. */
export interface Weighting {
  readonly weights: readonly number[];
  readonly ranking: readonly number[] | undefined;
}

/** Most profiles of a portfolio state no weights. Those that are stated belong to whoever states them, who may change them in place. */
let unstated: { readonly criteria: readonly { readonly id: CriterionId }[]; readonly weighting: Weighting } | undefined;

export function weightingOf(criteria: readonly { readonly id: CriterionId }[], stated: StatedWeights | undefined): Weighting {
  if (stated !== undefined) return madeOf(criteria, stated);
  if (unstated?.criteria !== criteria) unstated = { criteria, weighting: madeOf(criteria, stated) };
  return unstated.weighting;
}

function madeOf(criteria: readonly { readonly id: CriterionId }[], stated: StatedWeights | undefined): Weighting {
  const ids = criteria.map(({ id }) => id);
  return { weights: referenceWeights(ids, stated), ranking: fullRanking(ids, stated) };
}

/** The criteria in the order of a stated ranking, most important first; `undefined` unless it ranks every one of them. */
export function fullRanking(criteria: readonly CriterionId[], stated: StatedWeights | undefined): readonly number[] | undefined {
  if (stated === undefined || 'points' in stated || stated.rank.length < criteria.length) return undefined;
  return stated.rank.map((id) => criteria.indexOf(id));
}
