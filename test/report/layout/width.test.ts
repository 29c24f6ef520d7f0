import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { sanitiseForTerminal } from '../../../src/report/layout/sanitise.js';
import { displayWidth, glyphs } from '../../../src/report/layout/width.js';

/** Pieces that width tables get wrong. What the sanitiser takes apart is compared after it has done so, as it is in a report. */
const PIECES = [
  'a', ' ', '~', 'é', 'e\u0301', 'Å', 'ñ', 'ß', 'Ω', 'Ж', '中', '文', '，', '。', '“', '”', '…', '—', '·', '×', '→', '█', '░', '─', '①',
  'ｱ', 'ﾞ', 'Ａ', '１', '￥', 'あ', 'ア', 'ー', '한', '글', 'ㄅ', '𠮷', '㐀', '〇', '々', '、',
  '😀', '🚀', '⌚', '⏰', '☎', '✓', '✗', '★', '⚡', '❤️', '❤', '1️⃣', '👍🏽', '👨‍👩‍👧', '🏳️‍🌈', '🇨🇳', '🇨', '🀄', '🈚',
  'ส', 'วั', 'ดี', 'ก่', 'ع', 'بِ', 'ש', 'हि', 'ते', 'த', 'మ', 'ក',
  '\u0300', '\u200b', '\u200d', '\u200c', '\ufeff', '\u00ad', '\u2060', '\u202e', '\ufe0f', '\u20e3', '\u3000', '\u0000', '\u001b', '\u009b', '\t', '\ud800',
];

describe('display width', () => {
  it.each([
    ['', 0], ['plain', 5], ['数据掌控', 8], ['API 网关', 8], ['e\u0301', 1], ['한글', 4], ['ｱｲ', 2], ['Ａ', 2], ['🚀', 2], ['█░─', 3], ['𠮷', 2],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('agrees with string-width on whatever the sanitiser lets through', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), (pieces) => {
        const text = sanitiseForTerminal(pieces.join(''));
        expect(displayWidth(text)).toBe(stringWidth(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with string-width on every character of the planes in use, and on samples of the big blocks', () => {
    const wrong: string[] = [];
    const inBigBlock = (code: number): boolean => (code > 0x3400 && code < 0x9fff) || (code > 0xac00 && code < 0xe000) || (code > 0xe100 && code < 0xf8ff) || code > 0x1fb00 || (code > 0x12000 && code < 0x1b000);
    for (let code = 0x20; code < 0x32000; code += inBigBlock(code) ? 61 : 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const text = sanitiseForTerminal(String.fromCodePoint(code));
      if (displayWidth(text) !== stringWidth(text)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it('is the sum over the glyphs of a text, which are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const all = glyphs(text);
        expect(all.map((glyph) => glyph.text).join('')).toBe(text);
        expect(all.reduce((sum, { width }) => sum + width, 0)).toBe(displayWidth(text));
      }),
    );
  });
});
