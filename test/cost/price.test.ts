/** What a request costs behind an API: the price that holds, its tiers, caches and discounts. */
import { calcPrice } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostedCost, listOnDay, priceOf, requestCost, type PriceList } from '../../src/cost/price.js';
import { requestsFromBill } from '../../src/cost/demand.js';
import { basis, catalogue, one, usage } from './situations.js';

const list = (provider: string, model: string, on = basis): PriceList => priceOf(provider, model, catalogue.findApi(model, provider), on)!;
const cost = (prices: PriceList, changes: Parameters<typeof usage>[0] = {}): number => {
  const result = requestCost(prices, usage(changes));
  if (result.status !== 'known') throw new Error(`missing ${result.missing}`);
  return result.usdPerRequest.expected;
};

describe('the same as the table itself', () => {
  // Research notes on cost, section 1.1: the tier holds for the whole request, and input counts cached tokens.
  test.each([
    ['openai', 'gpt-4o', 1000, 300, 0],
    ['openai', 'gpt-6-luna', 300_000, 1000, 0.5],
    ['google', 'gemini-3.1-pro-preview', 250_000, 1000, 0],
    ['google', 'gemini-2.5-pro', 200_000, 1000, 0],
    ['google', 'gemini-2.5-pro', 200_001, 1000, 0.25],
    ['anthropic', 'claude-haiku-4-5', 4000, 200, 0.9],
    ['minimax', 'minimax-m3', 600_000, 500, 0.4],
  ])('%s %s with %i tokens in, %i out, %f cached', (provider, model, input, output, cached) => {
    const expected = calcPrice({ input_tokens: input, output_tokens: output, cache_read_tokens: input * cached }, model, { providerId: provider, timestamp: new Date('2026-11-23') });
    const ours = cost(list(provider, model), { inputTokens: one(input), outputTokens: one(output), cachedInputShare: one(cached) });
    expect(ours).toBeCloseTo(expected!.total_price, 10);
  });
});

describe('prices by date and hour', () => {
  test('Gemini 3.8 Flash costs twice as much from 2027 on', () => {
    const before = cost(list('google', 'gemini-3.8-flash', { ...basis, asOf: '2026-12-31' }));
    expect(cost(list('google', 'gemini-3.8-flash', { ...basis, asOf: '2027-01-01' }))).toBeCloseTo(2 * before, 12);
  });

  test('prices of some hours are the high end, and count in the mean by their share of the day', () => {
    const prices = listOnDay([
      { prices: { input_mtok: 1, output_mtok: 1 } },
      { constraint: { type: 'time_of_date', start_time: '01:00:00Z', end_time: '04:00:00Z' }, prices: { input_mtok: 3, output_mtok: 3 } },
      { constraint: { type: 'time_of_date', start_time: '06:00:00Z', end_time: '09:00:00Z' }, prices: { input_mtok: 3, output_mtok: 3 } },
    ], '2026-11-23', { source: 'test', date: '2026-11-23' });
    const result = requestCost(prices, usage({ inputTokens: one(1e6), outputTokens: one(0) }));
    expect(result).toMatchObject({ status: 'known', usdPerRequest: { low: 1, expected: 1.5, high: 3 } });
  });
});

describe('which price holds', () => {
  test('a page of the maker that differs from the table wins over it', () => {
    // apis.yaml cites the maker: 0.8 yuan; the table has 0.055 dollars.
    expect(list('zhipu', 'glm-5.3-flash').amounts.per_million_input_tokens).toBeCloseTo(0.8 / 7.25, 12);
  });

  test('a page that agrees with the table takes over the price of cached tokens', () => {
    expect(list('anthropic', 'claude-opus-5-5').amounts.per_million_cached_input_tokens).toBe(0.2);
  });

  test('Chinese prices are converted by the dated rate, which the reader may replace', () => {
    expect(list('zhipu', 'glm-5.3').amounts.per_million_input_tokens).toBeCloseTo(8 / 7.25, 12);
    const own = { prices: [], rental: {}, gpus: {}, figures: {}, rates: { CNY: 8 } };
    expect(list('zhipu', 'glm-5.3', { ...basis, overrides: own }).amounts.per_million_input_tokens).toBe(1);
  });

  test('an unknown model has no price, and not a price of nothing', () => {
    expect(priceOf('openai', 'no-such-model', undefined, basis)).toBeUndefined();
  });

  test('a price that another unit lacks is missing, and not nothing', () => {
    expect(requestCost(list('openai', 'gpt-4o'), usage({ task: 'image-to-3d', units: one(1), tokensKnown: false }))).toEqual({ status: 'unknown', missing: 'per_generation' });
  });

  test('3D objects are priced by the piece', () => {
    expect(cost(list('tripo', 'tripo-h3.1'), { task: 'image-to-3d', units: one(2), tokensKnown: false })).toBeCloseTo(0.6, 12);
  });

  test('an hour of speech is sixty minutes', () => {
    expect(cost(list('openai', 'whisper-1'), { task: 'asr', units: one(30), tokensKnown: false })).toBeCloseTo(0.18, 12);
  });

  test('work that may wait is half the price where the provider says so', () => {
    const full = cost(list('openai', 'gpt-4o'));
    expect(cost(list('openai', 'gpt-4o'), { batchableShare: one(1) })).toBeCloseTo(full / 2, 12);
    expect(cost(list('moonshot', 'kimi-k3'), { batchableShare: one(1) })).toBe(cost(list('moonshot', 'kimi-k3')));
  });
});

describe('the third way: an open model at somebody else', () => {
  test('several hosts make a range', () => {
    const hosted = hostedCost('llama-3.3-70b', usage(), basis)!;
    expect(hosted.providers.length).toBeGreaterThanOrEqual(5);
    expect(hosted.usdPerRequest.low).toBeLessThan(hosted.usdPerRequest.expected);
    expect(hosted.usdPerRequest.high).toBeCloseTo((1000 * 0.85 + 300 * 1.2) / 1e6, 12);
  });

  test('a model that nobody is known to host has no such cost', () => {
    expect(hostedCost('stable-zero123-c', usage({ task: 'image-to-3d' }), basis)).toBeUndefined();
  });
});

describe('properties of a price', () => {
  const prices = fc.record({ input: fc.double({ min: 0.01, max: 100, noNaN: true }), cachedShare: fc.double({ min: 0, max: 1.5, noNaN: true }), output: fc.double({ min: 0.01, max: 100, noNaN: true }) });
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  test('raising the cached share never raises the cost, and lowers it where cached tokens cost less', () => {
    fc.assert(fc.property(prices, share, share, ({ input, cachedShare, output }, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      const built = listOnDay({ input_mtok: input, cache_read_mtok: input * cachedShare, output_mtok: output }, '2026-11-23', { source: 'test', date: '2026' });
      const [dear, cheap] = [less, more].map((cached) => cost(built, { cachedInputShare: one(cached) })) as [number, number];
      expect(cheap).toBeLessThanOrEqual(dear + 1e-12);
      if (more - less > 0.01 && cachedShare < 0.9) expect(cheap).toBeLessThan(dear);
    }));
  });

  test('a bill gives back the volume that it pays for', () => {
    fc.assert(fc.property(fc.double({ min: 1, max: 1e6, noNaN: true }), (requestsPerDay) => {
      const usd = cost(list('openai', 'gpt-4o'));
      expect(requestsFromBill(requestsPerDay * usd * (365.25 / 12), one(usd)).expected).toBeCloseTo(requestsPerDay, 6);
    }));
  });
});

describe('an unknown price', () => {
  const price = fc.double({ min: 0.01, max: 100, noNaN: true });
  const tokens = fc.integer({ min: 1, max: 100_000 });

  test('never becomes nothing: without the price of what is used, the cost of a request is unknown', () => {
    fc.assert(fc.property(price, price, tokens, tokens, fc.constantFrom('input_mtok', 'output_mtok'), (input, output, read, written, missing) => {
      const prices = Object.fromEntries(Object.entries({ input_mtok: input, output_mtok: output }).filter(([key]) => key !== missing));
      const asked = usage({ inputTokens: one(read), outputTokens: one(written) });
      expect(requestCost(listOnDay(prices, '2026-11-23', { source: 'test', date: '2026' }), asked).status).toBe('unknown');
      const known = requestCost(listOnDay({ input_mtok: input, output_mtok: output }, '2026-11-23', { source: 'test', date: '2026' }), asked);
      expect(known.status === 'known' && known.usdPerRequest.low > 0).toBe(true);
    }));
  });
});
