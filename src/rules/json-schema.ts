/** The published JSON Schema of a rule pack of one's own, as people write it. */
import * as z from 'zod';
import { packSchema } from './schema.js';

/** JSON Schema, draft 2020-12. */
export function rulesJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(packSchema('own', 'written').pack.omit({ criteria: true, questions: true }), { io: 'input', target: 'draft-2020-12' });
  return { $schema, title: 'ai-path rules', description: 'A rule pack of your own: gates, claims, warnings, and what becomes of built-in rules. ai-path rules lint checks what a schema cannot.', ...schema };
}
