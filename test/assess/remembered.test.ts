/** What rules remember of one profile must never show in another: gates, kinds of options and values are shared by all of a portfolio. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess/assess.js';
import type { AssessContext } from '../../src/assess/context.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { parsedFrom, validateProfile } from '../../src/profile/parse.js';
import { AUDIENCES, DATA_CLASSES, DATA_FORMS, HOUSE_RULES, LEVELS, ORGANISATION_KINDS, QUESTIONS, SIGNED, US_GOVERNMENT_CONTRACTS } from '../../src/profile/vocabulary.js';
import { builtInPacks } from '../../src/rules/builtin.js';
import { compileRulebook, type PackFile } from '../../src/rules/compile.js';
import { loadPack } from '../../src/rules/load.js';

const country = fc.constantFrom('CN', 'DE', 'US', 'GB', 'IN', 'RU', 'SG');
const persons = fc.constantFrom(0, 500, 20_000, 2_000_000);
const organisation = fc.record(
  { country, owner_country: country, kind: fc.constantFrom(...ORGANISATION_KINDS), annual_revenue_usd: fc.constantFrom(1e5, 1e8), persons_abroad_per_year: persons, sensitive_persons_abroad_per_year: persons, us_government_contract: fc.constantFrom(...US_GOVERNMENT_CONTRACTS), name: fc.constantFrom('Ada', 'Bo') },
  { requiredKeys: ['name'] },
);
const answers = fc.record(Object.fromEntries(QUESTIONS.map((question) => [question, fc.constantFrom<string>(...LEVELS[question])])), { requiredKeys: [] });
const data = fc.record(
  { contains: fc.subarray([...DATA_CLASSES, 'unknown'], { maxLength: 3 }), people_in: fc.subarray(['CN', 'DE', 'US', 'RU']), form: fc.constantFrom(...DATA_FORMS), audience: fc.constantFrom(...AUDIENCES), audience_in: fc.subarray(['CN', 'DE']) },
  { requiredKeys: [] },
);
const local = fc.record({ model: fc.constantFrom('qwen3-32b', 'stable-zero123'), place: fc.constantFrom('on_premises', 'private_cloud', 'managed_host'), isolation: fc.constantFrom('connected', 'accredited'), signed: fc.subarray([...SIGNED]) }, { requiredKeys: ['model'] });
const api = fc.record({ provider: fc.constantFrom('openai', 'alibaba', 'nobody'), model: fc.constantFrom('gpt-6.2-sol', 'their-model'), region: country, signed: fc.subarray([...SIGNED]) }, { requiredKeys: ['provider', 'model'] });
const profile = fc.record({ organisation, answers, data, houseRules: fc.subarray([...HOUSE_RULES], { maxLength: 1 }), local: fc.option(local, { nil: undefined }), api: fc.option(api, { nil: undefined }), quality: fc.option(fc.constant({ local: 0.81, api: 0.86, needed: 0.8 }), { nil: undefined }) });

/** Reads names, which anybody may choose, and not only words of the format. */
const NAMES = `
id: names
version: 1.0.0
title: Names
sources: { test: { title: A test, date: 2026-11-01, grade: P } }
gates:
  - { id: ada, title: Not for Ada, basis: policy, source: test, effect: exclude, target: { side: api }, when: 'org.name == "Ada" && w.core != "core"',
      reason: Ada buys nothing., remedy: Ask Bo., cases: { fires: { org: { name: Ada }, w: { core: important } }, near_miss: { org: { name: Bo }, w: { core: important } } } }
  - { id: their-model, title: Not that one, basis: policy, source: test, effect: exclude, target: {}, when: 'option.model_name == "their-model"',
      reason: Nobody knows it., remedy: Take another., cases: { fires: { option: { model_name: their-model } }, near_miss: { option: { model_name: gpt } } } }
`;

describe('what rules remember', () => {
  it('changes no assessment: one rulebook for all profiles says what a new one says of each', () => {
    const files: readonly PackFile[] = [...builtInPacks(), { sha256: '', pack: loadPack(NAMES, 'names.yaml') }];
    const contextWith = (): AssessContext => ({ language: 'en', asOf: '2026-11-23', seed: 1, rulebook: compileRulebook(files), catalogue: builtInCatalogue() });
    const shared = contextWith();
    fc.assert(
      fc.property(profile, ({ organisation: stated, answers: levels, data: about, houseRules, local: own, api: bought, quality }) => {
        const workload = { id: 'one', ...levels, data: about, house_rules: houseRules, ...(own === undefined ? {} : { local: [own] }), ...(bought === undefined ? {} : { api: [bought] }), ...(quality === undefined ? {} : { quality }) };
        const parsed = parsedFrom(validateProfile({ version: 1, organisation: stated, workloads: [workload] }));
        expect(assess(parsed, shared)).toEqual(assess(parsed, contextWith()));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  const FIVE = { team_strength: 'solid', budget: 'tight', data_sensitivity: 'confidential', core: 'important', performance_need: 'high' };
  it.each([
    ['the user has an evaluation of his own', {}, { quality: { local: 0.2, api: 0.95, needed: 0.8 } }],
    ['a list is empty, not unknown', {}, { data: { contains: [] } }],
    ['an answer may still have fewer levels', { budget: 'unknown' }, { budget: { usd_per_month: 4000 } }],
    ['an agreement lifts the terms', { terms: 'none', api: [{ provider: 'openai', model: 'gpt-6.2-sol' }] }, { terms: 'none', api: [{ provider: 'openai', model: 'gpt-6.2-sol', signed: ['dpa', 'no_training'] }] }],
  ])('does not hide that %s', (_, one, other) => {
    const contextWith = (): AssessContext => ({ language: 'en', asOf: '2026-11-23', seed: 1, rulebook: compileRulebook(builtInPacks()), catalogue: builtInCatalogue() });
    const parsed = (answered: object): ReturnType<typeof parsedFrom> => parsedFrom(validateProfile({ version: 1, organisation: { name: 'Any', country: 'DE' }, workloads: [{ id: 'one', ...FIVE, ...answered }] }));
    for (const order of [[one, other], [other, one]]) {
      const shared = contextWith();
      for (const answered of order) expect(assess(parsed(answered), shared)).toEqual(assess(parsed(answered), contextWith()));
    }
  });
});
