/** Example profiles as they are assessed: reports with everything in them that a reader may meet, money and break-even too. */
import { join } from 'node:path';
import { assess } from '../../src/assess/assess.js';
import type { Assessment } from '../../src/assessment/assessment.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { readFileSync } from 'node:fs';
import { parsedFrom, parseProfiles, validateProfile, type ParsedProfile } from '../../src/profile/parse.js';
import type { Language } from '../../src/profile/vocabulary.js';
import { builtInRulebook } from '../../src/rules/builtin.js';

const of = (profile: ParsedProfile, language: Language): Assessment => assess(profile, { language, asOf: '2026-11-23', seed: 1, rulebook: builtInRulebook(), catalogue: builtInCatalogue() });

export function assessed(name: string, language: Language): Assessment {
  const file = join(import.meta.dirname, '../../profiles', `${name}.yaml`);
  const [profile] = parseProfiles(readFileSync(file, 'utf8'), { source: `profiles/${name}.yaml` });
  if (profile === undefined) throw new Error(`${name} holds no profile`);
  return of(profile, language);
}

/** One class whose load is split: a base at home, bursts to the API. */
export function splitByLoad(language: Language): Assessment {
  return of(parsedFrom(validateProfile({
    version: 1, organisation: { name: 'Splitters', country: 'US', us_government_contract: 'none' }, team_strength: 'strong', budget: 'moderate', data_sensitivity: 'internal', core: 'supporting',
    performance_need: 'high', terms: 'full', customisation: 'fine_tuning', shape: 'mixed', stage: 'production', weights: { points: { cost: 60, quality: 10, operability: 10, data_control: 10, customisation: 5, continuity: 5 } },
    workloads: [{
      id: 'chat', task: 'chat', latency: 'interactive', data: { contains: [], audience: 'internal' }, quality: { local: 0.85, api: 0.86, needed: 0.8 },
      traffic: { requests_per_day: 480_000, input_tokens: 1155, output_tokens: 211, peak_factor: 6 },
      local: [{ model: 'llama-3.3-70b-instruct', gpu: 'h100-sxm', place: 'private_cloud' }], api: [{ provider: 'openai', model: 'gpt-5.6-sol' }],
    }],
  })), language);
}
