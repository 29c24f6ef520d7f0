/** The published JSON Schemas of what leaves the core, made from the zod schemas so that the two cannot differ. */
import * as z from 'zod';
import { assessmentSchema } from './assessment.js';
import { briefSchema } from './brief.js';
import { summarySchema } from './summary.js';
import { ASSESSMENT_SCHEMA, BRIEF_SCHEMA, SUMMARY_SCHEMA } from './terms.js';

type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema, draft 2020-12. */
export function assessmentJsonSchema(): JsonSchema {
  return published(assessmentSchema, ASSESSMENT_SCHEMA, 'What ai-path recommends for an organisation, workload by workload, and why.');
}

/** JSON Schema, draft 2020-12, of one line of `--brief`. */
export function briefJsonSchema(): JsonSchema {
  return published(briefSchema, BRIEF_SCHEMA, 'What ai-path recommends for an organisation, workload by workload, in one line.');
}

/** JSON Schema, draft 2020-12, of the summary of a portfolio. */
export function summaryJsonSchema(): JsonSchema {
  return published(summarySchema, SUMMARY_SCHEMA, 'How many workloads of a portfolio go where, what that costs, what decides, and what to ask.');
}

function published(schema: z.ZodType, title: string, description: string): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return { $schema, title, description, ...rest };
}
