/** What may stand at a place, in words: made from the schema, so that messages cannot disagree with what is accepted. */
import { text } from './finding.js';
import type { JsonSchema } from './json-schema.js';
import { printable } from './path.js';
import { AREA_PATTERN, ID_PATTERN, LARGEST, RULE_PATTERN } from './schema.js';
import { keysOf } from './shape.js';
import type { Text } from './vocabulary.js';

const PATTERNS: ReadonlyMap<string, Text> = new Map([
  [AREA_PATTERN.source, text('a country code of two capital letters (ISO 3166-1), or EU', '两个大写字母的国家/地区代码（ISO 3166-1）或 EU')],
  [ID_PATTERN.source, text('a short name of lower-case letters, digits and hyphens', '由小写字母、数字和连字符组成的短名称')],
  [RULE_PATTERN.source, text('the id of a rule, such as licence/revenue-limit', '规则编号，如 licence/revenue-limit')],
]);

/** `one of tight, moderate, ample or unknown, or a mapping with usd_per_month`. */
export function expectation(schemas: readonly JsonSchema[]): Text {
  const names = schemas.flatMap((schema) => schema.enum ?? []).map(String);
  const parts = [...(names.length > 1 ? [oneOf(names)] : names.map((name) => text(`"${name}"`, `“${name}”`))), ...schemas.flatMap((schema) => shapeOf(schema) ?? [])];
  // What is usual comes first: "unknown" alone is the exception.
  if (names.length === 1) parts.push(...parts.splice(0, 1));
  return text(parts.map(({ en }) => en).join(', or '), parts.map(({ zh }) => zh).join('，或'));
}

function oneOf(names: readonly string[]): Text {
  const start = names.slice(0, -1).join(', ');
  const last = names.at(-1) ?? '';
  return text(`${names.length > 2 ? 'one of ' : ''}${start} or ${last}`, `${[...names.slice(0, -1), last].join('、')}${names.length > 2 ? ' 之一' : ''}`);
}

function shapeOf(schema: JsonSchema): Text | undefined {
  if (schema.enum !== undefined) return undefined;
  if (schema.const !== undefined) return text(JSON.stringify(schema.const), JSON.stringify(schema.const));
  switch (schema.type) {
    case 'number':
    case 'integer':
      return numberIn(schema);
    case 'boolean':
      return text('true or false', 'true 或 false');
    case 'array':
      return listOf(schema);
    case 'object':
      return mappingOf(schema);
    default:
      return stringLike(schema);
  }
}

function numberIn({ type, minimum, maximum }: JsonSchema): Text {
  const noun = type === 'integer' ? text('a whole number', '整数') : text('a number', '数字');
  const low = minimum === undefined || minimum <= -LARGEST ? undefined : minimum;
  const high = maximum === undefined || maximum > LARGEST ? undefined : maximum;
  if (low !== undefined && high !== undefined && high < LARGEST) return text(`${noun.en} from ${low} to ${high}`, `${low} 到 ${high} 之间的${noun.zh}`);
  if (low !== undefined) return text(`${noun.en} of at least ${low}`, `不小于 ${low} 的${noun.zh}`);
  return noun;
}

function listOf({ items, minItems, maxItems }: JsonSchema): Text {
  const inner = items === undefined ? text('values', '值') : expectation([items]);
  if (minItems !== undefined && minItems === maxItems) return text(`a list of ${minItems} entries, each ${inner.en}`, `含 ${minItems} 项的列表，每项为${inner.zh}`);
  if (minItems !== undefined) return text(`a list with at least ${minItems} entry, each ${inner.en}`, `至少含 ${minItems} 项的列表，每项为${inner.zh}`);
  return text(`a list, each entry ${inner.en}`, `列表，每项为${inner.zh}`);
}

const MOST_KEYS = 6;

function mappingOf(schema: JsonSchema): Text {
  const keys = keysOf(schema);
  const shown = keys.slice(0, MOST_KEYS).join(', ');
  const more = keys.length > MOST_KEYS;
  return text(`a mapping with ${shown}${more ? ', …' : ''}`, `含 ${shown.replaceAll(', ', '、')}${more ? ' 等' : ''}键的映射`);
}

function stringLike({ pattern, format, maxLength }: JsonSchema): Text {
  if (format === 'date') return text('a date such as 2027-03-31', '日期，如 2027-03-31');
  const known = pattern === undefined ? undefined : PATTERNS.get(pattern);
  if (known !== undefined) return known;
  return maxLength === undefined ? text('a text', '文字') : text(`a text of 1 to ${maxLength} characters`, `1 到 ${maxLength} 个字符的文字`);
}

/** What was found instead, short enough to stand in a sentence. */
export function described(value: unknown): Text {
  if (value === undefined || value === null) return text('nothing', '空值');
  if (typeof value === 'string') return text(`"${printable(value)}"`, `“${printable(value)}”`);
  if (Array.isArray(value)) return value.length === 0 ? text('an empty list', '空列表') : text(`a list of ${value.length}`, `含 ${value.length} 项的列表`);
  if (typeof value === 'object') return text('a mapping', '映射');
  const plain = typeof value === 'number' || typeof value === 'boolean' ? String(value) : typeof value;
  return text(plain, plain);
}
