import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, markdownCode, markdownTable } from '../../../src/report/layout/markdown.js';
import { displayWidth } from '../../../src/report/layout/width.js';

describe('text in markdown', () => {
  it.each([
    ['data_control', 'data_control'],
    ['_emphasis_', '\\_emphasis\\_'],
    ['a|b', 'a\\|b'],
    ['<script>', '&lt;script&gt;'],
    ['[x](y)', '\\[x\\](y)'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['1.0.0', '1.0.0'],
    ['`code`', '\\`code\\`'],
    ['https://evil.example', 'https&#58;//evil.example'],
    ['www.evil.example', 'www&#46;evil.example'],
    ['me@evil.example', 'me&#64;evil.example'],
    ['fixes #12', 'fixes &#35;12'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['R&D', 'R&D'],
    ['$x$', '\\$x\\$'],
    ['one\n# two', 'one # two'],
    ['--- ', '\\---'],
    ['\u001b[2J', '␛\\[2J'],
  ])('%j is written %j', (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  it('as code gets a fence that it cannot close', () => {
    expect(markdownCode('a`b``c')).toBe('``` a`b``c ```');
    expect(markdownCode('a|b')).toBe('`a\\|b`');
  });

  it('holds no sign that is neither escaped nor harmless', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'\\`*_[]|~$<>#!&;:@.-+= 1a中\n'.split('')) }), (text) => {
        const unescaped = escapeMarkdown(text).replace(/\\[!-/:-@[-`{-~]/g, 'x');
        expect(unescaped).not.toMatch(/[`*[\]|~$<>\\\n]|^[#+=-]|^\d+[.)](\s|$)/);
      }),
    );
  });
});

describe('a markdown table', () => {
  it('lines up in its source, in English and Chinese', () => {
    const table = markdownTable([{ header: '准则' }, { header: 'Adds', align: 'right' }, { header: 'From' }], [['数据掌控', '+0.1', 'x'], ['cost', '-0.25', 'a longer reason']]);
    expect(table).toBe(['| 准则     |  Adds | From |', '| -------- | ----: | ---- |', '| 数据掌控 |  +0.1 | x    |', '| cost     | -0.25 | a longer reason |'].join('\n'));
    expect(new Set(table.split('\n').slice(0, 3).map(displayWidth)).size).toBe(1);
  });
});
