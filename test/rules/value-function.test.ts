import { describe, expect, it } from 'vitest';
import { piecewiseLinear, valueOfScore, type Knot } from '../../src/rules/value-function.js';

const knots = (at: readonly number[], values: readonly number[]): Knot[] => at.map((one, i) => ({ at: one, value: values[i] ?? Number.NaN }));

describe('piecewise linear values', () => {
  // T8: rsmaa, tests/pvf.R
  it.each([
    [[-0.15, 0.35], [0, 1], [[0.35, 1], [-0.15, 0], [0.1, 0.5]]],
    [[50, 100], [1, 0], [[50, 1], [100, 0], [75, 0.5]]],
    [[-0.15, 0, 0.25, 0.35], [0, 0.1, 0.9, 1], [[0.35, 1], [-0.15, 0], [0, 0.1], [0.25, 0.9], [0.1, 0.42]]],
    [[50, 75, 90, 100], [1, 0.8, 0.5, 0], [[50, 1], [60, 0.92], [75, 0.8], [90, 0.5], [100, 0]]],
    // T8: JSMAA, UtilityFunctionTest
    [[1, 2], [0, 1], [[1.6, 0.6]]],
    [[1, 2], [1, 0], [[1.6, 0.4]]],
    [[1, 1.2, 2], [0, 0.5, 1], [[1.1, 0.25]]],
    [[1, 1.2, 2], [1, 0.5, 0], [[1.1, 0.75]]],
  ] as const)('through %j at %j', (at, values, points) => {
    for (const [x, expected] of points) expect(piecewiseLinear(knots(at, values), x)).toBeCloseTo(expected, 12);
  });

  it('keep the end values beyond the ends', () => {
    expect(piecewiseLinear(knots([1, 2], [0, 1]), 3)).toBe(1);
    expect(piecewiseLinear(knots([1, 2], [0, 1]), 0)).toBe(0);
  });

  // T9: pymcdm, TestSPOTIS (Dezert et al. 2020): value on fixed anchors is 1 − SPOTIS
  it('on fixed anchors add up to the published values', () => {
    const rows = [[10.5, -3.1, 1.7], [-4.7, 0, 3.4], [8.1, 0.3, 1.3], [3.2, 7.3, -5.3]] as const;
    const anchors = [knots([-5, 12], [0, 1]), knots([-6, 10], [1, 0]), knots([-8, 5], [0, 1])];
    const weights = [0.2, 0.3, 0.5];
    const values = rows.map((row) => row.map((x, i) => piecewiseLinear(anchors[i] ?? [], x)));
    expect(values[0]?.map((value) => Number(value.toFixed(10)))).toEqual([0.9117647059, 0.81875, 0.7461538462]);
    const sums = values.map((row) => row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0));
    expect(sums.map((sum) => Number(sum.toFixed(10)))).toEqual([0.8010548643, 0.6294909502, 0.6936849548, 0.2509417421]);
  });

  it('need knots that ascend', () => {
    expect(() => piecewiseLinear([], 1)).toThrow(RangeError);
    expect(() => piecewiseLinear(knots([0, 0], [0, 1]), 0.5)).toThrow(RangeError);
  });
});

describe('the value of a score', () => {
  it('is the score itself without a pass mark', () => {
    expect(valueOfScore(0.37, undefined, 0.8)).toBe(0.37);
  });

  it('is fixed at nothing, at the pass mark, and at all', () => {
    expect([0, 0.6, 1].map((score) => valueOfScore(score, 0.6, 0.8))).toEqual([0, 0.8, 1]);
    expect(valueOfScore(0.3, 0.6, 0.8)).toBeCloseTo(0.4, 12);
    expect(valueOfScore(0.8, 0.6, 0.8)).toBeCloseTo(0.9, 12);
  });

  it('lets a mark at an end take the place of that end', () => {
    expect([0, 0.5, 1].map((score) => valueOfScore(score, 0, 0.8))).toEqual([0.8, 0.9, 1]);
    expect([0, 0.5, 1].map((score) => valueOfScore(score, 1, 0.8))).toEqual([0, 0.5, 1]);
  });
});
