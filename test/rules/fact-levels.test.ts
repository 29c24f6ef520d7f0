// Numbers as levels: the thresholds come from the conditions themselves, so every number must read as the level that it lies in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Option } from '../../src/options/option.js';
import { compileCondition } from '../../src/rules/engine.js';
import { factLevels, inRange, numberLevels, type FactLevel } from '../../src/rules/fact-levels.js';
import type { CompiledCondition } from '../../src/rules/condition.js';
import type { CompiledGate, Situation } from '../../src/rules/rulebook.js';

const REVENUE = 'org.annual_revenue_usd';
const NOTHING: Situation = { org: {}, w: {}, derived: {} };

function condition(text: string): CompiledCondition {
  const result = compileCondition(text);
  if (result.condition === undefined) throw new Error(JSON.stringify(result.errors));
  return result.condition;
}

/** A gate that blocks where its condition holds: all that levels ask of one. */
function gate(text: string): CompiledGate {
  const when = condition(text);
  return {
    reads: (path: string) => when.paths.includes(path),
    thresholds: (path: string, at: Situation) => when.thresholds(path, at),
    literals: (path: string) => when.literals(path),
    verdict: (at: Situation) => ({ verdict: { true: 'blocks', false: 'not_applicable', undefined: 'open' }[String(when.evaluate(at))], unmet: [] }),
  } as unknown as CompiledGate;
}

const levels = (path: string, text: string, at: Situation = NOTHING): readonly FactLevel[] => factLevels(path, at, [{ gate: gate(text), option: {} as Option }]);
const ranges = (text: string, at?: Situation): unknown => levels(REVENUE, text, at).map(({ range }) => range);

describe('levels of a number', () => {
  it.each([
    ['<', [{ below: 1000 }, { from: 1000 }]],
    ['>=', [{ below: 1000 }, { from: 1000 }]],
    ['<=', [{ up_to: 1000 }, { above: 1000 }]],
    ['>', [{ up_to: 1000 }, { above: 1000 }]],
    ['==', [{ below: 1000 }, { exactly: 1000 }, { above: 1000 }]],
    ['!=', [{ below: 1000 }, { exactly: 1000 }, { above: 1000 }]],
  ])('with %s put the threshold on the side that it belongs to', (operator, expected) => {
    expect(ranges(`${REVENUE} ${operator} 1000`)).toEqual(expected);
  });

  it('turn where the other side of the comparison says, whichever side that is', () => {
    expect(ranges(`7 <= ${REVENUE}`)).toEqual([{ below: 7 }, { from: 7 }]);
    expect(ranges(`12 * ${REVENUE} + 1 > 25`)).toEqual([{ up_to: 2 }, { above: 2 }]);
    expect(ranges(`${REVENUE} - org.monthly_active_users > 5`, { ...NOTHING, org: { monthly_active_users: 10 } })).toEqual([{ up_to: 15 }, { above: 15 }]);
    expect(ranges(`${REVENUE} > (w.task == "chat" ? 3 : 4)`, { ...NOTHING, w: { task: 'chat' } })).toEqual([{ up_to: 3 }, { above: 3 }]);
  });

  it('say nothing of what lies outside the numbers that there are', () => {
    expect(ranges(`${REVENUE} > 0`)).toEqual([{ exactly: 0 }, { above: 0 }]);
    expect(ranges(`${REVENUE} >= 0`)).toEqual([]);
    expect(ranges(`${REVENUE} > -5`)).toEqual([]);
    expect(levels('w.quality.local', 'w.quality.local > 2')).toEqual([]);
  });

  it('are none where another unknown keeps everything open, or a comparison bends', () => {
    expect(ranges(`${REVENUE} > org.monthly_active_users`)).toEqual([]);
    expect(ranges(`${REVENUE} * ${REVENUE} > 9`)).toEqual([]);
    expect(ranges(`(${REVENUE} > 5 ? ${REVENUE} : 1) > 7`)).toEqual([]);
  });

  it('lose a threshold at which nothing turns', () => {
    expect(ranges(`${REVENUE} > 5 || ${REVENUE} > 9`)).toEqual([{ up_to: 5 }, { above: 5 }]);
    expect(ranges(`${REVENUE} > 5 && w.task == "chat"`, { ...NOTHING, w: { task: 'code' } })).toEqual([]);
  });

  const comparison = fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), fc.integer({ min: -3, max: 30 }), fc.constantFrom(1, 2, -1)).map(
    ([operator, number, factor]) => `${factor} * ${REVENUE} ${operator} ${number}`,
  );
  const text = fc.array(fc.tuple(comparison, fc.constantFrom('&&', '||'))).map((all) => all.map(([one, joint], i) => (i === 0 ? one : `${joint} ${one}`)).join(' ')).filter((all) => all !== '');

  it('hold every number once, and each reads as the one that stands for its level', () => {
    fc.assert(
      fc.property(text, fc.array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.double({ min: 0, max: 40, noNaN: true })), { minLength: 1 }), (of, numbers) => {
        const when = condition(of);
        const found = levels(REVENUE, of);
        const at = (value: unknown): boolean | undefined => when.evaluate({ ...NOTHING, org: { annual_revenue_usd: value } });
        for (const number of numbers) {
          const holding = found.filter(({ range }) => range !== undefined && inRange(number, range));
          if (found.length === 0) expect(at(number)).toBe(at(0));
          else expect(holding.map(({ value }) => at(value))).toEqual([at(number)]);
        }
        // Neighbours differ, or they would be one.
        found.slice(1).forEach(({ value }, i) => expect(at(value)).not.toBe(at(found[i]?.value)));
      }),
    );
  });

  it('stay inside a domain with two ends', () => {
    const found = numberLevels([0.25, 1, 3], { max: 1 }, (value) => String(value >= 0.25) + String(value === 1));
    expect(found.map(({ range }) => range)).toEqual([{ below: 0.25 }, { from: 0.25, below: 1 }, { exactly: 1 }]);
  });
});

describe('levels of other facts', () => {
  it('are what rules ask a list for, and nothing of that', () => {
    const asks = '"health" in w.data.contains || w.data.contains.exists(one, one == "cui")';
    expect(levels('w.data.contains', asks).map(({ item, value }) => [item, value])).toEqual([['health', ['health']], ['cui', ['cui']], [null, []]]);
    // What is stated stays, and is not asked for again.
    expect(levels('w.data.contains', asks, { ...NOTHING, w: { data: { contains: ['health', 'unknown'] } } }).map(({ value }) => value)).toEqual([['health', 'cui'], ['health']]);
  });

  it('are the words or truths that there are, and none of a country or of what no rule reads', () => {
    expect(levels('w.data.audience', 'w.data.audience == "public"').map(({ value }) => value)).toEqual(['internal', 'customers', 'public']);
    expect(levels('derived.implied', 'derived.implied').map(({ value }) => value)).toEqual([true, false]);
    expect(levels('org.country', 'org.country == "DE"')).toEqual([]);
    expect(levels('org.kind', 'org.country == "DE"')).toEqual([]);
  });
});
