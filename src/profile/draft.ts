/** From the wizard's answers to a profile as a person would write it: YAML with each level in words beside it. */
import { HOUSE_RULE_NAMES } from '../text/facts.js';
import { DRAFT, PROMPTS, taskName } from '../text/prompts.js';
import { kindTemplate, type OrganisationKind, type TemplateWorkload } from './templates.js';
import { DIMENSIONS, HOUSE_RULES, LEVELS, QUESTIONS, TASKS, type HouseRule, type Language, type Question, type Task } from './vocabulary.js';
import { overridden, replyTo, wantsWorkloads, type Reply, type WizardContent, type WizardState } from './wizard.js';
import { IMPLIED_WORKLOAD_ID } from './workloads.js';

/** Where editors look for the schema: beside the profile. */
const SCHEMA_FILE = 'ai-path.schema.json';

export interface DraftOptions {
  readonly language: Language;
  /** Name of the file that it becomes, for the comment that says how to run it. */
  readonly file: string;
}

/** The wizard's answers as the text of a profile. Unknown is written down as `unknown`; what was skipped is left out. */
export function profileText(state: WizardState, content: WizardContent, options: DraftOptions): string {
  const { language } = options;
  const sharpening = ['terms', 'stage', 'customisation', 'shape', 'latency'] as const;
  return lines([
    ...heading(options),
    'version: 1',
    'organisation:',
    `  name: ${scalar(textOf(replyTo(state, 'organisation.name')) ?? PROMPTS.defaultName[language])}`,
    ...field('  country', replyTo(state, 'organisation.country'), DRAFT.countryCode[language]),
    '',
    `# ${DRAFT.dimensions[language]}`,
    ...DIMENSIONS.flatMap((question) => level('', question, replyTo(state, question), content, language)),
    ...section(DRAFT.sharpening[language], [
      ...sharpening.flatMap((question) => level('', question, replyTo(state, question), content, language)),
      ...houseRules(replyTo(state, 'house_rules'), language),
    ]),
    ...workloads(state, content, language),
  ]);
}

/** A profile to fill in: every question with its levels, as comments. */
export function templateText(content: WizardContent, options: DraftOptions): string {
  const { language } = options;
  return lines([
    ...heading(options),
    'version: 1',
    'organisation:',
    `  name: ${scalar(PROMPTS.defaultName[language])}        # ${DRAFT.required[language]}`,
    `  country: unknown             # ${DRAFT.countryCode[language]}`,
    ...DIMENSIONS.flatMap((question) => open(question, content, language)),
    '',
    ...sharpeningToFillIn(language),
    '',
    `# ${DRAFT.workloads[language]}`,
    '# workloads:',
    '#   - id: support-chat',
    `#     name: ${scalar(taskName('chat')[language])}`,
    `#     task: chat                 # ${TASKS.join(' | ')}`,
    '#     data_sensitivity: confidential',
    '#     sensitive_share: 0.3       # ' + DRAFT.sensitiveShare[language],
    '#     traffic: { requests_per_day: 8000, input_tokens: 1200, output_tokens: 300 }',
  ]);
}

/** A profile to begin with for a kind of organisation: work that is usual there, and open what differs from house to house. */
export function kindTemplateText(kind: OrganisationKind, content: WizardContent, options: DraftOptions): string {
  const { language } = options;
  const { title, name, asks = [], workloads } = kindTemplate(kind);
  return lines([
    ...heading(options),
    `# ${DRAFT.forKind(title)[language]}`,
    'version: 1',
    'organisation:',
    commented(`  name: ${scalar(name[language])}`, DRAFT.required[language]),
    commented('  country: unknown', DRAFT.countryCode[language]),
    `  kind: ${kind}`,
    ...asks.map((field) => commented(`  ${field}: unknown`, DRAFT.asked[language])),
    ...DIMENSIONS.filter((question) => question !== 'data_sensitivity').flatMap((question) => open(question, content, language)),
    '',
    ...sharpeningToFillIn(language),
    '',
    `# ${DRAFT.usual[language]}`,
    'workloads:',
    ...workloads.flatMap((workload) => usualWorkload(workload, content, language)),
  ]);
}

/** A question with all its levels as comments, for somebody to answer. */
function open(question: Question, content: WizardContent, language: Language): readonly string[] {
  const words = content.words.get(question);
  const levels = (words?.levels ?? []).map(({ level: name, label, means }) => `#   ${name}: ${label[language]}${DRAFT.stop[language]}${means[language]}`.trimEnd());
  return ['', `# ${words?.ask[language] ?? question}`, ...levels, `${question}: unknown                # ${LEVELS[question].join(' | ')}`];
}

function sharpeningToFillIn(language: Language): readonly string[] {
  const sharpening = ['terms', 'stage', 'customisation', 'shape', 'latency'] as const;
  return [
    `# ${DRAFT.sharpening[language]}${DRAFT.colon[language]}${DRAFT.fillIn[language]}`,
    ...sharpening.map((question) => `# ${question}: unknown                # ${LEVELS[question].join(' | ')}`),
    `# house_rules: []                # ${HOUSE_RULES.join(' | ')}`,
  ];
}

function usualWorkload({ id, name, task, data, ...answers }: TemplateWorkload, content: WizardContent, language: Language): readonly string[] {
  const { contains, form, audience } = data;
  const people = contains.length === 0 ? '' : ', people_in: unknown';
  const where = audience === 'internal' ? '' : ', audience_in: unknown';
  return [
    `  - id: ${id}`,
    `    name: ${scalar(name[language])}`,
    commented(`    task: ${task}`, taskName(task)[language]),
    ...QUESTIONS.flatMap((question) => (answers[question] === undefined ? [] : level('    ', question, { kind: 'value', value: answers[question] }, content, language))),
    `    data: { contains: [${contains.join(', ')}]${people}, form: ${form}, audience: ${audience}${where} }`,
    `    # traffic: { requests_per_day: ${DRAFT.yourNumber[language]} }   # ${DRAFT.noCostWithout[language]}`,
  ];
}

function heading({ language, file }: DraftOptions): readonly string[] {
  return [`# yaml-language-server: $schema=${SCHEMA_FILE}`, `# ${DRAFT.heading[language]}`, `# ${DRAFT.howToRun(file)[language]}`, `# ${DRAFT.editors[language]}`];
}

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`;

function section(title: string, content: readonly string[]): readonly string[] {
  return content.length === 0 ? [] : ['', `# ${title}`, ...content];
}

/** The column at which comments begin, so that they can be read down. */
const COMMENT_AT = 34;

function commented(line: string, comment: string): string {
  return comment === '' ? line : `${line.padEnd(COMMENT_AT - 2)}  # ${comment}`;
}

function field(key: string, reply: Reply | undefined, comment: string): readonly string[] {
  if (reply === undefined || reply.kind === 'skipped') return [];
  return [commented(`${key}: ${reply.kind === 'unknown' ? 'unknown' : scalar(reply.value)}`, comment)];
}

function level(indent: string, question: Question, reply: Reply | undefined, content: WizardContent, language: Language): readonly string[] {
  const chosen = reply?.kind === 'value' ? content.words.get(question)?.levels.find(({ level: name }) => name === reply.value) : undefined;
  const comment = chosen === undefined ? `${DRAFT.notKnown[language]}: ${LEVELS[question].join(' | ')}` : chosen.means[language];
  return field(`${indent}${question}`, reply, comment);
}

function houseRules(reply: Reply | undefined, language: Language): readonly string[] {
  if (reply === undefined || reply.kind === 'skipped') return [];
  if (reply.kind === 'unknown') return [commented('house_rules: unknown', HOUSE_RULES.join(' | '))];
  const chosen = HOUSE_RULES.filter((rule) => Array.isArray(reply.value) && reply.value.includes(rule));
  return [commented(`house_rules: [${chosen.join(', ')}]`, chosen.map((rule: HouseRule) => HOUSE_RULE_NAMES[rule][language]).join('; '))];
}

function workloads(state: WizardState, content: WizardContent, language: Language): readonly string[] {
  const share = sensitiveShare(state);
  const shareLine = (indent: string): readonly string[] =>
    share === undefined ? [] : [commented(`${indent}sensitive_share: ${share}`, share === 1 ? DRAFT.oneKind[language] : DRAFT.sensitiveShare[language])];
  const named = namedWorkloads(state).flatMap(({ at, id }) => [
    `  - id: ${scalar(id)}`,
    ...field('    name', replyTo(state, `${at}.name`), ''),
    ...field('    task', replyTo(state, `${at}.task`), taskComment(replyTo(state, `${at}.task`), language)),
    ...overridden(state, at).flatMap((question) => level('    ', question, replyTo(state, `${at}.${question}`), content, language)),
    // A workload with a sensitivity of its own is one kind of traffic until somebody says otherwise.
    ...(overridden(state, at).includes('data_sensitivity') ? [] : shareLine('    ')),
    ...traffic(replyTo(state, `${at}.requests_per_day`)),
    ...localOption(state, at),
    ...apiOption(state, at),
  ]);
  if (named.length > 0) return ['', 'workloads:', ...named];
  return share === undefined ? [] : ['', 'workloads:', `  - id: ${IMPLIED_WORKLOAD_ID}`, `    name: ${scalar(DRAFT.allWork[language])}`, ...shareLine('    ')];
}

/** One kind of traffic is stated as a share of 1: left out, a share would be assumed. */
function sensitiveShare(state: WizardState): number | undefined {
  const kinds = textOf(replyTo(state, 'kinds'));
  if (kinds === 'one') return 1;
  const share = replyTo(state, 'sensitive_share');
  return kinds === 'two' && share?.kind === 'value' ? Number(share.value) : undefined;
}

function taskComment(reply: Reply | undefined, language: Language): string {
  const task = TASKS.find((each: Task) => each === textOf(reply));
  return task === undefined ? '' : taskName(task)[language];
}

function traffic(reply: Reply | undefined): readonly string[] {
  return reply?.kind === 'value' ? [`    traffic: { requests_per_day: ${scalar(reply.value)} }`] : [];
}

function localOption(state: WizardState, at: string): readonly string[] {
  const model = textOf(replyTo(state, `${at}.local.model`));
  if (model === undefined) return [];
  const gpu = textOf(replyTo(state, `${at}.local.gpu`));
  const count = textOf(replyTo(state, `${at}.local.count`));
  return [`    local: [{ model: ${scalar(model)}${gpu === undefined ? '' : `, gpu: ${scalar(gpu)}`}${count === undefined ? '' : `, count: ${count}`} }]`];
}

/** `provider/model`, as the choices have it; a typed name without a slash is a model at an unnamed provider. */
function apiOption(state: WizardState, at: string): readonly string[] {
  const [first = '', ...rest] = textOf(replyTo(state, `${at}.api.model`))?.split('/') ?? [];
  if (first === '') return [];
  const [provider, model] = rest.length === 0 ? [first, first] : [first, rest.join('/')];
  return [`    api: [{ provider: ${scalar(provider)}, model: ${scalar(model)} }]`];
}

/** The workloads that were named, with ids made from their names. */
function namedWorkloads(state: WizardState): readonly { readonly at: string; readonly id: string }[] {
  const found: { at: string; id: string }[] = [];
  if (!wantsWorkloads(state)) return found;
  for (let index = 0; ; index += 1) {
    const at = `workloads.${index}`;
    const name = textOf(replyTo(state, `${at}.name`));
    if (name === undefined) return found;
    found.push({ at, id: uniqueId(name, index, found.map(({ id }) => id)) });
    if (textOf(replyTo(state, `${at}.another`)) !== 'yes') return found;
  }
}

function uniqueId(name: string, index: number, taken: readonly string[]): string {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const base = words.join('-').slice(0, 56).replace(/-$/, '') || `workload-${index + 1}`;
  let id = base;
  for (let number = 2; taken.includes(id); number += 1) id = `${base}-${number}`;
  return id;
}

function textOf(reply: Reply | undefined): string | undefined {
  return reply?.kind === 'value' ? String(reply.value) : undefined;
}

/** Letters of any script and a little punctuation need no quotes, unless YAML reads the word as something else. */
const PLAIN_SCALAR = /^\p{L}[\p{L}\p{M}\p{N} ._/-]*(?<![ ])$/u;
const MEANS_SOMETHING = /^(?:true|false|null|yes|no|on|off|y|n|unknown|nan|inf)$/i;

function scalar(value: string | number | readonly string[]): string {
  if (typeof value === 'number') return String(value);
  const text = String(value);
  return PLAIN_SCALAR.test(text) && !MEANS_SOMETHING.test(text) ? text : JSON.stringify(text);
}

