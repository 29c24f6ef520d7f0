// What reads most valid profiles reads them as the schema does, and reads nothing that the schema refuses.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { profileSchema } from '../../src/profile/schema.js';
import { profileIfValid } from '../../src/profile/valid.js';
import { arbitraryProfile, reordered } from './arbitrary.js';

vi.setConfig({ testTimeout: 60_000 });

/** With the order of its keys, and with those that are there and undefined. */
function exactly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(exactly);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : value === undefined ? 'undefined' : value;
  return Object.entries(value).map(([key, inner]) => [key, exactly(inner)]);
}

/** One value of a document replaced, removed, or joined by another. */
function changed(value: unknown, at: number, by: unknown, key: string): unknown {
  const copy = structuredClone(value);
  const places: (() => void)[] = [];
  const visit = (holder: Record<string, unknown> | unknown[]): void => {
    for (const inner of Object.keys(holder)) {
      const record = holder as Record<string, unknown>;
      places.push(() => { record[inner] = by; }, () => { Reflect.deleteProperty(record, inner); }, () => { record[key] = by; });
      if (typeof record[inner] === 'object' && record[inner] !== null) visit(record[inner] as Record<string, unknown>);
    }
  };
  visit(copy as Record<string, unknown>);
  places[at % places.length]?.();
  return copy;
}

const odd = fc.oneof(
  fc.constantFrom<unknown>('unknown', 'EU', 'UK', 'basic', '', ' ', 'x'.repeat(201), null, undefined, true, 0, -0, -1, 0.5, 1, 2, 1.5, 24, 1e15, 1e16, 2 ** 53, Number.NaN, Infinity, [], ['unknown'], ['EU'], {}, { usd_per_month: 1 }, { rank: ['cost'] }, { points: { cost: 1 } }, new Map(), new Date(0), Object.create(null)),
  fc.anything(),
);

describe('a profile that is read by its form', () => {
  it('is what the schema reads, to the order of its keys, and any valid one is read', () => {
    fc.assert(
      fc.property(arbitraryProfile(), fc.integer({ min: 1, max: 5000 }), (data, seed) => {
        const value = reordered(data, seed);
        expect(exactly(profileIfValid(value))).toEqual(exactly(profileSchema.parse(value, { jitless: true })));
      }),
    );
  });

  it('is none that the schema refuses, however it was changed', () => {
    fc.assert(
      fc.property(arbitraryProfile(), fc.nat(), odd, fc.constantFrom('id', 'unknown', '__proto__', 'toString', 'data', 'task'), (data, at, by, key) => {
        const value = changed(data, at, by, key);
        const read = profileIfValid(value);
        if (read === undefined) return;
        expect(exactly(read)).toEqual(exactly(profileSchema.parse(value, { jitless: true })));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([[undefined], [null], ['version: 1'], [[]], [{}], [new Map()]])('is none for %j', (value) => {
    expect(profileIfValid(value)).toBeUndefined();
  });
});
