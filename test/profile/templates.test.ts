/** A template for every kind of organisation: each a valid profile, and each comes to an answer in both languages. */
import { describe, expect, it } from 'vitest';
import { assess } from '../../src/assess/assess.js';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { kindTemplateText } from '../../src/profile/draft.js';
import { parseProfiles } from '../../src/profile/parse.js';
import { kindTemplate } from '../../src/profile/templates.js';
import { DATA_CLASSES, LANGUAGES, ORGANISATION_KINDS, type Language } from '../../src/profile/vocabulary.js';
import { builtInRulebook } from '../../src/rules/builtin.js';
import { wizardContent } from '../../src/cli/conversation.js';

const DAY = '2026-11-23';
const textOf = (kind: (typeof ORGANISATION_KINDS)[number], language: Language): string => kindTemplateText(kind, wizardContent(DAY), { language, file: 'p.yaml' });

describe.each(ORGANISATION_KINDS)('the template for %s', (kind) => {
  it.each(LANGUAGES)('is a valid profile in %s that comes to an answer, and states of the house what cannot be usual', (language) => {
    const [profile, ...others] = parseProfiles(textOf(kind, language), { source: 'p.yaml' });
    if (profile === undefined) throw new Error('no profile');
    expect({ others: others.length, kind: profile.profile.organisation.kind, hints: profile.hints }).toEqual({ others: 0, kind, hints: [] });
    const assessment = assess(profile, { language, asOf: DAY, seed: 1, rulebook: builtInRulebook(), catalogue: builtInCatalogue() });
    expect(assessment.workloads.map(({ id, name }) => ({ id, name }))).toEqual(kindTemplate(kind).workloads.map(({ id, name }) => ({ id, name: name[language] })));
    expect(assessment.workloads.map(({ recommendation }) => recommendation)).not.toContain('none');
    // Where it sits, who runs it and what it may cost is nobody's usual.
    for (const question of ['team_strength', 'budget', 'core', 'performance_need'] as const) expect(profile.profile[question]).toBeUndefined();
  }, 60_000);

  it('says what its data may contain with words that rules know', () => {
    for (const { data } of kindTemplate(kind).workloads) expect(data.contains.filter((one) => one !== 'unknown' && !(DATA_CLASSES as readonly string[]).includes(one))).toEqual([]);
  });
});
