/** Traces made by a seed: Poisson arrivals whose rate may change, with answers of very different length. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Arrival } from '../../../src/cost/load/replay.js';

/** Uniform numbers in [0, 1). */
export function seeded(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

/** @param perSecond arrivals at a second of the trace; at most `most` */
export function* arrivalsOf({ seed, seconds, perSecond, most = 10 }: { readonly seed: number; readonly seconds: number; readonly perSecond: (second: number) => number; readonly most?: number }): Generator<Arrival> {
  const random = seeded(seed);
  const exponential = (): number => -Math.log(1 - random());
  for (let at = exponential() / most; at < seconds; at += exponential() / most) {
    // Thinning, after Lewis and Shedler (1979).
    if (random() * most < perSecond(at)) yield { at, inputTokens: Math.ceil(1000 * exponential()), outputTokens: Math.ceil(200 * exponential()) };
  }
}
