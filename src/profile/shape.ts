/** Finds one's way in the format by path: which keys and values may stand where. Reads the JSON Schema, so it needs no second list. */
import { profileJsonSchema, type JsonSchema } from './json-schema.js';
import type { Path } from './path.js';

/** What may stand at a path: one schema for each alternative. Empty where the format has no such path. */
export function alternativesAt(path: Path): readonly JsonSchema[] {
  let current = alternatives(profileJsonSchema());
  for (const segment of path) {
    current = current.flatMap((schema) => {
      const next = typeof segment === 'number' ? schema.items : childOf(schema, segment);
      return next === undefined ? [] : alternatives(next);
    });
  }
  return current;
}

function alternatives(schema: JsonSchema): readonly JsonSchema[] {
  return schema.anyOf ?? [schema];
}

function childOf(schema: JsonSchema, key: string): JsonSchema | undefined {
  if (schema.properties !== undefined) return Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
  if (typeof schema.additionalProperties !== 'object') return undefined;
  return keysOf(schema).includes(key) ? schema.additionalProperties : undefined;
}

/** The keys that a mapping may have. */
export function keysOf(schema: JsonSchema): readonly string[] {
  if (schema.properties !== undefined) return Object.keys(schema.properties);
  return (schema.propertyNames?.enum ?? []).filter((key) => typeof key === 'string');
}

export function keysAt(path: Path): readonly string[] {
  return [...new Set(alternativesAt(path).flatMap(keysOf))];
}

/** The names that may stand at a path: levels, tasks, and `unknown` where it is one of them. */
export function namesAmong(schemas: readonly JsonSchema[]): readonly string[] {
  return schemas.flatMap((schema) => [...(schema.enum ?? []), schema.const]).filter((name) => typeof name === 'string');
}

export function acceptsUnknown(path: Path): boolean {
  return namesAmong(alternativesAt(path)).includes('unknown');
}

export function isListAt(path: Path): boolean {
  return alternativesAt(path).some((schema) => schema.items !== undefined);
}

/** Where else a key is known: paths of the mappings that have it, nearest the root first, list entries as `[]`. */
export function placesOfKey(key: string): readonly string[] {
  const found: string[] = [];
  const pending: { readonly schema: JsonSchema; readonly path: string }[] = [{ schema: profileJsonSchema(), path: '' }];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { schema, path } = next;
    for (const each of alternatives(schema)) {
      if (keysOf(each).includes(key) && !found.includes(path)) found.push(path);
      for (const [name, child] of Object.entries(each.properties ?? {})) pending.push({ schema: child, path: path === '' ? name : `${path}.${name}` });
      if (each.items !== undefined) pending.push({ schema: each.items, path: `${path}[]` });
    }
  }
  return found;
}
