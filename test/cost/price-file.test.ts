/** A price file of the reader's own, in our format and in LiteLLM's. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readPriceFile, type PriceFile, type PriceOverrides } from '../../src/cost/price-file.js';
import { PRICE_UNITS } from '../../src/catalogue/vocabulary.js';
import { concerns, priceHints } from '../../src/cost/price-hints.js';
import { figure } from '../../src/cost/basis.js';
import { PRICE_FIELDS, pricesJsonSchema } from '../../src/cost/price-schema.js';
import { priceOf } from '../../src/cost/price.js';
import type { Assessment } from '../../src/assessment/assessment.js';
import { PriceUse } from '../../src/cli/price-files.js';
import type { Session } from '../../src/cli/session.js';
import { basis, catalogue } from './situations.js';

function read(value: unknown): Extract<PriceFile, { status: 'read' }> {
  const file = readPriceFile(value, catalogue);
  if (file.status !== 'read') throw new Error(JSON.stringify(file.faults));
  return file;
}

describe('our own format', () => {
  test('a price replaces the built-in one of its model', () => {
    const { overrides } = read({ prices: [{ provider: 'openai', model: 'gpt-4o', per_million_input_tokens: 7, per_million_output_tokens: 9 }] });
    expect(priceOf('openai', 'gpt-4o', catalogue.findApi('gpt-4o', 'openai'), { ...basis, overrides })?.amounts).toEqual({ per_million_input_tokens: 7, per_million_output_tokens: 9 });
    expect(priceOf('azure', 'gpt-4o', catalogue.findApi('gpt-4o', 'openai'), { ...basis, overrides })?.evidence).not.toBe('stated');
  });

  test('a provider may go by its name', () => {
    expect(read({ prices: [{ provider: 'OpenAI', model: 'gpt-4o', per_image: 1 }] }).overrides.prices[0]?.provider).toBe('openai');
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
    [{ gpus: { h1000: 2 } }, ['gpus', 'h1000'], 'the catalogue has no "h1000" to give a figure for', 'Did you mean h100-sxm?'],
    [{ gpus: { xyzzy: 2 } }, ['gpus', 'xyzzy'], 'the catalogue has no "xyzzy" to give a figure for', 'See ai-path catalogue list gpus.'],
    [{ price: [] }, ['price'], 'there is no field "price" here', 'Did you mean prices?'],
    [{ gpu_prices: { 'ascend-910b': 15000 } }, ['gpu_prices'], 'there is no field "gpu_prices" here', 'Did you mean gpus?'],
    [{ xyzzy: 1 }, ['xyzzy'], 'there is no field "xyzzy" here', 'Here there may be version, prices, rental, gpus, rates and figures.'],
    [{ prices: [{ model: 'm', input_usd_per_mtok: 3 }] }, ['prices', 0, 'input_usd_per_mtok'], 'there is no field "input_usd_per_mtok" here', 'Did you mean per_million_input_tokens?'],
    [{ prices: [{ model: 'm' }] }, ['prices', 0], 'states no price: at least one amount is needed', 'State an amount, or leave the price out: then it counts as unknown.'],
    [{ prices: [{ model: 'm', currency: 'GBP', per_image: 1 }] }, ['prices', 0, 'currency'], 'no rate is known for GBP, so this price could not be compared', 'Give one in the same file, as units for one US dollar: `rates: { GBP: … }`.'],
    [{ figures: [{ id: 'pue' }] }, ['figures'], 'must name figures, each with a number or { low, expected, high }', 'Write it like this: `figures: { own_staff_fte: 0.5, electricity_per_kwh: { low: 0.1, expected: 0.15, high: 0.2 } }`. Ids: ai-path catalogue list costs.'],
    [{ gpus: 15000 }, ['gpus'], 'must name GPUs, each with a number or { low, expected, high }', 'Write it like this, in US dollars a card: `gpus: { ascend-910b: 15000 }`.'],
    [{ rates: { pounds: 0.79 } }, ['rates', 'pounds'], '"pounds" is no currency of ISO 4217', 'Write it like this, units for one US dollar: `rates: { GBP: 0.79 }`.'],
    [{ figures: { mean_power_share: 65 } }, ['figures', 'mean_power_share'], 'must be ≤ 1, since it is a share', '65 % is written 0.65.'],
    [{ figures: { amortisation_years: 0 } }, ['figures', 'amortisation_years'], 'must be > 0, since others are divided by it', 'Check its unit. What is not known is left out, never 0.'],
    [{ figures: { pue: -1 } }, ['figures', 'pue'], 'must be ≥ 0', 'What is not known is left out.'],
    [[], [], 'a price file is a mapping with prices, rental, gpus, rates or figures', 'What it may hold: docs/prices.md, or ai-path schema prices.'],
    [{}, [], 'nothing in it is a price, a rent, a rate or a figure, so it would change nothing', 'What it may hold: docs/prices.md, or ai-path schema prices.'],
    [{ version: 1, prices: [] }, [], 'nothing in it is a price, a rent, a rate or a figure, so it would change nothing', 'What it may hold: docs/prices.md, or ai-path schema prices.'],
    [{ prices: [{ model: 'm', per_million_input_tokens: 0 }] }, ['prices', 0, 'per_million_input_tokens'], 'must be > 0', 'Check its unit. What is not known is left out, never 0.'],
    [{ figures: { pue: '1.1 W' } }, ['figures', 'pue'], 'must be a number, or { low, expected, high }', 'Write the number alone, without a unit.'],
    [{ figures: { pue: { low: 2, expected: 1, high: 3 } } }, ['figures', 'pue'], 'is not in order: low ≤ expected ≤ high', 'Write the smallest number first, also where small is dear.'],
  ])('%j is a fault, with what is wrong and what to do', (value, path, message, remedy) => {
    expect(readPriceFile(value, catalogue)).toMatchObject({ status: 'faulty', faults: [{ path, message: { en: message }, remedy: { en: remedy } }] });
  });
});

describe('the example of the documentation', () => {
  const yaml = readFileSync(new URL('../../docs/examples/prices.yaml', import.meta.url), 'utf8');

  test('is read as it stands, without a hint, and holds every section and field', () => {
    const stated = parse(yaml) as Readonly<Record<string, unknown>>;
    expect(priceHints(read(stated), catalogue)).toEqual([]);
    expect(Object.keys(stated)).toEqual([...PRICE_FIELDS.root]);
  });

  test('keeps to the published schema', () => {
    expect(new Ajv2020({ strict: false }).compile(pricesJsonSchema())(parse(yaml))).toBe(true);
  });

  test('stands in the pages on prices, which name every field of a price', () => {
    for (const page of ['prices.md', 'prices.zh.md']) {
      const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
      expect(text).toContain(yaml.trimEnd());
      for (const field of [...PRICE_FIELDS.price, ...PRICE_FIELDS.tier]) expect(text).toContain(`\`${field}\``);
    }
  });
});

test('everything that is wrong is said at once', () => {
  const file = readPriceFile({ prices: [{ model: 'm', per_image: -3 }, { model: 'n', currency: 'GBP', per_image: 1 }], rental: { 'h100-sxn': 1 }, figures: { own_staff_ft: 1, cost_of_capital: { low: 0.3, expected: 0.1, high: 2 } } }, catalogue);
  expect(file.status === 'faulty' ? file.faults.map(({ path }) => path.join('.')).sort() : []).toEqual([
    'figures.cost_of_capital', 'figures.cost_of_capital.high', 'figures.own_staff_ft', 'prices.0.per_image', 'prices.1.currency', 'rental.h100-sxn',
  ]);
});

describe('a figure beyond any that is known', () => {
  const hintsOf = (value: unknown): readonly string[] => priceHints(read(value), catalogue).map(({ path, message }) => `${path.join('.')}: ${message.en}`);

  test('is pointed out, with the highest that is', () => {
    expect(hintsOf({
      figures: { electricity_per_kwh: 30 }, rental: { 'h100-sxm': 2500 }, gpus: { l4: { low: 1, expected: 2, high: 1e6 } },
      prices: [{ model: 'm', per_million_input_tokens: 3e6, per_million_output_tokens: 15 }, { model: 'n', currency: 'CNY', per_million_input_tokens: 3e-6 }, { model: 'o', per_image: 400 }],
    })).toEqual([
      expect.stringMatching(/^prices\.0\.per_million_input_tokens: \$3 million is more than anybody has ever asked/), expect.stringMatching(/^prices\.1\.per_million_input_tokens: .* is less than anybody has ever asked/),
      expect.stringMatching(/^prices\.2\.per_image: \$400 is more than 10 times the highest known/), expect.stringMatching(/^rental\.h100-sxm: \$2,500 is more than 10 times/),
      expect.stringMatching(/^gpus\.l4: \$1 million is more than 10 times/), expect.stringMatching(/^figures\.electricity_per_kwh: \$30 a kWh is more than 10 times the highest known/),
    ]);
  });

  test('and none that the catalogue itself has', () => {
    const figures = Object.fromEntries(catalogue.costs.costs.figures.map(({ id, low, expected, high, currency }) => [id, currency === undefined ? { low, expected, high } : expected / 1000]));
    const prices = [...catalogue.apis.values()].flatMap(({ id, price }) => (price === undefined ? [] : [{ model: id, currency: price.currency, ...Object.fromEntries(PRICE_UNITS.flatMap((unit) => (price[unit] === undefined ? [] : [[unit, price[unit]]]))) }]));
    expect(hintsOf({ figures, prices })).toEqual([]);
  });
});

describe('prices of models that nobody assesses', () => {
  const { overrides } = read({ prices: [{ provider: 'openai', model: 'gpt-4o', per_image: 1 }] });

  test('concern none of them, whatever the case and the way in which the model is called', () => {
    expect(concerns(overrides, { model: 'GPT-4o', provider: 'OpenAI' }, catalogue)).toBe(true);
    expect(concerns(overrides, { model: 'GPT-4o', provider: 'Azure OpenAI' }, catalogue)).toBe(false);
    expect(concerns(overrides, { model: 'claude-sonnet-4.5', provider: 'anthropic' }, catalogue)).toBe(false);
  });

  const said = (file: PriceOverrides, ...models: readonly (string | null)[]): readonly string[] => {
    const notes: string[] = [];
    const use = new PriceUse(file, catalogue);
    for (const model of models) use.inAssessment({ workloads: [{ options: [{ side: 'api', model, provider: 'openai' }, { side: 'local', model: 'gpt-4o' }] }] } as unknown as Assessment);
    use.sayIfNone({ output: { note: (line: string) => notes.push(line) }, language: 'en' } as unknown as Session);
    return notes;
  };

  test('are told of a file that has none of any model that was assessed, once, with the first of those', () => {
    expect(said(overrides)).toEqual([expect.stringMatching(/^--prices: Its price is not of a model that is assessed here: /)]);
    expect(said(overrides, 'a', null, 'b', 'a', 'c', 'd', 'e')).toEqual([expect.stringContaining('(openai/a, openai/b, openai/c and openai/d)')]);
    expect(said(overrides, 'a', 'b', 'gpt-4o', 'c')).toEqual([]);
  });

  test('however many models of their own profiles name before the one that it has', () => {
    expect(said(overrides, ...Array.from({ length: 10_100 }, (_, index) => `own-${index}`), 'gpt-4o')).toEqual([]);
  });

  test('a file without prices of models is no such file', () => {
    expect(said(read({ figures: { pue: 1.2 } }).overrides)).toEqual([]);
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

  test('a price in quotes is a price', () => {
    const { overrides, passedOver } = read({ m: { litellm_provider: 'openai', input_cost_per_token: '3e-06', output_cost_per_token: '0.000015' } });
    expect(overrides.prices[0]?.amounts).toEqual({ per_million_input_tokens: expect.closeTo(3, 10) as number, per_million_output_tokens: expect.closeTo(15, 10) as number });
    expect(passedOver).toEqual([]);
  });

  test('a price that is no number is passed over, which is said', () => {
    const { passedOver } = read({ m: { litellm_provider: 'openai', input_cost_per_token: 'about 3', input_cost_per_token_above_200k_tokens: -1, output_cost_per_token: 1e-6 } });
    expect(passedOver.map(({ path, message }) => [path.join('.'), message.en])).toEqual([['m.input_cost_per_token', '"about 3" is no price'], ['m.input_cost_per_token_above_200k_tokens', '"-1" is no price']]);
  });

  test('a price of a million tokens where that of one belongs is pointed out', () => {
    const hints = priceHints(read({ m: { litellm_provider: 'openai', input_cost_per_token: 3, output_cost_per_token: 1e-6 } }), catalogue);
    expect(hints.map(({ path, message }) => `${path.join('.')}: ${message.en}`)).toEqual(['m.input_cost_per_token: $3 million is more than anybody has ever asked ($600)']);
  });

  test('a list without any price is a fault', () => {
    expect(readPriceFile({ m: { litellm_provider: 'openai', mode: 'chat' } }, catalogue)).toMatchObject({ status: 'faulty', faults: [{ code: 'no-prices' }] });
  });

  test('a price of nothing is a price that it does not know', () => {
    expect(read(file).overrides.prices.some(({ model }) => model === 'free-1')).toBe(false);
  });
});
