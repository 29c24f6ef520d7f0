/** What rows on rents, prices, costs and speeds say about one another and about models, providers and accelerators. */
import { TASKS } from '../profile/vocabulary.js';
import { FIGURE_IDS } from './cost-schema.js';
import { DISORDER, needs, repeated, type AllData, type Finding } from './finding.js';
import { DATA_FILES } from './vocabulary.js';

export function moneyReferences(data: AllData): Finding[] {
  const { rental: { rental }, prices, speeds } = data;
  const gpus = new Set(data.gpus.gpus.map(({ id }) => id));
  const models = new Set(data.models.models.map(({ id }) => id));
  const providers = new Set(data.providers.providers.map(({ id }) => id));
  const architectures = new Set(speeds.architectures.map(({ id }) => id));
  const sources = new Set(speeds.sources.map(({ id }) => id));
  const profiles = new Set(speeds.profiles.map(({ id }) => id));
  return [
    ...rental.flatMap(({ gpu }, i) => needs('rental', ['rental', i, 'gpu'], gpu, gpus, 'gpus')),
    ...prices.providers.flatMap(({ id }, i) => needs('prices', ['providers', i, 'id'], id, providers, 'providers')),
    ...prices.batch.flatMap(({ provider }, i) => needs('prices', ['batch', i, 'provider'], provider, providers, 'providers')),
    ...prices.hosted.flatMap(({ model }, i) => needs('prices', ['hosted', i, 'model'], model, models, 'models')),
    ...speeds.sources.flatMap(({ profile }, i) => needs('speeds', ['sources', i, 'profile'], profile, profiles, 'speeds')),
    ...speeds.derates.flatMap(({ gpus: of = [] }, i) => of.flatMap((gpu, n) => needs('speeds', ['derates', i, 'gpus', n], gpu, gpus, 'gpus'))),
    ...speeds.seconds_per_unit.flatMap(({ model, gpu }, i) => [
      ...needs('speeds', ['seconds_per_unit', i, 'model'], model, models, 'models'), ...needs('speeds', ['seconds_per_unit', i, 'gpu'], gpu, gpus, 'gpus'),
    ]),
    ...speeds.measurements.flatMap(({ model, gpu, read_in: readIn }, i) => [
      ...needs('speeds', ['measurements', i, 'model'], model, architectures, 'speeds'),
      ...needs('speeds', ['measurements', i, 'gpu'], gpu, gpus, 'gpus'),
      ...needs('speeds', ['measurements', i, 'read_in'], readIn, sources, 'speeds'),
    ]),
  ];
}

/** What no single field can show: ranges in the wrong order, rows that stand twice, money without a rate, figures that are gone. */
export function moneySense(data: AllData): Finding[] {
  return [...doubles(data), ...order(data), ...currencies(data), ...gaps(data)];
}

function doubles({ rental: { rental }, prices, costs, speeds }: AllData): Finding[] {
  return [
    ...repeated('rental', rental, ['rental'], ({ gpu, at, tier, plan = '' }) => [`${gpu} at ${at} ${tier} ${plan}`], 'gpu'),
    ...repeated('prices', prices.providers, ['providers'], ({ id }) => [id], 'id'),
    ...repeated('prices', prices.hosted, ['hosted'], ({ model }) => [model], 'model'),
    ...repeated('prices', prices.batch, ['batch'], ({ provider }) => [provider], 'provider'),
    ...repeated('prices', prices.rates, ['rates'], ({ currency }) => [currency], 'currency'),
    ...repeated('costs', costs.figures, ['figures'], (row) => (row.in ?? ['everywhere']).map((area) => `${row.id} in ${area}`), 'id'),
    ...repeated('costs', costs.usual_requests, ['usual_requests'], ({ task }) => [task], 'task'),
    ...(['sources', 'profiles', 'architectures', 'derates'] as const).flatMap((list) => repeated('speeds', speeds[list] as readonly { readonly id: string }[], [list], ({ id }) => [id], 'id')),
    ...repeated('speeds', speeds.seconds_per_unit, ['seconds_per_unit'], ({ model, gpu }) => [`${model} on ${gpu}`], 'model'),
  ];
}

function order({ costs }: AllData): Finding[] {
  const disorder = (path: readonly PropertyKey[]): Finding => ({ file: 'costs', path, ...DISORDER });
  const steps = costs.service_level.findIndex(({ from_input_tokens: from }, i, all) => i > 0 && from <= (all[i - 1]?.from_input_tokens ?? 0));
  return [
    ...costs.figures.flatMap(({ low, expected, high }, i) => (low <= expected && expected <= high ? [] : [disorder(['figures', i, 'expected'])])),
    ...costs.usual_requests.flatMap((row, i) =>
      (['units', 'input_tokens', 'output_tokens'] as const).flatMap((field) => {
        const [low, expected, high] = row[field] ?? [0, 0, 0];
        return low <= expected && expected <= high ? [] : [disorder(['usual_requests', i, field])];
      }),
    ),
    ...(steps < 0 ? [] : [disorder(['service_level', steps, 'from_input_tokens'])]),
  ];
}

function currencies({ apis: { apis }, prices, costs }: AllData): Finding[] {
  const rated = new Set(['USD', ...prices.rates.map(({ currency }) => currency)]);
  const unrated = (file: Finding['file'], path: readonly PropertyKey[], currency: string | undefined): Finding[] =>
    currency === undefined || rated.has(currency) ? [] : [{
      file, path, code: 'no-rate', message: { en: `there is no rate for ${currency}`, zh: `没有 ${currency} 的汇率` },
      remedy: { en: 'Add it to rates in prices.yaml.', zh: '请在 prices.yaml 的 rates 中补上。' },
    }];
  return [
    ...apis.flatMap(({ price }, i) => unrated('apis', ['apis', i, 'price', 'currency'], price?.currency)),
    ...prices.hosted.flatMap(({ listed = [] }, i) => listed.flatMap(({ currency }, n) => unrated('prices', ['hosted', i, 'listed', n, 'currency'], currency))),
    ...costs.figures.flatMap(({ currency }, i) => unrated('costs', ['figures', i, 'currency'], currency)),
  ];
}

/** Rows without which something could not be reckoned. */
function gaps({ costs, speeds }: AllData): Finding[] {
  const everywhere = new Set(costs.figures.filter((row) => row.in === undefined).map(({ id }) => id));
  const gap = (file: Finding['file'], list: string, id: string): Finding => ({
    file, path: [list], code: 'gap', message: { en: `there is no row for ${id}`, zh: `缺少 ${id} 的条目` }, remedy: { en: 'Add one that holds everywhere.', zh: '请补上一条处处适用的条目。' },
  });
  return [
    ...FIGURE_IDS.filter((id) => !everywhere.has(id)).map((id) => gap('costs', 'figures', id)),
    ...TASKS.filter((task) => !costs.usual_requests.some((row) => row.task === task)).map((task) => gap('costs', 'usual_requests', task)),
    ...DATA_FILES.filter((file) => costs.shelf_life_days[file] === undefined).map((file) => gap('costs', 'shelf_life_days', file)),
    ...(speeds.profiles.some(({ id }) => id === 'trtllm-max') ? [] : [gap('speeds', 'profiles', 'trtllm-max')]),
  ];
}
