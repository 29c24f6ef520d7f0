/** Properties of conditions over random expressions and facts, with the engine's own evaluator as the oracle where all facts are known. */
import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DATA_CLASSES, HOUSE_RULES, LEVELS } from '../../src/profile/vocabulary.js';
import type { CompiledCondition, Context } from '../../src/rules/condition.js';
import { checkCondition } from '../../src/rules/engine.js';
import { OPEN_ITEM } from '../../src/rules/scope.js';

const atom = fc.oneof(
  ...(['terms', 'team_strength', 'core'] as const).map((question) => {
    const level = fc.constantFrom(...LEVELS[question]).map((one) => `"${one}"`);
    return fc.oneof(
      fc.tuple(fc.constantFrom('==', '!='), level).map(([op, one]) => `w.${question} ${op} ${one}`),
      fc.uniqueArray(level, { minLength: 1 }).map((levels) => `w.${question} in [${levels.join(', ')}]`),
    );
  }),
  fc.constantFrom('option.rented', 'option.third_party', 'derived.implied'),
  fc.constantFrom('w.requests_per_day > 100', 'w.requests_per_day * 2 <= 500', 'size(w.house_rules) > 1', 'option.rented == option.third_party'),
  fc.constantFrom(...HOUSE_RULES).map((rule) => `"${rule}" in w.house_rules`),
  fc.tuple(fc.constantFrom('exists', 'all', 'exists_one'), fc.constantFrom('==', '!='), fc.constantFrom(...DATA_CLASSES.slice(0, 3)))
    .map(([quantifier, op, one]) => `w.data.contains.${quantifier}(c, c ${op} "${one}")`),
);

const expression = fc.letrec<{ readonly any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a}) && (${b})`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `(${a}) || (${b})`),
    tie('any').map((a) => `!(${a})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
  ),
})).any;

interface Facts {
  readonly terms: string;
  readonly team_strength: string;
  readonly core: string;
  readonly requests_per_day: number;
  readonly house_rules: readonly string[];
  readonly contains: readonly string[];
  readonly rented: boolean;
  readonly third_party: boolean;
  readonly implied: boolean;
}

const everything: fc.Arbitrary<Facts> = fc.record({
  terms: fc.constantFrom(...LEVELS.terms),
  team_strength: fc.constantFrom(...LEVELS.team_strength),
  core: fc.constantFrom(...LEVELS.core),
  requests_per_day: fc.constantFrom(0, 100, 200, 400),
  house_rules: fc.uniqueArray(fc.constantFrom(...HOUSE_RULES)),
  contains: fc.uniqueArray(fc.constantFrom(...DATA_CLASSES.slice(0, 5)), { maxLength: 4 }),
  rented: fc.boolean(),
  third_party: fc.boolean(),
  implied: fc.boolean(),
});

function contextOf({ rented, third_party, implied, contains, ...w }: Partial<Facts>): Context {
  const known = (facts: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { org: {}, w: known({ ...w, data: contains === undefined ? undefined : { contains } }), derived: known({ implied }), option: known({ rented, third_party }) };
}

/** Hides some facts, and opens some lists: what is left of a list is stated, the rest may yet be in it. */
const hiding = fc.record({
  hidden: fc.uniqueArray(fc.constantFrom(...(['terms', 'team_strength', 'core', 'requests_per_day', 'house_rules', 'contains', 'rented', 'third_party', 'implied'] as const))),
  opened: fc.uniqueArray(fc.constantFrom(...(['house_rules', 'contains'] as const))),
  kept: fc.nat({ max: 4 }),
});

function partial(facts: Facts, { hidden, opened, kept }: { readonly hidden: readonly (keyof Facts)[]; readonly opened: readonly ('house_rules' | 'contains')[]; readonly kept: number }): Context {
  const left: Partial<Facts> = Object.fromEntries(Object.entries(facts).filter(([name]) => !hidden.includes(name as keyof Facts)));
  const lists = Object.fromEntries(opened.flatMap((name) => (left[name] === undefined ? [] : [[name, [...left[name].slice(0, kept), OPEN_ITEM]]])));
  return contextOf({ ...left, ...lists });
}

function compiled(text: string): CompiledCondition {
  const { condition, errors } = checkCondition(text);
  if (condition === undefined) throw new Error(`${text}: ${errors.map(({ message }) => message.en).join(' ')}`);
  return condition;
}

/** The engine as it comes, for facts that are all known. */
const engine = new Environment({ unlistedVariablesAreDyn: true })
  .registerOperator('double * int: double', (a: number, b: bigint) => a * Number(b));

/** Expressions that exceed the limits of a condition are not what is tested here. */
const small = expression.filter((text) => text.length < 1500);

describe('conditions', () => {
  it('agree with the engine where every fact is known', () => {
    fc.assert(fc.property(small, everything, (text, facts) => {
      expect(compiled(text).evaluate(contextOf(facts))).toBe(engine.evaluate(text, contextOf(facts)));
    }), { numRuns: 500, seed: 1 });
  });

  // M21 of the decision model's properties: a known result equals the value in every completion.
  it('are known only where every completion of the missing facts agrees', () => {
    fc.assert(fc.property(small, everything, hiding, (text, facts, hide) => {
      const result = compiled(text).evaluate(partial(facts, hide));
      if (result !== undefined) expect(compiled(text).evaluate(contextOf(facts))).toBe(result);
    }), { numRuns: 2000, seed: 2 });
  });

  it('stay known when more becomes known', () => {
    fc.assert(fc.property(small, everything, hiding, (text, facts, hide) => {
      const less = compiled(text).evaluate(partial(facts, { ...hide, kept: 0 }));
      const more = compiled(text).evaluate(partial(facts, { ...hide, opened: [] }));
      if (less !== undefined) expect(more).toBe(less);
    }), { numRuns: 1000, seed: 3 });
  });

  it('name open facts exactly where they are unknown, and each of those is missing', () => {
    fc.assert(fc.property(small, everything, hiding, (text, facts, hide) => {
      const context = partial(facts, hide);
      const open = compiled(text).openPaths(context);
      expect(open.length > 0).toBe(compiled(text).evaluate(context) === undefined);
      const names = open.map((path) => path.split('.').at(-1) as keyof Facts);
      for (const name of names) expect([...hide.hidden, ...hide.opened]).toContain(name);
    }), { numRuns: 1000, seed: 4 });
  });

  it('are each either compiled or refused with a place inside the text, whatever the text is', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 80 }), fc.array(fc.constantFrom('w.terms', '==', '"full"', '&&', '(', ')', '!', 'in', '[', ']', '.', 'exists', 'c', ',', '1', '?', ':', '-', '{', '}')).map((tokens) => tokens.join(' '))), (text) => {
      const { condition, errors } = checkCondition(text);
      expect(condition === undefined).toBe(errors.length > 0);
      for (const { range } of errors) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.start).toBeLessThanOrEqual(text.length);
      }
    }), { numRuns: 1000, seed: 5 });
  });
});
