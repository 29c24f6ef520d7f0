// Makes a fresh clone ready for `npm start` and `npm test`: installs what the lock file says and builds, each only where needed.
// Plain Node, because nothing is installed yet. Says what it does on stderr: stdout belongs to the program that follows.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isBuilt, isInstalled } from './fresh.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const oldest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).engines.node.replace('>=', '');
if (oldest.localeCompare(process.versions.node, 'en', { numeric: true }) > 0) {
  console.error(`ai-path needs Node.js ${oldest} or newer, and this is ${process.versions.node}.`);
  process.exit(2);
}
if (!isInstalled(root)) {
  // No package of ours needs its install script; the build follows below, so that its output is ours to shape.
  run('Installing dependencies (once, a minute or two) …', 'npm', [
    'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error',
  ]);
}
if (!isBuilt(root)) {
  run('Building …', process.execPath, ['scripts/build.mjs', '--quiet']);
}

/**
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 */
function run(what, command, args) {
  console.error(what);
  // stdin may carry a profile for `assess`, and stdout its report: neither is for the child.
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (status === 0) return;
  console.error(`\nThis failed: ${command} ${args.join(' ')}${error === undefined ? '' : ` (${error.message})`}`);
  // 1 means that a condition was true; this is a fault of the set-up.
  process.exit(3);
}
