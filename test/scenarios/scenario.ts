/**
 * One scenario in one readable file: what there is, what is typed, what comes out.
 *
 *     A typo in a key is an error with a suggestion      ← title, up to the first section
 *
 *     === file profile.yaml                              ← a file in the scenario's own folder
 *     verson: 1
 *     === env LANG=zh_CN.UTF-8                           ← for all commands
 *     === $ ai-path assess profile.yaml                  ← a command, run by sh in that folder
 *     === stdin                                          ← of the command above; none: /dev/null
 *     === stdout                                         ← expected; left out: nothing
 *     === stderr                                         ← expected; left out: nothing
 *     profile.yaml:1:1: …
 *     === status 2                                       ← expected; left out: 0
 *     === after report.md                                ← content of a file afterwards
 *     === gone report.md                                 ← a file that must not be there afterwards
 *
 * In expected texts a line of three dots stands for any number of lines, and [..] for any part of a line.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BIN = join(ROOT, 'bin/ai-path.js');

export interface Section {
  readonly kind: string;
  readonly argument: string;
  readonly text: string;
}

export interface Step {
  readonly command: string;
  readonly stdin: string | undefined;
  readonly expected: { readonly stdout: string; readonly stderr: string; readonly status: number };
  readonly after: readonly { readonly file: string; readonly text: string }[];
  readonly gone: readonly string[];
}

export interface Scenario {
  readonly title: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

export function parseScenario(source: string): Scenario {
  const [head = '', ...rest] = source.split(/^=== /m);
  const sections = rest.map((text): Section => {
    const [line = '', ...body] = text.split('\n');
    const [, kind = '', argument = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
    return { kind, argument, text: body.join('\n') };
  });
  const first = sections.findIndex(({ kind }) => kind === '$');
  if (first === -1) throw new Error('a scenario needs a command: === $ ai-path …');
  return {
    title: head.trim().split('\n')[0] ?? '',
    files: sections.filter(({ kind }) => kind === 'file').map(({ argument, text }) => ({ name: argument, text })),
    env: Object.fromEntries(sections.filter(({ kind }) => kind === 'env').map(({ argument }) => [argument.split('=')[0] ?? '', argument.slice(argument.indexOf('=') + 1)])),
    steps: stepsOf(sections.slice(first)),
  };
}

const KNOWN = ['$', 'file', 'env', 'stdin', 'stdout', 'stderr', 'status', 'after', 'gone'];

function stepsOf(sections: readonly Section[]): readonly Step[] {
  const unknown = sections.find(({ kind }) => !KNOWN.includes(kind));
  if (unknown !== undefined) throw new Error(`unknown section: === ${unknown.kind}`);
  const starts = sections.flatMap(({ kind }, index) => (kind === '$' ? [index] : []));
  return starts.map((start, index) => stepOf(sections.slice(start, starts[index + 1])));
}

function stepOf([command, ...sections]: readonly Section[]): Step {
  const text = (kind: string): string | undefined => sections.find((section) => section.kind === kind)?.text;
  return {
    command: command?.argument ?? '',
    stdin: text('stdin'),
    expected: {
      stdout: text('stdout') ?? '',
      stderr: text('stderr') ?? '',
      status: Number(sections.find(({ kind }) => kind === 'status')?.argument ?? 0),
    },
    after: sections.filter(({ kind }) => kind === 'after').map(({ argument, text: content }) => ({ file: argument, text: content })),
    gone: sections.filter(({ kind }) => kind === 'gone').map(({ argument }) => argument),
  };
}

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** A folder of its own, with the scenario's files and a bin/ in which `ai-path` is the built command. */
export interface Stage {
  readonly folder: string;
  run(step: Pick<Step, 'command' | 'stdin'>): Outcome;
  remove(): void;
}

export function setStage({ files, env }: Pick<Scenario, 'files' | 'env'>): Stage {
  if (!existsSync(join(ROOT, 'dist/cli/main.cjs'))) throw new Error('The command is not built: npm run build');
  const base = mkdtempSync(join(tmpdir(), 'ai-path-scenario-'));
  const folder = join(base, 'work');
  const bin = join(base, 'bin');
  mkdirSync(folder);
  mkdirSync(bin);
  chmodSync(BIN, 0o755);
  symlinkSync(BIN, join(bin, 'ai-path'));
  for (const { name, text } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const fixed = {
    PATH: [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
    HOME: base, XDG_STATE_HOME: join(base, 'state'), TZ: 'UTC', LANG: 'en_US.UTF-8', COLUMNS: '80', NO_COLOR: '1', ...env,
  };
  return {
    folder,
    run: ({ command, stdin }) => {
      const input = stdin === undefined ? { stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'] } : { input: stdin };
      const { stdout, stderr, status } = spawnSync('/bin/sh', ['-c', command], { cwd: folder, env: fixed, encoding: 'utf8', timeout: 30_000, ...input });
      return { stdout, stderr, status };
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

export function contentOf(folder: string, file: string): string | undefined {
  return existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined;
}

/** The expected text with its wildcards replaced by what came out in their place, if it matches: equal texts mean a match. */
export function filledIn(expected: string, actual: string): string {
  return new RegExp(`^${patternOf(expected)}$`, 's').test(actual) ? actual : expected;
}

function patternOf(expected: string): string {
  return expected
    .split('\n')
    .map((line, index, lines) => {
      if (line === '...') return index === lines.length - 1 ? '.*' : '(?:.*\n)?';
      const literal = line.split('[..]').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^\n]*');
      return index === lines.length - 1 ? literal : `${literal}\n`;
    })
    .join('');
}
