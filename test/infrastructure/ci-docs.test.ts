/** What `docs/ci.md` tells people to paste: YAML that parses, inputs that the action has, commands that the program takes, a hook that exists. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settleOptionalValues } from '../../src/cli/options.js';
import { buildProgram } from '../../src/cli/program.js';
import { plainOutput } from '../../src/cli/standard-streams.js';
import { ROOT } from '../scenarios/scenario.js';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const page = read('docs/ci.md');

interface Step { readonly uses: string; readonly with?: Readonly<Record<string, unknown>> }
interface Snippets {
  readonly GitHub: { readonly on: unknown; readonly permissions: unknown; readonly jobs: { readonly 'ai-path': { readonly steps: readonly Step[] } } };
  readonly GitLab: { readonly 'ai-path': { readonly script: readonly string[]; readonly artifacts: { readonly paths: readonly string[] } } };
  readonly 'pre-commit': { readonly repos: readonly { readonly hooks: readonly { readonly id: string }[] }[] };
}

/** The block of YAML below a heading. */
function snippet<Heading extends keyof Snippets>(heading: Heading): Snippets[Heading] {
  const [, block] = new RegExp(`\\n## ${heading}\\n[^]*?\`\`\`yaml\\n([^]*?)\`\`\``).exec(page) ?? [];
  if (block === undefined) throw new Error(`no YAML below ${heading}`);
  return parse(block, { strict: true }) as Snippets[Heading];
}

/** Whether the program takes these words: a command is chosen, and nothing is complained about. */
async function isTaken(words: readonly string[]): Promise<boolean> {
  let chosen = false;
  await buildProgram('en', () => { chosen = true; }, () => plainOutput('en')).parseAsync(settleOptionalValues(words), { from: 'user' });
  return chosen;
}

const wordsOf = (command: string): readonly string[] => [...command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '').slice(1);

describe('what docs/ci.md tells people to paste', () => {
  it('is a workflow for GitHub whose inputs the action has, with all that it requires', () => {
    const action = parse(read('action.yml')) as { inputs: Record<string, { required?: boolean; default?: string }>; runs: { using: string; steps: readonly { run: string }[] } };
    const workflow = snippet('GitHub');
    expect(Object.keys(workflow)).toEqual(['on', 'permissions', 'jobs']);
    const { steps } = workflow.jobs['ai-path'];
    const given = (part: string): Readonly<Record<string, unknown>> => steps.find(({ uses }) => uses.includes(part))?.with ?? {};
    expect(Object.keys(given('/ai-path@')).filter((input) => !(input in action.inputs))).toEqual([]);
    expect(Object.entries(action.inputs).filter(([name, { required }]) => required === true && !(name in given('/ai-path@')))).toEqual([]);
    // What the action reads from its inputs, it declares.
    const used = [...read('action.yml').matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name);
    expect(new Set(used)).toEqual(new Set(Object.keys(action.inputs)));
    expect(given('/ai-path@')['sarif']).toBe(given('upload-sarif')['sarif_file']);
  });

  it('is a job for GitLab whose command the program takes, and that keeps the page', async () => {
    const job = snippet('GitLab')['ai-path'];
    const [command] = job.script;
    expect(await isTaken(wordsOf(command ?? ''))).toBe(true);
    for (const path of job.artifacts.paths) expect(command).toContain(`=${path}`);
  });

  it('is a hook for pre-commit that the repository offers, for the files that the page names', async () => {
    const [hook, ...others] = parse(read('.pre-commit-hooks.yaml')) as readonly { id: string; entry: string; files: string }[];
    const asked = snippet('pre-commit').repos.flatMap(({ hooks }) => hooks.map(({ id }) => id));
    expect({ asked, others }).toEqual({ asked: [hook?.id], others: [] });
    expect(await isTaken([...wordsOf(hook?.entry ?? ''), 'a.ai-path.yaml'])).toBe(true);
    expect(['a.ai-path.yaml', 'b/c.ai-path.yml', 'ai-path.yaml.txt', 'other.yaml'].filter((file) => new RegExp(hook?.files ?? '').test(file))).toEqual(['a.ai-path.yaml', 'b/c.ai-path.yml']);
  });

  it('is a command that the program takes, with conditions that compile', async () => {
    const [, command = ''] = /```sh\n(ai-path [^]*?)```/.exec(page) ?? [];
    expect(await isTaken(wordsOf(command))).toBe(true);
    const { parseCondition } = await import('../../src/gate/gate.js');
    const conditions = [...page.matchAll(/--fail-on '([^']+)'/g)].map(([, text = '']) => text);
    expect(conditions.length).toBeGreaterThan(2);
    for (const condition of conditions) expect(parseCondition(condition).kind).toBe('assertion');
  });
});
