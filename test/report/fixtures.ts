/** Assessments written by hand, as rich as real ones: each shows a different kind of answer. */
import type { AssessedCriterion, AssessedGate, AssessedOption, AssessedPart, AssessedWorkload, Assessment } from '../../src/assessment/assessment.js';
import type { CriterionId, Language } from '../../src/profile/vocabulary.js';
import { askStep, changeSentence, CLASS_NAMES, conditionStep, firmnessSentence, gatewayStep, hybridSentence, liftStep, recheckStep, routeStep, startStep, stayStep, testStep, whyRuledSentence, whySentence } from '../../src/text/assessment.js';

/** English and Chinese at once, so that both fixtures tell the same story. */
type Say = (en: string, zh: string) => string;

const CRITERIA: Readonly<Record<CriterionId, readonly [en: string, zh: string, clauses: readonly string[]]>> = {
  data_control: ['Data control', '数据掌控', ['R2', 'D3', 'H1']],
  cost: ['Cost', '成本', ['R1', 'D2']],
  quality: ['Quality', '质量', ['A3', 'D5']],
  operability: ['Operability', '运维能力', ['A1', 'A2', 'D1']],
  customisation: ['Customisation', '定制', ['R3', 'D4']],
  continuity: ['Continuity', '持续性', ['R4']],
};

interface Values {
  readonly id: CriterionId;
  readonly local: number | null;
  readonly api: number | null;
  readonly because: string;
  readonly answers?: AssessedCriterion['answers'];
}

function criteria(say: Say, values: readonly Values[]): AssessedCriterion[] {
  return values.map(({ id, local, api, because, answers }) => {
    const [en, zh, clauses] = CRITERIA[id];
    return { id, title: say(en, zh), weight: 1 / values.length, local, api, answers: answers ?? [], clauses: [...clauses], because };
  });
}

const leadOf = (all: readonly AssessedCriterion[]): number | null =>
  all.some(({ local, api }) => local === null || api === null) ? null : all.reduce((sum, { weight, local, api }) => sum + weight * ((local ?? 0) - (api ?? 0)), 0);

function part(more: Partial<AssessedPart> & Pick<AssessedPart, 'criteria' | 'side' | 'summary'>): AssessedPart {
  return {
    id: 'all',
    name: 'all requests',
    share: 1,
    share_evidence: 'derived',
    option: null,
    firmness: null,
    lead: leadOf(more.criteria),
    acceptability: { local: 0, api: 0, method: 'exact', completions: 1 },
    open_questions: [],
    gates: [],
    gates_counted: { satisfied: 3, not_applicable: 9 },
    flips: [],
    joint_flip: null,
    joint_search: 'complete',
    weight_shift: null,
    weight_intervals: [],
    ...more,
  };
}

function workload(more: Partial<AssessedWorkload> & Pick<AssessedWorkload, 'id' | 'name' | 'recommendation' | 'parts' | 'summary'>): AssessedWorkload {
  return {
    implied: false,
    task: 'chat',
    firmness: more.parts[0]?.firmness ?? null,
    advice: [],
    split: null,
    runs_today: null,
    requests_per_day: null,
    options: [],
    next_question: null,
    claims: [],
    warnings: [],
    next_steps: [],
    ...more,
  };
}

const option = (more: Partial<AssessedOption> & Pick<AssessedOption, 'id' | 'side' | 'place' | 'title'>): AssessedOption => ({
  part: 'all', origin: 'catalogue', model: null, admissible: 'yes', because: [], conditions: [], questions: [], ...more,
});

const gate = (more: Partial<AssessedGate> & Pick<AssessedGate, 'rule' | 'title' | 'verdict' | 'target' | 'because'>): AssessedGate => ({
  remedy: '', conditions: [], questions: [], source: 'article, 2025-07-26', basis: 'policy', clauses: [], ...more,
});

/* ---- the workloads ---- */

/** A rule leaves local only. */
function localByGate(say: Say, language: Language): AssessedWorkload {
  const rule = gate({
    rule: 'article/inside-only',
    title: say('House rule: no outside party may process it', '内部规定：不得交由外部处理'),
    verdict: 'blocks',
    target: { side: 'api', options: [] },
    because: say('The house rule inside_only is in force for this workload.', '本工作负载适用内部规定 inside_only。'),
    remedy: say('Drop the house rule for this workload, if its owner agrees.', '经负责人同意，可对本工作负载取消该规定。'),
    clauses: ['R2', 'H1'],
  });
  const summary = {
    firmness: firmnessSentence[language]({ recommendation: 'local', firmness: 'gate', side: 'local', share: 1, openQuestions: [], exact: true, blockedBy: [rule.title] }),
    why: whyRuledSentence[language]({ side: 'local', reasons: [rule.because] }),
    change: changeSentence[language]({ none: true }),
  };
  const chosen = option({ id: 'local/on_premises/stable-zero123-c', side: 'local', place: 'on_premises', title: say('Stable Zero123 C on 4 × RTX 4090 (own servers)', 'Stable Zero123 C，4 × RTX 4090（自有服务器）'), origin: 'user', licence: 'stability-community', model: 'stable-zero123-c' });
  return workload({
    id: 'prop-drafts',
    name: say('Drafts of 3D props', '3D 道具草稿'),
    task: 'image-to-3d',
    recommendation: 'local',
    split: { local: 1, api: 0 },
    requests_per_day: 3000,
    summary,
    options: [
      chosen,
      option({ id: 'api/public_api/generic', side: 'api', place: 'public_api', origin: 'generic', title: say('a commercial model (public API)', '商用模型（公共 API）'), admissible: 'no', because: [rule.title] }),
    ],
    parts: [
      part({
        name: CLASS_NAMES[language].all,
        side: 'local', firmness: 'gate', option: chosen.id, summary, gates: [rule],
        acceptability: { local: 1, api: 0, method: 'exact', completions: 1 },
        criteria: criteria(say, [
          { id: 'data_control', local: 1, api: null, because: say('Data stays on servers of your own.', '数据留在自有服务器上。') },
          { id: 'cost', local: 0.7, api: null, because: say('The GPUs are paid for.', 'GPU 已经购置。') },
        ]),
      }),
    ],
    claims: [
      { rule: 'article/r4', clause: 'R4', claim: say('The commercial licence settles the matter', '商业许可证解决问题'), verdict: 'does_not_hold', because: say('The licence ends at one million US dollars of yearly revenue; at 600,000 you are below.', '许可证以年收入 100 万美元为限；当前为 60 万，尚在限内。') },
      { rule: 'article/r2', clause: 'R2', claim: say('Data does not leave', '数据不外流'), verdict: 'holds', because: say('It runs on premises, and nobody outside processes it.', '在本地运行，没有外部方处理数据。') },
    ],
    next_steps: [startStep[language]({ side: 'local', option: chosen.title })],
  });
}

/** Weighing decides for the API, and two answers are open. */
function apiLikely(say: Say, language: Language): AssessedWorkload {
  const dpa = gate({
    rule: 'data-protection/processor-contract',
    title: say('Personal data needs a processing agreement', '个人信息须签署委托处理协议'),
    verdict: 'conditions',
    target: { side: 'api', options: ['api/public_api/qwen-plus'] },
    because: say('Requests contain personal data of customers in China, and nothing is signed yet.', '请求中含有中国境内客户的个人信息，而目前尚未签署任何协议。'),
    conditions: [say('Sign a processing agreement with the provider.', '与服务商签署委托处理协议。'), say('Record a protection impact assessment.', '完成个人信息保护影响评估并留档。')],
    basis: 'law',
    source: say('PIPL Art. 21, 55', '《个人信息保护法》第二十一条、第五十五条'),
    clauses: ['R2', 'D3'],
  });
  const open = gate({
    rule: 'data-protection/standard-contract',
    title: say('Transfers abroad above 100,000 people need a filing', '出境超过 10 万人须备案'),
    verdict: 'open',
    target: { side: 'api', options: ['api/public_api/qwen-plus', 'api/private_api/generic'] },
    because: say('It is not stated how many people’s data leaves the country in a year.', '未说明每年有多少人的数据出境。'),
    questions: ['organisation.persons_abroad_per_year'],
    basis: 'law',
    source: say('Provisions on cross-border data flows, 2024-03-22', '《促进和规范数据跨境流动规定》，2024-03-22'),
  });
  const all = criteria(say, [
    { id: 'data_control', local: 0.9, api: 0.55, because: say('Confidential data under basic terms keeps some risk with a provider.', '机密数据仅有基本条款，交由服务商仍有风险。'), answers: [{ question: 'data_sensitivity', title: say('data sensitivity', '数据敏感度'), level: 'confidential', label: say('confidential', '机密'), evidence: 'stated' }, { question: 'terms', title: say('contract terms', '合同条款'), level: 'basic', label: say('basic', '基本'), evidence: 'stated' }] },
    { id: 'cost', local: 0.42, api: 0.78, because: say('At 8,000 requests a day an API costs less than the smallest server that could do it.', '每天 8,000 次请求，API 费用低于能胜任的最小服务器。') },
    { id: 'quality', local: 0.6, api: 0.8, because: say('Your own evaluation: local 0.81, API 0.86, needed 0.80.', '自测结果：自部署 0.81，API 0.86，所需 0.80。') },
    { id: 'operability', local: 0.3, api: 0.9, because: say('A team without anyone on call for GPUs.', '团队没有人能为 GPU 值班。'), answers: [{ question: 'team_strength', title: say('team', '团队实力'), level: null, label: say('basic or solid', '基础或扎实'), evidence: 'unknown' }, { question: 'stage', title: say('stage', '阶段'), level: null, label: say('open', '未定'), evidence: 'unknown' }] },
    { id: 'customisation', local: 0.6, api: 0.5, because: say('Prompting is enough, and it is not the core of the business.', '提示词已经够用，也非业务核心。') },
    { id: 'continuity', local: 0.5, api: 0.5, because: say('No licence or retirement notice speaks.', '没有许可证或下线公告方面的信息。') },
  ]);
  const summary = {
    firmness: firmnessSentence[language]({ recommendation: 'api', firmness: 'likely', side: 'api', share: 0.874, openQuestions: [say('Team', '团队实力'), say('Stage', '阶段')], exact: true, blockedBy: [] }),
    why: whySentence[language]({ side: 'api', criteria: [{ title: say('Operability', '运维能力'), clauses: ['A1', 'A2', 'D1'] }, { title: say('Cost', '成本'), clauses: ['R1', 'D2'] }], against: [{ title: say('Data control', '数据掌控'), clauses: ['R2', 'D3', 'H1'] }] }),
    change: changeSentence[language]({ flip: { title: say('Data sensitivity', '数据敏感度'), from: say('confidential', '机密'), to: say('restricted', '严格受限'), side: 'local' }, none: false }),
  };
  const question = { id: 'team_strength', text: say('How strong is the team that would run it?', '负责运行的团队实力如何？'), worth: 0.08, gate: false, outcomes: [{ level: 'basic', label: say('basic', '基础'), recommendation: 'api' as const }, { level: 'solid', label: say('solid', '扎实'), recommendation: 'api' as const }, { level: 'strong', label: say('strong', '强'), recommendation: 'local' as const }], others: [] };
  return workload({
    id: 'player-support',
    name: say('Player support', '玩家客服'),
    recommendation: 'api',
    firmness: 'likely',
    split: { local: 0, api: 1 },
    runs_today: 'none',
    requests_per_day: 8000,
    summary,
    options: [
      option({ id: 'api/public_api/qwen-plus', side: 'api', place: 'public_api', title: say('Qwen Plus from Alibaba (public API)', '阿里云 Qwen Plus（公共 API）'), origin: 'user', admissible: 'after', conditions: dpa.conditions, model: 'qwen-plus', provider: 'alibaba' }),
      option({ id: 'local/private_cloud/qwen3-32b', side: 'local', place: 'private_cloud', title: say('Qwen3 32B on 2 × H20 (rented GPUs)', 'Qwen3 32B，2 × H20（租用 GPU）'), licence: 'apache-2.0' }),
      option({ id: 'api/private_api/generic', side: 'api', place: 'private_api', origin: 'generic', title: say('a commercial model (private API endpoint)', '商用模型（专属 API 端点）'), admissible: 'open', questions: ['organisation.persons_abroad_per_year'] }),
    ],
    parts: [
      part({
        name: CLASS_NAMES[language].all,
        side: 'api', firmness: 'likely', option: 'api/public_api/qwen-plus', summary, criteria: all, gates: [dpa, open],
        acceptability: { local: 0.126, api: 0.874, method: 'exact', completions: 6 },
        open_questions: ['team_strength', 'stage'],
        flips: [
          { question: 'data_sensitivity', title: say('data sensitivity', '数据敏感度'), from: 'confidential', to: 'restricted', from_label: say('confidential', '机密'), to_label: say('restricted', '严格受限'), steps: 1, side: 'local' },
          { question: 'customisation', title: say('customisation', '定制程度'), from: 'prompting', to: 'deep', from_label: say('prompting', '提示词'), to_label: say('deep', '深度定制'), steps: 2, side: 'local' },
        ],
        joint_flip: { changes: [{ question: 'core', title: say('how core it is', '业务核心度'), from: 'important', to: 'core', from_label: say('important', '重要'), to_label: say('core', '核心') }, { question: 'budget', title: say('budget', '预算'), from: 'ample', to: 'tight', from_label: say('ample', '充裕'), to_label: say('tight', '紧张') }], side: 'local' },
        weight_shift: { to: 'data_control', share: 0.3 },
        weight_intervals: [{ criterion: 'data_control', weight: 1 / 6, low: 0, high: 0.47 }, { criterion: 'cost', weight: 1 / 6, low: 0, high: 1 }],
      }),
    ],
    next_question: question,
    claims: [
      { rule: 'article/d2', clause: 'D2', claim: say('A limited budget speaks for an open model', '预算有限宜用开源模型'), verdict: 'does_not_hold', because: say('At this volume the API is the cheaper side.', '按目前的用量，API 更便宜。') },
      { rule: 'article/a2', clause: 'A2', claim: say('The provider runs the model', '服务商负责运维'), verdict: 'holds', because: say('Nobody on the team would be on call for it.', '团队无需为它值班。') },
      { rule: 'article/a3', clause: 'A3', claim: say('The API is state of the art', 'API 性能领先'), verdict: 'cannot_tell', because: say('No evaluation of the frontier model is stated.', '没有前沿模型的评测结果。') },
    ],
    next_steps: [askStep[language]({ question: question.text }), ...dpa.conditions.map((condition) => conditionStep[language]({ condition })), startStep[language]({ side: 'api', option: say('Qwen Plus from Alibaba (public API)', '阿里云 Qwen Plus（公共 API）') })],
    warnings: [{ rule: 'practice/spend-limit', text: say('No spending limit is set with the provider.', '尚未在服务商处设置支出上限。') }],
  });
}

/** Three classes of traffic, which part ways. */
function hybrid(say: Say, language: Language): AssessedWorkload {
  const inside = gate({
    rule: 'article/restricted-without-terms',
    title: say('Restricted data only under full terms', '严格受限的数据须有完整条款'),
    verdict: 'blocks',
    target: { side: 'api', options: [] },
    because: say('This class holds restricted data, and full terms cannot be had.', '这一类含严格受限的数据，而无法取得完整条款。'),
    remedy: say('Get zero retention or a private endpoint in your legal area.', '取得零留存或本法域内的专属端点。'),
    clauses: ['D3'],
  });
  const name = { cards: say('card numbers', '银行卡号'), hard: say('hard cases', '疑难问题'), rest: say('everything else', '其余请求') };
  const values = (local: number, api: number): AssessedCriterion[] =>
    criteria(say, [
      { id: 'data_control', local: 0.8, api: 0.6, because: say('Internal data, under basic terms.', '内部数据，有基本条款。') },
      { id: 'quality', local, api, because: say('Open-ended questions need the best model.', '开放式问题需要最好的模型。') },
      { id: 'operability', local: 0.55, api: 0.9, because: say('A solid team, without on-call for GPUs.', '团队扎实，但没有 GPU 值班。') },
    ]);
  const why = (side: 'local' | 'api'): string =>
    whySentence[language]({ side, criteria: [{ title: side === 'api' ? say('Quality', '质量') : say('Data control', '数据掌控'), clauses: side === 'api' ? ['A3', 'D5'] : ['R2'] }], against: [] });
  const sentences = (side: 'local' | 'api', firmness: 'robust' | 'leaning', share: number): AssessedPart['summary'] => ({
    firmness: firmnessSentence[language]({ recommendation: side, firmness, side, share, openQuestions: [], exact: true, blockedBy: [] }),
    why: why(side),
    change: changeSentence[language]({ none: false }),
  });
  const parts = [
    part({ id: 'cards', name: name.cards, share: 0.3, share_evidence: 'assumed', share_range: { low: 0.2, high: 0.4 }, side: 'local', firmness: 'gate', option: 'local/on_premises/glm', gates: [inside], criteria: [], acceptability: { local: 1, api: 0, method: 'exact', completions: 1 }, lead: null, summary: { firmness: firmnessSentence[language]({ recommendation: 'local', firmness: 'gate', side: 'local', share: 1, openQuestions: [], exact: true, blockedBy: [inside.title] }), why: whyRuledSentence[language]({ side: 'local', reasons: [inside.because] }), change: changeSentence[language]({ none: true }) } }),
    part({ id: 'hard', name: name.hard, share: 0.12, share_evidence: 'stated', side: 'api', firmness: 'robust', option: 'api/public_api/claude', criteria: values(0.3, 0.95), acceptability: { local: 0.02, api: 0.98, method: 'exact', completions: 1 }, summary: sentences('api', 'robust', 0.98) }),
    part({ id: 'rest', name: name.rest, share: 0.58, share_evidence: 'derived', side: 'local', firmness: 'leaning', option: 'local/on_premises/glm', criteria: values(0.9, 0.6), acceptability: { local: 0.71, api: 0.29, method: 'sampled', completions: 4096, interval: { low: 0.69, high: 0.73 } }, summary: sentences('local', 'leaning', 0.71),
      flips: [{ question: 'team_strength', title: say('team', '团队实力'), from: 'solid', to: 'basic', from_label: say('solid', '扎实'), to_label: say('basic', '基础'), steps: 1, side: 'api' }] }),
  ];
  const question = { id: 'latency', text: say('How fast must an answer come?', '回答需要多快？'), worth: 0.02, gate: true, outcomes: [], others: [] };
  return workload({
    id: 'service-desk',
    name: say('Service desk of the bank', '银行服务台'),
    task: 'agent',
    recommendation: 'hybrid',
    firmness: 'leaning',
    split: { local: 0.88, api: 0.12 },
    split_range: { local_low: 0.86, local_high: 0.9 },
    runs_today: 'api',
    requests_per_day: 45_000,
    summary: {
      firmness: firmnessSentence[language]({ recommendation: 'hybrid', firmness: 'leaning', side: 'local', share: 0.71, openQuestions: [], exact: false, blockedBy: [], weakest: name.rest }),
      why: hybridSentence[language]({ parts }),
      change: changeSentence[language]({ flip: { title: say('Team', '团队实力'), from: say('solid', '扎实'), to: say('basic', '基础'), side: 'api' }, none: false, part: name.rest }),
    },
    parts,
    options: [
      option({ id: 'local/on_premises/glm', part: 'cards', side: 'local', place: 'on_premises', title: say('GLM-4.5 Air on 8 × Ascend 910B (own servers)', 'GLM-4.5 Air，8 × 昇腾 910B（自有服务器）'), licence: 'mit' }),
      option({ id: 'api/public_api/claude', part: 'cards', side: 'api', place: 'public_api', title: say('Claude from Anthropic (public API)', 'Anthropic Claude（公共 API）'), admissible: 'no', because: [inside.title] }),
      option({ id: 'api/public_api/claude', part: 'hard', side: 'api', place: 'public_api', title: say('Claude from Anthropic (public API)', 'Anthropic Claude（公共 API）') }),
      option({ id: 'local/on_premises/glm', part: 'rest', side: 'local', place: 'on_premises', title: say('GLM-4.5 Air on 8 × Ascend 910B (own servers)', 'GLM-4.5 Air，8 × 昇腾 910B（自有服务器）'), licence: 'mit' }),
    ],
    next_question: question,
    next_steps: [askStep[language]({ question: question.text }), routeStep[language]({ parts: [name.cards, name.hard, name.rest] }), startStep[language]({ side: 'local' }), startStep[language]({ side: 'api' })],
    warnings: [{ rule: 'assumed-share', text: say('The share of “card numbers” is assumed: 30%, between 20% and 40%.', '“银行卡号”的占比为假设值：30%，介于 20% 与 40% 之间。') }],
  });
}

/** Nothing may run it. */
function noWay(say: Say, language: Language): AssessedWorkload {
  const state = gate({
    rule: 'data-protection/state-secrets',
    title: say('State secrets stay on accredited systems', '国家秘密只能在涉密信息系统中处理'),
    verdict: 'blocks',
    target: { side: 'api', options: [] },
    because: say('The data contains state secrets.', '数据中含有国家秘密。'),
    remedy: say('Take the secrets out before the data reaches the model.', '在数据进入模型之前剔除涉密内容。'),
    basis: 'law',
  });
  const local = gate({ ...state, rule: 'data-protection/accredited-only', title: say('Own servers must be accredited', '自有服务器须通过涉密测评'), target: { side: 'local', options: [] }, because: say('The servers are connected, and not accredited.', '服务器接入网络，且未通过测评。'), remedy: say('Have an isolated system accredited.', '建设隔离系统并通过涉密测评。') });
  const summary = {
    firmness: firmnessSentence[language]({ recommendation: 'none', firmness: null, side: 'none', share: 0, openQuestions: [], exact: true, blockedBy: [state.title, local.title] }),
    why: whyRuledSentence[language]({ side: 'none', reasons: [state.because, local.because] }),
    change: changeSentence[language]({ none: false }),
  };
  return workload({
    id: 'case-files',
    name: say('Case files', '案卷整理'),
    task: 'extraction',
    recommendation: 'none',
    summary,
    parts: [part({ name: CLASS_NAMES[language].all, side: 'none', summary, criteria: [], lead: null, gates: [state, local] })],
    next_steps: [state, local].map(({ title, remedy }) => liftStep[language]({ rule: title, remedy })),
  });
}

/** A hair's breadth, so a test decides. */
function close(say: Say, language: Language): AssessedWorkload {
  const all = criteria(say, [
    { id: 'data_control', local: 0.7, api: 0.65, because: say('Internal data, under basic terms.', '内部数据，有基本条款。') },
    { id: 'cost', local: 0.5, api: 0.52, because: say('Nearly equal at the stated volume.', '在给定用量下几乎相等。') },
    { id: 'quality', local: 0.8, api: 0.77, because: say('A narrow task with labels suits a small model of your own.', '任务单一且有标注，适合自有小模型。') },
  ]);
  const summary = {
    firmness: firmnessSentence[language]({ recommendation: 'local', firmness: 'close', side: 'local', share: 0.56, openQuestions: [say('Budget', '预算')], exact: false, blockedBy: [] }),
    why: whySentence[language]({ side: 'local', criteria: [{ title: say('Data control', '数据掌控'), clauses: ['R2', 'D3', 'H1'] }], against: [{ title: say('Cost', '成本'), clauses: ['R1', 'D2'] }] }),
    change: changeSentence[language]({ flip: { title: say('Budget', '预算'), from: say('moderate', '适中'), to: say('ample', '充裕'), side: 'api' }, none: false }),
  };
  return workload({
    id: 'tagging',
    name: say('Tagging of support tickets by product and urgency', '按产品与紧急程度给工单打标签'),
    task: 'classification',
    recommendation: 'local',
    firmness: 'close',
    advice: ['test-first'],
    split: { local: 1, api: 0 },
    requests_per_day: 1_250_000,
    summary,
    parts: [part({ name: CLASS_NAMES[language].all, side: 'local', firmness: 'close', summary, criteria: all, open_questions: ['budget'], acceptability: { local: 0.56, api: 0.44, method: 'sampled', completions: 4096, interval: { low: 0.55, high: 0.57 } } })],
    next_question: { id: 'budget', text: say('How much may it cost?', '预算有多宽裕？'), worth: 0.12, gate: false, outcomes: [], others: [] },
    next_steps: [gatewayStep[language]({}), { ...testStep[language]({ leader: 'local', days: 30, passMark: 0.8 }), decide_by: '2026-01-07' }, recheckStep[language]({ date: '2026-01-07' })],
  });
}

/** Moving gains less than it costs. */
function stay(say: Say, language: Language): AssessedWorkload {
  const summary = {
    firmness: firmnessSentence[language]({ recommendation: 'local', firmness: 'decided', side: 'local', share: 1, openQuestions: [say('Latency', '时延')], exact: true, blockedBy: [] }),
    why: whySentence[language]({ side: 'local', criteria: [{ title: say('Customisation', '定制'), clauses: ['R3', 'D4'] }], against: [] }),
    change: changeSentence[language]({ none: true }),
  };
  return workload({
    id: 'search',
    name: say('Search', '检索'),
    task: 'embedding',
    recommendation: 'local',
    firmness: 'decided',
    advice: ['stay'],
    split: { local: 1, api: 0 },
    runs_today: 'api',
    summary,
    parts: [part({ name: CLASS_NAMES[language].all, side: 'local', firmness: 'decided', summary, acceptability: { local: 1, api: 0, method: 'exact', completions: 3 }, criteria: criteria(say, [{ id: 'customisation', local: 0.9, api: 0.4, because: say('Embeddings are tuned on your own data.', '向量模型用自有数据调优。') }]) })],
    next_steps: [stayStep[language]({ today: 'api', leader: 'local' })],
  });
}

/* ---- the assessments ---- */

function assessment(language: Language, more: Pick<Assessment, 'workloads' | 'organisation'> & Partial<Assessment>): Assessment {
  return {
    schema: 'ai-path/assessment@1',
    tool: { name: 'ai-path', version: '0.1.0' },
    language,
    as_of: '2025-11-23',
    seed: 1,
    packs: [
      { id: 'article', version: '1.0.0', sha256: 'a3f1'.repeat(16) },
      { id: 'data-protection', version: '1.2.0', sha256: '90bc'.repeat(16) },
    ],
    data: [
      { id: 'models', as_of: '2025-11-01' },
      { id: 'providers', as_of: '2025-11-14' },
    ],
    input: { source: 'profiles/lantern.yaml', sha256: '5e7d'.repeat(16) },
    warnings: [],
    ...more,
  };
}

const sayer = (language: Language): Say => (en, zh) => (language === 'zh' ? zh : en);

/** Every kind of answer in one organisation. */
export function everyKind(language: Language): Assessment {
  const say = sayer(language);
  return assessment(language, {
    organisation: { name: say('Lantern Studio', '灯笼工作室'), recommendation: 'hybrid', split: { local: 0.64, api: 0.36 }, split_basis: 'requests' },
    workloads: [localByGate, apiLikely, hybrid, noWay, close, stay].map((make) => make(say, language)),
    warnings: [{ rule: 'no-way', text: say('“Case files” has no way to run and is left out of the split.', '“案卷整理”没有可行方案，未计入分流比例。') }],
  });
}

/** One workload that is decided by weighing: the usual case. */
export function oneWorkload(language: Language): Assessment {
  const say = sayer(language);
  return assessment(language, {
    organisation: { name: say('Harbour Credit', '港湾信贷'), recommendation: 'api', split: { local: 0, api: 1 }, split_basis: 'workloads' },
    workloads: [apiLikely(say, language)],
  });
}

/** The three classes alone. */
export function oneHybrid(language: Language): Assessment {
  const say = sayer(language);
  return assessment(language, {
    organisation: { name: say('North Bank', '北方银行'), recommendation: 'hybrid', split: { local: 0.88, api: 0.12 }, split_basis: 'spend' },
    workloads: [hybrid(say, language)],
  });
}

/** What a profile may contain that wants to be more than text. */
export const HOSTILE_TEXTS = [
  '\u001b[31mred\u001b[0m',
  '\u009b31mred',
  'a\u0007bell\u0000nul\u007f',
  'one\ntwo\r\nthree\ttab',
  '\u202eabc\u202c right to left',
  '\u2066isolate\u2069',
  'zero\u200bwidth\u2060join\ufeff',
  'tag\u{e0041}\u{e007f}',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '| cell | other |',
  '`code` ``more`` ```',
  '[link](javascript:alert(1))',
  '![image](https://evil.example/x.png)',
  '# heading',
  '1. item',
  '- item',
  '> quote',
  '---',
  '***bold***',
  '::error file=x,line=1::pwned',
  '##[error]pwned',
  '##vso[task.setvariable]x',
  'https://evil.example/ www.evil.example me@evil.example @someone #1',
  '&lt;b&gt; &#60;',
  'z\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301algo',
  '👨‍👩‍👧 🇨🇳 ❤️ 1️⃣ 👍🏽',
  '\ud800 lone',
  '$x^2$ ~~gone~~ \\escape',
  'W'.repeat(300),
  '宽'.repeat(200),
] as const;

/** The same answer in an organisation whose every name is an attack. */
export function hostile(text: string): Assessment {
  const one = oneHybrid('en');
  return {
    ...one,
    organisation: { ...one.organisation, name: text },
    tool: { ...one.tool, version: text },
    packs: [{ id: text, version: text, sha256: text }],
    data: [{ id: text, as_of: text }],
    input: { source: text, sha256: text },
    workloads: one.workloads.map((each) => ({
      ...each,
      name: text,
      summary: { firmness: `Firm: ${text}`, why: text, change: text },
      parts: each.parts.map((piece) => ({ ...piece, name: text, weight_shift: { to: 'quality' as const, share: 0.1 }, joint_flip: { changes: [{ question: 'core' as const, title: text, from: text, to: text, from_label: text, to_label: text }], side: 'api' as const }, flips: [{ question: 'core' as const, title: text, from: text, to: text, from_label: text, to_label: text, steps: 1, side: 'api' as const }], criteria: piece.criteria.map((one) => ({ ...one, title: text, because: text, clauses: [text], answers: [{ question: 'core' as const, title: text, level: text, label: text, evidence: 'stated' as const }] })), summary: { firmness: text, why: text, change: text }, gates: piece.gates.map((rule) => ({ ...rule, title: text, because: text, remedy: text, source: text, rule: text, accepted: { because: text, by: text, until: text, void: false } })) })),
      options: each.options.map((choice) => ({ ...choice, title: text, because: [text] })),
      next_question: { id: 'team_strength', text, worth: 0, gate: true, outcomes: [{ level: text, label: text, recommendation: 'api' as const }], others: [] },
      next_steps: [{ action: text, effort: text, pass_if: text, decide_by: text }],
      warnings: [{ rule: text, text }],
      claims: [{ rule: text, clause: text, claim: text, verdict: 'holds' as const, because: text }],
    })),
    warnings: [{ rule: text, text }],
  };
}
