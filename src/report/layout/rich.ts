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
  return rich.reduce((sum, span) => sum + displayWidth(span.text), 0);
}

export function padding(columns: number): Rich {
  return columns > 0 ? plain(' '.repeat(columns)) : [];
}

/** Lines as one string, each ended by a line break; spaces at the end of a line are never painted. */
export function paint(lines: readonly Rich[], style: Style): string {
  return lines.map((line) => `${paintLine(line, style)}\n`).join('');
}

function paintLine(line: Rich, style: Style): string {
  return withoutTrailingSpace(line).map(({ text, tone }) => (tone === undefined || text.trim() === '' ? text : style[tone](text))).join('');
}

function withoutTrailingSpace(line: Rich): Rich {
  const last = line.at(-1);
  if (last === undefined) return line;
  const text = last.text.trimEnd();
  if (text === last.text) return line;
  const rest = line.slice(0, -1);
  return text === '' ? withoutTrailingSpace(rest) : [...rest, { ...last, text }];
}
