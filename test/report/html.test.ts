import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html.js';
import { wordedFormula } from '../../src/report/money.js';
import { splitByLoad } from './assessed.js';
import { everyKind, hostile, HOSTILE_TEXTS, oneHybrid, oneWorkload } from './fixtures.js';

const ids = (page: string): readonly string[] => [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
const targets = (page: string): readonly string[] => [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id = '']) => id);

describe('the page', () => {
  it.each(['en', 'zh'] as const)('leads in %s from every link to its place, and gives no place twice', (language) => {
    const page = renderHtml([everyKind(language), oneHybrid(language)], language);
    expect(new Set(ids(page)).size).toBe(ids(page).length);
    expect(targets(page).filter((target) => !ids(page).includes(target))).toEqual([]);
    expect(page).toContain(`<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">`);
  });

  it('asks nothing of the network and runs nothing', () => {
    const page = renderHtml([everyKind('en')], 'en');
    expect(page).not.toMatch(/<script|<link|<img|<iframe|https?:|url\(|@import|javascript:| on\w+=/i);
  });

  it('links every contribution to its derivation, and every derivation to the sources', () => {
    const page = renderHtml([oneWorkload('en')], 'en');
    for (const id of ['data_control', 'cost', 'quality', 'operability', 'customisation', 'continuity']) {
      expect(page).toContain(`<a href="#w1-p1-${id}">`);
      expect(page).toMatch(new RegExp(`<tr id="w1-p1-${id}">.*?<a class="small" href="#sources">`));
    }
    for (const fact of ['a3f1'.repeat(16), '5e7d'.repeat(16), '2025-11-14', 'Seed: 1', 'ai-path 0.1.0']) expect(page).toContain(fact);
  });

  it.each(HOSTILE_TEXTS)('is not taken over by %j', (text) => {
    const page = renderHtml([hostile(text)], 'en');
    const tags = [...page.matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, tag = '']) => tag.toLowerCase());
    const own = new Set([...renderHtml([hostile('plain')], 'en').matchAll(/<\/?([a-z0-9!]+)/gi)].map(([, tag = '']) => tag.toLowerCase()));
    expect(tags.filter((tag) => !own.has(tag))).toEqual([]);
    expect(page.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    expect(page).not.toMatch(/^\s*::|##\w*\[/m);
    expect(page).not.toMatch(/<[^>]* on\w+=/i);
  });
});

describe('a load that is split', () => {
  it.each(['en', 'zh'] as const)('is drawn in %s with its base, and names parts, not ids', (language) => {
    const assessment = splitByLoad(language);
    const page = renderHtml([assessment], language);
    expect(page.match(/class="plot load"/g)).toHaveLength(1);
    const { split } = assessment.workloads[0]!.cost!.loads![0]!;
    expect(page).toContain(`${Number(split!.requests_per_second.toPrecision(2))}${language === 'en' ? ' a second</span>' : ' 次</span>'}`);
    // Its one class has no name that a reader has ever seen.
    expect(page).not.toMatch(/>all<|· all ·/);
  });

  it('marks what is written in English on a Chinese page, and says so', () => {
    const page = renderHtml([splitByLoad('zh')], 'zh');
    expect(page).toContain('出处及其说明按原文（英文）列出。');
    expect(page).toMatch(/<span lang="en">BLS medians/);
    expect(renderHtml([splitByLoad('en')], 'en')).not.toContain('lang="en">BLS');
  });

  it('has words in both languages for every piece of every formula', () => {
    const formulas = splitByLoad('zh').workloads[0]!.cost!.lines.map((line) => wordedFormula(line, 'zh'));
    expect(formulas.length).toBeGreaterThan(5);
    expect(formulas.filter((formula) => /[a-z]{2}/.test(formula.replaceAll('GPU', '')))).toEqual([]);
  });
});
