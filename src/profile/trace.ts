/** What a trace of requests comes to: small however long the trace is. It is passed in with a profile, which only names the file. */

/** The requests of some stretch of time. Tokens are 0 where the trace has none. */
export interface TraceBin {
  readonly seconds: number;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface TracedLoad {
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** One after the other, without gaps. */
  readonly bins: readonly TraceBin[];
}

export interface TraceSummary extends TracedLoad {
  /** What reports call it: the file as the profile names it. */
  readonly source: string;
  /** From the first request to the last. */
  readonly seconds: number;
  /** False: there are no columns of tokens. */
  readonly hasTokens: boolean;
  /** Requests that name a class of traffic, by its id. */
  readonly classes: ReadonlyMap<string, TracedLoad>;
}

/** What came out when a trace was played against a fleet: shares of what went outside, and how long requests waited for a place. */
export interface TraceReplay {
  readonly requests: number;
  readonly seconds: number;
  readonly overflow: { readonly requests: number; readonly inputTokens: number; readonly outputTokens: number };
  /** Mean share of all places that is taken. */
  readonly utilisation: number;
  /** Of requests that were served. */
  readonly waitSeconds: { readonly p50: number; readonly p95: number; readonly most: number };
}
