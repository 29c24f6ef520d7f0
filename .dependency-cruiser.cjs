// The one-way house: which layer of src/ may import which. Lower layers know nothing of higher ones; nobody imports the command line.
// `node_modules` rules are at the end. test/infrastructure/dependency-rules.test.ts proves that each rule bites.

/** May be imported from everywhere: they know nothing but each other's types. */
const COMMON = ['error.ts', 'lazy.ts', 'steps.ts', 'text/', 'profile/vocabulary.ts', 'version.generated.ts'];

/** What turns a profile into an assessment. */
const CORE = ['profile/', 'catalogue/', 'options/', 'cost/', 'rules/', 'decision/', 'assessment/'];

/**
 * The rooms, from low to high, and what each may import besides itself and COMMON. A leading `type ` allows types only: they
 * vanish when compiled. A new folder in src/ needs a line here.
 */
const LAYERS = {
  'error.ts': [],
  'lazy.ts': [],
  'steps.ts': [],
  'text/': ['type assessment/'],
  'profile/vocabulary.ts': [],
  'version.generated.ts': [],
  'profile/': [],
  'catalogue/': [],
  'options/': ['catalogue/', 'profile/'],
  'cost/': ['options/', 'catalogue/', 'profile/'],
  'rules/': ['profile/', 'type options/'],
  'assessment/': ['rules/pack.ts'],
  'decision/': ['rules/', 'options/', 'type profile/', 'assessment/'],
  'report/': ['assessment/', 'type gate/'],
  'gate/': ['assessment/', 'rules/', 'profile/'],
  'assess/': CORE,
  'assess.ts': ['assess/', ...CORE],
  'index.ts': ['assess/', 'assess.ts', 'report/', 'gate/', ...CORE],
  'cli/': ['index.ts', 'assess/', 'assess.ts', 'report/', 'gate/', ...CORE],
};

/** A folder matches all below it, a file only itself. */
const regex = (/** @type {string} */ place) => `^src/${place.replaceAll('.', '\\.')}${place.endsWith('/') ? '' : '$'}`;
const typeOnly = (/** @type {string[]} */ places) => places.filter((place) => place.startsWith('type ')).map((place) => place.slice(5));

const PURE = ['text/', 'catalogue/', 'options/', 'cost/', 'rules/', 'assessment/', 'decision/', 'assess/', 'report/', 'gate/'].map(regex);

const layerRules = Object.entries(LAYERS).flatMap(([layer, allowed]) => {
  // vocabulary.ts is a room of its own within profile/
  const from = { path: regex(layer), ...(layer === 'profile/' && { pathNot: regex('profile/vocabulary.ts') }) };
  const name = layer.replace(/\W*(\.ts|\/)$/, '');
  const common = COMMON.map(regex);
  return [
    {
      name: `layers-${name}`,
      comment: `src/${layer} imports only ${[...allowed, 'error, text and vocabulary'].join(', ')}`,
      severity: 'error',
      from,
      to: { path: '^src/', pathNot: [layer, ...allowed.map((place) => place.replace('type ', ''))].map(regex).concat(common) },
    },
    ...typeOnly(allowed).map((place) => ({
      name: `layers-${name}-types`,
      comment: `src/${layer} imports only types from src/${place}`,
      severity: 'error',
      from,
      to: { path: regex(place), pathNot: common, dependencyTypesNot: ['type-only'] },
    })),
  ];
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'layers-known',
      comment: 'every room of src/ is named in LAYERS above',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: Object.keys(LAYERS).map(regex) },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-dead-modules',
      comment: 'what neither the library nor the command line reaches is deleted',
      severity: 'error',
      from: { path: [regex('index.ts'), regex('cli/main.ts')] },
      to: { path: '^src/', pathNot: [regex('index.ts'), regex('cli/main.ts')], reachable: false },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-node-in-pure-layers',
      comment: 'files, terminal, clock and environment enter as arguments at the edge',
      severity: 'error',
      from: { path: PURE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'yaml-stays-at-the-door',
      comment: 'YAML is read where files of people come in: profiles, rule packs, catalogue rows; the built-in ones are compiled',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/profile/', '^src/rules/load', '^src/catalogue/check-files', '^src/cli/'] },
      to: { path: 'node_modules/yaml/' },
    },
    {
      name: 'terminal-stays-at-the-edge',
      comment: 'prompts in the wizard, colour and options in the command line',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/profile/wizard', '^src/cli/'] },
      to: { path: 'node_modules/(chalk|commander|inquirer|@inquirer/[^/]+)/' },
    },
    {
      name: 'no-development-packages',
      comment: 'what src/ imports is installed with the package',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'src-stands-alone', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|bench|scripts|bin|dist)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // imports of types count as imports
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
