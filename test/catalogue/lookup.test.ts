/** Finding rows: by the names that people use, for a task, and as of a day. */
import { describe, expect, test } from 'vitest';
import { builtInCatalogue, lifeStatus, meets } from '../../src/catalogue/catalogue.js';
import { footprintGb, nominalPrice } from '../../src/catalogue/order.js';
import type { Life, Price } from '../../src/catalogue/schema.js';

const catalogue = builtInCatalogue();
const SOURCE = { source: 'price list', date: '2026-11-01', grade: 'official' } as const;

describe('names', () => {
  test.each(['rtx-4090', 'RTX 4090', 'rtx_4090', ' 4090 ', 'GeForce RTX 4090'])('"%s" is a GPU that everybody calls differently', (name) => {
    expect(catalogue.findGpu(name)?.id).toBe('rtx-4090');
  });

  test('a provider goes by its brands, in Chinese too', () => {
    expect(catalogue.findProvider('通义')?.id).toBe('alibaba');
    expect(catalogue.findProvider('Claude')?.id).toBe('anthropic');
  });

  test('a model is found by its repository where that names one row', () => {
    expect(catalogue.findModel('Qwen/Qwen3-32B')?.id).toBe('qwen3-32b');
  });

  test('an API model belongs to its provider', () => {
    expect(catalogue.findApi('gpt-6.2-sol', 'OpenAI')?.id).toBe('gpt-6.2-sol');
    expect(catalogue.findApi('gpt-6.2-sol', 'mistral')).toBeUndefined();
    expect(catalogue.findApi('gpt-6.2-sol', 'nobody')).toBeUndefined();
  });

  test('a cloud that serves a model too leads to its row', () => {
    expect(catalogue.findApi('claude-opus-5-5', 'bedrock')?.provider).toBe('anthropic');
  });

  test('without a provider an id goes before an alias', () => {
    expect(catalogue.findApi('minimax-m3')?.provider).toBe('minimax');
    expect(catalogue.findApi('gpt-oss-120b')?.provider).toBe('groq');
  });

  test('what nobody knows is undefined', () => {
    expect(catalogue.findModel('no-such-model')).toBeUndefined();
    expect(catalogue.findLicence('proprietary')).toBeUndefined();
  });
});

describe('did you mean', () => {
  test.each([
    ['models', 'qwen3-32', 'qwen3-32b'],
    ['apis', 'qwen-pls', 'qwen-plus'],
    ['providers', 'antropic', 'anthropic'],
    ['gpus', 'h10', 'h100-sxm'],
  ] as const)('%s: %s may be %s', (kind, name, expected) => {
    expect(catalogue.suggest(kind, name)).toBe(expected);
  });

  test('nothing is suggested where nothing is near', () => {
    expect(catalogue.suggest('models', 'a spreadsheet')).toBeUndefined();
  });
});

describe('for a task', () => {
  test('open models come smallest first, those of unknown size last', () => {
    const sizes = catalogue.modelsFor('chat').map((model) => footprintGb(model) ?? Infinity);
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  });

  test('API models come cheapest first, those of unknown price last', () => {
    const prices = catalogue.apisFor('tts').map(({ price }) => nominalPrice(price, 'tts') ?? Infinity);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    expect(prices.at(-1)).toBe(Infinity);
  });

  test('the order is the same every time', () => {
    expect(catalogue.apisFor('chat').map(({ id }) => id)).toEqual(catalogue.apisFor('chat').map(({ id }) => id));
  });

  test('a list price in yuan is put in order with the others', () => {
    const price: Price = { currency: 'CNY', per_million_input_tokens: 7.25, per_million_output_tokens: 7.25, ...SOURCE };
    expect(nominalPrice(price, 'chat')).toBeCloseTo(0.0013, 10);
  });

  test('a price for input alone says nothing about a task with output', () => {
    expect(nominalPrice({ currency: 'USD', per_million_input_tokens: 1, ...SOURCE }, 'chat')).toBeUndefined();
    expect(nominalPrice({ currency: 'USD', per_million_input_tokens: 1, ...SOURCE }, 'embedding')).toBe(0.001);
  });

  test('a price by the hour and one by the image are known only where that is what is made', () => {
    expect(nominalPrice({ currency: 'USD', per_audio_hour: 0.6, ...SOURCE }, 'asr')).toBeCloseTo(0.01, 10);
    expect(nominalPrice({ currency: 'USD', per_audio_hour: 0.6, ...SOURCE }, 'text-to-image')).toBeUndefined();
  });

  test('what meets the best meets everything below', () => {
    expect(meets('frontier', 'basic')).toBe(true);
    expect(meets('basic', 'high')).toBe(false);
  });
});

describe('life on a day', () => {
  const ends = (status: Life['status'], day?: string): Life => ({
    status, successors: [], ...SOURCE, ...(day === undefined ? {} : { shutdown: { value: day, ...SOURCE } }),
  });

  test('the date of shutdown decides, whatever was written beside it', () => {
    expect(lifeStatus(ends('deprecated', '2027-01-14'), '2027-01-13')).toBe('deprecated');
    expect(lifeStatus(ends('deprecated', '2027-01-14'), '2027-01-14')).toBe('retired');
    expect(lifeStatus(ends('retired', '2026-10-23'), '2026-10-01')).toBe('deprecated');
  });

  test('without a date the status holds', () => {
    expect(lifeStatus(ends('retired'), '2020-01-01')).toBe('retired');
    expect(lifeStatus(undefined, '2030-01-01')).toBe('active');
  });
});
