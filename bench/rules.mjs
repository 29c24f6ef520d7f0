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

if (process.argv.includes('--cold-json')) {
  // As built-in packs are loaded: text, and every condition compiled with its names, types and literals checked.
  const { compileCondition } = await import('../dist/rules/engine.js');
  const { compileRulebook } = await import('../dist/rules/compile.js');
  const json = readFileSync(0, 'utf8');
  console.log(milliseconds(() => {
    const pack = JSON.parse(json);
    compileRulebook([{ sha256: '', pack }]);
    for (const { when, effect } of [...pack.gates, ...pack.warnings]) {
      const conditions = [when, ...(effect?.mitigations ?? []).flatMap((/** @type {{ met: string, possible?: string }} */ { met, possible }) => [met, ...(possible === undefined ? [] : [possible])])];
      for (const condition of conditions) if (compileCondition(condition).condition === undefined) throw new Error(condition);
    }
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
  const json = JSON.stringify(parse(yaml));
  const cold = median(Array.from({ length: COLD_STARTS }, () => coldLoad('--cold-json', json)));
  const own = median(Array.from({ length: 3 }, () => coldLoad('--cold-yaml', yaml)));

  const levels = { team_strength: ['none', 'basic', 'solid', 'strong'], data_sensitivity: ['public', 'internal', 'confidential', 'restricted'], terms: ['none', 'basic', 'full', 'unknown'], core: ['supporting', 'important', 'core', 'unknown'] };
  const countries = ['CN', 'DE', 'US', 'GB', 'IN'];
  const contents = [['personal'], ['health'], ['trade_secret'], [], ['payment_card', 'financial_account'], ['personal', 'unknown']];
  const named = { api: [{ provider: 'openai', model: 'gpt-6.2-sol', region: 'US', signed: ['dpa'] }], local: [] };
  /** One profile, one class, one option: what sixty rules have to say of it. */
  const cases = Array.from({ length: 1000 }, (_, i) => {
    const answers = Object.fromEntries(Object.entries(levels).map(([question, all], k) => [question, all[Math.floor(i / 4 ** k) % 4]]));
    const country = countries[i % 5];
    const workload = { id: 'one', task: 'chat', ...answers, data: { contains: contents[i % 6], people_in: [countries[(i * 3) % 5]], audience: 'internal' }, ...named };
    const profile = parseProfile(JSON.stringify({ version: 1, organisation: { name: 'Bench', country, kind: i % 3 === 0 ? 'healthcare' : 'business', persons_abroad_per_year: i * 200, sensitive_persons_abroad_per_year: i }, workloads: [workload] }));
    const [one] = workloadsOf(profile);
    const [trafficClass] = one.classes;
    const [option] = optionsFor({ trafficClass, workload: one, organisation: profile.organisation, catalogue: builtInCatalogue(), asOf: '2026-11-23' });
    if (option === undefined) throw new Error('an option was named');
    return { situation: situationOf(profile.organisation, one, trafficClass), option };
  });
  const sixty = compileRulebook([{ sha256: '', pack: loadPack(yaml, 'bench.yaml') }]);
  const everything = [...sixty.gates];
  // Sixty gates: the pack has fewer gates than rules, so the first ones are judged once more.
  while (everything.length < RULES) everything.push(/** @type {typeof everything[number]} */ (sixty.gates[everything.length % sixty.gates.length]));

  const gateAll = () => {
    let spoken = 0;
    for (const { situation, option } of cases) for (const gate of everything) if (gate.judge(situation, option).verdict !== 'not_applicable') spoken += 1;
    return spoken;
  };
  for (let i = 0; i < 20; i += 1) gateAll();
  const rounds = Array.from({ length: 21 }, () => milliseconds(gateAll));
  const perSecond = (cases.length / median(rounds)) * 1000;

  const builtIn = builtInRulebook();
  console.log(`load and check ${RULES} rules, cold      ${cold.toFixed(1)} ms        (target: less than ${TARGETS.coldMs})`);
  console.log(`the same from YAML, with examples   ${own.toFixed(0)} ms        (${Math.round(yaml.length / 1000)} kB: what an own pack of this size costs)`);
  console.log(`profiles through ${RULES} gates          ${Math.round(perSecond)} a second (target: more than ${TARGETS.profilesPerSecond})`);
  console.log(`built in: ${builtIn.gates.length} gates`);
  if (!(cold < TARGETS.coldMs) || !(perSecond > TARGETS.profilesPerSecond)) process.exitCode = 1;
}
