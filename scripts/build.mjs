// The build: data → dist/ (library, types) → dist/cli/ (the command line in a few bundles) → check of the data with the built code.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { compileData } from './compile-data.mjs';
import { stampOf, stateOfSources } from './fresh.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const quiet = process.argv.includes('--quiet');

try {
  const state = stateOfSources(root);
  const began = Date.now();
  rmSync(stampOf(root), { force: true });
  for (const file of compileData(root)) say(`Wrote ${file}`);
  run('TypeScript', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
  say(await bundle(root));
  deleteOlderThan(began);
  run('The check of the data', 'scripts/check-data.mjs');
  for (const words of ['assess profiles/quill-editor.yaml', '--help', 'explain', 'rules list', 'catalogue list', 'schema']) spawnSync(process.execPath, ['bin/ai-path.js', ...words.split(' ')], { cwd: root, stdio: 'ignore' }); // leaves code caches
  writeFileSync(stampOf(root), state);
  say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {string} line */
function say(line) {
  if (!quiet) console.error(line);
}

/**
 * @param {string} what
 * @param {string[]} args
 */
function run(what, ...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`${what} failed, see above.`);
}

/**
 * What this build did not write comes from sources that are gone. Emptying dist/ first would break whoever is running it.
 * @param {number} time
 */
function deleteOlderThan(time) {
  for (const entry of readdirSync(join(root, 'dist'), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && Math.ceil(statSync(file).mtimeMs) < time) rmSync(file);
  }
}
