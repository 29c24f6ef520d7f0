/** Markdown that says exactly what it was given: every sign that would be markup, HTML, a link or an annotation is escaped. */
import { sanitise } from './sanitise.js';
import { displayWidth } from './width.js';

/** Signs that begin markup anywhere in a line; an underscore inside a word does not. */
const ACTIVE = /[\\`*[\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;
/** What renderers turn into links, mentions and issue numbers by themselves; an entity in it parts them, and reads the same. */
const AUTOLINKS: readonly (readonly [RegExp, string])[] = [
  [/(?<=\b(?:https?|ftp|mailto|xmpp)):/gi, '&#58;'],
  [/(?<=\bwww)\./gi, '&#46;'],
  [/@(?=\w)/g, '&#64;'],
  [/(?<!&)#(?=\d)/g, '&#35;'],
];

/** Text for anywhere in a line, its beginning included. */
export function escapeMarkdown(text: string): string {
  const inert = sanitise(text)
    .trim()
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(ACTIVE, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  return AUTOLINKS.reduce((escaped, [sign, entity]) => escaped.replace(sign, entity), inert)
    .replace(/^[#+=:-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** Text as code: shown letter by letter, with a fence longer than any run of backticks in it. */
export function markdownCode(text: string): string {
  const clean = sanitise(text).trim().replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 || clean === '' ? `${fence} ${clean} ${fence}` : `${fence}${clean}${fence}`;
}

export type Alignment = 'left' | 'right';
export interface MarkdownColumn {
  readonly header: string;
  readonly align?: Alignment;
}

/** Columns of text. */
export const markdownHeaders = (...all: readonly string[]): readonly MarkdownColumn[] => all.map((header) => ({ header }));

/** Columns wider than this are not padded in the source: no screen would show them in one piece anyway. */
const WIDEST_PADDED = 60;

/** A table whose source lines up, too. Cells are markdown already. */
export function markdownTable(columns: readonly MarkdownColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ header, align }, index) => {
    // Nothing lines up after the last column.
    if (index === columns.length - 1 && align !== 'right') return Math.max(3, displayWidth(header));
    const widest = Math.max(3, displayWidth(header), ...rows.map((row) => displayWidth(row[index] ?? '')));
    return widest > WIDEST_PADDED ? Math.max(3, displayWidth(header)) : widest;
  });
  const line = (cells: readonly string[]): string => `| ${columns.map(({ align }, index) => pad(cells[index] ?? '', widths[index] ?? 3, align)).join(' | ')} |`;
  const rule = `| ${columns.map(({ align }, index) => (align === 'right' ? `${'-'.repeat((widths[index] ?? 3) - 1)}:` : '-'.repeat(widths[index] ?? 3))).join(' | ')} |`;
  return [line(columns.map(({ header }) => header)), rule, ...rows.map(line)].join('\n');
}

function pad(cell: string, width: number, align: Alignment = 'left'): string {
  const fill = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  return align === 'right' ? fill + cell : cell + fill;
}
