/** `--set PATH=VALUE`: answers changed from the command line, in the document as it was written, before it is validated. */
import { AiPathError } from '../error.js';
import { text, type Finding } from './finding.js';
import { formatPath, printable, type Path } from './path.js';
import { valueAt } from './problems.js';
import { acceptsUnknown, isListAt, keysAt, placesOfKey } from './shape.js';
import { didYouMean, suggest } from './suggest.js';
import { KEY_SYNONYMS } from './synonyms.js';
import { readYamlValue } from './yaml.js';
import type { Text } from './vocabulary.js';

/** The source that problems of such a change name. */
export const SET_SOURCE = '--set';

export interface SetClause {
  /** `workloads.player-support.terms`: keys, ids of list entries, `*` for every entry, a 0-based index where entries have no id. */
  readonly segments: readonly [string, ...string[]];
  readonly value: unknown;
}

/** Reads `PATH=VALUE`; the value is YAML. Throws a usage error where it is not of that form. */
export function parseSetClause(argument: string): SetClause {
  const equals = argument.indexOf('=');
  const path = argument.slice(0, Math.max(0, equals)).trim();
  const [first, ...others] = path.split('.');
  if (equals === -1 || first === undefined || [first, ...others].includes('')) {
    throw usage(
      text(`"${printable(argument)}" is not of the form PATH=VALUE.`, `“${printable(argument)}”不是“路径=值”的形式。`),
      text('For example: --set workloads.player-support.terms=full', '例如：--set workloads.player-support.terms=full'),
    );
  }
  const read = readYamlValue(argument.slice(equals + 1));
  if (read === undefined) {
    throw usage(
      text(`The value of "${printable(path)}" is not plain YAML.`, `“${printable(path)}”的值不是有效的 YAML。`),
      text('Lists are written [a, b], mappings {key: value}; quote the whole argument for the shell.', '列表写作 [a, b]，映射写作 {key: value}；在命令行里请给整个参数加引号。'),
    );
  }
  return { segments: [first, ...others], value: read.value };
}

function usage(message: Text, remedy: Text): AiPathError {
  return new AiPathError('usage', [{ code: 'set-syntax', source: SET_SOURCE, message, remedy }]);
}

export interface Applied {
  readonly value: unknown;
  /** Every place that was changed. */
  readonly paths: readonly Path[];
  readonly findings: readonly Finding[];
}

/** The document with all clauses applied, in order; the one that is passed in stays as it is. */
export function applySet(document: unknown, clauses: readonly SetClause[]): Applied {
  if (clauses.length === 0) return { value: document, paths: [], findings: [] };
  const value: unknown = structuredClone(document);
  const paths: Path[] = [];
  const findings: Finding[] = [];
  for (const { segments, value: wanted } of clauses) {
    const resolved = resolve(value, [], segments);
    for (const path of resolved.paths) put(value, path, wanted);
    paths.push(...resolved.paths);
    // What is wrong with a path is wrong with it in each entry that `*` stands for.
    findings.push(...resolved.findings.filter(({ message }, index, all) => all.findIndex((other) => other.message.en === message.en) === index));
  }
  return { value, paths, findings };
}

interface Resolved {
  readonly paths: readonly Path[];
  readonly findings: readonly Finding[];
}

/** The places that `segments` name, below `path`. The schema says which keys there are, the document which list entries. */
function resolve(document: unknown, path: Path, segments: readonly string[]): Resolved {
  const [segment, ...rest] = segments;
  if (segment === undefined) return { paths: [path], findings: [] };
  const next = isListAt(path) ? entriesNamed(document, path, segment) : keyNamed(path, segment);
  if (!Array.isArray(next)) return { paths: [], findings: [next as Finding] };
  const resolved = (next as readonly Path[]).map((each) => resolve(document, each, rest));
  return { paths: resolved.flatMap(({ paths }) => paths), findings: resolved.flatMap(({ findings }) => findings) };
}

function keyNamed(path: Path, key: string): readonly Path[] | Finding {
  const known = keysAt(path);
  if (known.includes(key)) return [[...path, key]];
  const suggestion = suggest(key, known, KEY_SYNONYMS);
  const [elsewhere] = placesOfKey(key);
  const where = path.length === 0 ? text('a profile', '档案顶层') : text(`"${formatPath(path)}"`, `“${formatPath(path)}”`);
  const nothing = text(`${where.en} has no keys below it.`, `${where.zh}之下没有键。`);
  const remedy =
    known.length === 0
      ? nothing
      : suggestion !== undefined
        ? didYouMean(suggestion)
        : elsewhere !== undefined && elsewhere !== ''
          ? text(`It belongs to "${elsewhere}".`, `它应写在“${elsewhere}”之下。`)
          : text(`Known in ${where.en}: ${known.join(', ')}.`, `${where.zh}可用的键：${known.join('、')}。`);
  return {
    code: 'unknown-path',
    path: [...path, key],
    target: 'key',
    message: text(`No such place in a profile: "${printable(key)}".`, `档案中没有“${printable(key)}”这个位置。`),
    remedy,
  };
}

function entriesNamed(document: unknown, path: Path, segment: string): readonly Path[] | Finding {
  const value = valueAt(document, path);
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  const all = entries.map((_, index) => [...path, index]);
  if (segment === '*' && all.length > 0) return all;
  const haveIds = keysAt([...path, 0]).includes('id');
  const ids = entries.map((entry) => valueAt(entry, ['id'])).filter((id) => typeof id === 'string');
  const index = haveIds ? entries.findIndex((entry) => valueAt(entry, ['id']) === segment) : /^\d+$/.test(segment) ? Number(segment) : -1;
  const found = all[index];
  return found === undefined ? noSuchEntry(path, segment, haveIds ? ids : all.map((_, position) => String(position))) : [found];
}

function noSuchEntry(path: Path, segment: string, names: readonly string[]): Finding {
  const suggestion = suggest(segment, names);
  const place = formatPath(path);
  return {
    code: 'unknown-path',
    path: [...path, segment],
    target: 'key',
    message: text(`"${place}" has no entry "${printable(segment)}" in this profile.`, `此档案的“${place}”中没有“${printable(segment)}”。`),
    remedy:
      suggestion !== undefined
        ? didYouMean(suggestion)
        : names.length === 0
          ? text('The list is empty or missing.', '该列表为空或不存在。')
          : text(`There are: ${names.slice(0, 20).map(printable).join(', ')}.`, `现有：${names.slice(0, 20).map(printable).join('、')}。`),
  };
}

/** Writes a value; `unknown` clears, which means the word where it is an answer, and removal where it is not. */
function put(document: unknown, path: Path, value: unknown): void {
  let holder = document;
  for (const [index, segment] of path.slice(0, -1).entries()) {
    const inner = valueAt(holder, [segment]);
    if (isContainer(inner)) {
      holder = inner;
      continue;
    }
    // A level such as `budget: tight` gives way to the mapping that the path asks for.
    const created: unknown = typeof path[index + 1] === 'number' ? [] : {};
    assign(holder, segment, created);
    holder = created;
  }
  const last = path.at(-1);
  if (last === undefined) return;
  if (value === 'unknown' && typeof last === 'string' && !acceptsUnknown(path)) remove(holder, last);
  else assign(holder, last, structuredClone(value));
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function assign(holder: unknown, key: string | number, value: unknown): void {
  if (isContainer(holder)) Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}

function remove(holder: unknown, key: string): void {
  if (isContainer(holder)) Reflect.deleteProperty(holder, key);
}
