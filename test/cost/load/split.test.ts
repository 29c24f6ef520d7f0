/** Whether a split may pay is told from totals: held here to looking for one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curveOf, filled, fromPeak, urgentPart } from '../../../src/cost/load/curve.js';
import type { LoadShape } from '../../../src/cost/load/shape.js';
import { maySplit, splitLoad, type SplitInput } from '../../../src/cost/load/split.js';
import { optionCost, type CostInput, type CostParts } from '../../../src/cost/option-cost.js';
import { basis, demand, option, trafficClass } from '../situations.js';

const situations = fc.record({
  model: fc.constantFrom('llama-3.3-70b', 'qwen3-8b', 'gpt-oss-120b'), place: fc.constantFrom('private_cloud', 'on_premises', 'managed_host'), owned: fc.boolean(),
  latency: fc.constantFrom('batch', 'interactive'), decade: fc.double({ min: 2, max: 6.5, noNaN: true }), peak: fc.double({ min: 1, max: 8, noNaN: true }), wait: fc.constantFrom(0, 0.3),
  share: fc.double({ min: 0.1, max: 1, noNaN: true }), usdPerRequest: fc.double({ min: -5, max: -1.5, noNaN: true }), sharedLocal: fc.boolean(), sharedApi: fc.boolean(),
});
type Given = typeof situations extends fc.Arbitrary<infer T> ? T : never;

function loadOf({ peak, wait }: Given): LoadShape {
  const stretches = fromPeak(peak);
  const plain = curveOf(stretches);
  return { from: 'peak_factor', stretches, mayWait: wait, curve: wait === 0 ? plain : curveOf(filled(stretches, wait)), urgent: urgentPart(plain, wait) };
}

function splitIn(given: Given): SplitInput | undefined {
  const { model, place, owned, latency, decade, share, usdPerRequest, sharedLocal, sharedApi } = given;
  const local = option({ side: 'local', model, place, ...(owned && place === 'on_premises' ? { hardware: { gpu: 'h100-sxm', count: 4, owned: true } } : {}) });
  const input: CostInput = { option: local, trafficClass: trafficClass({ latency, core: 'important', stage: 'production' }), demand: demand(10 ** decade), organisation: { name: 'Test', country: 'DE' }, platformShare: share };
  const own = optionCost(input, basis);
  const people = optionCost({ ...input, option: option({ side: 'api', model: 'gpt-5.6-sol', provider: 'openai' }) }, basis);
  if (own.status !== 'known' || own.parts.side !== 'local' || people.status !== 'known' || people.parts.side !== 'api') return undefined;
  const price = 10 ** usdPerRequest;
  const api: Extract<CostParts, { side: 'api' }> = { ...people.parts, usdPerRequest: { low: price, expected: price, high: price, evidence: 'stated' } };
  const alone = { local: own.usdPerMonth.expected, api: price * input.demand.requestsPerDay.expected * (365.25 / 12) + api.fixedUsdPerMonth.expected };
  return { load: loadOf(given), local: own.parts, api, alone, input, sharedLocal, sharedApi };
}

test('where no split may pay none does, whatever the machines, the load and the people', () => {
  const seen = { never: 0, pays: 0 };
  fc.assert(fc.property(situations, (given) => {
    const split = splitIn(given);
    if (split === undefined) return;
    const found = splitLoad(split, basis);
    const pays = found.status === 'split' && found.pays;
    if (!maySplit(split)) {
      seen.never += 1;
      expect(pays).toBe(false);
    }
    if (pays) seen.pays += 1;
  }), { numRuns: 400 });
  expect(seen.never).toBeGreaterThan(50);
  expect(seen.pays).toBeGreaterThan(10);
});
