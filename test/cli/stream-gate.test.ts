// What a gate finds in a stream of briefs is what it finds in whole assessments, though neither is made anew where nothing new is said.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../src/catalogue/catalogue.js';
import { gateOf } from '../../src/cli/gate.js';
import type { Session } from '../../src/cli/session.js';
import { streamAssessments } from '../../src/cli/stream.js';
import { LEVELS, QUESTIONS, TASKS } from '../../src/profile/vocabulary.js';
import { builtInRulebook } from '../../src/rules/builtin.js';
import { temporaryFolder } from '../infrastructure/temporary.js';

const basis = { rulebook: builtInRulebook(), catalogue: builtInCatalogue() };

async function judged(file: string, failOn: readonly string[], brief: boolean, asOf: string): Promise<{ readonly said: string; readonly exitCode: number }> {
  let said = '';
  const write = (text: string, done?: () => void): void => {
    said += text;
    done?.();
  };
  const output = { quiet: true, note: () => undefined, print: () => Promise.resolve(true) };
  const session = { language: 'en', languageGiven: false, env: { COLUMNS: '80' }, stdout: {}, stderr: { write }, today: asOf, output } as unknown as Session;
  const gate = await gateOf({ failOn });
  const exitCode = await streamAssessments({ paths: [file], lines: [{ format: 'ndjson' }], summaries: [], options: { brief }, basis, gate }, session);
  return { said, exitCode };
}

const levels = Object.fromEntries(QUESTIONS.map((question) => [question, fc.constantFrom<string>(...LEVELS[question], 'unknown')]));
const answers = fc.record(levels, { requiredKeys: [] });
const traffic = fc.record({ requests_per_day: fc.constantFrom(100, 40_000), input_tokens: fc.integer({ min: 1, max: 5000 }), output_tokens: fc.integer({ min: 1, max: 2000 }) });
const workload = fc.record({ task: fc.constantFrom(...TASKS), answers, traffic: fc.option(traffic, { nil: undefined }), barred: fc.boolean(), shared: fc.boolean() })
  .map(({ answers: own, barred, shared, ...rest }) => ({ ...rest, ...own, ...(barred ? { local: [], house_rules: ['inside_only'] } : {}), ...(shared ? { sensitive_share: 0.4 } : {}) }));
const profile = fc.record({ answers, country: fc.constantFrom('CN', 'DE', undefined), workloads: fc.array(workload, { maxLength: 2 }) })
  .map(({ answers: root, country, workloads }) => (name: string): string => JSON.stringify({
    version: 1, organisation: { name, country }, ...root,
    ...(workloads.length === 0 ? {} : { workloads: workloads.map((one, index) => ({ id: `w${index}`, ...one })) }),
  }));
/** Each comes several times, under other names. */
const portfolio = fc.array(profile, { minLength: 1, maxLength: 4 }).map((all) => [0, 1, 2].flatMap((round) => all.map((of, index) => of(`Organisation ${round}-${index}`))));

const CONDITIONS = [
  'no-option', 'close', 'open-gate', 'stale',
  'workloads.exists(w, w.recommendation == "api")',
  'organisation.name == "Organisation 1-0"',
  '[organisation].exists(o, o.name == "Organisation 1-0")',
  'organisation.cost.recommended.expected > 1000',
  'workloads.exists(w, has(w.cost) && w.cost.api.expected > 500.0 && w.firmness != "close")',
  'workloads.exists(w, w.parts.exists(p, p.gates.exists(g, g.verdict == "open")))',
  'workloads.all(w, w.next_question.worth < 0.1)',
  'workloads.exists(w, w.options.exists(o, o.side == "local" && o.admissible == "no"))',
  'workloads.exists(w, w.summary.why.contains("data"))',
  'warnings.exists(w, w.rule == "profile")',
  'size(workloads[0].parts[0].flips) > 2',
];

describe('a gate over a stream', () => {
  it('finds the same in briefs as in whole assessments', async () => {
    const folder = temporaryFolder({});
    await fc.assert(
      fc.asyncProperty(portfolio, fc.subarray(CONDITIONS, { minLength: 1, maxLength: 3 }), fc.constantFrom('2026-11-23', '2028-01-01'), async (lines, failOn, asOf) => {
        const file = join(folder, 'portfolio.ndjson');
        writeFileSync(file, `${lines.join('\n')}\n`);
        const whole = await judged(file, failOn, false, asOf);
        expect(await judged(file, failOn, true, asOf)).toEqual(whole);
      }),
      { numRuns: Number(process.env['RUNS'] ?? 25) },
    );
  }, 120_000);
});
