// Portfolios of a thousand to a million lines through the command: how fast, and in how much memory. Run after a build:
// node bench/throughput.mjs. BENCH_MINUTES says how long one measurement may take (default 5); what would take longer is left out.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { AS_OF, BIN, median, table, whole } from './measure.mjs';
import { writePortfolio } from './portfolio.mjs';

const MOST_SECONDS = 60 * Number(process.env['BENCH_MINUTES'] ?? 5);
const SIZES = [1000, 10_000, 100_000, 1_000_000];
/** @type {readonly { name: string, kind: 'five' | 'cost', args: readonly string[], sizes: readonly number[], target?: number }[]} */
const CASES = [
  { name: 'five answers, --brief', kind: 'five', args: ['--brief'], sizes: SIZES, target: 10_000 },
  { name: 'traffic and costs, --brief', kind: 'cost', args: ['--brief'], sizes: SIZES, target: 3000 },
  { name: 'five answers, --summary', kind: 'five', args: ['--summary'], sizes: [1000, 100_000] },
  { name: 'five answers, whole assessments', kind: 'five', args: ['--format', 'ndjson'], sizes: [1000, 10_000] },
];

const folder = mkdtempSync(join(tmpdir(), 'ai-path-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/**
 * @param {string} file
 * @param {readonly string[]} args
 */
function measured(file, args) {
  const usage = join(folder, 'usage.json');
  const nowhere = openSync('/dev/null', 'w');
  const begun = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', fileURLToPath(new URL('usage.mjs', import.meta.url)), BIN, 'assess', file, '--as-of', AS_OF, ...args], {
    stdio: ['ignore', nowhere, 'pipe'], encoding: 'utf8', env: { PATH: process.env['PATH'], BENCH_USAGE: usage },
  });
  closeSync(nowhere);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { seconds: (performance.now() - begun) / 1000, ...JSON.parse(readFileSync(usage, 'utf8')) };
}

/**
 * A first guess, so that nobody waits for what would take all day.
 * @param {'five' | 'cost'} kind
 * @param {readonly string[]} args
 */
async function secondsPerLine(kind, args) {
  const file = join(folder, 'few.ndjson');
  await writePortfolio(file, kind, 20);
  return measured(file, args).seconds / 20;
}

const rows = [];
const missed = [];
for (const { name, kind, args, sizes, target } of CASES) {
  let perLine = await secondsPerLine(kind, args);
  let first = { lines: 0, peakMiB: 0 };
  for (const lines of sizes) {
    if (perLine * lines > MOST_SECONDS) {
      rows.push([name, whole(lines), `left out: about ${whole((perLine * lines) / 60)} min`]);
      continue;
    }
    const file = join(folder, `${kind}.ndjson`);
    await writePortfolio(file, kind, lines);
    // Long runs average by themselves.
    const runs = Array.from({ length: perLine * lines * 3 > MOST_SECONDS || lines >= 100_000 ? 1 : 3 }, () => measured(file, args));
    const [seconds, cpu, peakMiB] = [median(runs.map((run) => run.seconds)), median(runs.map((run) => run.cpuSeconds)), median(runs.map((run) => run.peakMiB))];
    perLine = seconds / lines;
    if (lines === 10_000) first = { lines, peakMiB };
    rows.push([name, whole(lines), whole(lines / seconds), whole(lines / cpu), whole(peakMiB), first.lines === 0 || lines === first.lines ? '' : `${(peakMiB / first.peakMiB).toFixed(2)}x`]);
    if (target !== undefined && lines === sizes.at(-1) && lines / cpu < target) missed.push(`${name}: ${whole(lines / cpu)} lines a CPU second, and the goal is ${whole(target)}.`);
    if (peakMiB >= 300) missed.push(`${name}, ${whole(lines)} lines: ${whole(peakMiB)} MiB, and the goal is less than 300.`);
  }
}
console.log(table(['Throughput', 'lines', 'lines/s', 'lines/CPU s', 'peak MiB', 'of 10k'], rows));
for (const line of missed) console.log(line);
if (missed.length > 0) process.exitCode = 1;
