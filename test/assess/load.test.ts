/** A load that is split into base and bursts: when it is, when it is not, and that the answer and the money follow. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../src/assess/assess.js';
import { assessmentSchema, type Assessment } from '../../src/assessment/assessment.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { NO_OVERRIDES } from '../../src/cost/price-file.js';
import { summariser } from '../../src/cost/load/trace.js';
import { parsedFrom, validateProfile, withTraceData, type ParsedProfile } from '../../src/profile/parse.js';
import type { TraceSummary } from '../../src/profile/trace.js';
import { capacityLines } from '../../src/report/capacity.js';
import { builtInRulebook } from '../../src/rules/builtin.js';
import { arrivalsOf } from '../cost/load/traces.js';

const context = { language: 'en', asOf: '2026-11-23', seed: 1, rulebook: builtInRulebook(), catalogue: builtInCatalogue() } as const;

interface Given {
  readonly traffic?: Record<string, unknown>;
  readonly workload?: Record<string, unknown>;
  readonly root?: Record<string, unknown>;
  readonly more?: readonly Record<string, unknown>[];
}

/** A capable team, ordinary data, and open weights that are nearly as good: what runs where is a question of money. */
function profile({ traffic = {}, workload = {}, root = {}, more = [] }: Given): ParsedProfile {
  const chat = {
    id: 'chat', task: 'chat', latency: 'interactive', data: { contains: [], audience: 'internal' }, quality: { local: 0.85, api: 0.86, needed: 0.8 },
    traffic: { requests_per_day: 480_000, input_tokens: 1155, output_tokens: 211, ...traffic },
    local: [{ model: 'llama-3.3-70b-instruct', gpu: 'h100-sxm', place: 'private_cloud' }],
    api: [{ provider: 'openai', model: 'gpt-5.6-sol' }],
    ...workload,
  };
  return parsedFrom(validateProfile({
    version: 1, organisation: { name: 'Splitters', country: 'US', us_government_contract: 'none' }, team_strength: 'strong', budget: 'moderate', data_sensitivity: 'internal', core: 'supporting',
    performance_need: 'high', terms: 'full', customisation: 'fine_tuning', shape: 'mixed', stage: 'production', weights: { points: { cost: 60, quality: 10, operability: 10, data_control: 10, customisation: 5, continuity: 5 } },
    ...root, workloads: [chat, ...more],
  }));
}

const run = (given: Given): Assessment => assessmentSchema.parse(assess(profile(given), context));
const loadOf = (assessment: Assessment): NonNullable<NonNullable<Assessment['workloads'][number]['cost']>['loads']>[number] => {
  const load = assessment.workloads[0]?.cost?.loads?.[0];
  if (load === undefined) throw new Error('the load has no shape');
  return load;
};

describe('a load with a peak that is high and rare', () => {
  const assessment = run({ traffic: { peak_factor: 6 } });
  const [workload] = assessment.workloads as [Assessment['workloads'][number]];
  const load = loadOf(assessment);
  test('is split: the base runs at home and the bursts go out', () => {
    expect(load.status).toBe('split');
    expect(workload.parts.map(({ id, kind, of, side }) => [id, kind, of, side])).toEqual([['all-base', 'base', 'all', 'local'], ['all-burst', 'burst', 'all', 'api']]);
    expect(workload.recommendation).toBe('hybrid');
  });
  test('and the split, the shares and the money follow', () => {
    expect(workload.split?.local).toBeCloseTo(load.split!.requests.local, 9);
    expect(workload.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const { local, api, recommended } = workload.cost!;
    expect(recommended!.expected).toBeLessThan(Math.min(local!.expected, api!.expected));
    expect(recommended!.expected).toBeCloseTo(load.split!.usd_per_month, -1);
    expect(load.split!.net_usd_per_month).toBeCloseTo(Math.min(local!.expected, api!.expected) - recommended!.expected, -1);
  });
  test('the last replica is busy for long enough to pay, and the next one would be used less', () => {
    expect(load.split!.last_use).toBeGreaterThan(load.split!.critical_ratio);
    expect(load.split!.next_use).toBeLessThan(load.split!.last_use);
  });
  test('base and bursts each say what they take: machines at home, tokens a minute outside', () => {
    const [base, burst] = workload.parts;
    const { split } = load;
    expect(base).toMatchObject({ sizing: { gpu: split!.gpu, replicas: { expected: split!.replicas }, latency_target: { first_token_seconds: 2 } } });
    expect(base?.sizing?.first_token_seconds).toBeGreaterThan(0);
    expect([base?.load, burst?.sizing]).toEqual([undefined, undefined]);
    // The busiest minute less what the base takes on.
    const beyond = (6 * 480_000) / 1440 - split!.requests_per_second * 60;
    expect(burst?.load?.requests_per_minute.expected).toBeCloseTo(beyond, 0);
    expect(burst?.load?.tokens_per_minute.expected).toBeCloseTo(beyond * (1155 + 211), -3);
    for (const language of ['en', 'zh'] as const) {
      const said = capacityLines(workload, language).join('\n');
      for (const { name } of workload.parts) expect(said).toContain(name);
    }
  });
  test('a next step says what the gateway has to do', () => {
    expect(workload.next_steps.map(({ action }) => action).join('\n')).toMatch(/gateway send what exceeds [\d.]+ requests a second/);
  });
  test('the curve falls from the peak', () => {
    const heights = load.duration.map(({ requests_per_hour: height }) => height);
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(heights[0]).toBeCloseTo((6 * 480_000) / 24, -3);
  });
});

describe('work that may wait', () => {
  const hourly = Array.from({ length: 24 }, (_, hour) => (hour >= 9 && hour < 13 ? 80_000 : 8000));
  const [none, half] = [0, 0.5].map((batchable_share) => run({ traffic: { hourly, batchable_share } })) as [Assessment, Assessment];
  const gpus = (assessment: Assessment): number => assessment.workloads[0]!.options.find(({ origin, side }) => origin === 'user' && side === 'local')!.sizing!.gpus.expected;
  test('fills the troughs, so that its machines are fewer and cheaper', () => {
    expect(gpus(half)).toBeLessThan(gpus(none));
    expect(half.workloads[0]!.cost!.local!.expected).toBeLessThan(none.workloads[0]!.cost!.local!.expected);
    // Half of the mean hour of the four busy ones is left: 10 / 2 over a mean of 60 / 24.
    expect([loadOf(none).peak_factor, loadOf(half).peak_factor]).toEqual([4, 2].map((peak): unknown => expect.closeTo(peak, 9)));
    expect([loadOf(none).may_wait, loadOf(half).may_wait]).toEqual([undefined, 0.5]);
    expect(loadOf(half).because).toContain('The 50% that may wait is done in the quiet hours of the same day');
  });
  test('keeps busy a base whose bursts then cannot wait, at the full price: money and split agree', () => {
    const tenth = run({ traffic: { peak_factor: 6, batchable_share: 0.2 } });
    const load = loadOf(tenth);
    expect(load.status).toBe('split');
    const { cost, parts } = tenth.workloads[0]!;
    expect(cost!.recommended!.expected).toBeCloseTo(load.split!.usd_per_month, -1);
    expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(load.split!.requests.local).toBeGreaterThan(loadOf(run({ traffic: { peak_factor: 6 } })).split!.requests.local);
  });
  test('that waits altogether has no peak', () => {
    expect(loadOf(run({ traffic: { peak_factor: 6, batchable_share: 1 } })).peak_factor).toBeCloseTo(1, 6);
  });
});

describe('rules and data come first', () => {
  test('what may not leave never bursts out', () => {
    const inside = run({ traffic: { peak_factor: 6 }, root: { house_rules: ['inside_only'] } });
    expect(inside.workloads[0]?.parts.map(({ side, kind }) => [side, kind])).toEqual([['local', undefined]]);
    expect(inside.workloads[0]?.cost?.loads?.every(({ status }) => status === 'may_not_leave') ?? true).toBe(true);
  });
  test('restricted data at home stays there, whatever the terms', () => {
    const restricted = run({ traffic: { peak_factor: 6 }, root: { data_sensitivity: 'restricted', weights: { points: { data_control: 90, cost: 10 } } } });
    const [only, ...others] = restricted.workloads[0]!.parts;
    expect([only?.side, others.length]).toEqual(['local', 0]);
    expect(loadOf(restricted).status).toBe('may_not_leave');
  });
  test('and so does what is sensitive nobody knows how', () => {
    const parsed = profile({ traffic: { peak_factor: 6 }, root: { data_sensitivity: 'unknown' } });
    expect(assess(parsed, context).workloads[0]?.parts.some(({ kind }) => kind !== undefined)).toBe(false);
  });
});

describe('one side, and by how much a split fails', () => {
  test('a small load does not pay for the people of a second platform', () => {
    const small = run({ traffic: { peak_factor: 6, requests_per_day: 60_000 } });
    expect(small.workloads[0]?.parts).toHaveLength(1);
    const load = loadOf(small);
    expect(['not_worth', 'all_outside', 'all_inside']).toContain(load.status);
    if (load.split !== null) expect(load.split.net_usd_per_month).toBeLessThanOrEqual(0);
  });
  test('a peak that nobody stated is no reason for two stacks', () => {
    expect(run({}).workloads[0]?.cost?.loads).toBeUndefined();
  });
  test('a flat load has no bursts', () => {
    const load = loadOf(run({ traffic: { peak_factor: 1 } }));
    expect(load.split?.requests.api ?? 0).toBeLessThan(0.5);
    expect(load.peak_factor).toBe(1);
  });
});

test('no split that is recommended costs more than either side alone, whatever the volume and its shape', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 3_000_000 }), fc.double({ min: 1, max: 20, noNaN: true }), (requests, peak) => {
      const { cost, parts } = run({ traffic: { requests_per_day: requests, peak_factor: peak } }).workloads[0]!;
      if (parts.every(({ kind }) => kind === undefined)) return;
      expect(cost!.recommended!.expected).toBeLessThanOrEqual(Math.min(cost!.local!.expected, cost!.api!.expected));
    }),
    { numRuns: 25 },
  );
}, 60_000);

describe('a trace', () => {
  const summaryOf = (perSecond: (second: number) => number, seconds: number): TraceSummary => {
    const rows = summariser();
    for (const arrival of arrivalsOf({ seed: 9, seconds, perSecond, most: 20 })) rows.add({ ...arrival, trafficClass: undefined });
    return rows.summary('trace.csv', true)!;
  };
  const day = summaryOf((second) => (second % 86_400 < 10_000 ? 16 : 3), 86_400);
  const traffic = { trace: 'trace.csv', requests_per_day: 'unknown', input_tokens: 'unknown', output_tokens: 'unknown' };
  const traced = (): Assessment => assessmentSchema.parse(assess(withTraceData(profile({ traffic }), { traces: new Map([['chat', day]]) }), context));
  test('says volume, tokens and shape where nobody states them', () => {
    const [workload] = traced().workloads;
    expect(workload?.requests_per_day).toBeCloseTo((day.requests / day.seconds) * 86_400, -1);
    expect(workload?.cost?.requests_per_day.evidence).toBe('measured');
    expect(workload?.cost?.loads?.[0]?.from).toBe('trace');
    expect(workload?.cost?.loads?.[0]?.split?.tokens).not.toBeNull();
  });
  test('of less than a day is said to be short; one that was not read, too', () => {
    const hour = summaryOf(() => 5, 3600);
    const rules = (parsed: ParsedProfile): readonly string[] => assess(parsed, context).workloads[0]!.warnings.map(({ rule }) => rule);
    expect(rules(withTraceData(profile({ traffic }), { traces: new Map([['chat', hour]]) }))).toContain('short-trace');
    expect(rules(withTraceData(profile({ traffic }), { traces: new Map([['chat', day]]) }))).not.toContain('short-trace');
    expect(rules(profile({ traffic }))).toContain('trace-not-read');
  });
  test('that was replayed says how that compares', () => {
    const replay = { requests: day.requests, seconds: day.seconds, overflow: { requests: 0.3, inputTokens: 0.3, outputTokens: 0.3 }, utilisation: 0.6, waitSeconds: { p50: 0, p95: 0.5, most: 2 } };
    const assessment = assess(withTraceData(profile({ traffic }), { traces: new Map([['chat', day]]), replays: new Map([['chat/all', replay]]) }), context);
    const load = loadOf(assessment);
    if (load.split !== null) expect(load.replay?.because).toMatch(/30% go outside \(reckoned: \d+%\)/);
    expect(load.split).not.toBeNull();
  });
});

describe('the time to come', () => {
  const outlook = (given: Given): NonNullable<NonNullable<Assessment['workloads'][number]['cost']>['outlook']> => run(given).workloads[0]!.cost!.outlook!;
  test('in 12, 24 and 36 months, with growth and a falling price', () => {
    const { months, growth_per_year: growth } = outlook({ traffic: { peak_factor: 3, growth_per_year: 0.5 } });
    expect(growth).toBe(0.5);
    expect(months.map(({ months: after, date }) => [after, date])).toEqual([[12, '2027-11-23'], [24, '2028-11-23'], [36, '2029-11-23']]);
    expect(months.map(({ requests_per_day: requests }) => requests / 480_000)).toEqual([1.5, 2.25, 3.375].map((times): unknown => expect.closeTo(times, 9)));
    for (const { api } of months) expect(api.low).toBeLessThan(api.high);
  });
  test('without growth the API only gets cheaper, and machines stay as they are', () => {
    const { months } = outlook({ traffic: { peak_factor: 3 } });
    expect(months[2]!.api.expected).toBeLessThan(months[0]!.api.expected);
    expect(months[2]!.local).toBe(months[0]!.local);
  });
  test('a date within a year, and a volume at which another way is the cheapest', () => {
    const { look_again: look, months } = outlook({ traffic: { peak_factor: 3, growth_per_year: 0.5 } });
    expect(look.date > '2026-11-23' && look.date <= '2027-11-23').toBe(true);
    if (look.requests_per_day !== null) expect(look.to_at_volume).not.toBeNull();
    expect(months[0]!.cheapest).toMatch(/local|api|split/);
  });
});

test('the split of today and that of the time to come are one reckoning: with steady traffic and prices they agree', () => {
  const unmoved = { ...context, prices: { ...NO_OVERRIDES, figures: { api_price_decline_per_year: { low: 0, expected: 0, high: 0 } } } };
  const hardware = fc.constantFrom<Record<string, unknown>>(
    { gpu: 'h100-sxm', place: 'private_cloud' }, { place: 'private_cloud' }, { place: 'managed_host' }, { gpu: 'h100-sxm', place: 'private_cloud', count: 12 },
    { place: 'on_premises' }, { gpu: 'h100-sxm', place: 'on_premises', count: 8, owned: true }, { gpu: 'h100-sxm', place: 'on_premises', count: 24 },
  );
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      hardware, fc.integer({ min: 3, max: 6 }), fc.double({ min: 1, max: 10, noNaN: true }), fc.constantFrom('batch', 'interactive'), fc.constantFrom('supporting', 'core'), fc.double({ min: 1, max: 12, noNaN: true }), fc.constantFrom(0, 0.3), fc.boolean(),
      (local, decade, digit, latency, core, peak_factor, batchable_share, shared) => {
        const traffic = { requests_per_day: Math.round(digit * 10 ** decade), peak_factor, batchable_share };
        const workload = { latency, core, local: [{ model: 'llama-3.3-70b-instruct', ...local }] };
        const more = shared ? [{ id: 'other', task: 'chat', traffic: { requests_per_day: 1000, input_tokens: 1000, output_tokens: 100 } }] : [];
        const { cost } = assess(profile({ traffic, workload, more }), unmoved).workloads[0]!;
        const { local: own, api } = cost!.parts[0]!;
        const [today] = cost!.outlook!.months as [NonNullable<NonNullable<typeof cost>['outlook']>['months'][number]];
        const [load] = cost!.loads!;
        seen.add(load!.status);
        const cheaper = Math.min(own!.expected, api!.expected);
        expect(today.local / own!.expected).toBeCloseTo(1, 4);
        expect(today.api.expected / api!.expected).toBeCloseTo(1, 4);
        expect(today.cheapest === 'split').toBe(load!.status === 'split' || load!.status === 'other_criteria');
        if (load!.split !== null) expect((today.split ?? 0) / (cheaper - load!.split.net_usd_per_month)).toBeCloseTo(1, 4);
        else if (today.split !== null) expect(today.split).toBeGreaterThanOrEqual(cheaper);
      },
    ),
    { numRuns: 200, seed: 4 },
  );
  expect([...seen].sort()).toEqual(expect.arrayContaining(['all_inside', 'all_outside', 'split']));
}, 60_000);

describe('when to look again', () => {
  test('never names what is recommended already as what to look out for', () => {
    for (const requests_per_day of [20_000, 100_000, 480_000, 2_000_000]) {
      for (const peak_factor of [1, 3, 6]) {
        const [workload] = run({ traffic: { requests_per_day, peak_factor, growth_per_year: 0.5 } }).workloads;
        const { look_again: look, because } = workload!.cost!.outlook!;
        const recommended = workload!.recommendation === 'hybrid' ? 'split' : workload!.recommendation;
        expect([look.to, look.to_at_volume]).not.toContain(recommended);
        if (look.requests_per_day !== null) expect(because.join()).toContain(look.requests_per_day > requests_per_day ? 'grows to' : 'falls to');
      }
    }
  });
});

describe('what workloads share', () => {
  const second = {
    id: 'mail', task: 'chat', latency: 'interactive', data: { contains: [], audience: 'internal' }, quality: { local: 0.85, api: 0.86, needed: 0.8 },
    traffic: { requests_per_day: 100_000, input_tokens: 1155, output_tokens: 211, peak_factor: 2 },
    local: [{ model: 'llama-3.3-70b-instruct', gpu: 'h100-sxm', place: 'private_cloud' }], api: [],
  };
  const first = { ...second, id: 'chat' };
  const both = run({ workload: first, more: [second] });
  const apart = [first, second].map((one) => run({ workload: one }));
  test('people and GPUs are counted once, and it is said who shares what', () => {
    const shared = both.organisation.cost!.shared;
    expect(shared.map(({ kind, workloads }) => [kind, workloads])).toEqual([['people', ['chat', 'mail']], ['gpus', ['chat', 'mail']]]);
    const [people, gpus] = shared;
    expect(people!.saves).toBeCloseTo(people!.apart - people!.together, 1);
    expect(gpus!.gpus!.together).toBeLessThan(gpus!.gpus!.apart);
  });
  test('and all of them together cost what they cost apart, less what is shared', () => {
    const saves = both.organisation.cost!.shared.reduce((sum, one) => sum + one.saves, 0);
    const alone = apart.reduce((sum, { organisation }) => sum + organisation.cost!.recommended!.expected, 0);
    expect(both.organisation.cost!.recommended!.expected).toBeCloseTo(alone - saves, -1);
  });
  test('one workload shares with nobody', () => {
    expect(apart[0]!.organisation.cost!.shared).toEqual([]);
  });
});
