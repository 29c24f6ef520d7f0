/**
 * Memory that a request takes in a server's attention cache, by the layout of the model's layers. Each layout has its formula; one
 * that is not known here is refused, because guesses differ by a factor of fifty (DeepSeek R1 with and without its latent cache).
 */
import type { AttentionLayout } from '../catalogue/cost-schema.js';

/** Cache of one sequence: `perToken` bytes for each token, and for each of up to `window` tokens `perWindowToken` more. */
export interface Cache {
  readonly perTokenBytes: number;
  readonly perWindowTokenBytes: number;
  readonly windowTokens: number;
}

export type CacheResult = { readonly status: 'known'; readonly cache: Cache } | { readonly status: 'unknown'; readonly layout: string; readonly missing: readonly string[] };

/**
 * Padding of blocks where linear layers stand between full ones: 72 kB a token were seen for 64 kB that the full layers need
 * (a log of one RTX 3090, facts of the catalogue). The state of the linear layers, which does not grow, lies within it.
 */
const HYBRID_PADDING = 72 / 64;

/**
 * Bytes of keys and values at so many bytes a number:
 * grouped queries 2·L·h·d, latent (r + r')·L, hybrid with L of the full layers only, sliding with its two kinds of layers.
 */
export function cacheOf(kv: AttentionLayout, bytesPerNumber: number): CacheResult {
  const whole = (perTokenNumbers: number): CacheResult => ({
    status: 'known',
    cache: { perTokenBytes: perTokenNumbers * bytesPerNumber, perWindowTokenBytes: 0, windowTokens: 0 },
  });
  const { layers, kv_heads: heads, head_dim: dim } = kv;
  switch (kv.layout) {
    case 'gqa':
      return heads === undefined || dim === undefined ? unknown(kv, ['kv_heads', 'head_dim']) : whole(2 * layers * heads * dim);
    case 'mla': {
      const { kv_lora_rank: rank, qk_rope_head_dim: rope } = kv;
      return rank === undefined || rope === undefined ? unknown(kv, ['kv_lora_rank', 'qk_rope_head_dim']) : whole((rank + rope) * layers);
    }
    case 'hybrid-linear': {
      const { full_attention_layers: full } = kv;
      return full === undefined || heads === undefined || dim === undefined
        ? unknown(kv, ['full_attention_layers', 'kv_heads', 'head_dim'])
        : whole(2 * full * heads * dim * HYBRID_PADDING);
    }
    case 'sliding+global': {
      const { full_attention_layers: full, local_layers: local, local_kv_heads: localHeads, local_head_dim: localDim, window_tokens: window } = kv;
      if (full === undefined || heads === undefined || dim === undefined || local === undefined || localHeads === undefined || localDim === undefined || window === undefined) {
        return unknown(kv, ['full_attention_layers', 'kv_heads', 'head_dim', 'local_layers', 'local_kv_heads', 'local_head_dim', 'window_tokens']);
      }
      return {
        status: 'known',
        cache: { perTokenBytes: 2 * full * heads * dim * bytesPerNumber, perWindowTokenBytes: 2 * local * localHeads * localDim * bytesPerNumber, windowTokens: window },
      };
    }
    case 'csa-hca-compressed':
      return { status: 'unknown', layout: kv.layout, missing: [] };
  }
}

function unknown(kv: AttentionLayout, needed: readonly (keyof AttentionLayout)[]): CacheResult {
  return { status: 'unknown', layout: kv.layout, missing: needed.filter((field) => kv[field] === undefined) };
}

/** Bytes of one sequence of so many tokens. */
export function cacheBytes({ perTokenBytes, perWindowTokenBytes, windowTokens }: Cache, tokens: number): number {
  return perTokenBytes * tokens + perWindowTokenBytes * Math.min(tokens, windowTokens);
}
