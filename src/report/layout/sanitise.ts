/** Text of a profile is hostile until it has passed here: nothing that steers a terminal, reorders text or hides in it gets out. */

import { isUnfolding, unfoldingWith } from '../../lazy.js';

/** Marks on one letter beyond this number only serve to overrun the lines above and below. */
const MOST_MARKS = 4;

const CONTROLS = /\p{Cc}/gu;
const LONE_SURROGATES = /\p{Cs}/gu;
/** Bidi controls, zero-width spaces and joiners, soft hyphens, tags, fillers: shown by no terminal, read by many programs. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** Scripts in which a joiner between two letters is spelling, not a trick. */
const JOINED = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
const PICTURE = /\p{Extended_Pictographic}/u;
const STACKED_MARKS = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');

/** Commands that build servers obey when they see them in a log: `::error`, `##[error]`, `##vso[`. A space parts them. */
const LOG_COMMANDS = /(?<![\w:]):{2,}(?=[a-zA-Z])|##(?=[a-zA-Z]*\[)/g;

/** Signs beyond ASCII that no reader of a report need fear, as ranges for a regular expression: what texts here are mostly made of. */
export const HARMLESS = String.raw`\xa5\xb7\xd7\u2012-\u2026\u2190-\u2193\u2212\u2264\u2265\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e`;

/** Nothing to do: the usual case. */
const PLAIN = new RegExp(String.raw`^(?:[\x20-\x22\x24-\x39\x3b-\x7e${HARMLESS}]|:(?!:)|#(?!#))*$`);

/** The same for all strings of a value at once, in its JSON; an escape there may stand for a sign that is not plain. */
const SUSPICIOUS_IN_JSON = new RegExp(String.raw`[^\x20-\x7e${HARMLESS}]|::|##|\\[^"\\]`);

/** Whether there is nothing to clean in a list, or in an object without others inside. What is worked out when it is read is left for then. */
function isPlain(value: object, inner: readonly unknown[]): boolean {
  for (const item of inner) if (isUnfolding(item)) return false;
  return !SUSPICIOUS_IN_JSON.test(JSON.stringify(value));
}

/** For documents: line breaks become spaces, other controls become visible, invisible ones go. Emoji stay as they are. */
export function sanitise(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(/\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(CONTROLS, visibleControl)
    .replace(INVISIBLE, keepJoiner)
    .normalize('NFC')
    .replace(STACKED_MARKS, '$1')
    .replace(LOG_COMMANDS, (command) => `${command.charAt(0)} ${command.slice(1)}`);
}

/**
 * For terminals: also takes apart what terminals do not agree about. Emoji sequences become their parts, flags letters,
 * so that every terminal draws the columns that the layout counts.
 */
export function sanitiseForTerminal(text: string): string {
  if (PLAIN.test(text)) return text;
  return sanitise(text)
    .replace(INVISIBLE, (mark, at: number, whole: string) => (mark < '\u2010' && JOINED.test(whole.charAt(at - 1)) ? mark : ''))
    .replace(/[\u{1f3fb}-\u{1f3ff}]/gu, '')
    .replace(/\p{Me}/gu, '')
    .replace(/[\u{1f1e6}-\u{1f1ff}]/gu, (letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65));
}

/** ESC is shown as ␛, the other old controls by their pictures, the new ones by a replacement mark. */
function visibleControl(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '\u2421' : '\ufffd';
}

/** Joiners stay between letters that need them, and joiners and selectors stay in emoji. */
function keepJoiner(mark: string, at: number, whole: string): string {
  const before = codePointBefore(whole, at);
  if (mark === '\ufe0e' || mark === '\ufe0f') return PICTURE.test(before) || /[0-9#*]/.test(before) ? mark : '';
  if (mark !== '\u200c' && mark !== '\u200d') return '';
  const after = String.fromCodePoint(whole.codePointAt(at + 1) ?? 0x20);
  if (JOINED.test(before) && JOINED.test(after)) return mark;
  const inEmoji = mark === '\u200d' && PICTURE.test(after) && (PICTURE.test(before) || before === '\ufe0f' || /\p{Emoji_Modifier}/u.test(before));
  return inEmoji ? mark : '';
}

function codePointBefore(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1);
  const trailing = unit >= 0xdc00 && unit <= 0xdfff;
  return text.slice(at - (trailing ? 2 : 1), at);
}

/** Punctuation that terminals without Unicode cannot draw, one column for one column. */
const ASCII_PUNCTUATION: Readonly<Record<string, string>> = {
  '“': '"', '”': '"', '‘': "'", '’': "'", '–': '-', '—': '-', '−': '-', '×': 'x', '·': '-', '→': '>', '≥': '>', '≤': '<', '…': '.', '•': '*',
};
export function asciiPunctuation(text: string): string {
  return text.replace(/[“”‘’–—−×·→≥≤…•]/g, (mark) => ASCII_PUNCTUATION[mark] ?? mark);
}

/** The same value with every string in it passed through `clean`: one walk at the door of a report, so that no field is forgotten. What is clean stays as it is, and what is worked out when it is read is cleaned then. */
export function mapStrings<T>(value: T, clean: (text: string) => string): T {
  return mapped(value, clean) as T;
}

function mapped(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isUnfolding(value)) return unfoldingWith(value, (field) => mapped(field, clean));
  const inner: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  if ((clean === sanitise || clean === sanitiseForTerminal) && (Array.isArray(value) || !holdsObjects(inner)) && isPlain(value, inner)) return value;
  const items = mappedAll(inner, clean);
  if (items === inner || Array.isArray(value)) return items === inner ? value : items;
  return Object.fromEntries(Object.keys(value).map((key, index) => [key, items[index]]));
}

function holdsObjects(inner: readonly unknown[]): boolean {
  for (const item of inner) if (typeof item === 'object' && item !== null) return true;
  return false;
}

/** The same list where nothing of it changes. */
function mappedAll(inner: readonly unknown[], clean: (text: string) => string): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let at = 0; at < inner.length; at += 1) {
    const item = mapped(inner[at], clean);
    if (item === inner[at]) continue;
    changed ??= [...inner];
    changed[at] = item;
  }
  return changed ?? inner;
}
