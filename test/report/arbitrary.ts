/** Any Assessment that the schema allows, so that a new field is tried the day it is added. */
import * as fc from 'fast-check';
import * as z from 'zod';
import { assessmentSchema, type Assessment } from '../../src/assessment/assessment.js';
import { HOSTILE_TEXTS } from './fixtures.js';

/** Names as people write them, and as nobody should. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('data control', '数据掌控', 'Überprüfung der Verträge', '客服 chat', 'a', '', 'profile/with/a/long/path.yaml', '안녕하세요', 'สวัสดี', 'العربية') },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 120 }) },
);

function arbitraryOf(schema: unknown): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodObject) {
    const required = Object.entries(schema.shape).filter(([, field]) => !(field instanceof z.ZodOptional));
    const fields = Object.entries(schema.shape).map(([key, field]) => [key, arbitraryOf(field instanceof z.ZodOptional ? field.unwrap() : field)] as const);
    return fc.record(Object.fromEntries(fields), { requiredKeys: required.map(([key]) => key) });
  }
  if (schema instanceof z.ZodArray) return fc.array(arbitraryOf(schema.element), { minLength: schema.def.checks === undefined ? 0 : 1, maxLength: 3 });
  if (schema instanceof z.ZodNullable) return fc.option(arbitraryOf(schema.unwrap()), { nil: null });
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodISODate) return fc.constantFrom('2025-11-23', '2026-02-28');
  if (schema instanceof z.ZodString) return text;
  if (schema instanceof z.ZodNumber) {
    const [min, max] = [Math.max(-1e9, schema.minValue ?? -1e9), Math.min(1e9, schema.maxValue ?? 1e9)];
    return schema.format === 'safeint' ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((value) => Number(value.toFixed(9)) + 0);
  }
  throw new Error(`no arbitrary for ${String(schema)}`);
}

export const anyAssessment = arbitraryOf(assessmentSchema) as fc.Arbitrary<Assessment>;
