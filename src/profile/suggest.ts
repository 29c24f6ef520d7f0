/** "Did you mean": which known name somebody meant, and by what habit of spelling it went wrong. */
import { distance } from 'fastest-levenshtein';
import { text } from './finding.js';
import type { Text } from './vocabulary.js';

export interface Suggestion {
  readonly name: string;
  /** The habit behind the misspelling, when it is one. */
  readonly habit?: Text;
}

const LOWER_CASE = text('names are in lower case', '名称一律小写');
const UNDERSCORES = text('words are joined with underscores', '单词之间用下划线连接');
const HYPHENS = text('words are joined with hyphens', '单词之间用连字符连接');
const BRITISH = text('names use British spelling', '名称采用英式拼写');

/** Longer words than this are not misspelt names, and comparing them costs time. */
const LONGEST_WORD = 64;

/** The known name that `word` most likely stands for. `synonyms` maps words in lower case with underscores to known names. */
export function suggest(word: string, names: readonly string[], synonyms: Readonly<Record<string, string>> = {}): Suggestion | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  return bySpelling(word, names) ?? bySynonym(word, names, synonyms) ?? byPart(word, names) ?? byDistance(word, names);
}

function bySpelling(word: string, names: readonly string[]): Suggestion | undefined {
  const lower = names.find((name) => name === word.trim().toLowerCase());
  if (lower !== undefined) return { name: lower, habit: LOWER_CASE };
  const plain = snake(word);
  const joined = names.find((name) => compact(name) === compact(plain));
  if (joined !== undefined) return { name: joined, habit: joined.includes('-') ? HYPHENS : UNDERSCORES };
  const british = names.find((name) => compact(name) === compact(anglicised(plain)));
  return british === undefined ? undefined : { name: british, habit: BRITISH };
}

function bySynonym(word: string, names: readonly string[], synonyms: Readonly<Record<string, string>>): Suggestion | undefined {
  const key = anglicised(snake(word));
  const meant = Object.hasOwn(synonyms, key) ? synonyms[key] : undefined;
  return meant !== undefined && names.includes(meant) ? { name: meant } : undefined;
}

/** `sensitivity` for `data_sensitivity`, `workload` for `workloads`, `nvidia-h20` for `h20`; only where one name alone fits. */
function byPart(word: string, names: readonly string[]): Suggestion | undefined {
  const plain = anglicised(snake(word));
  if (plain.length < 4) return undefined;
  const fitting = names.filter((name) => {
    const known = snake(name);
    return known === `${plain}s` || plain === `${known}s` || `_${known}_`.includes(`_${plain}_`) || (known.length >= 4 && `_${plain}_`.includes(`_${known}_`)) || (known.length >= 3 && plain.endsWith(`_${known}`));
  });
  const [only, ...others] = fitting;
  return only !== undefined && others.length === 0 ? { name: only } : undefined;
}

function byDistance(word: string, names: readonly string[]): Suggestion | undefined {
  const plain = anglicised(snake(word));
  const ranked = names
    .map((name) => ({ name, edits: distance(plain, snake(name)) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  // One edit in three letters: more, and any short word resembles any other.
  return best !== undefined && best.edits <= Math.max(1, Math.floor(Math.min(plain.length, best.name.length) / 3)) ? { name: best.name } : undefined;
}

/** `teamStrength`, `Team-Strength` and `team strength` as `team_strength`. */
function snake(word: string): string {
  return word
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');
}

export function normalised(word: string): string {
  return snake(word);
}

function compact(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}

/** American spellings in the names of the format, as the format spells them. */
function anglicised(word: string): string {
  return word.replace(/iz(?=e|a|ing)/g, 'is').replace(/defense/g, 'defence').replace(/license/g, 'licence');
}

/** `Did you mean "budget"? (names are in lower case)` */
export function didYouMean({ name, habit }: Suggestion): Text {
  const because = habit === undefined ? text('', '') : text(` (${habit.en})`, `（${habit.zh}）`);
  return text(`Did you mean "${name}"?${because.en}`, `是否想写“${name}”？${because.zh}`);
}
