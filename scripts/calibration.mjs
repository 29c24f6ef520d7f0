// docs/calibration.md and docs/calibration.zh.md: what ai-path says of the organisations in test/cases, beside what they decided. With --check nothing is
// written, and it fails where a page is not what the run gives now. Shaking the tables takes minutes, so its outcome is kept in test/cases/shaken.json.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { compileData } from './compile-data.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const folder = pathToFileURL(join(root, 'test/cases/'));
const kept = new URL('shaken.json', folder);

compileData(root);
// Inside the project, so that what is not bundled is found.
const scratch = mkdtempSync(join(root, 'node_modules/.calibration-'));
try {
  const outfile = join(scratch, 'calibration.mjs');
  await esbuild.build({
    absWorkingDir: root,
    stdin: { contents: "export * from './test/cases/results.js'; export * from './test/cases/document.js';", resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  const { isCurrent, results, render, shakeAll } = await import(pathToFileURL(outfile).href);
  let shaken = JSON.parse(read(kept) ?? '[]');
  if (!isCurrent(shaken, folder)) {
    if (check) stale('test/cases/shaken.json');
    else writeFileSync(kept, `[\n${(shaken = shakeAll(folder)).map((/** @type {unknown} */ one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`);
  }
  const found = shaken.length > 0 ? results(folder, shaken) : undefined;
  for (const [language, file] of [['en', 'docs/calibration.md'], ['zh', 'docs/calibration.zh.md']]) {
    const path = join(root, String(file));
    const page = found === undefined ? undefined : render(found, language);
    if (page !== undefined && read(path) === page) continue;
    if (check) stale(String(file));
    else if (page !== undefined) {
      writeFileSync(path, page);
      console.error(`${file}: written anew`);
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** @param {string | URL} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} file */
function stale(file) {
  console.error(`${file} is not what the run gives now. Run node scripts/calibration.mjs and read the difference.`);
  process.exitCode = 1;
}
