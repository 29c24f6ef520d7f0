/** Sentences on a load that is split, or not; on the time to come; and on what several workloads share. */
import type { Language, Side } from '../profile/vocabulary.js';
import { beforeMeasure, formatDate, formatList, formatNumber, formatRough, formatShare, formatUsd } from './format.js';

export interface SplitWords {
  readonly name: string | undefined;
  readonly gpus: string;
  readonly requestsPerSecond: number;
  readonly share: number;
  readonly hours: number;
  /** Before the people of a second stack, these, and the difference: rounded as they are shown, so that they add up. */
  readonly saving: number;
  readonly second: number;
  readonly net: number;
  readonly usd: number;
  /** Share of the time for which a server must be busy to pay, and the use of the next one. */
  readonly ratio: number;
  readonly nextUse: number;
  /** The side that the decision keeps it on. */
  readonly side: Side;
}

export interface ReplayWords {
  readonly requests: number;
  readonly seconds: number;
  readonly overflow: number;
  readonly reckoned: number;
  readonly utilisation: number;
  readonly p50: number;
  readonly p95: number;
}

type Way = Side | 'split';

const seconds = (value: number): string => (value === 0 ? '0' : value < 0.01 ? '0.01' : String(Number(value.toPrecision(2))));

const en = {
  sliceName: { base: (of: string | undefined) => (of === undefined ? 'base load' : `${of}: base load`), burst: (of: string | undefined) => (of === undefined ? 'bursts' : `${of}: bursts`) },
  gpus: (count: number, gpu: string) => `${formatNumber(count, 'en')} × ${gpu}`,
  status: {
    split: (w: SplitWords) =>
      `Base and bursts${ofEn(w.name)}: ${w.gpus} take ${formatShare(w.share)} of the requests; beyond ${formatRough(w.requestsPerSecond, 'en')} a second, about ${formatNumber(w.hours, 'en')} hours a month, the rest goes to the API. That saves ${formatUsd(w.saving, 'en')} a month over the cheaper side alone, less ${formatUsd(w.second, 'en')} for the people of a second platform`,
    not_worth: (w: SplitWords) =>
      `A base of ${w.gpus} with bursts to the API${ofEn(w.name)} would save ${formatUsd(w.saving, 'en')} a month, but the people of a second platform cost ${formatUsd(w.second, 'en')}: ${w.net === 0 ? 'nothing is left' : `${formatUsd(-w.net, 'en')} short`}, so one side takes it all`,
    other_criteria: (w: SplitWords) =>
      `A base of ${w.gpus} with bursts to the API${ofEn(w.name)} would cost ${formatUsd(w.usd, 'en')} a month, ${w.net === 0 ? 'about as much as' : `${formatUsd(w.net, 'en')} less than`} the cheaper side alone, but the other criteria keep all of it on ${sideEn(w.side)}`,
    all_outside: (w: Pick<SplitWords, 'name' | 'ratio'>) =>
      w.ratio > 1
        ? `No base of one's own pays${ofEn(w.name)}: even a server that is busy all the time costs more than the API for the same requests`
        : `No base of one's own pays${ofEn(w.name)}: a server would have to be busy for ${formatShare(w.ratio)} of the time, and its people and spare machines be paid for, too`,
    all_inside: (w: Pick<SplitWords, 'name' | 'ratio'>) => `Sending bursts to the API does not pay${ofEn(w.name)}: LOCAL costs less for all of it`,
    may_not_leave: (w: Pick<SplitWords, 'name'>) => `The load is not split${ofEn(w.name)}: a rule, the data or an open answer holds it to one side`,
    too_many: (w: Pick<SplitWords, 'name'>) => `The load is not split${ofEn(w.name)}: it takes more servers than are tried here`,
  },
  withWaiting: (words: string, share: number) => (share === 0 ? words : `${words}. The ${formatShare(share)} that may wait is done in the quiet hours of the same day, at home first`),
  replay: (w: ReplayWords) =>
    `Replayed, ${formatNumber(w.requests, 'en')} requests in ${spanEn(w.seconds)}: ${formatShare(w.overflow)} go outside (reckoned: ${formatShare(w.reckoned)}), the base is used to ${formatShare(w.utilisation)}, and a request waits ${seconds(w.p50)} s in the middle and ${seconds(w.p95)} s at the 95th percentile`,
  shortTrace: (length: number) => `The trace covers ${spanEn(length)}: all days are taken to go on like it. Record a week, or state requests_per_day.`,
  unreadTrace: (file: string) => `The trace ${file} was not read, so nothing is said of the shape of the load.`,
  from: { trace: 'from the trace', hourly: 'from the hours of the day', peak_factor: 'drawn from the peak factor alone: hours or a trace say it better', may_wait: 'even, because the work may wait' },
  outlook: (costs: readonly { readonly months: number; readonly local: string; readonly api: string; readonly split: string | undefined }[], growth: number, stated: boolean, decline: number, part: string | undefined) => {
    const list = (of: readonly string[]): string => of.join(', ');
    const split = costs.every((one) => one.split !== undefined) ? `; split ${list(costs.map((one) => one.split as string))}` : '';
    return `In ${list(costs.map(({ months }) => String(months)))} months${ofEn(part)}: LOCAL ${list(costs.map(({ local }) => local))}; API ${list(costs.map(({ api }) => api))}${split} a month (${stated ? `traffic ${change(growth)} a year` : 'the same traffic'}, API prices ${change(-decline)} a year, assumed)`;
  },
  lookAgain: (date: string, change: { readonly from: Way; readonly to: Way } | undefined, volume: { readonly requests: number; readonly more: boolean; readonly to: Way } | undefined) => {
    const because = change === undefined ? '' : `, when ${wayEn(change.to)} becomes the cheapest in place of ${wayEn(change.from)}`;
    const at = volume === undefined ? '' : `, or once the traffic ${volume.more ? 'grows' : 'falls'} to about ${formatRough(volume.requests, 'en')} requests a day, where ${wayEn(volume.to)} is the cheapest at the prices of today`;
    return `Look again by ${formatDate(date, 'en')}${because}${at}`;
  },
  shared: {
    people: (platform: 'own' | 'managed' | 'api', workloads: readonly string[], saves: number) =>
      `${{ own: 'The people who run your own machines', managed: 'The people who look after endpoints', api: 'The people behind the APIs' }[platform]} serve ${formatList(workloads, 'en')} together: ${formatUsd(saves, 'en')} a month less than if each had its own`,
    gpus: (model: string, workloads: readonly string[], apart: number, together: number, saves: number) =>
      `${model} serves ${formatList(workloads, 'en')} from the same GPUs: ${formatNumber(together, 'en')} instead of ${formatNumber(apart, 'en')}, ${formatUsd(saves, 'en')} a month less than if each had its own`,
  },
  burstStep: (perSecond: number, part: string | undefined) => ({
    action: `Let the gateway send what exceeds ${formatRough(perSecond, 'en')} requests a second${ofEn(part)} to the API, and alarm when its share of the requests doubles`,
    effort: 'days',
    pass_if: 'in a test at twice the base load nothing is lost and nothing waits longer than its latency allows',
  }),
  heading: { outlook: 'The time to come' },
  baseLevel: (perSecond: number) => `base: ${formatRough(perSecond, 'en')} a second`,
  durationCaption: (name: string | undefined, inside: number, hours: number) =>
    `For what share of the time there are at least so many requests an hour${ofEn(name)}: ${formatShare(inside)} of the requests stay with the base, and what exceeds it in about ${formatNumber(hours, 'en')} hours a month goes out.`,
  column: { month: 'Month', date: 'Date', requests: 'Requests a day', local: 'LOCAL', api: 'API', split: 'Split', cheapest: 'Cheapest' },
  way: { local: 'LOCAL', api: 'API', split: 'split' } as Readonly<Record<Way, string>>,
};

const ofEn = (name: string | undefined): string => (name === undefined ? '' : ` for “${name}”`);
const sideEn = (side: Side): string => (side === 'local' ? 'LOCAL' : 'the API');
const wayEn = (way: Way): string => (way === 'split' ? 'a split of the load' : sideEn(way));
const change = (share: number): string => (share === 0 ? '±0%' : `${share > 0 ? '+' : '−'}${formatShare(Math.abs(share))}`);

function spanEn(length: number): string {
  if (length < 7200) return `${formatNumber(Math.max(1, length / 60), 'en')} minutes`;
  return length < 2 * 86_400 ? `${formatNumber(length / 3600, 'en')} hours` : `${formatNumber(length / 86_400, 'en')} days`;
}

const zh: typeof en = {
  sliceName: { base: (of) => (of === undefined ? '基础负载' : `${of}：基础负载`), burst: (of) => (of === undefined ? '突发负载' : `${of}：突发负载`) },
  gpus: (count, gpu) => `${formatNumber(count, 'zh')} 张 ${gpu}`,
  status: {
    split: (w) =>
      `基础负载与突发分流${ofZh(w.name)}：${w.gpus} 承接 ${formatShare(w.share)} 的请求；超过每秒 ${beforeMeasure(formatRough(w.requestsPerSecond, 'zh'))}次的部分（每月约 ${formatNumber(w.hours, 'zh')} 小时）转往 API。与较便宜的单一方案相比，每月节省 ${formatUsd(w.saving, 'zh')}，扣除第二套平台的人力 ${formatUsd(w.second, 'zh')}`,
    not_worth: (w) =>
      `以 ${w.gpus} 承接基础负载、突发转往 API${ofZh(w.name)}，每月可省 ${formatUsd(w.saving, 'zh')}，但第二套平台的人力需 ${formatUsd(w.second, 'zh')}：${w.net === 0 ? '两者相抵' : `还差 ${formatUsd(-w.net, 'zh')}`}，因此全部走同一方案`,
    other_criteria: (w) => `以 ${w.gpus} 承接基础负载、突发转往 API${ofZh(w.name)}，每月 ${formatUsd(w.usd, 'zh')}，${w.net === 0 ? '与较便宜的单一方案相当' : `比较便宜的单一方案少 ${formatUsd(w.net, 'zh')}`}，但其他标准使其全部留在${sideZh(w.side)}`,
    all_outside: (w) =>
      w.ratio > 1
        ? `自建基础负载不划算${ofZh(w.name)}：即使服务器始终满载，成本也高于以 API 处理同样的请求`
        : `自建基础负载不划算${ofZh(w.name)}：服务器须有 ${formatShare(w.ratio)} 的时间处于忙碌，还要承担人力与备用设备`,
    all_inside: (w) => `突发转往 API 不划算${ofZh(w.name)}：全部自部署更便宜`,
    may_not_leave: (w) => `负载不作分流${ofZh(w.name)}：规则、数据或尚未回答的问题使其只能走同一方案`,
    too_many: (w) => `负载不作分流${ofZh(w.name)}：所需服务器超出试算范围`,
  },
  withWaiting: (words, share) => (share === 0 ? words : `${words}。可等待的 ${formatShare(share)} 在当天的低谷时段处理，优先用自有服务器`),
  replay: (w) =>
    `逐条回放：${spanZh(w.seconds).trim()}内 ${formatNumber(w.requests, 'zh')} 次请求，${formatShare(w.overflow)} 转往外部（推算为 ${formatShare(w.reckoned)}），自有服务器利用率 ${formatShare(w.utilisation)}；等待时间中位数 ${seconds(w.p50)} 秒，95 分位 ${seconds(w.p95)} 秒`,
  shortTrace: (length) => `轨迹只覆盖${spanZh(length)}，按每天都如此推算。请记录一周，或填写 requests_per_day。`,
  unreadTrace: (file) => `未读取轨迹 ${file}，因此不对负载形状下结论。`,
  from: { trace: '取自轨迹', hourly: '取自全天各小时', peak_factor: '仅由高峰系数推画，逐时数据或轨迹更可靠', may_wait: '均匀，因为任务可以等待' },
  outlook: (costs, growth, stated, decline, part) => {
    const list = (of: readonly string[]): string => of.join('、');
    const split = costs.every((one) => one.split !== undefined) ? `；分流 ${list(costs.map((one) => one.split as string))}` : '';
    return `${list(costs.map(({ months }) => String(months)))} 个月后${ofZh(part)}每月成本：自部署 ${list(costs.map(({ local }) => local))}；API ${list(costs.map(({ api }) => api))}${split}（${stated ? `用量每年 ${change(growth)}` : '用量不变'}，API 价格每年 ${change(-decline)}，均为假设）`;
  },
  lookAgain: (date, change, volume) => {
    const because = change === undefined ? '' : `（届时${wayZh(change.to)}取代${wayZh(change.from)}成为最便宜的方案）`;
    const at = volume === undefined ? '' : `；或用量${volume.more ? '升' : '降'}至每天约 ${beforeMeasure(formatRough(volume.requests, 'zh'))}次请求时（按现价${wayZh(volume.to)}最便宜）`;
    return `最迟于${formatDate(date, 'zh')}重新评估${because}${at}`;
  },
  shared: {
    people: (platform, workloads, saves) =>
      `${{ own: '自有设备的运维人力', managed: '照看托管端点的人力', api: '使用 API 所需的人力' }[platform]}由${formatList(workloads, 'zh')}共用：比各自单独配备每月少 ${formatUsd(saves, 'zh')}`,
    gpus: (model, workloads, apart, together, saves) =>
      `${formatList(workloads, 'zh')}可共用同一批 GPU 上的 ${model}：${formatNumber(together, 'zh')} 张代替 ${formatNumber(apart, 'zh')} 张，比各自单独配备每月少 ${formatUsd(saves, 'zh')}`,
  },
  burstStep: (perSecond, part) => ({
    action: `在网关上把${part === undefined ? '' : `“${part}”`}超过每秒 ${beforeMeasure(formatRough(perSecond, 'zh'))}次的请求转往 API，其占比翻倍时告警`,
    effort: '几天',
    pass_if: '以两倍基础负载压测，无请求丢失，等待均在延迟要求之内',
  }),
  heading: { outlook: '未来走势' },
  baseLevel: (perSecond) => `基础负载：每秒 ${beforeMeasure(formatRough(perSecond, 'zh'))}次`,
  durationCaption: (name, inside, hours) => `横轴为时间占比，纵轴为每小时请求数不低于该值${ofZh(name)}：基础负载承接 ${formatShare(inside)} 的请求，每月约 ${formatNumber(hours, 'zh')} 小时超出的部分转往 API。`,
  column: { month: '月数', date: '日期', requests: '每天请求数', local: '自部署', api: 'API', split: '分流', cheapest: '最便宜' },
  way: { local: '自部署', api: 'API', split: '分流' },
};

const ofZh = (name: string | undefined): string => (name === undefined ? '' : `（“${name}”）`);
const sideZh = (side: Side): string => (side === 'local' ? '自部署' : ' API');
const wayZh = (way: Way): string => (way === 'split' ? '分流' : sideZh(way));

function spanZh(length: number): string {
  if (length < 7200) return ` ${formatNumber(Math.max(1, length / 60), 'zh')} 分钟`;
  return length < 2 * 86_400 ? ` ${formatNumber(length / 3600, 'zh')} 小时` : ` ${formatNumber(length / 86_400, 'zh')} 天`;
}

export const LOAD_TEXTS: Readonly<Record<Language, typeof en>> = { en, zh };
