// Runs every scenario of this folder against the built command. UPDATE_SCENARIOS=1 writes what comes out into those that fail: read the diff.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentOf, filledIn, parseScenario, ROOT, setStage, type Outcome, type Step } from './scenario.js';

const FOLDER = join(ROOT, 'test/scenarios');
const UPDATE = process.env['UPDATE_SCENARIOS'] === '1';

describe('the command line', () => {
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.txt')).sort()) {
    const path = join(FOLDER, name);
    const scenario = parseScenario(readFileSync(path, 'utf8'));
    it(`${name}: ${scenario.title}`, { timeout: 180_000 }, () => {
      const stage = setStage(scenario);
      try {
        for (const step of scenario.steps) {
          const outcome = stage.run(step);
          if (UPDATE) update(path, step, outcome);
          else compare(step, outcome, stage.folder);
        }
      } finally {
        stage.remove();
      }
    });
  }
});

function compare({ command, expected, after, gone }: Step, outcome: Outcome, folder: string): void {
  expect({ command, ...outcome }).toEqual({
    command,
    stdout: filledIn(expected.stdout, outcome.stdout),
    stderr: filledIn(expected.stderr, outcome.stderr),
    status: expected.status,
  });
  for (const { file, text } of after) {
    const content = contentOf(folder, file) ?? `${file} is not there`;
    expect(content).toBe(filledIn(text, content));
  }
  for (const file of gone) expect(contentOf(folder, file), `${file} must not be there`).toBeUndefined();
}

/** Only what does not match is written, so that wildcards stay. */
function update(path: string, step: Step, { stdout, stderr, status }: Outcome): void {
  const source = readFileSync(path, 'utf8');
  const [before = '', ...rest] = source.split(`=== $ ${step.command}\n`);
  const after = rest.join(`=== $ ${step.command}\n`);
  const next = after.search(/^=== \$ /m);
  const own = next === -1 ? after : after.slice(0, next);
  const kept = own.split(/^(?==== )/m).filter((section) => !/^=== (stdout|stderr|status)\b/.test(section)).join('');
  const part = (kind: string, expected: string, actual: string): string => {
    const text = filledIn(expected, actual) === actual ? expected : actual;
    return text === '' ? '' : `=== ${kind}\n${text}${text.endsWith('\n') ? '' : '\n'}`;
  };
  const written = `${part('stdout', step.expected.stdout, stdout)}${part('stderr', step.expected.stderr, stderr)}${status === 0 ? '' : `=== status ${status}\n`}`;
  writeFileSync(path, `${before}=== $ ${step.command}\n${kept}${written}${next === -1 ? '' : after.slice(next)}`);
}
