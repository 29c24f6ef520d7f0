/** What an option costs a month: complete, by the line, and unknown where anything of it is not known. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costValue } from '../../src/cost/value.js';
import { breakEven, costCurve, type BreakEven, type Corners } from '../../src/cost/break-even.js';
import { cornersOf, expectedUsdPerMonth, optionCost, thirdWay, type CostInput, type KnownCost, type OptionCost, type PricedShape } from '../../src/cost/option-cost.js';
import type { Range } from '../../src/cost/range.js';
import { candidates } from '../../src/cost/machines.js';
import { NO_OVERRIDES } from '../../src/cost/price-file.js';
import type { CostLine } from '../../src/cost/line.js';
import { replicasFor } from '../../src/cost/replica.js';
import { replicaCapacity } from '../../src/cost/sizing.js';
import type { Option } from '../../src/options/option.js';
import { LANGUAGES } from '../../src/profile/vocabulary.js';
import { wordedFormula } from '../../src/report/money.js';
import { basis, demand, one, option, trafficClass } from './situations.js';

const LOCAL = { side: 'local', model: 'llama-3.3-70b' } as const;
const API = { side: 'api', model: 'gpt-4o', provider: 'openai' } as const;

function input(changes: Partial<Option>, others: Partial<CostInput> = {}): CostInput {
  return {
    option: option(changes), trafficClass: trafficClass({ latency: 'interactive', core: 'supporting', stage: 'production' }), demand: demand(10_000),
    organisation: { name: 'Test', country: 'US' }, platformShare: 1,
    ...others,
  };
}
function cost(changes: Partial<Option>, others: Partial<CostInput> = {}): KnownCost {
  return known(optionCost(input(changes, others), basis));
}
function known(result: OptionCost): KnownCost {
  if (result.status !== 'known') throw new Error(result.text.en);
  return result;
}
const lineOf = ({ lines }: KnownCost, id: string) => lines.find((line) => line.id === id);
const ids = ({ lines }: KnownCost): string[] => lines.map(({ id }) => id);

const PLACES: readonly Partial<Option>[] = [
  API,
  { ...API, place: 'private_api' },
  { ...LOCAL, place: 'private_cloud' },
  { ...LOCAL, place: 'managed_host' },
  { ...LOCAL, place: 'on_premises' },
  { ...LOCAL, place: 'on_premises', hardware: { gpu: 'NVIDIA H100 SXM', count: 4, owned: true } },
  { ...LOCAL, place: 'on_premises', hardware: { gpu: 'h100-sxm', count: 2, owned: true } },
];

const dailyOf = (range: Range): Pick<PricedShape, 'usualRequestsPerDay' | 'requestsPerDay'> => ({ usualRequestsPerDay: range.expected, requestsPerDay: () => range });

describe('an API', () => {
  test('is paid by use, and needs people too', () => {
    const api = cost(API);
    expect(ids(api)).toEqual(['usage', 'staff', 'setup']);
    // 10,000 requests of 1,000 and 300 tokens at 2.5 and 10 dollars a million.
    expect(lineOf(api, 'usage')?.usdPerMonth.expected).toBeCloseTo(10_000 * 0.0055 * (365.25 / 12), 6);
    // A tenth of 220,000 dollars a year.
    expect(lineOf(api, 'staff')?.usdPerMonth.expected).toBeCloseTo(22_000 / 12, 6);
  });

  test('a bill that is stated stands for the use', () => {
    expect(lineOf(cost(API, { statedBillUsd: 1234 }), 'usage')?.usdPerMonth).toEqual({ low: 1234, expected: 1234, high: 1234, evidence: 'stated' });
  });

  test('an unknown price is an unknown cost', () => {
    expect(optionCost(input({ ...API, model: 'no-such-model' }), basis)).toMatchObject({ status: 'unknown', reason: 'no_price' });
  });
});

describe('machines', () => {
  test('rented ones are paid for busy or idle', () => {
    const quiet = cost({ ...LOCAL, hardware: { gpu: 'h100-sxm' } }, { demand: demand(1) });
    const busy = cost({ ...LOCAL, hardware: { gpu: 'h100-sxm' } }, { demand: demand(5000) });
    expect(lineOf(quiet, 'rental')).toEqual(lineOf(busy, 'rental'));
    // Two H100 at the middle of the list prices, all hours of a month.
    const rent = lineOf(quiet, 'rental')!;
    expect(rent.usdPerMonth.expected).toBeCloseTo(2 * rent.pieces.find(({ id }) => id === 'usd_per_gpu_hour')!.value.expected * 730.5, 6);
  });

  test('bought ones have write-off, maintenance and power; owned ones power only', () => {
    expect(ids(cost({ ...LOCAL, place: 'on_premises', hardware: { gpu: 'h100-sxm', count: 2 } }))).toEqual(['purchase', 'maintenance', 'power', 'staff', 'setup']);
    expect(ids(cost({ ...LOCAL, place: 'on_premises', hardware: { gpu: 'h100-sxm', count: 8, owned: true } }))).toEqual(['power', 'staff', 'setup']);
  });

  test('where only the spare ones are missing, it says so', () => {
    const owning = (count: number): ReturnType<typeof cost> => cost({ ...LOCAL, place: 'on_premises', hardware: { gpu: 'h100-sxm', count, owned: true } }, { trafficClass: trafficClass({ latency: 'interactive', core: 'important', stage: 'production' }) });
    const { parts } = owning(100);
    if (parts.side !== 'local') throw new Error('not local');
    const { replicas, replica, spare } = parts.sizing;
    expect(spare.expected).toBeGreaterThan(0);
    const { notes } = owning(replicas.expected * replica.gpus);
    expect(notes).toContain('spare_missing');
    expect(notes).not.toContain('too_few');
  });

  test('owned ones are not bought again where nobody says how many there are', () => {
    const owned = cost({ ...LOCAL, place: 'on_premises', hardware: { gpu: 'h100-sxm', owned: true } }, { demand: demand(500_000) });
    expect(ids(owned)).not.toContain('purchase');
    expect([owned.notes.includes('owned'), owned.notes.includes('too_few'), owned.upFront.map(({ id }) => id)]).toEqual([true, false, ['setup']]);
  });

  test('what is missing to owned ones is bought, and said', () => {
    const short = cost({ ...LOCAL, place: 'on_premises', hardware: { gpu: 'h100-sxm', count: 2, owned: true } }, { demand: demand(500_000) });
    expect(short.notes).toContain('too_few');
    const bought = lineOf(short, 'purchase')!.pieces.find(({ id }) => id === 'gpus_to_buy')!;
    const all = lineOf(short, 'power')!.pieces.find(({ id }) => id === 'gpus')!;
    expect(bought.value.expected).toBe(all.value.expected - 2);
  });

  test('a stated number is paid for, also where fewer would do', () => {
    const eight = cost({ ...LOCAL, hardware: { gpu: 'h100-sxm', count: 8 } }, { demand: demand(1) });
    expect(lineOf(eight, 'rental')!.pieces.find(({ id }) => id === 'gpus')!.value.expected).toBe(8);
  });

  test('a model that is not listed takes what somebody measured of it, where the GPUs and their number are named', () => {
    const own = (changes: Partial<Option> = {}, measured = {}): OptionCost =>
      optionCost({ ...input({ side: 'local', modelName: 'my-model', place: 'on_premises', hardware: { gpu: 'l40s', count: 2, owned: true }, ...changes }, { demand: demand(5000) }), measured }, basis);
    const found = own({}, { outputTokensPerSecond: 800 });
    expect(found).toMatchObject({ status: 'known', parts: { sizing: { gpu: { id: 'l40s' }, replica: { gpus: 2, method: 'measured_by_you' } } } });
    expect(own({}, { secondsPerUnit: 3 })).toMatchObject({ status: 'known', parts: { sizing: { replica: { gpus: 1, method: 'measured_by_you' } } } });
    expect(own()).toMatchObject({ status: 'unknown', reason: 'model_unknown' });
    expect(own({ hardware: {} }, { outputTokensPerSecond: 800 })).toMatchObject({ status: 'unknown', reason: 'model_unknown' });
    expect(own({ hardware: { gpu: 'l40s' } }, { outputTokensPerSecond: 800 })).toMatchObject({ status: 'unknown', reason: 'model_unknown' });
  });

  test('GPUs that are billed by use cost no more where more of them stand by', () => {
    const endpoint = (count: number): CostLine => lineOf(cost({ ...LOCAL, place: 'managed_host', hardware: { gpu: 'h200-sxm', count } }, { trafficClass: trafficClass({ latency: 'batch' }), demand: demand(20_000, {}, 1) }), 'managed_endpoint')!;
    const [needed, more] = [endpoint(1), endpoint(16)];
    const gpus = ({ pieces }: CostLine): number => pieces.find(({ id }) => id === 'gpus')!.value.expected;
    expect(gpus(more)).toBeGreaterThan(gpus(needed));
    expect(more.usdPerMonth.expected).toBeCloseTo(needed.usdPerMonth.expected, 6);
  });

  test('of GPUs that are billed by use and have nothing to do, the one that the catalogue has first is taken', () => {
    const idle = (gpu: string | undefined): OptionCost => optionCost(input({ ...LOCAL, model: 'qwen3-8b', place: 'managed_host', ...(gpu === undefined ? {} : { hardware: { gpu } }) }, { trafficClass: trafficClass({ latency: 'batch' }), demand: demand(0) }), basis);
    const first = candidates('managed_host', basis).find(({ id }) => idle(id).status === 'known');
    expect(known(idle(undefined)).parts).toMatchObject({ sizing: { gpu: { id: first!.id } } });
  });

  test('a managed endpoint stops between requests only where these may wait', () => {
    const waits = cost({ ...LOCAL, place: 'managed_host' }, { trafficClass: trafficClass({ latency: 'batch' }), demand: demand(1000, {}, 1) });
    const warm = cost({ ...LOCAL, place: 'managed_host' }, { demand: demand(1000, {}, 1) });
    expect(waits.notes).toContain('scales_to_zero');
    expect(warm.notes).toContain('kept_warm');
    expect(lineOf(waits, 'managed_endpoint')!.usdPerMonth.expected).toBeLessThan(lineOf(warm, 'managed_endpoint')!.usdPerMonth.expected / 2);
  });

  test('a server room takes over where an ordinary room has not the power', () => {
    expect(ids(cost({ ...LOCAL, place: 'on_premises', hardware: { gpu: 'h100-sxm', count: 8 } }))).toContain('housing');
  });

  test('without a GPU named, the cheapest that serves it is taken', () => {
    const any = cost(LOCAL);
    const h100 = cost({ ...LOCAL, hardware: { gpu: 'h100-sxm' } });
    expect(any.usdPerMonth.expected).toBeLessThanOrEqual(h100.usdPerMonth.expected);
  });

  test('that choice by expected figures is the one that looking at every card closely would make', () => {
    const places = fc.constantFrom('private_cloud', 'managed_host', 'on_premises');
    fc.assert(fc.property(places, fc.double({ min: 10, max: 2e6, noNaN: true }), fc.constantFrom('interactive', 'batch'), (place, requests, latency) => {
      const others = { demand: demand(requests), trafficClass: trafficClass({ latency, core: 'supporting', stage: 'production' }) };
      const chosen = cost({ ...LOCAL, place }, others);
      const named = [...basis.catalogue.gpus.keys()].filter((gpu) => !basis.catalogue.costs.speeds.derates.find(({ id }) => id === 'desktop')?.gpus?.includes(gpu));
      const all = named.flatMap((gpu) => {
        const one = optionCost(input({ ...LOCAL, place, hardware: { gpu } }, others), basis);
        return one.status === 'known' && one.notes.includes('too_slow') === chosen.notes.includes('too_slow') ? [one.usdPerMonth.expected] : [];
      });
      expect(chosen.usdPerMonth.expected).toBeCloseTo(Math.min(...all), 4);
    }), { numRuns: 25 });
  });

  test('a model that is not in the catalogue, a GPU that is not, and a model with no speed are unknown', () => {
    expect(optionCost(input({ ...LOCAL, model: 'my-own-model' }), basis)).toMatchObject({ status: 'unknown', reason: 'model_unknown' });
    expect(optionCost(input({ ...LOCAL, hardware: { gpu: 'h1000' } }), basis)).toMatchObject({ status: 'unknown', reason: 'gpu_unlisted', text: { en: expect.stringMatching(/^h1000 is not in the catalogue.* Did you mean h100-/) as string } });
    expect(optionCost(input({ side: 'local', model: 'stable-zero123-c', hardware: { gpu: 'rtx-4090' } }, { demand: demand(100, { task: 'image-to-3d', units: one(1) }) }), basis)).toMatchObject({ reason: 'speed_unknown' });
    expect(optionCost(input({ side: 'local' }), basis)).toMatchObject({ reason: 'no_model' });
  });
});

describe('people', () => {
  test('are never left out, wherever it runs', () => {
    for (const place of PLACES) {
      const staff = lineOf(cost(place), 'staff')!;
      expect(staff.usdPerMonth.low).toBeGreaterThan(0);
    }
  });

  test('are counted once for all that share a platform', () => {
    const alone = lineOf(cost(LOCAL), 'staff')!.usdPerMonth.expected;
    const shares = [0.2, 0.3, 0.5].map((platformShare) => lineOf(cost(LOCAL, { platformShare }), 'staff')!.usdPerMonth.expected);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(alone, 6);
  });

  test('cost what they cost in the country', () => {
    const here = (country: string): number => lineOf(cost(LOCAL, { organisation: { name: 'T', country } }), 'staff')!.usdPerMonth.expected;
    expect(here('CN')).toBeCloseTo((0.5 * 600_000) / 7.25 / 12, 6);
    expect(here('DE')).toBeCloseTo((0.5 * 105_000) / 0.87 / 12, 6);
    expect(here('US')).toBeCloseTo((0.5 * 220_000) / 12, 6);
  });
});

describe('the third way', () => {
  test('an open model at a host is shown with the same lines as an API', () => {
    const third = thirdWay(input(LOCAL), basis)!;
    expect(ids(third)).toEqual(['usage', 'staff', 'setup']);
    expect(third.usdPerMonth.expected).toBeLessThan(cost(LOCAL).usdPerMonth.expected);
  });
});

describe('properties', () => {
  const places = fc.constantFrom(...PLACES);
  const volume = fc.double({ min: 1, max: 1e6, noNaN: true });

  test('a total is the sum of its lines, at every end', () => {
    fc.assert(fc.property(places, volume, (place, requests) => {
      const { lines, usdPerMonth } = cost(place, { demand: demand(requests) });
      for (const end of ['low', 'expected', 'high'] as const) {
        expect(usdPerMonth[end]).toBeCloseTo(lines.reduce((sum, line) => sum + line.usdPerMonth[end], 0), 6);
      }
      expect(usdPerMonth.low).toBeLessThanOrEqual(usdPerMonth.expected);
      expect(usdPerMonth.expected).toBeLessThanOrEqual(usdPerMonth.high);
    }), { numRuns: 60 });
  });

  test('the expected total that options are compared by is that of the lines', () => {
    const countries = fc.constantFrom(undefined, 'US', 'DE', 'CN');
    const models = fc.constantFrom('llama-3.3-70b', 'qwen3-32b', 'gpt-oss-20b', 'kimi-k2.5', 'deepseek-v4-pro', 'no-such-model');
    const places = fc.constantFrom<Partial<Option>>(...PLACES, { ...API, model: 'deepseek-chat', provider: 'deepseek' }, { ...API, model: 'no-such-model' });
    const answers = fc.record({ latency: fc.constantFrom('batch', 'interactive', 'realtime'), core: fc.constantFrom('supporting', 'core'), stage: fc.constantFrom('pilot', 'production') });
    fc.assert(
      fc.property(places, models, countries, answers, fc.integer({ min: 1, max: 3_000_000 }), fc.double({ min: 0.01, max: 1, noNaN: true }), fc.option(fc.integer({ min: 1, max: 1e6 }), { nil: undefined }), (place, model, country, levels, volume, platformShare, bill) => {
        const given = input(place.side === 'local' ? { ...place, model } : place, {
          trafficClass: trafficClass(levels), demand: demand(volume), organisation: { name: 'Test', ...(country === undefined ? {} : { country }) }, platformShare,
          ...(bill === undefined ? {} : { statedBillUsd: bill }),
        });
        const result = optionCost(given, basis);
        const expected = expectedUsdPerMonth(given, basis);
        if (result.status === 'unknown') expect(expected).toBeUndefined();
        else expect((expected as number) / result.usdPerMonth.expected).toBeCloseTo(1, 9);
      }),
      { numRuns: 300 },
    );
  });

  test('no kind of GPU that is passed over would have cost less in time, and of equals the first is taken', () => {
    const models = fc.constantFrom('llama-3.3-70b', 'qwen3-32b', 'qwen3-8b', 'gpt-oss-120b', 'kimi-k2.5', 'qwen3-embedding-8b');
    const answers = fc.record({ latency: fc.constantFrom('batch', 'interactive', 'realtime'), core: fc.constantFrom('supporting', 'core'), stage: fc.constantFrom('pilot', 'production') });
    const overrides = fc.constantFrom(undefined, { ...NO_OVERRIDES, rental: { 'h100-sxm': { low: 1, expected: 1, high: 1 }, 'a100-80-sxm': { low: 1, expected: 1, high: 1 } } });
    fc.assert(fc.property(fc.constantFrom('private_cloud', 'managed_host', 'on_premises'), models, answers, fc.integer({ min: 1, max: 3_000_000 }), fc.tuple(fc.integer({ min: 30, max: 8000 }), fc.integer({ min: 1, max: 2000 })), overrides, (place, model, levels, volume, [inputTokens, outputTokens], prices) => {
      const on = prices === undefined ? basis : { ...basis, overrides: prices };
      const task = model.includes('embedding') ? ('embedding' as const) : ('chat' as const);
      const given = { trafficClass: trafficClass(levels), demand: demand(volume, { task, inputTokens: one(inputTokens), outputTokens: one(outputTokens) }) };
      const each = candidates(place, on).flatMap((gpu) => {
        const found = optionCost(input({ side: 'local', model, place, hardware: { gpu: gpu.id } }, given), on);
        return found.status === 'known' && found.parts.side === 'local' ? [{ gpu: gpu.id, inTime: found.parts.sizing.inTime, usd: found.usdPerMonth.expected }] : [];
      });
      const least = each.reduce<(typeof each)[number] | undefined>((best, one) => (best === undefined || (one.inTime !== best.inTime ? one.inTime : one.usd < best.usd * (1 - 1e-12)) ? one : best), undefined);
      const chosen = optionCost(input({ side: 'local', model, place }, given), on);
      expect(chosen.status === 'known' && chosen.parts.side === 'local' ? chosen.parts.sizing.gpu.id : undefined).toBe(least?.gpu);
    }), { numRuns: 150 });
  });

  test('cost never falls when volume rises', () => {
    fc.assert(fc.property(places, volume, volume, (place, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((requests) => cost(place, { demand: demand(requests) }).usdPerMonth.expected) as [number, number];
      expect(more).toBeGreaterThanOrEqual(less * (1 - 1e-12));
    }), { numRuns: 60 });
  });

  test('nothing is bought and rented at once, and no purchase counts twice', () => {
    fc.assert(fc.property(places, volume, (place, requests) => {
      const result = cost(place, { demand: demand(requests) });
      const hardware = ids(result).filter((id) => ['rental', 'managed_endpoint', 'purchase', 'usage'].includes(id));
      expect(new Set(hardware).size).toBe(hardware.length);
      const paid = result.upFront.find(({ id }) => id === 'servers');
      const purchase = lineOf(result, 'purchase');
      expect(paid === undefined).toBe(purchase === undefined);
      // Spread over three to five years with interest: a month is far less than what is paid at once.
      if (paid !== undefined && purchase !== undefined) expect(purchase.usdPerMonth.high).toBeLessThan(paid.usd.high / 24);
    }), { numRuns: 60 });
  });

  test('every formula names only what has words in both languages', () => {
    const latencies = fc.constantFrom('batch', 'interactive');
    fc.assert(fc.property(places, fc.double({ min: 1, max: 1e8, noNaN: true }), latencies, fc.option(fc.constant(1000), { nil: undefined }), (place, requests, latency, bill) => {
      const { lines } = cost(place, { demand: demand(requests), trafficClass: trafficClass({ latency, core: 'core', stage: 'production' }), ...(bill === undefined ? {} : { statedBillUsd: bill }) });
      for (const { formula, pieces } of lines) {
        for (const language of LANGUAGES) {
          const worded = wordedFormula({ formula, pieces: pieces.map((piece) => ({ ...piece, label: piece.label[language], age_days: null })) }, language);
          expect(worded, formula).not.toMatch(language === 'zh' ? /[a-z]{2}/ : /_/);
        }
      }
    }), { numRuns: 100 });
  });

  test('every figure is a number, and none of the lines is nothing by mistake', () => {
    fc.assert(fc.property(places, volume, (place, requests) => {
      for (const { id, usdPerMonth: { low, expected, high } } of cost(place, { demand: demand(requests) }).lines) {
        expect([low, expected, high].every(Number.isFinite), id).toBe(true);
        expect(high, id).toBeGreaterThan(0);
      }
    }), { numRuns: 40 });
  });
});

describe('break-even of two options', () => {
  test('lies where both cost the same, and is a range', () => {
    const api = cost(API);
    const local = cost({ ...LOCAL, hardware: { gpu: 'h100-sxm' } });
    if (api.parts.side !== 'api' || local.parts.side !== 'local') throw new Error('sides');
    const corners = cornersOf(api.parts, local.parts, input(LOCAL), basis);
    const result = breakEven(corners, one(10_000), 'derived');
    if (result.status !== 'at') throw new Error(result.status);
    const at = Math.ceil(result.requestsPerDay!.expected);
    expect(cost(API, { demand: demand(at) }).usdPerMonth.expected).toBeCloseTo(cost({ ...LOCAL, hardware: { gpu: 'h100-sxm' } }, { demand: demand(at) }).usdPerMonth.expected, -2);
    expect(result.requestsPerDay!.low).toBeLessThan(at);
  });

  const hardware = fc.record({ gpu: fc.constant('h100-sxm'), count: fc.integer({ min: 1, max: 24 }), owned: fc.boolean() });
  const volumes = fc.double({ min: 100, max: 3e6, noNaN: true });

  test('reckons machines at any volume as an option of that volume does, with those that are there already', () => {
    fc.assert(fc.property(hardware, fc.constantFrom('on_premises', 'private_cloud'), volumes, volumes, fc.constantFrom('supporting', 'core'), (having, place, present, other, core) => {
      const at = (requests: number): KnownCost => cost({ ...LOCAL, place, hardware: having }, { demand: demand(requests), trafficClass: trafficClass({ latency: 'interactive', core, stage: 'production' }) });
      const [api, local] = [cost(API).parts, at(present).parts];
      if (api.side !== 'api' || local.side !== 'local') throw new Error('sides');
      const corners = cornersOf(api, local, { trafficClass: trafficClass({ latency: 'interactive', core, stage: 'production' }) }, basis);
      const point = costCurve(corners, [other]).find(({ requestsPerDay }) => requestsPerDay === other);
      expect(point!.local.expected / at(other).usdPerMonth.expected).toBeCloseTo(1, 9);
    }), { numRuns: 60 });
  });
});

describe('the kinds of GPU and shapes that a break-even looks at', () => {
  const models = fc.constantFrom('llama-3.3-70b', 'qwen3-32b', 'qwen3-8b', 'gpt-oss-120b');
  const others = fc.record({
    requests: fc.double({ min: 10, max: 3e7, noNaN: true }), peak: fc.double({ min: 1, max: 9, noNaN: true }), platformShare: fc.constantFrom(1, 0.3, 0.05), stage: fc.constantFrom('pilot', 'production'), core: fc.constantFrom('supporting', 'core'),
    tokens: fc.tuple(fc.integer({ min: 30, max: 8000 }), fc.integer({ min: 10, max: 2000 })), wide: fc.boolean(),
  });

  test('leave out none that would change it: at no end, and at no volume of its curve', () => {
    fc.assert(fc.property(models, fc.constantFrom('private_cloud', 'managed_host', 'on_premises'), others, (model, place, { requests, peak, platformShare, stage, core, tokens: [input_, output], wide }) => {
      const size = (tokens: number): Range => (wide ? { low: tokens / 3, expected: tokens, high: tokens * 3, evidence: 'assumed' } : one(tokens));
      const given = { demand: demand(requests, { inputTokens: size(input_), outputTokens: size(output) }, peak), trafficClass: trafficClass({ latency: 'batch', core, stage }), platformShare };
      const api = cost(API, given).parts;
      const local = cost({ side: 'local', model, place }, given).parts;
      if (api.side !== 'api' || local.side !== 'local') throw new Error('sides');
      const every = [...basis.catalogue.gpus.values()].filter(({ id }) => !DESKTOP.has(id)).flatMap((gpu): PricedShape[] => {
        const named = optionCost(input({ side: 'local', model, place, hardware: { gpu: gpu.id } }, given), basis);
        const found = replicasFor({ model: basis.catalogue.models.get(model)!, gpu, demand: given.demand }, basis);
        if (named.status === 'unknown' || named.parts.side !== 'local' || found.status === 'none') return [];
        const { usdPerMonthPerGpu, price } = named.parts.shapes()[0]!;
        return found.replicas.map((replica) => ({ gpu, usdPerMonthPerGpu, price, replica, gpusPerReplica: replica.gpus, ...dailyOf(replicaCapacity(replica, { demand: given.demand, latency: 'batch' }, basis)) }));
      });
      const [looked, all] = [local, { ...local, shapes: () => every }].map((parts) => cornersOf(api, parts, given, basis)) as [Corners, Corners];
      expect(looked.expected.length).toBeLessThanOrEqual(all.expected.length);
      const [seen, whole] = [looked, all].map((corners) => ({ even: breakEven(corners, given.demand.requestsPerDay, 'derived'), curve: costCurve(corners, [requests]) })) as [Found, Found];
      expect(nineDigits(seen.curve)).toEqual(nineDigits(whole.curve));
      if (seen.even.status === 'unknown' || whole.even.status === 'unknown') throw new Error('unknown');
      expect(nineDigits(seen.even.requestsPerDay)).toEqual(nineDigits(whole.even.requestsPerDay));
      expect(Object.values(seen.even.ends).map(({ status }) => status)).toEqual(Object.values(whole.even.ends).map(({ status }) => status));
    }), { numRuns: 60 });
  });

  const nineDigits = (value: unknown): string => JSON.stringify(value, (_, field: unknown) => (typeof field === 'number' ? Number(field.toPrecision(9)) : field));
  interface Found {
    readonly even: BreakEven;
    readonly curve: ReturnType<typeof costCurve>;
  }
  const DESKTOP = new Set(basis.catalogue.costs.speeds.derates.find(({ id }) => id === 'desktop')?.gpus);
});

describe('money as a value', () => {
  test('1 for nothing, 0 from ten million a month on, and equal ratios count equally', () => {
    expect(costValue(0)).toBe(1);
    expect(costValue(1e7)).toBeCloseTo(0, 4);
    expect(costValue(1e9)).toBe(0);
    expect(costValue(9000)).toBeCloseTo(0.75, 12);
    expect(costValue(99_000)).toBeCloseTo(0.5, 12);
  });

  test('more money is never worth more', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.double({ min: 0, max: 1e9, noNaN: true }), (a, b) => {
      expect(costValue(Math.max(a, b))).toBeLessThanOrEqual(costValue(Math.min(a, b)));
    }));
  });
});
