/** Hardware that a profile names and that can't hold the model it is for. */
import { describe, expect, it } from 'vitest';
import type { AssessedWorkload } from '../../src/assessment/assessment.js';
import { assessProfile } from './assess-text.js';

const answers = {
  team_strength: 'strong', budget: 'tight', data_sensitivity: 'confidential', core: 'core', performance_need: 'high', customisation: 'fine_tuning', shape: 'mixed',
  latency: 'interactive', stage: 'production', terms: 'basic',
};
const workload = (fields: object, organisation: object = {}): AssessedWorkload =>
  assessProfile({ version: 1, organisation: { name: 'Any', country: 'DE', ...organisation }, ...answers, workloads: [{ id: 'one', task: 'chat', ...fields }] }).workloads[0] as AssessedWorkload;
const local = (fields: object): object => ({ local: [{ model: 'deepseek-r1', gpu: 'l4', count: 4, place: 'on_premises', owned: true, ...fields }] });
const mine = ({ options }: AssessedWorkload) => options.find(({ origin }) => origin === 'user');

describe('a model that the named hardware can not hold', () => {
  it('is excluded, with what would lift it, and never stands for its side', () => {
    const result = workload(local({}));
    expect(mine(result)).toMatchObject({ admissible: 'no', because: [expect.stringContaining('more than sixteen of these accelerators hold') as string] });
    const gate = result.parts[0]?.gates.find(({ rule }) => rule === 'practice/hardware-too-small');
    expect(gate).toMatchObject({ verdict: 'blocks', remedy: expect.stringContaining('smaller model') as string });
    expect(result.parts[0]?.option).not.toBe(mine(result)?.id);
    expect(result.warnings).toContainEqual(expect.objectContaining({ rule: 'own-option-barred' }));
  });

  it('is known with or without a volume', () => {
    expect(mine(workload({ ...local({}), traffic: { requests_per_day: 100, input_tokens: 500, output_tokens: 200 } }))?.admissible).toBe('no');
  });

  it('is no hindrance where somebody measured that it runs', () => {
    expect(mine(workload(local({ measured: { output_tokens_per_second: 300 } })))?.admissible).not.toBe('no');
  });

  it('is not what stands in the way of larger hardware, nor of hardware that nobody knows', () => {
    expect(mine(workload(local({ gpu: 'h200-sxm', count: 8 })))?.admissible).not.toBe('no');
    expect(mine(workload(local({ gpu: 'some-card' })))?.admissible).not.toBe('no');
  });

  it('leaves models of the catalogue to other hardware than what the organisation has', () => {
    const result = workload({ performance_need: 'frontier', traffic: { requests_per_day: 1000, input_tokens: 500, output_tokens: 200 } }, { gpus: [{ gpu: 'l4', count: 2 }] });
    const premises = result.options.find(({ place }) => place === 'on_premises');
    expect(premises).toMatchObject({ admissible: expect.not.stringMatching('no') as string, cost: { usd_per_month: expect.objectContaining({ evidence: 'assumed' }) as object } });
    expect(premises?.hardware).toBeUndefined();
  });
});

describe('a model of the catalogue that stands for LOCAL', () => {
  it.each(['basic', 'high', 'frontier'])('can be priced where the need is %s', (performance_need) => {
    const { cost } = workload({ performance_need, traffic: { requests_per_day: 1000, input_tokens: 500, output_tokens: 200 } });
    expect(cost?.local).not.toBeNull();
  });
});
