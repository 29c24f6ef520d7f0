/** The brief of an assessment says nothing else than the assessment. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess/assess.js';
import { briefOf, Briefs, cents, roundedLead } from '../../src/assess/brief.js';
import type { Assessment } from '../../src/assessment/assessment.js';
import { briefSchema } from '../../src/assessment/brief.js';
import { briefJsonSchema } from '../../src/assessment/json-schema.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { parsedFrom, validateProfile, withTraceData, type ParsedProfile } from '../../src/profile/parse.js';
import { LEVELS, QUESTIONS, TASKS } from '../../src/profile/vocabulary.js';
import { builtInPacks, builtInRulebook } from '../../src/rules/builtin.js';
import { compileRulebook } from '../../src/rules/compile.js';
import { loadPack } from '../../src/rules/load.js';
import { anyAssessment } from '../report/arbitrary.js';
import { assessProfile } from './assess-text.js';

const FIVE = { team_strength: 'solid', budget: 'tight', data_sensitivity: 'confidential', core: 'important', performance_need: 'high' };
const CONTEXT = { language: 'en' as const, asOf: '2026-11-23', seed: 1, rulebook: builtInRulebook(), catalogue: builtInCatalogue() };
const brief = (profile: object): ReturnType<typeof briefOf> => briefOf(assessProfile({ version: 1, organisation: { name: 'Any' }, ...profile }), 1);

describe('the brief', () => {
  const validate = new Ajv2020({ strict: true }).compile({ ...briefJsonSchema() });

  it('of any assessment is accepted by its published schema, unchanged by JSON', () => {
    fc.assert(
      fc.property(anyAssessment, fc.option(fc.integer({ min: 1 })), (assessment, line) => {
        const short = briefOf(assessment, line);
        expect(briefSchema.parse(JSON.parse(JSON.stringify(short)))).toEqual(short);
        expect(validate(short), JSON.stringify(validate.errors)).toBe(true);
      }),
    );
  });

  it('of five answers fits on a line of a terminal or six', () => {
    expect(JSON.stringify(brief(FIVE)).length).toBeLessThan(480);
  });

  it('names the rules that bar the other side, and none where the criteria decide', () => {
    expect(brief({ ...FIVE, house_rules: ['inside_only'] }).workloads[0]).toMatchObject({ recommendation: 'local', firmness: 'gate', lead: null, decided_by: ['article/inside-only'] });
    expect(brief({ workloads: [{ id: 'one', ...FIVE }] }).workloads[0]?.decided_by).toEqual([]);
  });

  it('names the rules of both sides where nothing is left', () => {
    const short = brief({ workloads: [{ id: 'one', ...FIVE, house_rules: ['inside_only'], local: [] }] }).workloads[0];
    expect(short).toMatchObject({ recommendation: 'none', firmness: null, split: null, lead: null, decided_by: ['article/inside-only'] });
  });

  it('leaves out rules that are waived', () => {
    const accept = [{ rule: 'article/inside-only', because: 'test', by: 'me', until: '2027-01-01' }];
    const workloads = [{ id: 'one', ...FIVE, house_rules: ['inside_only'] }];
    expect(brief({ accept, workloads }).workloads[0]?.decided_by).toEqual([]);
  });

  it('has the lead of the weakest class', () => {
    const assessment = assessProfile({
      version: 1, organisation: { name: 'Any' }, ...FIVE,
      workloads: [{ id: 'one', task: 'chat', terms: 'full', shape: 'mixed', customisation: 'prompting', latency: 'interactive', stage: 'production', sensitive_share: 0.4 }],
    });
    const [workload] = assessment.workloads;
    const weak = workload?.parts.find(({ firmness }) => firmness === workload.firmness);
    expect(briefOf(assessment, 1).workloads[0]?.lead).toBeCloseTo(weak?.lead as number, 6);
  });

  it('gives expected costs to the cent, and null for what is not known', () => {
    const priced = assessProfile({ version: 1, organisation: { name: 'Any' }, ...FIVE, workloads: [{ id: 'one', task: 'chat', traffic: { requests_per_day: 5000, input_tokens: 1200, output_tokens: 300 } }, { id: 'two', task: 'chat' }] });
    const [one, two] = briefOf(priced, null).workloads;
    const cost = priced.workloads[0]?.cost as NonNullable<Assessment['workloads'][number]['cost']>;
    expect(one?.cost?.api).toBe(Math.round((cost.api?.expected ?? Number.NaN) * 100) / 100);
    expect(one?.cost?.local === null).toBe(cost.local === null);
    expect(two?.cost).toBeNull();
    expect(briefOf(priced, null).cost).toBeNull();
  });

  it('rounds as decimals do, whatever is rounded already', () => {
    const whole = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true, min: -1e22, max: 1e22 }).map(Math.round));
    const any = fc.oneof(fc.double(), fc.double({ min: -1e6, max: 1e6, noNaN: true }), whole.map((cents) => cents / 100), whole.map((millionths) => millionths / 1e6));
    fc.assert(
      fc.property(any, (value) => {
        expect(cents({ expected: value })).toBe(Number(value.toFixed(2)) + 0);
        expect(roundedLead(value)).toBe(Number(value.toFixed(6)) + 0);
      }),
      { numRuns: 3000, examples: [[-0], [-0.001], [0.005], [1.005], [2 ** 53 / 100], [1e21], [-1e-7], [Infinity]] },
    );
  });

  it('gives what the organisation pays, which is more than its workloads do where only one of them uses a platform', () => {
    const traffic = { requests_per_day: 5000, input_tokens: 1200, output_tokens: 300 };
    const parsed = parsedFrom(validateProfile({ version: 1, organisation: { name: 'Any' }, ...FIVE, workloads: [{ id: 'one', task: 'chat', traffic, house_rules: ['inside_only'] }, { id: 'two', task: 'chat', traffic, data_sensitivity: 'public' }] }));
    const [whole, { cost, workloads }] = [assess(parsed, CONTEXT), new Briefs(() => undefined).of(parsed, CONTEXT).brief];
    expect(cost).toEqual(briefOf(whole, null).cost);
    expect(cost?.recommended).toBe(whole.organisation.cost?.recommended?.expected);
    expect(cost?.recommended).toBeGreaterThan(workloads.reduce((usd, one) => usd + (one.cost?.recommended ?? 0), 0) + 100);
  });
});

describe('the briefs of a portfolio', () => {
  const levels = Object.fromEntries(QUESTIONS.map((question) => [question, fc.constantFrom<string>(...LEVELS[question], 'unknown')]));
  const answers = fc.record(levels, { requiredKeys: [] });
  const traffic = fc.record({ requests_per_day: fc.integer({ min: 1, max: 1_000_000 }), input_tokens: fc.integer({ min: 1, max: 5000 }), output_tokens: fc.integer({ min: 1, max: 2000 }) });
  const workload = fc.record({ id: fc.constantFrom('one', 'two'), task: fc.constantFrom(...TASKS), traffic, answers });
  const one = fc.record({ name: fc.constantFrom('Ada', 'Bo'), country: fc.constantFrom('CN', 'DE', undefined), answers, workload: fc.option(workload, { nil: undefined }) });

  it('are those of the assessments, in whatever order they are asked for and however often', () => {
    const briefs = new Briefs(() => undefined);
    fc.assert(
      fc.property(one, ({ name, country, answers: root, workload: stated }) => {
        const value = { version: 1, organisation: { name, ...(country === undefined ? {} : { country }) }, ...root, ...(stated === undefined ? {} : { workloads: [{ id: stated.id, task: stated.task, traffic: stated.traffic, ...stated.answers }] }) };
        const parsed = parsedFrom(validateProfile(value), `${name}.ndjson`);
        const whole = briefOf(assess(parsed, CONTEXT), null);
        // With a volume of its own it is remembered from the second time on, and taken from there the third.
        for (const time of ['first', 'second', 'third']) expect(briefs.of(parsed, CONTEXT).brief, time).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('are not taken over from a profile that leaves out what another one calls unknown', () => {
    const stating = (answers: object): ParsedProfile => parsedFrom(validateProfile({ version: 1, organisation: { name: 'Any' }, ...FIVE, workloads: [{ id: 'one', task: 'chat', ...answers }] }));
    const briefs = new Briefs(() => undefined);
    const [inherits, takesBack] = [stating({}), stating({ team_strength: 'unknown', performance_need: 'unknown' })];
    const [one, other] = [briefs.of(inherits, CONTEXT).brief, briefs.of(takesBack, CONTEXT).brief];
    expect(one).toEqual(briefOf(assess(inherits, CONTEXT), null));
    expect(other).toEqual(briefOf(assess(takesBack, CONTEXT), null));
    expect(other.workloads[0]?.lead).not.toBe(one.workloads[0]?.lead);
  });

  it('are not taken over from a profile that names another trace in the same words', () => {
    const profile = parsedFrom(validateProfile({ version: 1, organisation: { name: 'Any' }, ...FIVE, workloads: [{ id: 'chat', task: 'chat', traffic: { trace: 't.csv' } }] }));
    const traced = (requests: number): ParsedProfile => {
      const bin = { seconds: 86_400, requests, inputTokens: requests * 1000, outputTokens: requests * 300 };
      return withTraceData(profile, { traces: new Map([['chat', { ...bin, source: 't.csv', hasTokens: true, classes: new Map(), bins: [bin] }]]) });
    };
    const briefs = new Briefs(() => undefined);
    const [few, many] = [briefs.of(traced(1000), CONTEXT).brief, briefs.of(traced(1_000_000), CONTEXT).brief];
    expect(few).toEqual(briefOf(assess(traced(1000), CONTEXT), null));
    expect(many).toEqual(briefOf(assess(traced(1_000_000), CONTEXT), null));
    expect(many.workloads[0]?.cost?.api).toBeGreaterThan(few.workloads[0]?.cost?.api as number);
  });

  it('hang on the name only where a rule asks for it', () => {
    const named = (name: string): ParsedProfile => parsedFrom(validateProfile({ version: 1, organisation: { name }, ...FIVE }));
    const briefs = new Briefs(() => undefined);
    expect([briefs.of(named('Ada'), CONTEXT).brief.name, briefs.of(named('Bo'), CONTEXT).brief.name]).toEqual(['Ada', 'Bo']);
    const pack = loadPack(NAMED, 'named.yaml');
    const context = { ...CONTEXT, rulebook: compileRulebook([...builtInPacks(), { sha256: '', pack }]) };
    const sides = ['Ada', 'Bo', 'Ada'].map((name) => briefs.of(named(name), context).brief.recommendation);
    expect(sides).toEqual(['none', briefs.of(named('Bo'), CONTEXT).brief.recommendation, 'none']);
  });
});

const NAMED = `
id: named
version: 1.0.0
title: One name
sources: { test: { title: A test, url: "https://example.org", date: "2026-11-01", grade: P } }
gates:
  - id: not-ada
    title: Not Ada
    when: org.name == "Ada"
    effect: exclude
    basis: policy
    reason: Ada runs nothing.
    remedy: Ask Bo.
    source: test
    target: {}
    cases:
      fires: { org: { name: Ada } }
      near_miss: { org: { name: Bo } }
`;
