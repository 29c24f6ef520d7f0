/** Tables of criteria as dense arrays over the levels of the questions that their rows name. */
import { LEVELS, type Level, type Place, type Question } from '../profile/vocabulary.js';
import type { Criterion, SideValue } from './pack.js';

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
  const levels = questions.map((question): readonly Level[] => LEVELS[question]);
  const wanted = criterion.rows.map(({ when }) => questions.map((question) => when[question]));
  const rowAt = new Int16Array(levels.reduce((product, { length }) => product * length, 1)).fill(-1);
  // Loops, since every start goes over all rows of all criteria.
  for (let index = 0; index < rowAt.length; index += 1) {
    for (let row = 0; row < wanted.length && rowAt[index] === -1; row += 1) {
      let rest = index;
      let isMatch = true;
      for (let i = 0; i < levels.length && isMatch; i += 1) {
        const { length } = levels[i] as readonly Level[];
        const level = (levels[i] as readonly Level[])[rest % length] as Level;
        const one = (wanted[row] as (typeof wanted)[number])[i];
        isMatch = one === undefined || one === level || (Array.isArray(one) && one.includes(level));
        rest = Math.floor(rest / length);
      }
      if (isMatch) rowAt[index] = row;
    }
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

/** A side without a number of its own has one for each of its places. */
export function valueAt(value: SideValue, place: Place): number {
  return typeof value === 'number' ? value : (value[place] as number);
}

