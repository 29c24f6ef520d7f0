/** Fields of a profile and what stands in them, as a reader says them: nobody should have to read a path or a level's name. */
import { formatPath, type Path } from '../profile/path.js';
import type { Profile } from '../profile/schema.js';
import { QUESTIONS, type Level, type Question } from '../profile/vocabulary.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { FACT_NAMES, FIELD_NAMES, itemName } from '../text/facts.js';
import { formatExact, formatList, midSentence } from '../text/format.js';
import type { AssessContext } from './context.js';
import { labelOf, titleOf } from './labels.js';

/**
 * @param path in the profile; a field of no name that reports know is named by its path
 * @returns such as "contract terms", of a workload “Support chat”, contract terms
 */
export function fieldTitle(path: Path, { workloads }: Pick<Profile, 'workloads'>, context: AssessContext): string {
  const { language } = context;
  const [root, index, ...rest] = path;
  if (root !== 'workloads' || typeof index !== 'number') return nameOf(path, context);
  const workload = workloads?.[index];
  const [classes, classIndex, ...ofClass] = rest;
  const trafficClass = classes === 'classes' && typeof classIndex === 'number' ? workload?.classes?.[classIndex] : undefined;
  const inner = trafficClass === undefined ? rest : ofClass;
  const names = [workload, trafficClass].flatMap((one) => one?.name ?? one?.id ?? []);
  return ASSESS_TEXTS[language].fieldOf(names, inner.length === 0 ? undefined : nameOf(inner, context));
}

function nameOf(path: Path, context: AssessContext): string {
  const question = questionAt(path);
  return question === undefined ? (FACT_NAMES[context.language][factAt(path)] ?? FIELD_NAMES[context.language][factAt(path)] ?? formatPath(path)) : midSentence(titleOf(question, context));
}

/** What stands there, in words where there are any. */
export function fieldValue(path: Path, value: unknown, context: AssessContext): string {
  const { language } = context;
  const inner = path[0] === 'workloads' ? path.slice(2) : path;
  const question = questionAt(inner);
  // Who states no rules of the house has none.
  if (value === undefined) return ASSESS_TEXTS[language][inner[0] === 'house_rules' ? 'emptyList' : 'notStated'];
  if (typeof value === 'string') return question === undefined ? itemName(factAt(inner), value, language) : labelOf(question, value as Level, context);
  if (typeof value === 'number') return formatExact(value, language);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.length === 0 ? ASSESS_TEXTS[language].emptyList : formatList(value.map((item) => itemName(factAt(inner), item, language)), language);
  }
  return JSON.stringify(value);
}

const questionAt = (path: Path): Question | undefined => (path.length === 1 ? QUESTIONS.find((question) => question === path[0]) : undefined);
const factAt = (path: Path): string => (path[0] === 'organisation' ? ['org', ...path.slice(1)] : ['w', ...path]).join('.');
