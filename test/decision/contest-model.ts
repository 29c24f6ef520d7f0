/** Builds small two-sided contests from plain tables, for tests of the decision. */
import { ADMISSIBLE, type Admissible } from '../../src/assessment/terms.js';
import type { Allowed } from '../../src/decision/completions.js';
import { Factor } from '../../src/decision/factor.js';
import type { ClassModel } from '../../src/decision/model.js';
import type { OptionModel } from '../../src/decision/values.js';
import type { Option } from '../../src/options/option.js';
import { LEVELS, QUESTIONS, type Level, type Question, type Side } from '../../src/profile/vocabulary.js';

/** Values of one criterion by the levels of the question that feeds it, or a constant. */
export type Column = { readonly by: Question; readonly values: readonly number[] } | number;

export function column(value: Column): Factor {
  if (typeof value === 'number') return new Factor([], () => value);
  return new Factor([value.by], (levels) => value.values[(LEVELS[value.by] as readonly Level[]).indexOf(levels.get(value.by) as Level)] as number);
}

export interface Contender {
  readonly side: Side;
  readonly values: readonly Column[];
  readonly standing?: Admissible | { readonly by: Question; readonly standing: readonly Admissible[] };
  readonly origin?: Option['origin'];
  readonly id?: string;
}

export function contender({ side, values, standing = 'yes', origin = 'generic', id = `${side}/generic` }: Contender): OptionModel {
  const place = side === 'local' ? 'on_premises' : 'public_api';
  const rank = (one: Admissible): number => ADMISSIBLE.indexOf(one);
  return {
    option: {
      id, side, place, origin, raises: {},
      facts: { side, place, own: false, operator_named: false, third_party: side === 'api', rented: false, self_operated: side === 'local' },
    },
    standing: column(typeof standing === 'string' ? rank(standing) : { by: standing.by, values: standing.standing.map(rank) }),
    values: values.map(column),
  };
}

export function contest(weights: readonly number[], contenders: readonly Contender[]): ClassModel {
  const options = contenders.map(contender);
  return {
    weights,
    local: options.filter(({ option }) => option.side === 'local'),
    api: options.filter(({ option }) => option.side === 'api'),
  };
}

/** Everything open but what is answered; questions that no criterion reads are pinned to their lowest level. */
export function answers(known: Readonly<Partial<Record<Question, number>>>, open: readonly Question[] = []): Allowed {
  return QUESTIONS.map((question) => (open.includes(question) ? LEVELS[question].map((_, level) => level) : [known[question] ?? 0]));
}

/** A contest in which nothing hangs on an answer: constant differences of local over api, which stands at 0.5. */
export function constantContest(weights: readonly number[], differences: readonly number[]): ClassModel {
  return contest(weights, [
    { side: 'local', values: differences.map((d) => 0.5 + d / 2) },
    { side: 'api', values: differences.map((d) => 0.5 - d / 2) },
  ]);
}

/**
 * Golden workload model G, local against API only (facts: decision.md, "Golden workload model G"): security, team, budget and
 * performance are the four questions with as many levels; nominal weights .4 .25 .2 .15.
 */
export const GOLDEN: ClassModel = contest(
  [0.4, 0.25, 0.2, 0.15],
  [
    {
      side: 'local',
      values: [
        { by: 'data_sensitivity', values: [0.2, 0.5, 0.8, 1] },
        { by: 'team_strength', values: [0, 0.4, 0.7, 1] },
        { by: 'budget', values: [0, 0.5, 1] },
        { by: 'performance_need', values: [1, 0.7, 0.2] },
      ],
    },
    {
      side: 'api',
      values: [
        { by: 'data_sensitivity', values: [1, 0.7, 0.3, 0] },
        { by: 'team_strength', values: [1, 1, 1, 1] },
        { by: 'budget', values: [0.9, 0.7, 0.5] },
        { by: 'performance_need', values: [0.8, 0.9, 1] },
      ],
    },
  ],
);
