/** A sum of money as a value in [0,1], the same for everybody: equal ratios count equally, and small sums hardly count. */

/** `1 − min(1, log10(1 + usd / 1000) / 4)`: 1 for nothing, 0 from ten million dollars a month on. DESIGN, section 5; docs/cost.md. */
export function costValue(usdPerMonth: number): number {
  return 1 - Math.min(1, Math.log10(1 + Math.max(0, usdPerMonth) / 1000) / 4);
}
