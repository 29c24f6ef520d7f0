/** What is claimed of a side must hold against every option that might stand for the other, not only the one that does today. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, differencesToRivals } from '../../src/decision/contest.js';
import { standings } from '../../src/decision/standing.js';
import { weightedLead } from '../../src/decision/weighting.js';
import { adviceFor } from '../../src/decision/split.js';
import { LEVELS, QUESTIONS } from '../../src/profile/vocabulary.js';
import { answers, contest, type Contender } from './contest-model.js';

const value = fc.integer({ min: 0, max: 20 }).map((n) => n / 20);
const contenders = fc.array(
  fc.record({ side: fc.constantFrom('local' as const, 'api' as const), values: fc.tuple(value, value, value), standing: fc.constantFrom('yes' as const, 'after' as const, 'no' as const) }),
  { minLength: 2, maxLength: 7 },
);
const WEIGHTS = [0.5, 0.3, 0.2];
/** The corners of the weightings considered: half the reference weight everywhere, the other half on one criterion. */
const CORNERS = WEIGHTS.map((_, k) => WEIGHTS.map((w, i) => w / 2 + (i === k ? 0.5 : 0)));

describe('decided', () => {
  it('holds at every corner of the weightings, whichever options stand for the sides there', () => {
    fc.assert(
      fc.property(contenders, (all) => {
        const { firmness, side } = decide(contest(WEIGHTS, all), answers({}), 1);
        fc.pre(firmness === 'decided');
        const best = (of: string, weights: readonly number[]): number =>
          Math.max(...all.filter((one) => one.side === of && one.standing !== 'no').map(({ values }) => weightedLead(weights, values)));
        for (const corner of CORNERS) expect(best(side ?? '', corner)).toBeGreaterThan(best(side === 'local' ? 'api' : 'local', corner));
      }),
      { numRuns: 500 },
    );
  });

  it('is not said where another option of the other side wins under some weighting', () => {
    const api = (values: readonly number[]): Contender => ({ side: 'api', values, id: values.join() });
    const local: Contender = { side: 'local', values: [0.6, 0.6] };
    expect(decide(contest([0.5, 0.5], [local, api([0.5, 0.5])]), answers({}), 1).firmness).toBe('decided');
    expect(decide(contest([0.5, 0.5], [local, api([0.5, 0.5]), api([0.94, 0])]), answers({}), 1).firmness).not.toBe('decided');
  });

  it('does not mind what the user’s own option keeps from standing', () => {
    const own: Contender = { side: 'api', values: [0.5, 0.5], origin: 'user', id: 'own' };
    const other: Contender = { side: 'api', values: [0.94, 0], id: 'other' };
    expect(decide(contest([0.5, 0.5], [{ side: 'local', values: [0.6, 0.6] }, own, other]), answers({}), 1).firmness).toBe('decided');
  });
});

describe('the rivals of the leading option', () => {
  it('are all that might stand for the other side, with their differences local less api', () => {
    const model = contest([0.5, 0.5], [
      { side: 'local', values: [0.6, 0.6], id: 'l' },
      { side: 'api', values: [0.5, 0.5], id: 'a' },
      { side: 'api', values: [0.9, 0], id: 'b' },
      { side: 'api', values: [1, 1], id: 'c', standing: 'no' },
    ]);
    const [stands] = model.local;
    const rivals = stands === undefined ? [] : differencesToRivals(model, answers({}), 1, 'local', stands);
    expect(rivals.map((one) => one.map((d) => Number(d.toFixed(12))))).toEqual([[0.1, 0.1], [-0.3, 0.6]]);
  });

  it('keep their sign when the API leads', () => {
    const model = contest([1], [{ side: 'local', values: [0.2] }, { side: 'api', values: [0.7] }]);
    const [stands] = model.api;
    expect(stands === undefined ? [] : differencesToRivals(model, answers({}), 1, 'api', stands)).toEqual([[expect.closeTo(-0.5, 12)]]);
  });
});

describe('what a side can stand on', () => {
  const byTerms = { by: 'terms' as const, standing: ['no', 'open', 'yes'] as const };
  const options = (standing: Contender['standing']): ReturnType<typeof contest>['api'] => contest([1], [{ side: 'api', values: [1], ...(standing === undefined ? {} : { standing }) }]).api;

  it('is nothing without options', () => expect(standings([], answers({}))).toEqual({ ever: false, always: false }));

  it.each([
    [0, { ever: false, always: false }],
    [1, { ever: true, always: false }],
    [2, { ever: true, always: true }],
  ])('hangs on the answer: at level %i it is %j', (terms, expected) => expect(standings(options(byTerms), answers({ terms }))).toEqual(expected));

  it('is ever, but not always, where an open answer decides', () => {
    expect(standings(options(byTerms), answers({}, ['terms']))).toEqual({ ever: true, always: false });
  });

  it('is neither never nor always where too many answers bear on it to go through them', () => {
    const every = QUESTIONS.flatMap((by) => [{ side: 'api' as const, values: [1], standing: { by, standing: LEVELS[by].map(() => 'yes' as const) }, id: by }]);
    expect(standings(contest([1], every).api, answers({}, QUESTIONS))).toEqual({ ever: true, always: false });
  });

  it('is always where one option stands whenever the other does not', () => {
    const model = contest([1], [
      { side: 'api', values: [1], standing: { by: 'terms', standing: ['no', 'yes', 'yes'] } },
      { side: 'api', values: [1], standing: { by: 'terms', standing: ['after', 'no', 'no'] }, id: 'other' },
    ]);
    expect(standings(model.api, answers({}, ['terms'])).always).toBe(true);
  });

  it('makes one side alone only as firm as the open answers let it be', () => {
    const model = contest([1], [{ side: 'api', values: [1], standing: { by: 'terms', standing: ['no', 'no', 'yes'] } }]);
    const result = decide(model, answers({}, ['terms']), 1);
    expect(result).toMatchObject({ side: 'api', firmness: 'close', contested: 0 });
    expect(result.acceptability.api).toBeCloseTo(1 / 3, 12);
    expect(adviceFor([{ share: 1, side: result.side, firmness: result.firmness, lead: result.lead }], undefined)).toEqual([]);
  });
});

describe('money', () => {
  const part = { share: 1, side: 'local' as const, firmness: 'likely' as const, lead: 0.05 };

  it('is a reason to move when it comes back within two years, also where it is too close to call', () => {
    expect(adviceFor([part], 'api')).toEqual(['stay']);
    expect(adviceFor([part], 'api', 24)).toEqual([]);
    expect(adviceFor([part], 'api', 25)).toEqual(['stay']);
    expect(adviceFor([{ ...part, firmness: 'close' }], 'api')).toEqual(['stay']);
    expect(adviceFor([{ ...part, firmness: 'close' }], 'api', 3)).toEqual(['test-first']);
  });
});
