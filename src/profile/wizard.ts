/**
 * The questions that lead to a profile, as a pure state machine: which question comes next, what an answer does, one step
 * back, and going on from saved answers. Who asks, and on what screen, enters as an {@link Asker}; what an answer is worth
 * enters as {@link Advise}.
 */
import type { Firmness, Recommendation } from '../text/assessment.js';
import { HOUSE_RULE_NAMES } from '../text/facts.js';
import { PROMPTS, taskName } from '../text/prompts.js';
import { areaMeantBy } from './areas.js';
import { DIMENSIONS, HOUSE_RULES, LEVELS, TASKS, type Question, type Side, type Task, type Text } from './vocabulary.js';

/** A question of the rule pack in words, with its levels. */
export interface QuestionWords {
  readonly ask: Text;
  readonly title: Text;
  readonly levels: readonly { readonly level: string; readonly label: Text; readonly means: Text }[];
}

export interface Choice {
  readonly value: string;
  readonly label: Text;
  readonly means?: Text;
}

/** What the questions say and offer; data of other layers, handed in. */
export interface WizardContent {
  readonly words: ReadonlyMap<Question, QuestionWords>;
  /** Models for a task, to choose from; none: the name is typed. */
  readonly models: (task: Task | undefined, side: Side) => readonly Choice[];
  readonly gpus: () => readonly Choice[];
  /** What is worth asking. Without it every question is asked, in the order of the profile. */
  readonly advise?: Advise;
}

/** The questions on the work as a whole that can change what is recommended for it. */
export type WholeQuestion = Question | 'house_rules';

/** What the answers so far come to, and what can still change that. */
export interface Advice {
  readonly recommendation: Recommendation;
  readonly firmness: Firmness | null;
  /** Questions whose answer can still change the recommendation, the most worthwhile first; those answered with "I don't know" too. */
  readonly questions: readonly WholeQuestion[];
  /** Where none can: a fact that a rule still hangs on and that nothing here asks for, as a question. */
  readonly fact?: string;
}

/** Advice on the answers so far; none where they make no sense yet. */
export type Advise = (state: WizardState) => Advice | undefined;

/** What a person said to one question. */
export type Reply =
  | { readonly kind: 'value'; readonly value: string | number | readonly string[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'skipped' };

interface AnyPrompt {
  /** Stable id, under which the reply is kept: `budget`, `workloads.0.task`. */
  readonly id: string;
  readonly ask: Text;
  /** "I don't know" is a reply of its own; else the question can only be answered or, where `maySkip`, skipped. */
  readonly mayBeUnknown: boolean;
  readonly maySkip: boolean;
}
export interface ChoicePrompt extends AnyPrompt {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
}
/** Any number of the choices. */
export interface SeveralPrompt extends AnyPrompt {
  readonly kind: 'several';
  readonly choices: readonly Choice[];
}
export interface TextPrompt extends AnyPrompt {
  readonly kind: 'text';
  readonly hint?: Text;
  /** What the typed words mean, or what is wrong with them. */
  readonly read: (typed: string) => { readonly value: string | number } | { readonly problem: Text };
}
export type Prompt = ChoicePrompt | SeveralPrompt | TextPrompt;

export interface Given {
  readonly question: string;
  readonly reply: Reply;
}

export interface WizardState {
  /** Replies in the order in which they were given; the last one is what "back" takes away. */
  readonly given: readonly Given[];
  /** Replies that were taken back: what the question offers first when it comes again. */
  readonly withdrawn: readonly Given[];
}

export const START: WizardState = { given: [], withdrawn: [] };

export function replyTo(state: WizardState, question: string): Reply | undefined {
  return state.given.find((given) => given.question === question)?.reply;
}

/** The question to ask now; `undefined` when all are answered. */
export function nextQuestion(state: WizardState, content: WizardContent): Prompt | undefined {
  for (const prompt of questions(state, content)) {
    if (replyTo(state, prompt.id) === undefined) return prompt;
  }
  return undefined;
}

export function answered(state: WizardState, question: string, reply: Reply): WizardState {
  return {
    given: [...state.given.filter((given) => given.question !== question), { question, reply }],
    withdrawn: state.withdrawn.filter((given) => given.question !== question),
  };
}

/** One step back; at the first question there is none. */
export function back(state: WizardState): WizardState {
  const last = state.given.at(-1);
  if (last === undefined) return state;
  return { given: state.given.slice(0, -1), withdrawn: [...state.withdrawn.filter(({ question }) => question !== last.question), last] };
}

/**
 * Goes on from saved answers. They come from a file: what does not fit its question is dropped. An answer on the work as a
 * whole is kept wherever it stands in the file, and so is a way out that was taken: the order of these questions follows their
 * worth, which may have changed.
 */
export function resumed(saved: readonly Given[], content: WizardContent): WizardState {
  const anywhere = new Map([...opening(), ...allOfTheWhole(content)].map((prompt) => [prompt.id, prompt]));
  let state = saved.reduce((before, { question, reply }) => {
    const prompt = anywhere.get(question);
    return prompt !== undefined && fits(prompt, reply) ? answered(before, question, reply) : before;
  }, START);
  for (let prompt = nextQuestion(state, content); prompt !== undefined; prompt = nextQuestion(state, content)) {
    const { id } = prompt;
    const reply = saved.find(({ question }) => question === id)?.reply;
    if (reply === undefined || !fits(prompt, reply)) break;
    state = answered(state, id, reply);
  }
  const place = (question: string): number => saved.findIndex((one) => one.question === question);
  return { ...state, given: [...state.given].sort((one, other) => place(one.question) - place(other.question)) };
}

function fits(prompt: Prompt, reply: Reply): boolean {
  if (reply.kind === 'unknown') return prompt.mayBeUnknown;
  if (reply.kind === 'skipped') return prompt.maySkip;
  const { value } = reply;
  switch (prompt.kind) {
    case 'choice': return prompt.choices.some((choice) => choice.value === value);
    case 'several': return Array.isArray(value) && value.every((each) => prompt.choices.some((choice) => choice.value === each));
    case 'text': return !Array.isArray(value) && 'value' in prompt.read(String(value));
  }
}

/** Whether a question is on the work as a whole, not on who asks, on a single workload or on how to go on. */
export function isOfTheWhole(question: string | undefined): boolean {
  return question === KINDS.id || question === SHARE.id || WHOLE.some((one) => one === question);
}

/** The questions on the work as a whole that are still to come because they can change the recommendation; none without advice. */
export function questionsLeft(state: WizardState, { advise }: WizardContent): readonly WholeQuestion[] {
  if (value(state, 'enough') !== undefined || leftEarly(state)) return [];
  return advise?.(state)?.questions.filter((question) => replyTo(state, question) === undefined) ?? [];
}

/** True once something was said of the work itself: before that, whatever leads does so by default. */
export function hasBegun(state: WizardState): boolean {
  return WHOLE.some((question) => replyTo(state, question) !== undefined);
}

// ── who asks ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Puts questions to a person. It throws when the person leaves. */
export interface Asker {
  ask(prompt: Prompt, before: Reply | undefined, canGoBack: boolean): Promise<Reply | 'back'>;
}

export interface Watcher {
  /** After every step: saves the answers, says what the answer would be so far. */
  changed(state: WizardState): Promise<void>;
}

/** Asks until nothing is left to ask. */
export async function converse(asker: Asker, content: WizardContent, start: WizardState, watcher: Watcher): Promise<WizardState> {
  let state = start;
  for (let prompt = nextQuestion(state, content); prompt !== undefined; prompt = nextQuestion(state, content)) {
    const { id } = prompt;
    const before = state.withdrawn.find(({ question }) => question === id)?.reply;
    const reply = await asker.ask(prompt, before, state.given.length > 0);
    state = reply === 'back' ? back(state) : answered(state, id, reply);
    await watcher.changed(state);
  }
  return state;
}

// ── which questions there are ───────────────────────────────────────────────────────────────────────────────────────

/** The article's five dimensions, then what sharpens them. */
const WHOLE: readonly WholeQuestion[] = [...DIMENSIONS, 'terms', 'house_rules', 'stage', 'customisation', 'shape', 'latency'];
/** Answers that a workload may override. */
export const OVERRIDES = ['data_sensitivity', 'core', 'performance_need', 'terms', 'stage', 'customisation', 'shape', 'latency'] as const satisfies readonly Question[];

/** Every question that the answers so far call for, up to the first without an answer, which is the one to ask now. */
function* questions(state: WizardState, content: WizardContent): Generator<Prompt> {
  yield* opening();
  if (value(state, 'enough') === undefined) yield* byWorth(state, content);
  const next = value(state, 'enough') ?? value(state, 'more');
  if (next === 'see') return;
  if (next === 'rest') yield* rest(state, content);
  if (next !== 'workloads') yield yesOrNo('workloads', PROMPTS.workloads, { yes: PROMPTS.workloadsMeans, no: PROMPTS.workloadsNot });
  if (wantsWorkloads(state)) yield* workloads(state, content);
}

export function wantsWorkloads(state: WizardState): boolean {
  return value(state, 'workloads') === 'yes' || value(state, 'enough') === 'workloads' || value(state, 'more') === 'workloads';
}

function leftEarly(state: WizardState): boolean {
  const next = value(state, 'more');
  return next === 'see' || next === 'workloads';
}

function* opening(): Generator<Prompt> {
  yield textPrompt('organisation.name', PROMPTS.name, { maySkip: true, hint: PROMPTS.nameHint, read: readName });
  yield textPrompt('organisation.country', PROMPTS.country, { mayBeUnknown: true, hint: PROMPTS.countryHint, read: readCountry });
}

/**
 * The question whose answer is worth most now; nothing that cannot change the recommendation. Twice there is a way out: when
 * the five dimensions have had their say, and when no answer is left that could change anything.
 */
function* byWorth(state: WizardState, content: WizardContent): Generator<Prompt> {
  if (leftEarly(state)) return;
  const advice = content.advise?.(state);
  const questions = advice?.questions ?? WHOLE;
  const left = questions.filter((question) => replyTo(state, question) === undefined);
  // Where all kinds of traffic go the same way whatever comes, how much there is of each changes nothing.
  if (left.length > 0 || advice === undefined || advice.recommendation === 'hybrid') yield* kindsOfTraffic(state);
  const [next] = left;
  if (next === undefined) {
    const passedOver = WHOLE.some((question) => replyTo(state, question) === undefined);
    if (advice !== undefined) yield enough(whyEnough(advice, content), passedOver ? [REST] : [], content);
    return;
  }
  const isDimension = (question: WholeQuestion): boolean => (DIMENSIONS as readonly WholeQuestion[]).includes(question);
  // For one question more it is not worth asking whether to ask it.
  if (left.length > 1 && !left.some(isDimension)) yield more(left.length, content);
  yield wholePrompt(next, content);
}

/** All that was passed over because it cannot change the recommendation. */
function* rest(state: WizardState, content: WizardContent): Generator<Prompt> {
  for (const question of WHOLE) {
    yield wholePrompt(question, content);
    if (question === 'data_sensitivity') yield* kindsOfTraffic(state);
  }
}

/**
 * Asked right after how sensitive the data is, before anything else: no single answer tells more, since two kinds of traffic
 * are decided one by one, and the worth of every other question is a sum over the kinds. Without an answer the share of each
 * is assumed. Sooner it could not be understood, because it is about that very answer; below `public` there is no less
 * sensitive kind.
 */
function* kindsOfTraffic(state: WizardState): Generator<Prompt> {
  if (replyTo(state, 'data_sensitivity') === undefined || value(state, 'data_sensitivity') === 'public') return;
  yield KINDS;
  if (value(state, 'kinds') === 'two') yield SHARE;
}

function wholePrompt(question: WholeQuestion, content: WizardContent): Prompt {
  if (question !== 'house_rules') return levelPrompt(question, question, content);
  const choices = HOUSE_RULES.map((rule) => ({ value: rule, label: HOUSE_RULE_NAMES[rule] }));
  return { kind: 'several', id: question, ask: PROMPTS.houseRules, choices, mayBeUnknown: true, maySkip: false };
}

/** What may be asked before single workloads are, in whatever order. */
function allOfTheWhole(content: WizardContent): readonly Prompt[] {
  return [...WHOLE.map((question) => wholePrompt(question, content)), KINDS, SHARE, more(WHOLE.length, content), enough(PROMPTS.settled, [REST], content)];
}

/** The five dimensions are through, and others can still change the recommendation: not everybody wants to be asked them. */
function more(count: number, content: WizardContent): ChoicePrompt {
  return choicePrompt('more', PROMPTS.more(count), [{ value: 'on', label: PROMPTS.answerThem }, seeNow(content), SINGLE_WORKLOADS], {});
}

/** No question is left that could change the recommendation. */
function enough(why: Text, further: readonly Choice[], content: WizardContent): ChoicePrompt {
  return choicePrompt('enough', why, [seeNow(content), ...further, SINGLE_WORKLOADS], {});
}

function whyEnough({ questions, fact, firmness }: Advice, content: WizardContent): Text {
  if (questions.length > 0) return PROMPTS.onlyUnknown(questions.map((question) => (question === 'house_rules' ? PROMPTS.houseRulesTitle : wordsOf(question, content).title)));
  if (fact !== undefined) return PROMPTS.onlyFact(fact);
  // Weights speak where neither side is clearly ahead.
  return firmness === 'close' || firmness === 'leaning' ? PROMPTS.onlyWeights : PROMPTS.settled;
}

function seeNow({ advise }: WizardContent): Choice {
  return { value: 'see', label: advise === undefined ? PROMPTS.thatIsAll : PROMPTS.seeNow };
}

function* workloads(state: WizardState, content: WizardContent): Generator<Prompt> {
  for (let index = 0; ; index += 1) {
    yield* workload(`workloads.${index}`, state, content);
    yield yesOrNo(`workloads.${index}.another`, PROMPTS.another, {}, 'no');
    if (value(state, `workloads.${index}.another`) !== 'yes') return;
  }
}

function* workload(at: string, state: WizardState, content: WizardContent): Generator<Prompt> {
  yield textPrompt(`${at}.name`, PROMPTS.workloadName, { hint: PROMPTS.workloadNameHint, read: readName });
  const name = String(value(state, `${at}.name`) ?? '');
  yield choicePrompt(`${at}.task`, PROMPTS.task(name), TASKS.map((task) => ({ value: task, label: taskName(task) })), { mayBeUnknown: true });
  yield textPrompt(`${at}.requests_per_day`, PROMPTS.volume(name), { mayBeUnknown: true, hint: PROMPTS.volumeHint, read: readAmount });
  yield {
    kind: 'several', id: `${at}.differs`, ask: PROMPTS.differs(name), mayBeUnknown: false, maySkip: false,
    choices: OVERRIDES.map((question) => ({ value: question, label: wordsOf(question, content).title })),
  };
  for (const question of overridden(state, at)) {
    const prompt = levelPrompt(`${at}.${question}`, question, content);
    yield { ...prompt, ask: PROMPTS.forWorkload(name, prompt.ask) };
  }
  yield* ownOptions(at, name, state, content);
}

/** The answers that were said to differ, in the order of the profile. */
export function overridden(state: WizardState, at: string): readonly (typeof OVERRIDES)[number][] {
  const differs = value(state, `${at}.differs`);
  return Array.isArray(differs) ? OVERRIDES.filter((question) => differs.includes(question)) : [];
}

function* ownOptions(at: string, name: string, state: WizardState, content: WizardContent): Generator<Prompt> {
  yield choicePrompt(`${at}.own`, PROMPTS.own(name), [
    { value: 'none', label: PROMPTS.ownNone },
    { value: 'local', label: PROMPTS.ownLocal },
    { value: 'api', label: PROMPTS.ownApi },
    { value: 'both', label: PROMPTS.ownBoth },
  ], {});
  const own = value(state, `${at}.own`);
  const task = TASKS.find((each) => each === value(state, `${at}.task`));
  if (own === 'local' || own === 'both') {
    yield chosenOrTyped(`${at}.local.model`, PROMPTS.localModel(name), content.models(task, 'local'));
    yield chosenOrTyped(`${at}.local.gpu`, PROMPTS.gpu(name), content.gpus());
    if (value(state, `${at}.local.gpu`) !== undefined) {
      yield textPrompt(`${at}.local.count`, PROMPTS.gpuCount(name), { mayBeUnknown: true, read: readCount });
    }
  }
  if (own === 'api' || own === 'both') yield chosenOrTyped(`${at}.api.model`, PROMPTS.apiModel(name), content.models(task, 'api'));
}

function value(state: WizardState, question: string): string | number | readonly string[] | undefined {
  const reply = replyTo(state, question);
  return reply?.kind === 'value' ? reply.value : undefined;
}

// ── how a question is built ─────────────────────────────────────────────────────────────────────────────────────────

interface May {
  readonly mayBeUnknown?: boolean;
  readonly maySkip?: boolean;
}

function wordsOf(question: Question, content: WizardContent): QuestionWords {
  const words = content.words.get(question);
  if (words !== undefined) return words;
  const plain = (name: string): Text => ({ en: name, zh: name });
  return { ask: plain(question), title: plain(question), levels: LEVELS[question].map((level) => ({ level, label: plain(level), means: plain('') })) };
}

function levelPrompt(id: string, question: Question, content: WizardContent): ChoicePrompt {
  const words = wordsOf(question, content);
  return choicePrompt(id, words.ask, words.levels.map(({ level, label, means }) => ({ value: level, label, means })), { mayBeUnknown: true });
}

function choicePrompt(id: string, ask: Text, choices: readonly Choice[], { mayBeUnknown = false, maySkip = false }: May): ChoicePrompt {
  return { kind: 'choice', id, ask, choices, mayBeUnknown, maySkip };
}

function yesOrNo(id: string, ask: Text, means: { readonly yes?: Text; readonly no?: Text }, first: 'yes' | 'no' = 'yes'): ChoicePrompt {
  const yes = { value: 'yes', label: PROMPTS.yes, ...(means.yes === undefined ? {} : { means: means.yes }) };
  const no = { value: 'no', label: PROMPTS.no, ...(means.no === undefined ? {} : { means: means.no }) };
  return choicePrompt(id, ask, first === 'yes' ? [yes, no] : [no, yes], {});
}

/** From what the catalogue has; where it has nothing that fits, the name is typed. */
function chosenOrTyped(id: string, ask: Text, choices: readonly Choice[]): Prompt {
  return choices.length > 0 ? choicePrompt(id, ask, choices, { mayBeUnknown: true }) : textPrompt(id, ask, { mayBeUnknown: true, read: readName });
}

function textPrompt(id: string, ask: Text, { mayBeUnknown = false, maySkip = false, hint, read }: May & { readonly hint?: Text; readonly read: TextPrompt['read'] }): TextPrompt {
  return { kind: 'text', id, ask, mayBeUnknown, maySkip, read, ...(hint === undefined ? {} : { hint }) };
}

const KINDS = choicePrompt('kinds', PROMPTS.kinds, [
  { value: 'one', label: PROMPTS.kindsOne, means: PROMPTS.kindsOneMeans },
  { value: 'two', label: PROMPTS.kindsTwo, means: PROMPTS.kindsTwoMeans },
], { mayBeUnknown: true });
const SHARE = textPrompt('sensitive_share', PROMPTS.share, { mayBeUnknown: true, hint: PROMPTS.shareHint, read: readShare });
const REST: Choice = { value: 'rest', label: PROMPTS.rest, means: PROMPTS.restMeans };
const SINGLE_WORKLOADS: Choice = { value: 'workloads', label: PROMPTS.singleWorkloads, means: PROMPTS.singleWorkloadsMeans };

// ── what typed words mean ───────────────────────────────────────────────────────────────────────────────────────────

const LONGEST_NAME = 200;

function readName(typed: string): ReturnType<TextPrompt['read']> {
  const name = typed.trim();
  if (name === '') return { problem: PROMPTS.empty };
  if (name.length > LONGEST_NAME) return { problem: PROMPTS.tooLong(LONGEST_NAME) };
  if (/\p{Cc}|\p{Cs}/u.test(name)) return { problem: PROMPTS.unprintable };
  return { value: name };
}

function readCountry(typed: string): ReturnType<TextPrompt['read']> {
  const code = areaMeantBy(typed);
  return code === undefined ? { problem: PROMPTS.notACountry(typed.trim()) } : { value: code };
}

/** `30%`, `30` and `0.3` are the same share; up to 1 a bare number is a share already. */
function readShare(typed: string): ReturnType<TextPrompt['read']> {
  const [, digits, percent] = /^\s*(\d+(?:\.\d+)?)\s*([%％]?)\s*$/.exec(typed) ?? [];
  const number = Number(digits);
  const share = percent === '' && number <= 1 ? number : number / 100;
  return share >= 0 && share <= 1 ? { value: Number(share.toPrecision(12)) } : { problem: PROMPTS.notAShare(typed.trim()) };
}

const MULTIPLES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9, 千: 1e3, 万: 1e4, 亿: 1e8 };

/** `800`, `8,000`, `20k`, `1.5m`, `2万`. */
function readAmount(typed: string): ReturnType<TextPrompt['read']> {
  const [, digits = '', suffix = ''] = /^\s*(\d[\d,，_ ]*(?:\.\d+)?)\s*([kmb千万亿]?)\s*$/i.exec(typed) ?? [];
  const multiple = MULTIPLES[suffix.toLowerCase()];
  if (digits === '' || multiple === undefined) return { problem: PROMPTS.notANumber(typed.trim()) };
  return { value: Number((Number(digits.replace(/[,，_ ]/g, '')) * multiple).toPrecision(12)) };
}

function readCount(typed: string): ReturnType<TextPrompt['read']> {
  return /^\s*[1-9]\d{0,5}\s*$/.test(typed) ? { value: Number(typed) } : { problem: PROMPTS.notACount(typed.trim()) };
}
