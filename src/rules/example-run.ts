/** The examples of a pack, run one by one: what each should come out as, and what it does. */
import { claimVerdict } from './claim.js';
import type { Context } from './condition.js';
import { mustCompile } from './context.js';
import { judgeExample } from './gate.js';
import type { Case, Pack } from './pack.js';

export interface ExampleRun {
  /** `pack/id`. */
  readonly rule: string;
  readonly example: 'fires' | 'near_miss' | 'holds' | 'does_not_hold';
  readonly verdict: string;
  readonly passed: boolean;
}

const EXPECTED: Readonly<Record<ExampleRun['example'], readonly string[]>> = {
  fires: ['blocks', 'conditions', 'true'], near_miss: ['satisfied', 'not_applicable', 'false'], holds: ['holds'], does_not_hold: ['does_not_hold'],
};

/** What an example says is known; the rest is not. */
export function contextOf({ org = {}, w = {}, derived = {}, option = {} }: Case): Context {
  return { org, w, derived, option };
}

export function runExamples({ id, gates = [], claims = [], warnings = [] }: Pack): readonly ExampleRun[] {
  const run = (rule: string, example: ExampleRun['example'], verdict: string): ExampleRun => ({ rule: `${id}/${rule}`, example, verdict, passed: EXPECTED[example].includes(verdict) });
  return [
    ...gates.flatMap((gate) => (['fires', 'near_miss'] as const).map((example) => run(gate.id, example, judgeExample(gate, contextOf(gate.cases[example])).verdict))),
    ...claims.flatMap((claim) => (['holds', 'does_not_hold'] as const).map((example) => run(claim.id, example, claimVerdict(claim, contextOf(claim.cases[example]))))),
    ...warnings.flatMap((warning) => (['fires', 'near_miss'] as const).map((example) => run(warning.id, example, String(mustCompile(warning.when).evaluate(contextOf(warning.cases[example])) ?? 'unknown')))),
  ];
}
