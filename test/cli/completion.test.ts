/** The scripts of `ai-path completion`, loaded into real shells. Without zsh, `npm test` says what it left out. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pty from '@lydell/node-pty';
import type { Command } from 'commander';
import { afterAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.js';
import { plainOutput } from '../../src/cli/standard-streams.js';
import { FORMATS } from '../../src/report/formats.js';
import { ROOT } from '../scenarios/scenario.js';

const BIN = join(ROOT, 'bin/ai-path.js');
const scriptFor = (shell: string, language = 'en'): string => execFileSync(process.execPath, [BIN, 'completion', shell, '--lang', language], { encoding: 'utf8' });
const folder = mkdtempSync(join(tmpdir(), 'ai-path-completion-'));
for (const [name, text] of [['profile.yaml', ''], ['with space.yaml', ''], ['c.bash', scriptFor('bash')]] as const) writeFileSync(join(folder, name), text);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What bash would offer after these words, split as bash splits them. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `source ./c.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ai_path; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script, 'bash', 'ai-path', ...words], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

const BACKSPACE = '\b';

describe('completion in bash', () => {
  it('knows every command, with those below it', () => {
    const program = buildProgram('en', () => undefined, () => plainOutput('en'));
    const names = (command: Command): string[] => command.commands.map((each) => each.name());
    expect(offered('')).toEqual(names(program));
    expect(offered('ass')).toEqual(['assess']);
    expect(offered('rules', '')).toEqual(['list', 'lint', 'test', 'new']);
    expect(offered('catalogue', 'c')).toEqual(['check']);
  }, 60_000);

  it('knows the options of each command and those of the program', () => {
    expect(offered('assess', '--f')).toEqual(['--format', '--fail-on']);
    expect(offered('--l')).toEqual(['--lang']);
    expect(offered('diff', '--l')).toEqual(['--lang']);
    expect(offered('rules', 'list', '--r')).toEqual(['--rules']);
    expect(offered('assess', '--', '--f')).toEqual([]);
  }, 60_000);

  it('knows formats, languages, conditions, kinds, ids and shells', () => {
    expect(offered('assess', '--format', '')).toEqual(Object.keys(FORMATS));
    expect(offered('assess', '--format', '=', 'h')).toEqual(['html']);
    expect(offered('diff', '--format', '')).toEqual(['table', 'json']);
    expect(offered('--lang', '')).toEqual(['en', 'zh']);
    expect(offered('assess', '--lang', '=', 'z')).toEqual(['zh']);
    expect(offered('assess', '--fail-on', 'op')).toEqual(['open-gate']);
    expect(offered('init', '--template', 'law')).toEqual(['law_firm']);
    expect(offered('explain', 'licence/rev')).toEqual(['licence/revenue-limit']);
    expect(offered('explain', 'R')).toEqual(expect.arrayContaining(['R1', 'R4']));
    expect(offered('catalogue', 'show', 'h100-s')).toEqual(['h100-sxm']);
    expect(offered('catalogue', 'list', 'ap')).toEqual(['apis']);
    expect(offered('schema', 'a')).toEqual(['assessment']);
    expect(offered('completion', 'z')).toEqual(['zsh']);
  }, 60_000);

  it('offers files where a file is meant, and nothing where anything may stand', () => {
    expect(offered('assess', 'pro')).toEqual(['profile.yaml']);
    expect(offered('assess', '--quiet', 'with')).toEqual(['with space.yaml']);
    expect(offered('assess', '--rules', 'pro')).toEqual(['profile.yaml']);
    expect(offered('assess', '--format', 'html', '=', 'pro')).toEqual(['profile.yaml']);
    expect(offered('assess', '--set', '')).toEqual([]);
    expect(offered('assess', '--as-of', '')).toEqual([]);
    expect(offered('diff', 'profile.yaml', 'with')).toEqual(['with space.yaml']);
    expect(offered('assess', '--set', 'budget', '=', 'ample', '--format', 'j')).toEqual(['json']);
  }, 60_000);
});

it('refuses a shell that it has no script for', () => {
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'completion', 'fish'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 2, stderr: "ai-path completion: unknown shell 'fish'. It is one of: bash, zsh.\n" });
}, 60_000);

const ZSH = spawnSync('zsh', ['--version']).status === 0;
if (!ZSH) console.warn('zsh is not installed: the tests of its completion are left out.');

describe.skipIf(!ZSH)('completion in zsh', () => {
  /** What is on the line, and listed below it, after the keys. */
  async function typed(keys: string, language: string): Promise<string> {
    writeFileSync(join(folder, `c.${language}.zsh`), scriptFor('zsh', language));
    const shell = pty.spawn('zsh', ['-f', '-i'], { cols: 160, rows: 60, cwd: folder, env: { ...process.env, TERM: 'dumb', PS1: '> ', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } });
    let seen = '';
    shell.onData((data) => { seen += data; });
    const until = async (wanted: RegExp): Promise<void> => {
      for (let waited = 0; waited < 20_000 && !wanted.test(seen); waited += 50) await new Promise((done) => setTimeout(done, 50));
    };
    shell.write(`unsetopt beep; autoload -Uz compinit; compinit -u -D; source ./c.${language}.zsh; echo rea''dy\r`);
    await until(/ready/);
    seen = '';
    shell.write(keys);
    await new Promise((done) => setTimeout(done, 300));
    for (let before = ''; before !== seen; await new Promise((done) => setTimeout(done, 700))) before = seen;
    shell.kill();
    return seen.replaceAll(new RegExp(`.${BACKSPACE}`, 'g'), '');
  }

  it.each([
    ['ai-path ass\t', 'en', /ai-path assess /],
    ['ai-path rules li\t\t', 'en', /lint.*list/s],
    ['ai-path assess --form\thtm\t', 'en', /--format[= ]html/],
    ['ai-path assess --format=html=prof\t', 'en', /html=profile\.yaml/],
    ['ai-path assess prof\t', 'en', /profile\.yaml/],
    ['ai-path init --template=heal\t', 'en', /healthcare/],
    ['ai-path explain licence/rev\t', 'en', /licence\/revenue-limit/],
    ['ai-path \t\t', 'zh', /评估档案/],
    ['ai-path --\t\t', 'en', /--version +--/],
  ])('completes %j in %s', async (keys, language, wanted) => {
    expect(await typed(keys, language)).toMatch(wanted);
  }, 60_000);
});
