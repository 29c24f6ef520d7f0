import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRMNESS } from '../../src/assessment/terms.js';
import { decide, INDIFFERENCE } from '../../src/decision/contest.js';
import { completions, COMPLETION_CAP, wilsonInterval, type Allowed } from '../../src/decision/completions.js';
import { outcomes, sideAt } from '../../src/decision/outcomes.js';
import { standings } from '../../src/decision/standing.js';
import { answerChanges, flips, leadingSide, smallestJointFlip, type Change, type ModelFor } from '../../src/decision/flips.js';
import { LEVELS, QUESTIONS, type Question, type Side } from '../../src/profile/vocabulary.js';
import { flooredDifferences, weightedLead, winningShare, winsEverywhere } from '../../src/decision/weighting.js';
import { forEachCompletion, outcomeAt } from './brute-force.js';
import { answers, constantContest, contest, GOLDEN, type Contender } from './contest-model.js';

const EQUAL = [0.25, 0.25, 0.25, 0.25];
/** Levels as the golden model numbers them. */
const golden = (security: number, team: number, budget: number, performance: number): Readonly<Partial<Record<Question, number>>> => ({
  data_sensitivity: security,
  team_strength: team,
  budget,
  performance_need: performance,
});

const nearestFlips = (modelFor: ModelFor, allowed: Allowed, ahead: Side | null, seed: number): { question: Question; from: number; to: number; steps: number; side: Side | null }[] =>
  [...flips([() => answerChanges(modelFor, allowed, seed)], ahead)].map(({ change: { of, from, to, steps }, side }) => ({ question: of, from, to, steps, side }));

describe('the golden workload model, local against API', () => {
  // T25 (G1): V = .825 and .51.
  it('G1 leads by .315 and is decided under every weighting considered', () => {
    const result = decide(GOLDEN, answers(golden(3, 2, 1, 0)), 1);
    expect(result.side).toBe('local');
    expect(result.lead).toBeCloseTo(0.315, 9);
    expect(result.differences?.map((d) => Number(d.toFixed(9)))).toEqual([1, -0.3, -0.2, 0.2]);
    expect(result.acceptability.local).toBe(1);
    expect(result.firmness).toBe('decided');
  });

  // T26 (G2): dominance, V = .505 and .805.
  it('G2 goes to the API, which is better on every count', () => {
    const result = decide(GOLDEN, answers(golden(1, 1, 1, 1)), 1);
    expect(result.side).toBe('api');
    expect(result.lead).toBeCloseTo(-0.3, 9);
    expect(result.firmness).toBe('decided');
  });

  // T27 (G3): the nominal lead of local over API lies in [−.07, .33].
  it('G3 leaves twelve completions, whose leads span −.07 to .33', () => {
    const open = answers(golden(2, 0, 2, 0), ['team_strength', 'performance_need']);
    const leads: number[] = [];
    forEachCompletion(open, 1, (assignment) => {
      leads.push(decide(GOLDEN, [...assignment].map((level) => [level]), 1).lead ?? Number.NaN);
    });
    expect(leads).toHaveLength(12);
    expect(Math.min(...leads)).toBeCloseTo(-0.07, 9);
    expect(Math.max(...leads)).toBeCloseTo(0.33, 9);
    expect(decide(GOLDEN, open, 1).lead).toBeCloseTo(leads.reduce((a, b) => a + b, 0) / 12, 12);
  });

  // T28 (G4): local in all three completions of the budget at nominal weights, with a minimum of .25.
  it('G4 is led by local whatever the budget is', () => {
    const result = decide(GOLDEN, answers(golden(3, 3, 0, 0), ['budget']), 1);
    expect(result.acceptability.completions).toBe(3);
    expect(result.side).toBe('local');
    expect(['robust', 'decided']).toContain(result.firmness);
  });

  // T25: security to level 1 flips (API .79 against .625); level 2 keeps LOCAL; team, budget and performance can't alone.
  it('G1 flips by security alone, two levels down', () => {
    const found = nearestFlips(() => GOLDEN, answers(golden(3, 2, 1, 0)), 'local', 1).filter(({ question }) => question in golden(0, 0, 0, 0));
    expect(found).toEqual([{ question: 'data_sensitivity', from: 3, to: 1, steps: 2, side: 'api' }]);
  });
});

describe('firmness', () => {
  const firmnessOf = (differences: readonly number[]): string | null => decide(constantContest(EQUAL, differences), answers({}), 1).firmness;

  it('is close when the lead is below the indifference, however many weightings agree', () => {
    expect(winningShare(flooredDifferences(EQUAL, [0.02, 0.02, 0.02, 0.01]))).toBe(1);
    expect(firmnessOf([0.02, 0.02, -0.02, 0.01])).toBe('close');
  });

  // A lead of .01 on every criterion is decided in weight space; it stays decided, since no weighting turns it.
  it('is decided only when every weighting considered agrees', () => {
    expect(firmnessOf([0.2, 0.2, 0.1, 0.05])).toBe('decided');
    expect(firmnessOf([0.9, 0.1, 0.1, -0.9])).not.toBe('decided');
  });

  it('falls from word to word as the share of weightings falls', () => {
    const seen: [number, string | null, boolean][] = [];
    for (let bad = 0; bad <= 1; bad += 0.02) {
      const d = [0.7, 0.2, 0.1, -bad];
      const share = winningShare(flooredDifferences(EQUAL, d));
      if (weightedLead(EQUAL, d) >= INDIFFERENCE) seen.push([share, firmnessOf(d), winsEverywhere(flooredDifferences(EQUAL, d))]);
    }
    const word = (share: number, everywhere: boolean): string => (everywhere ? 'decided' : share >= 0.95 ? 'robust' : share >= 0.8 ? 'likely' : share >= 0.6 ? 'leaning' : 'close');
    expect(new Set(seen.map(([, said]) => said)).size).toBeGreaterThanOrEqual(3);
    for (const [share, said, everywhere] of seen) expect(said).toBe(word(share, everywhere));
  });

  it('is a gate where every option of the other side is barred', () => {
    const model = contest([1], [{ side: 'local', values: [0.1] }, { side: 'api', values: [0.9], standing: 'no' }]);
    expect(decide(model, answers({}), 1)).toMatchObject({ side: 'local', firmness: 'gate', lead: null, acceptability: { local: 1, api: 0 } });
  });

  it('is the only option where the other side has none', () => {
    const model = contest([1], [{ side: 'api', values: [0.1] }]);
    expect(decide(model, answers({}), 1)).toMatchObject({ side: 'api', firmness: 'only_option' });
  });

  it('is nothing where no side is admissible', () => {
    const model = contest([1], [{ side: 'local', values: [0.1], standing: 'no' }, { side: 'api', values: [0.9], standing: 'no' }]);
    expect(decide(model, answers({}), 1)).toMatchObject({ side: null, firmness: null, values: { local: null, api: null } });
  });

  it('never passes likely while the leader hangs on an open fact', () => {
    const open: Contender = { side: 'local', values: [1], standing: 'open' };
    expect(decide(contest([1], [open, { side: 'api', values: [0] }]), answers({}), 1).firmness).toBe('likely');
    expect(decide(contest([1], [open, { side: 'api', values: [0], standing: 'no' }]), answers({}), 1).firmness).toBe('likely');
  });

  it('counts a side that an open answer may bar only where it may not', () => {
    const standing = { by: 'terms' as const, standing: ['no', 'no', 'yes'] as const };
    const model = contest([1], [{ side: 'local', values: [0.4] }, { side: 'api', values: [0.9], standing }]);
    const result = decide(model, answers({}, ['terms']), 1);
    expect(result.acceptability).toMatchObject({ local: 2 / 3, api: 1 / 3 });
    expect(result).toMatchObject({ side: 'local', firmness: 'leaning' });
    expect(result.lead).toBeCloseTo(-0.5, 12);
  });
});

describe('the option that stands for a side', () => {
  it('is the user’s own, even where another would be worth more', () => {
    const model = contest([1], [
      { side: 'local', values: [0.9], id: 'listed' },
      { side: 'local', values: [0.2], id: 'own', origin: 'user', standing: 'after' },
      { side: 'api', values: [0.5] },
    ]);
    expect(decide(model, answers({}), 1)).toMatchObject({ side: 'api', representative: { local: { option: { id: 'own' } } } });
  });

  it('is one that no open fact can bar, then the most valuable, then the least encumbered', () => {
    const standing = (...contenders: Contender[]): string | undefined => decide(contest([1], contenders), answers({}), 1).representative.local?.option.id;
    const open: Contender = { side: 'local', values: [0.9], id: 'open', standing: 'open' };
    const conditional: Contender = { side: 'local', values: [0.7], id: 'with conditions', standing: 'after' };
    expect(standing(open, conditional, { side: 'local', values: [0.6], id: 'plain' })).toBe('with conditions');
    expect(standing(conditional, { side: 'local', values: [0.7], id: 'as good' })).toBe('as good');
  });

  it('is never one that is barred', () => {
    const model = contest([1], [
      { side: 'local', values: [0.9], id: 'barred', standing: 'no', origin: 'user' },
      { side: 'local', values: [0.1], id: 'free' },
    ]);
    expect(decide(model, answers({}), 1).representative.local?.option.id).toBe('free');
  });
});

/** Small random contests: three criteria, each fed by one question or constant, one to three options a side. */
const value = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
const QUESTION_POOL = ['data_sensitivity', 'team_strength', 'budget', 'core'] as const;
const randomColumn = fc.oneof(
  value,
  fc.constantFrom(...QUESTION_POOL).chain((by) => fc.tuple(...LEVELS[by].map(() => value)).map((values) => ({ by, values }))),
);
const randomContender = fc.record({
  side: fc.constantFrom('local' as const, 'api' as const),
  values: fc.tuple(randomColumn, randomColumn, randomColumn),
  standing: fc.oneof(
    { weight: 4, arbitrary: fc.constant('yes' as const) },
    { weight: 1, arbitrary: fc.constantFrom('no' as const, 'after' as const, 'open' as const) },
    { weight: 1, arbitrary: fc.constant({ by: 'budget' as const, standing: ['no', 'after', 'yes'] as const }) },
  ),
});
const randomWeights = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).map((points) => {
  const total = points.reduce((a, b) => a + b, 0);
  return points.map((p) => p / total);
});
const randomKnown = fc.record({
  data_sensitivity: fc.integer({ min: 0, max: 3 }), team_strength: fc.integer({ min: 0, max: 3 }), budget: fc.integer({ min: 0, max: 2 }), core: fc.integer({ min: 0, max: 2 }),
});
const randomOpen = fc.subarray([...QUESTION_POOL]);
const contestInput = fc.record({ weights: randomWeights, contenders: fc.array(randomContender, { minLength: 1, maxLength: 5 }), known: randomKnown, open: randomOpen });

describe('for random small contests', () => {
  // M21
  it('a barred side is never recommended', () => {
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known, open }) => {
        const barred = contenders.map((one) => (one.side === 'local' ? { ...one, standing: 'no' as const } : one));
        expect(decide(contest(weights, barred), answers(known, open), 1).side).not.toBe('local');
      }),
    );
  });

  it('the tables agree with going through the completions one by one, whoever named the options', () => {
    const contenders = fc.array(fc.tuple(randomContender, fc.constantFrom('user' as const, 'catalogue' as const)).map(([one, origin]) => ({ ...one, origin })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(contestInput, contenders, ({ weights, known, open }, all) => {
        const model = contest(weights, all);
        const allowed = answers(known, open);
        const found = outcomes(model, allowed, 1);
        let c = 0;
        forEachCompletion(allowed, 1, (assignment) => {
          const expected = outcomeAt(model, assignment);
          expect({ local: found.local.best[c], api: found.api.best[c], side: sideAt(found, c) }).toEqual({ local: expected.local, api: expected.api, side: expected.side });
          if (Number.isNaN(expected.lead)) expect(found.lead[c]).toBeNaN();
          else expect(found.lead[c]).toBeCloseTo(expected.lead, 12);
          c += 1;
        });
        expect(found.completions.count).toBe(c);
      }),
    );
  });

  it('the acceptabilities are the means over all completions, each decided alone', () => {
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known, open }) => {
        const model = contest(weights, contenders);
        const allowed = answers(known, open);
        const whole = decide(model, allowed, 1);
        let local = 0;
        let count = 0;
        forEachCompletion(allowed, 1, (assignment) => {
          local += decide(model, [...assignment].map((level) => [level]), 1).acceptability.local;
          count += 1;
        });
        expect(whole.acceptability.completions).toBe(count);
        expect(whole.acceptability.local).toBeCloseTo(local / count, 9);
      }),
    );
  });

  it('a gate decides where no option of the other side ever stands, and one of this side always does', () => {
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known, open }) => {
        const model = contest(weights, contenders);
        const allowed = answers(known, open);
        const { side, firmness } = decide(model, allowed, 1);
        if (side === null) return;
        const rivals = model[side === 'local' ? 'api' : 'local'];
        const byGate = !standings(rivals, allowed).ever && standings(model[side], allowed).always;
        expect(firmness === 'gate' || firmness === 'only_option').toBe(byGate);
        if (byGate) expect(firmness).toBe(rivals.length === 0 ? 'only_option' : 'gate');
      }),
    );
  });

  // M14, M15
  it('what is decided is the same in every completion', () => {
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known, open }) => {
        const model = contest(weights, contenders);
        const allowed = answers(known, open);
        const { firmness, side, acceptability } = decide(model, allowed, 1);
        if (side === null) return;
        fc.pre(firmness === 'decided' || firmness === 'gate' || firmness === 'only_option');
        expect(acceptability[side]).toBeCloseTo(1, 12);
        forEachCompletion(allowed, 1, (assignment) => {
          expect(decide(model, [...assignment].map((level) => [level]), 1).side).toBe(side);
        });
      }),
    );
  });

  // M12
  it('answering a question leaves what is decided decided, for the same side', () => {
    fc.assert(
      fc.property(contestInput, fc.nat(), ({ weights, contenders, known, open }, pick) => {
        const model = contest(weights, contenders);
        const { firmness, side } = decide(model, answers(known, open), 1);
        fc.pre(open.length > 0 && firmness === 'decided');
        const answered = open[pick % open.length] as Question;
        const after = decide(model, answers(known, open.filter((question) => question !== answered)), 1);
        expect(after.side).toBe(side);
        expect(FIRMNESS.indexOf(after.firmness ?? 'close')).toBeGreaterThanOrEqual(FIRMNESS.indexOf('decided'));
      }),
    );
  });

  // M1
  it('the order of criteria does not matter', () => {
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known, open }) => {
        const turned = contest([...weights].reverse(), contenders.map((one) => ({ ...one, values: [...one.values].reverse() })));
        const a = decide(contest(weights, contenders), answers(known, open), 1);
        const b = decide(turned, answers(known, open), 1);
        expect(b.acceptability.local).toBeCloseTo(a.acceptability.local, 9);
        if (a.lead === null || Math.abs(a.lead) > 1e-9) expect(b.side).toBe(a.side);
      }),
    );
  });

  // M2
  it('adding a constant to both sides of a criterion changes nothing', () => {
    const shift = (one: Contender): Contender => ({
      ...one,
      values: one.values.map((column) => (typeof column === 'number' ? column / 2 + 0.3 : { ...column, values: column.values.map((v) => v / 2 + 0.3) })),
    });
    const halve = (one: Contender): Contender => ({
      ...one,
      values: one.values.map((column) => (typeof column === 'number' ? column / 2 : { ...column, values: column.values.map((v) => v / 2) })),
    });
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known, open }) => {
        const a = decide(contest(weights, contenders.map(halve)), answers(known, open), 1);
        const b = decide(contest(weights, contenders.map(shift)), answers(known, open), 1);
        expect(b.acceptability.local).toBeCloseTo(a.acceptability.local, 6);
        expect(b.lead ?? 0).toBeCloseTo(a.lead ?? 0, 9);
      }),
    );
  });

  // M7, M8: an option that is worse than another of its side in everything changes nothing.
  it('a dominated option of a side changes nothing', () => {
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known, open }) => {
        const [first] = contenders;
        fc.pre(first !== undefined);
        const worse = { ...(first as Contender), standing: 'no' as const, values: (first as Contender).values.map(() => 0) };
        const a = decide(contest(weights, contenders), answers(known, open), 1);
        const b = decide(contest(weights, [...contenders, worse]), answers(known, open), 1);
        expect({ side: b.side, lead: b.lead, acceptability: b.acceptability }).toEqual({ side: a.side, lead: a.lead, acceptability: a.acceptability });
      }),
    );
  });

  // M19
  it('applying a reported flip flips, and no smaller step on that answer does', () => {
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known, open }) => {
        const model = contest(weights, contenders);
        const allowed = answers(known, open);
        const side = leadingSide(() => model, allowed, 1);
        for (const flip of nearestFlips(() => model, allowed, side, 1)) {
          const q = QUESTIONS.indexOf(flip.question);
          expect(leadingSide(() => model, allowed.with(q, [flip.to]), 1)).toBe(flip.side);
          expect(flip.side).not.toBe(side);
          LEVELS[flip.question].forEach((_, level) => {
            if (Math.abs(level - flip.from) < flip.steps) expect(leadingSide(() => model, allowed.with(q, [level]), 1)).toBe(side);
          });
        }
      }),
    );
  });

  it('flips come nearest first, each thing once, and nothing further away is tried for the first of them', () => {
    const change = fc.record({ of: fc.constantFrom('a', 'b', 'c', 'd'), steps: fc.integer({ min: 1, max: 4 }), flips: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change), fc.array(change), (one, other) => {
        let furthest = 0;
        const kinds = [one, other].map((each) => each.map(({ of, steps, flips: changed }): Change => ({ of, steps, leading: () => ((furthest = Math.max(furthest, steps)), changed ? 'local' : 'api') })));
        const found = flips(kinds.map((each) => () => each), 'api');
        const first = found.next().value?.change;
        const all = [...one, ...other].filter((each) => each.flips).sort((a, b) => a.steps - b.steps);
        const nearest = all.filter(({ of }, i) => all.findIndex((each) => each.of === of) === i);
        if (first !== undefined) expect(furthest).toBe(first.steps);
        expect([...(first === undefined ? [] : [first]), ...[...found].map(({ change: next }) => next)].map(({ of, steps }) => ({ of, steps }))).toEqual(nearest.map(({ of, steps }) => ({ of, steps })));
      }),
    );
  });

  it('a joint flip is the fewest answers that flip together, found by brute force too', () => {
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known }) => {
        const model = contest(weights, contenders);
        const allowed = answers(known);
        const side = leadingSide(() => model, allowed, 1);
        // It is looked for only where no single answer flips.
        fc.pre(nearestFlips(() => model, allowed, side, 1).length === 0);
        const { flip: found, complete } = smallestJointFlip(() => model, allowed, side, 1);
        expect(complete).toBe(true);
        if (found !== null) {
          const flipped = found.changes.reduce((all: typeof allowed, { question, to }) => all.with(QUESTIONS.indexOf(question), [to]), allowed);
          expect(leadingSide(() => model, flipped, 1)).toBe(found.side);
          expect(found.side).not.toBe(side);
          expect([2, 3]).toContain(found.changes.length);
        }
        // Over the four questions that these contests read: the least number of changes that flips, counting from two.
        let least = Number.POSITIVE_INFINITY;
        forEachCompletion(answers({}, [...QUESTION_POOL]), 1, (assignment) => {
          const changed = QUESTION_POOL.filter((question) => assignment[QUESTIONS.indexOf(question)] !== known[question]).length;
          if (changed >= 2 && changed < least && leadingSide(() => model, [...assignment].map((level) => [level]), 1) !== side) least = changed;
        });
        expect(found === null ? Number.POSITIVE_INFINITY : found.changes.length).toBe(least <= 3 ? least : Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('a fact that is stated otherwise counts as one of the answers of a joint flip', () => {
    fc.assert(
      fc.property(contestInput, contestInput, ({ weights, contenders, known }, { contenders: others }) => {
        const [model, stated] = [contest(weights, contenders), contest(weights, others)];
        const allowed = answers(known);
        const side = leadingSide(() => model, allowed, 1);
        fc.pre(nearestFlips(() => model, allowed, side, 1).length === 0 && leadingSide(() => stated, allowed, 1) === side);
        const { flip: found } = smallestJointFlip(() => model, allowed, side, 1, [{ steps: 1, modelFor: () => stated }]);
        const withFact = nearestFlips(() => stated, allowed, side, 1);
        if (withFact.length > 0) expect((found?.fact === undefined ? 0 : 1) + (found?.changes.length ?? 0)).toBe(2);
        if (found?.fact !== undefined) {
          const flipped = found.changes.reduce((all: typeof allowed, { question, to }) => all.with(QUESTIONS.indexOf(question), [to]), allowed);
          expect(leadingSide(found.fact.modelFor, flipped, 1)).toBe(found.side);
          expect(found.side).not.toBe(side);
        }
      }),
    );
  });

  it('flips are found by the same rule as the decision', () => {
    fc.assert(
      fc.property(contestInput, ({ weights, contenders, known }) => {
        const model = contest(weights, contenders);
        expect(leadingSide(() => model, answers(known), 1)).toBe(decide(model, answers(known), 1).side);
      }),
    );
  });

  // M22
  it('the same input and seed give the same result', () => {
    fc.assert(
      fc.property(contestInput, fc.integer(), ({ weights, contenders, known, open }, seed) => {
        const run = (): string => JSON.stringify(decide(contest(weights, contenders), answers(known, open), seed));
        expect(run()).toBe(run());
      }),
    );
  });
});

describe('completions', () => {
  const all = QUESTIONS.map((question) => LEVELS[question].map((_, level) => level));

  it('are all enumerated, each once, up to the cap', () => {
    const seen = new Set<string>();
    const open = answers({}, ['data_sensitivity', 'terms', 'core']);
    const cases = completions(open, 1);
    forEachCompletion(open, 1, (assignment) => seen.add(assignment.join()));
    expect([cases.method, cases.count, seen.size]).toEqual(['exact', 36, 36]);
  });

  it('are sampled beyond the cap, the same ones for the same seed', () => {
    const draw = (seed: number): string[] => {
      const drawn: string[] = [];
      forEachCompletion(all, seed, (assignment) => drawn.push(assignment.join()));
      return drawn;
    };
    expect(completions(all, 1).method).toBe('sampled');
    expect(draw(1)).toHaveLength(COMPLETION_CAP);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('that are sampled report a Wilson interval and are never called decided', () => {
    const model = contest([1], [{ side: 'local', values: [1] }, { side: 'api', values: [0] }]);
    const { firmness, acceptability } = decide(model, all, 1);
    expect(firmness).toBe('robust');
    expect(acceptability.method).toBe('sampled');
    expect(acceptability.interval?.high).toBeCloseTo(1, 12);
    expect(acceptability.interval?.low).toBeGreaterThan(0.99);
  });

  // T22
  it('have the published Wilson intervals', () => {
    expect(wilsonInterval(0.87, 10_000).low).toBeCloseTo(0.8632662287, 9);
    expect(wilsonInterval(0.87, 10_000).high).toBeCloseTo(0.8764496125, 9);
    expect(wilsonInterval(0, 10_000).low).toBeCloseTo(0, 15);
    expect(wilsonInterval(0, 10_000).high).toBeCloseTo(0.00038399837, 10);
  });
});
