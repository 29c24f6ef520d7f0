// Which texts the arguments of a command name: files, folders, globs and standard input.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AiPathError, formatProblem } from '../../src/error.js';
import { outcomesOf, readInputs, streamInputs, type InputContext } from '../../src/cli/input.js';
import type { Outcome } from '../../src/profile/parse.js';
import { parseSetClause } from '../../src/profile/set.js';

const LINE = '{"version":1,"organisation":{"name":"A"}}';
const YAML = 'version: 1\norganisation: { name: A }\n';

let cwd: string;

beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), 'ai-path-input-'));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'a.yaml': YAML,
    'b b.yml': YAML,
    '档案.json': LINE,
    'many.ndjson': `${LINE}\n\n${LINE}\n`,
    'notes.txt': 'no profile',
    'plain': LINE,
    'folder/z.yaml': YAML,
    'folder/deep/y.json': LINE,
    'folder/deep/readme.md': '#',
    'folder/[x].yaml': YAML,
    'empty/readme.md': '#',
    'utf16.yaml': Uint8Array.from([0xff, 0xfe, 0x61, 0]),
    'bad.yaml': `${YAML}terms: ful\n`,
    'bad.ndjson': `${LINE}\n{"version":1}\n`,
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(cwd, name)), { recursive: true });
    await writeFile(path.join(cwd, name), content);
  }
});

afterAll(() => rm(cwd, { recursive: true }));

async function* bytes(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array, void> {
  for (const chunk of chunks) yield await Promise.resolve(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
}

const context = (...stdin: readonly (string | Uint8Array)[]): InputContext => ({ cwd, stdin: bytes(...stdin) });

async function* outcomes(args: readonly string[], from: InputContext, set: readonly string[] = []): AsyncGenerator<Outcome, void> {
  for await (const batch of streamInputs(args, from)) for (const input of batch) yield* outcomesOf(input, set.map(parseSetClause));
}

async function sources(args: readonly string[], from = context()): Promise<readonly string[]> {
  return (await readInputs(args, from)).map(({ source, index }) => `${source}#${index}`);
}

async function refused(args: readonly string[], from = context()): Promise<readonly string[]> {
  try {
    await readInputs(args, from);
  } catch (error) {
    if (error instanceof AiPathError && error.kind === 'input') return error.problems.map((problem) => formatProblem(problem, 'en'));
    throw error;
  }
  throw new Error('The arguments were accepted.');
}

describe('arguments', () => {
  it('name files, in their order, with spaces and Chinese characters', async () => {
    expect(await sources(['档案.json', 'b b.yml', './a.yaml', 'plain'])).toEqual(['档案.json#0', 'b b.yml#0', './a.yaml#0', 'plain#0']);
  });

  it('name a folder for every profile in it, deep and sorted', async () => {
    expect(await sources(['folder'])).toEqual(['folder/[x].yaml#0', 'folder/deep/y.json#0', 'folder/z.yaml#0']);
  });

  it('name a folder for its profiles whatever case their names end in', async () => {
    await mkdir(path.join(cwd, 'capitals'));
    for (const [name, text] of [['A.YAML', YAML], ['UP.NDJSON', LINE]] as const) await writeFile(path.join(cwd, 'capitals', name), text);
    expect(await sources(['capitals'])).toEqual(['capitals/A.YAML#0', 'capitals/UP.NDJSON#0']);
  });

  it('are told of links that lead to nothing, and never offered their own name', async () => {
    await mkdir(path.join(cwd, 'links'));
    for (const [name, target] of [['loop.yaml', 'loop.yaml'], ['gone.yaml', 'nowhere.yaml'], ['other', 'nowhere']] as const) await symlink(target, path.join(cwd, 'links', name));
    const gone = 'links/gone.yaml: This is a symbolic link, and what it leads to is not there.';
    const loop = 'links/loop.yaml: This is a symbolic link that leads round to itself, and to no file.';
    expect(await refused(['links/loop.yaml', 'links/gone.yaml'])).toEqual([loop, gone]);
    expect(await refused(['links'])).toEqual([gone, loop]);
  });

  it('are globs where no file has that name', async () => {
    expect(await sources(['folder/**/*.{yaml,json}'])).toEqual(['folder/[x].yaml#0', 'folder/deep/y.json#0', 'folder/z.yaml#0']);
    expect(await sources(['folder/[x].yaml'])).toEqual(['folder/[x].yaml#0']);
    expect(await sources([path.join(cwd, 'folder', '*.yaml')])).toEqual([`${cwd}/folder/[x].yaml#0`, `${cwd}/folder/z.yaml#0`]);
  });

  it('name a file twice and get it once', async () => {
    expect(await sources(['a.yaml', './a.yaml', path.join(cwd, 'a.yaml'), 'a.y*ml'])).toEqual(['a.yaml#0']);
  });

  it('that name nothing are all told at once, before anything is read', async () => {
    expect(await refused(['a.yml', 'nowhere/x.yaml', '*.toml', 'empty', 'bad.yaml'])).toEqual([
      'a.yml: There is no such file or folder. Did you mean "a.yaml"?',
      'nowhere/x.yaml: There is no such file or folder.',
      '*.toml: No file matches this pattern. Check the pattern and the folder that it is relative to.',
      'empty: The folder holds no profiles (*.yaml, *.yml, *.json, *.ndjson). Name a file, or create a profile with "ai-path init".',
    ]);
  });

  it('never bring control characters to a terminal', async () => {
    expect(await refused(['\u001b[31mx.yaml'])).toEqual([expect.stringMatching(/^\\u001b\[31mx\.yaml: /)]);
  });

  it('with problems inside are told together, file by file', async () => {
    expect(await refused(['bad.yaml', 'utf16.yaml', 'bad.ndjson'])).toEqual([
      expect.stringMatching(/^bad\.yaml:3:8: terms: /),
      expect.stringMatching(/^utf16\.yaml:1:1: The text is not UTF-8; it looks like UTF-16/),
      expect.stringMatching(/^bad\.ndjson:2:1: organisation: /),
    ]);
  });

  it('that cannot be opened are told, not thrown', async () => {
    await mkdir(path.join(cwd, 'vanishing'), { recursive: true });
    const file = path.join(cwd, 'vanishing', 'v.yaml');
    await writeFile(file, YAML);
    const inputs = streamInputs(['a.yaml', file], context());
    await inputs.next();
    await rm(file);
    const { value } = await inputs.next();
    expect(value).toMatchObject([{ problems: [{ code: 'vanished', message: { en: 'The file was there at the start, and is gone.' } }] }]);
  });
});

describe('standard input', () => {
  it('is read for - and for no argument', async () => {
    expect(await sources(['-'], context(YAML))).toEqual(['-#0']);
    expect(await sources([], context(LINE))).toEqual(['-#0']);
    expect(await sources(['a.yaml', '-', '-'], context(YAML))).toEqual(['a.yaml#0', '-#0']);
  });

  it('is YAML, JSON or a stream, as it looks', async () => {
    expect(await sources([], context(`${YAML}---\n${YAML}`))).toHaveLength(2);
    expect(await sources([], context('{\n', ' "version": 1, "organisation": { "name": "A" }\n}\n'))).toHaveLength(1);
    expect(await sources([], context(`\n${LINE.slice(0, 9)}`, `${LINE.slice(9)}\n${LINE}`))).toEqual(['-#0', '-#1']);
  });

  it('is what the name says that is given to it', async () => {
    expect(await refused([], { ...context(YAML), stdinFilename: 'team/p.json' })).toEqual([expect.stringMatching(/^team\/p\.json:1:1: Expected a value, found "version"/)]);
    expect(await refused([], { ...context(`${YAML}terms: ful\n`), stdinFilename: 'p.yaml' })).toEqual([expect.stringMatching(/^p\.yaml:3:8: terms/)]);
  });

  it.each([['', '-:1:1: There is no profile in this text.'], ['\n\n', '-:1:1: There is no profile in this text.'], [Uint8Array.from([0x61, 0]), '-:1:2: The text contains a NUL byte']])(
    'of %j is refused',
    async (text, expected) => {
      expect((await refused([], context(text)))[0]).toContain(expected);
    },
  );

  it('counts characters, not chunks, of a text that arrives in pieces', async () => {
    const whole = Buffer.from(`${YAML}terms: 中文\n`);
    const pieces = Array.from(whole, (byte) => Uint8Array.of(byte));
    expect(await refused(['-'], context(...pieces))).toEqual([expect.stringContaining('found "中文"')]);
  });
});

describe('a stream', () => {
  it('that is compressed is told once, whatever its name', async () => {
    const packed = gzipSync(`${LINE}\n`.repeat(2)).subarray(0, 20);
    for (const stdinFilename of ['s.ndjson', 's.ndjson.gz', 's']) {
      expect(await refused([], { ...context(packed, '\nx\n', 'y\n'), stdinFilename })).toEqual([expect.stringMatching(/:1:1: The file is compressed \(gzip\)/)]);
    }
  });

  it('is given line by line, before its end is known', async () => {
    async function* endless(): AsyncGenerator<Uint8Array, void> {
      for (;;) yield await Promise.resolve(Buffer.from(`${LINE}\n`));
    }
    const seen: string[] = [];
    for await (const outcome of outcomes([], { cwd, stdin: endless() }, ['terms=full'])) {
      if (!outcome.ok) throw new Error('A line was refused.');
      seen.push(`${outcome.parsed.index} ${String(outcome.parsed.profile.terms)}`);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual(['0 full', '1 full', '2 full']);
  });

  it('goes on after a line that is wrong, whose number it gives', async () => {
    const from = { ...context(`${LINE}\r\n{"version":\r\n\r\n`, Uint8Array.from([0xe9, 0x0a]), LINE), stdinFilename: 's.ndjson' };
    const seen: string[] = [];
    for await (const outcome of outcomes(['-'], from)) {
      seen.push(outcome.ok ? `profile ${outcome.parsed.index}, line ${outcome.parsed.line}` : outcome.problems.map(({ code, position }) => `${code} ${position!.line}:${position!.column}`).join());
    }
    expect(seen).toEqual(['profile 0, line 1', 'json-syntax 2:12', 'encoding 4:1', 'profile 3, line 5']);
  });

  it('gives everything that has arrived at once, and what is missing of a line with the rest of it', async () => {
    const sizes: number[] = [];
    for await (const batch of streamInputs(['-'], { ...context(`${LINE}\n${LINE}\n${LINE.slice(0, 5)}`, `${LINE.slice(5)}\n`), stdinFilename: 's.ndjson' })) sizes.push(batch.length);
    expect(sizes).toEqual([2, 1]);
  });

  it('counts a line that is too long as one line', async () => {
    async function* long(): AsyncGenerator<Uint8Array, void> {
      for (let index = 0; index < 250; index += 1) yield await Promise.resolve(Buffer.alloc(100_000, 'x'));
      yield await Promise.resolve(Buffer.from(`x\n${LINE}\n`));
    }
    const seen: string[] = [];
    for await (const outcome of outcomes(['-'], { cwd, stdin: long(), stdinFilename: 's.ndjson' })) {
      seen.push(outcome.ok ? `profile ${outcome.parsed.index}, line ${outcome.parsed.line}` : outcome.problems.map(({ code, position }) => `${code} ${position!.line}:${position!.column}`).join());
    }
    expect(seen).toEqual(['too-large 1:1', 'profile 1, line 2']);
  });

  it('may be of any length, but not one line of it', async () => {
    async function* oneLine(): AsyncGenerator<Uint8Array, void> {
      for (let index = 0; index < 200; index += 1) yield await Promise.resolve(Buffer.alloc(100_000, 'x'));
    }
    expect((await refused([], { cwd, stdin: oneLine(), stdinFilename: 's.ndjson' }))[0]).toBe(
      's.ndjson:1:1: The text is too large: it must be smaller than 10 MB. Split it, or write one profile per line into a .ndjson file, which may be of any length.',
    );
    expect((await refused([], { cwd, stdin: oneLine() }))[0]).toContain('-:1:1: The text is too large');
  });
});
