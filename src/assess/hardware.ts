/** Whether what a profile says it has can hold the models that are looked at. */
import type { CostBasis } from '../cost/basis.js';
import { usageOf, type Usage } from '../cost/demand.js';
import { exactly } from '../cost/range.js';
import { sizeFor } from '../cost/sizing.js';
import type { Option } from '../options/option.js';
import type { TrafficClass, Workload } from '../profile/workload.js';

/**
 * The options as they can run: one that the user named with hardware that can't hold its model is marked, and stands for nothing; one of
 * ours is priced on other hardware instead. Without a task or tokens nobody can tell, and all stay as they are.
 */
export function onHardware(options: readonly Option[], workload: Workload, trafficClass: TrafficClass, basis: CostBasis): readonly Option[] {
  if (options.every(({ hardware }) => hardware?.gpu === undefined)) return options;
  const usage = usageOf(workload, trafficClass, basis);
  if (usage === undefined) return options;
  return options.map((option): Option => {
    if (holds(option, usage, basis)) return option;
    if (option.origin === 'user') return { ...option, tooSmall: true };
    const elsewhere: { -readonly [Key in keyof Option]: Option[Key] } = { ...option };
    delete elsewhere.hardware;
    return elsewhere;
  });
}

const ONE_REQUEST = { requestsPerDay: exactly(1, 'derived'), peakFactor: exactly(1, 'derived') };

function holds({ model: modelId, hardware, measured }: Option, usage: Usage, basis: CostBasis): boolean {
  const { catalogue } = basis;
  const model = modelId === undefined ? undefined : catalogue.models.get(modelId);
  const gpu = hardware?.gpu === undefined ? undefined : catalogue.gpuNamed(hardware.gpu);
  if (model === undefined || gpu === undefined) return true;
  const sized = sizeFor({ model, gpu, demand: { ...ONE_REQUEST, usage }, latency: undefined, core: undefined, stage: undefined, ...(measured === undefined ? {} : { measured }) }, basis);
  return sized.status === 'sized' || sized.reason.code !== 'too_small';
}
