import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATA_CLASSES, HOUSE_RULES, LEVELS, ORGANISATION_KINDS, PLACES, type Level } from '../../src/profile/vocabulary.js';
import { builtInRulebook } from '../../src/rules/builtin.js';
import type { Situation } from '../../src/rules/rulebook.js';
import { option } from './examples.js';

const some = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.option(fc.constantFrom(...values), { nil: undefined });
const known = (facts: Readonly<Record<string, unknown>>): Record<string, unknown> => Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
const countries = ['CN', 'DE', 'EU', 'US'];

const anySituation: fc.Arbitrary<Situation> = fc
  .record({
    org: fc.record({ country: some(countries), area: some(['CN', 'EU', 'US']), owner_country: some(countries), kind: some(ORGANISATION_KINDS), annual_revenue_usd: some([1e6, 1e9]), name: some(['one', 'other']) }),
    w: fc.record({ terms: some(LEVELS.terms), data_sensitivity: some(LEVELS.data_sensitivity), core: some(LEVELS.core), house_rules: some([[], [HOUSE_RULES[0]], [...HOUSE_RULES]]), task: some(['chat', 'code']) }),
    data: fc.record({
      contains: fc.option(fc.uniqueArray(fc.constantFrom(...DATA_CLASSES, 'unknown'), { maxLength: 3 }), { nil: undefined }),
      people_in: some([['DE', 'EU'], ['CN'], ['US', 'unknown']]), form: some(['raw', 'anonymised']), audience: some(['customers', 'employees']),
    }),
    derived: fc.record({ anonymised: fc.boolean(), requests_per_day: some([10, 1e6]) }),
    possible: fc.option(fc.constant({ terms: ['basic', 'full'] as readonly Level[] }), { nil: undefined }),
  })
  .map(({ org, w, data, derived, possible }) => ({ org: known(org), w: { ...known(w), data: known(data) }, derived: known(derived), ...(possible === undefined ? {} : { possible }) }));

const anyOption = fc.record({ place: fc.constantFrom(...PLACES), operator_country: some(countries), location: some(countries), raises: fc.constantFrom({}, { terms: 'full' as const }) })
  .map(({ place, raises, ...facts }) => option(place, known(facts), { raises }));

describe('a rule', () => {
  const book = builtInRulebook();

  it('says the same of options that it cannot tell apart in situations that it sees alike', () => {
    const before = new Map<string, unknown>();
    const numbers = new Map<object, number>();
    fc.assert(
      fc.property(anySituation, anyOption, (situation, of) => {
        for (const gate of book.gates.filter((one) => one.concerns(of))) {
          const kind = gate.kindOf(of, book.kindOf(of));
          const number = numbers.get(kind) ?? numbers.size;
          numbers.set(kind, number);
          const key = `${gate.rule} ${number} ${gate.sightOf(situation)}`;
          const judgement = gate.judge(situation, of);
          expect(before.get(key) ?? judgement).toEqual(judgement);
          before.set(key, judgement);
        }
      }),
      { numRuns: 1000 },
    );
    expect(before.size).toBeGreaterThan(500);
  });
});
