/** What is wrong with a place of a document, before it is known where that place stands in the text. */
import type { Problem } from '../error.js';
import type { Path } from './path.js';
import type { Text } from './vocabulary.js';

export interface Finding {
  readonly code: string;
  readonly path: Path;
  /** What of the place is meant: its key or its value. For something that is missing, what should hold it is pointed at. */
  readonly target: 'key' | 'value';
  readonly message: Text;
  readonly remedy?: Text;
  /** Where JSON writes it in another way. */
  readonly remedyInJson?: Text;
}

/** A problem with a text as such, at an offset. */
export interface TextProblem {
  readonly code: string;
  readonly offset: number;
  readonly message: Text;
  readonly remedy?: Text;
}

/** More problems than anybody reads at once are not listed. */
export const MOST_PROBLEMS = 100;

export function text(en: string, zh: string): Text {
  return { en, zh };
}

/** The first hundred problems, and a word that there are more. */
export function capped(problems: readonly Problem[], source: string): readonly Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const message = text(`There are more problems; the first ${MOST_PROBLEMS} are shown.`, `还有更多问题；这里只列出前 ${MOST_PROBLEMS} 个。`);
  return [...problems.slice(0, MOST_PROBLEMS), { code: 'more-problems', source, message }];
}
