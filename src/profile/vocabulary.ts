/**
 * The fixed names and levels of a profile. Levels are listed from least to most; rules, tables and flips rely on that order.
 * What each level means in words is data of the rule packs (`questions` in `src/rules/packs/article.yaml`).
 */

/** Questions whose answer is one level of an ordered list. Each may be answered at the root, in a workload or in a class. */
export const LEVELS = {
  team_strength: ['none', 'basic', 'solid', 'strong'],
  budget: ['tight', 'moderate', 'ample'],
  data_sensitivity: ['public', 'internal', 'confidential', 'restricted'],
  core: ['supporting', 'important', 'core'],
  performance_need: ['basic', 'high', 'frontier'],
  customisation: ['none', 'prompting', 'fine_tuning', 'deep'],
  shape: ['narrow_with_labels', 'mixed', 'open_ended'],
  latency: ['batch', 'interactive', 'realtime'],
  stage: ['prototype', 'pilot', 'production'],
  terms: ['none', 'basic', 'full'],
} as const;

export type Question = keyof typeof LEVELS;
export type LevelOf<Q extends Question> = (typeof LEVELS)[Q][number];
export type Level = LevelOf<Question>;

/** Every question, in the order in which profiles, prompts and reports name them. */
export const QUESTIONS = Object.keys(LEVELS) as readonly Question[];

/** The article's five dimensions, D1 to D5: enough for a recommendation. */
export const DIMENSIONS = ['team_strength', 'budget', 'data_sensitivity', 'core', 'performance_need'] as const satisfies readonly Question[];

export const TASKS = [
  'chat', 'text-generation', 'classification', 'extraction', 'code', 'agent', 'embedding', 'rerank', 'vision', 'ocr',
  'asr', 'tts', 'text-to-image', 'image-to-3d', 'text-to-3d',
] as const;
export type Task = (typeof TASKS)[number];

export const ORGANISATION_KINDS = [
  'business', 'government', 'defence_contractor', 'finance', 'payment', 'credit_bureau', 'healthcare', 'education',
  'critical_infrastructure', 'law_firm',
] as const;
export const US_GOVERNMENT_CONTRACTS = ['none', 'civil', 'defence'] as const;

export const HOUSE_RULES = ['inside_only', 'in_country', 'no_foreign_provider', 'domestic_chips', 'no_single_vendor'] as const;
export type HouseRule = (typeof HOUSE_RULES)[number];

export const RUNS_TODAY = ['none', 'local', 'api'] as const;

export const DATA_CLASSES = [
  'personal', 'personal_sensitive', 'health', 'biometric', 'children', 'financial_account', 'payment_card', 'student_record',
  'criminal_record', 'source_code', 'trade_secret', 'under_nda', 'privileged', 'important_data', 'core_data', 'work_secret',
  'state_secret', 'export_controlled', 'cui',
] as const;
export const DATA_FORMS = ['raw', 'pseudonymised', 'deidentified', 'anonymised', 'tokenised'] as const;
export const AUDIENCES = ['internal', 'customers', 'public'] as const;

export const SIGNED = [
  'dpa', 'no_training', 'zero_retention', 'region_pinned', 'transfer_mechanism', 'impact_assessment', 'consent', 'baa',
  'pci_attestation', 'fedramp', 'client_permission', 'security_assessment', 'standard_contract', 'certification', 'filed',
] as const;
export type Signed = (typeof SIGNED)[number];

export const LOCAL_PLACES = ['on_premises', 'private_cloud', 'managed_host'] as const;
export const API_PLACES = ['private_api', 'public_api'] as const;
export const PLACES = [...LOCAL_PLACES, ...API_PLACES] as const;
export type Place = (typeof PLACES)[number];
export const ISOLATIONS = ['connected', 'air_gapped', 'accredited'] as const;

/** The two ways to run a workload: on open weights under one's own control, or through a provider's interface. */
export const SIDES = ['local', 'api'] as const;
export type Side = (typeof SIDES)[number];

/** The criteria of the decision, in the order in which reports show them. */
export const CRITERIA = ['data_control', 'cost', 'quality', 'operability', 'customisation', 'continuity'] as const;
export type CriterionId = (typeof CRITERIA)[number];

/** How well a fact or an answer is known. */
export const EVIDENCE = ['measured', 'stated', 'listed', 'derived', 'assumed', 'unknown'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Languages in which ai-path speaks to people. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
/** A text that a person reads, in every language. */
export type Text = Readonly<Record<Language, string>>;
