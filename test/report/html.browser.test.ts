/** The page in a real Chromium. Without one, `npm test` says what it left out; `.ci/run` installs and requires it. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html.js';
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
        it(`reads in ${language}, ${colorScheme}, at ${width} pixels, and is accessible`, async () => {
          const { page, requests, complaints } = await open(renderHtml([everyKind(language)], language), width, colorScheme);
          const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
          expect({ overflow, requests, complaints, violations: await violations(page) }).toEqual({ overflow: 0, requests: [], complaints: [], violations: [] });
          await page.context().close();
        }, 120_000);
      }
    }
  }

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
