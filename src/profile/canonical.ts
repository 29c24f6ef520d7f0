/** One text for all ways to write the same profile: what an assessment's input is identified by. */
import { createHash } from 'node:crypto';
import { inherit, scopeOf, type Scope } from './inherit.js';
import type { Profile } from './schema.js';

/** Lists whose order says nothing. The order of workloads, classes, options and a ranking stays. */
const SETS: ReadonlySet<string> = new Set(['house_rules', 'contains', 'people_in', 'audience_in', 'signed']);

/**
 * JSON with sorted keys and without what is unknown. An `unknown` that overrides a known answer from above says something, and stays.
 * Reading the text gives the profile again.
 */
export function canonicalJson(profile: Profile): string {
  const { workloads, ...root } = profile;
  const canonical = entriesOf(root, {});
  if (workloads === undefined) return JSON.stringify(canonical);
  const scope = scopeOf(profile);
  return JSON.stringify(inOrder({ ...canonical, workloads: workloads.map((workload) => canonicalWorkload(workload, scope)) }));
}

/** SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function canonicalWorkload(workload: NonNullable<Profile['workloads']>[number], root: Scope): object {
  const { classes, ...own } = workload;
  const canonical = entriesOf(own, root);
  if (classes === undefined) return canonical;
  const scope = inherit(root, own);
  return inOrder({ ...canonical, classes: classes.map((each) => entriesOf(each, scope)) });
}

/** The entries of `holder` that say something where `above` holds, in the order of their keys. */
function entriesOf(holder: object, above: object): Record<string, unknown> {
  const from = holder as Readonly<Record<string, unknown>>;
  const entries: Record<string, unknown> = {};
  for (const key of Object.keys(holder).sort()) {
    const value = from[key];
    const inherited = (above as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined) {
      const kept = simplified(key, value, inherited);
      if (kept !== undefined) entries[key] = kept;
    } else if (saysSomething(inherited)) entries[key] = 'unknown';
  }
  return entries;
}

function saysSomething(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value !== undefined;
  return Object.values(value).some(saysSomething);
}

function simplified(key: string, value: unknown, inherited: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value.map((item: unknown) => simplified('', item, undefined));
    return SETS.has(key) ? [...new Set(items)].sort() : items;
  }
  if (typeof value !== 'object' || value === null) return value === 0 ? 0 : value;
  const entries = entriesOf(value, typeof inherited === 'object' && inherited !== null ? inherited : {});
  return Object.keys(entries).length === 0 ? undefined : entries;
}

function inOrder(entries: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
