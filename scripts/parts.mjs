// Which module of the command line lies in which of its files. esbuild itself splits ES modules only, and those into as many files as there are
// ways to need a module. Here are three: no module exists twice, and what a part lacks it takes from the part that has it.
import { basename, extname } from 'node:path';

/** Imported lazily, and by few starts. */
const SELDOM = /^src\/cli\/(init|conversation|completion|price-files|traces)\.ts$|^src\/(gate\/gate|report\/html|rules\/load|cost\/beyond)\.ts$|^node_modules\/(tinyglobby|papaparse)\//;

/** Imported lazily, and where nothing else is needed any more. */
const FAILURE = 'src/cli/failure.ts';

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
  /** By module, the part that others take it from, and how. */
  const shared = new Map([[entry, { from: './main.cjs' }]]);
  for (const [module, { imports }] of Object.entries(graph)) {
    for (const { path, kind } of imports) {
      if (graph[path] === undefined || isMadeUp(path) || partOf(path) === partOf(module)) continue;
      // What a part is loaded for tells code caches apart: they hold the functions that were called.
      const purpose = kind === 'dynamic-import' ? `#${basename(path, extname(path))}` : '';
      shared.set(path, { from: `./${partOf(path)}.cjs${purpose}` });
    }
  }
  return { parts: ['main', 'commands', 'seldom'], partOf, shared };
}

/** Made by the bundler, for each part anew.
 * @param {string} module
 */
const isMadeUp = (module) => /^(when-used|colours-are-told):/.test(module);

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
