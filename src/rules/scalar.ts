/** Where a part of a YAML text's value stands in the file, whatever the style of the text: plain, quoted, folded or literal. */

/**
 * Offset in `source` of the character at `offset` of `value`, for a scalar that begins at `start`. Folding and indentation change nothing
 * but white space, and no part that is reported begins with white space: so what is not white space is counted.
 */
export function offsetInScalar(source: string, start: number, value: string, offset: number): number {
  const wanted = value.slice(0, offset).replace(/\s/g, '').length;
  const first = contentStart(source, start);
  const step = stepOf(source[start]);
  let at = first;
  for (let seen = 0; at < source.length; ) {
    const { length, isSpace } = step(source, at);
    if (!isSpace) {
      if (seen === wanted) return at;
      seen += 1;
    }
    at += length;
    if (seen === wanted && offset >= value.length) return at;
  }
  return first;
}

/** Past the opening quote, or past the line with the `|` or `>`. */
function contentStart(source: string, start: number): number {
  const opening = source[start];
  if (opening === '"' || opening === "'") return start + 1;
  if (opening !== '|' && opening !== '>') return start;
  return source.indexOf('\n', start) + 1;
}

interface Step {
  readonly length: number;
  readonly isSpace: boolean;
}

/** How many characters of the file stand for the next one of the value. */
function stepOf(opening: string | undefined): (source: string, at: number) => Step {
  if (opening === '"') return escaped;
  if (opening === "'") return (source, at) => (source.startsWith("''", at) ? { length: 2, isSpace: false } : plain(source, at));
  return plain;
}

function plain(source: string, at: number): Step {
  return { length: 1, isSpace: /\s/.test(source.charAt(at)) };
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escaped(source: string, at: number): Step {
  if (source[at] !== '\\') return plain(source, at);
  const kind = source.charAt(at + 1);
  return { length: 2 + (HEX_DIGITS[kind] ?? 0), isSpace: /[\sntvfr_NLP]/.test(kind) };
}
