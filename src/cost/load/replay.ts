/**
 * A trace of requests played against a fleet, request by request: who is served at once, who waits, and who goes outside.
 * A fleet has places for requests at a time. A request takes the place that is free first; if that takes longer than it can wait,
 * it goes outside. What may wait for the quiet hours is kept until a place has nothing else to do. Memory: one number for each place, a fixed
 * histogram and the minutes of a day, however long the trace is.
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
  /** Share of the requests that waits until a place is idle, and for how long at most: those that still wait then, or at the end, go outside. */
  readonly mayWait?: { readonly share: number; readonly seconds: number };
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
  const { mayWait } = fleet;
  const waiting = mayWait === undefined ? undefined : waitingRoom(mayWait.seconds);
  const lose = (lost: Sums): void => {
    outside.requests += lost.requests;
    outside.inputTokens += lost.inputTokens;
    outside.outputTokens += lost.outputTokens;
  };
  /** Places that were idle until now, to those who waited. */
  const fill = (now: number): void => {
    if (waiting === undefined) return;
    lose(waiting.leave(now));
    for (let idle = free[0] ?? Infinity; idle < now; idle = free[0] ?? Infinity) {
      const next = waiting.take();
      if (next === undefined) return;
      busySeconds += next.seconds;
      replaceFirst(free, Math.max(idle, next.since) + next.seconds);
    }
  };
  return {
    play: (arrival) => {
      const { at } = arrival;
      if (Number.isNaN(first)) first = at;
      last = at;
      fill(at);
      // Nobody says which ones may wait: every so many of them, as evenly as can be.
      const deferred = mayWait !== undefined && Math.floor((all.requests + 1) * mayWait.share) > Math.floor(all.requests * mayWait.share);
      count(all, arrival);
      if (deferred && free.length > 0) {
        waiting?.add(arrival, fleet.secondsFor(arrival));
        return;
      }
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
      if (waiting !== undefined) lose(waiting.leave(Infinity));
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

interface Sums {
  requests: number;
  inputTokens: number;
  outputTokens: number;
}

interface WaitingRoom {
  readonly add: (arrival: Arrival, seconds: number) => void;
  /** The one that has waited longest, as a mean one of its minute: since when, and how long it takes. */
  readonly take: () => { readonly since: number; readonly seconds: number } | undefined;
  /** Those who have waited too long. */
  readonly leave: (now: number) => Sums;
}

/** Requests that wait, minute by minute: those of a day are counted in as many numbers as it has minutes. */
function waitingRoom(patienceSeconds: number): WaitingRoom {
  const minute = Math.max(1, patienceSeconds / MINUTES_OF_A_DAY);
  const batches: (Sums & { since: number; seconds: number })[] = [];
  return {
    add: (arrival, seconds) => {
      const last = batches.at(-1);
      const batch = last !== undefined && arrival.at - last.since < minute ? last : { since: arrival.at, seconds: 0, requests: 0, inputTokens: 0, outputTokens: 0 };
      if (batch !== last) batches.push(batch);
      batch.seconds += seconds;
      count(batch, arrival);
    },
    take: () => {
      const [batch] = batches;
      if (batch === undefined) return undefined;
      const { since, requests } = batch;
      const seconds = batch.seconds / requests;
      const left = (requests - 1) / requests;
      batch.seconds *= left;
      batch.inputTokens *= left;
      batch.outputTokens *= left;
      batch.requests -= 1;
      if (batch.requests === 0) batches.shift();
      return { since, seconds };
    },
    leave: (now) => {
      const lost = { requests: 0, inputTokens: 0, outputTokens: 0 };
      for (let [batch] = batches; batch !== undefined && now - batch.since > patienceSeconds; [batch] = batches) {
        lost.requests += batch.requests;
        lost.inputTokens += batch.inputTokens;
        lost.outputTokens += batch.outputTokens;
        batches.shift();
      }
      return lost;
    },
  };
}

const MINUTES_OF_A_DAY = 1440;

function count(sums: Sums, { inputTokens, outputTokens }: Arrival): void {
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
