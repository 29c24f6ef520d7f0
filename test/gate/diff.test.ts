import { describe, expect, it } from 'vitest';
import { attributions, type Attribution } from '../../src/gate/attribution.js';
import { difference } from '../../src/gate/diff.js';
import { parseProfile } from '../../src/profile/parse.js';
import { renderDiff, renderDiffJson } from '../../src/report/diff.js';
import { DEFAULT_OPTIONS } from '../../src/report/options.js';
import { assessProfile, assessText } from '../assess/assess-text.js';
import { everyKind, hostile, HOSTILE_TEXTS } from '../report/fixtures.js';

const OLD = 'version: 1\norganisation: { name: Kontor, country: DE }\nteam_strength: strong\nbudget: tight\nworkloads:\n  - { id: notes, house_rules: [inside_only] }\n  - { id: gone }\n';
const NEW = 'version: 1\norganisation: { name: Kontor, country: DE }\nteam_strength: none\nbudget: ample\nworkloads:\n  - { id: notes }\n  - { id: fresh }\n';

function attributed(old: string, now: string): readonly Attribution[] {
  return attributions(parseProfile(old), parseProfile(now), assessText(old), (path, from, to) => ({ title: path.join('.'), from: String(from), to: String(to) }), (profile) => {
    try {
      return assessProfile(profile as object);
    } catch {
      return undefined;
    }
  });
}

describe('the difference of two assessments', () => {
  it('of the same is none', () => {
    const { decision, workloads, causes } = difference(everyKind('en'), everyKind('en'));
    expect({ decision, causes, changed: workloads.filter((one) => one.verdict || one.causes.length > 0) }).toEqual({ decision: false, causes: [], changed: [] });
  });

  it('names the workloads that are decided otherwise, new and gone, and the answers and rules behind', () => {
    const { decision, workloads } = difference(assessText(OLD), assessText(NEW));
    expect(decision).toBe(true);
    expect(workloads.map(({ id, before, after }) => [id, before?.recommendation, after?.recommendation])).toEqual([['notes', 'local', 'api'], ['fresh', undefined, 'api'], ['gone', 'local', undefined]]);
    const causes = workloads[0]?.causes ?? [];
    expect(causes.find(({ kind, id }) => kind === 'answer' && id === 'team_strength')).toBeDefined();
    expect(causes.find(({ kind, from, to }) => kind === 'rule' && from === 'rules out API' && to === '')).toBeDefined();
  });

  it('names versions of rules, data and tool, and the date', () => {
    const now = everyKind('en');
    const then = { ...now, as_of: '2025-01-01', tool: { ...now.tool, version: '0.0.9' }, packs: now.packs.map((pack) => ({ ...pack, version: '0.9.0' })), data: [] };
    expect(difference(then, now).causes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['pack article', 'pack data-protection', 'data models', 'data providers', 'tool tool', 'date date']);
  });

  it('names weights', () => {
    const weighted = (points: string): ReturnType<typeof assessText> => assessText(`version: 1\norganisation: { name: A }\nweights: { points: { ${points} } }\n`);
    const kinds = difference(weighted('cost: 1, quality: 1'), weighted('cost: 3, quality: 1')).workloads[0]?.causes.map(({ kind, id, from, to }) => [kind, id, from, to]);
    expect(kinds).toContainEqual(['weight', 'cost', '50%', '75%']);
  });
});

describe('a bill instead of a volume', () => {
  it('names the price that moved, and the volume that the bill then pays for', () => {
    const now = assessText('version: 1\norganisation: { name: A, country: US }\nworkloads: [{ id: chat, task: chat, traffic: { monthly_api_bill_usd: 15000, input_tokens: 2000, output_tokens: 500 }, api: [{ provider: openai, model: gpt-5.6-sol }] }]\n');
    const then = structuredClone(now) as unknown as { workloads: { cost: { lines: { id: string; side: string; pieces: { id: string; value: Record<string, number> }[] }[] } }[] };
    const pieces = then.workloads[0]!.cost.lines.find(({ id, side }) => id === 'usage' && side === 'api')!.pieces;
    for (const { id, value } of pieces) if (id !== 'stated_bill') for (const end of ['low', 'expected', 'high']) value[end]! *= id === 'usd_per_request' ? 4 : 1 / 4;
    const causes = difference(then as unknown as typeof now, now).workloads[0]?.causes ?? [];
    expect(causes.map(({ kind, id }) => [kind, id])).toEqual([['price', 'usd_per_request'], ['figure', 'requests_per_month']]);
    const shown = renderDiff({ difference: difference(then as unknown as typeof now, now), attributions: undefined }, DEFAULT_OPTIONS);
    expect(shown).toMatch(/price: Price of a request: .* a request$/m);
    expect(shown).not.toContain('lines with it');
  });
});

describe('the attribution of a difference between profiles', () => {
  it('does not say that a change turns to a side what was there before', () => {
    const old = 'version: 1\norganisation: { name: A, country: US }\nteam_strength: basic\nbudget: moderate\ncore: core\ndata_sensitivity: internal\nperformance_need: high\nstage: production\nlatency: interactive\nterms: basic\nworkloads: [{ id: chat, task: chat, traffic: { monthly_api_bill_usd: 15000, input_tokens: 2000, output_tokens: 500, growth_per_year: 1 }, api: [{ provider: openai, model: gpt-5.6-sol }], runs_today: api }]\n';
    const now = old.replace('core: core', 'core: important');
    const shown = renderDiff({ difference: difference(assessText(old), assessText(now)), attributions: attributed(old, now) }, { ...DEFAULT_OPTIONS, width: 200 });
    expect(shown).toContain('(alone changes chat from “API, too close to call, test first” to “API, leaning”)');
    expect(shown).not.toContain('turns chat to API');
  });


  it('says what each change does alone', () => {
    const all = attributed(OLD, NEW).map(({ path, from, to, alone }) => [path, from, to, alone?.map(({ id }) => id).includes('notes')]);
    expect(all.map(([path]) => path)).toEqual(['team_strength', 'budget', 'workloads.notes.house_rules']);
    expect(all.find(([path]) => path === 'team_strength')).toEqual(['team_strength', 'strong', 'none', false]);
  });

  it('of the same profile is none; workloads are named by their ids', () => {
    expect(attributed(OLD, OLD)).toEqual([]);
    const old = 'version: 1\norganisation: { name: A }\nworkloads: [{ id: a }]\n';
    const now = 'version: 1\norganisation: { name: A }\nworkloads: [{ id: a, sensitive_share: 0.3, data_sensitivity: restricted }]\n';
    expect(attributed(old, now).map(({ path }) => path)).toEqual(['workloads.a.data_sensitivity', 'workloads.a.sensitive_share']);
  });
});

describe('what is shown of it', () => {
  it.each(HOSTILE_TEXTS)('is not steered by %j', (text) => {
    const compared = { difference: difference(hostile('plain'), hostile(text)), attributions: [{ path: text, from: text, to: null, words: { title: text, from: text, to: text }, alone: [] }] };
    for (const shown of [renderDiff(compared, DEFAULT_OPTIONS), renderDiffJson(compared)]) {
      expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(shown).not.toMatch(/^\s*::|##\w*\[/m);
    }
    expect(() => { JSON.parse(renderDiffJson(compared)); }).not.toThrow();
  });
});
