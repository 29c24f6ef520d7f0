// Folders that the system doesn't list. Whoever is root may list all of them, so the refusal is put in here.
import type * as fs from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { streamInputs } from '../../src/cli/input.js';
import { AiPathError, formatProblem, type Problem } from '../../src/error.js';

vi.mock('node:fs', async (importOriginal) => {
  const actual = await importOriginal<typeof fs>();
  const readdir = (folder: string, options: { readonly withFileTypes: true }, done: (error: Error | null, entries: fs.Dirent[]) => void): void => {
    if (path.basename(folder) === 'locked') done(Object.assign(new Error('refused'), { code: 'EACCES' }), []);
    else actual.readdir(folder, options, done);
  };
  return { ...actual, readdir };
});

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'ai-path-locked-'));
  for (const name of ['all/a.yaml', 'all/locked/b.yaml', 'all/z.yaml']) {
    await mkdir(path.dirname(path.join(cwd, name)), { recursive: true });
    await writeFile(path.join(cwd, name), 'version: 1\norganisation: { name: A }\n');
  }
});

afterAll(() => rm(cwd, { recursive: true }));

async function* nothing(): AsyncGenerator<Uint8Array, void> {}

const said = (problems: readonly Problem[]): readonly string[] => problems.map((problem) => formatProblem(problem, 'en'));

async function read(argument: string): Promise<readonly string[]> {
  const seen: string[] = [];
  try {
    for await (const batch of streamInputs([argument], { cwd, stdin: nothing() })) {
      for (const input of batch) seen.push(...('problems' in input ? said(input.problems) : [input.source]));
    }
  } catch (error) {
    if (!(error instanceof AiPathError)) throw error;
    return [...seen, ...said(error.problems), 'refused'];
  }
  return seen;
}

const LOCKED = 'all/locked: The folder cannot be read (EACCES). Check its permissions.';

it.each(['all', 'all/**/*.yaml'])('one inside %s is told like a file that can\'t be read, and the others go on', async (argument) => {
  expect(await read(argument)).toEqual(['all/a.yaml', LOCKED, 'all/z.yaml']);
});

it('one that is named is refused as what it is', async () => {
  expect(await read('all/locked')).toEqual([LOCKED, 'refused']);
});

it('one that a pattern looks into is no pattern without matches', async () => {
  expect(await read('all/locked/*.yaml')).toEqual([LOCKED]);
});
