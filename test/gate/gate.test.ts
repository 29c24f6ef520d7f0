import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../src/assessment/assessment.js';
import { AiPathError } from '../../src/error.js';
import { failures, GATE_WORDS, parseCondition, type Failure } from '../../src/gate/gate.js';
import { assessText } from '../assess/assess-text.js';
import { everyKind, oneWorkload } from '../report/fixtures.js';

const judge = (condition: string, assessment: Assessment = everyKind('en'), baseline?: Assessment): readonly Failure[] =>
  failures([parseCondition(condition)], [{ assessment, baseline }], 'en');
const found = (condition: string, assessment?: Assessment, baseline?: Assessment): readonly string[] => judge(condition, assessment, baseline).map((failure) => failure.found);

function refusal(condition: string): string {
  try {
    parseCondition(condition);
  } catch (error) {
    if (error instanceof AiPathError && error.kind === 'usage') return error.message;
    throw error;
  }
  throw new Error(`${condition} is accepted`);
}

describe('the words', () => {
  it('no-option finds what has nowhere to run', () => expect(found('no-option')).toEqual(['Case files: no option is left']));
  it('close finds what is too close to call', () => expect(found('close')).toEqual(['Tagging of support tickets by product and urgency: too close to call']));
  it('open-gate finds open rules on the recommended side', () => expect(found('open-gate')).toEqual(['Player support: data-protection/standard-contract is not settled']));

  it('stale finds data that is older than half a year on the day of the assessment', () => {
    const dated = (asOf: string): Assessment => ({ ...oneWorkload('en'), as_of: asOf, data: [{ id: 'models', as_of: '2025-11-01' }, { id: 'prices', as_of: '2026-01-01' }] });
    expect(found('stale', dated('2026-04-30'))).toEqual([]);
    expect(found('stale', dated('2026-05-01'))).toEqual(['as of 2026-05-01: models 2025-11-01']);
  });

  it('changed finds another decision, a new workload and one that is gone, and nothing else', () => {
    const now = everyKind('en');
    const [first, second, ...others] = now.workloads;
    if (first === undefined || second === undefined) throw new Error('two workloads are needed');
    expect(found('changed', now, now)).toEqual([]);
    expect(found('changed', now, { ...now, workloads: [first, { ...second, firmness: 'robust' as const }, ...others] })).toEqual([]);
    expect(found('changed', now, { ...now, workloads: [{ ...first, recommendation: 'api' as const }, second, ...others] })).toEqual(['Drafts of 3D props: API → LOCAL']);
    expect(found('changed', now, { ...now, workloads: [second, ...others] })).toEqual(['Drafts of 3D props: new']);
    expect(found('changed', { ...now, workloads: [second, ...others] }, now)).toEqual(['Drafts of 3D props: no longer there']);
  });

  it('changed fails where the baseline does not hold the organisation', () => expect(found('changed')).toEqual(['cannot tell: the baseline does not hold Lantern Studio']));

  it('each has a section in the documentation that a failure names', () => {
    const headings = [...readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8').matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual([...GATE_WORDS, 'assertions']);
    expect(GATE_WORDS.map((word) => parseCondition(` ${word} `))).toEqual(GATE_WORDS.map((word) => ({ kind: 'word', word })));
  });
});

describe('an assertion', () => {
  it('reads everything that the schema of an assessment names', () => {
    expect(found('workloads.exists(w, w.recommendation == "api" && w.id == "player-support")')).toEqual(['Player support: API, likely']);
    expect(judge('workloads.exists(w, w.recommendation == "api" && w.id == "patient-notes")')).toEqual([]);
    expect(judge('organisation.split.local < 0.5')).toEqual([]);
    expect(found('workloads.exists(w, w.parts.exists(p, p.gates.exists(g, g.rule == "data-protection/state-secrets")))')).toEqual(['Case files: NONE']);
    expect(found('size(workloads) == 6')).toEqual(['true']);
  });

  it('says what the fields that it reads hold', () => {
    const assessment = everyKind('en');
    const { workloads: [first] } = assessment;
    expect(found('size(workloads) == 6 && seed == 1')).toEqual(['seed is 1']);
    expect(found('organisation.split.local < 0.9 && organisation.split_basis != "spend"', { ...assessment, organisation: { ...assessment.organisation, split: { local: 0.25, api: 0.75 }, split_basis: 'requests' } })).toEqual([
      'organisation.split.local is 0.25, organisation.split_basis is requests',
    ]);
    expect(found('workloads.exists(w, w.split.local == 1 && w.recommendation == "local")', { ...assessment, workloads: [{ ...first!, split: { local: 1, api: 0 } }] })).toEqual([expect.stringMatching(/^Drafts of 3D props: LOCAL, .*; split\.local is 1$/) as string]);
    expect(found('workloads.exists(w, w.parts.exists(p, p.share > 0.0))', { ...assessment, workloads: [first!] })).toEqual([expect.not.stringContaining('share') as string]);
    expect(failures([parseCondition('seed == 1')], [{ assessment, baseline: undefined }], 'zh').map((failure) => failure.found)).toEqual(['seed 为 1']);
  });

  it('says where, with line and column', () => {
    const assessment = assessText('version: 1\norganisation: { name: A }\nworkloads:\n  - id: one\n  - id: two\n    house_rules: [inside_only]\n');
    expect(judge('workloads.exists(w, w.id == "two" && w.firmness == "gate")', assessment).map(({ where }) => where)).toEqual(['profile.yaml:5:5']);
  });

  it('that hangs on what is not known fails, and says on what', () => {
    expect(found('workloads.all(w, w.next_question.worth < 0.5)')).toEqual(['cannot be evaluated: "next_question" is not known here']);
    expect(found('workloads.exists(w, w.firmness == "gate")')).toHaveLength(1);
  });

  it.each([
    ['workloads.exists(w, w.recomendation == "api")', '--fail-on: an assessment has no field recomendation. Did you mean "recommendation"?'],
    ['recommendation == "api"', '--fail-on: there is no field recommendation at this place. Write organisation.recommendation.'],
    ['organisation.firmness == "close"', '--fail-on: there is no field firmness at this place. Write workloads.exists(w, w.firmness …).'],
    ['workloads.exists(w, w.verdict == "open")', '--fail-on: there is no field verdict at this place. Write workloads.exists(w, w.parts.exists(p, p.gates.exists(g, g.verdict …))).'],
    ['workloads.exists(w, w.seed == 1)', '--fail-on: there is no field seed at this place. Write seed.'],
    ['name == "A"', '--fail-on: there is no field name at this place. Write organisation.name.'],
    ['workload.size() > 1', '--fail-on: an assessment has no field workload. Did you mean "workloads"?'],
    ['workloads.exists(w, w.recommendation == "apii")', '--fail-on: this field is never "apii"; it is one of: local, api, hybrid, none. Did you mean "api"?'],
    ['workloads.exists(w, w.recommendation in ["api", "locl"])', '--fail-on: this field is never "locl"; it is one of: local, api, hybrid, none. Did you mean "local"?'],
    ['workloads.exists(w, w.parts.all(p, p.firmness == "clos"))', /never "clos"; .* Did you mean "close"\?/],
    ['size(workloads)', /must be true or false; this is a whole number/],
    ['organisation.cost.recommended > 10000', '--fail-on: ">" cannot stand between a group of fields (low, expected, high, evidence) and a whole number. Name one of its fields, such as .expected.'],
    ['organisation.cost.recommended', '--fail-on: an assertion must be true or false; this is a group of fields (low, expected, high, evidence). Name one of its fields, such as .expected.'],
    ['workloads > 1', /^--fail-on: ">" cannot stand between a list and a whole number\./],
    ['!organisation.name', /^--fail-on: "!" cannot stand before text\./],
    ['size(organisation.cost) > 1', /^--fail-on: this is no assertion: found no matching overload for 'size\(\{currency, …\}\)'/],
    ['workloads.exists(w, w.recommendation > 3)', /">" cannot stand between text and a whole number/],
    ['no-options', /\S/],
    ['"', /this is no assertion/],
    [`${'true || '.repeat(900)}true`, /at most 4000 characters/],
  ])('$0 is refused before anything is assessed', (condition, message) => {
    if (typeof message === 'string') expect(refusal(condition)).toBe(message);
    else expect(refusal(condition)).toMatch(message);
  });
});
