/** Where results go: stdout carries them and nothing else, files are written whole or not at all, notes go to stderr. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, constants, closeSync, existsSync, fchmodSync, fsyncSync, mkdirSync, openSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { access, rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AiPathError } from '../error.js';
import { outputFailure } from '../text/cli.js';

export interface Output {
  /** Resolves once the text has been taken; a reader that has gone away is no fault. */
  print(text: string): Promise<void>;
  /** A line for people, on stderr. */
  note(line: string): void;
}

export function outputTo(stdout: NodeJS.WritableStream, stderr: NodeJS.WritableStream, quiet: boolean): Output {
  return {
    print: (text) => print(stdout, text),
    note: (line) => {
      if (!quiet) stderr.write(`${line}\n`);
    },
  };
}

/** `head` closes the pipe once it has seen enough: that is how pipes end, and nobody needs to be told. */
function print(stdout: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((done, failed) => {
    stdout.write(text, (error) => {
      if (error === null || error === undefined || (error as NodeJS.ErrnoException).code === 'EPIPE') done();
      else failed(cannotWrite('stdout', error));
    });
  });
}

/** Temporary files that exist at the moment: a signal in between must not leave them behind. */
const unfinished = new Set<string>();

export function removeUnfinishedFiles(): void {
  for (const file of unfinished) rmSync(file, { force: true });
  unfinished.clear();
}

export interface OutputFile {
  readonly file: string;
  readonly text: string;
}

/** All of the files, or none of them: only when every text is safely on disk do the files take their names. */
export async function writeFiles(files: readonly OutputFile[]): Promise<void> {
  const staged: Staged[] = [];
  try {
    for (const { file, text } of files) staged.push(await stage(file, text));
    for (const { commit } of staged) await commit();
  } catch (error) {
    for (const { discard } of staged) discard();
    throw error;
  }
}

/** For what is nobody else's business: readable by its owner alone, in folders that are made where they are missing. */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const { commit } = await stage(file, text, 0o600);
  await commit();
}

/** One file that must not exist yet: never overwrites, whatever happens between looking and writing. */
export function writeNewFile(file: string, text: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'wx');
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    if (descriptor !== undefined) rmSync(file, { force: true });
    throw cannotWrite(file, error);
  }
}

/** Adds to the end of a file that others write to as well. */
export function appendTo(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

interface Staged {
  readonly commit: () => Promise<void>;
  readonly discard: () => void;
}

async function stage(file: string, text: string, mode?: number): Promise<Staged> {
  try {
    const target = existsSync(file) ? realpathSync(file) : resolve(file);
    const present = existsSync(target) ? statSync(target) : undefined;
    if (present?.isDirectory() === true) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
    // A device or a named pipe is written to, never replaced.
    if (present !== undefined && !present.isFile()) return { commit: async () => writeFileSync(target, text), discard: () => undefined };
    // A rename needs no permission on the file that it replaces, so that permission is asked for here.
    if (present !== undefined) await access(target, constants.W_OK);
    const temporary = writeTemporary(target, text, mode ?? present?.mode);
    return {
      commit: () => commit(temporary, target, file),
      discard: () => {
        rmSync(temporary, { force: true });
        unfinished.delete(temporary);
      },
    };
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function writeTemporary(target: string, text: string, mode: number | undefined): string {
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`);
  const descriptor = openSync(temporary, 'wx', mode);
  unfinished.add(temporary);
  try {
    writeFileSync(descriptor, text);
    if (mode !== undefined) fchmodSync(descriptor, mode & 0o7777);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(temporary, { force: true });
    unfinished.delete(temporary);
    throw error;
  } finally {
    closeSync(descriptor);
  }
  return temporary;
}

async function commit(temporary: string, target: string, file: string): Promise<void> {
  try {
    await rename(temporary, target);
    unfinished.delete(temporary);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function cannotWrite(file: string, error: unknown): AiPathError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) throw error;
  return new AiPathError('input', [{ code: 'cannot-write', source: file, message: outputFailure(code) }], { cause: error });
}

/** The same for two names of one file, through links and `..` too. */
export function identityOf(file: string): string {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    const folder = resolve(dirname(file));
    return join(existsSync(folder) ? realpathSync(folder) : folder, basename(file));
  }
}
