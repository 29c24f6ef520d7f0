/** The catalogue's files on money and speed: their shape, and what they say of other rows. */
import { describe, expect, test } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { costFileSchemas } from '../../src/catalogue/cost-schema.js';
import { TASKS } from '../../src/profile/vocabulary.js';

const catalogue = builtInCatalogue();
const { costs } = catalogue;

describe('the files on money and speed', () => {
  test.each(Object.keys(costFileSchemas) as (keyof typeof costFileSchemas)[])('%s has the shape that its schema asks for', (file) => {
    expect(costFileSchemas[file].safeParse(costs[file]).error?.issues).toBeUndefined();
  });

  test('every GPU that they name is a row', () => {
    const named = [
      ...costs.rental.rental.map(({ gpu }) => gpu),
      ...costs.speeds.measurements.map(({ gpu }) => gpu),
      ...costs.speeds.seconds_per_unit.map(({ gpu }) => gpu),
      ...costs.speeds.derates.flatMap(({ gpus }) => gpus ?? []),
    ];
    expect(named.filter((id) => !catalogue.gpus.has(id))).toEqual([]);
  });

  test('every model and provider that prices name is a row', () => {
    expect(costs.prices.hosted.filter(({ model }) => !catalogue.models.has(model))).toEqual([]);
    expect([...costs.prices.providers.map(({ id }) => id), ...costs.prices.batch.map(({ provider }) => provider)].filter((id) => !catalogue.providers.has(id))).toEqual([]);
    expect(costs.speeds.seconds_per_unit.filter(({ model }) => !catalogue.models.has(model))).toEqual([]);
  });

  test('a figure lies between its ends, and holds once for each area', () => {
    for (const { id, low, expected, high } of costs.costs.figures) {
      expect(low <= expected && expected <= high, id).toBe(true);
    }
    const keys = costs.costs.figures.flatMap((figure) => (figure.in ?? ['']).map((area) => `${figure.id} ${area}`));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('every figure has a row for all areas that no other row names', () => {
    const everywhere = new Set(costs.costs.figures.filter((figure) => figure.in === undefined).map(({ id }) => id));
    expect(costs.costs.figures.filter(({ id }) => !everywhere.has(id))).toEqual([]);
  });

  test('every task has a usual request', () => {
    expect(costs.costs.usual_requests.map(({ task }) => task).sort()).toEqual([...TASKS].sort());
  });

  test('nothing is younger than its file', () => {
    for (const file of Object.values(costs)) {
      const dates = [...JSON.stringify(file).matchAll(/"date":"([^"]+)"/g)].map(([, date]) => date ?? '');
      expect(dates.filter((date) => date > file.as_of)).toEqual([]);
    }
  });
});

describe('prices of the built-in table', () => {
  const priceOf = (provider: string, id: string): unknown => catalogue.tablePrices().find((row) => row.provider === provider && row.id === id)?.prices;

  // Read in @pydantic/genai-prices 0.1.8 by hand.
  test.each([
    ['openai', 'gpt-4o', { input_mtok: 2.5, cache_read_mtok: 1.25, output_mtok: 10 }],
    ['anthropic', 'claude-opus-5-5', { input_mtok: 4, cache_read_mtok: 0.2, output_mtok: 20 }],
    ['anthropic', 'claude-haiku-4-5', { input_mtok: 1, cache_read_mtok: 0.1, output_mtok: 5 }],
    ['google', 'gemini-3.1-pro-preview', { input_mtok: { base: 2, tiers: [{ start: 200_000, price: 4 }] } }],
    ['moonshotai', 'kimi-k3', { input_mtok: 3, cache_read_mtok: 0.3, output_mtok: 15 }],
    ['minimax', 'minimax-m3', { input_mtok: { base: 0.3, tiers: [{ start: 512_000, price: 0.6 }] } }],
    ['zhipuai', 'GLM-5.3', { input_mtok: 1.103, cache_read_mtok: 0.276, output_mtok: 3.862 }],
    ['together', 'meta-llama/Llama-3.3-70B-Instruct-Turbo', { input_mtok: 0.88, output_mtok: 0.88 }],
    ['novita', 'meta-llama/llama-3.3-70b-instruct', { input_mtok: 0.39, output_mtok: 0.39 }],
    ['openai', 'text-embedding-3-small', { input_mtok: 0.02 }],
  ])('%s %s', (provider, id, prices) => {
    expect(priceOf(provider, id)).toMatchObject(prices);
  });
});
