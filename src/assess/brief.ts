/** The brief of an Assessment: what is recommended and what decided, without the words. */
import type { Brief, BriefWorkload } from '../assessment/brief.js';
import type { AssessedWorkload, Assessment, CostRange, WorkloadCost } from '../assessment/assessment.js';
import { BRIEF_SCHEMA, type Firmness } from '../assessment/terms.js';
import { remembered } from '../lazy.js';
import type { ParsedProfile } from '../profile/parse.js';
import type { Profile, Traffic } from '../profile/schema.js';
import type { Side } from '../profile/vocabulary.js';
import { describe, type DescribedOrganisation } from './assess.js';
import type { AssessContext } from './context.js';
import { barring, unique, type Barring } from './gates.js';

/** So many different profiles, and volumes, are remembered before the count begins anew. */
const MOST_REMEMBERED = 2000;

/**
 * Briefs of a portfolio, whose profiles often say the same under another name: what they come to is worked out once. Profiles with a volume of
 * their own seldom do, and a look at all that a profile says takes long, so that such are remembered from the second with the same volumes on.
 */
export class Briefs<T> {
  readonly #known = new WeakMap<AssessContext, Remembered<T>>();

  /**
   * @param noteOf what else is wanted of each profile that is no other one over again
   * @param nameCounts what is wanted may differ with the name of the organisation, its source or its place there: no profile is another one then
   */
  constructor(
    private readonly noteOf: (described: DescribedOrganisation, parsed: ParsedProfile, context: AssessContext) => T,
    private readonly nameCounts = false,
  ) {}

  /** @throws AiPathError of kind `input` where an option can't do its workload's task */
  of(parsed: ParsedProfile, context: AssessContext): Noted<T> {
    const { profile, source, line, hints, traces } = parsed;
    // What a trace says stands in a file, which may be another one under the same name.
    if (traces !== undefined || this.nameCounts) return this.#fresh(parsed, context);
    const { name } = profile.organisation;
    const { nameCounts, briefs, volumes } = this.#rememberedIn(context);
    if (isFirst(profile, volumes)) return this.#fresh(parsed, context);
    const key = JSON.stringify([hints.length, nameCounts ? profile : { ...profile, organisation: { ...profile.organisation, name: '' } }], profile.workloads === undefined ? undefined : withUnknowns);
    const before = briefs.get(key);
    if (before !== undefined) return { brief: { ...before.brief, source, line, name }, note: before.note };
    const fresh = this.#fresh(parsed, context);
    if (briefs.size >= MOST_REMEMBERED) briefs.clear();
    briefs.set(key, fresh);
    return fresh;
  }

  #fresh(parsed: ParsedProfile, context: AssessContext): Noted<T> {
    const described = describe(parsed, context);
    const note = this.noteOf(described, parsed, context);
    return { brief: briefly(described, parsed.source, parsed.line), note };
  }

  #rememberedIn(context: AssessContext): Remembered<T> {
    return remembered(this.#known, context, () => ({ nameCounts: readsName(context), briefs: new Map<string, Noted<T>>(), volumes: new Set<number>() }));
  }
}

/** A brief, and what was noted of its profile or of one that says the same. */
export interface Noted<T> {
  readonly brief: Brief;
  readonly note: T;
}

interface Remembered<T> {
  readonly nameCounts: boolean;
  /** By everything that the profile says. */
  readonly briefs: Map<string, Noted<T>>;
  /** Of the traffic that was met, by {@link markOf}. */
  readonly volumes: Set<number>;
}

/** An `unknown` below the root takes back what holds above it, which an answer that is left out does not: JSON would tell neither. */
function withUnknowns(_key: string, value: unknown): unknown {
  return value === undefined ? null : value;
}

/** The first with its volumes: it can't be equal to any other before it. */
function isFirst({ workloads = [] }: Profile, met: Set<number>): boolean {
  if (!workloads.some(({ traffic }) => traffic !== undefined)) return false;
  const mark = workloads.reduce((sum, { traffic }) => markOf(traffic, sum), 0);
  if (met.has(mark)) return false;
  if (met.size >= MOST_REMEMBERED) met.clear();
  met.add(mark);
  return true;
}

/** The same for the same volumes, and seldom for others: those are looked up in vain. */
function markOf(traffic: Traffic | undefined, before: number): number {
  let mark = before;
  for (const value of Object.values(traffic ?? {})) mark = (mark * 31 + (typeof value === 'number' ? value : 1)) % LARGEST_MARK;
  return mark;
}

/** A prime, so that no mark loses digits. */
const LARGEST_MARK = 4_294_967_291;

/** Rules may ask for the name of the organisation; those that are built in do not. */
function readsName({ rulebook }: AssessContext): boolean {
  return rulebook.packs.some(({ pack }) => JSON.stringify(pack).includes('org.name'));
}

/** @param line of its source at which the profile begins, from 1; null where no text stands behind it */
export function briefOf({ input, organisation, workloads, warnings }: Assessment, line: number | null): Brief {
  const short = workloads.map((workload): Short => ({
    ...workload,
    gates: workload.parts.map(({ gates }) => gates),
    options: workload.parts.map(({ id }) => workload.options.filter((option) => option.part === id)),
    asks: workload.next_question?.id ?? null,
    warnings: workload.warnings.length,
  }));
  return brief(short, organisation, organisation.cost, warnings.length, input.source, line);
}

/** The same from a description whose words nobody asked for. */
function briefly({ workloads, organisation, totals, warnings }: DescribedOrganisation, source: string, line: number | null): Brief {
  const short = workloads.map(({ workload: { id }, recommendation, firmness, split, parts, gates, asks, money, classes, warnings: raised }): Short => ({
    id,
    recommendation,
    firmness,
    split,
    parts,
    gates: gates(),
    options: classes.map((one) => one.options),
    cost: money?.totals,
    asks: asks(),
    warnings: raised().length,
  }));
  return brief(short, organisation, totals(), warnings.length, source, line);
}

type Totals = Pick<WorkloadCost, 'currency' | 'local' | 'api' | 'recommended'>;

/** What a brief is made of. */
interface Short extends Pick<AssessedWorkload, 'id' | 'recommendation' | 'firmness' | 'split'> {
  readonly parts: readonly { readonly side: Side | 'none' | null; readonly firmness: Firmness | null; readonly lead: number | null }[];
  /** Of each part, as its options are. */
  readonly gates: readonly (readonly Barring[])[];
  readonly options: readonly (readonly { readonly side: Side }[])[];
  readonly cost?: Totals | undefined;
  readonly asks: string | null;
  readonly warnings: number;
}

function brief(workloads: readonly Short[], organisation: Omit<Assessment['organisation'], 'cost'>, cost: Totals | undefined, warnings: number, source: string, line: number | null): Brief {
  return {
    schema: BRIEF_SCHEMA,
    source,
    line,
    name: organisation.name,
    recommendation: organisation.recommendation,
    split: roundedSplit(organisation.split),
    split_basis: organisation.split_basis,
    cost: briefCost(cost),
    workloads: workloads.map(briefWorkload),
    warnings,
  };
}

function briefCost(cost: Totals | undefined): Brief['cost'] {
  return cost === undefined ? null : { currency: cost.currency, local: cents(cost.local), api: cents(cost.api), recommended: cents(cost.recommended) };
}

function briefWorkload({ id, recommendation, firmness, split, parts, gates, options, cost, asks, warnings }: Short): BriefWorkload {
  return {
    id,
    recommendation,
    firmness,
    split: roundedSplit(split),
    lead: roundedLead(parts.find((part) => part.firmness === firmness)?.lead ?? null),
    decided_by: unique(parts.flatMap((part, i) => decidedBy(part, gates[i] ?? [], options[i] ?? []))),
    next_question: asks,
    cost: briefCost(cost),
    warnings,
  };
}

/** Rules that decide: those that bar the other side of a class where gates decided it, and both sides where nothing is left. */
function decidedBy({ firmness, side }: Short['parts'][number], gates: readonly Barring[], options: readonly { readonly side: Side }[]): string[] {
  const winner = side === 'none' ? null : side;
  return firmness === 'gate' || winner === null ? barring(gates, options, winner).map(({ rule }) => rule) : [];
}

/** Six decimals tell any two splits apart that a profile can tell apart. */
export const roundedSplit = (split: { readonly local: number; readonly api: number } | null): Brief['split'] =>
  split === null ? null : { local: rounded(split.local, 6), api: rounded(split.api, 6) };

export const roundedLead = (lead: number | null): number | null => (lead === null ? null : rounded(lead, 6));

/** The expected amount, to the cent. */
export const cents = (range: Pick<CostRange, 'expected'> | null): number | null => (range === null ? null : rounded(range.expected, 2));

/** Numbers whose product with a power of ten is off by less than {@link HALF_WAY}. */
const SURE_BELOW = 1e9;
/** So near the middle of two, which of them is nearer takes the exact digits. */
const HALF_WAY = 1e-6;

/** As `toFixed` does, most of the time without the text. `+ 0` makes the zero of a small negative number the usual one. */
function rounded(value: number, decimals: number): number {
  const times = 10 ** decimals;
  const scaled = value * times;
  const whole = Math.round(scaled);
  const isSure = Math.abs(scaled) < SURE_BELOW && Math.abs(Math.abs(scaled - whole) - 0.5) > HALF_WAY;
  return (isSure || whole / times === value ? whole / times : Number(value.toFixed(decimals))) + 0;
}
