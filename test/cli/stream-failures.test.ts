// What becomes of a stream that something ends which nobody foresaw: what was assessed before is written, and it is said where that was.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Gate } from '../../src/cli/gate.js';
import type { FormatRequest } from '../../src/cli/options.js';
import type { Session } from '../../src/cli/session.js';
import { streamAssessments } from '../../src/cli/stream.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { builtInRulebook } from '../../src/rules/builtin.js';
import { temporaryFolder } from '../infrastructure/temporary.js';

const line = (name: string): string => `{"version":1,"organisation":{"name":"${name}"}}\n`;

/** A gate that fails at the organisation of this name, as a bug would. */
const failingAt = (name: string): Gate => ({
  baselineFile: () => [],
  hasConditions: true,
  isBlindToNames: false,
  failuresOf: ({ organisation }) => {
    if (organisation.name === name) throw new TypeError('a bug');
    return [];
  },
  judge: () => 0,
  conclude: () => 0,
});

interface Ran {
  readonly printed: readonly string[];
  readonly said: string;
  readonly error: unknown;
}

async function run(paths: readonly string[], lines: readonly FormatRequest[], gate: Gate, print: (text: string) => Promise<boolean> = () => Promise.resolve(true)): Promise<Ran> {
  const printed: string[] = [];
  let said = '';
  const write = (text: string, done?: () => void): void => {
    said += text;
    done?.();
  };
  const session = {
    language: 'en', languageGiven: false, env: {}, stdout: {}, stderr: { write }, today: '2026-11-23',
    output: { quiet: false, note: () => undefined, print: async (text: string) => { printed.push(text); return print(text); } },
  } as unknown as Session;
  const request = { paths, lines, summaries: [], options: { brief: true }, basis: { rulebook: builtInRulebook(), catalogue: builtInCatalogue() }, gate };
  const error = await streamAssessments(request, session).then(() => undefined, (reason: unknown) => reason);
  const names = printed.join('').split('\n').filter((one) => one !== '').map((one) => (JSON.parse(one) as { name: string }).name);
  return { printed: names, said, error };
}

describe('a stream that a bug ends', () => {
  it('has written what it had assessed, says which line it was, and leaves no file', async () => {
    const folder = temporaryFolder({ 'many.ndjson': ['A', 'B', 'C', 'D'].map(line).join('') });
    const [many, all] = [join(folder, 'many.ndjson'), join(folder, 'all.ndjson')];
    const { printed, said, error } = await run([many], [{ format: 'ndjson' }, { format: 'ndjson', file: all }], failingAt('C'));
    expect(error).toBeInstanceOf(TypeError);
    expect(printed).toEqual(['A', 'B']);
    expect(said).toBe(`${many}:3: this profile ended the run. Not written: ${all}.\n`);
    expect(readdirSync(folder)).toEqual(['many.ndjson']);
  });

  it('says the line of a document of YAML', async () => {
    const folder = temporaryFolder({ 'two.yaml': 'version: 1\norganisation: { name: A }\n---\nversion: 1\norganisation: { name: B }\n' });
    const { printed, said } = await run([join(folder, 'two.yaml')], [{ format: 'ndjson' }], failingAt('B'));
    expect(printed).toEqual(['A']);
    expect(said).toBe(`${join(folder, 'two.yaml')}:4: this profile ended the run.\n`);
  });

  it('tells what was wrong with lines before it first', async () => {
    const folder = temporaryFolder({ 'many.ndjson': `${line('A')}{\n${line('C')}` });
    const { printed, said } = await run([join(folder, 'many.ndjson')], [{ format: 'ndjson' }], failingAt('C'));
    expect(printed).toEqual(['A']);
    expect(said).toMatch(/many\.ndjson:2:2: .+\n.+many\.ndjson:3: this profile ended the run\.\n$/);
  });

  it.runIf(existsSync('/dev/full'))('prints what its file has no room for', async () => {
    const folder = temporaryFolder({ 'many.ndjson': line('A') });
    const { printed, error } = await run([join(folder, 'many.ndjson')], [{ format: 'ndjson' }, { format: 'ndjson', file: '/dev/full' }], failingAt(''));
    expect(printed).toEqual(['A']);
    expect(error).toMatchObject({ problems: [{ code: 'cannot-write', source: '/dev/full' }] });
  });

  it('tells nothing of a profile where it was the writing that failed', async () => {
    const folder = temporaryFolder({ 'many.ndjson': line('A') });
    const failure = new Error('no code');
    const { said, error } = await run([join(folder, 'many.ndjson')], [{ format: 'ndjson' }], { ...failingAt(''), hasConditions: false }, () => Promise.reject(failure));
    expect(error).toBe(failure);
    expect(said).toBe('');
  });
});
