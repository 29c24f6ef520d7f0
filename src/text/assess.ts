/** Short texts of the Assessment that are neither rules nor sentences of judgement: labels, assumptions, questions about facts. */
import type { Language } from '../profile/vocabulary.js';
import { factName } from './facts.js';
import { beforeMeasure, formatDate, formatList, formatNumber, formatRough, formatShare, formatStated, formatUsd, midSentence } from './format.js';

export interface AssessTexts {
  /** Label of an answer that nobody gave. */
  readonly unknown: string;
  /** A field of a workload, or of a class of it; what is remarked on one; and a list that holds nothing. */
  readonly fieldOf: (names: readonly string[], field: string | undefined) => string;
  readonly remarkOn: (field: string, remark: string) => string;
  readonly emptyList: string;
  /** Of a field that is left out. */
  readonly notStated: string;
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
  /** A bill beside a volume that comes to something else: both sums in US dollars a month, and times the one over the other. */
  readonly billDisagrees: (option: string, bill: number, reckoned: number) => string;
  /** A bill alone; what it might be for, the cheapest and the dearest, with the requests a day that it would then pay for. */
  readonly unnamedBill: (bill: number, mayBeFor: readonly { readonly option: string; readonly requests: number }[]) => string;
  readonly whichApi: string;
  /** What a month costs as recommended, and what may be spent, in US dollars. */
  readonly overBudget: (recommended: string, budget: number) => string;
  /** GPUs that are there, of which several workloads would use more at once than there are; the cost of some is in no total. */
  readonly overusedGpus: (of: { readonly gpu: string; readonly names: readonly string[]; readonly needed: number; readonly there: number; readonly uncounted: number }) => string;
  /** Figures and facts past their shelf life, oldest first. */
  /** `replaceable`: a price file can give another figure for it. */
  readonly stale: (facts: readonly StaleFact[], asOf: string) => string;
  readonly retired: (model: string, on: string | undefined, successors: readonly string[]) => string;
  /** An own option that the catalogue does not know, and the row that may be meant. */
  readonly unlisted: (name: string, meant: string | undefined) => string;
  /** A model that other providers are known to offer. */
  readonly unlistedThere: (model: string, provider: string) => string;
  readonly unlistedProvider: (name: string, meant: string | undefined) => string;
  readonly unlistedGpu: (name: string, meant: string | undefined) => string;
  /** The assessment is for a day that the facts are too old, or too new, for. */
  readonly datedFacts: (asOf: string, facts: string) => string;
  /** An option of the user's own that rules bar, and what is shown in its place. */
  readonly ownBarred: (option: string, rules: readonly string[], instead: string) => string;
  readonly voidAcceptance: (rule: string, until: string) => string;
  readonly unusedAcceptance: (rule: string) => string;
  /** What an own pack did to a built-in rule. */
  readonly overridden: Readonly<Record<'off' | 'warn', (rule: string, pack: string, because: string) => string>>;
  /** A rule that would speak, if an own pack had not made it a warning. */
  readonly demoted: (title: string, reason: string, pack: string) => string;
  /** A source with its date and the word for how well it was verified. */
  readonly readOn: (title: string, date: string, grade: string) => string;
  readonly grade: Readonly<Record<'P' | 'S' | 'K' | 'J', string>>;
  readonly askCounsel: { readonly action: string; readonly effort: string };
  /** `facts`: paths, the most wanted first. */
  readonly openRules: (rules: number, facts: readonly string[]) => string;
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
    'w.data.people_in': 'In which countries are the people whose data it is?',
    'w.data.audience': 'Who gets the answers: your own people, customers, or anybody?',
    'w.data.audience_in': 'In which countries are those who get the answers?',
    'org.area': 'In which country is the organisation established?',
    'org.persons_abroad_per_year': 'How many people’s data leaves the country in a calendar year, over the whole organisation?',
    'org.sensitive_persons_abroad_per_year': 'How many people’s sensitive data leaves the country in a calendar year, over the whole organisation?',
    'org.us_government_contract': 'Do you work on a contract of the United States government, and is it one of defence?',
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
    'w.data.people_in': '数据所涉个人位于哪些国家或地区？',
    'w.data.audience': '谁会看到模型的回答：内部人员、客户，还是公众？',
    'w.data.audience_in': '看到回答的人位于哪些国家或地区？',
    'org.area': '组织设立在哪个国家或地区？',
    'org.persons_abroad_per_year': '整个组织在一个自然年内有多少人的个人信息出境？',
    'org.sensitive_persons_abroad_per_year': '整个组织在一个自然年内有多少人的敏感个人信息出境？',
    'org.us_government_contract': '是否承接美国政府合同，其中有无国防合同？',
    'w.task': '任务是什么？',
  },
};

/** So many facts are named. */
const FACTS_NAMED = 3;
const factNames = (paths: readonly string[], language: Language): string =>
  formatList(paths.slice(0, FACTS_NAMED).map((path) => factName(path, language)), language);

/** So many figures past their shelf life are named. */
const STALE_NAMED = 4;

interface StaleFact { readonly name: string; readonly date: string; readonly limit: number; readonly replaceable: boolean }

/** What to do about old facts: a price file replaces prices and figures, and no others. */
function renewal(facts: readonly StaleFact[], some: (names: readonly string[]) => string, all: string, none: string): string {
  const replaceable = facts.filter((fact) => fact.replaceable);
  if (replaceable.length === facts.length) return all;
  return replaceable.length === 0 ? none : some(replaceable.slice(0, STALE_NAMED).map(({ name }) => name));
}

export const ASSESS_TEXTS: Readonly<Record<Language, AssessTexts>> = {
  en: {
    unknown: 'not known',
    fieldOf: (names, field) => [...names.map((name) => `“${name}”`), ...(field === undefined ? [] : [field])].join(', '),
    remarkOn: (field, remark) => `${field}: ${remark}`,
    emptyList: 'none',
    notStated: 'not stated',
    oneOf: (labels) => `one of ${formatList(labels, 'en')}`,
    dependsOn: (titles) => `Open: it hangs on ${formatList(titles, 'en')}.`,
    onlySide: 'Nothing to weigh: one side only.',
    ofPart: (part, sentence) => `“${part}”: ${sentence}`,
    workloadsWithoutWay: (names) => `No admissible way to run ${formatList(names, 'en')}: left out of the organisation’s split.`,
    partsWithoutWay: (names, share) => `No admissible way to run ${formatList(names, 'en')} (${formatShare(share)} of the requests): left out of the split.`,
    assumedShare: (part, share, low, high) =>
      `Assumed, not stated: ${formatShare(share)} of all requests are ${part} (plausible: ${formatShare(low)} to ${formatShare(high)}). Name the workloads to replace the assumption.`,
    assumedIndependence: 'Assumed, not stated: hard requests are as common among the sensitive ones as among the others.',
    billDisagrees: (option, bill, reckoned) =>
      `The bill of ${formatUsd(bill, 'en')} a month and the volume do not fit together: at list prices of ${option} the volume comes to ${formatUsd(reckoned, 'en')}. Costs here follow the volume. Check tokens per request, how much is cached or batched, and whether the bill is for more than this.`,
    unnamedBill: (bill, mayBeFor) =>
      `The bill of ${formatUsd(bill, 'en')} a month says nothing of the volume as long as nobody says which API it is for${mayBeFor.length === 0 ? '' : `: ${formatList(mayBeFor.map(({ option, requests }) => `at the price of ${option} it pays for about ${formatRough(requests, 'en')} requests a day`), 'en')}`}. Name it under api, or state the requests: until then costs are not known.`,
    whichApi: 'Which API is the monthly bill for?',
    overBudget: (recommended, budget) => `Over the budget: as recommended a month costs ${recommended}, and the budget is $${formatStated(budget, 'en')}.`,
    overusedGpus: ({ gpu, names, needed, there, uncounted }) =>
      `${formatList(names, 'en')}: as recommended, ${formatNumber(needed, 'en')} × ${gpu} are needed at the same time, and ${formatNumber(there, 'en')} ${there === 1 ? 'is' : 'are'} there. Each use is reckoned as if all of these were its own, so the cost of ${formatNumber(uncounted, 'en')} more is in no total.`,
    stale: (facts, asOf) => {
      const shown = facts.slice(0, STALE_NAMED).map(({ name, date, limit }) => `${name} (${formatDate(date, 'en')}; at most ${limit} days)`);
      const more = facts.length - shown.length;
      return `Older on ${formatDate(asOf, 'en')} than their kind may be: ${formatList([...shown, ...(more > 0 ? [`${more} more`] : [])], 'en')}. ${renewal(facts, (names) => `Look them up anew; --prices takes your own figures for ${formatList(names.map(midSentence), 'en')}.`, 'Look them up anew, or give your own figures with --prices.', 'Look them up anew.')}`;
    },
    retired: (model, on, successors) =>
      `${model} ${on === undefined ? 'has been retired' : `was retired on ${formatDate(on, 'en')}`}${successors.length === 0 ? '; no successor is known' : `; its provider names ${formatList(successors, 'en')} as successor`}.`,
    unlistedThere: (model, provider) => `The catalogue does not know ${model} at ${provider}: its price and its end there are not known here.`,
    unlistedProvider: (name, meant) => `${name} is no provider of the catalogue: its prices, its seat and its terms are not known here.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    unlistedGpu: (name, meant) => `${name} is no GPU of the catalogue: its memory, its speed and its price are not known here.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    unlisted: (name, meant) => `${name} is not in the catalogue: its licence, its end and what it can do are not known here.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    datedFacts: (asOf, facts) => `This is for ${formatDate(asOf, 'en')}; the facts on models, providers and prices are of ${formatDate(facts, 'en')}. Check them before you rely on it.`,
    ownBarred: (option, rules, instead) => `${option}, which the profile names, is barred (${rules.join('; ')}); ${instead} stands in for it.`,
    voidAcceptance: (rule, until) => `The exception from ${rule} ended on ${formatDate(until, 'en')} and no longer counts.`,
    unusedAcceptance: (rule) => `The exception from ${rule} waives nothing here.`,
    overridden: {
      off: (rule, pack, because) => `${rule} is switched off by the pack ${pack}: ${because}`,
      warn: (rule, pack, because) => `${rule} only warns, as the pack ${pack} has it: ${because}`,
    },
    demoted: (title, reason, pack) => `${title}: ${reason} It only warns, as the pack ${pack} has it.`,
    readOn: (title, date, grade) => `${title}; ${formatDate(date, 'en')}, ${grade}`,
    grade: { P: 'the text itself was read', S: 'read at second hand', K: 'common knowledge, not looked up', J: 'our own judgement' },
    askCounsel: {
      action: 'Have counsel or your data-protection officer confirm the legal conditions before data is sent: this is a screening, no legal advice',
      effort: 'days',
    },
    openRules: (rules, facts) =>
      `${rules === 1 ? 'One rule hangs' : `${rules} rules hang`} on what is not stated${facts.length === 0 ? '' : ` (${factNames(facts, 'en')})`}: ${rules === 1 ? 'it may add a condition, or seldom' : 'they may add conditions, and a few that seldom apply may'} bar a way. Until then nothing is cleared.`,
    questionOn: (path) => FACTS.en[path] ?? `What is ${path.replace(/^(org|w|option)\./, '').replaceAll('_', ' ')}?`,
  },
  zh: {
    unknown: '未知',
    fieldOf: (names, field) => [...names.map((name) => `“${name}”`), ...(field === undefined ? [] : [field])].join('的'),
    remarkOn: (field, remark) => `${field}：${remark}`,
    emptyList: '无',
    notStated: '未填写',
    oneOf: (labels) => `${labels.join('、')}之一`,
    dependsOn: (titles) => `未定：取决于${titles.join('、')}。`,
    onlySide: '只有一方可选，无需权衡。',
    ofPart: (part, sentence) => `“${part}”：${sentence}`,
    workloadsWithoutWay: (names) => `${names.join('、')}没有可行方案，未计入组织整体的分配。`,
    partsWithoutWay: (names, share) => `${names.join('、')}（占请求的 ${formatShare(share)}）没有可行方案，未计入分配。`,
    assumedShare: (part, share, low, high) =>
      `以下为假设，并非填报：全部请求中有 ${formatShare(share)} 属于${part}（合理范围 ${formatShare(low)} 至 ${formatShare(high)}）。列出各个工作负载即可取代这一假设。`,
    assumedIndependence: '以下为假设，并非填报：困难请求在敏感请求中的占比与在其余请求中相同。',
    billDisagrees: (option, bill, reckoned) =>
      `每月账单 ${formatUsd(bill, 'zh')} 与所填用量对不上：按 ${option} 的目录价，该用量每月约 ${formatUsd(reckoned, 'zh')}。此处成本以用量为准；请核对单次请求的词元数、缓存与批处理比例，以及账单是否还含其他用途。`,
    unnamedBill: (bill, mayBeFor) =>
      `只知每月账单 ${formatUsd(bill, 'zh')}、不知对应哪个 API，就推不出请求量${mayBeFor.length === 0 ? '' : `：${mayBeFor.map(({ option, requests }) => `按 ${option} 的价格约合每天 ${beforeMeasure(formatRough(requests, 'zh'))}次请求`).join('，')}`}。请在 api 中写明所用 API，或填写请求量；在此之前成本未知。`,
    whichApi: '每月账单对应的是哪个 API？',
    overBudget: (recommended, budget) => `超出预算：按建议每月成本为 ${recommended}，而所填预算为每月 ${beforeMeasure(formatStated(budget, 'zh'))}美元。`,
    overusedGpus: ({ gpu, names, needed, there, uncounted }) =>
      `${names.join('、')}：按建议同时需要 ${formatNumber(needed, 'zh')} 张 ${gpu}，现有 ${formatNumber(there, 'zh')} 张。各项成本均按独用现有的加速卡计算，因此另外 ${formatNumber(uncounted, 'zh')} 张的成本未计入任何合计。`,
    stale: (facts, asOf) => {
      const shown = facts.slice(0, STALE_NAMED).map(({ name, date, limit }) => `${name}（${formatDate(date, 'zh')}，最多 ${limit} 天）`);
      const more = facts.length - shown.length;
      return `截至${formatDate(asOf, 'zh')}，以下内容已过保质期：${shown.join('、')}${more > 0 ? `等 ${facts.length} 项` : ''}。${renewal(facts, (names) => `请重新查证；其中${formatList(names, 'zh')}也可用 --prices 改用自己的数字。`, '请重新查证，或用 --prices 提供自己的数字。', '请重新查证。')}`;
    },
    retired: (model, on, successors) =>
      `${model} ${on === undefined ? '已停用' : `已于${formatDate(on, 'zh')}停用`}${successors.length === 0 ? '，暂无已知的接替型号' : `，服务商给出的接替型号为 ${successors.join('、')}`}。`,
    unlistedThere: (model, provider) => `目录中没有 ${provider} 提供 ${model} 的记录：其价格与停用日期在此均属未知。`,
    unlistedProvider: (name, meant) => `目录中没有服务商 ${name}：其价格、所在地与条款在此均属未知。${meant === undefined ? '' : `是否想写 ${meant}？`}`,
    unlistedGpu: (name, meant) => `目录中没有加速卡 ${name}：其显存、速度与价格在此均属未知。${meant === undefined ? '' : `是否想写 ${meant}？`}`,
    unlisted: (name, meant) => `目录中没有 ${name}：其许可证、停用日期和能力在此均属未知。${meant === undefined ? '' : `是否想写 ${meant}？`}`,
    datedFacts: (asOf, facts) => `本次评估针对${formatDate(asOf, 'zh')}，而模型、服务商与价格等事实截至${formatDate(facts, 'zh')}，采用前请先核对。`,
    ownBarred: (option, rules, instead) => `档案中填写的 ${option} 被规则排除（${rules.join('；')}），此处以${instead}代替。`,
    voidAcceptance: (rule, until) => `针对 ${rule} 的例外已于${formatDate(until, 'zh')}到期，不再有效。`,
    unusedAcceptance: (rule) => `针对 ${rule} 的例外在此没有豁免任何限制。`,
    overridden: {
      off: (rule, pack, because) => `规则 ${rule} 已被规则包 ${pack} 关闭：${because}`,
      warn: (rule, pack, because) => `规则 ${rule} 已被规则包 ${pack} 降为提醒：${because}`,
    },
    demoted: (title, reason, pack) => `${title}：${reason}（规则包 ${pack} 将其降为提醒。）`,
    readOn: (title, date, grade) => `${title}（${formatDate(date, 'zh')}，${grade}）`,
    grade: { P: '已读原文', S: '二手资料', K: '常识，未查证', J: '我们自己的判断' },
    askCounsel: { action: '发送数据之前，请法务或个人信息保护负责人确认法律条件：本报告只是初步筛查，不是法律意见', effort: '几天' },
    openRules: (rules, facts) =>
      `有 ${rules} 条规则取决于尚未填写的内容${facts.length === 0 ? '' : `（${factNames(facts, 'zh')}）`}：可能附加条件，少数罕见规则可能排除某种方式。填写之前不视为已通过。`,
    questionOn: (path) => FACTS.zh[path] ?? `${path.replace(/^(org|w|option)\./, '').replaceAll('_', ' ')} 是什么？`,
  },
};
