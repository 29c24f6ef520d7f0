import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestWeightShift, weightInterval } from '../../src/decision/stability.js';
import { weightedLead } from '../../src/decision/weighting.js';

const NOMINAL = [0.4, 0.25, 0.2, 0.15];
/** Differences of the golden model, local less API (facts: decision.md T25, T26). */
const G1 = [1, -0.3, -0.2, 0.2];
const G2 = [-0.2, -0.6, -0.2, -0.2];

const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: -100, max: 100 })), { minLength: 2, maxLength: 6 }).map((all) => {
  const total = all.reduce((sum, [points]) => sum + points, 0);
  return { weights: all.map(([points]) => points / total), differences: all.map(([, d]) => d / 100) };
});

/** Weight k at t, the others keeping their proportions. */
function moved(weights: readonly number[], k: number, t: number): number[] {
  return weights.map((w, i) => (i === k ? t : (w * (1 - t)) / (1 - (weights[k] as number))));
}

describe('the interval of one weight', () => {
  // T25: security .124088, team .634146, budget .689320, performance none; against the API alone.
  it.each([
    [0, 0.124088, 1],
    [1, 0, 0.634146],
    [2, 0, 0.68932],
    [3, 0, 1],
  ])('of criterion %i in the golden model is [%d, %d]', (k, low, high) => {
    const interval = weightInterval(NOMINAL, G1, k);
    expect(interval.low).toBeCloseTo(low, 6);
    expect(interval.high).toBeCloseTo(high, 6);
  });

  it('is everything where the criterion has all the weight, or where it makes no difference', () => {
    expect(weightInterval([1, 0], [0.5, -1], 0)).toEqual({ weight: 1, low: 0, high: 1 });
    expect(weightInterval([0.5, 0.5], [0.2, 0.2], 0)).toEqual({ weight: 0.5, low: 0, high: 1 });
  });

  // M17
  it('ends where the lead vanishes, and keeps the leader inside', () => {
    fc.assert(
      fc.property(rows, fc.nat(), ({ weights, differences }, pick) => {
        const k = pick % weights.length;
        const lead = weightedLead(weights, differences);
        fc.pre(Math.abs(lead) > 1e-6 && (weights[k] as number) < 0.999);
        const { low, high, weight } = weightInterval(weights, differences, k);
        expect(low).toBeLessThanOrEqual(weight);
        expect(high).toBeGreaterThanOrEqual(weight);
        for (const end of [low, high]) {
          if (end > 1e-9 && end < 1 - 1e-9) expect(weightedLead(moved(weights, k, end), differences)).toBeCloseTo(0, 9);
        }
        for (let i = 1; i < 10; i += 1) {
          const inside = weightedLead(moved(weights, k, low + ((high - low) * i) / 10), differences);
          expect(Math.sign(inside)).toBe(Math.sign(lead));
        }
      }),
    );
  });
});

describe('the share of weight that must move', () => {
  // T25: 24.2 points of 100 against the API.
  it('is .2423076923 in the golden model, to the team', () => {
    expect(smallestWeightShift(NOMINAL, G1)).toEqual({ to: 1, share: expect.closeTo(0.2423076923, 9) as number });
  });

  // T26: dominance.
  it('does not exist where one side is better on every count', () => expect(smallestWeightShift(NOMINAL, G2)).toBeNull());

  // M18
  it('is enough, and nothing smaller is', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 }), fc.double({ min: 0, max: 0.999, noNaN: true }), ({ weights, differences }, direction, fraction) => {
        const lead = weightedLead(weights, differences);
        const shift = smallestWeightShift(weights, differences);
        if (shift === null) return;
        fc.pre(Math.abs(lead) > 1e-6);
        // Any other weighting that is nearer by total variation keeps the leader.
        const total = direction.slice(0, weights.length).reduce((a, b) => a + b, 0);
        fc.pre(total > 0);
        const target = direction.slice(0, weights.length).map((x) => x / total);
        const distance = target.reduce((sum, t, i) => sum + Math.abs(t - (weights[i] as number)), 0) / 2;
        fc.pre(distance > 1e-9);
        const step = Math.min(1, (fraction * shift.share) / distance);
        const nearer = weights.map((w, i) => w + step * ((target[i] as number) - w));
        expect(Math.sign(weightedLead(nearer, differences))).toBe(Math.sign(lead));
      }),
    );
  });
});
