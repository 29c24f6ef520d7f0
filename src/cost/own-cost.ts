/** What it costs a month to run open weights: on machines of one's own, rented or managed ones. */
import type { Gpu, Model } from '../catalogue/schema.js';
import type { LevelOf } from '../profile/vocabulary.js';
import { COST_UNKNOWN } from '../text/cost.js';
import type { CostBasis } from './basis.js';
import { answerOf, type Demand } from './demand.js';
import { assumedNotes, unknown, type CostInput, type OptionCost, type PricedShape, type UnknownCost } from './known-cost.js';
import { totalOf } from './line.js';
import { candidates, hardwareLines } from './machines.js';
import { furtherStaff, furtherStaffLines, peopleLines } from './people.js';
import { between, NOTHING, weakest, type Range } from './range.js';
import { sizeFixed, sizeFor, type FixedReplicas, type Shape, type Sizing, type SizingInput, type SizingReason } from './sizing.js';

export function localCost(input: CostInput, basis: CostBasis): OptionCost {
  const { option } = input;
  if (option.modelName === undefined) return unknown('no_model', COST_UNKNOWN.no_model());
  const model = option.model === undefined ? undefined : basis.catalogue.models.get(option.model);
  if (model === undefined) return unknown('model_unknown', COST_UNKNOWN.model_unknown(option.modelName));
  if (option.hardware?.gpu !== undefined) {
    const gpu = basis.catalogue.gpuNamed(option.hardware.gpu);
    return gpu === undefined ? unknown('gpu_unknown', COST_UNKNOWN.gpu_unknown(option.hardware.gpu)) : onGpu(model, gpu, input, basis);
  }
  return cheapest(candidates(option.place, basis).map((gpu) => onGpu(model, gpu, input, basis)));
}

/** The least expected cost of those that answer in time; where none is known, the reason that stands nearest to one. */
function cheapest(costs: readonly OptionCost[]): OptionCost {
  const all = costs.filter((cost) => cost.status === 'known');
  const quick = all.filter(({ notes }) => !notes.includes('too_slow'));
  const known = quick.length > 0 ? quick : all;
  const [first, ...others] = known;
  if (first !== undefined) {
    const least = others.reduce((best, one) => (one.usdPerMonth.expected < best.usdPerMonth.expected ? one : best), first);
    if (least.parts.side !== 'local') return least;
    const shapes = known.flatMap(({ parts }) => (parts.side === 'local' ? parts.shapes : []));
    return { ...least, parts: { ...least.parts, shapes } };
  }
  const reasons = costs.filter((cost) => cost.status === 'unknown');
  // That one card is too small says less than that the layout is not known.
  return reasons.find(({ reason }) => reason !== 'too_small') ?? reasons[0] ?? unknown('no_hardware', COST_UNKNOWN.no_hardware());
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
  return priced(sizeFixed(replica, fixed, sizingInput(model, gpu, input), basis), [], input, basis);
}

function priced(sizing: Sizing, shapes: readonly Shape[], input: CostInput, basis: CostBasis): OptionCost {
  const { option, demand } = input;
  const { gpu } = sizing;
  const hardware = hardwareLines(gpu, sizing, input, basis);
  if (hardware.status === 'unknown') return hardware;
  const managed = option.place === 'managed_host';
  const people = managed
    ? peopleLines('managed', 'managed_staff_fte', 'setup_person_years_managed_host', input, basis)
    : peopleLines('own', 'own_staff_fte', option.place === 'on_premises' ? 'setup_person_years_on_premises' : 'setup_person_years_private_cloud', input, basis);
  const further = managed ? NOTHING : furtherStaff(input, basis);
  const furtherLines = managed ? [] : furtherStaffLines(sizing.gpus, further, basis);
  const lines = [...hardware.lines, ...people.lines, ...furtherLines];
  return {
    status: 'known',
    lines,
    usdPerMonth: totalOf(lines),
    upFront: [...hardware.upFront, { id: 'setup', usd: people.setupUsd }],
    parts: {
      side: 'local',
      shapes: shapes.map((shape) => ({ ...shape, gpu, usdPerMonthPerGpu: perGpu(totalOf(hardware.lines), hardware.gpus) })),
      fixedUsdPerMonth: totalOf(people.lines),
      furtherServerUsdPerMonth: further,
      sizing,
    },
    notes: [...(sizing.inTime ? [] : (['too_slow'] as const)), ...hardware.notes, ...assumedNotes(demand)],
  };
}

/** Where it stands makes no difference to how many are needed. */
const sizings = new WeakMap<Demand, Map<string, ReturnType<typeof sizeFor>>>();

function sizedOnce(input: Parameters<typeof sizeFor>[0], basis: CostBasis): ReturnType<typeof sizeFor> {
  const { model, gpu, demand, count, measured, latency, core, stage } = input;
  if (measured !== undefined) return sizeFor(input, basis);
  const known = sizings.get(demand) ?? new Map<string, ReturnType<typeof sizeFor>>();
  sizings.set(demand, known);
  const key = [model.id, gpu.id, count, latency, core, stage].join();
  const sized = known.get(key) ?? sizeFor(input, basis);
  known.set(key, sized);
  return sized;
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
