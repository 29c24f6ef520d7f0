/** What GPUs cost by where they stand: remembered, and within bounds. */
import { describe, expect, test } from 'vitest';
import { optionCost } from '../../src/cost/option-cost.js';
import { pricesAt } from '../../src/cost/tariff.js';
import { basis, demand, option, trafficClass } from './situations.js';

describe('prices of machines', () => {
  test('are remembered of each place, and given up before strangers fill the memory with pairs of countries', () => {
    const own = { ...basis };
    const here = pricesAt('on_premises', 'CN', 'US', own);
    expect(pricesAt('on_premises', 'CN', 'US', own)).toBe(here);
    expect(pricesAt('on_premises', 'CN', 'DE', own)).not.toBe(here);
    expect(pricesAt('on_premises', 'CN', 'US', { ...basis })).not.toBe(here);
    for (let i = 0; i < 1000; i += 1) pricesAt('on_premises', `place ${i}`, 'US', own);
    expect(pricesAt('on_premises', 'CN', 'US', own)).not.toBe(here);
  });

  test('given up make no difference to what an option costs', () => {
    const own = { ...basis };
    const usdPerMonth = (): unknown => {
      const cost = optionCost({
        option: option({ model: 'llama-3.3-70b', place: 'on_premises' }), trafficClass: trafficClass({ latency: 'batch' }), demand: demand(20_000),
        organisation: { name: 'Test', country: 'US' }, platformShare: 1,
      }, own);
      return cost.status === 'known' ? cost.usdPerMonth : cost;
    };
    const before = usdPerMonth();
    for (let i = 0; i < 1000; i += 1) pricesAt('on_premises', `place ${i}`, 'US', own);
    expect(usdPerMonth()).toEqual(before);
  });
});
