/** The words of an Assessment that code compares: recommendation, firmness, advice, admissibility. */

export const RECOMMENDATIONS = ['local', 'api', 'hybrid', 'none'] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];

/** From weakest to firmest; a workload is as firm as its weakest class. */
export const FIRMNESS = ['close', 'leaning', 'likely', 'robust', 'decided', 'only_option', 'gate'] as const;
export type Firmness = (typeof FIRMNESS)[number];

/** `stay`: moving gains less than it costs. `test-first`: too close to call. */
export const ADVICE = ['stay', 'test-first'] as const;
export type Advice = (typeof ADVICE)[number];

/** What a gate says of an option, where it says anything. */
export const GATE_VERDICTS = ['blocks', 'conditions', 'open'] as const;

/** How an option stands, from worst to best; the order is the rank. */
export const ADMISSIBLE = ['no', 'open', 'after', 'yes'] as const;
export type Admissible = (typeof ADMISSIBLE)[number];

/** Name and version of the format. */
export const ASSESSMENT_SCHEMA = 'ai-path/assessment@1';
