// Bundles the command line into dist/cli/main.cjs: one file, for which V8 can keep a code cache (docs/decisions/0001, 0010).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
    minifySyntax: true,
    minifyWhitespace: true, // names stay: a stack trace in a bug report can be read, and start-up is the same
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
