/** What `assess` was asked for, and what its assessments rest on. */
import type { AssessContext } from '../assess/context.js';
import type { StatedWeights } from '../profile/schema.js';
import type { Language } from '../profile/vocabulary.js';
import type { GateOptions } from './gate.js';
import type { FormatRequest } from './options.js';
import type { Session } from './session.js';

export interface AssessOptions extends GateOptions {
  readonly format?: readonly FormatRequest[];
  /** JSON and NDJSON with one small line a profile. */
  readonly brief?: boolean;
  /** Table, markdown and JSON are of all profiles together. */
  readonly summary?: boolean;
  /** A stream ends at the first profile that is wrong. */
  readonly strict?: boolean;
  readonly set?: readonly string[];
  readonly weights?: StatedWeights | undefined;
  readonly asOf?: string;
  readonly seed?: number;
  /** A workload's id; empty for all of them. */
  readonly derivation?: string;
  readonly stdinFilename?: string;
  /** Rule packs beside the built-in ones. */
  readonly rules?: readonly string[];
  /** A file of prices of the reader's own. */
  readonly prices?: string;
}

/** What assessments rest on, whatever their language. */
export type Basis = Pick<AssessContext, 'rulebook' | 'catalogue' | 'prices' | 'beyond'>;

/** Formats that sum a portfolio up under `--summary`. */
export const SUMMARY_FORMATS: readonly string[] = ['table', 'markdown', 'json'];

const DEFAULT_SEED = 1;

export function contextOf({ asOf, seed, weights }: AssessOptions, basis: Basis, session: Session, language: Language): AssessContext {
  return {
    language,
    asOf: asOf ?? session.today,
    seed: seed ?? DEFAULT_SEED,
    ...basis,
    ...(weights === undefined ? {} : { weights }),
  };
}

/** What programs read, and what is compared with earlier runs, does not follow the reader's environment. */
export const machineLanguage = ({ language, languageGiven }: Session): Language => (languageGiven ? language : 'en');
