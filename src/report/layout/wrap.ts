/** Breaks text into lines of a given width: English between words, Chinese between any two characters that may part. */
import { richWidth, type Rich, type Span, type Tone } from './rich.js';
import { codePointWidth, displayWidth, glyphs, isAllNarrow, type Glyph } from './width.js';

/** Must not begin a line. */
const CLOSING = /^[,.;:?!)\]}%，。、；：？！）】》〉」』〕”’％‰…—～·°′″々ー]/u;
/** Must not end a line. */
const OPENING = /^[([{（【《〈「『〔“‘$¥￥#@]/u;
/** Where a word that is longer than a line breaks best. */
const JOINT = /^[/\-_.:,;@+]/;
const HANGUL = /^\p{Script=Hangul}/u;

/** What stays together on a line, and the spaces before it. */
interface Word {
  spaces: number;
  width: number;
  readonly pieces: Piece[];
}
interface Piece {
  text: string;
  readonly tone: Tone | undefined;
}

/** Lines no wider than `width`. A text that fits is left exactly as it is. */
export function wrap(text: Rich, width: number): readonly Rich[] {
  return richWidth(text) <= width ? [text] : (wrapNarrow(text, width) ?? wrapAny(text, width));
}

/**
 * Text that breaks at spaces only, and has no word that is wider than a line: found without taking it apart. `undefined` for any other.
 * Spaces between words have the tone of the word before them, wherever a span ends.
 */
function wrapNarrow(text: Rich, width: number): readonly Rich[] | undefined {
  let whole = '';
  for (const span of text) whole += span.text;
  if (!isAllNarrow(whole)) return undefined;
  const length = endOfWord(whole, whole.length);
  const lines: Rich[] = [];
  for (let start = startOfWord(whole, 0); start < length; ) {
    const end = length - start <= width ? length : endOfWord(whole, whole.lastIndexOf(' ', start + width));
    if (end <= start) return undefined;
    lines.push(between(text, start, end));
    start = startOfWord(whole, end);
  }
  return lines.length === 0 ? undefined : lines;
}

function startOfWord(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at > 0 && text.charCodeAt(at - 1) === SPACE) at -= 1;
  return at;
}

const SPACE = 0x20;

/** What stands between two offsets, neither of which is at a space. */
function between(text: Rich, start: number, end: number): Rich {
  const pieces: Piece[] = [];
  let offset = 0;
  for (const span of text) {
    const piece = span.text.slice(Math.max(0, start - offset), Math.max(0, end - offset));
    offset += span.text.length;
    if (piece === '') continue;
    const words = pieces.length === 0 ? 0 : startOfWord(piece, 0);
    if (words > 0) append(pieces, piece.slice(0, words), pieces.at(-1)?.tone);
    if (words < piece.length) append(pieces, piece.slice(words), span.tone);
  }
  return spansOf(pieces);
}

/** Any text, word by word. */
export function wrapAny(text: Rich, width: number): readonly Rich[] {
  const lines: Piece[][] = [];
  let line: Piece[] = [];
  let used = 0;
  const add = (word: Word, spaces: number): void => {
    if (spaces > 0) append(line, ' '.repeat(spaces), line.at(-1)?.tone);
    for (const piece of word.pieces) append(line, piece.text, piece.tone);
    used += spaces + word.width;
  };
  const flush = (): void => {
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const word of words(text)) {
    const spaces = line.length === 0 ? 0 : word.spaces;
    if (used + spaces + word.width <= width) {
      add(word, spaces);
      continue;
    }
    for (const piece of word.width <= width ? [word] : broken(word, width)) {
      if (line.length > 0) flush();
      add(piece, 0);
    }
  }
  if (line.length > 0 || lines.length === 0) flush();
  return lines.map(spansOf);
}

/** At most `most` lines; the last one says with the ellipsis that there was more. */
export function wrapWithin(text: Rich, width: number, most: number, ellipsis: string): readonly Rich[] {
  const lines = wrap(text, width);
  if (lines.length <= most) return lines;
  const room = Math.max(0, width - displayWidth(ellipsis));
  return [...lines.slice(0, most - 1), [...cut(lines[most - 1] ?? [], room), { text: ellipsis.slice(0, width) }]];
}

/** The beginning of a line that fits into `room`, without a space at its end. */
function cut(line: Rich, room: number): Rich {
  const kept: Piece[] = [];
  let used = 0;
  for (const { text, tone } of line) {
    for (const glyph of glyphs(text)) {
      used += glyph.width;
      if (used > room) return trimmed(kept);
      append(kept, glyph.text, tone);
    }
  }
  return trimmed(kept);
}

function trimmed(pieces: readonly Piece[]): Rich {
  const last = pieces.at(-1);
  return last === undefined ? [] : spansOf([...pieces.slice(0, -1), { text: last.text.trimEnd(), tone: last.tone }]);
}

/** Width of the widest stretch that can only be broken by force. */
export function longestWord(text: Rich): number {
  const [only] = text;
  if (only !== undefined && text.length === 1 && isAllNarrow(only.text)) return Math.max(...only.text.split(' ').map((word) => word.length));
  return words(text).reduce((widest, word) => Math.max(widest, word.width), 0);
}

/** Spaces, what only breaks by force, and any other character. */
const TOKENS = / +|[\x21-\x7e]+|[^]/gu;

/** Cuts at spaces and wherever else a line may end. */
function words(text: Rich): readonly Word[] {
  const found: Word[] = [];
  let word: Word = { spaces: 0, width: 0, pieces: [] };
  let last = '';
  let lastWidth = 0;
  const close = (): void => {
    found.push(word);
    word = { spaces: 0, width: 0, pieces: [] };
  };
  for (const span of text) {
    for (const token of span.text.match(TOKENS) ?? []) {
      if (token.startsWith(' ')) {
        if (word.pieces.length > 0) close();
        word.spaces += token.length;
        continue;
      }
      const first = token.charCodeAt(0);
      const isRun = first > 0x20 && first < 0x7f;
      const charWidth = isRun ? 1 : codePointWidth(token);
      const width = isRun ? token.length : charWidth;
      if (width > 0) {
        if (word.pieces.length > 0 && (charWidth === 2 || lastWidth === 2) && mayBreak(last, lastWidth, token, charWidth)) close();
        last = charWidth === 1 ? token.slice(-1) : token;
        lastWidth = charWidth;
      }
      append(word.pieces, token, span.tone);
      word.width += width;
    }
  }
  if (word.pieces.length > 0) found.push(word);
  return found;
}

function mayBreak(before: string, beforeWidth: number, after: string, afterWidth: number): boolean {
  const ideographic = (beforeWidth === 2 && !HANGUL.test(before)) || (afterWidth === 2 && !HANGUL.test(after));
  return ideographic && !CLOSING.test(after) && !OPENING.test(before);
}

function append(pieces: Piece[], text: string, tone: Tone | undefined): void {
  const last = pieces.at(-1);
  if (last !== undefined && last.tone === tone) last.text += text;
  else pieces.push({ text, tone });
}

function spansOf(pieces: readonly Piece[]): Rich {
  return pieces.map(({ text, tone }): Span => (tone === undefined ? { text } : { text, tone }));
}

interface Atom extends Glyph {
  readonly tone: Tone | undefined;
}

/** A word that is wider than a line, in parts that are not, broken at a joint where there is one in the second half. */
function broken(word: Word, width: number): readonly Word[] {
  const found: Word[] = [];
  let rest: readonly Atom[] = word.pieces.flatMap(({ text, tone }) => glyphs(text).map((glyph) => ({ ...glyph, tone })));
  while (rest.length > 0) {
    const at = cutAt(rest, width);
    found.push(wordOf(rest.slice(0, at)));
    rest = rest.slice(at);
  }
  return found;
}

function cutAt(atoms: readonly Atom[], width: number): number {
  let end = 0;
  for (let used = atoms[0]?.width ?? 0; end < atoms.length && used <= width; used += atoms[end]?.width ?? 0) end += 1;
  if (end >= atoms.length) return atoms.length;
  const joint = atoms.slice(0, end).findLastIndex((atom) => JOINT.test(atom.text)) + 1;
  let at = joint > end / 2 ? joint : Math.max(1, end);
  // Never a colon first in a line: two of them begin a command to a build server.
  while (at > 1 && atoms[at]?.text === ':') at -= 1;
  return at;
}

function wordOf(atoms: readonly Atom[]): Word {
  const pieces: Piece[] = [];
  for (const { text, tone } of atoms) append(pieces, text, tone);
  return { spaces: 0, width: atoms.reduce((sum, atom) => sum + atom.width, 0), pieces };
}
