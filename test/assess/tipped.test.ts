// Rules that bar a side for some of the open answers tip it against the sum of the criteria: nothing that is said calls that side ahead.
import { describe, expect, it } from 'vitest';
import { assess, parseProfile } from '../../src/index.js';
import { renderHtml } from '../../src/report/html.js';
import { renderMarkdown } from '../../src/report/markdown.js';

const profile = parseProfile('{"version":1,"organisation":{"name":"Good"},"team_strength":"solid"}', { source: 'good.json' });
const assessed = (language: 'en' | 'zh') => assess(profile, { asOf: '2026-11-23', language });

describe('a recommendation that rules tip against the criteria', () => {
  it('is said with who leads by the criteria', () => {
    const [workload] = assessed('en').workloads;
    expect(workload?.recommendation).toBe('local');
    expect(workload?.parts[0]?.lead).toBeLessThan(0);
    expect(workload?.summary.firmness).toMatch(/^Too close to call: by the criteria alone API leads; with the rules that hang on open answers, LOCAL is best in /);
    expect(assessed('zh').workloads[0]?.summary.firmness).toMatch(/^势均力敌：仅就准则而言，商用 API 领先；计入取决于未定答案的规则后，/);
  });

  it('is explained beside the sum, and weights are not said to be what decides', () => {
    for (const page of [renderMarkdown([assessed('en')], 'en'), renderHtml([assessed('en')], 'en')]) {
      expect(page).toContain('The sum is that of the criteria alone');
      expect(page).toContain('these tip it to LOCAL.');
      expect(page).not.toContain('No weighting of the criteria');
    }
    expect(renderMarkdown([assessed('zh')], 'zh')).toContain('结论因此转向自部署。');
  });
});
