/** Where one's own machines become cheaper: published reckonings, the kinds of answer, and the steps of whole GPUs. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakEven, costCurve, crossing, evenUtilisation, firstCrossing as firstOf, localUsdPerMonth, marginalUsdPerRequest, shapeOf, staysAhead, type Corner, type Crossing } from '../../src/cost/break-even.js';
import { DAYS_PER_MONTH } from '../../src/cost/demand.js';
import { one } from './situations.js';

const NO_SPARE = { least: 0, share: 0 };
const base: Corner = {
  apiUsdPerRequest: 0.001, apiFixedUsdPerMonth: 0, localFixedUsdPerMonth: 0, usdPerMonthPerGpu: 24 * 2.69 * DAYS_PER_MONTH, gpusPerReplica: 1,
  requestsPerDayPerReplica: 100_000, spare: NO_SPARE, usdPerMonthPerFurtherServer: 0, gpusPerServer: 8,
};
const REACH = 10_000_000;
const firstCrossing = (shapes: readonly Corner[], reach: number): Crossing => firstOf(shapes.map(shapeOf), reach).crossing;

describe('silybench comparisons: an H100 at 2.69 dollars an hour, always on (CC BY 4.0; research notes, section 6.3)', () => {
  test.each([
    { name: '2048 in, 2048 out', usdPer1000: 0.8192, perSecond: 1.78374, requests: 78_808.6, utilisation: 0.5114, saving: 0.489 },
    { name: '8192 in, 512 out', usdPer1000: 1.191424, perSecond: 1.53687, requests: 54_187.3, utilisation: 0.4081, saving: 0.592 },
    { name: '128 in, 1024 out', usdPer1000: 0.2304, perSecond: 14.74949, requests: 280_208.3, utilisation: 0.2199, saving: 0.78 },
  ])('$name', ({ usdPer1000, perSecond, requests, utilisation, saving }) => {
    const corner = { ...base, apiUsdPerRequest: usdPer1000 / 1000, requestsPerDayPerReplica: perSecond * 86_400 };
    const result = crossing(corner, REACH);
    if (result.status !== 'at') throw new Error(result.status);
    expect(result.requestsPerDay).toBeCloseTo(requests, 0);
    expect(result.utilisation).toBeCloseTo(utilisation, 4);
    expect(1 - result.utilisation).toBeCloseTo(saving, 2);
    const even = evenUtilisation(one(base.usdPerMonthPerGpu), one(0), one(usdPer1000 / 1000), one(perSecond * 86_400));
    expect(even.expected).toBeCloseTo(utilisation, 4);
  });
});

describe('the kinds of answer', () => {
  test('never: a request on full machines costs more than the API asks', () => {
    expect(crossing({ ...base, apiUsdPerRequest: 1e-5 }, REACH)).toEqual({ status: 'never' });
  });
  test('beyond range: it would pay, but at a volume too far away', () => {
    expect(crossing({ ...base, localFixedUsdPerMonth: 1e9 }, REACH)).toEqual({ status: 'beyond_range' });
  });
  test('always: machines that are there already, and an API that needs people', () => {
    expect(crossing({ ...base, usdPerMonthPerGpu: 10, apiFixedUsdPerMonth: 100 }, REACH)).toEqual({ status: 'always' });
  });
  test('at no volume with an API that costs nothing', () => {
    expect(crossing({ ...base, apiUsdPerRequest: 0 }, REACH)).toEqual({ status: 'never' });
  });
  test('where only the unfavourable end never pays, the range ends where the search did', () => {
    const low = { ...base, apiUsdPerRequest: 0.002 };
    const result = breakEven({ low: [shapeOf(low)], expected: [shapeOf(base)], high: [shapeOf({ ...base, apiUsdPerRequest: 1e-5 })] }, one(10_000), 'derived');
    if (result.status === 'unknown') throw new Error('unknown');
    expect(result.ends.high.status).toBe('never');
    expect(result.requestsPerDay?.high).toBe(result.reach);
    expect(result.position?.expected).toBeCloseTo(10_000 / result.requestsPerDay!.expected, 12);
  });
});

describe('a break-even with its ends', () => {
  const at = (usdPerMonthPerGpu: number): Corner => ({ ...base, usdPerMonthPerGpu });
  const always = { ...base, usdPerMonthPerGpu: 10, apiFixedUsdPerMonth: 100 };
  const never = { ...base, apiUsdPerRequest: 1e-5 };
  const found = (low: Corner, expected: Corner, high: Corner, current?: number) => {
    const result = breakEven({ low: [shapeOf(low)], expected: [shapeOf(expected)], high: [shapeOf(high)] }, current === undefined ? undefined : one(current), 'derived');
    if (result.status === 'unknown') throw new Error('unknown');
    return result;
  };

  test('is the range of their volumes, and the present one a multiple of it', () => {
    const { requestsPerDay, position } = found(at(1000), at(1500), at(2000), 100_000);
    const volume = (usd: number): number => usd / (0.001 * DAYS_PER_MONTH);
    expect([requestsPerDay!.low, requestsPerDay!.expected, requestsPerDay!.high]).toEqual([1000, 1500, 2000].map((usd): unknown => expect.closeTo(volume(usd), 6)));
    expect(position!.expected).toBeCloseTo(100_000 / volume(1500), 9);
  });
  test('starts at nothing where its favourable end holds always: then no multiple of it is given', () => {
    const { requestsPerDay, position } = found(always, at(1500), at(2000), 100_000);
    expect(requestsPerDay!.low).toBe(0);
    expect(position).toBeUndefined();
  });
  test('has no volume where the expected end has none, and no position where nobody knows the present volume', () => {
    for (const corner of [always, never]) expect(found(at(1000), corner, at(2000), 100_000)).not.toHaveProperty('requestsPerDay');
    expect(found(at(1000), at(1500), at(2000))).not.toHaveProperty('position');
  });
  test('is looked for up to a thousand times the present volume, and at least up to ten million', () => {
    expect([undefined, 5000, 50_000].map((volume) => found(never, never, never, volume).reach)).toEqual([10_000_000, 10_000_000, 50_000_000]);
  });
  test('that one shape reaches far away and the other never is beyond range', () => {
    const far = { ...base, localFixedUsdPerMonth: 1e9 };
    for (const shapes of [[far, never], [never, far]]) expect(firstCrossing(shapes, REACH)).toEqual({ status: 'beyond_range' });
    expect(firstCrossing([never, never], REACH)).toEqual({ status: 'never' });
  });
});

test('a request on full machines costs its share of the replica, of spare ones and of people for further servers', () => {
  // 2 GPUs and a quarter of 2 to spare, each at 1000 dollars and an eighth of 800.
  const corner = { ...base, usdPerMonthPerGpu: 1000, gpusPerReplica: 2, spare: { least: 1, share: 0.25 }, usdPerMonthPerFurtherServer: 800 };
  expect(marginalUsdPerRequest(corner)).toBeCloseTo((2.5 * 1100) / (100_000 * DAYS_PER_MONTH), 12);
});

describe('the curve that a chart draws', () => {
  const corners = { low: [shapeOf({ ...base, requestsPerDayPerReplica: 150_000 })], expected: [shapeOf(base)], high: [shapeOf({ ...base, requestsPerDayPerReplica: 60_000, apiUsdPerRequest: 0.0008 })] };
  const even = 24 * 2.69 * 1000;

  test('crosses where the break-even is, and has the volumes that were asked for on it', () => {
    const curve = costCurve(corners, [10_000, even]);
    const at = (volume: number): (typeof curve)[number] | undefined => curve.find(({ requestsPerDay }) => requestsPerDay === volume);
    expect(at(even)?.local.expected).toBeCloseTo(at(even)!.api.expected, 6);
    expect(at(10_000)?.api.expected).toBeCloseTo(10_000 * 0.001 * DAYS_PER_MONTH, 9);
    for (const { requestsPerDay, local, api } of curve.filter((point) => point.requestsPerDay < 100_000)) expect(local.expected > api.expected).toBe(requestsPerDay < even);
  });
  test('keeps its ends in order, grows, and spans whole powers of ten around what was asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e7, noNaN: true }), (volume) => {
        const curve = costCurve(corners, [volume]);
        const costs = curve.map(({ local, api }) => [local.low, local.expected, local.high, api.low, api.expected, api.high] as const);
        expect(costs.filter(([a, b, c, d, e, f]) => !(a <= b && b <= c && d <= e && e <= f))).toEqual([]);
        expect(costs.filter((cost, i) => i > 0 && cost.some((usd, j) => usd < costs[i - 1]![j]!))).toEqual([]);
        expect([curve[0]!, curve.at(-1)!].map(({ requestsPerDay }) => Math.log10(requestsPerDay) % 1)).toEqual([0, 0].map((whole): unknown => expect.closeTo(whole, 9)));
        expect(curve[0]!.requestsPerDay * 3).toBeLessThanOrEqual(volume * (1 + 1e-9));
        expect(curve.at(-1)!.requestsPerDay).toBeGreaterThanOrEqual(volume * 3 * (1 - 1e-9));
      }),
    );
  });
});

describe('whole GPUs', () => {
  test('a further GPU can cost the lead again, and more volume wins it back', () => {
    // One GPU pays from 64.6 thousand requests a day on and is full at 70 thousand; two pay from 129.1 thousand on.
    const corner = { ...base, requestsPerDayPerReplica: 70_000 };
    const result = crossing(corner, REACH);
    if (result.status !== 'at') throw new Error(result.status);
    expect(result.requestsPerDay).toBeCloseTo(64_560, 0);
    const volumes = [64_000, 65_000, 69_999, 70_001, 129_000, 129_200, 139_999, 140_001];
    const curve = costCurve({ low: [shapeOf(corner)], expected: [shapeOf(corner)], high: [shapeOf(corner)] }, volumes).filter(({ requestsPerDay }) => volumes.includes(requestsPerDay));
    expect(curve.map(({ local, api }) => local.expected < api.expected)).toEqual([false, true, true, false, false, true, true, false]);
  });

  test('a lead that a further GPU costs again is no lead for good, unless another shape keeps it', () => {
    const [short, long] = [{ ...base, requestsPerDayPerReplica: 70_000 }, { ...base, localFixedUsdPerMonth: 100, requestsPerDayPerReplica: 1_000_000 }];
    const ahead = (...shapes: readonly Corner[]): boolean => staysAhead(shapes.map(shapeOf), 65_000, REACH);
    expect([ahead(short), ahead(short, long)]).toEqual([false, true]);
    expect(ahead({ ...short, requestsPerDayPerReplica: 500_000, mostGpus: 1 })).toBe(true);
  });

  test('of several shapes the one that pays first counts', () => {
    const small = { ...base, requestsPerDayPerReplica: 10_000 };
    const large = { ...base, gpusPerReplica: 2, requestsPerDayPerReplica: 400_000 };
    expect(crossing(small, REACH)).toEqual({ status: 'never' });
    const result = firstCrossing([small, large], REACH);
    if (result.status !== 'at') throw new Error(result.status);
    expect(result.requestsPerDay).toBeCloseTo(129_120, 0);
    expect(result.gpus).toBe(2);
  });

  test('of several that pay at the same volume the first counts, however they are looked at', () => {
    const [released, other] = [base, { ...base, requestsPerDayPerReplica: 150_000 }];
    expect(firstCrossing([released, other], REACH)).toEqual(crossing(released, REACH));
    expect(firstCrossing([other, released], REACH)).toEqual(crossing(other, REACH));
  });

  test('one that is looked at later and pays at the same volume counts where it stands first', () => {
    // One GPU is full before it pays, two pay from 60 on; of the other one GPU does.
    const unit = { ...base, apiUsdPerRequest: 1 / DAYS_PER_MONTH };
    const steep = { ...unit, localFixedUsdPerMonth: 40, usdPerMonthPerGpu: 10, requestsPerDayPerReplica: 45 };
    const flat = { ...unit, localFixedUsdPerMonth: 60, usdPerMonthPerGpu: 0, requestsPerDayPerReplica: 100 };
    expect([steep, flat].map((shape) => crossing(shape, REACH))).toMatchObject([{ requestsPerDay: 60, gpus: 2 }, { requestsPerDay: 60, gpus: 1 }]);
    expect(firstCrossing([flat, steep], REACH)).toMatchObject({ gpus: 1 });
    expect(firstCrossing([steep, flat], REACH)).toMatchObject({ gpus: 2 });
  });

  test('what is there already is not bought again, and what goes beyond it is', () => {
    const corner = { ...base, usdPerMonthPerGpu: 1000, savings: [{ gpus: 3, usdPerMonthPerGpu: 800, allOrNone: false }, { gpus: 2, usdPerMonthPerGpu: 100, allOrNone: true }] };
    expect([1, 2, 3, 4, 5].map((replicas) => localUsdPerMonth(corner, replicas).usdPerMonth)).toEqual([100, 200, 600, 1600, 2600]);
  });

  test('cards that pay while they are there already need not pay once more are bought', () => {
    const owned = { ...base, localFixedUsdPerMonth: 5000, usdPerMonthPerGpu: 4000, savings: [{ gpus: 1, usdPerMonthPerGpu: 3000, allOrNone: false }] };
    expect(crossing(owned, REACH)).toEqual({ status: 'never' });
    expect(crossing({ ...owned, localFixedUsdPerMonth: 1000 }, REACH)).toMatchObject({ status: 'at', gpus: 1 });
  });

  test('where nobody knows what a further GPU costs, nobody knows of a break-even beyond', () => {
    const owned = { ...base, localFixedUsdPerMonth: 5000, usdPerMonthPerGpu: 100, mostGpus: 1 };
    expect(crossing(owned, REACH)).toEqual({ status: 'unknown' });
    expect(firstCrossing([{ ...base, localFixedUsdPerMonth: 1e9 }, owned], REACH)).toEqual({ status: 'unknown' });
    expect(breakEven({ low: [shapeOf(base)], expected: [shapeOf(owned)], high: [shapeOf(owned)] }, one(10_000), 'derived')).toEqual({ status: 'unknown' });
    const curve = costCurve({ low: [shapeOf(owned)], expected: [shapeOf(owned)], high: [shapeOf(owned)] }, [50_000, 150_000]);
    expect(curve.at(-1)!.requestsPerDay).toBe(100_000);
  });

  test('spare machines and further servers are paid for', () => {
    const corner = { ...base, usdPerMonthPerGpu: 100, gpusPerReplica: 4, spare: { least: 1, share: 0.25 }, usdPerMonthPerFurtherServer: 1000 };
    expect(localUsdPerMonth(corner, 1)).toEqual({ gpus: 8, usdPerMonth: 800 });
    expect(localUsdPerMonth(corner, 2)).toEqual({ gpus: 12, usdPerMonth: 2200 });
  });
});

describe('properties', () => {
  const corners = fc.record({
    apiUsdPerRequest: fc.double({ min: 1e-6, max: 1, noNaN: true }),
    apiFixedUsdPerMonth: fc.double({ min: 0, max: 5000, noNaN: true }),
    localFixedUsdPerMonth: fc.double({ min: 0, max: 50_000, noNaN: true }),
    usdPerMonthPerGpu: fc.double({ min: 10, max: 9000, noNaN: true }),
    gpusPerReplica: fc.constantFrom(1, 2, 4, 8),
    requestsPerDayPerReplica: fc.double({ min: 10, max: 1e6, noNaN: true }),
    spare: fc.constantFrom(NO_SPARE, { least: 1, share: 0.1 }, { least: 1, share: 0.25 }),
    usdPerMonthPerFurtherServer: fc.double({ min: 0, max: 5000, noNaN: true }),
    gpusPerServer: fc.constant(8),
    leastGpus: fc.constantFrom(0, 0, 5),
    saved: fc.record({ gpus: fc.integer({ min: 0, max: 40 }), share: fc.double({ min: 0, max: 0.7, noNaN: true }) }),
    room: fc.record({ gpus: fc.double({ min: 0, max: 40, noNaN: true }), share: fc.double({ min: 0, max: 0.3, noNaN: true }) }),
  }).map(({ saved, room, ...corner }): Corner => ({
    ...corner,
    savings: [saved, room].map(({ gpus, share }, index) => ({ gpus, usdPerMonthPerGpu: share * corner.usdPerMonthPerGpu, allOrNone: index === 1 })),
  }));
  const apiCost = (corner: Corner, requests: number): number => corner.apiFixedUsdPerMonth + corner.apiUsdPerRequest * requests * DAYS_PER_MONTH;
  const ownCost = (corner: Corner, requests: number): number => localUsdPerMonth(corner, Math.max(1, Math.ceil(requests / corner.requestsPerDayPerReplica - 1e-9))).usdPerMonth;

  test('at the break-even both sides cost the same, or one step lies there; below it the API is cheaper', () => {
    fc.assert(fc.property(corners, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (corner, part) => {
      const result = crossing(corner, REACH);
      // At nothing at all there is nothing below.
      if (result.status !== 'at' || result.requestsPerDay === 0) return;
      const { requestsPerDay } = result;
      expect(ownCost(corner, requestsPerDay * 1.0000001)).toBeLessThanOrEqual(apiCost(corner, requestsPerDay) * 1.0001 + 1e-6);
      expect(ownCost(corner, requestsPerDay * part)).toBeGreaterThanOrEqual(apiCost(corner, requestsPerDay * part) * 0.9999 - 1e-6);
    }));
  });

  test('who stays ahead is ahead at every volume, and who does not is behind at one', () => {
    fc.assert(fc.property(fc.array(corners, { minLength: 1, maxLength: 4 }), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }), ([first, ...others], parts) => {
      // All of them are up against the same API.
      const shapes = [first!, ...others.map((one) => ({ ...one, apiUsdPerRequest: first!.apiUsdPerRequest, apiFixedUsdPerMonth: first!.apiFixedUsdPerMonth }))];
      const found = firstCrossing(shapes, REACH);
      if (found.status !== 'at' && found.status !== 'always') return;
      const from = found.status === 'at' ? found.requestsPerDay : 0;
      const steps = shapes.flatMap(({ requestsPerDayPerReplica: capacity }) => Array.from({ length: 300 }, (_, step) => (Math.floor(from / capacity) + step) * capacity * 1.0000001));
      const volumes = [...steps, ...parts.map((part) => from + part * (REACH - from))].filter((volume) => volume > from * 1.0000001 && volume < REACH);
      const behind = volumes.some((volume) => Math.min(...shapes.map((shape) => ownCost(shape, volume))) > apiCost(first!, volume) * 1.00001 + 1e-6);
      if (behind) expect(staysAhead(shapes.map(shapeOf), from, REACH)).toBe(false);
    }));
  });

  test('no number of replicas is passed over that would pay', () => {
    fc.assert(fc.property(corners, (corner) => {
      const most = Math.min(2000, Math.ceil(REACH / corner.requestsPerDayPerReplica));
      const pays = (replicas: number): boolean => {
        const full = replicas * corner.requestsPerDayPerReplica;
        return Math.max((replicas - 1) * corner.requestsPerDayPerReplica, 0) <= REACH && localUsdPerMonth(corner, replicas).usdPerMonth <= apiCost(corner, Math.min(full, REACH));
      };
      const first = Array.from({ length: most }, (_, i) => i + 1).find(pays);
      const result = crossing(corner, REACH);
      if (first === undefined) expect(result.status === 'at' ? result.requestsPerDay : Infinity).toBeGreaterThanOrEqual(most * corner.requestsPerDayPerReplica * (1 - 1e-9));
      else if (result.status === 'at') expect(result.gpus).toBe(localUsdPerMonth(corner, first).gpus);
      else expect(result.status).toBe('always');
    }), { numRuns: 300 });
  });

  test('of many shapes the first crossing is the least of theirs, and no shape too many changes it', () => {
    fc.assert(fc.property(fc.array(corners, { minLength: 1, maxLength: 12 }), (shapes) => {
      const all = shapes.map((shape) => crossing(shape, REACH));
      const volumes = all.flatMap((one) => (one.status === 'at' ? [one.requestsPerDay] : []));
      const result = firstCrossing(shapes, REACH);
      if (all.some(({ status }) => status === 'always')) expect(result.status).toBe('always');
      else if (volumes.length > 0) expect(result).toEqual(all.find((one) => one.status === 'at' && one.requestsPerDay === Math.min(...volumes)));
      else expect(result.status).toBe(all.some(({ status }) => status === 'beyond_range') ? 'beyond_range' : 'never');
    }));
  });

  test('a dearer API never moves the break-even away', () => {
    fc.assert(fc.property(corners, fc.double({ min: 1, max: 10, noNaN: true }), (corner, times) => {
      const volume = (one: Corner): number => {
        const result = crossing(one, REACH);
        return result.status === 'at' ? result.requestsPerDay : result.status === 'always' ? 0 : Infinity;
      };
      const before = volume(corner);
      const after = volume({ ...corner, apiUsdPerRequest: corner.apiUsdPerRequest * times });
      expect(after <= before * 1.0000001).toBe(true);
    }));
  });

  test('never and beyond range say what they mean', () => {
    fc.assert(fc.property(corners, (corner) => {
      const result = crossing(corner, REACH);
      const far = crossing(corner, REACH * 1000);
      if (result.status === 'never') expect(far.status).toBe('never');
    }));
  });
});
