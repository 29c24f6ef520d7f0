import { describe, expect, it } from 'vitest';
import { compileRulebook } from '../../src/rules/compile.js';
import type { Claim, QuestionText, Warning } from '../../src/rules/pack.js';
import { criterion, gate, option, pack, rulebook, SAID, situation } from './examples.js';

const claim: Claim = {
  id: 'a-claim', clause: 'D1', claim: SAID, holds: 'w.requests_per_day > 100', fails: 'w.requests_per_day <= 100', source: 'here',
  because: {
    holds: { en: 'With {w.requests_per_day} a day and {w.team_strength}, yes: {option.model_name}.', zh: '每天 {w.requests_per_day} 次，团队 {w.team_strength}，成立：{option.model_name}。' },
    does_not_hold: { en: 'With {w.traffic.users} users, no.', zh: '{w.traffic.users} 个用户，不成立。' },
    cannot_tell: { en: 'In {org.country}: not known.', zh: '在 {org.country}：未知。' },
  },
  cases: { holds: {}, does_not_hold: {} },
};
const warning: Warning = { id: 'a-warning', when: 'w.stage == "production"', text: { en: 'Mind {org.name}.', zh: '请留意 {org.name}。' }, source: 'here', cases: { fires: {}, near_miss: {} } };
const question: QuestionText = { id: 'team_strength', ask: SAID, title: SAID, levels: [{ level: 'solid', label: { en: 'a solid team', zh: '可靠的团队' }, means: SAID }] };

describe('a rulebook', () => {
  it('keeps packs, rules and questions by name', () => {
    const one = pack({ id: 'one', gates: [gate({ id: 'g' })], questions: [question] });
    const two = pack({ id: 'two', gates: [gate({ id: 'g' })] });
    const book = compileRulebook([{ sha256: 'a', pack: one }, { sha256: 'b', pack: two }]);
    expect(book.packs.map(({ id, version, sha256 }) => [id, version, sha256])).toEqual([['one', '1.0.0', 'a'], ['two', '1.0.0', 'b']]);
    expect(book.gates.map(({ rule }) => rule)).toEqual(['one/g', 'two/g']);
    expect(book.questions.get('team_strength')).toBe(question);
  });

  it('has its criteria in the order of reports', () => {
    const criteria = [criterion({ id: 'continuity' }), criterion({ id: 'data_control' }), criterion({ id: 'quality' })];
    expect(rulebook({ criteria }).criteria.map(({ id }) => id)).toEqual(['data_control', 'quality', 'continuity']);
  });

  it('judges one class for one option after another, and one option for another class', () => {
    const { gates } = rulebook({ gates: [gate({ id: 'a', when: 'w.terms == "none"' }), gate({ id: 'b', when: 'option.rented' })] });
    const verdicts = (terms: string, place: 'on_premises' | 'private_cloud') => {
      const [at, of] = [situation({ w: { terms } }), option(place)];
      return gates.map((one) => one.judge(at, of).verdict);
    };
    expect(verdicts('none', 'private_cloud')).toEqual(['blocks', 'blocks']);
    expect(verdicts('none', 'on_premises')).toEqual(['blocks', 'not_applicable']);
    expect(verdicts('full', 'private_cloud')).toEqual(['not_applicable', 'blocks']);
  });

  it('of an empty pack is empty', () => {
    const book = rulebook({});
    expect([book.criteria, book.gates, book.claims({ ...situation(), option: {} }, 'en'), book.warnings({ ...situation(), option: {} }, 'en')]).toEqual([[], [], [], []]);
  });
});

describe('claims', () => {
  const verdicts = (w: Readonly<Record<string, unknown>>, language: 'en' | 'zh' = 'en', option = {}) =>
    rulebook({ claims: [claim], questions: [question] }).claims({ ...situation({ w, org: { country: 'CN' } }), option }, language).map(({ rule, verdict, because }) => [rule, verdict, because]);

  it('hold, do not hold, or cannot be told, in a sentence with the facts', () => {
    expect(verdicts({ requests_per_day: 12_000, team_strength: 'solid' }, 'en', { model_name: 'Qwen' })).toEqual([['test/a-claim', 'holds', 'With 12,000 a day and a solid team, yes: Qwen.']]);
    expect(verdicts({ requests_per_day: 50, traffic: { users: 7 } })).toEqual([['test/a-claim', 'does_not_hold', 'With 7 users, no.']]);
    expect(verdicts({})).toEqual([['test/a-claim', 'cannot_tell', 'In CN: not known.']]);
  });

  it('say that a rule fixed the answer where nothing was weighed, if they have words for it', () => {
    const ruled = { ...claim, because: { ...claim.because, by_rule: { en: 'A rule fixes it.', zh: '由规则锁定。' } } };
    const said = (one: Claim, firmness: string): string | undefined =>
      rulebook({ claims: [one] }).claims({ ...situation({ w: { requests_per_day: 50, traffic: { users: 7 } } }), derived: { firmness }, option: {} }, 'en')[0]?.because;
    expect([said(ruled, 'gate'), said(ruled, 'decided'), said(claim, 'gate')]).toEqual(['A rule fixes it.', 'With 7 users, no.', 'With 7 users, no.']);
  });

  it('are in Chinese as well, and say what is not known', () => {
    expect(verdicts({ requests_per_day: 12_000 }, 'zh')[0]?.[2]).toBe('每天 1.2 万次，团队 未知，成立：未知。');
    expect(verdicts({ requests_per_day: 200 }, 'zh')).toEqual([['test/a-claim', 'holds', '每天 200 次，团队 未知，成立：未知。']]);
    expect(verdicts({ requests_per_day: 50 })).toEqual([['test/a-claim', 'does_not_hold', 'With not known users, no.']]);
  });

  it('add the sentences with figures whose facts are all known, whatever the verdict', () => {
    const figures = [{ en: '{w.traffic.users} users.', zh: '{w.traffic.users} 名用户。' }, { en: '{w.traffic.users} in {org.country}, {w.team_strength}.', zh: '{org.country} {w.traffic.users}，{w.team_strength}。' }];
    const said = (w: Readonly<Record<string, unknown>>): string | undefined =>
      rulebook({ claims: [{ ...claim, figures }], questions: [question] }).claims({ ...situation({ w, org: { country: 'CN' } }), option: {} }, 'en')[0]?.because;
    expect(said({ traffic: { users: 7 } })).toBe('In CN: not known. 7 users.');
    expect(said({ traffic: { users: 7 }, team_strength: 'solid' })).toBe('In CN: not known. 7 users. 7 in CN, a solid team.');
    expect(said({})).toBe('In CN: not known.');
  });

  it('show a level without words as it is', () => {
    expect(verdicts({ requests_per_day: 200, team_strength: 'none' })[0]?.[2]).toContain('and none, yes');
  });
});

describe('warnings', () => {
  const raised = (stage?: string) => rulebook({ warnings: [warning] }).warnings({ ...situation({ w: stage === undefined ? {} : { stage }, org: { name: 'Lantern' } }), option: {} }, 'en').map(({ rule, text }) => [rule, text()]);

  it('are raised where their condition is known to be true', () => {
    expect(raised('production')).toEqual([['test/a-warning', 'Mind Lantern.']]);
    expect(raised('pilot')).toEqual([]);
    expect(raised()).toEqual([]);
  });
});
