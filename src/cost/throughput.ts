/**
 * What a group of GPUs makes of a model: a roofline of two phases, prefill and decode, with the constants of a profile that were
 * fitted to measurements (docs/cost.md shows predicted against measured). For dense models good to a factor of 1.5, with experts to 2.
 *
 *   step    = combine(bytes read / bandwidth, operations / compute) / n^β + t0 + t1·B
 *   prefill = operations of the prompt / compute / n^β
 *   output  = O·B / (B·prefill + O·step)           tokens a second, with B sequences at a time and O output tokens each
 */
import type { Architecture, EngineProfile, Precision } from '../catalogue/cost-schema.js';
import type { Gpu } from '../catalogue/schema.js';
import { cacheBytes, cacheOf, type Cache } from './cache.js';
import { BYTES_PER_PARAMETER, weightBytes } from './weights.js';

/** A model as the formula sees it. */
export interface Network {
  readonly totalParameters: number;
  readonly activeParameters: number;
  /** Share of the experts that work on one token; 1 where all parameters do. */
  readonly expertShare: number;
  readonly cache: Cache;
  readonly layers: number;
  /** Numbers per head and token that attention multiplies, times heads; 0 where the configuration was not read: then its part is left out. */
  readonly attention: { readonly decode: number; readonly prefill: number };
}

export interface Accelerator {
  readonly memoryBytes: number;
  readonly bandwidthBytesPerSecond: number;
  /** Dense operations a second at a precision, before the profile's share. */
  readonly flops: (precision: Precision, profile: EngineProfile) => number;
}

export interface Serving {
  readonly gpus: number;
  readonly precision: Precision;
  /** Prompt and answer of one request, in tokens. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the prompt: found in the cache of an earlier request, so that it is stored but not computed again. */
  readonly cachedInputShare: number;
  /** Requests at a time, at most. */
  readonly sequences: number;
  /** Share of the memory that the engine may use. */
  readonly memoryShare: number;
  readonly overheadBytesPerGpu: number;
}

export interface Throughput {
  readonly outputTokensPerSecond: number;
  readonly requestsPerSecond: number;
  /** Requests at a time. */
  readonly sequences: number;
  readonly stepSeconds: number;
  readonly prefillSeconds: number;
}

export type Prediction =
  | { readonly status: 'fits'; readonly most: Throughput }
  | { readonly status: 'too_small'; readonly neededBytes: number; readonly usableBytes: number };

/** From the configuration; `undefined` where the cache's layout is not known. */
export function networkOf(architecture: Pick<Architecture, 'params_total_b' | 'params_active_b' | 'experts' | 'experts_per_token' | 'kv'>, cacheBytesPerNumber: number): Network | undefined {
  const { params_total_b: total, params_active_b: active = total, experts, experts_per_token: perToken, kv } = architecture;
  const known = cacheOf(kv, cacheBytesPerNumber);
  if (known.status === 'unknown') return undefined;
  const heads = kv.attention_heads;
  const mixture = active < 0.9 * total;
  return {
    totalParameters: total * 1e9,
    activeParameters: active * 1e9,
    // Where the number of experts was not read, their share is at most that of the active parameters, which include attention.
    expertShare: experts !== undefined && perToken !== undefined ? perToken / experts : mixture ? active / total : 1,
    cache: known.cache,
    layers: kv.layers,
    attention: heads === undefined ? { decode: 0, prefill: 0 } : { decode: heads * dims(kv).decode, prefill: heads * dims(kv).prefill },
  };
}

/**
 * Width of a head. With a latent cache decoding works in the latent space (mean of keys with and values without the rotary part);
 * prefill works on heads of 128 + 64 and 128.
 */
function dims(kv: Architecture['kv']): { decode: number; prefill: number } {
  if (kv.layout === 'mla') return { decode: (kv.kv_lora_rank ?? 0) + (kv.qk_rope_head_dim ?? 0) / 2, prefill: 160 };
  const dim = kv.head_dim ?? 0;
  return { decode: dim, prefill: dim };
}

export function isMixture({ expertShare }: Network): boolean {
  return expertShare < 1;
}

/** GPUs whose makers say 40 or 80 GB and mean GiB. */
const MARKETED_GIB: ReadonlySet<number> = new Set([40, 80]);

/** `undefined` where memory, bandwidth or compute was not established. */
export function acceleratorOf(gpu: Gpu): Accelerator | undefined {
  const { memory_gb: memory, memory_bandwidth_gb_per_s: bandwidth, bf16_tflops: bf16, fp8_tflops: fp8 } = gpu;
  const base = bf16 ?? (fp8 === undefined ? undefined : fp8 / 2);
  if (memory === undefined || bandwidth === undefined || base === undefined) return undefined;
  return {
    memoryBytes: memory * (gpu.vendor === 'NVIDIA' && MARKETED_GIB.has(memory) ? 2 ** 30 : 1e9),
    bandwidthBytesPerSecond: bandwidth * 1e9,
    flops: (precision, profile) => {
      switch (precision) {
        case 'fp8':
          return (fp8 ?? base) * 1e12;
        case 'fp4':
        case 'mxfp4':
          // Without units for four bits the weights are unpacked and multiplied at 16.
          return gpu.fp4_tflops === undefined || fp8 === undefined ? base * 1e12 : fp8 * profile.fp4_over_fp8 * 1e12;
        case 'bf16':
        case 'int4':
          return base * 1e12;
      }
    },
  };
}

/** The most that a group of GPUs does, with as many requests at a time as memory and `sequences` allow. */
export function predict(network: Network, accelerator: Accelerator, serving: Serving, profile: EngineProfile): Prediction {
  const { gpus, precision, inputTokens, outputTokens } = serving;
  const weights = weightBytes(network.totalParameters, precision);
  const usable = gpus * accelerator.memoryBytes * serving.memoryShare - gpus * serving.overheadBytesPerGpu;
  const reserved =
    profile.cache_occupancy === 1
      ? cacheBytes(network.cache, meanContext(inputTokens, outputTokens))
      : profile.cache_occupancy * cacheBytes(network.cache, inputTokens + outputTokens);
  const sequences = Math.min(serving.sequences, reserved === 0 ? Infinity : (usable - weights) / reserved);
  if (!(sequences >= 1)) return { status: 'too_small', neededBytes: weights + reserved, usableBytes: usable };
  return { status: 'fits', most: atSequences(network, accelerator, serving, profile, sequences) };
}

/** Memory that so many requests at a time take with the weights, and what the GPUs have to give. */
export function roomFor(network: Network, accelerator: Accelerator, serving: Serving, sequences: number): { readonly neededBytes: number; readonly usableBytes: number } {
  const { gpus, precision, inputTokens, outputTokens, memoryShare, overheadBytesPerGpu } = serving;
  return {
    neededBytes: weightBytes(network.totalParameters, precision) + sequences * cacheBytes(network.cache, meanContext(inputTokens, outputTokens)),
    usableBytes: gpus * accelerator.memoryBytes * memoryShare - gpus * overheadBytesPerGpu,
  };
}

/** Speed with a given number of requests at a time. */
export function atSequences(network: Network, accelerator: Accelerator, serving: Serving, profile: EngineProfile, sequences: number): Throughput {
  const { gpus, precision, inputTokens, outputTokens, cachedInputShare } = serving;
  const { totalParameters, activeParameters, expertShare, layers, attention } = network;
  const bytesPerParameter = BYTES_PER_PARAMETER[precision];
  const context = meanContext(inputTokens, outputTokens);
  const experts = isMixture(network) ? profile.experts_flops_share : 1;
  const flops = gpus * accelerator.flops(precision, profile) * experts;
  const share = precision === 'bf16' || precision === 'int4' ? 'bf16' : 'fp8';
  const split = gpus ** profile.gpus_exponent;

  const touched = isMixture(network)
    ? activeParameters + (totalParameters - activeParameters) * (1 - (1 - expertShare) ** sequences)
    : totalParameters;
  const memorySeconds =
    (touched * bytesPerParameter + sequences * cacheBytes(network.cache, context)) / (gpus * accelerator.bandwidthBytesPerSecond * profile.bandwidth_share);
  const computeSeconds =
    (2 * activeParameters * sequences + 4 * layers * attention.decode * context * sequences) / (flops * profile.decode_flops_share[share]);
  const combined = profile.combine === 'sum' ? memorySeconds + computeSeconds : Math.max(memorySeconds, computeSeconds);
  const stepSeconds = combined / split + profile.step_seconds + profile.step_seconds_per_sequence * sequences;

  const computed = inputTokens * (1 - cachedInputShare);
  const prefillSeconds =
    (2 * activeParameters * computed + 2 * layers * attention.prefill * computed * inputTokens) / (flops * profile.prefill_flops_share[share]) / split;
  const requestsPerSecond = sequences / (sequences * prefillSeconds + outputTokens * stepSeconds);
  return { outputTokensPerSecond: outputTokens * requestsPerSecond, requestsPerSecond, sequences, stepSeconds, prefillSeconds };
}

/** Tokens in the cache in the middle of an answer. */
function meanContext(inputTokens: number, outputTokens: number): number {
  return inputTokens + outputTokens / 2;
}
