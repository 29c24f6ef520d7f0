/** How large weights are in each format, and what desktop engines need besides. */
import type { Precision } from '../catalogue/cost-schema.js';

/** Bytes a parameter; the four-bit formats carry their scales, and `int4` is Q4_K_M. */
export const BYTES_PER_PARAMETER: Readonly<Record<Precision, number>> = { bf16: 2, fp8: 1, fp4: 0.5625, mxfp4: 0.55, int4: 0.6 };

/** Bytes of all weights: every parameter of a mixture of experts must be there, whichever work on a token. */
export function weightBytes(totalParameters: number, precision: Precision): number {
  return totalParameters * BYTES_PER_PARAMETER[precision];
}

/** Embedding and output layer that stay at 16 bits when the rest is quantised, beyond what `weightBytes` has counted for them. */
export function unquantisedBytes(embedding: { readonly vocabulary: number; readonly width: number; readonly tied: boolean }, precision: Precision): number {
  const { vocabulary, width, tied } = embedding;
  return (vocabulary * width * 2 * (tied ? 1 : 2) * (2 - BYTES_PER_PARAMETER[precision])) / 2;
}

/** Tokens that llama.cpp computes at once. */
const MICRO_BATCH = 512;

/** Attention scores that llama.cpp keeps without flash attention, in 32 bits: heads × tokens at once × context. */
export function scoreBytes(attentionHeads: number, contextTokens: number): number {
  return attentionHeads * MICRO_BATCH * contextTokens * 4;
}
