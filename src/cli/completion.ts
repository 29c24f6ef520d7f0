/** `ai-path completion SHELL`: what a shell needs to complete commands, options and their values, made from the program itself. */
import type { Argument, Command, Option } from 'commander';
import { builtInCatalogue } from '../catalogue/catalogue.js';
import { DATA_FILES } from '../catalogue/vocabulary.js';
import { LANGUAGES, ORGANISATION_KINDS } from '../profile/vocabulary.js';
import { builtInRulebook } from '../rules/builtin.js';
import { FORMAT_TEXTS, USAGE } from '../text/cli.js';
import { bashScript } from './completion-bash.js';
import type { CompletedCommand, CompletedOption, Values } from './completion-words.js';
import { zshScript } from './completion-zsh.js';
import { explainableIds } from './explain.js';
import { EXIT, type ExitCode } from './exit.js';
import { GATE_WORDS } from '../gate/gate.js';
import { suggestion, usageError } from './options.js';
import type { Session } from './session.js';

export const SHELLS = ['bash', 'zsh'] as const;

export async function completionCommand(shell: string, program: Command, session: Session): Promise<ExitCode> {
  const wanted = SHELLS.find((one) => one === shell);
  if (wanted === undefined) throw usageError('unknown-shell', 'ai-path completion', USAGE.unknownShell(shell), suggestion(shell, SHELLS));
  const root = completed(program, [], []);
  await session.output.print(wanted === 'bash' ? bashScript(root) : zshScript(root));
  return EXIT.done;
}

/** By what help calls a value; where a command means something else by it, by `command PLACEHOLDER`. */
const VALUES: Readonly<Record<string, () => Values>> = {
  FILE: () => 'files', PROFILE: () => 'files', OLD: () => 'files', NEW: () => 'files', PACK: () => 'files', FOLDER: () => 'files', 'assess NAME': () => 'files',
  F: () => Object.keys(FORMAT_TEXTS), 'diff F': () => ['table', 'json'], LANG: () => LANGUAGES, KIND: () => ORGANISATION_KINDS, EXPR: () => GATE_WORDS, SHELL: () => SHELLS,
  W: () => ['rank:', 'points:'],
  'explain ID': () => explainableIds(builtInRulebook()), 'catalogue show ID': catalogueIds,
  'catalogue list KIND': () => DATA_FILES, 'schema NAME': () => ['profile', 'assessment', 'brief', 'rules'],
  'PATH=VALUE': () => 'anything', DATE: () => 'anything', N: () => 'anything', 'assess ID': () => 'anything',
};

function catalogueIds(): readonly string[] {
  const { models, apis, providers, licences, gpus } = builtInCatalogue();
  return [...new Set([models, apis, providers, licences, gpus].flatMap((rows) => [...rows.keys()]))].sort();
}

/** @throws Error where nothing says what may stand in a place: the program and this table are to agree. */
function valuesOf(placeholder: string, path: readonly string[]): Values {
  const name = placeholder.replace(/[<>[\].]|=FILE/g, '');
  const values = VALUES[`${path.join(' ')} ${name}`] ?? VALUES[name];
  if (values === undefined) throw new Error(`nothing says what completes ${placeholder} of ${path.join(' ')}`);
  return values();
}

/** The help of commander is a command of its own kind, and is built when it is asked for. */
function completed(command: Command, path: readonly string[], inherited: readonly Option[]): CompletedCommand {
  const help = command.createHelp();
  const own = help.visibleOptions(command);
  const commands = command.commands.map((each) => completed(each, [...path, each.name()], [...inherited, ...command.options]));
  const options = [...own, ...inherited.filter(({ long }) => long !== '--version')].map((option) => optionOf(option, path));
  return { path, description: command.summary() === '' ? command.description() : command.summary(), options, commands, arguments: command.registeredArguments.map((argument) => argumentOf(argument, path)) };
}

function optionOf({ flags, short, long, description, required, optional }: Option, path: readonly string[]): CompletedOption {
  const names = [long, short].flatMap((name) => name ?? []);
  const [placeholder] = /[<[].*$/.exec(flags) ?? [];
  if (placeholder === undefined || !(required || optional)) return { names, description };
  return { names, description, value: { placeholder: placeholder.replace(/^.|.$/g, ''), values: valuesOf(placeholder, path), required, withFile: placeholder.includes('=FILE') } };
}

function argumentOf(argument: Argument, path: readonly string[]): CompletedCommand['arguments'][number] {
  return { placeholder: argument.name(), values: valuesOf(argument.name(), path), repeated: argument.variadic };
}
