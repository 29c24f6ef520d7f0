// Tools of others that do comparable work, in pinned versions. They are no dependencies of ours: npm installs them when the benchmark
// runs, into a cache of its own beside those of other programs.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export const PEERS = { '@stoplight/spectral-cli': '6.16.3', knip: '5.43.0', 'json-rules-engine': '7.3.1', typescript: '5.9.3', '@types/node': '20.19.43' };

const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ai-path-bench');

/** A small description of an interface with faults that Spectral's own rules find. */
const OPENAPI = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0, description: A small shop. }
servers: [{ url: 'https://shop.example/' }]
paths:
${['orders', 'customers', 'articles', 'invoices', 'returns']
  .map((name) => `  /${name}/{id}:
    get:
      operationId: get-${name}
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: One of them., content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } }`)
  .join('\n')}
`;

/** A project of six modules, of which one is not used. */
const PROJECT = {
  'package.json': JSON.stringify({ name: 'small', version: '1.0.0', type: 'module', main: 'src/index.js' }),
  ...Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`src/part${n}.js`, `export const part${n} = () => ${n};\nexport const unused${n} = ${n};\n`])),
  'src/index.js': [1, 2, 3, 4].map((n) => `import { part${n} } from './part${n}.js';\n`).join('') + 'console.log(part1() + part2() + part3() + part4());\n',
};

/** @returns the commands of the peers, or why there are none */
export function peersInstalled() {
  const failure = install();
  if (failure !== undefined) return failure;
  const at = join(CACHE, 'work');
  const files = { 'openapi.yaml': OPENAPI, '.spectral.yaml': "extends: ['spectral:oas']\n", ...Object.fromEntries(Object.entries(PROJECT).map(([name, text]) => [`small/${name}`, text])) };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, name)), { recursive: true });
    writeFileSync(join(at, name), text);
  }
  return {
    require: createRequire(join(CACHE, 'package.json')),
    commands: [
      { name: 'spectral lint, five paths of OpenAPI', args: [binOf('@stoplight/spectral-cli', 'spectral'), 'lint', 'openapi.yaml', '--ruleset', '.spectral.yaml'], cwd: at },
      { name: 'knip, a project of six modules', args: [binOf('knip', 'knip'), '--no-progress'], cwd: join(at, 'small') },
    ],
  };
}

/**
 * @param {string} name
 * @param {string} command
 */
function binOf(name, command) {
  const folder = join(CACHE, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

function install() {
  const wanted = JSON.stringify({ private: true, dependencies: PEERS }, null, 2);
  const manifest = join(CACHE, 'package.json');
  const complete = join(CACHE, 'node_modules', '.package-lock.json');
  if (existsSync(complete) && existsSync(manifest) && readFileSync(manifest, 'utf8') === wanted) return undefined;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(manifest, wanted);
  const { status, stderr } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: CACHE, encoding: 'utf8' });
  return status === 0 ? undefined : `npm could not install them into ${CACHE}.\n${stderr}`;
}
