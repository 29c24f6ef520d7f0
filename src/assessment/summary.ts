/** The summary of a portfolio, `ai-path/summary@1`: how many go where, what that costs, what decides, what to ask. */
import * as z from 'zod';
import { LANGUAGES } from '../profile/vocabulary.js';
import { data, packs, prices } from './provenance.js';
import { FIRMNESS, RECOMMENDATIONS, SUMMARY_SCHEMA } from './terms.js';

const count = z.number().int().min(0);
/** Sums of expected US dollars a month. */
const usdPerMonth = z.number();

export const summarySchema = z.strictObject({
  schema: z.literal(SUMMARY_SCHEMA),
  tool: z.strictObject({ name: z.literal('ai-path'), version: z.string() }),
  language: z.enum(LANGUAGES),
  as_of: z.iso.date(),
  seed: z.number().int(),
  packs,
  data,
  prices,
  profiles: z.strictObject({
    assessed: count,
    failed: count,
    /** Where the first of those stand that could not be assessed. */
    first_failed: z.array(z.strictObject({ source: z.string(), line: z.number().int().min(1).nullable() })),
  }),
  workloads: count,
  recommendations: z.array(
    z.strictObject({
      recommendation: z.enum(RECOMMENDATIONS),
      /** Organisations, and workloads, with this recommendation. */
      profiles: count,
      workloads: count,
      /** Of the workloads. Those without an option are of no firmness. */
      firmness: z.strictObject(Object.fromEntries(FIRMNESS.map((one) => [one, count])) as Record<(typeof FIRMNESS)[number], typeof count>),
    }),
  ),
  spend: z.strictObject({
    currency: z.literal('USD'),
    /** Organisations, and their workloads, for which all three amounts are known: only there can they be compared. Each pays once, and whole, for every platform that it uses. */
    compared: z.strictObject({ organisations: count, workloads: count, local: usdPerMonth, api: usdPerMonth, recommended: usdPerMonth }),
    /** All whose cost as recommended is known. */
    recommended: z.strictObject({ organisations: count, workloads: count, usd_per_month: usdPerMonth }),
    /** Workloads that state no volume, and those with a volume that are not compared because one of the three amounts is not known, of themselves or of another workload of their organisation. */
    no_volume: count,
    not_known: count,
  }),
  /** Rules that decide most workloads, the commonest first, and how many no rule decides. */
  decided_by: z.array(z.strictObject({ rule: z.string(), title: z.string(), workloads: count })),
  decided_by_no_rule: count,
  /** Open questions by the number of workloads for which they are worth most. */
  next_questions: z.array(z.strictObject({ id: z.string(), text: z.string(), workloads: count })),
  /** Workloads that no open answer can change. */
  nothing_to_ask: count,
});

export type PortfolioSummary = z.output<typeof summarySchema>;
