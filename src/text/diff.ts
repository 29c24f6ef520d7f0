/** Words for what differs between two assessments, and for what it comes from. */
import type { Language } from '../profile/vocabulary.js';

const en = {
  same: 'Nothing is decided otherwise.',
  firmer: 'Nothing is decided otherwise; how firm it is, or how it splits, has changed.',
  workloads: 'Workloads',
  unchanged: 'unchanged',
  arrow: (from: string, to: string) => `${from}  →  ${to}`,
  added: (now: string) => `new: ${now}`,
  gone: (then: string) => `no longer there: ${then}`,
  causes: 'What is different for it',
  nothing: 'nothing of its own',
  kind: { answer: 'answer', weight: 'weight', rule: 'rule', option: 'option', share: 'share of requests', price: 'price', figure: 'figure', pack: 'rules', data: 'data', tool: 'ai-path', date: 'date', seed: 'seed' },
  month: (way: string, change: string) => `${way} a month: ${change}`,
  asRecommended: 'as recommended',
  breakEven: (change: string) => `break-even: ${change}`,
  noBreakEven: 'none',
  notKnown: 'not known',
  /** What of the cost a price is part of. */
  effectOnLines: (from: string, to: string) => ` (lines with it: ${from} to ${to} a month)`,
  /** A rule that says nothing, or what else is not there. */
  absent: (kind: string): string => (kind === 'rule' ? 'not in the way' : 'none'),
  aside: (words: string) => `  (${words})`,
  common: 'Different for all',
  changes: 'Each change of the profile, alone',
  changesNone: 'The profiles say the same.',
  alone: (effects: string) => `alone ${effects}`,
  aloneNothing: 'alone changes no decision',
  aloneCannot: 'does not stand without the others',
  effect: (workload: string, to: string) => `turns ${workload} to ${to}`,
  /** The side stays, and how firm it is, what is advised or how it splits does not. */
  effectWithin: (workload: string, from: string, to: string) => (from === to ? `changes what is advised for ${workload}, still ${to}` : `changes ${workload} from “${from}” to “${to}”`),
  together: 'No change alone makes this difference: only several together do.',
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
};

export type DiffText = typeof en;

const zh: DiffText = {
  same: '没有任何结论改变。',
  firmer: '没有任何结论改变；把握程度或分流比例有变化。',
  workloads: '工作负载',
  unchanged: '不变',
  arrow: (from, to) => `${from}  →  ${to}`,
  added: (now) => `新增：${now}`,
  gone: (then) => `不复存在：${then}`,
  causes: '自身的差异',
  nothing: '自身没有差异',
  kind: { answer: '回答', weight: '权重', rule: '规则', option: '方案', share: '请求占比', price: '价格', figure: '参数', pack: '规则包', data: '数据', tool: 'ai-path', date: '日期', seed: '随机种子' },
  month: (way, change) => `${way}${/\w$/.test(way) ? ' ' : ''}每月：${change}`,
  asRecommended: '按建议',
  breakEven: (change) => `盈亏平衡点：${change}`,
  noBreakEven: '无',
  notKnown: '未知',
  effectOnLines: (from, to) => `（含此项的费用：每月 ${from}变为 ${to}）`,
  absent: (kind) => (kind === 'rule' ? '不构成障碍' : '无'),
  aside: (words) => `（${words}）`,
  common: '共同的差异',
  changes: '档案的每处改动，单独来看',
  changesNone: '两份档案内容相同。',
  alone: (effects) => `仅此一项就使${effects}`,
  aloneNothing: '仅此一项不改变任何结论',
  aloneCannot: '离开其他改动不成立',
  effect: (workload, to) => `“${workload}”变为${to}`,
  effectWithin: (workload, from, to) => (from === to ? `“${workload}”的行动建议改变，结论仍为${to}` : `“${workload}”由“${from}”变为“${to}”`),
  together: '没有哪一处改动能单独造成这个差异：须几处同时改变。',
  comma: '、',
  semicolon: '；',
  colon: '：',
};

export const DIFF_TEXT: Readonly<Record<Language, DiffText>> = { en, zh };
