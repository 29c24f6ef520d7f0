// Workloads and classes: what is inherited, how shares split, and what is assumed of a whole organisation.
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../src/profile/parse.js';
import type { Workload } from '../../src/profile/workload.js';
import { ASSUMED_SENSITIVE_SHARE, budgetLevel, requestsPerDay, workloadsOf } from '../../src/profile/workloads.js';

const BASE = 'version: 1\norganisation: { name: A }\n';

function workloads(text: string): readonly [Workload, ...Workload[]] {
  return workloadsOf(parseProfile(BASE + text));
}

function first(text: string): Workload {
  return workloads(text)[0];
}

const shares = ({ classes }: Workload): readonly string[] => classes.map(({ id, share, shareEvidence }) => `${id} ${Number(share.toPrecision(6))} ${shareEvidence}`);

describe('answers', () => {
  it('at the root hold for every workload, unless it says otherwise', () => {
    const [a, b] = workloads('terms: basic\nstage: pilot\nworkloads: [{ id: a }, { id: b, terms: full }]\n');
    expect(a.classes[0].answers.terms).toEqual({ levels: ['basic'], evidence: 'stated' });
    expect(b!.classes[0].answers.terms).toEqual({ levels: ['full'], evidence: 'stated' });
    expect(b!.classes[0].answers.stage.levels).toEqual(['pilot']);
  });

  it('of a class go before those of its workload', () => {
    const { classes } = first('latency: batch\nworkloads: [{ id: a, latency: interactive, classes: [{ id: x, share: 0.9, latency: realtime }, { id: y, share: 0.1 }] }]\n');
    expect(classes.map(({ answers }) => answers.latency.levels)).toEqual([['realtime'], ['interactive']]);
  });

  it('that are unknown may have every level, lowest first', () => {
    expect(first('workloads: [{ id: a }]').classes[0].answers.data_sensitivity).toEqual({ levels: ['public', 'internal', 'confidential', 'restricted'], evidence: 'unknown' });
  });

  it('that a workload calls unknown are unknown there, whatever the root says', () => {
    expect(first('terms: full\nworkloads: [{ id: a, terms: unknown }]').classes[0].answers.terms.evidence).toBe('unknown');
  });

  it('on data and quality are inherited one by one', () => {
    const [a] = workloads('data: { people_in: [CN], form: raw }\nworkloads: [{ id: a, data: { contains: [health], form: unknown }, quality: { local: 0.7, api: 0.9, needed: 0.8 }, classes: [{ id: x, share: 1, quality: { needed: 0.9 } }] }]\n');
    expect(a.classes[0].data).toEqual({ people_in: ['CN'], contains: ['health'], form: undefined });
    expect(a.classes[0].quality).toEqual({ local: 0.7, api: 0.9, needed: 0.9 });
  });

  it('on house rules are none where none are stated, and open where they are unknown', () => {
    expect(first('workloads: [{ id: a }]').classes[0].houseRules).toEqual([]);
    expect(first('house_rules: unknown\nworkloads: [{ id: a }]').classes[0].houseRules).toBeUndefined();
    expect(first('house_rules: [in_country]\nworkloads: [{ id: a, house_rules: [] }]').classes[0].houseRules).toEqual([]);
  });

  it('on options and weights reach the classes', () => {
    const { classes, runsToday } = first('runs_today: api\nweights: { rank: [cost] }\nworkloads: [{ id: a, api: [], local: [{ model: m }], classes: [{ id: x, share: 1, local: [] }] }]\n');
    expect(classes[0]).toMatchObject({ api: [], local: [], weights: { rank: ['cost'] } });
    expect(runsToday).toBe('api');
  });
});

describe('a budget in money', () => {
  it.each([[0, 'tight'], [8333, 'tight'], [8334, 'moderate'], [83_333, 'moderate'], [83_334, 'ample']] as const)('of %d USD a month is %s', (usdPerMonth, level) => {
    expect(budgetLevel(usdPerMonth)).toBe(level);
  });

  it('is a derived answer', () => {
    expect(first('budget: { usd_per_month: 1000 }\nworkloads: [{ id: a }]').classes[0].answers.budget).toEqual({ levels: ['tight'], evidence: 'derived' });
  });
});

describe('requests a day', () => {
  it('come from whichever way they are stated', () => {
    expect(requestsPerDay({ requests_per_day: 5, users: 100 })).toBe(5);
    expect(requestsPerDay({ users: 100, requests_per_user_per_day: 3 })).toBe(300);
    expect(requestsPerDay({ hourly: Array<number>(24).fill(2) })).toBe(48);
    expect(requestsPerDay({ users: 100 })).toBeUndefined();
    expect(first('workloads: [{ id: a, traffic: { users: 4, requests_per_user_per_day: 2.5 } }]').requestsPerDay).toBe(10);
  });
});

describe('an organisation without workloads', () => {
  it('has one, for all its AI work', () => {
    const all = workloads('');
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ id: 'all-ai-work', implied: true });
  });

  it('is assumed to have ordinary traffic beside the sensitive, with the range of that assumption', () => {
    const workload = first('data_sensitivity: restricted\ndata: { contains: [health], form: raw, audience: customers }\n');
    expect(shares(workload)).toEqual(['sensitive 0.3 assumed', 'ordinary 0.7 assumed']);
    const [sensitive, ordinary] = workload.classes;
    expect(sensitive.shareRange).toEqual({ low: ASSUMED_SENSITIVE_SHARE.low, high: ASSUMED_SENSITIVE_SHARE.high });
    expect(ordinary!.shareRange).toEqual({ low: 0.4, high: 0.9 });
    expect(sensitive.answers.data_sensitivity).toEqual({ levels: ['restricted'], evidence: 'stated' });
    expect(ordinary!.answers.data_sensitivity).toEqual({ levels: ['confidential'], evidence: 'derived' });
  });

  it.each(['data_sensitivity: public', 'data_sensitivity: unknown', ''])('is one class with %j', (text) => {
    expect(shares(first(text))).toEqual(['all 1 stated']);
  });

  it('assumes nothing of workloads that are named', () => {
    expect(shares(first('data_sensitivity: restricted\nworkloads: [{ id: a }]'))).toEqual(['all 1 stated']);
  });
});

describe('a share', () => {
  it('of sensitive requests leaves the rest one level lower, without what makes the others sensitive', () => {
    const workload = first('workloads: [{ id: a, data_sensitivity: confidential, sensitive_share: 0.3, data: { contains: [health], people_in: [CN], form: raw, audience: customers, audience_in: [CN] } }]');
    expect(shares(workload)).toEqual(['sensitive 0.3 stated', 'ordinary 0.7 derived']);
    expect(workload.classes[0].data!.contains).toEqual(['health']);
    expect(workload.classes[1]!.data).toEqual({ audience: 'customers', audience_in: ['CN'] });
    expect(workload.classes[1]!.answers.data_sensitivity).toEqual({ levels: ['internal'], evidence: 'derived' });
  });

  it('of what is unknown leaves the rest anything but the highest', () => {
    const [sensitive, ordinary] = first('workloads: [{ id: a, sensitive_share: 0.3 }]').classes;
    expect(sensitive.answers.data_sensitivity.levels).toHaveLength(4);
    expect(ordinary!.answers.data_sensitivity).toEqual({ levels: ['public', 'internal', 'confidential'], evidence: 'unknown' });
  });

  it('of hard requests leaves the rest with less need', () => {
    const workload = first('performance_need: frontier\nworkloads: [{ id: a, hard_share: 0.1 }]');
    expect(shares(workload)).toEqual(['hard 0.1 stated', 'easy 0.9 derived']);
    expect(workload.classes[1]!.answers.performance_need.levels).toEqual(['high']);
  });

  it('of each kind makes four classes, as if they were independent, with the range if they are not', () => {
    const workload = first('performance_need: high\ndata_sensitivity: internal\nworkloads: [{ id: a, sensitive_share: 0.4, hard_share: 0.8 }]');
    expect(shares(workload)).toEqual(['sensitive-hard 0.32 assumed', 'sensitive-easy 0.08 assumed', 'ordinary-hard 0.48 assumed', 'ordinary-easy 0.12 assumed']);
    const range = workload.classes[0].shareRange!;
    expect(range.low).toBeCloseTo(0.2);
    expect(range.high).toBeCloseTo(0.4);
    expect(workload.classes[3]!.answers).toMatchObject({ data_sensitivity: { levels: ['public'] }, performance_need: { levels: ['basic'] } });
  });

  it.each([
    ['sensitive_share: 1', ['sensitive 1 stated']],
    ['sensitive_share: 0', ['ordinary 1 derived']],
    ['sensitive_share: 0, hard_share: 0.2', ['ordinary-hard 0.2 stated', 'ordinary-easy 0.8 derived']],
    ['sensitive_share: unknown', ['all 1 stated']],
  ])('%s leaves no empty class', (share, expected) => {
    expect(shares(first(`data_sensitivity: internal\nworkloads: [{ id: a, ${share} }]`))).toEqual(expected);
  });

  it('below the lowest level stays there', () => {
    expect(first('data_sensitivity: public\nworkloads: [{ id: a, sensitive_share: 0.5 }]').classes[1]!.answers.data_sensitivity.levels).toEqual(['public']);
  });
});
