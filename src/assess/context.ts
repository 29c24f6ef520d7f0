/** What an assessment depends on besides the profile. The same profile and context give the same bytes. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { CostBasis } from '../cost/basis.js';
import type { PriceOverrides } from '../cost/price-file.js';
import { remembered } from '../lazy.js';
import type { StatedWeights } from '../profile/schema.js';
import type { Language } from '../profile/vocabulary.js';
import type { Rulebook } from '../rules/rulebook.js';

export interface AssessContext {
  readonly language: Language;
  /** ISO date for which life cycles, exceptions and terms are judged. */
  readonly asOf: string;
  /** Seeds the sampling of open answers where there are too many to enumerate. */
  readonly seed: number;
  readonly rulebook: Rulebook;
  readonly catalogue: Catalogue;
  /** Takes the place of every weighting that the profile states. */
  readonly weights?: StatedWeights;
  /** Prices and figures of the reader's own, which win over those of the catalogue. */
  readonly prices?: PriceOverrides;
  /** Prices of named models that the catalogue lacks: `pricesBeyond` gets them. */
  readonly beyond?: CostBasis['beyond'];
}

/** Worked out once for each object, as long as it is asked for in the same context. */
export function onceInContext<K extends object, V>(make: (of: K, context: AssessContext) => V): (of: K, context: AssessContext) => V {
  const known = new WeakMap<K, { readonly context: AssessContext; readonly value: V }>();
  return (of, context) => {
    const before = known.get(of);
    if (before?.context === context) return before.value;
    const value = make(of, context);
    known.set(of, { context, value });
    return value;
  };
}

/** What costs are reckoned from: made once, so that what was looked up for one workload serves for the next. */
export function basisOf(context: AssessContext): CostBasis {
  const { catalogue, asOf, prices, beyond } = context;
  return remembered(bases, context, () => ({ catalogue, asOf, ...(prices === undefined ? {} : { overrides: prices }), ...(beyond === undefined ? {} : { beyond }) }));
}

const bases = new WeakMap<AssessContext, CostBasis>();

/** The ISO date some days later. */
export function daysLater(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
