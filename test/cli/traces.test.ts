/** Traces that profiles name: quirks of CSV, faults with their line, and paths that are relative to the profile. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { readTrace, summaryOf } from '../../src/cli/trace-file.js';
import { withTraces } from '../../src/cli/traces.js';
import { AiPathError, type Problem } from '../../src/error.js';
import { parseProfiles, type ParsedProfile } from '../../src/profile/parse.js';
import { builtInRulebook } from '../../src/rules/builtin.js';

const folder = mkdtempSync(path.join(tmpdir(), 'trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function written(content: string): { readonly file: string; readonly source: string } {
  const source = `trace-${(files += 1)}.csv`;
  writeFileSync(path.join(folder, source), content);
  return { file: path.join(folder, source), source };
}

async function rowsOf(content: string): Promise<readonly (readonly [number, number, number])[]> {
  const rows: (readonly [number, number, number])[] = [];
  await readTrace(written(content), ({ at, inputTokens, outputTokens }) => {
    rows.push([at, inputTokens, outputTokens]);
    return undefined;
  });
  return rows;
}

async function problemsOf(run: Promise<unknown>): Promise<readonly Problem[]> {
  return run.then(
    () => [],
    (error: unknown) => {
      if (error instanceof AiPathError) return error.problems;
      throw error;
    },
  );
}

const HEADER = 'timestamp,input_tokens,output_tokens';

describe('CSV as it comes', () => {
  const plain = [[1, 10, 20], [2, 30, 40]] as const;
  test.each([
    ['lines that end in LF', `${HEADER}\n1,10,20\n2,30,40\n`],
    ['lines that end in CR LF, and no end of the last', `${HEADER}\r\n1,10,20\r\n2,30,40`],
    ['a byte order mark', `\uFEFF${HEADER}\n1,10,20\n2,30,40\n`],
    ['empty lines', `${HEADER}\n1,10,20\n\n2,30,40\n\n`],
    ['semicolons', 'timestamp;input_tokens;output_tokens\n1;10;20\n2;30;40\n'],
    ['tabs', 'timestamp\tinput_tokens\toutput_tokens\n1\t10\t20\n2\t30\t40\n'],
    ['cells in quotation marks', '"timestamp","input_tokens","output_tokens"\n"1","10","20"\n"2","30","40"\n'],
    ['a column of text with commas, quotation marks and line breaks', 'timestamp,note,input_tokens,output_tokens\n1,"a, ""b""\nc",10,20\n2,,30,40\n'],
  ])('%s', async (_, content) => {
    expect(await rowsOf(content)).toEqual(plain);
  });
  test('rows that are cut in two where a chunk ends', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},"${i % 7}",${i % 5}`);
    const read = await rowsOf(`${HEADER}\n${rows.join('\n')}\n`);
    expect(read).toHaveLength(60_000);
    expect(read.at(-1)).toEqual([59_999, 59_999 % 7, 59_999 % 5]);
  });
});

describe('faults name the line', () => {
  test.each([
    ['no time', `${HEADER}\n1,10,20\nnoon,30,40\n`, 'no-time', 3, 1],
    ['no count', `${HEADER}\n1,10,20\n2,thirty,40\n`, 'no-count', 3, 3],
    ['too few cells', `${HEADER}\n1,10\n`, 'wrong-width', 2, 1],
    ['an earlier request', `${HEADER}\n2,10,20\n1,10,20\n`, 'out-of-order', 3, 1],
    ['after a cell of two lines', 'timestamp,note,input_tokens,output_tokens\n1,"a\nb",10,20\n2,,x,40\n', 'no-count', 4, 4],
    ['no column of time', '1,10,20\n', 'no-time-column', 1, 1],
    ['a quotation mark that is never closed', `${HEADER}\n1,10,20\n2,"30,40\n3,50,60\n`, 'bad-quotes', 3, 1],
  ])('%s', async (_, content, code, line, column) => {
    expect(await problemsOf(summaryOf(written(content)))).toMatchObject([{ code, position: { line, column } }]);
  });
  test('a quotation mark that is never closed does not take the memory of the whole file', async () => {
    const [problem] = await problemsOf(summaryOf(written(`${HEADER}\n1,10,20\n2,"30,40\n${'3,50,60\n'.repeat(400_000)}`)));
    expect(problem).toMatchObject({ code: 'bad-quotes', position: { line: 3 } });
  });
  test.each([
    ['', 'empty'],
    [`${HEADER}\n`, 'empty'],
    [`${HEADER}\n5,1,1\n5,1,1\n`, 'too-short'],
  ])('%j says nothing: %s', async (content, code) => {
    expect(await problemsOf(summaryOf(written(content)))).toMatchObject([{ code }]);
  });
});

describe('the file that a profile names', () => {
  const context = { language: 'en', asOf: '2026-11-23', seed: 1, rulebook: builtInRulebook(), catalogue: builtInCatalogue() } as const;
  const profile = (trace: string, source = path.join(folder, 'profile.yaml')): readonly ParsedProfile[] =>
    parseProfiles(`version: 1\norganisation: { name: A }\nworkloads:\n  - { id: chat, task: chat, traffic: { trace: '${trace}' } }\n`, { source });
  test('is relative to the profile, and its summary comes with the profile', async () => {
    const { source } = written(`${HEADER}\n0,10,20\n90,30,40\n`);
    const [traced] = await withTraces(profile(source), context);
    expect(traced?.traces?.get('chat')).toMatchObject({ source, requests: 2, seconds: 90, inputTokens: 40, outputTokens: 60, hasTokens: true });
  });
  test('that is not there is a fault of the profile, at its place', async () => {
    expect(await problemsOf(withTraces(profile('nowhere.csv'), context))).toMatchObject([{ code: 'no-trace', path: 'workloads[0].traffic.trace', position: { line: 4 } }]);
  });
  test('and that is a folder', async () => {
    expect(await problemsOf(withTraces(profile('.'), context))).toMatchObject([{ code: 'unreadable', path: 'workloads[0].traffic.trace' }]);
  });
  test('has no folder to be relative to where the profile comes from standard input', async () => {
    expect(await problemsOf(withTraces(profile('a.csv', '-'), context))).toMatchObject([{ code: 'no-folder' }]);
  });
});
