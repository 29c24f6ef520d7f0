/** The catalogue's rows as zod schemas: validation at build time and every type of the catalogue come from here. */
import * as z from 'zod';
import { type LANGUAGES, LEVELS, TASKS } from '../profile/vocabulary.js';
import { COMMERCIAL_USES, GRADES, KV_LAYOUTS, LIFE_STATUSES, LIMIT_EFFECTS, PRICE_UNITS, ZERO_RETENTIONS, type Grade } from './vocabulary.js';

export type { Grade, LifeStatus } from './vocabulary.js';

export const id = z.string().regex(/^[a-z0-9][a-z0-9._+/-]*$/).max(80);
/** Another name that people use; looked up without regard to case and spaces. */
const alias = z.string().min(1).max(80);
export const words = z.string().min(1).max(500);
export const text = z.strictObject({ en: words, zh: words } satisfies Record<(typeof LANGUAGES)[number], z.ZodType>);
/** ISO 3166-1 alpha-2; `EU` stands for the EEA as one legal area, `CN` for the mainland. */
export const area = z.string().regex(/^[A-Z]{2}$/);
/** ISO 8601, as precise as the source: a day, a month or a year. */
const date = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
export const day = z.iso.date();
/** A web page, or the name of a document. */
const source = z.string().min(3).max(400);
export const positive = z.number().positive();
export const whole = z.number().int().positive();

/** Where a statement was read, when, and how far to trust it. */
export const provenance = {
  source,
  /** Further places that say the same. */
  also: z.array(source).min(1).optional(),
  /** The day that the source states. */
  date,
  /** The source states no day; `date` is when it was read. */
  undated: z.literal(true).optional(),
  grade: z.enum(GRADES),
};
export const note = text.optional();

function fact<T extends z.ZodType>(value: T) {
  return z.strictObject({ value, ...provenance, note });
}

/** A fact that somebody looked for: stated, or `unknown`. Left out, nobody looked. Neither is ever "no". */
function asked<T extends z.ZodType>(value: T) {
  return z.union([z.literal('unknown'), fact(value)]).optional();
}

const life = z.strictObject({
  status: z.enum(LIFE_STATUSES),
  /** First day on which it no longer answers. */
  shutdown: fact(day).optional(),
  /** Ids of what follows it, best first. For an API model: of the same provider. */
  successors: z.array(id),
  ...provenance,
  note,
});

const judged = {
  tasks: z.array(z.enum(TASKS)).min(1),
  /** The highest `performance_need` that it is taken to meet: always an assumption. */
  level: z.enum(LEVELS.performance_need),
  level_because: text,
};

/** The attention layout, verbatim from the configuration; which fields a layout has, its formula knows. */
export const attentionLayout = z.strictObject({
  layout: z.enum(KV_LAYOUTS),
  layers: whole,
  attention_heads: whole.optional(),
  kv_heads: whole.optional(),
  head_dim: whole.optional(),
  full_attention_layers: whole.optional(),
  local_layers: whole.optional(),
  local_kv_heads: whole.optional(),
  local_head_dim: whole.optional(),
  window_tokens: whole.optional(),
  kv_lora_rank: whole.optional(),
  qk_rope_head_dim: whole.optional(),
});

export const kv = z.strictObject({
  ...attentionLayout.shape,
  /** Bytes per token and sequence at 16 bits. */
  bytes_per_token_bf16: whole.optional(),
  /** Bytes per sequence besides that, at most; 0 where the layout has none, left out where it is not known. */
  fixed_bytes_per_sequence: z.number().int().min(0).optional(),
  caveat: words.optional(),
  ...provenance,
});

const openModel = z.strictObject({
  id,
  aliases: z.array(alias).min(1).optional(),
  name: words,
  developer: words,
  /** Seat of the developer. */
  developer_country: area.optional(),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/).optional(),
  /** The file of the repository that the row is about, where its licence differs from its neighbour's. */
  file: words.optional(),
  ...judged,
  released: fact(day).optional(),
  /** Parameters, in billions. */
  params_total_b: fact(positive).optional(),
  /** Parameters that work on one token, in billions; left out for a dense model. */
  params_active_b: fact(positive).optional(),
  context_tokens: fact(whole).optional(),
  /** Precision of the released weights. */
  precision: z.enum(['bf16', 'fp8', 'mxfp4', 'int4']).optional(),
  /** Size of the weights, 1e9 bytes. */
  weights_gb: fact(positive).optional(),
  /** Memory of one accelerator that its developer or users name, 1e9 bytes. */
  memory_gb: z.strictObject({ minimum: positive.optional(), recommended: positive.optional(), ...provenance, note }).optional(),
  kv: kv.optional(),
  /** Id of a licence. `unknown`: not established, which never means free. */
  licence: z.union([z.literal('unknown'), fact(id)]),
  life: life.optional(),
  note,
});

export const price = z
  .strictObject({
    /** ISO 4217, as listed. */
    currency: z.enum(['USD', 'CNY']),
    ...(Object.fromEntries(PRICE_UNITS.map((unit) => [unit, positive.optional()])) as Record<(typeof PRICE_UNITS)[number], z.ZodOptional<typeof positive>>),
    ...provenance,
    note,
  })
  .refine((stated) => PRICE_UNITS.some((unit) => stated[unit] !== undefined), { error: 'no-price' });

const apiModel = z.strictObject({
  id,
  provider: id,
  aliases: z.array(alias).min(1).optional(),
  name: words,
  ...judged,
  /** The weights can be had as well. Left out: not known. */
  open_weights: z.boolean().optional(),
  /** Its row among the open models. */
  model: id.optional(),
  /** Further providers that serve it; their prices, dates and terms are their own. */
  also_at: fact(z.array(id).min(1)).optional(),
  life,
  /** List price, without batch, cache and volume discounts. */
  price: price.optional(),
  /** Where the id and its tasks were read. */
  ...provenance,
  note,
});

const provider = z.strictObject({
  id,
  aliases: z.array(alias).min(1).optional(),
  name: words,
  /** Seat of the company that operates the service. */
  country: asked(area),
  /** Trains on requests unless one objects or pays. */
  trains_by_default: asked(z.boolean()),
  /** Days for which requests are kept by default, at most. */
  retention_days: asked(z.number().min(0)),
  retention: asked(text),
  zero_retention: asked(z.enum(ZERO_RETENTIONS)),
  /** A single-tenant or privately connected endpoint can be had. */
  private_endpoint: asked(z.boolean()),
  /** The place of processing can be pinned. */
  region_pinning: asked(z.boolean()),
  /** Legal areas in which it can be pinned. */
  regions: asked(z.array(area).min(1)),
  /** Signs a business associate agreement for health data (HIPAA). */
  baa: asked(z.boolean()),
  offered_in: asked(z.array(area).min(1)),
  /** By its own terms; the list need not be complete. */
  not_offered_in: asked(z.array(area).min(1)),
  /** Nor to an organisation that somebody from there owns by more than half, wherever it works. */
  not_offered_to_owners_in: asked(z.array(area).min(1)),
  /** The shortest notice that the policy promises for a generally available model. */
  retirement_notice_days: asked(whole),
  /** A model id keeps meaning the same model. */
  pins_versions: asked(z.boolean()),
  fine_tuning: asked(z.boolean()),
  /** Availability in the service level agreement, per cent. */
  sla_percent: asked(positive.max(100)),
  note,
});

const licence = z.strictObject({
  id,
  name: words,
  /** Only where the SPDX list has it. */
  spdx: words.optional(),
  commercial_use: z.enum(COMMERCIAL_USES),
  /** What makes a prohibited commercial use possible. */
  commercial_route: text.optional(),
  revenue_limit: z
    .strictObject({
      usd_per_year: whole,
      effect: z.enum(LIMIT_EFFECTS),
      /** Whose revenue counts: licensee and affiliates together, the licensee, or the products that use the model. */
      scope: z.enum(['group', 'licensee', 'product']),
    })
    .optional(),
  users_limit: z.strictObject({ monthly_active_users: whole, effect: z.enum(LIMIT_EFFECTS), measured: text.optional() }).optional(),
  territory: z
    .strictObject({
      excluded: z.array(area).min(1),
      /** What must not be in the excluded areas: the use, the showing of outputs, or the seat of the licensee. */
      binds: z.array(z.enum(['use', 'outputs', 'seat'])).min(1),
      applies_to: z.enum(['all', 'multimodal']),
    })
    .optional(),
  attribution: z
    .strictObject({
      when: z.enum(['redistribution', 'public_service', 'any_commercial_use', 'above_limit', 'training_others', 'always']),
      text: words.optional(),
    })
    .optional(),
  /** `no_other_models`: outputs must not train or improve other models; `naming_required`: such a model carries the name; `covered`: outputs fall under the licence. */
  outputs: z.enum(['unrestricted', 'naming_required', 'no_other_models', 'covered']).optional(),
  /** A list of forbidden uses belongs to the licence. */
  use_policy: z.boolean().optional(),
  /** Forbidden uses that a profile can speak to; the policy may name more. */
  forbidden_uses: z.array(z.enum(['military', 'high_stakes_decisions', 'sensitive_personal_data'])).min(1).optional(),
  hosting_for_others: z.boolean().optional(),
  /** The licensor may switch off or limit the use from afar. */
  remote_restriction: z.boolean().optional(),
  registration: text.optional(),
  superseded_by: id.optional(),
  /** How much of the text was read. */
  basis: z.enum(['spdx_id', 'text_read', 'clauses_read', 'excerpt', 'statement']),
  ...provenance,
  note: text,
});

const gpu = z.strictObject({
  id,
  aliases: z.array(alias).min(1).optional(),
  name: words,
  vendor: words,
  /** Seat of the vendor, who designs the chip. */
  vendor_country: area,
  /** 1e9 bytes, as marketed. */
  memory_gb: positive.optional(),
  /** 1e9 bytes a second. */
  memory_bandwidth_gb_per_s: positive.optional(),
  /** 1e12 operations a second, dense. */
  bf16_tflops: positive.optional(),
  fp8_tflops: positive.optional(),
  fp4_tflops: positive.optional(),
  power_w: positive.optional(),
  /** List price of one card, USD. */
  price_usd: positive.optional(),
  ...provenance,
  note,
});

/** The files of the catalogue by base name; each holds `as_of` and its rows under that name. */
export const fileSchemas = {
  models: z.strictObject({ as_of: day, models: z.array(openModel) }),
  apis: z.strictObject({ as_of: day, apis: z.array(apiModel) }),
  providers: z.strictObject({ as_of: day, providers: z.array(provider) }),
  licences: z.strictObject({ as_of: day, licences: z.array(licence) }),
  gpus: z.strictObject({ as_of: day, gpus: z.array(gpu) }),
};

export type CatalogueFile = keyof typeof fileSchemas;

export type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;

/** A stated fact with its source. */
export interface Fact<T> {
  readonly value: T;
  readonly source: string;
  readonly also?: readonly string[] | undefined;
  readonly date: string;
  readonly undated?: true | undefined;
  readonly grade: Grade;
  readonly note?: { readonly en: string; readonly zh: string } | undefined;
}
/** Stated, looked for and not found, or never looked for: `known` in `fact.ts` reads it. */
export type Asked<T> = Fact<T> | 'unknown' | undefined;

export type Model = Frozen<z.infer<typeof openModel>>;
export type Api = Frozen<z.infer<typeof apiModel>>;
export type Provider = Frozen<z.infer<typeof provider>>;
export type Licence = Frozen<z.infer<typeof licence>>;
export type Gpu = Frozen<z.infer<typeof gpu>>;
export type Life = Frozen<z.infer<typeof life>>;
export type Price = Frozen<z.infer<typeof price>>;
export type KvLayout = Frozen<z.infer<typeof kv>>;

/** One file as `scripts/compile-data.mjs` compiles it. */
export interface CompiledFile<Data> {
  readonly file: string;
  readonly sha256: string;
  readonly data: Data;
}
export type CatalogueData = { readonly [Name in CatalogueFile]: Frozen<z.infer<(typeof fileSchemas)[Name]>> };
export type CompiledCatalogue = { readonly [Name in CatalogueFile]: CompiledFile<CatalogueData[Name]> };
