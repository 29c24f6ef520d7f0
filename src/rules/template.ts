/** Sentences of claims and warnings with the facts of a case put in: `{w.team_strength}` becomes the level in words. */
import type { Language, Question, Text } from '../profile/vocabulary.js';
import { formatStated } from '../text/format.js';
import type { Facts, QuestionText } from './pack.js';
import { RULE_SCOPE, questionOf } from './scope.js';

export type FactsByRoot = Readonly<Record<'org' | 'w' | 'derived' | 'option', Facts>>;

const PLACEHOLDER = /\{[^{}]*\}/g;
const WITH_SPACE = /\{([^{}]*)\}( ?)/g;
/** Chinese has a space between a digit and a measure word, and none after 1.2 万. */
const LARGE_NUMBER = /[万亿]$/;
const UNKNOWN: Text = { en: 'not known', zh: '未知' };

/** Paths that a sentence names in braces, with their offsets. */
export function placeholders(sentence: string): readonly { readonly path: string; readonly at: number }[] {
  return [...sentence.matchAll(PLACEHOLDER)].map(({ 0: { length }, index }) => ({ path: sentence.slice(index + 1, index + length - 1), at: index }));
}

/** Fields that can be put into words: answers with labels, names, country codes and numbers. */
export function canBeSaid(path: string): boolean {
  if (questionOf(path) !== undefined) return true;
  const type = Object.hasOwn(RULE_SCOPE, path) ? RULE_SCOPE[path] : undefined;
  return type?.kind === 'number' || (type?.kind === 'text' && type.values === undefined);
}

/** True where every fact that the sentence names is known. */
export function canFillIn(sentence: Text, facts: FactsByRoot): boolean {
  return placeholders(sentence.en).every(({ path }) => factAt(path, facts) !== undefined);
}

function factAt(path: string, facts: FactsByRoot): unknown {
  const [root, first, second] = path.split('.') as [keyof FactsByRoot, string, string | undefined];
  const group = second === undefined ? facts[root] : (facts[root][first] as Facts | undefined);
  return group?.[second ?? first];
}

export function fillIn(sentence: Text, facts: FactsByRoot, questions: ReadonlyMap<Question, QuestionText>, language: Language): string {
  return sentence[language].replaceAll(WITH_SPACE, (_, path: string, space: string) => {
    const said = wordsFor(path, facts, questions, language);
    return LARGE_NUMBER.test(said) ? said : said + space;
  });
}

function wordsFor(path: string, facts: FactsByRoot, questions: ReadonlyMap<Question, QuestionText>, language: Language): string {
  const value = factAt(path, facts);
  if (typeof value === 'number') return formatStated(value, language);
  if (typeof value !== 'string') return UNKNOWN[language];
  const question = questionOf(path);
  return question === undefined ? value : labelOf(questions.get(question), value, language);
}

function labelOf(question: QuestionText | undefined, level: string, language: Language): string {
  return question?.levels.find((one) => one.level === level)?.label[language] ?? level;
}
