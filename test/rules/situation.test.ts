import { describe, expect, it } from 'vitest';
import { LEVELS, QUESTIONS, type Level, type Question } from '../../src/profile/vocabulary.js';
import type { Answer, TrafficClass, Workload } from '../../src/profile/workload.js';
import { optionFacts, situationFor, situationOf, withAnswer } from '../../src/rules/situation.js';
import { option, situation } from './examples.js';

function answers(given: Partial<Record<Question, readonly Level[]>>): Record<Question, Answer> {
  return Object.fromEntries(QUESTIONS.map((question) => [question, { levels: given[question] ?? LEVELS[question], evidence: 'stated' }])) as unknown as Record<Question, Answer>;
}

function trafficClass(more: Partial<TrafficClass>): TrafficClass {
  return { id: 'all', share: 1, shareEvidence: 'stated', answers: answers({}), houseRules: [], ...more };
}

function workload(one: TrafficClass, more: Partial<Workload> = {}): Workload {
  return { id: 'w', implied: false, classes: [one], ...more };
}

describe('the situation of a class', () => {
  it('holds what is known, and what an answer may yet be where that is less than anything', () => {
    const one = trafficClass({ answers: answers({ terms: ['basic'], data_sensitivity: ['public', 'internal'] }) });
    const { w, possible } = situationOf({ name: 'Lantern' }, workload(one), one);
    expect(w['terms']).toBe('basic');
    expect('core' in w).toBe(false);
    expect('data_sensitivity' in w).toBe(false);
    expect(possible).toEqual({ data_sensitivity: ['public', 'internal'] });
  });

  it('leaves out what is unknown, and house rules too where they are asked and not known', () => {
    const one = trafficClass({ houseRules: undefined });
    expect(situationOf({ name: 'Lantern', country: undefined, kind: 'business' }, workload(one), one)).toEqual({
      org: { name: 'Lantern', kind: 'business' }, w: { traffic: {} }, derived: { anonymised: false, deidentified: false, tokenised: false, implied: false, classes: 1, share: 1 },
    });
    const none = trafficClass({});
    expect(situationOf({ name: 'x' }, workload(none), none).w['house_rules']).toEqual([]);
  });

  it('carries organisation, data, quality and traffic, and the requests of the class', () => {
    const one = trafficClass({ share: 0.25, data: { contains: ['personal'] }, quality: { local: 0.8, api: undefined, needed: undefined } });
    const whole = workload(one, { task: 'chat', runsToday: 'api', implied: true, requestsPerDay: 1000, traffic: { peak_factor: 4, hourly: Array.from({ length: 24 }, () => 1) } });
    const { org, w, derived } = situationOf({ name: 'x', country: 'CN', gpus: [{ gpu: 'rtx-4090', count: 1 }] }, whole, one);
    expect(org).toEqual({ name: 'x', country: 'CN', area: 'CN' });
    expect(w).toMatchObject({ task: 'chat', runs_today: 'api', data: { contains: ['personal'] }, quality: { local: 0.8 }, traffic: { peak_factor: 4 }, requests_per_day: 1000 });
    expect(w['traffic']).not.toHaveProperty('hourly');
    expect(derived).toMatchObject({ implied: true, classes: 1, share: 0.25, requests_per_day: 250 });
  });
});

describe('what the data is', () => {
  const facts = (data: NonNullable<TrafficClass['data']>): Readonly<Record<string, unknown>> => {
    const one = trafficClass({ data });
    const { w, derived } = situationOf({ name: 'x', country: 'FR' }, workload(one), one);
    return { ...(w['data'] as object), derived };
  };

  it('names the broader classes that a narrower one belongs to, and keeps a list open that is', () => {
    expect(facts({ contains: ['health', 'unknown'] })['contains']).toEqual(['health', 'personal_sensitive', 'personal', 'unknown']);
    expect(facts({ contains: ['trade_secret'] })['contains']).toEqual(['trade_secret']);
  });

  it('names legal areas beside countries', () => {
    expect(facts({ people_in: ['FR', 'DE', 'CN'] })['people_in']).toEqual(['FR', 'EU', 'DE', 'CN']);
  });

  it('takes data for what it was unless somebody says that it was anonymised', () => {
    expect(facts({ contains: ['personal'] })['derived']).toMatchObject({ anonymised: false });
    expect(facts({ contains: ['personal'], form: 'anonymised' })['derived']).toMatchObject({ anonymised: true, deidentified: false });
  });
});

describe('trying an answer', () => {
  it('changes that answer and nothing else', () => {
    const before = situation({ w: { terms: 'none', core: 'core' }, org: { country: 'CN' } });
    expect(withAnswer(before, 'terms', 'full')).toEqual(situation({ w: { terms: 'full', core: 'core' }, org: { country: 'CN' } }));
    expect(before.w['terms']).toBe('none');
  });
});

describe('an option that lifts an answer', () => {
  const signed = (level: Level) => option('public_api', {}, { raises: { terms: level } });

  it('makes it at least that level', () => {
    expect(situationFor(situation({ w: { terms: 'none' } }), signed('basic')).w['terms']).toBe('basic');
    expect(situationFor(situation({ w: { terms: 'full' } }), signed('basic')).w['terms']).toBe('full');
    expect(situationFor(situation({ w: { terms: 'basic' } }), signed('basic')).w['terms']).toBe('basic');
  });

  it('leaves an open answer open above that level only', () => {
    const raised = situationFor(situation(), signed('basic'));
    expect('terms' in raised.w).toBe(false);
    expect(raised.possible).toEqual({ terms: ['basic', 'full'] });
    expect(situationFor(situation(), signed('full')).w['terms']).toBe('full');
  });

  it('respects what was possible before', () => {
    expect(situationFor(situation({ possible: { terms: ['none', 'basic'] } }), signed('basic')).w['terms']).toBe('basic');
    expect(situationFor(situation({ possible: { terms: ['none'] } }), signed('basic')).w['terms']).toBe('basic');
  });

  it('without anything to lift is the situation itself', () => {
    const before = situation();
    expect(situationFor(before, option('public_api'))).toBe(before);
  });
});

describe('facts of an option', () => {
  it('say what is known of it at all, since conditions cannot ask', () => {
    expect(optionFacts(option('on_premises'))).toMatchObject({ model_known: false, location_known: false, availability_known: false, licence_known: false, revenue_limited: false, users_limited: false });
    const known = option('on_premises', { location: 'CN', offered_here: false, licence_name: 'MIT', revenue_limit_usd: 1, users_limit: 1 }, { model: 'qwen' });
    expect(optionFacts(known)).toMatchObject({ model_known: true, location_known: true, availability_known: true, licence_known: true, revenue_limited: true, users_limited: true, location: 'CN' });
  });
});
