/** Every catalogue speaks both languages: nothing missing, nothing left in the other language, the same parameters used. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ADVICE, ADMISSIBLE, FIRMNESS, GATE_VERDICTS, RECOMMENDATIONS } from '../../src/assessment/terms.js';
import { BASES } from '../../src/rules/pack.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { datedFacts } from '../../src/catalogue/shelf-life.js';
import { EVIDENCE, PLACES, TASKS } from '../../src/profile/vocabulary.js';
import * as assessment from '../../src/text/assessment.js';
import { CATALOGUE_FACTS } from '../../src/text/catalogue.js';
import { REPORT_FAILURES, REPORT_TEXT } from '../../src/text/report.js';

const HAN = /\p{Script=Han}/u;
/** Signs that are the same in every language, and names that nobody translates. */
const NEUTRAL = /^[\s\p{P}\p{S}\d]*$/u;

function leaves(value: unknown, path: string): readonly (readonly [path: string, text: unknown])[] {
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, child]) => leaves(child, `${path}.${key}`));
  return [[path, value]];
}
const words = (catalogue: unknown): readonly (readonly [string, string])[] => leaves(catalogue, '').filter((leaf): leaf is readonly [string, string] => typeof leaf[1] === 'string');

describe('the words of reports', () => {
  it('are all there in both languages', () => {
    expect(leaves(REPORT_TEXT.zh, '').map(([path]) => path).sort()).toEqual(leaves(REPORT_TEXT.en, '').map(([path]) => path).sort());
  });

  it('are Chinese in Chinese and not in English', () => {
    for (const [path, text] of words(REPORT_TEXT.zh)) expect(HAN.test(text) || NEUTRAL.test(text), `${path}: ${text}`).toBe(true);
    for (const [path, text] of words(REPORT_TEXT.en)) expect(HAN.test(text), `${path}: ${text}`).toBe(false);
  });

  it('name every level, verdict and task', () => {
    for (const text of Object.values(REPORT_TEXT)) {
      expect(Object.keys(text.recommendation).sort()).toEqual([...RECOMMENDATIONS].sort());
      expect(Object.keys(text.firmness).sort()).toEqual([...FIRMNESS].sort());
      expect(Object.keys(text.advice).sort()).toEqual([...ADVICE].sort());
      expect(Object.keys(text.gate).sort()).toEqual([...GATE_VERDICTS].sort());
      expect(Object.keys(text.admissible).sort()).toEqual([...ADMISSIBLE].sort());
      expect(Object.keys(text.basis).sort()).toEqual([...BASES].sort());
      expect(Object.keys(text.evidence).sort()).toEqual([...EVIDENCE].sort());
      expect(Object.keys(text.task).sort()).toEqual([...TASKS].sort());
    }
    for (const names of Object.values(assessment.PLACE_NAMES)) expect(Object.keys(names).sort()).toEqual([...PLACES].sort());
  });

  it('use the same parameters in both languages', () => {
    const functions = leaves(REPORT_TEXT.en, '').filter(([, value]) => typeof value === 'function').map(([path]) => path.slice(1));
    for (const path of functions) expect(valuesIn('zh', path), path).toEqual(valuesIn('en', path));
  });
});

/** Which of the strings given as parameters come out, in order of the alphabet. */
function valuesIn(language: 'en' | 'zh', path: string): readonly string[] {
  const say = path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], REPORT_TEXT[language]) as (...args: readonly unknown[]) => unknown;
  const text = String(tryEach(say));
  return ['alpha', 'beta', 'gamma', '4321', '4,321'].filter((word) => text.includes(word)).map((word) => word.replace(',', ''));
}

/** Parameters are words, numbers, lists or the names of sides: the first that a function takes without complaint. */
function tryEach(say: (...args: readonly unknown[]) => unknown): unknown {
  const kinds: readonly (readonly unknown[])[] = [['alpha', 'beta', 'gamma', true], [4321, 'beta', 'gamma'], [['alpha', 'beta']], ['local', 'blocks'], ['alpha', 'beta', 4321, true], [0.25, 0.75], ['alpha', 'beta', 'gamma', 4321, 'delta']];
  const said = kinds.map((args) => {
    try {
      return String(say(...args));
    } catch {
      return 'undefined';
    }
  });
  return said.filter((text) => !/undefined|NaN/.test(text)).join(' ');
}

/** Command lines and names of formats are the same everywhere. */
const withoutCommands = (text: string): string => text.replace(/^ *\$.*$/gm, '').replace(/ai-path|ndjson|json|yaml/gi, '');

describe('the catalogues of src/text', () => {
  it('hold no Chinese under `en`, and Chinese or signs under `zh`', async () => {
    const folder = join(import.meta.dirname, '../../src/text');
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.startsWith('format'))) {
      const exported = (await import(join(folder, file))) as Record<string, unknown>;
      for (const [path, text] of words(exported)) {
        if (/\.en(\.|$)/.test(path)) expect(HAN.test(text), `${file}${path}: ${text}`).toBe(false);
        if (/\.zh(\.|$)/.test(path)) expect(HAN.test(text) || !/[a-z]{3}/.test(withoutCommands(text)), `${file}${path}: ${text}`).toBe(true);
      }
    }
  });

  it('say in both languages what a format cannot hold', () => {
    expect(REPORT_FAILURES.oneOnly('json', 2)).toEqual({ en: 'json holds one profile, and there are 2.', zh: 'json 只能容纳一份档案，而这里有 2 份。' });
  });
});

describe('the words of the catalogue', () => {
  it('name every fact of a row that has a date of its own', () => {
    const rows = datedFacts(builtInCatalogue()).filter(({ file }) => ['models', 'apis', 'providers', 'licences'].includes(file));
    const fields = new Set(rows.map(({ id }) => id.split(': ').slice(1).at(-1)).filter((field) => field !== undefined && !LASTING.has(field)));
    expect([...fields].filter((field) => !Object.hasOwn(CATALOGUE_FACTS, field ?? ''))).toEqual([]);
  });
});

/** What a released model is stays so, and is never too old. */
const LASTING: ReadonlySet<string> = new Set(['released', 'params_total_b', 'params_active_b', 'context_tokens', 'weights_gb', 'memory_gb', 'kv']);
