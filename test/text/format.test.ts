import { describe, expect, it } from 'vitest';
import { formatDate, formatFrequency, formatList, formatMoney, formatNumber, formatShare, formatSplit, formatThousandths, formatValue, formatWeight } from '../../src/text/format.js';

describe('shares', () => {
  it.each([
    [0, '0%'], [0.001, '<1%'], [0.005, '1%'], [0.3, '30%'], [0.285, '29%'], [0.996, '>99%'], [0.99, '99%'], [1, '100%'],
  ])('%d is %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  it('of a split add up to 100, and hide no side', () => {
    expect(formatSplit({ local: 0.125, api: 0.875 })).toEqual({ local: '13%', api: '87%' });
    expect(formatSplit({ local: 0.999, api: 0.001 })).toEqual({ local: '>99%', api: '<1%' });
    expect(formatSplit({ local: 1, api: 0 })).toEqual({ local: '100%', api: '0%' });
    expect(formatSplit({ local: 0.5, api: 0.2 })).toEqual({ local: '50%', api: '20%' });
  });
});

describe('frequencies', () => {
  it.each([
    [1, 'all', '全部'], [0.98, 'nearly all', '几乎全部'], [0.95, 'about 19 of 20', '约九成五'], [0.874, 'about 9 of 10', '约九成'],
    [0.62, 'about 6 of 10', '约六成'], [0.5, 'about half of the', '约一半'], [0.21, 'about 2 of 10', '约两成'], [0.02, 'fewer than 1 of 20', '不到半成'], [0, 'none', '零成'],
  ])('%d reads as a count', (share, en, zh) => {
    expect(formatFrequency(share, 'en')).toBe(en);
    expect(formatFrequency(share, 'zh')).toBe(zh);
  });
});

it('numbers have no digits that nobody knows', () => {
  expect([8000, 1_250_000, 12.7, 3.14159, 0].map((value) => formatNumber(value, 'en'))).toEqual(['8,000', '1,250,000', '13', '3.1', '0']);
});

it('money names its currency as a reader of the language expects', () => {
  expect(formatMoney(1234.5, 'USD', 'en')).toBe('$1,235');
  expect(formatMoney(12.5, 'USD', 'zh')).toBe('US$12.50');
  expect(formatMoney(1200, 'CNY', 'zh')).toBe('¥1,200');
});

it('dates are words, and what is no date stays', () => {
  expect(formatDate('2025-11-23', 'en')).toBe('23 November 2025');
  expect(formatDate('2026-01-07', 'zh')).toBe('2026年1月7日');
  expect(formatDate('soon', 'en')).toBe('soon');
});

it('lists read as in a sentence', () => {
  expect(formatList(['a', 'b', 'c'], 'en')).toBe('a, b and c');
  expect(formatList(['甲', '乙', '丙'], 'zh')).toBe('甲、乙、丙');
  expect(formatList([], 'en')).toBe('');
});

it('the numbers of a derivation have just the digits that add up', () => {
  expect([0.5, 0.455, 1].map(formatValue)).toEqual(['0.50', '0.455', '1.00']);
  expect([58, -100, 0].map(formatThousandths)).toEqual(['+0.058', '-0.100', '0.000']);
  expect([1 / 6, 0.25].map(formatWeight)).toEqual(['16.7%', '25%']);
});
