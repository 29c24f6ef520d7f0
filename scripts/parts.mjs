// Which module of the command line lies in which of its files. esbuild splits ES modules only, and those into as many files as there are ways to
// need a module. Here are three: no module exists twice, and what a part lacks it takes from the part that has it.
import { basename, extname } from 'node:path';

/** Imported lazily, and by few starts. */
const SELDOM = /^src\/cli\/(init|conversation|completion|price-files|traces)\.ts$|^src\/(gate\/gate|report\/html|rules\/load|cost\/beyond)\.ts$|^node_modules\/(tinyglobby|papaparse)\//;

/** Imported lazily, and where nothing else is needed any more. */
const FAILURE = 'src/cli/failure.ts';

/**
 * Made by the bundler, for each part anew.
 * @param {string} module
 */
const isMadeUp = (module) => /^[\w-]+:/.test(module);

/** @typedef {import('esbuild').Metafile['inputs']} Graph what each module imports */

/**
 * @param {Graph} graph
 * @param {string} entry
 */
export function split(graph, entry) {
  const first = reached(graph, entry, ({ kind, path }) => kind !== 'dynamic-import' || path === FAILURE);
  const usual = reached(graph, entry, ({ kind, path }) => kind !== 'dynamic-import' || !SELDOM.test(path));
  // Who takes a package from another part takes all of it, so that the bundler drops nothing: such modules stay where their package is.
  /** @param {string} module */
  const hasUsualPackage = (module) => graph[module]?.imports.some(({ path }) => path.startsWith('node_modules/') && usual.has(path));
  /**
   * What understands the words and prints help; what the commands do; what few of them need.
   * @param {string} module
   */
  const partOf = (module) => (first.has(module) ? 'main' : usual.has(module) || hasUsualPackage(module) ? 'commands' : 'seldom');
  /** What another part asks for in order to get a module. @type {Map<string, string>} */
  const shared = new Map([[entry, './main.cjs']]);
  for (const [module, { imports }] of Object.entries(graph)) {
    for (const { path, kind } of imports) {
      // What a made-up module stands for may be asked for by any part.
      if (graph[path] === undefined || isMadeUp(path) || (!isMadeUp(module) && partOf(path) === partOf(module))) continue;
      // What a part is first loaded for tells its code caches apart: they hold the functions that were called.
      if (kind === 'dynamic-import') shared.set(path, `./${partOf(path)}.cjs#${basename(path, extname(path))}`);
      else if (!shared.has(path)) shared.set(path, `./${partOf(path)}.cjs`);
    }
  }
  return { parts: ['main', 'commands', 'seldom'], partOf, shared };
}

/**
 * @param {Graph} graph
 * @param {string} entry
 * @param {(edge: Graph[string]['imports'][number]) => boolean} follows
 */
function reached(graph, entry, follows) {
  const found = new Set([entry]);
  for (const module of found) {
    for (const edge of graph[module]?.imports ?? []) if (graph[edge.path] !== undefined && follows(edge)) found.add(edge.path);
  }
  return found;
}
