/** A portfolio is summed up brief by brief, and the sums are those of all briefs together. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Portfolio } from '../../src/assess/summary.js';
import type { AssessContext } from '../../src/assess/context.js';
import type { Brief } from '../../src/assessment/brief.js';
import { summaryJsonSchema } from '../../src/assessment/json-schema.js';
import { summarySchema, type PortfolioSummary } from '../../src/assessment/summary.js';
import { FIRMNESS, RECOMMENDATIONS } from '../../src/assessment/terms.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { NO_OVERRIDES } from '../../src/cost/price-file.js';
import { builtInRulebook } from '../../src/rules/builtin.js';
import { renderSummaryMarkdown, renderSummaryTable } from '../../src/report/summary.js';
import { DEFAULT_OPTIONS } from '../../src/report/options.js';
import { displayWidth } from '../../src/report/layout/width.js';
import { AS_OF } from './assess-text.js';

const context: AssessContext = { language: 'en', asOf: AS_OF, seed: 1, rulebook: builtInRulebook(), catalogue: builtInCatalogue() };
const RULES = context.rulebook.gates.slice(0, 14).map(({ rule }) => rule);

const usd = fc.option(fc.integer({ min: 0, max: 100_000_000 }).map((cents) => cents / 100));
const cost = fc.option(fc.record({ currency: fc.constant('USD' as const), local: usd, api: usd, recommended: usd }));
const workload = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  recommendation: fc.constantFrom(...RECOMMENDATIONS),
  firmness: fc.option(fc.constantFrom(...FIRMNESS)),
  split: fc.constant(null),
  lead: fc.constant(null),
  decided_by: fc.subarray(RULES),
  next_question: fc.option(fc.constantFrom('terms', 'team_strength', 'w.data.contains', 'org.country')),
  cost,
  warnings: fc.nat(3),
});
const brief: fc.Arbitrary<Brief> = fc.record({
  schema: fc.constant('ai-path/brief@1' as const),
  source: fc.constant('p.ndjson'),
  line: fc.integer({ min: 1 }),
  name: fc.string(),
  recommendation: fc.constantFrom(...RECOMMENDATIONS),
  split: fc.constant(null),
  split_basis: fc.constant('workloads' as const),
  cost,
  workloads: fc.array(workload, { minLength: 1, maxLength: 3 }),
  warnings: fc.nat(3),
});

function summed(briefs: readonly Brief[], failed = 0): PortfolioSummary {
  const portfolio = new Portfolio();
  for (const one of briefs) portfolio.add(one);
  for (let index = 0; index < failed; index += 1) portfolio.fail('p.ndjson', index + 1);
  return portfolio.summary(context);
}

describe('the summary of a portfolio', () => {
  const validate = new Ajv2020({ strict: true, formats: { date: true } }).compile({ ...summaryJsonSchema() });

  it('is accepted by its published schema', () => {
    fc.assert(
      fc.property(fc.array(brief), fc.nat(30), (briefs, failed) => {
        const summary = summed(briefs, failed);
        expect(summarySchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
        expect(validate(summary), JSON.stringify(validate.errors)).toBe(true);
      }),
    );
  });

  it('counts every workload once, whatever is counted', () => {
    fc.assert(
      fc.property(fc.array(brief), (briefs) => {
        const { workloads, recommendations, spend, profiles } = summed(briefs);
        const all = briefs.flatMap((one) => one.workloads);
        expect(profiles.assessed).toBe(briefs.length);
        expect(workloads).toBe(all.length);
        expect(recommendations.reduce((sum, one) => sum + one.workloads, 0)).toBe(all.length);
        expect(spend.compared.workloads + spend.no_volume + spend.not_known).toBe(all.length);
        for (const { recommendation, firmness } of recommendations) {
          for (const one of FIRMNESS) expect(firmness[one]).toBe(all.filter((each) => each.recommendation === recommendation && each.firmness === one).length);
        }
      }),
    );
  });

  it('counts rules and questions, the commonest first', () => {
    fc.assert(
      fc.property(fc.array(brief), (briefs) => {
        const { decided_by: rules, decided_by_no_rule: none, next_questions: questions, nothing_to_ask: nothing } = summed(briefs);
        const all = briefs.flatMap((one) => one.workloads);
        for (const { rule, workloads } of rules) expect(workloads).toBe(all.filter((one) => one.decided_by.includes(rule)).length);
        for (const { id, workloads } of questions) expect(workloads).toBe(all.filter((one) => one.next_question === id).length);
        expect(none).toBe(all.filter((one) => one.decided_by.length === 0).length);
        expect(nothing).toBe(all.filter((one) => one.next_question === null).length);
        expect(rules.map((one) => one.workloads)).toEqual(rules.map((one) => one.workloads).sort((a, b) => b - a));
      }),
    );
  });

  it('is the same in any order of the profiles, to the cent', () => {
    fc.assert(fc.property(fc.array(brief), (briefs) => { expect(summed([...briefs].reverse())).toEqual(summed(briefs)); }));
  });

  it('sums what organisations pay, only where it is known, and compares only where all three amounts are', () => {
    const [first] = fc.sample(brief, 1) as [Brief];
    const [one] = first.workloads as [Brief['workloads'][number]];
    const costs = [{ local: 0.1, api: 0.2, recommended: 0.1 }, { local: 0.2, api: 0.1, recommended: 0.2 }, { local: null, api: 5, recommended: 5 }, null];
    const briefs = costs.map((amounts): Brief => {
      const known = amounts === null ? null : { currency: 'USD' as const, ...amounts };
      return { ...first, cost: known, workloads: [{ ...one, cost: known }, { ...one, id: 'other', cost: { currency: 'USD', local: 1, api: 1, recommended: 1 } }] };
    });
    expect(summed(briefs).spend).toEqual({
      currency: 'USD',
      compared: { organisations: 2, workloads: 4, local: 0.3, api: 0.3, recommended: 0.3 },
      recommended: { organisations: 3, workloads: 6, usd_per_month: 5.3 },
      no_volume: 1,
      not_known: 3,
    });
  });

  it('names the rules, the data and the prices that it rests on, in every format', () => {
    const prices = { source: 'own.yaml', sha256: 'a'.repeat(64) };
    for (const language of ['en', 'zh'] as const) {
      const summary = new Portfolio().summary({ ...context, language, prices: { ...NO_OVERRIDES, file: prices } });
      expect(summary.prices).toEqual(prices);
      expect(summary.packs.map(({ id }) => id)).toEqual(context.rulebook.packs.map(({ id }) => id));
      expect(summary.data.map(({ id }) => id)).toEqual(Object.keys(context.catalogue.asOf));
      const [table, markdown] = [renderSummaryTable(summary, { ...DEFAULT_OPTIONS, language }).replace(/\s+/g, ' '), renderSummaryMarkdown(summary, language)];
      for (const part of ['own.yaml aaaaaaaaaaaa', 'article 1.']) expect(table).toContain(part);
      for (const part of ['`own.yaml`', prices.sha256, summary.packs[0]?.sha256 ?? 'none', summary.data[0]?.as_of ?? 'none']) expect(markdown).toContain(part);
    }
    expect(summed([])).not.toHaveProperty('prices');
  });

  it('says that nothing was assessed, without tables of nothing', () => {
    const nothing = summed([], 2);
    expect(renderSummaryTable(nothing, DEFAULT_OPTIONS)).toContain('\n\nNothing was assessed.\n\nNot assessed: 2 profiles');
    expect(renderSummaryTable(nothing, DEFAULT_OPTIONS)).not.toContain('How firm');
    expect(renderSummaryMarkdown(nothing, 'zh')).toContain('\n\n没有评估任何档案。\n\n');
  });

  it('explains why rules decide more workloads than they fix, where some decide a class only', () => {
    const [first] = fc.sample(brief, 1) as [Brief];
    const [one] = first.workloads as [Brief['workloads'][number]];
    const decided = (firmness: 'gate' | 'likely'): string => renderSummaryTable(summed([{ ...first, workloads: [{ ...one, recommendation: 'hybrid', firmness, decided_by: RULES.slice(0, 1) }] }]), DEFAULT_OPTIONS);
    expect(decided('likely').replace(/\s+/g, ' ')).toContain('A rule counts where it decides for any class');
    expect(decided('gate')).not.toContain('A rule counts');
  });

  it('names the first failures, and counts all', () => {
    const { profiles } = summed([], 25);
    expect(profiles).toMatchObject({ assessed: 0, failed: 25 });
    expect(profiles.first_failed.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('never takes more columns than there are, and every table of the markdown has a heading row', () => {
    fc.assert(
      fc.property(fc.array(brief, { minLength: 1 }), fc.constantFrom('en' as const, 'zh' as const), fc.integer({ min: 24, max: 120 }), (briefs, language, width) => {
        const portfolio = new Portfolio();
        for (const one of briefs) portfolio.add(one);
        const summary = portfolio.summary({ ...context, language });
        for (const line of renderSummaryTable(summary, { ...DEFAULT_OPTIONS, language, width }).split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(renderSummaryMarkdown(summary, language)).toMatch(/^# .+\n\n\| .+\n\| -+/);
      }),
      { numRuns: 40 },
    );
  });
});
