// Portfolios in real processes: what a stream does when its reader leaves, its input goes, its disk is full or somebody ends it.
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createWriteStream, existsSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { progressFor, progressLine } from '../../src/cli/progress.js';
import type { Session } from '../../src/cli/session.js';
import { temporaryFolder } from '../infrastructure/temporary.js';
import { KEY, newHome, startSession } from './pseudo-terminal.js';

const BIN = fileURLToPath(new URL('../../bin/ai-path.js', import.meta.url));
const SLOW = 60_000;
const line = (name: string): string => `{"version":1,"organisation":{"name":"${name}"},"team_strength":"none","budget":"tight","data_sensitivity":"public","core":"supporting","performance_need":"high"}\n`;

interface Started {
  readonly child: ChildProcessWithoutNullStreams;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
  /** Resolves once this many lines have come out. */
  readonly lines: (count: number) => Promise<void>;
}

function start(folder: string, args: readonly string[]): Started {
  const child = spawn(process.execPath, [BIN, 'assess', '--as-of', '2026-11-23', ...args], { cwd: folder, env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8' } });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => undefined); // it has ended before we have
  const ended = new Promise<number | null>((done) => child.once('close', (code) => done(code)));
  const lines = (count: number): Promise<void> =>
    new Promise((done) => {
      const look = (): void => {
        if (out.split('\n').length > count) done();
        else child.stdout.once('data', look);
      };
      look();
    });
  return { child, out: () => out, err: () => err, ended, lines };
}

const RUN = { encoding: 'utf8', env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8' } } as const;

const names = (text: string): readonly string[] => text.trimEnd().split('\n').map((one) => (JSON.parse(one) as { name: string }).name);

describe('a stream of profiles', { timeout: SLOW }, () => {
  it('gives each result before the next profile is there', async () => {
    const { child, out, ended, lines } = start(temporaryFolder({}), ['-', '--brief']);
    child.stdin.write(line('A'));
    await lines(1);
    child.stdin.write(line('B'));
    await lines(2);
    child.stdin.end();
    expect(await ended).toBe(0);
    expect(names(out())).toEqual(['A', 'B']);
  });

  it('ends quietly when its reader has seen enough, however much is still to come', async () => {
    const { child, err, ended, lines } = start(temporaryFolder({}), ['-', '--brief']);
    child.stdin.write(line('A'));
    await lines(1);
    child.stdout.destroy();
    const more = setInterval(() => child.stdin.write(line('B')), 20);
    expect(await ended).toBe(0);
    clearInterval(more);
    expect(err()).toBe('');
  });

  it.each([['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const)('ended by %s exits %i, says what is not written, and leaves no file', async (signal, code) => {
    const folder = temporaryFolder({ 'old.ndjson': 'kept\n' });
    const { child, out, err, ended, lines } = start(folder, ['-', '--brief', '--format', 'ndjson', '--format', 'ndjson=old.ndjson']);
    child.stdin.write(line('A') + line('B'));
    await lines(2);
    child.kill(signal);
    expect(await ended).toBe(code);
    expect(err()).toBe('Interrupted after 2 profiles. Not written: old.ndjson.\n');
    expect(names(out())).toEqual(['A', 'B']);
    expect(readdirSync(folder)).toEqual(['old.ndjson']);
    expect(readFileSync(join(folder, 'old.ndjson'), 'utf8')).toBe('kept\n');
  });

  it('killed at once leaves nothing under the name of its output, and the next run clears up after it', async () => {
    const folder = temporaryFolder({ 'one.ndjson': line('A') });
    const args = ['--brief', '--format', 'ndjson', '--format', 'ndjson=all.ndjson'];
    const { child, ended, lines } = start(folder, ['-', ...args]);
    child.stdin.write(line('A'));
    await lines(1);
    const next = (): number | null => spawnSync(process.execPath, [BIN, 'assess', 'one.ndjson', ...args], { ...RUN, cwd: folder }).status;
    const [unfinished = ''] = readdirSync(folder).filter((entry) => entry.startsWith('.all.ndjson.'));
    const longAgo = new Date(Date.now() - 120_000);
    utimesSync(join(folder, unfinished), longAgo, longAgo);
    // What another run is still writing is left alone.
    expect(next()).toBe(0);
    expect(readdirSync(folder).sort()).toEqual([unfinished, 'all.ndjson', 'one.ndjson']);
    rmSync(join(folder, 'all.ndjson'));
    child.kill('SIGKILL');
    expect(await ended).toBeNull();
    expect(readdirSync(folder).sort()).toEqual([unfinished, 'one.ndjson']);
    expect(next()).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['all.ndjson', 'one.ndjson']);
  });

  it('that no longer fits says so, and leaves neither a part nor the old file harmed', () => {
    const folder = temporaryFolder({ 'many.ndjson': Array.from({ length: 5 }, (_, index) => line(`N${index}`)).join(''), 'old.ndjson': 'kept\n' });
    const command = `ulimit -f 1; "${process.execPath}" "${BIN}" assess many.ndjson --brief --format ndjson=old.ndjson`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8' } });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: 'old.ndjson: cannot be written: the file would be larger than is allowed.\n' });
    expect(readdirSync(folder).sort()).toEqual(['many.ndjson', 'old.ndjson']);
    expect(readFileSync(join(folder, 'old.ndjson'), 'utf8')).toBe('kept\n');
  });

  const NO_ROOM = 'cannot be written: the disk is full.';
  const five = Array.from({ length: 5 }, (_, index) => line(`N${index}`)).join('');

  it.runIf(existsSync('/dev/full')).each([
    ['standard output', '--format ndjson > /dev/full', 'stdout'],
    ['a device', '--format ndjson=/dev/full', '/dev/full'],
    ['a summary', '--summary --format ndjson=old.ndjson --format markdown=/dev/full', '/dev/full'],
  ])('says that %s is full, and keeps what was there before', (_, words, name) => {
    const folder = temporaryFolder({ 'many.ndjson': five, 'old.ndjson': 'kept\n' });
    const { status, stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" assess many.ndjson --brief ${words}`], { ...RUN, cwd: folder });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: `${name}: ${NO_ROOM}\n` });
    expect(readdirSync(folder).sort()).toEqual(['many.ndjson', 'old.ndjson']);
    expect(readFileSync(join(folder, 'old.ndjson'), 'utf8')).toBe('kept\n');
  });

  it('writes lines and summary together or neither: a summary that cannot be written keeps the old lines', () => {
    const folder = temporaryFolder({ 'many.ndjson': five, 'lines.ndjson': 'kept\n' });
    const { status, stderr } = spawnSync(process.execPath, [BIN, 'assess', 'many.ndjson', '--brief', '--summary', '--format', 'ndjson=lines.ndjson', '--format', 'markdown=gone/summary.md'], { ...RUN, cwd: folder });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/^gone\/summary\.md: cannot be written: /) as string });
    expect(readdirSync(folder).sort()).toEqual(['lines.ndjson', 'many.ndjson']);
    expect(readFileSync(join(folder, 'lines.ndjson'), 'utf8')).toBe('kept\n');
  });

  it('writes its file whole when the reader of standard output leaves early', () => {
    const folder = temporaryFolder({ 'many.ndjson': five });
    const { status } = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" assess many.ndjson --brief --format ndjson --format ndjson=all.ndjson | true`], { ...RUN, cwd: folder });
    expect(status).toBe(0);
    expect(names(readFileSync(join(folder, 'all.ndjson'), 'utf8'))).toEqual(['N0', 'N1', 'N2', 'N3', 'N4']);
  });

  it('reads the trace that a line names, beside the portfolio; a line whose trace is not there costs only itself', () => {
    const rows = Array.from({ length: 500 }, (_, index) => `${index * 10},1000,200`).join('\n');
    const traced = (name: string, trace: string): string =>
      `${JSON.stringify({ ...(JSON.parse(line(name)) as object), workloads: [{ id: 'chat', task: 'chat', traffic: { trace } }] })}\n`;
    const folder = temporaryFolder({ 'in/portfolio.ndjson': traced('A', 'a.csv') + traced('B', 'gone.csv') + line('C'), 'in/a.csv': `timestamp,input_tokens,output_tokens\n${rows}\n` });
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'assess', 'in/portfolio.ndjson', '--format', 'ndjson'], { ...RUN, cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^in\/portfolio\.ndjson:2:\d+: .*trace.*\n.*1 of 3 profiles could not be assessed; they are named above\.\n$/s);
    const [first, last] = stdout.trimEnd().split('\n').map((one) => JSON.parse(one) as { organisation: { name: string }; workloads: { requests_per_day: number | null }[] });
    expect([first?.organisation.name, last?.organisation.name]).toEqual(['A', 'C']);
    expect(first?.workloads[0]?.requests_per_day).toBeCloseTo((500 / 4990) * 86_400, 0);
  });

  it('goes on without an input that has vanished, and says so', async () => {
    const folder = temporaryFolder({ 'second.ndjson': line('Never') });
    const { child, out, err, ended, lines } = start(folder, ['-', 'second.ndjson', '--brief']);
    child.stdin.write(line('A'));
    await lines(1);
    rmSync(join(folder, 'second.ndjson'));
    child.stdin.end(line('B'));
    expect(await ended).toBe(2);
    expect(names(out())).toEqual(['A', 'B']);
    expect(err()).toBe('second.ndjson: The file was there at the start, and is gone.\n1 of 3 profiles could not be assessed; they are named above.\n');
  });

  it('says that a file lost its end while it was read, and keeps what was there of it', async () => {
    const folder = temporaryFolder({ 'long.ndjson': line('A').repeat(20_000), 'next.ndjson': line('Next') });
    const { child, out, err, ended, lines } = start(folder, ['long.ndjson', 'next.ndjson', '--brief']);
    await lines(1);
    child.stdout.pause();
    truncateSync(join(folder, 'long.ndjson'), 2_000_000);
    child.stdout.resume();
    expect(await ended).toBe(2);
    expect(err()).toMatch(/^long\.ndjson: The file became shorter while it was read, so that its end is missing\..*\n1 of [\d,]+ profiles could not be assessed; they are named above\.\n$/s);
    expect(names(out()).at(-1)).toBe('Next');
  });

  const pipe = (folder: string): string => {
    const file = join(folder, 'pipe.ndjson');
    spawnSync('mkfifo', [file]);
    return file;
  };

  it.runIf(process.platform !== 'win32')('ends by a signal although nobody writes to the pipe that it is to read', async () => {
    const folder = temporaryFolder({});
    pipe(folder);
    const { child, err, ended } = start(folder, ['pipe.ndjson', '--brief']);
    const again = setInterval(() => child.kill('SIGTERM'), 500);
    await ended;
    clearInterval(again);
    expect(child.signalCode).toBe('SIGTERM');
    expect(err()).toMatch(/^(Interrupted after 0 profiles\.\n)?$/);
  });

  it.runIf(existsSync('/dev/stdin'))('ends by Ctrl-C although it reads the terminal as if it were a file', async () => {
    const home = newHome();
    onTestFinished(() => home.remove());
    const session = startSession(home, 'assess /dev/stdin --brief');
    const again = setInterval(() => session.press(KEY.ctrlC), 1000);
    await session.exited;
    clearInterval(again);
    expect(session.screen()).toMatch(/^(\^C)?(Interrupted after 0 profiles\.)?$/);
  });

  it.runIf(process.platform !== 'win32')('gives each result of a named pipe as it comes, stops when it is to, and does not wait for more', async () => {
    const folder = temporaryFolder({});
    const file = pipe(folder);
    const { out, err, ended, lines } = start(folder, ['pipe.ndjson', '--brief', '--strict']);
    const writer = createWriteStream(file);
    writer.write(line('A'));
    await lines(1);
    writer.on('error', () => undefined).write('{\n');
    expect(await ended).toBe(2);
    writer.destroy();
    expect(names(out())).toEqual(['A']);
    expect(err()).toMatch(/^pipe\.ndjson:2:2: .+\nStopped at the first profile that is wrong; assessed before it: 1\.\n$/);
  });

  it('says that standard input is a folder', () => {
    const folder = temporaryFolder({});
    const { status, stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${BIN}" assess - --brief < .`], { ...RUN, cwd: folder });
    expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: '-: This is a folder, not a file.\n' });
  });

  it('says when its input ends within a line', async () => {
    const { child, err, ended } = start(temporaryFolder({}), ['-', '--brief']);
    child.stdin.end(line('A') + line('B').slice(0, 40));
    expect(await ended).toBe(2);
    expect(err()).toMatch(/^-:2:\d+: .+\n1 of 2 profiles could not be assessed; they are named above\.\n$/);
  });
});

describe('progress', () => {
  const session = (screen: object, env: Record<string, string> = {}, quiet = false): { session: Session; written: string[] } => {
    const written: string[] = [];
    const stderr = { isTTY: true, columns: 80, write: (text: string) => written.push(text), ...screen };
    return { session: { stderr, stdout: { isTTY: false }, env, language: 'en', output: { quiet } } as unknown as Session, written };
  };
  const shownAfter = (ms: readonly number[], made: ReturnType<typeof session>, toStdout = false): readonly string[] => {
    let now = 0;
    const progress = progressFor(made.session, toStdout, () => now);
    for (const at of ms) {
      now = at;
      progress.show(at, at / 10_000);
    }
    progress.erase();
    return made.written;
  };

  it('is shown from the first second on, five times a second at most, and erased', () => {
    expect(shownAfter([500, 900, 1000, 1100, 1250, 2000], session({}))).toEqual([
      '\r\u001b[K1,000 profiles, 1,000 a second, about 9 s left',
      '\r\u001b[K1,250 profiles, 1,000 a second, about 9 s left',
      '\r\u001b[K2,000 profiles, 1,000 a second, about 8 s left',
      '\r\u001b[K',
    ]);
  });

  it('is silent in short runs, in CI, with --quiet, where nobody looks, and beside results on the same terminal', () => {
    expect(shownAfter([100, 900], session({}))).toEqual([]);
    expect(shownAfter([2000], session({}, { CI: 'true' }))).toEqual([]);
    expect(shownAfter([2000], session({}, { TERM: 'dumb' }))).toEqual([]);
    expect(shownAfter([2000], session({}, {}, true))).toEqual([]);
    expect(shownAfter([2000], session({ isTTY: false }))).toEqual([]);
    const both = session({});
    expect(shownAfter([2000], { ...both, session: { ...both.session, stdout: { isTTY: true } } }, true)).toEqual([]);
  });

  it('is left out rather than wrapped', () => {
    expect(shownAfter([2000], session({ columns: 30 }))).toEqual([]);
  });

  it('says what remains only where the whole is known', () => {
    expect(progressLine(10, undefined, 2, 'en')).toBe('10 profiles, 5 a second');
    expect(progressLine(120_000, 0.25, 100, 'en')).toBe('120,000 profiles, 1,200 a second, about 5 min left');
    expect(progressLine(120_000, 0.01, 100, 'zh')).toBe('已处理 120,000 份，每秒 1,200 份，约剩 2.8 小时');
  });
});

describe('a report of many profiles', { timeout: SLOW }, () => {
  const traffic = (count: number): object => ({ requests_per_day: count, input_tokens: 1200, output_tokens: 300 });
  const many = Array.from({ length: 600 }, (_, index) => `${JSON.stringify({ version: 1, organisation: { name: `O${index}` }, workloads: [{ id: 'one', task: 'chat', traffic: traffic(100 + index) }] })}\n`).join('');

  it.each([['table', 'SIGINT', 130], ['markdown', 'SIGTERM', 143], ['html', 'SIGINT', 130]] as const)('as %s is ended by %s at once, and says so', async (format, signal, code) => {
    const folder = temporaryFolder({ 'many.ndjson': many });
    const { child, out, err, ended } = start(folder, ['many.ndjson', '--format', `${format}=report`]);
    setTimeout(() => child.kill(signal), 900);
    expect(await ended).toBe(code);
    expect(err()).toMatch(/^Interrupted after [\d,]+ profiles\. Not written: report\.\n$/);
    expect(out()).toBe('');
    expect(readdirSync(folder)).toEqual(['many.ndjson']);
  });
});
