/** From the text of a file or a stream to the documents in it: which format it is, and what makes a text no document at all. */
import { lazy } from '../lazy.js';
import { text, type TextProblem } from './finding.js';
import { readJson, placesInJson } from './json.js';
import { LARGEST_TEXT_BYTES } from './limits.js';
import { tooLarge } from './limit-problems.js';
import type { Place } from './places.js';
import type { Text } from './vocabulary.js';
import { readYaml } from './yaml.js';

export type Format = 'yaml' | 'json' | 'ndjson';

/** A document of a text, or what keeps it from being one. Offsets are those of the whole text. */
export interface SourceDocument {
  /** Missing where the document could not be read, or is no mapping. */
  readonly value?: Readonly<Record<string, unknown>>;
  /** Offset at which it begins. */
  readonly at: number;
  /** Found when it is asked for: a valid document needs no positions. */
  readonly place: () => Place;
  readonly problems: readonly TextProblem[];
}

const EXTENSIONS: Readonly<Record<string, Format>> = { yaml: 'yaml', yml: 'yaml', json: 'json', ndjson: 'ndjson', jsonl: 'ndjson' };

/** The format that a file name stands for. */
export function formatOfName(name: string): Format | undefined {
  const extension = /\.([^./\\]+)$/.exec(name)?.[1];
  return extension === undefined ? undefined : EXTENSIONS[extension.toLowerCase()];
}

/**
 * The format of a text that has no telling name. `start` is enough of it to hold its first line that is not blank: a line that is a
 * whole JSON object makes a stream of lines, of which a single JSON text in one line is the shortest.
 */
export function formatOfText(start: string): Format {
  const body = withoutMark(start).trimStart();
  const line = body.slice(0, body.indexOf('\n') + 1 || undefined);
  if (/^\{.*\}\s*$/.test(line) && isJson(line)) return 'ndjson';
  return /^(\{\s*["}]|\[\s*[[{"])/.test(body) ? 'json' : 'yaml';
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** The documents of a text, one by one. A byte order mark is for the caller to drop (`withoutMark`). */
export function readDocuments(source: string, format: Format): Iterable<SourceDocument> {
  // A stream may be of any length, since only one line of it is looked at.
  const fault = (format === 'ndjson' ? undefined : sizeFault(source)) ?? nulFault(source);
  if (fault !== undefined) return [broken(fault)];
  if (format === 'json') return [jsonDocument(source, 0)];
  return orEmpty(format === 'yaml' ? yamlDocuments(source) : ndjsonDocuments(source));
}

function* orEmpty(documents: Iterable<SourceDocument>): Generator<SourceDocument, void> {
  let isEmpty = true;
  for (const document of documents) {
    yield document;
    isEmpty = false;
  }
  if (isEmpty) yield broken(empty(0, 0));
}

export function withoutMark(source: string): string {
  return source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
}

function sizeFault(source: string): TextProblem | undefined {
  // A UTF-16 unit makes three bytes at most, so most texts need not be measured.
  return source.length * 3 >= LARGEST_TEXT_BYTES && Buffer.byteLength(source) >= LARGEST_TEXT_BYTES ? tooLarge() : undefined;
}

function nulFault(source: string): TextProblem | undefined {
  const nul = source.indexOf('\0');
  if (nul === -1) return undefined;
  return {
    code: 'nul-byte', offset: nul,
    message: text('The text contains a NUL byte: it is binary, or UTF-16 without a mark.', '文本含有 NUL 字节：可能是二进制文件，或没有标记的 UTF-16。'),
    remedy: text('Save it as UTF-8.', '请另存为 UTF-8。'),
  };
}

function* yamlDocuments(source: string): Generator<SourceDocument, void> {
  let index = 0;
  for (const document of readYaml(source)) {
    const { place, empty: isEmpty, problems } = document;
    if (isEmpty) yield broken(empty(index, place.at));
    else yield 'value' in document ? mapping(document.value, () => place, place.at, problems) : { at: place.at, place: () => place, problems };
    index += 1;
  }
}

function* ndjsonDocuments(source: string): Generator<SourceDocument, void> {
  for (const { index, 0: line } of source.matchAll(/[^\n]+/g)) {
    const fault = sizeFault(line);
    if (fault !== undefined) yield broken({ ...fault, offset: index });
    else if (line.trim() !== '') yield jsonDocument(line, index);
  }
}

function jsonDocument(source: string, offset: number): SourceDocument {
  if (source.trim() === '') return broken(empty(0, offset));
  const reading = readJson(source);
  const problems = reading.problems.map((problem) => ({ ...problem, offset: problem.offset + offset }));
  if (!('value' in reading)) return { at: offset, place: () => ({ at: offset }), problems };
  return mapping(reading.value, lazy(() => shifted(placesInJson(source), offset)), offset + source.search(/\S/), problems);
}

function shifted(place: Place, by: number): Place {
  if (by === 0) return place;
  const at = place.at + by;
  if (place.items !== undefined) return { at, items: place.items.map((item) => shifted(item, by)) };
  if (place.entries === undefined) return { at };
  const entries = [...place.entries].map(([key, entry]) => [key, { keyAt: entry.keyAt + by, value: shifted(entry.value, by) }] as const);
  return { at, entries: new Map(entries) };
}

function broken(problem: TextProblem): SourceDocument {
  return { at: problem.offset, place: () => ({ at: problem.offset }), problems: [problem] };
}

function mapping(value: unknown, place: () => Place, at: number, problems: readonly TextProblem[]): SourceDocument {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { value: value as Readonly<Record<string, unknown>>, at, place, problems };
  const message = text('A profile is a mapping of keys to values; this document is not one.', '档案应当是“键: 值”的映射，而这份文档不是。');
  return broken({ code: 'not-a-mapping', offset: at, message, remedy: remedyFor(value) });
}

function remedyFor(value: unknown): Text {
  if (Array.isArray(value)) {
    return text('Several profiles are several YAML documents, separated by ---, or one JSON object per line (.ndjson).', '多份档案请写成多个 YAML 文档，以 --- 分隔；或每行一个 JSON 对象（.ndjson）。');
  }
  if (typeof value === 'string' && /^\s*[\w-]+：/mu.test(value)) return text('Use the ASCII colon ":" followed by a space.', '请使用半角冒号“:”，其后加一个空格。');
  return text('Begin with the line "version: 1".', '请以“version: 1”一行开头。');
}

function empty(index: number, offset: number): TextProblem {
  return {
    code: 'empty-document', offset,
    message: index === 0 ? text('There is no profile in this text.', '文本中没有档案。') : text(`Document ${index + 1} of this text is empty.`, `文本中的第 ${index + 1} 份文档是空的。`),
    remedy:
      index === 0
        ? text('Start one with "ai-path init".', '可用“ai-path init”新建一份。')
        : text('Remove the "---" that begins it.', '请删去它开头的“---”。'),
  };
}
