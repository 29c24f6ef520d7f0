/**
 * The load of a class split into a base and bursts. Rules and data come first, money second, and then base and bursts are decided like
 * any other classes, each with its own cost: only where the base belongs at home and the bursts outside do they go different ways.
 */
import type { LoadStatus } from '../assessment/terms.js';
import { admissibility } from '../decision/model.js';
import type { Splittable } from '../cost/load/base.js';
import { maySplit, splitLoad, type LoadSplit, type LoadSplitResult, type SplitInput } from '../cost/load/split.js';
import { shapeOf, type LoadShape } from '../cost/load/shape.js';
import type { Platform } from '../cost/line.js';
import { exactly, rest } from '../cost/range.js';
import { lazy } from '../lazy.js';
import type { Option } from '../options/option.js';
import type { TrafficClass, Workload } from '../profile/workload.js';
import { decideClass, representative, type Acceptances, type DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import { knownCostOf, sliceCosts, type KnownCost } from './costs.js';

/** What was found out about the load of a class whose shape is known. */
export interface DecidedLoad {
  readonly whole: DecidedClass;
  readonly shape: LoadShape;
  readonly local: KnownCost;
  readonly api: KnownCost;
  readonly option: Option;
  /** Base and bursts, where they go different ways. */
  readonly slices: readonly DecidedClass[];
  /** Where no split can pay, looked for when somebody asks why. */
  readonly found: () => FoundLoad;
}

/** What came of looking for a split. */
export interface FoundLoad {
  readonly status: LoadStatus;
  /** Where a split was reckoned, also one that is not recommended. */
  readonly split?: LoadSplit;
  /** What it is split by at other volumes and prices, where it may be. */
  readonly may?: Splittable;
  /** Share of the time for which a server must be busy to pay. */
  readonly ratio?: number;
}

/** What other classes need people for anyway. */
export type PlatformsInUse = ReadonlySet<Platform>;

export function platformOf({ side, place }: Option): Platform {
  return side === 'api' ? 'api' : place === 'managed_host' ? 'managed' : 'own';
}

/** Platforms that the classes run on as decided. */
export function platformsOf(classes: readonly DecidedClass[]): Set<Platform> {
  return new Set(classes.flatMap((one) => representative(one)?.option ?? []).map(platformOf));
}

/** `undefined` where nobody said how the requests bunch up, or a side or its cost is not known. */
export function decideLoad(whole: DecidedClass, workload: Workload, inUse: PlatformsInUse, acceptances: Acceptances, context: AssessContext): DecidedLoad | undefined {
  const { costs, moneyCounts, trafficClass, contest } = whole;
  const shape = shapeOf(workload, trafficClass);
  const [local, api] = [knownCostOf(contest, 'local', costs), knownCostOf(contest, 'api', costs)];
  if (costs === undefined || !moneyCounts || shape === undefined || contest.side === null || local === undefined || api === undefined) return undefined;
  const known = { whole, shape, local: local.cost, api: api.cost, option: local.option, slices: [] };
  const leaves = (): boolean => mayBothWays(whole, [local.option, api.option]);
  const [own, outside] = [local.cost.parts, api.cost.parts];
  if (own.side !== 'local' || outside.side !== 'api' || !(costs.demand.requestsPerDay.expected > 0)) return leaves() ? undefined : { ...known, found: () => STAYS };
  const given: SplitInput = {
    load: shape, local: own, api: outside, alone: { local: local.cost.usdPerMonth.expected, api: api.cost.usdPerMonth.expected },
    input: costs.inputOf(local.option), sharedLocal: inUse.has(platformOf(local.option)), sharedApi: inUse.has('api'),
  };
  if (!maySplit(given)) return { ...known, found: lazy(() => (leaves() ? unpaid(splitLoad(given, costs.basis)) : STAYS)) };
  if (!leaves()) return { ...known, found: () => STAYS };
  const result = splitLoad(given, costs.basis);
  if (result.status !== 'split' || !result.pays) return { ...known, found: () => unpaid(result) };
  const { may, split } = result;
  const slices = slicesOf(whole, split, shape, [local.option, api.option], acceptances, context);
  const [base, burst] = slices;
  // Where all of it is firmly on one side, a lead that is too small to count is no reason to run two stacks.
  const firm = whole.contest.firmness === 'close' || slices.every(({ contest: { firmness } }) => firmness !== 'close');
  const apart = firm && base?.contest.side === 'local' && burst?.contest.side === 'api';
  return { ...known, slices: apart ? slices : [], found: () => ({ may, split, status: apart ? 'split' : 'other_criteria' }) };
}

const STAYS: FoundLoad = { status: 'may_not_leave' };

/** A split that does not pay, or none at all. */
function unpaid(result: LoadSplitResult): FoundLoad {
  const { may } = result;
  return result.status === 'split' ? { may, status: 'not_worth', split: result.split } : { may, status: result.status, ratio: result.criticalRatio };
}

/**
 * Both sides are open to all of it: whatever the open answers come to, whatever facts are missing; and what is kept at home is not so
 * sensitive that it may leave only under full terms or not at all.
 */
function mayBothWays({ contest, judged, trafficClass }: DecidedClass, options: readonly Option[]): boolean {
  if (contest.contested < 1) return false;
  if (contest.side === 'local' && trafficClass.answers.data_sensitivity.levels.includes('restricted')) return false;
  return options.every(({ id }) => {
    const verdicts = judged.find(({ option }) => option.id === id)?.verdicts ?? [];
    const standing = admissibility(verdicts.flatMap(({ judgement, waived }) => (waived ? [] : [judgement])));
    return standing === 'yes' || standing === 'after';
  });
}

/** Base and bursts as classes: the base at home costs its replicas, the bursts at home the replicas that would be missing for them. */
function slicesOf(whole: DecidedClass, { base, requestsInside, waitingInside, waitingOutside }: LoadSplit, { curve: { peak }, mayWait }: LoadShape, options: readonly [Option, Option], acceptances: Acceptances, context: AssessContext): readonly DecidedClass[] {
  const { trafficClass, costs, situation } = whole;
  if (costs === undefined) return [];
  const highest = Math.min(peak, base.level.expected);
  const kinds = [
    { kind: 'base', share: requestsInside, highest, waiting: waitingInside, replicas: { replicas: base.replicas, spare: true } },
    { kind: 'burst', share: rest(requestsInside), highest: peak - highest, waiting: waitingOutside, replicas: { replicas: base.allReplicas - base.replicas, spare: false } },
  ] as const;
  return kinds.map(({ kind, share, highest: load, waiting, replicas }) => {
    const slice: TrafficClass = {
      ...trafficClass,
      id: `${trafficClass.id}-${kind}`,
      share: trafficClass.share * share.expected,
      shareEvidence: share.evidence === 'assumed' ? 'assumed' : 'derived',
      slice: { kind, of: trafficClass },
    };
    const sliced = sliceCosts(costs, { trafficClass: slice, share, peakFactor: exactly(load / share.expected, share.evidence), ...(mayWait === 0 ? {} : { batchableShare: waiting }), option: options[0], shape: base.shape, replicas });
    return decideClass(slice, situation, () => options, acceptances, context, sliced);
  });
}
