import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unfolding } from '../../../src/lazy.js';
import { asciiPunctuation, mapStrings, sanitise, sanitiseForTerminal } from '../../../src/report/layout/sanitise.js';
import { displayWidth } from '../../../src/report/layout/width.js';
import { HOSTILE_TEXTS } from '../fixtures.js';

describe('text from a profile', () => {
  it.each([
    ['plain text stays', 'plain text stays'],
    ['中文，也不变。', '中文，也不变。'],
    ['\u001b[31mred', '␛[31mred'],
    ['\u009b31m', '\ufffd31m'],
    ['bell\u0007 nul\u0000 del\u007f', 'bell␇ nul␀ del␡'],
    ['one\r\ntwo\tthree', 'one two three'],
    ['\u202eabc\u2066d\u200be\ufefff\u00adg', 'abcdefg'],
    ['tag\u{e0041}', 'tag'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['zero\u200dwidth', 'zerowidth'],
    ['z\u0300\u0301\u0302\u0303\u0304\u0305', 'z\u0300\u0301\u0302\u0303'],
    ['\ud800', '\ufffd'],
    ['::error::pwned', ': :error::pwned'],
    ['std::string', 'std::string'],
    ['##[error]x ##vso[y', '# #[error]x # #vso[y'],
  ])('%j becomes %j', (text, clean) => {
    expect(sanitise(text)).toBe(clean);
  });

  it('keeps emoji in documents, and takes sequences apart for terminals, which do not agree on them', () => {
    expect(sanitise('👨‍👩‍👧 ❤️ 👍🏽 🇨🇳')).toBe('👨‍👩‍👧 ❤️ 👍🏽 🇨🇳');
    expect(sanitiseForTerminal('👨‍👩‍👧 ❤️ 👍🏽 🇨🇳')).toBe('👨👩👧 ❤ 👍 CN');
  });

  it('holds nothing that steers a terminal, and is not changed by a second pass', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE_TEXTS)), (text) => {
        for (const clean of [sanitise, sanitiseForTerminal]) {
          const once = clean(text);
          expect(once).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
          expect(clean(once)).toBe(once);
        }
      }),
    );
  });

  it('is cleaned wherever it is in a value', () => {
    expect(mapStrings({ a: ['x\u0000'], b: { c: 'y\u0000', d: 1, e: null } }, sanitise)).toEqual({ a: ['x␀'], b: { c: 'y␀', d: 1, e: null } });
  });

  it('has punctuation of the same width where a terminal draws ASCII only', () => {
    const text = '“4 × GPU” – it’s ≥ 3 → done…';
    expect(asciiPunctuation(text)).toBe('"4 x GPU" - it\'s > 3 > done.');
    expect(displayWidth(asciiPunctuation(text))).toBe(displayWidth(text));
  });
});

describe('a value as it is read', () => {
  const draft = (text: string, seen: string[] = []) => unfolding<{ a: string; b: string; c: readonly string[] }>({ a: text, b: () => (seen.push('b'), text), c: () => (seen.push('c'), [text]) });

  it('is cleaned when it is read, and nothing of it is worked out before', () => {
    const seen: string[] = [];
    const clean = mapStrings({ parts: [draft('x\u0000', seen)] }, sanitise);
    expect(seen).toEqual([]);
    expect(clean.parts[0]?.b).toBe('x␀');
    expect(seen).toEqual(['b']);
    expect(clean).toEqual({ parts: [{ a: 'x␀', b: 'x␀', c: ['x␀'] }] });
  });

  it('comes out as string by string, whatever it holds', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('a::b', '##[error]', 'a:', ':b', '\\', '\\n', '"', '“q” · 0.3×', '中文：好', '\u200b', '\ud800'));
    fc.assert(fc.property(fc.array(fc.record({ a: text, b: fc.array(text) })), (items) => {
      const each = items.map(({ a, b }) => ({ a: sanitiseForTerminal(a), b: b.map((one) => sanitiseForTerminal(one)) }));
      expect(mapStrings(items, sanitiseForTerminal)).toEqual(each);
    }));
  });
});
