/** The words that the catalogue's rows use, apart from the schemas that check them: a run reads the words only. */

/** The files by base name: rows on models and providers, then those on money and speed. */
export const DATA_FILES = ['models', 'apis', 'providers', 'licences', 'gpus', 'rental', 'prices', 'costs', 'speeds'] as const;
export type DataFile = (typeof DATA_FILES)[number];

/** How a fact was established: on the maker's own page or file, on somebody else's, or inferred and not looked up again. */
export const GRADES = ['official', 'secondary', 'unverified'] as const;

/** Life of a model: in service, its end announced, or gone (no longer answers, or another model answers under its name). */
export const LIFE_STATUSES = ['active', 'deprecated', 'retired'] as const;

/** How much a licence lets a business do. `conditional`: within limits that the row states. */
export const COMMERCIAL_USES = ['allowed', 'conditional', 'prohibited', 'unknown'] as const;

/** What happens above a limit: the licence ends, permission must be asked for, or only a label must be shown. */
export const LIMIT_EFFECTS = ['terminates', 'permission_needed', 'label_only'] as const;

/** How to get an agreement that nothing is kept; `none`: looked for, and the provider documents none. */
export const ZERO_RETENTIONS = ['offered', 'on_approval', 'self_serve', 'none'] as const;

/** What a list price may be per. `per_image`, `per_generation`: one finished picture, one finished 3D object. */
export const PRICE_UNITS = [
  'per_million_input_tokens', 'per_million_cached_input_tokens', 'per_million_output_tokens',
  'per_image', 'per_generation', 'per_audio_hour', 'per_million_characters', 'per_thousand_pages', 'per_thousand_searches',
] as const;

/** Memory layouts of attention; each has its own formula, so an unknown one is refused and not guessed. */
export const KV_LAYOUTS = ['gqa', 'mla', 'hybrid-linear', 'sliding+global', 'csa-hca-compressed'] as const;

/** How far a rent holds: from a price list, of machines that third parties offer, the mean of a list, or the lowest of one. */
export const RENTAL_TIERS = ['on_demand', 'community', 'average', 'from'] as const;

/** Formats in which weights are held; the layouts of the last three carry their scales. */
export const PRECISIONS = ['bf16', 'fp8', 'fp4', 'mxfp4', 'int4'] as const;

/** What a figure of `costs.yaml` counts. */
export const FIGURE_UNITS = [
  'fte', 'person_years', 'money_per_year', 'money_per_kwh', 'money_per_kw_month', 'factor', 'share', 'years', 'kw', 'gb', 'count', 'seconds',
] as const;

export type Grade = (typeof GRADES)[number];
export type LifeStatus = (typeof LIFE_STATUSES)[number];
export type Precision = (typeof PRECISIONS)[number];
