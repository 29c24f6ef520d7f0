/** The Assessment, `ai-path/assessment@1`: the only thing that leaves the core. Types and published JSON Schema come from here. */
import * as z from 'zod';
import { CRITERIA, EVIDENCE, PLACES, QUESTIONS, SIDES, TASKS, LANGUAGES, type Question } from '../profile/vocabulary.js';
import { BASES } from '../rules/pack.js';
import { data, packs, prices } from './provenance.js';
import { ADMISSIBLE, ADVICE, ASSESSMENT_SCHEMA, FIRMNESS, GATE_VERDICTS, LOAD_STATUSES, RECOMMENDATIONS, SHAPE_SOURCES } from './terms.js';

export type { Admissible, Advice, Firmness, Recommendation } from './terms.js';

const share = z.number().min(0).max(1);
const evidence = z.enum(EVIDENCE);
const question = z.enum(QUESTIONS as [Question, ...Question[]]);
const side = z.enum(SIDES);
const placed = z.enum([...SIDES, 'none']);
const split = z.strictObject({ local: share, api: share }).nullable();

/** What an answer would do to an open rule, and to which of the options that it is open for; `clear`: it would not stand in the way. */
const gateAnswer = z.strictObject({
  /** Level of a question, item of a list (`none`: nothing that the rule asks for), or numbers as a condition says them: `>= 100 && < 1000`. */
  level: z.string(),
  label: z.string(),
  verdict: z.enum([...GATE_VERDICTS, 'clear']),
  options: z.array(z.string()),
});
const gate = z.strictObject({
  rule: z.string(),
  title: z.string(),
  verdict: z.enum(GATE_VERDICTS),
  /** The side that it bears on, and the options of that side. */
  target: z.strictObject({ side, options: z.array(z.string()) }),
  because: z.string(),
  remedy: z.string(),
  /** Conditions that would satisfy it, as actions; questions that it hangs on, while open. */
  conditions: z.array(z.string()),
  questions: z.array(z.string()),
  /** While open, and where no other rule stands for it: what each answer to one of these questions would do, the others staying open. */
  answers: z.array(z.strictObject({ question: z.string(), title: z.string(), levels: z.array(gateAnswer) })).optional(),
  /** While open, the worst that it may turn out to be; `nothing`: too rare to hold an option back until somebody says so. */
  at_worst: z.enum(['blocks', 'conditions', 'nothing']).optional(),
  /** The warning that stands for this open rule together with others like it. */
  summed_in: z.string().optional(),
  source: z.string(),
  basis: z.enum(BASES),
  clauses: z.array(z.string()),
  accepted: z.strictObject({ because: z.string(), by: z.string(), until: z.string(), void: z.boolean() }).optional(),
});

const criterion = z.strictObject({
  id: z.enum(CRITERIA),
  title: z.string(),
  weight: share,
  /** Expected values in [0,1] of the option that stands for each side; null where that side has none. */
  local: share.nullable(),
  api: share.nullable(),
  /** `title`: short name of the question; `label`: its level in words. */
  answers: z.array(z.strictObject({ question, title: z.string(), level: z.string().nullable(), label: z.string(), evidence })),
  clauses: z.array(z.string()),
  because: z.string(),
});

/** One sentence each on how firm it is, on why, and on what would change it. */
const summary = z.strictObject({ firmness: z.string(), why: z.string(), change: z.string() });

const ends = z.strictObject({ low: z.number(), expected: z.number(), high: z.number() });
/** `low` ≤ `expected` ≤ `high`; the evidence is the weakest behind it. */
const range = ends.extend({ evidence });
const sizing = z.strictObject({
  gpu: z.string(),
  gpus: range,
  gpus_per_replica: z.number(),
  /** What the busiest hour needs, and what stands by beside it for the availability that `core` asks for. */
  replicas: range,
  spare_replicas: range,
  /** GPUs that there are and whether they suffice; null where their number is not stated. */
  available: z.strictObject({ gpus: z.number(), enough: z.boolean() }).nullable(),
  precision: z.string().nullable(),
  /** How the throughput is known. */
  method: z.string(),
  requests_per_day_per_replica: range,
  utilisation: range,
  first_token_seconds: z.number().nullable(),
  seconds_per_token: z.number().nullable(),
  in_time: z.boolean(),
  /** What the latency asks for; null for work that may wait. */
  latency_target: z.strictObject({ first_token_seconds: z.number(), seconds_per_token: z.number() }).nullable(),
  /** Until a replica that was let go answers again; null where nothing is let go. */
  cold_start_seconds: range.nullable(),
});
/** What an interface is asked for in the busiest hour, beside what accounts usually get. */
const apiLoad = z.strictObject({
  requests_per_minute: range,
  tokens_per_minute: range,
  usual_tokens_per_minute: range,
  source: z.string(),
  date: z.string(),
});
const part = z.strictObject({
  id: z.string(),
  name: z.string(),
  share,
  share_evidence: evidence,
  share_range: z.strictObject({ low: share, high: share }).optional(),
  /** What of a class it is, where its load was split: the load that is always there, or what goes beyond it; `of` is the class. */
  kind: z.enum(['base', 'burst']).optional(),
  of: z.string().optional(),
  /** What a base takes, or what bursts ask of an interface in their busiest minute: of whole classes their options say it. */
  sizing: sizing.optional(),
  load: apiLoad.optional(),
  side: placed,
  /** Id of the option that stands for the side. */
  option: z.string().nullable(),
  /** Where the advice is to stay: the option that stands for the side it runs on today. */
  stays_with: z.string().optional(),
  firmness: z.enum(FIRMNESS).nullable(),
  /** Weighted value of local less that of api at the reference weights, expected over the open answers for which rules leave both; null where one side is missing. Of the criteria alone: where rules bar a side for some open answers, they may tip the recommendation to the side against which it speaks. */
  lead: z.number().min(-1).max(1).nullable(),
  /** Share of the weightings considered, times open answers, in which each side is the better one. */
  acceptability: z.strictObject({
    local: share,
    api: share,
    method: z.enum(['exact', 'sampled']),
    completions: z.number().int(),
    interval: z.strictObject({ low: share, high: share }).optional(),
    /** The same among the weightings that keep the user's ranking, where it ranks every criterion. */
    in_ranking: z.strictObject({ local: share, api: share }).optional(),
  }),
  summary,
  open_questions: z.array(question),
  criteria: z.array(criterion),
  gates: z.array(gate),
  gates_counted: z.strictObject({ satisfied: z.number().int(), not_applicable: z.number().int() }),
  /** The nearest other level of each known answer that puts another side ahead; `question`: or the path of a number that rules compare, or of the house rules. */
  flips: z.array(z.strictObject({ question: z.string(), from: z.string(), to: z.string(), from_label: z.string(), to_label: z.string(), title: z.string(), steps: z.number().int(), side: placed })),
  /** The smallest set of two or three such answers that flips together, at most one of them a number or the house rules. Where it is null, `joint_search` says why. */
  joint_flip: z.strictObject({ changes: z.array(z.strictObject({ question: z.string(), title: z.string(), from: z.string(), to: z.string(), from_label: z.string(), to_label: z.string() })), side: placed }).nullable(),
  /** `complete`: all sets were tried; `cut_short`: too many to try them all, so a smaller one, or one at all, may be left; `skipped`: a single answer does it. */
  joint_search: z.enum(['complete', 'cut_short', 'skipped']),
  /** The least share of all weight that must move, and to which criterion, before the other side leads; null where no weighting does, and where rules, not weights, tip it against the lead. */
  weight_shift: z.strictObject({ to: z.enum(CRITERIA), share }).nullable(),
  weight_intervals: z.array(z.strictObject({ criterion: z.enum(CRITERIA), weight: share, low: share, high: share })),
});

/** Money a month, in the currency that is named beside it. */
const costLine = z.strictObject({
  id: z.string(),
  label: z.string(),
  usd_per_month: range,
  /** Product of the ids of its pieces. */
  formula: z.string(),
  /** `age_days`: null for what was reckoned or stated, and not read somewhere. */
  pieces: z.array(z.strictObject({ id: z.string(), label: z.string(), unit: z.string(), value: range, source: z.string(), date: z.string(), age_days: z.number().nullable() })),
  /** What is staffed and set up once for everything that runs on it: this line is a share of that. */
  platform: z.enum(['own', 'managed', 'api']).optional(),
  /** This line is what no part bears of that: only some of them use it, and it is paid in full all the same. */
  unshared: z.literal(true).optional(),
});
const breakEvenStatus = z.enum(['at', 'never', 'always', 'beyond_range', 'unknown']);
const breakEven = z.strictObject({
  /** Requests a day from which machines of one's own cost less: `at` a volume, `never`, `always`, or at a volume out of reach. */
  status: breakEvenStatus,
  /** The same with everything in favour of one's own machines, and with everything against. */
  at_best: breakEvenStatus,
  at_worst: breakEvenStatus,
  requests_per_day: range.nullable(),
  /** Present volume over the expected one: 0.2 is a fifth of the way. */
  position: z.number().nullable(),
  gpus: z.number().nullable(),
  /** Share of what these GPUs are planned to do at which both cost the same. */
  utilisation: z.number().nullable(),
  /** With the growth that is stated. */
  years_until: z.number().nullable(),
  /** At some volume beyond, a further GPU makes the API cheaper again. */
  api_leads_again: z.literal(true).optional(),
});
const optionCost = z.strictObject({
  /** Null where it is not known; `because` then says why. */
  usd_per_month: range.nullable(),
  because: z.string().nullable(),
  /** Paid before the first request: servers and set-up, of which the monthly cost holds a share already. */
  up_front_usd: range.nullable(),
  notes: z.array(z.string()),
});
const partCost = z.strictObject({
  part: z.string(),
  requests_per_day: range,
  local: range.nullable(),
  api: range.nullable(),
  break_even: breakEven,
  /** What a month costs on both sides over volumes around the present one and the break-even, in three digits: what a chart draws. Empty where it is not known. */
  curve: z.array(z.strictObject({ requests_per_day: z.number(), local: ends, api: ends })),
  /** The open model that stands for LOCAL, behind somebody's API. */
  third_way: z.strictObject({ model: z.string(), usd_per_month: range, hosts: z.array(z.string()) }).nullable(),
});
/** The load of a class, and whether it pays to keep a base of it at home and send bursts to an API. */
const partLoad = z.strictObject({
  /** The class, and its name. */
  part: z.string(),
  name: z.string(),
  /** What the shape of the load is known from. */
  from: z.enum(SHAPE_SOURCES),
  /** Busiest hour over the mean, after what may wait has left it. */
  peak_factor: z.number(),
  /** Share of the requests that fills the troughs of its day. Missing where none may wait. */
  may_wait: share.optional(),
  /** Load-duration curve: for this share of the time there are at least so many requests an hour. */
  duration: z.array(z.strictObject({ time: share, requests_per_hour: z.number() })),
  status: z.enum(LOAD_STATUSES),
  /** The same in a sentence. */
  because: z.string(),
  /** The cheapest split, where there is one; recommended where the status is `split`. */
  split: z
    .strictObject({
      gpu: z.string(),
      replicas: z.number().int(),
      gpus_per_replica: z.number().int(),
      /** Requests beyond so many a second go outside. */
      requests_per_second: z.number(),
      /** Share of the time for which a replica must be busy to pay; how far the last one of the base is used, and the next one would be. */
      critical_ratio: z.number(),
      last_use: share,
      next_use: share,
      burst_hours_per_month: z.number(),
      requests: z.strictObject({ local: share, api: share }),
      /** Null where the tokens of the requests are not known one by one. */
      tokens: z.strictObject({ local: share, api: share }).nullable(),
      usd_per_month: z.number(),
      /** Over the cheaper side alone, before the people of a second stack; what these cost; what is left of it, below 0 where it does not pay. */
      saving_usd_per_month: z.number(),
      second_stack_usd_per_month: z.number(),
      net_usd_per_month: z.number(),
      /** What a replay needs: requests at a time up to which they stay, seconds of a mean request, and how long one may wait. */
      fleet: z.strictObject({
        places: z.number().int(),
        all_places: z.number(),
        first_token_seconds: z.number(),
        seconds_per_token: z.number(),
        mean_input_tokens: z.number(),
        mean_output_tokens: z.number(),
        patience_seconds: z.number(),
        /** Stated volume over that of the trace: how much faster the trace is played. */
        speed: z.number(),
        /** Share of the requests that is kept for idle places, within the day. */
        may_wait: share,
      }),
    })
    .nullable(),
  /** The trace played against that fleet, request by request. */
  replay: z
    .strictObject({
      requests: z.number().int(),
      seconds: z.number(),
      overflow: z.strictObject({ requests: share, input_tokens: share, output_tokens: share }),
      utilisation: share,
      wait_seconds: z.strictObject({ p50: z.number(), p95: z.number(), most: z.number() }),
      because: z.string(),
    })
    .optional(),
});
/** Which side alone is the cheaper one, or both together. */
const way = z.enum(['local', 'api', 'split']);
const outlook = z.strictObject({
  part: z.string(),
  growth_per_year: z.number(),
  growth_evidence: evidence,
  api_price_decline_per_year: range,
  months: z.array(
    z.strictObject({ months: z.number().int(), date: z.iso.date(), requests_per_day: z.number(), local: z.number(), api: range, split: z.number().nullable(), cheapest: way }),
  ),
  /** A date, and the nearest volume at which another way gets cheapest at the prices of today; `to` is that way. */
  look_again: z.strictObject({ date: z.iso.date(), to: way.nullable(), requests_per_day: z.number().nullable(), to_at_volume: way.nullable() }),
  because: z.array(z.string()),
});
const workloadCost = z.strictObject({
  currency: z.literal('USD'),
  requests_per_day: range,
  /** Where they were reckoned from a monthly bill: that bill, the API that it is for, and the price of a request there. */
  from_bill: z.strictObject({ usd_per_month: z.number(), option: z.string(), title: z.string(), usd_per_request: range, because: z.string() }).optional(),
  /**
   * All of it on one side; null where a part's cost is not known. Of several workloads each bears an equal share of people and set-up, and that share of each platform
   * that a part of it uses.
   */
  local: range.nullable(),
  api: range.nullable(),
  /** As advised: where it runs today, where the advice is to stay. */
  recommended: range.nullable(),
  /** Of `recommended`: people and set-up of the platforms beside the dearest one. */
  second_stack: range.nullable(),
  /** Of the part with the most requests. */
  break_even: breakEven.extend({ part: z.string() }),
  parts: z.array(partCost).min(1),
  /** Of classes whose load has a known shape. */
  loads: z.array(partLoad).optional(),
  /** Of the part with the most requests. */
  outlook: outlook.nullable(),
  /** Of what stands for each side, part by part. */
  lines: z.array(costLine.extend({ part: z.string(), side, option: z.string() })),
  /** What is not known, and why. */
  because: z.array(z.string()),
  /** Where the article's word on the budget and the figures part ways. */
  disagreement: z.string().nullable(),
  notes: z.array(z.string()),
  /** From where it runs today to where it is recommended. Null where nothing moves or a cost is not known. */
  moving: z.strictObject({ up_front_usd: range, saving_usd_per_month: range, payback_months: z.number().nullable() }).nullable(),
});

const option = z.strictObject({
  id: z.string(),
  /** Classes for which this verdict holds. */
  part: z.string(),
  side,
  place: z.enum(PLACES),
  origin: z.enum(['user', 'catalogue', 'generic']),
  title: z.string(),
  model: z.string().nullable(),
  provider: z.string().optional(),
  hardware: z.string().optional(),
  licence: z.string().optional(),
  /** `after` with no `conditions`: none is known, and an open rule may add one. */
  admissible: z.enum(ADMISSIBLE),
  because: z.array(z.string()),
  conditions: z.array(z.string()),
  questions: z.array(z.string()),
  /** Where a volume is known. */
  cost: optionCost.optional(),
  sizing: sizing.optional(),
  /** Of an interface that is paid by tokens, where a volume is known. */
  load: apiLoad.optional(),
});

const shared = z.strictObject({
  kind: z.enum(['people', 'gpus']),
  /** The platform that is staffed once, or the model and the GPUs that serve it for all. */
  what: z.string(),
  workloads: z.array(z.string()),
  /** Of each workload by itself, and together. US dollars a month, expected. */
  apart: z.number(),
  together: z.number(),
  saves: z.number(),
  /** Of GPUs: how many apart and together. */
  gpus: z.strictObject({ apart: z.number(), together: z.number() }).optional(),
  because: z.string(),
});
const nextStep = z.strictObject({ action: z.string(), effort: z.string(), pass_if: z.string().optional(), decide_by: z.string().optional() });
/** `path`: what of the profile it is about, where it is about a place of it. */
const warning = z.strictObject({ rule: z.string(), text: z.string(), path: z.string().optional() });
/** Where a path of the profile stands in its text: line and column from 1. */
const place = z.strictObject({ path: z.string(), line: z.number().int().min(1), column: z.number().int().min(1) });

const workload = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** True for the one workload that stands for all AI work when the profile names none. */
  implied: z.boolean(),
  task: z.enum(TASKS).nullable(),
  recommendation: z.enum(RECOMMENDATIONS),
  firmness: z.enum(FIRMNESS).nullable(),
  advice: z.array(z.enum(ADVICE)),
  /** Where the requests go as advised: all of them to where it runs today, where the advice is to stay. */
  split,
  /** The split at both ends of an assumed share. */
  split_range: z.strictObject({ local_low: share, local_high: share }).optional(),
  runs_today: z.enum(['none', 'local', 'api']).nullable(),
  requests_per_day: z.number().nullable(),
  summary,
  parts: z.array(part).min(1),
  options: z.array(option),
  /** Where a volume, or a bill that stands for one, is known. */
  cost: workloadCost.optional(),
  next_question: z
    .strictObject({
      id: z.string(),
      text: z.string(),
      /** Expected gain in weighted value; where every gain is zero, expected bits of information. */
      worth: z.number(),
      gate: z.boolean(),
      /** The rules that hang on it and may bar a way seldom apply: they hold nothing back until somebody says that they do. */
      seldom: z.boolean().optional(),
      /** What each answer would lead to. */
      outcomes: z.array(z.strictObject({ level: z.string(), label: z.string(), recommendation: z.enum(RECOMMENDATIONS) })),
      /** Other questions with levels that can change it, the most worthwhile first: what to ask where nobody knows the answer to this one. */
      others: z.array(question),
    })
    .nullable(),
  claims: z.array(z.strictObject({ rule: z.string(), clause: z.string(), claim: z.string(), verdict: z.enum(['holds', 'does_not_hold', 'cannot_tell']), because: z.string() })),
  warnings: z.array(warning),
  next_steps: z.array(nextStep),
});

export const assessmentSchema = z.strictObject({
  schema: z.literal(ASSESSMENT_SCHEMA),
  tool: z.strictObject({ name: z.literal('ai-path'), version: z.string() }),
  language: z.enum(LANGUAGES),
  as_of: z.iso.date(),
  seed: z.number().int(),
  packs,
  /** Built-in rules that a pack of the organisation switched off, or made a warning. */
  overrides: z.array(z.strictObject({ rule: z.string(), effect: z.enum(['off', 'warn']), because: z.string(), pack: z.string() })).optional(),
  data,
  prices,
  /** What it was read from. `places`: of workloads and of what warnings name; absent where no text stands behind the profile. */
  input: z.strictObject({ source: z.string(), sha256: z.string(), places: z.array(place).optional() }),
  organisation: z.strictObject({
    name: z.string(),
    recommendation: z.enum(RECOMMENDATIONS),
    split,
    split_basis: z.enum(['spend', 'requests', 'workloads']),
    /** Of all workloads, where each one's is known. */
    cost: z
      .strictObject({
        currency: z.literal('USD'),
        local: range.nullable(),
        api: range.nullable(),
        recommended: range.nullable(),
        /** Of `recommended`: people and set-up of the platforms beside the dearest one. */
        second_stack: range.nullable(),
        /** Of `recommended`: people and set-up that no workload's own cost holds, because only some of them use a platform. GPUs that are `shared` are taken off afterwards. */
        unshared: range.optional(),
        /** What several workloads use together as recommended: counted once. So are GPUs in `local`. */
        shared: z.array(shared),
      })
      .optional(),
  }),
  workloads: z.array(workload).min(1),
  warnings: z.array(warning),
});

export type Assessment = z.output<typeof assessmentSchema>;
export type AssessedWorkload = Assessment['workloads'][number];
export type AssessedPart = AssessedWorkload['parts'][number];
export type AssessedGate = AssessedPart['gates'][number];
export type AssessedCriterion = AssessedPart['criteria'][number];
export type AssessedOption = AssessedWorkload['options'][number];
export type CostRange = z.output<typeof range>;
export type WorkloadCost = z.output<typeof workloadCost>;
export type BreakEvenFound = z.output<typeof breakEven>;
export type PartLoad = z.output<typeof partLoad>;
export type Outlook = z.output<typeof outlook>;
export type Shared = z.output<typeof shared>;
export type Flip = AssessedPart['flips'][number];
export type NextStep = AssessedWorkload['next_steps'][number];
