/** What an assessment, or a summary of many, rests on besides the profiles. */
import * as z from 'zod';

export const packs = z.array(z.strictObject({ id: z.string(), version: z.string(), sha256: z.string() }));
export const data = z.array(z.strictObject({ id: z.string(), as_of: z.string() }));
/** The file of the reader's own prices and figures, which took the place of those of `data`. */
export const prices = z.strictObject({ source: z.string(), sha256: z.string() }).optional();
