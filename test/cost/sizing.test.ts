/** How many GPUs a demand takes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Model } from '../../src/catalogue/schema.js';
import { figure } from '../../src/cost/basis.js';
import { replicasFor } from '../../src/cost/replica.js';
import { LATE } from '../../src/cost/roofline-replica.js';
import type { Pace } from '../../src/cost/serving.js';
import { gpusWith, latencyTarget, replicaCapacity, roughSize, serviceLevel, shapesOf, sizeFor, spareRule, sparesFor, wholeReplicas, type Sizing, type SizingInput } from '../../src/cost/sizing.js';
import { basis, catalogue, demand, one } from './situations.js';

const gpu = (id: string) => catalogue.gpus.get(id)!;
const model = (id: string): Model => catalogue.models.get(id)!;
function input(changes: Partial<SizingInput> = {}): SizingInput {
  return { model: model('llama-3.3-70b'), gpu: gpu('h100-sxm'), demand: demand(100_000), latency: 'interactive', core: 'supporting', stage: 'production', ...changes };
}
function sized(changes: Partial<SizingInput> = {}): Sizing {
  const result = sizeFor(input(changes), basis);
  if (result.status !== 'sized') throw new Error(JSON.stringify(result.reason));
  return result.sizing;
}

describe('what fits', () => {
  test('70 billion parameters need two H100: at 16 bits for a few requests, at 8 for many', () => {
    expect(sized({ demand: demand(100) }).replica).toMatchObject({ gpus: 2, precision: 'bf16' });
    expect(sized({ demand: demand(1_000_000) }).replica.precision).toBe('fp8');
  });

  test('a model that is too large for sixteen of a GPU says so, with both sizes', () => {
    const result = sizeFor(input({ model: model('kimi-k2.5'), gpu: gpu('l4') }), basis);
    expect(result).toMatchObject({ status: 'not_sized', reason: { code: 'too_small', gpus: 16 } });
  });

  test('a layout that is not known is refused', () => {
    expect(sizeFor(input({ model: model('deepseek-v4-flash') }), basis)).toMatchObject({ reason: { code: 'layout_unknown', layout: 'csa-hca-compressed' } });
  });

  test('a model without parameters or a GPU without figures is refused, not guessed', () => {
    expect(sizeFor(input({ model: model('mixtral-8x7b') }), basis)).toMatchObject({ reason: { code: 'parameters_unknown' } });
    expect(sizeFor(input({ gpu: gpu('kunlun-p800') }), basis)).toMatchObject({ reason: { code: 'gpu_unknown' } });
  });

  test('an embedding model needs no cache', () => {
    const { replica } = sized({ model: model('qwen3-embedding-8b'), demand: demand(1e6, { task: 'embedding', outputTokens: one(0) }) });
    expect(replica.gpus).toBe(1);
    expect(replica.requestsPerSecond.expected).toBeGreaterThan(10);
  });
});

describe('how sure it is', () => {
  test('dense models within a factor of 1.5, experts within 2, a measured row closer', () => {
    const spreadOf = (changes: Partial<SizingInput>): number => {
      const { requestsPerSecond } = sized(changes).replica;
      return requestsPerSecond.high / requestsPerSecond.expected;
    };
    expect(spreadOf({ model: model('qwen3-32b') })).toBeCloseTo(1.5, 10);
    expect(spreadOf({ model: model('llama-4-scout'), gpu: gpu('h200-sxm') })).toBeCloseTo(2, 10);
    const { replica } = sized({ model: model('gpt-oss-120b'), gpu: gpu('h200-sxm'), latency: 'batch', demand: demand(100, { outputTokens: one(1000) }) });
    expect(replica.method).toBe('measured_row');
    expect(replica.requestsPerSecond.high / replica.requestsPerSecond.expected).toBeCloseTo(1.2, 10);
  });

  test('what the user measured wins', () => {
    const { replica, available } = sized({ count: 4, measured: { outputTokensPerSecond: 600 } });
    expect(replica).toMatchObject({ method: 'measured_by_you', gpus: 4, requestsPerSecond: { expected: 2 } });
    expect(available?.gpus).toBe(4);
  });

  test('the use of the GPUs that are needed does not hang on how many more there are', () => {
    const use = (count: number): unknown => sized({ gpu: gpu('h200-sxm'), count, latency: 'batch', demand: demand(100) }).utilisation;
    expect(sized({ gpu: gpu('h200-sxm'), count: 4, latency: 'batch', demand: demand(100) }).gpus.expected).toBe(1);
    for (const count of [2, 3, 4]) expect(use(count)).toEqual(use(1));
  });

  test('pieces take the seconds that somebody measured, or scale by compute from another GPU', () => {
    const objects = demand(3000, { task: 'image-to-3d', units: one(1), inputTokens: one(0), outputTokens: one(0) });
    const measured = sized({ model: model('hunyuan3d-2.1'), gpu: gpu('rtx-6000-ada'), demand: objects, latency: 'batch' });
    expect(measured.replica).toMatchObject({ method: 'seconds_per_unit', requestsPerSecond: { expected: 1 / 90 } });
    const scaled = sized({ model: model('hunyuan3d-2.1'), gpu: gpu('h100-sxm'), demand: objects, latency: 'batch' });
    expect(scaled.replica.requestsPerSecond.expected).toBeCloseTo(989 / 364 / 90, 6);
    expect(scaled.replica.method).toBe('scaled_seconds');
  });

  test('where nobody measured a piece, nothing is known', () => {
    const objects = demand(3000, { task: 'image-to-3d', units: one(1) });
    expect(sizeFor(input({ model: model('stable-zero123-c'), gpu: gpu('rtx-4090'), demand: objects }), basis)).toMatchObject({ reason: { code: 'speed_unknown' } });
    expect(sized({ model: model('stable-zero123-c'), gpu: gpu('rtx-4090'), demand: objects, measured: { secondsPerUnit: 60 } }).replica.requestsPerSecond.expected).toBeCloseTo(1 / 60, 12);
  });
});

describe('spare replicas', () => {
  test('by how core the workload is', () => {
    expect(sized({ core: 'supporting' }).spare.expected).toBe(0);
    expect(sized({ core: 'important' }).spare.expected).toBe(1);
    expect(sparesFor(8, { least: 1, share: 0.25 })).toBe(2);
    expect(sparesFor(1, { least: 1, share: 0.25 })).toBe(1);
  });

  test('none for a prototype or a pilot, and none for work that may wait', () => {
    for (const stage of ['prototype', 'pilot'] as const) expect(sized({ core: 'core', stage }).spare.high).toBe(0);
    expect(sized({ core: 'core', latency: 'batch' }).spare.high).toBe(0);
  });

  test('an unknown answer is a range over what it may be', () => {
    expect(sized({ core: undefined }).spare).toMatchObject({ low: 0, expected: 1 });
  });
});

describe('what is planned with', () => {
  test('the service level: 0.9 of the speed for short prompts, 0.7 for long ones, 0.55 from 10,000 tokens on, all of it where it may wait (research notes on cost, section 4.2)', () => {
    expect([0, 2048, 2049, 9999, 10_000, 100_000].map((tokens) => serviceLevel(tokens, 'interactive', basis))).toEqual([0.9, 0.9, 0.7, 0.7, 0.55, 0.55]);
    expect(serviceLevel(10_000, 'batch', basis)).toBe(1);
    expect(serviceLevel(10_000, undefined, basis)).toBe(0.55);
  });

  test('the fewest GPUs, and of equals the released precision', () => {
    const { replica, gpus } = sized({ model: model('qwen3-8b'), demand: demand(10) });
    expect([replica.precision, replica.gpus, gpus.expected]).toEqual(['bf16', 1, 1]);
  });

  test('nobody asks for anything: one replica stands ready', () => {
    expect([wholeReplicas(0, 100), wholeReplicas(-1, 100)]).toEqual([1, 1]);
  });

  test('both ends have their spare replicas, and a use that falls with the speed', () => {
    const { replica, replicas, spare, gpus, utilisation, replicaRequestsPerDay } = sized({ core: 'core', demand: demand(300_000) });
    for (const end of ['low', 'expected', 'high'] as const) expect(gpus[end]).toBe((replicas[end] + spare[end]) * replica.gpus);
    const fleet = (speed: number): number => speed * 86_400 * (gpus.expected / replica.gpus);
    expect(utilisation).toMatchObject({ low: 300_000 / fleet(replica.requestsPerSecond.high), high: Math.min(1, 300_000 / fleet(replica.requestsPerSecond.low)) });
    expect(replicas.high).toBe(Math.ceil(300_000 / replicaRequestsPerDay.low));
  });
});

describe('shapes for another volume', () => {
  const shapes = (changes: Partial<SizingInput>): { gpus: number; precision: string | undefined }[] => {
    const rough = roughSize(input(changes), basis);
    if (rough.status !== 'sized') throw new Error('not sized');
    return shapesOf(rough, input(changes), basis).map(({ gpus, precision }) => ({ gpus, precision }));
  };

  test('leave out what smaller replicas on fewer GPUs make up for', () => {
    const small = { model: model('qwen3-8b'), latency: 'batch', demand: demand(1000, { inputTokens: one(200), outputTokens: one(200) }) } as const;
    // Two are more than one does, and less than two of it; four, eight and sixteen are not worth their GPUs.
    expect(shapes(small)).toEqual([{ gpus: 1, precision: 'bf16' }, { gpus: 2, precision: 'bf16' }, { gpus: 1, precision: 'fp8' }, { gpus: 2, precision: 'fp8' }]);
  });

  test('hold only such as answer in time, where one does', () => {
    const hurried = shapes({ model: model('qwen3-32b'), gpu: gpu('l40s') });
    const patient = shapes({ model: model('qwen3-32b'), gpu: gpu('l40s'), latency: 'batch' });
    expect(hurried.length).toBeGreaterThan(0);
    expect(Math.min(...hurried.map(({ gpus }) => gpus))).toBeGreaterThanOrEqual(Math.min(...patient.map(({ gpus }) => gpus)));
  });
});

describe('properties', () => {
  const requests = fc.double({ min: 1, max: 1e7, noNaN: true });

  /** One shape only, so that no other one is better on the far side of the step. */
  const SHAPE = { count: 4, measured: { outputTokensPerSecond: 600 } } as const;

  test('one request past what a replica can do buys a whole replica', () => {
    const { replica } = sized(SHAPE);
    const capacity = replicaCapacity(replica, input(SHAPE), basis).expected;
    expect([wholeReplicas(capacity, capacity), wholeReplicas(capacity + 1, capacity)]).toEqual([1, 2]);
    expect(sized({ ...SHAPE, demand: demand(capacity) }).gpus.expected).toBe(4);
    expect(sized({ ...SHAPE, demand: demand(capacity + 1) }).gpus.expected).toBe(8);
  });

  test('one token past it does so too', () => {
    const { replica } = sized(SHAPE);
    const capacity = replicaCapacity(replica, input(SHAPE), basis).expected;
    expect(sized({ ...SHAPE, demand: demand(capacity, { outputTokens: one(301) }) }).gpus.expected).toBe(8);
  });

  test('more volume never takes fewer GPUs, and all are whole', () => {
    fc.assert(fc.property(requests, requests, (a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((volume) => sized({ demand: demand(volume), core: 'core' })) as [Sizing, Sizing];
      expect(more.gpus.expected).toBeGreaterThanOrEqual(less.gpus.expected);
      for (const { gpus } of [less, more]) for (const count of [gpus.low, gpus.expected, gpus.high]) expect(Number.isInteger(count)).toBe(true);
      expect(less.gpus.low).toBeLessThanOrEqual(less.gpus.expected);
      expect(less.gpus.expected).toBeLessThanOrEqual(less.gpus.high);
    }), { numRuns: 40 });
  });

  test('use is never more than all, and never nothing', () => {
    fc.assert(fc.property(requests, (volume) => {
      const { utilisation } = sized({ demand: demand(volume) });
      expect(utilisation.expected).toBeGreaterThan(0);
      expect(utilisation.high).toBeLessThanOrEqual(1);
    }), { numRuns: 30 });
  });

  test('where one shape answers in time, none is taken that does not', () => {
    const hurried = sized({ model: model('qwen3-32b'), gpu: gpu('l40s'), latency: 'interactive', demand: demand(1000) });
    const patient = sized({ model: model('qwen3-32b'), gpu: gpu('l40s'), latency: 'batch', demand: demand(1000) });
    expect(hurried.inTime).toBe(true);
    expect(hurried.pace()!.secondsPerToken).toBeLessThanOrEqual(LATE * latencyTarget('interactive', basis)!.secondsPerToken);
    expect(hurried.replica.gpus).toBeGreaterThanOrEqual(patient.replica.gpus);
    expect(sized({ gpu: gpu('l4'), latency: 'realtime' }).inTime).toBe(false);
  });

  test('what is too slow when it is full serves as few requests at a time as it answers in time, whatever the volume', () => {
    const spark = { model: model('gpt-oss-120b'), gpu: gpu('dgx-spark-gb10'), latency: 'interactive', core: 'supporting', count: 2 } as const;
    const [few, many] = [sized({ ...spark, demand: demand(1, { inputTokens: one(1000), outputTokens: one(300) }) }), sized({ ...spark, demand: demand(100_000, { inputTokens: one(1000), outputTokens: one(300) }) })];
    expect([few.inTime, few.gpus.expected, many.inTime]).toEqual([true, 1, true]);
    const target = latencyTarget('interactive', basis)!;
    for (const { pace } of [few, many]) expect(pace()!.secondsPerToken).toBeLessThanOrEqual(LATE * target.secondsPerToken);
    // Alone it is at its fastest, and the pace that is shown is that of the load there is.
    expect(few.pace()!.secondsPerToken).toBeLessThanOrEqual(few.replica.pace(few.replica.mostInTime(target))!.secondsPerToken);
  });

  test('what is late by less than a prediction can tell is in time, alone and under load', () => {
    const { replica } = sized();
    const alone = replica.pace(1e-9)!;
    const asked = (over: number): Pace => ({ firstTokenSeconds: alone.firstTokenSeconds / over, secondsPerToken: alone.secondsPerToken / over });
    expect([replica.keepsUp(1e-9, asked(1.01)), replica.keepsUp(1e-9, asked(1.03))]).toEqual([true, false]);
    expect([replica.mostInTime(asked(1.01)) > 0, replica.mostInTime(asked(1.03))]).toEqual([true, 0]);
  });

  test('more requests at a time slow each of them down', () => {
    const { replica } = sized();
    expect(replica.pace(2)!.secondsPerToken).toBeGreaterThan(replica.pace(0.1)!.secondsPerToken);
    expect(replica.pace(0.1)!.firstTokenSeconds).toBeLessThan(0.5);
  });
});

describe('what is found sooner is what all of it would say', () => {
  const LATENCIES = ['realtime', 'interactive', 'batch'] as const;
  const CORES = ['supporting', 'important', 'core'] as const;
  const KINDS = ['l4', 'l40s', 'a100-80-sxm', 'h100-sxm', 'h200-sxm', 'b200', 'mi300x'];
  const cases = fc.record({
    model: fc.constantFrom('llama-3.3-70b', 'qwen3-32b', 'qwen3-8b', 'gpt-oss-120b', 'llama-4-scout', 'kimi-k2.5'),
    gpu: fc.constantFrom(...KINDS.filter((id) => catalogue.gpus.has(id))),
    volume: fc.double({ min: 1, max: 3e7, noNaN: true }), latency: fc.constantFrom(...LATENCIES), core: fc.constantFrom(...CORES),
    tokens: fc.tuple(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 4000 }), fc.double({ min: 0, max: 1, noNaN: true })),
  });
  const inputOf = ({ model: id, gpu: kind, volume, latency, core, tokens: [inputTokens, outputTokens, cached] }: typeof cases extends fc.Arbitrary<infer T> ? T : never): SizingInput =>
    input({ model: model(id), gpu: gpu(kind), latency, core, demand: demand(volume, { inputTokens: one(inputTokens), outputTokens: one(outputTokens), cachedInputShare: one(cached) }) });

  test('a replica is in time exactly where its pace is', () => {
    // All that it can do ended no search once.
    const share = fc.oneof(fc.double({ min: 0.001, max: 1.1, noNaN: true }), fc.constant(1));
    const target = fc.record({ firstTokenSeconds: fc.double({ min: 0.01, max: 20, noNaN: true }), secondsPerToken: fc.double({ min: 0.001, max: 0.3, noNaN: true }) });
    fc.assert(fc.property(cases, share, target, fc.double({ min: 0.97, max: 1.03, noNaN: true }), (given, load, wanted, near) => {
      const found = replicasFor(inputOf(given), basis);
      if (found.status === 'none') return;
      for (const replica of found.replicas) {
        const rate = load * replica.usualRequestsPerSecond;
        const pace = replica.pace(rate)!;
        // Far away, and so near that the search alone can tell.
        for (const asked of [wanted, { firstTokenSeconds: 1e9, secondsPerToken: (pace.secondsPerToken * near) / LATE }, { firstTokenSeconds: (pace.firstTokenSeconds * near) / LATE, secondsPerToken: 1e9 }]) {
          expect(replica.keepsUp(rate, asked)).toBe(pace.firstTokenSeconds <= LATE * asked.firstTokenSeconds && pace.secondsPerToken <= LATE * asked.secondsPerToken);
        }
      }
    }), { numRuns: 300 });
  });

  test('shapes that are passed over would not have been taken', () => {
    fc.assert(fc.property(cases, (given) => {
      const asked = inputOf(given);
      const rough = roughSize(asked, basis);
      const all = replicasFor(asked, basis);
      if (rough.status === 'not_sized' || all.status === 'none') {
        expect(rough).toEqual({ status: 'not_sized', reason: all.status === 'none' ? all.reason : undefined });
        return;
      }
      const rule = spareRule(asked, basis).expected;
      const service = {
        usualLevel: serviceLevel(asked.demand.usage.inputTokens.expected, asked.latency, basis), planned: figure('planned_utilisation', undefined, basis).value.expected, target: latencyTarget(asked.latency, basis),
      };
      const sizes = all.replicas.map((replica) => {
        const { level, inTime } = replica.levelFor(service);
        const load = asked.demand.requestsPerDay.expected * asked.demand.peakFactor.expected;
        return { gpus: gpusWith(wholeReplicas(load, replica.usualRequestsPerSecond * level * service.planned * 86_400), replica, rule), inTime, replica };
      });
      const best = sizes.reduce((least, one) => ((one.inTime && !least.inTime) || (one.inTime === least.inTime && one.gpus < least.gpus) ? one : least));
      expect([rough.gpus, rough.inTime, rough.replica.gpus, rough.replica.precision]).toEqual([best.gpus, best.inTime, best.replica.gpus, best.replica.precision]);
      expect(rough.replicas.map(({ gpus, precision }) => [gpus, precision])).toEqual(all.replicas.map(({ gpus, precision }) => [gpus, precision]));
    }), { numRuns: 300 });
  });
});
