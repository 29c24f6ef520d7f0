/** What the zod schema says of a profile. Apart, since few profiles need it: `src/profile/valid.ts` reads most of those that are valid. */
import { findingsOf } from './problems.js';
import type { Finding } from './finding.js';
import { profileSchema, type Profile } from './schema.js';

/** Compiling the schema to code pays from about so many profiles on; until then it is interpreted. */
const COMPILED_AFTER = 200;
let seen = 0;

/** The profile that a value is, or what keeps it from being one. */
export function readBySchema(value: unknown): { readonly profile: Profile } | { readonly findings: readonly Finding[] } {
  seen += 1;
  const result = profileSchema.safeParse(value, { jitless: seen <= COMPILED_AFTER });
  return result.success ? { profile: result.data } : { findings: findingsOf(result.error.issues, value) };
}
