/** The throughput model against the vectors and the measurements of its sources. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import type { EngineProfile } from '../../src/catalogue/cost-schema.js';
import { acceleratorOf, leastSeconds, neededBytes, networkOf, predict, reach, requestsPerSecond, rooflineOf, serviceOf, stepSeconds, type Accelerator, type Deployed, type Request } from '../../src/cost/throughput.js';
import { fitErrors } from '../../src/cost/fit.js';

const { costs: { speeds }, gpus } = builtInCatalogue();
const profile = (id: string): EngineProfile => speeds.profiles.find((one) => one.id === id)!;
const network = (id: string, cacheBytesPerNumber: number) => networkOf(speeds.architectures.find((one) => one.id === id)!, cacheBytesPerNumber)!;

/** Exactly the figures that the vectors state: the catalogue's H100 has 80 GiB, theirs 85.896e9 bytes. */
function accelerator(gpu: string, memoryBytes?: number): Accelerator {
  const known = acceleratorOf(gpus.get(gpu)!)!;
  return memoryBytes === undefined ? known : { ...known, memoryBytes };
}

const BASE: Omit<Deployed & Request, 'gpus' | 'precision' | 'inputTokens' | 'outputTokens'> = {
  cachedInputShare: 0, sequences: Infinity, memoryShare: 0.9, overheadBytesPerGpu: 2e9,
};

function most(of: ReturnType<typeof network>, gpu: Accelerator, serving: Deployed & Request, profileId: string) {
  const prediction = predict(rooflineOf(of, gpu, serving, profile(profileId)), serving);
  if (prediction === undefined) throw new Error('does not fit');
  return prediction;
}

describe('the worked vectors of the throughput formula (research notes on cost, section 4)', () => {
  test.each([
    { name: 'Llama 3.3 70B on two H100, FP8, 1000/1000', model: 'llama-3.3-70b', gpu: accelerator('h100-sxm', 85.896e9), gpus: 2, precision: 'fp8', io: [1000, 1000], tokens: 4193.58, sequences: 325.776, step: 0.0581836, prefill: 0.05986 },
    { name: 'Llama 3.3 70B on one B200, FP4, 1000/2000', model: 'llama-3.3-70b', gpu: accelerator('b200'), gpus: 1, precision: 'fp4', io: [1000, 2000], tokens: 7367.43, sequences: 367.174, step: 0.0433587, prefill: 0.0352901 },
    { name: 'Qwen3 235B on eight H200, FP8, 1000/1000', model: 'qwen3-235b-a22b', gpu: accelerator('h200-sxm'), gpus: 8, precision: 'fp8', io: [1000, 1000], tokens: 20620.63, sequences: 5292.14, step: 0.183317, prefill: 0.0138558 },
  ] as const)('$name', ({ model, gpu, gpus: count, precision, io: [inputTokens, outputTokens], tokens, sequences, step, prefill }) => {
    const prediction = most(network(model, 1), gpu, { ...BASE, gpus: count, precision, inputTokens, outputTokens }, 'trtllm-max');
    expect(prediction.outputTokensPerSecond / tokens).toBeCloseTo(1, 4);
    expect(prediction.sequences / sequences).toBeCloseTo(1, 4);
    expect(prediction.stepSeconds / step).toBeCloseTo(1, 4);
    expect(prediction.prefillSeconds / prefill).toBeCloseTo(1, 4);
  });

  test.each([
    { precision: 'fp8', io: [2048, 2048], users: 32, tokens: 3155.23, step: 0.00959481, prefill: 0.0350138 },
    { precision: 'bf16', io: [128, 128], users: 64, tokens: 6205.59, step: 0.00887661, prefill: 0.00287334 },
  ] as const)('vLLM, Qwen3 8B on one H100, $precision, $io, $users users', ({ precision, io: [inputTokens, outputTokens], users, tokens, step, prefill }) => {
    const serving = { ...BASE, gpus: 1, precision, inputTokens, outputTokens, sequences: users, overheadBytesPerGpu: 4e9 };
    const prediction = most(network('qwen3-8b', 2), accelerator('h100-sxm', 85.896e9), serving, 'vllm');
    expect(prediction.sequences).toBe(users);
    expect(prediction.outputTokensPerSecond / tokens).toBeCloseTo(1, 4);
    expect(prediction.stepSeconds / step).toBeCloseTo(1, 4);
    expect(prediction.prefillSeconds / prefill).toBeCloseTo(1, 4);
  });
});

test.each(['trtllm-max', 'vllm'])('%s: as many requests as fit need all the memory that there is', (id) => {
  const request: Request = { inputTokens: 2048, outputTokens: 2048, cachedInputShare: 0 };
  const roofline = rooflineOf(network('qwen3-8b', 2), accelerator('h100-sxm'), { ...BASE, gpus: 1, precision: 'fp8' }, profile(id));
  expect(neededBytes(roofline, request, serviceOf(roofline, request).sequences) / roofline.usableBytes).toBeCloseTo(1, 12);
});

describe('bounds', () => {
  const requests = fc.record({ inputTokens: fc.integer({ min: 1, max: 30_000 }), outputTokens: fc.integer({ min: 0, max: 4000 }), cachedInputShare: fc.double({ min: 0, max: 1, noNaN: true }) });
  const models = fc.constantFrom('qwen3-8b', 'llama-3.3-70b', 'qwen3-235b-a22b', 'gpt-oss-120b');
  const shapes = fc.record({ model: models, gpu: fc.constantFrom('l4', 'a100-80-sxm', 'h100-sxm', 'b200', 'mi300x'), gpus: fc.constantFrom(1, 2, 4, 8, 16), precision: fc.constantFrom('bf16', 'fp8'), combine: fc.constantFrom('sum', 'max') });
  const rooflineOn = ({ model, gpu, gpus: count, precision, combine }: typeof shapes extends fc.Arbitrary<infer T> ? T : never) =>
    rooflineOf(network(model, 2), accelerator(gpu), { ...BASE, gpus: count, precision, sequences: 256 }, { ...profile('trtllm-max'), combine });

  test('fewer requests at a time than surely are within a limit are so, and more than may be are not', () => {
    const limits = fc.record({ limit: fc.double({ min: 1e-4, max: 20, noNaN: true }), before: fc.double({ min: 0, max: 1, noNaN: true }), perSequence: fc.double({ min: 0, max: 0.01, noNaN: true }) });
    fc.assert(fc.property(shapes, requests, limits, fc.double({ min: 1, max: 300, noNaN: true }), (shape, request, { limit, before, perSequence }, sequences) => {
      const service = serviceOf(rooflineOn(shape), request);
      const { surely, atMost } = reach(service, limit, before, perSequence);
      // Anywhere, and as near to the ends as tells.
      for (const n of [sequences, surely * (1 - 1e-12), atMost * (1 + 1e-12)].filter((one) => one >= 1 && Number.isFinite(one))) {
        const isWithin = before + stepSeconds(service, n) + perSequence * n <= limit;
        if (n < surely) expect(isWithin).toBe(true);
        if (n > atMost) expect(isWithin).toBe(false);
      }
    }), { numRuns: 500 });
  });

  test('no group of GPUs is busy with a request for less than the smallest one is at least', () => {
    fc.assert(fc.property(shapes, requests, fc.double({ min: 1, max: 256, noNaN: true }), (shape, request, sequences) => {
      const least = leastSeconds(rooflineOn({ ...shape, gpus: 1 }), request);
      const busy = shape.gpus / requestsPerSecond(serviceOf(rooflineOn(shape), request), sequences);
      expect(busy).toBeGreaterThanOrEqual(least * (1 - 1e-12));
    }), { numRuns: 500 });
  });
});

describe('predicted against measured', () => {
  test('229 rows of TensorRT-LLM: as close as the fit says, or closer', () => {
    const errors = fitErrors(speeds, gpus, 'trtllm-max');
    expect(errors.rows).toBe(229);
    expect(errors.meanAbsolute).toBeLessThanOrEqual(0.173);
    expect(errors.median).toBeLessThanOrEqual(0.131);
    expect(errors.worst).toBeLessThanOrEqual(0.77);
    expect(errors.within15).toBeGreaterThanOrEqual(0.88);
    expect(errors.within2).toBeGreaterThanOrEqual(0.99);
  });

  test('40 rows of vLLM: 3.7 % off in the mean, 16 % at worst', () => {
    const errors = fitErrors(speeds, gpus, 'vllm');
    expect(errors.rows).toBe(40);
    expect(errors.meanAbsolute).toBeLessThan(0.0375);
    expect(errors.worst).toBeLessThan(0.165);
  });

  test('dense models stay within a factor of 1.5 and mixtures of experts within 2, for at least nine rows in ten', () => {
    const { byModel } = fitErrors(speeds, gpus, 'trtllm-max');
    const dense = byModel.filter(({ mixture }) => !mixture);
    const mixtures = byModel.filter(({ mixture }) => mixture);
    const share = (models: typeof byModel, of: 'within15' | 'within2'): number =>
      models.reduce((all, model) => all + model[of] * model.rows, 0) / models.reduce((all, { rows }) => all + rows, 0);
    expect(share(dense, 'within15')).toBeGreaterThan(0.95);
    expect(share(mixtures, 'within2')).toBeGreaterThan(0.95);
  });
});
