/** Where each key and value of a document stands in its text, in one form for JSON and YAML. */
import type { Position } from '../error.js';
import type { Path } from './path.js';

/** A value's offset in the text, and the same for what is inside it. */
export interface Place {
  readonly at: number;
  readonly entries?: ReadonlyMap<string, { readonly keyAt: number; readonly value: Place }>;
  readonly items?: readonly Place[];
}

/** Offset of the key (or list item) at the end of `path`, or of its value; of what is nearest to it where the path leaves the document. */
export function offsetOf(root: Place, path: Path, target: 'key' | 'value'): number {
  let place = root;
  let at = root.at;
  for (const segment of path) {
    const next = step(place, segment);
    if (next === undefined) return at;
    at = target === 'key' ? next.keyAt : next.value.at;
    place = next.value;
  }
  return at;
}

function step(place: Place, segment: string | number): { readonly keyAt: number; readonly value: Place } | undefined {
  if (typeof segment === 'string') return place.entries?.get(segment);
  const value = place.items?.[segment];
  return value === undefined ? undefined : { keyAt: value.at, value };
}

/** 1-based line and column of an offset; columns count UTF-16 units, as editors do. `\n`, `\r\n` and a lone `\r` end a line. */
export type Locate = (offset: number) => Position;

/** Finds positions in one text; its lines are counted once, when the first is asked for. */
export function locatorOf(text: string, firstLine = 1): Locate {
  let starts: readonly number[] | undefined;
  return (offset) => {
    // Most texts are asked for nothing but their beginning.
    if (offset === 0) return { line: firstLine, column: 1 };
    starts ??= [0, ...Array.from(text.matchAll(/\r\n?|\n/g), ({ index, 0: end }) => index + end.length)];
    const line = lineOf(starts, offset);
    return { line: line + firstLine, column: Math.max(0, offset - (starts[line] ?? 0)) + 1 };
  };
}

/** Index of the last line that starts at or before `offset`. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
