import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proportionalWeights, rankOrderCentroid, referenceWeights, weightingOf } from '../../src/decision/weights.js';
import { CRITERIA } from '../../src/profile/vocabulary.js';

const close = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i] as number, 9));
};
const ranks = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('rank-order centroid weights', () => {
  // T1: Barron & Barrett 1996; recomputed.
  it.each([
    [2, [0.75, 0.25]],
    [3, [11 / 18, 5 / 18, 1 / 9]],
    [4, [25 / 48, 13 / 48, 7 / 48, 1 / 16]],
    [5, [137 / 300, 77 / 300, 47 / 300, 9 / 100, 1 / 25]],
    [6, [49 / 120, 29 / 120, 19 / 120, 37 / 360, 11 / 180, 1 / 36]],
  ])('for %i items are the centroid of all weightings in that order', (n, expected) => close(rankOrderCentroid(ranks(n)), expected));

  it('for eight items agree with the published decimals', () => {
    const expected = [0.33973214, 0.21473214, 0.15223214, 0.11056548, 0.07931548, 0.05431548, 0.03348214, 0.015625];
    rankOrderCentroid(ranks(8)).forEach((weight, i) => expect(weight).toBeCloseTo(expected[i] as number, 8));
  });

  it('for four items are not the table 48.33/27.08/14.58/10.00 that circulates', () => {
    expect(Math.abs((rankOrderCentroid(ranks(4))[0] as number) - 0.4833)).toBeGreaterThan(0.03);
  });

  // T3
  it('share the mean of their positions where ranks are tied', () => close(rankOrderCentroid([1, 2, 2, 4]), [25 / 48, 5 / 24, 5 / 24, 1 / 16]));
});

describe('points', () => {
  // T4: definition of swing weights, von Winterfeldt & Edwards 1986.
  it('become weights in proportion', () => close(proportionalWeights([100, 62.5, 50, 37.5]), [0.4, 0.25, 0.2, 0.15]));

  // M2
  it('give the same weights whatever their scale', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 2, maxLength: 8 }), fc.double({ min: 0.01, max: 1000, noNaN: true }), (points, c) => {
        close(proportionalWeights(points.map((p) => p * c)), proportionalWeights(points));
      }),
    );
  });

  it('of zero throughout count as equal', () => close(proportionalWeights([0, 0]), [0.5, 0.5]));
});

describe('reference weights', () => {
  it('are equal when nothing is stated', () => close(referenceWeights(CRITERIA, undefined), CRITERIA.map(() => 1 / 6)));

  it('give a criterion that points leave out none of the reference weight', () => {
    const weights = referenceWeights(CRITERIA, { points: { cost: 60, quality: 40 } });
    close(weights, [0, 0.6, 0.4, 0, 0, 0]);
  });

  it('put criteria that a ranking leaves out together in the last place', () => {
    const weights = referenceWeights(CRITERIA, { rank: ['cost', 'data_control'] });
    close(weights, rankOrderCentroid([2, 1, 3, 3, 3, 3]));
    expect(weights[2]).toBe(weights[5]);
  });

  it('sum to one for every ranking', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...CRITERIA], { minLength: 1 }), (rank) => {
        expect(referenceWeights(CRITERIA, { rank }).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('the weighting of a class', () => {
  const criteria = CRITERIA.map((id) => ({ id }));

  it('follows weights that their owner changes in place', () => {
    const stated = { points: { cost: 1, quality: 0 } };
    const { weights } = weightingOf(criteria, stated);
    stated.points.quality = 3;
    expect(weightingOf(criteria, stated).weights).not.toEqual(weights);
    expect(weightingOf(criteria, stated).weights).toEqual(referenceWeights(CRITERIA, stated));
  });

  it('is one object wherever none is stated of the same criteria', () => {
    const unstated = weightingOf(criteria, undefined);
    weightingOf(criteria, { rank: ['cost'] });
    expect(weightingOf(criteria, undefined)).toBe(unstated);
    expect(weightingOf(criteria.slice(1), undefined).weights).toEqual(referenceWeights(CRITERIA.slice(1), undefined));
  });
});
