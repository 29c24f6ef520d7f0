import { describe, expect, it } from 'vitest';
import { assessText } from '../assess/assess-text.js';
import { renderGithub } from '../../src/report/github.js';
import { everyKind, hostile, HOSTILE_TEXTS, oneWorkload } from './fixtures.js';
import { expectGolden } from './golden.js';

const PROFILE = `# a comment first
version: 1
organisation: { name: Kontor, country: DE }
team_strength: none
workloads:
  - id: notes
    task: chat
    data_sensitivity: public
    house_rules: [inside_only]
    data: { contains: [health] }
    api: []
    local: []
`;

describe('annotations', () => {
  it.each(['en', 'zh'] as const)('say in %s what to act on', (language) => {
    expectGolden(`annotations.${language}.txt`, renderGithub([everyKind(language)], language));
  });

  it('land on the line and column of the workload and of the answer that they are about', () => {
    const lines = renderGithub([assessText(PROFILE)], 'en').trimEnd().split('\n');
    const [none = ''] = lines.filter((line) => line.includes('(ai-path/no-option)'));
    const hints = lines.filter((line) => line.includes('(ai-path/profile)'));
    expect(none).toMatch(/^::error file=profile\.yaml,line=6,col=5,title=/);
    expect(hints.map((line) => /line=\d+,col=\d+/.exec(line)?.[0])).toEqual(['line=10,col=5', 'line=12,col=5']);
  });

  it('name no file for standard input, and the file as the repository knows it', () => {
    const from = (source: string): string => renderGithub([{ ...oneWorkload('en'), input: { source, sha256: '' } }], 'en');
    expect(from('-')).not.toContain('file=');
    expect(from('./profiles/a,b:c.yaml')).toContain('file=profiles/a%2Cb%3Ac.yaml,');
  });

  it.each(HOSTILE_TEXTS)('cannot be forged by %j', (text) => {
    for (const line of renderGithub([hostile(text)], 'en').trimEnd().split('\n')) {
      expect(line).toMatch(/^::(?:error|warning|notice) (?:(?:file|line|col|title)=[^,:]*(?:,|(?=::)))+::/);
      expect(line.replace(/^::\w+ /, '')).not.toMatch(/[\p{Cc}\u202a-\u202e]|##\w*\[/u);
    }
  });
});
