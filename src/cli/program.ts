/** Commands and their options, as commander wants them. What a command does is loaded only when it is run. */
import { Command, Option, type CommanderError } from 'commander';
import type { AiPathError } from '../error.js';
import type { Language, Text } from '../profile/vocabulary.js';
import { CATALOGUE_HELP } from '../text/catalogue.js';
import { RULES_HELP } from '../text/rules.js';
import { FORMAT_TEXTS, HELP, HELP_TITLES, USAGE } from '../text/cli.js';
import { VERSION } from '../version.generated.js';
import type { AssessOptions } from './assess-options.js';
import type { DiffOptions } from './diff.js';
import type { ExitCode } from './exit.js';
import type { InitOptions } from './init.js';
import { parseDate, parseFormat, parseKind, parseSeed, parseWeights, usageError, type FormatRequest } from './options.js';
import type { Session } from './session.js';
import type { PlainOutput } from './standard-streams.js';
import { widthOf } from './terminal.js';

export type Run = (session: Session) => Promise<ExitCode>;

/**
 * @param choose is called with what to run once the words on the command line are understood
 * @param out where help goes
 */
export function buildProgram(language: Language, choose: (run: Run) => void, out: () => PlainOutput): Command {
  const helpWidth = (): number => Math.min(widthOf(out().screen, process.env), 100);
  const print = (help: string): void => out().write(help);
  const say = (text: Text): string => text[language];
  const program = new Command('ai-path')
    .description(say(HELP.summary))
    .version(VERSION, '-V, --version', say(HELP.version))
    .helpOption('-h, --help', say(HELP.help))
    .helpCommand('help [command]', say(HELP.helpCommand))
    .option('--lang <LANG>', say(HELP.lang))
    .option('--quiet', say(HELP.quiet))
    .exitOverride()
    .configureOutput({
      outputError: () => undefined, // said by `failure.ts`, in the user's language
      writeOut: print,
      writeErr: print, // options without a command: help is what was wanted
      getOutHelpWidth: helpWidth,
      getErrHelpWidth: helpWidth,
      getOutHasColors: () => false, // help has none, and commander would look for a terminal
      getErrHasColors: () => false,
    })
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => HELP_TITLES[title]?.[language] ?? title });
  addAssess(program, say, choose);
  addInit(program, say, choose);
  addExplain(program, say, choose);
  addDiff(program, say, choose);
  addRules(program, say, choose);
  addCatalogue(program, say, choose);
  addSchema(program, say, choose);
  addCompletion(program, say, choose);
  for (const command of program.commands) command.helpOption('-h, --help', say(HELP.help));
  return program;
}

type Say = (text: Text) => string;
type Choose = (run: Run) => void;

function addAssess(program: Command, say: Say, choose: Choose): void {
  const formats = Object.entries(FORMAT_TEXTS).map(([name, text]) => `  ${name.padEnd(10)}${say(text)}`).join('\n');
  const names = Object.keys(FORMAT_TEXTS);
  program
    .command('assess')
    .summary(say(HELP.assess))
    .description(say(HELP.assess))
    .argument('[PROFILE...]', say(HELP.assessProfile))
    .addOption(new Option('--format <F[=FILE]>', say(HELP.format)).argParser<FormatRequest[] | undefined>((value, before) => [...(before ?? []), parseFormat(value, names)]))
    .addOption(new Option('--set <PATH=VALUE>', say(HELP.set)).argParser<string[] | undefined>((value, before) => [...(before ?? []), value]))
    .addOption(new Option('--weights <W>', say(HELP.weights)).argParser(parseWeights))
    .addOption(new Option('--as-of <DATE>', say(HELP.asOf)).argParser(parseDate))
    .addOption(new Option('--seed <N>', say(HELP.seed)).argParser(parseSeed))
    .option('--derivation [ID]', say(HELP.derivation))
    .option('--brief', say(HELP.brief))
    .option('--summary', say(HELP.portfolio))
    .option('--strict', say(HELP.strict))
    .option('--stdin-filename <NAME>', say(HELP.stdinFilename))
    .addOption(ruleFiles(say))
    .option('--prices <FILE>', say(CATALOGUE_HELP.prices))
    .addOption(new Option('--fail-on <EXPR>', say(HELP.failOn)).argParser<string[] | undefined>((value, before) => [...(before ?? []), value]))
    .option('--baseline <FILE>', say(HELP.baseline))
    .option('--update-baseline', say(HELP.updateBaseline))
    .option('--no-exit-code', say(HELP.noExitCode))
    .addHelpText('after', `\n${say(HELP.formats)}\n${formats}\n\n${say(HELP.examples)}\n${say(HELP.assessExamples)}`)
    .action((profiles: string[], options: AssessOptions) => {
      choose(async (session) => (await import('./assess.js')).assessCommand(profiles, options, session));
    });
}

function addInit(program: Command, say: Say, choose: Choose): void {
  program
    .command('init')
    .summary(say(HELP.init))
    .description(say(HELP.init))
    .argument('[FILE]', say(HELP.initFile))
    .addOption(new Option('--template <KIND>', say(HELP.initTemplate)).argParser(parseKind))
    .addHelpText('after', `\n${say(HELP.examples)}\n${say(HELP.initExamples)}`)
    .action((file: string | undefined, options: InitOptions) => {
      choose(async (session) => (await import('./init.js')).initCommand(file, options, session));
    });
}

function addExplain(program: Command, say: Say, choose: Choose): void {
  program
    .command('explain')
    .summary(say(HELP.explain))
    .description(say(HELP.explain))
    .argument('[ID]', say(HELP.explainId))
    .addOption(ruleFiles(say))
    .addHelpText('after', `\n${say(HELP.examples)}\n${say(HELP.explainExamples)}`)
    .action((id: string | undefined, { rules }: { rules?: string[] }) => {
      choose(async (session) => (await import('./explain.js')).explainCommand(id, rules ?? [], session));
    });
}

function ruleFiles(say: Say): Option {
  return new Option('--rules <FILE>', say(RULES_HELP.ruleFiles)).argParser<string[] | undefined>((value, before) => [...(before ?? []), value]);
}

function addRules(program: Command, say: Say, choose: Choose): void {
  const rules = program.command('rules').summary(say(RULES_HELP.rules)).description(say(RULES_HELP.rules)).addHelpText('after', `\n${say(HELP.examples)}\n${say(RULES_HELP.examples)}`);
  const command = (name: string, text: Text): Command => rules.command(name).summary(say(text)).description(say(text)).helpOption('-h, --help', say(HELP.help));
  command('list', RULES_HELP.list)
    .addOption(ruleFiles(say))
    .action(({ rules: files }: { rules?: string[] }) => {
      choose(async (session) => (await import('./rules.js')).listRules(files ?? [], session));
    });
  command('lint', RULES_HELP.lint)
    .argument('<PACK...>', say(RULES_HELP.packs))
    .action((files: string[]) => {
      choose(async (session) => (await import('./rules.js')).lintRules(files, session));
    });
  command('test', RULES_HELP.test)
    .argument('<PACK...>', say(RULES_HELP.packs))
    .action((files: string[]) => {
      choose(async (session) => (await import('./rules.js')).testRules(files, session));
    });
  command('new', RULES_HELP.new)
    .argument('[FILE]', say(RULES_HELP.file))
    .action((file: string | undefined) => {
      choose(async (session) => (await import('./rules.js')).newRules(file ?? 'rules.yaml', session));
    });
}

function addCatalogue(program: Command, say: Say, choose: Choose): void {
  const catalogue = program.command('catalogue').summary(say(CATALOGUE_HELP.catalogue)).description(say(CATALOGUE_HELP.catalogue)).addHelpText('after', `\n${say(HELP.examples)}\n${say(CATALOGUE_HELP.examples)}`);
  const command = (name: string, text: Text): Command => catalogue.command(name).summary(say(text)).description(say(text)).helpOption('-h, --help', say(HELP.help));
  command('list', CATALOGUE_HELP.list)
    .argument('[KIND]', say(CATALOGUE_HELP.kind))
    .action((kind: string | undefined) => {
      choose(async (session) => (await import('./catalogue.js')).listCatalogue(kind, session));
    });
  command('show', CATALOGUE_HELP.show)
    .argument('<ID>', say(CATALOGUE_HELP.id))
    .action((id: string) => {
      choose(async (session) => (await import('./catalogue.js')).showEntry(id, session));
    });
  command('check', CATALOGUE_HELP.check)
    .argument('[FOLDER]', say(CATALOGUE_HELP.folder))
    .addOption(new Option('--as-of <DATE>', say(CATALOGUE_HELP.asOf)).argParser(parseDate))
    .action((folder: string | undefined, { asOf }: { asOf?: string }) => {
      choose(async (session) => (await import('./catalogue.js')).checkCatalogue(folder, asOf, session));
    });
}

function addDiff(program: Command, say: Say, choose: Choose): void {
  program
    .command('diff')
    .summary(say(HELP.diff))
    .description(say(HELP.diff))
    .argument('<OLD>', say(HELP.diffOld))
    .argument('<NEW>', say(HELP.diffNew))
    .addOption(new Option('--format <F>', say(HELP.diffFormat)).argParser((value) => parseFormat(value, ['table', 'json']).format))
    .addOption(new Option('--as-of <DATE>', say(HELP.asOf)).argParser(parseDate))
    .addHelpText('after', `\n${say(HELP.examples)}\n${say(HELP.diffExamples)}`)
    .action((old: string, now: string, options: DiffOptions) => {
      choose(async (session) => (await import('./diff.js')).diffCommand(old, now, options, session));
    });
}

function addSchema(program: Command, say: Say, choose: Choose): void {
  program
    .command('schema')
    .summary(say(HELP.schema))
    .description(say(HELP.schema))
    .argument('[NAME]', say(HELP.schemaName))
    .addHelpText('after', `\n${say(HELP.examples)}\n${say(HELP.schemaExamples)}`)
    .action((name: string | undefined) => {
      choose(async (session) => (await import('./schema.js')).schemaCommand(name, session));
    });
}

function addCompletion(program: Command, say: Say, choose: Choose): void {
  program
    .command('completion')
    .summary(say(HELP.completion))
    .description(say(HELP.completion))
    .argument('<SHELL>', say(HELP.completionShell))
    .addHelpText('after', `\n${say(HELP.examples)}\n${say(HELP.completionExamples)}`)
    .action((shell: string) => {
      choose(async (session) => (await import('./completion.js')).completionCommand(shell, program, session));
    });
}

/** commander's complaints in the user's language; `undefined` for what is none, such as the end of `--help`. */
export function translated(error: CommanderError, command: string): AiPathError | undefined {
  const [, name = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const [, meant] = /\(Did you mean (?:one of )?([^?]+)\?\)/.exec(error.message) ?? [];
  const remedy = meant === undefined ? USAGE.seeHelp(`${command} --help`) : USAGE.didYouMean(meant);
  switch (error.code) {
    case 'commander.unknownOption': return usageError('unknown-option', command, USAGE.unknownOption(name), remedy);
    case 'commander.unknownCommand': return usageError('unknown-command', command, USAGE.unknownCommand(name), remedy);
    case 'commander.missingArgument': return usageError('missing-argument', command, USAGE.missingArgument(name), remedy);
    case 'commander.optionMissingArgument': return usageError('missing-value', command, USAGE.missingValue(name.split(' ')[0] ?? name), remedy);
    case 'commander.excessArguments': return usageError('too-many-arguments', command, USAGE.tooManyArguments, remedy);
    default: return undefined;
  }
}
