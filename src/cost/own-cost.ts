/** What it costs a month to run open weights: on machines of one's own, rented or managed ones. */
import type { Gpu, Model } from '../catalogue/schema.js';
import { lazy, remembered } from '../lazy.js';
import type { Option } from '../options/option.js';
import type { LOCAL_PLACES } from '../profile/vocabulary.js';
import { COST_UNKNOWN } from '../text/cost.js';
import type { CostBasis } from './basis.js';
import { serviceAnswers, type ServiceAnswers } from './demand.js';
import { assumedNotes, unknown, type CostInput, type OptionCost, type PricedShape, type UnknownCost } from './known-cost.js';
import { totalOf } from './line.js';
import { candidates, hardwareLines } from './machines.js';
import { furtherStaff, furtherStaffLines, peopleLines, peopleUsdPerMonth, type Crew } from './people.js';
import { NOTHING } from './range.js';
import { RooflineShapes } from './roofline-replica.js';
import type { Work } from './serving.js';
import { capacityOf, plannedSize, planOf, sizeAmong, shapesOf, sizeFixed, sizeFor, sizeWith, sparesFor, spareRule, usualCapacity, type FixedReplicas, type Measured, type Plan, type RoughSize, type RoughSizeResult, type Sizing, type SizingInput, type SizingReason, type SizingResult } from './sizing.js';
import { gpuPrice, kindsFor, leastUsdByUse, leastUsdOf, leastUsdPerBusyGpu, leastUsdPerGpu, machinesUsdPerMonth, tariffOf, usdPerMonthPerGpu, type Kind, type Tariff } from './tariff.js';

export function localCost(input: CostInput, basis: CostBasis): OptionCost {
  const named = namedOf(input, basis);
  if ('status' in named) return named;
  return 'gpu' in named ? onGpu(named.model, named.gpu, input, basis) : cheapest(named.model, input, basis);
}

/** Its expected total, for a fraction of the work: enough to tell options apart. `undefined` where it is not known. */
export function localUsdPerMonth(input: CostInput, basis: CostBasis): number | undefined {
  const named = namedOf(input, basis);
  if ('status' in named) return undefined;
  if ('gpu' in named) {
    const cost = onGpu(named.model, named.gpu, input, basis);
    return cost.status === 'known' ? cost.usdPerMonth.expected : undefined;
  }
  const least = cheapestOf(named.model, input, basis);
  if (least === undefined) return undefined;
  return least.usdPerMonth + peopleUsdPerMonth(PEOPLE[placeOf(input.option)], input, basis);
}

/** The model of an option, and the accelerator where one is named. A model that is not listed is as fast on it as somebody measured. */
type Named = { readonly model: Model } | { readonly model: Model | undefined; readonly gpu: Gpu };

function namedOf({ option, measured }: CostInput, basis: CostBasis): Named | UnknownCost {
  const { model: id, modelName, hardware } = option;
  if (modelName === undefined) return unknown('no_model', COST_UNKNOWN.no_model());
  const model = id === undefined ? undefined : basis.catalogue.models.get(id);
  const name = hardware?.gpu;
  if (name === undefined) return model === undefined ? modelUnknown(modelName) : { model };
  if (model === undefined && !isMeasured(measured, hardware?.count)) return modelUnknown(modelName);
  const gpu = basis.catalogue.gpuNamed(name);
  return gpu === undefined ? unknown('gpu_unlisted', COST_UNKNOWN.gpu_unlisted(name, basis.catalogue.suggest('gpus', name))) : { model, gpu };
}

const modelUnknown = (name: string): UnknownCost => unknown('model_unknown', COST_UNKNOWN.model_unknown(name));

/** Tokens were measured of all GPUs together, so that their number belongs to them; pieces of one. */
function isMeasured(measured: Measured | undefined, count: number | undefined): boolean {
  return measured?.secondsPerUnit !== undefined || (measured?.outputTokensPerSecond !== undefined && count !== undefined);
}

type LocalPlace = (typeof LOCAL_PLACES)[number];

const placeOf = ({ place }: Option): LocalPlace => (place === 'on_premises' || place === 'managed_host' ? place : 'private_cloud');

/** Who sets up and runs each place. */
const PEOPLE: Readonly<Record<LocalPlace, Crew>> = {
  on_premises: { platform: 'own', staff: 'own_staff_fte', setup: 'setup_person_years_on_premises' },
  private_cloud: { platform: 'own', staff: 'own_staff_fte', setup: 'setup_person_years_private_cloud' },
  managed_host: { platform: 'managed', staff: 'managed_staff_fte', setup: 'setup_person_years_managed_host' },
};

interface Candidate {
  readonly kind: Kind;
  readonly size: RoughSize;
  readonly usdPerMonth: number;
}

/**
 * The least expected cost of those that answer in time. Kinds of GPU are compared by their expected size and price, and only the cheapest is
 * looked at closely. They come from the one that may cost least: where one that is in time has cost no more, the others cost more still.
 */
function cheapestOf(model: Model, input: CostInput, basis: CostBasis): Candidate | undefined {
  const tariff = tariffOf(input, basis);
  const sizes = sizesOf(input, basis);
  if (hasOwn(input) || tariff.owned) return cheapestAt(model, tariff, input, sizes, basis);
  const { cheapest } = sizedOf(model, sizes);
  return (cheapest.get(tariff.prices) ?? remembered(cheapest, tariff.prices, () => ({ found: cheapestAt(model, tariff, input, sizes, basis) }))).found;
}

function cheapestAt(model: Model, tariff: Tariff, input: CostInput, sizes: Sizes, basis: CostBasis): Candidate | undefined {
  const { plan } = sizes;
  const fewest = 1 + sparesFor(1, plan.spare);
  const kinds = kindsFor(model, input.measured === undefined ? plan.work : MEASURED, tariff, basis);
  const rough = hasOwn(input) ? undefined : sizedOf(model, sizes).rough;
  const orBetter = (least: Candidate | undefined, kind: Kind): Candidate | undefined => {
    const size = rough?.get(kind.gpu) ?? sizeOf(kind, model, input, sizes, basis);
    const usdPerMonth = size.status === 'sized' ? machinesUsdPerMonth(kind.unit, size, tariff) : undefined;
    if (size.status === 'not_sized' || usdPerMonth === undefined) return least;
    return least === undefined || isBetter(kind, size, usdPerMonth, least) ? { kind, size, usdPerMonth } : least;
  };
  let least: Candidate | undefined;
  if (tariff.byUse) {
    // What costs least by the hour may be slow, so that the one which may cost least by use is looked at first. Without a request all cost nothing, and equals are looked at.
    const leastUsd = kinds.map((kind) => leastUsdByUse(kind, fewest, plan));
    const first = kinds[leastUsd.indexOf(Math.min(...leastUsd))];
    if (first !== undefined) least = orBetter(least, first);
    for (const [i, kind] of kinds.entries()) if (kind !== first && !(least?.size.inTime === true && (leastUsd[i] as number) > least.usdPerMonth)) least = orBetter(least, kind);
    return least;
  }
  for (const kind of kinds) {
    if (least?.size.inTime === true && leastUsdOf(kind, fewest, tariff) >= least.usdPerMonth) break;
    least = orBetter(least, kind);
  }
  return least;
}

/** What is known of a kind needs no looking up. */
function sizeOf({ gpu, deployments }: Kind, model: Model, input: CostInput, sizes: Sizes, basis: CostBasis): RoughSizeResult {
  const { work } = sizes.plan;
  if (deployments === undefined || work.kind === 'pieces' || hasOwn(input)) return sizeOnce(model, gpu, input, sizes, basis);
  const size = sizeAmong(new RooflineShapes(deployments, work), sizes.plan);
  sizedOf(model, sizes).rough.set(gpu, size);
  return size;
}

/** What was measured runs as it was measured: as pieces do, whatever the room. */
const MEASURED: Work = { kind: 'pieces' };

/** Of equals the one that the catalogue has first. */
function isBetter({ order }: Kind, { inTime }: RoughSize, usdPerMonth: number, than: Candidate): boolean {
  if (inTime !== than.size.inTime) return inTime;
  return usdPerMonth < than.usdPerMonth || (usdPerMonth === than.usdPerMonth && order < than.kind.order);
}

/** Where the cost of no kind is known, the reason that stands nearest to one. */
function unpriced(model: Model, input: CostInput, basis: CostBasis): UnknownCost {
  let reason: UnknownCost | undefined;
  const sizes = sizesOf(input, basis);
  for (const gpu of candidates(input.option.place, basis)) {
    const size = sizeOnce(model, gpu, input, sizes, basis);
    // That one card is too small says less than that the layout is not known.
    if (size.status === 'not_sized' && (reason === undefined || reason.reason === 'too_small')) reason = notSized(size.reason, gpu);
  }
  return reason ?? unknown('no_hardware', COST_UNKNOWN.no_hardware());
}

function cheapest(model: Model, input: CostInput, basis: CostBasis): OptionCost {
  const least = cheapestOf(model, input, basis);
  return least === undefined ? unpriced(model, input, basis) : onGpu(model, least.kind.gpu, input, basis, lazy(() => shapesAlike(model, least.size.inTime, input, basis)));
}

/** Of all kinds of GPU that answer in time, where any does. */
function shapesAlike(model: Model, inTime: boolean, input: CostInput, basis: CostBasis): readonly PricedShape[] {
  const [sizes, tariff] = [sizesOf(input, basis), tariffOf(input, basis)];
  return candidates(input.option.place, basis).flatMap((gpu) => {
    const size = sizeOnce(model, gpu, input, sizes, basis);
    return size.status === 'sized' && size.inTime === inTime ? pricedShapes(gpu, size, model, tariff, input, basis) : [];
  });
}

/** Shapes are needed for a break-even only: none of them is left out, since another one is the cheapest at other volumes and other ends. */
function pricedShapes(gpu: Gpu, size: RoughSizeResult, model: Model | undefined, tariff: Tariff, input: CostInput, basis: CostBasis): readonly PricedShape[] {
  if (size.status === 'not_sized') return [];
  const [usd, price] = [usdPerMonthPerGpu(gpu, size, tariff), gpuPrice(gpu, size, tariff)];
  if (usd === undefined || price === undefined) return [];
  const of = sizingInput(model, gpu, input);
  const [capacity, usual] = [capacityOf(of, basis), usualCapacity(of, basis)];
  return shapesOf(size, of, basis).map((replica) => ({
    gpu, replica, gpusPerReplica: replica.gpus, usdPerMonthPerGpu: usd, price, usualRequestsPerDay: usual(replica), requestsPerDay: () => capacity(replica),
  }));
}

type Shapes = () => readonly PricedShape[];

function onGpu(model: Model | undefined, gpu: Gpu, input: CostInput, basis: CostBasis, shapes?: Shapes): OptionCost {
  const sized = sizedOnce(model, gpu, input, basis);
  return sized.status === 'not_sized' ? notSized(sized.reason, gpu) : priced(sized.sizing, shapes ?? lazy(() => pricedShapes(gpu, sizeOnce(model, gpu, input, sizesOf(input, basis), basis), model, tariffOf(input, basis), input, basis)), input, basis);
}

function sizingInput(model: Model | undefined, gpu: Gpu, { option, trafficClass, demand, measured }: CostInput): SizingInput {
  const { latency, core, stage } = serviceAnswers(trafficClass);
  return { model, gpu, demand, latency, core, stage, count: option.hardware?.count, measured };
}

/** What a local option costs with a number of replicas that somebody chose, whatever the load. */
export function fixedCost({ gpu, replica }: Pick<PricedShape, 'gpu' | 'replica'>, fixed: FixedReplicas, input: CostInput, basis: CostBasis): OptionCost {
  const model = input.option.model === undefined ? undefined : basis.catalogue.models.get(input.option.model);
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
  const peopleUsd = peopleUsdPerMonth(PEOPLE[placeOf(input.option)], input, basis);
  return {
    usdPerMonth: ({ gpu, replica }, replicas, requestsPerDay) => {
      const unit = tariff.unit(gpu);
      const machines = unit === undefined ? undefined : machinesUsdPerMonth(unit, sizeWith(replica, replicas, requestsPerDay, spare), tariff);
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
  const crew = PEOPLE[placeOf(option)];
  const people = peopleLines(crew, input, basis);
  const managed = crew.platform === 'managed';
  const further = managed ? NOTHING : furtherStaff(input.organisation.country, basis);
  const furtherLines = managed ? [] : furtherStaffLines(sizing.gpus, input, basis);
  const lines = hardware.lines.concat(people.lines, furtherLines);
  const carried = sizing.replicas.expected * sizing.replica.gpus <= (option.hardware?.count ?? 0);
  return {
    status: 'known',
    lines,
    usdPerMonth: totalOf(lines),
    upFront: hardware.upFront.concat({ id: 'setup', usd: people.setupUsd }),
    parts: { side: 'local', fixedUsdPerMonth: people.usdPerMonth, furtherServerUsdPerMonth: further, sizing, shapes },
    notes: [...(sizing.inTime ? [] : (['too_slow'] as const)), ...hardware.notes.map((note) => (note === 'too_few' && carried ? 'spare_missing' : note)), ...assumedNotes(demand)],
  };
}

/** What a demand takes of each model on each kind of GPU: where these stand makes no difference, and the ways to run one class are looked at one after another. */
interface Sizes {
  readonly demand: CostInput['demand'];
  readonly answers: ServiceAnswers;
  readonly basis: CostBasis;
  readonly plan: Plan;
  readonly models: Map<Model, Sized>;
}

/** Of one model. */
interface Sized {
  readonly rough: Map<Gpu, RoughSizeResult>;
  readonly sized: Map<Gpu, SizingResult>;
  /** By where it is paid for. */
  readonly cheapest: Map<Tariff['prices'], { readonly found: Candidate | undefined }>;
}

let latest: Sizes | undefined;

function sizesOf({ demand, trafficClass }: CostInput, basis: CostBasis): Sizes {
  const answers = serviceAnswers(trafficClass);
  if (latest?.demand === demand && latest.basis === basis && isSame(latest.answers, answers)) return latest;
  latest = { demand, answers, basis, plan: planOf({ demand, ...answers }, basis), models: new Map() };
  return latest;
}

function isSame(one: ServiceAnswers, other: ServiceAnswers): boolean {
  return one === other || (one.latency === other.latency && one.core === other.core && one.stage === other.stage);
}

function sizedOf(model: Model, { models }: Sizes): Sized {
  return models.get(model) ?? remembered(models, model, () => ({ rough: new Map(), sized: new Map(), cheapest: new Map() }));
}

function sizeOnce(model: Model | undefined, gpu: Gpu, input: CostInput, sizes: Sizes, basis: CostBasis): RoughSizeResult {
  if (model === undefined || hasOwn(input)) return plannedSize(sizingInput(model, gpu, input), sizes.plan, basis);
  const { rough } = sizedOf(model, sizes);
  return rough.get(gpu) ?? remembered(rough, gpu, () => plannedSize({ model, gpu, demand: input.demand }, sizes.plan, basis));
}

function sizedOnce(model: Model | undefined, gpu: Gpu, input: CostInput, basis: CostBasis): SizingResult {
  const sizes = sizesOf(input, basis);
  const made = (): SizingResult => sizeFor(sizingInput(model, gpu, input), basis, sizeOnce(model, gpu, input, sizes, basis));
  return model === undefined || hasOwn(input) ? made() : remembered(sizedOf(model, sizes).sized, gpu, made);
}

/** What somebody has or measured belongs to one option. */
function hasOwn({ option, measured }: CostInput): boolean {
  return measured !== undefined || option.hardware?.count !== undefined;
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
