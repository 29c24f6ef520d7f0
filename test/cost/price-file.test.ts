/** A price file of the reader's own, in our format and in LiteLLM's. */
import { describe, expect, test } from 'vitest';
import { FIGURE_IDS } from '../../src/catalogue/cost-schema.js';
import { readPriceFile, type PriceFile } from '../../src/cost/price-file.js';
import { figure } from '../../src/cost/basis.js';
import { priceOf } from '../../src/cost/price.js';
import { basis, catalogue } from './situations.js';

const names = { figures: new Set<string>(FIGURE_IDS), gpus: new Set(catalogue.gpus.keys()) };
function read(value: unknown): Extract<PriceFile, { status: 'read' }> {
  const file = readPriceFile(value, names);
  if (file.status !== 'read') throw new Error(JSON.stringify(file.faults));
  return file;
}

describe('our own format', () => {
  test('a price replaces the built-in one of its model', () => {
    const { overrides } = read({ prices: [{ provider: 'openai', model: 'gpt-4o', per_million_input_tokens: 7, per_million_output_tokens: 9 }] });
    expect(priceOf('openai', 'gpt-4o', catalogue.findApi('gpt-4o', 'openai'), { ...basis, overrides })?.amounts).toEqual({ per_million_input_tokens: 7, per_million_output_tokens: 9 });
    expect(priceOf('azure', 'gpt-4o', catalogue.findApi('gpt-4o', 'openai'), { ...basis, overrides })?.evidence).not.toBe('stated');
  });

  test('a price adds a model that the catalogue lacks, in its own currency', () => {
    const { overrides } = read({ prices: [{ model: 'our-model', currency: 'CNY', per_million_input_tokens: 8, per_million_output_tokens: 8 }], rates: { CNY: 8 } });
    expect(priceOf('somebody', 'our-model', undefined, { ...basis, overrides })?.amounts.per_million_input_tokens).toBe(1);
  });

  test('a figure may be a number or a range', () => {
    const { overrides } = read({ figures: { pue: 1.1, own_staff_fte: { low: 0.1, expected: 0.2, high: 0.3 } } });
    expect(figure('pue', 'US', { ...basis, overrides }).value).toEqual({ low: 1.1, expected: 1.1, high: 1.1, evidence: 'stated' });
    expect(figure('own_staff_fte', 'US', { ...basis, overrides }).value.expected).toBe(0.2);
  });

  test.each([
    [{ figures: { pu: 1.1 } }, ['figures', 'pu'], 'the catalogue has no "pu" to give a figure for', 'Did you mean pue?'],
    [{ rental: { 'h100-smx': 2 } }, ['rental', 'h100-smx'], 'the catalogue has no "h100-smx" to give a figure for', 'Did you mean h100-sxm?'],
    [{ gpus: { xyzzy: 2 } }, ['gpus', 'xyzzy'], 'the catalogue has no "xyzzy" to give a figure for', 'See ai-path catalogue list.'],
    [{ price: [] }, ['price'], 'there is no field "price" here', 'Remove it, or take the name that rows beside it use.'],
    [{ prices: [{ model: 'm', per_million_input_tokens: 0 }] }, ['prices', 0, 'per_million_input_tokens'], 'must be > 0', 'Check its unit. What is not known is left out, never 0.'],
    [{ figures: { pue: '1.1 W' } }, ['figures', 'pue'], 'must be a number, or { low, expected, high }', 'Write the number alone, without a unit.'],
    [{ figures: { pue: { low: 2, expected: 1, high: 3 } } }, ['figures', 'pue'], 'is not in order: low ≤ expected ≤ high', 'Write the smallest number first, also where small is dear.'],
  ])('%j is a fault, with what is wrong and what to do', (value, path, message, remedy) => {
    expect(readPriceFile(value, names)).toMatchObject({ status: 'faulty', faults: [{ path, message: { en: message }, remedy: { en: remedy } }] });
  });
});

describe("LiteLLM's format", () => {
  const file = {
    sample_spec: { litellm_provider: 'one of …', input_cost_per_token: 0 },
    'gemini/gemini-x': { litellm_provider: 'gemini', input_cost_per_token: 1e-6, output_cost_per_token: 4e-6, cache_read_input_token_cost: 1e-7, input_cost_per_token_batches: 5e-7, input_cost_per_token_above_200k_tokens: 2e-6, mode: 'chat' },
    'paint-1': { litellm_provider: 'openai', output_cost_per_image: 0.04 },
    'free-1': { litellm_provider: 'openai', input_cost_per_token: 0, output_cost_per_token: 0 },
    'hear-1': { litellm_provider: 'openai', input_cost_per_second: 0.0001 },
  };

  test('prices a token become prices a million, with cache, tier and batch', () => {
    const { overrides, skipped, format } = read(file);
    expect(format).toBe('litellm');
    expect(overrides.prices.find(({ model }) => model === 'gemini-x')).toMatchObject({
      provider: 'google', batchDiscount: 0.5, amounts: { per_million_input_tokens: 1, per_million_output_tokens: 4, per_million_cached_input_tokens: expect.closeTo(0.1, 10) as number },
      tiers: [{ aboveInputTokens: 200_000, amounts: { per_million_input_tokens: 2 } }],
    });
    expect(overrides.prices.find(({ model }) => model === 'paint-1')?.amounts).toEqual({ per_image: 0.04 });
    expect(overrides.prices.find(({ model }) => model === 'hear-1')?.amounts.per_audio_hour).toBeCloseTo(0.36, 12);
    expect(skipped).toBe(1);
  });

  test('a price of nothing is a price that it does not know', () => {
    expect(read(file).overrides.prices.some(({ model }) => model === 'free-1')).toBe(false);
  });
});
