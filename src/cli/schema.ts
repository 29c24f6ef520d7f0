/** `ai-path schema`: the JSON Schemas that editors and other programs check with. */
import { USAGE } from '../text/cli.js';
import { EXIT, type ExitCode } from './exit.js';
import { suggestion, usageError } from './options.js';
import type { Session } from './session.js';

const SCHEMAS: Readonly<Record<string, () => Promise<unknown>>> = {
  profile: async () => (await import('../profile/json-schema.js')).profileJsonSchema(),
  prices: async () => (await import('../cost/price-schema.js')).pricesJsonSchema(),
  rules: async () => (await import('../rules/json-schema.js')).rulesJsonSchema(),
  assessment: async () => (await import('../assessment/json-schema.js')).assessmentJsonSchema(),
  brief: async () => (await import('../assessment/json-schema.js')).briefJsonSchema(),
  summary: async () => (await import('../assessment/json-schema.js')).summaryJsonSchema(),
};

export async function schemaCommand(name: string | undefined, session: Session): Promise<ExitCode> {
  const wanted = name ?? 'profile';
  const schema = Object.hasOwn(SCHEMAS, wanted) ? SCHEMAS[wanted] : undefined;
  if (schema === undefined) throw usageError('unknown-schema', 'ai-path schema', USAGE.unknownSchema(wanted), suggestion(wanted, Object.keys(SCHEMAS)));
  await session.output.print(`${JSON.stringify(await schema(), null, 2)}\n`);
  return EXIT.done;
}
