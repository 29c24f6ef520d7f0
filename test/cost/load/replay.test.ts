/** A trace against a fleet: the queue's textbook answers, and what must hold of any trace. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replayOn, type Arrival, type Fleet } from '../../../src/cost/load/replay.js';
import { arrivalsOf, seeded } from './traces.js';

const fleet = (given: Partial<Fleet>): Fleet => ({ places: 1, allPlaces: given.places ?? 1, secondsFor: () => 1, patienceSeconds: Infinity, ...given });
const run = (arrivals: Iterable<Arrival>, given: Partial<Fleet>): ReturnType<ReturnType<typeof replayOn>['result']> => {
  const replayer = replayOn(fleet(given));
  for (const arrival of arrivals) replayer.play(arrival);
  return replayer.result();
};
const at = (...seconds: number[]): Arrival[] => seconds.map((second) => ({ at: second, inputTokens: 10, outputTokens: 5 }));

test('requests take the first free place, wait for it, and leave where it takes too long', () => {
  expect(run(at(0, 0, 0, 0), { places: 2, patienceSeconds: 0 }).overflow.requests).toBe(0.5);
  const waited = run(at(0, 0, 0, 0), { places: 2 });
  expect(waited.overflow.requests).toBe(0);
  expect(waited.waitSeconds).toEqual({ p50: 0, p95: 1, most: 1 });
  expect(run(at(0, 0.5, 1.5), { patienceSeconds: 0.5 }).waitSeconds.most).toBe(0.5);
});

test('without places all goes outside, and of no request there is nothing to tell', () => {
  expect(run(at(0, 1, 2), { places: 0, allPlaces: 0 })).toMatchObject({ requests: 3, overflow: { requests: 1, inputTokens: 1, outputTokens: 1 }, utilisation: 0 });
  expect(run([], {})).toMatchObject({ requests: 0, seconds: 0, overflow: { requests: 0 }, waitSeconds: { p95: 0 } });
});

describe('Poisson arrivals, exponential service: what queueing theory says', () => {
  test('Erlang B: at 8 erlang and 10 places 12.2 % are lost (Erlang 1917; B(10, 8) = 0.1217)', () => {
    const random = seeded(3);
    const replay = run(arrivalsOf({ seed: 7, seconds: 200_000, perSecond: () => 0.8 }), { places: 10, patienceSeconds: 0, secondsFor: () => -10 * Math.log(1 - random()) });
    expect(replay.overflow.requests).toBeCloseTo(0.1217, 2);
    expect(replay.utilisation).toBeCloseTo(0.8 * (1 - 0.1217), 2);
  });
  test('M/M/1 at a load of 0.7: waiting time 0.95-quantile ln(0.7 / 0.05) / 0.3 = 8.80 service times', () => {
    const random = seeded(4);
    const replay = run(arrivalsOf({ seed: 11, seconds: 1_000_000, perSecond: () => 0.7 }), { secondsFor: () => -Math.log(1 - random()) });
    expect(replay.waitSeconds.p95).toBeGreaterThan(8.3);
    expect(replay.waitSeconds.p95).toBeLessThan(9.3);
    expect(replay.utilisation).toBeCloseTo(0.7, 2);
  });
});

describe('for any trace', () => {
  const traces = fc.array(fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.integer({ min: 1, max: 50 })), { maxLength: 120 }).map((gaps) => {
    let now = 0;
    return gaps.map(([gap, outputTokens]) => ({ at: (now += gap), inputTokens: 100, outputTokens }));
  });
  const secondsFor = ({ outputTokens }: Arrival): number => outputTokens / 10;
  test('the places of the heap serve as a list of places does', () => {
    fc.assert(
      fc.property(traces, fc.integer({ min: 1, max: 6 }), fc.double({ min: 0, max: 5, noNaN: true }), (trace, places, patienceSeconds) => {
        const free = Array<number>(places).fill(-Infinity);
        let lost = 0;
        for (const one of trace) {
          const next = free.indexOf(Math.min(...free));
          const start = Math.max(one.at, free[next] as number);
          if (start - one.at > patienceSeconds) lost += 1;
          else free[next] = start + secondsFor(one);
        }
        const replay = run(trace, { places, patienceSeconds, secondsFor });
        expect(replay.overflow.requests).toBeCloseTo(trace.length === 0 ? 0 : lost / trace.length, 12);
        expect(replay.waitSeconds.most).toBeLessThanOrEqual(patienceSeconds);
      }),
    );
  });
  test('everybody who can wait for ever is served', () => {
    fc.assert(fc.property(traces, fc.integer({ min: 1, max: 6 }), (trace, places) => {
      expect(run(trace, { places, secondsFor }).overflow.requests).toBe(0);
    }));
  });
});

describe('requests that may wait', () => {
  const half = { share: 0.5, seconds: 100 };
  test('let the others go first, and take a place when it is idle', () => {
    // Two at once every ten seconds, one of them may wait: with one place and no patience, both are served.
    const pairs = Array.from({ length: 20 }, (_, i) => at(10 * i, 10 * i)).flat();
    expect(run(pairs, { patienceSeconds: 0 }).overflow.requests).toBe(0.5);
    const { overflow, utilisation } = run(pairs, { patienceSeconds: 0, mayWait: half });
    // The last pair comes at the end: what still waits then goes out.
    expect(overflow.requests).toBeCloseTo(1 / 40, 9);
    expect(utilisation).toBeGreaterThan(0.19);
  });
  test('go outside where no place is idle for as long as they may wait', () => {
    const busy = Array.from({ length: 400 }, (_, i) => ({ at: i / 2, inputTokens: 10, outputTokens: 5 }));
    const { overflow } = run(busy, { patienceSeconds: 0, mayWait: half });
    expect(overflow.requests).toBeCloseTo(0.5, 1);
    expect(overflow.inputTokens).toBeCloseTo(overflow.requests, 9);
  });
  test('whatever the trace, at most as many more go outside as may wait, and without any that may it is the same', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 5 }), (seed, share, places) => {
      const arrivals = [...arrivalsOf({ seed, seconds: 300, perSecond: (second) => (second % 100 < 20 ? 8 : 1) })];
      const plain = run(arrivals, { places, patienceSeconds: 0 });
      const { overflow, utilisation } = run(arrivals, { places, patienceSeconds: 0, mayWait: { share, seconds: 1000 } });
      expect(overflow.requests).toBeLessThanOrEqual(Math.min(1, plain.overflow.requests + share) + 1e-9);
      expect(utilisation).toBeLessThanOrEqual(1);
      expect(run(arrivals, { places, patienceSeconds: 0, mayWait: { share: 0, seconds: 1000 } })).toEqual(plain);
    }));
  });
});
