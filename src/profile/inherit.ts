/** How answers are inherited: what the root says holds for its workloads, and what a workload says for its classes, unless they say otherwise. */
import { QUESTIONS } from './vocabulary.js';
import type { EvaluatedQuality, OwnApiOption, OwnLocalOption, Profile } from './schema.js';

type RootAnswers = Pick<Profile, (typeof QUESTIONS)[number] | 'house_rules' | 'data' | 'weights' | 'runs_today'>;

/** Everything that can be said at one place and holds for the places inside it. */
export interface Scope extends RootAnswers {
  readonly quality?: EvaluatedQuality | undefined;
  readonly local?: readonly OwnLocalOption[] | undefined;
  readonly api?: readonly OwnApiOption[] | undefined;
}

const REPLACED = [...QUESTIONS, 'house_rules', 'weights', 'runs_today', 'local', 'api'] as const satisfies readonly (keyof Scope)[];
/** Groups of answers, which are inherited one by one. */
const MERGED = ['data', 'quality'] as const satisfies readonly (keyof Scope)[];

/** `inner` over `outer`. A key that `inner` has decides, even where its value is `undefined`: an `unknown` that somebody wrote. */
export function inherit(outer: Scope, inner: Scope): Scope {
  const result: Record<string, unknown> = {};
  for (const key of REPLACED) {
    const from = key in inner ? inner : outer;
    if (key in from) result[key] = from[key];
  }
  for (const key of MERGED) {
    if (key in inner) result[key] = inner[key] === undefined ? undefined : { ...outer[key], ...inner[key] };
    else if (key in outer) result[key] = outer[key];
  }
  return result;
}

/** The scope of a whole profile, a workload or a class, by itself. */
export function scopeOf(holder: Scope): Scope {
  return inherit({}, holder);
}

