// The form of a profile as plain data, made from its zod schema: what src/profile/valid.ts holds most profiles to, without zod.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import * as esbuild from 'esbuild';

/** @typedef {import('../src/profile/valid.js').Form} Form */
/** @typedef {import('../src/profile/valid.js').Field} Field */

const SCHEMA = 'src/profile/schema.ts';

/**
 * @param {string} root
 * @returns {Form | undefined} nothing where there is no schema
 */
export function compileForm(root) {
  if (!existsSync(join(root, SCHEMA))) return undefined;
  const { outputFiles } = esbuild.buildSync({ absWorkingDir: root, entryPoints: [SCHEMA], bundle: true, platform: 'node', format: 'cjs', packages: 'external', write: false });
  const module = { exports: /** @type {any} */ ({}) };
  runInThisContext(`(function (module, require) {${outputFiles[0]?.text}\n})`)(module, createRequire(join(root, SCHEMA)));
  const { profileSchema, UNKNOWN, FORGETTING, area } = module.exports;
  return formOf(profileSchema);

  /**
   * @param {any} schema
   * @returns {Form}
   */
  function formOf(schema) {
    const { def } = schema._zod;
    if (schema === area) return { kind: 'area' };
    switch (def.type) {
      case 'object':
        if (def.catchall?._zod.def.type !== 'never') throw unknown('a mapping that may have any key');
        return { kind: 'mapping', keys: Object.entries(def.shape).map(([key, value]) => ({ key, ...fieldOf(value) })), ...checked(def, {}) };
      case 'record':
        return { kind: 'record', keys: [...def.keyType._zod.values], value: formOf(def.valueType), ...checked(def, {}) };
      case 'array':
        return { kind: 'list', item: formOf(def.element), ...checked(def, { min_length: ({ minimum }) => ({ least: minimum }), length_equals: ({ length }) => ({ least: length, most: length }) }) };
      case 'enum':
      case 'literal':
        return { kind: 'constant', values: [...schema._zod.values], ...checked(def, {}) };
      case 'number':
        return {
          kind: 'number',
          ...checked(def, {
            number_format: ({ format }) => (format === 'safeint' ? { whole: true } : undefined),
            greater_than: ({ inclusive, value }) => (inclusive ? { least: value } : undefined),
            less_than: ({ inclusive, value }) => (inclusive ? { most: value } : undefined),
          }),
        };
      case 'string':
        return {
          kind: 'text',
          ...(def.pattern === undefined ? {} : patternOf(def)),
          ...checked(def, { string_format: patternOf, max_length: ({ maximum }) => ({ most: maximum }) }),
        };
      case 'boolean':
        return { kind: 'flag', ...checked(def, {}) };
      case 'union':
        return { kind: 'either', forms: def.options.map(formOf), ...checked(def, {}) };
      default:
        throw unknown(def.type);
    }
  }

  /**
   * An answer is optional, and a known form or `unknown`, which is forgotten.
   * @param {any} schema
   * @returns {Omit<Field, 'key'>}
   */
  function fieldOf(schema) {
    const { type, innerType } = schema._zod.def;
    if (type !== 'optional') return { form: formOf(schema) };
    const { def } = innerType._zod;
    if (def.type !== 'pipe') return { form: formOf(innerType), optional: true };
    const [known, orUnknown, ...others] = def.in._zod.def.options;
    if (def.out !== FORGETTING || orUnknown !== UNKNOWN || others.length > 0) throw unknown('a transformation');
    return { form: formOf(known), optional: true, answer: true };
  }
}

/**
 * What the checks of a schema come to.
 * @param {{ checks?: any[] }} def
 * @param {Record<string, (check: any) => object | undefined>} known by name
 * @returns {object}
 */
function checked({ checks = [] }, known) {
  return Object.assign({}, ...checks.map(({ _zod: { def } }) => {
    const found = known[def.check]?.(def);
    if (found === undefined) throw unknown(`the check ${def.check}`);
    return found;
  }));
}

/** @param {{ pattern: RegExp }} check */
function patternOf({ pattern }) {
  if (pattern.flags !== '') throw unknown(`the flags of ${String(pattern)}`);
  return { pattern: pattern.source };
}

/** @param {string} what */
function unknown(what) {
  return new Error(`${SCHEMA} has ${what}: teach it to scripts/compile-form.mjs and src/profile/valid.ts`);
}
