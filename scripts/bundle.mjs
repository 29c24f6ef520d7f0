// Bundles the command line into dist/cli/: a few files that start about 75 ms faster than some hundred (docs/decisions/0001).
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
    bundle: true,
    splitting: true, // what a command imports lazily stays out of the files that every start reads
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    minifySyntax: true,
    minifyWhitespace: true, // names stay: a stack trace in a bug report can be read, and start-up is the same
    metafile: true,
    logLevel: 'silent', // a failure is thrown with all its messages
    // commander and some others are CommonJS and call require() for Node's own modules
    banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  });
  writeFileSync(join(root, 'dist/cli/LICENSES.txt'), licences(root, Object.keys(metafile.inputs)));
  const outputs = Object.values(metafile.outputs);
  const kilobytes = Math.round(outputs.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
  return `dist/cli: ${outputs.length} files, ${kilobytes} kB`;
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
