/** Paths into a document, and how they and other pieces of a stranger's text are written in messages. */

/** Keys and indices from the root of a document. */
export type Path = readonly (string | number)[];

/** `workloads[0].traffic.requests_per_day`; the root is the empty text. */
export function formatPath(path: Path): string {
  return path.map(formatSegment).join('').replace(/^\./, '');
}

function formatSegment(segment: string | number): string {
  if (typeof segment === 'number') return `[${segment}]`;
  return /^[A-Za-z_][\w-]*$/.test(segment) && segment.length <= 64 ? `.${segment}` : `[${JSON.stringify(printable(segment))}]`;
}

const LONGEST_QUOTE = 60;

/**
 * A stranger's text, fit for a terminal and a log: what could steer either (control characters, bidirectional overrides, lone
 * surrogates) is spelled out, and long texts are cut.
 */
export function printable(text: string): string {
  const characters = Array.from(text.slice(0, LONGEST_QUOTE * 2));
  const cut = characters.length > LONGEST_QUOTE;
  return characters.slice(0, LONGEST_QUOTE).join('').replace(/[\p{C}\u2028\u2029]/gu, escaped) + (cut ? '…' : '');
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

export function startsWith(path: Path, start: Path): boolean {
  return start.every((segment, index) => path[index] === segment);
}
