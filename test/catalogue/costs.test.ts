/** Prices that are compiled in from the price table. */
import { describe, expect, test } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';

const catalogue = builtInCatalogue();

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
