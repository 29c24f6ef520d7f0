/**
 * A trace of requests played against a fleet, request by request: who is served at once, who waits, and who goes outside.
 * A fleet has places for requests at a time. A request takes the place that is free first; if that takes longer than it can wait,
 * it goes outside. Memory: one number for each place and a fixed histogram, however long the trace is.
 */
import type { TraceReplay } from '../../profile/trace.js';

export interface Arrival {
  /** Seconds since any moment; never less than the one before. */
  readonly at: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface Fleet {
  /** Requests that are served at a time before others go outside. */
  readonly places: number;
  /** Of a fleet that is full to the brim: what `places` are a share of. */
  readonly allPlaces: number;
  readonly secondsFor: (arrival: Arrival) => number;
  /** How long a request may wait for a place. */
  readonly patienceSeconds: number;
}

export interface Replayer {
  readonly play: (arrival: Arrival) => void;
  readonly result: () => TraceReplay;
}

/** Smallest wait that is told apart, and how far two are apart that are: 2 %. */
const FINEST_SECONDS = 0.001;
const RESOLUTION = Math.log(1.02);
const BUCKETS = 1200;

export function replayOn(fleet: Fleet): Replayer {
  const free = new Float64Array(Math.max(0, fleet.places)).fill(-Infinity);
  const waits = new Float64Array(BUCKETS);
  const all = { requests: 0, inputTokens: 0, outputTokens: 0 };
  const outside = { requests: 0, inputTokens: 0, outputTokens: 0 };
  let [first, last, busySeconds, most] = [NaN, NaN, 0, 0];
  return {
    play: (arrival) => {
      const { at } = arrival;
      if (Number.isNaN(first)) first = at;
      last = at;
      count(all, arrival);
      const start = Math.max(at, free[0] ?? Infinity);
      const wait = start - at;
      if (free.length === 0 || wait > fleet.patienceSeconds) {
        count(outside, arrival);
        return;
      }
      const seconds = fleet.secondsFor(arrival);
      busySeconds += seconds;
      most = Math.max(most, wait);
      const bucket = bucketOf(wait);
      waits[bucket] = (waits[bucket] as number) + 1;
      replaceFirst(free, start + seconds);
    },
    result: () => {
      const seconds = all.requests === 0 ? 0 : last - first;
      const share = (of: number, whole: number): number => (whole === 0 ? 0 : of / whole);
      return {
        requests: all.requests,
        seconds,
        overflow: {
          requests: share(outside.requests, all.requests),
          inputTokens: share(outside.inputTokens, all.inputTokens),
          outputTokens: share(outside.outputTokens, all.outputTokens),
        },
        utilisation: Math.min(1, share(busySeconds, seconds * fleet.allPlaces)),
        waitSeconds: { p50: quantile(waits, 0.5, most), p95: quantile(waits, 0.95, most), most },
      };
    },
  };
}

function count(sums: { requests: number; inputTokens: number; outputTokens: number }, { inputTokens, outputTokens }: Arrival): void {
  sums.requests += 1;
  sums.inputTokens += inputTokens;
  sums.outputTokens += outputTokens;
}

/** 0 for no wait at all; then by its logarithm. */
function bucketOf(wait: number): number {
  if (wait <= 0) return 0;
  return Math.min(BUCKETS - 1, 1 + Math.max(0, Math.ceil(Math.log(wait / FINEST_SECONDS) / RESOLUTION)));
}

function quantile(waits: Float64Array, share: number, most: number): number {
  const served = waits.reduce((sum, n) => sum + n, 0);
  let passed = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    passed += waits[bucket] as number;
    if (served > 0 && passed >= share * served) return bucket === 0 ? 0 : Math.min(most, FINEST_SECONDS * Math.exp((bucket - 1) * RESOLUTION));
  }
  return 0;
}

/** A heap with the earliest on top: the top is taken away and a later one comes in. */
function replaceFirst(heap: Float64Array, value: number): void {
  let hole = 0;
  for (;;) {
    const left = 2 * hole + 1;
    if (left >= heap.length) break;
    const right = left + 1;
    const child = right < heap.length && (heap[right] as number) < (heap[left] as number) ? right : left;
    if ((heap[child] as number) >= value) break;
    heap[hole] = heap[child] as number;
    hole = child;
  }
  heap[hole] = value;
}
