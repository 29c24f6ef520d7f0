/** What a replica is asked for and what it answers: the terms that sizing shares. */
import type { Precision } from '../catalogue/cost-schema.js';
import type { Evidence } from '../profile/vocabulary.js';
import type { NoReplica } from './deployment.js';
import type { Range } from './range.js';
import type { Request } from './throughput.js';

export type Method = 'measured_by_you' | 'measured_row' | 'roofline' | 'seconds_per_unit' | 'scaled_seconds';

export interface Replica {
  readonly gpus: number;
  readonly precision: Precision | undefined;
  /** At saturation, before service level and planned utilisation. */
  readonly requestsPerSecond: Range;
  /** The middle of it. */
  readonly usualRequestsPerSecond: number;
  /** 0 for work that gives out no tokens. */
  readonly outputTokensPerSecond: Range;
  readonly method: Method;
  /** Of a prediction: its share of what the best engine does, and why. */
  readonly derate?: { readonly id: string; readonly share: number };
  /** Of what is loaded: weights in 1e9 bytes, where their size is known. */
  readonly weightsGb?: number;
  /** With so many requests at a time that the peak is served: seconds to the first token, and for each one after it. `undefined` where nobody can tell. */
  pace(requestsPerSecond: number): Pace | undefined;
  /** Whether that is as fast as is asked for, give or take what no prediction can tell, which is found out sooner than how fast it is. What nobody can tell counts as in time. */
  keepsUp(requestsPerSecond: number, target: Pace): boolean;
  /** The most requests a second with which it does, as far as anybody can tell; 0 where one request at a time is too slow. */
  mostInTime(target: Pace): number;
  /**
   * The service level: the share of its greatest throughput that it serves in time. It is the usual one where the load that is planned for is answered
   * in time, else the greatest share that is; it does not hang on the volume. Where even one request at a time is too slow, it is the usual one, late.
   */
  levelFor(terms: ServiceTerms): Level;
}

/** What a class of traffic asks of every replica. */
export interface ServiceTerms {
  /** Share of the greatest throughput that requests answered in time usually leave. */
  readonly usualLevel: number;
  /** Share of what is served in time that the busiest hour is planned with. */
  readonly planned: number;
  readonly target: Pace | undefined;
}

export interface Level {
  readonly level: number;
  readonly inTime: boolean;
}

/** How fast an answer comes. */
export interface Pace {
  readonly firstTokenSeconds: number;
  readonly secondsPerToken: number;
}

/** Ways to make up a replica, some of which may not fit. Most are passed over, so each is made when somebody looks at it. */
export interface Shapes {
  /** GPUs of each. */
  readonly gpus: readonly number[];
  /** `undefined`: it does not fit. */
  at(index: number): Replica | undefined;
  /** Why, where none of them fits. */
  tooSmall(): NoReplica;
}

/** Requests as a replica sees them: counted in pieces, or in tokens that it reads and writes. */
export type Work =
  | { readonly kind: 'pieces' }
  | {
      readonly kind: 'tokens';
      readonly writes: boolean;
      readonly usual: Request;
      /** The smallest and the largest, where their size is a range. */
      readonly low: Request | undefined;
      readonly high: Request | undefined;
      readonly evidence: Evidence;
    };
export type TokenWork = Extract<Work, { kind: 'tokens' }>;
