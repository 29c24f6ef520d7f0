/** Assesses a profile given as YAML or as an object, with the built-in packs and catalogue at a fixed date. */
import { assess } from '../../src/index.js';
import { parseProfiles } from '../../src/profile/parse.js';
import type { AssessOptions } from '../../src/index.js';
import type { Assessment } from '../../src/assessment/assessment.js';

export const AS_OF = '2026-11-23';

export function assessText(text: string, options: Partial<AssessOptions> = {}): Assessment {
  const [parsed] = parseProfiles(text, { source: 'profile.yaml' });
  if (parsed === undefined) throw new Error('no profile');
  return assess(parsed, { asOf: AS_OF, ...options });
}

export function assessProfile(profile: object, options: Partial<AssessOptions> = {}): Assessment {
  return assessText(JSON.stringify(profile), options);
}
