// All benchmarks, one after the other: npm run bench. Each can be run alone, too.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { machine } from './measure.mjs';

console.log(`${machine()}\n`);
for (const name of ['start', 'throughput', 'decision', 'rules', 'engines']) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
  console.log();
}
