/**
 * How many columns a text takes on a terminal. One sum over code points: the sanitiser has removed what a sum gets wrong
 * (emoji sequences, variation selectors, flags), so no segmenter is needed, whose making costs 20 ms at every start.
 * Characters of ambiguous width count as narrow, as terminals draw them by default.
 */
import { WIDE_RANGES } from './wide.js';

/** What is one column wide, each, for certain: printable ASCII, other Latin, dashes and quotation marks, arrows, operators, lines and blocks. */
const ALL_NARROW = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u22ff\u2500-\u259f]*$/;
const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;

/** Whether each of its characters is one column wide. */
export const isAllNarrow = (text: string): boolean => ALL_NARROW.test(text);

export function displayWidth(text: string): number {
  if (ALL_NARROW.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += codePointWidth(character);
  return width;
}

/** Of one code point. */
export function codePointWidth(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xad ? 0 : 1;
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3001 && code <= 0x3020) || (code >= 0xff01 && code <= 0xff5e)) return 2;
  if ((code >= 0x2010 && code <= 0x2027) || (code >= 0x2500 && code <= 0x259f)) return 1;
  if (isWide(code)) return ZERO_WIDTH.test(character) ? 0 : 2;
  return ZERO_WIDTH.test(character) ? 0 : 1;
}

function isWide(code: number): boolean {
  let low = 0;
  let high = WIDE_RANGES.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (code < (WIDE_RANGES[2 * middle] ?? 0)) high = middle - 1;
    else if (code > (WIDE_RANGES[2 * middle + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

/** What a line may be cut between: each character with the marks that sit on it. */
export interface Glyph {
  readonly text: string;
  readonly width: number;
}

export function glyphs(text: string): readonly Glyph[] {
  const all: { text: string; width: number }[] = [];
  for (const character of text) {
    const width = codePointWidth(character);
    const last = all.at(-1);
    if (width === 0 && last !== undefined) last.text += character;
    else all.push({ text: character, width });
  }
  return all;
}
