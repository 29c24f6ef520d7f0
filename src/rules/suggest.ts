/** What to do about a name in a rule pack that is not known. */
import { didYouMean, suggest } from '../profile/suggest.js';
import type { Text } from '../profile/vocabulary.js';

/** More names than this are not read in an error message. */
const MOST_NAMES = 24;

/** "Did you mean" the candidate that somebody was writing; else, where they are few, all of them. */
export function suggestion(word: string, candidates: readonly string[]): Text | undefined {
  const meant = suggest(word, candidates);
  if (meant !== undefined) return didYouMean(meant);
  if (candidates.length === 0 || candidates.length > MOST_NAMES) return undefined;
  return { en: `Known here: ${candidates.join(', ')}.`, zh: `此处可用：${candidates.join('、')}。` };
}

/** The same for the last name of a dotted path: `w.sensitivity` among the fields of `w`. */
export function pathSuggestion(path: string, candidates: readonly string[]): Text | undefined {
  const prefix = path.slice(0, path.lastIndexOf('.') + 1);
  const names = candidates.filter((candidate) => candidate.startsWith(prefix)).map((candidate) => candidate.slice(prefix.length));
  const meant = suggest(path.slice(prefix.length), names);
  return meant === undefined ? suggestion(path.slice(prefix.length), names) : didYouMean({ ...meant, name: `${prefix}${meant.name}` });
}
