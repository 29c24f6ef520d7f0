/** The same profile, packs, data, date and seed give the same bytes, wherever and however they are typed. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assess } from '../../src/index.js';
import { parsedFrom, validateProfile } from '../../src/profile/parse.js';
import { ROOT } from '../scenarios/scenario.js';

const PROFILES = ['profiles/quill-editor.yaml', 'profiles/st-anna-hospital.yaml', 'profiles/five-answers.yaml'];

function printed(file: string, format: string, env: Readonly<Record<string, string>>): string {
  const { stdout, status, stderr } = spawnSync(process.execPath, ['bin/ai-path.js', 'assess', file, '--format', format, '--lang', 'en', '--as-of', '2026-11-23'], {
    cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26, env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** The same value with the keys of every mapping in another order. */
function shuffled(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const drawn = Object.entries(value).map(([key, inner]) => ({ key, inner: shuffled(inner, random), at: random() }));
  return Object.fromEntries(drawn.sort((a, b) => a.at - b.at).map(({ key, inner }) => [key, inner]));
}

describe('the same profile', () => {
  it.each(PROFILES)('gives the same bytes in every locale and time zone: %s', (file) => {
    for (const format of ['json', 'markdown', 'table']) {
      const here = printed(file, format, { TZ: 'UTC', LANG: 'C.UTF-8' });
      expect(printed(file, format, { TZ: 'Pacific/Kiritimati', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' })).toBe(here);
      expect(printed(file, format, { TZ: 'America/Anchorage', LC_ALL: 'zh_CN.UTF-8', LANG: 'tr_TR.UTF-8' })).toBe(here);
    }
  }, 120_000);

  it('gives the same bytes whatever the order of its keys', () => {
    const texts = PROFILES.map((file): unknown => parse(readFileSync(join(ROOT, file), 'utf8')));
    const bytes = (value: unknown): string => JSON.stringify(assess(parsedFrom(validateProfile(value)), { asOf: '2026-11-23' }));
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (value, stream) => {
        const random = (): number => stream.next().value as number;
        expect(bytes(shuffled(value, random))).toBe(bytes(value));
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
