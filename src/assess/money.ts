/** Costs put into words: from what was reckoned for each option to the money of a workload and of the organisation. */
import type { AssessedOption, BreakEvenFound, CostRange, PartLoad, WorkloadCost } from '../assessment/assessment.js';
import { costCurve, type Crossing } from '../cost/break-even.js';
import { apiLoad, coldStart } from '../cost/capacity.js';
import { answerOf } from '../cost/demand.js';
import { payback } from '../cost/hosting.js';
import { type CostLine } from '../cost/line.js';
import type { CostParts, KnownCost } from '../cost/option-cost.js';
import { exactly, scale, sum, weakest, type Range } from '../cost/range.js';
import { lazy, type Draft, type Make } from '../lazy.js';
import type { Option } from '../options/option.js';
import { SIDES, type LevelOf, type Side } from '../profile/vocabulary.js';
import type { Workload } from '../profile/workload.js';
import { COST_NOTES, PLATFORM_REST } from '../text/cost.js';
import { MONEY_TEXTS } from '../text/money.js';
import { latencyTarget } from '../cost/sizing.js';
import { ageOf } from './ages.js';
import type { DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import type { ClassCosts, WorkloadCosts } from './costs.js';
import type { Even } from './even.js';
import type { DecidedLoad } from './load.js';
import { titleOfOption } from './labels.js';
import { assessedLoad, outlookOf, type PartLoadDraft } from './load-words.js';
import { allPaid, platformsIn, priced, rounded, shareOf, standing, total, totalOf, whole, type Paid, type PricedStanding, type Standing } from './paid.js';

/** Cost and size of one option; nothing without a volume. */
export function moneyOf(option: Option, costs: ClassCosts | undefined, { language }: AssessContext): Pick<AssessedOption, 'cost' | 'sizing' | 'load'> {
  if (costs === undefined) return {};
  const cost = costs.costOf(option);
  if (cost.status === 'unknown') return { cost: { usd_per_month: null, because: cost.text[language], up_front_usd: null, notes: [] } };
  return {
    cost: {
      usd_per_month: total(cost.lines.map(({ usdPerMonth }) => rounded(usdPerMonth))),
      because: null,
      up_front_usd: total(cost.upFront.map(({ usd }) => rounded(usd))),
      notes: cost.notes.map((note) => COST_NOTES[note][language]),
    },
    ...(cost.parts.side === 'local' ? { sizing: sizingOf(cost.parts, option, costs) } : loadOf(costs)),
  };
}

function loadOf({ demand, basis }: ClassCosts): Pick<AssessedOption, 'load'> {
  const load = apiLoad(demand, basis);
  if (load === undefined) return {};
  const { requestsPerMinute, tokensPerMinute, usual } = load;
  return { load: { requests_per_minute: rounded(requestsPerMinute), tokens_per_minute: rounded(tokensPerMinute), usual_tokens_per_minute: usual.value, source: usual.source, date: usual.date } };
}

function sizingOf({ sizing }: Extract<CostParts, { side: 'local' }>, { place }: Option, { trafficClass, basis }: ClassCosts): NonNullable<AssessedOption['sizing']> {
  const { gpu, gpus, replica, replicas, spare, replicaRequestsPerDay, utilisation, inTime, available } = sizing;
  const pace = sizing.pace();
  const target = latencyTarget(answerOf(trafficClass, 'latency') as LevelOf<'latency'> | undefined, basis);
  return {
    gpu: gpu.name,
    gpus,
    gpus_per_replica: replica.gpus,
    replicas,
    spare_replicas: spare,
    available: available ?? null,
    precision: replica.precision ?? null,
    method: replica.method,
    requests_per_day_per_replica: rounded(replicaRequestsPerDay),
    utilisation,
    first_token_seconds: pace?.firstTokenSeconds ?? null,
    seconds_per_token: pace?.secondsPerToken ?? null,
    in_time: inTime,
    latency_target: target === undefined ? null : { first_token_seconds: target.firstTokenSeconds, seconds_per_token: target.secondsPerToken },
    cold_start_seconds: coldStart(place, basis)?.value ?? null,
  };
}

function linesOf({ decided, side, option, cost }: Standing, context: AssessContext): WorkloadCost['lines'] {
  const { language } = context;
  return (cost?.lines ?? []).map(({ id, label, usdPerMonth, formula, pieces, platform }: CostLine) => ({
    part: decided.trafficClass.id,
    side,
    option: option.id,
    id,
    label: label[language],
    usd_per_month: rounded(usdPerMonth),
    formula,
    pieces: pieces.map((piece) => ({ id: piece.id, label: piece.label[language], unit: piece.unit, value: piece.value, source: piece.source, date: piece.date, age_days: ageOf(piece, context) })),
    ...(platform === undefined ? {} : { platform }),
  }));
}

/** The lines of {@link restOf}, one by one. */
function restLines(paid: readonly Paid[] | undefined, context: AssessContext): WorkloadCost['lines'] {
  if (paid === undefined) return [];
  return platformsIn(paid, paid.reduce((all, one) => all + shareOf(one), 0)).filter(({ missing }) => missing > 0).flatMap(({ platform, dearest, missing }) => {
    const times = missing / shareOf(dearest);
    return linesOf(dearest.standing, context).filter((line) => line.platform === platform).map((line) => ({
      ...line,
      unshared: true,
      usd_per_month: rounded(scale(line.usd_per_month, times)),
      pieces: line.pieces.map((piece) => (piece.id === 'platform_share' ? { ...piece, label: PLATFORM_REST[context.language], value: exactly(missing, 'derived') } : piece)),
    }));
  });
}

/** What goes into words or charts is worked out later: a brief has none of it. */
export type CostDraft = Omit<Draft<WorkloadCost, 'break_even' | 'outlook' | 'lines' | 'because' | 'disagreement' | 'notes'>, 'parts' | 'loads'> & {
  readonly parts: () => readonly PartCostDraft[];
  readonly loads: () => readonly PartLoadDraft[] | undefined;
};
type PartCostDraft = Draft<WorkloadCost['parts'][number], 'break_even' | 'curve' | 'third_way'>;

/** With all that it is made of; the order of the fields is that of the draft. */
export function costFrom(draft: CostDraft, make: Make): WorkloadCost {
  return make<WorkloadCost>({
    ...draft,
    parts: () => draft.parts().map((part) => make<WorkloadCost['parts'][number]>(part)),
    loads: () => draft.loads()?.map((load) => make<PartLoad>(load)),
  });
}

export interface WorkloadMoney {
  /** All of it on one side, and as it is advised; null where a cost is not known. */
  readonly totals: Pick<WorkloadCost, 'currency' | 'local' | 'api' | 'recommended'>;
  /** Of what is recommended: what the platforms beside the dearest one cost. */
  readonly second: CostRange | null;
  /** What the totals are made of, class by class: what the organisation's need. */
  readonly paid: Readonly<Record<Way, readonly Paid[] | undefined>>;
  readonly draft: () => CostDraft;
}

/** Ways to run everything. */
export type Way = Side | 'recommended';

/** A workload's classes as each was decided, and with base and bursts apart where the load of one was split. */
export interface PricedWorkload {
  readonly workload: Workload;
  readonly wholes: readonly DecidedClass[];
  readonly classes: readonly DecidedClass[];
  readonly loads: readonly DecidedLoad[];
  readonly costs: WorkloadCosts;
  readonly moving: WorkloadCost['moving'];
  /** Where it runs today and is to stay, whatever side leads. */
  readonly staysOn: Side | undefined;
}

export function workloadMoney(stated: PricedWorkload, context: AssessContext): WorkloadMoney {
  const { wholes, classes, staysOn } = stated;
  const both = { local: wholes.map((one) => priced(one, 'local')), api: wholes.map((one) => priced(one, 'api')) };
  const on = (one: DecidedClass, side: Side): PricedStanding | undefined => both[side][wholes.indexOf(one)] ?? priced(one, side);
  const chosen = (staysOn === undefined ? classes : wholes).map((one) => (one.contest.side === null ? undefined : on(one, staysOn ?? one.contest.side)));
  const only = SIDES.find((side) => isSame(chosen, both[side]));
  const paid = { local: allPaid(both.local), api: allPaid(both.api), recommended: allPaid(chosen) };
  const wholly = { local: whole(paid.local), api: whole(paid.api) };
  const recommended = only === undefined ? whole(paid.recommended) : wholly[only];
  const totals = { currency: 'USD' as const, local: wholly.local?.total ?? null, api: wholly.api?.total ?? null, recommended: recommended?.total ?? null };
  const second = recommended?.second ?? null;
  const all = (): Standing[] => [...both.local, ...both.api].flatMap((one) => one?.standing ?? []);
  return { totals, second, paid, draft: () => costDraft(stated, totals, second, all(), () => [...restLines(paid.local, context), ...restLines(paid.api, context)], context) };
}

/** Whether all of it runs on one side, as most workloads do. */
const isSame = (chosen: readonly unknown[], side: readonly unknown[]): boolean => chosen.length === side.length && chosen.every((one, index) => one === side[index]);

function costDraft({ workload, wholes, loads, costs, moving }: PricedWorkload, totals: WorkloadMoney['totals'], second: CostRange | null, all: readonly Standing[], rest: () => WorkloadCost['lines'], context: AssessContext): CostDraft {
  const { language } = context;
  const texts = MONEY_TEXTS[language];
  const parts = lazy(() => wholes.flatMap((one) => partCost(one, workload) ?? []));
  const largest = lazy(() => parts().reduce((most, one) => (one.requests_per_day.expected > most.requests_per_day.expected ? one : most)));
  const { currency, local, api, recommended } = totals;
  const billed = fromBill(costs, context);
  return {
    currency,
    requests_per_day: rounded(costs.requestsPerDay),
    ...billed,
    local,
    api,
    recommended,
    second_stack: second,
    break_even: () => ({ part: largest().part, ...largest().break_even() }),
    parts,
    loads: () => (loads.length === 0 ? undefined : loads.map((load) => assessedLoad(load, workload, workload.replays?.get(load.whole.trafficClass.id), context))),
    outlook: () => outlook(wholes.find(({ trafficClass }) => trafficClass.id === largest().part), loads, workload, context),
    lines: () => [...all.flatMap((one) => linesOf(one, context)), ...rest()],
    because: () => [...new Set(all.flatMap(({ side, because }) => (because === undefined ? [] : [texts.unknownOf(side, because[language])])))],
    disagreement: () => disagreement(wholes, local, api, context),
    notes: () => [...(billed.from_bill === undefined ? [] : [billed.from_bill.because]), ...new Set(all.flatMap(({ side, cost }) => (cost?.notes ?? []).map((note) => texts.noteOf(side, note, COST_NOTES[note][language]))))],
    moving,
  };
}

function fromBill({ fromBill: bill, requestsPerDay }: WorkloadCosts, { language }: AssessContext): Pick<CostDraft, 'from_bill'> {
  if (bill === undefined) return {};
  const { option, usdPerMonth, usdPerRequest } = bill;
  const title = titleOfOption(option, language);
  const because = MONEY_TEXTS[language].fromBill(usdPerMonth, title, usdPerRequest, requestsPerDay);
  return { from_bill: { usd_per_month: usdPerMonth, option: option.id, title, usd_per_request: { ...usdPerRequest }, because } };
}

function outlook(whole: DecidedClass | undefined, loads: readonly DecidedLoad[], workload: Workload, context: AssessContext): WorkloadCost['outlook'] {
  if (whole === undefined) return null;
  const [local, api] = [standing(whole, 'local')?.cost, standing(whole, 'api')?.cost];
  return local === undefined || api === undefined ? null : outlookOf(whole, local, api, loads.find((load) => load.whole === whole), workload, context);
}

/* Break-even, third way, moving */

const UNKNOWN: BreakEvenFound = { status: 'unknown', at_best: 'unknown', at_worst: 'unknown', requests_per_day: null, position: null, gpus: null, utilisation: null, years_until: null };

function partCost(decided: DecidedClass, workload: Workload): PartCostDraft | undefined {
  const { costs, trafficClass } = decided;
  if (costs === undefined) return undefined;
  const [local, api] = [priced(decided, 'local'), priced(decided, 'api')];
  return {
    part: trafficClass.id,
    requests_per_day: rounded(costs.demand.requestsPerDay),
    local: totalOf([local]),
    api: totalOf([api]),
    break_even: lazy(() => foundOf(decided.even(), costs.demand.requestsPerDay.expected, workload.traffic?.growth_per_year)),
    curve: () => curveOf(decided),
    third_way: () => thirdWayOf(costs, local?.standing.option),
  };
}

function thirdWayOf(costs: ClassCosts, option: Option | undefined): WorkloadCost['parts'][number]['third_way'] {
  const third = option === undefined ? undefined : costs.thirdWayOf(option);
  return third === undefined || option?.modelName === undefined ? null : { model: option.modelName, usd_per_month: rounded(third.usdPerMonth), hosts: [...third.providers] };
}

/** A break-even so much further away makes no picture with the present volume. */
const MOST_DECADES_AWAY = 4;

function curveOf(decided: DecidedClass): WorkloadCost['parts'][number]['curve'] {
  const { corners } = decided.even();
  const current = decided.costs?.demand.requestsPerDay.expected ?? 0;
  if (corners === undefined || current <= 0) return [];
  const volume = decided.even().requestsPerDay() ?? 0;
  const near = volume > 0 && Math.abs(Math.log10(volume / current)) <= MOST_DECADES_AWAY;
  return costCurve(corners, near ? [current, volume] : [current]).map(({ requestsPerDay, local, api }) => ({ requests_per_day: requestsPerDay, local: threeDigits(local), api: threeDigits(api) }));
}

type Ends = Pick<CostRange, 'low' | 'expected' | 'high'>;
const threeDigits = ({ low, expected, high }: Ends): Ends => ({ low: Number(low.toPrecision(3)), expected: Number(expected.toPrecision(3)), high: Number(high.toPrecision(3)) });

function foundOf(even: Even, current: number, growth: number | undefined): BreakEvenFound {
  const found = even.found();
  if (found.status === 'unknown') return UNKNOWN;
  const { expected } = found.ends;
  return {
    status: found.status,
    at_best: found.ends.low.status,
    at_worst: found.ends.high.status,
    requests_per_day: found.requestsPerDay ?? null,
    position: expected.status === 'at' && expected.requestsPerDay > 0 ? current / expected.requestsPerDay : null,
    gpus: expected.status === 'at' ? expected.gpus : null,
    utilisation: expected.status === 'at' ? expected.utilisation : null,
    years_until: yearsUntil(expected, current, growth),
    ...(even.apiLeadsAgain() ? { api_leads_again: true } : {}),
  };
}

/** With a steady growth, when the present volume will be at the break-even. */
function yearsUntil(crossing: Crossing, current: number, growth: number | undefined): number | null {
  if (crossing.status !== 'at' || growth === undefined) return null;
  if (current >= crossing.requestsPerDay) return 0;
  return growth <= 0 || current === 0 ? null : Math.log(crossing.requestsPerDay / current) / Math.log(1 + growth);
}

/** Lines that are gone once they are paid: what one has set up and bought already costs nothing more. */
const SUNK: readonly CostLine['id'][] = ['setup', 'purchase'];
/** Where it is stated what is there, only what is missing is counted as bought: who leaves need not buy it. */
const SUNK_BESIDE_OWNED: readonly CostLine['id'][] = ['setup'];

/** Paying at once for the new side, against what it saves a month in running. */
export function movingOf({ runsToday }: Workload, classes: readonly DecidedClass[]): WorkloadCost['moving'] {
  if (runsToday !== 'local' && runsToday !== 'api') return null;
  const moved = classes.filter(({ contest }) => contest.side !== null && contest.side !== runsToday);
  const pairs = moved.map((one) => ({ from: standing(one, runsToday)?.cost, to: standing(one, runsToday === 'local' ? 'api' : 'local')?.cost }));
  if (pairs.length === 0) return null;
  const known = pairs.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [{ from, to }]));
  if (known.length < pairs.length) return null;
  const running = ({ lines }: KnownCost, sunk = SUNK): Range => sum(lines.filter(({ id }) => !sunk.includes(id)).map(({ usdPerMonth }) => usdPerMonth));
  const from = sum(known.map((pair) => running(pair.from, isOwned(pair.from) ? SUNK_BESIDE_OWNED : SUNK)));
  const to = sum(known.map((pair) => running(pair.to)));
  const upFront = sum(known.flatMap((pair) => pair.to.upFront.map(({ usd }) => usd)));
  const saving: Range = { low: from.low - to.high, expected: from.expected - to.expected, high: from.high - to.low, evidence: weakest(from, to) };
  const months = payback(upFront.expected, saving.expected);
  return { up_front_usd: rounded(upFront), saving_usd_per_month: rounded(saving), payback_months: months === undefined ? null : Math.round(months * 10) / 10 };
}

const isOwned = ({ notes }: KnownCost): boolean => notes.includes('owned');

/* What the article would say, beside the figures */

/** Ratios nearer to one than this are no disagreement. */
const ALIKE = 1.1;

function disagreement(classes: readonly DecidedClass[], local: CostRange | null, api: CostRange | null, { language }: AssessContext): string | null {
  const [first] = classes;
  const levels = first?.trafficClass.answers.budget.levels ?? [];
  const [level] = levels;
  if (local === null || api === null || levels.length !== 1 || level === undefined || level === 'moderate') return null;
  const said: Side = level === 'tight' ? 'local' : 'api';
  const [dear, cheap] = said === 'local' ? [local.expected, api.expected] : [api.expected, local.expected];
  if (dear < cheap * ALIKE) return null;
  return MONEY_TEXTS[language].disagreement(said, dear / cheap);
}

/** The sentence of the criterion `cost` once figures speak, or why they do not. */
export function costReason(decided: DecidedClass, context: AssessContext): string | undefined {
  if (decided.costs === undefined) return undefined;
  const texts = MONEY_TEXTS[context.language];
  const [local, api] = [standing(decided, 'local'), standing(decided, 'api')];
  if (decided.moneyCounts) return texts.bothSides(local?.cost?.usdPerMonth.expected, api?.cost?.usdPerMonth.expected);
  const unknown = [local, api].flatMap((one) => (one?.because === undefined ? [] : [texts.unknownOf(one.side, one.because[context.language])]));
  return unknown.length === 0 ? undefined : `${unknown.join(texts.space)}${texts.space}${texts.articleSpeaks}`;
}

/** The sides of a class whose cost is not known, and what would make it known, where it has a volume and two sides to compare. */
export function unknownCosts(decided: DecidedClass, { language }: AssessContext): readonly { readonly side: Side; readonly because: string }[] {
  if (decided.moneyCounts) return [];
  const both = [standing(decided, 'local'), standing(decided, 'api')];
  return both.flatMap((one) => (one?.because === undefined || both.includes(undefined) ? [] : [{ side: one.side, because: one.because[language] }]));
}

type Fact = number | boolean | undefined;

/**
 * What claims may say of money once the decision is known. Rounded as it is shown, so that a sentence never contradicts a table. The break-even is
 * looked for when a rule or a sentence reads it.
 */
export function moneyFacts(decided: DecidedClass): Readonly<Record<string, Fact | (() => Fact)>> {
  if (decided.costs === undefined) return { costs_known: false };
  const [local, api] = [standing(decided, 'local')?.cost, standing(decided, 'api')?.cost];
  const staff = (cost: KnownCost): number => cost.lines.filter(({ id }) => id === 'staff').reduce((usd, line) => usd + line.usdPerMonth.expected, 0);
  const setUp = (cost: KnownCost): number => cost.upFront.reduce((usd, one) => usd + one.usd.expected, 0);
  return {
    ...(local === undefined ? {} : { local_usd_per_month: twoDigits(local.usdPerMonth.expected), local_staff_usd_per_month: twoDigits(staff(local)), local_up_front_usd: twoDigits(setUp(local)) }),
    ...(api === undefined ? {} : { api_usd_per_month: twoDigits(api.usdPerMonth.expected), api_staff_usd_per_month: twoDigits(staff(api)), api_up_front_usd: twoDigits(setUp(api)) }),
    break_even_requests_per_day: () => {
      const even = decided.even().requestsPerDay();
      return even === undefined ? undefined : twoDigits(even);
    },
    costs_known: local !== undefined && api !== undefined,
  };
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}
