/** What is remembered of warnings raises neither more nor fewer than their conditions say, one situation after another. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInPacks } from '../../src/rules/builtin.js';
import { mustCompile } from '../../src/rules/context.js';
import { compileCondition } from '../../src/rules/engine.js';
import { LEVELS, QUESTIONS, SIDES, TASKS } from '../../src/profile/vocabulary.js';
import { compileWarnings, type NamedWarning } from '../../src/rules/warning.js';

const said = (id: string, when: string): NamedWarning => ({ rule: `test/${id}`, warning: { id, when, source: 'here', cases: { fires: {}, near_miss: {} }, text: { en: 'Up to {derived.api_usd_per_month}.', zh: '{derived.api_usd_per_month}' } } });
const OWN = [
  said('dear', 'derived.local_usd_per_month > 1000 || w.stage == "pilot"'),
  said('known', 'derived.costs_known && option.side == "api"'),
  said('unpriced', 'derived.costs_known == false'),
  said('busy', 'w.traffic.peak_factor >= 4 && (w.latency == "realtime" || w.latency == "batch" || org.annual_revenue_usd > 5)'),
  said('lead', 'derived.lead > 0.5 && derived.side == "local"'),
];
const WARNINGS = [...OWN, ...builtInPacks().flatMap(({ pack }) => (pack.warnings ?? []).map((warning) => ({ warning, rule: `${pack.id}/${warning.id}` })))];

const number = fc.constantFrom(1, 4, 1001, 50_000);
const some = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Readonly<Record<string, unknown>>> => fc.record(fields, { requiredKeys: [] });
const list = (...items: string[]): fc.Arbitrary<string[]> => fc.subarray(items);
const w = some({
  ...Object.fromEntries(QUESTIONS.map((question) => [question, fc.constantFrom<string>(...LEVELS[question])])),
  task: fc.constantFrom(...TASKS), runs_today: fc.constantFrom('none', ...SIDES), requests_per_day: number,
  traffic: some({ peak_factor: number }),
  data: some({ contains: list('personal', 'personal_sensitive', 'payment_card', 'unknown'), people_in: list('CN', 'EU', 'US'), form: fc.constantFrom('raw', 'pseudonymised'), audience: fc.constantFrom('customers', 'staff'), audience_in: list('EU') }),
});
const flag = fc.boolean();
const option = some({ side: fc.constantFrom(...SIDES), third_party: flag, rented: flag, retiring: flag, self_operated: flag, single_vendor: flag, foreign_operator: flag, foreign_chips: flag, isolation: fc.constantFrom('connected', 'accredited') });
const situation = fc.record({
  org: some({ area: fc.constantFrom('CN', 'EU', 'US'), kind: fc.constantFrom('government', 'finance'), annual_revenue_usd: number }),
  w,
  derived: some({ anonymised: flag, side: fc.constantFrom(...SIDES), lead: fc.constantFrom(-0.1, 0.6) }),
  possible: some({ latency: fc.constantFrom(['realtime', 'batch'], ['batch', 'interactive']) }),
  option,
});
const money = some({ costs_known: flag, local_usd_per_month: number, api_usd_per_month: number });

describe('warnings', () => {
  it('are those whose conditions hold with all that is known', () => {
    for (const { warning } of OWN) expect(compileCondition(warning.when).errors).toEqual([]);
    const raised = compileWarnings(WARNINGS, new Map());
    fc.assert(
      fc.property(situation, money, (decided, later) => {
        const whole = { ...decided, derived: { ...decided.derived, ...later } };
        const holding = WARNINGS.filter(({ warning }) => mustCompile(warning.when).evaluate(whole) === true).map(({ rule }) => rule);
        expect(raised(decided, 'en', () => later).map(({ rule }) => rule)).toEqual(holding);
      }),
      { numRuns: 2000 },
    );
  });

  it('do not look for money where none of them asks for it, until it is put into words', () => {
    const [stated] = [said('pilot', 'w.stage == "pilot"')];
    const looks: string[] = [];
    const later = (): Readonly<Record<string, unknown>> => {
      looks.push('money');
      return { api_usd_per_month: 1200 };
    };
    const [found] = compileWarnings([stated], new Map())({ org: {}, w: { stage: 'pilot' }, derived: {}, option: {} }, 'en', later);
    expect(looks).toEqual([]);
    expect(found?.text()).toBe('Up to 1,200.');
  });
});
