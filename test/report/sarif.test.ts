import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSarif } from '../../src/report/sarif.js';
import { assessText } from '../assess/assess-text.js';
import { anyAssessment } from './arbitrary.js';
import { everyKind, hostile, HOSTILE_TEXTS } from './fixtures.js';
import { expectGolden } from './golden.js';

// The schema of the standard, as its authors publish it with their test matchers.
const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Ajv({ strict: false, logger: false, unicodeRegExp: false, formats: { uri: isUri, 'uri-reference': isReference, 'date-time': true } });
// Draft 4 names itself in ways that a validator of later drafts does not know; it uses no keyword whose meaning has changed since.
const NAMES = ['$schema', 'id'];
const schema = Object.entries(JSON.parse(readFileSync(schemaFile, 'utf8')) as object).filter(([key]) => !NAMES.includes(key));
const isSarif = ajv.compile(Object.fromEntries(schema) as object);

/** RFC 3986 has no other characters. */
function isReference(text: string): boolean {
  return /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/.test(text);
}
function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(text) && isReference(text);
}

interface Result { readonly ruleId: string; readonly ruleIndex: number; readonly level: string; readonly locations?: readonly { readonly physicalLocation?: { readonly region?: object } }[] }
interface Log { readonly runs: readonly [{ readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }; readonly results: readonly Result[] }] }

function valid(text: string): Log {
  const log = JSON.parse(text) as Log;
  expect(isSarif(log) ? [] : isSarif.errors).toEqual([]);
  return log;
}

describe('SARIF', () => {
  it('says what to act on', () => {
    expectGolden('findings.en.sarif', renderSarif([everyKind('en')], 'en'));
  });

  it('is valid against the schema of the standard, whatever the assessment', () => {
    valid(renderSarif([], 'en'));
    for (const text of HOSTILE_TEXTS) valid(renderSarif([hostile(text)], 'zh'));
    fc.assert(fc.property(anyAssessment, (assessment) => { valid(renderSarif([assessment, assessment], 'en')); }), { numRuns: 60 });
  }, 60_000);

  it('gives a warning of a name that objects inherit the title of any other', () => {
    const first = everyKind('en');
    const [{ tool }] = valid(renderSarif([{ ...first, warnings: [{ rule: 'valueOf', text: 'Read me.' }] }], 'en')).runs;
    expect(tool.driver.rules).toContainEqual(expect.objectContaining({ id: 'ai-path/valueOf', shortDescription: { text: 'Warning' } }));
  });

  it('lists each rule once, and every result names its own', () => {
    const [{ tool, results }] = valid(renderSarif([everyKind('en'), everyKind('en')], 'en')).runs;
    const ids = tool.driver.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(results.map(({ ruleIndex }) => ids[ruleIndex])).toEqual(results.map(({ ruleId }) => ruleId));
    expect(ids).toContain('data-protection/processor-contract');
  });

  it('points at the line and column in the profile', () => {
    const [{ results }] = valid(renderSarif([assessText('version: 1\norganisation: { name: A }\nworkloads:\n  - task: chat\n    id: none-left\n    local: []\n    api: []\n')], 'en')).runs;
    const none = results.find(({ ruleId }) => ruleId === 'ai-path/no-option');
    expect(none?.locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 5, startColumn: 5 });
  });
});
