/** Standard output and standard error: as Node's streams, which outlive failed writes, or without them where all can be written at once. */
import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Language } from '../profile/vocabulary.js';
import { outputFailure } from '../text/cli.js';
import { EXIT } from './exit.js';
import type { Screen } from './terminal.js';

const STDIN = 0;
const STDOUT = 1;

let outlived = false;

/**
 * A reader that has seen enough is no fault of ours. Whoever writes is told of any other failure, and says it; for those that don't
 * listen, such as help, it is said at the very end.
 */
export function outliveFailedWrites(language: Language): void {
  if (outlived) return;
  outlived = true;
  let failure: NodeJS.ErrnoException | undefined;
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failure ??= error;
  });
  process.once('exit', () => {
    if (failure === undefined || process.exitCode !== EXIT.done) return;
    process.stderr.write(`stdout: ${outputFailure(failure.code ?? failure.message)[language]}\n`);
    process.exitCode = EXIT.input;
  });
}

/** Node takes a folder for an input that ends at once. */
export function standardInput(): NodeJS.ReadStream {
  const { stdin } = process;
  if (isFolder(STDIN)) stdin.on('error', () => undefined).destroy(Object.assign(new Error('standard input is a folder'), { code: 'EISDIR' }));
  return stdin;
}

function isFolder(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isDirectory();
  } catch {
    return false;
  }
}

/** What was printed is with whoever reads it: nothing waits to be written, and nothing is left to be said of it. */
export function isAllTaken(): boolean {
  return !outlived || [process.stdout, process.stderr].every(({ writableLength, errored }) => writableLength === 0 && errored === null);
}

/** Standard output without Node's streams, which take a start longer to load than to write what it has to say; they get what cannot be written at once. */
export interface PlainOutput {
  /** What is known of the terminal; nothing where there is none. */
  readonly screen: Screen;
  /** In order: once a stream had to take something, it takes all that follows. */
  readonly write: (text: string, done?: (error?: Error | null) => void) => void;
}

export function plainOutput(language: Language): PlainOutput {
  if (mayBeTerminal()) {
    outliveFailedWrites(language);
    return { screen: process.stdout, write: (text, done) => process.stdout.write(text, done) };
  }
  return {
    screen: {},
    write: (text, done) => {
      const rest = outlived ? text : writtenAtOnce(text);
      if (rest.length === 0) {
        done?.();
        return;
      }
      outliveFailedWrites(language);
      process.stdout.write(rest, done);
    },
  };
}

/** What is left of a text: a pipe may be full, or closed, or a disk full. The stream can wait, or says what is wrong. */
function writtenAtOnce(text: string): Buffer {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(STDOUT, rest));
  } catch {
    // left to the stream
  }
  return rest;
}

/** Only a terminal has a width, and one on Windows takes text in its own way. */
function mayBeTerminal(): boolean {
  try {
    const stdout = fstatSync(STDOUT);
    return !(stdout.isFile() || stdout.isFIFO() || stdout.isSocket() || (stdout.isCharacterDevice() && stdout.rdev === statSync('/dev/null').rdev));
  } catch {
    return true;
  }
}
