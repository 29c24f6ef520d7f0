/** The options of the gate: reads the baseline, judges what was reported, and says what failed and with which exit code. */
import { existsSync } from 'node:fs';
import type { Assessment } from '../assessment/assessment.js';
import type { Condition, Failure, Subject } from '../gate/gate.js';
import type { Language } from '../profile/vocabulary.js';
import type { FailureOptions } from '../report/failures.js';
import { renderJson, renderNdjson } from '../report/json.js';
import { FILES } from '../text/gate.js';
import { EXIT, type ExitCode } from './exit.js';
import { usageError } from './options.js';
import type { OutputFile } from './output.js';
import type { Session } from './session.js';
import { styleFor } from './style.js';
import { hasColour, hasUnicode, widthOf } from './terminal.js';

export interface GateOptions {
  readonly failOn?: readonly string[];
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  /** False: what fails is said, and the exit code stays 0. */
  readonly exitCode?: boolean;
}

export interface Gate {
  /** The new baseline, to be written with the reports. */
  baselineFile(assessments: readonly Assessment[]): readonly OutputFile[];
  /** False where nothing is asked of an assessment. */
  readonly hasConditions: boolean;
  /** Finds the same in profiles that differ in the name of their organisation or their place only. */
  readonly isBlindToNames: boolean;
  /** Where an assessment fails that is compared with no other. */
  failuresOf(assessment: Assessment, language: Language): readonly Failure[];
  /** After everything is written. */
  judge(assessments: readonly Assessment[], session: Session): ExitCode;
  /** The same for failures that are found already, the first of `count`. */
  conclude(failed: readonly Failure[], session: Session, of: Judged): ExitCode;
}

/** What failures are of. */
export type Judged = Pick<FailureOptions, 'count' | 'several'>;

/** Nothing was asked, and nothing is loaded to answer it. */
const OPEN_GATE: Gate = { baselineFile: () => [], hasConditions: false, isBlindToNames: true, failuresOf: () => [], judge: () => EXIT.done, conclude: () => EXIT.done };

/** Everything that can be wrong with the conditions and the baseline is found here, before anything is assessed. */
export async function gateOf({ failOn = [], baseline, updateBaseline = false, exitCode = true }: GateOptions): Promise<Gate> {
  if (failOn.length === 0 && baseline === undefined && !updateBaseline) return OPEN_GATE;
  const { failures, parseCondition } = await import('../gate/gate.js');
  const { renderFailures } = await import('../report/failures.js');
  const { readAssessments } = await import('./assessment-files.js');
  const conditions = failOn.map(parseCondition);
  const changed = conditions.some(isChanged);
  if (changed && baseline === undefined) throw usageError('no-baseline', '--fail-on', FILES.changedNeedsBaseline, FILES.giveBaseline);
  if (updateBaseline && baseline === undefined) throw usageError('no-baseline', '--update-baseline', FILES.updateNeedsBaseline, FILES.nameBaseline);
  if (baseline !== undefined && !changed && !updateBaseline) throw usageError('unused-baseline', '--baseline', FILES.baselineUnused, FILES.useBaseline);
  const known = baseline === undefined || (updateBaseline && !existsSync(baseline)) ? [] : readAssessments(baseline);
  // What is written down as the new baseline is no change any more.
  const judged = updateBaseline ? conditions.filter((condition) => !isChanged(condition)) : conditions;
  const conclude: Gate['conclude'] = (failed, session, of) => {
    if (failed.length === 0) return EXIT.done;
    session.stderr.write(renderFailures(failed, { ...of, language: session.language, width: widthOf(session.stderr, session.env), style: styleFor(hasColour(session.stderr, session.env)), unicode: hasUnicode(session.env) }));
    return exitCode ? EXIT.condition : EXIT.done;
  };
  return {
    baselineFile: (assessments) => (updateBaseline && baseline !== undefined ? [{ file: baseline, text: fileText(assessments) }] : []),
    hasConditions: judged.length > 0,
    isBlindToNames: judged.every((condition) => condition.kind === 'word' || !condition.assertion.readsNames),
    failuresOf: (assessment, language) => failures(judged, [{ assessment, baseline: undefined }], language),
    judge: (assessments, session) => {
      const subjects = assessments.map((assessment): Subject => ({ assessment, baseline: counterpart(assessment, known, assessments.length) }));
      const failed = failures(judged, subjects, session.language);
      return conclude(failed, session, { count: failed.length, several: assessments.length > 1 });
    },
    conclude,
  };
}

const isChanged = (condition: Condition): boolean => condition.kind === 'word' && condition.word === 'changed';

const fileText = (assessments: readonly Assessment[]): string => {
  const [only, ...others] = assessments;
  return only !== undefined && others.length === 0 ? renderJson(only) : renderNdjson(assessments);
};

/** The assessment of the same organisation, from the same file where there are several; a single one needs no name. */
function counterpart({ input, organisation }: Assessment, known: readonly Assessment[], count: number): Assessment | undefined {
  const named = known.filter((one) => one.organisation.name === organisation.name);
  return named.find((one) => one.input.source === input.source) ?? named[0] ?? (known.length === 1 && count === 1 ? known[0] : undefined);
}
