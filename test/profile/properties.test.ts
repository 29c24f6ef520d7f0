// Properties of the profile reader: what holds for any valid profile, any text, and anything in between.
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { AiPathError, type Problem } from '../../src/error.js';
import { canonicalJson } from '../../src/profile/canonical.js';
import { parseProfiles, validateProfile, type ParsedProfile } from '../../src/profile/parse.js';
import { workloadsOf } from '../../src/profile/workloads.js';
import { LEVELS, QUESTIONS } from '../../src/profile/vocabulary.js';
import { arbitraryProfile, reordered } from './arbitrary.js';

// Generous, because these run on loaded machines, too.
vi.setConfig({ testTimeout: 60_000 });

function only(text: string, source: string): ParsedProfile {
  const [first, ...others] = parseProfiles(text, { source });
  expect(others).toEqual([]);
  return first!;
}

/** The problems of a text, or none; anything but an input error fails the test. */
function problemsIn(text: string, source: string): readonly Problem[] {
  try {
    parseProfiles(text, { source });
    return [];
  } catch (error) {
    if (error instanceof AiPathError && error.kind === 'input') return error.problems;
    throw error;
  }
}

function expectPositionsInside(text: string, problems: readonly Problem[]): void {
  const lines = text.split(/\r\n?|\n/);
  for (const { position, message, remedy } of problems) {
    expect(message.en).not.toMatch(/\p{Cc}/u);
    expect(message.zh + (remedy?.zh ?? '')).not.toBe('');
    if (position === undefined) continue;
    expect(position.line).toBeGreaterThanOrEqual(1);
    expect(position.line).toBeLessThanOrEqual(lines.length);
    expect(position.column).toBeLessThanOrEqual((lines[position.line - 1] ?? '').length + 1);
  }
}

describe('any valid profile', () => {
  it('is the same profile in YAML, in JSON, and read again from its canonical text', () => {
    fc.assert(
      fc.property(arbitraryProfile(), (data) => {
        const fromJson = only(JSON.stringify(data), 'p.json');
        const fromYaml = only(stringify(data, { aliasDuplicateObjects: false }), 'p.yaml');
        const again = only(fromJson.canonical, 'p.json');
        expect(fromYaml.canonical).toBe(fromJson.canonical);
        expect(again.canonical).toBe(fromJson.canonical);
        expect(again.sha256).toBe(fromJson.sha256);
      }),
    );
  });

  it('has one canonical text whatever the order of its keys', () => {
    fc.assert(
      fc.property(arbitraryProfile(), fc.integer({ min: 1, max: 5000 }), (data, seed) => {
        expect(canonicalJson(validateProfile(reordered(data, seed)))).toBe(canonicalJson(validateProfile(data)));
      }),
    );
  });

  it('means the same after its canonical text, workload by workload', () => {
    fc.assert(
      fc.property(arbitraryProfile(), (data) => {
        const { profile, canonical } = only(JSON.stringify(data), 'p.json');
        const strip = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
        const answersOf = (text: string): unknown => strip(workloadsOf(only(text, 'p.json').profile).map(({ classes }) => classes.map(({ answers, share }) => ({ answers, share }))));
        expect(answersOf(canonical)).toEqual(strip(workloadsOf(profile).map(({ classes }) => classes.map(({ answers, share }) => ({ answers, share })))));
      }),
    );
  });

  it('is valid again once it has been validated', () => {
    fc.assert(fc.property(arbitraryProfile(), (data) => {
      const profile = validateProfile(data);
      expect(validateProfile(profile)).toEqual(profile);
    }));
  });

  it('has workloads whose shares are positive and sum to one, and answers whose levels are in order', () => {
    fc.assert(
      fc.property(arbitraryProfile(), (data) => {
        for (const { classes } of workloadsOf(validateProfile(data))) {
          expect(classes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
          expect(new Set(classes.map(({ id }) => id)).size).toBe(classes.length);
          for (const { answers, shareRange, share } of classes) {
            if (shareRange !== undefined) {
              expect(shareRange.low).toBeLessThanOrEqual(share);
              expect(shareRange.high).toBeGreaterThanOrEqual(share);
            }
            for (const question of QUESTIONS) {
              const all: readonly string[] = LEVELS[question];
              const places = answers[question].levels.map((level) => all.indexOf(level));
              expect(places).toEqual([...new Set(places)].sort());
              expect(places).not.toContain(-1);
            }
          }
        }
      }),
    );
  });
});

describe('any text', () => {
  const PIECES = ['version: 1\n', 'organisation:', ' {name: x}', '\n', '  ', '- ', '{', '}', '[', ']', ':', '"', "'", ',', '&a', '*a', '!!x', '|', '>', '---\n', '#', '\t', '?', '%', '<<', '\0', '\u{1F600}', '：', 'workloads:', '"a":1', 'null', '~', '\r\n', '\\', '...\n'];
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')));

  it('is read, or refused with problems whose positions are inside it; never anything else', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('p.yaml', 'p.json', 'p.ndjson', '-'), (text, source) => {
        expectPositionsInside(text.replace(/^\uFEFF/, ''), problemsIn(text, source));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a valid profile that is changed in one place', () => {
  const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 0, max: 12 }), by: fc.oneof(fc.constant(''), fc.string({ maxLength: 8 }), fc.constantFrom('[', '{', '\n', '\n  ', ': ', '"', '- ', 'x: 1\n', '0.5', 'null', '*a')) });

  it('is still valid, or has problems that point into the text', () => {
    fc.assert(
      fc.property(arbitraryProfile(), change, fc.boolean(), (data, { at, length, by }, asJson) => {
        const text = asJson ? JSON.stringify(data, undefined, 1) : stringify(data, { aliasDuplicateObjects: false });
        const start = Math.floor(at * text.length);
        const changed = text.slice(0, start) + by + text.slice(start + length);
        const problems = problemsIn(changed, asJson ? 'p.json' : 'p.yaml');
        expectPositionsInside(changed, problems);
        for (const problem of problems) if (problem.code !== 'more-problems') expect(problem.position).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
