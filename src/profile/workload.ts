/** Workloads and their classes of traffic, with the answers that hold for each: what the rules and the decision read. */
import type { Evidence, HouseRule, Level, Question, Task } from './vocabulary.js';
import type { TraceReplay, TraceSummary } from './trace.js';
import type { Data, EvaluatedQuality, OwnApiOption, OwnLocalOption, StatedWeights, Traffic } from './schema.js';

/** An answer as it holds for one class. Open while it has more than one possible level. */
export interface Answer {
  /** Every level that it may still have, lowest first; exactly one when it is known. */
  readonly levels: readonly [Level, ...Level[]];
  readonly evidence: Extract<Evidence, 'stated' | 'derived' | 'assumed' | 'unknown'>;
}

/** A part of a workload's traffic that is decided as one. */
export interface TrafficClass {
  readonly id: string;
  readonly name?: string;
  /** Share of the workload's requests, 0..1. */
  readonly share: number;
  /** The less sensitive rest of a workload, of which a profile says no more than whom it serves: what the data is belongs to the sensitive part. */
  readonly rest?: true;
  readonly shareEvidence: Extract<Evidence, 'stated' | 'assumed' | 'derived'>;
  /** For an assumed share: the range that is plausible. */
  readonly shareRange?: { readonly low: number; readonly high: number };
  readonly answers: Readonly<Record<Question, Answer>>;
  /** `undefined`: asked and not known. An empty list: none stated. */
  readonly houseRules: readonly HouseRule[] | undefined;
  readonly data?: Data;
  readonly quality?: EvaluatedQuality;
  /** The user's own options; `undefined` when none were named for that side, empty when there are none. */
  readonly local?: readonly OwnLocalOption[];
  readonly api?: readonly OwnApiOption[];
  readonly weights?: StatedWeights;
  /** What of a class this is, where its load was split: the load that is always there, or what goes beyond it. */
  readonly slice?: Slice;
}

export interface Slice {
  readonly kind: 'base' | 'burst';
  readonly of: TrafficClass;
}

export interface Workload {
  readonly id: string;
  readonly name?: string;
  /** True for the one workload that stands for all AI work when a profile names none. */
  readonly implied: boolean;
  readonly task?: Task;
  readonly traffic?: Traffic;
  /** Requests a day, from whichever way the profile states them. */
  readonly requestsPerDay?: number;
  /** Nobody stated the volume: it is the trace's, as if every day went on like it. */
  readonly requestsTraced?: boolean;
  /** What the trace comes to that the traffic names. */
  readonly trace?: TraceSummary;
  /** What came out when it was played against the base of a class, by the class's id. */
  readonly replays?: ReadonlyMap<string, TraceReplay>;
  readonly runsToday?: 'none' | 'local' | 'api';
  /** What may be spent on it, where the profile says so of this workload. */
  readonly budgetUsdPerMonth?: number;
  readonly classes: readonly [TrafficClass, ...TrafficClass[]];
}
