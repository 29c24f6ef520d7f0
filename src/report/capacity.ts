/** What the reports say of capacity: for each part of a workload, what the recommended option takes and how fast it answers. */
import type { AssessedWorkload } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { CAPACITY_TEXTS } from '../text/capacity.js';

/** A sentence a line; nothing where no volume is known. With several parts each line begins with its part. */
export function capacityLines({ parts, options }: AssessedWorkload, language: Language): readonly string[] {
  const text = CAPACITY_TEXTS[language];
  return parts.flatMap((part) => {
    const { id, name, option: chosen } = part;
    // Base and bursts of a load that is split have a capacity of their own, whole classes that of their option.
    const { sizing, load } = part.kind === undefined ? options.find((one) => one.id === chosen && one.part === id) ?? {} : part;
    const lines = [
      ...(sizing === undefined ? [] : [text.machines(sizing), text.available(sizing), text.pace(sizing), text.coldStart(sizing)]),
      ...(load === undefined ? [] : [text.limits(load)]),
    ].filter((line) => line !== undefined);
    return parts.length === 1 ? lines : lines.map((line) => (language === 'zh' ? `${name}：${line}` : `${name}: ${line}`));
  });
}
