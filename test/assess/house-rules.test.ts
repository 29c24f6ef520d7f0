// A house rule is the organisation's own to drop: what the report says of that must be what dropping it comes to.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, type Profile } from '../../src/index.js';
import type { AssessedPart } from '../../src/assessment/assessment.js';
import { HOUSE_RULES, LEVELS, QUESTIONS, type HouseRule, type Level, type Question } from '../../src/profile/vocabulary.js';

const answers = fc.record(
  Object.fromEntries(QUESTIONS.map((question) => [question, fc.constantFrom<Level[]>(...LEVELS[question])])) as Record<Question, fc.Arbitrary<Level>>,
);
const partWith = (given: object, rules: readonly HouseRule[]): AssessedPart => {
  const profile = { version: 1, organisation: { name: 'Acme', country: 'DE', kind: 'business' }, ...given, house_rules: rules, workloads: [{ id: 'chat', task: 'chat', data: { contains: [] } }] };
  return assess(profile as unknown as Profile, { asOf: '2026-11-23' }).workloads[0]!.parts[0]!;
};
const kept = (level: string): HouseRule[] => (level === 'none' ? [] : (level.split(',') as HouseRule[]));

describe('house rules', () => {
  it('are among what would change it exactly where dropping one of them, or all, does', () => {
    fc.assert(fc.property(answers, fc.uniqueArray(fc.constantFrom(...HOUSE_RULES), { minLength: 1, maxLength: 2 }), (given, rules) => {
      const { side, flips } = partWith(given, rules);
      const flip = flips.find(({ question }) => question === 'w.house_rules');
      if (flip !== undefined) expect(partWith(given, kept(flip.to)).side).toBe(flip.side);
      const dropped = [...rules.map((one) => rules.filter((rule) => rule !== one)), []];
      expect(flip !== undefined).toBe(dropped.some((rest) => partWith(given, rest).side !== side));
    }), { numRuns: 25 });
  });

  it('join with answers where neither changes it alone', () => {
    const given = { team_strength: 'solid', budget: 'ample', data_sensitivity: 'restricted', core: 'important', performance_need: 'high', latency: 'batch', stage: 'production', terms: 'basic', customisation: 'none', shape: 'mixed' };
    const { side, firmness, flips, joint_flip: joint, summary } = partWith(given, ['inside_only']);
    expect([side, firmness, flips]).toEqual(['local', 'gate', []]);
    expect(joint?.changes.map(({ question, to }) => [question, to])).toEqual([['w.house_rules', 'none'], ['data_sensitivity', 'confidential']]);
    expect(summary.change).toBe('None of your answers would change it alone. It would become API if house rules were “none” and data sensitivity were “confidential”.');
    expect(partWith({ ...given, data_sensitivity: 'confidential' }, []).side).toBe(joint?.side);
  });
});
