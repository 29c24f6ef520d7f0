// What runs on one side today and is to stay there, although the other side leads: all that is said of it says stay.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assess, parseProfile, type Profile } from '../../src/index.js';
import { capacityLines } from '../../src/report/capacity.js';
import { chosenOption } from '../../src/report/view.js';

const profile = parseProfile(readFileSync(new URL('../../profiles/kite-support.yaml', import.meta.url), 'utf8'), { source: 'kite-support.yaml' });
const weights = { rank: ['cost', 'quality'] } as const;
const assessed = (of: Profile) => assess({ ...of, weights } as unknown as Profile, { asOf: '2026-11-23' });
const [staying] = assessed(profile).workloads;

describe('a workload that is to stay where it runs', () => {
  it('leads on the other side, and is advised to stay', () => {
    expect([staying?.recommendation, staying?.runs_today, staying?.advice]).toEqual(['local', 'api', ['stay']]);
  });

  it('has no step and no warning of a move', () => {
    expect(staying?.next_steps.filter(({ action }) => !action.startsWith('Find out')).map(({ action }) => action)).toEqual(['Stay with API, where it runs today: LOCAL is ahead, but not by enough to move for, and moving saves no money']);
    expect(staying?.warnings.filter(({ rule }) => rule === 'practice/measure-before-switching')).toEqual([]);
  });

  it('counts where it stays, in its own split and cost as in those of the organisation', () => {
    const { organisation, workloads } = assessed(profile);
    expect(staying?.split).toEqual({ local: 0, api: 1 });
    expect(staying?.cost?.recommended).toEqual(staying?.cost?.api);
    expect(workloads.map(({ split }) => split)).toEqual([{ local: 0, api: 1 }, { local: 0, api: 1 }]);
    expect([organisation.recommendation, organisation.split]).toEqual(['api', { local: 0, api: 1 }]);
    expect(organisation.cost?.recommended?.expected).toBe(organisation.cost?.api?.expected);
  });

  it('counts where it goes as soon as nothing runs today', () => {
    const moved = assessed({ ...profile, workloads: profile.workloads!.map((one) => ({ ...one, runs_today: 'none' })) });
    expect([moved.workloads[0]?.advice, moved.workloads[0]?.split, moved.organisation.recommendation]).toEqual([[], { local: 1, api: 0 }, 'hybrid']);
  });
});

const billed = (answers: string, today = 'api') => assess(parseProfile(`
version: 1
organisation: { name: Billwise, country: US, kind: business }
team_strength: solid
budget: moderate
core: core
data_sensitivity: internal
performance_need: high
stage: production
latency: interactive
terms: basic
workloads:
  - id: chat
    task: chat
    traffic: { monthly_api_bill_usd: 25000, input_tokens: 2000, output_tokens: 500 }
    api: [{ provider: openai, model: gpt-5.6-sol }]
    runs_today: ${today}
    ${answers}
`, { source: 'billed.yaml' }), { asOf: '2026-11-23' }).workloads[0]!;

describe('a move that pays for itself soon, on a lead that is too close to call', () => {
  const moving = billed('');

  it('is tested before it is made, and nothing says that it does not pay', () => {
    expect([moving.recommendation, moving.firmness, moving.advice]).toEqual(['local', 'close', ['test-first']]);
    expect(moving.cost?.moving?.payback_months).toBeLessThan(3);
    expect(moving.summary.firmness).toMatch(/Test before you commit\.$/);
    expect(moving.next_steps.map(({ action }) => action)).toContain('Test LOCAL for 30 days on your own requests, beside API, before you move');
    expect(moving.next_steps.filter(({ action }) => action.startsWith('Stay'))).toEqual([]);
    expect(moving.cost?.recommended).toEqual(moving.cost?.local);
  });

  it('is shown with what it moves to', () => {
    expect(chosenOption(moving.parts[0]!, moving)?.side).toBe('local');
  });
});

describe('what stays where it is ahead by too little to count', () => {
  const kept = billed('customisation: prompting', 'local');

  it('is told to test nothing, and is shown with what it stays on', () => {
    expect([kept.recommendation, kept.advice]).toEqual(['api', ['stay']]);
    expect(kept.summary.firmness).not.toMatch(/Test before/);
    expect(kept.parts.map((part) => [part.side, chosenOption(part, kept)?.side])).toEqual([['api', 'local']]);
    expect(capacityLines(kept, 'en')[0]).toMatch(/^\d+ × /);
  });
});
