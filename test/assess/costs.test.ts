/** Costs in the assessment: totals are sums, unknown stays unknown, people are counted once, and the figures win over the article's word. */
import { describe, expect, it } from 'vitest';
import type { AssessedWorkload, CostRange } from '../../src/assessment/assessment.js';
import { breakEvenLine, moneyLines, organisationLine, sharedLines } from '../../src/report/money.js';
import { renderHtml } from '../../src/report/html.js';
import { assessProfile } from './assess-text.js';

const answers = {
  team_strength: 'solid', budget: 'tight', data_sensitivity: 'internal', core: 'important', performance_need: 'basic', customisation: 'prompting',
  shape: 'mixed', latency: 'interactive', stage: 'production', terms: 'basic',
};
const profile = (workloads: readonly object[], root: object = {}): object => ({ version: 1, organisation: { name: 'Any', country: 'DE' }, ...answers, ...root, workloads });
const extraction = (id: string, fields: object = {}): object => ({ id, task: 'extraction', traffic: { requests_per_day: 5000, input_tokens: 1000, output_tokens: 100, peak_factor: 3 }, ...fields });
const of = (fields: object, root?: object): AssessedWorkload => assessProfile(profile([extraction('one', fields)], root)).workloads[0] as AssessedWorkload;
const OWN = { local: [{ model: 'gpt-oss-20b', place: 'private_cloud' }], api: [{ provider: 'openai', model: 'gpt-6-luna' }] };
const sumOf = (ranges: readonly CostRange[]): number => ranges.reduce((usd, { expected }) => usd + expected, 0);

describe('a workload with a volume', () => {
  it('costs the sum of its lines on either side', () => {
    const { cost } = of({ sensitive_share: 0.4, data_sensitivity: 'confidential' });
    for (const side of ['local', 'api'] as const) {
      expect(cost?.[side]?.expected).toBeCloseTo(sumOf((cost?.lines ?? []).filter((line) => line.side === side).map(({ usd_per_month: usd }) => usd)), 1);
    }
  });

  it('takes the values of the criterion from figures, the same for everybody', () => {
    const { cost, parts } = of({});
    const criterion = parts[0]?.criteria.find(({ id }) => id === 'cost');
    expect(criterion?.answers).toEqual([]);
    expect(criterion?.api).toBeCloseTo(1 - Math.log10(1 + (cost?.api?.expected ?? 0) / 1000) / 4, 3);
    expect(criterion?.local).toBeLessThan(criterion?.api ?? 0);
  });

  it('says where the article\'s word on the budget and the figures part ways', () => {
    expect(of({}).cost?.disagreement).toMatch(/^The article's rule of thumb for this budget says LOCAL; by these figures the API costs a/);
    expect(of({}, { budget: 'ample' }).cost?.disagreement).toBeNull();
  });

  it('tells the reader both sides, the break-even with the present position, and the third way', () => {
    const lines = moneyLines(of({}), '2026-11-23', 'en').join('\n');
    expect(lines).toMatch(/^LOCAL \$[\d,]+ \(\$[\d,]+ to \$[\d,]+\) a month: mostly /m);
    expect(lines).toMatch(/^API \$/m);
    expect(lines).toMatch(/^Break-even: /m);
    expect(lines).toMatch(/^Third way/m);
  });
});

describe('claims of the article', () => {
  const claimOf = (clause: string, fields: object, root?: object): { verdict: string; because: string } | undefined => of({ ...OWN, ...fields }, root).claims.find((claim) => claim.clause === clause);

  const SOL = { api: [{ provider: 'openai', model: 'gpt-6.2-sol' }] };

  it('R1: little volume does not pay for machines, and the break-even is named', () => {
    expect(claimOf('R1', SOL)).toMatchObject({
      verdict: 'does_not_hold',
      because: expect.stringMatching(/^At this volume, .* People are [\d,]+ of the one and [\d,]+ of the other\. The two meet at about [\d,]+ requests a day\.$/) as string,
    });
  });

  it('R1: enough of it does', () => {
    const traffic = { requests_per_day: 2_000_000, input_tokens: 1000, output_tokens: 100, peak_factor: 3 };
    expect(claimOf('R1', { ...SOL, traffic })?.verdict).toBe('holds');
  });

  it('D2: a tight budget is judged by the month, an ample one by what must be set up first; a planned one is not what it speaks of', () => {
    expect(claimOf('D2', {})).toMatchObject({ verdict: 'does_not_hold', because: expect.stringMatching(/the other way\. A month costs [\d,]+ US dollars with an open model/) as string });
    expect(claimOf('D2', {}, { budget: 'ample' })?.verdict).toBe('holds');
    expect(claimOf('D2', {}, { budget: 'moderate' })?.verdict).toBe('cannot_tell');
    expect(claimOf('D2', { traffic: {} })).toEqual(expect.objectContaining({ verdict: 'cannot_tell', because: expect.not.stringContaining('A month costs') as string }));
  });

  it('A1 and A2: what must be set up, and who runs it, in money', () => {
    expect(claimOf('A1', {})).toMatchObject({ verdict: 'holds', because: expect.stringMatching(/Before the first request an API takes about [\d,]+ US dollars/) as string });
    expect(claimOf('A2', {})).toMatchObject({ verdict: 'holds', because: expect.stringMatching(/People to run it cost about [\d,]+ US dollars a month/) as string });
    expect(claimOf('A2', { traffic: {} })?.verdict).toBe('cannot_tell');
  });

  it('of classes that agree and have different figures: the class is named to which they belong', () => {
    const classes = [{ id: 'small', share: 0.1, ...SOL }, { id: 'large', share: 0.9, ...SOL }];
    for (const clause of ['R1', 'D2', 'A1', 'A2']) expect(claimOf(clause, { classes })?.because, clause).toMatch(/^“small”: /);
    const alike = claimOf('A2', { classes, traffic: {} });
    expect(alike?.because).not.toContain('“small”');
  });

  it('A3: what the better model costs stands beside the evaluation', () => {
    expect(claimOf('A3', { quality: { local: 0.7, api: 0.9, needed: 0.8 } })).toMatchObject({ verdict: 'holds', because: expect.stringMatching(/The task needs 0\.8\. A month costs [\d,]+ US dollars with the API's model/) as string });
  });
});

describe('what is not known', () => {
  it('has no cost without a volume', () => {
    const { cost, options } = of({ traffic: { input_tokens: 1000 } });
    expect(cost).toBeUndefined();
    expect(options.every((option) => option.cost === undefined)).toBe(true);
  });

  it('is null with its reason, and never nothing; then the article speaks', () => {
    const workload = of({ api: [{ provider: 'nobody', model: 'no-such-model' }] });
    expect(workload.cost).toMatchObject({ api: null, because: ['API: No price is known for no-such-model from nobody. Give one with --prices, under `prices` (docs/prices.md).'] });
    expect(workload.options.find(({ side }) => side === 'api')?.cost).toMatchObject({ usd_per_month: null, because: expect.stringContaining('No price') as string });
    expect(workload.parts[0]?.criteria.find(({ id }) => id === 'cost')).toMatchObject({ local: 0.55, api: 0.45 });
  });

  it('of one workload leaves the organisation without a total', () => {
    const { organisation } = assessProfile(profile([extraction('one'), extraction('two', { api: [{ provider: 'nobody', model: 'no-such-model' }] })]));
    expect(organisation.cost?.api).toBeNull();
    expect(organisation.cost?.local).not.toBeNull();
  });
});

describe('people', () => {
  const staff = (workloads: readonly AssessedWorkload[], side: 'local' | 'api'): number =>
    sumOf(workloads.flatMap(({ cost }) => cost?.lines ?? []).filter((line) => line.side === side && line.id === 'staff' && line.platform !== undefined).map(({ usd_per_month: usd }) => usd));

  it('are counted once, however many workloads share them', () => {
    const alone = assessProfile(profile([extraction('one', OWN)])).workloads;
    const five = assessProfile(profile(['a', 'b', 'c', 'd', 'e'].map((id) => extraction(id, OWN)))).workloads;
    for (const side of ['local', 'api'] as const) expect(staff(five, side)).toBeCloseTo(staff(alone, side), 0);
  });

  const RESTRICTED = { data_sensitivity: 'restricted', house_rules: ['inside_only'] };
  const MANAGED = { core: 'supporting', local: [{ model: 'gpt-oss-20b', place: 'managed_host' }], api: OWN.api };
  const peopleOf = (costed: AssessedWorkload | undefined, side: 'local' | 'api'): number => sumOf((costed?.cost?.lines ?? []).filter((line) => line.side === side && line.platform !== undefined).map(({ usd_per_month: usd }) => usd));

  it('for a second platform are there in full, however little runs on it', () => {
    const workload = of({ ...OWN, classes: [{ id: 'a', share: 0.9 }, { id: 'b', share: 0.1, ...RESTRICTED }] });
    expect(workload.recommendation).toBe('hybrid');
    const running = sumOf((workload.cost?.lines ?? []).filter(({ part, side, platform }) => platform === undefined && workload.parts.find(({ id }) => id === part)?.side === side).map(({ usd_per_month: usd }) => usd));
    const [own, api] = [peopleOf(of(OWN), 'local'), peopleOf(of(OWN), 'api')];
    expect(workload.cost?.recommended?.expected).toBeCloseTo(running + own + api, 0);
    expect(workload.cost?.second_stack?.expected).toBeCloseTo(Math.min(own, api), 0);
  });

  it('are there in full for each of two platforms on the same side, in lines that add up', () => {
    const { cost } = of({ ...OWN, classes: [{ id: 'a', share: 0.5, local: OWN.local }, { id: 'b', share: 0.2, ...MANAGED }, { id: 'c', share: 0.3, local: OWN.local }] });
    const lines = (cost?.lines ?? []).filter(({ side }) => side === 'local');
    expect(new Set(lines.flatMap(({ platform }) => platform ?? []))).toEqual(new Set(['own', 'managed']));
    expect(cost?.local?.expected).toBeCloseTo(sumOf(lines.map(({ usd_per_month: usd }) => usd)), 1);
    expect(sumOf(lines.filter(({ platform }) => platform !== undefined).map(({ usd_per_month: usd }) => usd))).toBeCloseTo(peopleOf(of(OWN), 'local') + peopleOf(of(MANAGED), 'local'), 0);
    expect(lines.filter(({ unshared }) => unshared === true).map(({ id }) => id)).toEqual(['staff', 'setup', 'staff', 'setup']);
  });

  it('of an organisation are there once and in full for each platform that some workload uses, whichever way it goes', () => {
    const [own, managed] = [extraction('own', { ...OWN, ...RESTRICTED }), extraction('managed', MANAGED)];
    const { organisation: { cost }, workloads } = assessProfile(profile([own, managed]));
    const [first, second] = [own, managed].map((one) => assessProfile(profile([one])).organisation.cost);
    expect(cost?.local?.expected).toBeCloseTo((first?.local?.expected ?? 0) + (second?.local?.expected ?? 0), 0);
    expect(cost?.recommended?.expected).toBeCloseTo((first?.recommended?.expected ?? 0) + (second?.recommended?.expected ?? 0), 0);
    expect(cost?.second_stack?.expected).toBeCloseTo(peopleOf(assessProfile(profile([managed])).workloads[0], 'api'), 0);
    expect(cost?.recommended?.expected).toBeCloseTo(workloads.reduce((usd, one) => usd + (one.cost?.recommended?.expected ?? 0), cost?.unshared?.expected ?? 0), 1);
  });
});

describe('GPUs that several workloads share', () => {
  it('are taken off all LOCAL as they are where everything is recommended to be', () => {
    const traffic = { requests_per_day: 20_000, input_tokens: 1500, output_tokens: 300, peak_factor: 3 };
    const { organisation: { cost } } = assessProfile(profile(['a', 'b'].map((id) => extraction(id, { traffic, local: [{ model: 'qwen3-32b', gpu: 'h100-sxm', place: 'on_premises' }] })), { house_rules: ['inside_only'] }));
    expect(cost?.shared.map(({ kind }) => kind)).toContain('gpus');
    expect(cost?.local).toEqual(cost?.recommended);
  });
});

describe('a bill instead of a volume', () => {
  const BILL = { monthly_api_bill_usd: 10_000, input_tokens: 1000, output_tokens: 100 };

  it('gives the volume that it pays for at the API that the profile names, and says at which price', () => {
    const small = of({ ...OWN, traffic: { ...BILL, monthly_api_bill_usd: 1000 } }).cost;
    const large = of({ ...OWN, traffic: BILL });
    expect(large.cost?.requests_per_day.expected).toBeCloseTo(10 * (small?.requests_per_day.expected ?? 0), 0);
    expect(small?.lines.find(({ side, id }) => side === 'api' && id === 'usage')?.usd_per_month.expected).toBeCloseTo(1000, 0);
    const said = /^Volume from the bill: \$10,000 a month at \$0\.13 for a thousand requests of GPT-6 Luna .* makes about 2\.5 million requests a day/;
    expect(large.cost?.from_bill?.because).toMatch(said);
    expect(moneyLines(large, '2026-11-23', 'en')[0]).toMatch(said);
    expect(large.cost?.notes[0]).toMatch(said);
  });

  it('gives none where nobody says which API it is for, and asks', () => {
    const workload = of({ traffic: BILL });
    expect(workload.cost).toBeUndefined();
    expect(workload.warnings.find(({ rule }) => rule === 'bill-without-api')?.text).toMatch(/^The bill of \$10,000 a month says nothing of the volume .* at the price of .* it pays for about .* requests a day and at the price of .* Name it under api/);
    expect(workload.next_steps.map(({ action }) => action)).toContain('Find out: Which API is the monthly bill for?');
    expect(workload.parts[0]?.criteria.find(({ id }) => id === 'cost')).toMatchObject({ local: 0.55, api: 0.45 });
  });
});

describe('a budget in money', () => {
  const over = (warnings: readonly { readonly rule: string; readonly text: string }[]): string[] => warnings.flatMap(({ rule, text }) => (rule === 'over-budget' ? [text] : []));
  const budget = (usd_per_month: number): object => ({ budget: { usd_per_month } });

  it('of the organisation is held against all that is recommended, one of a workload against that', () => {
    const whole = assessProfile(profile([extraction('one', budget(50)), extraction('two')], budget(120)));
    expect(over(whole.warnings)).toEqual([expect.stringMatching(/^Over the budget: as recommended a month costs \$[\d,]+ \(.*\), and the budget is \$120\.$/)]);
    expect(whole.workloads.map(({ warnings }) => over(warnings).length)).toEqual([1, 0]);
    expect(over(assessProfile(profile([extraction('one')], budget(120)), { language: 'zh' }).warnings)[0]).toMatch(/^超出预算：按建议每月成本为 .*，而所填预算为每月 120 美元。$/);
  });

  it('that suffices, or without a volume, is not spoken of', () => {
    expect(over(assessProfile(profile([extraction('one')], budget(1_000_000))).warnings)).toEqual([]);
    expect(over(assessProfile(profile([{ id: 'one', task: 'extraction' }], budget(1))).warnings)).toEqual([]);
  });
});

describe('the split by spend', () => {
  it('pays each platform whole, as if its workloads were alone', () => {
    const kept = extraction('kept', { house_rules: ['inside_only'] });
    const sent = extraction('sent');
    const { split, split_basis: basis } = assessProfile(profile([kept, sent])).organisation;
    const [local, api] = [kept, sent].map((workload) => assessProfile(profile([workload])).organisation.cost?.recommended?.expected ?? 0) as [number, number];
    expect(basis).toBe('spend');
    expect(split?.local).toBeCloseTo(local / (local + api), 5);
    // The share that a workload bears of its platform is half of it.
    expect(local).toBeGreaterThan(1.3 * (assessProfile(profile([kept, sent])).workloads[0]?.cost?.recommended?.expected ?? Infinity));
  });
});

describe('what reports say of the month', () => {
  const line = (workloads: readonly object[]): string | undefined => organisationLine(assessProfile(profile(workloads)), 'en');

  it('names each way, also one that is not known or not possible', () => {
    expect(line([extraction('one', { api: [{ provider: 'nobody', model: 'no-such-model' }] })])).toMatch(/; all LOCAL \$.*; all API not known$/);
    expect(line([extraction('one', { house_rules: ['inside_only'] })])).toMatch(/^A month: as recommended \$.*; all LOCAL \$.*; all API not possible$/);
    // The page says of each workload what the line says of all.
    const page = renderHtml([assessProfile(profile([extraction('one', { house_rules: ['inside_only'] }), extraction('two', { api: [{ provider: 'nobody', model: 'no-such-model' }] })]))], 'en');
    expect([...page.matchAll(/class="of-api">[^<]*<\/th><td><span class="soft">([^<]*)</g)].map(([, words]) => words)).toEqual(['not possible', 'not known']);
  });

  it('says why what is recommended costs more than each side alone', () => {
    const range = (expected: number) => ({ low: expected, expected, high: expected, evidence: 'derived' as const });
    const assessment = assessProfile(profile([extraction('one')]));
    const said = (recommended: number, second: number | null, language: 'en' | 'zh' = 'en'): readonly string[] => {
      const cost = { currency: 'USD' as const, local: range(64_000), api: range(58_000), recommended: range(recommended), second_stack: second === null ? null : range(second), shared: [] };
      return sharedLines({ ...assessment, organisation: { ...assessment.organisation, cost } }, language);
    };
    expect(said(73_000, 9_000)).toEqual(['What is recommended costs more than either side alone, since two platforms have to be run: the split is made for other reasons than cost.']);
    expect(said(73_000, 9_000, 'zh')).toEqual(['按建议的成本高于任何一方单独运行的成本，因为要同时运行两套平台：分流是出于成本以外的考虑。']);
    for (const nothing of [said(60_000, 9_000), said(73_000, null)]) expect(nothing).toEqual([]);
  });

  it('does not promise a break-even by growth that the outlook does not see', () => {
    const traffic = { requests_per_day: 1_400_000, input_tokens: 1000, output_tokens: 100, peak_factor: 3, growth_per_year: 1 };
    const workload = of({ ...OWN, traffic }) as AssessedWorkload & { cost: NonNullable<AssessedWorkload['cost']> };
    const found = { ...workload.cost.break_even, status: 'at' as const, years_until: 0.24 };
    const outlook = (cheapest: 'local' | 'api'): NonNullable<typeof workload.cost.outlook> => {
      const { outlook: stated } = workload.cost;
      if (stated === null) throw new Error('no outlook');
      return { ...stated, months: stated.months.map((one) => ({ ...one, cheapest })) };
    };
    const said = (cheapest: 'local' | 'api'): string | undefined => breakEvenLine(workload, { ...workload.cost, break_even: found, outlook: outlook(cheapest) }, 'en')[0];
    expect(said('local')).toContain('; at your growth and the prices of today in 3 months');
    expect(said('local')).not.toContain('assumed below');
    expect(said('api')).toContain('in 3 months, but not while API prices fall as assumed below');
  });
});

describe('requests of no tokens', () => {
  it('are as good as not stated, and leave no range out', () => {
    const nothing = assessProfile(profile([extraction('one', { traffic: { requests_per_day: 5000, input_tokens: 0, output_tokens: 0 } })]));
    const open = assessProfile(profile([extraction('one', { traffic: { requests_per_day: 5000 } })]));
    expect(nothing.organisation.cost).toEqual(open.organisation.cost);
    expect(nothing.warnings.map(({ text }) => text).join()).toContain('0 tokens in and 0 out is no request');
  });

  it('are nothing strange of tasks that are not made of tokens', () => {
    const images = assessProfile(profile([{ id: 'one', task: 'text-to-image', traffic: { requests_per_day: 10, input_tokens: 0, output_tokens: 0 } }]));
    expect(images.warnings.map(({ text }) => text).join()).not.toContain('is no request');
  });
});

describe('moving', () => {
  it('has a price and, where it saves money, a payback', () => {
    const workload = of({ runs_today: 'local' });
    expect(workload.recommendation).toBe('api');
    expect(workload.cost?.moving?.up_front_usd.expected).toBeGreaterThan(0);
    expect(workload.cost?.moving?.payback_months).toBeGreaterThan(0);
  });

  it('saves machines that are still missing beside those that are there', () => {
    const short = { traffic: { requests_per_day: 400_000, input_tokens: 4000, output_tokens: 900, peak_factor: 3 }, runs_today: 'local', api: [{ provider: 'openai', model: 'gpt-6-luna' }] };
    const machines = { model: 'llama-3.3-70b', gpu: 'h100-sxm', count: 4, place: 'on_premises' };
    const saved = (owned: boolean): { readonly saving: number; readonly running: number; readonly purchase: number } => {
      const { cost, recommendation } = of({ ...short, local: [{ ...machines, owned }] });
      expect(recommendation).toBe('api');
      const lines = (side: string, sunk: readonly string[]): number => (cost?.lines ?? []).filter((one) => one.side === side && !sunk.includes(one.id)).reduce((usd, one) => usd + one.usd_per_month.expected, 0);
      const sunk = ['setup', 'purchase'];
      return { saving: cost?.moving?.saving_usd_per_month.expected ?? 0, running: lines('local', sunk) - lines('api', sunk), purchase: lines('local', ['setup']) - lines('local', sunk) };
    };
    const [missing, there] = [saved(true), saved(false)];
    expect(missing.purchase).toBeGreaterThan(0);
    expect(missing.saving).toBeCloseTo(missing.running + missing.purchase, 1);
    // Where nobody says what is there, it runs on what was bought.
    expect(there.saving).toBeCloseTo(there.running, 1);
  });
});
