/** The value of an option on a criterion: a row of its table, adjusted by facts, or the user's own evaluation instead. */
import { lazy } from '../lazy.js';
import { LEVELS, PLACES, type Place, type Question } from '../profile/vocabulary.js';
import { mustCompile, type Sights } from './context.js';
import type { Adjustment, Criterion, Facts, Row } from './pack.js';
import type { CompiledCriterion, Valuation } from './rulebook.js';
import { tableOf, valueAt } from './table.js';
import { valueOfScore } from './value-function.js';

const NONE: readonly never[] = [];

export function compileCriterion(criterion: Criterion, contextOf: Sights['contextOf']): CompiledCriterion {
  const plan = lazy(() => {
    const { questions, rowAt } = tableOf(criterion);
    const adjustments = (criterion.adjustments ?? []).map((adjustment) => ({ adjustment, when: mustCompile(adjustment.when) }));
    // A valuation without adjustments is the same object each time.
    const plain = criterion.rows.map((row) => new Map(PLACES.map((place) => [place, plainValuation(row, place)])));
    const feeds = (path: string): boolean => criterion.fed_by.some((question) => path === `w.${question}`);
    const answersOnly = adjustments.every(({ when }) => when.paths.every((path) => path.startsWith('option.') || feeds(path)));
    return { questions, rowAt, adjustments, plain, answersOnly };
  });
  return {
    criterion,
    id: criterion.id,
    questions: criterion.fed_by,
    hangsOnAnswersOnly: ({ w }) => (criterion.evaluation === undefined || evaluated(criterion.evaluation, w) === undefined) && plan().answersOnly,
    reads: (path) => plan().adjustments.some(({ when }) => when.paths.includes(path)),
    value: (situation, option) => {
      const context = contextOf(situation, option);
      const scores = criterion.evaluation === undefined ? undefined : evaluated(criterion.evaluation, context.w);
      if (scores !== undefined) return { value: valueOfScore(scores[option.side], scores.needed, scores.atNeeded), row: undefined, adjustments: NONE };
      const { questions, rowAt, adjustments, plain } = plan();
      const valuation = plain[rowAt[tableIndex(questions, context.w, criterion)] as number]?.get(option.place);
      if (valuation === undefined) throw new RangeError(`The table of ${criterion.id} has no row for this case.`);
      const applied: Adjustment[] = [];
      for (const { adjustment, when } of adjustments) if ((adjustment.side === undefined || adjustment.side === option.side) && when.evaluate(context) === true) applied.push(adjustment);
      return applied.length === 0 ? valuation : adjusted(valuation, applied);
    },
  };
}

function plainValuation(row: Row, place: Place): Valuation {
  return { value: valueAt(place === 'private_api' || place === 'public_api' ? row.api : row.local, place), row, adjustments: NONE };
}

function tableIndex(questions: readonly Question[], w: Facts, criterion: Criterion): number {
  let index = 0;
  let stride = 1;
  for (const question of questions) {
    const levels: readonly unknown[] = LEVELS[question];
    const level = levels.indexOf(w[question]);
    if (level < 0) throw new RangeError(`The answer to ${question} must be known before ${criterion.id} is valued.`);
    index += level * stride;
    stride *= levels.length;
  }
  return index;
}

function adjusted({ value, row }: Valuation, adjustments: readonly Adjustment[]): Valuation {
  const sum = adjustments.reduce((total, { by }) => total + by, value);
  // Decimal tables should not show binary fractions: 0.25 - 0.2 is 0.05.
  return { value: Math.round(Math.min(1, Math.max(0, sum)) * 1e9) / 1e9, row, adjustments };
}

/** The user's own evaluation, once it has a score for both sides: half a comparison says nothing. */
function evaluated(evaluation: NonNullable<Criterion['evaluation']>, w: Facts): { readonly local: number; readonly api: number; readonly needed: number | undefined; readonly atNeeded: number } | undefined {
  const { local, api, needed } = (w['quality'] ?? {}) as { readonly local?: number; readonly api?: number; readonly needed?: number };
  return local === undefined || api === undefined ? undefined : { local, api, needed, atNeeded: evaluation.at_needed };
}
