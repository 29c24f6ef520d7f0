/** The brief, `ai-path/brief@1`: what an Assessment recommends, in one small line for portfolios of any length. Names are those of the Assessment. */
import * as z from 'zod';
import { BRIEF_SCHEMA, FIRMNESS, RECOMMENDATIONS } from './terms.js';

/** In [0,1], to six decimals. */
const share = z.number().min(0).max(1);
const split = z.strictObject({ local: share, api: share }).nullable();
/** Expected US dollars a month, to the cent; null where it is not known. */
const usdPerMonth = z.number().nullable();
const cost = z.strictObject({ currency: z.literal('USD'), local: usdPerMonth, api: usdPerMonth, recommended: usdPerMonth }).nullable();

const workload = z.strictObject({
  id: z.string(),
  recommendation: z.enum(RECOMMENDATIONS),
  firmness: z.enum(FIRMNESS).nullable().describe(
    'From weakest to firmest, with the words of the reports: close, too close to call; leaning; likely; robust; decided, whatever the open answers; only_option, the only way, since the other side has no option; gate, fixed by a rule. Null where no option is left.',
  ),
  split,
  lead: z.number().min(-1).max(1).nullable().describe(
    'Of the first class that is as firm as the workload: weighted value of local less that of api, in [-1,1], to six decimals; null where one side is missing. It is that of the criteria alone: rules that bar a side for some of the open answers may tip the recommendation against it.',
  ),
  /** Ids of the rules that bar the other side, or both; empty where the criteria decided. */
  decided_by: z.array(z.string()),
  /** Id of the open question whose answer is worth most; null where none can change anything. */
  next_question: z.string().nullable(),
  /** With its share of the people and the set-up that all workloads may share. Null where no volume is known. */
  cost,
  /** How many there are. */
  warnings: z.number().int().min(0),
});

export const briefSchema = z.strictObject({
  schema: z.literal(BRIEF_SCHEMA),
  /** What it was read from, and the line there at which the profile begins, from 1; null where no text stands behind the profile. */
  source: z.string(),
  line: z.number().int().min(1).nullable(),
  name: z.string(),
  recommendation: z.enum(RECOMMENDATIONS),
  split,
  split_basis: z.enum(['spend', 'requests', 'workloads']),
  /** More than the sum of the workloads where only some of them use a platform, and less where they share GPUs. Null where no volume of some workload is known. */
  cost,
  workloads: z.array(workload).min(1),
  /** How many there are of the profile as a whole. */
  warnings: z.number().int().min(0),
});

export type Brief = z.output<typeof briefSchema>;
export type BriefWorkload = Brief['workloads'][number];
