/** The command line, from words to an exit code. Thin: it chooses a command, runs it and says how it ended. */
import { CommanderError } from 'commander';
import { lazy } from '../lazy.js';
import type { Language } from '../profile/vocabulary.js';
import { LANGUAGES } from '../profile/vocabulary.js';
import { USAGE } from '../text/cli.js';
import { VERSION } from '../version.generated.js';
import { EXIT, type ExitCode } from './exit.js';
import { isLanguage, languageOf, languageOption } from './language.js';
import { settleOptionalValues, suggestion, usageError } from './options.js';
import { outputTo } from './output.js';
import { buildProgram, translated, type Run } from './program.js';
import type { Session } from './session.js';
import { endOnSignals } from './signals.js';
import { outliveFailedWrites, plainOutput, standardInput } from './standard-streams.js';

export { isAllTaken } from './standard-streams.js';

/** @param argv the words after `ai-path`. */
export async function main(argv: readonly string[]): Promise<number> {
  const stated = languageOption(argv);
  const language = isLanguage(stated) ? stated : languageOf(process.env);
  try {
    if (stated !== undefined && !isLanguage(stated)) {
      throw usageError('unknown-language', '--lang', USAGE.unknownLanguage(stated), suggestion(stated, LANGUAGES));
    }
    return await run(argv, language, stated !== undefined);
  } catch (error) {
    return await fail(error, argv, language);
  }
}

async function run(argv: readonly string[], language: Language, languageGiven: boolean): Promise<ExitCode> {
  let chosen: Run | undefined;
  const program = buildProgram(language, (command) => {
    chosen = command;
  }, lazy(() => plainOutput(language)));
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : settleOptionalValues(argv), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const failure = translated(error, commandOf(argv));
    if (failure !== undefined) throw failure;
    return EXIT.done; // help and version end like this
  }
  if (chosen === undefined) return EXIT.done;
  endOnSignals();
  return chosen(sessionOf(language, languageGiven, program.opts<{ quiet?: boolean }>().quiet === true));
}

/** Nobody loads a stream who does not use it. */
function sessionOf(language: Language, languageGiven: boolean, quiet: boolean): Session {
  const stdout = plainOutput(language);
  const stderr = (): NodeJS.WriteStream => {
    outliveFailedWrites(language);
    return process.stderr;
  };
  return {
    language, languageGiven, env: process.env,
    get stdin() { return standardInput(); },
    stdout: stdout.screen,
    get stderr() { return stderr(); },
    output: outputTo(stdout, { write: (text) => stderr().write(text) }, quiet),
    today: localDate(new Date()),
  };
}

/** The date on the user's calendar. */
function localDate(now: Date): string {
  const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `ai-path assess`, as far as the words name a command. */
function commandOf(argv: readonly string[]): string {
  const name = argv.find((word) => /^(assess|init|explain|diff|rules|catalogue|schema|completion)$/.test(word));
  return name === undefined ? 'ai-path' : `ai-path ${name}`;
}

async function fail(error: unknown, argv: readonly string[], language: Language): Promise<ExitCode> {
  const { describeFailure } = await import('./failure.js');
  const at = { language, version: VERSION, node: process.versions.node, platform: `${process.platform} ${process.arch}`, command: ['ai-path', ...argv].join(' ') };
  const { lines, exitCode } = describeFailure(error, at);
  outliveFailedWrites(language);
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  return exitCode;
}
