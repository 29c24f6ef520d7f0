/** Quantities with their units in words: "0.5 posts", "$0.12 a kWh", 2 张卡. */
import type { Language } from '../profile/vocabulary.js';
import { beforeMeasure, formatNumber, formatRough, formatShare, formatUsd } from './format.js';

type Format = (value: number) => string;

const rough = (words: string, language: Language): Format => (value) => language === 'zh' ? `${beforeMeasure(formatRough(value, language))}${words}`.trim() : `${formatRough(value, language)} ${words}`.trim();
const counted = (one: string, many: string): Format => (value) => `${formatNumber(value, 'en')} ${value === 1 ? one : many}`;
const money = (per: string, language: Language): Format => (value) => `${formatUsd(value, language)}${per}`;
const times: Format = (value) => `×${formatNumber(value, 'en')}`;

/** Units as `Quantity.unit` has them. */
const UNITS: Readonly<Record<Language, Readonly<Record<string, Format>>>> = {
  en: {
    share: formatShare, factor: times, count: (value) => formatNumber(value, 'en'),
    fte: counted('post', 'posts'), person_years: counted('person-year', 'person-years'), years: counted('year', 'years'), gpus: counted('GPU', 'GPUs'), servers: counted('server', 'servers'),
    usd: money('', 'en'), money_per_year: money(' a year', 'en'), usd_per_month: money(' a month', 'en'), usd_per_hour: money(' an hour', 'en'), usd_per_request: money(' a request', 'en'), money_per_kwh: money(' a kWh', 'en'), money_per_kw_month: money(' a kW and month', 'en'),
    requests_per_month: rough('a month', 'en'), hours_per_month: rough('hours a month', 'en'), watts: rough('W', 'en'), kw: rough('kW', 'en'), kwh_per_month: rough('kWh a month', 'en'), gb: rough('GB', 'en'), seconds: rough('s', 'en'),
  },
  zh: {
    share: formatShare, factor: times, count: (value) => formatNumber(value, 'zh'),
    fte: rough('人', 'zh'), person_years: rough('人年', 'zh'), years: rough('年', 'zh'), gpus: rough('张卡', 'zh'), servers: rough('台', 'zh'),
    usd: money('', 'zh'), money_per_year: money('/年', 'zh'), usd_per_month: money('/月', 'zh'), usd_per_hour: money('/小时', 'zh'), usd_per_request: money('/次', 'zh'), money_per_kwh: money('/千瓦时', 'zh'), money_per_kw_month: money('/千瓦·月', 'zh'),
    requests_per_month: rough('次/月', 'zh'), hours_per_month: rough('小时/月', 'zh'), watts: rough('W', 'zh'), kw: rough('kW', 'zh'), kwh_per_month: rough('千瓦时/月', 'zh'), gb: rough('GB', 'zh'), seconds: rough('秒', 'zh'),
  },
};

/** A unit that has no words is named as it is. */
export function formatQuantity(value: number, unit: string, language: Language): string {
  const units = UNITS[language];
  const format = Object.hasOwn(units, unit) ? units[unit] : undefined;
  return format === undefined ? `${formatRough(value, language)} ${unit.replaceAll('_', ' ')}` : format(value);
}

/** Where figures come from that no page states: the words that the data have for it. */
const SOURCES_ZH: Readonly<Record<string, string>> = {
  profile: '档案', sizing: '容量估算', judgement: '经验判断', 'recalled, not looked up': '凭记忆，未查证', 'own price file': '自备价格文件',
};
export const sourceWords = (source: string, language: Language): string => (language === 'zh' && Object.hasOwn(SOURCES_ZH, source) ? (SOURCES_ZH[source] ?? source) : source);
