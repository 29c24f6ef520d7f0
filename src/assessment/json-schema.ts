/** The published JSON Schema of an Assessment, made from the zod schema so that the two cannot differ. */
import * as z from 'zod';
import { ASSESSMENT_SCHEMA } from './terms.js';
import { assessmentSchema } from './assessment.js';

/** JSON Schema, draft 2020-12. */
export function assessmentJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(assessmentSchema, { target: 'draft-2020-12' });
  return { $schema, title: ASSESSMENT_SCHEMA, description: 'What ai-path recommends for an organisation, workload by workload, and why.', ...schema };
}
