/** The brief of an assessment says nothing else than the assessment. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { briefOf } from '../../src/assess/brief.js';
import type { Assessment } from '../../src/assessment/assessment.js';
import { briefSchema } from '../../src/assessment/brief.js';
import { briefJsonSchema } from '../../src/assessment/json-schema.js';
import { anyAssessment } from '../report/arbitrary.js';
import { assessProfile } from './assess-text.js';

const FIVE = { team_strength: 'solid', budget: 'tight', data_sensitivity: 'confidential', core: 'important', performance_need: 'high' };
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
  });
});
