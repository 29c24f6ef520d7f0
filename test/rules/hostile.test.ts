/** Packs of strangers: they can neither hang, nor read files, nor run code, nor take the memory. */
import { describe, expect, it } from 'vitest';
import { AiPathError } from '../../src/error.js';
import { compileCondition } from '../../src/rules/engine.js';
import { loadPack } from '../../src/rules/load.js';

const pack = (when: string): string => `id: stranger
version: 1.0.0
title: Stranger
sources: { here: { title: Here, date: 2026-01-01, grade: J } }
gates:
  - id: one
    title: One
    when: ${JSON.stringify(when)}
    effect: exclude
    target: {}
    basis: policy
    reason: So.
    remedy: Ask.
    source: here
    cases: { fires: { w: { core: core } }, near_miss: { w: { core: important } } }
`;

function codes(yaml: string): readonly string[] {
  try {
    loadPack(yaml, 'stranger.yaml');
    return [];
  } catch (error) {
    if (error instanceof AiPathError) return error.problems.map(({ code }) => code);
    throw error;
  }
}

/** Milliseconds; far from the time that one attack would take, and far above that of a busy machine. */
const LIMIT = 20_000;
function quickly<T>(run: () => T): T {
  const began = performance.now();
  const result = run();
  expect(performance.now() - began).toBeLessThan(LIMIT);
  return result;
}

describe('conditions of strangers', () => {
  it.each([
    ['a pattern that backtracks for ever', 'org.name.matches("(a+)+$")'],
    ['a loop in a loop', 'w.data.contains.all(a, w.data.contains.all(b, w.data.contains.all(c, a == b || b == c)))'],
    ['the prototype', 'org.__proto__ == "x"'],
    ['the constructor', 'org.constructor == "x"'],
    ['a constructor of a constructor', 'w.data.constructor.constructor("return process")() == "x"'],
    ['a method of objects', 'org.toString() == "x"'],
    ['index access', 'org["name"] == "x"'],
    ['a function of the engine', 'type(org.name) == string'],
    ['a conversion without types', 'dyn(org.name) == 1'],
    ['a map literal', '{"a": 1}.a == 1'],
    ['a name of the runtime', 'process.env.HOME == "x"'],
    ['a file', 'readFile("/etc/passwd") == "x"'],
    ['an import', 'import("fs") == 1'],
    ['a comprehension that builds lists', 'w.data.contains.map(a, a).size() > 0'],
    ['a template of the host', '`${process.exit(1)}` == "x"'],
  ])('%s is refused at load', (_, condition) => {
    expect(quickly(() => codes(pack(condition))).length).toBeGreaterThan(0);
  });

  it.each([
    ['parentheses', `${'('.repeat(20_000)}true${')'.repeat(20_000)}`],
    ['negations', `${'!'.repeat(3_000)}true`],
    ['terms', Array.from({ length: 400 }, () => 'w.core == "core"').join(' && ')],
    ['characters', `org.name == "${'a'.repeat(100_000)}"`],
    ['items', `w.core in [${Array.from({ length: 1_000 }, () => '"core"').join(', ')}]`],
    ['nested conditionals', `${'w.core == "core" ? '.repeat(200)}true${' : false'.repeat(200)}`],
  ])('too many %s are refused in no time', (_, condition) => {
    expect(quickly(() => compileCondition(condition)).errors.length).toBeGreaterThan(0);
  });

  it('open facts that could come out in very many ways are not all tried', () => {
    const reads = ['team_strength', 'budget', 'data_sensitivity', 'core', 'performance_need', 'customisation', 'shape', 'latency', 'stage', 'terms'].map((question) => `(w.${question} == "x" || w.${question} == "x")`);
    const levels: Readonly<Record<string, string>> = { team_strength: 'none', budget: 'tight', data_sensitivity: 'public', core: 'core', performance_need: 'basic', customisation: 'none', shape: 'mixed', latency: 'batch', stage: 'pilot', terms: 'none' };
    const condition = Object.entries(levels).reduce((text, [question, level]) => text.replaceAll(`w.${question} == "x"`, `w.${question} == "${level}"`), reads.join(' || '));
    const compiled = compileCondition(condition).condition;
    expect(compiled).toBeDefined();
    expect(quickly(() => compiled?.evaluate({ org: {}, w: {}, derived: {} }))).toBeUndefined();
  });
});

describe('files of strangers', () => {
  const nested = (depth: number): string => `${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`;

  it.each([
    ['an alias bomb', `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nid: *c\n`],
    ['a tag that would run code', `id: !!js/function "function () { return process }"\n`],
    ['a merge key', `id: a\n<<: { version: 1.0.0 }\n`],
    ['depth', `id: a\ntitle: ${nested(5_000)}\n`],
    ['size', `id: a\ntitle: ${'x'.repeat(2_000_000)}\n`],
    ['very many rules', `id: a\nversion: 1.0.0\ntitle: A\nsources: {}\nwarnings:\n${'  - { id: a }\n'.repeat(60_000)}`],
    ['conditions that take long together', `id: a\nversion: 1.0.0\ntitle: A\nsources: {}\nwarnings:\n${`  - { when: '${Array.from({ length: 90 }, () => 'w.core == "core" || w.terms == "full"').join(' || ')}' }\n`.repeat(150)}`],
    ['a key of the prototype', `id: a\nversion: 1.0.0\ntitle: A\nsources: {}\n__proto__: { gates: [] }\nconstructor: { prototype: { polluted: true } }\n`],
    ['nothing', ''],
    ['another kind of thing', '- 1\n- 2\n'],
  ])('%s is refused in no time, and leaves no trace', (_, yaml) => {
    expect(quickly(() => codes(yaml)).length).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('an include is a text like any other: nothing is read', () => {
    const yaml = pack('w.core == "core"').replace('title: One', 'title: "!include /etc/passwd $(cat /etc/passwd) file:///etc/passwd"');
    expect(codes(yaml)).toEqual([]);
  });

  it('are loaded where code from strings is forbidden, since none is made', () => {
    expect(codes(pack('w.core == "core"'))).toEqual([]);
    expect(compileCondition.toString()).not.toMatch(/new Function|eval\(/);
  });
});
