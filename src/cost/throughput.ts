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

/** How a network is put on GPUs. */
export interface Deployed {
  readonly gpus: number;
  readonly precision: Precision;
  /** Requests at a time, at most. */
  readonly sequences: number;
  /** Share of the memory that the engine may use. */
  readonly memoryShare: number;
  readonly overheadBytesPerGpu: number;
}

/** One request. */
export interface Request {
  /** Prompt and answer, in tokens. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the prompt: found in the cache of an earlier request, so that it is stored but not computed again. */
  readonly cachedInputShare: number;
}

/** A network on a group of GPUs, as far as it does not hang on the requests: bytes, and seconds a unit of work. */
export interface Roofline {
  readonly weightBytes: number;
  readonly usableBytes: number;
  /** Requests at a time, at most. */
  readonly sequences: number;
  readonly cache: Cache;
  /** Share of its longest context that a request takes of the cache while it runs; 1: it takes the mean one. */
  readonly cacheOccupancy: number;
  /** To read the weights that every step reads, and those of experts that no token of a step may need. */
  readonly sharedWeightSeconds: number;
  readonly expertWeightSeconds: number;
  /** Of both, what falls to each request where there are as many at a time as there may be. */
  readonly leastWeightSecondsPerSequence: number;
  /** Share of the experts that one token leaves idle; 0 where all parameters work on each. */
  readonly idleShare: number;
  readonly secondsPerCacheByte: number;
  /** To compute a token of an answer, and a token of an answer with one of its context. */
  readonly decodeSeconds: number;
  readonly decodeSecondsPerContextToken: number;
  /** To compute a token of a prompt, and a token of a prompt with one of its context. */
  readonly prefillSeconds: number;
  readonly prefillSecondsPerContextToken: number;
  readonly combine: EngineProfile['combine'];
  readonly stepSeconds: number;
  readonly stepSecondsPerSequence: number;
}

/** Requests of one size on a roofline. */
export interface Service {
  readonly roofline: Roofline;
  readonly outputTokens: number;
  /** Cache that an engine sets aside for each. */
  readonly reservedBytes: number;
  /** Requests at a time, at most. */
  readonly sequences: number;
  /** Of one request more: reading its cache, and computing its token. */
  readonly memorySecondsPerSequence: number;
  readonly computeSecondsPerSequence: number;
  readonly prefillSeconds: number;
}

export interface Throughput {
  readonly outputTokensPerSecond: number;
  readonly requestsPerSecond: number;
  /** Requests at a time. */
  readonly sequences: number;
  readonly stepSeconds: number;
  readonly prefillSeconds: number;
}

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

/** Memory for weights and cache. */
export function usableBytes({ memoryBytes }: Pick<Accelerator, 'memoryBytes'>, { gpus, memoryShare, overheadBytesPerGpu }: Pick<Deployed, 'gpus' | 'memoryShare' | 'overheadBytesPerGpu'>): number {
  return gpus * (memoryBytes * memoryShare - overheadBytesPerGpu);
}

export function rooflineOf(network: Network, accelerator: Accelerator, deployed: Deployed, profile: EngineProfile): Roofline {
  const { gpus, precision, sequences } = deployed;
  const { totalParameters, activeParameters, expertShare, cache, layers, attention } = network;
  const mixture = isMixture(network);
  const split = gpus ** profile.gpus_exponent;
  const bytesPerSecond = gpus * accelerator.bandwidthBytesPerSecond * profile.bandwidth_share * split;
  const flops = gpus * accelerator.flops(precision, profile) * (mixture ? profile.experts_flops_share : 1) * split;
  const share = precision === 'bf16' || precision === 'int4' ? 'bf16' : 'fp8';
  const [decode, prefill] = [flops * profile.decode_flops_share[share], flops * profile.prefill_flops_share[share]];
  const secondsPerParameter = BYTES_PER_PARAMETER[precision] / bytesPerSecond;
  const sharedWeightSeconds = (mixture ? activeParameters : totalParameters) * secondsPerParameter;
  const expertWeightSeconds = mixture ? (totalParameters - activeParameters) * secondsPerParameter : 0;
  const idleShare = mixture ? 1 - expertShare : 0;
  return {
    weightBytes: weightBytes(totalParameters, precision),
    usableBytes: usableBytes(accelerator, deployed),
    sequences,
    cache,
    cacheOccupancy: profile.cache_occupancy,
    sharedWeightSeconds,
    expertWeightSeconds,
    leastWeightSecondsPerSequence: (sharedWeightSeconds + expertWeightSeconds * (1 - idleShare ** sequences)) / sequences,
    idleShare,
    secondsPerCacheByte: 1 / bytesPerSecond,
    decodeSeconds: (2 * activeParameters) / decode,
    decodeSecondsPerContextToken: (4 * layers * attention.decode) / decode,
    prefillSeconds: (2 * activeParameters) / prefill,
    prefillSecondsPerContextToken: (2 * layers * attention.prefill) / prefill,
    combine: profile.combine,
    stepSeconds: profile.step_seconds,
    stepSecondsPerSequence: profile.step_seconds_per_sequence,
  };
}

/** Requests of one size, with as many at a time as memory and engine allow: fewer than one where not even that fits. */
export function serviceOf(roofline: Roofline, { inputTokens, outputTokens, cachedInputShare }: Request): Service {
  const { cache, cacheOccupancy, usableBytes: usable, weightBytes: weights } = roofline;
  // In the middle of an answer.
  const context = inputTokens + outputTokens / 2;
  const bytes = cacheBytes(cache, context);
  const reserved = cacheOccupancy === 1 ? bytes : cacheOccupancy * cacheBytes(cache, inputTokens + outputTokens);
  const computed = inputTokens * (1 - cachedInputShare);
  return {
    roofline,
    outputTokens,
    reservedBytes: reserved,
    sequences: Math.min(roofline.sequences, reserved === 0 ? (weights <= usable ? Infinity : 0) : (usable - weights) / reserved),
    memorySecondsPerSequence: bytes * roofline.secondsPerCacheByte,
    computeSecondsPerSequence: roofline.decodeSeconds + context * roofline.decodeSecondsPerContextToken,
    prefillSeconds: computed * (roofline.prefillSeconds + inputTokens * roofline.prefillSecondsPerContextToken),
  };
}

/** Seconds for the next token of so many requests at a time. */
export function stepSeconds({ roofline, memorySecondsPerSequence, computeSecondsPerSequence }: Service, sequences: number): number {
  const { sharedWeightSeconds, expertWeightSeconds, idleShare } = roofline;
  const experts = expertWeightSeconds === 0 ? 0 : expertWeightSeconds * (1 - idleShare ** sequences);
  const memory = sharedWeightSeconds + experts + sequences * memorySecondsPerSequence;
  const compute = sequences * computeSecondsPerSequence;
  return (roofline.combine === 'sum' ? memory + compute : Math.max(memory, compute)) + roofline.stepSeconds + roofline.stepSecondsPerSequence * sequences;
}

/** Requests at a time with which some time reaches a limit: with fewer than `surely` it is within, with more than `atMost` it is not. */
export interface Reach {
  readonly surely: number;
  readonly atMost: number;
}

/**
 * Where the seconds for a step, with so many more for each request at a time, reach a limit: these grow in straight lines, but for those of experts, which
 * lie between what one request needs and all that there are. The two ends are exact to a share of {@link DOUBT}; between them {@link stepSeconds} decides.
 * @param before of the limit: what else takes of it, however many requests there are
 */
export function reach(service: Service, limit: number, before: number, perSequence: number): Reach {
  const { expertWeightSeconds, idleShare } = service.roofline;
  return {
    surely: reaching(service, limit * (1 - DOUBT) - before, perSequence, expertWeightSeconds),
    atMost: reaching(service, limit * (1 + DOUBT) - before, perSequence, expertWeightSeconds * (1 - idleShare)),
  };
}

/** Far more than rounding does, and far less than any search is exact to. */
const DOUBT = 1e-9;

function reaching({ roofline, memorySecondsPerSequence, computeSecondsPerSequence }: Service, limit: number, perSequence: number, expertSeconds: number): number {
  const { sharedWeightSeconds, combine, stepSeconds: least, stepSecondsPerSequence } = roofline;
  const each = stepSecondsPerSequence + perSequence;
  const left = limit - least;
  const afterWeights = left - sharedWeightSeconds - expertSeconds;
  if (combine === 'sum') return afterWeights / (memorySecondsPerSequence + computeSecondsPerSequence + each);
  return Math.min(afterWeights / (memorySecondsPerSequence + each), left / (computeSecondsPerSequence + each));
}

/** Requests that so many at a time get done in a second. */
export function requestsPerSecond(service: Service, sequences: number): number {
  return sequences / (sequences * service.prefillSeconds + service.outputTokens * stepSeconds(service, sequences));
}

/**
 * Seconds that a group of GPUs is busy with a request at least, however many run at a time: a step's share for each is the smaller the more there are, and
 * hangs on nothing but weights, cache and operations. All of it is work over bandwidth or compute, and so are the seconds of a larger group over those of a smaller one.
 */
export function leastSeconds(roofline: Roofline, request: Request): number {
  const { prefillSeconds, outputTokens, memorySecondsPerSequence, computeSecondsPerSequence } = serviceOf(roofline, request);
  return prefillSeconds + outputTokens * Math.max(roofline.leastWeightSecondsPerSequence + memorySecondsPerSequence, computeSecondsPerSequence);
}

/** Speed with a given number of requests at a time. */
export function atSequences(service: Service, sequences: number): Throughput {
  const requests = requestsPerSecond(service, sequences);
  return { outputTokensPerSecond: service.outputTokens * requests, requestsPerSecond: requests, sequences, stepSeconds: stepSeconds(service, sequences), prefillSeconds: service.prefillSeconds };
}

/** The most that a group of GPUs does; `undefined` where not even one request fits. */
export function predict(roofline: Roofline, request: Request): Throughput | undefined {
  const service = serviceOf(roofline, request);
  return service.sequences >= 1 ? atSequences(service, service.sequences) : undefined;
}

/** Memory that so many requests at a time take with the weights: more than there is exactly where {@link serviceOf} finds room for fewer. */
export function neededBytes(roofline: Roofline, request: Request, sequences: number): number {
  return roofline.weightBytes + sequences * serviceOf(roofline, request).reservedBytes;
}
