/**
 * The second pass, over all workloads once each is decided: what they can use together is counted once. People and set-up of a platform
 * are in the totals once already; GPUs are, where the same model on the same cards serves several workloads.
 */
import type { Shared } from '../assessment/assessment.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Gpu } from '../catalogue/schema.js';
import { PLATFORMS, type CostLine, type Platform } from '../cost/line.js';
import { fixedCost, type KnownCost } from '../cost/option-cost.js';
import { grouped } from '../lazy.js';
import type { Option } from '../options/option.js';
import type { Organisation } from '../profile/schema.js';
import type { Side } from '../profile/vocabulary.js';
import { LOAD_TEXTS } from '../text/load.js';
import { representative, type DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import type { ClassCosts } from './costs.js';

/** A workload by the name that reports give it, with its classes whole, and as they are recommended, or on the side on which it is to stay. */
export interface PlacedWorkload {
  readonly id: string;
  readonly name: string;
  readonly wholes: readonly DecidedClass[];
  readonly classes: readonly DecidedClass[];
  readonly staysOn: Side | undefined;
}

/** A class on the side where it is to run, with its cost. */
interface Placed {
  readonly workload: PlacedWorkload;
  readonly option: Option;
  readonly costs: ClassCosts;
  readonly cost: KnownCost;
}

/** What is used together where all runs as recommended, in words. */
export function sharedBy(workloads: readonly PlacedWorkload[], context: AssessContext): Shared[] {
  if (workloads.length < 2) return [];
  const placed = asRecommended(workloads);
  return [...PLATFORMS.flatMap((platform) => people(platform, placed, context) ?? []), ...pools(placed).flatMap((pool) => gpus(pool, context) ?? [])];
}

/** US dollars a month that GPUs save which several workloads use together: where all of them run as recommended, or all on their own machines. */
export function savedByPools(workloads: readonly PlacedWorkload[], way: 'recommended' | 'local'): number {
  if (workloads.length < 2) return 0;
  const placed = way === 'recommended' ? asRecommended(workloads) : workloads.flatMap((workload) => workload.wholes.flatMap((one) => placedOf(one, workload, 'local') ?? []));
  return pools(placed).reduce((usd, pool) => usd + (pooled(pool)?.saves ?? 0), 0);
}

function asRecommended(workloads: readonly PlacedWorkload[]): Placed[] {
  return workloads.flatMap((workload) => (workload.staysOn === undefined ? workload.classes : workload.wholes).flatMap((one) => placedOf(one, workload, workload.staysOn ?? one.contest.side) ?? []));
}

function placedOf(decided: DecidedClass, workload: PlacedWorkload, side: Side | null): Placed | undefined {
  const option = representative(decided, side)?.option;
  const cost = option === undefined ? undefined : decided.costs?.costOf(option);
  return option === undefined || decided.costs === undefined || cost?.status !== 'known' ? undefined : { workload, option, costs: decided.costs, cost };
}

/** GPUs that an organisation has, of which what is recommended would use more at the same time than there are. */
export interface Overused {
  readonly gpu: string;
  /** Workloads that use them, by name. */
  readonly names: readonly string[];
  readonly needed: number;
  readonly there: number;
  /** GPUs that are counted neither as there nor as bought. */
  readonly uncounted: number;
}

/** Each cost takes all of them for its own, since none knows of the others. */
export function overusedGpus(workloads: readonly PlacedWorkload[], owned: NonNullable<Organisation['gpus']>, catalogue: Catalogue): Overused[] {
  const users = asRecommended(workloads).filter(({ option, cost }) => cost.parts.side === 'local' && option.hardware?.owned === true);
  const uses = [...grouped(usesOf(users), ({ gpu }) => gpu).entries()];
  return uses.flatMap(([gpu, of]) => {
    const there = owned.reduce((sum, own) => sum + (catalogue.findGpu(own.gpu) === gpu ? own.count : 0), 0);
    const uncounted = of.reduce((sum, { needed, taken }) => sum + Math.min(needed, taken), 0) - there;
    return of.length < 2 || there === 0 || uncounted <= 0 ? [] : [{ gpu: gpu.name, names: namesOf(of.flatMap(({ by }) => by)), needed: of.reduce((sum, { needed }) => sum + needed, 0), there, uncounted }];
  });
}

interface Use {
  readonly gpu: Gpu;
  readonly by: readonly Placed[];
  readonly needed: number;
  /** GPUs that it is taken to find there. */
  readonly taken: number;
}

/** As totals count them: what saves by running together does. */
function usesOf(users: readonly Placed[]): Use[] {
  const useOf = (by: readonly [Placed, ...Placed[]], needed: number): Use => ({ gpu: sizingOf(by[0]).gpu, by, needed, taken: Math.max(...by.map(({ option }) => option.hardware?.count ?? 0)) });
  const together = pools(users).flatMap((pool) => {
    const [first, ...others] = pool;
    const found = pooled(pool);
    return first === undefined || found === undefined ? [] : [useOf([first, ...others], found.together.gpus)];
  });
  const joined = new Set(together.flatMap(({ by }) => by));
  return [...together, ...users.filter((one) => !joined.has(one)).map((one) => useOf([one], sizingOf(one).gpus.expected))];
}

const usdOf = (lines: readonly CostLine[]): number => lines.reduce((sum, { usdPerMonth }) => sum + usdPerMonth.expected, 0);
const namesOf = (placed: readonly Placed[]): string[] => [...new Set(placed.map(({ workload }) => workload.name))];
const idsOf = (placed: readonly Placed[]): string[] => [...new Set(placed.map(({ workload }) => workload.id))];
const cents = (value: number): number => Math.round(value * 100) / 100;

/** Each workload by itself would need all of them. */
function people(platform: Platform, placed: readonly Placed[], { language }: AssessContext): Shared | undefined {
  const users = placed.flatMap((one) => {
    const lines = one.cost.lines.filter((line) => line.platform === platform);
    return lines.length === 0 ? [] : [{ ...one, full: usdOf(lines) / one.costs.platformShare }];
  });
  const workloads = idsOf(users);
  if (workloads.length < 2) return undefined;
  const together = Math.max(...users.map(({ full }) => full));
  const apart = workloads.reduce((sum, id) => sum + Math.max(...users.filter(({ workload }) => workload.id === id).map(({ full }) => full)), 0);
  return { kind: 'people', what: platform, workloads, apart: cents(apart), together: cents(together), saves: cents(apart - together), because: LOAD_TEXTS[language].shared.people(platform, namesOf(users), apart - together) };
}

/** Classes of several workloads on the same model, cards, place and size of replica. */
function pools(placed: readonly Placed[]): readonly (readonly Placed[])[] {
  const byKey = new Map<string, Placed[]>();
  for (const one of placed) {
    const { parts } = one.cost;
    if (parts.side !== 'local' || one.option.model === undefined) continue;
    const { gpu, replica } = parts.sizing;
    const key = [one.option.model, gpu.id, one.option.place, one.option.facts.location, replica.gpus, replica.precision, one.option.hardware?.owned].join();
    byKey.set(key, [...(byKey.get(key) ?? []), one]);
  }
  return [...byKey.values()].filter((pool) => idsOf(pool).length > 1);
}

function gpus(pool: readonly Placed[], { language }: AssessContext): Shared | undefined {
  const found = pooled(pool);
  const [first] = pool;
  if (found === undefined || first === undefined) return undefined;
  const { apart, together, saves } = found;
  const model = first.option.modelName ?? '';
  const what = `${model}, ${sizingOf(first).gpu.name}`;
  return {
    kind: 'gpus',
    what,
    workloads: idsOf(pool),
    apart: apart.usd,
    together: together.usd,
    saves,
    gpus: { apart: apart.gpus, together: together.gpus },
    because: LOAD_TEXTS[language].shared.gpus(first.option.modelName ?? what, namesOf(pool), apart.gpus, together.gpus, saves),
  };
}

interface Pooled {
  readonly apart: { readonly usd: number; readonly gpus: number };
  readonly together: { readonly usd: number; readonly gpus: number };
  readonly saves: number;
}

/** Replicas that are full to a part each, and spare ones, together: as if all had their peak at the same time. `undefined` where that saves nothing. */
function pooled(pool: readonly Placed[]): Pooled | undefined {
  const apart = pool.map((one) => ({ ...one, usd: hardwareUsd(one.cost), sizing: sizingOf(one) }));
  const needed = apart.reduce((sum, { sizing, costs }) => sum + Math.min(sizing.replicas.expected, costs.demand.requestsPerDay.expected / sizing.replicaRequestsPerDay.expected), 0);
  const replicas = Math.max(1, Math.ceil(needed - 1e-9));
  // Of several rules for spare machines the one that asks for most.
  const joint = apart.flatMap((one) => {
    const cost = fixedCost(one.sizing, { replicas, spare: true }, one.costs.inputOf(one.option), one.costs.basis);
    return cost.status === 'known' && cost.parts.side === 'local' ? [{ usd: hardwareUsd(cost), gpus: cost.parts.sizing.gpus.expected }] : [];
  });
  const [first, ...others] = joint;
  if (first === undefined) return undefined;
  const most = others.reduce((dearest, one) => (one.usd > dearest.usd ? one : dearest), first);
  const usd = apart.reduce((sum, one) => sum + one.usd, 0);
  if (most.usd >= usd) return undefined;
  const gpus = apart.reduce((sum, { sizing }) => sum + sizing.gpus.expected, 0);
  return { apart: { usd: cents(usd), gpus }, together: { usd: cents(most.usd), gpus: most.gpus }, saves: cents(usd - most.usd) };
}

/** What follows the number of GPUs: all but the people and the set-up of the platform. */
function hardwareUsd({ lines }: KnownCost): number {
  return usdOf(lines.filter(({ platform }) => platform === undefined));
}

function sizingOf({ cost }: Placed): Extract<KnownCost['parts'], { side: 'local' }>['sizing'] {
  if (cost.parts.side !== 'local') throw new TypeError('A pool holds machines.');
  return cost.parts.sizing;
}
