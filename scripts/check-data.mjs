// Last step of a build: the built code judges the data it was built with, and a build with faulty data fails.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkCatalogueFiles } from '../dist/catalogue/check-files.js';
import { formatProblem } from '../dist/error.js';
import { checkBuiltInPacks } from '../dist/rules/load.js';

const DATA = 'src/catalogue/data';
const folder = fileURLToPath(new URL(`../${DATA}`, import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => ({ file: `${DATA}/${name}`, text: readFileSync(`${folder}/${name}`, 'utf8') }));
const problems = [...checkBuiltInPacks(), ...checkCatalogueFiles(files)];
for (const problem of problems) console.error(formatProblem(problem, 'en'));
process.exitCode = problems.length === 0 ? 0 : 1;
