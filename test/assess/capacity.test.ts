/** Capacity as advice, the age of figures, and a bill beside a volume. */
import { describe, expect, it } from 'vitest';
import type { AssessedOption, AssessedWorkload } from '../../src/assessment/assessment.js';
import { capacityLines } from '../../src/report/capacity.js';
import { moneyLines } from '../../src/report/money.js';
import { ASSESS_TEXTS } from '../../src/text/assess.js';
import { assessProfile } from './assess-text.js';

const answers = {
  team_strength: 'solid', budget: 'tight', data_sensitivity: 'internal', core: 'important', performance_need: 'basic', customisation: 'prompting', shape: 'mixed',
  latency: 'interactive', stage: 'production', terms: 'basic',
};
const TRAFFIC = { requests_per_day: 5000, input_tokens: 1000, output_tokens: 100, peak_factor: 3 };
const OWN = { local: [{ model: 'gpt-oss-20b', place: 'private_cloud', gpu: 'h100-sxm' }], api: [{ provider: 'openai', model: 'gpt-6-luna' }] };
const assess = (fields: object, root: object = {}, asOf?: string): AssessedWorkload =>
  assessProfile({ version: 1, organisation: { name: 'Any', country: 'DE' }, ...answers, ...root, workloads: [{ id: 'one', task: 'extraction', traffic: TRAFFIC, ...OWN, ...fields }] }, asOf === undefined ? {} : { asOf })
    .workloads[0] as AssessedWorkload;
const mine = ({ options }: AssessedWorkload, side: string): AssessedOption => options.find((one) => one.origin === 'user' && one.side === side) as AssessedOption;
const LOCAL_ONLY = { house_rules: ['inside_only'], local: [{ model: 'gpt-oss-20b', place: 'on_premises', gpu: 'h100-sxm', count: 1, owned: true }] };

describe('capacity', () => {
  it('of an interface: tokens and requests in the busiest minute beside what accounts get', () => {
    // 5,000 a day of 1,100 tokens, three times the mean: 5000 × 3 / 1440 requests a minute.
    expect(mine(assess({}), 'api').load).toMatchObject({
      requests_per_minute: { expected: 10.42 }, tokens_per_minute: { expected: 11458.33 }, usual_tokens_per_minute: { low: 30_000, expected: 2_000_000, high: 10_000_000 },
    });
  });

  it.each([
    [5000, 'often 2 million'], [20_000, 'often 2 million: more than a new account gets'], [1_000_000, 'ask for a higher limit before you start'], [10_000_000, 'agree on capacity before you start'],
  ])('of %i requests a day says what follows from it', (requests_per_day, words) => {
    const lines = capacityLines(assess({ traffic: { ...TRAFFIC, requests_per_day }, local: [] }), 'en').join('\n');
    expect(lines).toContain(words);
    expect(lines.endsWith('2 million')).toBe(requests_per_day === 5000);
  });

  it('of an interface that is paid by the piece has no tokens to count', () => {
    const { load } = assess({ task: 'image-to-3d', traffic: { requests_per_day: 100 }, local: [], api: [{ provider: 'tripo', model: 'tripo-h3' }] }).options.find(({ side }) => side === 'api') ?? {};
    expect(load).toBeUndefined();
  });

  it('of machines: replicas for the availability that core asks for', () => {
    const spare = (core: string): number | undefined => mine(assess({}, { core }), 'local').sizing?.spare_replicas.expected;
    expect([spare('supporting'), spare('important'), spare('core')]).toEqual([0, 1, 1]);
  });

  it('of machines: predicted waiting times beside what the latency asks for, in both languages', () => {
    const workload = assess(LOCAL_ONLY);
    expect(mine(workload, 'local').sizing).toMatchObject({ latency_target: { first_token_seconds: 2, seconds_per_token: 0.05 }, available: { gpus: 1, enough: false } });
    expect(capacityLines(workload, 'en')).toEqual([
      expect.stringMatching(/^2 × NVIDIA H100 SXM.*: 2 replicas of 1, 1 of them to stand in when one fails; busy (<1|\d+)% of the time on average$/) as string,
      'You have 1: 1 more is needed',
      expect.stringMatching(/^Predicted for the busiest hour: first token after [\d.]+ s \(needed: 2\), then \d+ tokens a second \(needed: 20\)$/) as string,
    ]);
    expect(capacityLines(workload, 'zh')[2]).toMatch(/^预计最忙一小时：首个词元 [\d.]+ 秒（要求 2），此后每秒 \d+ 个词元（要求 20）$/);
  });

  it('of work that may wait asks for no speed, and may be let go', () => {
    const { sizing } = mine(assess({ local: [{ model: 'gpt-oss-20b', place: 'managed_host', gpu: 'h100-sxm' }] }, { latency: 'batch' }), 'local');
    expect(sizing).toMatchObject({ latency_target: null, cold_start_seconds: { low: 60, expected: 300, high: 480 } });
    expect(mine(assess(LOCAL_ONLY), 'local').sizing?.cold_start_seconds).toBeNull();
  });

  it('without a volume says nothing', () => {
    expect(capacityLines(assess({ traffic: { input_tokens: 10 } }), 'en')).toEqual([]);
  });
});

describe('the age of figures', () => {
  it('stands beside each that was read somewhere, and beside no other', () => {
    const pieces = (assess({}, {}, '2026-11-23').cost?.lines ?? []).flatMap((line) => line.pieces);
    expect(pieces.find(({ id }) => id === 'usd_per_request')?.age_days).toBe(61);
    expect(pieces.find(({ id }) => id === 'requests_per_month')?.age_days).toBeNull();
    expect(pieces.filter(({ source }) => source !== 'profile' && source !== 'sizing' && source.length > 30).every(({ age_days: days }) => days !== null)).toBe(true);
  });

  it('is summed up in one line', () => {
    expect(moneyLines(assess({}), '2026-11-23', 'en')).toContainEqual(expect.stringMatching(/^Figures are up to \d+ days old, the oldest: .+ \(.+\)$/) as string);
  });

  const stale = (asOf: string, fields: object = {}): string | undefined => assess(fields, {}, asOf).warnings.find(({ rule }) => rule === 'stale-figures')?.text;

  it('is no warning while they are fresh, and one with names, dates and what to do once they are not', () => {
    expect(stale('2026-11-23')).toBeUndefined();
    expect(stale('2027-04-01')).toMatch(/^Older on 1 April 2027 than their kind may be: .*Rent of a GPU and hour \(20 September 2026; at most 120 days\) and Price of a request \(23 September 2026; at most 180 days\)\. Look them up anew; --prices takes your own figures for rent of a GPU and hour and price of a request\.$/);
  });

  it('names a price file for what it can replace, and for nothing else', () => {
    const fact = { name: 'OpenAI: seat', date: '2025-01-01', limit: 270, replaceable: false };
    const price = { name: 'Price of a request', date: '2025-01-01', limit: 180, replaceable: true };
    expect(ASSESS_TEXTS.en.stale([fact], '2027-01-01')).toMatch(/ days\)\. Look them up anew\.$/);
    expect(ASSESS_TEXTS.en.stale([fact, price], '2027-01-01')).toMatch(/ Look them up anew; --prices takes your own figures for price of a request\.$/);
    expect(ASSESS_TEXTS.zh.stale([fact, price], '2027-01-01')).toMatch(/请重新查证；其中Price of a request也可用 --prices 改用自己的数字。$/);
    expect(stale('2032-01-01')).toMatch(/--prices takes your own figures for /);
  });

  it('of a day before all figures says that they are from later', () => {
    expect(moneyLines(assess({}, {}, '2020-01-01'), '2020-01-01', 'en')).toContainEqual(expect.stringMatching(/^Figures are from after 1 January 2020, the oldest: .+ \(20\d\d-\d\d\)$/) as string);
  });

  it('is told with the name of each fact in words, and not by its key', () => {
    const text = stale('2032-01-01') ?? '';
    expect(text).not.toMatch(/[a-z]_[a-z]/);
    expect(text).toMatch(/OpenAI: (training on requests|seat|zero retention)/);
  });

  it('is told of facts alone where nothing is priced', () => {
    expect(stale('2027-04-01', { traffic: { ...TRAFFIC, requests_per_day: undefined } })).not.toContain('Price of a request');
  });
});

describe('a bill beside a volume', () => {
  const warned = (monthly_api_bill_usd: number): string | undefined => assess({ traffic: { ...TRAFFIC, monthly_api_bill_usd } }).warnings.find(({ rule }) => rule === 'bill-and-volume')?.text;

  it('is no news where both come to about the same', () => {
    // 5,000 a day, 1,000 tokens at 0.1 and 100 at 0.5 dollars a million.
    expect(warned(5000 * 0.00015 * 30.4)).toBeUndefined();
  });

  it('is said where they do not, with both sums', () => {
    expect(warned(1000)).toMatch(/^The bill of \$1,000 a month and the volume do not fit together: at list prices of .* the volume comes to \$2\d\. Costs here follow the volume\./);
    expect(warned(2)).toContain('do not fit together');
  });
});
