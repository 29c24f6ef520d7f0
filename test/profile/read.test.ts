// Which format a text is in, and which texts are no documents: broken, hostile or in another encoding.
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/profile/decode.js';
import { parseProfiles } from '../../src/profile/parse.js';
import { formatOfName, formatOfText } from '../../src/profile/read.js';
import { linesOf, placesOf } from './problems.js';

const VALID = 'version: 1\norganisation: { name: A }\n';
const LINE = '{"version":1,"organisation":{"name":"A"}}';

describe('the format', () => {
  it.each([['a.yaml', 'yaml'], ['a.YML', 'yaml'], ['a.json', 'json'], ['dir.json/a.ndjson', 'ndjson'], ['a.jsonl', 'ndjson'], ['档案 1.yaml', 'yaml'], ['profile', undefined], ['a.txt', undefined], ['-', undefined]])(
    'of a file %s is %s',
    (name, format) => {
      expect(formatOfName(name)).toBe(format);
    },
  );

  it.each([
    [VALID, 'yaml'], ['', 'yaml'], ['{ a: 1 }', 'yaml'], [LINE, 'ndjson'], [`\n${LINE}\n${LINE}\n`, 'ndjson'],
    ['{\n  "version": 1\n}', 'json'], ['{"version": 1,\n "x": 2}', 'json'], ['[{"version": 1}]', 'json'], [`\uFEFF${LINE}`, 'ndjson'],
  ])('of the text %j is %s', (text, format) => {
    expect(formatOfText(text)).toBe(format);
  });

  it('may hold several profiles: YAML documents, or lines', () => {
    expect(parseProfiles(`${VALID}---\n${VALID}...\n`).map(({ index }) => index)).toEqual([0, 1]);
    expect(parseProfiles(`${LINE}\n\n${LINE}`, { source: 'p.ndjson' })).toHaveLength(2);
    expect(parseProfiles(`${LINE}\n${LINE}`)).toHaveLength(2);
  });

  it('takes Windows line ends and a byte order mark', () => {
    expect(parseProfiles(`\uFEFF${VALID.replaceAll('\n', '\r\n')}`)).toHaveLength(1);
    expect(parseProfiles(`\uFEFF${LINE}\r\n`, { source: 'p.json' })).toHaveLength(1);
    expect(placesOf(`\uFEFF${VALID}terms: x\n`.replaceAll('\n', '\r\n'))).toEqual(['3:8 wrong-value terms']);
  });

  it('is YAML 1.2 whatever a directive says, so that Norway stays a country', () => {
    const [parsed] = parseProfiles('%YAML 1.1\n---\nversion: 1\norganisation: { name: yes, country: NO }\n');
    expect(parsed!.profile.organisation).toEqual({ name: 'yes', country: 'NO' });
  });
});

describe('a text that is no profile', () => {
  it.each([
    ['', 'p.yaml', '1:1: There is no profile in this text. Start one with "ai-path init".'],
    ['# only words\n', 'p.yaml', '1:1: There is no profile in this text.'],
    [' \n', 'p.json', '1:1: There is no profile in this text.'],
    ['\n\n', 'p.ndjson', '1:1: There is no profile in this text.'],
    [`${VALID}---\n# nothing\n---\n${VALID}`, 'p.yaml', 'Document 2 of this text is empty. Remove the "---" that begins it.'],
    ['just words', 'p.yaml', '1:1: A profile is a mapping of keys to values; this document is not one. Begin with the line "version: 1".'],
    ['- version: 1\n', 'p.yaml', '1:1: A profile is a mapping of keys to values; this document is not one. Several profiles are several YAML documents'],
    ['[1]', 'p.json', '1:1: A profile is a mapping'],
    ['null', 'p.json', '1:1: A profile is a mapping'],
    ['version：1\norganisation：x\n', 'p.yaml', 'Use the ASCII colon ":" followed by a space.'],
  ])('%j in %s', (text, source, expected) => {
    const lines = linesOf(text, { source });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(expected);
  });
});

describe('JSON that is broken', () => {
  it.each([
    ['{"version": 1,}', '1:14: A comma before the closing bracket. Remove the comma.'],
    ['{"version": 1 "a": 2}', '1:15: Expected "," or "}", found """.'],
    ['{"version": 1, // no\n}', '1:16: Expected a key in double quotes, found "//". JSON has no comments'],
    ["{'version': 1}", '1:2: Expected a key in double quotes, found "\'version\'". JSON strings take double quotes.'],
    ['{version: 1}', '1:2: Expected a key in double quotes, found "version". Put texts and keys in double quotes'],
    ['{"version": 01}', '1:13: Expected a value, found "01".'],
    ['{"version": NaN}', '1:13: Expected a value, found "NaN".'],
    ['{"version"：1}', 'Use ASCII quotes, colons and commas.'],
    ['{"a": "x\ny"}', '1:7: This string holds a line break'],
    ['{"a": "x', '1:7: This string is not closed.'],
    ['{"a": ', '1:6: The text ends where a value was expected.'],
    ['{"a": 1}\n{"a": 2}', '2:1: The document ends before this text. Several profiles go one per line into a file named .ndjson.'],
  ])('%j', (text, expected) => {
    expect(linesOf(text, { source: 'p.json' }).join()).toContain(`p.json:${expected}`.replace('p.json:Use', 'Use'));
  });
});

describe('YAML that is broken', () => {
  it.each([
    ['version: 1\n\tterms: full\n', '2:1 yaml-syntax'],
    ['version: 1\n  terms: full\n', '1:10 yaml-syntax'],
    ['version: "1\n', '2:1 yaml-syntax'],
    ['organisation: { name: A\n', '2:1 yaml-syntax'],
    ['a: b: c\n', '1:4 yaml-syntax'],
    ['a: @x\n', '1:4 yaml-syntax'],
    ['? [a]\n: 1\n', '1:3 yaml-key'],
  ])('%j', (text, expected) => {
    expect(placesOf(text)).toContain(expected);
  });

  it('is one mistake, not one of every line below it', () => {
    expect(placesOf(`  ${VALID.repeat(50)}`).length).toBeLessThanOrEqual(3);
  });
});

describe('what a profile has no use for is refused', () => {
  it('repeated keys, in YAML and in JSON, beside all other problems', () => {
    expect(placesOf(`${VALID}terms: full\nterms: basic\nbudget: x\n`)).toEqual(['4:1 duplicate-key', '5:9 wrong-value budget']);
    expect(placesOf('{"version":1,"organisation":{"name":"A","name":"B"}}', { source: 'p.json' })).toEqual(['1:41 duplicate-key']);
    expect(placesOf('{"version":1,"organisation":{"name":"A:B","n\\u0061me":"C"}}', { source: 'p.json' })).toEqual(['1:43 duplicate-key']);
  });

  it('aliases, anchors, tags and merge keys', () => {
    expect(placesOf('a: &x [1]\nb: *x\nc: !!js/function x\nd: !!str 5\n<<: { e: 1 }\n? &y f\n: 1\n')).toEqual([
      '1:4 yaml-alias', '2:4 yaml-alias', '3:4 yaml-tag', '4:4 yaml-tag', '5:1 yaml-merge', '6:3 yaml-alias',
    ]);
    expect(placesOf('&a\nversion: 1\n')).toEqual(['1:1 yaml-alias']);
    expect(placesOf('a: !!binary |\n  AAAA\n')).toEqual(['1:4 yaml-tag']);
  });

  it('NUL bytes', () => {
    expect(placesOf('version: 1\nname: a\0b\n')).toEqual(['2:8 nul-byte']);
  });
});

const MEGABYTE = 1_000_000;
const manyKeys = Array.from({ length: 70_000 }, (_, index) => `k${index}: 1`).join('\n');

describe('a hostile text is refused quickly', () => {
  it.each<readonly [string, string, string, string]>([
    ['a list 50 deep', `a: ${'['.repeat(50)}${']'.repeat(50)}`, 'p.yaml', 'too-deep'],
    ['a mapping 50 deep', Array.from({ length: 50 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'), 'p.yaml', 'too-deep'],
    ['a JSON list 50 deep', `{"a":${'['.repeat(50)}${']'.repeat(50)}}`, 'p.json', 'too-deep'],
    ['a million brackets', '['.repeat(MEGABYTE), 'p.yaml', 'too-deep'],
    ['a million question marks', '? '.repeat(MEGABYTE / 2), 'p.yaml', 'too-deep'],
    ['five million JSON brackets', '{"a":'.repeat(MEGABYTE), 'p.json', 'too-deep'],
    ['ten megabytes', 'x'.repeat(10 * MEGABYTE), 'p.yaml', 'too-large'],
    ['ten megabytes of JSON', `{"a":"${'x'.repeat(10 * MEGABYTE)}"}`, 'p.json', 'too-large'],
    ['ten megabytes of Chinese', '档'.repeat(10 * MEGABYTE / 3 + 1), 'p.json', 'too-large'],
    ['a YAML document of two megabytes', `${VALID}---\n${'a: 1\n'.repeat(400_000)}`, 'p.yaml', 'too-large'],
    ['seventy thousand keys', manyKeys, 'p.yaml', 'too-many-entries'],
    ['two hundred thousand workloads', `{"workloads":[${'0,'.repeat(200_000)}0]}`, 'p.json', 'too-many-entries'],
    ['four hundred thousand quotes', '"'.repeat(400_000), 'p.yaml', 'yaml-syntax'],
    ['four hundred thousand pairs of brackets', '[]'.repeat(400_000), 'p.yaml', 'yaml-syntax'],
    ['a string that never ends', `{"a":"${'\\'.repeat(MEGABYTE)}`, 'p.json', 'json-syntax'],
    ['a hundred thousand bad lines', '{"a":1}\n'.repeat(100_000), 'p.ndjson', 'not-a-profile'],
    ['a hundred thousand empty documents', '---\n'.repeat(100_000), 'p.yaml', 'empty-document'],
    ['nine aliases of nine', 'a: &a [x, x]\n' + Array.from({ length: 9 }, (_, index) => `b${index}: &b${index} [*a, *a]\n`).join(''), 'p.yaml', 'yaml-alias'],
  ])('%s', (_, text, source, code) => {
    expect(placesOf(text, { source }).join('\n')).toContain(code);
  }, 20_000);

  it('but a stream may be of any length, and only a line of it be too large', () => {
    const line = `${LINE.slice(0, -1)},"workloads":[{"id":"a","name":"${'x'.repeat(199)}"}]}\n`;
    expect(parseProfiles(line.repeat(Math.ceil((11 * MEGABYTE) / line.length)), { source: 'p.ndjson' }).length).toBeGreaterThan(30_000);
    expect(placesOf(`${LINE}\n${'x'.repeat(10 * MEGABYTE)}\n`, { source: 'p.ndjson' })).toEqual(['2:1 too-large']);
  }, 60_000);

  it('but a profile of a thousand workloads is read', () => {
    const workload = 'task: chat, data_sensitivity: internal, terms: basic, traffic: { requests_per_day: 100, input_tokens: 10, output_tokens: 10 }';
    const text = VALID + 'workloads:\n' + Array.from({ length: 1000 }, (_, index) => `  - { id: w-${index}, ${workload} }\n`).join('');
    expect(parseProfiles(text)[0]!.profile.workloads).toHaveLength(1000);
  }, 20_000);
});

describe('bytes', () => {
  const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
  const refusal = (data: Uint8Array, line?: number): string => {
    const decoded = decode(data, 'p.yaml', line);
    if (decoded.ok) throw new Error('The bytes were accepted.');
    const { position, message, remedy } = decoded.problem;
    return `${position!.line}:${position!.column} ${message.en} ${remedy!.en}`;
  };

  it('are UTF-8', () => {
    expect(decode(new TextEncoder().encode('名称'), 'p.yaml')).toEqual({ ok: true, text: '名称' });
  });

  it('of UTF-16 are named as such', () => {
    expect(refusal(bytes(0xff, 0xfe, 0x61, 0))).toBe('1:1 The text is not UTF-8; it looks like UTF-16. Save it as UTF-8, for example with "iconv -f UTF-16 -t UTF-8".');
  });

  it('of GBK are named with the standard that contains it', () => {
    // 名称 in GBK.
    expect(refusal(bytes(0x61, 0x0a, 0x61, 0xc3, 0xfb, 0xb3, 0xc6))).toContain('2:2 The text is not UTF-8; it looks like GB18030.');
  });

  it('that are compressed are called so', () => {
    expect(refusal(bytes(0x1f, 0x8b, 0x08, 0))).toBe('1:1 The file is compressed (gzip). Unpack it first; profiles may come through a pipe: gunzip -c FILE | ai-path assess -');
    expect(refusal(bytes(0x50, 0x4b, 0x03, 0x04))).toContain('1:1 The file is compressed (zip). Unpack it first');
    expect(decode(bytes(0x50, 0x4b, 0x3a, 0x20), 'p.yaml')).toMatchObject({ ok: true });
  });

  it('of another encoding are refused where they stop being UTF-8, counted from the line of a stream', () => {
    expect(refusal(bytes(0x61, 0xe9, 0x62), 7)).toBe('7:2 The text is not UTF-8. Save it as UTF-8, for example with "iconv -f ENCODING -t UTF-8".');
  });
});
