/** Judges the catalogue's YAML files as people edit them, with the line and column of everything that is wrong. */
import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Position, Problem } from '../error.js';
import { CATALOGUE_FILES, findingsOf, toProblem, type Finding } from './check.js';
import type { CatalogueFile } from './schema.js';

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

/** Every problem of the five files: first those of YAML itself, then those of the rows. A file that is not given counts as empty. */
export function checkCatalogueFiles(files: readonly CatalogueText[]): Problem[] {
  const read = new Map<CatalogueFile, Read>();
  for (const { file, text } of files) {
    const name = CATALOGUE_FILES.find((known) => file.replace(/^.*[/\\]/, '') === `${known}.yaml`);
    if (name === undefined) return [strayFile(file)];
    const lines = new LineCounter();
    read.set(name, { file, lines, document: parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true, prettyErrors: false }) });
  }
  const syntax = [...read.values()].flatMap(({ file, document, lines }) =>
    document.errors.map(({ message, pos }): Problem => ({
      code: 'yaml-syntax', source: file, position: positionAt(lines, pos[0]), message: { en: message, zh: `YAML 语法错误：${message}` },
    })),
  );
  if (syntax.length > 0) return syntax;
  const data = Object.fromEntries(CATALOGUE_FILES.map((name) => [name, read.get(name)?.document.toJS({ maxAliasCount: 0 }) as unknown])) as Record<CatalogueFile, unknown>;
  return findingsOf(data).map((finding) => {
    const at = read.get(finding.file);
    if (at === undefined) return toProblem(finding, `${finding.file}.yaml`, data[finding.file]);
    return { ...toProblem(finding, at.file, data[finding.file]), position: positionAt(at.lines, offsetOf(finding, at.document)) };
  });
}

function strayFile(file: string): Problem {
  return {
    code: 'stray-file', source: file,
    message: { en: `is no file of the catalogue: ${CATALOGUE_FILES.join(', ')}`, zh: `不是目录文件，目录文件有：${CATALOGUE_FILES.join('、')}` },
  };
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** Offset of the value at a path, or of the nearest thing around it that exists; of the key where the key is what is wrong. */
function offsetOf({ path, atKey }: Finding, document: Document): number {
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
