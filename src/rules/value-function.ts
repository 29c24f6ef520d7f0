/** Value of a quantity on fixed anchors: piecewise linear between knots (facts of decision analysis: Keeney & Raiffa 1976, ch. 3). */

/** Where the quantity is `at`, its value is `value`. Knots are in ascending order of `at`, at least two. */
export interface Knot {
  readonly at: number;
  readonly value: number;
}

/** v(x) = u_{j-1} + (x - y_{j-1}) (u_j - u_{j-1}) / (y_j - y_{j-1}) between neighbouring knots; the end values beyond them. */
export function piecewiseLinear(knots: readonly Knot[], x: number): number {
  let [low] = knots;
  if (low === undefined) throw new RangeError('A value function needs knots.');
  if (x <= low.at) return low.value;
  for (const high of knots.slice(1)) {
    if (high.at <= low.at) throw new RangeError('The knots of a value function must ascend.');
    if (x <= high.at) return low.value + ((x - low.at) * (high.value - low.value)) / (high.at - low.at);
    low = high;
  }
  return low.value;
}

/** Value of a score on 0..1 where `needed` is the pass mark: nothing at 0, `atNeeded` at the mark, all at 1. */
export function valueOfScore(score: number, needed: number | undefined, atNeeded: number): number {
  if (needed === undefined) return score;
  const knots: Knot[] = [{ at: 0, value: 0 }, { at: needed, value: atNeeded }, { at: 1, value: 1 }];
  // A mark at an end of the scale takes the place of that end.
  return piecewiseLinear(needed <= 0 ? knots.slice(1) : needed >= 1 ? [knots[0] as Knot, { at: 1, value: 1 }] : knots, score);
}
