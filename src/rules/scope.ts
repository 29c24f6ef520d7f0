/** What conditions may read: every field of `org`, `w`, `derived` and `option` with its type, so that a misspelt one is found at load. */
import {
  AUDIENCES, DATA_CLASSES, DATA_FORMS, HOUSE_RULES, ISOLATIONS, LEVELS, ORGANISATION_KINDS, PLACES, RUNS_TODAY, SIDES, SIGNED, TASKS,
  US_GOVERNMENT_CONTRACTS, type Question,
} from '../profile/vocabulary.js';

export type FieldType =
  | { readonly kind: 'bool' }
  /** At least 0 unless `min` says otherwise. */
  | { readonly kind: 'number'; readonly min?: number; readonly max?: number }
  /** `values`: the only ones it can have. `area`: a country code, or `EU` for the EEA. */
  | { readonly kind: 'text'; readonly values?: readonly string[]; readonly area?: true }
  /** A list is open, and says nothing of what it leaves out, where it holds {@link OPEN_ITEM}. */
  | { readonly kind: 'list'; readonly values?: readonly string[]; readonly area?: true };

/** In a list: there may be more than is listed. */
export const OPEN_ITEM = 'unknown';

export const ROOTS = ['org', 'w', 'derived', 'option'] as const;
export type Root = (typeof ROOTS)[number];
/** Dotted path to type: `w.data.contains`. */
export type Scope = Readonly<Record<string, FieldType>>;

const bool: FieldType = { kind: 'bool' };
const number: FieldType = { kind: 'number' };
const share: FieldType = { kind: 'number', max: 1 };
const text: FieldType = { kind: 'text' };
const area: FieldType = { kind: 'text', area: true };
const areas: FieldType = { kind: 'list', area: true };
const oneOf = (values: readonly string[]): FieldType => ({ kind: 'text', values });
const anyOf = (values: readonly string[]): FieldType => ({ kind: 'list', values });

/** Firmness of a decision, weakest first; the assessment publishes the same names. */
export const FIRMNESS_NAMES = ['close', 'leaning', 'likely', 'robust', 'decided', 'only_option', 'gate'] as const;

const answers = Object.fromEntries(Object.entries(LEVELS).map(([question, levels]) => [`w.${question}`, oneOf(levels)]));

export const RULE_SCOPE: Scope = {
  'org.name': text,
  'org.country': area,
  'org.area': area,
  'org.owner_country': area,
  'org.kind': oneOf(ORGANISATION_KINDS),
  'org.annual_revenue_usd': number,
  'org.monthly_active_users': number,
  'org.persons_abroad_per_year': number,
  'org.sensitive_persons_abroad_per_year': number,
  'org.us_government_contract': oneOf(US_GOVERNMENT_CONTRACTS),

  ...answers,
  'w.task': oneOf(TASKS),
  'w.runs_today': oneOf(RUNS_TODAY),
  'w.house_rules': anyOf(HOUSE_RULES),
  'w.data.contains': anyOf(DATA_CLASSES),
  'w.data.people_in': areas,
  'w.data.form': oneOf(DATA_FORMS),
  'w.data.audience': oneOf(AUDIENCES),
  'w.data.audience_in': areas,
  'w.quality.local': share,
  'w.quality.api': share,
  'w.quality.needed': share,
  'w.traffic.requests_per_day': number,
  'w.traffic.users': number,
  'w.traffic.requests_per_user_per_day': number,
  'w.traffic.monthly_api_bill_usd': number,
  'w.traffic.units_per_request': number,
  'w.traffic.input_tokens': number,
  'w.traffic.output_tokens': number,
  'w.traffic.cached_input_share': share,
  'w.traffic.batchable_share': share,
  'w.traffic.peak_factor': number,
  'w.traffic.growth_per_year': { kind: 'number', min: -1 },
  'w.requests_per_day': number,

  // Facts about the workload as a whole, and, once it is decided, about the decision.
  // What its data is, from `w.data`: an exemption is claimed, not presumed.
  'derived.anonymised': bool,
  'derived.deidentified': bool,
  'derived.tokenised': bool,
  'derived.implied': bool,
  'derived.classes': number,
  'derived.share': share,
  'derived.requests_per_day': number,
  'derived.costs_known': bool,
  'derived.local_usd_per_month': number,
  'derived.api_usd_per_month': number,
  'derived.local_staff_usd_per_month': number,
  'derived.api_staff_usd_per_month': number,
  'derived.local_up_front_usd': number,
  'derived.api_up_front_usd': number,
  'derived.break_even_requests_per_day': number,
  'derived.side': oneOf([...SIDES, 'hybrid', 'none']),
  'derived.firmness': oneOf(FIRMNESS_NAMES),
  'derived.lead': { kind: 'number', min: -1, max: 1 },
  'derived.runs_elsewhere': bool,

  'option.side': oneOf(SIDES),
  'option.place': oneOf(PLACES),
  'option.own': bool,
  'option.operator_named': bool,
  'option.third_party': bool,
  'option.rented': bool,
  'option.self_operated': bool,
  'option.dedicated': bool,
  // Whether something is known at all, which a condition cannot ask: stated by situation.ts.
  'option.model_known': bool,
  'option.hardware_too_small': bool,
  'option.availability_known': bool,
  'option.location_known': bool,
  'option.licence_known': bool,
  'option.revenue_limited': bool,
  'option.users_limited': bool,
  'option.model_name': text,
  'option.provider_name': text,
  'option.licence_name': text,
  'option.isolation': oneOf(ISOLATIONS),
  'option.accredited': bool,
  'option.location': area,
  'option.location_area': area,
  'option.crosses_border': bool,
  'option.operator_country': area,
  'option.operator_area': area,
  'option.operator_covered': bool,
  'option.foreign_operator': bool,
  'option.foreign_chips': bool,
  'option.developer_country': area,
  'option.developer_covered': bool,
  'option.open_weights': bool,
  'option.single_vendor': bool,
  'option.retired': bool,
  'option.retiring': bool,
  'option.commercial_use': oneOf(['allowed', 'conditional', 'prohibited']),
  'option.revenue_limit_usd': number,
  'option.users_limit': number,
  'option.licensed_here': bool,
  'option.trains_on_data': bool,
  'option.retention_days': number,
  'option.zero_retention': oneOf(['offered', 'on_approval', 'self_serve', 'none']),
  'option.offered_here': bool,
  'option.signed': anyOf(SIGNED),
};

const QUESTION_OF: ReadonlyMap<string, Question> = new Map((Object.keys(LEVELS) as Question[]).map((question) => [`w.${question}`, question]));

/** The question with levels that a path reads, if it reads one. */
export function questionOf(path: string): Question | undefined {
  return QUESTION_OF.get(path);
}
