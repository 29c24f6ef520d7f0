/** Judges the catalogue's YAML files as people edit them, with the line and column of everything that is wrong. */
import { isMap, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';
import type { Position, Problem } from '../error.js';
import { findingsOf, toProblem } from './check.js';
import type { Fault } from './finding.js';
import { DATA_FILES, type DataFile } from './vocabulary.js';

export interface CatalogueText {
  /** Path for messages; its base name says which file of the catalogue it is. */
  readonly file: string;
  readonly text: string;
}

interface Read {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** Every problem of the files: first those of YAML itself, then those of the rows. A file that is not given counts as empty. */
export function checkCatalogueFiles(files: readonly CatalogueText[]): Problem[] {
  const read = new Map<DataFile, Read>();
  for (const { file, text } of files) {
    const name = DATA_FILES.find((known) => file.replace(/^.*[/\\]/, '') === `${known}.yaml`);
    if (name === undefined) return [strayFile(file)];
    const lines = new LineCounter();
    read.set(name, { file, lines, document: parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true, prettyErrors: false }) });
  }
  const syntax = [...read.values()].flatMap(({ file, document, lines }) =>
    [...document.errors.map(({ message, pos }) => ({ message, at: pos[0] })), ...aliasesIn(document)].map(({ message, at }): Problem => ({
      code: 'yaml-syntax', source: file, position: positionAt(lines, at), message: { en: `${message}.`, zh: `YAML 语法错误：${message}。` },
      remedy: { en: 'Write it as rows beside it do.', zh: '请参照相邻条目的写法。' },
    })),
  );
  if (syntax.length > 0) return syntax;
  const data = Object.fromEntries(DATA_FILES.map((name) => [name, read.get(name)?.document.toJS({ maxAliasCount: 0 }) as unknown])) as Record<DataFile, unknown>;
  return findingsOf(data).map((finding) => {
    const at = read.get(finding.file);
    if (at === undefined) return toProblem(finding, `${finding.file}.yaml`, data[finding.file]);
    return { ...toProblem(finding, at.file, data[finding.file]), position: positionOf(finding, at.document, at.lines) };
  });
}

/** A value stands where it is read: an alias would send the reader elsewhere. */
function aliasesIn(document: Document): { readonly message: string; readonly at: number }[] {
  const found: { message: string; at: number }[] = [];
  visit(document, { Alias: (_, { source, range }) => void found.push({ message: `aliases such as *${source} are not used in data files`, at: range?.[0] ?? 0 }) });
  return found;
}

function strayFile(file: string): Problem {
  return {
    code: 'stray-file', source: file,
    message: { en: `is no file of the catalogue: ${DATA_FILES.join(', ')}`, zh: `不是目录文件，目录文件有：${DATA_FILES.join('、')}` },
    remedy: { en: 'Rows of a new kind need a schema first: see schema.ts.', zh: '新的种类需先有结构定义，见 schema.ts。' },
  };
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** Line and column of what a fault is about. */
export function positionOf(fault: Pick<Fault, 'path' | 'atKey'>, document: Document, lines: LineCounter): Position {
  return positionAt(lines, offsetOf(fault, document));
}

/** Offset of the value at a path, or of the nearest thing around it that exists; of the key where the key is what is wrong. */
function offsetOf({ path, atKey }: Pick<Fault, 'path' | 'atKey'>, document: Document): number {
  let node: Node | null = document.contents;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    if (last && atKey === true && isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      return (pair?.key as Node | undefined)?.range?.[0] ?? node.range?.[0] ?? 0;
    }
    const child: unknown = document.getIn(path.slice(0, depth + 1), true);
    if (typeof child !== 'object' || child === null) break;
    node = child as Node;
  }
  return node?.range?.[0] ?? 0;
}
