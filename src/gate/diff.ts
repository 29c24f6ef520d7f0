/** What differs between two assessments, and what it comes from: answers, weights, rules, options, packs, data, tool and date. */
import { midSentence } from '../text/format.js';
import { formatQuantity } from '../text/quantity.js';
import { REPORT_TEXT, type ReportText } from '../text/report.js';
import type { AssessedPart, AssessedWorkload, Assessment, Recommendation } from '../assessment/assessment.js';
import { bearsOnSome } from '../assessment/bearing.js';
import type { Language } from '../profile/vocabulary.js';

export type Cause =
  | { readonly kind: 'answer' | 'weight' | 'rule' | 'option' | 'share'; readonly id: string; readonly title: string; readonly from: string; readonly to: string }
  /** `effect`: the lines of the cost that it is part of, US dollars a month; missing where it moved none of them. */
  | { readonly kind: 'price' | 'figure'; readonly id: string; readonly title: string; readonly from: string; readonly to: string; readonly effect?: Moved }
  | { readonly kind: 'pack' | 'data' | 'tool' | 'date' | 'seed'; readonly id: string; readonly from: string; readonly to: string };

/** US dollars a month, or requests a day, then and now; null where it is or was not known. */
export interface Moved {
  readonly from: number | null;
  readonly to: number | null;
}

/** What a month costs, and where both sides cost the same, as far as that differs. */
export type MoneyDifference = Partial<Readonly<Record<'local' | 'api' | 'recommended' | 'break_even', Moved>>>;

export interface WorkloadDifference {
  readonly id: string;
  readonly name: string;
  /** Undefined: the workload is new, or no longer there. */
  readonly before: AssessedWorkload | undefined;
  readonly after: AssessedWorkload | undefined;
  /** Another recommendation, advice, or side for one of its classes; how firm it is may change without that. */
  readonly decision: boolean;
  /** Anything that a reader would see: the decision, how firm it is, or the split. */
  readonly verdict: boolean;
  /** What of its own differs. */
  readonly causes: readonly Cause[];
  readonly money: MoneyDifference;
}

export interface Difference {
  readonly organisation: { readonly name: string; readonly before: Recommendation; readonly after: Recommendation };
  readonly workloads: readonly WorkloadDifference[];
  /** What holds for all workloads: versions of rules and data, tool, date. */
  readonly causes: readonly Cause[];
  /** One of the workloads is decided otherwise, new, or gone. */
  readonly decision: boolean;
}

export function difference(before: Assessment, after: Assessment): Difference {
  const then = new Map(before.workloads.map((workload) => [workload.id, workload]));
  const now = new Map(after.workloads.map((workload) => [workload.id, workload]));
  const workloads = [...new Set([...now.keys(), ...then.keys()])].map((id) => workloadDifference(id, then.get(id), now.get(id), after.language));
  return {
    organisation: { name: after.organisation.name, before: before.organisation.recommendation, after: after.organisation.recommendation },
    workloads,
    causes: commonCauses(before, after),
    decision: workloads.some(({ decision }) => decision),
  };
}

function workloadDifference(id: string, before: AssessedWorkload | undefined, after: AssessedWorkload | undefined, language: Language): WorkloadDifference {
  const decision = before === undefined || after === undefined || decisionOf(before) !== decisionOf(after);
  const verdict = decision || before.firmness !== after.firmness || !sameSplit(before, after);
  return { id, name: (after ?? before)?.name ?? id, before, after, decision, verdict, ...(before === undefined || after === undefined ? { causes: [], money: {} } : { causes: [...causesOf(before, after, language), ...priceCauses(before, after, language)], money: moneyOf(before, after) }) };
}

const decisionOf = ({ recommendation, advice, parts }: AssessedWorkload): string => JSON.stringify([recommendation, advice, parts.map(({ id, side }) => [id, side]).sort()]);

const sameSplit = (a: AssessedWorkload, b: AssessedWorkload): boolean => Math.abs((a.split?.local ?? -1) - (b.split?.local ?? -1)) < 0.005;

/* ---- causes of one workload ---- */

function causesOf(before: AssessedWorkload, after: AssessedWorkload, language: Language): readonly Cause[] {
  const several = before.parts.length > 1 || after.parts.length > 1;
  const then = new Map(before.parts.map((part) => [part.id, part]));
  return distinct(
    after.parts.flatMap((part) => {
      const old = then.get(part.id);
      const causes = old === undefined ? [] : partCauses(old, part, before, after, language);
      return several ? causes.map((cause) => ('title' in cause ? { ...cause, title: `${part.name}: ${cause.title}` } : cause)) : causes;
    }),
  );
}

function partCauses(before: AssessedPart, after: AssessedPart, old: AssessedWorkload, now: AssessedWorkload, language: Language): readonly Cause[] {
  return [
    ...changed('answer', answers(before), answers(after)),
    ...changed('share', new Map([['share', entry('', percent(before.share))]]), new Map([['share', entry('', percent(after.share))]])),
    ...changed('weight', weights(before), weights(after)),
    ...changed('rule', rules(before, old, language), rules(after, now, language)),
    ...changed('option', optionOf(before, old), optionOf(after, now)),
  ];
}

interface Entry { readonly title: string; readonly value: string }
const entry = (title: string, value: string): Entry => ({ title, value });
type Entries = ReadonlyMap<string, Entry>;

const percent = (share: number): string => `${Number((share * 100).toFixed(1))}%`;

/** Two sides are told apart by their titles in the language of the assessments, so that both must be in the same one. */
function changed(kind: 'answer' | 'weight' | 'rule' | 'option' | 'share', before: Entries, after: Entries): readonly Cause[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((id): Cause[] => {
    const from = before.get(id)?.value ?? '';
    const to = after.get(id)?.value ?? '';
    return from === to ? [] : [{ kind, id, title: after.get(id)?.title ?? before.get(id)?.title ?? id, from, to }];
  });
}

const answers = (part: AssessedPart): Entries => new Map(part.criteria.flatMap((criterion) => criterion.answers.map(({ question, title, label }) => [question, entry(title, label)])));
const weights = (part: AssessedPart): Entries => new Map(part.criteria.map(({ id, title, weight }) => [id, entry(title, percent(weight))]));
const rules = (part: AssessedPart, workload: AssessedWorkload, language: Language): Entries =>
  new Map(part.gates.map((gate) => [`${gate.rule} ${gate.target.side}`, entry(gate.title, ruled(gate, bearsOnSome(gate.target, part, workload), REPORT_TEXT[language]))]));

function ruled({ target, verdict, accepted }: AssessedPart['gates'][number], some: boolean, text: ReportText): string {
  const said = midSentence((some ? text.rulingSome : text.ruling)(target.side, verdict));
  return accepted?.void === false ? text.withException(said) : said;
}

function optionOf(part: AssessedPart, workload: AssessedWorkload): Entries {
  const chosen = workload.options.find(({ id, part: of }) => id === part.option && of === part.id);
  return new Map([['option', entry('', chosen?.title ?? part.option ?? '')]]);
}

function distinct(causes: readonly Cause[]): readonly Cause[] {
  return [...new Map(causes.map((cause) => [JSON.stringify(cause), cause])).values()];
}

/* ---- money ---- */

/** Below this share of the larger one, two figures are the same: both are rounded. */
const SAME = 1e-6;
export const moved = (from: number | null, to: number | null): boolean => (from === null || to === null ? from !== to : Math.abs(from - to) > SAME * Math.max(Math.abs(from), Math.abs(to)));

function moneyOf({ cost: then }: AssessedWorkload, { cost: now }: AssessedWorkload): MoneyDifference {
  const pairs = [
    ...(['local', 'api', 'recommended'] as const).map((way) => [way, then?.[way]?.expected ?? null, now?.[way]?.expected ?? null] as const),
    ['break_even', then?.break_even.requests_per_day?.expected ?? null, now?.break_even.requests_per_day?.expected ?? null] as const,
  ];
  return Object.fromEntries(pairs.filter(([, from, to]) => moved(from, to)).map(([way, from, to]) => [way, { from, to }]));
}

type Line = NonNullable<AssessedWorkload['cost']>['lines'][number];
const IN_MONEY = /^(usd|money)_?/;

/** Prices and figures behind the same lines of the same options: another option is a cause of its own. */
function priceCauses(before: AssessedWorkload, after: AssessedWorkload, language: Language): readonly Cause[] {
  const keyOf = ({ part, option, id, unshared }: Line): string => JSON.stringify([part, option, id, unshared]);
  const then = new Map((before.cost?.lines ?? []).map((line) => [keyOf(line), line]));
  const found = new Map<string, Extract<Cause, { kind: 'price' | 'figure' }> & { readonly effect: Moved }>();
  for (const line of after.cost?.lines ?? []) {
    const old = then.get(keyOf(line));
    if (old === undefined) continue;
    for (const piece of line.pieces) {
      const was = old.pieces.find(({ id }) => id === piece.id);
      // What is itself reckoned from pieces beside it is told by these.
      if (was === undefined || piece.source.includes(' × ') || !moved(was.value.expected, piece.value.expected)) continue;
      const words = (value: number): string => formatQuantity(value, piece.unit, language);
      // The same price behind several lines is said once, with all that it moves.
      const key = JSON.stringify([line.side, piece.id, was.value.expected, piece.value.expected]);
      const known = found.get(key)?.effect;
      found.set(key, {
        kind: IN_MONEY.test(piece.unit) ? 'price' : 'figure', id: piece.id, title: piece.label, from: words(was.value.expected), to: words(piece.value.expected),
        effect: { from: (known?.from ?? 0) + old.usd_per_month.expected, to: (known?.to ?? 0) + line.usd_per_month.expected },
      });
    }
  }
  return [...found.values()].map(({ effect, ...cause }) => (moved(effect.from, effect.to) ? { ...cause, effect } : cause));
}

/* ---- causes of all ---- */

function commonCauses(before: Assessment, after: Assessment): readonly Cause[] {
  const versions = (kind: 'pack' | 'data', then: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): Cause[] =>
    [...new Set([...now.keys(), ...then.keys()])].flatMap((id) => (then.get(id) === now.get(id) ? [] : [{ kind, id, from: then.get(id) ?? '', to: now.get(id) ?? '' }]));
  const packs = ({ packs: all }: Assessment): ReadonlyMap<string, string> => new Map(all.map(({ id, version, sha256 }) => [id, `${version} (${Array.from(sha256).slice(0, 8).join('')})`]));
  const data = ({ data: all }: Assessment): ReadonlyMap<string, string> => new Map(all.map(({ id, as_of }) => [id, as_of]));
  const single = (kind: 'tool' | 'date' | 'seed', from: string, to: string): Cause[] => (from === to ? [] : [{ kind, id: kind, from, to }]);
  return [
    ...versions('pack', packs(before), packs(after)),
    ...versions('data', data(before), data(after)),
    ...single('tool', before.tool.version, after.tool.version),
    ...single('date', before.as_of, after.as_of),
    ...single('seed', String(before.seed), String(after.seed)),
  ];
}
