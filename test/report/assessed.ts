/** Example profiles as they are assessed: reports with everything in them that a reader may meet, money and break-even too. */
import { join } from 'node:path';
import { assess } from '../../src/assess/assess.js';
import type { Assessment } from '../../src/assessment/assessment.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { readFileSync } from 'node:fs';
import { parseProfiles } from '../../src/profile/parse.js';
import type { Language } from '../../src/profile/vocabulary.js';
import { builtInRulebook } from '../../src/rules/builtin.js';

export function assessed(name: string, language: Language): Assessment {
  const file = join(import.meta.dirname, '../../profiles', `${name}.yaml`);
  const [profile] = parseProfiles(readFileSync(file, 'utf8'), { source: `profiles/${name}.yaml` });
  if (profile === undefined) throw new Error(`${name} holds no profile`);
  return assess(profile, { language, asOf: '2026-11-23', seed: 1, rulebook: builtInRulebook(), catalogue: builtInCatalogue() });
}
