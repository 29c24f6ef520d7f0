// One text for all ways to write the same profile, and different texts for profiles that mean different things.
import { describe, expect, it } from 'vitest';
import { parseProfiles } from '../../src/profile/parse.js';

const BASE = 'version: 1\norganisation: { name: A }\n';
const canonical = (text: string): string => parseProfiles(BASE + text)[0]!.canonical;

describe('the canonical text', () => {
  it('has sorted keys, and nothing that is unknown', () => {
    expect(canonical('terms: unknown\ndata: { form: unknown }\nbudget: tight\n')).toBe('{"budget":"tight","organisation":{"name":"A"},"version":1}');
  });

  it('is the same for lists whose order says nothing', () => {
    expect(canonical('house_rules: [in_country, inside_only]')).toBe(canonical('house_rules: [inside_only, in_country, in_country]'));
  });

  it('differs for rankings and workloads in another order', () => {
    expect(canonical('weights: { rank: [cost, quality] }')).not.toBe(canonical('weights: { rank: [quality, cost] }'));
    expect(canonical('workloads: [{ id: a }, { id: b }]')).not.toBe(canonical('workloads: [{ id: b }, { id: a }]'));
  });

  it('keeps an unknown that overrides what is known above, and only that', () => {
    expect(canonical('terms: full\nworkloads: [{ id: a, terms: unknown, stage: unknown }]')).toContain('"workloads":[{"id":"a","terms":"unknown"}]');
    expect(canonical('workloads: [{ id: a, data: { form: raw }, classes: [{ id: x, share: 1, data: { form: unknown } }] }]')).toContain('"data":{"form":"unknown"}');
  });

  it('has a checksum that anybody can compute', () => {
    // printf '{"organisation":{"name":"A"},"version":1}' | sha256sum
    expect(parseProfiles(BASE)[0]!.sha256).toBe('343cf8e3bcbae9fea8b6d394580179dc75ee7d445b4ee55deab27dbd775cc52f');
  });
});
