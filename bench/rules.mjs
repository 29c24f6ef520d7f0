// The rules: sixty of them loaded and checked from cold, and profiles gated on one core. Run after a build: node bench/rules.mjs
// Times are those of the processor, so that other work on the machine counts for little.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpuUsage } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

/** Most that a start may cost, in milliseconds, and fewest profiles a second. */
const TARGETS = { coldMs: 25, profilesPerSecond: 25_000 };
const RULES = 60;
const COLD_STARTS = 15;

/** An own pack of sixty rules: those of the built-in packs, under another name. */
function packOfSixty() {
  const packs = ['data-protection', 'article', 'licence', 'practice'].map((id) => parse(readFileSync(fileURLToPath(new URL(`../src/rules/packs/${id}.yaml`, import.meta.url)), 'utf8')));
  const prefixed = (/** @type {string} */ key) => packs.flatMap((pack) => (pack[key] ?? []).map((/** @type {{ id: string, source: string }} */ rule) => ({ ...rule, id: `${pack.id}-${rule.id}`.slice(0, 64), source: `${pack.id}-${rule.source}` })));
  const gates = prefixed('gates');
  const warnings = prefixed('warnings').slice(0, Math.max(0, RULES - gates.length));
  const sources = Object.fromEntries(packs.flatMap((pack) => Object.entries(pack.sources).map(([id, source]) => [`${pack.id}-${id}`, source])));
  return stringify({ id: 'bench', version: '1.0.0', title: 'Sixty rules', sources, gates: gates.slice(0, RULES), warnings }, { lineWidth: 0 });
}

/** @param {number[]} times */
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/** @param {() => unknown} call */
function milliseconds(call) {
  const start = cpuUsage();
  call();
  const { user, system } = cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Milliseconds of one load in a process that has loaded the code, but run none of it.
 * @param {string} mode
 * @param {string} input
 */
function coldLoad(mode, input) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), mode], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

if (process.argv.includes('--cold')) {
  // What a start pays for the built-in rules: their text, and every condition compiled with its names, types and literals checked.
  const { builtInPacks, builtInRulebook } = await import('../dist/rules/builtin.js');
  const { mustCompile } = await import('../dist/rules/context.js');
  console.log(milliseconds(() => {
    for (const { questions } of builtInRulebook().gates) questions.at(0); // compiled when they are first looked at
    for (const { pack } of builtInPacks()) for (const { when } of pack.warnings ?? []) mustCompile(when);
  }));
} else if (process.argv.includes('--cold-yaml')) {
  const { loadPack } = await import('../dist/rules/load.js');
  const yaml = readFileSync(0, 'utf8');
  console.log(milliseconds(() => loadPack(yaml, 'bench.yaml')));
} else {
  const { parseProfile } = await import('../dist/index.js');
  const { builtInCatalogue } = await import('../dist/catalogue/catalogue.js');
  const { optionsFor } = await import('../dist/options/options.js');
  const { workloadsOf } = await import('../dist/profile/workloads.js');
  const { builtInRulebook } = await import('../dist/rules/builtin.js');
  const { situationOf } = await import('../dist/rules/situation.js');
  const { compileRulebook } = await import('../dist/rules/compile.js');
  const { loadPack } = await import('../dist/rules/load.js');

  const yaml = packOfSixty();
  const cold = median(Array.from({ length: COLD_STARTS }, () => coldLoad('--cold', '')));
  const own = median(Array.from({ length: 3 }, () => coldLoad('--cold-yaml', yaml)));

  const levels = { team_strength: ['none', 'basic', 'solid', 'strong'], data_sensitivity: ['public', 'internal', 'confidential', 'restricted'], terms: ['none', 'basic', 'full', 'unknown'], core: ['supporting', 'important', 'core', 'unknown'] };
  const countries = ['CN', 'DE', 'US', 'GB', 'IN'];
  const contents = [['personal'], ['health'], ['trade_secret'], [], ['payment_card', 'financial_account'], ['personal', 'unknown']];
  const named = { api: [{ provider: 'openai', model: 'gpt-6.2-sol', region: 'US', signed: ['dpa'] }], local: [] };
  /** One profile, one class, one option: what sixty rules have to say of it. No two are the same. */
  const caseOf = (/** @type {number} */ i) => {
    const answers = Object.fromEntries(Object.entries(levels).map(([question, all], k) => [question, all[Math.floor(i / 4 ** k) % 4]]));
    const country = countries[i % 5];
    const workload = { id: 'one', task: 'chat', ...answers, data: { contains: contents[i % 6], people_in: [countries[(i * 3) % 5]], audience: 'internal' }, ...named };
    const profile = parseProfile(JSON.stringify({ version: 1, organisation: { name: 'Bench', country, kind: i % 3 === 0 ? 'healthcare' : 'business', persons_abroad_per_year: i * 20, sensitive_persons_abroad_per_year: i }, workloads: [workload] }));
    const [one] = workloadsOf(profile);
    const [trafficClass] = one.classes;
    const [option] = optionsFor({ trafficClass, workload: one, organisation: profile.organisation, catalogue: builtInCatalogue(), asOf: '2026-11-23' });
    if (option === undefined) throw new Error('an option was named');
    return { situation: situationOf(profile.organisation, one, trafficClass), option };
  };
  const sixty = compileRulebook([{ sha256: '', pack: loadPack(yaml, 'bench.yaml') }]);
  const everything = [...sixty.gates];
  // Sixty gates: the pack has fewer gates than rules, so the first ones are judged once more.
  while (everything.length < RULES) everything.push(/** @type {typeof everything[number]} */ (sixty.gates[everything.length % sixty.gates.length]));

  const gateAll = (/** @type {ReturnType<typeof caseOf>[]} */ cases) => {
    let spoken = 0;
    for (const { situation, option } of cases) for (const gate of everything) if (gate.judge(situation, option).verdict !== 'not_applicable') spoken += 1;
    return spoken;
  };
  // Each batch is new to the rules: what they remember of one profile helps with another only as far as the two are alike.
  const batches = Array.from({ length: 27 }, (_, batch) => Array.from({ length: 1000 }, (_, i) => caseOf(batch * 1000 + i)));
  for (const { option } of batches.flat()) sixty.kindOf(option); // the facts of an option are read once, however many classes it is judged for
  const rounds = batches.map((cases) => milliseconds(() => gateAll(cases))).slice(12);
  const perSecond = (1000 / median(rounds)) * 1000;

  const builtIn = builtInRulebook();
  const rules = builtIn.gates.length + builtIn.packs.reduce((sum, { pack }) => sum + (pack.warnings ?? []).length, 0);
  console.log(`load and check the ${rules} built in, cold ${cold.toFixed(1)} ms        (target: less than ${TARGETS.coldMs} for ${RULES})`);
  console.log(`${RULES} from YAML, with examples         ${own.toFixed(0)} ms        (${Math.round(yaml.length / 1000)} kB: what an own pack of this size costs)`);
  console.log(`profiles through ${RULES} gates          ${Math.round(perSecond)} a second (target: more than ${TARGETS.profilesPerSecond})`);
  if (!(cold < TARGETS.coldMs) || !(perSecond > TARGETS.profilesPerSecond)) process.exitCode = 1;
}
