/**
 * The sentences that an Assessment carries, in every language: how firm, why, what would change it, what to do next.
 * `sentence[language](params)` gives the text. English and Chinese take the same parameters; the types see to it.
 *
 * Words that are used throughout, so that one thing has one name:
 *
 *   LOCAL 自部署 · API 商用 API · HYBRID 混合 · NONE 无可行方案
 *   workload 工作负载 · class of traffic 流量类别 · criterion 准则 · weighting 权重组合 · gate 硬性规则 · condition 前提条件
 *   fixed by a rule 规则锁定 · the only way there is 唯一可行 · decided 已成定局 · robust 稳固 · likely 较有把握
 *   leaning 略占上风 · too close to call 势均力敌 · stay 维持现状 · test first 先做试点 · next question 下一个该弄清的问题
 *   provider 服务商 · open weights 开放权重 · gateway 网关 · pass mark 通过标准 · open answer 未定答案
 *
 * Frequencies count weightings of the criteria. They are never a chance of success, and no sentence calls anything
 * "compliant": that is for the people who answer for it.
 */
import type { Language, Place, Side } from '../profile/vocabulary.js';
import { beforeMeasure, formatDate, formatFrequency, formatList, formatNumber, formatRough, formatShare, midSentence, startSentence } from './format.js';

/** The names of the Assessment's recommendations and grades of firmness; texts come before it in the house, so they say them themselves. */
export type Recommendation = Side | 'hybrid' | 'none';
export type Firmness = 'close' | 'leaning' | 'likely' | 'robust' | 'decided' | 'only_option' | 'gate';

/** A text with parameters, in every language. */
export type Sentence<Params> = Readonly<Record<Language, (params: Params) => string>>;
/** The parts of a next step that are words; the caller adds the date. */
export interface StepText {
  readonly action: string;
  readonly effort: string;
  readonly pass_if?: string;
}
export type Step<Params> = Readonly<Record<Language, (params: Params) => StepText>>;

/** Names of the recommendations, in sentences as in tables. */
export const RECOMMENDATION_NAMES: Readonly<Record<Language, Readonly<Record<Recommendation, string>>>> = {
  en: { local: 'LOCAL', api: 'API', hybrid: 'HYBRID', none: 'NONE' },
  zh: { local: '自部署', api: '商用 API', hybrid: '混合', none: '无可行方案' },
};
const NAMES = RECOMMENDATION_NAMES;

const other = (side: Side): Side => (side === 'local' ? 'api' : 'local');

/** Ends a text that comes from elsewhere with one full stop. */
function stopped(text: string, stop: string): string {
  return /[.!?。！？]["”’」』）)]*$/.test(text.trim()) ? text.trim() : `${text.trim()}${stop}`;
}
/**
 * Chinese with a space where a Latin word or a number meets a Chinese one at a joint of the template: 商用 API 为优. Only
 * at joints: names that people wrote stay as they wrote them.
 */
function han(literals: TemplateStringsArray, ...values: readonly string[]): string {
  return literals.reduce((text, literal, index) => {
    const value = index === 0 ? '' : (values[index - 1] ?? '');
    return spacedJoin(spacedJoin(text, value), literal);
  }, '');
}
const LATIN = /[A-Za-z0-9%]/;
const HAN = /\p{Script=Han}/u;
function spacedJoin(before: string, after: string): string {
  const [left, right] = [before.slice(-1), after.slice(0, 1)];
  const meets = (LATIN.test(left) && HAN.test(right)) || (HAN.test(left) && LATIN.test(right));
  return meets ? `${before} ${after}` : before + after;
}

const quotedEn = (titles: readonly string[]): string => formatList(titles.map((title) => `“${title}”`), 'en');
const quotedZh = (titles: readonly string[]): string => titles.map((title) => `“${title}”`).join('、');

export interface FirmnessParams {
  readonly recommendation: Recommendation;
  readonly firmness: Firmness | null;
  /** The side that leads; for `hybrid` the side of the weakest class. */
  readonly side: Side | 'none';
  /** Share of the cases considered in which that side is the better one. */
  readonly share: number;
  /** Labels of the questions that are still open. */
  readonly openQuestions: readonly string[];
  /** False when the cases were sampled, not enumerated. */
  readonly exact: boolean;
  /** The other side is out in any case, and this one only where the open answers let it be. */
  readonly alone?: boolean;
  /** What open rules hang on that may still bar that side. */
  readonly mayBeBarredBy?: readonly string[];
  /** Whom the criteria alone put ahead, where rules that hang on open answers tip it to `side` all the same. */
  readonly againstCriteria?: Side | 'none' | undefined;
  /** Titles of the rules that bar the other side, or every side. */
  readonly blockedBy: readonly string[];
  /** It stays where it runs: there is nothing to commit to. */
  readonly stays?: boolean;
  /** Name of the class that is spoken of, when the workload has several. */
  readonly weakest?: string | undefined;
}

/** One sentence on how firm a workload's recommendation, or one class of it, is. */
export const firmnessSentence: Sentence<FirmnessParams> = {
  en: (params) => {
    const { mayBeBarredBy = [] } = params;
    const sentence = firmnessEn(params) + (mayBeBarredBy.length === 0 ? '' : ` A rule may still bar it: that hangs on ${formatList(mayBeBarredBy, 'en')}.`);
    return params.weakest === undefined ? sentence : `Least firm is the class “${params.weakest}”. ${sentence}`;
  },
  zh: (params) => {
    const { mayBeBarredBy = [] } = params;
    const sentence = firmnessZh(params) + (mayBeBarredBy.length === 0 ? '' : `规则仍可能排除它，取决于${mayBeBarredBy.join('、')}。`);
    return params.weakest === undefined ? sentence : han`最不稳的是“${params.weakest}”这一类。${sentence}`;
  },
};

function firmnessEn(params: FirmnessParams): string {
  const { firmness, side, share, openQuestions, exact, blockedBy, stays = false } = params;
  if (side === 'none' || firmness === null) {
    return blockedBy.length === 0 ? 'There is no way to run it as things stand.' : `No way to run it is left as things stand: ${quotedEn(blockedBy)} ${blockedBy.length === 1 ? 'bars' : 'bar'} every option.`;
  }
  const name = NAMES.en[side];
  const rival = NAMES.en[other(side)];
  const often = formatFrequency(share, 'en');
  const open = openQuestions.map(midSentence);
  const cases = open.length === 0 ? `in ${often} weightings considered` : `in ${often} combinations of weightings and open answers (${formatList(open, 'en')})`;
  const sampled = exact ? '' : ', by sampling';
  const against = params.againstCriteria;
  const tipped = against === undefined ? undefined : `by the criteria alone ${against === 'none' ? 'neither side' : NAMES.en[against]} leads; with the rules that hang on open answers, ${name} is best ${cases}${sampled}.`;
  if (params.alone === true && share >= 1) return `Likely: rules leave only ${name}; whether they admit it hangs on facts that are still open.`;
  if (params.alone === true) return `Open: only ${name} can be left, and rules admit it in ${often} combinations of the open answers (${formatList(open, 'en')})${sampled}; in the others there is no way.`;
  switch (firmness) {
    case 'gate':
      return blockedBy.length === 0 ? `Fixed by a rule: only ${name} is left, so nothing was weighed.` : `Fixed by a rule: ${quotedEn(blockedBy)} ${blockedBy.length === 1 ? 'rules' : 'rule'} ${rival} out, so nothing was weighed.`;
    case 'only_option':
      return `The only way there is: there is no ${rival} option to compare with.`;
    case 'decided':
      return open.length === 0 ? `Decided: ${name} stays best in every weighting considered.` : `Decided: no open answer and no weighting considered changes it (open: ${formatList(open, 'en')}).`;
    case 'robust':
      return `Robust: ${tipped ?? `${name} is best ${cases}${sampled}.`}`;
    case 'likely':
      return `Likely: ${tipped ?? `${name} is best ${cases}${sampled}.`}`;
    case 'leaning':
      return `Leaning to ${name}, no more than that: ${tipped ?? `it is best ${cases}${sampled}.`}`;
    case 'close':
      return `Too close to call: ${tipped ?? `${name} is ahead by too little to count, and best ${cases}${sampled}.`}${stays ? '' : ' Test before you commit.'}`;
  }
}

function firmnessZh(params: FirmnessParams): string {
  const { firmness, side, share, openQuestions, exact, blockedBy, stays = false } = params;
  if (side === 'none' || firmness === null) {
    return blockedBy.length === 0 ? '就目前情况看，没有可行的运行方式。' : han`就目前情况看，没有可行的运行方式：${quotedZh(blockedBy)}把所有方案都排除了。`;
  }
  const name = NAMES.zh[side];
  const rival = NAMES.zh[other(side)];
  const often = formatFrequency(share, 'zh');
  const cases = openQuestions.length === 0 ? han`在所考察的权重组合中，${often}以${name}为优` : han`把未定答案（${openQuestions.join('、')}）与权重一并组合考察，${often}以${name}为优`;
  const sampled = exact ? '' : '（抽样估计）';
  const against = params.againstCriteria;
  const tipped = against === undefined ? '' : han`仅就准则而言，${against === 'none' ? '双方不分高下' : han`${NAMES.zh[against]}领先`}；计入取决于未定答案的规则后，`;
  if (params.alone === true && share >= 1) return han`较有把握：规则只留下${name}；它本身是否可行，还取决于尚未弄清的事实。`;
  if (params.alone === true) return han`未定：只可能剩下${name}，而在未定答案（${openQuestions.join('、')}）的各种组合中，${often}为规则所允许${sampled}；其余情形没有可行方案。`;
  switch (firmness) {
    case 'gate':
      return blockedBy.length === 0 ? han`规则锁定：只剩${name}可选，未作权衡。` : han`规则锁定：${quotedZh(blockedBy)}排除了${rival}，未作权衡。`;
    case 'only_option':
      return han`唯一可行：没有${rival}方案可供比较。`;
    case 'decided':
      return openQuestions.length === 0 ? han`已成定局：在所考察的每一种权重组合下，都以${name}为优。` : han`已成定局：无论未定答案（${openQuestions.join('、')}）如何、权重怎样取，结论都不变。`;
    case 'robust':
      return han`稳固：${tipped}${cases}${sampled}。`;
    case 'likely':
      return han`较有把握：${tipped}${cases}${sampled}。`;
    case 'leaning':
      return han`略占上风，仅此而已：${tipped}${cases}${sampled}。`;
    case 'close':
      return han`势均力敌：${tipped === '' ? han`${name}领先甚微，不足为凭；` : tipped}${cases}${sampled}。${stays ? '' : '投入之前，请先试点。'}`;
  }
}

/** After a sentence that calls it settled: what none of the answers gone through holds, since rules on it seldom apply. */
export const seldomSentence: Sentence<{ readonly fact: string }> = {
  en: ({ fact }) => `Of what is still open, only a rule that seldom applies could change it: that hangs on ${fact}.`,
  zh: ({ fact }) => `在尚未弄清的内容中，只有少数罕见规则可能改变它，取决于${fact}。`,
};

/** A criterion as a sentence names it. */
export interface NamedCriterion {
  readonly title: string;
  readonly clauses: readonly string[];
}
export interface WhyParams {
  readonly side: Side;
  /** The criteria that speak for that side, strongest first. */
  readonly criteria: readonly NamedCriterion[];
  /** Those that speak for the other side. */
  readonly against: readonly NamedCriterion[];
}

/** One sentence on which criteria decided, with the article's clauses. */
export const whySentence: Sentence<WhyParams> = {
  en: ({ side, criteria, against }) => {
    const named = (all: readonly NamedCriterion[]): string => formatList(all.map((one) => withClauses(midSentence(one.title), one.clauses)), 'en');
    const verb = (all: readonly NamedCriterion[]): string => (all.length === 1 ? 'speaks' : 'speak');
    const rival = NAMES.en[other(side)];
    if (criteria.length === 0 && against.length === 0) return 'No criterion tells the two sides apart.';
    if (criteria.length === 0) return startSentence(`${named(against)} ${verb(against)} for ${rival}, and nothing weighs as much for ${NAMES.en[side]}.`);
    const pro = `${named(criteria)} ${verb(criteria)} for ${NAMES.en[side]}`;
    return startSentence(against.length === 0 ? `${pro}; no criterion speaks for ${rival}.` : `${pro}; ${named(against)} ${verb(against)} for ${rival}.`);
  },
  zh: ({ side, criteria, against }) => {
    const named = (all: readonly NamedCriterion[]): string => all.map((one) => withClauses(one.title, one.clauses, 'zh')).join('、');
    const rival = NAMES.zh[other(side)];
    if (criteria.length === 0 && against.length === 0) return '各项准则都分不出高下。';
    if (criteria.length === 0) return han`${named(against)}支持${rival}，而${NAMES.zh[side]}没有同样有力的理由。`;
    const pro = han`${named(criteria)}支持${NAMES.zh[side]}`;
    return against.length === 0 ? han`${pro}；没有准则支持${rival}。` : han`${pro}；${named(against)}支持${rival}。`;
  },
};

function withClauses(title: string, clauses: readonly string[], language: Language = 'en'): string {
  if (clauses.length === 0) return title;
  return language === 'zh' ? `${title}（${clauses.join('、')}）` : `${title} (${clauses.join(', ')})`;
}

/** Where cost is among the reasons although what a side costs is not known. */
export const costByRuleOfThumbSentence: Sentence<{ readonly unknown: readonly Side[] }> = {
  en: ({ unknown }) => `Cost speaks only by the article's rule of thumb for the budget, because what ${formatList(unknown.map((side) => NAMES.en[side]), 'en')} ${unknown.length === 1 ? 'costs' : 'cost'} is not known.`,
  zh: ({ unknown }) => han`由于${unknown.map((side) => NAMES.zh[side]).join('和')}的成本未知，成本一项只是按原文针对预算的经验法则判断。`,
};

/** Why, where open answers decide whether rules bar a side. */
export const whyPartlyBarredSentence: Sentence<{ readonly side: Side; readonly rules: readonly string[] }> = {
  en: ({ side, rules }) => `${rules.length === 0 ? 'Rules bar' : `${quotedEn(rules)} ${rules.length === 1 ? 'bars' : 'bar'}`} ${NAMES.en[side]} for some of the answers that are still open.`,
  zh: ({ side, rules }) => han`对某些未定答案，${rules.length === 0 ? '规则' : quotedZh(rules)}会排除${NAMES.zh[side]}。`,
};

/** Why, when a rule decided and nothing was weighed. */
export const whyRuledSentence: Sentence<{ readonly side: Side | 'none'; readonly reasons: readonly string[] }> = {
  en: ({ side, reasons }) => {
    const lead = side === 'none' ? 'Rules come before criteria, and they leave nothing to weigh.' : `Rules come before criteria, and they leave only ${NAMES.en[side]}.`;
    return [lead, ...reasons.map((reason) => stopped(reason, '.'))].join(' ');
  },
  zh: ({ side, reasons }) => {
    const lead = side === 'none' ? '规则先于准则，眼下已无可权衡的余地。' : han`规则先于准则，只留下${NAMES.zh[side]}。`;
    return [lead, ...reasons.map((reason) => stopped(reason, '。'))].join('');
  },
};

/** One sentence for a workload whose classes part ways: what goes where. */
export const hybridSentence: Sentence<{ readonly parts: readonly { readonly name: string; readonly share: number; readonly side: Side | 'none' }[]; /** Base and bursts, not kinds of requests. */ readonly byLoad?: boolean }> = {
  en: ({ parts, byLoad = false }) => {
    const goes = (part: (typeof parts)[number]): string => {
      const what = `“${part.name}” (${formatShare(part.share)})`;
      if (part.side === 'none') return `${what} has no way to run yet`;
      return part.side === 'local' ? `${what} runs locally` : `${what} goes to an API`;
    };
    return `Split by ${byLoad ? 'load' : 'kind of request'}: ${formatList(parts.map(goes), 'en')}.`;
  },
  zh: ({ parts, byLoad = false }) => {
    const where = { local: '自部署', api: '走商用 API', none: '暂无可行方案' } as const;
    return han`按${byLoad ? '负载' : '请求类别'}分流：${parts.map((part) => han`“${part.name}”（${formatShare(part.share)}）${where[part.side]}`).join('，')}。`;
  },
};

export interface ChangeParams {
  /** The nearest flip. */
  readonly flip?: { readonly title: string; readonly from: string; readonly to: string; readonly side: Side | 'none' } | undefined;
  /** The smallest set of answers that changes it together, where no single one does. */
  readonly joint?: { readonly changes: readonly { readonly title: string; readonly to: string }[]; readonly side: Side | 'none' } | undefined;
  /** No answer, nor two or three of them together, was found to change it, and it is decided. */
  readonly none: boolean;
  /** The rules that bar the other side, where these fixed the answer: one of them would have to go. */
  readonly fixedBy?: readonly string[];
  /** Where nothing was found: not every two or three of them were tried. */
  readonly cutShort?: boolean;
  /** Name of the class that would change, when the workload has several. */
  readonly part?: string | undefined;
}

/** One sentence on the nearest answer that would change the recommendation. */
export const changeSentence: Sentence<ChangeParams> = {
  en: ({ flip, joint, none, fixedBy = [], cutShort = false, part }) => {
    const subject = part === undefined ? 'It' : `“${part}”`;
    const turns = (side: Side | 'none'): string => (side === 'none' ? `${subject} would be left with no way to run` : `${subject} would become ${NAMES.en[side]}`);
    if (flip !== undefined) return `${turns(flip.side)} if ${midSentence(flip.title)} were “${flip.to}” instead of “${flip.from}”.`;
    if (joint !== undefined) {
      const together = formatList(joint.changes.map(({ title, to }) => `${midSentence(title)} were “${to}”`), 'en');
      return `None of your answers would change it alone. ${turns(joint.side)} if ${together}.`;
    }
    if (cutShort) return 'None of your answers would change it alone; so much is open that not every two or three of them together were tried.';
    if (fixedBy.length > 0) return `None of your answers would change it, nor would two or three of them together: ${quotedEn(fixedBy)} would have to go.`;
    return `None of your answers would change it, nor would two or three of them together${none ? '' : '; a fact that a rule asks for may'}.`;
  },
  zh: ({ flip, joint, none, fixedBy = [], cutShort = false, part }) => {
    const subject = part === undefined ? '结论' : han`“${part}”`;
    const turns = (side: Side | 'none'): string =>
      side === 'none' ? (part === undefined ? '便没有可行方案' : han`${subject}便没有可行方案`) : han`${subject}就会变为${NAMES.zh[side]}`;
    if (flip !== undefined) return han`如果${flip.title}不是“${flip.from}”而是“${flip.to}”，${turns(flip.side)}。`;
    if (joint !== undefined) {
      const together = joint.changes.map(({ title, to }) => han`${title}为“${to}”`).join('且');
      return han`单独改变已填的任何一个答案，结论都不变。如果${together}，${turns(joint.side)}。`;
    }
    if (cutShort) return '单独改变已填的任何一个答案，结论都不变；未定的内容太多，两三个一起改变的情形没有全部试过。';
    if (fixedBy.length > 0) return `改变已填的任何一个答案，或两三个一起改变，结论都不变，除非取消${quotedZh(fixedBy)}。`;
    return `改变已填的任何一个答案，或两三个一起改变，结论都不变${none ? '' : '；规则所问的事实则仍可能改变它'}。`;
  },
};

/** What the caller says of effort, so that steps can be compared. */
export type Effort = 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'nothing';
export const EFFORTS: Readonly<Record<Language, Readonly<Record<Effort, string>>>> = {
  en: { nothing: 'none', minutes: 'minutes', hours: 'hours', days: 'days', weeks: 'weeks', months: 'months' },
  zh: { nothing: '无', minutes: '几分钟', hours: '几小时', days: '几天', weeks: '几周', months: '几个月' },
};

/** A test on one's own requests, with the mark that it has to reach. */
export const testStep: Step<{
  readonly leader: Side;
  readonly days: number;
  /** The quality that the user needs, 0..1, from the profile; without it the mark is a draw with the other side. */
  readonly passMark?: number | undefined;
  /** It runs on the other side today. */
  readonly moves?: boolean;
}> = {
  en: ({ leader, days, passMark, moves = false }) => ({
    action: `Test ${NAMES.en[leader]} for ${formatNumber(days, 'en')} days on your own requests, beside ${NAMES.en[other(leader)]}, before you ${moves ? 'move' : 'commit'}`,
    effort: EFFORTS.en.weeks,
    pass_if: passMark === undefined
      ? `judged blind on 100 of your own requests, ${NAMES.en[leader]} is as good or better in at least 50`
      : `${NAMES.en[leader]} reaches the quality that you need, ${formatShare(passMark)}, on at least 100 of your own requests`,
  }),
  zh: ({ leader, days, passMark, moves = false }) => ({
    action: han`${moves ? '迁移' : '投入'}之前，先用自己的真实请求试点${NAMES.zh[leader]} ${formatNumber(days, 'zh')} 天，并与${NAMES.zh[other(leader)]}对照`,
    effort: EFFORTS.zh.weeks,
    pass_if: passMark === undefined
      ? han`对 100 条自己的请求做盲评，${NAMES.zh[leader]}至少有 50 条不逊于对方`
      : han`在至少 100 条自己的请求上，${NAMES.zh[leader]}达到所需质量 ${formatShare(passMark)}`,
  }),
};

/** The first step of every path: keep the way back open. */
export const gatewayStep: Step<{ readonly side?: Side | undefined }> = {
  en: () => ({ action: 'Call the model through a gateway with a common interface, and keep your own test set, so that you can change sides later', effort: EFFORTS.en.days }),
  zh: () => ({ action: '通过统一接口的网关调用模型，并保留自己的测试集，日后才能随时换边', effort: EFFORTS.zh.days }),
};

export interface StayParams {
  readonly today: Side;
  readonly leader: Side | 'none';
  /** What is known of the money: that moving saves none, or after how many months what it costs has come back. */
  readonly moving?: 'saves_nothing' | { readonly months: number } | undefined;
}

/** It runs on one side already, and the other is ahead by too little to move for, as is what moving would save. */
export const stayStep: Step<StayParams> = {
  en: ({ today, leader, moving }) => {
    const money = moving === undefined ? '' : moving === 'saves_nothing' ? ', and moving saves no money' : `, and what moving costs comes back only after ${formatRough(moving.months, 'en')} months`;
    const why = leader === today || leader === 'none' ? '' : `: ${NAMES.en[leader]} is ahead, but not by enough to move for${money}`;
    return { action: `Stay with ${NAMES.en[today]}, where it runs today${why}`, effort: EFFORTS.en.nothing };
  },
  zh: ({ today, leader, moving }) => {
    const money = moving === undefined ? '' : moving === 'saves_nothing' ? '，而且迁移并不省钱' : `，而且迁移的投入要约 ${beforeMeasure(formatRough(moving.months, 'zh'))}个月才能收回`;
    const why = leader === today || leader === 'none' ? '' : han`：${NAMES.zh[leader]}虽领先，但优势不足以为之迁移${money}`;
    return { action: han`维持现状，继续使用${NAMES.zh[today]}${why}`, effort: EFFORTS.zh.nothing };
  },
};

/** Find out the open answer that is worth most. */
export const askStep: Step<{ readonly question: string }> = {
  en: ({ question }) => ({ action: `Find out: ${question}`, effort: EFFORTS.en.hours }),
  zh: ({ question }) => ({ action: han`弄清：${question}`, effort: EFFORTS.zh.hours }),
};

/** Find out what would make the cost of a side known: only then do figures count. */
export const priceStep: Step<{ readonly side: Side; readonly because: string }> = {
  en: ({ side, because }) => ({ action: `Find out what ${NAMES.en[side]} costs, since it can change how firm this is, or the answer. ${because}`, effort: EFFORTS.en.hours }),
  zh: ({ side, because }) => ({ action: han`弄清${NAMES.zh[side]}的成本：它可能改变把握程度，乃至结论。${because}`, effort: EFFORTS.zh.hours }),
};

/** A condition of a gate, which has to be met before the option may be used. */
export const conditionStep: Step<{ readonly condition: string; readonly runsAlready?: boolean; readonly effort?: Effort | undefined }> = {
  en: ({ condition, runsAlready = false, effort }) => ({ action: `${runsAlready ? 'Where it runs today, too' : 'Before it goes live'}: ${midSentence(condition)}`, effort: EFFORTS.en[effort ?? 'weeks'] }),
  zh: ({ condition, runsAlready = false, effort }) => ({ action: han`${runsAlready ? '现有的运行方式也须' : '上线之前'}：${condition}`, effort: EFFORTS.zh[effort ?? 'weeks'] }),
};

/** What would lift a gate, where nothing may be used as things stand. */
export const liftStep: Step<{ readonly rule: string; readonly remedy: string; readonly effort?: Effort | undefined }> = {
  en: ({ rule, remedy, effort }) => ({ action: `To lift “${rule}”: ${midSentence(remedy)}`, effort: EFFORTS.en[effort ?? 'weeks'] }),
  zh: ({ rule, remedy, effort }) => ({ action: han`要解除“${rule}”：${remedy}`, effort: EFFORTS.zh[effort ?? 'weeks'] }),
};

/** A date on which to decide again. */
export const recheckStep: Step<{ readonly date: string }> = {
  en: ({ date }) => ({ action: `Decide again by ${formatDate(date, 'en')}, with what you know by then`, effort: EFFORTS.en.hours }),
  zh: ({ date }) => ({ action: `最迟于${formatDate(date, 'zh')}根据届时掌握的情况重新决定`, effort: EFFORTS.zh.hours }),
};

/** The first step on a side that is firm. */
export const startStep: Step<{
  readonly side: Side;
  readonly option?: string | undefined;
  /** All the machines that it takes are there. */
  readonly owned?: boolean;
  /** It is predicted to answer too slowly on these machines. */
  readonly tooSlow?: boolean;
}> = {
  en: ({ side, option, owned, tooSlow = false }) => ({
    action: side === 'local' ? `Set up one service${option === undefined ? '' : ` with ${option}`}, and measure its ${tooSlow ? 'speed, which is predicted to be too low,' : 'load'} before you ${owned === true ? 'move traffic to it' : 'order hardware'}` : `Start with ${option ?? 'one provider'}, and set a monthly spending limit`,
    effort: side === 'local' ? EFFORTS.en.weeks : EFFORTS.en.days,
  }),
  zh: ({ side, option, owned, tooSlow = false }) => ({
    action: side === 'local' ? han`先${option === undefined ? '' : han`用${option}`}搭建一套服务，测出实际${tooSlow ? '速度（预计过慢）' : '负载'}，再${owned === true ? '迁入流量' : '订购硬件'}` : han`从${option ?? '一家服务商'}起步，并设定每月支出上限`,
    effort: side === 'local' ? EFFORTS.zh.weeks : EFFORTS.zh.days,
  }),
};

/** A router in front of a split, since the split is only as good as the sorting. */
export const routeStep: Step<{ readonly parts: readonly string[] }> = {
  en: ({ parts }) => ({
    action: `Sort requests into ${quotedEn(parts)} before they leave your systems, and count what is sorted wrongly`,
    effort: EFFORTS.en.weeks,
    pass_if: 'of 200 requests checked by hand, none went to the wrong side',
  }),
  zh: ({ parts }) => ({
    action: han`在请求离开自家系统之前，先分为${quotedZh(parts)}，并统计分错的数量`,
    effort: EFFORTS.zh.weeks,
    pass_if: '人工核对 200 条请求，没有一条分错',
  }),
};

/** Where an option runs, in words. */
export const PLACE_NAMES: Readonly<Record<Language, Readonly<Record<Place, string>>>> = {
  en: { on_premises: 'own servers', private_cloud: 'rented GPUs', managed_host: 'managed endpoint', private_api: 'private API endpoint', public_api: 'public API' },
  zh: { on_premises: '自有服务器', private_cloud: '租用 GPU', managed_host: '托管端点', private_api: '专属 API 端点', public_api: '公共 API' },
};

export interface OptionTitleParams {
  readonly place: Place;
  /** Names in words; missing for a generic option. */
  readonly model?: string | undefined;
  readonly provider?: string | undefined;
  readonly gpu?: string | undefined;
  readonly gpuCount?: number | undefined;
}

/** "Qwen3 32B on 4 × RTX 4090 (own servers)", "Claude from Anthropic (public API)", "an open model (rented GPUs)". */
export const optionTitle: Sentence<OptionTitleParams> = {
  en: ({ place, model, provider, gpu, gpuCount }) => {
    const what = model ?? (place === 'private_api' || place === 'public_api' ? 'a commercial model' : 'an open model');
    return `${what}${provider === undefined ? '' : ` from ${provider}`}${hardware(' on ', gpu, gpuCount)} (${PLACE_NAMES.en[place]})`;
  },
  zh: ({ place, model, provider, gpu, gpuCount }) => {
    const what = model ?? (place === 'private_api' || place === 'public_api' ? '商用模型' : '开放权重模型');
    return `${provider === undefined ? what : han`${provider}的${what}`}${hardware('，', gpu, gpuCount)}（${PLACE_NAMES.zh[place]}）`;
  },
};

function hardware(joint: string, gpu: string | undefined, count: number | undefined): string {
  if (gpu === undefined) return '';
  return `${joint}${count === undefined ? '' : `${count} × `}${gpu}`;
}

/** Names of the classes of traffic that the profile does not name itself. */
export type ImpliedClass = 'all' | 'sensitive' | 'ordinary' | 'hard' | 'easy' | 'sensitive_hard' | 'sensitive_easy' | 'ordinary_hard' | 'ordinary_easy';
export const CLASS_NAMES: Readonly<Record<Language, Readonly<Record<ImpliedClass, string>>>> = {
  en: {
    all: 'all requests', sensitive: 'sensitive requests', ordinary: 'other requests', hard: 'hard requests', easy: 'other requests',
    sensitive_hard: 'sensitive and hard', sensitive_easy: 'sensitive, not hard', ordinary_hard: 'hard, not sensitive', ordinary_easy: 'neither sensitive nor hard',
  },
  zh: {
    all: '全部请求', sensitive: '敏感请求', ordinary: '其余请求', hard: '困难请求', easy: '其余请求',
    sensitive_hard: '敏感且困难', sensitive_easy: '敏感但不难', ordinary_hard: '困难但不敏感', ordinary_easy: '既不敏感也不难',
  },
};

/** Name of the one workload that stands for all AI work when a profile names none. */
export const IMPLIED_WORKLOAD: Readonly<Record<Language, string>> = { en: 'All AI work', zh: '全部 AI 工作' };
