/** A decided load put into words: what the Assessment says of it. */
import type { CostRange, Outlook, PartLoad } from '../assessment/assessment.js';
import type { FigureId } from '../catalogue/cost-schema.js';
import { figure } from '../cost/basis.js';
import { HOURS_PER_MONTH } from '../cost/demand.js';
import { kindsOf, machinesOf } from '../cost/load/base.js';
import { fleetOf } from '../cost/load/fleet.js';
import { requestsPerSecondOf, type LoadSplit } from '../cost/load/split.js';
import { cheapestAt, costsAfter, monthsUntilChange, usdOutsideAfter, volumeOfChange, type OutlookInput, type Way } from '../cost/outlook.js';
import type { Range } from '../cost/range.js';
import type { TraceReplay } from '../profile/trace.js';
import type { Workload } from '../profile/workload.js';
import type { Draft } from '../lazy.js';
import { besideUsd, formatUsd } from '../text/format.js';
import { LOAD_TEXTS } from '../text/load.js';
import { daysLater, type AssessContext } from './context.js';
import { wholeName } from './labels.js';
import type { DecidedClass } from './class.js';
import type { ClassCosts, KnownCost } from './costs.js';
import type { DecidedLoad } from './load.js';

/** Points of the curve that are kept: enough to draw it. */
const POINTS = 48;

export type PartLoadDraft = Draft<PartLoad, 'duration' | 'because'>;

export function assessedLoad(load: DecidedLoad, workload: Workload, replay: TraceReplay | undefined, context: AssessContext): PartLoadDraft {
  const { whole, shape } = load;
  const { status, split } = load.found();
  const costs = whole.costs as ClassCosts;
  const perHour = costs.demand.requestsPerDay.expected / 24;
  return {
    part: whole.trafficClass.id,
    name: wholeName(whole.trafficClass, context.language),
    from: shape.from,
    peak_factor: shape.curve.peak,
    ...(shape.mayWait === 0 ? {} : { may_wait: shape.mayWait }),
    duration: () => Array.from({ length: POINTS + 1 }, (_, i) => ({ time: i / POINTS, requests_per_hour: shape.curve.quantile(1 - i / POINTS) * perHour })),
    status,
    because: () => LOAD_TEXTS[context.language].withWaiting(because(load, workload, context), shape.mayWait),
    split: split === undefined ? null : assessedSplit(split, load, workload),
    ...(replay === undefined || split === undefined ? {} : { replay: assessedReplay(replay, split, context) }),
  };
}

function assessedReplay(replay: TraceReplay, { requestsInside }: LoadSplit, { language }: AssessContext): NonNullable<PartLoad['replay']> {
  const { requests, seconds, overflow, utilisation, waitSeconds } = replay;
  return {
    requests,
    seconds,
    overflow: { requests: overflow.requests, input_tokens: overflow.inputTokens, output_tokens: overflow.outputTokens },
    utilisation,
    wait_seconds: waitSeconds,
    because: LOAD_TEXTS[language].replay({ requests, seconds, overflow: overflow.requests, reckoned: 1 - requestsInside.expected, utilisation, p50: waitSeconds.p50, p95: waitSeconds.p95 }),
  };
}

function assessedSplit(split: LoadSplit, { whole, option, shape }: DecidedLoad, workload: Workload): NonNullable<PartLoad['split']> {
  const costs = whole.costs as ClassCosts;
  const input = costs.inputOf(option);
  const { base, requestsInside, tokensInside } = split;
  const fleet = fleetOf(base, shape.mayWait, input, workload, costs.basis);
  const shares = (inside: number): { local: number; api: number } => ({ local: inside, api: 1 - inside });
  return {
    gpu: base.shape.gpu.name,
    replicas: base.replicas,
    gpus_per_replica: base.shape.gpusPerReplica,
    requests_per_second: requestsPerSecondOf(split, input),
    critical_ratio: split.criticalRatio,
    last_use: Math.min(1, split.lastUse),
    next_use: Math.min(1, split.nextUse),
    burst_hours_per_month: split.burstTime * HOURS_PER_MONTH,
    requests: shares(requestsInside.expected),
    tokens: tokensInside === undefined ? null : shares(tokensInside),
    usd_per_month: cents(split.usdPerMonth),
    saving_usd_per_month: cents(split.savingUsdPerMonth),
    second_stack_usd_per_month: cents(split.secondStackUsdPerMonth),
    net_usd_per_month: cents(split.savingUsdPerMonth - split.secondStackUsdPerMonth),
    fleet: {
      places: fleet.places,
      all_places: fleet.allPlaces,
      first_token_seconds: fleet.firstTokenSeconds,
      seconds_per_token: fleet.secondsPerToken,
      mean_input_tokens: fleet.meanInputTokens,
      mean_output_tokens: fleet.meanOutputTokens,
      patience_seconds: fleet.patienceSeconds,
      speed: fleet.speed,
      may_wait: fleet.mayWait,
    },
  };
}

const cents = (value: number): number => Math.round(value * 100) / 100;

function because({ whole, found, option, local, api }: DecidedLoad, workload: Workload, { language }: AssessContext): string {
  const { status, split, ratio } = found();
  const words = LOAD_TEXTS[language];
  const costs = whole.costs as ClassCosts;
  const name = workload.classes.length === 1 ? undefined : wholeName(whole.trafficClass, language);
  if (status === 'may_not_leave' || status === 'too_many') return words.status[status]({ name });
  if (split === undefined || status === 'all_inside' || status === 'all_outside') return words.status[status === 'all_inside' ? status : 'all_outside']({ name, ratio: ratio ?? 0 });
  const cheaper = Math.min(local.usdPerMonth.expected, api.usdPerMonth.expected);
  const net = split.savingUsdPerMonth - split.secondStackUsdPerMonth;
  const largest = Math.max(split.savingUsdPerMonth, split.secondStackUsdPerMonth);
  const [saving, second] = [besideUsd(split.savingUsdPerMonth, largest), besideUsd(split.secondStackUsdPerMonth, largest)];
  return words.status[status]({
    name,
    gpus: words.gpus(split.base.replicas * split.base.shape.gpusPerReplica, split.base.shape.gpu.name),
    requestsPerSecond: requestsPerSecondOf(split, costs.inputOf(option)),
    share: split.requestsInside.expected,
    hours: split.burstTime * HOURS_PER_MONTH,
    saving,
    second,
    net: status === 'other_criteria' ? besideUsd(net, cheaper) : saving - second,
    // Beside the cheaper side, and so without people that other traffic pays for.
    usd: cheaper - net,
    ratio: split.criticalRatio,
    nextUse: split.nextUse,
    side: whole.contest.side ?? 'api',
  });
}

/* The time to come */

const AFTER_MONTHS = [12, 24, 36] as const;
/** Prices, models and traffic change so much in a year that nobody should wait longer. */
const AT_THE_LATEST_MONTHS = 12;

/** Of one class, where the costs of both sides are known. */
export function outlookOf(whole: DecidedClass, local: KnownCost, api: KnownCost, load: DecidedLoad | undefined, workload: Workload, context: AssessContext): Outlook | null {
  const { costs } = whole;
  if (costs === undefined || local.parts.side !== 'local' || api.parts.side !== 'api' || !(costs.demand.requestsPerDay.expected > 0)) return null;
  const { language, asOf } = context;
  const words = LOAD_TEXTS[language];
  const of = (id: FigureId): Range => figure(id, undefined, costs.basis).value;
  const stated = workload.traffic?.growth_per_year;
  const growth = stated ?? 0;
  const decline = of('api_price_decline_per_year');
  const option = whole.contest.representative.local?.option;
  const may = load?.found().may;
  const machines = may?.machines ?? (option === undefined ? [] : machinesOf(local.parts, costs.inputOf(option), costs.basis));
  if (machines.length === 0) return null;
  const input: OutlookInput = {
    kinds: kindsOf(machines),
    apiUsdPerRequest: api.parts.usdPerRequest.expected,
    apiFixedUsdPerMonth: api.parts.fixedUsdPerMonth.expected,
    requestsPerDay: costs.demand.requestsPerDay.expected,
    may,
  };
  const months = AFTER_MONTHS.map((after): Outlook['months'][number] => {
    const expected = costsAfter(after, input, growth, decline.expected);
    const split = expected.split === undefined ? null : cents(expected.split);
    return {
      months: after,
      date: monthsLater(asOf, after),
      requests_per_day: expected.requestsPerDay,
      local: cents(expected.local),
      api: rounded({ low: usdOutsideAfter(after, input, growth, decline.high), expected: expected.api, high: usdOutsideAfter(after, input, growth, decline.low), evidence: 'assumed' }),
      split,
      cheapest: expected.cheapest,
    };
  });
  // Of more machines than there are, nobody may know the price.
  if (months.some((one) => !Number.isFinite(one.local))) return null;
  const present = presentWay(local, api, load);
  const recommended: Way | null = load?.found().status === 'split' ? 'split' : whole.contest.side;
  // No reason to look again: what the steps of the full reckoning see otherwise today, and what only bears out the advice.
  const isNews = cheapestAt(input.requestsPerDay, 1, input) === present;
  const worth = <T extends { readonly to: Way }>(find: () => T | undefined): T | undefined => {
    const found = isNews ? find() : undefined;
    return found?.to === recommended ? undefined : found;
  };
  const change = worth(() => monthsUntilChange(present, input, growth, decline.expected, AT_THE_LATEST_MONTHS));
  const volume = worth(() => volumeOfChange(present, input));
  const date = monthsLater(asOf, change?.months ?? AT_THE_LATEST_MONTHS);
  const part = workload.classes.length === 1 ? undefined : wholeName(whole.trafficClass, language);
  const usd = (value: number): string => formatUsd(value, language);
  return {
    part: whole.trafficClass.id,
    growth_per_year: growth,
    growth_evidence: stated === undefined ? 'assumed' : 'stated',
    api_price_decline_per_year: decline,
    months,
    look_again: { date, to: change?.to ?? null, requests_per_day: volume?.requestsPerDay ?? null, to_at_volume: volume?.to ?? null },
    because: [
      words.outlook(months.map((one) => ({ months: one.months, local: usd(one.local), api: usd(one.api.expected), split: one.split === null ? undefined : usd(one.split) })), growth, stated !== undefined, decline.expected, part),
      words.lookAgain(
        date,
        change === undefined ? undefined : { from: present, to: change.to },
        volume === undefined ? undefined : { requests: volume.requestsPerDay, more: volume.requestsPerDay > input.requestsPerDay, to: volume.to },
      ),
    ],
  };
}

/** The cheapest way today, as it is priced in full. */
function presentWay(local: KnownCost, api: KnownCost, load: DecidedLoad | undefined): Way {
  const status = load?.found().status;
  if (status === 'split' || status === 'other_criteria') return 'split';
  return local.usdPerMonth.expected < api.usdPerMonth.expected ? 'local' : 'api';
}

const rounded = ({ low, expected, high, evidence }: Range): CostRange => ({ low: cents(low), expected: cents(expected), high: cents(high), evidence });

/** The same day some months later; the last of a month that is too short for it. */
function monthsLater(iso: string, months: number): string {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0));
  return daysLater(last.toISOString().slice(0, 10), Math.min(0, day - last.getUTCDate()));
}
