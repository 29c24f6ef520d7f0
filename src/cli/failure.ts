/** From an error to what the user reads on stderr and the exit code that scripts see. */
import { AiPathError, formatProblem, type ErrorKind } from '../error.js';
import type { Language } from '../profile/vocabulary.js';
import { sanitiseForTerminal } from '../report/layout/sanitise.js';
import { NOTES } from '../text/cli.js';
import { EXIT, type ExitCode } from './exit.js';

const EXIT_OF: Readonly<Record<ErrorKind, ExitCode>> = { input: EXIT.input, usage: EXIT.input, internal: EXIT.internal };

/** The user pressed Ctrl-C; what had to be kept is kept. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** A last word for stderr, such as where the answers are. */
  readonly note: string | undefined;
  constructor(note?: string) {
    super('interrupted');
    this.note = note;
  }
}

export interface Failure {
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;
}

export interface Circumstances {
  readonly language: Language;
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly command: string;
}

export function describeFailure(error: unknown, at: Circumstances): Failure {
  if (error instanceof Interrupted) {
    return { lines: [error.note ?? NOTES.interrupted[at.language]], exitCode: EXIT.interrupted };
  }
  if (error instanceof AiPathError && error.kind !== 'internal') {
    return { lines: error.problems.map((problem) => oneLine(formatProblem(problem, at.language))), exitCode: EXIT_OF[error.kind] };
  }
  return { lines: internalFailure(error, at), exitCode: EXIT.internal };
}

function internalFailure(error: unknown, at: Circumstances): readonly string[] {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return [
    `ai-path: ${oneLine(NOTES.internal(message)[at.language])}`,
    ...stack.map(oneLine),
    oneLine(NOTES.report(at.version, at.node, at.platform, at.command)[at.language]),
  ];
}

/** File names and values from profiles are in these lines: nothing in them may steer a terminal or forge a second line. */
function oneLine(text: string): string {
  return sanitiseForTerminal(text);
}
