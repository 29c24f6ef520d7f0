// Numbers that rules compare with a threshold count as levels: what the report says of each must be what stating such a number comes to.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess, loadPack, type Profile } from '../../src/index.js';
import { builtInPacks } from '../../src/rules/builtin.js';
import { compileRulebook } from '../../src/rules/compile.js';
import type { AssessedWorkload } from '../../src/assessment/assessment.js';

const PATH = 'org.monthly_active_users';

const packWith = (side: 'local' | 'api', operator: string, threshold: number): string => `
id: own
version: 1.0.0
title: Own
sources: { board: { title: Board, date: 2026-09-14, grade: P } }
gates:
  - { id: users, title: Many users, basis: policy, source: board, effect: exclude, target: { side: ${side} },
      when: 'org.monthly_active_users ${operator} ${threshold} && w.latency != "batch"', reason: So says the board., remedy: Ask the board.,
      cases: { fires: {}, near_miss: {} } }
`;

function profile(users: number | undefined, answers: object = {}): Profile {
  return {
    version: 1,
    organisation: { name: 'Acme', country: 'DE', kind: 'business', ...(users === undefined ? {} : { monthly_active_users: users }) },
    team_strength: 'solid', budget: 'moderate', data_sensitivity: 'public', core: 'supporting', performance_need: 'high', terms: 'full',
    stage: 'production', customisation: 'prompting', latency: 'interactive', shape: 'mixed',
    ...answers,
    workloads: [{ id: 'chat', task: 'chat', data: { contains: [], audience: 'internal' } }],
  };
}

const first = (pack: string, users: number | undefined, answers: object = {}): AssessedWorkload => {
  const rulebook = compileRulebook([...builtInPacks(), { sha256: '', pack: loadPack(pack, 'own.yaml', 'own', { examplesMayFail: true }) }]);
  return assess(profile(users, answers), { asOf: '2026-11-23', rulebook }).workloads[0] as AssessedWorkload;
};

/** A whole number in a level as it is written: `>= 5 && < 9`. */
function wholeIn(level: string): number {
  const end = (operator: string): number | undefined => {
    const found = new RegExp(`${operator} (-?[\\d.]+)`).exec(level)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const [exactly, from, above, below] = [end('=='), end('>='), end('>'), end('<')];
  return exactly ?? from ?? (above === undefined ? undefined : above + 1) ?? (below === undefined ? (end('<=') ?? 0) : below - 1);
}

const rule = fc.tuple(fc.constantFrom('local' as const, 'api' as const), fc.constantFrom('<', '<=', '>', '>=', '=='), fc.integer({ min: 2, max: 1_000_000 }));
const open = fc.constantFrom({}, { team_strength: undefined }, { core: undefined, budget: undefined });

describe('an unknown number that a rule compares', () => {
  it('says for each level what the rule and the recommendation would be, as stating it does', () => {
    fc.assert(
      fc.property(rule, open, ([side, operator, threshold], answers) => {
        const pack = packWith(side, operator, threshold);
        const unknown = first(pack, undefined, answers);
        const gate = unknown.parts[0]?.gates.find((one) => one.rule === 'own/users');
        expect(gate?.verdict).toBe('open');
        const levels = gate?.answers?.find(({ question }) => question === PATH)?.levels ?? [];
        expect(levels).toHaveLength(operator === '==' ? 3 : 2);
        const outcomes = unknown.next_question?.id === PATH ? unknown.next_question.outcomes : undefined;
        for (const [index, { level, verdict }] of levels.entries()) {
          const known = first(pack, wholeIn(level), answers);
          expect(known.parts[0]?.gates.find((one) => one.rule === 'own/users')?.verdict ?? 'clear').toBe(verdict);
          if (outcomes !== undefined) expect({ level, recommendation: known.recommendation }).toEqual({ level: outcomes[index]?.level, recommendation: outcomes[index]?.recommendation });
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is asked for where it may bar what is recommended', () => {
    const { next_question: next, summary } = first(packWith('api', '>=', 50_000), undefined, { team_strength: 'basic' });
    expect(next).toMatchObject({ id: PATH, outcomes: [{ level: '< 50000', label: 'less than 50,000', recommendation: 'api' }, { level: '>= 50000', label: 'at least 50,000', recommendation: 'local' }] });
    expect(summary.firmness).toContain('A rule may still bar it: that hangs on the number of users.');
  });
});

describe('a known number that a rule compares', () => {
  it('is among the nearest flips where another level puts another side ahead', () => {
    const flips = first(packWith('api', '>=', 50_000), 3000, { team_strength: 'basic' }).parts[0]?.flips ?? [];
    expect(flips[0]).toMatchObject({ question: PATH, from: '3000', to: '>= 50000', to_label: 'at least 50,000', steps: 1, side: 'local' });
  });

  it('flips to what stating such a number comes to, and is no flip where that changes nothing', () => {
    fc.assert(
      fc.property(rule, fc.integer({ min: 0, max: 1_000_000 }), ([side, operator, threshold], users) => {
        const pack = packWith(side, operator, threshold);
        const now = first(pack, users);
        const flip = now.parts[0]?.flips.find(({ question }) => question === PATH);
        const others = [threshold - 1, threshold, threshold + 1].map((other) => first(pack, other).recommendation);
        if (flip === undefined) expect(new Set([now.recommendation, ...others]).size).toBe(1);
        else {
          expect(first(pack, wholeIn(flip.to)).recommendation).toBe(flip.side);
          expect(flip.side).not.toBe(now.recommendation);
        }
      }),
      { numRuns: 25 },
    );
  });
});
