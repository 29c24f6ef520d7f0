// What a reader sees in place of a path and of the name of a level.
import { describe, expect, it } from 'vitest';
import { fieldTitle, fieldValue } from '../../src/assess/field-words.js';
import type { AssessContext } from '../../src/assess/context.js';
import { builtInRulebook } from '../../src/rules/builtin.js';

const context = (language: 'en' | 'zh'): AssessContext => ({ language, asOf: '2026-11-23', seed: 1, rulebook: builtInRulebook() }) as unknown as AssessContext;
const profile = { workloads: [{ id: 'mail' }, { id: 'chat', name: 'Support chat', classes: [{ id: 'hard', share: 1 }] }] };

describe('a field of a profile', () => {
  it.each([
    [['budget'], 'budget', '预算'],
    [['organisation', 'annual_revenue_usd'], 'the yearly revenue', '年收入'],
    [['workloads', 1], '“Support chat”', '“Support chat”'],
    [['workloads', 0, 'data'], '“mail”, the data', '“mail”的数据'],
    [['workloads', 1, 'traffic', 'peak_factor'], '“Support chat”, the peak factor', '“Support chat”的高峰系数'],
    [['workloads', 1, 'classes', 0, 'terms'], '“Support chat”, “hard”, contract terms', '“Support chat”的“hard”的合同条款'],
    [['workloads', 0, 'local', 2], '“mail”, local[2]', '“mail”的local[2]'],
  ] as const)('%j is named', (path, en, zh) => {
    expect(fieldTitle(path, profile as never, context('en'))).toBe(en);
    expect(fieldTitle(path, profile as never, context('zh'))).toBe(zh);
  });

  it.each([
    [['budget'], 'tight', 'tight', '紧张'],
    [['workloads', 0, 'house_rules'], ['in_country', 'domestic_chips'], 'The data must stay in the country and Domestic chips only', '数据不得出境、只用国产芯片'],
    [['workloads', 0, 'house_rules'], undefined, 'none', '无'],
    [['workloads', 0, 'data', 'contains'], [], 'none', '无'],
    [['organisation', 'kind'], 'law_firm', 'a law firm', '律师事务所'],
    [['organisation', 'annual_revenue_usd'], 1234567.5, '1,234,567.5', '1,234,567.5'],
    [['budget'], { usd_per_month: 5 }, '{"usd_per_month":5}', '{"usd_per_month":5}'],
    [['terms'], undefined, 'not stated', '未填写'],
  ] as const)('%j with %j is said', (path, value, en, zh) => {
    expect(fieldValue(path, value, context('en'))).toBe(en);
    expect(fieldValue(path, value, context('zh'))).toBe(zh);
  });
});
