/** The packs that come with ai-path: sound, bilingual, monotone, and saying what they are meant to say. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRMNESS } from '../../src/assessment/terms.js';
import { API_PLACES, CRITERIA, DIMENSIONS, HOUSE_RULES, LEVELS, LOCAL_PLACES, QUESTIONS, type Level, type Place } from '../../src/profile/vocabulary.js';
import { builtInPacks, builtInRulebook } from '../../src/rules/builtin.js';
import { compileCondition } from '../../src/rules/engine.js';
import { judgeExample } from '../../src/rules/gate.js';
import { checkBuiltInPacks, loadPack } from '../../src/rules/load.js';
import { FIRMNESS_NAMES } from '../../src/rules/scope.js';
import type { Case, Pack } from '../../src/rules/pack.js';
import type { Judgement, Situation } from '../../src/rules/rulebook.js';
import type { Option } from '../../src/options/option.js';
import { option, situation } from './examples.js';

const FOLDER = new URL('../../src/rules/packs/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));
const packs: readonly Pack[] = builtInPacks().map(({ pack }) => pack);
const book = builtInRulebook();

function judge(rule: string, facts: Partial<Situation>, of: Option): Judgement {
  const gate = book.gates.find((one) => one.rule === rule);
  if (gate === undefined) throw new Error(rule);
  return gate.judge(situation(facts), of);
}

function lead(id: string, w: Readonly<Record<string, Level>>, local: Option = option('on_premises'), api: Option = option('public_api')): number {
  const criterion = book.criteria.find((one) => one.id === id);
  if (criterion === undefined) throw new Error(id);
  const at = situation({ w });
  return criterion.value(at, local).value - criterion.value(at, api).value;
}

describe('the built-in packs', () => {
  it.each(files)('%s has no fault', (file) => {
    expect(() => loadPack(readFileSync(new URL(file, FOLDER), 'utf8'), file, 'built-in')).not.toThrow();
  });

  it('are those that were built in, and no build finds a fault', () => {
    expect(builtInPacks().map(({ file }) => file)).toEqual(files.sort());
    expect(checkBuiltInPacks()).toEqual([]);
  });

  it('ask every question, with every level in words', () => {
    expect([...book.questions.keys()].sort()).toEqual([...QUESTIONS].sort());
    for (const [id, question] of book.questions) expect(question.levels.map(({ level }) => level)).toEqual(LEVELS[id]);
  });

  it("give the article's five dimensions their clauses", () => {
    expect(DIMENSIONS.map((id) => book.questions.get(id)?.clause)).toEqual(['D1', 'D2', 'D3', 'D4', 'D5']);
  });

  it('have the six criteria', () => {
    expect(book.criteria.map(({ id }) => id)).toEqual(CRITERIA);
  });

  it('check the claims R1 to R4, A1 to A3, D1 to D5, H1 and H2, each once', () => {
    const clauses = packs.flatMap(({ claims = [] }) => claims.map(({ clause }) => clause));
    expect(clauses).toEqual(['R1', 'R2', 'R3', 'R4', 'A1', 'A2', 'A3', 'D1', 'D2', 'D3', 'D4', 'D5', 'H1', 'H2']);
  });

  it('have a gate for every house rule', () => {
    const read = packs.flatMap(({ gates = [] }) => gates.map(({ when }) => when)).join('\n');
    for (const rule of HOUSE_RULES) expect(read).toContain(`"${rule}" in w.house_rules`);
  });

  it('cite only sources of their own, and use each', () => {
    for (const { id, sources, criteria = [], gates = [], claims = [], warnings = [] } of packs) {
      const cited = new Set([...criteria, ...gates, ...claims, ...warnings].map(({ source }) => source));
      expect([id, ...[...cited].sort()]).toEqual([id, ...Object.keys(sources).sort()]);
    }
  });

  it('name firmness as the assessment does', () => {
    expect(FIRMNESS_NAMES).toEqual(FIRMNESS);
  });
});

describe.each(packs.flatMap((pack) => (pack.gates ?? []).map((gate) => ({ rule: `${pack.id}/${gate.id}`, gate }))))('gate $rule', ({ gate }) => {
  const contextOf = ({ org = {}, w = {}, derived = {}, option: facts = {} }: Case) => ({ org, w, derived, option: facts });

  it('fires on its case and not one fact away', () => {
    expect(['blocks', 'conditions']).toContain(judgeExample(gate, contextOf(gate.cases.fires)).verdict);
    expect(['satisfied', 'not_applicable']).toContain(judgeExample(gate, contextOf(gate.cases.near_miss)).verdict);
  });

  it('neither blocks nor is satisfied where nothing is known', () => {
    expect(judgeExample(gate, contextOf({})).verdict).toBe('open');
  });
});

describe('claims of the article', () => {
  const verdictOf = (id: string, facts: Case): string | undefined =>
    book.claims({ org: {}, w: {}, derived: {}, option: {}, ...facts }, 'en').find(({ claim }) => claim.id === id)?.verdict;

  it.each(packs.flatMap(({ claims = [] }) => claims))('$clause holds and does not hold in its cases, and cannot be told from nothing', (claim) => {
    expect(verdictOf(claim.id, claim.cases.holds)).toBe('holds');
    expect(verdictOf(claim.id, claim.cases.does_not_hold)).toBe('does_not_hold');
    expect(verdictOf(claim.id, {})).toBe('cannot_tell');
  });

  it('do not speak of what weighs more, or comes out ahead, where a rule fixed the answer', () => {
    for (const { clause, because: { does_not_hold: weighed, by_rule: ruled } } of packs.flatMap(({ claims = [] }) => claims)) {
      if (/\bweigh|ahead/.test(weighed.en)) expect(ruled?.en, clause).toMatch(/rule/);
    }
  });

  it.each(packs.flatMap(({ claims = [] }) => claims))('$clause never both holds and fails', (claim) => {
    const level = fc.record(Object.fromEntries(QUESTIONS.map((question) => [question, fc.constantFrom(...LEVELS[question])])));
    const [holds, fails] = [compileCondition(claim.holds).condition, compileCondition(claim.fails).condition];
    fc.assert(fc.property(level, fc.constantFrom('local', 'api', 'hybrid', 'none'), (w, side) => {
      const context = { org: {}, w, derived: { side, local_usd_per_month: 5, api_usd_per_month: 5 }, option: { open_weights: true, commercial_use: 'allowed' } };
      expect(holds?.evaluate(context) === true && fails?.evaluate(context) === true).toBe(false);
    }), { numRuns: 200, seed: 1 });
  });

  it('leave no brace in a sentence', () => {
    for (const language of ['en', 'zh'] as const) {
      for (const { because } of book.claims({ org: {}, w: { team_strength: 'solid' }, derived: { side: 'local' }, option: {} }, language)) expect(because).not.toMatch(/[{}]/);
    }
  });
});

describe('terms', () => {
  it('restricted data goes to an outside party under full terms only', () => {
    const w = { data_sensitivity: 'restricted' };
    expect(judge('article/restricted-terms', { w: { ...w, terms: 'none' } }, option('public_api')).verdict).toBe('blocks');
    expect(judge('article/restricted-terms', { w: { ...w, terms: 'basic' } }, option('managed_host')).verdict).toBe('blocks');
    expect(judge('article/restricted-terms', { w: { ...w, terms: 'full' } }, option('public_api')).verdict).toBe('satisfied');
    expect(judge('article/restricted-terms', { w }, option('public_api'))).toEqual({ verdict: 'open', unmet: [], questions: ['w.terms'], atWorst: 'blocks' });
    expect(judge('article/restricted-terms', { w }, option('private_cloud')).verdict).toBe('not_applicable');
    expect(judge('article/restricted-terms', { w }, option('public_api', {}, { raises: { terms: 'full' } })).verdict).toBe('satisfied');
  });

  it('an unsigned agreement for confidential data is a next step, not an exclusion', () => {
    const w = { data_sensitivity: 'confidential' };
    for (const terms of [{}, { terms: 'none' }]) {
      expect(judge('article/confidential-terms', { w: { ...w, ...terms } }, option('public_api'))).toEqual({ verdict: 'conditions', unmet: [0], questions: [] });
    }
    expect(judge('article/confidential-terms', { w: { ...w, terms: 'basic' } }, option('public_api')).verdict).toBe('satisfied');
  });
});

describe('house rules', () => {
  const under = (rule: string, more: Partial<Situation> = {}): Partial<Situation> => ({ ...more, w: { house_rules: [rule], ...more.w } });

  it('inside_only bars every outside party and asks for dedicated hosts where machines are rented', () => {
    for (const place of ['managed_host', 'private_api', 'public_api'] as const) expect(judge('article/inside-only', under('inside_only'), option(place)).verdict).toBe('blocks');
    expect(judge('article/inside-only', under('inside_only'), option('on_premises')).verdict).toBe('not_applicable');
    expect(judge('article/inside-only-rented', under('inside_only'), option('private_cloud')).verdict).toBe('conditions');
    expect(judge('article/inside-only-rented', under('inside_only'), option('on_premises')).verdict).toBe('not_applicable');
  });

  it('unknown house rules leave the gate open', () => {
    expect(judge('article/inside-only', {}, option('public_api'))).toEqual({ verdict: 'open', unmet: [], questions: ['w.house_rules'], atWorst: 'blocks' });
  });

  it('in_country blocks what is elsewhere, asks to pin what is nowhere yet, and is open without a country', () => {
    const abroad = option('public_api', { location: 'US', crosses_border: true });
    expect(judge('article/in-country', under('in_country'), abroad).verdict).toBe('blocks');
    expect(judge('article/in-country', under('in_country'), option('public_api', { location: 'CN', crosses_border: false })).verdict).toBe('satisfied');
    expect(judge('article/in-country', under('in_country'), option('public_api')).verdict).toBe('conditions');
    expect(judge('article/in-country', under('in_country'), option('public_api', { location: 'US' }))).toMatchObject({ verdict: 'open', questions: ['option.crosses_border'] });
    expect(judge('article/in-country', under('in_country'), option('on_premises')).verdict).toBe('not_applicable');
    expect(judge('article/in-country', under('in_country'), option('on_premises', { location: 'US', crosses_border: true })).verdict).toBe('blocks');
  });

  it('no_foreign_provider blocks a foreign one, asks to choose where none is named, and is open on one that is not known', () => {
    expect(judge('article/no-foreign-provider', under('no_foreign_provider'), option('public_api', { operator_named: true, foreign_operator: true })).verdict).toBe('blocks');
    expect(judge('article/no-foreign-provider', under('no_foreign_provider'), option('public_api', { operator_named: true, foreign_operator: false })).verdict).toBe('satisfied');
    expect(judge('article/no-foreign-provider', under('no_foreign_provider'), option('public_api', { operator_named: true })).verdict).toBe('open');
    expect(judge('article/no-foreign-provider', under('no_foreign_provider'), option('public_api')).verdict).toBe('conditions');
    expect(judge('article/no-foreign-provider', under('no_foreign_provider'), option('on_premises')).verdict).toBe('not_applicable');
  });

  it('domestic_chips and no_single_vendor', () => {
    expect(judge('article/domestic-chips', under('domestic_chips'), option('on_premises', { foreign_chips: true })).verdict).toBe('blocks');
    expect(judge('article/domestic-chips', under('domestic_chips'), option('on_premises')).verdict).toBe('open');
    expect(judge('article/no-single-vendor', under('no_single_vendor'), option('public_api', { single_vendor: true })).verdict).toBe('conditions');
    expect(judge('article/no-single-vendor', under('no_single_vendor'), option('on_premises', { single_vendor: true })).verdict).toBe('not_applicable');
  });
});

describe('models, providers and licences', () => {
  it('a retired model is out, one that is not named cannot be', () => {
    expect(judge('article/retired', {}, option('public_api', { retired: true }, { model: 'gpt-4' })).verdict).toBe('blocks');
    expect(judge('article/retired', {}, option('public_api')).verdict).toBe('not_applicable');
  });

  it('what is not offered is out; where nothing is known of it, nothing is said', () => {
    expect(judge('article/not-offered', {}, option('public_api', { offered_here: false })).verdict).toBe('blocks');
    expect(judge('article/not-offered', {}, option('public_api')).verdict).toBe('not_applicable');
  });

  it('a non-commercial licence bars a business, is a condition for a school, and open where the kind is not known', () => {
    const research = option('on_premises', { commercial_use: 'prohibited' }, { model: 'stable-zero123' });
    expect(judge('licence/commercial-use', { org: { kind: 'business' } }, research).verdict).toBe('blocks');
    expect(judge('licence/commercial-use', { org: { kind: 'education' } }, research).verdict).toBe('not_applicable');
    expect(judge('licence/research-only', { org: { kind: 'education' } }, research).verdict).toBe('conditions');
    expect(judge('licence/commercial-use', {}, research)).toMatchObject({ verdict: 'open', questions: ['org.kind'] });
  });

  it('a licence that was not established is open, never "no restriction"; a model still to be chosen has none', () => {
    expect(judge('licence/commercial-use', { org: { kind: 'business' } }, option('on_premises', {}, { model: 'x' })).verdict).toBe('open');
    expect(judge('licence/commercial-use', { org: { kind: 'business' } }, option('on_premises')).verdict).toBe('not_applicable');
  });

  it('the revenue limit is a condition above it and open where revenue is not known', () => {
    const limited = option('on_premises', { commercial_use: 'conditional', revenue_limit_usd: 1_000_000 }, { model: 'stable-zero123-c' });
    expect(judge('licence/revenue-limit', { org: { annual_revenue_usd: 1_000_001 } }, limited).verdict).toBe('conditions');
    expect(judge('licence/revenue-limit', { org: { annual_revenue_usd: 600_000 } }, limited).verdict).toBe('not_applicable');
    expect(judge('licence/revenue-limit', {}, limited)).toMatchObject({ verdict: 'open', questions: ['org.annual_revenue_usd'] });
  });

  it('nobody to run it is a condition on what one runs oneself', () => {
    expect(judge('practice/named-operator', { w: { team_strength: 'none' } }, option('on_premises')).verdict).toBe('conditions');
    expect(judge('practice/named-operator', { w: { team_strength: 'none' } }, option('managed_host')).verdict).toBe('not_applicable');
  });
});

describe('the tables', () => {
  const everyPlace: readonly (readonly [Place, Place])[] = LOCAL_PLACES.flatMap((local) => API_PLACES.map((api) => [local, api] as const));

  // M5: raising a monotone answer never lowers the lead, for every pair of places and every other answer.
  it('raising data sensitivity never lowers the lead of local', () => {
    for (const [local, api] of everyPlace) {
      for (const terms of LEVELS.terms) {
        const leads = LEVELS.data_sensitivity.map((data_sensitivity) => lead('data_control', { data_sensitivity, terms }, option(local), option(api)));
        leads.forEach((value, i) => { if (i > 0) expect(value).toBeGreaterThanOrEqual((leads[i - 1] ?? 0) - 1e-9); });
      }
    }
  });

  it('public data has nothing to lose', () => {
    for (const [local, api] of everyPlace) for (const terms of LEVELS.terms) expect(lead('data_control', { data_sensitivity: 'public', terms }, option(local), option(api))).toBe(0);
  });

  it("a managed host stands between a private API and one's own machines", () => {
    for (const data_sensitivity of LEVELS.data_sensitivity) {
      for (const terms of LEVELS.terms) {
        const [cloud, host, api] = (['private_cloud', 'managed_host', 'private_api'] as const).map((place) => book.criteria[0]?.value(situation({ w: { data_sensitivity, terms } }), option(place)).value ?? Number.NaN);
        expect(cloud).toBeGreaterThanOrEqual(host ?? Number.NaN);
        expect(host).toBeGreaterThanOrEqual(api ?? Number.NaN);
      }
    }
  });

  it('without figures, budget counts for a tenth at most, in the direction of the article', () => {
    expect(lead('cost', { budget: 'tight' })).toBeCloseTo(0.1, 9);
    expect(lead('cost', { budget: 'moderate' })).toBe(0);
    expect(lead('cost', { budget: 'ample' })).toBeCloseTo(-0.1, 9);
  });

  it('an API is never harder to run, and a managed host easier than own machines for a weak team', () => {
    for (const team_strength of LEVELS.team_strength) {
      for (const stage of LEVELS.stage) for (const place of LOCAL_PLACES) expect(lead('operability', { team_strength, stage }, option(place))).toBeLessThan(0);
    }
    for (const team_strength of ['none', 'basic'] as const) {
      const [own, managed] = (['private_cloud', 'managed_host'] as const).map((place) => lead('operability', { team_strength, stage: 'pilot' }, option(place)));
      expect((managed ?? 0) - (own ?? 0)).toBeGreaterThanOrEqual(0.3);
    }
  });

  it('a tuned small model wins its narrow task, and keystrokes do not wait for a shared service', () => {
    const task = { performance_need: 'high', shape: 'narrow_with_labels', customisation: 'fine_tuning', team_strength: 'solid', latency: 'interactive' } as const;
    expect(lead('quality', task)).toBeGreaterThan(0);
    expect(lead('quality', { ...task, team_strength: 'basic' })).toBeLessThan(0);
    expect(lead('quality', { ...task, team_strength: 'basic', latency: 'realtime' })).toBeGreaterThan(0);
  });

  it('continuity is silent until a fact speaks', () => {
    const tuned = { customisation: 'fine_tuning', core: 'core' } as const;
    for (const customisation of LEVELS.customisation) {
      for (const core of LEVELS.core) for (const [local, api] of everyPlace) expect(lead('continuity', { customisation, core }, option(local), option(api))).toBe(0);
    }
    expect(lead('continuity', tuned, option('on_premises'), option('public_api', { retiring: true }))).toBeCloseTo(0.3, 9);
    expect(lead('continuity', tuned, option('on_premises', { commercial_use: 'conditional' }), option('public_api'))).toBeCloseTo(-0.1, 9);
  });

  it('a single vendor counts only where what one competes on is tuned there, and never as a constant', () => {
    const closed = option('public_api', { single_vendor: true });
    expect(lead('continuity', { customisation: 'fine_tuning', core: 'core' }, option('on_premises'), closed)).toBeCloseTo(0.15, 9);
    expect(lead('continuity', { customisation: 'prompting', core: 'core' }, option('on_premises'), closed)).toBe(0);
    expect(lead('continuity', { customisation: 'fine_tuning', core: 'important' }, option('on_premises'), closed)).toBe(0);
  });
});
