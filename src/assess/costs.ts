/**
 * What each way to run a class costs, reckoned once and only where there is a volume: without one, nothing here runs, and the article's
 * own words stand in for money.
 */
import { DAYS_PER_MONTH, demandOf, requestsFromBill, statedRequests, type Demand } from '../cost/demand.js';
import { expectedUsdPerMonth, fixedCost, optionCost, thirdWay, type CostInput, type KnownCost, type OptionCost, type PricedShape } from '../cost/option-cost.js';
import type { CostBasis } from '../cost/basis.js';
import { exactly, product, scale, type Range } from '../cost/range.js';
import type { FixedReplicas } from '../cost/sizing.js';
import { costValue } from '../cost/value.js';
import type { Contest } from '../decision/contest.js';
import { remembered } from '../lazy.js';
import type { Option } from '../options/option.js';
import type { Organisation } from '../profile/schema.js';
import type { Side } from '../profile/vocabulary.js';
import type { TrafficClass, Workload } from '../profile/workload.js';
import { basisOf, type AssessContext } from './context.js';

/** Costs of one class of traffic. */
export interface ClassCosts {
  readonly trafficClass: TrafficClass;
  readonly demand: Demand;
  /** Share of the people and the set-up of a platform that this class bears. */
  readonly platformShare: number;
  readonly basis: CostBasis;
  /** What the cost of an option is reckoned from. */
  readonly inputOf: (option: Option) => CostInput;
  readonly costOf: (option: Option) => OptionCost;
  /** Expected US dollars a month; `undefined` where they are not known. */
  readonly expectedOf: (option: Option) => number | undefined;
  /** The open model of a local option behind somebody's API. */
  readonly thirdWayOf: (option: Option) => ReturnType<typeof thirdWay>;
}

export interface WorkloadCosts {
  /** Requests a day of the whole workload, as stated or as the bill pays for. */
  readonly requestsPerDay: Range;
  /** The bill that the volume was reckoned from. */
  readonly fromBill?: BilledApi & { readonly usdPerMonth: number };
  /** A bill that is stated beside a volume, and what that volume comes to at the same interface. */
  readonly bill?: BillBesideVolume;
  of(trafficClass: TrafficClass): ClassCosts | undefined;
}

export interface BillBesideVolume {
  readonly option: Option;
  readonly usdPerMonth: number;
  /** By the stated volume, tokens and the list price. */
  readonly reckoned: Range;
}

export interface CostedWorkload {
  readonly workload: Workload;
  readonly organisation: Organisation;
  /** How many workloads share a platform. */
  readonly workloads: number;
  /** The options of a class, to find the one that a bill is for. */
  readonly optionsOf: (trafficClass: TrafficClass) => readonly Option[];
}

/** An interface that a bill may be for, with its price. */
export interface BilledApi {
  readonly option: Option;
  readonly usdPerRequest: Range;
}

/** `undefined` where neither a volume is known nor a bill with the interface that it is for, or nothing says what a request is. */
export function workloadCosts(input: CostedWorkload, context: AssessContext): WorkloadCosts | undefined {
  const { workload } = input;
  const bill = workload.traffic?.monthly_api_bill_usd;
  const stated = statedRequests(workload);
  if (stated === undefined && bill === undefined) return undefined;
  const basis = basisOf(context);
  const billed = bill === undefined ? undefined : pricedApis(input, basis).find(({ option }) => option.origin === 'user');
  const fromBill = stated !== undefined || bill === undefined || billed === undefined ? undefined : { ...billed, usdPerMonth: bill };
  const requestsPerDay = stated ?? (fromBill === undefined ? undefined : requestsFromBill(fromBill.usdPerMonth, fromBill.usdPerRequest));
  if (requestsPerDay === undefined) return undefined;
  const all = workload.classes.map((one) => classCosts(one, input, requestsPerDay, fromBill === undefined ? undefined : { option: fromBill.option.id, usd: fromBill.usdPerMonth }, basis));
  if (all.every((one) => one === undefined)) return undefined;
  const costs: WorkloadCosts = { requestsPerDay, of: ({ id }) => all.find((one) => one?.trafficClass.id === id) };
  if (bill === undefined) return costs;
  const beside = workload.requestsPerDay === undefined ? undefined : billed;
  return {
    ...costs,
    ...(fromBill === undefined ? {} : { fromBill }),
    ...(beside === undefined ? {} : { bill: { option: beside.option, usdPerMonth: bill, reckoned: scale(product(requestsPerDay, beside.usdPerRequest), DAYS_PER_MONTH) } }),
  };
}

/** A bill says nothing of the volume while nobody knows what it is for: prices differ by a factor of a hundred. */
export interface UnnamedBill {
  readonly usdPerMonth: number;
  /** From the cheapest to the dearest interface that it might be for. */
  readonly mayBeFor: () => readonly BilledApi[];
}

export function unnamedBill(input: CostedWorkload, context: AssessContext): UnnamedBill | undefined {
  const { workload } = input;
  const bill = workload.traffic?.monthly_api_bill_usd;
  if (bill === undefined || statedRequests(workload) !== undefined) return undefined;
  const basis = basisOf(context);
  if (pricedApis(input, basis).some(({ option }) => option.origin === 'user')) return undefined;
  return { usdPerMonth: bill, mayBeFor: () => [...pricedApis(input, basis)].filter(({ usdPerRequest }) => usdPerRequest.expected > 0).sort((a, b) => a.usdPerRequest.expected - b.usdPerRequest.expected) };
}

function pricedApis(input: CostedWorkload, basis: CostBasis): readonly BilledApi[] {
  const [first] = input.workload.classes;
  const costs = classCosts(first, input, exactly(1, 'derived'), undefined, basis);
  if (costs === undefined) return [];
  return input.optionsOf(first).flatMap((option) => {
    const cost = option.side === 'api' ? costs.costOf(option) : undefined;
    return cost?.status === 'known' && cost.parts.side === 'api' ? [{ option, usdPerRequest: cost.parts.usdPerRequest }] : [];
  });
}

function classCosts(
  trafficClass: TrafficClass,
  { workload, organisation, workloads }: CostedWorkload,
  requestsPerDay: Range,
  bill: { readonly option: string; readonly usd: number } | undefined,
  basis: CostBasis,
): ClassCosts | undefined {
  const result = demandOf(workload, trafficClass, basis, requestsPerDay);
  if (result.status === 'unknown') return undefined;
  const { demand } = result;
  const platformShare = trafficClass.share / workloads;
  const inputOf = (option: Option): CostInput => ({
    option,
    trafficClass,
    demand,
    organisation,
    platformShare,
    measured: option.measured,
    statedBillUsd: bill?.option === option.id ? bill.usd * trafficClass.share : undefined,
  });
  return remembering(trafficClass, demand, platformShare, basis, inputOf, (option) => optionCost(inputOf(option), basis), (option) => expectedUsdPerMonth(inputOf(option), basis));
}

/** An id names the model, the place and the provider, so the same id costs the same whichever answers are tried. */
function remembering(
  trafficClass: TrafficClass,
  demand: Demand,
  platformShare: number,
  basis: CostBasis,
  inputOf: ClassCosts['inputOf'],
  cost: ClassCosts['costOf'],
  expected: ClassCosts['expectedOf'],
): ClassCosts {
  const known = new Map<string, OptionCost>();
  const totals = new Map<string, { readonly usd: number | undefined }>();
  return {
    trafficClass,
    demand,
    platformShare,
    basis,
    inputOf,
    costOf: (option) => known.get(option.id) ?? remembered(known, option.id, () => cost(option)),
    expectedOf: (option) => (totals.get(option.id) ?? remembered(totals, option.id, () => ({ usd: expected(option) }))).usd,
    thirdWayOf: (option) => thirdWay(inputOf(option), basis),
  };
}

/** What of a class's load goes one way: how much of it, and the replicas that would serve it at home. */
export interface LoadSlice {
  readonly trafficClass: TrafficClass;
  /** Share of the requests of the whole class. */
  readonly share: Range;
  /** Its highest load over its own mean. */
  readonly peakFactor: Range;
  /** Share of its own requests that may wait; as of the whole where it is not said. */
  readonly batchableShare?: number;
  readonly option: Option;
  readonly shape: Pick<PricedShape, 'gpu' | 'replica'>;
  readonly replicas: FixedReplicas;
}

/** Costs of a slice: of the local option as many replicas as were chosen, of an API its share of the requests. */
export function sliceCosts(whole: ClassCosts, slice: LoadSlice): ClassCosts {
  const { basis } = whole;
  const { trafficClass, share, peakFactor, batchableShare } = slice;
  const usage = batchableShare === undefined ? whole.demand.usage : { ...whole.demand.usage, batchableShare: exactly(batchableShare, 'derived') };
  const demand: Demand = { usage, requestsPerDay: product(whole.demand.requestsPerDay, share), peakFactor };
  const platformShare = whole.platformShare * share.expected;
  const inputOf = (option: Option): CostInput => {
    const input = whole.inputOf(option);
    return { ...input, trafficClass, demand, platformShare, statedBillUsd: input.statedBillUsd === undefined ? undefined : input.statedBillUsd * share.expected };
  };
  const cost = (option: Option): OptionCost => (option.id === slice.option.id ? fixedCost(slice.shape, slice.replicas, inputOf(option), basis) : optionCost(inputOf(option), basis));
  const sliced: ClassCosts = remembering(trafficClass, demand, platformShare, basis, inputOf, cost, (option) => {
    const known = sliced.costOf(option);
    return known.status === 'known' ? known.usdPerMonth.expected : undefined;
  });
  return sliced;
}

/** What stands for a side of a contest with its cost, where that is known. */
export function knownCostOf({ representative }: Contest, side: Side, costs: ClassCosts | undefined): { readonly option: Option; readonly cost: KnownCost } | undefined {
  const option = representative[side]?.option;
  const cost = option === undefined ? undefined : costs?.costOf(option);
  return option === undefined || cost?.status !== 'known' ? undefined : { option, cost };
}

/** What an option's cost is worth as a value, where it is known. */
export function valueOfCost(costs: ClassCosts | undefined, option: Option): number | undefined {
  const usd = costs?.expectedOf(option);
  return usd === undefined ? undefined : costValue(usd);
}

export type { KnownCost, OptionCost };
