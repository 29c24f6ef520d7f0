import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { flooredDifferences, weightedLead, winningShare, winningShareInRanking, winsEverywhere } from '../../src/decision/weighting.js';

// On a grid: what differs by less than rounding is a tie by definition.
const difference = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 1000);
const differences = fc.array(difference, { minLength: 2, maxLength: 7 });

/** Uniform on the simplex: exponential spacings (Rubinstein 1982; Devroye 1986, ch. V). */
function simplexDraw(n: number, random: ReturnType<typeof xoroshiro128plus>): number[] {
  const e = Array.from({ length: n }, () => -Math.log(1 - uniformFloat64(random)));
  const total = e.reduce((a, b) => a + b, 0);
  return e.map((x) => x / total);
}

function sampledShare(d: readonly number[], n: number, seed: number): number {
  const random = xoroshiro128plus(seed);
  let wins = 0;
  for (let i = 0; i < n; i += 1) wins += (Math.sign(weightedLead(simplexDraw(d.length, random), d)) + 1) / 2;
  return wins / n;
}

describe('the share of weightings in which a side wins', () => {
  // T16: Varsi 1973, Ali 1973; checked against a million draws.
  it.each([
    [[1, -1], 0.5],
    [[1, -0.5], 2 / 3],
    [[0.6, 0.1, -0.4], 0.68],
    [[0.5, -0.2, -0.3], 0.4464285714],
    [[0.4, 0.4, -0.3, -0.3], 0.6064139942],
    [[1, 0, -1], 0.5],
    [[0.2, 0.1], 1],
    [[-0.2, -0.1], 0],
    // T25, T26: golden model, differences of local less API.
    [[1, -0.3, -0.2, 0.2], 0.7512820513],
    // T30: a criterion listed twice counts twice; flat weightings are not invariant to that.
    [[1, 1, -0.5], 8 / 9],
    [[1, -0.5, -0.5], 4 / 9],
  ])('of %j is %d', (d, expected) => expect(winningShare(d)).toBeCloseTo(expected, 9));

  it('of no difference at all is a dead heat', () => expect(winningShare([0, 0, 0])).toBe(0.5));

  // M10
  it('and that of the other side sum to one', () => {
    fc.assert(fc.property(differences, (d) => { expect(winningShare(d) + winningShare(d.map((x) => -x))).toBeCloseTo(1, 9); }));
  });

  // M1
  it('does not depend on the order of the criteria', () => {
    fc.assert(
      fc.property(differences.chain((d) => fc.tuple(fc.constant(d), fc.shuffledSubarray(d, { minLength: d.length }))), ([d, shuffled]) => {
        expect(winningShare(shuffled)).toBeCloseTo(winningShare(d), 9);
      }),
    );
  });

  // M3
  it('does not change when every difference is scaled by one factor', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 6 }), fc.integer({ min: 2, max: 50 }), (d, c) => {
        expect(winningShare(d.map((x) => (x * c) / 100))).toBeCloseTo(winningShare(d.map((x) => x / 100)), 9);
      }),
    );
  });

  // M4
  it('never falls when a difference rises', () => {
    fc.assert(
      fc.property(differences, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (d, i, by) => {
        const raised = d.map((x, k) => (k === i % d.length ? x + by : x));
        expect(winningShare(raised)).toBeGreaterThanOrEqual(winningShare(d) - 1e-9);
      }),
    );
  });

  // M23: four standard errors of 20 000 draws.
  it('agrees with sampling', () => {
    fc.assert(
      fc.property(differences, fc.integer(), (d, seed) => {
        const p = winningShare(d);
        const n = 20_000;
        expect(Math.abs(sampledShare(d, n, seed) - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / n) + 1e-3);
      }),
      { numRuns: 15 },
    );
  });

  // M9, T16: a criterion on which both sides are equal drops out of flat shares.
  it('ignores a criterion on which both sides are equal', () => {
    fc.assert(fc.property(differences, (d) => { expect(winningShare([...d, 0])).toBeCloseTo(winningShare(d), 12); }));
  });
});

describe('the share of the weightings that keep a ranking', () => {
  // T17: running means (−.2, .15, .1333…) and (.1, .15, −.1).
  it.each([
    [[-0.2, 0.5, 0.1], 0.6571428571],
    [[0.1, 0.2, -0.6], 0.8],
  ])('of %j in its own order is %d', (d, expected) => expect(winningShareInRanking(d, [0, 1, 2])).toBeCloseTo(expected, 9));

  // T25, T26: golden model with security ≥ team ≥ budget ≥ performance.
  it('of the golden model is all of them for G1, and none for G2', () => {
    expect(winningShareInRanking([1, -0.3, -0.2, 0.2], [0, 1, 2, 3])).toBe(1);
    expect(winningShareInRanking([-0.2, -0.6, -0.2, -0.2], [0, 1, 2, 3])).toBe(0);
  });

  it('follows the ranking, not the order of the criteria', () => {
    expect(winningShareInRanking([0.5, 0.1, -0.2], [2, 0, 1])).toBeCloseTo(0.6571428571, 9);
  });

  // M13: a smaller set of weightings keeps what held for all of a larger one.
  it('is one, or none, wherever it is so for all weightings', () => {
    fc.assert(
      fc.property(differences, (d) => {
        const all = winningShare(d);
        fc.pre(all === 0 || all === 1);
        expect(winningShareInRanking(d, d.map((_, i) => i))).toBe(all);
      }),
    );
  });

  // M23, ordinal case: draws sorted by rank (all orderings have the same volume).
  it('agrees with sampling', () => {
    fc.assert(
      fc.property(differences, fc.integer(), (d, seed) => {
        const random = xoroshiro128plus(seed);
        const n = 20_000;
        let wins = 0;
        for (let i = 0; i < n; i += 1) wins += (Math.sign(weightedLead(simplexDraw(d.length, random).sort((a, b) => b - a), d)) + 1) / 2;
        const p = winningShareInRanking(d, d.map((_, i) => i));
        expect(Math.abs(wins / n - p)).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / n) + 1e-3);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the weightings considered', () => {
  // T15: moments of the uniform simplex; pins the sampler that the checks above rely on.
  it('of a free simplex have mean 1/n, variance (n−1)/(n²(n+1)) and covariance −1/(n²(n+1))', () => {
    const random = xoroshiro128plus(7);
    const draws = Array.from({ length: 200_000 }, () => simplexDraw(4, random));
    const mean = (f: (w: readonly number[]) => number): number => draws.reduce((sum, w) => sum + f(w), 0) / draws.length;
    expect(mean((w) => w[0] as number)).toBeCloseTo(0.25, 2);
    expect(mean((w) => ((w[0] as number) - 0.25) ** 2)).toBeCloseTo(0.0375, 3);
    expect(mean((w) => ((w[0] as number) - 0.25) * ((w[1] as number) - 0.25))).toBeCloseTo(-0.0125, 3);
    expect(mean((w) => (Math.max(...w) >= 0.5 ? 1 : 0))).toBeCloseTo(4 * 0.5 ** 3, 2);
  });

  it('give each criterion at least half its reference weight', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(difference, fc.double({ min: 0.01, max: 1, noNaN: true })), { minLength: 2, maxLength: 6 }), fc.integer(), (rows, seed) => {
        const total = rows.reduce((sum, [, w]) => sum + w, 0);
        const reference = rows.map(([, w]) => w / total);
        const d = rows.map(([x]) => x);
        const u = simplexDraw(d.length, xoroshiro128plus(seed));
        const considered = reference.map((w, i) => w / 2 + (u[i] as number) / 2);
        expect(weightedLead(considered, d)).toBeCloseTo(weightedLead(u, flooredDifferences(reference, d)), 12);
      }),
    );
  });

  // M6
  it('are all won by a side that is better on every criterion', () => {
    expect(winsEverywhere(flooredDifferences([0.5, 0.5], [0.2, 0.1]))).toBe(true);
    expect(winsEverywhere(flooredDifferences([0.5, 0.5], [0.2, 0]))).toBe(true);
    expect(winsEverywhere(flooredDifferences([0.5, 0.5], [0.2, -0.1]))).toBe(false);
    expect(winsEverywhere([0, 0])).toBe(false);
  });

  // T12: scikit-criteria, test_dominance: better on both; each better on one; better on one and equal on the other.
  it.each([
    [[10, 10], true],
    [[10, -30], false],
    [[10, 0], true],
  ])('of the dominance cases, differences %j, are all won: %s', (raw, expected) => {
    expect(winsEverywhere(flooredDifferences([0.5, 0.5], raw.map((d) => d / 100)))).toBe(expected);
  });
});
