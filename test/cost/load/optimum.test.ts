/** How many servers pay: the examples of the research notes, brute force, and what must hold for any load. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { curveOf, filled, fromHours, fromPeak, relative, urgentPart, type Stretch } from '../../../src/cost/load/curve.js';
import { bestCapacity, bestServers, boundsOf, criticalRatio, outsideOf, servedBy, usdWith, useOfServer, type Terms } from '../../../src/cost/load/optimum.js';

const stretches = fc.array(fc.record({ load: fc.double({ min: 0, max: 100, noNaN: true }), time: fc.integer({ min: 1, max: 20 }) }), { minLength: 1, maxLength: 30 });
const terms = fc.record({
  capacity: fc.double({ min: 0.5, max: 60, noNaN: true }),
  usdPerServer: fc.double({ min: 0, max: 50, noNaN: true }),
  usdPerUnitLocal: fc.double({ min: 0, max: 3, noNaN: true }),
  usdPerUnitOutside: fc.double({ min: 0, max: 5, noNaN: true }),
  mayStay: fc.double({ min: 0, max: 1, noNaN: true }),
});

/** Every number of servers, one after the other. */
function bruteForce(load: readonly Stretch[], given: Terms): number {
  const time = load.reduce((sum, one) => sum + one.time, 0);
  const usd = (k: number): number =>
    load.reduce((sum, one) => {
      const inside = Math.min(one.load * (given.mayStay ?? 1), k * given.capacity);
      return sum + (one.time / time) * (k * given.usdPerServer + inside * given.usdPerUnitLocal + (one.load - inside) * given.usdPerUnitOutside);
    }, 0);
  const { least, most } = boundsOf(curveOf(load), given);
  return Math.min(...Array.from({ length: most - least + 4 }, (_, i) => usd(least + i)));
}

describe('example A of the research notes, section 8: 8 h at 2, 8 h at 6, 6 h at 10 and 2 h at 20 million tokens an hour', () => {
  const curve = curveOf([{ load: 2, time: 8 }, { load: 6, time: 8 }, { load: 10, time: 6 }, { load: 20, time: 2 }]);
  const day = (servers: number, usdPerUnitOutside: number): number => 24 * usdWith(servers, curve, { ...server, usdPerUnitOutside });
  const server = { capacity: 4, usdPerServer: 12, usdPerUnitLocal: 0 };
  test('the curve', () => {
    expect(24 * curve.mean).toBeCloseTo(164, 9);
    expect(curve.peak).toBe(20);
    expect(curve.above(6)).toBeCloseTo(1 / 3, 12);
    expect(curve.above(5.9)).toBeCloseTo(2 / 3, 12);
    expect(24 * (curve.mean - curve.below(4))).toBeCloseTo(84, 9);
  });
  test('at $5 a million tokens one server pays, and the second is busy for too little of the time', () => {
    const at5 = { ...server, usdPerUnitOutside: 5 };
    expect(criticalRatio(at5)).toBeCloseTo(0.6, 12);
    expect(useOfServer(1, curve, at5)).toBeCloseTo(0.8333, 4);
    expect(useOfServer(2, curve, at5)).toBeCloseTo(0.5, 12);
    expect(bestServers(curve, at5)).toBe(1);
    expect([0, 1, 2, 3, 5].map((k) => day(k, 5))).toEqual([820, 708, 756, 944, 1440].map((usd): unknown => expect.closeTo(usd, 9)));
  });
  test('at $8 two servers pay', () => {
    const at8 = { ...server, usdPerUnitOutside: 8 };
    expect(criticalRatio(at8)).toBeCloseTo(0.375, 12);
    expect(bestServers(curve, at8)).toBe(2);
    expect([0, 1, 2, 3].map((k) => day(k, 8))).toEqual([1312, 960, 864, 992].map((usd): unknown => expect.closeTo(usd, 9)));
  });
  test('with capacity by the piece the best is 6 million tokens an hour, for $692 a day', () => {
    const pieces = { capacity: 1, usdPerServer: 3, usdPerUnitLocal: 0, usdPerUnitOutside: 5 };
    expect(bestCapacity(curve, pieces)).toBe(6);
    expect(24 * usdWith(6, curve, pieces)).toBeCloseTo(692, 9);
  });
});

test('example B of the research notes, section 8: a normal load of mean 100 and deviation 30 pays for 107.6, at 51.59', () => {
  const n = 20_000;
  const curve = curveOf(Array.from({ length: n }, (_, i) => ({ load: 100 + 30 * normalQuantile((i + 0.5) / n), time: 1 })));
  const given = { capacity: 1, usdPerServer: 0.4, usdPerUnitLocal: 0, usdPerUnitOutside: 1 };
  const best = bestCapacity(curve, given);
  expect(best).toBeCloseTo(107.6, 1);
  expect(0.4 * best + (curve.mean - curve.below(best))).toBeCloseTo(51.59, 2);
  expect(usdWith(0, curve, given)).toBeCloseTo(100, 1);
  expect(usdWith(190, curve, given)).toBeGreaterThan(76);
});

describe('for any load', () => {
  test('brute force over all server counts agrees', () => {
    fc.assert(
      fc.property(stretches, terms, (load, given) => {
        const curve = curveOf(load);
        expect(usdWith(bestServers(curve, given), curve, given)).toBeCloseTo(bruteForce(load, given), 6);
      }),
    );
  });
  test('brute force agrees where a share may not leave', () => {
    fc.assert(
      fc.property(stretches, terms, fc.double({ min: 0, max: 1, noNaN: true }), (load, given, mustStay) => {
        const held = { ...given, mustStay, mayStay: 1 };
        const curve = curveOf(load);
        const best = bestServers(curve, held);
        expect(best * held.capacity).toBeGreaterThanOrEqual(curve.peak * mustStay - 1e-6);
        expect(usdWith(best, curve, held)).toBeCloseTo(bruteForce(load, held), 6);
      }),
    );
  });
  test('all outside where outside costs nothing or servers dearer than what they replace; all inside where servers cost nothing', () => {
    fc.assert(
      fc.property(stretches, terms, (load, given) => {
        const curve = curveOf(load);
        expect(bestServers(curve, { ...given, usdPerUnitOutside: 0 })).toBe(0);
        expect(bestServers(curve, { ...given, usdPerServer: given.capacity * given.usdPerUnitOutside + 1 })).toBe(0);
        const free = { ...given, mayStay: 1, usdPerServer: 0, usdPerUnitLocal: 0, usdPerUnitOutside: 1 };
        expect(servedBy(bestServers(curve, free), curve, free)).toBeCloseTo(curve.mean, 6);
      }),
    );
  });
  test('a higher price outside never lowers the base', () => {
    fc.assert(
      fc.property(stretches, terms, fc.double({ min: 1, max: 10, noNaN: true }), (load, given, times) => {
        const curve = curveOf(load);
        expect(bestServers(curve, { ...given, usdPerUnitOutside: given.usdPerUnitOutside * times })).toBeGreaterThanOrEqual(bestServers(curve, given));
      }),
    );
  });
  test('the optimum costs no more than all outside and all inside', () => {
    fc.assert(
      fc.property(stretches, terms, (load, given) => {
        const curve = curveOf(load);
        const best = usdWith(bestServers(curve, given), curve, given);
        expect(best).toBeLessThanOrEqual(usdWith(0, curve, given) + 1e-9);
        expect(best).toBeLessThanOrEqual(usdWith(boundsOf(curve, given).most, curve, given) + 1e-9);
      }),
    );
  });
  test('what is served and what goes outside add up, and use falls from server to server', () => {
    fc.assert(
      fc.property(stretches, terms, (load, given) => {
        const curve = curveOf(load);
        const uses = Array.from({ length: 8 }, (_, i) => useOfServer(i + 1, curve, given));
        for (const [i, use] of uses.entries()) expect(use).toBeLessThanOrEqual((uses[i - 1] ?? 1) + 1e-9);
        expect(uses.reduce((sum, use) => sum + use * given.capacity, 0)).toBeCloseTo(servedBy(8, curve, given), 6);
      }),
    );
  });
});

test('more variable load at the same mean never makes a number of servers serve more, or cost less', () => {
  fc.assert(
    fc.property(stretches, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 }), terms, fc.integer({ min: 0, max: 12 }), (load, swings, given, servers) => {
      const calm = curveOf(load);
      // Each stretch becomes two halves, as far above its load as below: a spread that preserves the mean.
      const wild = curveOf(load.flatMap(({ load: middle, time }, i) => [-1, 1].map((way) => ({ load: middle * (1 + way * (swings[i] as number)), time: time / 2 }))));
      expect(servedBy(servers, wild, given)).toBeLessThanOrEqual(servedBy(servers, calm, given) + 1e-9);
      const paying = { ...given, usdPerUnitOutside: given.usdPerUnitOutside + given.usdPerUnitLocal };
      expect(usdWith(servers, wild, paying)).toBeGreaterThanOrEqual(usdWith(servers, calm, paying) - 1e-9);
    }),
  );
});

/*
 * Of the best number of servers the same holds only where these must be busy for a good part of the time: where they are cheap, it may pay
 * to have servers for the swings, too. Half of the time is where a load that is symmetrical about its mean turns.
 */
test('a load that swings more widely about the same mean never raises the base, where a server must be busy for more than half of the time', () => {
  const symmetrical = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }).map((swings) => swings.flatMap((swing) => [1 - swing, 1 + swing]));
  fc.assert(
    fc.property(symmetrical, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.5, max: 0.99, noNaN: true }), fc.double({ min: 0.02, max: 0.5, noNaN: true }), (loads, less, ratio, capacity) => {
      const wide = curveOf(loads.map((load) => ({ load, time: 1 })));
      const narrow = curveOf(loads.map((load) => ({ load: 1 + (load - 1) * less, time: 1 })));
      const given = { capacity, usdPerServer: ratio * capacity, usdPerUnitLocal: 0, usdPerUnitOutside: 1 };
      expect(bestServers(wide, given)).toBeLessThanOrEqual(bestServers(narrow, given));
    }),
  );
});

describe('curves of which less is known', () => {
  test('a curve drawn from its peak has that peak and a mean of 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1000, noNaN: true }), (peakFactor) => {
        const curve = curveOf(fromPeak(peakFactor));
        expect(curve.mean).toBeCloseTo(1, 9);
        expect(curve.peak / peakFactor).toBeCloseTo(1, 4);
      }),
      { numRuns: 40 },
    );
  });
  test('without a peak it is flat', () => {
    const curve = curveOf(fromPeak(1));
    expect(curve.above(0.999)).toBe(1);
    expect(curve.above(1.001)).toBe(0);
  });
  test('a higher peak at the same mean never lets servers serve more', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 12, noNaN: true }), fc.double({ min: 1, max: 3, noNaN: true }), fc.double({ min: 0, max: 12, noNaN: true }), (peak, times, level) => {
        expect(curveOf(fromPeak(peak * times)).below(level)).toBeLessThanOrEqual(curveOf(fromPeak(peak)).below(level) + 1e-9);
      }),
      { numRuns: 40 },
    );
  });
  test('hours of a day', () => {
    const curve = curveOf(fromHours([...Array<number>(12).fill(10), ...Array<number>(12).fill(30)]));
    expect([curve.mean, curve.peak, curve.above(1), curve.quantile(0.5)]).toEqual([1, 1.5, 0.5, 0.5]);
  });
  test('no load at all has no shape', () => {
    expect(() => relative([{ load: 0, time: 5 }])).toThrow(RangeError);
    expect(() => curveOf([])).toThrow(RangeError);
  });
});

/** By halving. */
function normalQuantile(p: number): number {
  let [low, high] = [-9, 9];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Marsaglia's series (2004): Φ(x) = 1/2 + φ(x)·(x + x³/3 + x⁵/15 + …). */
function normalShare(x: number): number {
  let [sum, term] = [x, x];
  for (let i = 1; i < 200; i += 1) {
    term *= (x * x) / (2 * i + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

describe('what may wait fills the troughs', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const loadOf = (day: readonly Stretch[]): number => day.reduce((sum, { load, time }) => sum + load * time, 0);

  test('by hand: half of 10, 2, 2, 10 waits, and every hour has 6', () => {
    expect(filled(fromHours([10, 2, 2, 10]), 0.5).map(({ load }) => load * 6)).toEqual([6, 6, 6, 6].map((load): unknown => expect.closeTo(load, 9)));
    expect(filled([10, 2, 2, 10].map((load) => ({ load, time: 1 })), 0.1).map(({ load }) => load)).toEqual([9, 3, 3, 9].map((load): unknown => expect.closeTo(load, 9)));
  });
  test('nothing is lost, no hour has less than cannot wait, and the peak is never higher', () => {
    fc.assert(fc.property(stretches, share, (day, mayWait) => {
      const after = filled(day, mayWait);
      expect(loadOf(after)).toBeCloseTo(loadOf(day), 6);
      for (const [i, { load }] of after.entries()) expect(load).toBeGreaterThanOrEqual((day[i] as Stretch).load * (1 - mayWait) - 1e-9);
      expect(curveOf(after).peak).toBeLessThanOrEqual(curveOf(day).peak + 1e-9);
    }));
  });
  test('the more may wait, the lower the peak; all of it makes the day flat', () => {
    fc.assert(fc.property(stretches, share, share, (day, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      expect(curveOf(filled(day, more)).peak).toBeLessThanOrEqual(curveOf(filled(day, less)).peak + 1e-9);
      expect(curveOf(filled(day, 1)).peak).toBeCloseTo(curveOf(day).mean, 6);
    }));
  });
  test('servers take on what cannot wait first, and then as much of the rest as they have room for: hour by hour', () => {
    fc.assert(fc.property(stretches, share, fc.double({ min: 0.1, max: 120, noNaN: true }), (day, mayWait, capacity) => {
      const time = day.reduce((sum, one) => sum + one.time, 0);
      const urgent = day.map((one) => ({ ...one, load: one.load * (1 - mayWait) }));
      const inside = urgent.reduce((sum, one) => sum + Math.min(one.load, capacity) * one.time, 0) / time;
      const room = urgent.reduce((sum, one) => sum + Math.max(0, capacity - one.load) * one.time, 0) / time;
      const all = curveOf(filled(day, mayWait));
      const waits = mayWait * (loadOf(day) / time);
      const outside = outsideOf(1, all, { capacity, waiting: { urgent: urgentPart(curveOf(day), mayWait), usdPerUnitOutside: 0 } });
      expect(outside.urgent).toBeCloseTo(loadOf(urgent) / time - inside, 6);
      expect(outside.waiting).toBeCloseTo(waits - Math.min(waits, room), 6);
    }));
  });
  test('the number of servers that costs least is that of trying every one, with batches cheaper outside', () => {
    fc.assert(fc.property(stretches, share, share, fc.record({ capacity: fc.double({ min: 0.5, max: 60, noNaN: true }), usdPerServer: fc.double({ min: 0, max: 50, noNaN: true }), usdPerUnitOutside: fc.double({ min: 0, max: 5, noNaN: true }) }), (day, mayWait, discount, given) => {
      const curve = curveOf(filled(day, mayWait));
      const all: Terms = { ...given, usdPerUnitLocal: 0, waiting: { urgent: urgentPart(curveOf(day), mayWait), usdPerUnitOutside: given.usdPerUnitOutside * (1 - discount) } };
      const { most } = boundsOf(curve, all);
      const usd = Array.from({ length: most + 3 }, (_, servers) => usdWith(servers, curve, all));
      expect(usdWith(bestServers(curve, all), curve, all)).toBeCloseTo(Math.min(...usd), 6);
    }));
  });
  test('and with nothing that may wait it is the same as ever', () => {
    const curve = fromPeak(4);
    expect(filled(curve, 0)).toBe(curve);
  });
});
