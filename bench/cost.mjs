// What it takes to reckon the cost of one way to run a workload: nothing of one workload is reused for the next. Time of the processor, which other programs don't lengthen.
// Run after a build: node bench/cost.mjs
import { parseProfile } from '../dist/index.js';
import { builtInCatalogue } from '../dist/catalogue/catalogue.js';
import { demandOf } from '../dist/cost/demand.js';
import { optionCost } from '../dist/cost/option-cost.js';
import { optionsFor } from '../dist/options/options.js';
import { workloadsOf } from '../dist/profile/workloads.js';

const WORKLOADS = 2000;
const ROUNDS = 5;
const TASKS = ['chat', 'extraction', 'code', 'embedding', 'text-to-image'];
const NEEDS = ['basic', 'high', 'frontier'];

const catalogue = builtInCatalogue();
/** @type {import('../dist/cost/basis.js').CostBasis} */
const basis = { catalogue, asOf: '2026-11-23' };
const inputs = Array.from({ length: WORKLOADS }, (_, i) => {
  const profile = parseProfile(JSON.stringify({
    version: 1,
    organisation: { name: 'Bench', country: 'DE' },
    team_strength: 'solid', budget: 'moderate', data_sensitivity: 'internal', core: 'important', performance_need: NEEDS[i % 3], latency: 'interactive', stage: 'production',
    workloads: [{ id: 'one', task: TASKS[i % 5], traffic: { requests_per_day: 100 + i * 37, input_tokens: 200 + (i % 97) * 40, output_tokens: 20 + (i % 31) * 30 } }],
  }));
  const [workload] = workloadsOf(profile);
  const [trafficClass] = workload.classes;
  const { organisation } = profile;
  return { workload, trafficClass, organisation, options: optionsFor({ trafficClass, workload, organisation, catalogue, asOf: basis.asOf }) };
});

const times = Array.from({ length: ROUNDS }, () => {
  let options = 0;
  let known = 0;
  const start = process.cpuUsage();
  for (const { workload, trafficClass, organisation, options: ways } of inputs) {
    const result = demandOf(workload, trafficClass, basis);
    if (result.status === 'unknown') continue;
    for (const option of ways) {
      options += 1;
      if (optionCost({ option, trafficClass, demand: result.demand, organisation, platformShare: 1 }, basis).status === 'known') known += 1;
    }
  }
  const { user, system } = process.cpuUsage(start);
  return { milliseconds: (user + system) / 1000, options, known };
});
const [best] = times.sort((a, b) => a.milliseconds - b.milliseconds);
if (best !== undefined) {
  console.log(`${WORKLOADS} workloads, ${best.options} options, ${best.known} of them with a cost: ${((best.milliseconds * 1000) / best.options).toFixed(1)} µs an option, ${((best.milliseconds * 1000) / WORKLOADS).toFixed(0)} µs a workload`);
}
