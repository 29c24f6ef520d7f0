/** Profiles, options and demands that the tests of the cost layer share. */
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import type { CostBasis } from '../../src/cost/basis.js';
import type { Demand, Usage } from '../../src/cost/demand.js';
import { exactly, type Range } from '../../src/cost/range.js';
import type { Option } from '../../src/options/option.js';
import { LEVELS, QUESTIONS, type Level, type Question } from '../../src/profile/vocabulary.js';
import type { TrafficClass } from '../../src/profile/workload.js';

export const catalogue = builtInCatalogue();
export const basis: CostBasis = { catalogue, asOf: '2026-11-23' };

export const one = (value: number): Range => exactly(value, 'stated');

export function usage(changes: Partial<Usage> = {}): Usage {
  return {
    task: 'chat', inputTokens: one(1000), outputTokens: one(300), units: one(0), cachedInputShare: one(0), batchableShare: one(0), tokensKnown: true,
    ...changes,
  };
}

export function demand(requestsPerDay: number, changes: Partial<Usage> = {}, peakFactor = 3): Demand {
  return { requestsPerDay: one(requestsPerDay), usage: usage(changes), peakFactor: one(peakFactor) };
}

export function trafficClass(answers: Partial<Record<Question, Level>> = {}): TrafficClass {
  return {
    id: 'all', share: 1, shareEvidence: 'stated', houseRules: [],
    answers: Object.fromEntries(QUESTIONS.map((question) => {
      const level = answers[question];
      return [question, level === undefined ? { levels: LEVELS[question], evidence: 'unknown' } : { levels: [level], evidence: 'stated' }];
    })) as unknown as TrafficClass['answers'],
  };
}

export function option(changes: Partial<Option>): Option {
  const side = changes.side ?? 'local';
  const place = changes.place ?? (side === 'local' ? 'private_cloud' : 'public_api');
  return {
    id: `${side}/${place}/test`, side, place, origin: 'user', raises: {},
    facts: { side, place, own: true, third_party: false, operator_named: false, rented: false, self_operated: true },
    ...(changes.model === undefined ? {} : { modelName: changes.model }),
    ...changes,
  };
}
