/** The arithmetic of machines against published reckonings. */
import { describe, expect, test } from 'vitest';
import { annuity, energyPerYear, HOURS_PER_YEAR, payback, purchasePerYear, sinkingFund, usdPerMillionTokens } from '../../src/cost/hosting.js';
import { listOnDay, requestCost } from '../../src/cost/price.js';
import { one, usage } from './situations.js';

describe('a year of a server of eight H100 (research notes on cost, section 7)', () => {
  const purchase = purchasePerYear(350_000, { rate: 0.08, years: 4, residualShare: 0 });
  const maintenance = 350_000 * 0.05;
  const power = energyPerYear(10.2, 0.65, 1.54) * 0.12;
  const staff = 0.5 * 220_000;

  test('annuity of 8 % over 4 years is 0.3019', () => expect(annuity(0.08, 4)).toBeCloseTo(0.3019, 4));
  test('write-off and interest: 105.7 thousand dollars', () => expect(purchase / 1000).toBeCloseTo(105.7, 1));
  test('electricity: 10.7 thousand', () => expect(power / 1000).toBeCloseTo(10.7, 1));
  test('243.9 thousand in all, 3.48 dollars per GPU and hour, 45 % of it staff', () => {
    const all = purchase + maintenance + power + staff;
    expect(all / 1000).toBeCloseTo(243.9, 1);
    expect(all / (8 * HOURS_PER_YEAR)).toBeCloseTo(3.48, 2);
    expect(staff / all).toBeCloseTo(0.45, 2);
    expect((all - staff) / (8 * HOURS_PER_YEAR)).toBeCloseTo(1.91, 2);
  });
  test('power of 8 × 700 W × 1.4 at 10 cents: 6,868 dollars a year', () => expect((8 * 0.7 * 1.4) * HOURS_PER_YEAR * 0.1).toBeCloseTo(6868, 0));
  test('what it will be worth lowers it, and all of it leaves the interest', () => {
    expect(purchasePerYear(100, { rate: 0.08, years: 4, residualShare: 1 })).toBeCloseTo(8, 10);
    expect(annuity(0.08, 4) - sinkingFund(0.08, 4)).toBeCloseTo(0.08, 12);
    expect(annuity(0, 4)).toBe(0.25);
  });
});

describe('Pan, Chodnekar, Roy, Wang: months until a purchase has paid (arXiv 2509.18101v3, table IV), with 176 hours a month', () => {
  // Section 6.1 of the notes: the text says 160 hours, the capacities of table III follow from 176. The column on Gemini contradicts its own price.
  const HOURS = 176;
  const MODELS = {
    'Kimi-K2': { gpus: 16, watts: 400, tps: 800, capex: 240_000, mtok: 506.9 },
    'GLM-4.5': { gpus: 6, watts: 400, tps: 400, capex: 90_000, mtok: 253.4 },
    'Qwen3-235B': { gpus: 4, watts: 400, tps: 400, capex: 60_000, mtok: 253.4 },
    'gpt-oss-120B': { gpus: 2, watts: 400, tps: 220, capex: 30_000, mtok: 139.4 },
    'GLM-4.5-Air': { gpus: 2, watts: 400, tps: 200, capex: 30_000, mtok: 126.7 },
    'Llama-3.3-70B': { gpus: 1, watts: 400, tps: 190, capex: 15_000, mtok: 120.4 },
    'EXAONE-32B': { gpus: 1, watts: 575, tps: 200, capex: 2000, mtok: 126.7 },
    'Qwen3-30B': { gpus: 1, watts: 575, tps: 180, capex: 2000, mtok: 114 },
    'Magistral': { gpus: 1, watts: 575, tps: 150, capex: 2000, mtok: 95 },
  } as const;
  const APIS = { 'GPT-5': [1.25, 10], 'Opus 4': [15, 75], 'Sonnet 4': [3, 15], 'Grok-4': [3, 15] } as const;
  type ModelName = keyof typeof MODELS;
  type ApiName = keyof typeof APIS;

  function months(model: ModelName, api: ApiName): number {
    const { gpus, watts, tps, capex } = MODELS[model];
    const [input, output] = APIS[api];
    const tokens = tps * HOURS * 3600;
    const bill = requestCost(listOnDay({ input_mtok: input, output_mtok: output }, '2025-09-01', { source: 'test', date: '2025' }), usage({ inputTokens: one(tokens / 3), outputTokens: one((2 * tokens) / 3) }));
    if (bill.status !== 'known') throw new Error('no price');
    const electricity = ((gpus * watts) / 1000) * HOURS * 0.15;
    return payback(capex, bill.usdPerRequest.expected - electricity)!;
  }

  test.each(Object.entries(MODELS))('%s: millions of tokens a month', (_, { tps, mtok }) => {
    expect((tps * HOURS * 3600) / 1e6).toBeCloseTo(mtok, 0);
  });

  test.each([
    ['Kimi-K2', 'Opus 4', 8.7, 8.66], ['GLM-4.5', 'Opus 4', 6.5, 6.49], ['GLM-4.5', 'Sonnet 4', 32.8, 33.03], ['Qwen3-235B', 'Opus 4', 4.3, 4.32],
    ['Qwen3-235B', 'Grok-4', 21.8, 21.85], ['gpt-oss-120B', 'GPT-5', 30.9, 31.05], ['gpt-oss-120B', 'Opus 4', 3.9, 3.92], ['gpt-oss-120B', 'Grok-4', 19.8, 19.84],
    ['GLM-4.5-Air', 'GPT-5', 34, 34.23], ['GLM-4.5-Air', 'Opus 4', 4.3, 4.32], ['GLM-4.5-Air', 'Sonnet 4', 21.8, 21.85], ['GLM-4.5-Air', 'Grok-4', 21.8, 21.85],
    ['Llama-3.3-70B', 'GPT-5', 17.8, 17.81], ['Llama-3.3-70B', 'Opus 4', 2.3, 2.27], ['Llama-3.3-70B', 'Grok-4', 11.4, 11.42],
    ['EXAONE-32B', 'GPT-5', 2.26, 2.27], ['EXAONE-32B', 'Opus 4', 0.3, 0.29], ['EXAONE-32B', 'Sonnet 4', 1.4, 1.45], ['EXAONE-32B', 'Grok-4', 1.4, 1.45],
    ['Qwen3-30B', 'GPT-5', 2.5, 2.52], ['Magistral', 'GPT-5', 3, 3.04], ['Magistral', 'Opus 4', 0.4, 0.38], ['Magistral', 'Sonnet 4', 1.9, 1.94], ['Magistral', 'Grok-4', 1.9, 1.94],
  ] as const)('%s against %s: %f months published, %f recomputed', (model, api, published, recomputed) => {
    const result = months(model, api);
    expect(result).toBeCloseTo(recomputed, 2);
    expect(Math.abs(result / published - 1)).toBeLessThan(0.05);
  });
});

describe('Lenovo LP2225, May 2025: a server against renting', () => {
  test('833,806 dollars against 98.32 less 0.87 an hour: 8,556 hours', () => expect(payback(833_806, 98.32 - 0.87)).toBeCloseTo(8556, 0));
  test('at the price since 2025, 55.04: 15,393 hours', () => expect(payback(833_806, 55.04 - 0.87)).toBeCloseTo(15_393, -0.5));
  test('what saves nothing never pays', () => expect(payback(1000, 0)).toBeUndefined());
});

describe('dollars for a million tokens (silybench-data, CC BY 4.0)', () => {
  test('2.69 an hour at 15,103.48 tokens a second', () => expect(usdPerMillionTokens(2.69, 15_103.48)).toBeCloseTo(0.049474, 6));
  test('6.57 an hour at 3,653.10', () => expect(usdPerMillionTokens(6.57, 3653.1)).toBeCloseTo(0.499576, 6));
});
