import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, richWidth, type Rich } from '../../../src/report/layout/rich.js';
import { sanitiseForTerminal } from '../../../src/report/layout/sanitise.js';
import { wrap, wrapAny, wrapWithin } from '../../../src/report/layout/wrap.js';

const text = (line: Rich): string => line.map((span) => span.text).join('');
const wrapped = (words: string, width: number): readonly string[] => wrap(plain(words), width).map(text);

const CLOSING = /^[，。、；：？！）】》」』”’…]/u;

describe('wrapping', () => {
  it('breaks English between words', () => {
    expect(wrapped('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
  });

  it('leaves alone what fits, spaces included', () => {
    expect(wrapped('  a   b ', 8)).toEqual(['  a   b ']);
  });

  it('breaks Chinese anywhere', () => {
    expect(wrapped('数据留在自有服务器上', 8)).toEqual(['数据留在', '自有服务', '器上']);
  });

  it('begins no line with a closing mark and ends none with an opening one', () => {
    expect(wrapped('数据掌控，在（自有）服务器', 8)).toEqual(['数据掌', '控，在', '（自有）', '服务器']);
  });

  it('keeps a Latin word whole between Chinese ones', () => {
    expect(wrapped('通过网关gateway调用', 10)).toEqual(['通过网关', 'gateway调', '用']);
  });

  it('breaks a word that is longer than a line at a joint', () => {
    expect(wrapped('data-protection/processor-contract', 20)).toEqual(['data-protection/', 'processor-contract']);
  });

  it('breaks a word without joints where the line ends', () => {
    expect(wrapped('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  });

  it('begins no line with a colon, which could begin a command to a build server', () => {
    expect(wrapped('abcd::error::x', 4).some((line) => line.startsWith(':'))).toBe(false);
  });

  it('keeps tones across lines', () => {
    expect(wrap([{ text: 'one ' }, { text: 'two three', tone: 'dim' }], 8)).toEqual([[{ text: 'one ' }, { text: 'two', tone: 'dim' }], [{ text: 'three', tone: 'dim' }]]);
  });

  it('is the same whether or not its words are looked at, in text of any tones and spaces', () => {
    const span = fc.record({ text: fc.array(fc.constantFrom('word', 'a', 'longer-than/that', ' ', '  ', '“é”', '→', '数据'), { maxLength: 6 }).map((pieces) => pieces.join('')), tone: fc.constantFrom('dim' as const, 'bold' as const, undefined) });
    const spans = fc.array(span, { minLength: 1, maxLength: 5 }).map((all): Rich => all.map(({ text: words, tone }) => (tone === undefined ? { text: words } : { text: words, tone })));
    fc.assert(
      fc.property(spans, fc.integer({ min: 2, max: 40 }), (rich, width) => {
        expect(wrap(rich, width)).toEqual(richWidth(rich) <= width ? [rich] : wrapAny(rich, width));
      }),
      { numRuns: 3000 },
    );
  });

  it('says with an ellipsis that there was more', () => {
    expect(wrapWithin(plain('one two three four'), 9, 1, '…').map(text)).toEqual(['one two…']);
    expect(wrapWithin(plain('一二三四五六七八九十'), 7, 2, '...').map(text)).toEqual(['一二三', '四五...']);
  });

  const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.array(fc.constantFrom('word', '数据', '，', '（', '）', ' ', 'a-long/word', '🚀', 'e\u0301', '한글')).map((all) => all.join(''))).map(sanitiseForTerminal);

  it('makes no line wider than it may be, and loses nothing but spaces', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 40 }), (words, width) => {
        const lines = wrap(plain(words), width);
        for (const line of lines) expect(richWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.map(text).join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
      }),
    );
  });

  it('never begins a line with closing punctuation, where the line has room for more than that', () => {
    const sentences = fc.array(fc.constantFrom('数据', '掌控', '，', '。', '自有', '（', '）', 'API'), { maxLength: 30 }).filter((all) => all.every((piece, index) => !(CLOSING.test(piece) && (index === 0 || CLOSING.test(all[index - 1] ?? '') || all[index - 1] === '（'))));
    fc.assert(
      fc.property(sentences, fc.integer({ min: 10, max: 30 }), (pieces, width) => {
        for (const line of wrapped(pieces.join(''), width)) expect(line).not.toMatch(CLOSING);
      }),
    );
  });
});
