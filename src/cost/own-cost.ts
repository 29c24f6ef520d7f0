/** What it costs a month to run open weights: on machines of one's own, rented or managed ones. */
import type { Gpu, Model } from '../catalogue/schema.js';
import { lazy } from '../lazy.js';
import type { LevelOf } from '../profile/vocabulary.js';
import { COST_UNKNOWN } from '../text/cost.js';
import type { CostBasis } from './basis.js';
import { answerOf } from './demand.js';
import { assumedNotes, unknown, type CostInput, type CostParts, type OptionCost, type PricedShape, type UnknownCost } from './known-cost.js';
import { totalOf } from './line.js';
import { candidates, hardwareLines, roughUsdPerMonth } from './machines.js';
import { furtherStaff, furtherStaffLines, peopleLines } from './people.js';
import { between, NOTHING, weakest, type Range } from './range.js';
import { roughSize, sizeFixed, sizeFor, type FixedReplicas, type RoughSize, type RoughSizeResult, type Shape, type Sizing, type SizingInput, type SizingReason, type SizingResult } from './sizing.js';

export function localCost(input: CostInput, basis: CostBasis): OptionCost {
  const { option } = input;
  if (option.modelName === undefined) return unknown('no_model', COST_UNKNOWN.no_model());
  const model = option.model === undefined ? undefined : basis.catalogue.models.get(option.model);
  if (model === undefined) return unknown('model_unknown', COST_UNKNOWN.model_unknown(option.modelName));
  if (option.hardware?.gpu !== undefined) {
    const gpu = basis.catalogue.gpuNamed(option.hardware.gpu);
    return gpu === undefined ? unknown('gpu_unknown', COST_UNKNOWN.gpu_unknown(option.hardware.gpu)) : onGpu(model, gpu, input, basis);
  }
  return cheapest(model, input, basis);
}

interface Candidate {
  readonly gpu: Gpu;
  readonly size: RoughSize;
  readonly usdPerMonth: number;
}

/**
 * The least expected cost of those that answer in time; where none is known, the reason that stands nearest to one. All kinds of GPU are
 * compared by their expected size and price, and only the cheapest is looked at closely.
 */
function cheapest(model: Model, input: CostInput, basis: CostBasis): OptionCost {
  const sizes = candidates(input.option.place, basis).map((gpu) => ({ gpu, size: sizeOnce(sizingInput(model, gpu, input), basis) }));
  const all = sizes.flatMap(({ gpu, size }): Candidate[] => {
    const usdPerMonth = size.status === 'sized' ? roughUsdPerMonth(gpu, size, input, basis) : undefined;
    return size.status !== 'sized' || usdPerMonth === undefined ? [] : [{ gpu, size, usdPerMonth }];
  });
  const quick = all.filter(({ size }) => size.inTime);
  const [first, ...others] = quick.length > 0 ? quick : all;
  if (first === undefined) {
    const reasons = sizes.flatMap(({ gpu, size }) => (size.status === 'not_sized' ? [notSized(size.reason, gpu)] : []));
    // That one card is too small says less than that the layout is not known.
    return reasons.find(({ reason }) => reason !== 'too_small') ?? reasons[0] ?? unknown('no_hardware', COST_UNKNOWN.no_hardware());
  }
  const least = others.reduce((best, one) => (one.usdPerMonth < best.usdPerMonth ? one : best), first);
  const cost = onGpu(model, least.gpu, input, basis);
  if (cost.status === 'unknown' || cost.parts.side !== 'local') return cost;
  return { ...cost, parts: withShapes(cost.parts, () => worthHaving([first, ...others]).flatMap(({ gpu }) => shapesOn(model, gpu, input, basis))) };
}

/** Of those that cost more for each step and more for each request than another, none is cheaper at any volume worth planning. */
function worthHaving(candidates: readonly Candidate[]): readonly Candidate[] {
  const terms = candidates.map((one) => {
    const step = (one.usdPerMonth / one.size.gpus) * one.size.replica.gpus;
    return { one, step, perRequest: step / one.size.perReplica };
  });
  return terms.filter((own) => !terms.some((other) => other.step < own.step && other.perRequest < own.perRequest)).map(({ one }) => one);
}

type LocalParts = Extract<CostParts, { side: 'local' }>;

/** Shapes are needed for a break-even only. */
function withShapes(parts: Omit<LocalParts, 'shapes'>, make: () => readonly PricedShape[]): LocalParts {
  const shapes = lazy(make);
  const { side, fixedUsdPerMonth, furtherServerUsdPerMonth, sizing } = parts;
  return { side, fixedUsdPerMonth, furtherServerUsdPerMonth, sizing, get shapes() { return shapes(); } };
}

const NO_SHAPES = (): readonly Shape[] => [];

function shapesOn(model: Model, gpu: Gpu, input: CostInput, basis: CostBasis): readonly PricedShape[] {
  const cost = onGpu(model, gpu, input, basis);
  return cost.status === 'known' && cost.parts.side === 'local' ? cost.parts.shapes : [];
}

function onGpu(model: Model, gpu: Gpu, input: CostInput, basis: CostBasis): OptionCost {
  const sized = sizedOnce(sizingInput(model, gpu, input), basis);
  return sized.status === 'not_sized' ? notSized(sized.reason, gpu) : priced(sized.sizing, sized.shapes, input, basis);
}

function sizingInput(model: Model, gpu: Gpu, { option, trafficClass, demand, measured }: CostInput): SizingInput {
  const count = option.hardware?.count;
  return {
    model,
    gpu,
    demand,
    latency: answerOf(trafficClass, 'latency') as LevelOf<'latency'> | undefined,
    core: answerOf(trafficClass, 'core') as LevelOf<'core'> | undefined,
    stage: answerOf(trafficClass, 'stage') as LevelOf<'stage'> | undefined,
    ...(count === undefined ? {} : { count }),
    ...(measured === undefined ? {} : { measured }),
  };
}

/** What a local option costs with a number of replicas that somebody chose, whatever the load. */
export function fixedCost({ gpu, replica }: PricedShape, fixed: FixedReplicas, input: CostInput, basis: CostBasis): OptionCost {
  const model = input.option.model === undefined ? undefined : basis.catalogue.models.get(input.option.model);
  if (model === undefined) return unknown('model_unknown', COST_UNKNOWN.model_unknown(input.option.modelName ?? ''));
  return priced(sizeFixed(replica, fixed, sizingInput(model, gpu, input), basis), NO_SHAPES, input, basis);
}

function priced(sizing: Sizing, shapes: () => readonly Shape[], input: CostInput, basis: CostBasis): OptionCost {
  const { option, demand } = input;
  const { gpu } = sizing;
  const hardware = hardwareLines(gpu, sizing, input, basis);
  if (hardware.status === 'unknown') return hardware;
  const managed = option.place === 'managed_host';
  const people = managed
    ? peopleLines('managed', 'managed_staff_fte', 'setup_person_years_managed_host', input, basis)
    : peopleLines('own', 'own_staff_fte', option.place === 'on_premises' ? 'setup_person_years_on_premises' : 'setup_person_years_private_cloud', input, basis);
  const further = managed ? NOTHING : furtherStaff(input, basis);
  const furtherLines = managed ? [] : furtherStaffLines(sizing.gpus, input, basis);
  const lines = [...hardware.lines, ...people.lines, ...furtherLines];
  return {
    status: 'known',
    lines,
    usdPerMonth: totalOf(lines),
    upFront: [...hardware.upFront, { id: 'setup', usd: people.setupUsd }],
    parts: withShapes({ side: 'local', fixedUsdPerMonth: totalOf(people.lines), furtherServerUsdPerMonth: further, sizing }, () => {
      const usdPerMonthPerGpu = perGpu(totalOf(hardware.lines), hardware.gpus);
      return shapes().map(({ replica, gpusPerReplica, replicaRequestsPerDay }) => ({ replica, gpusPerReplica, replicaRequestsPerDay, gpu, usdPerMonthPerGpu }));
    }),
    notes: [...(sizing.inTime ? [] : (['too_slow'] as const)), ...hardware.notes, ...assumedNotes(demand)],
  };
}

/** What a demand takes of each model on each kind of GPU: where these stand makes no difference, and the ways to run one class are looked at one after another. */
interface Sizes {
  readonly of: Pick<SizingInput, 'demand' | 'latency' | 'core' | 'stage'>;
  readonly basis: CostBasis;
  readonly rough: Map<Model, Map<Gpu, RoughSizeResult>>;
  readonly sized: Map<Model, Map<Gpu, SizingResult>>;
}

let latest: Sizes | undefined;

function sizesOf(of: SizingInput, basis: CostBasis): Sizes {
  const same = latest?.of.demand === of.demand && latest.of.latency === of.latency && latest.of.core === of.core && latest.of.stage === of.stage && latest.basis === basis;
  return same && latest !== undefined ? latest : (latest = { of, basis, rough: new Map(), sized: new Map() });
}

function sizeOnce(input: SizingInput, basis: CostBasis): RoughSizeResult {
  return once(sizesOf(input, basis).rough, input, basis, roughSize);
}

function sizedOnce(input: SizingInput, basis: CostBasis): SizingResult {
  return once(sizesOf(input, basis).sized, input, basis, () => sizeFor(input, basis, sizeOnce(input, basis)));
}

function once<T>(known: Map<Model, Map<Gpu, T>>, input: SizingInput, basis: CostBasis, make: (input: SizingInput, basis: CostBasis) => T): T {
  const { model, gpu, count, measured } = input;
  // What somebody has or measured belongs to one option.
  if (measured !== undefined || count !== undefined) return make(input, basis);
  let byGpu = known.get(model);
  if (byGpu === undefined) known.set(model, (byGpu = new Map<Gpu, T>()));
  const before = byGpu.get(gpu);
  if (before !== undefined) return before;
  const made = make(input, basis);
  byGpu.set(gpu, made);
  return made;
}

function notSized(reason: SizingReason, gpu: Gpu): UnknownCost {
  switch (reason.code) {
    case 'too_small':
      return unknown('too_small', COST_UNKNOWN.too_small(reason.neededGb, reason.usableGb, reason.gpus));
    case 'layout_unknown':
      return unknown('layout_unknown', COST_UNKNOWN.layout_unknown(reason.layout));
    case 'gpu_unknown':
      return unknown('gpu_unknown', COST_UNKNOWN.gpu_unknown(gpu.name));
    case 'parameters_unknown':
    case 'speed_unknown':
    case 'task_unknown':
      return unknown(reason.code, COST_UNKNOWN[reason.code]());
  }
}

/** Both are ranges over the same uncertainty about size, so low goes with low. */
function perGpu(usdPerMonth: Range, gpus: Range): Range {
  const of = (usd: number, count: number): number => (count === 0 ? 0 : usd / count);
  return between(of(usdPerMonth.low, gpus.low), of(usdPerMonth.expected, gpus.expected), of(usdPerMonth.high, gpus.high), weakest(usdPerMonth, gpus));
}
