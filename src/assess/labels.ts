/** Names of questions, levels, classes and options in the language of the Assessment. */
import type { Option } from '../options/option.js';
import type { Level, Question } from '../profile/vocabulary.js';
import type { TrafficClass } from '../profile/workload.js';
import { WHOLE_CLASS_ID } from '../profile/workloads.js';
import { CLASS_NAMES, optionTitle } from '../text/assessment.js';
import { LOAD_TEXTS } from '../text/load.js';
import type { AssessContext } from './context.js';

export function titleOf(question: Question, { rulebook, language }: AssessContext): string {
  return rulebook.questions.get(question)?.title[language] ?? question;
}

export function labelOf(question: Question, level: Level, { rulebook, language }: AssessContext): string {
  return rulebook.questions.get(question)?.levels.find((one) => one.level === level)?.label[language] ?? level;
}

/** What a class is called, and a slice of one by what it is of it. */
export function className(trafficClass: TrafficClass, language: AssessContext['language']): string {
  const { slice } = trafficClass;
  if (slice === undefined) return wholeName(trafficClass, language);
  return LOAD_TEXTS[language].sliceName[slice.kind](slice.of.id === WHOLE_CLASS_ID ? undefined : wholeName(slice.of, language));
}

/** The name of a class, whatever part of it is meant. */
export function wholeName({ slice, ...named }: TrafficClass, language: AssessContext['language']): string {
  const trafficClass = slice?.of ?? named;
  const implied = CLASS_NAMES[language] as Readonly<Record<string, string>>;
  return trafficClass.name ?? implied[trafficClass.id.replace('-', '_')] ?? trafficClass.id;
}

/** @param gpus that it takes, where these are not those that it is named with */
export function titleOfOption(option: Option, language: AssessContext['language'], gpus = option.hardware?.count): string {
  return optionTitle[language]({
    place: option.place,
    model: option.modelName,
    provider: option.providerName,
    gpu: option.hardware?.gpu,
    gpuCount: gpus,
  });
}

