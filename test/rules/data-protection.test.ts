/** What must hold of the data-protection pack as a whole, whatever is stated. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admissibility } from '../../src/decision/model.js';
import { ADMISSIBLE } from '../../src/assessment/terms.js';
import { DATA_CLASSES, DATA_FORMS, LEVELS, ORGANISATION_KINDS, SIGNED, TASKS, type Signed } from '../../src/profile/vocabulary.js';
import type { Organisation, OwnApiOption, OwnLocalOption } from '../../src/profile/schema.js';
import { parseProfile } from '../../src/profile/parse.js';
import { workloadsOf } from '../../src/profile/workloads.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { optionsFor } from '../../src/options/options.js';
import { builtInPacks, builtInRulebook } from '../../src/rules/builtin.js';
import { situationOf } from '../../src/rules/situation.js';
import type { Situation } from '../../src/rules/rulebook.js';
import type { Option } from '../../src/options/option.js';
import { assessProfile } from '../assess/assess-text.js';

const pack = builtInPacks().map((one) => one.pack).find(({ id }) => id === 'data-protection');
const gates = builtInRulebook().gates.filter(({ rule }) => rule.startsWith('data-protection/'));

interface Stated {
  readonly organisation: Partial<Organisation>;
  readonly data: { readonly contains: readonly string[]; readonly people_in: readonly string[]; readonly form: string; readonly audience: string; readonly audience_in: readonly string[] };
  readonly answers: object;
  readonly signed: readonly Signed[];
}

const countries = ['CN', 'DE', 'FR', 'GB', 'US', 'IN', 'RU', 'SG', 'JP', 'HK'] as const;
const persons = fc.constantFrom(0, 1, 9_999, 10_000, 10_001, 99_999, 100_000, 999_999, 1_000_000, 5_000_000);
const stated: fc.Arbitrary<Stated> = fc.record({
  organisation: fc.record({
    country: fc.constantFrom(...countries), kind: fc.constantFrom(...ORGANISATION_KINDS), persons_abroad_per_year: persons, sensitive_persons_abroad_per_year: persons,
    us_government_contract: fc.constantFrom('none', 'civil', 'defence'),
  }, { requiredKeys: [] }),
  data: fc.record({
    contains: fc.subarray([...DATA_CLASSES]), people_in: fc.subarray([...countries]), form: fc.constantFrom(...DATA_FORMS),
    audience: fc.constantFrom('internal', 'customers', 'public'), audience_in: fc.subarray([...countries]),
  }),
  answers: fc.record({ terms: fc.constantFrom(...LEVELS.terms), data_sensitivity: fc.constantFrom(...LEVELS.data_sensitivity) }, { requiredKeys: [] }),
  signed: fc.subarray([...SIGNED]),
});
const place = fc.oneof(
  fc.record({ model: fc.constantFrom('qwen3-32b', 'deepseek-r1', 'llama-3.3-70b'), place: fc.constantFrom('on_premises', 'private_cloud', 'managed_host'), location: fc.constantFrom(...countries), isolation: fc.constantFrom('connected', 'accredited') }, { requiredKeys: ['model', 'place'] }),
  fc.record({ provider: fc.constantFrom('openai', 'mistral', 'alibaba', 'deepseek', 'nobody knows'), model: fc.constant('any'), region: fc.constantFrom(...countries), place: fc.constantFrom('private_api', 'public_api') }, { requiredKeys: ['provider', 'model'] }),
);

function pair({ organisation, data, answers, signed }: Stated, own: object, task: string): { situation: Situation; option: Option } {
  const isLocal = !('provider' in own);
  const workload = { id: 'one', task, data, ...answers, local: isLocal ? [{ ...own, signed } as OwnLocalOption] : [], api: isLocal ? [] : [{ ...own, signed } as OwnApiOption] };
  const profile = parseProfile(JSON.stringify({ version: 1, organisation: { name: 'Any', ...organisation }, workloads: [workload] }));
  const [one] = workloadsOf(profile);
  const [trafficClass] = one.classes;
  const [option] = optionsFor({ trafficClass, workload: one, organisation: profile.organisation, catalogue: builtInCatalogue(), asOf: '2026-11-23' });
  if (option === undefined) throw new Error('one option was named');
  return { situation: situationOf(profile.organisation, one, trafficClass), option };
}

function standing(given: Stated, own: object, task: string): number {
  const { situation, option } = pair(given, own, task);
  return ADMISSIBLE.indexOf(admissibility(gates.filter((gate) => gate.concerns(option)).map((gate) => gate.judge(situation, option))));
}

const RUNS = { numRuns: 400, seed: 1 };

describe('the data-protection pack', () => {
  it('has 25 to 40 gates, each with its law and a date, and none that rests on common knowledge', () => {
    expect(gates.length).toBeGreaterThanOrEqual(25);
    expect(gates.length).toBeLessThanOrEqual(40);
    const common = (pack?.gates ?? []).filter(({ source }) => pack?.sources[source]?.grade === 'K');
    expect(common.map(({ id }) => id)).toEqual([]);
  });

  it('never says that anything is compliant, and asks for counsel where law speaks', () => {
    expect(JSON.stringify(pack)).not.toMatch(/complian(t|ce with)|is legal\b|is allowed|GDPR-proof|合规的|合法/i);
    const silent = (pack?.gates ?? []).filter(({ basis, remedy }) => (basis === 'law' || basis === 'guidance') && !(/counsel|officer/.test(remedy.en) && /法务/.test(remedy.zh)));
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('a further class of data never makes an option more admissible', () => {
    fc.assert(
      fc.property(stated, place, fc.constantFrom(...TASKS), fc.constantFrom(...DATA_CLASSES), (given, own, task, added) => {
        const more = { ...given, data: { ...given.data, contains: [...new Set([...given.data.contains, added])] } };
        expect(standing(more, own, task)).toBeLessThanOrEqual(standing(given, own, task));
      }),
      RUNS,
    );
  });

  it('nor do further countries, whether of people or of those who get the answers', () => {
    fc.assert(
      fc.property(stated, place, fc.constantFrom(...TASKS), fc.constantFrom(...countries), fc.constantFrom('people_in' as const, 'audience_in' as const), (given, own, task, added, key) => {
        const more = { ...given, data: { ...given.data, [key]: [...new Set([...given.data[key], added])] } };
        expect(standing(more, own, task)).toBeLessThanOrEqual(standing(given, own, task));
      }),
      RUNS,
    );
  });

  it('and nor does a mitigation that is taken away', () => {
    fc.assert(
      fc.property(stated, place, fc.constantFrom(...TASKS), fc.constantFrom(...SIGNED), (given, own, task, removed) => {
        const less = { ...given, signed: given.signed.filter((one) => one !== removed) };
        expect(standing(less, own, task)).toBeLessThanOrEqual(standing(given, own, task));
      }),
      RUNS,
    );
  });

  it('a mitigation lifts only the rules that name it', () => {
    const base = { organisation: { country: 'DE', kind: 'healthcare' } as const, answers: {}, data: { contains: ['personal', 'health'], people_in: ['DE'], form: 'raw', audience: 'internal', audience_in: [] } };
    const own = { provider: 'openai', model: 'any', region: 'US' };
    const speaking = (signed: readonly Signed[]): readonly string[] => {
      const { situation, option } = pair({ ...base, signed }, own, 'chat');
      return gates.filter((gate) => gate.concerns(option) && gate.judge(situation, option).verdict === 'conditions').map(({ gate }) => gate.id);
    };
    expect(speaking([])).toEqual(['eu-processor', 'eu-transfer', 'eu-special-category']);
    expect(speaking(['zero_retention'])).toEqual(['eu-processor', 'eu-transfer', 'eu-special-category']);
    expect(speaking(['dpa', 'no_training'])).toEqual(['eu-transfer', 'eu-special-category']);
    expect(speaking(['transfer_mechanism'])).toEqual(['eu-processor', 'eu-special-category']);
    expect(speaking(['dpa', 'no_training', 'transfer_mechanism', 'impact_assessment', 'consent'])).toEqual([]);
  });
});

describe('what nobody stated', () => {
  const FIVE = { team_strength: 'solid', budget: 'tight', data_sensitivity: 'confidential', core: 'important', performance_need: 'high' };
  const [five] = assessProfile({ version: 1, organisation: { name: 'Five' }, ...FIVE }).workloads;

  it('is open in the JSON, rule by rule, and one warning with the count stands for them all', () => {
    const open = (five?.parts ?? []).flatMap((part) => part.gates).filter(({ verdict, rule }) => verdict === 'open' && rule.startsWith('data-protection/'));
    expect(new Set(open.map(({ rule }) => rule)).size).toBeGreaterThan(25);
    expect(open.every(({ summed_in }) => summed_in === 'open-rules')).toBe(true);
    const warnings = (five?.warnings ?? []).filter(({ rule }) => rule === 'open-rules');
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.text).toMatch(/^\d+ rules .*what the data contains/);
  });

  it('holds no option back where the rule is rare or could only add a condition', () => {
    expect(five?.options.every(({ admissible }) => admissible === 'yes' || admissible === 'after')).toBe(true);
  });

  it('counts once somebody doubts what the data contains', () => {
    const doubt = { ...FIVE, data: { contains: ['unknown'] } };
    const [one] = assessProfile({ version: 1, organisation: { name: 'Doubt' }, ...doubt }).workloads;
    expect(one?.options.some(({ admissible }) => admissible === 'open')).toBe(true);
  });
});

describe('exceptions', () => {
  const accepting = (rule: string, contains: readonly string[], until: string) =>
    assessProfile({
      version: 1, organisation: { name: 'Any', country: 'CN', kind: 'business' },
      workloads: [{ id: 'one', task: 'chat', data_sensitivity: 'restricted', terms: 'full', data: { contains, audience: 'internal' }, local: [], api: [{ provider: 'alibaba', model: 'qwen-plus', region: 'CN', signed: ['dpa', 'no_training', 'zero_retention'] }] }],
      accept: [{ rule: `data-protection/${rule}`, because: 'agreed', by: 'the board', until }],
    });
  const gateOf = (assessment: ReturnType<typeof assessProfile>, rule: string) => assessment.workloads[0]?.parts[0]?.gates.find((gate) => gate.rule === `data-protection/${rule}`);

  it('do not waive a law that excludes: it bars, and the exception is shown as void', () => {
    const assessment = accepting('state-secret', ['state_secret'], '2027-01-01');
    expect(gateOf(assessment, 'state-secret')).toMatchObject({ verdict: 'blocks', accepted: { by: 'the board', void: true } });
    expect(assessment.workloads[0]).toMatchObject({ recommendation: 'none' });
    expect(assessment.warnings.map(({ rule }) => rule)).toContain('data-protection/state-secret');
  });

  it('waive what is not law, and stay counted and shown', () => {
    const assessment = accepting('cn-core-data', ['core_data'], '2027-01-01');
    expect(gateOf(assessment, 'cn-core-data')).toMatchObject({ verdict: 'blocks', accepted: { because: 'agreed', void: false } });
    expect(assessment.workloads[0]).toMatchObject({ recommendation: 'api' });
  });

  it('are void after their date', () => {
    const assessment = accepting('cn-core-data', ['core_data'], '2026-11-22');
    expect(gateOf(assessment, 'cn-core-data')).toMatchObject({ verdict: 'blocks', accepted: { void: true } });
    expect(assessment.workloads[0]).toMatchObject({ recommendation: 'none' });
    expect(assessment.warnings.some(({ text }) => text.includes('no longer counts'))).toBe(true);
  });
});
