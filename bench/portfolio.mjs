// Portfolios for the benchmarks: the same seed gives the same bytes. node bench/portfolio.mjs five|cost LINES [SEED] > portfolio.ndjson
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';

const FIVE = {
  team_strength: ['none', 'basic', 'solid', 'strong'],
  budget: ['tight', 'moderate', 'ample'],
  data_sensitivity: ['public', 'internal', 'confidential', 'restricted'],
  core: ['supporting', 'important', 'core'],
  performance_need: ['basic', 'high', 'frontier'],
};
const TASKS = ['chat', 'text-generation', 'classification', 'extraction', 'code'];

/**
 * `five`: the five answers and nothing else. `cost`: one workload with a task, all answers, and traffic that is priced.
 * @param {'five' | 'cost'} kind
 * @param {number} lines
 */
export function* portfolio(kind, lines, seed = 1) {
  const random = xoroshiro128plus(seed);
  const below = (/** @type {number} */ count) => uniformInt(random, 0, count - 1);
  const pick = (/** @type {readonly string[]} */ from) => from[below(from.length)];
  for (let line = 1; line <= lines; line += 1) {
    const answers = Object.fromEntries(Object.entries(FIVE).map(([question, levels]) => [question, pick(levels)]));
    const profile = { version: 1, organisation: { name: `Organisation ${line}` }, ...answers };
    yield `${JSON.stringify(kind === 'five' ? profile : { ...profile, workloads: [workload(pick, below)] })}\n`;
  }
}

/**
 * @param {(from: readonly string[]) => string | undefined} pick
 * @param {(count: number) => number} below
 */
function workload(pick, below) {
  return {
    id: 'one',
    task: pick(TASKS),
    customisation: pick(['none', 'prompting', 'fine_tuning']),
    shape: pick(['narrow_with_labels', 'mixed', 'open_ended']),
    latency: pick(['batch', 'interactive']),
    stage: pick(['pilot', 'production']),
    terms: pick(['none', 'basic', 'full']),
    traffic: { requests_per_day: 100 + below(50_000), input_tokens: 200 + below(3000), output_tokens: 50 + below(800), peak_factor: 1 + below(6) },
  };
}

/**
 * @param {string} file
 * @param {'five' | 'cost'} kind
 * @param {number} lines
 */
export async function writePortfolio(file, kind, lines) {
  const out = createWriteStream(file, { highWaterMark: 1 << 20 });
  for (const line of portfolio(kind, lines)) if (!out.write(line)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kind, lines, seed] = process.argv.slice(2);
  if ((kind !== 'five' && kind !== 'cost') || !(Number(lines) > 0)) throw new Error('node bench/portfolio.mjs five|cost LINES [SEED]');
  process.stdout.on('error', () => process.exit());
  for (const line of portfolio(kind, Number(lines), Number(seed ?? 1))) if (!process.stdout.write(line)) await once(process.stdout, 'drain');
}
