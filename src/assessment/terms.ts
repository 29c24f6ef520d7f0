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

/** What the shape of a load is known from. `may_wait`: work that may wait is done evenly. */
export const SHAPE_SOURCES = ['trace', 'hourly', 'peak_factor', 'may_wait'] as const;

/**
 * Why the load of a class is split or not. `not_worth`: it saves less than the people of a second stack cost. `all_outside`, `all_inside`:
 * one side alone costs least. `may_not_leave`: a rule, the data or an open answer keeps it on one side. `other_criteria`: money is for it,
 * the rest of the decision is not. `too_many`: more replicas than are tried.
 */
export const LOAD_STATUSES = ['split', 'not_worth', 'all_outside', 'all_inside', 'may_not_leave', 'other_criteria', 'too_many'] as const;
export type LoadStatus = (typeof LOAD_STATUSES)[number];

/** Names and versions of the formats. Apart from their schemas: who writes one need not build what checks it. */
export const ASSESSMENT_SCHEMA = 'ai-path/assessment@1';
export const BRIEF_SCHEMA = 'ai-path/brief@1';
export const SUMMARY_SCHEMA = 'ai-path/summary@1';
