// The published JSON Schema accepts what the reader accepts, so that editors and ai-path agree.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { profileJsonSchema } from '../../src/profile/json-schema.js';
import { parseProfile } from '../../src/profile/parse.js';
import { alternativesAt, keysAt, placesOfKey } from '../../src/profile/shape.js';
import { LEVELS, QUESTIONS } from '../../src/profile/vocabulary.js';
import { arbitraryProfile } from './arbitrary.js';

vi.setConfig({ testTimeout: 60_000 });

// Strict, so that a keyword that no validator knows is a failure.
const validate = new Ajv2020({ strict: true, allErrors: true, formats: { date: true } }).compile({ ...profileJsonSchema() });
const BASE = 'version: 1\norganisation: { name: A }\n';

describe('the JSON Schema', () => {
  it('names its draft, itself and the format', () => {
    expect(profileJsonSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: 'urn:ai-path:profile:1',
      title: 'ai-path profile',
      required: ['version', 'organisation'],
      additionalProperties: false,
    });
  });

  it('accepts the whole format', () => {
    expect(validate(parse(readFileSync(new URL('fixtures/full.yaml', import.meta.url), 'utf8')))).toBe(true);
  });

  it('accepts any valid profile', () => {
    fc.assert(fc.property(arbitraryProfile(), (data) => validate(data)));
  });

  it.each([
    'organization: { name: A }', 'budget: High', 'budget: { usd: 1 }', 'data: { people_in: [germany] }', 'workloads: []', 'workloads: [{ id: A B }]',
    'workloads: [{ id: a, sensitive_share: 2 }]', 'weights: { rank: [price] }', 'weights: { points: { price: 1 } }', 'weights: { rank: [cost], points: { cost: 1 } }',
    'accept: [{ rule: a/b, because: x, by: y, until: 2027-02-30 }]', 'terms: null', 'workloads: [{ id: a, traffic: { hourly: [1] } }]', 'organisation: { name: A, x: 1 }',
  ])('refuses what the reader refuses: %s', (addition) => {
    const text = addition.startsWith('organisation:') ? `version: 1\n${addition}\n` : `${BASE}${addition}\n`;
    expect(validate(parse(text))).toBe(false);
    expect(() => parseProfile(text)).toThrow();
  });

  it('lists the levels of every answer in one enumeration, with unknown, for editors to complete', () => {
    for (const question of QUESTIONS) {
      const names = alternativesAt(['workloads', 0, question]).flatMap((schema) => schema.enum ?? []);
      expect(names).toEqual([...LEVELS[question], 'unknown']);
    }
    expect(profileJsonSchema().properties!['terms']).toMatchObject({ type: 'string', enum: ['none', 'basic', 'full', 'unknown'] });
  });

  it('describes every key', () => {
    const undescribed: string[] = [];
    const visit = (schema: ReturnType<typeof profileJsonSchema>, path: string): void => {
      for (const [key, inner] of Object.entries(schema.properties ?? {})) {
        if (inner.description === undefined) undescribed.push(`${path}.${key}`);
        visit(inner, `${path}.${key}`);
      }
      for (const inner of schema.anyOf ?? []) visit(inner, path);
      if (schema.items !== undefined) visit(schema.items, `${path}[]`);
    };
    visit(profileJsonSchema(), '');
    expect(undescribed).toEqual([]);
  });
});

describe('the way through the format', () => {
  it('knows keys by path, and nothing beyond', () => {
    expect(keysAt(['workloads', 0, 'traffic'])).toContain('hourly');
    expect(keysAt(['weights', 'points'])).toContain('cost');
    expect(alternativesAt(['workloads', 0, 'traffic', 'nothing'])).toEqual([]);
    expect(alternativesAt(['constructor'])).toEqual([]);
  });

  it('finds where else a key belongs', () => {
    expect(placesOfKey('requests_per_day')).toEqual(['workloads[].traffic']);
    expect(placesOfKey('terms')).toEqual(['', 'workloads[]', 'workloads[].classes[]']);
    expect(placesOfKey('nothing')).toEqual([]);
  });
});
