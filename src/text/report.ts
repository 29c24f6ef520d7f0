/** Words of the reports, in every language: headings, names of levels and verdicts, and the small sentences around them. */
import type { Evidence, Language, Side, Task, Text } from '../profile/vocabulary.js';
import { RECOMMENDATION_NAMES, type Firmness } from './assessment.js';
import { beforeMeasure, formatDate, formatList, formatNumber, formatShare, formatStated, midSentence } from './format.js';

const en = {
  recommendation: RECOMMENDATION_NAMES.en,
  firmness: {
    gate: 'fixed by a rule',
    only_option: 'the only way',
    decided: 'decided',
    robust: 'robust',
    likely: 'likely',
    leaning: 'leaning',
    close: 'too close to call',
  } satisfies Record<Firmness, string>,
  advice: { stay: 'stay as is', 'test-first': 'test first' },
  /** Named, since the side that leads stands beside it. */
  stayOn: (today: Side) => `stay on ${today === 'local' ? 'LOCAL' : 'API'}`,
  task: {
    chat: 'chat', 'text-generation': 'text generation', classification: 'classification', extraction: 'extraction', code: 'code', agent: 'agent',
    embedding: 'embedding', rerank: 'reranking', vision: 'image understanding', ocr: 'text recognition', asr: 'speech to text', tts: 'text to speech',
    'text-to-image': 'text to image', 'image-to-3d': 'image to 3D', 'text-to-3d': 'text to 3D',
  } satisfies Record<Task, string>,
  evidence: { measured: 'measured', stated: 'stated', listed: 'listed', derived: 'derived', assumed: 'assumed', unknown: 'open' } satisfies Record<Evidence, string>,
  gate: { blocks: 'ruled out', conditions: 'on conditions', open: 'not settled' },
  basis: {
    law: 'law', guidance: 'guidance', standard: 'standard', contract: 'contract', provider_terms: "provider's terms", policy: 'house policy', practice: 'good practice',
  },
  admissible: { yes: 'may be used', after: 'after conditions', open: 'not settled', no: 'ruled out' },
  /** No condition is known yet; an open rule may add one. */
  mayHaveConditions: 'may come with conditions',
  claim: { holds: 'holds', does_not_hold: 'does not hold', cannot_tell: 'cannot tell' },
  place: { on_premises: 'own servers', private_cloud: 'rented GPUs', managed_host: 'managed endpoint', private_api: 'private API endpoint', public_api: 'public API' },
  origin: { user: 'named in the profile', catalogue: 'from the catalogue', generic: 'generic' },
  basisOfSplit: { spend: 'split by spend', requests: 'split by requests', workloads: 'split by number of workloads' },
  today: { none: 'not running yet', local: 'runs locally today', api: 'runs on an API today' },

  column: {
    workload: 'Workload', organisation: 'Organisation', task: 'Task', verdict: 'Verdict', split: 'LOCAL | API', firmness: 'How firm', reason: 'Decided by',
    criterion: 'Criterion', weight: 'Weight', local: 'LOCAL', api: 'API', contribution: 'Adds', from: 'From', part: 'Kind of request', share: 'Share', option: 'Option', admissible: 'Verdict',
    clause: 'Clause', claim: 'Claim', side: 'Side', rule: 'Rule', because: 'Because', basis: 'Basis', data: 'Data', version: 'Version', hash: 'SHA-256', source: 'Source', origin: 'Origin', licence: 'Licence', rules: 'Rules', asOf: 'As of',
  },
  label: {
    firmness: 'How firm', why: 'Why', parts: 'Split', option: 'Runs on', money: 'Money', capacity: 'Capacity', rules: 'Rules', change: 'What if', ask: 'Ask next', steps: 'Next steps', claims: 'Claims', notes: 'Note',
  },
  heading: {
    derivation: 'Derivation', gates: 'Rules that bear on it', options: 'Options considered', sources: 'Where it comes from', appendix: 'Appendix', workloads: 'Workloads', claims: 'Claims of the article, checked', 
  },

  asOf: (date: string) => `as of ${formatDate(date, 'en')}`,
  requestsPerDay: (count: number) => `${formatStated(count, 'en')} requests a day`,
  bySplit: 'splits by kind of request',
  byLoad: 'splits by load: base at home, bursts outside',
  noOption: (side: Side) => `no ${side === 'local' ? 'LOCAL' : 'API'} option`,
  nothingWeighs: 'no criterion stands out',
  splitRange: (low: number, high: number) => `${formatShare(low)} to ${formatShare(high)} local, since the share is assumed`,
  splitRangeShort: (low: number, high: number) => `local ${formatShare(low)}-${formatShare(high)}`,
  noRules: 'No rule stands in the way of what is recommended.',
  ruling: (side: Side, verdict: 'blocks' | 'conditions' | 'open') => {
    const name = side === 'local' ? 'LOCAL' : 'API';
    return { blocks: `Rules out ${name}`, conditions: `${name} only on conditions`, open: `${name} not settled` }[verdict];
  },
  /** Some options of a side are meant, not all. */
  rulingSome: (side: Side, verdict: 'blocks' | 'conditions' | 'open') => {
    const name = side === 'local' ? 'LOCAL' : 'API';
    return { blocks: `Rules out some ${name} options`, conditions: `Some ${name} options only on conditions`, open: `Some ${name} options not settled` }[verdict];
  },
  /** Beside a side: not all of its options. */
  someOptions: 'some',
  withException: (ruling: string) => `${ruling}, with an exception in force`,
  liftedBy: (remedy: string) => `To lift it: ${remedy}`,
  condition: (condition: string) => `Condition: ${condition}`,
  conditionsInSteps: (steps: readonly number[]) => `Conditions: next ${steps.length === 1 ? 'step' : 'steps'} ${formatList(steps.map(String), 'en')}`,
  hangsOn: (questions: string) => `Hangs on: ${questions}`,
  accepted: (by: string, until: string, because: string) => `Accepted by ${by} until ${formatDate(until, 'en')}: ${because}`,
  acceptedVoid: (by: string) => `The exception by ${by} is void here.`,
  concerns: (parts: string) => `Concerns: ${parts}`,
  effort: (effort: string) => ` (effort: ${effort})`,
  passIf: (mark: string) => `Passed if: ${mark}`,
  decideBy: (date: string) => `Decide by ${formatDate(date, 'en')}`,
  ruleHangsOnIt: 'A rule hangs on the answer.',
  /** Asked for although nothing changes, or next to nothing: `rarely` it does. */
  confirmAllTheSame: (rarely: boolean): string => `${rarely ? 'Only an answer that is rare would change it; rules' : 'Rules'} need it confirmed all the same.`,
  nothingToAsk: 'Nothing: no open answer can change it.',
  nothingToAskButCost: 'No open answer can change it; a cost that is not known may.',
  moreInDerivation: (count: number) => `${formatNumber(count, 'en')} more ${count === 1 ? 'bears' : 'bear'} on other options: --derivation shows all`,
  holdsToo: (clauses: string) => `Holds here: ${clauses}`,
  cannotTell: (clauses: string) => `Cannot tell from what is known: ${clauses}`,

  derivationOf: (part: string, share: string) => `${part}, ${share}`,
  answer: (title: string, label: string, evidence: string) => `${title}: ${label}${evidence}`,
  separator: '; ',
  comma: ', ',
  colon: ': ',
  bracket: (words: string) => ` (${words})`,
  /** Between two sentences. */
  space: ' ',
  /** Ends a text that has no end of its own. */
  stop: (words: string): string => (/[.!?]\W*$/.test(words) ? '' : '.'),
  documentTitle: (organisation: string) => `${organisation}: what to run where`,
  derivationHow: 'Weight x (value of LOCAL - value of API) is what a criterion adds. Values run from 0, worst, to 1, best. Last digits are rounded so that the column adds up.',
  derivationHowMarkdown: 'Weight × (value of LOCAL − value of API) is what a criterion adds. Values run from 0, worst, to 1, best. Last digits are rounded so that the column adds up.',
  lead: (side: Side | 'none') => (side === 'none' ? 'Sum: nobody leads' : `Sum: ${side === 'local' ? 'LOCAL' : 'API'} leads`),
  noLead: (side: Side) => `There is no sum: no ${side === 'local' ? 'LOCAL' : 'API'} option is left to compare with.`,
  noLeadAtAll: 'There is no sum: no option is left on either side.',
  weightRange: (low: string, high: string) => `Same side at weights from ${low} to ${high}, the others in proportion.`,
  better: (local: string, api: string, completions: number, exact: boolean) =>
    `LOCAL is the better one in ${local}, API in ${api} of the cases considered (${exact ? 'exact' : 'sampled'}; ${completions === 1 ? 'no open answers' : `${formatNumber(completions, 'en')} ways to fill the open answers`}). That is a share of weightings, not a chance of success.`,
  betterInRanking: (local: string, api: string) => `Among the weightings that keep your ranking: LOCAL ${local}, API ${api}.`,
  gatesCounted: (satisfied: number, notApplicable: number) => `Besides: ${formatNumber(satisfied, 'en')} ${satisfied === 1 ? 'rule' : 'rules'} satisfied, ${formatNumber(notApplicable, 'en')} that ${notApplicable === 1 ? 'does' : 'do'} not apply.`,
  flips: 'Answers that would change it',
  flip: (title: string, from: string, to: string, side: string) => `${title}: “${to}” instead of “${from}” gives ${side}`,
  flipsTogether: (changes: string, side: string) => `Together: ${changes} gives ${side}`,
  flipChange: (title: string, from: string, to: string) => `${midSentence(title)} “${to}” instead of “${from}”`,
  weightShift: (share: string, criterion: string) => `The other side leads once ${share} of all weight moves to ${criterion}, taken first from what speaks most for the leader.`,
  noWeightShift: 'No weighting of the criteria makes the other side lead.',
  /** The sum is against the side that is recommended. */
  tippedByRules: (side: Side) => `The sum is that of the criteria alone, where rules leave both sides; for some of the open answers rules bar a side, and these tip it to ${side === 'local' ? 'LOCAL' : 'API'}.`,
  outcome: (answers: string, recommendation: string) => `${answers}: ${recommendation}`,
  anyOther: 'any other answer',
  /** Whatever the answer is; `together`: with other open answers it may yet change. */
  noneAlone: (recommendation: string, together: boolean) => (together ? `Any answer alone leaves ${recommendation}; together with other open answers it may change that.` : `Any answer leaves ${recommendation}; what it may add is a condition.`),
  ifItApplies: (reason: string) => `If it applies: ${reason}`,
  notInTheWay: 'not in the way',
  answersTo: (title: string, outcomes: string) => `Hangs on ${title} (${outcomes})`,
  or: (answers: readonly string[]) => `${answers.slice(0, -1).join(', ')}${answers.length > 1 ? ' or ' : ''}${answers.at(-1) ?? ''}`,
  openAnswers: (questions: string) => `Still open: ${questions}`,

  legend: (local: string, api: string) => `${local} LOCAL: open weights under your own control   ${api} API: a commercial provider`,
  provenance: (tool: string, packs: string, data: string, prices: string | undefined, seed: number, /** There is none of several profiles. */ input: string | undefined) => `${tool}; rules: ${packs}; data: ${data}${prices === undefined ? '' : `; your own prices: ${prices}`}; seed ${seed}${input === undefined ? '' : `; profile ${input}`}`,
  pricesLine: (source: string, hash: string) => `Your own prices: ${source}, SHA-256 ${hash}`,
  none: 'none',
  inputHash: (source: string, hash: string) => `Profile: ${source}, SHA-256 of its canonical form ${hash}`,
  seedLine: (seed: number) => `Seed: ${seed}`,
  toolLine: (name: string, version: string) => `Made by ${name} ${version}`,
};

export type ReportText = typeof en;

const zh: ReportText = {
  recommendation: RECOMMENDATION_NAMES.zh,
  firmness: { gate: '规则锁定', only_option: '唯一可行', decided: '已成定局', robust: '稳固', likely: '较有把握', leaning: '略占上风', close: '势均力敌' },
  advice: { stay: '维持现状', 'test-first': '先做试点' },
  stayOn: (today) => `仍用${today === 'local' ? '自部署' : '商用 API'}`,
  task: {
    chat: '对话', 'text-generation': '文本生成', classification: '分类', extraction: '信息抽取', code: '代码', agent: '智能体',
    embedding: '向量化', rerank: '重排序', vision: '图像理解', ocr: '文字识别', asr: '语音识别', tts: '语音合成',
    'text-to-image': '文生图', 'image-to-3d': '图生 3D', 'text-to-3d': '文生 3D',
  },
  evidence: { measured: '实测', stated: '用户填写', listed: '公开标价', derived: '推算', assumed: '假设', unknown: '未定' },
  gate: { blocks: '排除', conditions: '有条件', open: '未定' },
  basis: { law: '法律', guidance: '监管指引', standard: '标准', contract: '合同', provider_terms: '服务商条款', policy: '内部规定', practice: '行业惯例' },
  admissible: { yes: '可用', after: '满足条件后可用', open: '未定', no: '已排除' },
  mayHaveConditions: '可能附带条件',
  claim: { holds: '成立', does_not_hold: '不成立', cannot_tell: '无法判断' },
  place: { on_premises: '自有服务器', private_cloud: '租用 GPU', managed_host: '托管端点', private_api: '专属 API 端点', public_api: '公共 API' },
  origin: { user: '用户指定', catalogue: '取自目录', generic: '通用方案' },
  basisOfSplit: { spend: '比例按支出计', requests: '比例按请求量计', workloads: '比例按工作负载个数计' },
  today: { none: '尚未运行', local: '目前为自部署', api: '目前使用商用 API' },

  column: {
    workload: '工作负载', organisation: '组织', task: '任务', verdict: '结论', split: '自部署 | 商用 API', firmness: '把握程度', reason: '决定因素',
    criterion: '准则', weight: '权重', local: '自部署', api: '商用 API', contribution: '贡献', from: '依据', part: '请求类别', share: '占比', option: '方案', admissible: '判定',
    clause: '条款', claim: '论断', side: '一方', rule: '规则', because: '理由', basis: '性质', data: '数据', version: '版本', hash: '哈希（SHA-256）', source: '来源', origin: '取自', licence: '许可证', rules: '规则包', asOf: '截至',
  },
  label: { firmness: '把握程度', why: '理由', parts: '分流', option: '运行方案', money: '成本', capacity: '容量', rules: '规则', change: '转折点', ask: '待弄清', steps: '下一步', claims: '论断核对', notes: '提醒' },
  heading: {
    derivation: '推导过程', gates: '相关规则', options: '考察过的方案', sources: '数据与来源', appendix: '附录', workloads: '工作负载', claims: '文章论断核对', 
  },

  asOf: (date) => `截至${formatDate(date, 'zh')}`,
  requestsPerDay: (count) => `每天 ${beforeMeasure(formatStated(count, 'zh'))}次请求`,
  bySplit: '按请求类别分流',
  byLoad: '按负载分流：基础负载自部署，突发走 API',
  noOption: (side) => `没有${side === 'local' ? '自部署' : '商用 API '}方案`,
  nothingWeighs: '没有突出的准则',
  splitRange: (low, high) => `占比为假设值：自部署在 ${formatShare(low)} 到 ${formatShare(high)} 之间`,
  splitRangeShort: (low, high) => `自部署 ${formatShare(low)}-${formatShare(high)}`,
  noRules: '没有规则阻碍所建议的方案。',
  ruling: (side, verdict) => {
    const name = side === 'local' ? '自部署' : '商用 API ';
    return { blocks: `排除${name}`, conditions: `${name}须满足条件`, open: `${name}尚无定论` }[verdict].trim();
  },
  rulingSome: (side, verdict) => {
    const name = side === 'local' ? '自部署' : '商用 API ';
    return { blocks: `排除部分${name}方案`, conditions: `部分${name}方案须满足条件`, open: `部分${name}方案尚无定论` }[verdict];
  },
  someOptions: '部分',
  withException: (ruling) => `${ruling}（已有例外）`,
  liftedBy: (remedy) => `解除办法：${remedy}`,
  condition: (condition) => `条件：${condition}`,
  conditionsInSteps: (steps) => `条件：见下一步第 ${steps.join('、')} 项`,
  hangsOn: (questions) => `取决于：${questions}`,
  accepted: (by, until, because) => `${by}已批准例外，有效期至${formatDate(until, 'zh')}：${because}`,
  acceptedVoid: (by) => `${by}批准的例外在此无效。`,
  concerns: (parts) => `涉及：${parts}`,
  effort: (effort) => `（投入：${effort}）`,
  passIf: (mark) => `通过标准：${mark}`,
  decideBy: (date) => `${formatDate(date, 'zh')}前决定`,
  ruleHangsOnIt: '有规则取决于这个答案。',
  confirmAllTheSame: (rarely) => (rarely ? '只有少见的回答会改变结论，但相关规则仍须确认这一点。' : '相关规则仍须确认这一点。'),
  nothingToAsk: '无：没有未定答案能改变结论。',
  nothingToAskButCost: '没有未定答案能改变结论；尚不知道的成本则可能改变它。',
  moreInDerivation: (count) => `另有 ${formatNumber(count, 'zh')} 条涉及其他方案，用 --derivation 查看全部`,
  holdsToo: (clauses) => `在此成立：${clauses}`,
  cannotTell: (clauses) => `据现有信息无法判断：${clauses}`,

  derivationOf: (part, share) => `${part}，${share}`,
  answer: (title, label, evidence) => `${title}：${label}${evidence}`,
  separator: '；',
  comma: '、',
  colon: '：',
  bracket: (words) => `（${words}）`,
  space: '',
  stop: (words) => (/[。！？.!?][”’」』）)]*$/.test(words) ? '' : '。'),
  documentTitle: (organisation) => `${organisation}：哪些自部署，哪些用商用 API`,
  derivationHow: '贡献 = 权重 x (自部署取值 - 商用 API 取值)。取值从 0（最差）到 1（最好）。',
  derivationHowMarkdown: '贡献 = 权重 ×（自部署取值 − 商用 API 取值）。取值从 0（最差）到 1（最好）。',
  lead: (side) => (side === 'none' ? '合计：不分高下' : `合计：${side === 'local' ? '自部署' : '商用 API '}领先`),
  noLead: (side) => `无法合计：没有${side === 'local' ? '自部署' : '商用 API '}方案可供比较。`,
  noLeadAtAll: '无法合计：双方都没有方案可用。',
  weightRange: (low, high) => `权重在 ${low} 到 ${high} 之间（其余按比例），结论不变。`,
  better: (local, api, completions, exact) =>
    `在所考察的情形中，${local} 以自部署为优，${api} 以商用 API 为优（${exact ? '精确计算' : '抽样估计'}；${completions === 1 ? '没有未定答案' : `未定答案共 ${formatNumber(completions, 'zh')} 种取法`}）。这是权重组合的占比，不是成功的概率。`,
  betterInRanking: (local, api) => `只看符合你们排序的权重组合：自部署 ${local}，商用 API ${api}。`,
  gatesCounted: (satisfied, notApplicable) => `此外：${formatNumber(satisfied, 'zh')} 条规则已满足，${formatNumber(notApplicable, 'zh')} 条不适用。`,
  flips: '会改变结论的答案',
  flip: (title, from, to, side) => `${title}：由“${from}”变为“${to}”，结论变为${side}`,
  flipsTogether: (changes, side) => `同时改变：${changes}，结论变为${side}`,
  flipChange: (title, from, to) => `${title}由“${from}”变为“${to}”`,
  weightShift: (share, criterion) => `若有 ${share} 的权重移到${criterion}（先从最支持领先方的准则取），另一方就会领先。`,
  noWeightShift: '无论权重怎样分配，另一方都不会领先。',
  tippedByRules: (side) => `合计只就准则而言，且只计双方都可行的情形；对某些未定答案，规则会排除一方，结论因此转向${side === 'local' ? '自部署' : '商用 API'}。`,
  outcome: (answers, recommendation) => `${answers}：${recommendation}`,
  anyOther: '其他回答',
  noneAlone: (recommendation, together) => (together ? `单凭这个答案，结论都是${recommendation}；与其他未定答案合在一起才可能改变。` : `无论怎样回答，结论都是${recommendation}；至多附加条件。`),
  ifItApplies: (reason) => `若适用：${reason}`,
  notInTheWay: '不构成障碍',
  answersTo: (title, outcomes) => `取决于${title}（${outcomes}）`,
  or: (answers) => `${answers.slice(0, -1).join('、')}${answers.length > 1 ? '或' : ''}${answers.at(-1) ?? ''}`,
  openAnswers: (questions) => `尚未确定：${questions}`,

  legend: (local, api) => `${local} 自部署：开放权重模型，由自己掌控   ${api} 商用 API：由服务商提供`,
  provenance: (tool, packs, data, prices, seed, input) => `${tool}；规则：${packs}；数据：${data}${prices === undefined ? '' : `；自备价格：${prices}`}；随机种子 ${seed}${input === undefined ? '' : `；档案 ${input}`}`,
  pricesLine: (source, hash) => `自备价格：${source}，SHA-256 为 ${hash}`,
  none: '无',
  inputHash: (source, hash) => `档案：${source}，规范形式的 SHA-256 为 ${hash}`,
  seedLine: (seed) => `随机种子：${seed}`,
  toolLine: (name, version) => `由 ${name} ${version} 生成`,
};

export const REPORT_TEXT: Readonly<Record<Language, ReportText>> = { en, zh };

/** Said where a format is given what it cannot hold. */
export const REPORT_FAILURES = {
  oneOnly: (format: string, count: number): Text => ({
    en: `${format} holds one profile, and there are ${count}.`,
    zh: `${format} 只能容纳一份档案，而这里有 ${count} 份。`,
  }),
  useNdjson: { en: 'Use --format ndjson.', zh: '请用 --format ndjson。' } satisfies Text,
} as const;
