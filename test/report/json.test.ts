import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessmentSchema, type Assessment } from '../../src/assessment/assessment.js';
import { AiPathError } from '../../src/error.js';
import { FORMATS } from '../../src/report/formats.js';
import { renderJson, renderNdjson } from '../../src/report/json.js';
import { DEFAULT_OPTIONS } from '../../src/report/options.js';
import { anyAssessment } from './arbitrary.js';
import { everyKind, oneHybrid } from './fixtures.js';

describe('JSON', () => {
  it('is the assessment, whatever is in it', () => {
    fc.assert(fc.property(anyAssessment, (assessment) => { expect(JSON.parse(renderJson(assessment))).toEqual(assessment); }));
    fc.assert(fc.property(anyAssessment, (assessment) => { expect(assessmentSchema.parse(JSON.parse(renderJson(assessment)))).toEqual(assessment); }));
  });

  it('keeps keys in their order', () => {
    const { workloads, ...rest } = everyKind('en');
    const keys = (value: object): string[] => Object.keys(JSON.parse(renderJson(value as Assessment)) as object);
    expect(keys({ workloads, ...rest })[0]).toBe('workloads');
    expect(keys({ ...rest, workloads }).at(-1)).toBe('workloads');
  });

  it('of several profiles is a usage error that names ndjson', async () => {
    const render = await FORMATS['json']!.load();
    const both = (): string => render([everyKind('en'), oneHybrid('en')], DEFAULT_OPTIONS);
    expect(both).toThrow(AiPathError);
    expect(both).toThrow('--format: json holds one profile, and there are 2. Use --format ndjson.');
  });
});

describe('NDJSON', () => {
  it('is one line a profile', () => {
    const lines = renderNdjson([everyKind('en'), oneHybrid('zh')]).trimEnd().split('\n');
    expect(lines.map((line) => assessmentSchema.parse(JSON.parse(line)).organisation.name)).toEqual(['Lantern Studio', '北方银行']);
  });

  it('of no profile is nothing', () => {
    expect(renderNdjson([])).toBe('');
  });
});
