/** The one way to read a fact. */
import type { Asked } from './schema.js';

/** The value of a fact, or `undefined` where it is not known: the caller must treat that as open, never as "no". */
export function known<T>(fact: Asked<T>): T | undefined {
  return fact === undefined || fact === 'unknown' ? undefined : fact.value;
}
