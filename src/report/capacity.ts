/** What the reports say of capacity: for each part of a workload, what the recommended option takes and how fast it answers. */
import type { AssessedWorkload } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { CAPACITY_TEXTS } from '../text/capacity.js';
import { chosenOption } from './view.js';

/** A sentence a line; nothing where no volume is known. With several parts each line begins with its part. */
export function capacityLines(workload: AssessedWorkload, language: Language): readonly string[] {
  const text = CAPACITY_TEXTS[language];
  const { parts } = workload;
  return parts.flatMap((part) => {
    const { name } = part;
    // Base and bursts of a load that is split have a capacity of their own, whole classes that of their option.
    const { sizing, load } = part.kind === undefined || part.stays_with !== undefined ? chosenOption(part, workload) ?? {} : part;
    const lines = [
      ...(sizing === undefined ? [] : [text.machines(sizing), text.available(sizing), text.pace(sizing), text.coldStart(sizing)]),
      ...(load === undefined ? [] : [text.limits(load)]),
    ].filter((line) => line !== undefined);
    return parts.length === 1 ? lines : lines.map((line) => (language === 'zh' ? `${name}：${line}` : `${name}: ${line}`));
  });
}
