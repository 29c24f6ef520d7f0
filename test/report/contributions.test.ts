import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributions, leadInThousandths, speakingFor } from '../../src/report/contributions.js';
import { anyAssessment } from './arbitrary.js';
import { oneWorkload } from './fixtures.js';

const part = oneWorkload('en').workloads[0]!.parts[0]!;

describe('contributions', () => {
  it('add up to the lead in the digits that are shown', () => {
    expect(contributions(part).map(({ thousandths }) => thousandths)).toEqual([58, -60, -33, -100, 17, 0]);
    expect(leadInThousandths(contributions(part))).toBe(-118);
    expect(part.lead).toBeCloseTo(-0.118, 3);
  });

  it('are each within a thousandth of the exact value, for any values', () => {
    fc.assert(
      fc.property(anyAssessment, ({ workloads }) => {
        for (const { adds, thousandths } of workloads.flatMap(({ parts }) => parts.flatMap(contributions))) {
          expect(adds === null).toBe(thousandths === null);
          if (adds !== null) expect(Math.abs(adds * 1000 - (thousandths ?? 0))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('have no sum where one side has no value', () => {
    const [first, ...rest] = part.criteria;
    expect(leadInThousandths(contributions({ ...part, criteria: [{ ...first!, api: null }, ...rest] }))).toBeNull();
  });

  it('name the criteria of a side, strongest first', () => {
    expect(speakingFor('api', part).map(({ id }) => id)).toEqual(['operability', 'cost', 'quality']);
    expect(speakingFor('local', part).map(({ id }) => id)).toEqual(['data_control', 'customisation']);
  });
});
