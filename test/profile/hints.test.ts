// Contradictions that are pointed out, and near misses that are not.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProfiles } from '../../src/profile/parse.js';

const BASE = 'version: 1\norganisation: { name: A }\n';

function hints(text: string): readonly string[] {
  const [parsed] = parseProfiles(text, { source: 'p.yaml' });
  return parsed!.hints.map(({ code, path, position }) => `${position!.line}:${position!.column} ${code} ${path}`);
}

const peaks = [...Array<number>(23).fill(1), 25].join();

describe('a hint', () => {
  it.each([
    ['data_sensitivity: public\ndata: { contains: [health] }', ['4:1 data-too-open data']],
    ['data_sensitivity: public\nworkloads: [{ id: a, data: { contains: [payment_card] } }]', ['4:22 data-too-open workloads[0].data']],
    ['data: { contains: [health] }\nworkloads: [{ id: a, data_sensitivity: public }, { id: b }]', ['4:22 data-too-open workloads[0].data_sensitivity']],
    ['data_sensitivity: internal\ndata: { contains: [state_secret] }', ['4:1 data-too-open data']],
    ['terms: full\nhouse_rules: [inside_only]', ['4:1 terms-unused house_rules']],
    ['terms: full\nhouse_rules: [inside_only]\nworkloads: [{ id: a }, { id: b }]', ['4:1 terms-unused house_rules']],
    ['runs_today: api\nhouse_rules: [inside_only]', ['4:1 inside-only-but-api house_rules']],
    ['team_strength: none\nworkloads: [{ id: a, runs_today: local }]', ['4:22 nobody-runs-it workloads[0].runs_today']],
    ['workloads: [{ id: a, local: [], api: [] }]', ['3:22 nothing-to-choose workloads[0].local']],
    ['data_sensitivity: public\nworkloads: [{ id: a, sensitive_share: 0.5 }]', ['4:22 nothing-lower workloads[0].sensitive_share']],
    ['workloads: [{ id: a, hard_share: 0.5 }]', ['3:22 share-of-unknown workloads[0].hard_share']],
    [`workloads: [{ id: a, traffic: { peak_factor: 3, hourly: [${peaks}] } }]`, ['3:33 peak-disagrees workloads[0].traffic.peak_factor']],
    ['workloads: [{ id: a, traffic: { peak_factor: 30 } }]', ['3:33 peak-too-high workloads[0].traffic.peak_factor']],
    ['workloads: [{ id: a, traffic: { requests_per_day: 0 } }]', ['3:33 no-requests workloads[0].traffic.requests_per_day']],
    ['workloads: [{ id: a, traffic: { requests_per_day: 1000000000000 } }]', ['3:33 implausibly-large workloads[0].traffic.requests_per_day']],
    [`workloads: [{ id: a, traffic: { hourly: [${Array<number>(24).fill(2e8).join()}] } }]`, ['3:33 implausibly-large workloads[0].traffic.hourly']],
    ['workloads: [{ id: a, traffic: { users: 9000000000, requests_per_user_per_day: 1 } }]', ['3:33 implausibly-large workloads[0].traffic.users']],
    ['workloads: [{ id: a, traffic: { users: 1000000000, requests_per_user_per_day: 3 } }]', ['3:33 implausibly-large workloads[0].traffic.users']],
    ['workloads: [{ id: a, traffic: { users: 1, requests_per_user_per_day: 86401 } }]', ['3:43 implausibly-large workloads[0].traffic.requests_per_user_per_day']],
    ['workloads: [{ id: a, traffic: { input_tokens: 10485761, output_tokens: 10485761 } }]', ['3:33 implausibly-large workloads[0].traffic.input_tokens', '3:57 implausibly-large workloads[0].traffic.output_tokens']],
    ['workloads: [{ id: a, traffic: { monthly_api_bill_usd: 1000000001 } }]', ['3:33 implausibly-large workloads[0].traffic.monthly_api_bill_usd']],
    ['workloads: [{ id: a, traffic: { requests_per_user_per_day: 3 } }]', ['3:33 rate-without-users workloads[0].traffic.requests_per_user_per_day']],
    ['workloads: [{ id: a, traffic: { users: unknown, requests_per_user_per_day: 3 } }]', ['3:49 rate-without-users workloads[0].traffic.requests_per_user_per_day']],
    ['workloads: [{ id: a, traffic: { users: 40 } }]', ['3:33 users-without-rate workloads[0].traffic.users']],
    ['latency: realtime\nworkloads: [{ id: a, traffic: { batchable_share: 0.5 } }]', ['4:33 batch-in-realtime workloads[0].traffic.batchable_share']],
  ])('%s', (text, expected) => {
    expect(hints(`${BASE}${text}\n`)).toEqual(expected);
  });

  it.each([
    'workloads: [{ id: a, traffic: { requests_per_day: 2500000000, input_tokens: 10485760, output_tokens: 10485760, monthly_api_bill_usd: 1000000000 } }]',
    'workloads: [{ id: a, traffic: { users: 25000000, requests_per_user_per_day: 100 } }]',
    'workloads: [{ id: a, traffic: { users: 40, requests_per_day: 100 } }]',
    'workloads: [{ id: a, traffic: { users: 40, monthly_api_bill_usd: 100 } }]',
    'data_sensitivity: public\ndata: { contains: [health], form: anonymised }',
    'data_sensitivity: public\ndata: { contains: [source_code, personal] }',
    'data_sensitivity: confidential\ndata: { contains: [health] }',
    'data: { contains: [health] }',
    'terms: none\nhouse_rules: [inside_only]',
    'terms: full\nhouse_rules: [in_country]',
    'stage: prototype\ncore: core',
    'workloads: [{ id: a, local: [] }]',
    'latency: realtime\nworkloads: [{ id: a, traffic: { batchable_share: 0 } }]',
  ])('is not given for %s', (text) => {
    expect(hints(`${BASE}${text}\n`)).toEqual([]);
  });

  it('is given for owned GPUs of which nobody says how many there are', () => {
    const local = 'version: 1\norganisation: { name: A }\nworkloads:\n  - id: a\n    local:\n';
    expect(hints(`${local}      - { model: m, gpu: l40s, owned: true }\n`)).toEqual(['6:32 owned-without-count workloads[0].local[0].owned']);
    expect(hints(`${local}      - { model: m, gpu: l40s, count: 2, owned: true }\n      - { model: m, gpu: l40s, owned: true, place: private_cloud }\n`)).toEqual([]);
  });

  it('is given for owned GPUs of which nobody says what they are', () => {
    const local = 'version: 1\norganisation: { name: A }\nworkloads:\n  - id: a\n    local:\n';
    expect(hints(`${local}      - { model: m, owned: true }\n      - { model: m, owned: false }\n`)).toEqual(['6:21 owned-without-gpu workloads[0].local[0].owned']);
  });

  it('is given for more owned GPUs than the organisation has', () => {
    const gpus = 'version: 1\norganisation: { name: A, gpus: [{ gpu: l40s, count: 2 }] }\nworkloads:\n  - id: a\n    local:\n';
    expect(hints(`${gpus}      - { model: m, gpu: l40s, count: 4, owned: true }\n`)).toEqual(['6:32 more-gpus-than-owned workloads[0].local[0].count']);
    expect(hints(`${gpus}      - { model: m, gpu: h100, owned: true }\n`)).toEqual(['6:21 more-gpus-than-owned workloads[0].local[0].gpu']);
    expect(hints(`${gpus}      - { model: m, gpu: l40s, count: 4, owned: false }\n      - { model: m, gpu: l40s, count: 2, owned: true }\n`)).toEqual([]);
  });

  it('is given for more people with sensitive data abroad than people abroad', () => {
    expect(hints('version: 1\norganisation: { name: A, persons_abroad_per_year: 5, sensitive_persons_abroad_per_year: 6 }\n')).toEqual([
      '2:54 more-sensitive-than-all organisation.sensitive_persons_abroad_per_year',
    ]);
  });

  it('of a figure beyond all that is known says how far, against what, and what to check', () => {
    const [parsed] = parseProfiles(`${BASE}workloads: [{ id: a, traffic: { requests_per_day: 1000000000000 } }]\n`);
    expect(parsed!.hints[0]!.text).toEqual({
      en: 'requests_per_day comes to 1000000000000, which is more than all prompts that ChatGPT got a day in July 2025. Check the unit: requests of one mean day. It is reckoned with as stated.',
      zh: 'requests_per_day 为 1000000000000，超过 2025 年 7 月 ChatGPT 一天的全部提问。请核对单位：此处应为平均一天的请求数。仍按所填数值计算。',
    });
  });

  it('has a text in each language', () => {
    const [parsed] = parseProfiles(`${BASE}terms: full\nhouse_rules: [inside_only]\n`);
    expect(parsed!.hints[0]!.text.en).toMatch(/^With the house rule inside_only/);
    expect(parsed!.hints[0]!.text.zh).toMatch(/^内部规定为 inside_only/);
  });
});

describe('the profiles that come with ai-path', () => {
  const folder = new URL('../../profiles/', import.meta.url);
  it.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s is valid and gives no hint', (name) => {
    for (const { hints: found } of parseProfiles(readFileSync(new URL(name, folder), 'utf8'), { source: name })) expect(found).toEqual([]);
  });
});
