/** What it costs a month to run open weights: on machines of one's own, rented or managed ones. */
import type { FigureId } from '../catalogue/cost-schema.js';
import type { Gpu, Model } from '../catalogue/schema.js';
import { lazy, remembered } from '../lazy.js';
import type { Option } from '../options/option.js';
import type { LOCAL_PLACES } from '../profile/vocabulary.js';
import { COST_UNKNOWN } from '../text/cost.js';
import type { CostBasis } from './basis.js';
import { serviceAnswers } from './demand.js';
import { assumedNotes, unknown, type CostInput, type OptionCost, type PricedShape, type UnknownCost } from './known-cost.js';
import { totalOf, type Platform } from './line.js';
import { candidates, hardwareLines, leastUsdPerBusyGpu, leastUsdPerGpu, machinesUsdPerMonth, tariffOf, usdPerMonthPerGpu } from './machines.js';
import { furtherStaff, furtherStaffLines, peopleLines, peopleUsdPerMonth } from './people.js';
import { NOTHING } from './range.js';
import { capacityOf, roughSize, shapesOf, sizeFixed, sizeFor, sizeWith, spareRule, usualCapacity, type FixedReplicas, type RoughSize, type RoughSizeResult, type Sizing, type SizingInput, type SizingReason, type SizingResult } from './sizing.js';

export function localCost(input: CostInput, basis: CostBasis): OptionCost {
  const named = namedOf(input.option, basis);
  if ('status' in named) return named;
  return named.gpu === undefined ? cheapest(named.model, input, basis) : onGpu(named.model, named.gpu, input, basis);
}

/** Its expected total, for a fraction of the work: enough to tell options apart. `undefined` where it is not known. */
export function localUsdPerMonth(input: CostInput, basis: CostBasis): number | undefined {
  const named = namedOf(input.option, basis);
  if ('status' in named) return undefined;
  if (named.gpu !== undefined) {
    const cost = onGpu(named.model, named.gpu, input, basis);
    return cost.status === 'known' ? cost.usdPerMonth.expected : undefined;
  }
  const least = cheapestOf(named.model, input, basis);
  if ('status' in least) return undefined;
  const { staff, setup } = PEOPLE[placeOf(input.option)];
  return least.usdPerMonth + peopleUsdPerMonth(staff, setup, input, basis);
}

/** The model of an option, and the accelerator where one is named. */
function namedOf(option: Option, basis: CostBasis): { readonly model: Model; readonly gpu?: Gpu } | UnknownCost {
  if (option.modelName === undefined) return unknown('no_model', COST_UNKNOWN.no_model());
  const model = option.model === undefined ? undefined : basis.catalogue.models.get(option.model);
  if (model === undefined) return unknown('model_unknown', COST_UNKNOWN.model_unknown(option.modelName));
  if (option.hardware?.gpu === undefined) return { model };
  const gpu = basis.catalogue.gpuNamed(option.hardware.gpu);
  return gpu === undefined ? unknown('gpu_unknown', COST_UNKNOWN.gpu_unknown(option.hardware.gpu)) : { model, gpu };
}

type LocalPlace = (typeof LOCAL_PLACES)[number];

const placeOf = ({ place }: Option): LocalPlace => (place === 'on_premises' || place === 'managed_host' ? place : 'private_cloud');

/** Who sets up and runs each place. */
const PEOPLE: Readonly<Record<LocalPlace, { readonly platform: Platform; readonly staff: FigureId; readonly setup: FigureId }>> = {
  on_premises: { platform: 'own', staff: 'own_staff_fte', setup: 'setup_person_years_on_premises' },
  private_cloud: { platform: 'own', staff: 'own_staff_fte', setup: 'setup_person_years_private_cloud' },
  managed_host: { platform: 'managed', staff: 'managed_staff_fte', setup: 'setup_person_years_managed_host' },
};

interface Candidate {
  readonly gpu: Gpu;
  readonly size: RoughSize;
  readonly usdPerMonth: number;
}

/**
 * The least expected cost of those that answer in time; where none is known, the reason that stands nearest to one. All kinds of GPU are
 * compared by their expected size and price, and only the cheapest is looked at closely.
 */
function cheapestOf(model: Model, input: CostInput, basis: CostBasis): Candidate | UnknownCost {
  let reason: UnknownCost | undefined;
  let least: Candidate | undefined;
  const tariff = tariffOf(input, basis);
  for (const gpu of candidates(input.option.place, basis)) {
    const size = sizeOnce(sizingInput(model, gpu, input), basis);
    if (size.status === 'not_sized') {
      // That one card is too small says less than that the layout is not known.
      if (reason === undefined || reason.reason === 'too_small') reason = notSized(size.reason, gpu);
      continue;
    }
    const usdPerMonth = machinesUsdPerMonth(gpu, size, tariff);
    if (usdPerMonth !== undefined && (least === undefined || isBetter({ gpu, size, usdPerMonth }, least))) least = { gpu, size, usdPerMonth };
  }
  return least ?? reason ?? unknown('no_hardware', COST_UNKNOWN.no_hardware());
}

function isBetter(one: Candidate, other: Candidate): boolean {
  return one.size.inTime === other.size.inTime ? one.usdPerMonth < other.usdPerMonth : one.size.inTime;
}

function cheapest(model: Model, input: CostInput, basis: CostBasis): OptionCost {
  const least = cheapestOf(model, input, basis);
  return 'status' in least ? least : onGpu(model, least.gpu, input, basis, lazy(() => shapesAlike(model, least.size.inTime, input, basis)));
}

/** Of all kinds of GPU that answer in time, where any does. */
function shapesAlike(model: Model, inTime: boolean, input: CostInput, basis: CostBasis): readonly PricedShape[] {
  return candidates(input.option.place, basis).flatMap((gpu) => {
    const size = sizeOnce(sizingInput(model, gpu, input), basis);
    return size.status === 'sized' && size.inTime === inTime ? pricedShapes(gpu, size, model, input, basis) : [];
  });
}

/** Shapes are needed for a break-even only: none of them is left out, since another one is the cheapest at other volumes and other ends. */
function pricedShapes(gpu: Gpu, size: RoughSizeResult, model: Model, input: CostInput, basis: CostBasis): readonly PricedShape[] {
  const usd = size.status === 'not_sized' ? undefined : usdPerMonthPerGpu(gpu, size, tariffOf(input, basis));
  if (size.status === 'not_sized' || usd === undefined) return [];
  const of = sizingInput(model, gpu, input);
  const [capacity, usual] = [capacityOf(of, basis), usualCapacity(of, basis)];
  return shapesOf(size, of, basis).map((replica) => ({
    gpu, replica, gpusPerReplica: replica.gpus, usdPerMonthPerGpu: usd, usualRequestsPerDay: usual(replica), requestsPerDay: () => capacity(replica),
  }));
}

type Shapes = () => readonly PricedShape[];

function onGpu(model: Model, gpu: Gpu, input: CostInput, basis: CostBasis, shapes?: Shapes): OptionCost {
  const of = sizingInput(model, gpu, input);
  const sized = sizedOnce(of, basis);
  return sized.status === 'not_sized' ? notSized(sized.reason, gpu) : priced(sized.sizing, shapes ?? lazy(() => pricedShapes(gpu, sizeOnce(of, basis), model, input, basis)), input, basis);
}

function sizingInput(model: Model, gpu: Gpu, { option, trafficClass, demand, measured }: CostInput): SizingInput {
  const count = option.hardware?.count;
  return {
    model,
    gpu,
    demand,
    ...serviceAnswers(trafficClass),
    ...(count === undefined ? {} : { count }),
    ...(measured === undefined ? {} : { measured }),
  };
}

/** What a local option costs with a number of replicas that somebody chose, whatever the load. */
export function fixedCost({ gpu, replica }: Pick<PricedShape, 'gpu' | 'replica'>, fixed: FixedReplicas, input: CostInput, basis: CostBasis): OptionCost {
  const model = input.option.model === undefined ? undefined : basis.catalogue.models.get(input.option.model);
  if (model === undefined) return unknown('model_unknown', COST_UNKNOWN.model_unknown(input.option.modelName ?? ''));
  return priced(sizeFixed(replica, fixed, sizingInput(model, gpu, input), basis), () => [], input, basis);
}

/** Expected dollars a month of machines and people, for as many replicas as somebody asks for. */
export interface ReplicaTariff {
  /** With spare replicas; `undefined` where a price is not known. @param requestsPerDay of the whole class */
  readonly usdPerMonth: (shape: Pick<PricedShape, 'gpu' | 'replica'>, replicas: number, requestsPerDay: number) => number | undefined;
  /** Of it what each GPU costs at least, and people. */
  readonly leastUsdPerGpu: (gpu: Gpu) => number;
  /** Where it costs by use: of each GPU that is busy all the time, at least. */
  readonly leastUsdPerBusyGpu: (gpu: Gpu) => number;
  readonly peopleUsd: number;
}

/** The expected total of {@link fixedCost} with spare replicas, for a fraction of the work: what hangs on the option alone is found once. */
export function replicaTariff(input: CostInput, basis: CostBasis): ReplicaTariff {
  const spare = spareRule(serviceAnswers(input.trafficClass), basis).expected;
  const tariff = tariffOf(input, basis);
  const { staff, setup } = PEOPLE[placeOf(input.option)];
  const peopleUsd = peopleUsdPerMonth(staff, setup, input, basis);
  return {
    usdPerMonth: ({ gpu, replica }, replicas, requestsPerDay) => {
      const machines = machinesUsdPerMonth(gpu, sizeWith(replica, replicas, requestsPerDay, spare, tariff.count), tariff);
      return machines === undefined ? undefined : machines + peopleUsd;
    },
    leastUsdPerGpu: (gpu) => leastUsdPerGpu(gpu, tariff),
    leastUsdPerBusyGpu: (gpu) => leastUsdPerBusyGpu(gpu, tariff),
    peopleUsd,
  };
}

function priced(sizing: Sizing, shapes: Shapes, input: CostInput, basis: CostBasis): OptionCost {
  const { option, demand } = input;
  const { gpu } = sizing;
  const hardware = hardwareLines(gpu, sizing, input, basis);
  if (hardware.status === 'unknown') return hardware;
  const { platform, staff, setup } = PEOPLE[placeOf(option)];
  const people = peopleLines(platform, staff, setup, input, basis);
  const further = platform === 'managed' ? NOTHING : furtherStaff(input, basis);
  const furtherLines = platform === 'managed' ? [] : furtherStaffLines(sizing.gpus, input, basis);
  const lines = [...hardware.lines, ...people.lines, ...furtherLines];
  return {
    status: 'known',
    lines,
    usdPerMonth: totalOf(lines),
    upFront: [...hardware.upFront, { id: 'setup', usd: people.setupUsd }],
    parts: { side: 'local', fixedUsdPerMonth: totalOf(people.lines), furtherServerUsdPerMonth: further, sizing, shapes },
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
  return remembered(remembered(known, model, () => new Map<Gpu, T>()), gpu, () => make(input, basis));
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
