/** What machines cost a year or a month: bought, owned or rented. Formulas of the trade, each with its worked example in the tests. */

export const HOURS_PER_YEAR = 8760;

/** Yearly instalment that repays one unit of money over some years at a rate: r / (1 − (1 + r)^−n); 1/n without interest. */
export function annuity(rate: number, years: number): number {
  return rate === 0 ? 1 / years : rate / (1 - (1 + rate) ** -years);
}

/** What must be put aside a year to have one unit at the end: r / ((1 + r)^n − 1); 1/n without interest. */
export function sinkingFund(rate: number, years: number): number {
  return rate === 0 ? 1 / years : rate / ((1 + rate) ** years - 1);
}

/** Write-off and interest of a purchase a year, less what it will still be worth. */
export function purchasePerYear(priceUsd: number, terms: { readonly rate: number; readonly years: number; readonly residualShare: number }): number {
  return priceUsd * (annuity(terms.rate, terms.years) - terms.residualShare * sinkingFund(terms.rate, terms.years));
}

/** Kilowatt hours a year: greatest power × mean share of it × PUE × hours. */
export function energyPerYear(kilowatts: number, meanShare: number, pue: number): number {
  return kilowatts * meanShare * pue * HOURS_PER_YEAR;
}

/** How long until what was paid at once has come back, in the unit of time of the saving; `undefined` where there is none. */
export function payback(paidAtOnce: number, savingPerTime: number): number | undefined {
  return savingPerTime > 0 ? paidAtOnce / savingPerTime : undefined;
}

/** Dollars for a million tokens that a machine gives out at full speed. */
export function usdPerMillionTokens(usdPerHour: number, tokensPerSecond: number): number {
  return (usdPerHour / (tokensPerSecond * 3600)) * 1e6;
}

/** Whole servers for so many GPUs. */
export function serversFor(gpus: number, perServer: number): number {
  return Math.max(1, Math.ceil(gpus / perServer - 1e-9));
}
