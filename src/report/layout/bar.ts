/** A split drawn as a bar: filled is local, light is API, and the numbers beside it say the same without the drawing. */
import { formatSplit } from '../../text/format.js';
import type { Rich } from './rich.js';

export interface BarGlyphs {
  readonly local: string;
  readonly api: string;
  /** Traffic that has nowhere to go. */
  readonly neither: string;
}

export interface Split {
  readonly local: number;
  readonly api: number;
}

/** Exactly `cells` columns. A side that gets anything gets at least one cell. */
export function splitBar(split: Split, cells: number, glyphs: BarGlyphs): Rich {
  const local = cellsFor(split.local, split.api, cells);
  const api = Math.min(cells - local, cellsFor(split.api, split.local, cells));
  const neither = cells - local - api;
  const spans: Rich = [
    { text: glyphs.local.repeat(local), tone: 'local' },
    { text: glyphs.api.repeat(api), tone: 'api' },
    { text: glyphs.neither.repeat(neither), tone: 'dim' },
  ];
  return spans.filter(({ text }) => text !== '');
}

function cellsFor(share: number, otherShare: number, cells: number): number {
  if (share <= 0) return 0;
  const most = otherShare > 0 ? cells - 1 : cells;
  return Math.max(1, Math.min(most, Math.round(share * cells)));
}

/** " 30% ███░░░░░░░ 70%": local on the left, API on the right, both named by the column's header. */
export function labelledBar(split: Split, cells: number, glyphs: BarGlyphs): Rich {
  const { local, api } = formatSplit(split);
  return [{ text: `${local.padStart(4)} ` }, ...splitBar(split, cells, glyphs), { text: ` ${api.padStart(4)}` }];
}
