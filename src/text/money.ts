/** Sentences on what each way costs, in every language. */
import type { BreakEvenFound, CostRange } from '../assessment/assessment.js';
import type { Language, Side } from '../profile/vocabulary.js';
import type { CostNoteId } from './cost.js';
import { beforeMeasure, formatDate, formatList, formatNumber, formatRough, formatUsd, midSentence } from './format.js';

/** A range whose ends lie further apart says hardly more than that somebody will pay. */
const WIDE = 20;
export const isWide = ({ low, high }: CostRange): boolean => high > low * WIDE;

/** A multiple of something: 0.13, 2.5, 16. */
const formatTimes = (times: number): string => String(Number(times.toPrecision(2)));

type Status = BreakEvenFound['status'];

/** What is true of the traffic, and so of both sides. */
const OF_BOTH_SIDES: readonly CostNoteId[] = ['tokens_assumed', 'peak_assumed'];

const en = {
  space: ' ',
  unknownOf: (side: Side, because: string) => `${nameEn(side)}: ${because}`,
  noteOf: (side: Side, note: CostNoteId, words: string) => (OF_BOTH_SIDES.includes(note) ? words : `${nameEn(side)}: ${words}`),
  bothSides: (local: number | undefined, api: number | undefined) => {
    const sides = [...(local === undefined ? [] : [`LOCAL about ${formatUsd(local, 'en')}`]), ...(api === undefined ? [] : [`API about ${formatUsd(api, 'en')}`])];
    return `A month costs, people included: ${sides.join(', ')}.`;
  },
  articleSpeaks: "Until both costs are known, the article's word on the budget stands in, and counts little.",
  disagreement: (said: Side, times: number) =>
    `The article's rule of thumb for this budget says ${nameEn(said)}; by these figures the ${said === 'local' ? 'API costs' : 'open model costs'} ${fractionEn(times)} of that, and the figures count.`,
  /** What it may cost: both ends and the middle, or one figure where these are the same. */
  amount: (range: CostRange) => {
    const [low, middle, high] = [range.low, range.expected, range.high].map((usd) => formatUsd(usd, 'en')) as [string, string, string];
    return low === high ? middle : `${middle} (${low} to ${high})`;
  },
  /** The middle alone. */
  middle: (range: CostRange) => formatUsd(range.expected, 'en'),
  volumeOf: (requests: number) => `${formatRough(requests, 'en')} a day`,
  fromBill: (bill: number, option: string, { expected: price }: Pick<CostRange, 'expected'>, { low, expected, high }: Pick<CostRange, 'low' | 'expected' | 'high'>) =>
    `Volume from the bill: ${formatUsd(bill, 'en')} a month at ${formatUsd(price * 1000, 'en')} for a thousand requests of ${option} makes about ${formatRough(expected, 'en')} requests a day (${formatRough(low, 'en')} to ${formatRough(high, 'en')})`,
  side: (side: Side, amount: string, largest: readonly string[], machines: string) => `${nameEn(side)} ${amount} a month${machines}${largest.length === 0 ? '' : `: mostly ${formatList(largest, 'en')}`}`,
  /** Machines that are more than the profile names, or that answer too slowly. */
  machines: (gpus: string, tooSlow: boolean) => `, for ${gpus}${tooSlow ? ', predicted to answer too slowly' : ''}`,
  largest: (label: string, usd: number) => `${label.charAt(0).toLowerCase()}${label.slice(1)} ${formatUsd(usd, 'en')}`,
  recommended: (amount: string, second: string | undefined) => `As recommended ${amount} a month${second === undefined ? '' : `, of which ${second} for running more than one platform`}`,
  breakEven: (status: Status, atBest: Status, atWorst: Status, found: { readonly requests: number | undefined; /** At best and at worst, where there is one in the middle. */ readonly low: number | undefined; readonly high: number | undefined; readonly position: number | undefined; readonly years: number | undefined; /** As the outlook assumes API prices to fall, it does not get there. */ readonly outrun: boolean; /** At some volume beyond, a further GPU makes the API cheaper again. */ readonly again: boolean; readonly part: string | undefined }) => {
    const whom = found.part === undefined ? '' : ` for “${found.part}”, its busiest class`;
    const volume = found.requests === undefined ? '' : formatRough(found.requests, 'en');
    const again = found.again ? '; at higher volumes a further GPU can make the API cheaper again' : '';
    const middle: Record<Status, string> = {
      at: `Break-even${whom}: LOCAL ${found.again ? `first gets cheaper at about ${volume} requests a day` : `gets cheaper from about ${volume} requests a day on`}${found.position === undefined ? '' : `; you are at ${formatTimes(found.position)}x`}${again}`,
      always: `Break-even${whom}: LOCAL is cheaper from the first request on${again}`,
      never: `Break-even${whom}: none; even on full machines a request costs more than the API asks`,
      beyond_range: `Break-even${whom}: at a volume far beyond anything to plan with`,
      unknown: '',
    };
    const words = (end: number | undefined): Record<Status, string> =>
      ({ at: end === undefined ? 'there is one' : `${found.again ? 'first at' : 'from'} about ${formatRough(end, 'en')} a day`, always: 'from the first request on', never: 'none', beyond_range: 'out of reach', unknown: 'not known' });
    const ends = status === atBest && status === atWorst ? '' : ` (best case: ${words(found.low)[atBest]}; worst case: ${words(found.high)[atWorst]})`;
    const growth = found.years === undefined || found.years === 0 ? '' : `; at your growth and the prices of today in ${spanEn(found.years)}${found.outrun ? ', but not while API prices fall as assumed below' : ''}`;
    return `${middle[status === 'at' && found.requests === 0 ? 'always' : status]}${growth}${ends}`;
  },
  wide: 'The range is too wide to rest on: state the tokens of a request and how they bunch up, or measure.',
  ages: (days: number, oldest: string, date: string) => `Figures are up to ${formatNumber(days, 'en')} days old, the oldest: ${midSentence(oldest)} (${formatDate(date, 'en')})`,
  later: (asOf: string, oldest: string, date: string) => `Figures are from after ${formatDate(asOf, 'en')}, the oldest: ${midSentence(oldest)} (${formatDate(date, 'en')})`,
  thirdWay: (model: string, amount: string) => `Third way, where the rules allow it: ${model} at a host, ${amount} a month`,
  moving: (upFront: string, saving: number, months: number | undefined) =>
    months === undefined
      ? `Moving costs ${upFront} at once, and running it then costs ${formatUsd(Math.abs(saving), 'en')} a month more`
      : `Moving costs ${upFront} at once and saves ${formatUsd(saving, 'en')} a month in running: back in ${formatTimes(months)} months`,
  organisation: (local: string, api: string, recommended: string, second: string | undefined) =>
    `A month: as recommended ${recommended}${second === undefined ? '' : `, of which ${second} for running more than one platform`}; all LOCAL ${local}; all API ${api}`,
  dearerThanBoth: 'What is recommended costs more than either side alone, since two platforms have to be run: the split is made for other reasons than cost.',
  notKnown: 'not known',
  impossible: 'not possible',
  unshared: (amount: string) => `Each workload below bears its share of people and set-up only; ${amount} a month that no other workload shares comes on top here.`,
  heading: 'What a month costs',
  column: { part: 'Part', side: 'Side', line: 'Line', month: 'US$ a month', formula: 'Reckoned as' },
};

function nameEn(side: Side): string {
  return side === 'local' ? 'LOCAL' : 'API';
}

/** Years of which fewer than two are told in months. */
const IN_MONTHS_BELOW = 2;
function spanEn(years: number): string {
  const months = Math.max(1, Math.round(years * 12));
  return years >= IN_MONTHS_BELOW ? `${formatTimes(years)} years` : `${months} ${months === 1 ? 'month' : 'months'}`;
}

const FRACTIONS = ['', '', 'half', 'a third', 'a quarter', 'a fifth', 'a sixth', 'a seventh', 'an eighth', 'a ninth', 'a tenth'] as const;
function fractionEn(times: number): string {
  if (times < 1.75) return `${Math.round(100 / times)}%`;
  return FRACTIONS[Math.round(times)] ?? `1/${formatRough(times, 'en')}`;
}

const zh: typeof en = {
  space: '',
  unknownOf: (side, because) => `${nameZh(side).trim()}：${because}`,
  noteOf: (side, note, words) => (OF_BOTH_SIDES.includes(note) ? words : `${nameZh(side).trim()}：${words}`),
  bothSides: (local, api) => {
    const sides = [...(local === undefined ? [] : [`自部署约 ${formatUsd(local, 'zh')}`]), ...(api === undefined ? [] : [`API 约 ${formatUsd(api, 'zh')}`])];
    return `每月成本（含人力）：${sides.join('，')}。`;
  },
  articleSpeaks: '在两边成本都查明之前，按原文对预算的说法判断，且只占很小的分量。',
  disagreement: (said, times) => `按原文对此预算的经验法则应选${nameZh(said)}；但按这些数字，${said === 'local' ? 'API ' : '自部署'}的成本只有其${times < 1.75 ? `${Math.round(100 / times)}%` : ` 1/${formatNumber(Math.round(times), 'zh')}`}，以数字为准。`,
  amount: (range) => {
    const [low, middle, high] = [range.low, range.expected, range.high].map((usd) => formatUsd(usd, 'zh')) as [string, string, string];
    return low === high ? middle : `${middle}（${low}至 ${high}）`;
  },
  middle: (range) => formatUsd(range.expected, 'zh'),
  fromBill: (bill, option, { expected: price }, { low, expected, high }) =>
    `用量由账单推算：每月 ${formatUsd(bill, 'zh')}，按 ${option} 每千次请求 ${formatUsd(price * 1000, 'zh')}计，约合每天 ${beforeMeasure(formatRough(expected, 'zh'))}次请求（${beforeMeasure(formatRough(low, 'zh'))}至 ${beforeMeasure(formatRough(high, 'zh'))}次）`,
  volumeOf: (requests) => `每天 ${beforeMeasure(formatRough(requests, 'zh'))}次`,
  side: (side, amount, largest, machines) => `${side === 'local' ? '自部署' : 'API '}每月 ${amount}${machines}${largest.length === 0 ? '' : `，最大项：${formatList(largest, 'zh')}`}`,
  machines: (gpus, tooSlow) => `（按 ${gpus}计${tooSlow ? '，预计响应过慢' : ''}）`,
  largest: (label, usd) => `${label} ${formatUsd(usd, 'zh')}`,
  recommended: (amount, second) => `按建议每月 ${amount}${second === undefined ? '' : `，其中 ${second}用于第一套以外的平台`}`,
  breakEven: (status, atBest, atWorst, found) => {
    const whom = found.part === undefined ? '' : `（请求最多的“${found.part}”）`;
    const volume = found.requests === undefined ? '' : beforeMeasure(formatRough(found.requests, 'zh'));
    const again = found.again ? '；用量更高时，增加 GPU 可能使 API 重新变得更便宜' : '';
    const middle: Record<Status, string> = {
      at: `盈亏平衡点${whom}：每天约 ${volume}次请求${found.again ? '时自部署首次更便宜' : '起，自部署更便宜'}${found.position === undefined ? '' : `；目前为其 ${formatTimes(found.position)} 倍`}${again}`,
      always: `盈亏平衡点${whom}：从第一次请求起自部署就更便宜${again}`,
      never: `盈亏平衡点${whom}：不存在；即使设备满载，单次请求成本仍高于 API 报价`,
      beyond_range: `盈亏平衡点${whom}：远超可规划的用量`,
      unknown: '',
    };
    const words = (end: number | undefined): Record<Status, string> =>
      ({ at: end === undefined ? '存在' : `每天约 ${beforeMeasure(formatRough(end, 'zh'))}次${found.again ? '时' : '起'}`, always: '从第一次请求起', never: '不存在', beyond_range: '遥不可及', unknown: '未知' });
    const ends = status === atBest && status === atWorst ? '' : `（最有利时：${words(found.low)[atBest]}；最不利时：${words(found.high)[atWorst]}）`;
    const growth = found.years === undefined || found.years === 0 ? '' : `；按所填增长率和当前价格，约 ${spanZh(found.years)}后达到${found.outrun ? '，但若 API 价格如下文假设继续下降则不会达到' : ''}`;
    return `${middle[status === 'at' && found.requests === 0 ? 'always' : status]}${growth}${ends}`;
  },
  wide: '区间太宽，不足为据：请填写单次请求的词元数与高峰系数，或实测。',
  ages: (days, oldest, date) => `所用数字最久已有 ${formatNumber(days, 'zh')} 天：${oldest}（${formatDate(date, 'zh')}）`,
  later: (asOf, oldest, date) => `所用数字均晚于${formatDate(asOf, 'zh')}，其中最早的是：${oldest}（${formatDate(date, 'zh')}）`,
  thirdWay: (model, amount) => `第三条路（规则允许时）：由托管商提供 ${model}，每月 ${amount}`,
  moving: (upFront, saving, months) =>
    months === undefined
      ? `迁移需一次性投入 ${upFront}，此后每月运行成本反而多 ${formatUsd(Math.abs(saving), 'zh')}`
      : `迁移需一次性投入 ${upFront}，每月运行成本节省 ${formatUsd(saving, 'zh')}，约 ${formatTimes(months)} 个月收回`,
  organisation: (local, api, recommended, second) =>
    `每月成本：按建议 ${recommended}${second === undefined ? '' : `（其中 ${second}用于第一套以外的平台）`}；全部自部署 ${local}；全部 API ${api}`,
  dearerThanBoth: '按建议的成本高于任何一方单独运行的成本，因为要同时运行两套平台：分流是出于成本以外的考虑。',
  notKnown: '未知',
  impossible: '不可行',
  unshared: (amount) => `以下各工作负载只计入各自分摊的人力与搭建投入；另有每月 ${amount}无其他工作负载分摊，只计入此处的合计。`,
  heading: '每月成本明细',
  column: { part: '部分', side: '方案', line: '项目', month: '美元/月', formula: '算法' },
};

function spanZh(years: number): string {
  return years >= IN_MONTHS_BELOW ? `${formatTimes(years)} 年` : `${Math.max(1, Math.round(years * 12))} 个月`;
}

function nameZh(side: Side): string {
  return side === 'local' ? '自部署' : ' API';
}

export const MONEY_TEXTS: Readonly<Record<Language, typeof en>> = { en, zh };
