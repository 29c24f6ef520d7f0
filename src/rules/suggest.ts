/** "Did you mean" for names in rule packs. */
import { closest, distance } from 'fastest-levenshtein';
import type { Text } from '../profile/vocabulary.js';

/** The candidate that a slip of the pen would explain, if there is one. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0 || word.length > 64) return undefined;
  const found = closest(word, candidates);
  return distance(word, found) <= Math.max(2, Math.floor(word.length / 3)) ? found : undefined;
}

/** A remedy that names the nearest candidate, or, where there are few, all of them. */
export function suggestion(word: string, candidates: readonly string[]): Text | undefined {
  const found = nearest(word, candidates);
  if (found !== undefined) return { en: `Did you mean "${found}"?`, zh: `是否想写 "${found}"？` };
  if (candidates.length === 0 || candidates.length > 24) return undefined;
  return { en: `Use one of: ${candidates.join(', ')}.`, zh: `可用：${candidates.join('、')}。` };
}
