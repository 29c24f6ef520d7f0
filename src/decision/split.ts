/** From classes to workloads to the organisation: recommendation, firmness, split and advice. */
import { FIRMNESS, type Advice, type Firmness, type Recommendation } from '../assessment/terms.js';
import type { Side } from '../profile/vocabulary.js';

export interface DecidedPart {
  readonly share: number;
  readonly side: Side | null;
  readonly firmness: Firmness | null;
  /** Weighted lead of local over api; null where only one side is there. */
  readonly lead: number | null;
}

export interface Split {
  readonly local: number;
  readonly api: number;
}

/** All placed classes on one side: that side; on both: hybrid; none placed: none. */
export function recommend(sides: readonly (Side | null)[]): Recommendation {
  const placed = new Set(sides.filter((side) => side !== null));
  if (placed.size === 0) return 'none';
  return placed.size === 2 ? 'hybrid' : placed.has('local') ? 'local' : 'api';
}

/** Shares of what can be placed; null where nothing can. */
export function splitOf(parts: readonly { readonly share: number; readonly side: Side | null }[]): Split | null {
  const placed = parts.filter(({ side }) => side !== null);
  const total = placed.reduce((sum, { share }) => sum + share, 0);
  if (placed.length === 0 || total <= 0) return null;
  const local = placed.reduce((sum, { share, side }) => sum + (side === 'local' ? share : 0), 0) / total;
  return { local, api: 1 - local };
}

/** A chain is as firm as its weakest link. */
export function weakest(parts: readonly DecidedPart[]): Firmness | null {
  const ranks = parts.flatMap(({ firmness }) => (firmness === null ? [] : [FIRMNESS.indexOf(firmness)]));
  return ranks.length === 0 ? null : (FIRMNESS[Math.min(...ranks)] as Firmness);
}

/**
 * A gain in value below this does not pay for moving what already runs, unless the money comes back soon. Our judgement: it takes a clear lead on at least two of six criteria to reach it.
 */
export const WORTH_MOVING = 0.1;

/** What is paid for moving must come back within so many months for money alone to be a reason to move: well inside the life of a platform. */
export const PAYBACK_WORTH_MONTHS = 24;

/**
 * `stay`: it runs on the other side today, the lead is too small or too weak to move for, and the money does not come back soon.
 * `test-first`: too close to call, so that even what pays is tested before it is moved.
 * @param paybackMonths of moving, where it saves money at all
 */
export function adviceFor(parts: readonly DecidedPart[], runsToday: 'none' | 'local' | 'api' | undefined, paybackMonths?: number): Advice[] {
  const moved = runsToday === 'local' || runsToday === 'api' ? parts.filter(({ side }) => side !== null && side !== runsToday) : [];
  const stay = moved.length > 0 && moved.every((part) => !worthMoving(part, paybackMonths));
  // Where only one side can be left there is nothing to test it against.
  const close = parts.some(({ firmness, lead }) => firmness === 'close' && lead !== null);
  // Who stays has nothing to test.
  return stay ? ['stay'] : close ? ['test-first'] : [];
}

function worthMoving({ lead, firmness }: DecidedPart, paybackMonths: number | undefined): boolean {
  if (lead === null) return true;
  if (paybackMonths !== undefined && paybackMonths <= PAYBACK_WORTH_MONTHS) return true;
  return Math.abs(lead) >= WORTH_MOVING && firmness !== 'close' && firmness !== 'leaning';
}

export interface WeighedWorkload {
  readonly split: Split | null;
  readonly requestsPerDay: number | undefined;
}

/**
 * By spend where every cost is known, by requests where every placed workload states its volume, else by count. Workloads without an
 * admissible way stay out.
 * @param spend US dollars a month on each side as recommended
 */
export function organisationSplit(workloads: readonly WeighedWorkload[], spend?: Split): { split: Split | null; basis: 'spend' | 'requests' | 'workloads' } {
  if (spend !== undefined && spend.local + spend.api > 0) {
    const local = spend.local / (spend.local + spend.api);
    return { split: { local, api: 1 - local }, basis: 'spend' };
  }
  const placed = workloads.flatMap(({ split, requestsPerDay }) => (split === null ? [] : [{ split, requestsPerDay }]));
  const volumes = placed.map(({ requestsPerDay }) => requestsPerDay ?? 0);
  const total = volumes.reduce((sum, volume) => sum + volume, 0);
  const byRequests = placed.length > 0 && placed.every(({ requestsPerDay }) => requestsPerDay !== undefined) && total > 0;
  const basis = byRequests ? 'requests' : 'workloads';
  if (placed.length === 0) return { split: null, basis };
  const weightOf = (index: number): number => (byRequests ? (volumes[index] as number) / total : 1 / placed.length);
  const local = placed.reduce((sum, { split }, index) => sum + split.local * weightOf(index), 0);
  return { split: { local, api: 1 - local }, basis };
}
