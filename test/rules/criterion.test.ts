import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/rules/pack.js';
import type { Valuation } from '../../src/rules/rulebook.js';
import type { Option } from '../../src/options/option.js';
import { criterion, option, rulebook, SAID, situation } from './examples.js';

function value(more: Partial<Criterion>, w: Readonly<Record<string, unknown>>, of: Option): Valuation {
  const [compiled] = rulebook({ criteria: [criterion(more)] }).criteria;
  if (compiled === undefined) throw new Error('no criterion');
  return compiled.value(situation({ w }), of);
}

const row = (when: Criterion['rows'][number]['when'], local: Criterion['rows'][number]['local'], api: Criterion['rows'][number]['api']): Criterion['rows'][number] => ({ when, local, api, clauses: ['A2'], because: SAID });

describe('the rows of a criterion', () => {
  const rows = [row({ team_strength: ['solid', 'strong'], core: 'core' }, 0.9, 0.5), row({ team_strength: 'none' }, { on_premises: 0, private_cloud: 0.1, managed_host: 0.4 }, 0.8), row({}, 0.3, { private_api: 0.6, public_api: 0.7 })];
  const fed_by = ['team_strength', 'core'] as const;

  it('hold from the first that matches', () => {
    expect(value({ rows, fed_by }, { team_strength: 'strong', core: 'core' }, option('on_premises'))).toMatchObject({ value: 0.9, row: rows[0], adjustments: [] });
    expect(value({ rows, fed_by }, { team_strength: 'strong', core: 'important' }, option('on_premises'))).toMatchObject({ value: 0.3, row: rows[2] });
  });

  it('tell places apart', () => {
    const none = { team_strength: 'none', core: 'core' };
    expect(value({ rows, fed_by }, none, option('on_premises')).value).toBe(0);
    expect(value({ rows, fed_by }, none, option('private_cloud')).value).toBe(0.1);
    expect(value({ rows, fed_by }, none, option('managed_host')).value).toBe(0.4);
    expect(value({ rows, fed_by }, none, option('public_api')).value).toBe(0.8);
    expect(value({ rows, fed_by }, { team_strength: 'basic', core: 'core' }, option('private_api')).value).toBe(0.6);
    expect(value({ rows, fed_by }, { team_strength: 'basic', core: 'core' }, option('public_api')).value).toBe(0.7);
  });

  it('need every answer that they name', () => {
    expect(() => value({ rows, fed_by }, { team_strength: 'none' }, option('on_premises'))).toThrow('The answer to core must be known before operability is valued.');
  });

  it('that leave out a case are a fault', () => {
    expect(() => value({ rows: [row({ team_strength: 'none' }, 0, 1)] }, { team_strength: 'strong' }, option('on_premises'))).toThrow(RangeError);
  });

  it('are read with the answers that the option raises', () => {
    const byTerms = { rows: [row({ terms: 'full' }, 1, 0.8), row({}, 1, 0.2)], fed_by: ['terms'] as const };
    expect(value(byTerms, { terms: 'none' }, option('public_api', {}, { raises: { terms: 'full' } })).value).toBe(0.8);
    expect(value(byTerms, { terms: 'none' }, option('public_api')).value).toBe(0.2);
    expect(value(byTerms, { terms: 'full' }, option('public_api', {}, { raises: { terms: 'basic' } })).value).toBe(0.8);
  });
});

describe('adjustments', () => {
  const late = { id: 'late', when: 'w.latency == "realtime"', side: 'api', by: -0.35, clauses: ['D5'], because: SAID } as const;
  const old = { id: 'old', when: 'option.retiring', by: -0.3, clauses: ['R4'], because: SAID } as const;
  const more = { adjustments: [late, old], fed_by: ['latency'] as const };

  it('are added where they are known to be true', () => {
    expect(value(more, { latency: 'realtime' }, option('public_api'))).toMatchObject({ value: 0.55, adjustments: [late] });
    expect(value(more, { latency: 'batch' }, option('public_api', { retiring: true }))).toMatchObject({ value: 0.6, adjustments: [old] });
    expect(value(more, { latency: 'realtime' }, option('public_api', { retiring: true }))).toMatchObject({ value: 0.25, adjustments: [late, old] });
  });

  it('leave the other side and unknown facts alone', () => {
    expect(value(more, { latency: 'realtime' }, option('on_premises'))).toMatchObject({ value: 0.4, adjustments: [] });
    expect(value(more, { latency: 'batch' }, option('public_api')).value).toBe(0.9);
  });

  it('stay within the scale', () => {
    const much = { ...old, when: 'option.rented' };
    expect(value({ adjustments: [{ ...much, by: -1 }] }, {}, option('private_cloud')).value).toBe(0);
    expect(value({ adjustments: [{ ...much, by: 1 }] }, {}, option('private_cloud')).value).toBe(1);
  });
});

describe("the user's own evaluation", () => {
  const evaluation = { at_needed: 0.8, clauses: ['A3'], because: SAID };
  const measured = (quality: Readonly<Record<string, number>>, place: 'on_premises' | 'public_api'): Valuation =>
    value({ id: 'quality', evaluation, adjustments: [{ id: 'x', when: 'option.side == "api"', by: -0.5, clauses: ['D5'], because: SAID }] }, { quality }, option(place));

  it('takes the place of rows and adjustments once both sides have a score', () => {
    expect(measured({ local: 0.7, api: 0.9 }, 'on_premises')).toEqual({ value: 0.7, row: undefined, adjustments: [] });
    expect(measured({ local: 0.7, api: 0.9 }, 'public_api').value).toBe(0.9);
  });

  it('is valued by the pass mark where there is one', () => {
    expect(measured({ local: 0.6, api: 0.3, needed: 0.6 }, 'on_premises').value).toBeCloseTo(0.8, 12);
    expect(measured({ local: 0.6, api: 0.3, needed: 0.6 }, 'public_api').value).toBeCloseTo(0.4, 12);
    expect(measured({ local: 0.8, api: 0.3, needed: 0.6 }, 'on_premises').value).toBeCloseTo(0.9, 12);
  });

  it('with a score for one side only is ignored', () => {
    expect(measured({ local: 0.7 }, 'on_premises').value).toBe(0.4);
    expect(measured({ api: 0.7, needed: 0.5 }, 'on_premises').value).toBe(0.4);
  });
});
