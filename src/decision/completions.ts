/** Completions: every way in which the open answers may come out, all of them or, where there are too many, a seeded sample. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { rememberedUpTo } from '../lazy.js';

/** Levels that each question may still have, as indices, in the order of QUESTIONS. */
export type Allowed = readonly (readonly number[])[];

/** So many completions are enumerated; beyond that as many are drawn. */
export const COMPLETION_CAP = 4096;

/** The completions of the open answers, in a fixed order; what is known is the same in each. */
export interface Completions {
  readonly method: 'exact' | 'sampled';
  readonly count: number;
  /** For each open question its level in each completion; `undefined` for a known one. */
  readonly levels: readonly (Uint8Array | undefined)[];
}

/** Other answers to known questions are tried by the hundred, and leave the open ones as they are. */
const known = new Map<string, Completions>();
const MOST_REMEMBERED = 64;

const NOTHING_OPEN: Completions = { method: 'exact', count: 1, levels: [] };

export function completions(allowed: Allowed, seed: number): Completions {
  let key = '';
  let isOpen = false;
  for (const levels of allowed) {
    isOpen ||= levels.length !== 1;
    key += levels.length === 1 ? '/' : `/${levels.join()}`;
  }
  if (!isOpen) return NOTHING_OPEN;
  return rememberedUpTo(MOST_REMEMBERED, known, `${seed}${key}`, () => {
    const total = allowed.reduce((product, levels) => product * levels.length, 1);
    return total <= COMPLETION_CAP ? enumerated(allowed, total) : sampled(allowed, seed);
  });
}

/** The first open question changes fastest. */
function enumerated(allowed: Allowed, count: number): Completions {
  let stride = 1;
  const levels = allowed.map((open) => {
    if (open.length === 1) return undefined;
    const column = new Uint8Array(count);
    for (let index = 0; index < count; index += 1) column[index] = open[Math.floor(index / stride) % open.length] as number;
    stride *= open.length;
    return column;
  });
  return { method: 'exact', count, levels };
}

function sampled(allowed: Allowed, seed: number): Completions {
  const random = xoroshiro128plus(seed);
  const levels = allowed.map((open) => (open.length === 1 ? undefined : new Uint8Array(COMPLETION_CAP)));
  for (let index = 0; index < COMPLETION_CAP; index += 1) {
    for (const [q, column] of levels.entries()) {
      const open = allowed[q] as readonly number[];
      if (column !== undefined) column[index] = open[uniformInt(random, 0, open.length - 1)] as number;
    }
  }
  return { method: 'sampled', count: COMPLETION_CAP, levels };
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
