// What an assessment says about the questions still worth asking, and in what order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/index.js';
import { LEVELS, QUESTIONS, type Level, type Question } from '../../src/profile/vocabulary.js';

const answers = fc.record(
  Object.fromEntries(QUESTIONS.map((question) => [question, fc.constantFrom<Level[]>(...LEVELS[question])])) as Record<Question, fc.Arbitrary<Level>>,
  { requiredKeys: ['team_strength', 'core', 'performance_need', 'customisation'] },
);
const nextAfter = (given: Partial<Record<Question, Level>>) =>
  assess({ version: 1, organisation: { name: 'Test' }, ...given } as Parameters<typeof assess>[0], { asOf: '2026-11-23' }).workloads[0]!.next_question;

describe('the next question', () => {
  it('comes with the others that can change the recommendation: open ones, each once', () => {
    fc.assert(fc.property(answers, (given) => {
      const next = nextAfter(given);
      fc.pre(next !== null);
      const named = [next.id, ...next.others];
      expect(new Set(named).size).toBe(named.length);
      for (const question of next.others) expect(given).not.toHaveProperty(question);
    }), { numRuns: 40 });
  });

  it('names no others where it is a fact that only a rule hangs on', () => {
    fc.assert(fc.property(answers, (given) => {
      const next = nextAfter(given);
      if (next?.id.includes('.') === true) expect(next.others).toEqual([]);
    }), { numRuns: 40 });
  });
});
