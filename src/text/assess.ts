/** Short texts of the Assessment that are neither rules nor sentences of judgement: labels, assumptions, questions about facts. */
import type { Language } from '../profile/vocabulary.js';
import { formatDate, formatList, formatShare } from './format.js';

export interface AssessTexts {
  /** Label of an answer that nobody gave. */
  readonly unknown: string;
  /** Label of an answer of which only some levels are left. */
  readonly oneOf: (labels: readonly string[]) => string;
  readonly dependsOn: (titles: readonly string[]) => string;
  readonly onlySide: string;
  /** A sentence that is true of one class only. */
  readonly ofPart: (part: string, sentence: string) => string;
  readonly workloadsWithoutWay: (names: readonly string[]) => string;
  readonly partsWithoutWay: (names: readonly string[], share: number) => string;
  readonly assumedShare: (part: string, share: number, low: number, high: number) => string;
  readonly assumedIndependence: string;
  readonly retired: (model: string, on: string | undefined, successors: readonly string[]) => string;
  readonly unlisted: (model: string) => string;
  readonly voidAcceptance: (rule: string, until: string) => string;
  readonly unusedAcceptance: (rule: string) => string;
  /** Questions about facts that have no levels, by the path that a condition reads. */
  readonly questionOn: (path: string) => string;
}

const FACTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'org.country': 'In which country is the organisation established?',
    'org.owner_country': 'In which country does a majority owner sit?',
    'org.kind': 'What kind of organisation is it: business, government, finance, healthcare …?',
    'org.annual_revenue_usd': 'What is the organisation’s yearly revenue, with its affiliates?',
    'org.monthly_active_users': 'How many people use its products in a month?',
    'w.house_rules': 'Do house rules limit where or by whom the data may be processed?',
    'w.data.contains': 'What does the data contain: personal data, health data, trade secrets …?',
    'w.task': 'What is the task?',
  },
  zh: {
    'org.country': '组织设立在哪个国家或地区？',
    'org.owner_country': '控股股东位于哪个国家或地区？',
    'org.kind': '属于哪类组织：企业、政府、金融、医疗……？',
    'org.annual_revenue_usd': '组织连同关联企业的年收入是多少？',
    'org.monthly_active_users': '其产品每月有多少人使用？',
    'w.house_rules': '内部规定是否限制数据在哪里、由谁处理？',
    'w.data.contains': '数据包含什么：个人信息、健康数据、商业秘密……？',
    'w.task': '任务是什么？',
  },
};

export const ASSESS_TEXTS: Readonly<Record<Language, AssessTexts>> = {
  en: {
    unknown: 'not known',
    oneOf: (labels) => `one of ${formatList(labels, 'en')}`,
    dependsOn: (titles) => `Open: it hangs on ${formatList(titles, 'en')}.`,
    onlySide: 'Nothing to weigh: one side only.',
    ofPart: (part, sentence) => `“${part}”: ${sentence}`,
    workloadsWithoutWay: (names) => `No admissible way to run ${formatList(names, 'en')}: left out of the organisation’s split.`,
    partsWithoutWay: (names, share) => `No admissible way to run ${formatList(names, 'en')} (${formatShare(share)} of the requests): left out of the split.`,
    assumedShare: (part, share, low, high) =>
      `Assumed, not stated: ${formatShare(share)} of all requests are ${part} (plausible: ${formatShare(low)} to ${formatShare(high)}). Name the workloads to replace the assumption.`,
    assumedIndependence: 'Assumed, not stated: hard requests are as common among the sensitive ones as among the others.',
    retired: (model, on, successors) =>
      `${model} ${on === undefined ? 'has been retired' : `was retired on ${formatDate(on, 'en')}`}${successors.length === 0 ? '; no successor is known' : `; its provider names ${formatList(successors, 'en')} as successor`}.`,
    unlisted: (model) => `${model} is not in the catalogue: its licence, its life cycle and what it can do are unknown here.`,
    voidAcceptance: (rule, until) => `The exception from ${rule} ended on ${formatDate(until, 'en')} and no longer counts.`,
    unusedAcceptance: (rule) => `The exception from ${rule} waives nothing here.`,
    questionOn: (path) => FACTS.en[path] ?? `What is ${path.replace(/^(org|w|option)\./, '').replaceAll('_', ' ')}?`,
  },
  zh: {
    unknown: '未知',
    oneOf: (labels) => `${labels.join('、')}之一`,
    dependsOn: (titles) => `未定：取决于${titles.join('、')}。`,
    onlySide: '只有一方可选，无需权衡。',
    ofPart: (part, sentence) => `“${part}”：${sentence}`,
    workloadsWithoutWay: (names) => `${names.join('、')}没有可行方案，未计入组织整体的分配。`,
    partsWithoutWay: (names, share) => `${names.join('、')}（占请求的 ${formatShare(share)}）没有可行方案，未计入分配。`,
    assumedShare: (part, share, low, high) =>
      `以下为假设，并非填报：全部请求中有 ${formatShare(share)} 属于${part}（合理范围 ${formatShare(low)} 至 ${formatShare(high)}）。列出各个工作负载即可取代这一假设。`,
    assumedIndependence: '以下为假设，并非填报：困难请求在敏感请求中的占比与在其余请求中相同。',
    retired: (model, on, successors) =>
      `${model} ${on === undefined ? '已停用' : `已于${formatDate(on, 'zh')}停用`}${successors.length === 0 ? '，暂无已知的接替型号' : `，服务商给出的接替型号为 ${successors.join('、')}`}。`,
    unlisted: (model) => `目录中没有 ${model}：其许可证、生命周期和能力在此均属未知。`,
    voidAcceptance: (rule, until) => `针对 ${rule} 的例外已于${formatDate(until, 'zh')}到期，不再有效。`,
    unusedAcceptance: (rule) => `针对 ${rule} 的例外在此没有豁免任何限制。`,
    questionOn: (path) => FACTS.zh[path] ?? `${path.replace(/^(org|w|option)\./, '').replaceAll('_', ' ')} 是什么？`,
  },
};
