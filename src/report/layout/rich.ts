/** Text with tones: layout counts columns of plain text, and colour comes in last, when a line is painted. */
import { displayWidth } from './width.js';

/** What a stretch of text means; a style says how that looks. */
export type Tone = 'bold' | 'dim' | 'local' | 'api' | 'hybrid' | 'warn' | 'bad';

/** How each tone looks, as functions of text: the command line makes one from the terminal's colours. */
export type Style = Readonly<Record<Tone, (text: string) => string>>;

const asIs = (text: string): string => text;
/** No colour at all: every report must read as well with it. */
export const PLAIN_STYLE: Style = { bold: asIs, dim: asIs, local: asIs, api: asIs, hybrid: asIs, warn: asIs, bad: asIs };

export interface Span {
  readonly text: string;
  readonly tone?: Tone;
}
export type Rich = readonly Span[];

export const plain = (text: string): Rich => [{ text }];
export const toned = (tone: Tone, text: string): Rich => [{ text, tone }];

/** Spans side by side, with a separator between those that hold something. */
export function joinRich(parts: readonly Rich[], separator: string): Rich {
  return parts.filter((part) => richWidth(part) > 0).flatMap((part, index) => (index === 0 ? part : [{ text: separator }, ...part]));
}

export function richWidth(rich: Rich): number {
  let width = 0;
  for (const { text } of rich) width += displayWidth(text);
  return width;
}

export function padding(columns: number): Rich {
  return columns > 0 ? plain(' '.repeat(columns)) : [];
}

/** Lines as one string, each ended by a line break; spaces at the end of a line are never painted. */
export function paint(lines: readonly Rich[], style: Style): string {
  let painted = '';
  for (const line of lines) {
    const end = endOf(line);
    for (let at = 0; at < end; at += 1) {
      const { text = '', tone } = line[at] ?? {};
      const shown = at === end - 1 ? text.trimEnd() : text;
      painted += tone === undefined || shown.trim() === '' ? shown : style[tone](shown);
    }
    painted += '\n';
  }
  return painted;
}

/** Spans of a line without those at its end that are nothing but space. */
function endOf(line: Rich): number {
  let end = line.length;
  for (let last = line[end - 1]?.text; last !== undefined && last !== '' && last.trimEnd() === ''; last = line[end - 1]?.text) end -= 1;
  return end;
}
