// What plain YAML is read without the library is read as the library reads it; sample profiles are plain.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readPlainYaml } from '../../src/profile/plain-yaml.js';
import { readYaml } from '../../src/profile/yaml.js';

vi.setConfig({ testTimeout: 60_000 });

const PROFILES = new URL('../../profiles/', import.meta.url);
const SAMPLES = readdirSync(PROFILES).map((name) => readFileSync(new URL(name, PROFILES), 'utf8'));

/** Read by the library without a problem, as one document, to the same values in the same order at the same place. */
function expectAlike(source: string): void {
  const plain = readPlainYaml(source);
  if (plain === undefined) return;
  const [document, ...others] = readYaml(source);
  expect(others).toEqual([]);
  expect(document).toMatchObject({ empty: false, problems: [], place: { at: plain.at } });
  expect(plain.value).toStrictEqual(document!.value);
  expect(JSON.stringify(plain.value)).toBe(JSON.stringify(document!.value));
}

/** Pieces of YAML, in whatever order: what a line may hold, and what may keep it from being plain. */
const PIECES = [
  '\n', '\n  ', '\n    ', '\n- ', '\n  - ', '- ', '-', 'a: ', 'b: ', 'c:', '\nd: ', '\n  e: ', '\n  f:', 'x', 'x y', "it's", '中文', '“é”', 'null', '~', 'true', 'False', 'no',
  '1', '-1', '-0', '0.5', '012', '1e3', '0x1F', '0o7', '.5', '5.', '+1', '.inf', '-.inf', '.nan', '2026-11-23', '3D', '1234567890123456', '1_000', '12:30',
  ' ', '  ', '#', ' # c', '\n# c\n', '{ ', ' }', '{', '}', '[', ']', ', ', ',', ': ', ':', '"', "'", '"q # : x"', "'s: t'", "''", '""', '"\\n"', '{ a: 1, b: [x, y,] }', '[x, { y: z }]',
  '|', '>', '&a ', '*a', '!t ', '%', '@', '`', '? ', '---', '\n---\n', '\n...\n', '<<: ', '__proto__: ', 'constructor: ', '\u2028', '\u3000', '\t', '\r\n', '\ufeff', '\u{1f600}',
];

describe('plain YAML', () => {
  it('is what all sample profiles are written in', () => {
    expect(SAMPLES.map((sample) => readPlainYaml(sample) !== undefined)).not.toContain(false);
  });

  it('is read as the library reads it, in samples that were changed anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom('', ...PIECES)), { maxLength: 3 }), (sample, changes) => {
        expectAlike(changes.reduce((text, [at, length, piece]) => `${text.slice(0, at % text.length)}${piece}${text.slice((at % text.length) + length)}`, sample));
      }),
      { numRuns: 1000 },
    );
  });

  it('is read as the library reads it, whatever else it holds', () => {
    fc.assert(fc.property(fc.constantFrom('', 'k: v', 'k:\n  l: 1'), fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (start, pieces) => expectAlike(start + pieces.join(''))), { numRuns: 5000 });
  });

  it.each([
    ['a: 1\nb:\n- x\n- y: 2\n  z: [1, -2.5, "q", \'s\', true]\nc: { d: e f, g: {} } # h\n', { a: 1, b: ['x', { y: 2, z: [1, -2.5, 'q', 's', true] }], c: { d: 'e f', g: {} } }],
    ['\n# first\nuntil: 2027-03-31\nname: 云杉 & Söhne, "Ltd"  # who\n', { until: '2027-03-31', name: '云杉 & Söhne, "Ltd"' }],
  ])('%j is read', (source, value) => {
    expect(readPlainYaml(source)?.value).toEqual(value);
    expectAlike(source);
  });

  it.each(['', '# nothing', '- a', ' a: 1', 'a:', 'a: 1\na: 2', 'a: b: c', 'a: null', 'a: ~', 'a: 1e3', 'a: |\n  b', 'a: b\n  c', 'a: &x 1', 'a: *x', 'a: !t 1', 'a: "\\n"', 'a: [b', 'a: {b}', '--- {a: 1}', 'a: 1\n---\nb: 2', 'a:\t1', 'a: 1\r\n', '__proto__: 1', '<<: 1', `a: ${'['.repeat(18)}1${']'.repeat(18)}`])('leaves %j to the library', (source) => {
    expect(readPlainYaml(source)).toBeUndefined();
  });
});
