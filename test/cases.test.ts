/** The published record: what organisations decided, beside what ai-path says from the facts that their sources state (docs/calibration.md). */
import { beforeAll, describe, expect, it } from 'vitest';
import { builtInRulebook } from '../src/rules/builtin.js';
import { baselines, firmlyContradicted, judge, judgeContests, score, type Baseline, type JudgedCase } from './cases/calibration.js';
import { readCases, VARIANTS, type Case } from './cases/record.js';

const FOLDER = new URL('cases/', import.meta.url);

describe('the profiles of the record', () => {
  const stated = readCases(FOLDER, 'stated');

  it.each(stated.map((one) => [one.id, one] as const))('%s has the workloads whose side is recorded', (_, { profile, workloads, recorded }) => {
    expect((profile.profile.workloads ?? []).map(({ id }) => id).sort()).toEqual(Object.keys(workloads).sort());
    const sides = new Set(Object.values(workloads).map(({ side }) => side));
    expect(recorded).toBe(sides.size === 2 ? 'hybrid' : [...sides][0]);
  });

  it.each(stated.map((one) => [one.id, one] as const))('%s leaves out what was inferred', (id, { profile, inferred }) => {
    if (inferred.length === 0) return;
    const more = readCases(FOLDER, 'with_inferred').find((one) => one.id === id);
    expect(more?.profile.canonical.length).toBeGreaterThan(profile.canonical.length);
  });

  it('can be read with and without what was inferred and what the reasons add', () => {
    for (const variant of VARIANTS) expect(readCases(FOLDER, variant).map(({ id }) => id)).toEqual(stated.map(({ id }) => id));
  });
});

describe('from stated facts alone', () => {
  let cases: readonly Case[];
  let judged: readonly JudgedCase[];
  let rules: ReadonlyMap<Baseline['id'], Baseline>;
  beforeAll(() => {
    cases = readCases(FOLDER, 'stated');
    judged = judge(cases);
    rules = new Map(baselines(cases).map((rule) => [rule.id, rule]));
  }, 120_000);

  it('at least 65 % of the organisations agree outright', () => {
    expect(score(judged).agrees / cases.length).toBeGreaterThanOrEqual(0.65);
  });

  it('at most 25 % are too close to call', () => {
    expect(score(judged).close / cases.length).toBeLessThanOrEqual(0.25);
  });

  it('none is contradicted at "likely" or firmer', () => {
    expect(judged.filter(firmlyContradicted).map(({ id }) => id)).toEqual([]);
  });

  it.each(['always_close', 'majority', 'five_points'] as const)('the Brier score is better than that of the rule %s', (rule) => {
    expect(score(judged).brier).toBeLessThan(rules.get(rule)?.brier ?? 0);
  });

  // An aim that is not reached: the rule was written with these answers in view (docs/calibration.md). This fails once it is.
  it.fails('the Brier score is better than that of the two-question rule', () => {
    expect(score(judged).brier).toBeLessThan(rules.get('two_questions')?.brier ?? 0);
  });

  it.each([
    ['regulated yet API', 'a01'],
    ['high volume yet API', 'a04'],
    ['tiny team yet local', 'l16'],
    ['one firm with two answers', 'h04'],
    ['one firm with two answers', 'h06'],
  ])('%s agrees by the general rules (%s)', (_, id) => {
    expect(judged.find((one) => one.id === id)?.outcome).toBe('agrees');
  });

  it('the contests alone say what the whole assessment says', () => {
    const contests = judgeContests(cases, builtInRulebook());
    const plain = ({ id, said, outcome, firmness, workloads }: JudgedCase): unknown => [id, said, outcome, firmness, workloads.map(({ acceptability }) => acceptability)];
    expect(contests.map(plain)).toEqual(judged.map(plain));
  }, 60_000);
});
