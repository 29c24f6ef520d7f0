// Ten million requests as a trace: how long they take to be summed up and replayed, and how much memory at most. `npm run bench:trace -- ROWS`
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { spawnSync } from 'node:child_process';

const rows = Number(process.argv[2] ?? 10_000_000);
const folder = mkdtempSync(join(tmpdir(), 'bench-trace-'));
const trace = join(folder, 'trace.csv');
const profile = join(folder, 'profile.yaml');

/** Arrivals of about twelve a second that swing over the day, by a seed: sizes are as in a public trace of conversations. */
async function write() {
  const out = createWriteStream(trace);
  out.write('timestamp,input_tokens,output_tokens\n');
  let [state, at] = [1, Date.UTC(2026, 0, 5) / 1000];
  const random = () => (state = (Math.imul(state, 48271) >>> 0) % 2147483647) / 2147483647;
  for (let i = 0; i < rows; ) {
    let text = '';
    for (const end = Math.min(rows, i + 10_000); i < end; i += 1) {
      const perSecond = 12 * (1 + 0.9 * Math.sin((at / 86_400) * 2 * Math.PI));
      at += -Math.log(1 - random()) / perSecond;
      text += `${at.toFixed(3)},${Math.ceil(-1155 * Math.log(1 - random()))},${Math.ceil(-211 * Math.log(1 - random()))}\n`;
    }
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

const PROFILE = `version: 1
organisation: { name: Bench, country: US, us_government_contract: none, monthly_active_users: 1000000 }
team_strength: strong
budget: tight
data_sensitivity: internal
core: supporting
performance_need: high
terms: full
customisation: fine_tuning
shape: mixed
stage: production
weights: { rank: [cost, quality] }
workloads:
  - id: chat
    task: chat
    latency: interactive
    data: { contains: [], audience: internal }
    quality: { local: 0.85, api: 0.86, needed: 0.8 }
    traffic: { trace: trace.csv }
    local: [{ model: llama-3.3-70b-instruct, gpu: h100-sxm, place: private_cloud }]
    api: [{ provider: openai, model: gpt-5.6-sol }]
`;

try {
  await write();
  writeFileSync(profile, PROFILE);
  const measure = `process.on('exit',()=>console.error(JSON.stringify({kilobytes:process.resourceUsage().maxRSS})))`;
  const start = performance.now();
  const run = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(measure)}`, 'bin/ai-path.js', 'assess', profile, '--as-of', '2026-11-23', '--format', 'json'], { encoding: 'utf8', maxBuffer: 1e9 });
  const seconds = (performance.now() - start) / 1000;
  if (run.status !== 0) throw new Error(run.stderr);
  const [load] = JSON.parse(run.stdout).workloads[0].cost.loads;
  const { kilobytes } = JSON.parse(run.stderr.trim().split('\n').at(-1) ?? '{}');
  console.log(`${rows.toLocaleString('en')} rows, ${(statSync(trace).size / 1e6).toFixed(0)} MB: ${seconds.toFixed(1)} s, ${(kilobytes / 1024).toFixed(0)} MiB at most`);
  console.log(load.because);
  console.log(load.replay?.because ?? 'not replayed: the load is not split');
} finally {
  rmSync(folder, { recursive: true });
}
