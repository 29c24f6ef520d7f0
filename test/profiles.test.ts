/** Each example profile states in its own comments what it expects: `# expected: WORKLOAD RECOMMENDATION FIRMNESS DECIDED-BY`. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AssessedPart, AssessedWorkload } from '../src/assessment/assessment.js';
import { assessmentSchema } from '../src/assessment/assessment.js';
import { assessText } from './assess/assess-text.js';

const FOLDER = new URL('../profiles/', import.meta.url);
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

/** The rule that barred the other side; else the criterion that contributed most to the lead of the weakest class. */
function decidedBy({ parts, firmness }: AssessedWorkload): string {
  const part = parts.find((one) => one.firmness === firmness) as AssessedPart;
  const barring = part.gates.find(({ verdict, target }) => verdict === 'blocks' && target.side !== part.side);
  if (firmness === 'gate') return barring?.rule ?? 'nothing';
  const sign = part.side === 'local' ? 1 : -1;
  const contribution = ({ weight, local, api }: AssessedPart['criteria'][number]): number => sign * weight * ((local ?? 0) - (api ?? 0));
  const [first] = [...part.criteria].sort((a, b) => contribution(b) - contribution(a));
  return first?.id ?? 'nothing';
}

it('there are at least eight example profiles', () => expect(files.length).toBeGreaterThanOrEqual(8));

describe.each(files)('profiles/%s', (file) => {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  const expected = [...text.matchAll(/^# expected: (.+)$/gm)].map((match) => match[1]);
  const assessment = assessText(text);

  it('comes out as it says', () => {
    const actual = assessment.workloads.map((one) => [one.id, one.recommendation, one.firmness ?? '-', decidedBy(one)].join(' '));
    expect(actual).toEqual(expected);
  });

  it('is free of contradictions', () => expect(assessment.warnings).toEqual([]));

  it.each(['en', 'zh'] as const)('makes an assessment that its schema accepts (%s)', (language) => {
    const parsed = assessmentSchema.safeParse(JSON.parse(JSON.stringify(assessText(text, { language }))));
    expect(parsed.error?.issues ?? []).toEqual([]);
  });
});
