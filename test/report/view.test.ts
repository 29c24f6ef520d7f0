import { describe, expect, it } from 'vitest';
import { provenance } from '../../src/report/sources.js';
import { outcomeTexts, questionTitle, rulesOnAnswer, rulings, rulingsInTheWay, rulingText, shortReason, sideText, standingText, stepsBesideQuestion, stepsOfConditions } from '../../src/report/view.js';
import { LANGUAGES } from '../../src/profile/vocabulary.js';
import { RULE_SCOPE } from '../../src/rules/scope.js';
import { factName } from '../../src/text/facts.js';
import { REPORT_TEXT } from '../../src/text/report.js';
import { everyKind, oneWorkload } from './fixtures.js';

const text = REPORT_TEXT.en;
const { workloads } = everyKind('en');
const [gated, likely, hybrid, none] = workloads as [(typeof workloads)[0], (typeof workloads)[0], (typeof workloads)[0], (typeof workloads)[0]];

describe('what a report picks out', () => {
  it('is the rule where a rule decided, else the two criteria that weigh most', () => {
    expect([gated, likely, hybrid, none].map((workload) => shortReason(workload, 'en'))).toEqual([
      'House rule: no outside party may process it', 'operability and cost', 'splits by kind of request', 'State secrets stay on accredited systems',
    ]);
  });

  it('says a rule once, for both sides and all classes that it bears on', () => {
    const [part] = likely.parts;
    const [gate] = part!.gates;
    const other = { ...gate!, target: { side: 'local' as const, options: [] } };
    const said = rulings({ ...likely, parts: [{ ...part!, gates: [gate!, other] }, { ...part!, id: 'more', gates: [gate!] }] });
    expect(said.map((ruling) => [rulingText(ruling, text), ruling.parts.map(({ id }) => id)])).toEqual([['Some API options only on conditions; LOCAL only on conditions', ['all', 'more']]]);
  });

  it('puts rules that bar before conditions and open ones', () => {
    expect(rulings({ ...likely, parts: [{ ...likely.parts[0]!, gates: [...likely.parts[0]!.gates, ...gated.parts[0]!.gates] }] }).map(({ gate }) => gate.verdict)).toEqual(['blocks', 'conditions', 'open']);
  });

  it('shows a terminal only the rules that bear on what is recommended, or bar the other side', () => {
    const shownIn = (workload: typeof likely): readonly string[] => rulingsInTheWay(workload).shown.map(({ gate }) => gate.rule);
    expect(shownIn(gated)).toEqual(['article/inside-only']);
    expect(shownIn(none)).toEqual(['data-protection/state-secrets', 'data-protection/accredited-only']);
    expect(shownIn(likely)).toEqual(['data-protection/processor-contract', 'data-protection/standard-contract']);
    const [part] = likely.parts;
    const local = { ...likely, parts: [{ ...part!, side: 'local' as const, option: 'local/private_cloud/qwen3-32b' }] };
    expect(shownIn(local)).toEqual([]);
    expect(rulingsInTheWay(local).others).toBe(2);
  });

  it('points to the steps that meet a condition, and leaves the question to its own line', () => {
    expect(stepsBesideQuestion(likely)).toHaveLength(likely.next_steps.length - 1);
    expect(stepsOfConditions(likely.parts[0]!.gates[0]!, likely)).toEqual([1, 2]);
    expect(stepsOfConditions({ ...likely.parts[0]!.gates[0]!, conditions: ['Something else.'] }, likely)).toBeUndefined();
  });

  it('names questions and facts in words, and what has no words by its path', () => {
    expect(questionTitle('w.data_sensitivity', likely, 'en')).toBe('data sensitivity');
    expect(questionTitle('budget', none, 'zh')).toBe('预算');
    expect(questionTitle('organisation.persons_abroad_per_year', likely, 'en')).toBe('the number of people whose data goes abroad');
    expect(questionTitle('option.foreign_chips', likely, 'en')).toBe('whether the accelerators are foreign');
    expect(questionTitle('own.fact', likely, 'en')).toBe('own.fact');
    expect(Object.keys(RULE_SCOPE).filter((path) => !path.startsWith('derived.') && LANGUAGES.some((language) => factName(path, language) === path))).toEqual([]);
  });

  it('groups the answers to the next question by what they lead to', () => {
    expect(outcomeTexts(likely, text)).toEqual(['basic or solid: API', 'strong: LOCAL']);
  });

  it('says why it asks for what changes nothing, or next to nothing', () => {
    const question = { ...likely.next_question!, gate: true, others: [] };
    const [first] = question.outcomes;
    const alike = question.outcomes.map((outcome) => ({ ...outcome, recommendation: first!.recommendation }));
    expect(rulesOnAnswer(question, text)).toEqual(['A rule hangs on the answer.']);
    expect(rulesOnAnswer({ ...question, seldom: true }, text)).toEqual(['Only an answer that is rare would change it; rules need it confirmed all the same.']);
    expect(rulesOnAnswer({ ...question, outcomes: alike }, text)).toEqual(['Rules need it confirmed all the same.']);
    expect(rulesOnAnswer({ ...question, outcomes: alike, others: ['budget'] }, text)).toEqual(['A rule hangs on the answer.']);
    expect(rulesOnAnswer({ ...question, gate: false }, text)).toEqual([]);
  });

  it('speaks of conditions that an option is under only where one is known', () => {
    const [option] = likely.options.filter(({ admissible }) => admissible === 'after');
    expect(standingText(option!, text)).toBe('after conditions');
    expect(standingText({ ...option!, conditions: [] }, text)).toBe('may come with conditions');
    expect(standingText({ ...option!, admissible: 'open', conditions: [] }, text)).toBe('not settled');
  });

  it('does not call a side ruled out where only some of its options are', () => {
    const [part] = likely.parts;
    const [gate] = part!.gates;
    expect(sideText(gate!, part!, likely, text)).toBe('API (some)');
    expect(sideText({ ...gate!, target: { side: 'api', options: [] } }, part!, likely, text)).toBe('API');
  });

  it('names data of one date once', () => {
    const assessment = oneWorkload('en');
    const data = ['models', 'prices', 'gpus'].map((id) => ({ id, as_of: id === 'gpus' ? '2025-10-01' : '2025-11-01' }));
    expect(provenance({ ...assessment, data }, text)).toContain('data: models, prices 2025-11-01; gpus 2025-10-01;');
    expect(provenance({ ...assessment, data, prices: { source: 'own.yaml', sha256: 'a'.repeat(64) } }, text)).toContain('; gpus 2025-10-01; your own prices: own.yaml aaaaaaaaaaaa; seed');
  });
});
