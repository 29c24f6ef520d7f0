/**
 * Compiled packs as the rest of the house sees them. The interface is kept this narrow so that the expression engine
 * behind it can be exchanged.
 */
import type { CriterionId, Language, Level, Question } from '../profile/vocabulary.js';
import type { Option } from '../options/option.js';
import type { Adjustment, Claim, Criterion, Facts, Gate, Override, Pack, QuestionText, Row, Warning } from './pack.js';

/** Everything that a condition may read, for one class of traffic. What is missing is unknown. */
export interface Situation {
  readonly org: Facts;
  readonly w: Facts;
  readonly derived: Facts;
  /** Levels that an answer missing from `w` may still have, where these are fewer than all. */
  readonly possible?: Readonly<Partial<Record<Question, readonly Level[]>>>;
}

export type GateVerdict = 'blocks' | 'conditions' | 'open' | 'satisfied' | 'not_applicable';

/** What a gate says of one option. */
export interface Judgement {
  readonly verdict: GateVerdict;
  /** For `conditions`: indices of the gate's mitigations that are still to be met. */
  readonly unmet: readonly number[];
  /** For `open`: paths of the unknown facts that it hangs on, such as `w.terms`. */
  readonly questions: readonly string[];
  /** For `open`: the worst that it may turn out to be. `nothing`: too rare to hold an option back until somebody says so. */
  readonly atWorst?: 'blocks' | 'conditions' | 'nothing';
}

export interface CompiledGate {
  readonly gate: Gate;
  /** `pack/id`. */
  readonly rule: string;
  /** Questions with levels that its conditions name; the verdict depends on no other answer. */
  readonly questions: readonly Question[];
  /** Some condition of it names the path. */
  reads(path: string): boolean;
  /** Numbers of a field at which what it says of the option may turn; `undefined` where they cannot be told. */
  thresholds(path: string, situation: Situation, option: Option): readonly number[] | undefined;
  /** What it asks a list for; `undefined` where more of it counts, such as its length. */
  literals(path: string): readonly string[] | undefined;
  /** False when its target can never be this option. */
  concerns(option: Option): boolean;
  /**
   * The same object for all options that it concerns and cannot tell apart.
   * @param kind of the option by all rules
   */
  kindOf(option: Option, kind: OptionKind): OptionKind;
  /** False when it applies to no option, whatever the answers are. @param unanswered a situation without answers */
  mayApply(unanswered: Situation): boolean;
  /** All that it reads of a situation, as text: it says the same in situations with the same text. */
  sightOf(situation: Situation): string;
  judge(situation: Situation, option: Option): Judgement;
  /** The same without naming questions, which takes longer than to find the verdict. */
  verdict(situation: Situation, option: Option): Judgement;
}

/** What gates see of a situation. */
export interface GateView {
  /** The first one seen that looks like this to all of them. */
  readonly situation: Situation;
  /** Those that may apply to it: most concern other countries, other data, other kinds of organisation. */
  readonly gates: readonly CompiledGate[];
}

export interface Valuation {
  /** In [0,1]. */
  readonly value: number;
  /** The row that matched; `undefined` when the user's own evaluation took its place. */
  readonly row: Row | undefined;
  readonly adjustments: readonly Adjustment[];
}

export interface CompiledCriterion {
  readonly criterion: Criterion;
  readonly id: CriterionId;
  /** Questions that feed it; each must be known in the situation that is valued. */
  readonly questions: readonly Question[];
  /** True: with the same answers to its questions, options of one kind have the same value whatever else is known. */
  hangsOnAnswersOnly(situation: Situation): boolean;
  /** Some adjustment of it names the path. */
  reads(path: string): boolean;
  value(situation: Situation, option: Option): Valuation;
}

export interface ClaimVerdict {
  readonly claim: Claim;
  readonly rule: string;
  readonly verdict: 'holds' | 'does_not_hold' | 'cannot_tell';
  readonly because: string;
}

export interface RaisedWarning {
  readonly warning: Warning;
  readonly rule: string;
  readonly text: () => string;
}

/** What an own pack did to a rule of another pack. */
export interface AppliedOverride extends Override {
  /** Id of the pack that says so. */
  readonly pack: string;
}

/** Options of one kind are alike in all that rules, or one of them, read of them. */
export type OptionKind = object;

export interface Rulebook {
  readonly packs: readonly { readonly id: string; readonly version: string; readonly sha256: string; readonly pack: Pack }[];
  readonly questions: ReadonlyMap<Question, QuestionText>;
  readonly criteria: readonly CompiledCriterion[];
  kindOf(option: Option): OptionKind;
  /** Those that count. */
  readonly gates: readonly CompiledGate[];
  /** The same object for all situations that no gate can tell apart. */
  viewOf(situation: Situation): GateView;
  readonly overrides: readonly AppliedOverride[];
  /** Gates that only warn, because a pack of the organisation says so. */
  readonly demoted: readonly { readonly gate: CompiledGate; readonly override: AppliedOverride }[];
  /** Claims are judged once the decision is known: `derived.side` and the like are facts then. */
  claims(situation: Situation & { readonly option: Facts }, language: Language): readonly ClaimVerdict[];
  /** @param later further facts of `derived`, which take long to find, or functions that find them: asked for where a warning names one that is not stated yet */
  warnings(situation: Situation & { readonly option: Facts }, language: Language, later?: () => Facts): readonly RaisedWarning[];
}
