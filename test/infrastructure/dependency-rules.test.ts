import { execFile } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporary.js';

const REPOSITORY = join(import.meta.dirname, '../..');

/** The violations, as `rule: from → to`, that the project's own rules report for a source tree of these files. */
async function violationsIn(files: Record<string, string>): Promise<string[]> {
  const root = temporaryFolder(files);
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) cpSync(join(REPOSITORY, file), join(root, file));
  symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'), 'junction');
  const program = join(REPOSITORY, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const json = await new Promise<string>((resolve) => {
    // The exit code counts the violations; the JSON tells which.
    execFile(process.execPath, [program, 'src', '--output-type', 'json'], { cwd: root, maxBuffer: 2 ** 24 }, (_error, stdout) => {
      resolve(stdout);
    });
  });
  const { summary } = JSON.parse(json) as { summary: { violations: { from: string; to: string; rule: { name: string } }[] } };
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

const MODULE = 'export const x = 1;\nexport type X = number;\n';
const value = (module: string) => `import { x } from '${module}';\nexport const y = x;\n`;
const type = (module: string) => `import type { X } from '${module}';\nexport type Y = X;\n`;

const HOUSE = {
  'src/error.ts': MODULE,
  'src/text/en.ts': MODULE,
  'src/profile/vocabulary.ts': MODULE,
  'src/profile/profile.ts': value('../error.js'),
  'src/catalogue/catalogue.ts': value('../profile/vocabulary.js') + MODULE,
  'src/options/options.ts': value('../catalogue/catalogue.js') + type('../profile/profile.js').replaceAll(/[XY]/g, 'Y') + MODULE,
  'src/cost/cost.ts': value('../options/options.js') + MODULE,
  'src/rules/pack.ts': MODULE,
  'src/rules/load.ts': type('../options/options.js') + "export { parse } from 'yaml';\n" + MODULE,
  'src/assessment/assessment.ts': value('../rules/pack.js') + MODULE,
  'src/decision/decide.ts': value('../rules/load.js') + "export * from '../assessment/assessment.js';\n",
  'src/report/table.ts': value('../assessment/assessment.js') + "export * from '../text/en.js';\n",
  'src/gate/gate.ts': value('../assessment/assessment.js'),
  'src/assess.ts': "export * from './decision/decide.js';\nexport * from './cost/cost.js';\n",
  'src/index.ts': "export * from './assess.js';\nexport * from './report/table.js';\nexport * from './gate/gate.js';\n",
  'src/cli/main.ts': "import 'node:fs';\nimport 'chalk';\nimport '../assess.js';\nexport {};\n",
};

describe('the one-way house', () => {
  it('accepts a source tree in which every arrow points the right way', async () => {
    expect(await violationsIn(HOUSE)).toEqual([]);
  }, 30_000);

  it('reports every arrow that points the wrong way', async () => {
    const found = await violationsIn({
      ...HOUSE,
      'src/error.ts': value('./cost/cost.js'),
      'src/text/zh.ts': value('../assessment/assessment.js'),
      'src/profile/vocabulary.ts': MODULE + value('./profile.js'),
      'src/profile/wrong.ts': value('../rules/load.js'),
      'src/catalogue/wrong.ts': value('../profile/profile.js'),
      'src/options/wrong.ts': value('../cost/cost.js'),
      'src/cost/wrong.ts': value('../decision/decide.js'),
      'src/rules/wrong.ts': value('../options/options.js'),
      'src/assessment/wrong.ts': value('../decision/decide.js'),
      'src/decision/wrong.ts': value('../cost/cost.js'),
      'src/decision/wrong-value.ts': value('../profile/profile.js'),
      'src/report/wrong.ts': value('../decision/decide.js'),
      'src/report/wrong-type.ts': type('../profile/profile.js'),
      'src/gate/wrong.ts': value('../report/table.js'),
      'src/assess.ts': value('./report/table.js'),
      'src/index.ts': value('./cli/main.js'),
      'src/shed/tool.ts': MODULE,
      'src/cli/wrong.ts': value('../shed/tool.js'),
    });
    expect(found).toEqual(
      expect.arrayContaining([
        'layers-error: src/error.ts → src/cost/cost.ts',
        'layers-text-types: src/text/zh.ts → src/assessment/assessment.ts',
        'layers-profile/vocabulary: src/profile/vocabulary.ts → src/profile/profile.ts',
        'layers-profile: src/profile/wrong.ts → src/rules/load.ts',
        'layers-catalogue: src/catalogue/wrong.ts → src/profile/profile.ts',
        'layers-options: src/options/wrong.ts → src/cost/cost.ts',
        'layers-cost: src/cost/wrong.ts → src/decision/decide.ts',
        'layers-rules-types: src/rules/wrong.ts → src/options/options.ts',
        'layers-assessment: src/assessment/wrong.ts → src/decision/decide.ts',
        'layers-decision: src/decision/wrong.ts → src/cost/cost.ts',
        'layers-decision-types: src/decision/wrong-value.ts → src/profile/profile.ts',
        'layers-report: src/report/wrong.ts → src/decision/decide.ts',
        'layers-report: src/report/wrong-type.ts → src/profile/profile.ts',
        'layers-gate: src/gate/wrong.ts → src/report/table.ts',
        'layers-assess: src/assess.ts → src/report/table.ts',
        'layers-index: src/index.ts → src/cli/main.ts',
        'layers-known: src/cli/wrong.ts → src/shed/tool.ts',
      ]),
    );
  }, 30_000);

  it('reports cycles, dead modules, and packages and Node modules where they do not belong', async () => {
    const found = await violationsIn({
      ...HOUSE,
      'src/cost/a.ts': value('./b.js'),
      'src/cost/b.ts': value('./a.js'),
      'src/decision/dead.ts': MODULE,
      'src/decision/reads.ts': "import 'node:fs';\n",
      'src/report/colours.ts': "import 'chalk';\n",
      'src/report/asks.ts': "import '@inquirer/prompts';\n",
      'src/cost/parses.ts': "import 'yaml';\n",
      'src/cli/tests.ts': "import 'fast-check';\n",
      'src/cli/lost.ts': "import './nowhere.js';\n",
      'src/cli/scripts.ts': "import '../../scripts/build.mjs';\n",
      'scripts/build.mjs': '',
    });
    expect(found).toEqual(
      expect.arrayContaining([
        'no-cycles: src/cost/a.ts → src/cost/b.ts',
        'no-dead-modules: src/decision/dead.ts → src/decision/dead.ts',
        'no-node-in-pure-layers: src/decision/reads.ts → fs',
        expect.stringMatching(/^terminal-stays-at-the-edge: src\/report\/colours\.ts → .*\/chalk\//),
        expect.stringMatching(/^terminal-stays-at-the-edge: src\/report\/asks\.ts → .*\/@inquirer\/prompts\//),
        expect.stringMatching(/^yaml-stays-at-the-door: src\/cost\/parses\.ts → .*\/yaml\//),
        expect.stringMatching(/^no-development-packages: src\/cli\/tests\.ts → .*\/fast-check\//),
        'no-unresolvable: src/cli/lost.ts → ./nowhere.js',
        'src-stands-alone: src/cli/scripts.ts → scripts/build.mjs',
      ]),
    );
  }, 30_000);
});
