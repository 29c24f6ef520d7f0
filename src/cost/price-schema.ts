/** The shape of a price file of the reader's own, as a zod schema, and its published JSON Schema. */
import * as z from 'zod';
import { DISORDER } from '../catalogue/finding.js';
import { PRICE_UNITS } from '../catalogue/vocabulary.js';

const positive = z.number().positive();
const amount = z.number().min(0);
const currency = z.string().regex(/^[A-Z]{3}$/);

/** A number, or a range of it. */
const figure = z.union([
  amount.transform((value) => ({ low: value, expected: value, high: value })),
  z
    .strictObject({ low: amount, expected: amount, high: amount, source: z.string().optional() })
    .refine(({ low, expected, high }) => low <= expected && expected <= high, { error: DISORDER.code })
    .transform(({ source, ...range }) => (source === undefined ? range : { ...range, source })),
]);

const amounts = Object.fromEntries(PRICE_UNITS.map((unit) => [unit, positive.optional()])) as Record<(typeof PRICE_UNITS)[number], z.ZodOptional<typeof positive>>;
const tier = z.strictObject({ above_input_tokens: positive, ...amounts });
const price = z
  .strictObject({
    provider: z.string().optional(),
    model: z.string(),
    currency: currency.default('USD'),
    ...amounts,
    tiers: z.array(tier).optional(),
    batch_discount: z.number().min(0).max(1).optional(),
    source: z.string().optional(),
    date: z.string().optional(),
  })
  .refine((stated) => PRICE_UNITS.some((unit) => stated[unit] !== undefined), { error: 'no-price' });

export const priceFileSchema = z.strictObject({
  version: z.literal(1).optional(),
  prices: z.array(price).default([]),
  /** US dollars per GPU and hour, by catalogue id. */
  rental: z.record(z.string(), figure).default({}),
  /** List price of one card in US dollars, by catalogue id. */
  gpus: z.record(z.string(), figure).default({}),
  /** Units for one US dollar, by currency. */
  rates: z.record(currency, positive).default({}),
  /** By the id of the row in `costs.yaml`; money in US dollars. */
  figures: z.record(z.string(), figure).default({}),
});

export type StatedPrice = z.output<typeof price>;

/** What may be written at each place. */
export const PRICE_FIELDS = {
  root: Object.keys(priceFileSchema.shape),
  price: Object.keys(price.shape),
  tier: Object.keys(tier.shape),
  figure: ['low', 'expected', 'high', 'source'],
} as const;

/** JSON Schema, draft 2020-12. */
export function pricesJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(priceFileSchema, { io: 'input', target: 'draft-2020-12' });
  return { $schema, title: 'ai-path prices', description: 'Prices, rents, rates and figures of your own, which replace those of the catalogue: ai-path assess --prices FILE. See docs/prices.md.', ...schema };
}
