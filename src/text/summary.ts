/** Words of the summary of a portfolio, in every language. */
import type { Language } from '../profile/vocabulary.js';
import { formatDate, formatNumber, formatUsd } from './format.js';

const en = {
  title: (profiles: number, workloads: number, date: string) => `${counted(profiles, 'organisation')}, ${counted(workloads, 'workload')}, as of ${formatDate(date, 'en')}`,
  nothing: 'Nothing was assessed.',
  firmness: 'How firm',
  all: 'All',
  noOption: 'no option left',
  workloads: 'Workloads',
  share: 'Share',
  organisations: 'Organisations',
  spend: 'What a month costs',
  basis: 'Expected cost',
  allLocal: 'all LOCAL',
  allApi: 'all API',
  recommended: 'as recommended',
  recommendedAnywhere: 'as recommended, wherever that is known',
  perMonth: 'US$ a month',
  /** What there are none of is left out. */
  notCompared: (noVolume: number, notKnown: number) => {
    const groups = [...(noVolume === 0 ? [] : [`${counted(noVolume, 'workload')} without a volume`]), ...(notKnown === 0 ? [] : [`${counted(notKnown, 'workload')} where a side is ruled out or a cost not known, of the workload or of another one of its organisation`])];
    return `Not compared: ${groups.join(', ')}.`;
  },
  decidedBy: 'Rules that decide most',
  /** Where more workloads are decided than are fixed as a whole. */
  decidedInPart: 'A rule counts where it decides for any class of the requests of a workload; “fixed by a rule” are workloads in which rules decide for all classes.',
  noRule: 'no rule: the criteria decide, or one side has no option',
  questions: 'Questions worth most',
  nothingToAsk: 'nothing open could change it',
  more: (count: number) => `… and ${formatNumber(count, 'en')} more`,
  failed: (count: number, first: string) => `Not assessed: ${counted(count, 'profile')} (${first}).`,
  comma: ', ',
  usd: (amount: number) => formatUsd(amount, 'en'),
};

function counted(count: number, one: string): string {
  return `${formatNumber(count, 'en')} ${count === 1 ? one : `${one}s`}`;
}

export type SummaryText = typeof en;

const zh: SummaryText = {
  title: (profiles, workloads, date) => `${formatNumber(profiles, 'zh')} 个组织，${formatNumber(workloads, 'zh')} 个工作负载，截至${formatDate(date, 'zh')}`,
  nothing: '没有评估任何档案。',
  firmness: '把握程度',
  all: '合计',
  noOption: '没有可行方案',
  workloads: '工作负载',
  share: '占比',
  organisations: '组织',
  spend: '每月成本',
  basis: '预期成本',
  allLocal: '全部自部署',
  allApi: '全部商用 API',
  recommended: '按建议',
  recommendedAnywhere: '按建议（凡成本已知者）',
  perMonth: '每月',
  notCompared: (noVolume, notKnown) => {
    const groups = [...(noVolume === 0 ? [] : [`${formatNumber(noVolume, 'zh')} 个工作负载没有请求量`]), ...(notKnown === 0 ? [] : [`${formatNumber(notKnown, 'zh')} 个工作负载（或同一组织的其他工作负载）有一方不可行或成本未知`])];
    return `未作比较：${groups.join('，')}。`;
  },
  decidedBy: '最常起决定作用的规则',
  decidedInPart: '只要有一类请求由规则决定，该工作负载即计入此处；“规则锁定”则指各类请求全由规则决定的工作负载。',
  noRule: '不由规则决定：由准则决定，或一方没有方案',
  questions: '最值得弄清的问题',
  nothingToAsk: '没有未定问题能改变结论',
  more: (count) => `……另有 ${formatNumber(count, 'zh')} 项`,
  failed: (count, first) => `未能评估：${formatNumber(count, 'zh')} 份档案（${first}）。`,
  comma: '、',
  usd: (amount) => formatUsd(amount, 'zh'),
};

export const SUMMARY_TEXT: Readonly<Record<Language, SummaryText>> = { en, zh };
