/** How far the throughput model is from the measurements that the catalogue holds: `scripts/fit-throughput.mjs` and the tests read it. */
import type { CostFiles } from '../catalogue/cost-schema.js';
import type { Gpu } from '../catalogue/schema.js';
import { acceleratorOf, isMixture, networkOf, predict, rooflineOf } from './throughput.js';

export interface FitErrors {
  readonly rows: number;
  /** Mean, middle and greatest of |predicted / measured − 1|. */
  readonly meanAbsolute: number;
  readonly median: number;
  readonly worst: number;
  /** Shares of the rows in which the two differ by at most this factor. */
  readonly within15: number;
  readonly within2: number;
}

export interface FitByModel extends FitErrors {
  readonly model: string;
  readonly mixture: boolean;
}

/** Errors of one profile over the measurements that were taken with its engines. */
export function fitErrors(speeds: CostFiles['speeds'], gpus: ReadonlyMap<string, Gpu>, profileId: string): FitErrors & { readonly byModel: readonly FitByModel[] } {
  const points = ratios(speeds, gpus, profileId);
  const models = [...new Set(points.map(({ model }) => model))];
  return {
    ...errorsOf(points.map(({ ratio }) => ratio)),
    byModel: models.map((model) => {
      const own = points.filter((point) => point.model === model);
      return { model, mixture: own.some(({ mixture }) => mixture), ...errorsOf(own.map(({ ratio }) => ratio)) };
    }),
  };
}

/** Predicted over measured for every point. */
export function ratios(speeds: CostFiles['speeds'], gpus: ReadonlyMap<string, Gpu>, profileId: string): { readonly model: string; readonly mixture: boolean; readonly ratio: number }[] {
  const profile = speeds.profiles.find(({ id }) => id === profileId);
  const sources = new Set(speeds.sources.filter((source) => source.profile === profileId).map(({ id }) => id));
  if (profile === undefined) return [];
  return speeds.measurements.filter(({ read_in: readIn }) => sources.has(readIn)).flatMap((row) => {
    const architecture = speeds.architectures.find(({ id }) => id === row.model);
    const gpu = gpus.get(row.gpu);
    const accelerator = gpu === undefined ? undefined : acceleratorOf(gpu);
    const network = architecture === undefined ? undefined : networkOf(architecture, row.kv_bits / 8);
    if (accelerator === undefined || network === undefined) return [];
    return row.points.flatMap((point) => {
      const prediction = predict(rooflineOf(network, accelerator, {
        gpus: row.count,
        precision: row.precision,
        sequences: point.users ?? Infinity,
        memoryShare: 0.9,
        overheadBytesPerGpu: profile.overhead_gb_per_gpu * 1e9,
      }, profile), { inputTokens: point.input_tokens, outputTokens: point.output_tokens, cachedInputShare: 0 });
      if (prediction === undefined) return [];
      return [{ model: row.model, mixture: isMixture(network), ratio: prediction.outputTokensPerSecond / point.output_tokens_per_s }];
    });
  });
}

function errorsOf(values: readonly number[]): FitErrors {
  const errors = values.map((ratio) => Math.abs(ratio - 1)).sort((a, b) => a - b);
  const within = (factor: number): number => values.filter((ratio) => ratio <= factor && ratio >= 1 / factor).length / values.length;
  const middle = Math.floor(errors.length / 2);
  return {
    rows: errors.length,
    meanAbsolute: errors.reduce((all, error) => all + error, 0) / errors.length,
    median: errors.length % 2 === 1 ? (errors[middle] as number) : ((errors[middle - 1] as number) + (errors[middle] as number)) / 2,
    worst: errors.at(-1) ?? 0,
    within15: within(1.5),
    within2: within(2),
  };
}
