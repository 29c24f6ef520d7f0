import { createHash } from 'node:crypto';
import { readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileData, readData } from '../../scripts/compile-data.mjs';
import { temporaryFolder } from './temporary.js';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function project(files: Record<string, string>): string {
  return temporaryFolder({
    'package.json': '{ "version": "1.2.3" }',
    'src/rules/packs/empty.txt': '',
    'src/catalogue/data/empty.txt': '',
    'src/profile/templates/empty.txt': '',
    ...files,
  });
}

/** What the generated module exports, read the way that a program would. */
async function exported(root: string, module: string): Promise<Record<string, string>> {
  return (await import(join(root, module))) as Record<string, string>;
}

describe('compiled data', () => {
  it('holds every pack, sorted by file name, with the digest of its text', async () => {
    const root = project({ 'src/rules/packs/b.yaml': 'id: b\n', 'src/rules/packs/a.yaml': "id: a\ntext: 'it''s \\ 中文 \u2028'\n" });
    compileData(root);
    const { PACKS_JSON } = await exported(root, 'src/rules/packs.generated.ts');
    expect(JSON.parse(PACKS_JSON ?? '')).toEqual([
      { file: 'a.yaml', sha256: sha256("id: a\ntext: 'it''s \\ 中文 \u2028'\n"), pack: { id: 'a', text: "it's \\ 中文 \u2028" } },
      { file: 'b.yaml', sha256: sha256('id: b\n'), pack: { id: 'b' } },
    ]);
  });

  it('holds the catalogue by the base name of its files, and the version of the package', async () => {
    const root = project({ 'src/catalogue/data/models.yaml': '- id: m\n' });
    compileData(root);
    const { CATALOGUE_JSON } = await exported(root, 'src/catalogue/data.generated.ts');
    expect(JSON.parse(CATALOGUE_JSON ?? '')).toEqual({ models: { file: 'models.yaml', sha256: sha256('- id: m\n'), data: [{ id: 'm' }] } });
    expect(await exported(root, 'src/version.generated.ts')).toMatchObject({ VERSION: '1.2.3' });
  });

  it('has the same digest with either kind of line ending', () => {
    const root = temporaryFolder({ 'lf.yaml': 'a: 1\nb: 2\n', 'crlf.yaml': 'a: 1\r\nb: 2\r\n' });
    expect(readData(join(root, 'crlf.yaml')).sha256).toBe(readData(join(root, 'lf.yaml')).sha256);
  });

  it('is written only where it changed', () => {
    const root = project({ 'src/rules/packs/a.yaml': 'id: a\n' });
    expect(compileData(root)).toEqual(['src/rules/packs.generated.ts', 'src/catalogue/data.generated.ts', 'src/catalogue/prices.generated.ts', 'src/profile/templates.generated.ts', 'src/version.generated.ts']);
    const module = join(root, 'src/rules/packs.generated.ts');
    utimesSync(module, 1, 1);
    expect(compileData(root)).toEqual([]);
    expect(statSync(module).mtimeMs).toBe(1000);
  });

  it('declares plain strings, so that declaration files do not repeat the data', () => {
    const root = project({});
    compileData(root);
    expect(readFileSync(join(root, 'src/rules/packs.generated.ts'), 'utf8')).toContain('PACKS_JSON: string =');
  });

  it.each([
    ['a duplicate key', 'a: 1\na: 2\n', ':2:1: Map keys must be unique'],
    ['an anchor', 'a: &x 1\n', ':1:7: anchors are not used in data files: remove &x'],
    ['an alias', 'a: &x 1\nb: *x\n', ':2:4: aliases are not used in data files: write the value of *x out'],
    ['an unknown tag', 'a: !x 1\n', ':1:4: Unresolved tag: !x'],
    ['a number that JSON cannot hold', 'a: .inf\n', ':1:4: a number must be finite'],
    ['a second document', 'a: 1\n---\nb: 2\n', 'multiple documents'],
  ])('refuses %s and says where', (_what, yaml, message) => {
    const file = join(temporaryFolder({ 'data.yaml': yaml }), 'data.yaml');
    expect(() => readData(file)).toThrow(message);
    expect(() => readData(file)).toThrow(`${file}:`);
  });

  it('names every fault of a file at once', () => {
    const file = join(temporaryFolder({ 'data.yaml': 'a: .nan\nb: &x 1\n' }), 'data.yaml');
    expect(() => readData(file)).toThrow(/:1:4: a number.*\n.*:2:7: anchors/);
  });
});
