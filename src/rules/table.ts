/** Tables of criteria as dense arrays over the levels of the questions that their rows name. */
import { LEVELS, type Level, type Place, type Question } from '../profile/vocabulary.js';
import type { Criterion, Row, SideValue } from './pack.js';

/** A criterion's rows, looked up by the levels of the questions that they name. */
export interface Table {
  readonly questions: readonly Question[];
  /** Index of the row that holds for each combination of levels; -1 where none does. */
  readonly rowAt: Int16Array;
}

/** Combinations of levels in mixed radix, the first question fastest. */
export function tableOf(criterion: Pick<Criterion, 'rows'>): Table {
  const named = new Set(criterion.rows.flatMap((row) => Object.keys(row.when) as Question[]));
  const questions = [...named];
  const rowAt = new Int16Array(questions.reduce((product, question) => product * LEVELS[question].length, 1)).fill(-1);
  for (let index = 0; index < rowAt.length; index += 1) {
    const levels = levelsAt(questions, index);
    rowAt[index] = criterion.rows.findIndex((row) => matches(row, questions, levels));
  }
  return { questions, rowAt };
}

export function levelsAt(questions: readonly Question[], index: number): readonly Level[] {
  let rest = index;
  return questions.map((question) => {
    const levels: readonly Level[] = LEVELS[question];
    const level = levels[rest % levels.length] as Level;
    rest = Math.floor(rest / levels.length);
    return level;
  });
}

function matches(row: Row, questions: readonly Question[], levels: readonly Level[]): boolean {
  return questions.every((question, i) => {
    const wanted = row.when[question];
    return wanted === undefined || (Array.isArray(wanted) ? wanted : [wanted]).includes(levels[i]);
  });
}

/** A side without a number of its own has one for each of its places. */
export function valueAt(value: SideValue, place: Place): number {
  return typeof value === 'number' ? value : (value[place] as number);
}

