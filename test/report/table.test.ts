import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/report/formats.js';
import { PLAIN_STYLE, type Style } from '../../src/report/layout/rich.js';
import { DEFAULT_OPTIONS, type RenderOptions } from '../../src/report/options.js';
import { renderTable } from '../../src/report/table.js';
import { anyAssessment } from './arbitrary.js';
import { everyKind, hostile, HOSTILE_TEXTS, oneHybrid, oneWorkload } from './fixtures.js';
import { expectGolden } from './golden.js';

const render = (options: Partial<RenderOptions>, ...assessments: Parameters<typeof renderTable>[0]): string => renderTable(assessments, { ...DEFAULT_OPTIONS, ...options });
const BOTH = ['en', 'zh'] as const;

/** Marks that show where a colour would begin and end. */
const MARKING: Style = Object.fromEntries(Object.keys(PLAIN_STYLE).map((tone) => [tone, (text: string) => `{${tone}:${text}}`])) as Style;

describe('the table', () => {
  for (const language of BOTH) {
    for (const width of [80, 120]) {
      it(`reads well in ${language} at ${width} columns`, () => {
        expectGolden(`table.${language}.${width}.txt`, render({ language, width }, everyKind(language)));
      });
    }
    it(`shows in ${language} how the numbers come about`, () => {
      expectGolden(`derivation.${language}.80.txt`, render({ language, derivation: {} }, oneWorkload(language)));
    });
  }

  it('puts all organisations first where there are several', () => {
    expectGolden('table.several.en.80.txt', render({}, oneWorkload('en'), oneHybrid('en')));
  });

  it('stands one below the other in a narrow window', () => {
    expectGolden('table.en.44.txt', render({ width: 44 }, oneHybrid('en')));
  });

  it('is drawn with ASCII where the terminal has no more', () => {
    const ascii = render({ unicode: false }, everyKind('en'));
    expect(ascii).toMatch(/^[\x20-\x7e\n]*$/);
    expectGolden('table.ascii.80.txt', ascii);
  });

  it('says with colour what it says without', () => {
    const marked = render({ style: MARKING }, everyKind('en'));
    expect(marked).toContain('{local:LOCAL}');
    expect(marked.replace(/\{\w+:([^{}]*)\}/g, '$1')).toBe(render({}, everyKind('en')));
  });

  it('shows one workload alone with its derivation, when asked for that one', () => {
    const shown = render({ derivation: { workload: 'tagging' } }, everyKind('en'));
    expect(shown).toContain('Sum: LOCAL leads');
    expect(shown).not.toContain('Ask next    How strong is the team');
  });

  it('cuts a name that never ends, and nothing else', () => {
    const lines = render({}, hostile('W'.repeat(300))).split('\n');
    expect(lines.slice(0, 3).join('').replaceAll(' ', '')).toMatch(/^W+…$/);
  });

  it('is never wider than the terminal', () => {
    fc.assert(
      fc.property(anyAssessment, fc.integer({ min: 24, max: 140 }), fc.constantFrom(...BOTH), fc.boolean(), fc.boolean(), (assessment, width, language, unicode, detailed) => {
        const shown = render({ width, language, unicode, ...(detailed ? { derivation: {} } : {}) }, assessment, assessment);
        for (const line of shown.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it.each(HOSTILE_TEXTS)('is not steered by %j', (text) => {
    const shown = render({ derivation: {} }, hostile(text));
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(shown).not.toMatch(/^\s*::|##\w*\[/m);
    for (const line of shown.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });
});

/** The one command that a line of annotations may hold: at its beginning. */
const ANNOTATION = /^::(?:error|warning|notice) (?:(?:file|line|col|title)=[^,:\n]*,?)+::/gm;

describe('every format', () => {
  it('is listed under its own id', () => {
    expect(Object.entries(FORMATS).map(([id, format]) => [id, format.id])).toEqual(Object.keys(FORMATS).map((id) => [id, id]));
    expect(Object.keys(FORMATS)).toEqual(['table', 'markdown', 'html', 'json', 'ndjson', 'github', 'sarif']);
  });

  it('holds no control character, whatever the profile says', async () => {
    const formats = await Promise.all(Object.values(FORMATS).map(async ({ id, load }) => ({ id, render: await load() })));
    fc.assert(
      fc.property(anyAssessment, fc.constantFrom(...formats), fc.constantFrom(...BOTH), (assessment, format, language) => {
        const shown = format.render([assessment], { ...DEFAULT_OPTIONS, language });
        // Joiners that spelling or emoji need may stay in documents.
        expect(shown.replace(/[\n\u200c\u200d]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(format.id === 'github' ? shown.replace(ANNOTATION, '') : shown).not.toMatch(/^\s*::|##[a-z]*\[/im);
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  it('ends with a line break, and is the same each time', async () => {
    for (const { load } of Object.values(FORMATS)) {
      const render = await load();
      const once = render([everyKind('en')], DEFAULT_OPTIONS);
      expect(once.endsWith('\n')).toBe(true);
      expect(render([everyKind('en')], DEFAULT_OPTIONS)).toBe(once);
    }
  });
});
