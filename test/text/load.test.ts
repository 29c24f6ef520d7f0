/** Sentences on the load and the time to come: differences that are worth saying, and volumes that rise or fall. */
import { describe, expect, test } from 'vitest';
import { besideUsd, formatRough, formatUsd } from '../../src/text/format.js';
import { LOAD_TEXTS } from '../../src/text/load.js';
import { MONEY_TEXTS } from '../../src/text/money.js';

const words = { name: undefined, gpus: '3 × X', requestsPerSecond: 4, share: 0.9, hours: 10, saving: 9000, second: 10_000, net: -1000, usd: 9400, ratio: 0.5, nextUse: 0.1, side: 'local' } as const;

describe('a difference', () => {
  test('is told in the digits of what it stands beside', () => {
    expect([besideUsd(34, 9400), besideUsd(9437, 10_000), besideUsd(-640, 9400), besideUsd(5, 0)]).toEqual([0, 9000, -600, 5]);
  });
  test('that is nothing beside its range is said as that', () => {
    expect(LOAD_TEXTS.en.status.other_criteria({ ...words, net: 0 })).toContain('$9,400 a month, about as much as the cheaper side alone');
    expect(LOAD_TEXTS.en.status.not_worth(words)).toContain('$9,000 a month, but the people of a second platform cost $10,000: $1,000 short');
    expect(LOAD_TEXTS.en.status.not_worth({ ...words, saving: 10_000, net: 0 })).toContain('nothing is left');
    expect(LOAD_TEXTS.zh.status.other_criteria({ ...words, net: 0 })).toContain('与较便宜的单一方案相当');
  });
});

describe('look again', () => {
  test('says which way would replace which, and whether the traffic has to grow or to fall', () => {
    expect(LOAD_TEXTS.en.lookAgain('2027-05-01', { from: 'api', to: 'local' }, { requests: 110_000, more: false, to: 'api' }))
      .toBe('Look again by 1 May 2027, when LOCAL becomes the cheapest in place of the API, or once the traffic falls to about 110,000 requests a day, where the API is the cheapest at the prices of today');
    expect(LOAD_TEXTS.en.lookAgain('2027-05-01', undefined, { requests: 2e6, more: true, to: 'split' })).toContain('once the traffic grows to about 2 million requests a day');
    expect(LOAD_TEXTS.zh.lookAgain('2027-05-01', undefined, { requests: 2e6, more: false, to: 'split' })).toBe('最迟于2027年5月1日重新评估；或用量降至每天约 200 万次请求时（按现价分流最便宜）');
    expect(LOAD_TEXTS.en.lookAgain('2027-05-01', undefined, undefined)).toBe('Look again by 1 May 2027');
  });
});

test('large numbers have words in both languages, money too', () => {
  expect([950_000, 1.2e6, 3.4e9, 1.7e13].map((value) => formatRough(value, 'en'))).toEqual(['950,000', '1.2 million', '3.4 billion', '17 trillion']);
  expect([950_000, 1.2e6, 3.4e9, 1.7e13].map((value) => formatRough(value, 'zh'))).toEqual(['95 万', '120 万', '34 亿', '17 万亿']);
  expect([formatUsd(1.7e13, 'en'), formatUsd(1.7e13, 'zh'), formatUsd(-12_345, 'zh'), formatUsd(120, 'zh')]).toEqual(['$17 trillion', '17 万亿美元', '-1.2 万美元', '120 美元']);
});

test('a break-even that only the best case has says so', () => {
  const found = { requests: undefined, low: undefined, high: undefined, position: undefined, years: undefined, outrun: false, again: false, part: undefined };
  expect(MONEY_TEXTS.en.breakEven('never', 'at', 'never', found)).toMatch(/^Break-even: none; .+ \(best case: there is one; worst case: none\)$/);
  expect(MONEY_TEXTS.en.breakEven('at', 'at', 'never', { ...found, requests: 160_000, low: 74_000, part: 'Chat' })).toBe('Break-even for “Chat”, its busiest class: LOCAL gets cheaper from about 160,000 requests a day on (best case: from about 74,000 a day; worst case: none)');
});

test('a break-even beyond which further GPUs cost the lead again says so', () => {
  const found = { requests: 340_000, low: 26_000, high: undefined, position: 1.02, years: undefined, outrun: false, again: true, part: undefined };
  expect(MONEY_TEXTS.en.breakEven('at', 'at', 'never', found)).toBe('Break-even: LOCAL first gets cheaper at about 340,000 requests a day; you are at 1x; at higher volumes a further GPU can make the API cheaper again (best case: first at about 26,000 a day; worst case: none)');
  expect(MONEY_TEXTS.zh.breakEven('at', 'at', 'never', found)).toBe('盈亏平衡点：每天约 34 万次请求时自部署首次更便宜；目前为其 1 倍；用量更高时，增加 GPU 可能使 API 重新变得更便宜（最有利时：每天约 2.6 万次时；最不利时：不存在）');
  expect(MONEY_TEXTS.en.breakEven('always', 'always', 'always', found)).toBe('Break-even: LOCAL is cheaper from the first request on; at higher volumes a further GPU can make the API cheaper again');
});
