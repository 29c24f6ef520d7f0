/** What must hold of whole assessments, with the built-in packs, whatever the profile (facts: decision.md, section 4). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessmentSchema, type AssessedWorkload, type Assessment } from '../../src/assessment/assessment.js';
import { LEVELS, QUESTIONS, TASKS } from '../../src/profile/vocabulary.js';
import { assessProfile } from './assess-text.js';

const RUNS = { numRuns: Number(process.env["RUNS"] ?? 40) };
const answers = fc.record(
  Object.fromEntries(QUESTIONS.map((question) => [question, fc.constantFrom(...LEVELS[question])])) as Record<(typeof QUESTIONS)[number], fc.Arbitrary<string>>,
  { requiredKeys: ['team_strength', 'data_sensitivity', 'performance_need', 'terms', 'customisation', 'latency', 'shape'] },
);
const houseRules = fc.subarray(['inside_only', 'in_country', 'no_foreign_provider', 'domestic_chips', 'no_single_vendor'] as const);
const workloadFields = fc.record({ answers, house_rules: houseRules, task: fc.constantFrom(...TASKS) });
const countries = fc.constantFrom('DE', 'US', 'CN', 'GB');
const workload = (id: string, { answers: stated, ...rest }: { answers: object; house_rules: readonly string[]; task: string }): object => ({ id, ...stated, ...rest });
const profile = (country: string, workloads: readonly object[]): object => ({ version: 1, organisation: { name: 'Any', country, kind: 'business' }, workloads });
const only = (assessment: Assessment): AssessedWorkload => assessment.workloads[0] as AssessedWorkload;

describe('an assessment', () => {
  it('is accepted by its published schema', () => {
    fc.assert(
      fc.property(countries, workloadFields, fc.constantFrom('en' as const, 'zh' as const), (country, fields, language) => {
        const assessment = assessProfile(profile(country, [workload('one', fields)]), { language });
        expect(assessmentSchema.safeParse(assessment).error?.issues ?? []).toEqual([]);
      }),
      RUNS,
    );
  });

  // M1, M9
  it('of one workload does not change with the others, nor with their order', () => {
    fc.assert(
      fc.property(countries, workloadFields, workloadFields, (country, a, b) => {
        const alone = only(assessProfile(profile(country, [workload('a', a)])));
        const both = assessProfile(profile(country, [workload('b', b), workload('a', a)]));
        expect(both.workloads.find(({ id }) => id === 'a')).toEqual(alone);
      }),
      RUNS,
    );
  });

  // M22
  it('has the same bytes whatever the order of the keys', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).reverse().map(([key, child]) => [key, turned(child)]))
          : value;
    fc.assert(
      fc.property(countries, workloadFields, (country, fields) => {
        const stated = profile(country, [workload('one', fields)]);
        // Where things stand in the text is all that may differ.
        const bytes = (given: object): string => JSON.stringify(assessProfile(given), (key, value: unknown) => (key === 'places' ? undefined : value));
        expect(bytes(turned(stated) as object)).toBe(bytes(stated));
      }),
      RUNS,
    );
  });

  // M21
  it('never sends to an API what may not leave', () => {
    fc.assert(
      fc.property(countries, workloadFields, (country, fields) => {
        const assessment = assessProfile(profile(country, [workload('one', { ...fields, house_rules: [...fields.house_rules, 'inside_only'] })]));
        expect(['local', 'none']).toContain(only(assessment).recommendation);
      }),
      RUNS,
    );
  });

  // M21: a rule more never gives a side that was barred.
  it('never admits an option because of a house rule', () => {
    const rank = { no: 0, open: 1, after: 2, yes: 3 } as const;
    fc.assert(
      fc.property(countries, workloadFields, fc.constantFrom('inside_only', 'in_country', 'no_foreign_provider', 'domestic_chips', 'no_single_vendor'), (country, fields, rule) => {
        const standing = (rules: readonly string[]): Map<string, number> =>
          new Map(only(assessProfile(profile(country, [workload('one', { ...fields, house_rules: rules })]))).options.map(({ id, admissible }) => [id, rank[admissible]]));
        const before = standing(fields.house_rules);
        for (const [id, after] of standing([...fields.house_rules, rule])) expect(after).toBeLessThanOrEqual(before.get(id) ?? 0);
      }),
      RUNS,
    );
  });

  // M5
  it('never moves from LOCAL to API when only the data becomes more sensitive', () => {
    fc.assert(
      fc.property(countries, workloadFields, fc.integer({ min: 0, max: 2 }), (country, fields, level) => {
        const at = (rank: number): AssessedWorkload =>
          only(assessProfile(profile(country, [workload('one', { ...fields, answers: { ...fields.answers, data_sensitivity: LEVELS.data_sensitivity[rank] } })])));
        if (at(level).recommendation === 'local') expect(at(level + 1).recommendation).not.toBe('api');
      }),
      RUNS,
    );
  });

  it('has contributions that sum to the lead, for options that stand in every completion', () => {
    fc.assert(
      fc.property(countries, workloadFields, (country, fields) => {
        const [part] = only(assessProfile(profile(country, [workload('one', fields)]))).parts;
        if (part === undefined || part.lead === null) return;
        const sum = part.criteria.reduce((total, { weight, local, api }) => total + weight * ((local ?? 0) - (api ?? 0)), 0);
        expect(sum).toBeCloseTo(part.lead, 9);
      }),
      RUNS,
    );
  });

  // M19, on whole profiles: applying a reported flip gives the side that it names.
  it('names flips that flip', () => {
    fc.assert(
      fc.property(countries, workloadFields, (country, fields) => {
        const [part] = only(assessProfile(profile(country, [workload('one', fields)]))).parts;
        for (const { question, to, side } of part?.flips ?? []) {
          const changed = question === 'w.house_rules' ? { ...fields, house_rules: to === 'none' ? [] : to.split(',') } : { ...fields, answers: { ...fields.answers, [question]: to } };
          expect(only(assessProfile(profile(country, [workload('one', changed as typeof fields)]))).recommendation).toBe(side);
        }
      }),
      RUNS,
    );
  });

  // M12
  it('that is decided stays decided for the same side when an open answer is given', () => {
    fc.assert(
      fc.property(countries, workloadFields, fc.nat(), (country, fields, pick) => {
        const one = only(assessProfile(profile(country, [workload('one', fields)])));
        const open = one.parts[0]?.open_questions ?? [];
        if (open.length === 0 || one.firmness !== 'decided') return;
        const question = open[pick % open.length] as (typeof QUESTIONS)[number];
        const level = LEVELS[question][pick % LEVELS[question].length];
        const after = only(assessProfile(profile(country, [workload('one', { ...fields, answers: { ...fields.answers, [question]: level } })])));
        expect([after.recommendation, after.firmness]).toEqual([one.recommendation, 'decided']);
      }),
      RUNS,
    );
  });

  // M24
  it('is the same for an answer that is left out and one that is said to be unknown', () => {
    fc.assert(
      fc.property(countries, workloadFields, fc.constantFrom('budget', 'core', 'stage'), (country, fields, question) => {
        const others = Object.fromEntries(Object.entries(fields.answers).filter(([key]) => key !== question));
        const absent = assessProfile(profile(country, [workload('one', { ...fields, answers: others })]));
        const unknown = assessProfile(profile(country, [workload('one', { ...fields, answers: { ...others, [question]: 'unknown' } })]));
        expect(unknown.workloads).toEqual(absent.workloads);
      }),
      RUNS,
    );
  });

  it('says what holds among the weightings that keep a full ranking, and only then', () => {
    const ranked = (rank: readonly string[]): AssessedWorkload => only(assessProfile({ ...profile('DE', [{ id: 'one' }]), team_strength: 'solid', weights: { rank } }));
    expect(ranked(['data_control', 'cost', 'quality', 'operability', 'customisation', 'continuity']).parts[0]?.acceptability.in_ranking).toBeDefined();
    expect(ranked(['data_control', 'cost']).parts[0]?.acceptability.in_ranking).toBeUndefined();
  });
});
