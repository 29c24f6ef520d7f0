/** Reads YAML 1.2 streams: plain data and its places, without what a profile has no use for (aliases, anchors, tags, merge keys). */
import { Composer, isMap, isScalar, isSeq, Lexer, Parser, type CST, type Document } from 'yaml';
import { MOST_PROBLEMS, text, type TextProblem } from './finding.js';
import { duplicateKey } from './json.js';
import { tooDeep, tooManyNodes, yamlTooLarge } from './limit-problems.js';
import { DEEPEST, LARGEST_YAML_DOCUMENT, MOST_NODES } from './limits.js';
import type { Place } from './places.js';
import { printable } from './path.js';
import { syntaxProblem } from './yaml-syntax.js';

export interface YamlDocument {
  /** Missing where the document could not be read. */
  readonly value?: unknown;
  readonly place: Place;
  /** Nothing but comments between two `---`. */
  readonly empty: boolean;
  readonly problems: readonly TextProblem[];
}

/** The documents of a stream, one by one; problems of the stream as a whole come as a document without a value. */
export function* readYaml(source: string): Generator<YamlDocument, void> {
  const oversized = oversizedDocument(source);
  if (oversized !== undefined) {
    yield unreadable(yamlTooLarge(oversized));
    return;
  }
  // The composer gives a document back when the next one begins; what was found in its syntax tree waits for it here.
  const inspected: (readonly TextProblem[])[] = [];
  let count = 0;
  // The core schema, whatever a %YAML directive says: `no` stays a text, and Norway a country.
  const composer = new Composer({ schema: 'core', uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'silent' });
  for (const token of tokensOf(source)) {
    if ('code' in token) {
      yield unreadable(token);
      return;
    }
    if (token.type === 'document') {
      const problems = inspect(token);
      const fatal = problems.find(({ code }) => code === 'too-deep' || code === 'too-many-entries');
      if (fatal !== undefined) {
        yield unreadable(fatal);
        return;
      }
      inspected.push(problems);
      count += 1;
    }
    for (const document of composer.next(token)) yield fromDocument(source, document, inspected.shift() ?? []);
  }
  for (const document of composer.end(count === 0, source.length)) yield fromDocument(source, document, inspected.shift() ?? []);
}

/** Lexemes for each value: its key, the indentation, a space, the line's end. */
const LEXEMES_PER_NODE = 5;

/** The parser's tokens, or the problem that makes it stop: before a hostile text has been read to its end, not after. */
function* tokensOf(source: string): Generator<CST.Token | TextProblem, void> {
  const parser = new Parser();
  let lexemes = 0;
  let faults = 0;
  let offset = 0;
  for (const lexeme of new Lexer().lex(source)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'document') lexemes = 0;
      if (token.type === 'error' || token.type === 'directive') faults += 1;
      if (faults > MOST_PROBLEMS) return;
      yield token;
    }
    lexemes += 1;
    offset += lexeme.length;
    // A document and a scalar stand around and in the collections; `inspect` counts exactly.
    if (parser.stack.length > DEEPEST + 2) {
      yield tooDeep(Math.min(offset, source.length));
      return;
    }
    if (lexemes > MOST_NODES * LEXEMES_PER_NODE) {
      yield tooManyNodes(Math.min(offset, source.length));
      return;
    }
  }
  yield* parser.end();
}

/** The value of a text that came with a command-line option; `undefined` where it is not one plain YAML value. */
export function readYamlValue(source: string): { readonly value: unknown } | undefined {
  const [document, ...others] = [...readYaml(source)];
  if (document === undefined || others.length > 0 || document.problems.length > 0) return undefined;
  return { value: document.value };
}

function unreadable(problem: TextProblem): YamlDocument {
  return { place: { at: problem.offset }, empty: false, problems: [problem] };
}

/** Offset of the first document that is larger than the parser should see. `---` at the start of a line always ends a document. */
function oversizedDocument(source: string): number | undefined {
  if (source.length <= LARGEST_YAML_DOCUMENT) return undefined;
  let start = 0;
  for (const { index } of source.matchAll(/^---(?=\s|$)/gm)) {
    if (index - start > LARGEST_YAML_DOCUMENT) return start;
    start = index;
  }
  return source.length - start > LARGEST_YAML_DOCUMENT ? start : undefined;
}

/** What is refused, found in the syntax tree, before the composer recurses into it. Iterative, since depth is what it measures. */
function inspect(document: CST.Document): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const pending: { readonly token: CST.Token | null | undefined; readonly depth: number }[] = [{ token: document.value, depth: 0 }];
  refuseProperties(document.start, problems);
  shortenEnd(document);
  let nodes = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    nodes += 1;
    if (nodes > MOST_NODES) return [tooManyNodes(document.offset)];
    if (token === null || token === undefined) continue;
    if (token.type === 'alias') problems.push(refusedAlias(token.offset));
    shortenEnd(token);
    if (token.type === 'block-scalar') refuseProperties(token.props, problems);
    if (!('items' in token)) continue;
    if (depth >= DEEPEST) return [tooDeep(token.offset)];
    for (const item of token.items) {
      refuseProperties(item.start, problems);
      refuseProperties(item.sep ?? [], problems);
      if (item.key?.type === 'scalar' && item.key.source === '<<') problems.push(refusedMerge(item.key.offset));
      pending.push({ token: item.key, depth: depth + 1 }, { token: item.value, depth: depth + 1 });
    }
  }
  return problems.sort((a, b) => a.offset - b.offset);
}

/** What follows a value is line ends, comments and faults. Each fault becomes an error object, so no more are kept than are shown. */
function shortenEnd(token: CST.Token): void {
  const end = 'end' in token ? token.end : [];
  if (end.length > MOST_PROBLEMS) end.splice(MOST_PROBLEMS + 1);
}

function refuseProperties(tokens: readonly CST.Token[], problems: TextProblem[]): void {
  for (const token of tokens) {
    if (token.type === 'anchor') problems.push(refusedAlias(token.offset));
    if (token.type === 'tag') problems.push(refusedTag(token.offset, token.source));
  }
}

function refusedAlias(offset: number): TextProblem {
  return {
    code: 'yaml-alias', offset,
    message: text('YAML anchors (&) and aliases (*) are not read: a few of them can stand for a text of any size.', '不支持 YAML 锚点（&）和别名（*）：少量别名就能展开成任意大的文本。'),
    remedy: text('Write the value out. A text that begins with & or * goes into quotes.', '请直接写出该值；以 & 或 * 开头的文字要加引号。'),
  };
}

function refusedTag(offset: number, tag: string): TextProblem {
  return {
    code: 'yaml-tag', offset,
    message: text(`YAML tags such as "${printable(tag)}" are not read.`, `不支持“${printable(tag)}”这样的 YAML 标签。`),
    remedy: text('Remove the tag. A text that begins with ! goes into quotes.', '请删去标签；以 ! 开头的文字要加引号。'),
  };
}

function refusedMerge(offset: number): TextProblem {
  return {
    code: 'yaml-merge', offset,
    message: text('YAML merge keys (<<) are not read.', '不支持 YAML 合并键（<<）。'),
    remedy: text('Write the values out; answers at the root hold for every workload.', '请直接写出这些值；写在顶层的回答对所有工作负载都有效。'),
  };
}

/** One wrong indent makes a fault of every line below it; the first few are the ones to mend. */
const MOST_SYNTAX_PROBLEMS = 3;

function fromDocument(source: string, document: Document.Parsed, refused: readonly TextProblem[]): YamlDocument {
  const syntax = document.errors.slice(0, MOST_SYNTAX_PROBLEMS).map((error) => syntaxProblem(source, error));
  // Values of a document with an alias or a broken line would only bring problems that are not there.
  if (refused.length > 0) return { place: { at: refused[0]?.offset ?? 0 }, empty: false, problems: refused };
  if (syntax.length > 0) return { place: { at: syntax[0]?.offset ?? 0 }, empty: false, problems: syntax };
  const problems: TextProblem[] = [];
  const { value, place } = plain(document.contents, document.range[0], problems);
  const empty = value === null && (document.contents === null || (isScalar(document.contents) && document.contents.source === ''));
  return { value, place, empty, problems };
}

interface Plain {
  readonly value: unknown;
  readonly place: Place;
}

/** Plain data of a node. Recursion is as deep as the limit allows. */
function plain(node: unknown, fallbackAt: number, problems: TextProblem[]): Plain {
  if (isMap(node)) return plainMap(node.items, node.range?.[0] ?? fallbackAt, problems);
  if (isSeq(node)) {
    const items = node.items.map((item) => plain(item, fallbackAt, problems));
    return { value: items.map(({ value }) => value), place: { at: node.range?.[0] ?? fallbackAt, items: items.map(({ place }) => place) } };
  }
  if (isScalar(node)) {
    // An empty value (`key:`) has no place of its own: its key is where to look.
    const at = node.source === '' && node.value === null ? fallbackAt : (node.range?.[0] ?? fallbackAt);
    return { value: node.value, place: { at } };
  }
  return { value: null, place: { at: fallbackAt } };
}

function plainMap(pairs: readonly { readonly key: unknown; readonly value?: unknown }[], at: number, problems: TextProblem[]): Plain {
  const value: Record<string, unknown> = {};
  const entries = new Map<string, { keyAt: number; value: Place }>();
  for (const pair of pairs) {
    const keyAt = isScalar(pair.key) || isMap(pair.key) || isSeq(pair.key) ? (pair.key.range?.[0] ?? at) : at;
    if (!isScalar(pair.key)) {
      problems.push(complexKey(keyAt));
      continue;
    }
    const key = typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? String(pair.key.value));
    if (entries.has(key)) problems.push(duplicateKey(key, keyAt));
    const inner = plain(pair.value, keyAt, problems);
    entries.set(key, { keyAt, value: inner.place });
    // Not by assignment: `__proto__` is a key like any other, and an unknown one.
    Object.defineProperty(value, key, { value: inner.value, enumerable: true, writable: true, configurable: true });
  }
  return { value, place: { at, entries } };
}

function complexKey(offset: number): TextProblem {
  return {
    code: 'yaml-key', offset,
    message: text('A key must be a plain text.', '键名必须是普通文字。'),
    remedy: text('A text that begins with { or [ goes into quotes.', '以 { 或 [ 开头的文字要加引号。'),
  };
}
