/** Breaks text into lines of a given width: English between words, Chinese between any two characters that may part. */
import type { Rich, Span, Tone } from './rich.js';
import { displayWidth, glyphs, type Glyph } from './width.js';

/** Must not begin a line. */
const CLOSING = /^[,.;:?!)\]}%，。、；：？！）】》〉」』〕”’％‰…—～·°′″々ー]/u;
/** Must not end a line. */
const OPENING = /^[([{（【《〈「『〔“‘$¥￥#@]/u;
/** Where a word that is longer than a line breaks best. */
const JOINT = /^[/\-_.:,;@+]/;
const HANGUL = /^\p{Script=Hangul}/u;

interface Atom extends Glyph {
  readonly tone: Tone | undefined;
}
/** Atoms that stay together, and the spaces before them. */
interface Word {
  readonly spaces: readonly Atom[];
  readonly atoms: readonly Atom[];
}

/** Lines no wider than `width`. A text that fits is left exactly as it is. */
export function wrap(text: Rich, width: number): readonly Rich[] {
  if (text.reduce((sum, span) => sum + displayWidth(span.text), 0) <= width) return [text];
  const lines: Atom[][] = [];
  let line: Atom[] = [];
  let used = 0;
  const flush = (): void => {
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const word of words(atomsOf(text))) {
    const spaces = line.length === 0 ? [] : word.spaces;
    const wordWidth = widthOf(word.atoms);
    if (used + spaces.length + wordWidth <= width) {
      line.push(...spaces, ...word.atoms);
      used += spaces.length + wordWidth;
      continue;
    }
    if (line.length > 0) flush();
    for (const piece of pieces(word.atoms, width)) {
      if (line.length > 0) flush();
      line.push(...piece);
      used = widthOf(piece);
    }
  }
  if (line.length > 0 || lines.length === 0) flush();
  return lines.map(spansOf);
}

/** At most `most` lines; the last one says with the ellipsis that there was more. */
export function wrapWithin(text: Rich, width: number, most: number, ellipsis: string): readonly Rich[] {
  const lines = wrap(text, width);
  if (lines.length <= most) return lines;
  const last = atomsOf(lines[most - 1] ?? []);
  const room = Math.max(0, width - displayWidth(ellipsis));
  let kept = last;
  while (kept.length > 0 && (widthOf(kept) > room || kept.at(-1)?.text === ' ')) kept = kept.slice(0, -1);
  return [...lines.slice(0, most - 1), [...spansOf(kept), { text: ellipsis.slice(0, width) }]];
}

/** Width of the widest stretch that can only be broken by force. */
export function longestWord(text: Rich): number {
  return words(atomsOf(text)).reduce((widest, word) => Math.max(widest, widthOf(word.atoms)), 0);
}

const widthOf = (atoms: readonly Glyph[]): number => atoms.reduce((sum, atom) => sum + atom.width, 0);

function atomsOf(text: Rich): readonly Atom[] {
  return text.flatMap((span) => glyphs(span.text).map((glyph) => ({ ...glyph, tone: span.tone })));
}

function words(atoms: readonly Atom[]): readonly Word[] {
  const found: { spaces: Atom[]; atoms: Atom[] }[] = [];
  let current: { spaces: Atom[]; atoms: Atom[] } = { spaces: [], atoms: [] };
  for (const atom of atoms) {
    const last = current.atoms.at(-1);
    if (atom.text === ' ') {
      if (last !== undefined) {
        found.push(current);
        current = { spaces: [], atoms: [] };
      }
      current.spaces.push(atom);
    } else if (last !== undefined && mayBreak(last, atom)) {
      found.push(current);
      current = { spaces: [], atoms: [atom] };
    } else {
      current.atoms.push(atom);
    }
  }
  if (current.atoms.length > 0) found.push(current);
  return found;
}

function mayBreak(before: Glyph, after: Glyph): boolean {
  const ideographic = (before.width === 2 && !HANGUL.test(before.text)) || (after.width === 2 && !HANGUL.test(after.text));
  return ideographic && !CLOSING.test(after.text) && !OPENING.test(before.text);
}

/** A word that is wider than a line, in pieces that are not, broken at a joint where there is one in the second half. */
function pieces(atoms: readonly Atom[], width: number): readonly (readonly Atom[])[] {
  const found: (readonly Atom[])[] = [];
  let rest = atoms;
  while (widthOf(rest) > width) {
    let end = 0;
    let used = 0;
    while (end < rest.length && used + (rest[end]?.width ?? 0) <= width) {
      used += rest[end]?.width ?? 0;
      end += 1;
    }
    end = Math.max(1, end);
    const joint = rest.slice(0, end).findLastIndex((atom) => JOINT.test(atom.text)) + 1;
    let cut = joint > end / 2 ? joint : end;
    // Never a colon first in a line: two of them begin a command to a build server.
    while (cut > 1 && rest[cut]?.text === ':') cut -= 1;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest.length > 0 ? [...found, rest] : found;
}

function spansOf(atoms: readonly Atom[]): Rich {
  const spans: { text: string; tone: Tone | undefined }[] = [];
  for (const atom of atoms) {
    const last = spans.at(-1);
    if (last !== undefined && last.tone === atom.tone) last.text += atom.text;
    else spans.push({ text: atom.text, tone: atom.tone });
  }
  return spans.map(({ text, tone }): Span => (tone === undefined ? { text } : { text, tone }));
}
