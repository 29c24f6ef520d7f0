/** The bundles of the command line and the code caches beside them, in a copy of what is installed. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { split } from '../../scripts/parts.mjs';
import { temporaryFolder } from './temporary.js';

const REPOSITORY = join(import.meta.dirname, '../..');
const BUNDLES = ['commands.cjs', 'main.cjs', 'seldom.cjs'];

/** As a package leaves it: without caches. */
function installed(): string {
  const root = temporaryFolder({});
  for (const place of ['bin', 'package.json']) cpSync(join(REPOSITORY, place), join(root, place), { recursive: true });
  cpSync(join(REPOSITORY, 'dist/cli'), join(root, 'dist/cli'), { recursive: true, filter: (file) => !file.includes('.cache') });
  return root;
}

const run = (root: string, ...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/ai-path.js'), ...words], { encoding: 'utf8' });
  return { status, stdout, stderr };
};
const caches = (root: string): readonly string[] => readdirSync(join(root, 'dist/cli')).filter((name) => name.includes('.cache')).sort();
const purposes = (root: string): readonly string[] => caches(root).map((name) => name.replace(/\.cjs.*\.(?=\w+\.cache)/, ' ').replace('.cache', ''));

describe('the bundles', () => {
  it('are plain ASCII', () => {
    for (const name of BUNDLES) expect(readFileSync(join(REPOSITORY, 'dist/cli', name), 'latin1')).toMatch(/^[\0-\x7f]*$/);
  });

  it('hold each module once, and later ones take from earlier ones what these have', () => {
    const module = (...imports: readonly (readonly [string, 'import-statement' | 'dynamic-import'])[]) => ({ bytes: 1, imports: imports.map(([path, kind]) => ({ path, kind })) });
    const { partOf, shared } = split({
      'src/cli/main.ts': module(['src/error.ts', 'import-statement'], ['src/cli/assess.ts', 'dynamic-import']),
      'src/error.ts': module(),
      'src/cli/assess.ts': module(['src/error.ts', 'import-statement'], ['src/text.ts', 'import-statement'], ['src/report/html.ts', 'dynamic-import']),
      'src/text.ts': module(),
      'src/report/html.ts': module(['src/text.ts', 'import-statement'], ['src/drawing.ts', 'import-statement']),
      'src/drawing.ts': module(),
    }, 'src/cli/main.ts');
    expect(['src/cli/main.ts', 'src/error.ts', 'src/cli/assess.ts', 'src/text.ts', 'src/report/html.ts', 'src/drawing.ts'].map(partOf)).toEqual(['main', 'main', 'commands', 'commands', 'seldom', 'seldom']);
    expect(Object.fromEntries(shared)).toEqual({
      'src/cli/main.ts': './main.cjs', 'src/error.ts': './main.cjs', 'src/cli/assess.ts': './commands.cjs#assess', 'src/text.ts': './commands.cjs', 'src/report/html.ts': './seldom.cjs#html',
    });
  });
});

describe('a start', () => {
  it('asks V8 for nothing that this version of Node does not know', () => {
    const portfolio = join(temporaryFolder({}), 'portfolio.ndjson');
    // Long enough for all that a stream asks for.
    writeFileSync(portfolio, '{"version":1,"organisation":{"name":"One"}}\n'.repeat(2001));
    expect(run(REPOSITORY, 'assess', portfolio, '--brief', '--as-of', '2026-11-23')).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('code caches', () => {
  it('are kept for what a start was for, and hold no more bundles than it took', () => {
    const root = installed();
    run(root, '--help');
    expect(purposes(root)).toEqual(['main help']);
    run(root, '--lang', 'zh', 'explain', 'R1');
    expect(purposes(root)).toEqual(['commands explain', 'main help', 'main words']);
    run(root, 'init', '-');
    expect(purposes(root)).toEqual(['commands explain', 'commands init', 'main help', 'main words', 'seldom init']);
  }, 60_000);

  it('are left alone by a start that went wrong', () => {
    const root = installed();
    expect(run(root, 'explain', 'nothing').status).toBe(2);
    expect(caches(root)).toEqual([]);
  }, 60_000);

  it.each<readonly [string, (file: string) => void]>([
    ['is empty', (file) => writeFileSync(file, '')],
    ['is cut short', (file) => writeFileSync(file, readFileSync(file).subarray(0, 1000))],
    ['is of something else', (file) => writeFileSync(file, 'x'.repeat(5000))],
    ['is a folder', (file) => { rmSync(file); mkdirSync(file); }],
  ])('change nothing when one %s', (_what, damage) => {
    const root = installed();
    const before = run(root, 'explain', 'R1');
    expect(before.status).toBe(0);
    for (const name of caches(root)) damage(join(root, 'dist/cli', name));
    expect(run(root, 'explain', 'R1')).toEqual(before);
    expect(run(root, 'explain', 'R1')).toEqual(before);
  }, 60_000);

  it('are not needed where nothing can be written', () => {
    const root = installed();
    chmodSync(join(root, 'dist/cli'), 0o555);
    const first = run(root, 'explain', 'R1');
    expect(first).toEqual(run(REPOSITORY, 'explain', 'R1'));
    chmodSync(join(root, 'dist/cli'), 0o755);
  }, 60_000);
});
