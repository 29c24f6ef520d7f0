/** What each criterion adds to the lead, as numbers and as the digits that are shown: the shown digits add up, too. */
import type { AssessedCriterion, AssessedPart } from '../assessment/assessment.js';

export interface Contribution {
  readonly criterion: AssessedCriterion;
  /** Weight x (local - api); null where one side has no value. */
  readonly adds: number | null;
  /** The same in whole thousandths, rounded so that the column adds up to the lead. */
  readonly thousandths: number | null;
}

export function contributions(part: AssessedPart): readonly Contribution[] {
  const exact = part.criteria.map((criterion) => (criterion.local === null || criterion.api === null ? null : criterion.weight * (criterion.local - criterion.api)));
  const rounded = roundToSum(exact.map((value) => (value ?? 0) * 1000));
  return part.criteria.map((criterion, index) => ({
    criterion,
    adds: exact[index] ?? null,
    thousandths: exact[index] === null ? null : (rounded[index] ?? 0),
  }));
}

/** The lead in whole thousandths, as the column of contributions adds up to it; null where there is nothing to add. */
export function leadInThousandths(all: readonly Contribution[]): number | null {
  if (all.length === 0 || all.some(({ thousandths }) => thousandths === null)) return null;
  return all.reduce((sum, { thousandths }) => sum + (thousandths ?? 0), 0);
}

/** Largest remainders: whole numbers next to the given ones, whose sum is the rounded sum. */
function roundToSum(values: readonly number[]): readonly number[] {
  const floors = values.map(Math.floor);
  const missing = Math.round(values.reduce((sum, value) => sum + value, 0)) - floors.reduce((sum, value) => sum + value, 0);
  const byRemainder = values.map((value, index) => ({ index, remainder: value - Math.floor(value) })).sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const raised = new Set(byRemainder.slice(0, Math.max(0, missing)).map(({ index }) => index));
  return floors.map((floor, index) => (raised.has(index) ? floor + 1 : floor));
}

/** The criteria that speak for a side, strongest first; a contribution that rounds to nothing says nothing. */
export function speakingFor(side: 'local' | 'api', part: AssessedPart): readonly AssessedCriterion[] {
  const sign = side === 'local' ? 1 : -1;
  return contributions(part)
    .filter(({ adds }) => adds !== null && sign * adds >= 0.0005)
    .sort((a, b) => sign * ((b.adds ?? 0) - (a.adds ?? 0)))
    .map(({ criterion }) => criterion);
}
