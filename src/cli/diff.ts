/** `ai-path diff OLD NEW`: two assessments, or two profiles, and what made the difference. */
import { assess } from '../assess/assess.js';
import type { AssessContext } from '../assess/context.js';
import { fieldTitle, fieldValue } from '../assess/field-words.js';
import type { Assessment } from '../assessment/assessment.js';
import { builtInCatalogue } from '../catalogue/catalogue.js';
import { AiPathError } from '../error.js';
import { attributions, type Attribution, type FieldWords } from '../gate/attribution.js';
import { difference } from '../gate/diff.js';
import { parsedFrom, parseProfiles, validateProfile, type ParsedProfile } from '../profile/parse.js';
import { renderDiff, renderDiffJson } from '../report/diff.js';
import { builtInRulebook } from '../rules/builtin.js';
import { FILES } from '../text/gate.js';
import { looksLikeAssessment, readAssessments, readText } from './assessment-files.js';
import { EXIT, type ExitCode } from './exit.js';
import { usageError } from './options.js';
import type { Session } from './session.js';
import { styleFor } from './style.js';
import { hasColour, hasUnicode, widthOf } from './terminal.js';

/** The same on both sides, as by default in `assess`: sampling makes no difference. */
const SEED = 1;

export interface DiffOptions {
  readonly format?: 'table' | 'json';
  readonly asOf?: string;
}

export async function diffCommand(old: string, now: string, { format = 'table', asOf }: DiffOptions, session: Session): Promise<ExitCode> {
  const { language, languageGiven, output, stdout, env, today } = session;
  const spoken = format === 'json' && !languageGiven ? 'en' : language;
  const context: AssessContext = { language: spoken, asOf: asOf ?? today, seed: SEED, rulebook: builtInRulebook(), catalogue: builtInCatalogue() };
  const before = sideOf(old, context);
  const after = sideOf(now, context);
  const compared = { difference: difference(before.assessment, after.assessment), attributions: attributed(before, after, context) };
  const view = { language: spoken, width: widthOf(stdout, env), style: styleFor(hasColour(stdout, env)), unicode: hasUnicode(env) };
  await output.print(format === 'json' ? renderDiffJson(compared) : renderDiff(compared, view));
  return EXIT.done;
}

interface CompareSide {
  readonly assessment: Assessment;
  /** Missing where only its assessment was given. */
  readonly profile?: ParsedProfile;
}

function sideOf(file: string, context: AssessContext): CompareSide {
  const text = readText(file);
  if (looksLikeAssessment(text)) return { assessment: single(readAssessments(file), file) };
  const profile = single(parseProfiles(text, { source: file }), file);
  return { profile, assessment: assess(profile, context) };
}

function single<T>(all: readonly T[], file: string): T {
  const [only, ...others] = all;
  if (only === undefined || others.length > 0) throw usageError('one-each', file, FILES.oneEach(all.length));
  return only;
}

function attributed(before: CompareSide, after: CompareSide, context: AssessContext): readonly Attribution[] | undefined {
  if (before.profile === undefined || after.profile === undefined) return undefined;
  const { profile: old } = before.profile;
  const words: FieldWords = (path, from, to) => ({ title: fieldTitle(path, old, context), from: fieldValue(path, from, context), to: fieldValue(path, to, context) });
  return attributions(old, after.profile.profile, before.assessment, words, (profile) => {
    try {
      return assess(parsedFrom(validateProfile(profile)), context);
    } catch (error) {
      if (error instanceof AiPathError && error.kind === 'input') return undefined;
      throw error;
    }
  });
}
