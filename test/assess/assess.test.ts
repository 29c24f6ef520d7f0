import { describe, expect, it } from 'vitest';
import { assessProfile } from './assess-text.js';

const profile = { version: 1, organisation: { name: 'A', country: 'DE' }, workloads: [{ id: 'one', task: 'image-to-3d', local: [{ model: 'stabel-zero123' }] }] };
const rules = (warnings: readonly { readonly rule: string }[]): readonly string[] => warnings.map(({ rule }) => rule);

describe('what an assessment warns of', () => {
  it('is an own model that the catalogue lacks, with the one that may be meant', () => {
    const [workload] = assessProfile(profile).workloads;
    expect(workload?.warnings).toContainEqual({ rule: 'unlisted-option', text: expect.stringContaining('Did you mean stable-zero123?') as string });
  });

  it('is a provider or a GPU that the catalogue lacks, with the one that may be meant, and a model at a provider that is not known to offer it', () => {
    const [workload] = assessProfile({
      ...profile, workloads: [{ id: 'one', task: 'chat', local: [{ model: 'llama-3.3-70b', gpu: 'h1000', count: 2 }], api: [{ provider: 'opnai', model: 'gpt-4o' }, { provider: 'anthropic', model: 'gpt-4o' }] }],
    }).workloads;
    expect(workload?.warnings.filter(({ rule }) => rule === 'unlisted-option').map(({ text }) => text)).toEqual([
      'The catalogue does not know gpt-4o at Anthropic: its price and its end there are not known here.',
      'opnai is no provider of the catalogue: its prices, its seat and its terms are not known here. Did you mean openai?',
      'h1000 is no GPU of the catalogue: its memory, its speed and its price are not known here. Did you mean h100-sxm?',
    ]);
  });

  it('is a date that the facts are too old, or too new, for', () => {
    expect(rules(assessProfile(profile).warnings)).not.toContain('dated-facts');
    for (const asOf of ['2030-01-01', '2022-01-01']) expect(rules(assessProfile(profile, { asOf }).warnings)).toContain('dated-facts');
  });

  it('is an exception that is past, or that waives nothing', () => {
    const accept = (rule: string, until: string): object => ({ ...profile, accept: [{ rule, because: 'b', by: 'c', until }] });
    expect(rules(assessProfile(accept('article/in-country', '2026-01-01')).warnings)).toContain('article/in-country');
    expect(rules(assessProfile(accept('article/in-country', '2027-01-01')).warnings)).toContain('article/in-country');
  });
});

describe('an exception', () => {
  const gone = { version: 1, organisation: { name: 'A', country: 'DE' }, workloads: [{ id: 'one', task: 'chat', api: [{ provider: 'openai', model: 'gpt-4' }] }] };

  it('does not bring a retired model back', () => {
    const [workload] = assessProfile({ ...gone, accept: [{ rule: 'article/retired', because: 'b', by: 'c', until: '2027-01-01' }] }).workloads;
    expect(workload?.options.find(({ origin }) => origin === 'user')?.admissible).toBe('no');
  });
});

describe('the organisation’s split', () => {
  it('counts only requests that have a way', () => {
    const { organisation } = assessProfile({
      version: 1,
      organisation: { name: 'A', country: 'DE' },
      workloads: [
        { id: 'half', task: 'chat', traffic: { requests_per_day: 1000 }, classes: [
          { id: 'stuck', share: 0.9, local: [], api: [] },
          { id: 'free', share: 0.1, local: [] },
        ] },
        { id: 'whole', task: 'chat', traffic: { requests_per_day: 900 }, api: [] },
      ],
    });
    expect(organisation.split_basis).toBe('requests');
    expect(organisation.split?.local).toBeCloseTo(0.9, 12);
  });
});
