/** Texts of own packs: in one language, or as a plain string, and completed here so that a report in the other language has something to say. */
import { LANGUAGES, type Text } from '../profile/vocabulary.js';

/** Keys that hold a text for people; below `because` of a claim there is one for each verdict. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['title', 'reason', 'remedy', 'text', 'claim', 'condition', 'action', 'effort', 'because', 'figures']);
const VERDICT_KEYS: ReadonlySet<string> = new Set(['holds', 'does_not_hold', 'cannot_tell', 'by_rule']);

/** The same value with every text in every language; what is no text, or not one yet, stays as it is. */
export function withBothLanguages(value: unknown, isText = false): unknown {
  if (isText && typeof value === 'string') return inBoth({ en: value });
  if (Array.isArray(value)) return value.map((item) => withBothLanguages(item, isText));
  if (typeof value !== 'object' || value === null) return value;
  if (isText && LANGUAGES.some((language) => Object.hasOwn(value, language))) return inBoth(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'cases' ? inner : withBothLanguages(inner, isText ? VERDICT_KEYS.has(key) : TEXT_KEYS.has(key))]),
  );
}

function inBoth(texts: Partial<Text>): Partial<Text> {
  const { en = texts.zh, zh = texts.en } = texts;
  return { ...texts, ...(en === undefined ? {} : { en }), ...(zh === undefined ? {} : { zh }) };
}
