// The build: data → dist/ (library, types) → dist/cli/ (the command line in one bundle) → check of the data with the built code.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { compileData } from './compile-data.mjs';
import { stampOf, stateOfSources } from './fresh.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const quiet = process.argv.includes('--quiet');
const state = stateOfSources(root);
const began = Date.now();

rmSync(stampOf(root), { force: true });
say(compileData(root));
node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
say(await bundle(root));
deleteOlderThan(began);
node('scripts/check-data.mjs');
writeFileSync(stampOf(root), state);
say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);

/** @param {string} line */
function say(line) {
  if (!quiet) console.error(line);
}

/** @param {string[]} args */
function node(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
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
