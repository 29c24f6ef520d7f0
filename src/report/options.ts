/** What the command line tells every report: how wide, in which language, how it may be drawn, how much detail. */
import type { Assessment } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { PLAIN_STYLE, type Style } from './layout/rich.js';

export interface RenderOptions {
  readonly language: Language;
  /** Columns that a line may take; only the table cares. */
  readonly width: number;
  readonly style: Style;
  /** False where the terminal draws ASCII only. */
  readonly unicode: boolean;
  /** Show how the numbers come about: of all workloads, or of the one with this id. */
  readonly derivation?: { readonly workload?: string };
  /** For a what-if: the assessments of the same profiles as they stand, in the same order. */
  readonly bases?: readonly Assessment[];
}

export const DEFAULT_OPTIONS: RenderOptions = { language: 'en', width: 80, style: PLAIN_STYLE, unicode: true };
