/** The catalogue's data: what it must hold, and what every row must say. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInCatalogue, lifeStatus } from '../../src/catalogue/catalogue.js';
import { checkCatalogueFiles } from '../../src/catalogue/check-files.js';
import { known } from '../../src/catalogue/fact.js';
import { DATA_FILES } from '../../src/catalogue/vocabulary.js';
import { GRADES } from '../../src/catalogue/vocabulary.js';
import { formatProblem } from '../../src/error.js';
import { TASKS } from '../../src/profile/vocabulary.js';

const TODAY = '2026-11-23';
const catalogue = builtInCatalogue();
const folder = new URL('../../src/catalogue/data/', import.meta.url);
const files = DATA_FILES.map((name) => ({ file: `${name}.yaml`, text: readFileSync(new URL(`${name}.yaml`, folder), 'utf8') }));

describe('the catalogue as a whole', () => {
  test('its files have no problem', () => {
    expect(checkCatalogueFiles(files).map((problem) => formatProblem(problem, 'en'))).toEqual([]);
  });

  test('each file says up to which day it was kept, and carries its digest', () => {
    for (const asOf of Object.values(catalogue.asOf)) expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const sha256 of Object.values(catalogue.sha256)) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(TASKS)('%s can be done by at least two open models and two APIs that still answer', (task) => {
    expect(catalogue.modelsFor(task).length).toBeGreaterThanOrEqual(2);
    expect(catalogue.apisFor(task).filter(({ life }) => lifeStatus(life, TODAY) !== 'retired').length).toBeGreaterThanOrEqual(2);
  });

  test('no page of a package registry is cited', () => {
    for (const { text } of files) expect(text).not.toMatch(/npmjs\.(com|org)|pypi\.org|crates\.io/);
  });

  test('what a person reads is there in English and in Chinese', () => {
    const texts = files.flatMap(({ text }) => [...text.matchAll(/\{ en: (.*?), zh: (.*?) \}/g)]);
    expect(texts.length).toBeGreaterThan(200);
    for (const [, en, zh] of texts) {
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('the systems that the article names', () => {
  test('stable-zero123 is two files under two licences', () => {
    const research = catalogue.findModel('stable-zero123')!;
    const commercial = catalogue.findModel('stable-zero123-c')!;
    expect(research.repository).toBe(commercial.repository);
    expect([research.file, commercial.file]).toEqual(['stable_zero123.ckpt', 'stable_zero123_c.ckpt']);
    expect(catalogue.licenceOf(research)?.commercial_use).toBe('prohibited');
    expect(catalogue.licenceOf(commercial)?.revenue_limit).toEqual({ usd_per_year: 1_000_000, effect: 'terminates', scope: 'group' });
  });

  test('their common repository alone names neither of them', () => {
    expect(catalogue.findModel('stabilityai/stable-zero123')).toBeUndefined();
  });

  test('gpt-4 ended on 2026-10-23, and what follows it is there and answers', () => {
    const gpt4 = catalogue.findApi('gpt-4', 'openai')!;
    expect(known(gpt4.life.shutdown)).toBe('2026-10-23');
    expect(lifeStatus(gpt4.life, TODAY)).toBe('retired');
    expect(gpt4.life.successors).not.toEqual([]);
    for (const id of gpt4.life.successors) expect(lifeStatus(catalogue.findApi(id, 'openai')?.life, TODAY)).toBe('active');
  });

  test('gpt-4 makes no 3D models', () => {
    expect(catalogue.findApi('gpt-4')?.tasks).not.toContain('image-to-3d');
  });

  test('a profile may name qwen-plus at alibaba', () => {
    expect(catalogue.findApi('qwen-plus', 'alibaba')?.provider).toBe('alibaba');
  });
});

describe('conditions that a rule depends on', () => {
  test.each([...catalogue.apis.values()].filter(({ life }) => life.status === 'retired'))('$provider/$id is retired and names what follows it', ({ provider, life }) => {
    expect(life.successors.length).toBeGreaterThan(0);
    for (const id of life.successors) expect(catalogue.findApi(id, provider)?.life.status).not.toBe('retired');
  });

  test('every price and every licence of a model says where it was read, and when', () => {
    for (const { price } of catalogue.apis.values()) {
      if (price !== undefined) expect([price.source.length > 0, /^\d{4}/.test(price.date), GRADES.includes(price.grade)]).toEqual([true, true, true]);
    }
    for (const { licence } of catalogue.models.values()) {
      if (licence !== 'unknown') expect([licence.source.length > 0, /^\d{4}/.test(licence.date), GRADES.includes(licence.grade)]).toEqual([true, true, true]);
    }
  });

  test('Hunyuan3D is licensed neither for use nor for showing its outputs in the EU, the United Kingdom and South Korea', () => {
    const licence = catalogue.licenceOf(catalogue.findModel('hunyuan3d-2')!);
    expect(licence?.territory).toEqual({ excluded: ['EU', 'GB', 'KR'], binds: ['use', 'outputs'], applies_to: 'all' });
  });

  test('a limit on users stops Llama, but only puts a label on Kimi', () => {
    expect(catalogue.findLicence('llama-3.3-community')?.users_limit?.effect).toBe('permission_needed');
    expect(catalogue.findLicence('kimi-modified-mit')?.users_limit?.effect).toBe('label_only');
  });

  test('Anthropic sells neither to the mainland nor to those whom somebody from there owns', () => {
    const anthropic = catalogue.findProvider('anthropic')!;
    expect(known(anthropic.not_offered_in)).toContain('CN');
    expect(known(anthropic.not_offered_to_owners_in)).toContain('CN');
  });

  test('what was looked for and not found stays unknown: DeepSeek on training', () => {
    const { trains_by_default: trains } = catalogue.findProvider('deepseek')!;
    expect(trains).toBe('unknown');
    expect(known(trains)).toBeUndefined();
  });

  test('chips know the seat of their vendor', () => {
    expect(catalogue.findGpu('rtx-4090')?.vendor_country).toBe('US');
    expect(catalogue.findGpu('ascend-910b')?.vendor_country).toBe('CN');
  });

  test('a layout that has no formula states no bytes', () => {
    const { kv } = catalogue.findModel('deepseek-v4-pro')!;
    expect(kv?.layout).toBe('csa-hca-compressed');
    expect(kv?.bytes_per_token_bf16).toBeUndefined();
  });

  test.each([...catalogue.models.values()].filter(({ kv }) => kv?.layout === 'gqa'))('$id: bytes per token follow from heads and layers', ({ kv }) => {
    expect(kv?.bytes_per_token_bf16).toBe(2 * kv!.layers * kv!.kv_heads! * kv!.head_dim! * 2);
  });

  test.each([...catalogue.models.values()].filter(({ kv }) => kv?.layout === 'mla'))('$id: bytes per token follow from the latent cache', ({ kv }) => {
    expect(kv?.bytes_per_token_bf16).toBe(kv!.layers * (kv!.kv_lora_rank! + kv!.qk_rope_head_dim!) * 2);
  });
});
