/** The catalogue's files on money and speed as zod schemas: rents, where prices are listed, other costs, measured throughput. */
import * as z from 'zod';
import { LEVELS, TASKS } from '../profile/vocabulary.js';
import { area, attentionLayout, day, id, note, positive, provenance, text, whole, words, type CompiledFile, type Frozen } from './schema.js';
import { FIGURE_UNITS, PRECISIONS, PRICE_UNITS, RENTAL_TIERS } from './vocabulary.js';

export type { Precision } from './vocabulary.js';

const currency = z.string().regex(/^[A-Z]{3}$/);
const share = z.number().min(0).max(1);
const amount = z.number().min(0);

const rent = z.strictObject({ gpu: id, at: words, tier: z.enum(RENTAL_TIERS), plan: words.optional(), usd_per_gpu_hour: positive, ...provenance, note });

const listedElsewhere = z.strictObject({
  at: words,
  currency,
  ...(Object.fromEntries(PRICE_UNITS.map((unit) => [unit, positive.optional()])) as Record<(typeof PRICE_UNITS)[number], z.ZodOptional<typeof positive>>),
  ...provenance,
  note,
});

/** `provider id`, as the table has them. */
const inTable = z.string().regex(/^\S+ \S.*$/);

const prices = z.strictObject({
  as_of: day,
  table: z.strictObject({ package: words, version: words, published: day, licence: words }),
  providers: z.array(z.strictObject({ id, in_table: words })),
  hosted: z.array(z.strictObject({ model: id, in_table: z.array(inTable).min(1).optional(), listed: z.array(listedElsewhere).min(1).optional() })),
  batch: z.array(z.strictObject({ provider: id, discount: share, ...provenance })),
  rates: z.array(z.strictObject({ currency, per_usd: positive, ...provenance })),
});

/** The figures that something is reckoned with. */
export const FIGURE_IDS = [
  'own_staff_fte', 'own_staff_fte_per_further_server', 'managed_staff_fte', 'api_staff_fte',
  'setup_person_years_on_premises', 'setup_person_years_private_cloud', 'setup_person_years_managed_host', 'setup_person_years_api', 'loaded_cost_per_fte_year',
  'server_over_cards', 'amortisation_years', 'residual_share', 'cost_of_capital', 'maintenance_share',
  'server_power_over_gpu', 'mean_power_share', 'pue', 'electricity_per_kwh', 'colocation_per_kw_month', 'own_room_kw',
  'rental_extras_share', 'managed_over_rental', 'private_over_public',
  'peak_factor', 'cached_input_share', 'batchable_share', 'planned_utilisation', 'burst_threshold', 'api_price_decline_per_year',
  'memory_share', 'overhead_gb_per_gpu', 'sequences_at_once', 'cold_start_seconds', 'api_tokens_per_minute',
] as const;
export type FigureId = (typeof FIGURE_IDS)[number];

const figure = z.strictObject({
  id: z.enum(FIGURE_IDS),
  label: text,
  unit: z.enum(FIGURE_UNITS),
  /** Legal areas for which it holds; without them it holds wherever no other row does. */
  in: z.array(area).min(1).optional(),
  currency: currency.optional(),
  low: amount,
  expected: amount,
  high: amount,
  ...provenance,
});

const spare = z.strictObject({ least: z.number().int().min(0), share });
const target = z.strictObject({ first_token_seconds: positive, seconds_per_token: positive });
const span = z.tuple([amount, amount, amount]);

const costs = z.strictObject({
  as_of: day,
  figures: z.array(figure),
  service_level: z.array(z.strictObject({ from_input_tokens: z.number().int().min(0), share })).min(1),
  latency_targets: z.strictObject({ interactive: target, realtime: target }),
  spare_replicas: z.strictObject(Object.fromEntries(LEVELS.core.map((level) => [level, spare])) as Record<(typeof LEVELS.core)[number], typeof spare>),
  /** By file. */
  shelf_life_days: z.record(z.string(), whole),
  usual_requests: z.array(z.strictObject({ task: z.enum(TASKS), units: span.optional(), input_tokens: span.optional(), output_tokens: span.optional() })),
});

const profile = z.strictObject({
  id,
  /** How the time to read memory and the time to compute make up a step. */
  combine: z.enum(['sum', 'max']),
  /** Of the accelerator's peak. */
  bandwidth_share: positive,
  prefill_flops_share: z.strictObject({ bf16: positive, fp8: positive }),
  decode_flops_share: z.strictObject({ bf16: positive, fp8: positive }),
  fp4_over_fp8: positive,
  experts_flops_share: positive,
  /** Time of a step on n GPUs, as a power of n less one for n that work without loss. */
  gpus_exponent: z.number(),
  step_seconds: amount,
  step_seconds_per_sequence: amount,
  /** Cache that is reserved for a request, over what it needs on average. */
  cache_occupancy: positive,
  overhead_gb_per_gpu: amount,
  ...provenance,
});

const architecture = z.strictObject({
  id,
  params_total_b: positive,
  params_active_b: positive.optional(),
  experts: whole.optional(),
  experts_per_token: whole.optional(),
  kv: attentionLayout,
});

const measurement = z.strictObject({
  model: id,
  gpu: id,
  count: whole,
  precision: z.enum(PRECISIONS),
  kv_bits: z.union([z.literal(8), z.literal(16)]),
  read_in: id,
  points: z.array(z.strictObject({ input_tokens: whole, output_tokens: whole, users: whole.optional(), output_tokens_per_s: positive })).min(1),
});

const speeds = z.strictObject({
  as_of: day,
  sources: z.array(z.strictObject({ id, engine: words, profile: id, ...provenance })),
  profiles: z.array(profile),
  architectures: z.array(architecture),
  derates: z.array(z.strictObject({ id: z.string(), share, vendors: z.array(words).min(1).optional(), gpus: z.array(id).min(1).optional(), ...provenance })),
  seconds_per_unit: z.array(z.strictObject({ model: id, gpu: id, seconds: positive, mode: z.enum(['offline', 'server', 'single']), ...provenance, note })),
  measurements: z.array(measurement),
});

/** The files by base name, like `fileSchemas` of the rows on models and providers. */
export const costFileSchemas = {
  rental: z.strictObject({ as_of: day, rental: z.array(rent) }),
  prices,
  costs,
  speeds,
};

export type CostFile = keyof typeof costFileSchemas;
export type CostFiles = { readonly [Name in CostFile]: Frozen<z.infer<(typeof costFileSchemas)[Name]>> };
export type CompiledCostFiles = { readonly [Name in CostFile]: CompiledFile<CostFiles[Name]> };

export type Rent = Frozen<z.infer<typeof rent>>;
export type Figure = Frozen<z.infer<typeof figure>>;
export type EngineProfile = Frozen<z.infer<typeof profile>>;
export type Architecture = Frozen<z.infer<typeof architecture>>;
export type AttentionLayout = Frozen<z.infer<typeof attentionLayout>>;
export type Measurement = Frozen<z.infer<typeof measurement>>;
export type SecondsPerUnit = CostFiles['speeds']['seconds_per_unit'][number];
export type Derate = CostFiles['speeds']['derates'][number];
export type ListedPrice = Frozen<z.infer<typeof listedElsewhere>>;

/** One model's prices as `scripts/compile-prices.mjs` takes them out of the table: verbatim. */
export interface TableModel {
  readonly provider: string;
  readonly id: string;
  readonly prices: TablePrices;
}
/** Price per million tokens, thousand pages or hour, by its key in the table; with tiers, the one that the input reaches holds for all of a request. */
export type TableAmounts = Readonly<Record<string, number | { readonly base: number; readonly tiers: readonly { readonly start: number; readonly price: number }[] }>>;
export type TablePrices =
  | TableAmounts
  | readonly {
      readonly constraint?: { readonly type: 'start_date'; readonly start_date: string } | { readonly type: 'time_of_date'; readonly start_time: string; readonly end_time: string };
      readonly prices: TableAmounts;
    }[];
