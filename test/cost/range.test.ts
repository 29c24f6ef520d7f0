/** Ranges: how uncertain figures combine. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, exactly, product, quotient, spreadOf, sum, together, within, type Range } from '../../src/cost/range.js';

const range = fc.tuple(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: 1, max: 10, noNaN: true }), fc.double({ min: 1, max: 10, noNaN: true }))
  .map(([middle, down, up]): Range => between(middle / down, middle, middle * up, 'derived'));

describe('a product of independent figures', () => {
  // JCGM 100:2008 (GUM), 5.1.6: of a product the relative variances add up.
  test('that may each be off by a factor of two is off by 2^√n, and not by 2^n', () => {
    const two = within(10, 2, 'derived');
    expect(product(two, two).high).toBeCloseTo(100 * 2 ** Math.SQRT2, 9);
    expect(product(two, two, two, two).low).toBeCloseTo(10_000 / 4, 9);
  });

  test('is as wide as its one uncertain figure', () => {
    expect(product(exactly(3, 'stated'), between(1, 2, 5, 'assumed'))).toEqual({ low: 3, expected: 6, high: 15, evidence: 'assumed' });
  });

  test('lies between the widest of its figures and all of them at their ends', () => {
    fc.assert(fc.property(fc.array(range, { minLength: 1, maxLength: 5 }), (ranges) => {
      const { low, expected, high } = product(...ranges);
      const at = (end: 'low' | 'high'): number => ranges.reduce((all, one) => all * one[end], 1);
      expect(high).toBeLessThanOrEqual(at('high') * (1 + 1e-9));
      expect(low).toBeGreaterThanOrEqual(at('low') * (1 - 1e-9));
      for (const one of ranges) {
        expect(high / expected).toBeGreaterThanOrEqual((one.high / one.expected) * (1 - 1e-9));
        expect(low / expected).toBeLessThanOrEqual((one.low / one.expected) * (1 + 1e-9));
      }
    }));
  });

  test('of something that is expected to be nothing, and of something that may be nothing, keeps plain ends', () => {
    expect(product(between(0, 0, 2, 'derived'), within(10, 2, 'derived'))).toEqual({ low: 0, expected: 0, high: 40, evidence: 'derived' });
    expect(product(between(0, 1, 2, 'derived'), within(10, 2, 'derived')).low).toBe(0);
  });

  test('a quotient is the product with the reciprocal', () => {
    expect(quotient(within(10, 2, 'derived'), within(5, 2, 'stated'))).toMatchObject({ expected: 2, high: 2 * spreadOf([2, 2]) });
    expect(quotient(exactly(10, 'stated'), between(2, 5, 10, 'stated'))).toMatchObject({ low: 1, expected: 2, high: 5 });
  });
});

test('a sum goes one way together, so that totals are the sums of their lines at either end', () => {
  expect(sum([within(10, 2, 'derived'), within(20, 2, 'derived')])).toMatchObject({ low: 15, expected: 30, high: 60 });
});

test('quantities moved together are as far off in product as spreadOf says, and the wider one moves further', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.double({ min: 1.01, max: 9, noNaN: true })), { minLength: 1, maxLength: 4 }), (pairs) => {
    const ends = pairs.map(([middle, factor]) => ({ middle, end: middle * factor }));
    const moved = together(ends.map(({ end }) => end), ends.map(({ middle }) => middle)).map((value, i) => value / (ends[i]?.middle ?? 1));
    expect(moved.reduce((all, factor) => all * factor, 1)).toBeCloseTo(spreadOf(pairs.map(([, factor]) => factor)), 6);
    moved.forEach((factor, i) => expect(factor).toBeLessThanOrEqual((pairs[i]?.[1] ?? 1) * (1 + 1e-9)));
  }));
});
