/** What the reports say of money: a few lines for each workload, and every line of the reckoning for those who check it. */
import type { Assessment, AssessedWorkload, CostRange, WorkloadCost } from '../assessment/assessment.js';
import { SIDES, type Language, type Side, type Text } from '../profile/vocabulary.js';
import { COST_LINES, COST_QUANTITIES } from '../text/cost.js';
import { formatList, midSentence } from '../text/format.js';
import { LOAD_TEXTS } from '../text/load.js';
import { isWide, MONEY_TEXTS } from '../text/money.js';
import { wholeClasses } from './view.js';

/** So many of the largest lines of a side are named, and only those that make up a good part of it. */
const NAMED_LINES = 2;
const NOTABLE_SHARE = 0.2;

/** What a report draws beside the sentences and so does not say in words. */
interface Said {
  readonly sides: boolean;
  readonly breakEven: boolean;
}

/** The money of a workload, a sentence a line; nothing without a volume. */
export function moneyLines(workload: AssessedWorkload, asOf: string, language: Language, said: Said = { sides: true, breakEven: true }): readonly string[] {
  const { cost } = workload;
  if (cost === undefined) return [];
  const text = MONEY_TEXTS[language];
  const wide = [cost.local, cost.api].some((range) => range !== null && isWide(range));
  const { recommended, second_stack: second, moving, disagreement } = cost;
  return [
    ...(cost.from_bill === undefined ? [] : [cost.from_bill.because]),
    ...(said.sides ? SIDES.flatMap((side) => sideLine(workload, cost, side, language)) : []),
    ...cost.because,
    ...(workload.recommendation === 'hybrid' && !workload.advice.includes('stay') && recommended !== null ? [text.recommended(text.amount(recommended), second === null ? undefined : text.amount(middleOf(second)))] : []),
    ...(said.breakEven ? breakEvenLine(workload, cost, language) : []),
    ...(cost.loads ?? []).filter((load) => !isToldByBreakEven(load, cost)).flatMap((load) => [load.because, ...(load.replay === undefined ? [] : [load.replay.because])]),
    ...thirdWayLine(workload, cost, language),
    ...(cost.outlook?.because ?? []),
    ...(moving === null ? [] : [text.moving(text.amount(middleOf(moving.up_front_usd)), moving.saving_usd_per_month.expected, moving.payback_months ?? undefined)]),
    ...(disagreement === null ? [] : [disagreement]),
    ...agesLine(cost, asOf, language),
    ...(wide ? [text.wide] : []),
  ];
}

/** Where not even full machines pay, no base of them does. */
function isToldByBreakEven({ part, status }: NonNullable<WorkloadCost['loads']>[number], { break_even: found }: WorkloadCost): boolean {
  return found.status === 'never' && part === found.part && status === 'all_outside';
}

/** How old the oldest figure is that was read somewhere, or that all are from after the day in question. */
function agesLine({ lines }: WorkloadCost, asOf: string, language: Language): string[] {
  const dated = lines.flatMap(({ pieces }) => pieces).filter(({ age_days: days }) => days !== null);
  const [first, ...others] = dated;
  if (first === undefined) return [];
  const oldest = others.reduce((old, one) => ((one.age_days ?? 0) > (old.age_days ?? 0) ? one : old), first);
  const earliest = dated.reduce((early, one) => (one.date < early.date ? one : early), first);
  if (earliest.date > asOf) return [MONEY_TEXTS[language].later(asOf, earliest.label, earliest.date)];
  return [MONEY_TEXTS[language].ages(oldest.age_days ?? 0, oldest.label, oldest.date)];
}

const middleOf = (range: CostRange): CostRange => ({ ...range, low: range.expected, high: range.expected });

function sideLine(workload: AssessedWorkload, cost: WorkloadCost, side: Side, language: Language): string[] {
  const range = cost[side];
  if (range === null) return [];
  const text = MONEY_TEXTS[language];
  const largest = largestLines(cost, side).filter(({ usd }) => usd >= range.expected * NOTABLE_SHARE);
  return [text.side(side, text.amount(range), largest.slice(0, NAMED_LINES).map(({ label, usd }) => text.largest(label, usd)), side === 'local' ? machinesOf(workload, cost, language) : '')];
}

/** The machines that are paid for, where they are more than the profile names, or answer too slowly. */
function machinesOf({ options }: AssessedWorkload, { lines }: WorkloadCost, language: Language): string {
  const paid = options.filter(({ id, part }) => lines.some((line) => line.option === id && line.part === part)).flatMap(({ sizing }) => sizing ?? []);
  const told = paid.filter(({ in_time: inTime, available }) => !inTime || available?.enough === false);
  if (told.length === 0) return '';
  const text = MONEY_TEXTS[language];
  const gpus = [...new Set(told.map((one) => LOAD_TEXTS[language].gpus(one.gpus.expected, one.gpu)))];
  return text.machines(formatList(gpus, language), told.some(({ in_time: inTime }) => !inTime));
}

/** Lines of the same name, over all parts, together. */
function largestLines(cost: WorkloadCost, side: Side): { readonly label: string; readonly usd: number }[] {
  const sums = new Map<string, number>();
  for (const line of cost.lines) if (line.side === side) sums.set(line.label, (sums.get(line.label) ?? 0) + line.usd_per_month.expected);
  return [...sums].map(([label, usd]) => ({ label, usd })).sort((a, b) => b.usd - a.usd);
}

export function breakEvenLine(workload: AssessedWorkload, { break_even: found, outlook }: WorkloadCost, language: Language): string[] {
  if (found.status === 'unknown') return [];
  const { several, nameOf } = wholeClasses(workload);
  const part = several ? nameOf(found.part) : undefined;
  const { status, at_best: best, at_worst: worst, requests_per_day: requests, position, years_until: years, api_leads_again: again = false } = found;
  return [MONEY_TEXTS[language].breakEven(status, best, worst, { requests: requests?.expected, low: requests?.low, high: requests?.high, position: position ?? undefined, years: years ?? undefined, outrun: isOutrun(years, outlook), again, part })];
}

/** By the outlook, which lets prices fall, the API is still the cheapest at every date after the break-even of today's prices. */
function isOutrun(years: number | null, outlook: WorkloadCost['outlook']): boolean {
  const then = (outlook?.months ?? []).filter(({ months }) => years !== null && months >= years * 12);
  return then.length > 0 && then.every(({ cheapest }) => cheapest === 'api');
}

/** Of the part with the most requests: the open model behind somebody's API. Where a rule bars every API, it bars that one. */
function thirdWayLine({ parts }: AssessedWorkload, cost: WorkloadCost, language: Language): string[] {
  if (parts.some(({ id, of = id, side, firmness }) => of === cost.break_even.part && side === 'local' && firmness === 'gate')) return [];
  const third = cost.parts.find(({ part }) => part === cost.break_even.part)?.third_way ?? null;
  const text = MONEY_TEXTS[language];
  return third === null ? [] : [text.thirdWay(third.model, text.amount(third.usd_per_month))];
}

/** Why it costs more than one side, what several workloads use together, and what none of them bears alone. */
export function sharedLines({ organisation: { cost } }: Assessment, language: Language): readonly string[] {
  const { shared = [], unshared } = cost ?? {};
  const text = MONEY_TEXTS[language];
  return [...(cost !== undefined && isDearerThanBoth(cost) ? [text.dearerThanBoth] : []), ...shared.map(({ because }) => because), ...(unshared === undefined ? [] : [text.unshared(text.middle(unshared))])];
}

/** All local, all API and as recommended; nothing where none of these is known. */
export function organisationLine({ organisation: { cost }, workloads }: Assessment, language: Language): string | undefined {
  if (cost === undefined || (cost.local === null && cost.api === null && cost.recommended === null)) return undefined;
  const text = MONEY_TEXTS[language];
  const onSide = (side: Side): string => {
    const range = cost[side];
    return range !== null ? text.amount(range) : withoutAmount(workloads, side, language);
  };
  // One workload says it itself.
  const second = workloads.length < 2 || cost.second_stack === null ? undefined : text.amount(middleOf(cost.second_stack));
  return text.organisation(onSide('local'), onSide('api'), cost.recommended === null ? text.notKnown : text.amount(cost.recommended), second);
}

/** Two platforms cost more than either alone would: nobody splits for that. */
function isDearerThanBoth({ local, api, recommended, second_stack: second }: NonNullable<Assessment['organisation']['cost']>): boolean {
  if (local === null || api === null || recommended === null || second === null) return false;
  return recommended.expected > Math.max(local.expected, api.expected);
}

/** What stands in place of an amount: why nobody knows it. */
export function withoutAmount(workloads: readonly AssessedWorkload[], side: Side, language: Language): string {
  const { impossible, notKnown } = MONEY_TEXTS[language];
  return workloads.some((workload) => isOut(workload, side)) ? impossible : notKnown;
}

/** Some class has no option there that rules admit. */
function isOut({ options }: AssessedWorkload, side: Side): boolean {
  const parts = new Set(options.map(({ part }) => part));
  return [...parts].some((part) => !options.some((option) => option.part === part && option.side === side && option.admissible !== 'no'));
}

/** A line of the reckoning as cells: part, side, name, amount, formula. */
export interface MoneyRow {
  readonly part: string;
  readonly side: Side;
  readonly label: string;
  readonly amount: string;
  readonly formula: string;
}

export function moneyRows(workload: AssessedWorkload, language: Language): readonly MoneyRow[] {
  const text = MONEY_TEXTS[language];
  const { several, nameOf } = wholeClasses(workload);
  return (workload.cost?.lines ?? []).map((line) => ({
    part: several ? nameOf(line.part) : '', side: line.side, label: line.label, amount: text.amount(line.usd_per_month), formula: wordedFormula(line, language),
  }));
}

/** A formula with the names of its pieces, and of what was reckoned on the way, in place of their ids. One without a name stays as it is: a test finds it. */
export function wordedFormula({ formula, pieces }: Pick<WorkloadCost['lines'][number], 'formula' | 'pieces'>, language: Language): string {
  const labels = new Map(pieces.map(({ id, label }) => [id, label]));
  const reckoned: Readonly<Record<string, Text>> = { ...COST_LINES, ...COST_QUANTITIES };
  return formula.replace(/[a-z][a-z_0-9]*/g, (id) => midSentence(labels.get(id) ?? (Object.hasOwn(reckoned, id) ? reckoned[id]?.[language] : undefined) ?? id));
}
