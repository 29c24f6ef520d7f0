import { describe, expect, it } from 'vitest';
import { AiPathError } from '../../src/error.js';
import { assessText } from '../assess/assess-text.js';

function problemsOf(text: string): readonly string[] {
  try {
    assessText(text);
  } catch (error) {
    if (error instanceof AiPathError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const profile = (options: string, task = 'image-to-3d'): string => `version: 1\norganisation: { name: A }\nworkloads:\n  - id: props\n    task: ${task}\n${options}`;

describe('an option that the user names', () => {
  it('that does another task is an error that names fitting ones, at its place in the file', () => {
    const [problem, ...others] = problemsOf(profile('    api: [{ provider: openai, model: gpt-4 }]\n'));
    expect(others).toEqual([]);
    expect(problem).toMatch(/^profile\.yaml:6:\d+: workloads\[0\]\.api\[0\]\.model: GPT-4 can't do image-to-3d; it does chat, .* These can: .+\.$/);
  });

  it('on the local side must not be a closed model', () => {
    expect(problemsOf(profile('    local: [{ model: gpt-4 }]\n'))).toEqual([expect.stringContaining('GPT-4 is not an open-weight model')]);
  });

  it('may be one that the catalogue lacks: its facts are unknown then', () => {
    const assessment = assessText(profile('    local: [{ model: our-own-tune }]\n'));
    expect(assessment.workloads[0]?.options.find(({ origin }) => origin === 'user')).toMatchObject({ model: null, title: expect.stringContaining('our-own-tune') as string });
  });

  it('in every class and on both sides is checked, all at once', () => {
    const classes = '    classes:\n      - { id: a, share: 0.5, local: [{ model: whisper-large }] }\n      - { id: b, share: 0.5, api: [{ provider: openai, model: gpt-4 }] }\n';
    expect(problemsOf(profile(`    local: [{ model: gpt-4 }]\n${classes}`))).toHaveLength(3);
  });
});

describe('a retired model', () => {
  it('is barred, and its successors are named', () => {
    const [workload] = assessText(profile('    api: [{ provider: openai, model: gpt-4 }]\n', 'chat')).workloads;
    expect(workload?.parts[0]?.option).not.toContain('gpt-4');
    expect(workload?.options.find(({ origin }) => origin === 'user')?.admissible).toBe('no');
    expect(workload?.warnings.map(({ text }) => text).join()).toMatch(/GPT-4 was retired on 23 October 2026; its provider names .+ as successor/);
  });

  it('was not barred before its end', () => {
    const text = profile('    api: [{ provider: openai, model: gpt-4 }]\n', 'chat');
    expect(assessText(text, { asOf: '2026-06-01' }).workloads[0]?.options.find(({ origin }) => origin === 'user')?.admissible).not.toBe('no');
  });
});

describe('an own option that rules bar', () => {
  const studio = (options: string): string => profile(options).replace('name: A', 'name: A, kind: business, country: US').replace('workloads:', 'performance_need: basic\nteam_strength: strong\nworkloads:');

  it('does not bar its side: another of the catalogue stands in, and the report says so', () => {
    const [workload] = assessText(studio('    local: [{ model: stable-zero123 }]\n')).workloads;
    expect(workload?.options.find(({ origin }) => origin === 'user')?.admissible).toBe('no');
    expect(workload?.options.some(({ side, origin, admissible }) => side === 'local' && origin === 'catalogue' && admissible !== 'no')).toBe(true);
    expect(workload?.firmness).not.toBe('gate');
    expect(workload?.warnings).toContainEqual({ rule: 'own-option-barred', text: expect.stringContaining('Stable Zero123') as string });
  });

  it('stands for its side as long as it may, even where another would be worth more', () => {
    const [workload] = assessText(studio('    local: [{ model: stable-zero123-c }]\n').replace('kind: business', 'kind: business, annual_revenue_usd: 1000')).workloads;
    expect(workload?.parts[0]?.option).toContain('stable-zero123-c');
  });

  it('lifts the terms by what is signed for it, on a managed host as on an API', () => {
    const managed = 'local: [{ model: qwen3-32b, place: managed_host, signed: [dpa, no_training, zero_retention] }]';
    const text = profile(`    ${managed}\n    api: []\n    data_sensitivity: restricted\n    terms: basic\n`, 'chat');
    expect(assessText(text).workloads[0]?.parts[0]?.option).toContain('managed_host');
  });
});

describe('a side without options', () => {
  it('is none where the user says so', () => {
    const [workload] = assessText(profile('    api: []\n', 'chat')).workloads;
    expect(workload).toMatchObject({ recommendation: 'local', firmness: 'only_option' });
  });

  it('on both sides leaves none', () => {
    const [workload] = assessText(profile('    api: []\n    local: []\n', 'chat')).workloads;
    expect(workload).toMatchObject({ recommendation: 'none', firmness: null, split: null });
  });
});

describe('options that are filled in', () => {
  it('are a generic one of each place where the task is not known', () => {
    const [workload] = assessText('version: 1\norganisation: { name: A }\nteam_strength: solid\n').workloads;
    expect(workload?.options.map(({ id }) => id)).toEqual([
      'local/on_premises/any', 'local/private_cloud/any', 'local/managed_host/any', 'api/private_api/any', 'api/public_api/any',
    ]);
  });

  it('name no model while the performance needed is open', () => {
    const [workload] = assessText(profile('', 'chat')).workloads;
    expect(workload?.options.every(({ origin }) => origin === 'generic')).toBe(true);
  });

  it('come from the catalogue where both are, on models that meet the need', () => {
    const [workload] = assessText(profile('    performance_need: high\n', 'chat')).workloads;
    expect(workload?.options.every(({ origin, model }) => origin === 'catalogue' && model !== null)).toBe(true);
  });

  it('prefer a provider of the organisation’s own legal area', () => {
    const text = profile('    performance_need: high\n', 'chat').replace('name: A', 'name: A, country: FR');
    expect(assessText(text).workloads[0]?.options.find(({ side }) => side === 'api')?.provider).toBe('mistral');
  });
});
