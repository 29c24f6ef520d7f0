/** What a fact that only rules read would change is worked out without judging every rule anew. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Allowed } from '../../src/decision/completions.js';
import { leadingSide } from '../../src/decision/flips.js';
import { classModel, restated, restating, type ClassInput } from '../../src/decision/model.js';
import { outcomes } from '../../src/decision/outcomes.js';
import { DATA_CLASSES, DATA_FORMS, HOUSE_RULES, LEVELS, ORGANISATION_KINDS, PLACES, QUESTIONS, type Level } from '../../src/profile/vocabulary.js';
import { builtInPacks } from '../../src/rules/builtin.js';
import { compileRulebook } from '../../src/rules/compile.js';
import { withStated } from '../../src/rules/situation.js';
import { gate, option, pack } from '../rules/examples.js';

/** One rule asks for an answer only with some of the data, one for no data at all. */
const OWN = pack({
  id: 'own',
  gates: [
    gate({ id: 'core', when: '"trade_secret" in w.data.contains && w.core == "core" && option.third_party' }),
    gate({ id: 'pilot', when: 'w.stage == "pilot" && option.location == "US"' }),
  ],
});
const rulebook = compileRulebook([...builtInPacks(), { sha256: '', pack: OWN }]);

const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  'w.data.contains': [[], ...DATA_CLASSES.map((one) => [one]), ['personal', 'trade_secret']],
  'w.data.people_in': [[], ['CN'], ['EU'], ['US', 'RU']],
  'w.data.form': DATA_FORMS,
  'w.house_rules': [[], ...HOUSE_RULES.map((one) => [one])],
  'org.kind': ORGANISATION_KINDS,
};

const some = <T>(values: readonly T[]): fc.Arbitrary<T | undefined> => fc.option(fc.constantFrom(...values), { nil: undefined });
const known = (facts: Readonly<Record<string, unknown>>): Record<string, unknown> => Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
const at = (path: string, value: unknown, wanted: string): unknown => (path === wanted ? undefined : value);

const levels = fc.tuple(...QUESTIONS.map((question) => fc.nat(LEVELS[question].length - 1)));
const facts = fc.record({ area: some(['CN', 'EU', 'US']), kind: some(ORGANISATION_KINDS), contains: some([[], ['personal'], ['health', 'personal']]), people: some([['CN'], ['EU', 'DE']]), form: some(DATA_FORMS) });
const options = fc.uniqueArray(
  fc.record({ place: fc.constantFrom(...PLACES), location: some(['CN', 'DE', 'US']), operator_area: some(['CN', 'US']), raises: fc.constantFrom({}, { terms: 'full' as const }), origin: fc.constantFrom('generic' as const, 'user' as const) }),
  { minLength: 2, maxLength: 6, selector: (one) => JSON.stringify(one) },
);
const weights = fc.constantFrom<number[]>([1, 1, 1, 1, 1, 1], [1, 0, 0, 2, 0, 1], [0, 0, 0, 0, 0, 1]).map((points) => points.map((point) => point / points.reduce((sum, one) => sum + one, 0)));

describe('a fact of which nothing is stated', () => {
  it('leaves each option standing as it does where the fact is stated, and the same ones to stand for their sides', () => {
    let otherwise = 0;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(VALUES)), fc.nat(), levels, facts, options, weights, (path, pick, given, stated, offered, weighted) => {
        const all = VALUES[path] as readonly unknown[];
        const value = all[pick % all.length];
        const answers = Object.fromEntries(QUESTIONS.map((question, q) => [question, LEVELS[question][given[q] as number] as Level]));
        const data = known({ contains: at(path, stated.contains, 'w.data.contains'), people_in: at(path, stated.people, 'w.data.people_in'), form: at(path, stated.form, 'w.data.form') });
        const situation = { org: known({ area: stated.area, kind: at(path, stated.kind, 'org.kind') }), w: { ...answers, data }, derived: { anonymised: false, deidentified: false, tokenised: false } };
        const input: ClassInput = {
          situation, weights: weighted, accepted: new Map(),
          options: offered.map(({ place, raises, origin, ...more }, index) => option(place, known(more), { raises, origin, id: `${place}/${index}` })),
        };
        const allowed: Allowed = given.map((level) => [level]);
        const quick = restated(classModel(input, rulebook), restating(path, input, rulebook), value, rulebook);
        const whole = classModel({ ...input, situation: withStated(situation, path, value) }, rulebook);
        for (const side of ['local', 'api'] as const) {
          const { best, standing } = outcomes(quick, allowed, 1)[side];
          expect({ best, standing }).toEqual({ best: outcomes(whole, allowed, 1)[side].best, standing: outcomes(whole, allowed, 1)[side].standing });
        }
        expect(quick.contenders).toEqual(whole.contenders);
        if (leadingSide(() => whole, allowed, 1) !== leadingSide(() => classModel(input, rulebook), allowed, 1)) otherwise += 1;
      }),
      { numRuns: 400 },
    );
    expect(otherwise).toBeGreaterThan(0);
  });
});
