/**
 * Reads a valid profile by its form, which the build makes from the zod schema: building that, and zod itself, take longer than all
 * else that reads a profile. What is not valid here, or is no plain data, is for the schema to judge (`src/profile/by-schema.ts`).
 */
import { isArea } from './areas.js';
import { remembered } from '../lazy.js';
import { FORM_JSON } from './form.generated.js';
import type { Profile } from './schema.js';

/** What a value must be like. */
export type Form =
  | { readonly kind: 'mapping'; readonly keys: readonly Field[] }
  | { readonly kind: 'record'; readonly keys: readonly string[]; readonly value: Form }
  | { readonly kind: 'list'; readonly item: Form; readonly least?: number; readonly most?: number }
  | { readonly kind: 'constant'; readonly values: readonly unknown[] }
  | { readonly kind: 'number'; readonly whole?: true; readonly least?: number; readonly most?: number }
  | { readonly kind: 'text'; readonly pattern?: string; readonly most?: number }
  | { readonly kind: 'area' | 'flag' }
  | { readonly kind: 'either'; readonly forms: readonly Form[] };

export interface Field {
  readonly key: string;
  readonly form: Form;
  readonly optional?: true;
  /** May be `unknown`, too, which reads as `undefined`. */
  readonly answer?: true;
}

let form: Form | undefined;

/** The profile that a value is, as the schema reads it; `undefined` where it may not be one. */
export function profileIfValid(value: unknown): Profile | undefined {
  form ??= JSON.parse(FORM_JSON) as Form;
  const read = readAs(form, value);
  return read === UNFIT ? undefined : (read as Profile);
}

const UNFIT = Symbol('unfit');

function readAs(form: Form, value: unknown): unknown {
  switch (form.kind) {
    case 'constant':
      return form.values.includes(value) ? value : UNFIT;
    case 'number':
      return typeof value === 'number' && (form.whole === true ? Number.isSafeInteger(value) : Number.isFinite(value)) && !(value < (form.least ?? value)) && !(value > (form.most ?? value)) ? value : UNFIT;
    case 'text':
      return typeof value === 'string' && value.length <= (form.most ?? Infinity) && (form.pattern === undefined || patternOf(form.pattern).test(value)) ? value : UNFIT;
    case 'area':
      return typeof value === 'string' && isArea(value) ? value : UNFIT;
    case 'flag':
      return typeof value === 'boolean' ? value : UNFIT;
    case 'list':
      return Array.isArray(value) && value.length >= (form.least ?? 0) && value.length <= (form.most ?? Infinity) ? readList(form.item, value) : UNFIT;
    case 'mapping':
      return isPlain(value) ? readMapping(form.keys, value) : UNFIT;
    case 'record':
      return isPlain(value) ? readRecord(form, value) : UNFIT;
    case 'either':
      return readEither(form.forms, value);
  }
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** In the order of the form, whatever that of the text is. */
function readMapping(fields: readonly Field[], value: Readonly<Record<string, unknown>>): unknown {
  const read: Record<string, unknown> = {};
  let count = 0;
  for (const { key, form, optional, answer } of fields) {
    const inner = value[key];
    if (inner === undefined) {
      if (optional === true) continue;
      return UNFIT;
    }
    const field = answer === true && inner === 'unknown' ? undefined : readAs(form, inner);
    if (field === UNFIT) return UNFIT;
    read[key] = field;
    count += 1;
  }
  // More keys than were read: one that is unknown, or one whose value is undefined.
  return Object.keys(value).length === count ? read : UNFIT;
}

function readRecord({ keys, value: form }: { readonly keys: readonly string[]; readonly value: Form }, value: Readonly<Record<string, unknown>>): unknown {
  const read: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const field = keys.includes(key) ? readAs(form, value[key]) : UNFIT;
    if (field === UNFIT) return UNFIT;
    read[key] = field;
  }
  return read;
}

function readList(form: Form, value: readonly unknown[]): unknown {
  const items: unknown[] = [];
  // By number: what is in memory may be a list that can't be iterated.
  for (let at = 0; at < value.length; at += 1) {
    const item = readAs(form, value[at]);
    if (item === UNFIT) return UNFIT;
    items.push(item);
  }
  return items;
}

function readEither(forms: readonly Form[], value: unknown): unknown {
  for (const form of forms) {
    const read = readAs(form, value);
    if (read !== UNFIT) return read;
  }
  return UNFIT;
}

const patterns = new Map<string, RegExp>();
function patternOf(source: string): RegExp {
  return remembered(patterns, source, () => new RegExp(source));
}
