#!/usr/bin/env node
// Starts the bundled command line, with V8's code cache beside it: compiling anew would take longer than most assessments (docs/decisions/0010).
// It also parses on Node versions that are too old, in order to say so.
'use strict';
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const main = path.join(__dirname, '../dist/cli/main.cjs');

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `ai-path needs Node.js 20.19 or newer, and this is ${process.versions.node}. ` +
      `ai-path 需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。 https://nodejs.org`,
  );
  process.exitCode = 2;
} else if (!existsSync(main)) {
  console.error('ai-path is not built yet: run `npm install && npm run build` in its folder. ai-path 尚未构建：请在其目录中运行 `npm install && npm run build`。');
  process.exitCode = 2;
} else if (process.argv.length === 3 && /^(-V|--version)$/.test(String(process.argv[2]))) {
  console.log(require('../package.json').version);
} else {
  process.exitCode = 3; // holds for every way of ending before main has said how it went
  start(process.argv.slice(2)).catch((/** @type {unknown} */ error) => console.error(error));
}

/** @param {string[]} argv */
async function start(argv) {
  const { Script } = require('node:vm');
  // A cache belongs to one version of V8 and one bundle; V8 refuses one of another version, and each build and release brings a bundle of its own.
  // It holds the functions that were called until it was made: an assessment calls many that others would only have to read past.
  const cache = `${main}.${process.version}-${process.arch}.${argv[0] === 'assess' ? 'assess' : 'other'}.cache`;
  const cachedData = kept(cache);
  // The bundle is plain ASCII.
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(main, 'latin1')}\n})`, { filename: main, cachedData });
  /** @type {{ exports: { main?: (argv: string[]) => Promise<number> } }} */
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, main, path.dirname(main));
  const exitCode = (await module.exports.main?.(argv)) ?? 3;
  process.exitCode = exitCode;
  if (exitCode < 2 && (cachedData === undefined || script.cachedDataRejected)) keep(script, cache);
}

/** @param {string} cache */
function kept(cache) {
  try {
    return readFileSync(cache);
  } catch {
    return undefined; // there is none yet
  }
}

/**
 * In a folder that can't be written to, every start compiles anew.
 * @param {import('node:vm').Script} script
 * @param {string} cache
 */
function keep(script, cache) {
  try {
    const unfinished = `${cache}.${process.pid}`;
    writeFileSync(unfinished, script.createCachedData(), { mode: 0o644 });
    renameSync(unfinished, cache);
  } catch {
    // as before
  }
}
