#!/usr/bin/env node
// Starts the bundled command line, with V8's code caches beside it: compiling anew would take longer than most assessments (docs/decisions/0010).
// It also parses on Node versions that are too old, in order to say so.
'use strict';
const { existsSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } = require('node:fs');
const path = require('node:path');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const folder = path.join(__dirname, '../dist/cli');

/**
 * @typedef {object} Part
 * @property {any} exports modules by the names of their sources
 * @property {import('node:vm').Script} script
 * @property {string} cache
 * @property {boolean} cached
 */

/** @type {Map<string, Part>} */
const parts = new Map();
/** What the parts are loaded for: a code cache holds the functions that were called until it was made. */
let purpose = 'words';

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `ai-path needs Node.js 20.19 or newer, and this is ${process.versions.node}. ` +
      `ai-path 需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。 https://nodejs.org`,
  );
  process.exitCode = 2;
} else if (!existsSync(path.join(folder, 'main.cjs'))) {
  console.error('ai-path is not built yet: run `npm install && npm run build` in its folder. ai-path 尚未构建：请在其目录中运行 `npm install && npm run build`。');
  process.exitCode = 2;
} else if (process.argv.length === 3 && /^(-V|--version)$/.test(String(process.argv[2]))) {
  print(`${require('../package.json').version}\n`);
} else {
  process.exitCode = 3; // holds for every way of ending before main has said how it went
  start(process.argv.slice(2)).catch((/** @type {unknown} */ error) => console.error(error));
}

/**
 * One short line. Node's streams would take as long to load as the rest of such a start; they are for when it can't be written at once.
 * @param {string} line
 */
function print(line) {
  try {
    writeSync(1, line);
  } catch {
    process.stdout.write(line);
  }
}

/** @param {string[]} argv */
async function start(argv) {
  if (argv.length === 0 || argv.some((word) => /^(-h|--help|help)$/.test(word))) purpose = 'help';
  else if (argv.includes('assess')) {
    purpose = 'assess';
    // Most assessments are over before what V8 would optimise pays for itself; a long stream takes it back. Later versions count calls and have no such flag.
    if (major < 22) require('node:v8').setFlagsFromString('--interrupt-budget=540672');
  }
  /** @type {import('../src/cli/main.js')} */
  const { main, isAllTaken } = load('./main.cjs')['src/cli/main.ts'];
  const exitCode = await main(argv);
  process.exitCode = exitCode;
  if (exitCode < 2) for (const part of parts.values()) if (!part.cached) keep(part);
  // Left to itself, Node would now collect garbage, and wait for functions that V8 is still optimising.
  if (isAllTaken()) process.exit();
}

/**
 * @param {string} request a module of Node, or `./PART.cjs`, with `#PURPOSE` where it is loaded for another one than the part that asks for it
 * @returns {any}
 */
function load(request) {
  if (!request.startsWith('./')) return require(request);
  const [name = '', reason = purpose] = request.split('#');
  const known = parts.get(name);
  if (known !== undefined) return known.exports;
  purpose = reason;
  const { Script } = require('node:vm');
  const file = path.join(folder, name);
  // A cache belongs to one version of V8 and one bundle; V8 refuses one of another version, and each build and release brings bundles of its own.
  const cache = `${file}.${process.version}-${process.arch}.${purpose}.cache`;
  const cachedData = kept(cache);
  // The bundles are plain ASCII.
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, cachedData });
  /** @type {Part} */
  const part = { exports: {}, script, cache, cached: cachedData !== undefined && script.cachedDataRejected === false };
  parts.set(name, part);
  script.runInThisContext()(part.exports, load, part, file, folder);
  return part.exports;
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
 * @param {Part} part
 */
function keep({ script, cache }) {
  const unfinished = `${cache}.${process.pid}`;
  try {
    // On the disk before it takes its name: V8 believes what has the right length.
    writeFileSync(unfinished, script.createCachedData(), { mode: 0o644, flush: true });
    renameSync(unfinished, cache);
  } catch {
    rmSync(unfinished, { force: true });
  }
}
