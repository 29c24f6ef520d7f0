/**
 * Asks on the terminal, with the prompt functions of inquirer. They draw on stderr, so that stdout stays free for the
 * report. `@inquirer/prompts` is what `inquirer` itself is made of, and starts 12 ms sooner.
 */
import { checkbox, input, select } from '@inquirer/prompts';
import { displayWidth } from '../report/layout/width.js';
import { plain, type Rich } from '../report/layout/rich.js';
import { wrap } from '../report/layout/wrap.js';
import { sanitiseForTerminal } from '../report/layout/sanitise.js';
import type { Asker, Choice, ChoicePrompt, Prompt, Reply, SeveralPrompt, TextPrompt } from '../profile/wizard.js';
import type { Language, Text } from '../profile/vocabulary.js';
import { SCREEN } from '../text/prompts.js';
import { Interrupted } from './failure.js';
import type { Paint } from './style.js';

export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
  readonly language: Language;
  readonly paint: Paint;
  readonly width: number;
  readonly rows: number;
  readonly unicode: boolean;
}

const UNKNOWN: Reply = { kind: 'unknown' };
const SKIPPED: Reply = { kind: 'skipped' };

export function terminalAsker(terminal: Terminal): Asker {
  return {
    ask: (prompt, before, canGoBack) =>
      withBack(terminal, canGoBack, (context) => {
        switch (prompt.kind) {
          case 'choice': return askChoice(prompt, before, canGoBack, terminal, context);
          case 'several': return askSeveral(prompt, before, canGoBack, terminal, context);
          case 'text': return askText(prompt, before, canGoBack, terminal, context);
        }
      }),
  };
}

interface PromptContext {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
  clearPromptOnDone: boolean;
}

/** Esc takes one step back and leaves no trace of the question; Ctrl-C leaves. */
async function withBack(terminal: Terminal, canGoBack: boolean, ask: (context: PromptContext) => Promise<Reply>): Promise<Reply | 'back'> {
  const aborter = new AbortController();
  const context = { input: terminal.stdin, output: terminal.stderr, signal: aborter.signal, clearPromptOnDone: false };
  const onKey = (_: unknown, key?: { readonly name?: string }): void => {
    if (key?.name !== 'escape' || !canGoBack) return;
    context.clearPromptOnDone = true;
    aborter.abort();
  };
  terminal.stdin.on('keypress', onKey);
  try {
    return await ask(context);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortPromptError') return 'back';
    if (error instanceof Error && error.name === 'ExitPromptError') throw new Interrupted();
    throw error;
  } finally {
    terminal.stdin.off('keypress', onKey);
  }
}

interface Item {
  readonly value: Reply;
  readonly name: string;
  readonly short: string;
}

async function askChoice(prompt: ChoicePrompt, before: Reply | undefined, canGoBack: boolean, terminal: Terminal, context: PromptContext): Promise<Reply> {
  const items = [...choiceItems(prompt.choices, terminal), ...otherItems(prompt, terminal.language)];
  const preset = items.find(({ value }) => sameReply(value, before));
  return select<Reply>(
    {
      message: message(prompt, terminal),
      choices: items,
      loop: false,
      pageSize: pageSize(items, terminal),
      theme: theme(terminal, keys(terminal, canGoBack, 'keysChoose')),
      ...(preset === undefined ? {} : { default: preset.value }),
    },
    context,
  );
}

/** "I don't know" and "Skip" are replies like the others, at the end of the list. */
function otherItems(prompt: Prompt, language: Language): readonly Item[] {
  const item = (value: Reply, text: Text): Item => ({ value, name: text[language], short: text[language] });
  return [...(prompt.mayBeUnknown ? [item(UNKNOWN, SCREEN.unknown)] : []), ...(prompt.maySkip ? [item(SKIPPED, SCREEN.skip)] : [])];
}

function sameReply(a: Reply, b: Reply | undefined): boolean {
  return b !== undefined && a.kind === b.kind && (a.kind !== 'value' || (b.kind === 'value' && a.value === b.value));
}

/** Labels in one column and what they mean beside them, or below where the terminal is narrow. */
function choiceItems(choices: readonly Choice[], terminal: Terminal): readonly Item[] {
  const { language, width } = terminal;
  const labels = Math.max(...choices.map(({ label }) => displayWidth(label[language])));
  const beside = width - labels - 6 >= 36;
  return choices.map(({ value, label, means }) => {
    const name = label[language];
    return { value: { kind: 'value', value }, short: name, name: means === undefined || means[language] === '' ? name : described(name, means[language]) };
  });

  function described(name: string, means: string): string {
    const indent = beside ? labels + 2 : 2;
    const text = wrapLines(means, width - indent - 3).map((line) => terminal.paint.dim(line));
    const start = beside ? `${name}${' '.repeat(labels - displayWidth(name) + 2)}` : `${name}\n    `;
    return start + text.join(`\n${' '.repeat(indent + 2)}`);
  }
}

export function wrapLines(text: string, width: number): readonly string[] {
  return wrap(plain(text), width).map((line: Rich) => line.map((span) => span.text).join('').trimEnd());
}

/** As many lines as there are, unless the terminal is too low to show them. */
function pageSize(items: readonly { readonly name: string }[], terminal: Terminal): number {
  const lines = items.reduce((sum, { name }) => sum + name.split('\n').length, 0);
  return Math.max(5, Math.min(lines, (terminal.rows) - 5));
}

async function askSeveral(prompt: SeveralPrompt, before: Reply | undefined, canGoBack: boolean, terminal: Terminal, context: PromptContext): Promise<Reply> {
  const { language } = terminal;
  const ticked = before?.kind === 'value' && Array.isArray(before.value) ? (before.value as readonly string[]) : [];
  const unknown = prompt.mayBeUnknown ? [{ value: '', name: SCREEN.unknown[language], checked: before?.kind === 'unknown' }] : [];
  const choices = [...prompt.choices.map(({ value, label }) => ({ value, name: label[language], checked: ticked.includes(value) })), ...unknown];
  const chosen = await checkbox<string>(
    {
      message: message(prompt, terminal),
      choices,
      loop: false,
      pageSize: pageSize(choices, terminal),
      shortcuts: { all: null, invert: null },
      validate: (picked) => (picked.length > 1 && picked.some(({ value }) => value === '') ? SCREEN.unknownAlone[language] : true),
      theme: theme(terminal, keys(terminal, canGoBack, 'keysTick')),
    },
    context,
  );
  return chosen.includes('') ? UNKNOWN : { kind: 'value', value: chosen };
}

async function askText(prompt: TextPrompt, before: Reply | undefined, canGoBack: boolean, terminal: Terminal, context: PromptContext): Promise<Reply> {
  const { language } = terminal;
  const empty = prompt.maySkip ? SKIPPED : prompt.mayBeUnknown ? UNKNOWN : undefined;
  const emptyShown = empty === undefined ? '' : (prompt.maySkip ? SCREEN.skipped : SCREEN.unknown)[language];
  const typed = await input(
    {
      message: message(prompt, terminal, textHints(prompt, canGoBack).map((hint) => hint[language])),
      ...(before?.kind === 'value' ? { default: shown(before.value), prefill: 'editable' as const } : {}),
      validate: (text) => {
        if (text.trim() === '' && empty !== undefined) return true;
        const reading = prompt.read(text);
        return 'problem' in reading ? sanitiseForTerminal(reading.problem[language]) : true;
      },
      transformer: (text, { isFinal }) => (isFinal ? terminal.paint.cyan(text.trim() === '' ? emptyShown : asRead(text, prompt)) : text),
      theme: theme(terminal, []),
    },
    context,
  );
  if (typed.trim() === '' && empty !== undefined) return empty;
  const reading = prompt.read(typed);
  return 'value' in reading ? { kind: 'value', value: reading.value } : UNKNOWN;
}

function textHints(prompt: TextPrompt, canGoBack: boolean): readonly Text[] {
  const onEnter = prompt.maySkip ? [SCREEN.orEnterSkip] : prompt.mayBeUnknown ? [SCREEN.orEnterUnknown] : [];
  return [...(prompt.hint === undefined ? [] : [prompt.hint]), ...onEnter, ...(canGoBack ? [SCREEN.orEscBack] : [])];
}

/** What was understood, where that is not what was typed: `germany (DE)`. */
function asRead(typed: string, prompt: TextPrompt): string {
  const reading = prompt.read(typed);
  const understood = 'value' in reading ? String(reading.value) : typed;
  return understood === typed.trim() ? understood : `${typed.trim()} (${understood})`;
}

const shown = (value: string | number | readonly string[]): string => (Array.isArray(value) ? value.join(', ') : String(value));

/** The question; below it the hints, until it is answered. */
function message(prompt: Prompt, { language, width }: Terminal, hints: readonly string[] = []): string {
  const question = wrapLines(sanitiseForTerminal(prompt.ask[language]), width - 3).join('\n  ');
  return hints.length === 0 ? question : `${question}${HINTS}${wrapLines(hints.join(' · '), width - 3).join('\n  ')}`;
}
/** Between question and hints; vanishes with the hints. */
const HINTS = '\u0000';

const BETWEEN_TIPS = ' · ';
type KeyTips = readonly (readonly [key: string, action: string])[];

/** The least needed tip comes last, and is left out where the line is too short for all. */
function keys({ language, unicode, width }: Terminal, canGoBack: boolean, main: 'keysChoose' | 'keysTick'): KeyTips {
  const [arrows, enter] = unicode ? ['↑↓', '⏎'] : ['up/down', 'Enter'];
  const space = main === 'keysTick' ? [[SCREEN.space[language], SCREEN.keysTick[language]] as const] : [];
  const escape = canGoBack ? [['Esc', SCREEN.keysBack[language]] as const] : [];
  const all: KeyTips = [[arrows, SCREEN.keysMove[language]], ...space, [enter, (main === 'keysTick' ? SCREEN.keysDone : SCREEN.keysChoose)[language]], ...escape, ['Ctrl-C', SCREEN.keysQuit[language]]];
  const length = (tips: KeyTips): number => displayWidth(tips.map((tip) => tip.join(' ')).join(BETWEEN_TIPS));
  return length(all) < width ? all : all.slice(0, -1);
}

/** Colours of ours: those of inquirer look at stdout, where the report may go, and ignore NO_COLOR on Node 20. */
function theme({ paint, unicode, language }: Terminal, tips: KeyTips) {
  return {
    prefix: { idle: paint.cyan('?'), done: paint.green(unicode ? '✔' : 'v') },
    icon: { cursor: unicode ? '❯' : '>', checked: unicode ? '◉' : '[x]', unchecked: unicode ? '◯' : '[ ]' },
    style: {
      answer: paint.cyan,
      message: (text: string, status: string): string => {
        const [question = '', hints] = text.split(HINTS);
        return hints === undefined || status === 'done' ? paint.bold(question) : `${paint.bold(question)}\n  ${paint.dim(hints)}\n `;
      },
      error: (text: string): string => paint.red(`! ${text}`),
      defaultAnswer: paint.dim,
      help: paint.dim,
      highlight: paint.cyan,
      key: paint.bold,
      disabled: paint.dim,
      description: paint.dim,
      keysHelpTip: (): string => tips.map(([key, action]) => `${paint.bold(key)} ${paint.dim(action)}`).join(paint.dim(BETWEEN_TIPS)),
      renderSelectedChoices: (chosen: readonly { readonly short: string }[]): string => chosen.map(({ short }) => short).join(', ') || SCREEN.noneTicked[language],
    },
  };
}
