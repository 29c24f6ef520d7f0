// What the prompts are told after each answer, read off the assessment that the command makes.
import { describe, expect, it } from 'vitest';
import { adviceOn, type AssessAnswers } from '../../src/cli/advice.js';
import { assess, parseProfile } from '../../src/index.js';
import type { Assessment } from '../../src/assessment/assessment.js';
import { profileText } from '../../src/profile/draft.js';
import { QUESTIONS } from '../../src/profile/vocabulary.js';
import { answered, nextQuestion, START, type Reply, type WizardContent, type WizardState } from '../../src/profile/wizard.js';

const words: WizardContent = { words: new Map(), models: () => [], gpus: () => [] };
const assessAnswers: AssessAnswers = (state) => assess(parseProfile(profileText(state, words, { language: 'en', file: 'p.yaml' })), { asOf: '2026-11-23' });
const content: WizardContent = { ...words, advise: (state) => adviceOn(state, assessAnswers) };

const UNKNOWN: Reply = { kind: 'unknown' };
const said = (replies: Readonly<Record<string, string | number | readonly string[]>>): WizardState =>
  Object.entries(replies).reduce((state, [question, value]) => answered(state, question, { kind: 'value', value }), START);
const ANSWERS = {
  team_strength: 'solid', budget: 'tight', data_sensitivity: 'internal', core: 'important', performance_need: 'high',
  customisation: 'prompting', shape: 'mixed', latency: 'interactive', stage: 'production', terms: 'basic',
} as const;
const OPENED = { 'organisation.name': 'Lantern', 'organisation.country': 'CN' };

/** An assessment with just this about its one workload. */
const saying = (work: { readonly firmness: string; readonly next_question?: object | null; readonly method?: string }): AssessAnswers => () =>
  ({
    organisation: { recommendation: 'api' },
    workloads: [{ next_question: null, ...work, parts: [{ acceptability: { method: work.method ?? 'exact' } }] }],
  }) as unknown as Assessment;

describe('the advice on the answers so far', () => {
  it('begins with the question that the assessment calls the next one', () => {
    const state = said(OPENED);
    const next = assessAnswers(state)!.workloads[0]!.next_question!;
    expect(adviceOn(state, assessAnswers)!.questions).toEqual([next.id, ...next.others]);
    expect(nextQuestion(state, content)!.id).toBe(next.id);
  });

  it('knows of no question with levels once a rule of the house has decided', () => {
    const advice = adviceOn(said({ ...OPENED, house_rules: ['inside_only'] }), assessAnswers)!;
    expect(advice).toEqual({ recommendation: 'local', firmness: 'gate', questions: [] });
  });

  it('settles nothing before it is known whether a rule of the house stands against it', () => {
    const all = said({ ...OPENED, ...ANSWERS });
    expect(adviceOn(all, assessAnswers)!.questions).toEqual(['house_rules']);
    expect(nextQuestion(answered(all, 'kinds', UNKNOWN), content)!.id).toBe('house_rules');
    expect(adviceOn(answered(all, 'house_rules', { kind: 'value', value: [] }), assessAnswers)!.questions).toEqual([]);
    expect(adviceOn(answered(all, 'house_rules', UNKNOWN), assessAnswers)!.questions).toEqual(['house_rules']);
  });

  it('names the fact that a rule hangs on, where none of the questions asks for it', () => {
    const state = said({ house_rules: [] });
    const next = (id: string): AssessAnswers => saying({ firmness: 'likely', next_question: { id, text: 'What?', others: [] } });
    expect(adviceOn(state, next('w.data.contains'))).toMatchObject({ questions: [], fact: 'What?' });
    expect(adviceOn(state, next('w.house_rules'))).not.toHaveProperty('fact');
    expect(adviceOn(state, next('w.team_strength'))).not.toHaveProperty('fact');
    expect(adviceOn(state, saying({ firmness: 'gate', next_question: { id: 'w.data.contains', text: 'What?', others: [] } }))).not.toHaveProperty('fact');
  });

  it('does not take a sample for proof that nothing matters', () => {
    const state = said({ house_rules: [], core: 'core' });
    expect(adviceOn(state, saying({ firmness: 'robust', method: 'sampled' }))!.questions).toEqual(QUESTIONS.filter((question) => question !== 'core'));
    expect(adviceOn(state, saying({ firmness: 'gate', method: 'sampled' }))!.questions).toEqual([]);
    expect(adviceOn(state, saying({ firmness: 'robust' }))!.questions).toEqual([]);
  });

  it('is none where the answers make no sense yet', () => {
    expect(adviceOn(START, () => undefined)).toBeUndefined();
  });
});

describe('a conversation by the advice of the assessment', () => {
  it.each([
    ['all is known', (question: string): Reply => ({ kind: 'value', value: ANSWERS[question as keyof typeof ANSWERS] })],
    ['nothing is known', (): Reply => UNKNOWN],
  ])('asks nothing twice and comes to the end where %s', (_, reply) => {
    let state = said(OPENED);
    for (let prompt = nextQuestion(state, content); prompt !== undefined && prompt.id !== 'enough'; prompt = nextQuestion(state, content)) {
      const { id } = prompt;
      expect(state.given.map(({ question }) => question)).not.toContain(id);
      state = answered(state, id, id === 'more' ? { kind: 'value', value: 'on' } : QUESTIONS.some((question) => question === id) ? reply(id) : UNKNOWN);
    }
    expect(nextQuestion(state, content)!.id).toBe('enough');
  });
});
