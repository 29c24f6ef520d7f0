/** A what-if: each workload as it would be, beside what it is with the profile as it stands. */
import type { AssessedWorkload, Assessment } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { COMPARISON_TEXT } from '../text/comparison.js';
import { formatSplit } from '../text/format.js';
import { REPORT_TEXT } from '../text/report.js';

export interface ComparedWorkload {
  readonly name: string;
  /** One line: both verdicts, or that nothing changed. */
  readonly line: string;
  readonly changed: boolean;
}

export function comparedWorkloads(base: Assessment, assessment: Assessment, language: Language): readonly ComparedWorkload[] {
  const text = COMPARISON_TEXT[language];
  const before = new Map(base.workloads.map((workload) => [workload.id, workload]));
  const after = new Map(assessment.workloads.map((workload) => [workload.id, workload]));
  const present = assessment.workloads.map((workload): ComparedWorkload => {
    const was = before.get(workload.id);
    const now = verdictOf(workload, language);
    if (was === undefined) return { name: workload.name, line: text.added(now), changed: true };
    const then = verdictOf(was, language);
    return then === now ? { name: workload.name, line: text.unchanged, changed: false } : { name: workload.name, line: text.change(then, now), changed: true };
  });
  const gone = base.workloads.filter(({ id }) => !after.has(id)).map((workload) => ({ name: workload.name, line: text.gone(verdictOf(workload, language)), changed: true }));
  return [...present, ...gone];
}

export function verdictOf({ recommendation, firmness, split }: AssessedWorkload, language: Language): string {
  const text = REPORT_TEXT[language];
  return COMPARISON_TEXT[language].verdict(
    text.recommendation[recommendation],
    firmness === null ? '' : text.firmness[firmness],
    recommendation === 'hybrid' && split !== null ? formatSplit(split) : null,
  );
}
