/** The one table renderer: columns share the width that there is, text wraps, and no line is ever wider. */
import { padding, richWidth, type Rich, type Span } from './rich.js';
import { longestWord, wrap, wrapWithin } from './wrap.js';

export interface Column {
  readonly header?: Rich;
  readonly align?: 'left' | 'right';
  /** Columns that it keeps while others still can give, beside its longest word of up to 16. */
  readonly min?: number;
  readonly max?: number;
  /** Its part of what is to spare, beside what the others ask for; 0 keeps it at its natural width. Default 1. */
  readonly flex?: number;
  /** Lines that a cell may take before it is cut; only for text whose length nobody answers for. */
  readonly lines?: number;
}

/** Paragraphs, one below the other. */
export type Cell = readonly Rich[];
/** Cells; or a rule from edge to edge; or text across all columns, which has the whole width to itself. */
export type Row = readonly Cell[] | 'rule' | { readonly across: Cell; readonly indent: number };

export interface TableOptions {
  readonly width: number;
  readonly indent?: number;
  readonly gap?: number;
  readonly ellipsis: string;
  /** The character of which rules are drawn. */
  readonly rule: string;
  /** Rules from edge to edge of the room, not only of the columns. */
  readonly fullRules?: boolean;
}

const LONGEST_KEPT_WORD = 16;
/** One Chinese character. */
const NARROWEST = 2;

export function layoutTable(columns: readonly Column[], rows: readonly Row[], options: TableOptions): readonly Rich[] {
  const indent = Math.min(options.indent ?? 0, Math.max(0, options.width - columns.length));
  const room = options.width - indent;
  const gap = Math.min(options.gap ?? 2, Math.max(0, Math.floor((room - NARROWEST * columns.length) / Math.max(1, columns.length - 1))));
  const widths = columnWidths(columns, rows, room - gap * (columns.length - 1));
  const total = options.fullRules === true ? room : Math.max(0, sum(widths) + gap * (widths.length - 1));
  const rule = [...padding(indent), { text: options.rule.repeat(total), tone: 'dim' as const }];
  const header = columns.some((column) => column.header !== undefined) ? [columns.map((column): Cell => [column.header ?? []]), 'rule' as const] : [];
  return [...header, ...rows].flatMap((row) => {
    if (row === 'rule') return [rule];
    if ('across' in row) return layoutAcross(row.across, indent + row.indent, options.width);
    return layoutRow(row, columns, widths, { ...options, indent, gap });
  });
}

function columnWidths(columns: readonly Column[], rows: readonly Row[], room: number): readonly number[] {
  const wanted = columns.map((column, index) => natural(column, index, rows));
  const spare = room - sum(wanted);
  if (spare >= 0) return wanted;
  const rest = restOf(columns, wanted, room);
  if (rest !== undefined) return rest;
  const least = columns.map((column, index) => Math.min(wanted[index] ?? 1, column.flex === 0 ? (wanted[index] ?? 1) : Math.max(NARROWEST, column.min ?? 0, smallest(index, rows))));
  return sum(least) <= room ? grow(least, wanted, columns, room) : shrink(least, room);
}

/** One column that may give takes what the others leave, once that is as much as it would keep of any text: which, need not be found out. */
function restOf(columns: readonly Column[], wanted: readonly number[], room: number): readonly number[] | undefined {
  const giving = columns.flatMap(({ flex }, index) => (flex === 0 ? [] : [index]));
  const [only = -1] = giving;
  const left = room - sum(wanted) + (wanted[only] ?? 0);
  if (giving.length !== 1 || left < Math.max(NARROWEST, LONGEST_KEPT_WORD, columns[only]?.min ?? 0)) return undefined;
  return wanted.map((width, index) => (index === only ? left : width));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function natural(column: Column, index: number, rows: readonly Row[]): number {
  const widest = cellsOf(index, rows).reduce((most, cell) => Math.max(most, ...cell.map(richWidth)), richWidth(column.header ?? []));
  return Math.max(1, Math.min(widest, column.max ?? Number.POSITIVE_INFINITY));
}

function smallest(index: number, rows: readonly Row[]): number {
  const longest = cellsOf(index, rows).reduce((most, cell) => Math.max(most, ...cell.map(longestWord)), 1);
  return Math.min(LONGEST_KEPT_WORD, longest);
}

function cellsOf(index: number, rows: readonly Row[]): readonly Cell[] {
  return rows.flatMap((row) => (row === 'rule' || 'across' in row ? [] : [row[index] ?? []]));
}

/** One column at a time to whichever is furthest from what it wants, by its flex: ends with the room used up exactly. */
function grow(least: readonly number[], wanted: readonly number[], columns: readonly Column[], room: number): readonly number[] {
  const widths = [...least];
  for (let spare = room - sum(widths); spare > 0; spare -= 1) {
    let best = -1;
    let bestNeed = 0;
    widths.forEach((width, index) => {
      const want = wanted[index] ?? 0;
      const need = want > width ? ((columns[index]?.flex ?? 1) * Math.min(want, 4 * room)) / (width + 1) : 0;
      if (need > bestNeed) [best, bestNeed] = [index, need];
    });
    if (best === -1) break;
    widths[best] = (widths[best] ?? 0) + 1;
  }
  return widths;
}

/** Last resort: the widest columns give until it fits. */
function shrink(least: readonly number[], room: number): readonly number[] {
  const widths = [...least];
  for (let excess = sum(widths) - room; excess > 0; excess -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return widths;
}

function layoutAcross(cell: Cell, indent: number, width: number): readonly Rich[] {
  const room = Math.max(1, width - indent);
  return cell.flatMap((paragraph) => wrap(paragraph, room).map((line) => [...padding(Math.min(indent, width - 1)), ...line]));
}

function layoutRow(row: readonly Cell[], columns: readonly Column[], widths: readonly number[], options: TableOptions & { readonly indent: number; readonly gap: number }): readonly Rich[] {
  const cells = columns.map((column, index) => layoutCell(row[index] ?? [], column, widths[index] ?? 1, options.ellipsis));
  let height = 1;
  for (const { length } of cells) height = Math.max(height, length);
  const lines: Span[][] = [];
  for (let at = 0; at < height; at += 1) {
    const line: Span[] = [];
    // Not yet in the line: the gap to the next text, and what fills up its cell and the one before.
    let spaces = options.indent;
    for (let index = 0; index < cells.length; index += 1) {
      const text = cells[index]?.[at] ?? [];
      const fill = Math.max(0, (widths[index] ?? 0) - richWidth(text));
      const isRight = columns[index]?.align === 'right';
      spaces += (index === 0 ? 0 : options.gap) + (isRight ? fill : 0);
      if (text.length > 0) {
        line.push(...padding(spaces), ...text);
        spaces = 0;
      }
      if (!isRight) spaces += fill;
    }
    line.push(...padding(spaces));
    lines.push(line);
  }
  return lines;
}

function layoutCell(cell: Cell, column: Column, width: number, ellipsis: string): readonly Rich[] {
  const most = column.lines;
  return cell.flatMap((paragraph) => (most === undefined ? wrap(paragraph, width) : wrapWithin(paragraph, width, most, ellipsis)));
}
