// The wizard as a state machine: which question comes next, what back, skip and resume do, and what profile comes out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileText, templateText } from '../../src/profile/draft.js';
import { parseProfile, parseProfiles } from '../../src/profile/parse.js';
import { DIMENSIONS, LANGUAGES, LEVELS, QUESTIONS, type Question } from '../../src/profile/vocabulary.js';
import {
  answered, back, converse, hasDimensions, nextQuestion, replyTo, resumed, START,
  type Given, type Prompt, type QuestionWords, type Reply, type WizardContent, type WizardState,
} from '../../src/profile/wizard.js';

const plain = (text: string) => ({ en: text, zh: text });
const wordsFor = (question: Question): QuestionWords => ({
  ask: plain(`${question}?`), title: plain(question), levels: LEVELS[question].map((level) => ({ level, label: plain(level), means: plain(`${level} it is: "so"`) })),
});
const content: WizardContent = {
  words: new Map(QUESTIONS.map((question) => [question, wordsFor(question)])),
  models: (task, side) => (task === 'chat' ? [{ value: side === 'api' ? 'openai/gpt-4' : 'qwen3-8b', label: plain('a model') }] : []),
  gpus: () => [{ value: 'rtx-4090', label: plain('NVIDIA RTX 4090') }],
};

const value = (said: string | number | readonly string[]): Reply => ({ kind: 'value', value: said });
const UNKNOWN: Reply = { kind: 'unknown' };
const SKIPPED: Reply = { kind: 'skipped' };

/** Answers whatever comes from a table of replies; what is not in it is unknown, skipped, or the first choice. */
function walk(replies: Readonly<Record<string, Reply>>, start: WizardState = START): WizardState {
  let state = start;
  for (let prompt = nextQuestion(state, content); prompt !== undefined; prompt = nextQuestion(state, content)) {
    state = answered(state, prompt.id, replies[prompt.id] ?? easiest(prompt));
  }
  return state;
}

function easiest(prompt: Prompt): Reply {
  if (prompt.maySkip) return SKIPPED;
  if (prompt.mayBeUnknown) return UNKNOWN;
  if (prompt.kind === 'several') return value([]);
  if (prompt.kind === 'text') return value('Some name');
  return value((prompt.choices.find((choice) => choice.value === 'no') ?? prompt.choices[0]!).value);
}

const asked = (state: WizardState): readonly string[] => state.given.map(({ question }) => question);
const profileOf = (state: WizardState) => parseProfile(profileText(state, content, { language: 'en', file: 'p.yaml' }));

describe('the order of the questions', () => {
  it('begins with name and country, then the five dimensions, and numbers those', () => {
    const order = asked(walk({}));
    expect(order.slice(0, 7)).toEqual(['organisation.name', 'organisation.country', ...DIMENSIONS]);
    let state = START;
    for (const [index, question] of order.slice(0, 7).entries()) {
      const prompt = nextQuestion(state, content)!;
      expect(prompt.id).toBe(question);
      expect(prompt.progress).toEqual(index < 2 ? undefined : { index: index - 1, of: 5 });
      state = answered(state, question, easiest(prompt));
    }
    expect(hasDimensions(state)).toBe(true);
  });

  it('does not ask for a less sensitive kind of traffic below public', () => {
    expect(asked(walk({ data_sensitivity: value('public') }))).not.toContain('kinds');
    expect(asked(walk({ data_sensitivity: value('internal') }))).toContain('kinds');
  });

  it('asks for the share only where there are two kinds', () => {
    expect(asked(walk({ kinds: value('two') }))).toContain('sensitive_share');
    expect(asked(walk({ kinds: value('one') }))).not.toContain('sensitive_share');
  });

  it('asks the sharpening questions only if they are wanted', () => {
    expect(asked(walk({ sharpen: value('no') }))).not.toContain('terms');
    expect(asked(walk({ sharpen: value('yes') }))).toEqual(expect.arrayContaining(['terms', 'house_rules', 'stage', 'customisation', 'shape', 'latency']));
  });

  it('goes through as many workloads as there are', () => {
    const state = walk({ workloads: value('yes'), 'workloads.0.another': value('yes'), 'workloads.1.another': value('no') });
    expect(asked(state)).toContain('workloads.1.name');
    expect(asked(state)).not.toContain('workloads.2.name');
  });
});

describe('back', () => {
  it('takes one answer away and asks for it again, with the old answer at hand', () => {
    const state = walk({ team_strength: value('solid') });
    const before = back(state);
    const last = state.given.at(-1)!;
    expect(nextQuestion(before, content)!.id).toBe(last.question);
    expect(before.withdrawn.at(-1)).toEqual(last);
  });

  it('does nothing at the first question', () => {
    expect(back(START)).toEqual(START);
  });

  it('undoes any answer: answering and going back leads to the same next question', () => {
    const whole = walk({ kinds: value('two'), sensitive_share: value(0.3), sharpen: value('yes'), workloads: value('yes') });
    for (let count = 0; count < whole.given.length; count += 1) {
      const state: WizardState = { given: whole.given.slice(0, count), withdrawn: [] };
      const prompt = nextQuestion(state, content)!;
      expect(nextQuestion(back(answered(state, prompt.id, easiest(prompt))), content)!.id).toBe(prompt.id);
    }
  });

  it('forgets what a changed answer made pointless', () => {
    let state = walk({ kinds: value('two'), sensitive_share: value(0.3), sharpen: value('no') });
    state = walk({ sharpen: value('no') }, answered(state, 'kinds', value('one')));
    expect(profileText(state, content, { language: 'en', file: 'p.yaml' })).not.toContain('0.3');
  });
});

describe('resume', () => {
  const saved = walk({ team_strength: value('solid'), budget: UNKNOWN, kinds: value('two'), sensitive_share: value(0.3), sharpen: value('yes'), terms: value('basic') }).given;

  it('goes on where the answers end, wherever that is', () => {
    for (let count = 0; count <= saved.length; count += 1) {
      expect(resumed(saved.slice(0, count), content).given).toEqual(saved.slice(0, count));
    }
  });

  it('stops at the first answer that does not fit its question', () => {
    const spoilt = saved.map((given): Given => (given.question === 'budget' ? { ...given, reply: value('enormous') } : given));
    expect(asked(resumed(spoilt, content))).toEqual(['organisation.name', 'organisation.country', 'team_strength']);
  });

  it.each([
    ['a level that is none', 'team_strength', value('heroic')],
    ['a list where one level is asked', 'team_strength', value(['solid'])],
    ['skipped where that is no answer', 'team_strength', SKIPPED],
    ['unknown where that is no answer', 'organisation.name', UNKNOWN],
    ['a country that is none', 'organisation.country', value('Atlantis')],
    ['a share above 1', 'sensitive_share', value('150%')],
    ['a rule of the house that is none', 'house_rules', value(['inside_only', 'no_fun'])],
  ])('refuses %s', (_, question, reply) => {
    const spoilt = saved.map((given): Given => (given.question === question ? { question, reply } : given));
    expect(replyTo(resumed(spoilt, content), question)).toBeUndefined();
  });
});

describe('the conversation', () => {
  it('reports the state after every step, and starts where it is told to', async () => {
    const states: WizardState[] = [];
    const script: (Reply | 'back')[] = [value('Lantern'), value('DE'), 'back', UNKNOWN];
    const asker = {
      ask: (prompt: Prompt, before: Reply | undefined, canGoBack: boolean): Promise<Reply | 'back'> => {
        if (states.length === 3) expect([prompt.id, before]).toEqual(['organisation.country', value('DE')]);
        expect(canGoBack).toBe(states.length > 0);
        return Promise.resolve(script.shift() ?? easiest(prompt));
      },
    };
    const end = await converse(asker, content, START, { changed: (state) => Promise.resolve(void states.push(state)) });
    expect(states.map(({ given }) => given.length).slice(0, 4)).toEqual([1, 2, 1, 2]);
    expect(states.at(-1)).toEqual(end);
    expect(nextQuestion(end, content)).toBeUndefined();
  });

  it('ends where the person leaves, with what was answered already reported', async () => {
    const states: WizardState[] = [];
    const asker = { ask: (prompt: Prompt) => (states.length === 2 ? Promise.reject(new Error('left')) : Promise.resolve(easiest(prompt))) };
    await expect(converse(asker, content, START, { changed: (state) => Promise.resolve(void states.push(state)) })).rejects.toThrow('left');
    expect(states).toHaveLength(2);
  });
});

describe('what is typed', () => {
  const read = (question: string, typed: string): unknown => {
    let state = START;
    const path: Record<string, Reply> = { kinds: value('two'), workloads: value('yes'), 'workloads.0.own': value('local'), 'workloads.0.local.gpu': value('rtx-4090') };
    for (let prompt = nextQuestion(state, content); prompt !== undefined; prompt = nextQuestion(state, content)) {
      if (prompt.id === question && prompt.kind === 'text') {
        const reading = prompt.read(typed);
        return 'value' in reading ? reading.value : undefined;
      }
      state = answered(state, prompt.id, path[prompt.id] ?? easiest(prompt));
    }
    throw new Error(`${question} was never asked`);
  };

  it.each([
    ['organisation.country', 'de', 'DE'], ['organisation.country', 'Germany', 'DE'], ['organisation.country', '中国', 'CN'], ['organisation.country', 'Atlantis', undefined],
    ['sensitive_share', '30%', 0.3], ['sensitive_share', '30', 0.3], ['sensitive_share', '0.3', 0.3], ['sensitive_share', '30％', 0.3], ['sensitive_share', '1', 1],
    ['sensitive_share', '1%', 0.01], ['sensitive_share', '100%', 1], ['sensitive_share', '101%', undefined], ['sensitive_share', '-1', undefined], ['sensitive_share', 'some', undefined],
    ['workloads.0.requests_per_day', '800', 800], ['workloads.0.requests_per_day', '8,000', 8000], ['workloads.0.requests_per_day', '20k', 20000],
    ['workloads.0.requests_per_day', '1.5m', 1.5e6], ['workloads.0.requests_per_day', '2万', 20000], ['workloads.0.requests_per_day', 'many', undefined], ['workloads.0.requests_per_day', '-5', undefined],
    ['workloads.0.local.count', '4', 4], ['workloads.0.local.count', '0', undefined], ['workloads.0.local.count', '1.5', undefined],
    ['organisation.name', ' Lantern ', 'Lantern'], ['organisation.name', '', undefined], ['organisation.name', 'a\u001b[2Jb', undefined], ['organisation.name', 'x'.repeat(201), undefined],
  ])('%s: %j is %j', (question, typed, expected) => {
    expect(read(question, typed)).toBe(expected);
  });
});

describe('the profile that comes out', () => {
  it('is valid and unknown throughout when nothing is known', () => {
    expect(profileOf(walk({}))).toEqual({ version: 1, organisation: { name: 'My organisation' } });
  });

  it('holds the five answers', () => {
    const five = { team_strength: 'solid', budget: 'tight', data_sensitivity: 'internal', core: 'important', performance_need: 'high' };
    const replies = Object.fromEntries(Object.entries(five).map(([question, level]) => [question, value(level)]));
    expect(profileOf(walk({ ...replies, 'organisation.name': value('Lantern'), 'organisation.country': value('CN') }))).toEqual({
      version: 1, organisation: { name: 'Lantern', country: 'CN' }, ...five,
    });
  });

  it('states one kind of traffic as a share of 1, two kinds with their share, and assumes nothing else', () => {
    expect(profileOf(walk({ kinds: value('one') })).workloads).toMatchObject([{ sensitive_share: 1 }]);
    expect(profileOf(walk({ kinds: value('two'), sensitive_share: value(0.3) })).workloads).toMatchObject([{ sensitive_share: 0.3 }]);
    expect(profileOf(walk({ kinds: value('two') })).workloads).toBeUndefined();
    expect(profileOf(walk({ kinds: UNKNOWN })).workloads).toBeUndefined();
  });

  it('keeps unknown rules of the house apart from none', () => {
    expect(profileOf(walk({ sharpen: value('yes'), house_rules: UNKNOWN })).house_rules).toBe('unknown');
    expect(profileOf(walk({ sharpen: value('yes'), house_rules: value([]) })).house_rules).toEqual([]);
    expect(profileOf(walk({ sharpen: value('yes'), house_rules: value(['in_country']) })).house_rules).toEqual(['in_country']);
  });

  it('makes ids from names, in any script, and never the same twice', () => {
    const names = ['Support Chat', 'support chat!', '客服', 'Émile’s 3D'];
    const replies = Object.fromEntries(names.flatMap((name, index) => [
      [`workloads.${index}.name`, value(name)], [`workloads.${index}.another`, value(index < names.length - 1 ? 'yes' : 'no')],
    ]));
    const { workloads } = profileOf(walk({ workloads: value('yes'), ...replies }));
    expect(workloads!.map(({ id, name }) => [id, name])).toEqual([
      ['support-chat', 'Support Chat'], ['support-chat-2', 'support chat!'], ['workload-3', '客服'], ['emile-s-3d', 'Émile’s 3D'],
    ]);
  });

  it('carries overrides, volume and the models in mind', () => {
    const state = walk({
      kinds: value('two'), sensitive_share: value(0.4), workloads: value('yes'), 'workloads.0.name': value('Chat'), 'workloads.0.task': value('chat'), 'workloads.0.requests_per_day': value(8000),
      'workloads.0.differs': value(['latency', 'core']), 'workloads.0.latency': value('realtime'), 'workloads.0.core': UNKNOWN, 'workloads.0.own': value('both'),
      'workloads.0.local.model': value('qwen3-8b'), 'workloads.0.local.gpu': value('rtx-4090'), 'workloads.0.local.count': value(2), 'workloads.0.api.model': value('openai/gpt-4'), 'workloads.0.another': value('no'),
    });
    expect(profileOf(state).workloads).toEqual([{
      id: 'chat', name: 'Chat', task: 'chat', latency: 'realtime', sensitive_share: 0.4, traffic: { requests_per_day: 8000 },
      local: [{ model: 'qwen3-8b', gpu: 'rtx-4090', count: 2 }], api: [{ provider: 'openai', model: 'gpt-4' }],
    }]);
  });

  it('is the same profile whatever the language of its comments, and each question is explained beside its answer', () => {
    const state = walk({ team_strength: value('solid'), sharpen: value('yes'), terms: value('full') });
    const [english, chinese] = LANGUAGES.map((language) => profileText(state, content, { language, file: 'p.yaml' }));
    expect(parseProfiles(english!)[0]!.profile.team_strength).toBe(parseProfiles(chinese!)[0]!.profile.team_strength);
    expect(english).toMatch(/^# yaml-language-server: \$schema=/);
    expect(english).toMatch(/^team_strength: solid +# solid it is/m);
  });

  it('survives any name that somebody may type', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (organisation, workload) => {
      const readable = (text: string): boolean => text.trim() !== '' && !/\p{Cc}|\p{Cs}/u.test(text);
      fc.pre(readable(organisation) && readable(workload));
      const state = walk({ 'organisation.name': value(organisation.trim()), workloads: value('yes'), 'workloads.0.name': value(workload.trim()), 'workloads.0.another': value('no') });
      const profile = profileOf(state);
      expect(profile.organisation.name).toBe(organisation.trim());
      expect(profile.workloads![0]!.name).toBe(workload.trim());
    }));
  });

  it.each(['true', 'null', 'unknown', '12', '- a', 'a: b', '#x', "'", '"', '{', '&a', '*a', '!!x', '~', 'yes', '1e3', '0x1', '=', '@a', '%a', '`a'])('quotes %j, which YAML would read as something else', (name) => {
    expect(profileOf(walk({ 'organisation.name': value(name) })).organisation.name).toBe(name);
  });
});

describe('the template', () => {
  it.each(LANGUAGES)('is a valid profile that knows nothing, and stays valid when its comments are removed (%s)', (language) => {
    const text = templateText(content, { language, file: 'p.yaml' });
    expect(parseProfile(text).organisation.name).toBeTruthy();
    const filled = text.replace(/^# (terms|stage|customisation|shape|latency|house_rules|workloads):/gm, '$1:').replace(/^#( {3}- id| {5}\w)/gm, '$1');
    expect(parseProfile(filled).workloads).toHaveLength(1);
  });
});
