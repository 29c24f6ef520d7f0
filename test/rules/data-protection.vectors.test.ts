/** The sixteen vectors on which the data-protection rules were agreed, each over a whole profile. Ids of the rule table stand in brackets. */
import { describe, expect, it } from 'vitest';
import type { AssessedGate } from '../../src/assessment/assessment.js';
import { assessProfile } from '../assess/assess-text.js';

const ANSWERS = {
  team_strength: 'solid', budget: 'moderate', data_sensitivity: 'confidential', core: 'important', performance_need: 'high',
  customisation: 'prompting', shape: 'mixed', latency: 'interactive', stage: 'production',
};

interface Asked {
  readonly org?: object;
  readonly data?: object;
  readonly local?: object;
  readonly api?: object;
  readonly more?: object;
}

interface Answered {
  readonly admissible: string;
  /** Rules that speak of the option, by their short names, less the article's on terms and the rare ones that nothing points to. */
  readonly rules: Readonly<Record<string, AssessedGate['verdict']>>;
  readonly conditions: string;
}

/** What is said of the one option that is named. */
function ask({ org = {}, data, local, api, more = {} }: Asked): Answered {
  const workload = { id: 'one', task: 'text-generation', ...ANSWERS, ...more, ...(data === undefined ? {} : { data }), local: local === undefined ? [] : [local], api: api === undefined ? [] : [api] };
  const [assessed] = assessProfile({ version: 1, organisation: { name: 'Vector', ...org }, workloads: [workload] }).workloads;
  const option = assessed?.options.find(({ origin }) => origin === 'user');
  if (assessed === undefined || option === undefined) throw new Error('an option was named');
  const gates = assessed.parts
    .flatMap((part) => part.gates)
    .filter(({ rule, at_worst, target }) => target.options.includes(option.id) && !/^article\/(restricted|confidential)-terms$/.test(rule) && at_worst !== 'nothing');
  return {
    admissible: option.admissible,
    rules: Object.fromEntries(gates.map(({ rule, verdict }) => [rule.replace('data-protection/', ''), verdict])),
    conditions: gates.flatMap((gate) => gate.conditions).join(' '),
  };
}

const CN = { country: 'CN', kind: 'business' };
const foreign = (signed: readonly string[] = []): object => ({ provider: 'mistral', model: 'mistral-large', region: 'FR', signed });
const DOMESTIC = { provider: 'alibaba', model: 'qwen-plus', region: 'CN', signed: ['dpa', 'no_training'] };
const ON_PREMISES = { model: 'qwen3-32b', place: 'on_premises' };

describe('vectors of the data-protection rules', () => {
  it('1: ordinary marketing copy of a Chinese business meets no rule of law; OpenAI and Anthropic are not offered [CN-X-00, CN-GEN-02]', () => {
    const data = { contains: [], people_in: [], audience: 'internal', audience_in: ['CN'] };
    const internal = { data_sensitivity: 'internal', terms: 'basic' };
    expect(ask({ org: CN, data, api: DOMESTIC, more: internal })).toMatchObject({ admissible: 'yes', rules: {} });
    expect(ask({ org: CN, data, api: foreign(), more: internal }).rules).toEqual({});
    expect(ask({ org: CN, data, local: ON_PREMISES, more: internal }).rules).toEqual({});
    for (const [provider, model] of [['openai', 'gpt-6.2-sol'], ['anthropic', 'claude-opus-5-5']]) {
      expect(ask({ org: CN, data, api: { provider, model }, more: internal })).toMatchObject({ admissible: 'no', rules: { 'article/not-offered': 'blocks' } });
    }
  });

  const exporting = (persons: number, sensitive: number, contains: readonly string[] = ['personal'], org: object = CN): Answered =>
    ask({
      org: { ...org, persons_abroad_per_year: persons, sensitive_persons_abroad_per_year: sensitive },
      data: { contains, people_in: ['CN'], form: 'raw', audience: 'internal' }, api: foreign(),
    });

  it('2: 99,999 persons a year: agreement, notice, consent and impact assessment, but no filing [CN-X-01]', () => {
    const { admissible, rules, conditions } = exporting(99_999, 0);
    expect(admissible).toBe('after');
    expect(rules).toEqual({ 'cn-processor': 'conditions', 'cn-transfer-notice': 'conditions' });
    for (const step of ['data-processing agreement', 'impact assessment', 'separate consent']) expect(conditions).toContain(step);
  });

  it('3: at 100,000 the standard contract or a certification comes on top [CN-X-02]', () => {
    expect(exporting(100_000, 0).rules).toEqual({ 'cn-processor': 'conditions', 'cn-transfer-notice': 'conditions', 'cn-transfer-contract': 'conditions' });
  });

  it('4: from 999,999 to 1,000,000 contract or certification give way to the security assessment [CN-X-03]', () => {
    expect(exporting(999_999, 0).rules).toMatchObject({ 'cn-transfer-contract': 'conditions' });
    const million = exporting(1_000_000, 0).rules;
    expect(million).toMatchObject({ 'cn-transfer-assessment': 'conditions' });
    expect(million).not.toHaveProperty('cn-transfer-contract');
  });

  it('5: one patient record abroad needs contract or certification, and the rule for medical bodies speaks [CN-X-02, CN-HLT-01]', () => {
    const { rules, admissible } = exporting(1, 1, ['personal', 'health'], { country: 'CN', kind: 'healthcare' });
    expect(rules).toMatchObject({ 'cn-transfer-contract': 'conditions', 'cn-health-abroad': 'conditions', 'cn-sensitive': 'conditions' });
    expect(admissible).toBe('after');
  });

  it('6: from 9,999 to 10,000 persons with sensitive data the security assessment takes over [CN-X-03]', () => {
    expect(exporting(9_999, 9_999, ['personal_sensitive']).rules).toMatchObject({ 'cn-transfer-contract': 'conditions' });
    const { rules } = exporting(10_000, 10_000, ['personal_sensitive']);
    expect(rules).toMatchObject({ 'cn-transfer-assessment': 'conditions' });
    expect(rules).not.toHaveProperty('cn-transfer-contract');
  });

  it('7: an operator of critical infrastructure needs the security assessment for one person [CN-X-04]', () => {
    const { rules } = exporting(1, 0, ['personal'], { country: 'CN', kind: 'critical_infrastructure' });
    expect(rules).toMatchObject({ 'cn-transfer-assessment': 'conditions' });
    expect(rules).not.toHaveProperty('cn-transfer-contract');
  });

  it('8: a public chatbot in China is filed, on a local open-weight model too [CN-GEN-01]', () => {
    const data = { contains: [], people_in: [], audience: 'public', audience_in: ['CN'] };
    const more = { task: 'chat', data_sensitivity: 'internal', terms: 'basic' };
    expect(ask({ org: CN, data, local: ON_PREMISES, more })).toMatchObject({ admissible: 'after', rules: { 'cn-public-service': 'conditions' } });
    expect(ask({ org: CN, data, local: { ...ON_PREMISES, signed: ['filed'] }, more })).toMatchObject({ admissible: 'yes', rules: {} });
    expect(ask({ org: CN, data, api: foreign(), more }).rules).toEqual({ 'cn-public-service': 'blocks' });
  });

  it('9: a state secret is barred from all four places, an ordinary server of one’s own included, unless it is accredited [CN-SEC-01]', () => {
    const data = { contains: ['state_secret'], audience: 'internal' };
    const more = { data_sensitivity: 'restricted', terms: 'full' };
    const locals = ['on_premises', 'private_cloud', 'managed_host'].map((place) => ask({ org: CN, data, local: { ...ON_PREMISES, place }, more }));
    const apis = [DOMESTIC, foreign(['dpa', 'no_training', 'zero_retention'])].map((api) => ask({ org: CN, data, api, more }));
    for (const said of [...locals, ...apis]) expect(said).toMatchObject({ admissible: 'no', rules: { 'state-secret': 'blocks' } });
    for (const isolation of ['connected', 'air_gapped']) expect(ask({ org: CN, data, local: { ...ON_PREMISES, isolation }, more }).admissible).toBe('no');
    expect(ask({ org: CN, data, local: { ...ON_PREMISES, isolation: 'accredited' }, more })).toMatchObject({ admissible: 'yes', rules: {} });
  });

  it('10: raw health data of a clinic in the EU on a listed US API without an impact assessment: conditions, not a bar [EU-02, EU-05]', () => {
    const data = { contains: ['personal', 'health'], people_in: ['EU'], form: 'raw', audience: 'internal' };
    const api = { provider: 'openai', model: 'gpt-6.2-sol', region: 'US', signed: ['dpa', 'no_training', 'transfer_mechanism'] };
    const said = ask({ org: { country: 'FR', kind: 'healthcare' }, data, api });
    expect(said).toMatchObject({ admissible: 'after', rules: { 'eu-special-category': 'conditions' } });
    expect(said.rules).not.toHaveProperty('eu-transfer');
    expect(said.conditions).toContain('impact assessment');
    expect(said.conditions).toContain('Art 9(2)');
  });

  it('11: personal data of people in the EU on one’s own server in Shanghai is a transfer [EU-03]', () => {
    const data = { contains: ['personal'], people_in: ['DE'], form: 'raw', audience: 'internal' };
    const org = { country: 'DE', kind: 'business' };
    expect(ask({ org, data, local: { ...ON_PREMISES, location: 'CN' } }).rules).toEqual({ 'eu-transfer': 'conditions' });
    expect(ask({ org, data, local: { ...ON_PREMISES, location: 'NL' } }).rules).toEqual({});
  });

  it('12: health information of a US hospital on rented machines needs an agreement with their host [US-HIPAA-01]', () => {
    const data = { contains: ['personal', 'health'], people_in: ['US'], form: 'raw', audience: 'internal' };
    const org = { country: 'US', kind: 'healthcare', us_government_contract: 'none' };
    const cloud = { model: 'llama-3.3-70b', place: 'private_cloud', location: 'US' };
    expect(ask({ org, data, local: cloud })).toMatchObject({ admissible: 'after', rules: { 'us-hipaa': 'conditions' } });
    expect(ask({ org, data, local: { ...cloud, signed: ['baa'] } }).rules).not.toHaveProperty('us-hipaa');
    expect(ask({ org, data, local: { ...cloud, place: 'on_premises' } }).rules).not.toHaveProperty('us-hipaa');
  });

  it('13: 10,001 de-identified health records, and not 10,000, are bulk data for a vendor of a covered country [US-DSP-01]', () => {
    const said = (persons: number): Answered =>
      ask({
        org: { country: 'US', kind: 'business', us_government_contract: 'none', persons_abroad_per_year: persons, sensitive_persons_abroad_per_year: persons },
        data: { contains: ['personal', 'health'], people_in: ['US'], form: 'deidentified', audience: 'internal' },
        api: { ...DOMESTIC, region: 'US' },
      });
    expect(said(10_000).rules).not.toHaveProperty('us-bulk-data');
    expect(said(10_001).rules).toMatchObject({ 'us-bulk-data': 'conditions' });
  });

  it('14: a firm in Singapore with a majority owner in China gets no Anthropic, and nothing else changes [PROV-02]', () => {
    const data = { contains: [], people_in: [], audience: 'internal' };
    const more = { data_sensitivity: 'internal', terms: 'basic' };
    const said = (api: object, owner?: string): Answered => ask({ org: { country: 'SG', kind: 'business', ...(owner === undefined ? {} : { owner_country: owner }) }, data, api, more });
    expect(said({ provider: 'anthropic', model: 'claude-opus-5-5' }, 'CN')).toMatchObject({ admissible: 'no', rules: { 'article/not-offered': 'blocks' } });
    expect(said({ provider: 'anthropic', model: 'claude-opus-5-5' }).rules).toEqual({});
    for (const api of [{ provider: 'openai', model: 'gpt-6.2-sol' }, foreign(), DOMESTIC]) expect(said(api, 'CN')).toEqual(said(api));
  });

  it('15: in a US defence contract DeepSeek’s weights are barred, air-gapped on own machines too [US-SEC-05]', () => {
    const data = { contains: [], people_in: [], audience: 'internal' };
    const local = { model: 'deepseek-r1', place: 'on_premises', isolation: 'air_gapped' };
    const said = (contract: string, model: object = local): Answered =>
      ask({ org: { country: 'US', kind: 'defence_contractor', us_government_contract: contract }, data, local: model, more: { data_sensitivity: 'internal' } });
    expect(said('defence')).toMatchObject({ admissible: 'no', rules: { 'us-defence-models': 'blocks' } });
    expect(said('none').rules).not.toHaveProperty('us-defence-models');
    expect(said('defence', { model: 'llama-3.3-70b', place: 'on_premises' }).rules).not.toHaveProperty('us-defence-models');
  });

  it('16: payment data of India on an API with 30 days of logs waits for zero retention [IN-02]', () => {
    const said = (signed: readonly string[]): Answered =>
      ask({
        org: { country: 'IN', kind: 'payment' }, data: { contains: ['personal', 'payment_card'], people_in: ['IN'], form: 'tokenised', audience: 'internal' },
        api: { provider: 'openai', model: 'gpt-6.2-sol', region: 'US', signed: ['dpa', 'no_training', ...signed] },
      });
    expect(said([])).toMatchObject({ admissible: 'after', rules: { 'india-payments': 'conditions' } });
    expect(said(['zero_retention']).rules).not.toHaveProperty('india-payments');
  });
});
