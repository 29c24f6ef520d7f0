/** docs/rules/ and the rule packs stand for each other, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readData } from '../../scripts/compile-data.mjs';
import { faultsOf, pageOf } from '../../scripts/rule-docs.mjs';
import { builtInPacks } from '../../src/rules/builtin.js';
import { compileRulebook } from '../../src/rules/compile.js';
import { loadPack } from '../../src/rules/load.js';
import { assessText } from '../assess/assess-text.js';

type Pack = Parameters<typeof faultsOf>[0];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const packs = readdirSync(join(ROOT, 'src/rules/packs')).map((file) => readData(join(ROOT, 'src/rules/packs', file)).content as Pack);
const text = { en: 'Words.', zh: '文字。' };
const rule = { id: 'one', source: 'here', title: text, reason: text, remedy: text, cases: { fires: {}, near_miss: {} } };
const pack = (more: object): Pack => ({ id: 'p', version: '1.0.0', title: text, sources: { here: { title: text, date: '2026-01-01', grade: 'J' } }, gates: [{ ...rule, ...more }] });

describe('pages of the rules', () => {
  it('are there for every pack, in both languages, and for nothing else', () => {
    const files = packs.flatMap(({ id }) => [`${id}.md`, `${id}.zh.md`]).sort();
    expect(readdirSync(join(ROOT, 'docs/rules')).sort()).toEqual(files);
  });

  it.each(packs)('of $id say what the pack says', (one) => {
    expect(readFileSync(join(ROOT, `docs/rules/${one.id}.md`), 'utf8')).toBe(pageOf(one, 'en'));
    expect(readFileSync(join(ROOT, `docs/rules/${one.id}.zh.md`), 'utf8')).toBe(pageOf(one, 'zh'));
    expect(faultsOf(one)).toEqual([]);
  });

  it('are refused for a rule without source, Chinese or example', () => {
    expect(faultsOf(pack({}))).toEqual([]);
    expect(faultsOf(pack({ source: 'nowhere' }))).toEqual(['p/one has no source']);
    expect(faultsOf(pack({ reason: { en: 'Words.', zh: 'Words.' } }))).toEqual(['p/one lacks its text in one of the languages']);
    expect(faultsOf(pack({ cases: { fires: {} } }))).toEqual(['p/one has no example: near_miss']);
  });

  it('let no text of a rule become markup', () => {
    expect(pageOf(pack({ reason: { en: '<b>*bold*</b>', zh: '文字。' } }), 'en')).toContain('\\<b\\>\\*bold\\*\\</b\\>');
  });
});

describe('the worked example of a policy', () => {
  const yaml = readFileSync(join(ROOT, 'docs/examples/quill-policy.yaml'), 'utf8');
  const profile = readFileSync(join(ROOT, 'profiles/quill-editor.yaml'), 'utf8');

  it('has ten lines at most, and stands in both READMEs as it is', () => {
    expect(yaml.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
    for (const file of ['README.md', 'README.zh.md']) expect(readFileSync(join(ROOT, file), 'utf8')).toContain(yaml);
  });

  it('changes what is recommended', () => {
    const rulebook = compileRulebook([...builtInPacks(), { sha256: '', pack: loadPack(yaml, 'quill-policy.yaml') }]);
    expect([assessText(profile), assessText(profile, { rulebook })].map(({ organisation }) => organisation.recommendation)).toEqual(['hybrid', 'local']);
  });
});
