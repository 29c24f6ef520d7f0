import { describe, expect, it } from 'vitest';
import { refresh } from '../../scripts/readme.mjs';

const block = (text: string, fence = '```') => `<!-- output: npx ai-path assess p.yaml -->\n${fence}text\n${text}\n${fence}`;

describe('output shown in the documentation', () => {
  it('is replaced by what its command prints, and all else stays', () => {
    const before = `# Title\n\n${block('old\n\nlines')}\n\n\`\`\`sh\nnpm test\n\`\`\`\n`;
    const after = refresh(before, (command) => `${command} $& printed this\n\n`);
    expect(after).toBe(`# Title\n\n${block('npx ai-path assess p.yaml $& printed this')}\n\n\`\`\`sh\nnpm test\n\`\`\`\n`);
  });

  it('is refreshed in each block, also in an empty one', () => {
    const empty = '<!-- output: npx ai-path --version -->\n```\n```\n';
    expect(refresh(`${empty}${block('old')}\n`, () => 'new')).toBe(
      `<!-- output: npx ai-path --version -->\n\`\`\`\nnew\n\`\`\`\n${block('new')}\n`,
    );
  });

  it('may contain fences where its own fence is longer', () => {
    expect(refresh(block('old', '````'), () => '```\nx\n```')).toBe(block('```\nx\n```', '````'));
    expect(() => refresh(block('old'), () => '```\nx\n```')).toThrow('give its block a longer fence');
  });

  it('leaves unmarked blocks alone', () => {
    expect(refresh('```text\nold\n```\n', () => 'new')).toBe('```text\nold\n```\n');
  });
});
