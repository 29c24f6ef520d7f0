// What the benchmarks share: medians, pairs of runs, the machine, and a table.
import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../bin/ai-path.js', import.meta.url));
export const AS_OF = '2026-11-23';

/** @param {readonly number[]} values */
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What the figures hold for. */
export function machine() {
  const [cpu] = cpus();
  return `${cpu?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.versions.node}, ${process.platform} ${process.arch}`;
}

/**
 * Milliseconds of one whole process.
 * @param {readonly string[]} args of node
 * @param {string} [cwd]
 */
function milliseconds(args, cwd) {
  const begun = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'], HOME: process.env['HOME'] } });
  const took = performance.now() - begun;
  if (status === null || status > 1) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  return took;
}

/**
 * Each command in turn beside a bare `node -e 0`, so that whatever else the machine does hits both alike: medians of the times, and of
 * the ratios within each pair.
 * @param {readonly { name: string, args: readonly string[], cwd?: string, target?: number }[]} commands
 * @param {number} runs
 */
export function besideBareNode(commands, runs) {
  for (const { args, cwd } of commands) milliseconds(args, cwd); // files into memory
  const times = commands.map(() => /** @type {{ bare: number, command: number }[]} */ ([]));
  for (let run = 0; run < runs; run += 1) {
    commands.forEach(({ args, cwd }, index) => {
      const bare = milliseconds(['-e', '0']);
      times[index]?.push({ bare, command: milliseconds(args, cwd) });
    });
  }
  return commands.map(({ name, target }, index) => {
    const pairs = times[index] ?? [];
    return { name, target, bare: median(pairs.map(({ bare }) => bare)), ms: median(pairs.map(({ command }) => command)), ratio: median(pairs.map(({ bare, command }) => command / bare)) };
  });
}

/**
 * Columns that line up; the first is text, the others are numbers.
 * @param {readonly string[]} header
 * @param {readonly (readonly string[])[]} rows
 */
export function table(header, rows) {
  const widths = header.map((title, index) => Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)));
  const line = (/** @type {readonly string[]} */ cells) => cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0))).join('  ').trimEnd();
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

/** @param {number} value */
export const whole = (value) => Math.round(value).toLocaleString('en-US');
