// What runs on one side today and is to stay there, although the other side leads: all that is said of it says stay.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assess, parseProfile, type Profile } from '../../src/index.js';

const profile = parseProfile(readFileSync(new URL('../../profiles/kite-support.yaml', import.meta.url), 'utf8'), { source: 'kite-support.yaml' });
const weights = { rank: ['cost', 'quality'] } as const;
const assessed = (of: Profile) => assess({ ...of, weights } as unknown as Profile, { asOf: '2026-11-23' });
const [staying] = assessed(profile).workloads;

describe('a workload that is to stay where it runs', () => {
  it('leads on the other side, and is advised to stay', () => {
    expect([staying?.recommendation, staying?.runs_today, staying?.advice]).toEqual(['local', 'api', ['stay']]);
  });

  it('has no step and no warning of a move', () => {
    expect(staying?.next_steps.filter(({ action }) => !action.startsWith('Find out')).map(({ action }) => action)).toEqual(['Stay with API, where it runs today: LOCAL is ahead, but not by enough to pay for the move']);
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
