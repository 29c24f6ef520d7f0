/**
 * A rule pack: questions, criteria, gates, claims and warnings as data. Conditions are CEL over `org`, `w` (the class of
 * traffic with its answers), `derived` and `option`; a fact that is not there is unknown, and so is what hangs on it.
 */
import type { CriterionId, Level, Place, Question, Side, Text } from '../profile/vocabulary.js';

/** A CEL condition of type bool. */
export type Condition = string;

/** Where a rule comes from. */
export interface Source {
  readonly title: Text;
  readonly url?: string;
  /** ISO date of the text, or the day on which it was read. */
  readonly date: string;
  /** P: the text itself was read. S: a secondary page. K: common knowledge, not looked up. J: our own judgement. */
  readonly grade: 'P' | 'S' | 'K' | 'J';
}

/** Facts of an example: as much of `org`, `w`, `derived` and `option` as the example needs. */
export type Facts = Readonly<Record<string, unknown>>;
export interface Case {
  readonly org?: Facts;
  readonly w?: Facts;
  readonly derived?: Facts;
  readonly option?: Facts;
}

/** A question of the profile in words, with its levels anchored in words. */
export interface QuestionText {
  readonly id: Question;
  /** Clause of the article, for the five dimensions. */
  readonly clause?: string;
  readonly ask: Text;
  /** Short name, for tables. */
  readonly title: Text;
  /** `label` for tables and sentences, `means` for the anchor; in the order of the levels. */
  readonly levels: readonly { readonly level: Level; readonly label: Text; readonly means: Text }[];
}

/** A value in [0,1] for a side, or one for each of its places. */
export type SideValue = number | Readonly<Partial<Record<Place, number>>>;

/** One row of a criterion's table: the first row whose `when` matches holds. */
export interface Row {
  /** Levels that match; a question that is not named matches at any level. */
  readonly when: Readonly<Partial<Record<Question, Level | readonly Level[]>>>;
  readonly local: SideValue;
  readonly api: SideValue;
  readonly clauses: readonly string[];
  readonly because: Text;
}

/** Added to an option's value where its condition is known to be true; the sum stays within [0,1]. */
export interface Adjustment {
  readonly id: string;
  readonly when: Condition;
  readonly side?: Side;
  readonly by: number;
  readonly clauses: readonly string[];
  readonly because: Text;
}

export interface Criterion {
  readonly id: CriterionId;
  readonly title: Text;
  /** What value 0 and value 1 mean, fixed once for all profiles. */
  readonly anchors: { readonly worst: Text; readonly best: Text };
  readonly clauses: readonly string[];
  /** The questions that the rows and adjustments read. */
  readonly fed_by: readonly Question[];
  readonly rows: readonly Row[];
  readonly adjustments?: readonly Adjustment[];
  /** How the lead of local over api moves when the answer to a question rises; checked over the whole table. */
  readonly monotone?: Readonly<Partial<Record<Question, 'rising' | 'falling'>>>;
  /** The user's own evaluation on 0..1 overrides the rows: piecewise linear, through (0,0), (needed, at_needed), (1,1). */
  readonly evaluation?: { readonly at_needed: number; readonly clauses: readonly string[]; readonly because: Text };
  readonly source: string;
}

/** What would satisfy a conditional gate. */
export interface Mitigation {
  readonly met: Condition;
  /** False: not to be had here. Unknown: whether it is leaves the gate open. Absent: anybody can meet it. */
  readonly possible?: Condition;
  /** The condition as a next step: "sign a processing agreement …". */
  readonly condition: Text;
}

export const BASES = ['law', 'guidance', 'standard', 'contract', 'provider_terms', 'policy', 'practice'] as const;
export type Basis = (typeof BASES)[number];

export interface Gate {
  readonly id: string;
  readonly title: Text;
  readonly when: Condition;
  /** `exclude` bars the option; otherwise it may stay if any, or all, of the mitigations are met. */
  readonly effect: 'exclude' | { readonly allow_if: 'any' | 'all'; readonly mitigations: readonly [Mitigation, ...Mitigation[]] };
  readonly target: { readonly side?: Side; readonly places?: readonly Place[] };
  /**
   * So few organisations are in this position, and they know it, that an open answer is shown without holding an option back,
   * unless this condition is true, or somebody doubts what the data contains.
   */
  readonly rare_unless?: Condition;
  readonly basis: Basis;
  readonly clauses?: readonly string[];
  readonly reason: Text;
  readonly remedy: Text;
  readonly source: string;
  /** `fires`: blocks, or holds under conditions. `near_miss`: one answer away, and it does not. */
  readonly cases: { readonly fires: Case; readonly near_miss: Case };
}

export interface Claim {
  readonly id: string;
  readonly clause: string;
  /** What the article claims, in one short sentence. */
  readonly claim: Text;
  readonly holds: Condition;
  readonly fails: Condition;
  /**
   * Sentences for each verdict; `{w.team_strength}` and the like are filled in with the level in words. `by_rule`: in place of
   * `does_not_hold` where a rule fixed the answer, so that nothing was weighed.
   */
  readonly because: { readonly holds: Text; readonly does_not_hold: Text; readonly by_rule?: Text; readonly cannot_tell: Text };
  /** Sentences that follow whatever the verdict, each where every fact that it names is known. */
  readonly figures?: readonly Text[];
  readonly source: string;
  readonly cases: { readonly holds: Case; readonly does_not_hold: Case };
}

export interface Warning {
  readonly id: string;
  readonly when: Condition;
  readonly text: Text;
  readonly next_step?: { readonly action: Text; readonly effort: Text };
  readonly source: string;
  readonly cases: { readonly fires: Case; readonly near_miss: Case };
}

/** An own pack's word on a built-in rule: it counts no longer, or it only warns. The report shows the reason. */
export interface Override {
  /** `pack/id`. */
  readonly rule: string;
  readonly effect: 'off' | 'warn';
  readonly because: Text;
}

export interface Pack {
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  readonly sources: Readonly<Record<string, Source>>;
  readonly questions?: readonly QuestionText[];
  readonly criteria?: readonly Criterion[];
  readonly gates?: readonly Gate[];
  readonly claims?: readonly Claim[];
  readonly warnings?: readonly Warning[];
  /** Own packs only. */
  readonly overrides?: readonly Override[];
}
