/** Prices of models that the catalogue lacks. */
import { describe, expect, test } from 'vitest';
import { pricesBeyond } from '../../src/cost/beyond.js';
import { priceOf } from '../../src/cost/price.js';
import { basis, catalogue } from './situations.js';

describe('prices beyond the catalogue', () => {
  test('a model that only the table has is found by its exact id, whatever the case', async () => {
    const beyond = await pricesBeyond([{ provider: 'OpenAI', model: 'O3' }], catalogue);
    expect(priceOf('openai', 'O3', undefined, { ...basis, beyond })?.amounts).toMatchObject({ per_million_input_tokens: 2, per_million_output_tokens: 8 });
    // Before June 2025 it cost five times as much.
    expect(priceOf('openai', 'o3', undefined, { ...basis, beyond, asOf: '2025-05-01' })?.amounts).toMatchObject({ per_million_input_tokens: 10, per_million_output_tokens: 40 });
  });

  test('an id that the table would only match by pattern has no price', async () => {
    expect((await pricesBeyond([{ provider: 'openai', model: 'gpt-4o-something-else' }], catalogue)).size).toBe(0);
    expect((await pricesBeyond([{ provider: 'nobody', model: 'o3' }], catalogue)).size).toBe(0);
  });

  test('the table is not asked about models that the catalogue has', async () => {
    expect((await pricesBeyond([{ provider: 'openai', model: 'gpt-4o' }], catalogue)).size).toBe(0);
  });
});
