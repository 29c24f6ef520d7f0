/** The page in a real Chromium. Without one, `npm test` says what it left out; `.ci/run` installs and requires it. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html.js';
import { assessed, splitByLoad } from './assessed.js';
import { everyKind, hostile } from './fixtures.js';

const EXECUTABLE = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => file !== undefined && existsSync(file));
const REQUIRED = process.env['REQUIRE_CHROMIUM'] === '1';
if (EXECUTABLE === undefined) console.warn('No Chromium is installed (or named by CHROMIUM): the tests of the HTML page in a browser are left out.');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

it('has a browser where one is required', () => expect(REQUIRED && EXECUTABLE === undefined).toBe(false));

describe.skipIf(EXECUTABLE === undefined)('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: EXECUTABLE ?? '', args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser.close();
  });

  interface Seen { readonly page: Page; readonly requests: readonly string[]; readonly complaints: readonly string[] }

  async function open(html: string, width: number, colorScheme: 'light' | 'dark'): Promise<Seen> {
    // axe has to get into a page that allows no scripts.
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => { complaints.push(dialog.message()); void dialog.dismiss(); });
    await page.setContent(html, { waitUntil: 'load' });
    return { page, requests, complaints };
  }

  async function violations(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const { axe: checker } = globalThis as unknown as { axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
      const { violations: found } = await checker.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    });
  }

  for (const language of ['en', 'zh'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [360, 1280]) {
        it.each([['every kind of answer', everyKind], ['money, break-even and sources', () => assessed('kite-support', language)], ['a load that is split', splitByLoad]] as const)(`reads in ${language}, ${colorScheme}, at ${width} pixels, and is accessible, with %s`, async (_, make) => {
          const { page, requests, complaints } = await open(renderHtml([make(language)], language), width, colorScheme);
          const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
          expect({ overflow, requests, complaints, violations: await violations(page) }).toEqual({ overflow: 0, requests: [], complaints: [], violations: [] });
          await page.context().close();
        }, 120_000);
      }
    }
  }

  it('leads from every amount, contribution and share to where it comes from, with its date, in one click', async () => {
    const { page } = await open(renderHtml([assessed('kite-support', 'en')], 'en'), 1280, 'light');
    const astray = await page.evaluate<string[]>(`(() => {
      const shown = [...document.querySelectorAll('.hero .amount, .card:not(.how) .amount, .card:not(.how) .share, .fallchart td.n, .glance td.n')];
      const dated = (place) => /20\\d\\d-\\d\\d/.test(place.textContent) || [...place.querySelectorAll('a[href^="#"]')].some((link) => /20\\d\\d-\\d\\d/.test(document.querySelector(link.hash).textContent));
      return shown.length < 30 ? ['too few numbers: ' + shown.length] : shown.flatMap((number) => {
        const link = number.closest('a[href^="#"]') ?? number.querySelector('a[href^="#"]');
        const place = link === null ? null : document.querySelector(link.hash);
        return place !== null && dated(place) ? [] : [number.textContent];
      });
    })()`);
    expect(astray).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('draws where both sides cost the same, and where the reader is', async () => {
    const { page } = await open(renderHtml([assessed('kite-support', 'en')], 'en'), 360, 'light');
    const drawn = await page.evaluate<{ here: string; even: string; below: number; cut: number }>(`(() => {
      const [here, even] = ['.here-flag', '.even-flag'].map((flag) => document.querySelector(flag));
      const [left, right] = ['.here-line', '.even-line'].map((line) => Number(document.querySelector(line).getAttribute('x1')));
      const cut = [...document.querySelectorAll('.flag, .xticks span')].filter((label) => label.getBoundingClientRect().right > innerWidth || label.getBoundingClientRect().left < 0).length;
      return { here: here.textContent, even: even.textContent, below: Math.sign(right - left), cut };
    })()`);
    expect(drawn).toEqual({ here: 'you: 150,000 a day', even: expect.stringMatching(/^same cost: .* a day$/) as unknown, below: 1, cut: 0 });
    await page.context().close();
  }, 120_000);

  it('runs nothing of what a profile says', async () => {
    for (const text of ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</style><script>alert(1)</script>', '\u202eabc', '\u001b[31mred']) {
      const { page, requests, complaints } = await open(renderHtml([hostile(text)], 'en'), 1280, 'light');
      expect({ requests, complaints, scripts: await page.evaluate<number>("document.querySelectorAll('script, img').length") }).toEqual({ requests: [], complaints: [], scripts: 0 });
      await page.context().close();
    }
  }, 120_000);

  it('prints with every section', async () => {
    const { page } = await open(renderHtml([everyKind('en')], 'en'), 1280, 'dark');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.byteLength).toBeGreaterThan(20_000);
    await page.context().close();
  }, 120_000);
});
