/** From what zod found to what a person can mend: one finding for each place, in words, with a "did you mean". */
import type * as z from 'zod';
import { areaMeantBy } from './areas.js';
import { described, expectation } from './expectation.js';
import { MOST_PROBLEMS, text, type Finding } from './finding.js';
import type { JsonSchema } from './json-schema.js';
import { formatPath, printable, type Path } from './path.js';
import { AREA_PATTERN, ID_PATTERN, LARGEST } from './schema.js';
import { alternativesAt, keysAt, namesAmong, placesOfKey } from './shape.js';
import { didYouMean, normalised, suggest } from './suggest.js';
import { KEY_SYNONYMS, UNKNOWN_SYNONYMS, VALUE_SYNONYMS } from './synonyms.js';
import type { Text } from './vocabulary.js';

type Issue = z.core.$ZodIssue;

/** Findings for a value that the schema refused. More than a hundred places are not looked at in detail. */
export function findingsOf(issues: readonly Issue[], value: unknown): readonly Finding[] {
  const findings: Finding[] = [];
  for (const issue of issues) {
    findings.push(...fromIssue(issue, [], value));
    // Beyond the cap only the count matters, and each suggestion costs time.
    if (findings.length > MOST_PROBLEMS) return findings;
  }
  return findings;
}

function fromIssue(issue: Issue, base: Path, root: unknown): readonly Finding[] {
  const path = [...base, ...pathOf(issue)];
  if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, MOST_PROBLEMS + 1).map((key) => unknownKey(path, key));
  if (issue.code === 'invalid_union') {
    const branch = bestBranch(issue.errors, valueAt(root, path));
    if (branch !== undefined) return branch.flatMap((inner) => fromIssue(inner, path, root));
  }
  return [wrongValue(issue, path, valueAt(root, path))];
}

function pathOf(issue: Issue): Path {
  return issue.path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment));
}

/**
 * The alternative that somebody was writing, for values with insides: the one with the fewest keys that it does not know or lacks.
 * None where no alternative was meant; then the alternatives are named together.
 */
function bestBranch(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const looksInside = branches.filter((issues) => issues.length > 0 && issues.every((issue) => !(issue.path.length === 0 && isOfWrongKind(issue))));
  return looksInside.map((issues) => ({ issues, misfit: misfit(issues) })).sort((a, b) => a.misfit - b.misfit)[0]?.issues;
}

/** The value as a whole is of another kind than this alternative, rather than wrong inside. */
function isOfWrongKind(issue: Issue): boolean {
  if (issue.code === 'invalid_union') return issue.errors.every((inner) => inner.some((each) => each.path.length === 0 && isOfWrongKind(each)));
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function misfit(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
    return issue.code === 'invalid_type' && issue.path.length === 1 && issue.message.endsWith('undefined') ? sum + 1 : sum;
  }, 0);
}

export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[segment];
  }
  return value;
}

/** One thing to say of what ai-path itself wrote, instead of each of its keys. */
export function ownResult({ schema }: { readonly schema?: unknown }): Finding | undefined {
  if (typeof schema !== 'string' || !/^ai-path\/[a-z]+@\d+$/.test(schema)) return undefined;
  return {
    code: 'own-result', path: [], target: 'value',
    message: text(`This is a result of ai-path (${schema}), not a profile.`, `这是 ai-path 输出的结果（${schema}），不是档案。`),
    remedy: text('Name the profiles that it was made from.', '请改为指定生成它的档案。'),
  };
}

/** Keys that half the files of this world have. */
const COMMON_KEYS: readonly string[] = ['version', 'id', 'name', 'model', 'data'];

/**
 * A mapping without `organisation` that has nothing of a profile, not even misspelt: somebody else's file, whose keys and values are not repeated, since nobody
 * knows what it holds. `undefined` for anything that may have been meant as one.
 */
export function foreign(value: object): Finding | undefined {
  const keys = Object.keys(value);
  const known = keysAt([]);
  const telling = (key: string): boolean => !COMMON_KEYS.includes(key) && (known.includes(key) || placesOfKey(key).length > 0 || suggest(key, known, KEY_SYNONYMS) !== undefined);
  if (keys.every((key) => key === 'version') || keys.some(telling)) return undefined;
  return {
    code: 'not-a-profile', path: [], target: 'value',
    message: text('This does not look like a profile: it has none of its keys.', '这不像是档案：没有档案应有的键。'),
    remedy: text('A profile begins with "version: 1" and "organisation: { name: … }"; "ai-path init" writes one.', '档案以“version: 1”和“organisation: { name: … }”开头，可用“ai-path init”新建。'),
  };
}

function unknownKey(parent: Path, key: string): Finding {
  const known = keysAt(parent);
  if (known.includes(key)) return excludedKey(parent, key, known);
  const remedy = remedyForKey(parent, key, known);
  return {
    code: 'unknown-key',
    path: [...parent, key],
    target: 'key',
    message: text(`The key "${printable(key)}" is not known here.`, `此处没有名为“${printable(key)}”的键。`),
    remedy,
  };
}

/** A key of another alternative than the one that the rest of the mapping follows. */
function excludedKey(parent: Path, key: string, known: readonly string[]): Finding {
  return {
    code: 'excluded',
    path: [...parent, key],
    target: 'key',
    message: text(`The key "${key}" cannot stand beside the others here.`, `键“${key}”不能与此处的其他键并用。`),
    remedy: text(`Choose one of ${known.join(', ')}.`, `请在 ${known.join('、')} 中选一个。`),
  };
}

/** A key that is right elsewhere is misplaced rather than misspelt. */
function remedyForKey(parent: Path, key: string, known: readonly string[]): Text {
  const here = suggest(key, known, KEY_SYNONYMS);
  const [elsewhere] = placesOfKey(key);
  if (elsewhere !== undefined && here?.habit === undefined) {
    const place = elsewhere === '' ? text('the top level', '顶层') : text(`"${elsewhere}"`, `“${elsewhere}”`);
    return text(`It belongs to ${place.en}.`, `它应写在${place.zh}之下。`);
  }
  if (here !== undefined) return didYouMean(here);
  const where = parent.length === 0 ? text('a profile', '档案顶层') : text(`"${formatPath(parent)}"`, `“${formatPath(parent)}”`);
  return text(`Known in ${where.en}: ${known.join(', ')}.`, `${where.zh}可用的键：${known.join('、')}。`);
}

function wrongValue(issue: Issue, path: Path, value: unknown): Finding {
  const schemas = alternativesAt(path);
  const expected = expectation(schemas);
  if (value === undefined) return missing(path, expected);
  const remedy = remedyForValue(path, value, schemas);
  const found = described(value);
  const message = typeof value === 'number' && value > LARGEST
    ? text(`The largest number is ${LARGEST.toExponential(0).replace('+', '')}; found ${found.en}.`, `最大为 ${LARGEST.toExponential(0).replace('+', '')}；实际是：${found.zh}。`)
    : issueCode(issue) === 'unknown-area'
      ? text(`There is no country with the code ${found.en}.`, `没有代码为${found.zh}的国家或地区。`)
      : text(`Expected ${expected.en}; found ${found.en}.`, `应为：${expected.zh}；实际是：${found.zh}。`);
  return { code: issueCode(issue), path, target: 'value', message, ...(remedy === undefined ? {} : { remedy }) };
}

function issueCode(issue: Issue): string {
  switch (issue.code) {
    case 'custom':
      return typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'wrong-value';
    case 'too_small':
    case 'too_big':
      return issue.origin === 'array' || issue.origin === 'string' ? 'wrong-length' : 'out-of-range';
    case 'invalid_type':
      return 'wrong-type';
    default:
      return 'wrong-value';
  }
}

function missing(path: Path, expected: Text): Finding {
  const key = String(path.at(-1));
  return {
    code: 'missing',
    path,
    target: 'key',
    message: text(`The key "${key}" is missing: ${expected.en}.`, `缺少键“${key}”：${expected.zh}。`),
    ...(key === 'version'
      ? { remedy: text('Add the line "version: 1".', '请加上“version: 1”一行。'), remedyInJson: text('Add "version": 1.', '请加上 "version": 1。') }
      : { remedy: text('Add it.', '请补上。') }),
  };
}

function remedyForValue(path: Path, value: unknown, schemas: readonly JsonSchema[]): Text | undefined {
  if (value === null) return remedyForNull(schemas);
  if (typeof value === 'string') return remedyForText(path, value, schemas);
  if (typeof value === 'number') return remedyForNumber(value, schemas);
  if (typeof value === 'boolean') return remedyForText(path, String(value), schemas);
  return remedyForList(value, schemas);
}

function write(value: string): Text {
  return text(`Write ${value}.`, `请写作 ${value}。`);
}

function remedyForNull(schemas: readonly JsonSchema[]): Text {
  if (namesAmong(schemas).includes('unknown')) return text('Write unknown, or leave the key out.', '不知道就写 unknown，或删去这个键。');
  return text('Write a value, or leave the key out.', '请填写一个值，或删去这个键。');
}

function remedyForText(path: Path, value: string, schemas: readonly JsonSchema[]): Text | undefined {
  const names = namesAmong(schemas);
  if (names.includes('unknown') && UNKNOWN_SYNONYMS.includes(normalised(value))) return didYouMean({ name: 'unknown' });
  if (schemas.some(({ pattern }) => pattern === AREA_PATTERN.source)) {
    const code = areaMeantBy(value);
    if (code !== undefined) return didYouMean({ name: code });
  }
  const key = path.findLast((segment) => typeof segment === 'string') ?? '';
  const inList = schemas.flatMap(({ items }) => (items === undefined ? [] : namesAmong([items])));
  const suggestion = suggest(value, [...names, ...inList], VALUE_SYNONYMS[key] ?? {});
  if (suggestion !== undefined) return names.includes(suggestion.name) ? didYouMean(suggestion) : write(`[${suggestion.name}]`);
  if (inList[0] !== undefined) return NOTHING_SYNONYMS.includes(normalised(value)) ? write('[]') : text(`Write a list, such as [${inList[0]}].`, `请写成列表，例如 [${inList[0]}]。`);
  return rewritten(value, schemas);
}

/** For a list that holds nothing. */
const NOTHING_SYNONYMS: readonly string[] = ['none', 'no', 'nothing', 'empty', '无', '没有'];

/** Values that are right but for their writing: `"5000"`, `5,000`, `30%`, `yes`, `My Workload`, `2027/3/31`. */
function rewritten(value: string, schemas: readonly JsonSchema[]): Text | undefined {
  for (const schema of schemas) {
    if (schema.type === 'number' || schema.type === 'integer' || typeof schema.const === 'number') {
      const number = numberMeantBy(value);
      if (number !== undefined) return write(String(number));
    }
    if (schema.type === 'boolean' && /^(yes|no|on|off|是|否)$/i.test(value)) return write(/^(yes|on|是)$/i.test(value) ? 'true' : 'false');
    if (schema.items?.pattern === AREA_PATTERN.source) {
      const code = areaMeantBy(value);
      if (code !== undefined) return write(`[${code}]`);
    }
    if (schema.format === 'date') return dateMeantBy(value);
    if (schema.pattern === ID_PATTERN.source) {
      const id = value.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 64);
      if (id !== '' && id !== value) return didYouMean({ name: id });
    }
  }
  return undefined;
}

const UNITS: Readonly<Record<string, number>> = { '%': 0.01, k: 1e3, m: 1e6, 千: 1e3, 万: 1e4, 亿: 1e8 };

function numberMeantBy(value: string): number | undefined {
  const match = /^[$¥€]?\s*([+-]?\d[\d,_ ]*(?:\.\d+)?)\s*([%kKmM千万亿])?$/u.exec(value.trim());
  if (match === null) return undefined;
  const number = Number((match[1] ?? '').replace(/[,_ ]/g, '')) * (UNITS[(match[2] ?? '').toLowerCase()] ?? 1);
  return Number.isFinite(number) ? withoutNoise(number) : undefined;
}

/** What binary fractions add to a decimal one: 1.3 / 100 is 0.013000000000000001. */
const withoutNoise = (value: number): number => Number(value.toPrecision(12));

function dateMeantBy(value: string): Text | undefined {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(value.trim());
  if (match === null) return undefined;
  const date = `${match[1] ?? ''}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`;
  return date === value || Number.isNaN(Date.parse(date)) ? undefined : write(date);
}

function remedyForNumber(value: number, schemas: readonly JsonSchema[]): Text | undefined {
  const isShare = schemas.some(({ maximum }) => maximum === 1);
  if (!isShare || value <= 1 || value > 100) return undefined;
  const share = withoutNoise(value / 100);
  return text(`For ${value} % write ${share}.`, `${value}% 请写作 ${share}。`);
}

function remedyForList(value: unknown, schemas: readonly JsonSchema[]): Text | undefined {
  if (!Array.isArray(value) || value.length !== 1) return undefined;
  const only: unknown = value[0];
  return typeof only === 'string' && namesAmong(schemas).includes(only) ? write(only) : undefined;
}
