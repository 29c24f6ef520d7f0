/** From command-line arguments to the files that they name: as they are, as globs, or as folders; and what is wrong with those that name none. */
import { accessSync, constants, readdirSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { AiPathError, type Problem } from '../error.js';
import { capped } from '../profile/finding.js';
import { printable } from '../profile/path.js';
import { suggest } from '../profile/suggest.js';
import type { Text } from '../profile/vocabulary.js';

/** What standard input is called in problems when nobody gave it a name. */
export const STDIN_SOURCE = '-';

/** As the code of an error: a file ended before the place where it ended when it was opened. */
export const SHORTENED = 'SHORTENED';

const PROFILE_PATTERN = '**/*.{yaml,yml,json,ndjson,jsonl}';

/** Paths as they are shown, relative where the argument was, without repetitions; `-` for standard input. */
export async function sourcesOf(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const { sources, problems } = await found(args, cwd);
  throwProblems(problems);
  return sources;
}

/** The same, whatever is wrong with other arguments. */
export async function sourcesThere(args: readonly string[], cwd = process.cwd()): Promise<readonly string[]> {
  return (await found(args, cwd)).sources;
}

async function found(args: readonly string[], cwd: string): Promise<{ readonly sources: readonly string[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const sources = new Map<string, string>();
  for (const argument of args) {
    const named = argument === STDIN_SOURCE ? [STDIN_SOURCE] : await filesNamed(argument, cwd);
    if (Array.isArray(named)) {
      for (const source of named as readonly string[]) {
        const identity = source === STDIN_SOURCE ? STDIN_SOURCE : path.resolve(cwd, source);
        if (!sources.has(identity)) sources.set(identity, source);
      }
    } else problems.push(named as Problem);
  }
  return { sources: [...sources.values()], problems };
}

/** A name that exists is taken as it is, whatever characters it has; only then may it be a pattern. */
async function filesNamed(argument: string, cwd: string): Promise<readonly string[] | Problem> {
  const absolute = path.resolve(cwd, argument);
  const kind = kindOf(absolute);
  if (kind === 'file') return isReadable(absolute) ? [argument] : unreadable(argument);
  if (kind === 'folder') return filesInFolder(argument, absolute);
  const { isDynamicPattern } = await import('tinyglobby');
  return isDynamicPattern(argument) ? filesMatching(argument, cwd) : missingFile(argument, absolute);
}

function kindOf(absolute: string): 'file' | 'folder' | undefined {
  const found = statOf(absolute);
  // Pipes and devices (`<(…)`, /dev/stdin) are read like files.
  return found === undefined ? undefined : found.isDirectory() ? 'folder' : 'file';
}

export function statOf(absolute: string): Stats | undefined {
  try {
    return statSync(absolute);
  } catch {
    return undefined;
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

async function filesInFolder(argument: string, absolute: string): Promise<readonly string[] | Problem> {
  const { glob } = await import('tinyglobby');
  const found = inOrder(await glob(PROFILE_PATTERN, { cwd: absolute, ignore: ['**/node_modules/**'], expandDirectories: false }));
  if (found.length > 0) return found.map((name) => path.join(argument, name));
  return {
    code: 'no-profiles', source: printable(argument),
    message: { en: 'The folder holds no profiles (*.yaml, *.yml, *.json, *.ndjson).', zh: '该文件夹中没有档案（*.yaml、*.yml、*.json、*.ndjson）。' },
    remedy: { en: 'Name a file, or create a profile with "ai-path init".', zh: '请指定文件，或用“ai-path init”新建档案。' },
  };
}

async function filesMatching(pattern: string, cwd: string): Promise<readonly string[] | Problem> {
  const { glob } = await import('tinyglobby');
  const isAbsolute = path.isAbsolute(pattern);
  const found = inOrder(await glob(pattern.split(path.sep).join('/'), { cwd, absolute: isAbsolute, ignore: ['**/node_modules/**'], expandDirectories: false }));
  if (found.length > 0) return found;
  return {
    code: 'no-match', source: printable(pattern),
    message: { en: 'No file matches this pattern.', zh: '没有文件与此模式匹配。' },
    remedy: { en: 'Check the pattern and the folder that it is relative to.', zh: '请检查模式及其所相对的文件夹。' },
  };
}

/** By code unit, so that the order is the same on every machine. */
function inOrder(names: readonly string[]): readonly string[] {
  return [...names].sort((a, b) => (a < b ? -1 : 1));
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
    remedy: code === undefined || code === 'EACCES' || code === 'EPERM' ? { en: 'Check its permissions.', zh: '请检查其权限。' } : { en: 'Try again, or copy it to a local file first.', zh: '请重试，或先将其复制为本地文件。' },
  };
}

export function throwProblems(problems: readonly Problem[]): void {
  const [first, ...others] = capped(problems, problems.at(-1)?.source ?? STDIN_SOURCE);
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
}
