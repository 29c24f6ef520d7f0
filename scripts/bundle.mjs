// Bundles the command line into dist/cli/main.cjs: one file, for which V8 can keep a code cache (docs/decisions/0001, 0010).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Buffer } from 'node:buffer';
import * as esbuild from 'esbuild';

/**
 * @param {string} root
 * @returns {Promise<string>} one line on what came out
 */
export async function bundle(root) {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { main: 'src/cli/main.ts' },
    outdir: 'dist/cli',
    outExtension: { '.js': '.cjs' },
    bundle: true, // what a command imports lazily is run when it is first imported
    format: 'cjs',
    // tinyglobby, for one, is a module and asks where it lies
    define: { 'import.meta.url': '__importMetaUrl' },
    banner: { js: "const __importMetaUrl=require('node:url').pathToFileURL(__filename).href;" },
    platform: 'node',
    target: 'node20.19',
    minify: true, // a twelfth of a start; a stack trace still tells line and column, which a build of the same version maps to names
    plugins: [dataInFiles(join(root, 'dist/cli')), builtinsWhenUsed],
    metafile: true,
    logLevel: 'silent', // a failure is thrown with all its messages
  });
  const file = join(root, 'dist/cli/main.cjs');
  writeFileSync(file, asciiOnly(readFileSync(file, 'utf8')));
  writeFileSync(join(root, 'dist/cli/LICENSES.txt'), licences(root, Object.keys(metafile.inputs)));
  const outputs = Object.values(metafile.outputs);
  const kilobytes = Math.round(outputs.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
  return `dist/cli: ${outputs.length} files, ${kilobytes} kB`;
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
const SELDOM_USED = /^node:(child_process|crypto|fs\/promises)$/;

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
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []));
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
