// Runs the built command and all tests under the other supported versions of Node, each fetched by npx. The lock file stays untouched.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

for (const version of ['22', '24']) {
  for (const args of [['bin/ai-path.js', '--version'], ['node_modules/vitest/vitest.mjs', 'run']]) {
    console.error(`\nNode ${version}: ${args.join(' ')}`);
    const npx = ['-y', '-p', `node@${version}`, 'node', ...args];
    const { status } = spawnSync('npx', npx, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
    if (status !== 0) process.exit(1);
  }
}
