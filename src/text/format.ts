/** How numbers, shares, money, dates and lists look in each language: the one place that formats them. */
import { remembered } from '../lazy.js';
import type { Language } from '../profile/vocabulary.js';

const LOCALE: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' };
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

/** Making an Intl object costs 5 to 15 ms, so only money needs one, and each is made when first needed, once. */
const currencies = new Map<string, Intl.NumberFormat>();
function currencyFormat(locale: string, currency: string, digits: number): Intl.NumberFormat {
  return remembered(currencies, `${locale}/${currency}/${digits}`, () => new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }));
}

const THOUSANDS: Readonly<Record<Language, string>> = { en: ',', zh: ',' };

/** Whole, with separators at the thousands; below ten with two digits. */
export function formatNumber(value: number, language: Language): string {
  if (Math.abs(value) < 10) return String(Number(value.toPrecision(2)));
  return roundHalfUp(value).toFixed(0).replace(/\B(?=(\d{3})+$)/g, THOUSANDS[language]);
}

/** As it is, with separators at the thousands: for thresholds, which no rounding may move. */
export function formatExact(value: number, language: Language): string {
  const [whole = '', decimals] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THOUSANDS[language]);
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/**
 * A share in whole per cents. What is not nothing is never shown as 0 %, and what is not all never as 100 %: a
 * rounded percentage would hide one of the two sides.
 */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.005) return '<1%';
  if (share < 1 && share > 0.995) return '>99%';
  return `${roundHalfUp(share * 100)}%`;
}

/** Both shares of a split, rounded so that they add up to 100. */
export function formatSplit(split: { readonly local: number; readonly api: number }): { readonly local: string; readonly api: string } {
  const whole = Math.abs(split.local + split.api - 1) < 1e-9;
  if (!whole || split.local <= 0.005 || split.api <= 0.005) return { local: formatShare(split.local), api: formatShare(split.api) };
  const local = roundHalfUp(split.local * 100);
  return { local: `${local}%`, api: `${100 - local}%` };
}

function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5 + 1e-9);
}

const CHINESE_DIGITS = ['零', '一', '两', '三', '四', '五', '六', '七', '八', '九'] as const;

/**
 * A frequency in words that read as a count, never as a chance of success: "about 9 of 10", 约九成. A second digit is
 * said only above nine in ten, where it matters.
 */
export function formatFrequency(share: number, language: Language): string {
  const tenths = Math.min(9, Math.max(1, Math.round(share * 10)));
  if (language === 'zh') {
    if (share >= 1) return '全部';
    if (share >= 0.975) return '几乎全部';
    if (share >= 0.925) return '约九成五';
    if (share >= 0.45 && share < 0.55) return '约一半';
    if (share <= 0) return '零成';
    if (share < 0.05) return '不到半成';
    return `约${CHINESE_DIGITS[tenths] ?? tenths}成`;
  }
  if (share >= 1) return 'all';
  if (share >= 0.975) return 'nearly all';
  if (share >= 0.925) return 'about 19 of 20';
  if (share >= 0.45 && share < 0.55) return 'about half of the';
  if (share <= 0) return 'none';
  if (share < 0.05) return 'fewer than 1 of 20';
  return `about ${tenths} of 10`;
}

/** Money; whole units from 100 on, since cents there would be false precision. */
export function formatMoney(amount: number, currency: string, language: Language): string {
  const digits = Math.abs(amount) >= 100 || Number.isInteger(amount) ? 0 : 2;
  return currencyFormat(LOCALE[language], currency, digits).format(amount);
}

/** Words for large numbers: a row of zeros is counted by nobody. */
const LARGE: Readonly<Record<Language, readonly (readonly [number, string])[]>> = {
  en: [[1e12, 'trillion'], [1e9, 'billion'], [1e6, 'million']],
  zh: [[1e12, '万亿'], [1e8, '亿'], [1e4, '万']],
};

/** Two significant digits, more would be false precision in what is reckoned: 12,000, 1.2 million; 1.2 万、120 万、1.2 亿. */
export function formatRough(value: number, language: Language): string {
  const rough = Number(value.toPrecision(2));
  for (const [from, word] of LARGE[language]) if (Math.abs(rough) >= from) return `${formatNumber(rough / from, language)} ${word}`;
  return formatNumber(rough, language);
}

/** What somebody stated, to the last digit, and in the words of large numbers where these say it all: 1.2 million, 1,234,567. */
export function formatStated(value: number, language: Language): string {
  return Number(value.toPrecision(2)) === value ? formatRough(value, language) : formatNumber(value, language);
}

/** A number before a Chinese measure word: 1,200 次, 120 万次. */
export const beforeMeasure = (number: string): string => (/\d$/.test(number) ? `${number} ` : number);

/** An amount beside a larger one, which shows two digits: what is less than the last of these is nothing. */
export function besideUsd(usd: number, larger: number): number {
  const step = larger === 0 ? 1 : 10 ** (Math.floor(Math.log10(Math.abs(larger))) - 1);
  return Math.round(usd / step) * step;
}

/** US dollars to two significant digits: $6,100 and $1.2 million; 6,100 美元、1.2 万美元. By hand, since an Intl object costs time at start. */
export function formatUsd(usd: number, language: Language): string {
  const rough = Number(Math.abs(usd).toPrecision(2));
  const sign = usd < 0 ? '-' : '';
  if (language === 'en') return `${sign}$${formatRough(rough, 'en')}`;
  return `${sign}${beforeMeasure(formatRough(rough, 'zh'))}美元`;
}

/** An ISO date in words: "23 November 2025", 2025年11月23日. What is not an ISO date is left as it is. */
export function formatDate(iso: string, language: Language): string {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (name === undefined) return iso;
  return language === 'zh' ? `${year}年${Number(month)}月${Number(day)}日` : `${Number(day)} ${name} ${year}`;
}

/** "a, b and c", a、b、c. By hand: two rules do not need Intl, which would cost start-up time. */
export function formatList(items: readonly string[], language: Language): string {
  if (language === 'zh') return items.join('、');
  const last = items.at(-1) ?? '';
  const before = items.slice(0, -1);
  return before.length === 0 ? last : `${before.join(', ')} and ${last}`;
}

/** A value on the scale from 0 to 1: two decimals, since the tables hold no more, and a third where the mean over open answers needs it. */
export function formatValue(value: number): string {
  const text = value.toFixed(3);
  return text.endsWith('0') ? text.slice(0, -1) : text;
}

/** Thousandths of a lead, with their sign, so that a reader can add them up: +0.120. */
export function formatThousandths(thousandths: number): string {
  if (thousandths === 0) return '0.000';
  return `${thousandths < 0 ? '-' : '+'}${(Math.abs(thousandths) / 1000).toFixed(3)}`;
}

/** A weight in per cents, with one decimal where it is no whole number: sixths are 16.7%. */
export function formatWeight(weight: number): string {
  const percent = (weight * 100).toFixed(1);
  return `${percent.endsWith('.0') ? percent.slice(0, -2) : percent}%`;
}

/** One sentence after the other: Chinese has no space between them. */
export function joinSentences(sentences: readonly string[], language: Language): string {
  return sentences.join(language === 'zh' ? '' : ' ');
}

/** With a capital where a sentence begins. */
export function startSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A title of a rule pack inside an English sentence: "Data control" becomes "data control", "API terms" stays. */
export function midSentence(title: string): string {
  return /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
