// Any valid profile, generated from the published JSON Schema, so that a new field is in every property from its first day.
import fc from 'fast-check';
import { AREAS } from '../../src/profile/areas.js';
import { profileJsonSchema, type JsonSchema } from '../../src/profile/json-schema.js';
import { AREA_PATTERN, ID_PATTERN, RULE_PATTERN } from '../../src/profile/schema.js';

export type Plain = Record<string, unknown>;

/** A profile as somebody could have written it: valid in form and in sense. */
export function arbitraryProfile(): fc.Arbitrary<Plain> {
  return valueOf(profileJsonSchema()).map((value) => sensible(value as Plain));
}

function valueOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(valueOf));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 1000, 1_000_000) });
    case 'number':
      return fc.oneof(fc.constantFrom(schema.minimum ?? 0, Math.min(schema.maximum ?? 1, 1)), between(schema.minimum ?? 0, Math.min(schema.maximum ?? 1, 1_000_000)));
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valueOf(schema.items!), { minLength: schema.minItems ?? 0, maxLength: schema.maxItems ?? 3 });
    case 'object':
      return mappingOf(schema);
    default:
      return textOf(schema);
  }
}

function between(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true });
}

function mappingOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.properties === undefined) {
    const values = schema.additionalProperties as JsonSchema;
    return fc.dictionary(fc.constantFrom(...(schema.propertyNames!.enum as string[])), valueOf(values), { minKeys: 1, noNullPrototype: true });
  }
  const properties = Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, valueOf(value)]));
  return fc.record(properties, { requiredKeys: [...(schema.required ?? [])], noNullPrototype: true });
}

function textOf({ pattern, format, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'date') return fc.constantFrom('2026-11-23', '2027-03-31', '2028-02-29');
  if (pattern === AREA_PATTERN.source) return fc.constantFrom(...AREAS);
  if (pattern === RULE_PATTERN.source) return fc.constantFrom('licence/revenue-limit', 'article/restricted');
  if (pattern === ID_PATTERN.source) return fc.stringMatching(/^[a-z0-9-]{1,20}$/);
  // What a mistaken quoting of YAML or JSON would show.
  const awkward = fc.constantFrom('yes', 'null', '1e3', '- a', 'a: b', '# no', '「3D」素材', '\u{1F600}', "it's", '"', '{x}', ' é ', '~', '2027-01-01');
  return fc.oneof(awkward, fc.string({ minLength: 1, maxLength: maxLength ?? 20, unit: 'grapheme' })).filter((text) => text.trim() !== '');
}

/** Mends what the schema cannot say: ids of their own, shares that add up, one way to state a volume. */
function sensible(profile: Plain): Plain {
  const workloads = profile['workloads'] as Plain[] | undefined;
  return {
    ...withSensibleWeights(profile),
    ...(Array.isArray(workloads) ? { workloads: workloads.map(sensibleWorkload) } : {}),
  };
}

function sensibleWorkload(workload: Plain, index: number): Plain {
  const { classes, traffic, sensitive_share: sensitive, hard_share: hard, ...rest } = withSensibleWeights(workload);
  const shares = { ...(sensitive === undefined ? {} : { sensitive_share: sensitive }), ...(hard === undefined ? {} : { hard_share: hard }) };
  return {
    ...rest,
    id: `${String(rest['id'])}-${index}`,
    ...(traffic === undefined ? {} : { traffic: typeof traffic === 'string' ? traffic : sensibleTraffic(traffic as Plain) }),
    ...(Array.isArray(classes) ? { classes: sensibleClasses(classes as Plain[]) } : shares),
  };
}

function sensibleClasses(classes: readonly Plain[]): readonly Plain[] {
  const share = Math.floor(100 / classes.length) / 100;
  return classes.map((each, index) => ({
    ...withSensibleWeights(each),
    id: `${String(each['id'])}-${index}`,
    share: index === 0 ? 1 - share * (classes.length - 1) : share,
  }));
}

function sensibleTraffic(traffic: Plain): Plain {
  const ways = ['requests_per_day', 'users', 'hourly'].filter((key) => key in traffic);
  const others = [...ways.slice(1), ...(ways[0] === 'users' ? [] : ['requests_per_user_per_day'])];
  return Object.fromEntries(Object.entries(traffic).filter(([key]) => !others.includes(key)));
}

function withSensibleWeights(holder: Plain): Plain {
  const weights = holder['weights'] as { rank?: string[]; points?: Record<string, number> } | string | undefined;
  if (typeof weights !== 'object') return holder;
  if (weights.rank !== undefined) return { ...holder, weights: { rank: [...new Set(weights.rank)] } };
  return { ...holder, weights: { points: { ...weights.points, cost: 1 } } };
}

/** The same data with the keys of every mapping in another order. */
export function reordered(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, seed));
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string): number => Array.from(key).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) + seed) % 9973, seed);
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b));
  return Object.fromEntries(entries.map(([key, inner]) => [key, reordered(inner, seed)]));
}
