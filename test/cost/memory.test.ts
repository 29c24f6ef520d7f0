/** Weights and cache against published sizes. Sources: gguf-parser-go README @8dc7a62, vLLM logs, Hugging Face's memory utility (research notes, section 5). */
import { describe, expect, test } from 'vitest';
import type { AttentionLayout } from '../../src/catalogue/cost-schema.js';
import { cacheBytes, cacheOf } from '../../src/cost/cache.js';
import { scoreBytes, unquantisedBytes, weightBytes } from '../../src/cost/weights.js';
import { known } from '../../src/catalogue/fact.js';
import { catalogue } from './situations.js';

const GIB = 2 ** 30;
const gqa = (layers: number, kvHeads: number, headDim = 128): AttentionLayout => ({ layout: 'gqa', layers, kv_heads: kvHeads, head_dim: headDim });
function perSequence(kv: AttentionLayout, tokens: number, bytesPerNumber = 2): number {
  const result = cacheOf(kv, bytesPerNumber);
  if (result.status === 'unknown') throw new Error('refused');
  return cacheBytes(result.cache, tokens);
}

describe('memory of llama.cpp, in GiB: weights as the file has them, cache and attention scores by formula', () => {
  test.each([
    ['DeepSeek R1 Distill Qwen 7B Q4_K_M, 131,072 tokens', 4.36, gqa(28, 4), 28, 131_072, 18.36, 18.89],
    ['Qwen2.5 72B Q4_K_M, 32,768 tokens', 44.15, gqa(80, 8), 64, 32_768, 58.15, 58.18],
    ['Llama 3.3 70B Q4_0, 131,072 tokens', 37.35, gqa(80, 8), 64, 131_072, 93.35, 93.62],
  ])('%s', (_, weights, kv, heads, tokens, formula, published) => {
    const total = weights + perSequence(kv, tokens) / GIB + scoreBytes(heads, tokens) / GIB;
    expect(total).toBeCloseTo(formula, 1);
    expect(Math.abs(total / published - 1)).toBeLessThan(0.03);
  });

  test('DeepSeek R1 with its latent cache: 10.72 GiB at 163,840 tokens, a 71st of the expanded heads', () => {
    const latent = perSequence({ layout: 'mla', layers: 61, kv_lora_rank: 512, qk_rope_head_dim: 64 }, 163_840);
    expect(latent / GIB).toBeCloseTo(10.72, 2);
    // Expanded: 128 heads with keys of 192 and values of 128.
    const expanded = 163_840 * 61 * 128 * (192 + 128) * 2;
    expect(expanded / GIB).toBeCloseTo(762.5, 1);
    expect(expanded / latent).toBeCloseTo(71, 0);
  });
});

describe('cache of vLLM on an H100', () => {
  test('Llama 3.1 8B with one more layer: 51.63 GiB hold 410,136 tokens', () => {
    // The log says 410,128; its 51.63 is rounded.
    expect(Math.abs((51.63 * GIB) / perSequence(gqa(33, 8), 1) / 410_128 - 1)).toBeLessThan(1e-3);
  });

  test.each([[4096, 105], [1152, 373]])('Qwen3 8B at 8 bits: slots of %i tokens, %i of them', (slot, published) => {
    const free = 85.899e9 * 0.9 - 9.4e9 - 4e9;
    expect(Math.abs(free / perSequence(gqa(36, 8), slot) / published - 1)).toBeLessThan(0.01);
  });
});

describe('weights', () => {
  test.each([
    ['multilingual-e5-large', 0.5599e9, 1.04], ['WizardCoder 34B', 33.74e9, 62.85], ['zephyr 7B', 7.242e9, 13.49],
  ])('%s at 16 bits', (_, parameters, gib) => expect(weightBytes(parameters, 'bf16') / GIB).toBeCloseTo(gib, 1));

  test('Qwen3 8B at 8 bits with what stays at 16: 9.4e9 bytes', () => {
    expect((weightBytes(8.19e9, 'fp8') + unquantisedBytes({ vocabulary: 151_936, width: 4096, tied: false }, 'fp8')) / 1e9).toBeCloseTo(9.4, 1);
  });

  test('what stays at 16 bits counts beyond the share that the quantised size has for it', () => {
    expect(unquantisedBytes({ vocabulary: 1000, width: 100, tied: true }, 'fp8')).toBe(1000 * 100);
    expect(unquantisedBytes({ vocabulary: 1000, width: 100, tied: false }, 'bf16')).toBe(0);
  });
});

describe('layouts', () => {
  test('every model of the catalogue whose bytes a token were computed before gets the same', () => {
    const rows = [...catalogue.models.values()].filter(({ kv }) => kv?.bytes_per_token_bf16 !== undefined && kv.layout !== 'hybrid-linear');
    expect(rows.length).toBeGreaterThan(10);
    for (const { id, kv } of rows) {
      const result = cacheOf(kv!, 2);
      if (result.status === 'unknown') throw new Error(id);
      expect(result.cache.perTokenBytes, id).toBe(kv!.bytes_per_token_bf16);
    }
  });

  test('beyond its window a sliding layer takes no more', () => {
    const kv = catalogue.models.get('gpt-oss-120b')!.kv!;
    expect(perSequence(kv, 1128) - perSequence(kv, 1127)).toBe(36_864);
    expect(perSequence(kv, 128) - perSequence(kv, 127)).toBe(2 * 36_864);
    expect(perSequence(kv, 100_000) - 100_000 * 36_864).toBe(kv.fixed_bytes_per_sequence);
  });

  test('a layout that is not known is refused, and so is one with a number missing', () => {
    expect(cacheOf(catalogue.models.get('deepseek-v4-pro')!.kv!, 2)).toMatchObject({ status: 'unknown', layout: 'csa-hca-compressed' });
    expect(cacheOf({ layout: 'mla', layers: 61, kv_lora_rank: 512 }, 2)).toMatchObject({ status: 'unknown', missing: ['qk_rope_head_dim'] });
  });

  test('all parameters count for memory, however few work on a token', () => {
    const scout = catalogue.models.get('llama-4-scout')!;
    expect(weightBytes(known(scout.params_total_b)! * 1e9, 'bf16')).toBe(218e9);
  });
});
