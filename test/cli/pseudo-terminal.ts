/** A person at a terminal, for tests: a real pseudo-terminal runs the built command, a real terminal emulator shows what a person would see. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { ROOT } from '../scenarios/scenario.js';

export const KEY = { enter: '\r', down: '\u001b[B', up: '\u001b[A', escape: '\u001b', space: ' ', ctrlC: '\u0003' } as const;

const PATIENCE_MS = 20_000;

export interface Home {
  readonly folder: string;
  /** Content of a file in it, or of the kept answers. */
  read(file: string): string | undefined;
  remove(): void;
}

/** A home and working folder of one's own, kept over several sessions. */
export function newHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'ai-path-terminal-'));
  mkdirSync(join(folder, 'work'));
  return {
    folder,
    read: (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface TerminalSession {
  /** What is on the screen and above it, without trailing space. */
  screen(): string;
  /** Resolves when the text is to be seen; a regular expression may span lines. */
  sees(wanted: string | RegExp): Promise<void>;
  /** Waits for the text, then presses the keys: inquirer drops what is typed before its question is there. */
  answers(wanted: string | RegExp, ...keys: readonly string[]): Promise<void>;
  press(...keys: readonly string[]): void;
  /** Everything that was sent to the terminal, escape sequences too. */
  raw(): string;
  readonly exited: Promise<number>;
}

export interface SessionOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** @param command as typed after `ai-path`; run by sh, so that redirections work. */
export function startSession(home: Home, command: string, { columns = 80, rows = 40, env = {} }: SessionOptions = {}): TerminalSession {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 2000, allowProposedApi: true });
  const bin = join(ROOT, 'bin/ai-path.js');
  const child = pty.spawn('/bin/sh', ['-c', `${JSON.stringify(process.execPath)} ${JSON.stringify(bin)} ${command}`], {
    name: 'xterm-256color', cols: columns, rows, cwd: join(home.folder, 'work'),
    env: { PATH: '/usr/bin:/bin', HOME: home.folder, XDG_STATE_HOME: join(home.folder, 'state'), TERM: 'xterm-256color', LANG: 'en_US.UTF-8', TZ: 'UTC', ...env },
  });
  const watchers = new Set<() => void>();
  const changed = (): void => watchers.forEach((watch) => watch());
  let raw = '';
  child.onData((data) => {
    raw += data;
    terminal.write(data, changed);
  });
  const exited = new Promise<number>((done) => child.onExit(({ exitCode }) => terminal.write('', () => done(exitCode))));

  const screen = (): string => {
    const { buffer } = terminal;
    const lines = Array.from({ length: buffer.active.length }, (_, index) => buffer.active.getLine(index));
    return lines.map((line) => line?.translateToString(true) ?? '').join('\n').trimEnd();
  };
  const shows = (wanted: string | RegExp): boolean => (typeof wanted === 'string' ? screen().includes(wanted) : wanted.test(screen()));

  const sees = (wanted: string | RegExp): Promise<void> =>
    new Promise((done, failed) => {
      const timer = setTimeout(() => {
        watchers.delete(look);
        child.kill();
        failed(new Error(`Not seen within ${PATIENCE_MS / 1000} s: ${String(wanted)}\nOn the screen:\n${screen()}`));
      }, PATIENCE_MS);
      const look = (): void => {
        if (!shows(wanted)) return;
        clearTimeout(timer);
        watchers.delete(look);
        done();
      };
      watchers.add(look);
      look();
    });
  const press = (...keys: readonly string[]): void => keys.forEach((key) => child.write(key));

  return {
    screen, sees, press, exited, raw: () => raw,
    answers: async (wanted, ...keys) => {
      await sees(wanted);
      press(...keys);
    },
  };
}
