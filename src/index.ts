/** The library: the same pure core as the command line, typed. */
import { assess as assessWith } from './assess/assess.js';
import type { AssessContext } from './assess/context.js';
import type { Assessment } from './assessment/assessment.js';
import { builtInCatalogue } from './catalogue/catalogue.js';
import { parsedFrom, type ParsedProfile } from './profile/parse.js';
import type { Profile } from './profile/schema.js';
import { builtInRulebook } from './rules/builtin.js';

/** Everything but the date has a default: English, seed 1, the built-in packs and catalogue. */
export type AssessOptions = Pick<AssessContext, 'asOf'> & Partial<AssessContext>;

/**
 * Assesses one profile, parsed or validated. The same profile and options give the same Assessment.
 * @throws AiPathError of kind `input` where a named option can't do its workload's task.
 */
export function assess(profile: Profile | ParsedProfile, options: AssessOptions): Assessment {
  return assessWith('problemOf' in profile ? profile : parsedFrom(profile), { language: 'en', seed: 1, rulebook: builtInRulebook(), catalogue: builtInCatalogue(), ...options });
}

export { AiPathError, formatProblem, type ErrorKind, type Position, type Problem } from './error.js';
export { parseProfile, parseProfiles, validateProfile, withTraceData, type ParsedProfile } from './profile/parse.js';
export { profileJsonSchema } from './profile/json-schema.js';
export type { Profile, ProfileInput } from './profile/schema.js';
export type * from './assessment/assessment.js';
export type { Brief, BriefWorkload } from './assessment/brief.js';
export { briefOf } from './assess/brief.js';
export type { AssessContext } from './assess/context.js';
export { FORMATS } from './report/formats.js';
export { loadPack } from './rules/load.js';
export { pricesBeyond } from './cost/beyond.js';
export { fitErrors } from './cost/fit.js';
export { curveOf, fromHours, fromPeak, type LoadCurve } from './cost/load/curve.js';
export { bestServers, usdWith, type Terms } from './cost/load/optimum.js';
export { replayOn, type Arrival, type Fleet } from './cost/load/replay.js';
export { arrivalOf, columnsOf, summariser } from './cost/load/trace.js';
export type { TraceReplay, TraceSummary } from './profile/trace.js';
export { readPriceFile, type PriceOverrides } from './cost/price-file.js';
