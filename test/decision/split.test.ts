import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRMNESS } from '../../src/assessment/terms.js';
import { adviceFor, organisationSplit, recommend, splitOf, weakest, type DecidedPart } from '../../src/decision/split.js';

const part = (fields: Partial<DecidedPart> = {}): DecidedPart => ({ share: 1, side: 'local', firmness: 'robust', lead: 0.2, ...fields });

describe('a recommendation', () => {
  it.each([
    [['local', 'local'], 'local'],
    [['api'], 'api'],
    [['local', 'api'], 'hybrid'],
    [['local', null], 'local'],
    [[null], 'none'],
    [[], 'none'],
  ] as const)('over %j is %s', (sides, expected) => expect(recommend(sides)).toBe(expected));
});

describe('a split', () => {
  it('is the shares of the classes', () => {
    expect(splitOf([part({ share: 0.9 }), part({ share: 0.1, side: 'api' })])).toEqual({ local: 0.9, api: expect.closeTo(0.1, 12) as number });
  });

  it('leaves out what can not be placed, and is null where nothing can', () => {
    expect(splitOf([part({ share: 0.3 }), part({ share: 0.3, side: 'api' }), part({ share: 0.4, side: null })])).toEqual({ local: 0.5, api: 0.5 });
    expect(splitOf([part({ side: null })])).toBeNull();
  });

  it('sums to one', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ share: fc.double({ min: 0.001, max: 1, noNaN: true }), side: fc.constantFrom('local' as const, 'api' as const, null) }), { minLength: 1 }), (parts) => {
        const split = splitOf(parts);
        if (split !== null) expect(split.local + split.api).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('firmness', () => {
  it('is that of the weakest class', () => {
    expect(weakest([part({ firmness: 'gate' }), part({ firmness: 'close' }), part({ firmness: 'decided' })])).toBe('close');
    expect(weakest([part({ side: null, firmness: null })])).toBeNull();
    expect(weakest([part({ side: null, firmness: null }), part({ firmness: 'likely' })])).toBe('likely');
  });
});

describe('advice', () => {
  it('is to test first where any class is too close to call', () => {
    expect(adviceFor([part(), part({ firmness: 'close', lead: 0.01 })], undefined)).toEqual(['test-first']);
    expect(adviceFor([part()], undefined)).toEqual([]);
  });

  it('is to stay where it runs on the other side and the lead is too small or too weak to move', () => {
    expect(adviceFor([part({ lead: 0.09 })], 'api')).toEqual(['stay']);
    expect(adviceFor([part({ lead: 0.3, firmness: 'leaning' })], 'api')).toEqual(['stay']);
    expect(adviceFor([part({ lead: -0.3, side: 'api', firmness: 'close' })], 'local')).toEqual(['stay']);
  });

  it('is not to stay where moving pays, where a rule forces it, or where it runs there already', () => {
    expect(adviceFor([part({ lead: 0.1 })], 'api')).toEqual([]);
    expect(adviceFor([part({ lead: null, firmness: 'gate' })], 'api')).toEqual([]);
    expect(adviceFor([part({ lead: 0.01 })], 'local')).toEqual([]);
    expect(adviceFor([part({ lead: 0.05 })], 'none')).toEqual([]);
  });

  it('is not to stay where one of the classes that would move is worth moving', () => {
    expect(adviceFor([part({ lead: 0.05 }), part({ lead: 0.4 })], 'api')).toEqual([]);
  });

  it('says nothing of a class that can not be placed', () => {
    for (const firmness of FIRMNESS) expect(adviceFor([part({ side: null, firmness: firmness === 'close' ? null : firmness })], 'api')).toEqual([]);
  });
});

describe('the organisation’s split', () => {
  const whole = { local: 1, api: 0 };
  const none = { local: 0, api: 1 };

  it('is by requests where every placed workload states its volume', () => {
    expect(organisationSplit([{ split: whole, requestsPerDay: 300 }, { split: none, requestsPerDay: 100 }])).toEqual({ split: { local: 0.75, api: 0.25 }, basis: 'requests' });
  });

  it('is by number of workloads where one does not, or where nothing flows', () => {
    expect(organisationSplit([{ split: whole, requestsPerDay: 300 }, { split: none, requestsPerDay: undefined }])).toEqual({ split: { local: 0.5, api: 0.5 }, basis: 'workloads' });
    expect(organisationSplit([{ split: whole, requestsPerDay: 0 }])).toEqual({ split: { local: 1, api: 0 }, basis: 'workloads' });
  });

  it('leaves workloads without a way out, with their volumes', () => {
    expect(organisationSplit([{ split: whole, requestsPerDay: 10 }, { split: null, requestsPerDay: undefined }])).toEqual({ split: whole, basis: 'requests' });
    expect(organisationSplit([{ split: null, requestsPerDay: 10 }])).toEqual({ split: null, basis: 'workloads' });
  });

  // M9
  it('does not change with the order of the workloads', () => {
    const workload = fc.record({ split: fc.double({ min: 0, max: 1, noNaN: true }).map((local) => ({ local, api: 1 - local })), requestsPerDay: fc.integer({ min: 1, max: 1000 }) });
    fc.assert(
      fc.property(fc.array(workload, { minLength: 1, maxLength: 6 }), (all) => {
        expect(organisationSplit([...all].reverse()).split?.local).toBeCloseTo(organisationSplit(all).split?.local ?? -1, 12);
      }),
    );
  });
});
