/** The rules, data and prices of one's own behind an assessment, or behind a summary of many. */
import type { Assessment } from '../assessment/assessment.js';
import type { AssessContext } from './context.js';

export function provenanceOf({ rulebook, catalogue, prices }: AssessContext): Pick<Assessment, 'packs' | 'data' | 'prices'> {
  return {
    packs: rulebook.packs.map(({ id, version, sha256 }) => ({ id, version, sha256 })),
    data: Object.entries(catalogue.asOf).map(([id, asOf]) => ({ id, as_of: asOf })),
    ...(prices?.file === undefined ? {} : { prices: prices.file }),
  };
}
