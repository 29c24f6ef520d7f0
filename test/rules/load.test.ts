import { describe, expect, it } from 'vitest';
import { AiPathError, type Problem } from '../../src/error.js';
import { loadPack } from '../../src/rules/load.js';

/** A pack of a company, sound as it stands. */
const SOUND = `id: acme
version: 1.0.0
title: { en: House policy, zh: 内部政策 }
sources:
  memo:
    title: { en: Memo of the board, zh: 董事会备忘录 }
    date: 2026-05-04
    grade: J
gates:
  - id: no-health-abroad
    title: { en: Health data stays here, zh: 健康数据不出境 }
    when: '"health" in w.data.contains && option.crosses_border'
    effect: exclude
    target: {}
    basis: policy
    reason: { en: The board keeps health data in the country., zh: 董事会要求健康数据留在境内。 }
    remedy: { en: Take a region in the country., zh: 请选用境内区域。 }
    source: memo
    cases:
      fires: { w: { data: { contains: [health] } }, option: { crosses_border: true } }
      near_miss: { w: { data: { contains: [health] } }, option: { crosses_border: false } }
claims:
  - id: core-first
    clause: D4
    claim: { en: Core work is ours., zh: 核心业务归自己。 }
    holds: w.core == "core" && derived.side == "local"
    fails: w.core == "core" && derived.side == "api"
    because:
      holds: { en: "It is {w.core}.", zh: "业务核心度：{w.core}。" }
      does_not_hold: { en: "It is {w.core}.", zh: "业务核心度：{w.core}。" }
      cannot_tell: { en: Not known., zh: 未知。 }
    source: memo
    cases:
      holds: { w: { core: core }, derived: { side: local } }
      does_not_hold: { w: { core: core }, derived: { side: api } }
warnings:
  - id: watch-latency
    when: w.latency == "realtime"
    text: { en: Measure it., zh: 请先实测。 }
    source: memo
    cases:
      fires: { w: { latency: realtime } }
      near_miss: { w: { latency: batch } }
`;

function problemsOf(yaml: string, origin: 'own' | 'built-in' = 'own'): readonly Problem[] {
  try {
    loadPack(yaml, 'acme.yaml', origin);
  } catch (error) {
    if (error instanceof AiPathError) return error.problems;
    throw error;
  }
  return [];
}

/** The sound pack with one text changed; the text must be there. */
function changed(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((yaml, [from, to]) => {
    if (!yaml.includes(from)) throw new Error(`not in the pack: ${from}`);
    return yaml.replace(from, to);
  }, SOUND);
}

/** The line of the pack that a problem is on, from its column. */
function at(yaml: string, problem: Problem | undefined): string {
  const { line, column } = problem?.position ?? { line: 0, column: 0 };
  return (yaml.split('\n')[line - 1] ?? '').slice(column - 1);
}

/** Changes the sound pack in one place: it must bring one problem, whose code and place are given. */
function onlyProblem(change: readonly [string, string], origin?: 'own' | 'built-in'): { readonly code: string; readonly at: string; readonly message: string; readonly remedy: string } {
  const yaml = changed(change);
  const problems = problemsOf(yaml, origin);
  expect(problems.map(({ code }) => code)).toHaveLength(1);
  const [problem] = problems;
  return { code: problem?.code ?? '', at: at(yaml, problem), message: problem?.message.en ?? '', remedy: problem?.remedy?.en ?? '' };
}

describe('a sound pack', () => {
  it('loads', () => {
    const pack = loadPack(SOUND, 'acme.yaml');
    expect([pack.id, pack.gates?.length, pack.claims?.length, pack.warnings?.length]).toEqual(['acme', 1, 1, 1]);
  });

  it('may as well be JSON', () => {
    expect(loadPack(JSON.stringify(loadPack(SOUND, 'acme.yaml')), 'acme.json').id).toBe('acme');
  });
});

describe('texts of an own pack', () => {
  it('may be in one language, or plain, and are then the same in the other', () => {
    const pack = loadPack(changed(['{ en: Measure it., zh: 请先实测。 }', '{ zh: 请先实测。 }'], ['title: { en: House policy, zh: 内部政策 }', 'title: House policy'], ['because:\n      holds: { en: "It is {w.core}.", zh: "业务核心度：{w.core}。" }', 'because:\n      holds: "It is {w.core}."']), 'acme.yaml');
    expect(pack.warnings?.[0]?.text).toEqual({ en: '请先实测。', zh: '请先实测。' });
    expect(pack.title).toEqual({ en: 'House policy', zh: 'House policy' });
    expect(pack.claims?.[0]?.because.holds).toEqual({ en: 'It is {w.core}.', zh: 'It is {w.core}.' });
  });

  it('are needed in both for a built-in pack', () => {
    expect(problemsOf(changed([', zh: 请先实测。', '']), 'built-in').map(({ code }) => code)).toEqual(['missing']);
  });

  it('are needed in one at least', () => {
    expect(problemsOf(changed(['    text: { en: Measure it., zh: 请先实测。 }\n', ''])).map(({ code }) => code)).toEqual(['missing']);
    expect(problemsOf(changed(['{ en: Measure it., zh: 请先实测。 }', '{}'])).map(({ code }) => code)).toContain('missing');
  });
});

describe('overrides of built-in rules', () => {
  const overriding = (...lines: readonly string[]): readonly Problem[] => problemsOf(`${SOUND}overrides:\n${lines.map((line) => `  - ${line}\n`).join('')}`);

  it('name a built-in rule, an effect and a reason', () => {
    expect(overriding('{ rule: practice/named-operator, effect: warn, because: Our partner is on call. }')).toEqual([]);
    expect(overriding('{ rule: practice/named-operator, effect: off }').map(({ code }) => code)).toEqual(['missing']);
    expect(overriding('{ rule: practice/named-operator, effect: away, because: So. }').map(({ code }) => code)).toEqual(['wrong-value']);
  });

  it('of a rule that is not there name the one that was meant', () => {
    const [problem] = overriding('{ rule: practice/named-operater, effect: off, because: So. }');
    expect(problem).toMatchObject({ code: 'unknown-rule', position: { line: SOUND.split('\n').length + 1 } });
    expect(problem?.remedy?.en).toContain('practice/named-operator');
  });

  it('come once for a rule, and in own packs only', () => {
    const line = '{ rule: practice/named-operator, effect: off, because: So. }';
    expect(overriding(line, line).map(({ code }) => code)).toEqual(['duplicate-override']);
    expect(problemsOf(`${SOUND}overrides:\n  - ${line}\n`, 'built-in').map(({ code }) => code)).toEqual(['unknown-key']);
  });
});

describe('rules that cannot be meant', () => {
  it('never speak: no facts make the condition true', () => {
    const codes = problemsOf(changed(['when: w.latency == "realtime"', 'when: w.latency == "realtime" && w.latency == "batch"'])).map(({ code }) => code);
    expect(codes).toContain('unreachable');
  });

  it('bar one side each in the same case', () => {
    const gate = (id: string, side: string): string => `  - id: ${id}
    title: Core
    when: w.core == "core"
    effect: exclude
    target: { side: ${side} }
    basis: policy
    reason: So.
    remedy: Ask.
    source: memo
    cases: { fires: { w: { core: core } }, near_miss: { w: { core: important } } }
`;
    const both = SOUND.replace('claims:\n', `${gate('no-local', 'local')}${gate('no-api', 'api')}claims:\n`);
    expect(problemsOf(both).map(({ code }) => code)).toEqual(['contradiction']);
    expect(problemsOf(SOUND.replace('claims:\n', `${gate('no-local', 'local')}claims:\n`))).toEqual([]);
  });
});

describe('a pack with twelve kinds of mistakes', () => {
  const yaml = changed(
    ['version: 1.0.0', 'version: one'],
    ['grade: J', 'grade: Z'],
    ['title: { en: Health data stays here, zh: 健康数据不出境 }', 'title: { en: Health data stays here, zh: Health data }'],
    ["&& option.crosses_border'", "&& option.crosses_boarder'"],
    ['basis: policy', 'basis: polices'],
    ['    source: memo\n    cases:\n      fires: { w: { data', '    source: mmo\n    cases:\n      fires: { w: { data'],
    ['remedy: { en: Take', 'remdy: { en: Take'],
    ['holds: w.core == "core" &&', 'holds: w.core == "cor" &&'],
    ['holds: { en: "It is {w.core}.", zh: "业务核心度：{w.core}。" }', 'holds: { en: "It is {w.croe}.", zh: "业务核心度：{w.croe}。" }'],
    ['- id: watch-latency', '- id: core-first'],
    ['when: w.latency == "realtime"', 'when: has(w.latency)'],
    ['near_miss: { w: { latency: batch } }', 'near_miss: { w: { latncy: batch } }'],
  );
  const problems = problemsOf(yaml);

  it('gives every one of them, in the order of the file, with line and column', () => {
    expect(problems.map((problem) => [problem.code, at(yaml, problem).slice(0, 24)])).toEqual([
      ['wrong-value', 'one'],
      ['wrong-value', 'Z'],
      // A missing key is reported at what lacks it, as near as can be.
      ['missing', 'id: no-health-abroad'],
      ['not-chinese', 'Health data }'],
      ['condition-unknown-field', "option.crosses_boarder'"],
      ['wrong-value', 'polices'],
      ['unknown-key', 'remdy: { en: Take a regi'],
      ['unknown-source', 'mmo'],
      ['condition-unknown-literal', '"cor" && derived.side =='],
      ['unknown-placeholder', '{w.croe}.", zh: "业务核心度：{'],
      ['unknown-placeholder', '{w.croe}。" }'],
      ['duplicate-id', 'core-first'],
      ['condition-refused', 'has(w.latency)'],
      ['unknown-key', 'latncy: batch } }'],
    ]);
  });

  it('says what each is in both languages, and what to do', () => {
    for (const { message, remedy, source, path } of problems) {
      expect(message.en).not.toBe('');
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect([source, typeof path]).toEqual(['acme.yaml', 'string']);
      expect(remedy).toBeDefined();
    }
  });

  it('suggests what was meant', () => {
    const remedies = problems.map(({ remedy }) => remedy?.en);
    for (const meant of ['option.crosses_border', 'policy', 'memo', 'remedy', 'core', 'latency']) expect(remedies).toContain(`Did you mean "${meant}"?`);
  });
});

describe('the place of a fault inside a condition', () => {
  const condition = `'"health" in w.data.contains && option.crosses_border'`;
  it.each([
    ['plain', 'option.crosses_boarder && option.rented'],
    ['plain over lines', 'option.rented\n      &&   option.crosses_boarder'],
    ['single-quoted', `'"health" in w.data.contains && option.crosses_boarder'`],
    ['single-quoted with a quote inside', `'option.model_name != ''x'' && option.crosses_boarder'`],
    ['single-quoted over lines', `'option.rented &&\n\n        option.crosses_boarder'`],
    ['double-quoted', '"\\"health\\" in w.data.contains && option.crosses_boarder"'],
    ['double-quoted with escapes', '"\\x22health\\u0022 in\\tw.data.contains &&\\n option.crosses_boarder"'],
    ['double-quoted over lines', '"option.rented &&\\\n        option.crosses_boarder"'],
    ['folded', '>-\n      "health" in w.data.contains\n      && option.crosses_boarder'],
    ['folded, more indented', '>\n        option.rented\n\n          && option.crosses_boarder\n'],
    ['literal', '|-\n      "health" in w.data.contains &&\n        option.crosses_boarder'],
    ['literal with an indicator', '|2-\n        option.rented &&\n        option.crosses_boarder'],
  ])('%s', (_, scalar) => {
    const yaml = changed([condition, scalar]);
    const problem = problemsOf(yaml).find(({ code }) => code === 'condition-unknown-field');
    expect(at(yaml, problem)).toMatch(/^option\.crosses_boarder/);
  });

  it('at the end of a condition that breaks off', () => {
    const yaml = changed([condition, 'option.rented &&']);
    const problem = problemsOf(yaml).find(({ code }) => code === 'condition-syntax');
    expect(problem?.position).toEqual({ line: 12, column: 27 });
    expect(at(yaml, problem)).toBe('');
  });

  it('after a line break of Windows, and in a flow mapping', () => {
    const yaml = changed([condition, 'option.crosses_boarder']).replaceAll('\n', '\r\n');
    expect(problemsOf(yaml)[0]?.position).toEqual({ line: 12, column: 11 });
  });
});

describe('each fault by itself', () => {
  it.each([
    ['an unknown key', 'target: {}', 'target: { sides: api }', 'unknown-key'],
    ['an id that is none', '- id: no-health-abroad', '- id: No Health', 'wrong-value'],
    ['an empty text', 'zh: 请先实测。', 'zh: ""', 'empty-text'],
    ['an empty English text', 'en: Measure it.', 'en: " "', 'empty-text'],
    ['an id that is no text', '- id: watch-latency', '- id: 7', 'wrong-type'],
    ['a source whose name is none', '  memo:\n', '  memo:\n    title: { en: Memo, zh: 备忘 }\n    date: 2026-05-04\n    grade: J\n  The Board:\n', 'wrong-value'],
    ['a key far from any other', 'target: {}', 'target: { zzzzzz: 1 }', 'unknown-key'],
    ['a wrong type', 'effect: exclude', 'effect: 3', 'wrong-type'],
    ['a clause that the article lacks', 'clause: D4', 'clause: D9', 'wrong-value'],
    ['a date that is none', 'date: 2026-05-04', 'date: yesterday', 'wrong-value'],
    ['no mitigations', 'effect: exclude', 'effect: { allow_if: any, mitigations: [] }', 'wrong-type'],
    ['a fact of an example that is misspelt', 'derived: { side: api }', 'derived: { sides: api }', 'unknown-key'],
    ['a fact of an example that it never has', 'derived: { side: api }', 'derived: { side: apis }', 'wrong-value'],
    ['a placeholder in a gate', 'en: Take a region in the country.', 'en: "Take {w.core}."', 'unknown-placeholder'],
    ['a fact that cannot be put into words', 'en: Measure it.', 'en: "Measure {option.rented}."', 'unknown-placeholder'],
    ['facts that differ between languages', 'en: Measure it.', 'en: "Measure {org.name}."', 'placeholders-differ'],
    ['a source that is not there', 'source: memo\n    cases:\n      fires: { w: { latency', 'source: board\n    cases:\n      fires: { w: { latency', 'unknown-source'],
    ['a case that does not fire', 'fires: { w: { latency: realtime } }', 'fires: { w: { latency: interactive } }', 'case-fails'],
    ['a near miss that fires', 'option: { crosses_border: false } }', 'option: { crosses_border: true, rented: true } }', 'case-fails'],
    ['a near miss that is far', 'near_miss: { w: { latency: batch } }', 'near_miss: { w: { latency: batch, core: core } }', 'not-near'],
    ['a claim whose case cannot be told', 'holds: { w: { core: core }, derived: { side: local } }', 'holds: { w: { core: core } }', 'case-fails'],
    ['a claim that holds and fails at once', 'fails: w.core == "core" && derived.side == "api"', 'fails: w.core == "core"', 'case-fails'],
    ['a condition over text order', 'when: w.latency == "realtime"', 'when: w.latency > "batch"', 'condition-type'],
  ])('%s', (_, from, to, code) => {
    expect(onlyProblem([from, to]).code).toBe(code);
  });

  it('criteria and questions are for built-in packs', () => {
    expect(onlyProblem(['gates:\n', 'questions: []\ngates:\n'])).toMatchObject({ code: 'built-in-only', at: 'questions: []' });
    expect(onlyProblem(['gates:\n', 'criteria: []\ngates:\n'])).toMatchObject({ code: 'built-in-only', at: 'criteria: []' });
  });

  it('a near miss that is no other case says so', () => {
    const yaml = changed(['near_miss: { w: { latency: batch } }', 'near_miss: { w: { latency: realtime } }']);
    expect(problemsOf(yaml).map(({ code }) => code)).toEqual(['case-fails', 'not-near']);
    expect(problemsOf(yaml)[1]?.message.en).toMatch(/it differs in none/);
  });

  it('a mitigation is checked like a condition', () => {
    const effect = 'effect: { allow_if: any, mitigations: [{ met: w.terms == "ful", condition: { en: Sign it., zh: 请签署。 } }] }';
    expect(onlyProblem(['effect: exclude', effect])).toMatchObject({ code: 'condition-unknown-literal', remedy: 'Did you mean "full"?' });
  });

  it('a missing key names what it should be', () => {
    expect(onlyProblem(['    basis: policy\n', '']).message).toMatch(/"basis" is missing: one of law, guidance/);
  });
});

const CRITERION = `criteria:
  - id: operability
    title: { en: Operability, zh: 可运维性 }
    anchors: { worst: { en: Bad., zh: 差。 }, best: { en: Good., zh: 好。 } }
    clauses: [A2]
    fed_by: [team_strength, stage]
    monotone: { team_strength: rising }
    source: memo
    rows:
      - { when: { team_strength: [none, basic] }, local: 0.2, api: 0.9, clauses: [A2], because: { en: Weak., zh: 弱。 } }
      - { when: {}, local: { on_premises: 0.6, private_cloud: 0.6, managed_host: 0.7 }, api: 0.9, clauses: [A2], because: { en: Strong., zh: 强。 } }
    adjustments:
      - { id: prototype, when: w.stage == "prototype" && option.self_operated, side: local, by: -0.2, clauses: [H2], because: { en: Lost., zh: 浪费。 } }
`;

describe('the table of a criterion', () => {
  const withCriterion = SOUND.replace('gates:\n', `${CRITERION}gates:\n`);
  const problem = (from: string, to: string): { readonly code: string; readonly at: string; readonly message: string } => {
    expect(withCriterion).toContain(from);
    const yaml = withCriterion.replace(from, to);
    const problems = problemsOf(yaml, 'built-in');
    expect(problems.map(({ code }) => code)).toHaveLength(1);
    return { code: problems[0]?.code ?? '', at: at(yaml, problems[0]), message: problems[0]?.message.en ?? '' };
  };

  it('is sound as it stands', () => {
    expect(problemsOf(withCriterion, 'built-in')).toEqual([]);
  });

  it('has a row for every case', () => {
    expect(problem('when: {}', 'when: { team_strength: solid }')).toMatchObject({ code: 'incomplete-table', message: 'No row holds for { team_strength: strong }.' });
  });

  it('has no row that is never reached', () => {
    expect(problem('when: { team_strength: [none, basic] }', 'when: { team_strength: [none, basic, solid, strong] }')).toMatchObject({ code: 'unreachable-row' });
  });

  it('has a value for every place', () => {
    expect(problem(', managed_host: 0.7 }', ' }').code).toBe('missing');
  });

  it('keeps to the scale', () => {
    expect(problem('local: 0.2', 'local: 1.2').code).toBe('wrong-type');
  });

  it('is fed by what it reads, and by nothing else', () => {
    expect(problem('fed_by: [team_strength, stage]', 'fed_by: [team_strength, stage, core]')).toMatchObject({ code: 'feed-unread', at: 'core]' });
    expect(problem('fed_by: [team_strength, stage]', 'fed_by: [team_strength]')).toMatchObject({ code: 'feed-unstated' });
  });

  it('rises where it says so, adjustments included', () => {
    expect(problem('local: 0.2', 'local: 0.65')).toMatchObject({ code: 'not-monotone', at: 'rising }' });
    expect(problem('local: 0.2', 'local: 0.65').message).toContain('from basic to solid');
    expect(problem('monotone: { team_strength: rising }', 'monotone: { team_strength: rising, stage: falling }')).toMatchObject({ code: 'not-monotone', at: 'falling }' });
    expect(problemsOf(withCriterion.replace('team_strength: rising }', 'team_strength: rising, stage: rising }'), 'built-in')).toEqual([]);
  });

  it('has a reason in both languages for every row', () => {
    expect(problem(', because: { en: Weak., zh: 弱。 }', '').code).toBe('missing');
  });

  it('has sound conditions', () => {
    expect(problem('option.self_operated', 'option.self_run')).toMatchObject({ code: 'condition-unknown-field' });
  });
});

describe('the words of a question', () => {
  const question = `questions:
  - id: terms
    title: { en: Terms, zh: 条款 }
    ask: { en: Which terms?, zh: 什么条款？ }
    levels:
      - { level: none, label: { en: none, zh: 无 }, means: { en: Nothing., zh: 没有。 } }
      - { level: basic, label: { en: basic, zh: 基本 }, means: { en: Some., zh: 一些。 } }
      - { level: full, label: { en: full, zh: 完整 }, means: { en: All., zh: 全部。 } }
`;
  const withQuestion = SOUND.replace('gates:\n', `${question}gates:\n`);

  it('name all levels in their order', () => {
    expect(problemsOf(withQuestion, 'built-in')).toEqual([]);
    expect(problemsOf(withQuestion.replace('level: basic', 'level: internal'), 'built-in').map(({ code }) => code)).toEqual(['levels-differ']);
    expect(problemsOf(withQuestion.replace('- id: terms', '- id: term'), 'built-in').map(({ code }) => code)).toEqual(['wrong-value']);
    expect(problemsOf(withQuestion.replace(/ {6}- \{ level: full.*\n/, ''), 'built-in').map(({ code }) => code)).toEqual(['levels-differ']);
  });
});

describe('texts that are no pack', () => {
  it.each([
    ['nothing', '', 'empty-document'],
    ['a comment', '# none\n', 'empty-document'],
    ['two documents', `${SOUND}---\n${SOUND}`, 'several-documents'],
    ['broken YAML', 'id: [', 'yaml-syntax'],
    ['an alias', 'id: &a acme\nversion: *a\n', 'yaml-alias'],
    ['a list', '- 1\n', 'wrong-type'],
    ['too much', `id: ${'a'.repeat(1_000_001)}`, 'pack-too-large'],
  ])('%s', (_, yaml, code) => {
    const [first] = problemsOf(yaml);
    expect(first?.position).toBeDefined();
    if (code === 'yaml-syntax') expect(first?.code).toMatch(/yaml/);
    else expect(first?.code).toBe(code);
  });

  it('repeated keys are errors beside all others', () => {
    const codes = problemsOf(changed(['version: 1.0.0', 'version: 1.0.0\nversion: one'])).map(({ code }) => code);
    expect(codes).toContain('duplicate-key');
    expect(codes).toContain('wrong-value');
  });
});

describe('hostile packs', () => {
  const quick = (yaml: string): readonly Problem[] => {
    const start = performance.now();
    const problems = problemsOf(yaml);
    expect(performance.now() - start).toBeLessThan(5000);
    return problems;
  };

  it('of any depth or size give a clean error quickly', () => {
    expect(quick(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)[0]?.code).toBe('too-deep');
    expect(quick(changed([`'"health" in w.data.contains && option.crosses_border'`, `${'('.repeat(3000)}true`])).map(({ code }) => code)).toContain('condition-syntax');
    expect(quick(changed([`'"health" in w.data.contains && option.crosses_border'`, `'${'"health" in w.data.contains || '.repeat(2000)}true'`])).map(({ code }) => code)).toContain('condition-too-long');
  });

  it('with the names of prototypes find nothing there', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      expect(quick(changed(['gates:\n', `${key}: { polluted: true }\ngates:\n`])).map(({ code }) => code)).toEqual(['unknown-key']);
      expect(quick(changed(['option.crosses_border', `option.${key}`])).map(({ code }) => code)[0]).toMatch(/condition-(unknown-field|syntax)/);
      expect(quick(changed(['fires: { w: { latency: realtime } }', `fires: { w: { ${key}: { a: 1 } } }`])).map(({ code }) => code)).toContain('unknown-key');
    }
    expect({}).not.toHaveProperty('polluted');
  });

  it('with a thousand mistakes name the first hundred and count the rest', () => {
    const many = Array.from({ length: 1000 }, (_, i) => `key${i}: 1`).join('\n');
    const problems = quick(`${SOUND}${many}\n`);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.code).toBe('more-problems');
  });
});
