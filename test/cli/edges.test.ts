// The edges of the command line that need no process: options, language, terminal, errors, files.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeFailure, Interrupted } from '../../src/cli/failure.js';
import { languageOf, languageOption } from '../../src/cli/language.js';
import { parseDate, parseFormat, parseSeed, parseWeights, settleOptionalValues } from '../../src/cli/options.js';
import { identityOf, outputTo, writeFiles, writeNewFile, writePrivateFile } from '../../src/cli/output.js';
import { answersFile, forgetAnswers, loadAnswers, saveAnswers } from '../../src/cli/saved-answers.js';
import { canAsk, hasColour, hasUnicode, widthOf } from '../../src/cli/terminal.js';
import { AiPathError } from '../../src/error.js';
import { CRITERIA } from '../../src/profile/vocabulary.js';
import { FORMATS } from '../../src/report/formats.js';
import { FORMAT_TEXTS } from '../../src/text/cli.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ai-path-edges-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('help', () => {
  it('names every format that there is, and no other', () => {
    expect(Object.keys(FORMAT_TEXTS)).toEqual(Object.keys(FORMATS));
  });
});

describe('values of options', () => {
  it('takes a format with or without a file, whose name may contain =', () => {
    expect(parseFormat('json', ['json'])).toEqual({ format: 'json' });
    expect(parseFormat('json=a=b.json', ['json'])).toEqual({ format: 'json', file: 'a=b.json' });
    expect(() => parseFormat('json=', ['json'])).toThrow(AiPathError);
  });

  it.each(['2026-02-29', '2026-2-1', '26-02-01', '2026-13-01', 'today', ''])('refuses %j as a date', (value) => {
    expect(() => parseDate(value)).toThrow(AiPathError);
  });

  it('takes the 29th of February in a leap year', () => {
    expect(parseDate('2028-02-29')).toBe('2028-02-29');
  });

  it('takes seeds from 0 to 2^32 - 1', () => {
    expect([parseSeed('0'), parseSeed('4294967295')]).toEqual([0, 4294967295]);
    for (const value of ['4294967296', '-1', '1.5', '1e3', '', 'x']) expect(() => parseSeed(value)).toThrow(AiPathError);
  });

  it('takes weights as a rank or as points', () => {
    expect(parseWeights('rank:cost,quality')).toEqual({ rank: ['cost', 'quality'] });
    expect(parseWeights('points: cost=40, quality=60.5')).toEqual({ points: { cost: 40, quality: 60.5 } });
    expect(parseWeights(`rank:${CRITERIA.join(',')}`)).toEqual({ rank: [...CRITERIA] });
  });

  it('takes the word after --derivation for its ID only where it looks like one and no file has that name', () => {
    writeFileSync(join(folder, 'chat'), '');
    expect(settleOptionalValues(['assess', '--derivation', 'p.yaml'])).toEqual(['assess', '--derivation=', 'p.yaml']);
    expect(settleOptionalValues(['assess', 'p.yaml', '--derivation'])).toEqual(['assess', 'p.yaml', '--derivation=']);
    expect(settleOptionalValues(['assess', '--derivation', 'chat-7', 'p.yaml'])).toEqual(['assess', '--derivation=chat-7', 'p.yaml']);
    expect(settleOptionalValues(['assess', '--derivation', '--quiet'])).toEqual(['assess', '--derivation=', '--quiet']);
    expect(settleOptionalValues(['assess', '--', '--derivation', 'chat-7'])).toEqual(['assess', '--', '--derivation', 'chat-7']);
    expect(settleOptionalValues(['assess', '--derivation', join(folder, 'chat')])).toHaveLength(3);
  });
});

describe('language', () => {
  it.each([
    [{}, 'en'], [{ LANG: 'zh_CN.UTF-8' }, 'zh'], [{ LANG: 'zh' }, 'zh'], [{ LANG: 'zh-Hans' }, 'zh'], [{ LANG: 'zha_CN' }, 'en'], [{ LANG: 'C' }, 'en'],
    [{ LC_ALL: 'en_GB', LANG: 'zh_CN' }, 'en'], [{ LC_ALL: '', LC_MESSAGES: 'zh_TW', LANG: 'en_US' }, 'zh'],
  ])('%o is %s', (env, language) => {
    expect(languageOf(env)).toBe(language);
  });

  it('reads --lang wherever it stands before --, the last one wins', () => {
    expect(languageOption(['assess', '--lang', 'zh'])).toBe('zh');
    expect(languageOption(['--lang=en', 'assess', '--lang=zh'])).toBe('zh');
    expect(languageOption(['assess', '--', '--lang', 'zh'])).toBeUndefined();
    expect(languageOption(['assess'])).toBeUndefined();
  });
});

describe('the terminal', () => {
  it('is as wide as COLUMNS says, else as it is, else 80; never too narrow to lay out', () => {
    expect(widthOf({ columns: 100 }, { COLUMNS: '60' })).toBe(60);
    expect(widthOf({ columns: 100 }, {})).toBe(100);
    expect(widthOf({}, {})).toBe(80);
    expect(widthOf({ columns: 100 }, { COLUMNS: 'wide' })).toBe(100);
    expect(widthOf({ columns: 3 }, {})).toBe(24);
  });

  it.each([
    [true, {}, true], [false, {}, false], [true, { NO_COLOR: '1' }, false], [true, { NO_COLOR: '' }, true], [true, { TERM: 'dumb' }, false],
    [false, { FORCE_COLOR: '1' }, true], [true, { FORCE_COLOR: '0' }, false], [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, true],
  ])('has colours: terminal %o, %o: %o', (isTTY, env, expected) => {
    expect(hasColour({ isTTY }, env)).toBe(expected);
  });

  it('draws Unicode unless the locale names another charset', () => {
    expect([hasUnicode({}), hasUnicode({ LANG: 'de_DE.UTF-8' }), hasUnicode({ LANG: 'C' })]).toEqual([true, true, true]);
    expect([hasUnicode({ LANG: 'de_DE.ISO-8859-1' }), hasUnicode({ TERM: 'linux' })]).toEqual([false, false]);
  });

  it('can only be asked at where somebody sees the question and can answer', () => {
    const tty = { isTTY: true };
    expect(canAsk(tty, tty, {})).toBe(true);
    expect(canAsk({}, tty, {})).toBe(false);
    expect(canAsk(tty, {}, {})).toBe(false);
    expect(canAsk(tty, tty, { CI: 'true' })).toBe(false);
    expect(canAsk(tty, tty, { CI: 'false' })).toBe(true);
    expect(canAsk(tty, tty, { TERM: 'dumb' })).toBe(false);
  });
});

describe('how errors end', () => {
  const at = { language: 'en', version: '1.2.3', node: '20.19.0', platform: 'linux x64', command: 'ai-path assess' } as const;
  const text = (words: string) => ({ en: words, zh: words });

  it('says every problem on a line of its own, and nothing in it makes a second one', () => {
    const error = new AiPathError('input', [
      { code: 'a', source: 'p.yaml', message: text('one\nforged line') },
      { code: 'b', source: 'p\u001b[2J.yaml', position: { line: 2, column: 3 }, path: 'budget', message: text('two'), remedy: text('do this') },
    ]);
    const { lines, exitCode } = describeFailure(error, at);
    expect(exitCode).toBe(2);
    expect(lines).toEqual(['p.yaml: one forged line', 'p␛[2J.yaml:2:3: budget: two do this']);
  });

  it('keeps the stack of what nobody foresaw, and says how to report it', () => {
    const { lines, exitCode } = describeFailure(new TypeError('x is not a function'), at);
    expect(exitCode).toBe(3);
    expect(lines[0]).toBe('ai-path: internal error: x is not a function');
    expect(lines[1]).toMatch(/at .*edges\.test\.ts/);
    expect(lines.at(-1)).toContain('ai-path 1.2.3, Node.js 20.19.0, linux x64, command: ai-path assess');
  });

  it('has a line for whatever else is thrown', () => {
    expect(describeFailure('nonsense', at)).toMatchObject({ exitCode: 3 });
    expect(describeFailure(new AiPathError('internal', [{ code: 'x', source: 'x', message: text('broken') }]), at)).toMatchObject({ exitCode: 3 });
  });

  it('ends an interruption with 130', () => {
    expect(describeFailure(new Interrupted(), at)).toEqual({ lines: ['Interrupted.'], exitCode: 130 });
    expect(describeFailure(new Interrupted('kept in x'), at).lines).toEqual(['kept in x']);
  });
});

describe('files', () => {
  const path = (name: string): string => join(folder, name);
  const content = (name: string): string => readFileSync(path(name), 'utf8');

  it('are all written, or none of them, and nothing is left behind', async () => {
    writeFileSync(path('a'), 'before');
    await expect(writeFiles([{ file: path('a'), text: 'after' }, { file: path('b'), text: 'b' }, { file: path('nowhere/c'), text: 'c' }])).rejects.toThrow(/cannot be written/);
    expect(content('a')).toBe('before');
    expect(readdirSync(folder)).toEqual(['a']);
    await writeFiles([{ file: path('a'), text: 'after' }, { file: path('b'), text: 'b' }]);
    expect([content('a'), content('b'), readdirSync(folder).length]).toEqual(['after', 'b', 2]);
  });

  it('keep their permissions, and links stay links', async () => {
    writeFileSync(path('a'), 'before');
    chmodSync(path('a'), 0o640);
    symlinkSync('a', path('link'));
    await writeFiles([{ file: path('link'), text: 'after' }]);
    expect(content('a')).toBe('after');
    expect(statSync(path('a')).mode & 0o777).toBe(0o640);
  });

  it('that must be new never replace one', () => {
    writeFileSync(path('a'), 'mine');
    expect(() => writeNewFile(path('a'), 'theirs')).toThrow(AiPathError);
    expect(content('a')).toBe('mine');
    writeNewFile(path('b'), 'new');
    expect(content('b')).toBe('new');
  });

  it('that are private are readable by their owner alone, in folders that are made', async () => {
    await writePrivateFile(path('x/y/answers'), 'secret');
    expect(statSync(path('x/y/answers')).mode & 0o777).toBe(0o600);
    expect(statSync(path('x/y')).mode & 0o777).toBe(0o700);
  });

  it('are the same by whatever name', () => {
    writeFileSync(path('a'), '');
    symlinkSync('a', path('link'));
    expect(identityOf(path('link'))).toBe(identityOf(path('a')));
    expect(identityOf(path('./new'))).toBe(identityOf(path('x/../new')));
    expect(identityOf(path('new'))).not.toBe(identityOf(path('newer')));
  });

  it('say nothing on stderr when it is to be quiet', () => {
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
    outputTo(stream, stream, true).note('hello');
    outputTo(stream, stream, false).note('hello');
    expect(written).toEqual(['hello\n']);
  });
});

describe('answers between two starts', () => {
  const given = [
    { question: 'organisation.name', reply: { kind: 'value', value: 'unknown: "yes"' } },
    { question: 'budget', reply: { kind: 'unknown' } },
    { question: 'terms', reply: { kind: 'skipped' } },
    { question: 'house_rules', reply: { kind: 'value', value: ['in_country'] } },
    { question: 'sensitive_share', reply: { kind: 'value', value: 0.3 } },
  ] as const;

  it('come back as they were given', async () => {
    const file = join(folder, 'state/ai-path/answers.yaml');
    await saveAnswers(file, { date: '2026-11-23', given });
    expect(loadAnswers(file)).toEqual({ date: '2026-11-23', given });
    forgetAnswers(file);
    expect(existsSync(file)).toBe(false);
    expect(loadAnswers(file)).toBeUndefined();
  });

  it.each(['', 'not: [yaml', 'version: 2', 'version: 1\ndate: 2026-11-23\nanswers: [{ question: a, value: { deep: 1 } }]', '&a [*a, *a]'])('are none where the file is damaged: %j', (text) => {
    writeFileSync(join(folder, 'answers.yaml'), text);
    expect(loadAnswers(join(folder, 'answers.yaml'))).toBeUndefined();
  });

  it('are kept where the XDG specification says', () => {
    expect(answersFile({ XDG_STATE_HOME: '/var/state', HOME: '/home/a' })).toBe('/var/state/ai-path/answers.yaml');
    expect(answersFile({ HOME: '/home/a' })).toBe('/home/a/.local/state/ai-path/answers.yaml');
    expect(answersFile({ XDG_STATE_HOME: 'relative', HOME: '/home/a' })).toBe('/home/a/.local/state/ai-path/answers.yaml');
  });
});
