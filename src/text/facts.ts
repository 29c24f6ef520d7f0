/** Names of the facts that conditions read, by their path: nobody who reads a report should have to read a path. */
import type { AUDIENCES, DATA_CLASSES, DATA_FORMS, HouseRule, Language, ORGANISATION_KINDS, Text, US_GOVERNMENT_CONTRACTS } from '../profile/vocabulary.js';
import { formatExact } from './format.js';

const text = (en: string, zh: string): Text => ({ en, zh });

/** For the middle of a sentence. Answers with levels have their titles in the rule pack; those here are for when none is at hand. */
export const FACT_NAMES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'org.name': 'the name of the organisation', 'org.country': 'the country', 'org.area': 'the country', 'org.owner_country': 'where a majority owner sits', 'org.kind': 'the kind of organisation',
    'org.annual_revenue_usd': 'the yearly revenue', 'org.monthly_active_users': 'the number of users', 'org.persons_abroad_per_year': 'the number of people whose data goes abroad',
    'org.sensitive_persons_abroad_per_year': 'the number of people whose sensitive data goes abroad', 'org.us_government_contract': 'contracts of the United States government',
    'w.team_strength': 'the team', 'w.budget': 'the budget', 'w.data_sensitivity': 'how sensitive the data is', 'w.core': 'how important it is to the business', 'w.performance_need': 'the quality needed',
    'w.customisation': 'how much is customised', 'w.shape': 'the shape of the task', 'w.latency': 'how fast answers must be', 'w.stage': 'the stage', 'w.terms': 'the contract terms',
    'w.task': 'the task', 'w.runs_today': 'where it runs today', 'w.house_rules': 'house rules', 'w.data.contains': 'what the data contains', 'w.data.people_in': 'where its people are',
    'w.data.form': 'the form of the data', 'w.data.audience': 'who gets the answers', 'w.data.audience_in': 'where those are who get them',
    'w.quality.local': 'how well the open model did in your evaluation', 'w.quality.api': 'how well the API did in your evaluation', 'w.quality.needed': 'the pass mark of your evaluation',
    'w.traffic.requests_per_day': 'requests a day', 'w.requests_per_day': 'requests a day', 'w.traffic.users': 'the number of users of the workload', 'w.traffic.requests_per_user_per_day': 'requests of a user a day',
    'w.traffic.monthly_api_bill_usd': 'the monthly bill', 'w.traffic.units_per_request': 'units of a request', 'w.traffic.input_tokens': 'input tokens', 'w.traffic.output_tokens': 'output tokens',
    'w.traffic.cached_input_share': 'the cached share of the input', 'w.traffic.batchable_share': 'the share that may wait', 'w.traffic.peak_factor': 'the peak factor', 'w.traffic.growth_per_year': 'the yearly growth',
    'option.side': 'the side of the option', 'option.place': 'the place of the option', 'option.own': 'whether it is an option of your own', 'option.operator_named': 'who operates the option',
    'option.third_party': 'whether a third party processes', 'option.rented': 'whether it is rented', 'option.self_operated': 'whether you operate it', 'option.dedicated': 'whether the endpoint is yours alone',
    'option.model_known': 'the model of the option', 'option.availability_known': 'where the provider serves', 'option.location_known': 'where the option runs', 'option.licence_known': 'the licence of the model',
    'option.revenue_limited': 'a revenue limit in the licence', 'option.users_limited': 'a limit of users in the licence', 'option.model_name': 'the model of the option', 'option.provider_name': 'the provider',
    'option.licence_name': 'the licence', 'option.isolation': 'how isolated the servers are', 'option.accredited': 'whether the servers are accredited', 'option.location': 'where the option runs',
    'option.location_area': 'where the option runs', 'option.crosses_border': 'whether data crosses a border', 'option.operator_country': 'the country of the operator', 'option.operator_area': 'the country of the operator',
    'option.operator_covered': 'whether the operator is under the control of a country of concern', 'option.foreign_operator': 'whether the operator is foreign', 'option.foreign_chips': 'whether the accelerators are foreign',
    'option.hardware_too_small': 'whether the accelerators suffice', 'option.developer_country': 'the country where the model was developed', 'option.developer_covered': 'whether the developer of the model is under the control of a country of concern', 'option.open_weights': 'whether the weights are open',
    'option.single_vendor': 'whether one provider alone has the model', 'option.retired': 'whether the model has been retired', 'option.retiring': 'when the model will be retired', 'option.commercial_use': 'whether the licence allows commercial use',
    'option.revenue_limit_usd': 'the revenue limit of the licence', 'option.users_limit': 'the limit of users in the licence', 'option.licensed_here': 'whether the licence holds in this country', 'option.trains_on_data': 'whether the provider trains on the data',
    'option.retention_days': 'how long the provider keeps the data', 'option.zero_retention': 'whether the provider offers zero retention', 'option.offered_here': 'whether the provider serves this country', 'option.signed': 'what has been signed with the provider',
  },
  zh: {
    'org.name': '组织名称', 'org.country': '所在国家或地区', 'org.area': '所在国家或地区', 'org.owner_country': '控股股东所在地', 'org.kind': '组织类型',
    'org.annual_revenue_usd': '年收入', 'org.monthly_active_users': '用户数', 'org.persons_abroad_per_year': '个人信息出境人数',
    'org.sensitive_persons_abroad_per_year': '敏感个人信息出境人数', 'org.us_government_contract': '美国政府合同',
    'w.team_strength': '团队能力', 'w.budget': '预算', 'w.data_sensitivity': '数据敏感度', 'w.core': '业务重要程度', 'w.performance_need': '所需质量',
    'w.customisation': '定制程度', 'w.shape': '任务形态', 'w.latency': '时延要求', 'w.stage': '所处阶段', 'w.terms': '合同条款',
    'w.task': '任务', 'w.runs_today': '目前的运行方式', 'w.house_rules': '内部规定', 'w.data.contains': '数据包含什么', 'w.data.people_in': '所涉个人在哪里',
    'w.data.form': '数据形态', 'w.data.audience': '谁看到回答', 'w.data.audience_in': '看到回答的人在哪里',
    'w.quality.local': '开放权重模型的评测得分', 'w.quality.api': 'API 的评测得分', 'w.quality.needed': '评测的合格线',
    'w.traffic.requests_per_day': '每日请求数', 'w.requests_per_day': '每日请求数', 'w.traffic.users': '该工作负载的用户数', 'w.traffic.requests_per_user_per_day': '每用户每日请求数',
    'w.traffic.monthly_api_bill_usd': '每月账单', 'w.traffic.units_per_request': '单次请求的件数', 'w.traffic.input_tokens': '输入词元数', 'w.traffic.output_tokens': '输出词元数',
    'w.traffic.cached_input_share': '输入的缓存命中占比', 'w.traffic.batchable_share': '可等待的占比', 'w.traffic.peak_factor': '高峰系数', 'w.traffic.growth_per_year': '年增长率',
    'option.side': '方案属于哪一方', 'option.place': '方案的运行位置', 'option.own': '是否为自行指定的方案', 'option.operator_named': '由谁运营',
    'option.third_party': '是否由第三方处理', 'option.rented': '是否租用', 'option.self_operated': '是否自行运营', 'option.dedicated': '端点是否独享',
    'option.model_known': '方案所用的模型', 'option.availability_known': '服务商的服务地区', 'option.location_known': '方案运行在哪里', 'option.licence_known': '模型的许可证',
    'option.revenue_limited': '许可证是否限制年收入', 'option.users_limited': '许可证是否限制用户数', 'option.model_name': '方案所用的模型', 'option.provider_name': '服务商',
    'option.licence_name': '许可证', 'option.isolation': '服务器的隔离程度', 'option.accredited': '服务器是否通过测评认证', 'option.location': '方案运行在哪里',
    'option.location_area': '方案运行在哪里', 'option.crosses_border': '数据是否出境', 'option.operator_country': '运营方所在国家或地区', 'option.operator_area': '运营方所在国家或地区',
    'option.operator_covered': '运营方是否受所关注国家控制', 'option.foreign_operator': '运营方是否为境外机构', 'option.foreign_chips': '加速卡是否为境外产品',
    'option.hardware_too_small': '加速卡是否够用', 'option.developer_country': '模型开发者所在国家或地区', 'option.developer_covered': '模型开发者是否受所关注国家控制', 'option.open_weights': '是否开放权重',
    'option.single_vendor': '是否只有一家服务商提供该模型', 'option.retired': '模型是否已下线', 'option.retiring': '模型何时下线', 'option.commercial_use': '许可证是否允许商用',
    'option.revenue_limit_usd': '许可证的年收入上限', 'option.users_limit': '许可证的用户数上限', 'option.licensed_here': '许可证在当地是否有效', 'option.trains_on_data': '服务商是否用数据训练',
    'option.retention_days': '服务商保留数据多久', 'option.zero_retention': '服务商是否提供零保留', 'option.offered_here': '服务商是否在当地提供服务', 'option.signed': '与服务商签订了哪些文件',
  },
};

/** Further fields of a profile, which no condition reads. */
export const FIELD_NAMES: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'org.gpus': 'its GPUs', 'w.data': 'the data', 'w.traffic': 'the traffic', 'w.quality': 'your own evaluation', 'w.local': 'open models of your own choice', 'w.api': 'APIs of your own choice',
    'w.classes': 'classes of requests', 'w.weights': 'the weights', 'w.sensitive_share': 'the share of sensitive requests', 'w.hard_share': 'the share of hard requests',
    'w.accept': 'exceptions', 'w.workloads': 'the workloads', 'w.traffic.hourly': 'requests by the hour', 'w.traffic.trace': 'the trace',
  },
  zh: {
    'org.gpus': '自有 GPU', 'w.data': '数据', 'w.traffic': '流量', 'w.quality': '自己的评测', 'w.local': '自定的开放模型', 'w.api': '自定的 API',
    'w.classes': '请求类别', 'w.weights': '权重', 'w.sensitive_share': '敏感请求占比', 'w.hard_share': '困难请求占比',
    'w.accept': '例外', 'w.workloads': '工作负载', 'w.traffic.hourly': '每小时请求数', 'w.traffic.trace': '轨迹',
  },
};

/** A path that has no name is best found as it is written. */
export const factName = (path: string, language: Language): string => FACT_NAMES[language][path] ?? path;

export const HOUSE_RULE_NAMES: Readonly<Record<HouseRule, Text>> = {
  inside_only: text('No outside party may process the data', '数据不得由任何外部方处理'),
  in_country: text('The data must stay in the country', '数据不得出境'),
  no_foreign_provider: text('No foreign provider', '不用境外服务商'),
  domestic_chips: text('Domestic chips only', '只用国产芯片'),
  no_single_vendor: text('It must be possible to leave any provider', '必须能随时更换任何一家服务商'),
};

type NamesOf<Values extends readonly string[]> = Readonly<Record<Values[number], Text>>;

const DATA_NAMES: NamesOf<typeof DATA_CLASSES> = {
  personal: text('personal data', '个人信息'),
  personal_sensitive: text('sensitive personal data', '敏感个人信息'),
  health: text('health data', '健康信息'),
  biometric: text('biometric data', '生物识别信息'),
  children: text('data of children', '未成年人信息'),
  financial_account: text('data of financial accounts', '金融账户信息'),
  payment_card: text('payment cards', '支付卡数据'),
  student_record: text('student records', '学生档案'),
  criminal_record: text('criminal records', '犯罪记录'),
  source_code: text('source code', '源代码'),
  trade_secret: text('trade secrets', '商业秘密'),
  under_nda: text('what is under an NDA', '保密协议下的信息'),
  privileged: text('what is under legal privilege', '律师保密特权下的信息'),
  important_data: text('important data', '重要数据'),
  core_data: text('core data', '核心数据'),
  work_secret: text('work secrets', '工作秘密'),
  state_secret: text('state secrets', '国家秘密'),
  export_controlled: text('export-controlled data', '出口管制数据'),
  cui: text('controlled unclassified information (CUI)', '受控非密信息（CUI）'),
};
const KIND_NAMES: NamesOf<typeof ORGANISATION_KINDS> = {
  business: text('a business', '企业'),
  government: text('government', '政府机关'),
  defence_contractor: text('a defence contractor', '国防承包商'),
  finance: text('finance', '金融机构'),
  payment: text('payments', '支付机构'),
  credit_bureau: text('a credit bureau', '征信机构'),
  healthcare: text('healthcare', '医疗机构'),
  education: text('education', '教育机构'),
  critical_infrastructure: text('critical infrastructure', '关键信息基础设施运营者'),
  law_firm: text('a law firm', '律师事务所'),
};
const CONTRACT_NAMES: NamesOf<typeof US_GOVERNMENT_CONTRACTS> = { none: text('none', '没有'), civil: text('civil ones', '民用合同'), defence: text('one of defence', '国防合同') };
const FORM_NAMES: NamesOf<typeof DATA_FORMS> = {
  raw: text('as it is', '原始数据'), pseudonymised: text('pseudonymised', '假名化'), deidentified: text('de-identified', '去标识化'),
  anonymised: text('anonymised', '匿名化'), tokenised: text('tokenised', '令牌化'),
};
const AUDIENCE_NAMES: NamesOf<typeof AUDIENCES> = { internal: text('your own people', '内部人员'), customers: text('customers', '客户'), public: text('anybody', '公众') };

const ITEM_NAMES: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  'w.house_rules': HOUSE_RULE_NAMES,
  'w.data.contains': DATA_NAMES,
  'w.data.form': FORM_NAMES,
  'w.data.audience': AUDIENCE_NAMES,
  'org.kind': KIND_NAMES,
  'org.us_government_contract': CONTRACT_NAMES,
};

/** What a fact may be, or what a list may hold. */
export const itemName = (path: string, item: string, language: Language): string => ITEM_NAMES[path]?.[item]?.[language] ?? item;

/** A list that holds nothing of what rules ask it for. */
export const NO_ITEM: Text = text('none of that', '均不涉及');

interface Ends {
  readonly exactly?: number;
  readonly from?: number;
  readonly above?: number;
  readonly up_to?: number;
  readonly below?: number;
}

/** Numbers between thresholds, in the unit of the fact: never rounded, since a threshold is exact. */
export const rangeText: Readonly<Record<Language, (path: string, range: Ends) => string>> = {
  en: (path, { exactly, from, above, up_to: upTo, below }) => {
    const amount = (value: number): string => amountOf(path, value, 'en');
    if (exactly !== undefined) return amount(exactly);
    const low = from !== undefined ? `at least ${amount(from)}` : above !== undefined ? `more than ${amount(above)}` : '';
    const high = upTo !== undefined ? `at most ${amount(upTo)}` : below !== undefined ? `less than ${amount(below)}` : '';
    return [low, high].filter((end) => end !== '').join(' and ');
  },
  zh: (path, { exactly, from, above, up_to: upTo, below }) => {
    const amount = (value: number): string => amountOf(path, value, 'zh');
    if (exactly !== undefined) return amount(exactly);
    const low = from !== undefined ? `不少于 ${amount(from)}` : above !== undefined ? `多于 ${amount(above)}` : '';
    const high = upTo !== undefined ? `不超过 ${amount(upTo)}` : below !== undefined ? `少于 ${amount(below)}` : '';
    return [low, high].filter((end) => end !== '').join('且');
  },
};

function amountOf(path: string, value: number, language: Language): string {
  const number = formatExact(value, language);
  if (!path.endsWith('_usd')) return number;
  return language === 'zh' ? `${number} 美元` : `$${number}`;
}
