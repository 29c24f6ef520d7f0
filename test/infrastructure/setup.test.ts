import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isBuilt, isInstalled, stampOf, stateOfSources } from '../../scripts/fresh.mjs';
import { temporaryFolder } from './temporary.js';

const REPOSITORY = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8');

const lock = (packages: object) => JSON.stringify({ packages: { '': { name: 'ai-path' }, ...packages } });
const installedAs = (installed: string | undefined, locked: string) =>
  isInstalled(
    temporaryFolder({ 'package-lock.json': locked, ...(installed !== undefined && { 'node_modules/.package-lock.json': installed }) }),
  );

describe('installed dependencies', () => {
  const locked = lock({
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/other-system': { version: '1.0.0', optional: true },
  });

  it('are up to date when npm recorded the versions of the lock file; packages for other systems may be missing', () => {
    expect(installedAs(lock({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } }), locked)).toBe(true);
  });

  it.each([
    ['nothing was installed', undefined],
    ['a package is missing', lock({})],
    ['a package has another version', lock({ 'node_modules/a': { version: '0.9.0', integrity: 'sha512-a' } })],
    ['a package has other content', lock({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } })],
  ])('are out of date when %s', (_what, installed) => {
    expect(installedAs(installed, locked)).toBe(false);
  });
});

describe('the build', () => {
  const sources = {
    'src/index.ts': 'export {};\n', 'src/old.ts': 'export {};\n', 'scripts/build.mjs': '',
    'package.json': '{}', 'package-lock.json': '{}', 'tsconfig.json': '{}', 'tsconfig.build.json': '{}',
  };
  const built = () => {
    const root = temporaryFolder(sources);
    mkdirSync(join(root, 'dist'));
    writeFileSync(stampOf(root), stateOfSources(root));
    return root;
  };

  it('is up to date right after it ended, also when it generated sources', () => {
    const root = built();
    writeFileSync(join(root, 'src/packs.generated.ts'), '');
    expect(isBuilt(root)).toBe(true);
  });

  it('is out of date when a source is added, changed or deleted, or when there is none', () => {
    const changes: ((root: string) => void)[] = [
      (root) => writeFileSync(join(root, 'src/new.ts'), ''),
      (root) => writeFileSync(join(root, 'src/index.ts'), 'export const x = 1;\n'),
      (root) => rmSync(join(root, 'src/old.ts')),
      (root) => rmSync(join(root, 'dist'), { recursive: true }),
    ];
    for (const change of changes) {
      const root = built();
      change(root);
      expect(isBuilt(root)).toBe(false);
    }
  });
});

describe('bin/ai-path.js', () => {
  it('says in one line, in English and Chinese, which Node it needs', () => {
    const pretend = "data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } })";
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', pretend, 'bin/ai-path.js'], { cwd: REPOSITORY, encoding: 'utf8' });
    expect(stderr).toMatch(/^ai-path needs Node\.js 20\.19 or newer, and this is 20\.18\.3\. .*需要.*\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });

  it('says in one line what to do where it is not built', () => {
    const root = temporaryFolder({ 'package.json': '{ "type": "module" }' });
    cpSync(join(REPOSITORY, 'bin'), join(root, 'bin'), { recursive: true });
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/ai-path.js'], { cwd: root, encoding: 'utf8' });
    expect(stderr).toMatch(/^ai-path is not built yet: run `npm install && npm run build`.*尚未构建.*\n$/);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('the package', () => {
  it('names the same oldest Node everywhere', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    expect(engines.node).toBe('>=20.19');
    expect(read('bin/ai-path.js')).toContain('major < 20 || (major === 20 && minor < 19)');
    expect(read('scripts/bundle.mjs')).toContain("target: 'node20.19'");
  });

  it('is locked without the address of a package host, so that it installs from any', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
  });
});
