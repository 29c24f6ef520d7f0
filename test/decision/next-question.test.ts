import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionsByWorth } from '../../src/decision/next-question.js';
import { LEVELS, QUESTIONS, type Question } from '../../src/profile/vocabulary.js';
import { forEachCompletion, outcomeAt } from './brute-force.js';
import { answers, contest, GOLDEN } from './contest-model.js';

const asked = (worths: ReturnType<typeof questionsByWorth>): readonly Question[] => worths.map(({ question }) => question);

describe('the next question', () => {
  // T29: D = .15 + y1 + y2, each ±.1 with equal odds: no single answer gains anything, both together .0125; ask by information.
  it('is chosen by information where every gain is zero, and ties keep the order of the questions', () => {
    // Two levels each, as terms none/full and stage prototype/production; the middle ones are not allowed here.
    const model = contest([1 / 3, 1 / 3, 1 / 3], [
      { side: 'local', values: [0.95, { by: 'stage', values: [0.3, 0, 0.9] }, { by: 'terms', values: [0.3, 0, 0.9] }] },
      { side: 'api', values: [0.5, 0.6, 0.6] },
    ]);
    const allowed = QUESTIONS.map((question) => (question === 'stage' || question === 'terms' ? [0, 2] : [0]));
    const worths = questionsByWorth(model, allowed, 1);
    expect(asked(worths)).toEqual(['stage', 'terms']);
    for (const { gain, information, gate } of worths) {
      expect(gain).toBeCloseTo(0, 12);
      // H = .8112781245, after one answer .5 expected.
      expect(information).toBeCloseTo(0.3112781245, 9);
      expect(gate).toBe(false);
    }
  });

  // T28: the budget can't change it, so there is nothing to ask.
  it('is none when no answer can change the recommendation', () => {
    expect(questionsByWorth(GOLDEN, answers({ data_sensitivity: 3, team_strength: 3, performance_need: 0 }, ['budget']), 1)).toEqual([]);
    expect(questionsByWorth(GOLDEN, answers({}), 1)).toEqual([]);
  });

  it('comes first where an answer can bar a side, however little it gains', () => {
    const model = contest([0.5, 0.5], [
      { side: 'local', values: [{ by: 'core', values: [0, 0.5, 1] }, 0.5] },
      { side: 'api', values: [0.5, 0.5], standing: { by: 'terms', standing: ['no', 'yes', 'yes'] } },
    ]);
    const worths = questionsByWorth(model, answers({}, ['core', 'terms']), 1);
    expect(asked(worths)).toEqual(['terms', 'core']);
    expect(worths.map(({ gate }) => gate)).toEqual([true, false]);
  });

  const value = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
  const column = fc.constantFrom('data_sensitivity' as const, 'budget' as const, 'core' as const).chain((by) =>
    fc.tuple(...LEVELS[by].map(() => value)).map((values) => ({ by, values })),
  );
  const models = fc.tuple(column, column, column, column).map(([a, b, c, d]) =>
    contest([0.5, 0.5], [{ side: 'local', values: [a, b] }, { side: 'api', values: [c, d] }]),
  );
  const open = fc.subarray(['data_sensitivity', 'budget', 'core'] as const);

  // M16, by brute force over all completions.
  it('gains what choosing after the answer gains over choosing before, never more than knowing everything', () => {
    fc.assert(
      fc.property(models, open, (model, questions) => {
        const allowed = answers({}, questions);
        const leads: { levels: number[]; lead: number }[] = [];
        forEachCompletion(allowed, 1, (assignment) => leads.push({ levels: [...assignment], lead: outcomeAt(model, assignment).lead }));
        const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;
        const before = Math.max(0, mean(leads.map(({ lead }) => lead)));
        const everything = mean(leads.map(({ lead }) => Math.max(0, lead))) - before;
        for (const { question, gain } of questionsByWorth(model, allowed, 1)) {
          const q = QUESTIONS.indexOf(question);
          const levels = [...new Set(leads.map((one) => one.levels[q]))];
          const after = mean(levels.map((level) => Math.max(0, mean(leads.filter((one) => one.levels[q] === level).map(({ lead }) => lead)))));
          expect(gain).toBeCloseTo(Math.max(0, after - before), 9);
          expect(gain).toBeLessThanOrEqual(everything + 1e-9);
        }
      }),
    );
  });

  it('can change the winner: some completion of the others makes two of its answers disagree', () => {
    fc.assert(
      fc.property(models, open, (model, questions) => {
        const allowed = answers({}, questions);
        const winners = new Map<string, Set<string | null>>();
        const reported = new Set(asked(questionsByWorth(model, allowed, 1)));
        for (const question of questions) {
          const q = QUESTIONS.indexOf(question);
          winners.clear();
          forEachCompletion(allowed, 1, (assignment) => {
            const others = [...assignment].toSpliced(q, 1).join();
            winners.set(others, (winners.get(others) ?? new Set()).add(outcomeAt(model, assignment).side));
          });
          expect(reported.has(question)).toBe([...winners.values()].some((sides) => sides.size > 1));
        }
      }),
    );
  });
});
