/** A cost and what it is reckoned from: the terms that everything about money shares. */
import type { Gpu } from '../catalogue/schema.js';
import type { Option } from '../options/option.js';
import type { Organisation } from '../profile/schema.js';
import type { Text } from '../profile/vocabulary.js';
import type { TrafficClass } from '../profile/workload.js';
import type { COST_UNKNOWN, CostNoteId } from '../text/cost.js';
import type { Demand } from './demand.js';
import type { CostLine } from './line.js';
import type { Range } from './range.js';
import type { Measured, Replica, Sizing } from './sizing.js';

/** Parts of a cost that another volume would change, for the break-even. */
export type CostParts =
  | { readonly side: 'api'; readonly usdPerRequest: Range; /** Share of the price that a request saves in a batch. */ readonly batchDiscount: number; readonly fixedUsdPerMonth: Range }
  | {
      readonly side: 'local';
      readonly fixedUsdPerMonth: Range;
      readonly furtherServerUsdPerMonth: Range;
      readonly sizing: Sizing;
      /** Every way to make it up that fits: at another volume another one may be cheaper. */
      readonly shapes: () => readonly PricedShape[];
    };

/** One way to make up replicas, what each then serves a day, and what its GPUs cost. */
export interface PricedShape {
  readonly gpu: Gpu;
  readonly replica: Replica;
  readonly gpusPerReplica: number;
  /** Of as many as the present volume needs, on average. */
  readonly usdPerMonthPerGpu: Range;
  readonly price: GpuPrice;
  /** The middle of the next one, which is not worked out until it is asked for. */
  readonly usualRequestsPerDay: number;
  requestsPerDay(): Range;
}

/** What GPUs cost, however many there are: US dollars a month for each of many, and what the first ones save of it. */
export interface GpuPrice {
  readonly bought: Range;
  readonly running: Range;
  readonly housing: Range;
  /** They are there already. */
  readonly owned: number;
  /** Housed as soon as they take more than the room, in kilowatts. */
  readonly kilowatts: Range;
  readonly room: number;
  readonly least: number;
  /** As many as are there already, where nobody knows what a further one costs. */
  readonly most: number;
}

export interface KnownCost {
  readonly status: 'known';
  readonly lines: readonly CostLine[];
  /** Sum of the lines. */
  readonly usdPerMonth: Range;
  /** What is paid before the first request: servers and set-up. Their monthly share is among the lines already. */
  readonly upFront: readonly { readonly id: 'servers' | 'setup'; readonly usd: Range }[];
  readonly parts: CostParts;
  readonly notes: readonly CostNoteId[];
}

export type CostReason = keyof typeof COST_UNKNOWN;

export interface UnknownCost {
  readonly status: 'unknown';
  readonly reason: CostReason;
  readonly text: Text;
}

export type OptionCost = KnownCost | UnknownCost;

export interface CostInput {
  readonly option: Option;
  readonly trafficClass: TrafficClass;
  readonly demand: Demand;
  readonly organisation: Organisation;
  /**
   * Share of the platform's people and set-up that this class bears: its share of the workload, over the number of workloads that
   * could use the platform. Shares of all classes add up to one, so that staff is counted once.
   */
  readonly platformShare: number;
  readonly measured?: Measured | undefined;
  /** What the provider charges a month today, where a bill stands in for the volume. */
  readonly statedBillUsd?: number | undefined;
}

export function unknown(reason: CostReason, text: Text): UnknownCost {
  return { status: 'unknown', reason, text };
}

/** What of the demand the profile left open. */
export function assumedNotes({ usage, peakFactor }: Demand): CostNoteId[] {
  return [
    ...(usage.inputTokens.evidence === 'assumed' || usage.outputTokens.evidence === 'assumed' ? (['tokens_assumed'] as const) : []),
    ...(peakFactor.evidence === 'assumed' ? (['peak_assumed'] as const) : []),
  ];
}
