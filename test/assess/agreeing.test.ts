// The lines of a report are read together: none says what another one refutes.
import { describe, expect, it } from 'vitest';
import type { AssessedWorkload } from '../../src/assessment/assessment.js';
import { moneyLines } from '../../src/report/money.js';
import { nothingToAsk, outcomeTexts } from '../../src/report/view.js';
import { REPORT_TEXT } from '../../src/text/report.js';
import { AS_OF, assessProfile } from './assess-text.js';

const ANSWERS = { team_strength: 'basic', budget: 'tight', core: 'important', performance_need: 'high', stage: 'production', latency: 'interactive', terms: 'basic' };
const of = (workload: object, root: object = {}): AssessedWorkload =>
  assessProfile({ version: 1, organisation: { name: 'Any', country: 'GB' }, ...ANSWERS, ...root, workloads: [{ id: 'one', task: 'extraction', data_sensitivity: 'confidential', ...workload }] }).workloads[0] as AssessedWorkload;
const actions = ({ next_steps: steps }: AssessedWorkload): readonly string[] => steps.map(({ action }) => action);

describe('a cost that is not known', () => {
  const volume = { customisation: 'prompting', traffic: { requests_per_day: 600, input_tokens: 12_000, output_tokens: 800, peak_factor: 4 } };
  const unpriced = of({ ...volume, api: [{ provider: 'anthropic', model: 'claude-unheard-of' }] });

  it('leaves cost to the rule of thumb, which says so, and is asked for', () => {
    expect(unpriced.summary.why).toContain("Cost speaks only by the article's rule of thumb for the budget, because what API costs is not known.");
    expect(actions(unpriced).filter((action) => action.startsWith('Find out what API costs'))).toEqual([expect.stringMatching(/^Find out what API costs, since it can change how firm this is, or the answer\. No price is known for claude-unheard-of .*Give one with --prices/)]);
    expect(nothingToAsk({ ...unpriced, next_question: null }, REPORT_TEXT.en)).toBe('No open answer can change it; a cost that is not known may.');
  });

  it('is not spoken of where both are known', () => {
    const priced = of({ ...volume, api: [{ provider: 'openai', model: 'gpt-5.6-sol' }] });
    expect([priced.summary.why, ...actions(priced)].join(' ')).not.toMatch(/rule of thumb|Find out what/);
    expect(nothingToAsk({ ...priced, next_question: null }, REPORT_TEXT.en)).not.toContain('cost');
  });
});

describe('a rule that fixes the side', () => {
  it('is not said to do so whatever the answers, where one of them would change it', () => {
    const licensed = of({ task: 'text-to-image', data_sensitivity: 'internal', traffic: { requests_per_day: 5000, units_per_request: 4 }, local: [{ model: 'flux.1-dev', gpu: 'rtx-4090', count: 2, place: 'on_premises', owned: true }] }, { organisation: { name: 'Blue Ox', country: 'US', kind: 'business', annual_revenue_usd: 3_000_000 }, team_strength: 'solid', budget: 'moderate', core: 'core' });
    expect(licensed.firmness).toBe('gate');
    expect(licensed.parts[0]?.flips).not.toEqual([]);
    expect(licensed.summary.firmness).toMatch(/^Fixed by a rule: .* rules LOCAL out, so nothing was weighed\./);
  });
});

describe('machines that are too few and too slow', () => {
  const slow = { task: 'chat', house_rules: ['inside_only'], traffic: { requests_per_day: 20_000 }, local: [{ model: 'llama-3.3-70b', gpu: 'l4', count: 1, place: 'on_premises' }] };
  const workload = of(slow, { team_strength: 'solid' });
  const [option] = workload.options.filter(({ side, sizing }) => side === 'local' && sizing !== undefined);

  it('are named as many as they are paid for, in the money and in the step', () => {
    expect([option?.sizing?.in_time, (option?.sizing?.gpus.expected ?? 0) > 1]).toEqual([false, true]);
    const machines = `${option?.sizing?.gpus.expected} × NVIDIA L4`;
    expect(moneyLines(workload, AS_OF, 'en')[0]).toContain(`a month, for ${machines}, predicted to answer too slowly`);
    expect(actions(workload).find((action) => action.startsWith('Set up'))).toBe(`Set up one service with Llama 3.3 70B Instruct on ${machines} (own servers), and measure its speed, which is predicted to be too low, before you order hardware`);
  });

  it('have no third way where a rule bars every API', () => {
    expect(workload.cost?.parts[0]?.third_way).not.toBeNull();
    expect(moneyLines(workload, AS_OF, 'en').filter((line) => line.startsWith('Third way'))).toEqual([]);
    expect(moneyLines(of({ ...slow, house_rules: [] }, { team_strength: 'solid' }), AS_OF, 'en').filter((line) => line.startsWith('Third way'))).toHaveLength(1);
  });
});

describe('GPUs that an organisation has', () => {
  const user = (id: string, more: object = {}): object => ({
    id, task: 'chat', data_sensitivity: 'internal', traffic: { requests_per_day: 100_000, input_tokens: 1500, output_tokens: 300, peak_factor: 3 },
    local: [{ model: id === 'code' ? 'gpt-oss-120b' : 'qwen3-32b', gpu: 'h100-sxm', count: 4, place: 'on_premises', owned: true }], ...more,
  });
  const warned = (there: number, workloads: readonly object[], language: 'en' | 'zh' = 'en'): readonly string[] =>
    assessProfile({ version: 1, organisation: { name: 'Any', country: 'GB', gpus: [{ gpu: 'h100-sxm', count: there }] }, ...ANSWERS, house_rules: ['inside_only'], workloads }, { language }).warnings.flatMap(({ rule, text }) => (rule === 'gpus-overused' ? [text] : []));

  it('are not used by several workloads at once without a word', () => {
    expect(warned(4, [user('chat'), user('code')])).toEqual(['chat and code: as recommended, 6 × NVIDIA H100 SXM are needed at the same time, and 4 are there. Each use is reckoned as if all of these were its own, so the cost of 2 more is in no total.']);
    expect(warned(4, [user('chat'), user('code')], 'zh')).toEqual([expect.stringContaining('按建议同时需要 6 张 NVIDIA H100 SXM，现有 4 张')]);
    expect([warned(6, [user('chat'), user('code')]), warned(4, [user('chat')])]).toEqual([[], []]);
  });
});

describe('owned GPUs whose number an option leaves out', () => {
  it('are those of the same kind that the organisation has', () => {
    const local = (organisation: object): unknown =>
      of({ task: 'chat', traffic: { requests_per_day: 5000 }, local: [{ model: 'qwen3-32b', gpu: 'L40S', place: 'on_premises', owned: true }] }, { organisation: { name: 'Any', country: 'GB', ...organisation } }).options.find(({ id }) => id === 'local/on_premises/qwen3-32b')?.sizing?.available;
    expect(local({ gpus: [{ gpu: 'l40s', count: 16 }, { gpu: 'h100-sxm', count: 2 }] })).toEqual({ gpus: 16, enough: true });
    expect(local({})).toBeNull();
  });
});

describe('names', () => {
  it('are those that the profile gives to its classes', () => {
    expect(of({ classes: [{ id: 'plain', share: 0.7 }, { id: 'hard', share: 0.3, performance_need: 'frontier' }] }).parts.map(({ name }) => name)).toEqual(['plain', 'hard']);
    expect(of({ hard_share: 0.3 }).parts.map(({ name }) => name)).toEqual(['hard requests', 'other requests']);
  });

  it('of answers are listed as a Chinese sentence lists them', () => {
    const asked = of({ traffic: { requests_per_day: 600 } });
    const question = { id: 'w.customisation', text: '', worth: 1, gate: false, others: [], outcomes: ['甲', '乙', '丙'].map((label, i) => ({ label, recommendation: 'api' as const, level: String(i) })) };
    const outcomes = [...question.outcomes, { label: '丁', recommendation: 'local' as const, level: '3' }];
    expect(outcomeTexts({ ...asked, next_question: { ...question, outcomes } }, REPORT_TEXT.zh)[0]).toContain('甲、乙或丙');
  });
});
