// All benchmarks, one after the other: npm run bench. Each can be run alone, too. With --write, what they print goes into docs/speed.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { machine } from './measure.mjs';

const PAGES = ['../docs/speed.md', '../docs/speed.zh.md'].map((page) => fileURLToPath(new URL(page, import.meta.url)));

let printed = '';
/** @param {string} text */
function print(text) {
  printed += text;
  process.stdout.write(text);
}

print(`${machine()}\n\n`);
for (const name of ['start', 'throughput', 'decision', 'rules', 'engines']) {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.setEncoding('utf8').on('data', print);
  const [code] = await once(child, 'close');
  if (code !== 0) process.exitCode = 1;
  print('\n');
}

if (process.argv.includes('--write')) {
  for (const page of PAGES) writeFileSync(page, readFileSync(page, 'utf8').replace(/(?<=<!-- bench -->\n```text\n)[^]*?(?=```\n)/, () => `${printed.trimEnd()}\n`));
}
