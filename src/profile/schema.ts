/** The profile's format, version 1, as one zod schema: validation, types and the published JSON Schema all come from here. */
import * as z from 'zod';
import { isArea } from './areas.js';
import {
  AUDIENCES, CRITERIA, DATA_CLASSES, DATA_FORMS, HOUSE_RULES, ISOLATIONS, LEVELS, LOCAL_PLACES, API_PLACES,
  ORGANISATION_KINDS, RUNS_TODAY, SIGNED, TASKS, US_GOVERNMENT_CONTRACTS,
} from './vocabulary.js';

/**
 * An answer may be left out or be `unknown`; both read as `undefined`. At the root they mean the same. Below it, a missing key
 * inherits, while `unknown` stays as a key whose value is `undefined` and says: not known here, whatever holds above.
 */
function answer<T extends z.ZodType>(schema: T) {
  return z
    .union([schema, z.literal('unknown')])
    .transform((value): z.output<T> | undefined => (value === 'unknown' ? undefined : (value as z.output<T>)))
    .optional();
}

export const AREA_PATTERN = /^[A-Z]{2}$/;
export const ID_PATTERN = /^[a-z0-9-]+$/;
/** Something that can be seen. */
export const NAME_PATTERN = /\S/;
export const RULE_PATTERN = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/** Beyond it no count or sum of money is meant in earnest, and products of two of them stay finite. */
export const LARGEST = 1e15;

const count = z.number().int().min(0).max(LARGEST);
const amount = z.number().min(0).max(LARGEST);
const share = z.number().min(0).max(1);
/** ISO 3166-1 alpha-2, or `EU`, which means the EEA as one legal area. */
const area = z.string().regex(AREA_PATTERN, { abort: true }).refine(isArea, { params: { code: 'unknown-area' } });
const id = z.string().regex(ID_PATTERN).max(64);
const name = z.string().regex(NAME_PATTERN).max(200);

/** A ranking of the criteria, best first, or points for them; the rest follows from the reference weights. */
const weights = z.union([
  z.strictObject({ rank: z.array(z.enum(CRITERIA)).min(1) }),
  z.strictObject({ points: z.partialRecord(z.enum(CRITERIA), amount) }),
]);

const levelAnswers = {
  team_strength: answer(z.enum(LEVELS.team_strength)),
  budget: answer(z.union([z.enum(LEVELS.budget), z.strictObject({ usd_per_month: amount })])),
  data_sensitivity: answer(z.enum(LEVELS.data_sensitivity)),
  core: answer(z.enum(LEVELS.core)),
  performance_need: answer(z.enum(LEVELS.performance_need)),
  customisation: answer(z.enum(LEVELS.customisation)),
  shape: answer(z.enum(LEVELS.shape)),
  latency: answer(z.enum(LEVELS.latency)),
  stage: answer(z.enum(LEVELS.stage)),
  terms: answer(z.enum(LEVELS.terms)),
};

/** What the data is. A stated list is closed unless it contains `unknown`. */
const data = z.strictObject({
  contains: answer(z.array(z.enum([...DATA_CLASSES, 'unknown']))),
  people_in: answer(z.array(area)),
  form: answer(z.enum(DATA_FORMS)),
  audience: answer(z.enum(AUDIENCES)),
  audience_in: answer(z.array(area)),
});

/** Answers that hold for everything below the place where they stand. `house_rules: unknown` stays open; absent means none stated. */
const answers = {
  ...levelAnswers,
  house_rules: z.union([z.array(z.enum(HOUSE_RULES)), z.literal('unknown')]).optional(),
  data: answer(data),
  weights: weights.optional(),
};

const traffic = z.strictObject({
  requests_per_day: answer(amount),
  users: answer(count),
  requests_per_user_per_day: answer(amount),
  /** Requests in each hour of a day, midnight first. */
  hourly: answer(z.array(amount).length(24)),
  monthly_api_bill_usd: answer(amount),
  units_per_request: answer(amount),
  input_tokens: answer(amount),
  output_tokens: answer(amount),
  cached_input_share: answer(share),
  batchable_share: answer(share),
  /** Requests in the busiest hour over the mean hour; 1 is flat. */
  peak_factor: answer(z.number().min(1).max(1000)),
  /** 0.5 is half as much again a year; -1 is gone after a year. */
  growth_per_year: answer(z.number().min(-1).max(1000)),
});

const localOption = z.strictObject({
  model: name,
  gpu: answer(name),
  count: answer(z.number().int().min(1).max(LARGEST)),
  place: answer(z.enum(LOCAL_PLACES)),
  owned: answer(z.boolean()),
  isolation: answer(z.enum(ISOLATIONS)),
  location: answer(area),
});

const apiOption = z.strictObject({
  provider: name,
  model: name,
  region: answer(area),
  place: answer(z.enum(API_PLACES)),
  /** A stated list is closed: what it leaves out is not signed yet. */
  signed: answer(z.array(z.enum(SIGNED))),
});

const sides = {
  /** The user's own ways to run it; an empty list means there are none on that side. */
  local: z.array(localOption).optional(),
  api: z.array(apiOption).optional(),
  /** The user's own evaluation, 0..1, higher is better. */
  quality: answer(z.strictObject({ local: answer(share), api: answer(share), needed: answer(share) })),
};

const trafficClass = z.strictObject({ id, name: name.optional(), share, ...answers, ...sides });

const workload = z.strictObject({
  id,
  name: name.optional(),
  task: answer(z.enum(TASKS)),
  ...answers,
  ...sides,
  traffic: answer(traffic),
  runs_today: answer(z.enum(RUNS_TODAY)),
  /** Share of the requests whose data is as sensitive as stated; the rest is one level lower. */
  sensitive_share: answer(share),
  /** Share of the requests that need the stated performance; the rest needs one level less. */
  hard_share: answer(share),
  classes: z.array(trafficClass).min(1).optional(),
});

const organisation = z.strictObject({
  name,
  country: answer(area),
  owner_country: answer(area),
  kind: answer(z.enum(ORGANISATION_KINDS)),
  annual_revenue_usd: answer(amount),
  monthly_active_users: answer(count),
  persons_abroad_per_year: answer(count),
  sensitive_persons_abroad_per_year: answer(count),
  us_government_contract: answer(z.enum(US_GOVERNMENT_CONTRACTS)),
  gpus: answer(z.array(z.strictObject({ gpu: name, count: z.number().int().min(1).max(LARGEST) }))),
});

/** An exception that somebody answers for; void after `until`. */
const acceptance = z.strictObject({ rule: z.string().regex(RULE_PATTERN), because: name, by: name, until: z.iso.date() });

export const profileSchema = z.strictObject({
  version: z.literal(1),
  organisation,
  ...answers,
  runs_today: answer(z.enum(RUNS_TODAY)),
  workloads: z.array(workload).min(1).optional(),
  accept: z.array(acceptance).optional(),
});

/** A profile as people write it. */
export type ProfileInput = z.input<typeof profileSchema>;
/** A valid profile; what is unknown is `undefined`. A key that is there with `undefined` is an `unknown` that somebody wrote. */
export type Profile = z.output<typeof profileSchema>;
export type Organisation = Profile['organisation'];
export type ProfileWorkload = NonNullable<Profile['workloads']>[number];
export type ProfileClass = NonNullable<ProfileWorkload['classes']>[number];
export type Traffic = NonNullable<ProfileWorkload['traffic']>;
export type Data = NonNullable<ProfileWorkload['data']>;
export type EvaluatedQuality = NonNullable<ProfileWorkload['quality']>;
export type OwnLocalOption = NonNullable<ProfileWorkload['local']>[number];
export type OwnApiOption = NonNullable<ProfileWorkload['api']>[number];
export type StatedWeights = NonNullable<Profile['weights']>;
export type Acceptance = NonNullable<Profile['accept']>[number];
