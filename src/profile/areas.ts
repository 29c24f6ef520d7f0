/** Codes of legal areas: the 249 countries of ISO 3166-1 alpha-2, and `EU`, which stands for the EEA. */

// A list of our own, since Intl also knows aliases and retired codes (`UK`, `SU`), and its data differ between Node versions.
const COUNTRIES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF ' +
  'CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH ' +
  'GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW ' +
  'KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG ' +
  'NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN ' +
  'SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ' +
  'ZA ZM ZW';

export const AREAS: readonly string[] = [...COUNTRIES.split(' '), 'EU'];

const known: ReadonlySet<string> = new Set(AREAS);

export function isArea(code: string): boolean {
  return known.has(code);
}

/** What people write for a code: other codes in use, and legal areas that a code already covers. */
const COMMON_NAMES: Readonly<Record<string, string>> = {
  UK: 'GB', EL: 'GR', EEA: 'EU', USA: 'US', PRC: 'CN', UAE: 'AE', 'GREAT BRITAIN': 'GB', ENGLAND: 'GB', 中国大陆: 'CN', 欧盟: 'EU',
};

/** The code that somebody means who wrote `text`: another spelling, a three-letter code, or a country's name in English or Chinese. */
export function areaMeantBy(text: string): string | undefined {
  const wanted = text.trim().toUpperCase();
  if (known.has(wanted)) return wanted;
  return COMMON_NAMES[wanted] ?? areaNamed(wanted);
}

function areaNamed(wanted: string): string | undefined {
  if (wanted.length < 2 || /^[A-Z]{2}$/.test(wanted)) return undefined;
  for (const language of ['en', 'zh']) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    const found = AREAS.find((code) => names.of(code)?.toUpperCase() === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}
