// What an assessment says about the questions still worth asking, and in what order.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assess, type Profile } from '../../src/index.js';
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

  it('is not called settled without naming the rare fact that could still change it', () => {
    fc.assert(fc.property(answers, (given) => {
      const [{ next_question: next, firmness, summary } = { next_question: null, firmness: null, summary: { firmness: '' } }] = assess({ version: 1, organisation: { name: 'Test' }, workloads: [{ id: 'one' }], ...given } as Parameters<typeof assess>[0], { asOf: '2026-11-23' }).workloads;
      fc.pre(firmness === 'decided' && next !== null);
      const changes = new Set(next.outcomes.map(({ recommendation }) => recommendation)).size > 1;
      expect(summary.firmness.includes('only a rule that seldom applies could change it')).toBe(changes && next.seldom === true);
    }), { numRuns: 40 });
  });

  it('names no others where it is a fact that only a rule hangs on', () => {
    fc.assert(fc.property(answers, (given) => {
      const next = nextAfter(given);
      if (next?.id.includes('.') === true) expect(next.others).toEqual([]);
    }), { numRuns: 40 });
  });

  it('says of each answer about a fact what an assessment says of the profile that states it', () => {
    const tried = new Set<string>();
    for (const name of readdirSync('profiles')) {
      const profile = parse(readFileSync(`profiles/${name}`, 'utf8')) as Profile;
      const { workloads } = assess(profile, { asOf: '2026-11-23' });
      for (const [index, { next_question: next }] of workloads.entries()) {
        const field = /^w\.data\.(\w+)$/.exec(next?.id ?? '')?.[1];
        if (next === null || field === undefined) continue;
        for (const { level, recommendation } of next.outcomes) {
          const stating = structuredClone(profile);
          if (level === 'none') continue; // nothing of what rules ask for: a list holds something else then, or nothing
          const workload = stating.workloads?.[index] ?? stating; // a profile of one workload has none by name
          const contains = [...(workload.data?.contains ?? profile.data?.contains ?? []).filter((one) => one !== 'unknown'), level];
          workload.data = { ...workload.data, [field]: field === 'contains' ? contains : level };
          expect(`${name} ${index} ${level} ${assess(stating, { asOf: '2026-11-23' }).workloads[index]!.recommendation}`).toBe(`${name} ${index} ${level} ${recommendation}`);
          tried.add(level);
        }
      }
    }
    expect(tried.size).toBeGreaterThan(5);
  });
});
