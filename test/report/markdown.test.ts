import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.js';
import { everyKind, hostile, HOSTILE_TEXTS, oneHybrid, oneWorkload } from './fixtures.js';
import { expectGolden } from './golden.js';

describe('the markdown report', () => {
  it.each(['en', 'zh'] as const)('reads well in %s', (language) => {
    expectGolden(`markdown.${language}.md`, renderMarkdown([everyKind(language)], language));
  });

  it('parts several profiles by a rule', () => {
    expect(renderMarkdown([oneWorkload('en'), oneHybrid('en')], 'en')).toMatch(/\n---\n\n# North Bank: what to run where\n/);
  });

  it('names every version and hash that it rests on', () => {
    const report = renderMarkdown([oneWorkload('en')], 'en');
    for (const fact of ['a3f1'.repeat(16), '5e7d'.repeat(16), '1.2.0', '2025-11-14', 'Seed: 1', 'ai-path 0.1.0', '2025']) expect(report).toContain(fact);
  });

  it('has rows with as many cells as their header', () => {
    for (const text of ['plain', ...HOSTILE_TEXTS]) {
      const tables = renderMarkdown([hostile(text)], 'en').split('\n\n').filter((block) => block.startsWith('|'));
      for (const table of tables) expect(new Set(table.split('\n').map((line) => line.replace(/\\\|/g, '').split('|').length)).size).toBe(1);
    }
  });

  it.each(HOSTILE_TEXTS)('is not taken over by %j', (text) => {
    const report = renderMarkdown([hostile(text)], 'en');
    const prose = report.replace(/(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)/g, 'code').replaceAll('<br>', ' ').replace(/\\[!-/:-@[-`{-~]/g, 'x');
    expect(prose).not.toMatch(/<|\]\(|!\[|`|~|\$|https?:\/\/|www\.|@\w/);
    expect(report).not.toMatch(/^\s*::|##\w*\[|^# heading|^1\. item|^> quote/m);
  });
});
