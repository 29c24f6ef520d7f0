/** On how much of a side a rule bears. */
import type { AssessedGate, AssessedPart, AssessedWorkload } from './assessment.js';

/** Some options of the side that a class has are meant, not all. */
export function bearsOnSome({ side, options }: AssessedGate['target'], part: AssessedPart, workload: AssessedWorkload): boolean {
  const ofSide = workload.options.filter((option) => option.part === part.id && option.side === side);
  return options.length > 0 && ofSide.some((option) => !options.includes(option.id));
}
