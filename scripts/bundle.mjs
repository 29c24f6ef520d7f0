// Bundles the command line into dist/cli/: a few files, for which V8 can keep code caches (docs/decisions/0001, 0010).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Buffer } from 'node:buffer';
import * as esbuild from 'esbuild';
import { split } from './parts.mjs';

const MAIN = 'src/cli/main.ts';

/** tinyglobby, for one, is a module and asks where it lies. */
const IMPORT_META_URL = "const importMetaUrl=require('node:url').pathToFileURL(__filename).href;";

/**
 * @param {string} root
 * @returns {Promise<string>} one line on what came out
 */
export async function bundle(root) {
  /** @type {esbuild.BuildOptions} */
  const options = {
    absWorkingDir: root,
    outdir: 'dist/cli',
    bundle: true, // what a command imports lazily is run when it is first imported
    define: { 'import.meta.url': 'importMetaUrl' },
    platform: 'node',
    target: 'node20.19',
    minify: true, // a twelfth of a start; a stack trace still tells line and column, which a build of the same version maps to names
    plugins: [dataInFiles(join(root, 'dist/cli')), builtinsWhenUsed, await modulesWhenUsed(root), coloursAreTold],
    metafile: true,
    write: false,
    logLevel: 'silent', // a failure is thrown with all its messages
  };
  const graph = (await look(options, [MAIN])).inputs;
  const { parts, partOf, shared } = split(graph, MAIN);
  const exported = Object.values((await look(options, [...shared.keys()])).outputs);
  const sizes = parts.map(async (part) => {
    // What a part offers is run when it is first taken.
    const offered = [...shared.keys()].filter((module) => partOf(module) === part);
    /**
     * Names are taken when the taking module is run: none is assigned to later, and no module is part of a circle.
     * @type {esbuild.Plugin}
     */
    const fromOtherParts = {
      name: 'from-other-parts',
      setup(build) {
        build.onResolve({ filter: /^\.\/\w+\.cjs(#|$)/ }, ({ path }) => ({ path, external: true }));
        build.onLoad({ filter: /.*/ }, ({ path }) => {
          const module = relative(root, path).split(sep).join('/');
          if (graph[module] === undefined || partOf(module) === part) return undefined;
          if (!shared.has(module)) throw new Error(`${part} needs ${module}, which ${partOf(module)} does not offer`);
          const from = `require(${JSON.stringify(shared.get(module))})[${JSON.stringify(module)}]`;
          if (graph[module].format === 'cjs') return { contents: `module.exports = ${from};`, loader: 'js' };
          const names = exported.find(({ entryPoint }) => entryPoint === module)?.exports ?? [];
          return { contents: [`const from = ${from};`, ...names.map((name, index) => `const _${index} = from.${name}; export { _${index} as ${name} };`)].join('\n'), loader: 'js' };
        });
      },
    };
    const { outputFiles = [] } = await esbuild.build({
      ...options,
      stdin: { contents: `module.exports = { ${offered.map((module) => `get ${JSON.stringify(module)}() { return require(${JSON.stringify(`./${module}`)}); }`).join(', ')} };`, resolveDir: root, sourcefile: `${part}.cjs` },
      format: 'cjs',
      plugins: [fromOtherParts, ...(options.plugins ?? [])],
    });
    const bundled = outputFiles[0]?.text ?? '';
    // With what Node puts around a module of this kind: the launcher hands the text to V8 as it is.
    const code = asciiOnly(`(function (exports, require, module, __filename, __dirname) {${bundled.includes('importMetaUrl') ? IMPORT_META_URL : ''}${bundled}\n})\n`);
    writeFileSync(join(root, `dist/cli/${part}.cjs`), code);
    return `${part} ${Math.round(code.length / 1000)} kB`;
  });
  writeFileSync(join(root, 'dist/cli/LICENSES.txt'), licences(root, Object.keys(graph)));
  return `dist/cli: ${(await Promise.all(sizes)).join(', ')}`;
}

/**
 * What modules import and export, without writing anything.
 * @param {esbuild.BuildOptions} options
 * @param {string[]} entryPoints
 * @returns {Promise<esbuild.Metafile>}
 */
async function look(options, entryPoints) {
  const { metafile } = await esbuild.build({ ...options, entryPoints, format: 'esm' });
  return metafile ?? { inputs: {}, outputs: {} };
}

/**
 * Data lies beside the bundle and is read when it is needed: as a string in the code it would be taken from the code cache at every start.
 * @param {string} folder
 * @returns {esbuild.Plugin}
 */
function dataInFiles(folder) {
  return {
    name: 'data-in-files',
    setup(build) {
      build.onLoad({ filter: /\.generated\.ts$/ }, async ({ path }) => {
        const { outputFiles } = await esbuild.build({ entryPoints: [path], bundle: true, format: 'esm', write: false });
        /** @type {Record<string, string>} */
        const values = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`);
        mkdirSync(folder, { recursive: true });
        const lines = Object.entries(values).map(([name, value]) => {
          if (!name.endsWith('_JSON')) return `export const ${name} = ${JSON.stringify(value)};`;
          const file = `${name.toLowerCase().replaceAll('_', '-').replace(/-json$/, '')}.json`;
          writeFileSync(join(folder, file), asciiOnly(value));
          return `export const ${name} = readFileSync(join(__dirname, ${JSON.stringify(file)}), 'latin1');`;
        });
        return { contents: [`import { readFileSync } from 'node:fs'; import { join } from 'node:path';`, ...lines].join('\n'), loader: 'js' };
      });
    },
  };
}

/** Parts of Node that few commands use. They load dozens of others, so each waits until something of it is asked for. */
const SELDOM_USED = /^node:(child_process|crypto|fs\/promises|net|os)$/;

/** @type {esbuild.Plugin} */
const builtinsWhenUsed = {
  name: 'builtins-when-used',
  setup(build) {
    build.onResolve({ filter: SELDOM_USED }, ({ path }) => ({ path, namespace: 'when-used' }));
    build.onLoad({ filter: /.*/, namespace: 'when-used' }, async ({ path }) => {
      const names = Object.keys((await import(path)).default);
      return { contents: `const name = ${JSON.stringify(path)}; module.exports = { ${names.map((name) => `get ${name}() { return require(name).${name}; }`).join(', ')} };`, loader: 'js' };
    });
  },
};

/** Modules that few starts use, and the packages behind them: each waits until something of it is asked for. */
const SELDOM_RUN = ['src/profile/by-schema.ts', 'src/profile/problems.ts', 'src/profile/shape.ts', 'src/profile/yaml.ts', 'node_modules/chalk/source/index.js'];

/**
 * @param {string} root
 * @returns {Promise<esbuild.Plugin>}
 */
async function modulesWhenUsed(root) {
  const { metafile } = await esbuild.build({ absWorkingDir: root, entryPoints: SELDOM_RUN, outdir: 'out', format: 'esm', metafile: true, write: false });
  const offered = new Map(Object.values(metafile.outputs).map(({ entryPoint = '', exports }) => [join(root, entryPoint), exports]));
  const namespace = 'module-when-used';
  return {
    name: 'modules-when-used',
    setup(build) {
      build.onResolve({ filter: /^chalk$|^\.+\/.*\.js$/ }, ({ path, resolveDir }) => {
        const module = path === 'chalk' ? join(root, 'node_modules/chalk/source/index.js') : join(resolveDir, path.replace(/\.js$/, '.ts'));
        return offered.has(module) ? { path: module, namespace } : undefined;
      });
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: `module.exports = { ${offered.get(path)?.map((name) => `get ${name}() { return require(${JSON.stringify(path)}).${name}; }`).join(', ')} };`,
        resolveDir: root,
        loader: 'js',
      }));
    },
  };
}

/**
 * chalk asks what the terminal can do as soon as it is loaded, which loads what terminals take. It is always told: src/cli/style.ts.
 * @type {esbuild.Plugin}
 */
const coloursAreTold = {
  name: 'colours-are-told',
  setup(build) {
    build.onResolve({ filter: /^#supports-color$/ }, ({ path }) => ({ path, namespace: 'colours-are-told' }));
    build.onLoad({ filter: /.*/, namespace: 'colours-are-told' }, () => ({ contents: 'export default {};' }));
  },
};

/**
 * The bundler escapes strings, and leaves the literals of regular expressions as they are. Bytes of one kind need no decoding at each start.
 * @param {string} code
 */
function asciiOnly(code) {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * The licences of what the bundle contains: they ask to travel with every copy.
 * @param {string} root
 * @param {string[]} inputs
 */
function licences(root, inputs) {
  const folders = new Set(inputs.flatMap((input) => /^[^:]*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? '' : `\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
      return `${name} ${version} (${license})\n${text}`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}
