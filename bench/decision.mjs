// The decision kernel: one class of traffic with all answers known, and with five of them open. Medians after warm-up.
// Run after a build: node bench/decision.mjs
import { performance } from 'node:perf_hooks';
import { parseProfile } from '../dist/index.js';
import { decideClass } from '../dist/assess/class.js';
import { builtInCatalogue } from '../dist/catalogue/catalogue.js';
import { decide } from '../dist/decision/contest.js';
import { answerChanges, flips } from '../dist/decision/flips.js';
import { questionsByWorth } from '../dist/decision/next-question.js';
import { optionsFor } from '../dist/options/options.js';
import { workloadsOf } from '../dist/profile/workloads.js';
import { builtInRulebook } from '../dist/rules/builtin.js';
import { situationOf } from '../dist/rules/situation.js';

const FIVE = { team_strength: 'solid', budget: 'tight', data_sensitivity: 'confidential', core: 'important', performance_need: 'high' };
const REST = { customisation: 'prompting', shape: 'mixed', latency: 'interactive', stage: 'production', terms: 'basic' };
/** @type {import('../dist/assess/context.js').AssessContext} */
const context = { language: 'en', asOf: '2026-11-23', seed: 1, rulebook: builtInRulebook(), catalogue: builtInCatalogue() };
const none = { inForce: new Map(), past: new Map() };

/**
 * Median milliseconds of one call, over batches.
 * @param {() => unknown} call
 * @param {number} batches
 * @param {number} size
 */
function median(call, batches, size) {
  for (let i = 0; i < batches * size; i += 1) call();
  const times = Array.from({ length: batches }, () => {
    const start = performance.now();
    for (let i = 0; i < size; i += 1) call();
    return (performance.now() - start) / size;
  });
  return times.sort((a, b) => a - b)[Math.floor(batches / 2)] ?? Number.NaN;
}

/**
 * What completions come to is remembered with a model: another one has to work it out anew.
 * @template {object} T
 * @param {T} model
 */
const unseen = (model) => ({ ...model });
/** @type {(model: import('../dist/decision/model.js').ClassModel, allowed: import('../dist/decision/completions.js').Allowed, side: 'local' | 'api' | null) => unknown} */
const flipsOf = (model, allowed, side) => [...flips([() => answerChanges(() => model, allowed, 1)], side)];

const rows = [];
const cases = [
  { name: 'all answers known', answers: { ...FIVE, ...REST }, size: 500 },
  { name: 'five answers open', answers: FIVE, size: 5 },
];
for (const { name, answers, size } of cases) {
  const profile = parseProfile(JSON.stringify({ version: 1, organisation: { name: 'Bench' }, ...answers }));
  const [workload] = workloadsOf(profile);
  const [trafficClass] = workload.classes;
  const situation = situationOf(profile.organisation, workload, trafficClass);
  const options = optionsFor({ trafficClass, workload, organisation: profile.organisation, catalogue: context.catalogue, asOf: context.asOf });
  const { model, allowed, contest } = decideClass(trafficClass, situation, () => options, none, context);
  rows.push(
    { case: name, step: 'decide', ms: median(() => decide(unseen(model), allowed, 1), 21, size) },
    { case: name, step: 'nearest flips', ms: median(() => flipsOf(unseen(model), allowed, contest.side), 21, Math.max(1, size / 5)) },
    { case: name, step: 'next question', ms: median(() => questionsByWorth(unseen(model), allowed, 1), 21, size) },
    { case: name, step: 'rules, gates and decision', ms: median(() => decideClass(trafficClass, situation, () => options, none, context), 21, Math.max(1, size / 50)) },
  );
}
for (const row of rows) console.log(`${row.case.padEnd(20)} ${row.step.padEnd(28)} ${row.ms.toFixed(4)} ms`);
