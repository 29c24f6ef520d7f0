import { describe, expect, it } from 'vitest';
import { grouped, finished, unfolding, unfoldingWith, Unrolled } from '../src/lazy.js';

interface Thing {
  readonly first: number;
  readonly second: readonly number[];
  readonly third?: string | undefined;
}
const draft = (worked: string[]) => ({
  first: 1,
  second: () => (worked.push('second'), [2]),
  third: () => (worked.push('third'), 'three'),
});

describe('an object whose fields are worked out when they are read', () => {
  it('works each out once, and none before', () => {
    const worked: string[] = [];
    const thing = unfolding<Thing>(draft(worked));
    expect(worked).toEqual([]);
    expect(thing.second).toBe(thing.second);
    expect(worked).toEqual(['second']);
  });

  it('is otherwise like one that is finished: copied, listed, and written as JSON in the order of the draft', () => {
    const whole = finished<Thing>(draft([]));
    expect({ ...unfolding<Thing>(draft([])) }).toEqual(whole);
    expect(Object.entries(unfolding<Thing>(draft([])))).toEqual(Object.entries(whole));
    expect(JSON.stringify(unfolding<Thing>({ ...draft([]), third: () => undefined }))).toBe(JSON.stringify(finished<Thing>({ ...draft([]), third: () => undefined })));
  });

  it('is changed field by field when they are read, and any other object is not', () => {
    const worked: string[] = [];
    const thing = unfolding<Thing>(draft(worked));
    const changed = unfoldingWith(thing, (field) => JSON.stringify(field)) as Readonly<Record<keyof Thing, string>>;
    expect([changed.first, worked]).toEqual(['1', []]);
    expect([changed.second, thing.second, worked]).toEqual(['[2]', [2], ['second']]);
    expect(unfoldingWith({ first: 1 }, String)).toBeUndefined();
  });
});

describe('what a generator yields', () => {
  it('is asked for as far as it is read, and once', () => {
    const made: number[] = [];
    const found = new Unrolled((function* numbers(): Generator<number, void> {
      for (const one of [1, 2, 3]) {
        made.push(one);
        yield one;
      }
    })());
    expect([found.first, found.first, made]).toEqual([1, 1, [1]]);
    expect([found.all, found.all, found.first]).toEqual([[1, 2, 3], [1, 2, 3], 1]);
    expect(made).toEqual([1, 2, 3]);
    expect(new Unrolled([][Symbol.iterator]() as Iterator<number, void>).first).toBeUndefined();
  });
});

it('groups keep the order of their rows, and are in the order of their first ones', () => {
  expect([...grouped(['b1', 'a1', 'b2', 'c1', 'a2'], (row) => row[0])]).toEqual([['b', ['b1', 'b2']], ['a', ['a1', 'a2']], ['c', ['c1']]]);
  expect(grouped([], () => 'any').size).toBe(0);
});
