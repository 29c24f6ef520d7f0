/** Where results go: stdout carries them and nothing else, files are written whole or not at all, notes go to stderr. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, constants, closeSync, existsSync, fchmodSync, fstatSync, fsyncSync, mkdirSync, openSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync, type BigIntStats, type Stats } from 'node:fs';
import { access, rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AiPathError } from '../error.js';
import { outputFailure } from '../text/cli.js';

export interface Output {
  /** Resolves once the text has been taken; false where nobody reads any more, which is no fault. */
  print(text: string): Promise<boolean>;
  /** A line for people, on stderr. */
  note(line: string): void;
  /** Notes are not wanted. */
  readonly quiet: boolean;
}

/** What takes text, and says when it has. */
interface Writer {
  readonly write: (text: string, done?: (error?: Error | null) => void) => unknown;
}

export function outputTo(stdout: Writer, stderr: Writer, quiet: boolean): Output {
  return {
    print: (text) => print(stdout, text),
    note: (line) => {
      if (!quiet) stderr.write(`${line}\n`);
    },
    quiet,
  };
}

/** `head` closes the pipe once it has seen enough: that is how pipes end, and nobody needs to be told. */
function print(stdout: Writer, text: string): Promise<boolean> {
  return new Promise((done, failed) => {
    stdout.write(text, (error) => {
      if (error === null || error === undefined) done(true);
      else if ((error as NodeJS.ErrnoException).code === 'EPIPE') done(false);
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

/**
 * All of the files, or none of them: only when every text is safely on disk, and taken by every device, do the files take their names.
 * @param grown whole by now, to be named with the others
 */
export async function writeFiles(files: readonly OutputFile[], grown: readonly GrowingFile[] = []): Promise<void> {
  const staged: Staged[] = [...grown];
  try {
    for (const { file, text } of files) staged.push(await stage(file, text));
    for (const { settle } of staged) settle();
    for (const { commit } of staged) await commit();
  } catch (error) {
    for (const { discard } of staged) discard();
    throw error;
  }
}

/** A file that is written piece by piece, and takes its name when it is whole. */
export interface GrowingFile extends Staged {
  append(text: string): void;
}

/** A device or a named pipe takes each piece at once. */
export async function growFile(file: string): Promise<GrowingFile> {
  const { target, present } = await targetOf(file);
  if (present !== undefined && !present.isFile()) {
    const descriptor = attempt(file, () => openSync(target, 'w'));
    const close = once(() => closeSync(descriptor));
    return { append: (text) => attempt(file, () => writeFileSync(descriptor, text)), settle: close, commit: async () => undefined, discard: close };
  }
  const temporary = attempt(file, () => openTemporary(target, present?.mode));
  return {
    append: (text) => attempt(file, () => writeFileSync(temporary.descriptor, text)),
    settle: () => attempt(file, temporary.settle),
    commit: () => commit(temporary.name, target, file),
    discard: temporary.remove,
  };
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
  /** What may still fail for want of room does so here. */
  readonly settle: () => void;
  readonly commit: () => Promise<void>;
  readonly discard: () => void;
}

async function stage(file: string, text: string, mode?: number): Promise<Staged> {
  const { target, present } = await targetOf(file);
  // A device or a named pipe is written to, never replaced.
  if (present !== undefined && !present.isFile()) return { settle: () => attempt(file, () => writeFileSync(target, text)), commit: async () => undefined, discard: () => undefined };
  const temporary = attempt(file, () => openTemporary(target, mode ?? present?.mode));
  try {
    writeFileSync(temporary.descriptor, text);
    temporary.settle();
  } catch (error) {
    temporary.remove();
    throw cannotWrite(file, error);
  }
  return { settle: () => undefined, commit: () => commit(temporary.name, target, file), discard: temporary.remove };
}

/** What a name stands for, through links; refused where it is a folder or may not be written. */
async function targetOf(file: string): Promise<{ readonly target: string; readonly present: Stats | undefined }> {
  try {
    const present = statSync(file, { throwIfNoEntry: false });
    if (present?.isDirectory() === true) throw Object.assign(new Error('is a directory'), { code: 'EISDIR' });
    // What /dev/stdout leads to may have no name that could be opened: a pipe is only to be had by this one.
    if (present?.isFile() === false) return { target: file, present };
    const target = present === undefined ? resolve(file) : realpathSync(file);
    // A rename needs no permission on the file that it replaces, so that permission is asked for here.
    if (present !== undefined) await access(target, constants.W_OK);
    return { target, present };
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

interface Temporary {
  readonly name: string;
  readonly descriptor: number;
  /** Everything that was written is on the disk. */
  readonly settle: () => void;
  readonly remove: () => void;
}

function openTemporary(target: string, mode: number | undefined): Temporary {
  const prefix = `.${basename(target).slice(0, 200)}.`;
  removeAbandoned(dirname(target), prefix);
  const name = join(dirname(target), `${prefix}${process.pid}-${randomBytes(6).toString('hex')}.tmp`);
  const descriptor = openSync(name, 'wx', mode);
  unfinished.add(name);
  const close = once(() => closeSync(descriptor));
  return {
    name,
    descriptor,
    settle: () => {
      if (mode !== undefined) fchmodSync(descriptor, mode & 0o7777);
      fsyncSync(descriptor);
      close();
    },
    remove: () => {
      close();
      rmSync(name, { force: true });
      unfinished.delete(name);
    },
  };
}

/** A run that is killed at once can't clear up after itself, so the next one does: what no process works on any more, on this machine or elsewhere. */
function removeAbandoned(folder: string, prefix: string): void {
  for (const entry of entriesOf(folder)) {
    const pid = entry.startsWith(prefix) ? /^(\d+)-[\da-f]{12}\.tmp$/.exec(entry.slice(prefix.length))?.[1] : undefined;
    if (pid === undefined || isRunning(Number(pid))) continue;
    const file = join(folder, entry);
    const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (touched < Date.now() - ABANDONED_AFTER_MS) rmSync(file, { force: true });
  }
}

/** None of a folder that may be written to and not read. */
function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A process of another machine that shares the folder writes more often than that. */
const ABANDONED_AFTER_MS = 60_000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
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
    return identity(statSync(file, { bigint: true }));
  } catch {
    const folder = resolve(dirname(file));
    return join(existsSync(folder) ? realpathSync(folder) : folder, basename(file));
  }
}

/** The file that standard input is read from, where it is one. */
export function identityOfInput(): string | undefined {
  try {
    const found = fstatSync(0, { bigint: true });
    return found.isFile() ? identity(found) : undefined;
  } catch {
    return undefined; // stdin is closed
  }
}

const identity = ({ dev, ino }: BigIntStats): string => `${dev}:${ino}`;
