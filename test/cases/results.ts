/** Everything that the calibration's documents show, computed in one place. */
import { baselines, judge, judgeContests, leaveOneOut, score, shaken, type Baseline, type JudgedCase, type Score, type Shaken } from './calibration.js';
import { readCases, VARIANTS, type Case, type Variant } from './record.js';
import { builtInRulebook } from '../../src/rules/builtin.js';

export const SHAKEN_TABLES = 100;
export const SHAKEN_BY = 0.1;

export interface Results {
  readonly cases: readonly Case[];
  readonly judged: readonly JudgedCase[];
  readonly score: Score;
  readonly baselines: readonly Baseline[];
  readonly leaveOneOut: ReturnType<typeof leaveOneOut>;
  readonly variants: Readonly<Record<Variant, Score>>;
  /** Brier score of the two-question rule where everything known of the cases is in the profiles. */
  readonly twoQuestionsWithBoth: number;
  readonly shaken: readonly Shaken[];
}

export function results(folder: URL, shakenTables: readonly Shaken[]): Results {
  const cases = readCases(folder, 'stated');
  const judged = judge(cases);
  const variants = Object.fromEntries(VARIANTS.map((variant) => [variant, score(judgeContests(readCases(folder, variant), builtInRulebook()))])) as Record<Variant, Score>;
  const twoQuestionsWithBoth = baselines(readCases(folder, 'with_both')).find(({ id }) => id === 'two_questions')?.brier ?? Number.NaN;
  return { cases, judged, score: score(judged), baselines: baselines(cases), leaveOneOut: leaveOneOut(judged), variants, twoQuestionsWithBoth, shaken: shakenTables };
}

export function shakeAll(folder: URL): readonly Shaken[] {
  const cases = readCases(folder, 'stated');
  return Array.from({ length: SHAKEN_TABLES }, (_, table) => shaken(cases, table, SHAKEN_BY));
}

/** The whole run takes minutes, so its outcome is kept; one table that comes out the same vouches for it. */
export function isCurrent(stored: readonly Shaken[], folder: URL): boolean {
  const again = shaken(readCases(folder, 'stated'), 0, SHAKEN_BY);
  return stored.length === SHAKEN_TABLES && JSON.stringify(stored[0]) === JSON.stringify(again);
}
