/** From a profile to the workloads and classes of traffic that are decided: inheritance, splits and what is assumed. */
import { LEVELS, QUESTIONS, type Level, type LevelOf, type Question } from './vocabulary.js';
import { inherit, type Scope } from './inherit.js';
import type { Data, Profile, ProfileClass, ProfileWorkload, Traffic } from './schema.js';
import type { ParsedProfile } from './parse.js';
import type { Answer, TrafficClass, Workload } from './workload.js';

/** Id of the one workload that stands for all AI work when a profile names none. */
export const IMPLIED_WORKLOAD_ID = 'all-ai-work';

/** Id of the one class of a workload that states none. */
export const WHOLE_CLASS_ID = 'all';

/**
 * Share of an organisation's AI requests that carries data as sensitive as it stated, when nobody has counted. Organisations state
 * the level of their most sensitive data, and most requests do not touch it: a minority, but not a negligible one. No measured
 * figure stands behind it, so the share is graded `assumed` and its range is wide on purpose.
 */
export const ASSUMED_SENSITIVE_SHARE = { low: 0.1, expected: 0.3, high: 0.6 } as const;

/**
 * `tight` means in words that a new five-figure yearly cost is a fight. So whoever has less than six figures a year is tight.
 * From a million a year on, the same cost is a rounding error, which is what `ample` means.
 */
export const TIGHT_BELOW_USD_PER_YEAR = 100_000;
export const AMPLE_FROM_USD_PER_YEAR = 1_000_000;

/** Every workload of a profile with its classes, in the order of the profile; one implied workload when it names none. */
export function workloadsOf(profile: Profile): readonly [Workload, ...Workload[]] {
  const [first, ...others] = profile.workloads ?? [];
  if (first === undefined) return [impliedWorkload(profile)];
  return [statedWorkload(profile, first), ...others.map((workload) => statedWorkload(profile, workload))];
}

/** Whether a workload leaves it to a trace to say what its traffic is like. */
export function namesTrace({ profile }: { readonly profile: Profile }): boolean {
  return profile.workloads?.some(({ traffic }) => traffic?.trace !== undefined) === true;
}

/** With its trace and what came of playing it. The trace's rate stands in for a volume that nobody stated. */
export function withTrace(workload: Workload, { traces, replays }: Pick<ParsedProfile, 'traces' | 'replays'>): Workload {
  const trace = traces?.get(workload.id);
  if (trace === undefined) return workload;
  const played = new Map(workload.classes.flatMap(({ id }) => {
    const replay = replays?.get(`${workload.id}/${id}`);
    return replay === undefined ? [] : [[id, replay] as const];
  }));
  const traced = { ...workload, trace, replays: played };
  if (workload.requestsPerDay !== undefined) return traced;
  return { ...traced, requestsPerDay: Math.round((trace.requests / trace.seconds) * 86_400), requestsTraced: true };
}

/** Requests a day, from whichever way the profile states them. */
export function requestsPerDay(traffic: Traffic): number | undefined {
  if (traffic.requests_per_day !== undefined) return traffic.requests_per_day;
  if (traffic.users !== undefined && traffic.requests_per_user_per_day !== undefined) {
    return traffic.users * traffic.requests_per_user_per_day;
  }
  return traffic.hourly?.reduce((sum, requests) => sum + requests, 0);
}

/** A budget that is stated in money. */
export function moneyOf(budget: ProfileWorkload['budget']): number | undefined {
  return typeof budget === 'object' ? budget.usd_per_month : undefined;
}

/** The level of such a budget. */
export function budgetLevel(usdPerMonth: number): LevelOf<'budget'> {
  const usdPerYear = usdPerMonth * 12;
  if (usdPerYear < TIGHT_BELOW_USD_PER_YEAR) return 'tight';
  return usdPerYear < AMPLE_FROM_USD_PER_YEAR ? 'moderate' : 'ample';
}

function impliedWorkload(root: Scope): Workload {
  return {
    id: IMPLIED_WORKLOAD_ID,
    implied: true,
    ...(root.runs_today === undefined ? {} : { runsToday: root.runs_today }),
    classes: impliedClasses(root),
  };
}

/** Only here a share is assumed: an organisation that states sensitive data and no workloads has both kinds of traffic. */
function impliedClasses(root: Scope): readonly [TrafficClass, ...TrafficClass[]] {
  const whole = wholeClass(root);
  if (root.data_sensitivity === undefined || root.data_sensitivity === 'public') return [whole];
  const { low, expected, high } = ASSUMED_SENSITIVE_SHARE;
  return [
    { ...whole, id: 'sensitive', share: expected, shareEvidence: 'assumed', shareRange: { low, high } },
    { ...ordinary(whole), id: 'ordinary', share: 1 - expected, shareEvidence: 'assumed', shareRange: { low: 1 - high, high: 1 - low } },
  ];
}

function statedWorkload(root: Scope, workload: ProfileWorkload): Workload {
  const scope = inherit(root, workload);
  const { id, name, task, traffic } = workload;
  const perDay = traffic === undefined ? undefined : requestsPerDay(traffic);
  const budget = moneyOf(workload.budget);
  const stated: Growing<Workload> = { id, implied: false, classes: statedClasses(scope, workload) };
  if (name !== undefined) stated.name = name;
  if (task !== undefined) stated.task = task;
  if (traffic !== undefined) stated.traffic = traffic;
  if (perDay !== undefined) stated.requestsPerDay = perDay;
  if (scope.runs_today !== undefined) stated.runsToday = scope.runs_today;
  if (budget !== undefined) stated.budgetUsdPerMonth = budget;
  return stated;
}

function statedClasses(scope: Scope, workload: ProfileWorkload): readonly [TrafficClass, ...TrafficClass[]] {
  const [first, ...others] = workload.classes ?? [];
  if (first !== undefined) return [statedClass(scope, first), ...others.map((each) => statedClass(scope, each))];
  return split(wholeClass(scope), workload.sensitive_share, workload.hard_share);
}

function statedClass(scope: Scope, stated: ProfileClass): TrafficClass {
  // Named by its id where it has no other name: one that the profile calls `hard` is not the one that a share tells apart.
  return classFrom(inherit(scope, stated), { id: stated.id, name: stated.name ?? stated.id, share: stated.share, shareEvidence: 'stated' });
}

function wholeClass(scope: Scope): TrafficClass {
  return classFrom(scope, { id: WHOLE_CLASS_ID, share: 1, shareEvidence: 'stated' });
}

/** A kind of traffic that a share tells apart: `sensitive` or `ordinary`, `hard` or `easy`. */
interface Kind {
  readonly id: string;
  readonly share: number;
  readonly evidence: 'stated' | 'derived';
  readonly narrow: (whole: TrafficClass) => TrafficClass;
}

const unchanged = (whole: TrafficClass): TrafficClass => whole;

function kinds(share: number, above: string, below: string, lower: (whole: TrafficClass) => TrafficClass): readonly Kind[] {
  return [
    { id: above, share, evidence: 'stated' as const, narrow: unchanged },
    { id: below, share: 1 - share, evidence: 'derived' as const, narrow: lower },
  ].filter((kind) => kind.share > 0);
}

/** A workload's traffic, split by the shares that it states. Two shares give their products, as if they were independent. */
function split(whole: TrafficClass, sensitiveShare: number | undefined, hardShare: number | undefined): readonly [TrafficClass, ...TrafficClass[]] {
  const bySensitivity = sensitiveShare === undefined ? [] : kinds(sensitiveShare, 'sensitive', 'ordinary', ordinary);
  const byDifficulty = hardShare === undefined ? [] : kinds(hardShare, 'hard', 'easy', easy);
  const classes =
    bySensitivity.length > 0 && byDifficulty.length > 0
      ? bySensitivity.flatMap((outer) => byDifficulty.map((inner) => productClass(whole, outer, inner)))
      : [...bySensitivity, ...byDifficulty].map((kind) => kindClass(whole, kind));
  const [first, ...others] = classes;
  return first === undefined ? [whole] : [first, ...others];
}

function kindClass(whole: TrafficClass, kind: Kind): TrafficClass {
  return { ...kind.narrow(whole), id: kind.id, share: kind.share, shareEvidence: kind.evidence };
}

/** That sensitive requests are as often hard as others is an assumption; the range is what any dependence between the two allows. */
function productClass(whole: TrafficClass, outer: Kind, inner: Kind): TrafficClass {
  const narrowed = inner.narrow(outer.narrow(whole));
  const named = { ...narrowed, id: `${outer.id}-${inner.id}`, share: outer.share * inner.share };
  if (inner.share === 1) return { ...named, shareEvidence: outer.evidence };
  if (outer.share === 1) return { ...named, shareEvidence: inner.evidence };
  const low = Math.min(named.share, Math.max(0, outer.share + inner.share - 1));
  return { ...named, shareEvidence: 'assumed', shareRange: { low, high: Math.min(outer.share, inner.share) } };
}

/**
 * The less sensitive rest. What the data is belongs to the sensitive part and is left out; whom the service is for holds for all of it.
 */
function ordinary(whole: TrafficClass): TrafficClass {
  const { data, ...others } = whole;
  const served: Growing<Data> = {};
  if (data?.audience !== undefined) served.audience = data.audience;
  if (data?.audience_in !== undefined) served.audience_in = data.audience_in;
  return {
    ...others,
    rest: true,
    answers: { ...whole.answers, data_sensitivity: oneLower('data_sensitivity', whole.answers.data_sensitivity) },
    ...(Object.keys(served).length > 0 ? { data: served satisfies Data } : {}),
  };
}

function easy(whole: TrafficClass): TrafficClass {
  return { ...whole, answers: { ...whole.answers, performance_need: oneLower('performance_need', whole.answers.performance_need) } };
}

/** One level of caution lower. Where the base is open, the highest level is out; the lowest level has nothing below it. */
function oneLower(question: Question, answer: Answer): Answer {
  const all: readonly Level[] = LEVELS[question];
  const lowered = answer.levels.map((level) => all[Math.max(0, all.indexOf(level) - 1)] as Level);
  const [first, ...others] = new Set(lowered);
  if (first === undefined) return answer;
  return { levels: [first, ...others], evidence: answer.levels.length > 1 ? answer.evidence : 'derived' };
}

function classFrom(scope: Scope, stated: Pick<TrafficClass, 'id' | 'name' | 'share' | 'shareEvidence'>): TrafficClass {
  const answers = {} as Record<Question, Answer>;
  for (const question of QUESTIONS) answers[question] = answerTo(question, scope);
  const { data, quality, local, api, weights } = scope;
  const whole: Growing<TrafficClass> = { ...stated, answers, houseRules: scope.house_rules === 'unknown' ? undefined : (scope.house_rules ?? []) };
  if (data !== undefined) whole.data = data;
  if (quality !== undefined) whole.quality = quality;
  if (local !== undefined) whole.local = local;
  if (api !== undefined) whole.api = api;
  if (weights !== undefined) whole.weights = weights;
  return whole;
}

/** Fields that are unknown are left out. */
type Growing<T> = { -readonly [K in keyof T]: T[K] };

function answerTo(question: Question, scope: Scope): Answer {
  const stated = scope[question];
  if (stated === undefined) return { levels: LEVELS[question], evidence: 'unknown' };
  if (typeof stated === 'string') return { levels: [stated], evidence: 'stated' };
  return { levels: [budgetLevel(stated.usd_per_month)], evidence: 'derived' };
}
