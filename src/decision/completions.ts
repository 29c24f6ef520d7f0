/** Completions: every way in which the open answers may come out, all of them or, where there are too many, a seeded sample. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Allowed, Assignment } from './model.js';

/** So many completions are enumerated; beyond that as many are drawn. */
export const COMPLETION_CAP = 4096;

export interface Completions {
  readonly method: 'exact' | 'sampled';
  readonly count: number;
  /** Calls `visit` with each completion in a fixed order; the array is reused between calls. */
  forEach(visit: (assignment: Assignment, index: number) => void): void;
}

export function completions(allowed: Allowed, seed: number): Completions {
  const total = allowed.reduce((product, levels) => product * levels.length, 1);
  return total <= COMPLETION_CAP ? enumerated(allowed, total) : sampled(allowed, seed);
}

function enumerated(allowed: Allowed, total: number): Completions {
  return {
    method: 'exact',
    count: total,
    forEach(visit) {
      const digits = new Uint8Array(allowed.length);
      const assignment = Uint8Array.from(allowed, (levels) => levels[0] as number);
      for (let index = 0; index < total; index += 1) {
        visit(assignment, index);
        for (let q = 0; q < allowed.length; q += 1) {
          const levels = allowed[q] as readonly number[];
          const next = (digits[q] as number) + 1 < levels.length ? (digits[q] as number) + 1 : 0;
          digits[q] = next;
          assignment[q] = levels[next] as number;
          if (next > 0) break;
        }
      }
    },
  };
}

function sampled(allowed: Allowed, seed: number): Completions {
  return {
    method: 'sampled',
    count: COMPLETION_CAP,
    forEach(visit) {
      const random = xoroshiro128plus(seed);
      const assignment = new Uint8Array(allowed.length);
      for (let index = 0; index < COMPLETION_CAP; index += 1) {
        for (let q = 0; q < allowed.length; q += 1) {
          const levels = allowed[q] as readonly number[];
          assignment[q] = levels[levels.length === 1 ? 0 : uniformInt(random, 0, levels.length - 1)] as number;
        }
        visit(assignment, index);
      }
    },
  };
}

/**
 * Wilson interval at 95 % for a share `p` seen in `n` draws:
 * centre (p + z²/2n)/(1 + z²/n), half width z/(1 + z²/n) √(p(1−p)/n + z²/4n²).
 */
export function wilsonInterval(p: number, n: number): { low: number; high: number } {
  const z = 1.959963984540054;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
