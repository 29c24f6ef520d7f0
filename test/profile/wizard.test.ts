// The wizard as a state machine: which question comes next, what back, skip and resume do, and what profile comes out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profileText, templateText } from '../../src/profile/draft.js';
import { parseProfile, parseProfiles } from '../../src/profile/parse.js';
import { DIMENSIONS, LANGUAGES, LEVELS, QUESTIONS, type Question } from '../../src/profile/vocabulary.js';
import {
  answered, back, converse, hasBegun, nextQuestion, questionsLeft, replyTo, resumed, START,
  type Advice, type Advise, type Given, type Prompt, type QuestionWords, type Reply, type WholeQuestion, type WizardContent, type WizardState,
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
function walk(replies: Readonly<Record<string, Reply>>, start: WizardState = START, within: WizardContent = content): WizardState {
  let state = start;
  for (let prompt = nextQuestion(state, within); prompt !== undefined; prompt = nextQuestion(state, within)) {
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

/** In the order of the profile. */
const WHOLE: readonly WholeQuestion[] = [...DIMENSIONS, 'terms', 'house_rules', 'stage', 'customisation', 'shape', 'latency'];

describe('the order of the questions, without advice', () => {
  it('begins with name and country, then the five dimensions, then what sharpens them', () => {
    const order = asked(walk({})).filter((question) => question !== 'kinds');
    expect(order).toEqual(['organisation.name', 'organisation.country', ...DIMENSIONS, 'more', ...WHOLE.slice(5), 'workloads']);
  });

  it('asks whether there are two kinds of traffic as soon as it is known how sensitive the data is', () => {
    const order = asked(walk({ kinds: value('two') }));
    expect(order.slice(order.indexOf('data_sensitivity')).slice(0, 3)).toEqual(['data_sensitivity', 'kinds', 'sensitive_share']);
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
    expect(asked(walk({ more: value('see') })).at(-1)).toBe('more');
    expect(asked(walk({ more: value('workloads') }))).not.toContain('terms');
    expect(asked(walk({ more: value('on') }))).toEqual(expect.arrayContaining(['terms', 'house_rules', 'stage', 'customisation', 'shape', 'latency']));
  });

  it('goes through as many workloads as there are', () => {
    const state = walk({ workloads: value('yes'), 'workloads.0.another': value('yes'), 'workloads.1.another': value('no') });
    expect(asked(state)).toContain('workloads.1.name');
    expect(asked(state)).not.toContain('workloads.2.name');
  });
});

/** Advice that holds whatever is answered, unless `after` says otherwise. */
const advising = (questions: readonly WholeQuestion[], after: (state: WizardState) => Partial<Advice> = () => ({})): WizardContent => ({
  ...content,
  advise: (state) => ({ recommendation: 'api', firmness: 'likely', questions, ...after(state) }),
});
const settledOnce = (question: string): Advise => (state) => ({
  recommendation: 'api', firmness: 'robust', questions: replyTo(state, question) === undefined ? WHOLE.toReversed() : [],
});
const askOf = (prompt: Prompt | undefined): string => prompt?.ask.en ?? '';
const choicesOf = (prompt: Prompt | undefined): readonly string[] => (prompt?.kind === 'choice' ? prompt.choices.map((choice) => choice.value) : []);

describe('the order of the questions, by worth', () => {
  it('is that of the advice, after name and country', () => {
    const order = asked(walk({}, START, advising(['latency', 'terms', 'house_rules', 'budget'])));
    expect(order).toEqual(['organisation.name', 'organisation.country', 'latency', 'terms', 'house_rules', 'budget', 'enough']);
  });

  it('follows the advice as answers change it', () => {
    const turning = advising(['core'], (state) => (replyTo(state, 'core') === undefined ? {} : { questions: ['shape', 'stage'] }));
    expect(asked(walk({}, START, turning))).toEqual(['organisation.name', 'organisation.country', 'core', 'more', 'shape', 'stage', 'enough']);
  });

  it('takes "I don’t know" for an answer, and goes on with the next most worthwhile question', () => {
    let state = walkTo('latency', advising(['latency', 'budget']));
    state = answered(state, 'latency', UNKNOWN);
    expect(nextQuestion(state, advising(['latency', 'budget']))!.id).toBe('budget');
    expect(questionsLeft(state, advising(['latency', 'budget']))).toEqual(['budget']);
  });

  it('offers a way out when the five dimensions are through and more than one question is left', () => {
    const worth = advising(['core', 'shape', 'stage', 'terms']);
    const state = answered(walkTo('core', worth), 'core', UNKNOWN);
    const offer = nextQuestion(state, worth)!;
    expect([offer.id, choicesOf(offer)]).toEqual(['more', ['on', 'see', 'workloads']]);
    expect(askOf(offer)).toContain('3 more questions');
    expect(nextQuestion(answered(state, 'more', value('on')), worth)!.id).toBe('shape');
    expect(nextQuestion(answered(state, 'more', value('see')), worth)).toBeUndefined();
    expect([value('on'), value('see')].map((reply) => questionsLeft(answered(state, 'more', reply), worth))).toEqual([['shape', 'stage', 'terms'], []]);
    expect(nextQuestion(answered(state, 'more', value('workloads')), worth)!.id).toBe('workloads.0.name');
    expect(asked(walk({}, START, advising(['core', 'shape'])))).not.toContain('more');
  });

  it('leaves out the kinds of traffic where all of them go the same way whatever comes', () => {
    const settled = (recommendation: 'api' | 'hybrid'): WizardContent =>
      advising(['data_sensitivity'], (state) => (replyTo(state, 'data_sensitivity') === undefined ? {} : { recommendation, questions: [] }));
    expect(asked(walk({ data_sensitivity: value('internal') }, START, settled('api')))).not.toContain('kinds');
    expect(asked(walk({ data_sensitivity: value('internal') }, START, settled('hybrid')))).toContain('kinds');
  });

  it('has begun with the first answer on the work itself', () => {
    expect(hasBegun(walkTo('core', advising(['core'])))).toBe(false);
    expect(hasBegun(answered(walkTo('core', advising(['core'])), 'core', UNKNOWN))).toBe(true);
  });
});

/** Answers until this question is asked. */
function walkTo(question: string, within: WizardContent): WizardState {
  let state = START;
  for (let prompt = nextQuestion(state, within); prompt !== undefined && prompt.id !== question; prompt = nextQuestion(state, within)) {
    state = answered(state, prompt.id, easiest(prompt));
  }
  return state;
}

describe('when nothing is left that could change the recommendation', () => {
  const settling: WizardContent = { ...content, advise: settledOnce('stage') };

  it('says so, and offers to see the recommendation first of all', () => {
    const offer = nextQuestion(walkTo('enough', settling), settling);
    expect(askOf(offer)).toBe('Settled: no further answer can change this. What next?');
    expect(choicesOf(offer)).toEqual(['see', 'rest', 'workloads']);
    expect(asked(walk({ enough: value('see') }, START, settling)).at(-1)).toBe('enough');
  });

  it('asks all that was passed over when somebody wants to go on, and only then for workloads', () => {
    const order = asked(walk({ enough: value('rest'), workloads: value('yes') }, START, settling));
    expect(new Set(order).size).toBe(order.length);
    expect(order).toEqual(expect.arrayContaining([...WHOLE]));
    expect(order.slice(order.indexOf('enough') + 1, order.indexOf('workloads')).filter((question) => question !== 'kinds')).toEqual(
      WHOLE.filter((question) => order.indexOf(question) > order.indexOf('enough')),
    );
    expect(order.indexOf('workloads.0.name')).toBeGreaterThan(order.indexOf('workloads'));
  });

  it('goes straight to the workloads when that is what is wanted, and they reach the profile', () => {
    const state = walk({ enough: value('workloads'), 'workloads.0.name': value('Chat') }, START, settling);
    expect(asked(state)[asked(state).indexOf('enough') + 1]).toBe('workloads.0.name');
    expect(profileOf(state).workloads).toMatchObject([{ id: 'chat' }]);
  });

  it('does not offer to go on where everything was asked', () => {
    const all = advising(WHOLE, (state) => (WHOLE.every((question) => replyTo(state, question) !== undefined) ? { questions: [] } : {}));
    expect(choicesOf(nextQuestion(walkTo('enough', all), all))).toEqual(['see', 'workloads']);
  });

  it.each<[string, Partial<Advice>, RegExp]>([
    ['weights still can', { questions: [], firmness: 'close' }, /^Settled: no further answer .* what counts most for you can\./],
    ['a fact that nothing here asks for may', { questions: [], fact: 'What is in it?' }, /one more fact confirmed: What is in it\?/],
    ['what is unknown may', { questions: ['core', 'house_rules'] }, /^Only what you do not know .*: core and house rules\./],
    ['much is unknown', { questions: WHOLE }, /^Only what you do not know can still change this\. /],
  ])('says when %s', (_, advice, wanted) => {
    const within = advising(['core', 'house_rules'], (state) => (replyTo(state, 'house_rules') === undefined ? {} : advice));
    const state = [...WHOLE].reduce((before, question) => answered(before, question, UNKNOWN), walkTo('core', within));
    expect(askOf(nextQuestion(answered(state, 'kinds', UNKNOWN), within))).toMatch(wanted);
  });
});

describe('whatever is answered and advised', () => {
  /** Replies by number, so that any list of numbers is a person; advice by number, so that any list is an adviser. */
  const replyBy = (prompt: Prompt, choice: number): Reply => {
    if (prompt.mayBeUnknown && choice % 4 === 0) return UNKNOWN;
    if (prompt.maySkip && choice % 4 === 1) return SKIPPED;
    switch (prompt.kind) {
      case 'choice': return value(prompt.choices[choice % prompt.choices.length]!.value);
      case 'several': return value(prompt.choices.filter((_, index) => (choice >> index) % 2 === 1).map((one) => one.value));
      case 'text': {
        const reading = ['4', '30%', 'DE', 'Name'].map((typed) => prompt.read(typed)).find((one) => 'value' in one);
        return value(reading !== undefined && 'value' in reading ? reading.value : 'Name');
      }
    }
  };
  const adviserBy = (orders: readonly (readonly WholeQuestion[])[]): Advise => (state) => {
    const count = WHOLE.filter((question) => replyTo(state, question) !== undefined).length;
    const questions = orders[count % orders.length];
    return questions === undefined ? undefined : { recommendation: count % 3 === 0 ? 'hybrid' : 'local', firmness: 'leaning', questions };
  };
  const people = fc.array(fc.nat(255), { minLength: 1, maxLength: 40 });
  const advisers = fc.array(fc.subarray([...WHOLE]).chain((some) => fc.shuffledSubarray(some, { minLength: some.length })), { maxLength: 6 });

  const live = (person: readonly number[], orders: readonly (readonly WholeQuestion[])[]): { readonly state: WizardState; readonly within: WizardContent } => {
    const within = { ...content, advise: adviserBy(orders) };
    let state = START;
    for (let prompt = nextQuestion(state, within), step = 0; prompt !== undefined; prompt = nextQuestion(state, within), step += 1) {
      expect(replyTo(state, prompt.id)).toBeUndefined();
      // Nobody has more than three workloads.
      const reply = prompt.id === 'workloads.2.another' ? value('no') : replyBy(prompt, person[step % person.length]!);
      state = answered(state, prompt.id, reply);
    }
    return { state, within };
  };

  it('ends, asks nothing twice, and gives a valid profile', () => {
    fc.assert(fc.property(people, advisers, (person, orders) => {
      const { state } = live(person, orders);
      expect(new Set(asked(state)).size).toBe(state.given.length);
      expect(() => profileOf(state)).not.toThrow();
    }));
  });

  it('gives a valid profile at every step of the way', () => {
    fc.assert(fc.property(people, advisers, fc.nat(), (person, orders, cut) => {
      const { state } = live(person, orders);
      const given = state.given.slice(0, cut % (state.given.length + 1));
      expect(() => profileOf({ given, withdrawn: [] })).not.toThrow();
    }));
  });

  it('goes on from saved answers where it was left, under the same advice', () => {
    fc.assert(fc.property(people, advisers, fc.nat(), (person, orders, cut) => {
      const { state, within } = live(person, orders);
      const given = state.given.slice(0, cut % (state.given.length + 1));
      const again = resumed(given, within);
      expect(again.given).toEqual(given);
      expect(nextQuestion(again, within)?.id).toBe(nextQuestion({ given, withdrawn: [] }, within)?.id);
    }));
  });

  it('asks the same question again after one step back', () => {
    fc.assert(fc.property(people, advisers, fc.nat(), (person, orders, cut) => {
      const { state, within } = live(person, orders);
      const given = state.given.slice(0, 1 + (cut % state.given.length));
      expect(nextQuestion(back({ given, withdrawn: [] }), within)!.id).toBe(given.at(-1)!.question);
    }));
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
    const whole = walk({ kinds: value('two'), sensitive_share: value(0.3), workloads: value('yes') });
    for (let count = 0; count < whole.given.length; count += 1) {
      const state: WizardState = { given: whole.given.slice(0, count), withdrawn: [] };
      const prompt = nextQuestion(state, content)!;
      expect(nextQuestion(back(answered(state, prompt.id, easiest(prompt))), content)!.id).toBe(prompt.id);
    }
  });

  it('forgets what a changed answer made pointless', () => {
    let state = walk({ kinds: value('two'), sensitive_share: value(0.3), more: value('see') });
    state = walk({ more: value('see') }, answered(state, 'kinds', value('one')));
    expect(profileText(state, content, { language: 'en', file: 'p.yaml' })).not.toContain('0.3');
  });
});

describe('resume', () => {
  const saved = walk({ team_strength: value('solid'), budget: UNKNOWN, kinds: value('two'), sensitive_share: value(0.3), terms: value('basic') }).given;

  it('goes on where the answers end, wherever that is', () => {
    for (let count = 0; count <= saved.length; count += 1) {
      expect(resumed(saved.slice(0, count), content).given).toEqual(saved.slice(0, count));
    }
  });

  it('drops an answer that does not fit its question, keeps the others, and asks for it again', () => {
    const spoilt = saved.map((given): Given => (given.question === 'budget' ? { ...given, reply: value('enormous') } : given));
    const state = resumed(spoilt, content);
    expect(asked(state)).toEqual(asked({ given: saved, withdrawn: [] }).filter((question) => question !== 'budget' && question !== 'workloads'));
    expect(nextQuestion(state, content)!.id).toBe('budget');
  });

  it('keeps what was said of the work as a whole when another question has become the most worthwhile', () => {
    const before = walkTo('enough', advising(['latency', 'core', 'budget'])).given;
    const state = resumed(before, advising(['stage', 'budget', 'core', 'latency']));
    expect(state.given).toEqual(before);
    expect(nextQuestion(state, advising(['stage', 'budget', 'core', 'latency']))!.id).toBe('stage');
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
    expect(profileOf(walk({}))).toEqual({ version: 1, organisation: { name: 'My organisation' }, house_rules: 'unknown' });
  });

  it('holds the five answers', () => {
    const five = { team_strength: 'solid', budget: 'tight', data_sensitivity: 'internal', core: 'important', performance_need: 'high' };
    const replies = Object.fromEntries(Object.entries(five).map(([question, level]) => [question, value(level)]));
    expect(profileOf(walk({ ...replies, more: value('see'), 'organisation.name': value('Lantern'), 'organisation.country': value('CN') }))).toEqual({
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
    expect(profileOf(walk({ house_rules: UNKNOWN })).house_rules).toBe('unknown');
    expect(profileOf(walk({ house_rules: value([]) })).house_rules).toEqual([]);
    expect(profileOf(walk({ house_rules: value(['in_country']) })).house_rules).toEqual(['in_country']);
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
    const state = walk({ team_strength: value('solid'), terms: value('full') });
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
