/** From command-line arguments to the files that they name: as they are, as globs, or as folders; and what is wrong with those that name none. */
import { accessSync, constants, lstatSync, readdir, readdirSync, realpath, statSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import type { GlobOptions } from 'tinyglobby';
import { AiPathError, type Problem } from '../error.js';
import { capped } from '../profile/finding.js';
import { printable } from '../profile/path.js';
import { formatOfName } from '../profile/read.js';
import { suggest } from '../profile/suggest.js';
import type { Text } from '../profile/vocabulary.js';

/** What standard input is called in problems when nobody gave it a name. */
export const STDIN_SOURCE = '-';

/** As the code of an error: a file ended before the place where it ended when it was opened. */
export const SHORTENED = 'SHORTENED';

const PROFILE_PATTERN = '**/*.{yaml,yml,json,ndjson,jsonl}';

/** A text to read, or what keeps it from being read although it is there. */
export interface Source {
  /** As it is shown, relative where the argument was; `-` for standard input. */
  readonly name: string;
  readonly problem?: Problem;
}

/** Everything that the arguments name, without repetitions. */
export async function sourcesOf(args: readonly string[], cwd: string): Promise<readonly Source[]> {
  const { sources, problems } = await found(args, cwd);
  throwProblems(problems);
  return sources;
}

/** The names of all that is there, whatever is wrong with other arguments. */
export async function namesThere(args: readonly string[], cwd = process.cwd()): Promise<readonly string[]> {
  return (await found(args, cwd)).sources.map(({ name }) => name);
}

async function found(args: readonly string[], cwd: string): Promise<{ readonly sources: readonly Source[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const sources = new Map<string, Source>();
  for (const argument of args) {
    const named = argument === STDIN_SOURCE ? [{ name: STDIN_SOURCE }] : await filesNamed(argument, cwd);
    if (Array.isArray(named)) {
      for (const source of named as readonly Source[]) {
        const identity = source.name === STDIN_SOURCE ? STDIN_SOURCE : path.resolve(cwd, source.name);
        if (!sources.has(identity)) sources.set(identity, source);
      }
    } else problems.push(named as Problem);
  }
  return { sources: [...sources.values()], problems };
}

/** A name that exists is taken as it is, whatever characters it has; only then may it be a pattern. */
async function filesNamed(argument: string, cwd: string): Promise<readonly Source[] | Problem> {
  const absolute = path.resolve(cwd, argument);
  const stats = statOf(absolute);
  if (stats?.isDirectory() === true) return filesInFolder(argument, absolute);
  // Pipes and devices (`<(…)`, /dev/stdin) are read like files.
  if (stats !== undefined) return isReadable(absolute) ? [{ name: argument }] : unreadable(argument);
  const leadsNowhere = brokenLink(argument, absolute);
  if (leadsNowhere !== undefined) return leadsNowhere;
  const { isDynamicPattern } = await import('tinyglobby');
  return isDynamicPattern(argument) ? filesMatching(argument, cwd) : missingFile(argument, absolute);
}

export function statOf(absolute: string): Stats | undefined {
  try {
    return statSync(absolute);
  } catch {
    return undefined;
  }
}

/** What is wrong with a link that leads to nothing; `undefined` for anything else. */
function brokenLink(name: string, absolute: string): Problem | undefined {
  if (!isLink(absolute)) return undefined;
  try {
    statSync(absolute);
    return undefined;
  } catch (cause) {
    const message = BROKEN_LINKS[String((cause as NodeJS.ErrnoException).code)];
    return message === undefined ? undefined : { code: 'broken-link', source: printable(name), message };
  }
}

const BROKEN_LINKS: Readonly<Record<string, Text>> = {
  ELOOP: { en: 'This is a symbolic link that leads round to itself, and to no file.', zh: '这是循环的符号链接，并不指向任何文件。' },
  ENOENT: { en: 'This is a symbolic link, and what it leads to is not there.', zh: '这是符号链接，而它指向的目标不存在。' },
};

function isLink(absolute: string): boolean {
  try {
    return lstatSync(absolute).isSymbolicLink();
  } catch {
    return false;
  }
}

function isReadable(absolute: string): boolean {
  try {
    accessSync(absolute, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

async function filesInFolder(argument: string, absolute: string): Promise<readonly Source[] | Problem> {
  const { names, failures } = await walk(PROFILE_PATTERN, { cwd: absolute, caseSensitiveMatch: false });
  const itself = failures.find(({ at }) => at === absolute);
  if (itself !== undefined) return unreadableFolder(argument, itself.code);
  const sources = [
    ...names.map((name) => ({ name: path.join(argument, name) })),
    ...failures.flatMap((failure) => lost(failure, path.join(argument, path.relative(absolute, failure.at)))),
  ];
  if (sources.length > 0) return inOrder(sources);
  return {
    code: 'no-profiles', source: printable(argument),
    message: { en: 'The folder holds no profiles (*.yaml, *.yml, *.json, *.ndjson).', zh: '该文件夹中没有档案（*.yaml、*.yml、*.json、*.ndjson）。' },
    remedy: { en: 'Name a file, or create a profile with "ai-path init".', zh: '请指定文件，或用“ai-path init”新建档案。' },
  };
}

async function filesMatching(pattern: string, cwd: string): Promise<readonly Source[] | Problem> {
  const isAbsolute = path.isAbsolute(pattern);
  const { names, failures } = await walk(pattern.split(path.sep).join('/'), { cwd, absolute: isAbsolute });
  const folders = failures.filter(({ isLink }) => !isLink).map(({ at, code }): Source => {
    const name = isAbsolute ? at : path.relative(cwd, at);
    return { name, problem: unreadableFolder(name, code) };
  });
  const sources = [...names.map((name) => ({ name })), ...folders];
  if (sources.length > 0) return inOrder(sources);
  return {
    code: 'no-match', source: printable(pattern),
    message: { en: 'No file matches this pattern.', zh: '没有文件与此模式匹配。' },
    remedy: { en: 'Check the pattern and the folder that it is relative to.', zh: '请检查模式及其所相对的文件夹。' },
  };
}

/** A folder that the system doesn't list, or a link that it doesn't follow. */
interface Failure {
  readonly at: string;
  readonly code: string;
  readonly isLink: boolean;
}

/** The files that match, and what was passed over on the way: the library says nothing of what it can't read. */
async function walk(pattern: string, options: GlobOptions): Promise<{ readonly names: readonly string[]; readonly failures: readonly Failure[] }> {
  const { glob } = await import('tinyglobby');
  const failures: Failure[] = [];
  const note = (at: string, isLink: boolean, { code = '' }: NodeJS.ErrnoException): void => {
    failures.push({ at: path.resolve(at), code, isLink });
  };
  const fs = {
    readdir: (folder: string, { withFileTypes }: { readonly withFileTypes: true }, done: (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void): void => {
      readdir(folder, { withFileTypes }, (error, entries) => {
        // What is gone by now, or never was a folder, holds nothing.
        if (error !== null && error.code !== 'ENOENT' && error.code !== 'ENOTDIR') note(folder, false, error);
        done(error, entries);
      });
    },
    realpath: (link: string, done: (error: NodeJS.ErrnoException | null, target: string) => void): void => {
      realpath(link, (error, target) => {
        if (error !== null) note(link, true, error);
        done(error, target);
      });
    },
  } as GlobOptions['fs'];
  const names = await glob(pattern, { ...options, ignore: ['**/node_modules/**'], expandDirectories: false, ...(fs === undefined ? {} : { fs }) });
  return { names, failures };
}

/** What a folder would have held. A link that leads to nothing may be anybody's, unless it is called like a profile. */
function lost({ at, code, isLink }: Failure, name: string): readonly Source[] {
  if (!isLink) return [{ name, problem: unreadableFolder(name, code) }];
  const broken = brokenLink(name, at);
  if (broken !== undefined && formatOfName(name) === undefined) return [];
  return [{ name, problem: broken ?? unreadable(name, code) }];
}

function unreadableFolder(name: string, code: string): Problem {
  return {
    code: 'unreadable', source: printable(name),
    message: { en: `The folder cannot be read (${code}).`, zh: `无法读取该文件夹（${code}）。` },
    remedy: isForbidden(code) ? { en: 'Check its permissions.', zh: '请检查其权限。' } : { en: 'Try again, or copy it to a local folder first.', zh: '请重试，或先将其复制为本地文件夹。' },
  };
}

const isForbidden = (code: string | undefined): boolean => code === undefined || code === 'EACCES' || code === 'EPERM';

/** By code unit, so that the order is the same on every machine. */
function inOrder(sources: readonly Source[]): readonly Source[] {
  return [...sources].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function missingFile(argument: string, absolute: string): Problem {
  const near = nearName(absolute);
  const remedy: Text | undefined =
    near === undefined
      ? undefined
      : { en: `Did you mean "${printable(path.join(path.dirname(argument), near))}"?`, zh: `是否想写“${printable(path.join(path.dirname(argument), near))}”？` };
  return {
    code: 'no-file', source: printable(argument),
    message: { en: 'There is no such file or folder.', zh: '没有这个文件或文件夹。' },
    ...(remedy === undefined ? {} : { remedy }),
  };
}

/** The name of the same folder that `absolute` most resembles. */
function nearName(absolute: string): string | undefined {
  try {
    return suggest(path.basename(absolute), readdirSync(path.dirname(absolute)))?.name;
  } catch {
    return undefined;
  }
}

export function unreadable(source: string, code?: string): Problem {
  // Every name was looked up before the first was read.
  if (code === 'ENOENT') {
    return { code: 'vanished', source: printable(source), message: { en: 'The file was there at the start, and is gone.', zh: '该文件在开始时还在，现已消失。' } };
  }
  if (code === SHORTENED) {
    return {
      code: 'shortened', source: printable(source),
      message: { en: 'The file became shorter while it was read, so that its end is missing.', zh: '该文件在读取期间变短，末尾缺失。' },
      remedy: { en: 'Assess it again once nobody writes to it any more.', zh: '请在不再有程序写入后重新评估。' },
    };
  }
  if (code === 'EISDIR') {
    return { code: 'unreadable', source: printable(source), message: { en: 'This is a folder, not a file.', zh: '这是文件夹，不是文件。' } };
  }
  const why = code === undefined ? '' : ` (${code})`;
  return {
    code: 'unreadable', source: printable(source),
    message: { en: `The file cannot be read${why}.`, zh: `无法读取该文件${why}。` },
    remedy: isForbidden(code) ? { en: 'Check its permissions.', zh: '请检查其权限。' } : { en: 'Try again, or copy it to a local file first.', zh: '请重试，或先将其复制为本地文件。' },
  };
}

export function throwProblems(problems: readonly Problem[]): void {
  const [first, ...others] = capped(problems, problems.at(-1)?.source ?? STDIN_SOURCE);
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
}
