// Rule packs and catalogue are YAML for people and one JSON string for the program: JSON.parse is many times faster than a YAML parser,
// and the start of a command pays for it. Run it alone after editing data; every build runs it.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Environment } from '@marcbachmann/cel-js';
import { isAlias, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { compileForm } from './compile-form.mjs';
import { compilePrices } from './compile-prices.mjs';

/** @typedef {{ file: string, sha256: string, content: unknown }} DataFile */

/**
 * Writes the generated modules that are not up to date.
 * @param {string} root
 * @returns {string[]} the files written
 */
export function compileData(root) {
  const packs = readFolder(join(root, 'src/rules/packs'));
  const catalogue = readFolder(join(root, 'src/catalogue/data'));
  const templates = readFolder(join(root, 'src/profile/templates'));
  const form = compileForm(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return [
    write(root, 'src/rules/packs.generated.ts', {
      PACKS_JSON: JSON.stringify(packs.map(({ file, sha256, content }) => ({ file, sha256, pack: content }))),
      SYNTAX_JSON: JSON.stringify(Object.fromEntries(packs.flatMap(({ content }) => conditionsIn(content)).map((text) => [text, syntaxOf(text)]))),
    }),
    write(root, 'src/catalogue/data.generated.ts', {
      CATALOGUE_JSON: JSON.stringify(Object.fromEntries(catalogue.map(({ file, sha256, content }) => [basename(file, '.yaml'), { file, sha256, data: content }]))),
    }),
    write(root, 'src/catalogue/prices.generated.ts', { PRICES_JSON: JSON.stringify(tablePrices(catalogue)) }),
    write(root, 'src/profile/templates.generated.ts', { TEMPLATES_JSON: JSON.stringify(Object.assign({}, ...templates.map(({ content }) => /** @type {{ kinds: object }} */ (content).kinds))) }),
    ...(form === undefined ? [] : [write(root, 'src/profile/form.generated.ts', { FORM_JSON: JSON.stringify(form) })]),
    write(root, 'src/version.generated.ts', { VERSION: version }),
  ].filter((file) => file !== undefined);
}

/**
 * Prices of the table for what the catalogue names; none where it names no table.
 * @param {DataFile[]} catalogue
 */
function tablePrices(catalogue) {
  /** @param {string} name @returns {any} */
  const contentOf = (name) => catalogue.find(({ file }) => file === name)?.content;
  const prices = contentOf('prices.yaml');
  return prices === undefined ? [] : compilePrices(prices, contentOf('apis.yaml')?.apis ?? []);
}

/**
 * @param {string} folder
 * @returns {DataFile[]} sorted by name
 */
function readFolder(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => readData(join(folder, name)));
}

/**
 * @param {string} path
 * @returns {DataFile}
 * @throws one Error that lists all that is wrong with the file, a line each
 */
export function readData(path) {
  // The same content has the same digest on every system, also where git checks out with CRLF.
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path)).replaceAll('\r\n', '\n');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { strict: true, uniqueKeys: true, lineCounter, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => ({ offset: pos[0], message }));
  visit(document, {
    Node: (_key, node) => {
      const message = refused(node);
      if (message !== undefined) problems.push({ offset: node.range?.[0] ?? 0, message });
    },
  });
  if (problems.length > 0) {
    const lines = problems.map(({ offset, message }) => {
      const { line, col } = lineCounter.linePos(offset);
      return `${path}:${line}:${col}: ${message}`;
    });
    throw new Error(lines.join('\n'));
  }
  return { file: basename(path), sha256: createHash('sha256').update(text).digest('hex'), content: document.toJS() };
}

/**
 * What YAML allows and these files do without: it would surprise a reader, or be lost in JSON.
 * @param {import('yaml').Alias | import('yaml').Scalar | import('yaml').YAMLMap | import('yaml').YAMLSeq} node
 */
function refused(node) {
  if (isAlias(node)) return `aliases are not used in data files: write the value of *${node.source} out`;
  if (node.anchor !== undefined) return `anchors are not used in data files: remove &${node.anchor}`;
  if (isScalar(node) && typeof node.value === 'number' && !Number.isFinite(node.value)) return 'a number must be finite';
  return undefined;
}

const CONDITIONS = new Set(['when', 'met', 'possible', 'rare_unless', 'holds', 'fails']);

/**
 * The conditions of a pack, wherever they stand.
 * @param {unknown} value
 * @returns {string[]}
 */
function conditionsIn(value) {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (typeof inner === 'string' && CONDITIONS.has(key) ? [inner] : conditionsIn(inner)));
}

const engine = new Environment({ unlistedVariablesAreDyn: true });

/**
 * What the program needs of a condition's syntax tree. One that can't be parsed is left out; the check of the packs says what is wrong with it.
 * @param {string} text
 */
function syntaxOf(text) {
  try {
    return kept(engine.parse(text).ast);
  } catch {
    return undefined;
  }
}

/**
 * @param {any} node
 * @returns {any}
 */
function kept(node) {
  if (Array.isArray(node)) return node.map(kept);
  if (typeof node === 'bigint') return Number(node);
  return typeof node === 'object' && node !== null ? { op: node.op, args: kept(node.args) } : node;
}

/**
 * @param {string} root
 * @param {string} file
 * @param {Record<string, string>} values by name
 * @returns {string | undefined} the file, if it had to be written
 */
function write(root, file, values) {
  // The type is spelled out, or the declaration files would repeat the whole text as a literal type.
  const module = `// Written by scripts/compile-data.mjs.\n${Object.entries(values).map(([name, value]) => `export const ${name}: string =\n  ${literal(value)};\n`).join('')}`;
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  try {
    if (readFileSync(path, 'utf8') === module) return undefined;
  } catch {
    // not there yet
  }
  writeFileSync(path, module);
  return file;
}

/**
 * Single quotes, since JSON is full of double ones.
 * @param {string} text
 */
function literal(text) {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
  return `'${escaped}'`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const written = compileData(fileURLToPath(new URL('..', import.meta.url)));
    if (written.length > 0) console.error(`Wrote ${written.join(', ')}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
