/** The profile's published JSON Schema (draft 2020-12), made from the zod schema, so that there is no second description of the format. */
import * as z from 'zod';
import { profileSchema } from './schema.js';

/** The part of JSON Schema that the profile's schema uses. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** A name, not an address: the schema comes with the program (`ai-path schema profile`). */
const SCHEMA_ID = 'urn:ai-path:profile:1';

let made: JsonSchema | undefined;

export function profileJsonSchema(): JsonSchema {
  made ??= build();
  return made;
}

function build(): JsonSchema {
  const generated = z.toJSONSchema(profileSchema, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;
  const { $schema, ...body } = simplified(generated);
  return {
    ...($schema === undefined ? {} : { $schema }),
    $id: SCHEMA_ID,
    title: 'ai-path profile',
    description: 'What ai-path knows of an organisation and its AI workloads. Every answer may be left out or be `unknown`.',
    ...body,
  };
}

/** Alternatives of alternatives become one list, and alternative names one enumeration: what editors complete and explain best. */
function simplified(schema: JsonSchema): JsonSchema {
  const inner: JsonSchema = {
    ...schema,
    ...(schema.properties === undefined ? {} : { properties: mapValues(schema.properties) }),
    ...(schema.items === undefined ? {} : { items: simplified(schema.items) }),
    ...(typeof schema.additionalProperties === 'object' ? { additionalProperties: simplified(schema.additionalProperties) } : {}),
  };
  if (schema.anyOf === undefined) return inner;
  const { anyOf: alternatives, ...rest } = inner;
  const flat = (alternatives ?? []).map(simplified).flatMap((each) => (Object.keys(each).join() === 'anyOf' ? (each.anyOf ?? []) : [each]));
  const names = flat.flatMap((each) => namesOf(each) ?? []);
  const others = flat.filter((each) => namesOf(each) === undefined);
  const name: readonly JsonSchema[] = names.length === 0 ? [] : [{ type: 'string', enum: names }];
  const [first, ...more] = [...others, ...name];
  if (first === undefined) return rest;
  return more.length === 0 ? { ...first, ...rest } : { ...rest, anyOf: [first, ...more] };
}

function mapValues(properties: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, simplified(value)]));
}

function namesOf({ type, enum: names, const: only, ...rest }: JsonSchema): readonly unknown[] | undefined {
  if (type !== 'string' || Object.keys(rest).length > 0) return undefined;
  return names ?? (only === undefined ? undefined : [only]);
}
