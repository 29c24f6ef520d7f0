/** How recommendations compare with what organisations decided: outcome by outcome, against simple rules, and with the tables shaken. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { AssessedPart, AssessedWorkload } from '../../src/assessment/assessment.js';
import { FIRMNESS, type Firmness, type Recommendation } from '../../src/assessment/terms.js';
import { decideClass } from '../../src/assess/class.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { INDIFFERENCE } from '../../src/decision/contest.js';
import { recommend } from '../../src/decision/split.js';
import { assess } from '../../src/index.js';
import { optionsFor } from '../../src/options/options.js';
import type { Question, Side } from '../../src/profile/vocabulary.js';
import { workloadsOf } from '../../src/profile/workloads.js';
import { builtInPacks } from '../../src/rules/builtin.js';
import { compileRulebook } from '../../src/rules/compile.js';
import type { Row, SideValue } from '../../src/rules/pack.js';
import type { Rulebook } from '../../src/rules/rulebook.js';
import { situationOf } from '../../src/rules/situation.js';
import type { Case } from './record.js';

export const AS_OF = '2026-11-23';
export const SEED = 1;

/** One workload whose recorded side is known. */
export interface JudgedWorkload {
  readonly id: string;
  readonly recorded: Side;
  readonly said: Recommendation;
  readonly firmness: Firmness;
  /** Share of weightings and open answers in which the recorded side is best. */
  readonly acceptability: number;
  /** What decided it; known where the whole assessment was run. */
  readonly deciding?: Deciding;
}

/** The criterion that moves the lead most towards the side that is said, or the gate that bars the other. */
export interface Deciding {
  readonly kind: 'criterion' | 'gate';
  readonly id: string;
}

/** `close` is no answer either way: neither right nor wrong. */
export type Outcome = 'agrees' | 'close' | 'contradicted';

export interface JudgedCase {
  readonly id: string;
  readonly recorded: Case['recorded'];
  readonly said: Recommendation;
  readonly workloads: readonly JudgedWorkload[];
  readonly outcome: Outcome;
  /** Of what contradicts the record, else of the weakest workload. */
  readonly firmness: Firmness;
}

/** Every case through `assess`, as a user would get it. */
export function judge(cases: readonly Case[]): readonly JudgedCase[] {
  return cases.map((one) => {
    const { workloads } = assess(one.profile, { asOf: AS_OF, seed: SEED });
    return judged(one, workloads.map((workload) => judgedWorkload(workload, one)));
  });
}

function judgedWorkload({ id, parts: [part], recommendation, firmness }: AssessedWorkload, { workloads }: Case): JudgedWorkload {
  const recorded = workloads[id];
  if (recorded === undefined || part === undefined || firmness === null) throw new Error(`The record does not know the workload ${id}, or nothing can run it.`);
  return { id, recorded: recorded.side, said: recommendation, firmness, acceptability: part.acceptability[recorded.side], deciding: deciding(part) };
}

/** The same contests without what a report needs besides: flips and next questions take a hundred times as long. */
export function judgeContests(cases: readonly Case[], rulebook: Rulebook): readonly JudgedCase[] {
  const catalogue = builtInCatalogue();
  const context = { language: 'en' as const, asOf: AS_OF, seed: SEED, rulebook, catalogue };
  const noAcceptances = { inForce: new Map<string, never>(), past: new Map<string, never>() };
  return cases.map((one) => {
    const { organisation } = one.profile.profile;
    return judged(one, workloadsOf(one.profile.profile).map((workload) => {
      const [trafficClass] = workload.classes;
      const options = optionsFor({ trafficClass, workload, organisation, catalogue, asOf: AS_OF });
      const { contest } = decideClass(trafficClass, situationOf(organisation, workload, trafficClass), () => options, noAcceptances, context);
      const recorded = one.workloads[workload.id];
      if (recorded === undefined || contest.firmness === null) throw new Error(`The record does not know the workload ${workload.id}, or nothing can run it.`);
      return { id: workload.id, recorded: recorded.side, said: recommend([contest.side]), firmness: contest.firmness, acceptability: contest.acceptability[recorded.side] };
    }));
  });
}

function judged({ id, recorded }: Case, workloads: readonly JudgedWorkload[]): JudgedCase {
  const contradicting = workloads.filter((workload) => workload.recorded !== workload.said && workload.firmness !== 'close');
  const outcome = contradicting.length > 0 ? 'contradicted' : workloads.some(({ firmness }) => firmness === 'close') ? 'close' : 'agrees';
  const firmness = contradicting.length > 0 ? firmest(contradicting) : weakest(workloads);
  return { id, recorded, said: recommend(workloads.map(({ said }) => (said === 'local' || said === 'api' ? said : null))), workloads, outcome, firmness };
}

function deciding({ side, lead, firmness, criteria, gates }: AssessedPart): Deciding {
  const other = gates.filter(({ target }) => target.side !== side);
  const barring = other.find(({ verdict }) => verdict === 'blocks') ?? other.find(({ verdict, questions }) => verdict === 'open' && questions.some((question) => question.startsWith('w.')));
  // Firm without a lead worth the name: then it is what bars the other side that speaks.
  const barred = lead === null || (Math.abs(lead) < INDIFFERENCE && firmness !== null && isLikely(firmness));
  if (barring !== undefined && barred) return { kind: 'gate', id: barring.rule };
  const pulls = criteria.map(({ id, weight, local, api }) => ({ id, pull: weight * ((local ?? 0) - (api ?? 0)) * (side === 'local' ? 1 : -1) }));
  const [strongest] = pulls.sort((a, b) => b.pull - a.pull);
  if (strongest === undefined) throw new Error('An assessment has criteria.');
  return { kind: 'criterion', id: strongest.id };
}

function weakest(workloads: readonly JudgedWorkload[]): Firmness {
  return atRank(Math.min(...workloads.map(({ firmness }) => FIRMNESS.indexOf(firmness))));
}

function firmest(workloads: readonly JudgedWorkload[]): Firmness {
  return atRank(Math.max(...workloads.map(({ firmness }) => FIRMNESS.indexOf(firmness))));
}

function atRank(rank: number): Firmness {
  return FIRMNESS[rank] ?? 'close';
}

export interface Score {
  readonly agrees: number;
  readonly close: number;
  readonly contradicted: number;
  /** The right side is named, however close the call. */
  readonly named: number;
  /** Mean over workloads of (1 - p)², p being the probability given to the recorded side; 0 is perfect, 0.25 a coin. */
  readonly brier: number;
}

export function score(judged: readonly JudgedCase[]): Score {
  const count = (outcome: Outcome): number => judged.filter((one) => one.outcome === outcome).length;
  return {
    agrees: count('agrees'),
    close: count('close'),
    contradicted: count('contradicted'),
    named: judged.filter(({ workloads }) => workloads.every(({ recorded, said }) => recorded === said)).length,
    brier: mean(judged.flatMap(({ workloads }) => workloads.map(({ acceptability }) => (1 - acceptability) ** 2))),
  };
}

export interface Baseline {
  readonly id: 'always_close' | 'majority' | 'two_questions' | 'five_points';
  readonly agrees: number;
  readonly close: number;
  readonly contradicted: number;
  readonly brier: number;
}

export function baselines(cases: readonly Case[]): readonly Baseline[] {
  return [alwaysClose(cases), majority(cases), byRule('two_questions', cases, twoQuestions), byRule('five_points', cases, fivePoints)];
}

function alwaysClose({ length }: readonly Case[]): Baseline {
  return { id: 'always_close', agrees: 0, close: length, contradicted: 0, brier: 0.25 };
}

/** Leave one out: what most of the other organisations did; of their workloads, the share on the side. Ties go to what it did itself, in its favour. */
function majority(cases: readonly Case[]): Baseline {
  const agrees = cases.filter((one) => {
    const others = cases.filter((other) => other !== one);
    const times = (what: Case['recorded']): number => others.filter(({ recorded }) => recorded === what).length;
    return times(one.recorded) >= Math.max(times('local'), times('api'), times('hybrid'));
  }).length;
  const errors = cases.flatMap((one) => {
    const others = cases.flatMap((other) => (other === one ? [] : sidesOf(other)));
    return sidesOf(one).map((side) => (1 - others.filter((other) => other === side).length / others.length) ** 2);
  });
  return { id: 'majority', agrees, close: 0, contradicted: cases.length - agrees, brier: mean(errors) };
}

function sidesOf({ workloads }: Case): Side[] {
  return Object.values(workloads).map(({ side }) => side);
}

/** The probability of local for one workload, and what is said of the organisation. */
type Rule = (one: Case) => { readonly says: Recommendation | 'close'; readonly local: Readonly<Record<string, number>> };

function byRule(id: Baseline['id'], cases: readonly Case[], rule: Rule): Baseline {
  const verdicts = cases.map((one) => ({ one, ...rule(one) }));
  const agrees = verdicts.filter(({ one, says }) => says === one.recorded).length;
  const close = verdicts.filter(({ says }) => says === 'close').length;
  const errors = verdicts.flatMap(({ one, local }) => Object.entries(one.workloads).map(([workload, { side }]) => (1 - (side === 'local' ? (local[workload] ?? 0) : 1 - (local[workload] ?? 0))) ** 2));
  return { id, agrees, close, contradicted: cases.length - agrees - close, brier: mean(errors) };
}

type Answers = Readonly<Partial<Record<Question, unknown>>>;

function answersOf({ profile: { profile } }: Case): readonly (readonly [id: string, answers: Answers])[] {
  return (profile.workloads ?? []).map((workload) => [workload.id, { ...profile, ...workload }]);
}

/** Two kinds of traffic: hybrid. Restricted data, or a model that is tuned: local. Else API. It gives no odds, so it is taken at its word. */
const twoQuestions: Rule = (one) => {
  const sides = answersOf(one).map(([id, { data_sensitivity, customisation }]) => [id, data_sensitivity === 'restricted' || customisation === 'fine_tuning' || customisation === 'deep' ? 1 : 0] as const);
  return { says: sides.length > 1 ? 'hybrid' : sides[0]?.[1] === 1 ? 'local' : 'api', local: Object.fromEntries(sides) };
};

/** The article's five dimensions as one vote each, unknown as none; the sum over five as odds. */
const fivePoints: Rule = (one) => {
  const sums = answersOf(one).map(([id, answers]) => [id, votes(answers)] as const);
  const sides = new Set(sums.map(([, sum]) => Math.sign(sum)));
  const says = sides.has(0) ? 'close' : sides.size === 2 ? 'hybrid' : sides.has(1) ? 'local' : 'api';
  return { says, local: Object.fromEntries(sums.map(([id, sum]) => [id, 0.5 + sum / 10])) };
};

function votes({ team_strength, budget, data_sensitivity, core, performance_need, latency }: Answers): number {
  const vote = (local: boolean, api: boolean): number => Number(local) - Number(api);
  return (
    vote(team_strength === 'solid' || team_strength === 'strong', team_strength === 'none' || team_strength === 'basic') +
    vote(budget === 'tight', budget === 'ample') +
    vote(data_sensitivity === 'confidential' || data_sensitivity === 'restricted', data_sensitivity === 'public') +
    vote(core === 'core', core === 'supporting') +
    vote(false, performance_need === 'frontier' || latency === 'realtime')
  );
}

/** What one shaken set of tables says. */
export interface Shaken {
  readonly agrees: number;
  readonly brier: number;
  /** Cases contradicted at `likely` or firmer. */
  readonly firmlyContradicted: number;
}

/** Every value of every row moved by up to `by` either way, independently: what is left if each judgement is that far off. */
export function shaken(cases: readonly Case[], table: number, by: number): Shaken {
  const judgedCases = judgeContests(cases, shakenRulebook(SEED + table, by));
  const { agrees, brier } = score(judgedCases);
  return { agrees, brier: Math.round(brier * 1e6) / 1e6, firmlyContradicted: judgedCases.filter(firmlyContradicted).length };
}

export function firmlyContradicted({ outcome, firmness }: JudgedCase): boolean {
  return outcome === 'contradicted' && isLikely(firmness);
}

export function isLikely(firmness: Firmness): boolean {
  return FIRMNESS.indexOf(firmness) >= FIRMNESS.indexOf('likely');
}

function shakenRulebook(seed: number, by: number): Rulebook {
  const random = xoroshiro128plus(seed);
  const moved = (value: number): number => Math.min(1, Math.max(0, value + by * (2 * uniformFloat64(random) - 1)));
  const side = (value: SideValue): SideValue => (typeof value === 'number' ? moved(value) : Object.fromEntries(Object.entries(value).map(([place, each]) => [place, moved(each)])));
  const row = (each: Row): Row => ({ ...each, local: side(each.local), api: side(each.api) });
  return compileRulebook(
    builtInPacks().map(({ sha256, pack }) => ({
      sha256,
      pack: pack.criteria === undefined ? pack : { ...pack, criteria: pack.criteria.map((criterion) => ({ ...criterion, rows: criterion.rows.map(row) })) },
    })),
  );
}

/** Each organisation left out in turn: by how much the score of the others moves, and so how much hangs on a single case. */
export function leaveOneOut(judged: readonly JudgedCase[]): { readonly share: readonly [least: number, most: number]; readonly brier: readonly [least: number, most: number] } {
  const scores = judged.map((one) => score(judged.filter((other) => other !== one)));
  const shares = scores.map(({ agrees }) => agrees / (judged.length - 1));
  const briers = scores.map(({ brier }) => brier);
  return { share: [Math.min(...shares), Math.max(...shares)], brier: [Math.min(...briers), Math.max(...briers)] };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
