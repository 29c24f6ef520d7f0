/** The profile's format, version 1, as one zod schema: validation, types, the published JSON Schema and the form that valid profiles are read by all come from here. */
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
function answer<T extends z.ZodType>(schema: T, description: string): Answer<T> {
  const known: z.ZodType = z.union([schema, UNKNOWN]);
  const made: z.ZodType = z.optional(z.pipe(known, FORGETTING));
  // `.describe` would make each schema a second time.
  z.globalRegistry.add(made, { description });
  return made as unknown as Answer<T>;
}

type Answer<T extends z.ZodType> = z.ZodOptional<z.ZodPipe<z.ZodUnion<[T, typeof UNKNOWN]>, Forgetting<T>>>;
type Forgetting<T extends z.ZodType> = z.ZodTransform<z.output<T> | undefined, z.output<T> | 'unknown'>;

/** What `scripts/compile-form.mjs` knows an answer by. */
export const UNKNOWN = z.literal('unknown');
export const FORGETTING: z.ZodType = z.transform((value) => (value === 'unknown' ? undefined : value));

export const AREA_PATTERN = /^[A-Z]{2}$/;
export const ID_PATTERN = /^[a-z0-9-]+$/;
/** Something that can be seen. */
export const NAME_PATTERN = /\S/;
export const RULE_PATTERN = /^[a-z0-9-]+\/[a-z0-9-]+$/;

/** Beyond it no count or sum of money is meant in earnest, and products of two of them stay finite. */
export const LARGEST = 1e15;

const count = z.number().int().min(0).max(LARGEST);
const amount = z.number().min(0).max(LARGEST);
const positive = z.number().min(0.001).max(LARGEST);
const share = z.number().min(0).max(1);
/** ISO 3166-1 alpha-2, or `EU`, which means the EEA as one legal area. */
export const area = z.string().regex(AREA_PATTERN, { abort: true }).refine(isArea, { params: { code: 'unknown-area' } });
const id = z.string().regex(ID_PATTERN).max(64);
const name = z.string().regex(NAME_PATTERN).max(200);

/** A ranking of the criteria, best first, or points for them; the rest follows from the reference weights. */
const weights = z.union([
  z.strictObject({ rank: z.array(z.enum(CRITERIA)).min(1).describe('Criteria, the most important first. Those left out share what remains.') }),
  z.strictObject({ points: z.partialRecord(z.enum(CRITERIA), amount).describe('Points for each criterion, on any scale.') }),
]);

const levelAnswers = {
  team_strength: answer(z.enum(LEVELS.team_strength), 'Who could run models: nobody, developers, a team with on-call, or an ML platform team.'),
  budget: answer(z.union([z.enum(LEVELS.budget), z.strictObject({ usd_per_month: amount.describe('What may be spent a month, in USD.') })]), 'How hard a new five-figure yearly cost is to get; or the money itself.'),
  data_sensitivity: answer(z.enum(LEVELS.data_sensitivity), 'How freely the data may leave: published, internal, to a processor under contract, or hardly at all.'),
  core: answer(z.enum(LEVELS.core), 'How much the organisation competes on it: it helps, customers notice, or they choose by it.'),
  performance_need: answer(z.enum(LEVELS.performance_need), 'How good the model must be: a small one will do, a good one, or only the best.'),
  customisation: answer(z.enum(LEVELS.customisation), 'How far the model must be adapted.'),
  shape: answer(z.enum(LEVELS.shape), 'How narrow the task is, and whether there are labelled examples.'),
  latency: answer(z.enum(LEVELS.latency), 'How fast an answer is needed.'),
  stage: answer(z.enum(LEVELS.stage), 'How far the work has come.'),
  terms: answer(z.enum(LEVELS.terms), 'Contract terms in place or obtainable from API providers: none, a processing agreement, or also zero retention.'),
};

/** What the data is. A stated list is closed unless it contains `unknown`. */
const data = z.strictObject({
  contains: answer(z.array(z.enum([...DATA_CLASSES, 'unknown'])), 'Classes of data in the requests. A list says that there are no others, unless it contains unknown.'),
  people_in: answer(z.array(area), 'Where the people are whose data it is: country codes, EU for the EEA.'),
  form: answer(z.enum(DATA_FORMS), 'What was done to personal data before it is sent.'),
  audience: answer(z.enum(AUDIENCES), 'Who gets the answers.'),
  audience_in: answer(z.array(area), 'Where those are who get the answers: country codes, EU for the EEA.'),
});

/** Answers that hold for everything below the place where they stand. `house_rules: unknown` stays open; absent means none stated. */
const answers = {
  ...levelAnswers,
  house_rules: z
    .union([z.array(z.enum(HOUSE_RULES)), z.literal('unknown')])
    .optional()
    .describe("The organisation's own rules on where AI may run. Left out: there are none."),
  data: answer(data, 'What the data is.'),
  weights: weights.optional().describe('What counts most: a ranking of the criteria, or points. Left out: all count the same.'),
};

const traffic = z.strictObject({
  requests_per_day: answer(amount, 'Requests on a mean day.'),
  users: answer(count, 'People who use it; together with requests_per_user_per_day.'),
  requests_per_user_per_day: answer(amount, 'Requests of one of these people on a mean day.'),
  hourly: answer(z.array(amount).length(24), 'Requests in each of the 24 hours of a day, midnight first.'),
  trace: answer(z.string().regex(NAME_PATTERN).max(1000), 'CSV of requests in order of arrival, relative to this file: timestamp, input_tokens, output_tokens, and class where there are several.'),
  monthly_api_bill_usd: answer(amount, 'What an API costs for this workload today, in USD a month.'),
  units_per_request: answer(amount, 'Units that one request makes, where tokens are not what counts: images, pages, 3D assets, minutes.'),
  input_tokens: answer(amount, 'Tokens that are sent with a mean request.'),
  output_tokens: answer(amount, 'Tokens that come back for a mean request.'),
  cached_input_share: answer(share, 'Share of the input tokens that repeat from request to request, 0 to 1.'),
  batchable_share: answer(share, 'Share of the requests that can wait for hours, 0 to 1.'),
  peak_factor: answer(z.number().min(1).max(1000), 'Requests in the busiest hour over those in the mean hour; 1 is flat.'),
  growth_per_year: answer(z.number().min(-1).max(1000), 'Growth of the requests in a year: 0.5 is half as many again, -1 is none left.'),
});

const localOption = z.strictObject({
  model: name.describe('Model, by its id in the catalogue (ai-path catalogue list) or its name.'),
  gpu: answer(name, 'GPU, by its id in the catalogue.'),
  count: answer(z.number().int().min(1).max(LARGEST), 'Number of these GPUs.'),
  place: answer(z.enum(LOCAL_PLACES), 'Own servers, rented GPUs, or an endpoint that somebody runs for you.'),
  owned: answer(z.boolean(), 'The GPUs are paid for already.'),
  isolation: answer(z.enum(ISOLATIONS), 'How far own servers are cut off from the network.'),
  location: answer(area, 'Country where it runs.'),
  signed: answer(z.array(z.enum(SIGNED)), 'What is signed with the host, or done for it. A list says that nothing else is.'),
  measured: answer(
    z.strictObject({
      output_tokens_per_second: answer(positive, 'Output tokens a second of all these GPUs together, at most: what is planned with is less, so that answers are in time (docs/cost.md).'),
      seconds_per_unit: answer(positive, 'Seconds on one GPU for one image, object, page or minute.'),
    }), 'What you measured on this hardware: it wins over any prediction.'),
});

const apiOption = z.strictObject({
  provider: name.describe('Provider, by its id in the catalogue or its name.'),
  model: name.describe('Model, by its id in the catalogue or its name.'),
  region: answer(area, 'Country whose region of the provider is used.'),
  place: answer(z.enum(API_PLACES), 'A private endpoint with enterprise terms, or the public one.'),
  signed: answer(z.array(z.enum(SIGNED)), 'What is signed or done with this provider. A list says that nothing else is.'),
});

const sides = {
  local: z.array(localOption).optional().describe('Your own ways to run it on open weights. An empty list says that there are none.'),
  api: z.array(apiOption).optional().describe('Your own ways to run it on an API. An empty list says that there are none.'),
  quality: answer(
    z.strictObject({
      local: answer(share, 'Measured quality on open weights.'),
      api: answer(share, 'Measured quality on the API.'),
      needed: answer(share, 'The least quality that is good enough.'),
    }), 'Your own evaluation, each from 0 to 1, higher is better.'),
};

const runsToday = answer(z.enum(RUNS_TODAY), 'Where it runs today.');

const trafficClass = z.strictObject({
  id: id.describe('Name of the class, unique in its workload.'),
  name: name.optional().describe('Name for reports.'),
  share: share.describe("Share of the workload's requests, 0 to 1; the shares of all classes add up to 1."),
  ...answers,
  ...sides,
});

const workload = z.strictObject({
  id: id.describe('Name of the workload, unique in the profile.'),
  name: name.optional().describe('Name for reports.'),
  task: answer(z.enum(TASKS), 'What the model does.'),
  ...answers,
  ...sides,
  traffic: answer(traffic, 'How much traffic there is, and of what size.'),
  runs_today: runsToday,
  sensitive_share: answer(share, 'Share of the requests whose data is as sensitive as stated, 0 to 1; the rest is one level lower.'),
  hard_share: answer(share, 'Share of the requests that need the stated performance, 0 to 1; the rest needs one level less.'),
  classes: z.array(trafficClass).min(1).optional().describe('Classes of traffic that are decided one by one, each with any answers of its own.'),
});

const organisation = z.strictObject({
  name: name.describe('Name of the organisation.'),
  country: answer(area, 'Country where it sits: ISO 3166-1 alpha-2.'),
  owner_country: answer(area, 'Country of a majority owner.'),
  kind: answer(z.enum(ORGANISATION_KINDS), 'What kind of organisation it is, as far as law asks.'),
  annual_revenue_usd: answer(amount, 'Revenue in a year, in USD; some model licences depend on it.'),
  monthly_active_users: answer(count, 'People who use its products in a month; some model licences depend on it.'),
  persons_abroad_per_year: answer(count, 'People whose data leaves the legal area in a calendar year, whole organisation.'),
  sensitive_persons_abroad_per_year: answer(count, 'The same for people whose sensitive data leaves.'),
  us_government_contract: answer(z.enum(US_GOVERNMENT_CONTRACTS), 'Contracts with the government of the United States.'),
  gpus: answer(
    z.array(
      z.strictObject({
        gpu: name.describe('GPU, by its id in the catalogue.'),
        count: z.number().int().min(1).max(LARGEST).describe('How many there are.'),
      }),
    ), 'GPUs that the organisation owns.'),
});

/** An exception that somebody answers for; void after `until`. */
const acceptance = z.strictObject({
  rule: z.string().regex(RULE_PATTERN).describe('Id of the rule whose gate is accepted.'),
  because: name.describe('Why that is right.'),
  by: name.describe('Who answers for it.'),
  until: z.iso.date().describe('Last day on which it holds.'),
});

export const profileSchema = z.strictObject({
  version: z.literal(1).describe('Version of this format.'),
  organisation: organisation.describe('Who asks.'),
  ...answers,
  runs_today: runsToday,
  workloads: z.array(workload).min(1).optional().describe('What AI is used for, one entry for each. Left out: one workload for all of it.'),
  accept: z.array(acceptance).optional().describe('Gates whose risk somebody has accepted, until a date.'),
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
