/**
 * The weightings that a decision must withstand: every one that gives each criterion at least half its reference weight,
 * w = w0/2 + u/2 with u uniform on the simplex. What part of them favours a side is exact, by Varsi's recursion.
 */

/** Differences smaller than this are ties: they come from rounding, not from judgement. */
export const TIE = 1e-9;

/** Σ w_i d_i. */
export function weightedLead(weights: readonly number[], differences: ArrayLike<number>): number {
  let lead = 0;
  for (let i = 0; i < weights.length; i += 1) lead += (weights[i] as number) * (differences[i] as number);
  return lead;
}

/** d'_i = d_i/2 + D/2: the differences as they count for u, so that Σ w_i d_i = Σ u_i d'_i for every weighting considered. */
export function flooredDifferences(weights: readonly number[], differences: ArrayLike<number>): number[] {
  const lead = weightedLead(weights, differences);
  const floored: number[] = [];
  for (let i = 0; i < weights.length; i += 1) floored.push(((differences[i] as number) + lead) / 2);
  return floored;
}

/**
 * P(Σ u_i d_i > 0) for u uniform on the simplex, exactly; half where every difference is zero.
 * Varsi 1973 (Pacific J. Math. 46), Ali 1973 (48): with the positives u and the negatives v_1..v_K,
 * A_0 = 1, A_k ← (u A_{k-1} − v_k A_k) / (u − v_k) for each u, and the probability is A_K. Zeros drop out.
 */
export function winningShare(differences: readonly number[]): number {
  const positives: number[] = [];
  const negatives: number[] = [];
  for (const d of differences) {
    if (d > TIE) positives.push(d);
    else if (d < -TIE) negatives.push(d);
  }
  if (positives.length === 0) return negatives.length === 0 ? 0.5 : 0;
  if (negatives.length === 0) return 1;
  const shares = new Float64Array(negatives.length + 1);
  shares[0] = 1;
  for (const u of positives) {
    for (let k = 1; k <= negatives.length; k += 1) {
      const v = negatives[k - 1] as number;
      shares[k] = (u * (shares[k - 1] as number) - v * (shares[k] as number)) / (u - v);
    }
  }
  return Math.min(1, Math.max(0, shares[negatives.length] as number));
}

/**
 * P(Σ w_i d_i > 0) for w uniform on the weightings that keep a full ranking, w_1 ≥ … ≥ w_n: the same recursion on the running means
 * of the differences in the order of the ranking. Facts: decision.md 1.5.
 * @param ranking indices of the criteria, most important first
 */
export function winningShareInRanking(differences: ArrayLike<number>, ranking: readonly number[]): number {
  let sum = 0;
  return winningShare(ranking.map((criterion, i) => (sum += differences[criterion] as number) / (i + 1)));
}

/** True when the side with a positive lead wins under every weighting considered. */
export function winsEverywhere(floored: readonly number[]): boolean {
  return floored.every((d) => d > TIE);
}

/** The same of the other side. */
export function losesEverywhere(floored: readonly number[]): boolean {
  return floored.every((d) => d < -TIE);
}
