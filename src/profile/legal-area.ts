/** Legal areas: countries, where the EEA counts as one and CN is the mainland only. */

/** The 27 members of the European Union with Iceland, Liechtenstein and Norway. */
const EEA: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);

/** The legal area of a country code: `EU` for every member of the EEA, else the country itself. */
export function legalAreaOf(country: string): string {
  return EEA.has(country) ? 'EU' : country;
}

/** Countries of concern in 28 CFR 202.601, with Hong Kong and Macao as part of China. */
const OF_CONCERN: ReadonlySet<string> = new Set(['CN', 'HK', 'MO', 'RU', 'IR', 'KP', 'CU', 'VE']);

export function isCountryOfConcern(country: string): boolean {
  return OF_CONCERN.has(country);
}

export function sameLegalArea(a: string, b: string): boolean {
  return legalAreaOf(a) === legalAreaOf(b);
}
