/** From what zod found in a rule pack to what its author can mend, with the format's own names as suggestions. */
import * as z from 'zod';
import { described, expectation } from '../profile/expectation.js';
import { text, type Finding } from '../profile/finding.js';
import type { JsonSchema } from '../profile/json-schema.js';
import { printable, type Path } from '../profile/path.js';
import { packSchema, VERSION_PATTERN, type Origin } from './schema.js';
import { suggestion } from './suggest.js';
import { remembered } from '../lazy.js';

type Issue = z.core.$ZodIssue;

/** What is wrong with the shape of a pack: unknown keys, missing ones, wrong values, missing texts. */
export function shapeFindings(pack: unknown, origin: Origin): readonly Finding[] {
  const { success, error } = packSchema(origin).pack.safeParse(pack);
  return success ? [] : error.issues.flatMap((issue) => fromIssue(issue, [], { pack, origin }));
}

interface Checked {
  readonly pack: unknown;
  readonly origin: Origin;
}

function fromIssue(issue: Issue, base: Path, checked: Checked): readonly Finding[] {
  const { pack, origin } = checked;
  // A document read from text has no symbols for keys.
  const path: Path = [...base, ...(issue.path as Path)];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], key, origin));
  if (issue.code === 'invalid_key') return [wrongValue(path, String(path.at(-1)), 'key', origin)];
  if (issue.code === 'invalid_union') {
    // The alternative that somebody was writing is the one that is wrong only inside.
    const meant = issue.errors.find((branch) => branch.length > 0 && branch.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'));
    if (meant !== undefined) return meant.flatMap((inner) => fromIssue(inner, path, checked));
  }
  const value = valueAt(pack, path);
  if (value === undefined) return [missing(path, origin)];
  if (issue.code === 'custom') return [textFinding(issue.params?.['code'] === 'not-chinese', path)];
  return [wrongValue(path, value, 'value', origin)];
}

function textFinding(notChinese: boolean, path: Path): Finding {
  return {
    code: notChinese ? 'not-chinese' : 'empty-text', path, target: 'value',
    message: notChinese ? text('The Chinese text holds no Chinese.', '中文文本中没有汉字。') : text('A text for people must not be empty.', '给人看的文本不能为空。'),
    remedy: text('Write it in the language of its key.', '请用键名所示的语言书写。'),
  };
}

function unknownKey(path: Path, key: string, origin: Origin): Finding {
  const known = alternativesAt(path.slice(0, -1), origin).flatMap((schema) => Object.keys(schema.properties ?? {}));
  const remedy = suggestion(key, known);
  return {
    code: 'unknown-key', path, target: 'key',
    message: text(`The key "${printable(key)}" is not known here.`, `此处没有名为“${printable(key)}”的键。`),
    remedy: remedy ?? text('Remove it.', '请删去。'),
  };
}

function missing(path: Path, origin: Origin): Finding {
  const key = String(path.at(-1));
  const expected = expectation(alternativesAt(path, origin));
  return {
    code: 'missing', path, target: 'key',
    message: text(`The key "${key}" is missing: ${expected.en}.`, `缺少键“${key}”：${expected.zh}。`),
    remedy: text('Add it.', '请补上。'),
  };
}

function wrongValue(path: Path, value: unknown, target: 'key' | 'value', origin: Origin): Finding {
  const schemas = alternativesAt(path, origin);
  const expected = target === 'key' ? SHORT_NAME : schemas.some(({ pattern }) => pattern === VERSION_PATTERN.source) ? VERSION : expectation(schemas);
  const found = described(value);
  const names = schemas.flatMap((schema) => [...(schema.enum ?? []), schema.const]).filter((name) => typeof name === 'string');
  const remedy = typeof value === 'string' ? suggestion(value, names) : undefined;
  return {
    code: typeof value === 'string' ? 'wrong-value' : 'wrong-type', path, target,
    message: text(`Expected ${expected.en}; found ${found.en}.`, `应为：${expected.zh}；实际是：${found.zh}。`),
    remedy: remedy ?? text('Write it so.', '请照此书写。'),
  };
}

const SHORT_NAME = text('a short name of lower-case letters, digits and hyphens', '由小写字母、数字和连字符组成的短名称');
const VERSION = text('a version such as 1.0.0', '形如 1.0.0 的版本号');

export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[segment];
  }
  return value;
}

const jsonSchemas = new Map<Origin, JsonSchema>();

function packJsonSchema(origin: Origin): JsonSchema {
  return remembered(jsonSchemas, origin, () => z.toJSONSchema(packSchema(origin).pack, { io: 'input', target: 'draft-2020-12' }) as JsonSchema);
}

/** What may stand at a path: one schema for each alternative. */
function alternativesAt(path: Path, origin: Origin): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (schemas, segment) => schemas.flatMap((schema) => {
      const inner = typeof segment === 'number' ? schema.items : (schema.properties?.[segment] ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined));
      return inner === undefined ? [] : flattened(inner);
    }),
    flattened(packJsonSchema(origin)),
  );
}

function flattened(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf === undefined ? [schema] : schema.anyOf.flatMap(flattened);
}
