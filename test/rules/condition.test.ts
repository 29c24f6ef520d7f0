import { describe, expect, it } from 'vitest';
import { AiPathError } from '../../src/error.js';
import type { CompiledCondition, Context } from '../../src/rules/condition.js';
import { checkCondition, compileCondition } from '../../src/rules/engine.js';
import { MAX_COMPLETIONS } from '../../src/rules/supervaluation.js';

function compiled(text: string): CompiledCondition {
  const { condition, errors } = checkCondition(text);
  if (condition === undefined) throw new Error(errors.map(({ message }) => message.en).join('\n'));
  return condition;
}

function context(facts: Partial<Context>): Context {
  return { org: {}, w: {}, derived: {}, option: {}, ...facts };
}

function evaluate(text: string, facts: Partial<Context> = {}): boolean | undefined {
  return compiled(text).evaluate(context(facts));
}

/** The part of the condition that its first error points at, and the error. */
function refused(text: string): { readonly code: string; readonly at: string; readonly message: string; readonly remedy: string } {
  const [error] = checkCondition(text).errors;
  if (error === undefined) throw new Error(`accepted: ${text}`);
  return { code: error.code, at: text.slice(error.range.start, error.range.end), message: error.message.en, remedy: error.remedy?.en ?? '' };
}

describe('what a condition may say', () => {
  it.each([
    ['w.terms == "full"', { w: { terms: 'full' } }, true],
    ['w.terms != "full"', { w: { terms: 'full' } }, false],
    ['"full" == w.terms', { w: { terms: 'basic' } }, false],
    ['w.terms in ["basic", "full"]', { w: { terms: 'basic' } }, true],
    ['w.terms in ["basic", "full"]', { w: { terms: 'none' } }, false],
    ['w.requests_per_day > 1000', { w: { requests_per_day: 1000 } }, false],
    ['w.requests_per_day >= 1000', { w: { requests_per_day: 1000 } }, true],
    ['1000 < w.requests_per_day', { w: { requests_per_day: 1001 } }, true],
    ['w.requests_per_day <= 10.5', { w: { requests_per_day: 10.5 } }, true],
    ['w.requests_per_day == 3', { w: { requests_per_day: 3 } }, true],
    ['w.quality.api - w.quality.local > 0.1', { w: { quality: { api: 0.9, local: 0.7 } } }, true],
    ['w.quality.api + w.quality.local == 2', { w: { quality: { api: 1, local: 1 } } }, true],
    ['w.requests_per_day * 2 > 5', { w: { requests_per_day: 3 } }, true],
    ['2 * w.requests_per_day / 4 < 1.5', { w: { requests_per_day: 3 } }, false],
    ['-w.requests_per_day < -1', { w: { requests_per_day: 3 } }, true],
    ['option.third_party', { option: { third_party: true } }, true],
    ['!option.third_party', { option: { third_party: true } }, false],
    ['option.third_party == option.rented', { option: { third_party: true, rented: false } }, false],
    ['option.location == org.country', { option: { location: 'CN' }, org: { country: 'CN' } }, true],
    ['option.location in w.data.people_in', { option: { location: 'DE' }, w: { data: { people_in: ['DE', 'FR'] } } }, true],
    ['option.third_party ? w.terms == "full" : true', { option: { third_party: true }, w: { terms: 'none' } }, false],
    ['option.third_party ? w.terms == "full" : true', { option: { third_party: false } }, true],
    ['size(w.house_rules) == 0', { w: { house_rules: [] } }, true],
    ['size(option.model_name) > 3', { option: { model_name: 'qwen' } }, true],
    ['option.model_name.startsWith("Deep")', { option: { model_name: 'DeepSeek' } }, true],
    ['option.model_name.endsWith("Seek")', { option: { model_name: 'DeepSeek' } }, true],
    ['option.model_name.contains("pS")', { option: { model_name: 'DeepSeek' } }, true],
    ['w.data.contains.exists(c, c in ["health", "biometric"])', { w: { data: { contains: ['personal', 'health'] } } }, true],
    ['w.data.contains.all(c, c != "health")', { w: { data: { contains: ['personal'] } } }, true],
    ['w.data.contains.exists_one(c, c == "health" || c == "biometric")', { w: { data: { contains: ['health', 'biometric'] } } }, false],
    ['w.data.contains.exists_one(c, c == "health")', { w: { data: { contains: ['health', 'biometric'] } } }, true],
    ['["a", "b"].exists(x, x == "b")', {}, true],
    ['"a" in ["a"]', {}, true],
  ] as const)('%s', (text, facts, expected) => {
    expect(evaluate(text, facts)).toBe(expected);
  });

  it('names its paths and its questions', () => {
    const condition = compiled('w.terms == "full" || (option.rented && w.terms == "none" && org.country == "CN")');
    expect(condition.paths).toEqual(['w.terms', 'option.rented', 'org.country']);
    expect(condition.questions).toEqual(['terms']);
  });
});

describe('what is refused when a pack is loaded', () => {
  it.each([
    ['option.model_name.matches("(a+)+$")', 'condition-refused', 'option.model_name.matches("(a+)+$")'],
    ['has(w.terms)', 'condition-refused', 'has(w.terms)'],
    ['w.house_rules[0] == "inside_only"', 'condition-refused', 'w.house_rules[0]'],
    ['w["terms"] == "full"', 'condition-refused', 'w["terms"]'],
    ['dyn(w.terms) == 1', 'condition-refused', 'dyn(w.terms)'],
    ['type(w.terms) == string', 'condition-refused', 'type(w.terms)'],
    ['cel.bind(x, true, x)', 'condition-refused', 'cel.bind(x, true, x)'],
    ['w.terms == null', 'condition-refused', 'null'],
    ['b"full" == w.terms', 'condition-refused', 'b"full"'],
    ['{"a": 1}.a == 1', 'condition-syntax', undefined],
    ['w.requests_per_day % 2 == 0', 'condition-refused', 'w.requests_per_day % 2'],
    ['w.house_rules.map(r, r) == ["a"]', 'condition-refused', 'w.house_rules.map(r, r)'],
    ['w.house_rules.filter(r, true).exists(r, true)', 'condition-refused', 'w.house_rules.filter(r, true)'],
    ['w.house_rules.exists(r, w.data.contains.exists(c, c == "health"))', 'condition-refused', 'w.data.contains.exists(c, c == "health")'],
    ['(w.core == "core" ? org : w).country == "CN"', 'condition-refused', undefined],
    ['w.house_rules.exists(r, r.name == "a")', 'condition-refused', 'r.name'],
    ['w.requests_per_day / org.annual_revenue_usd > 1', 'condition-refused', 'org.annual_revenue_usd'],
    ['w.requests_per_day / 0 > 1', 'condition-refused', '0'],
    ['5u > 2u', 'condition-refused', '5u'],
    ['size(w.house_rules, w.house_rules) > 1', 'condition-refused', 'size(w.house_rules, w.house_rules)'],
    ['w.terms.contains("a", "b")', 'condition-refused', 'w.terms.contains("a", "b")'],
    ['w.terms', 'condition-not-bool', 'w.terms'],
    ['1 + 1', 'condition-not-bool', '1 + 1'],
    ['w.team_strength < "solid"', 'condition-type', 'w.team_strength < "solid"'],
    ['w.terms == 1', 'condition-type', 'w.terms == 1'],
    ['w.house_rules == []', 'condition-type', 'w.house_rules == []'],
    ['!w.terms', 'condition-type', 'w.terms'],
    ['-w.terms == 1', 'condition-type', 'w.terms'],
    ['w.terms && true', 'condition-type', 'w.terms'],
    ['size(w.term) > 1', 'condition-unknown-field', 'w.term'],
    ['!w.rented', 'condition-unknown-field', 'w.rented'],
    ['-w.rented > 1', 'condition-unknown-field', 'w.rented'],
    ['w.rented ? true : false', 'condition-unknown-field', 'w.rented'],
    ['w.nothing.exists(x, x == "a")', 'condition-unknown-field', 'w.nothing'],
    ['w.nothing.contains("a")', 'condition-unknown-field', 'w.nothing'],
    ['"a" in w.nothing', 'condition-unknown-field', 'w.nothing'],
    ['w.terms in [w.nothing]', 'condition-unknown-field', 'w.nothing'],
    ['w.nothing / 2 > 1', 'condition-unknown-field', 'w.nothing'],
    ['w.terms > 1', 'condition-type', 'w.terms > 1'],
    ['option.rented > 1', 'condition-type', 'option.rented'],
    ['option.rented + 1 > 1', 'condition-type', 'option.rented'],
    ['1 in w.house_rules', 'condition-type', '1'],
    ['"a" in w.terms', 'condition-type', 'w.terms'],
    ['w.terms in [w.terms]', 'condition-type', 'w.terms'],
    ['size(w.requests_per_day) > 1', 'condition-type', 'size(w.requests_per_day)'],
    ['w.terms.exists(x, true)', 'condition-type', 'w.terms'],
    ['w.house_rules.exists(r, r)', 'condition-type', 'r'],
    ['w.house_rules.exists(org, true)', 'condition-type', 'org'],
    ['w.requests_per_day.contains("1")', 'condition-type', 'w.requests_per_day'],
    ['true ? w.terms : 1', 'condition-type', 'true ? w.terms : 1'],
    ['w.data == "health"', 'condition-type', 'w.data'],
    ['org == "x"', 'condition-type', 'org'],
    ['w.terms == "full" &&', 'condition-syntax', ''],
    ['w.terms = "full"', 'condition-syntax', undefined],
    ['"unclosed', 'condition-syntax', '"unclosed'],
  ])('%s: %s', (text, code, at) => {
    const error = refused(text);
    expect(error.code).toBe(code);
    if (at !== undefined) expect(error.at).toBe(at);
    expect(error.message).not.toBe('');
  });

  it('a field that does not exist, with a suggestion', () => {
    expect(refused('w.sensitivity == "public"')).toMatchObject({ code: 'condition-unknown-field', at: 'w.sensitivity', remedy: 'Did you mean "w.data_sensitivity"?' });
    expect(refused('option.thirdParty')).toMatchObject({ code: 'condition-unknown-field', remedy: expect.stringContaining('option.third_party') as string });
    expect(refused('workload.terms == "full"').code).toBe('condition-unknown-field');
    expect(refused('terms == "full"').code).toBe('condition-unknown-field');
  });

  it('a level that the field never has, with a suggestion', () => {
    expect(refused('w.terms == "ful"')).toMatchObject({ code: 'condition-unknown-literal', at: '"ful"', remedy: 'Did you mean "full"?' });
    expect(refused('w.terms in ["basic", "ful"]').code).toBe('condition-unknown-literal');
    expect(refused('"insideonly" in w.house_rules')).toMatchObject({ remedy: expect.stringContaining('inside_only') as string });
    expect(refused('w.data.contains.exists(c, c == "helth")')).toMatchObject({ remedy: 'Did you mean "health"?' });
    expect(refused('w.data.contains.exists(c, c in ["helth"])').code).toBe('condition-unknown-literal');
  });

  it('a country that is no code', () => {
    expect(refused('org.country == "China"')).toMatchObject({ code: 'condition-unknown-literal', at: '"China"' });
    expect(refused('"china" in w.data.people_in').code).toBe('condition-unknown-literal');
    expect(checkCondition('org.country == "CN"').errors).toEqual([]);
  });

  it('several faults of one condition come together', () => {
    const { errors } = checkCondition('w.term == "full" && w.core == "cor" && has(w.terms)');
    expect(errors.map(({ code }) => code)).toEqual(['condition-unknown-field', 'condition-unknown-literal', 'condition-refused']);
  });

  it('is said in Chinese as well', () => {
    expect(checkCondition('w.terms == "ful"').errors[0]?.message.zh).toMatch(/\p{Script=Han}/u);
  });
});

describe('hostile conditions', () => {
  const within = (text: string): string => {
    const start = performance.now();
    const { errors } = checkCondition(text);
    expect(performance.now() - start).toBeLessThan(1000);
    return errors[0]?.code ?? 'accepted';
  };

  it('of any depth or size are refused quickly', () => {
    expect(within(`${'('.repeat(1500)}true${')'.repeat(1500)}`)).toBe('condition-syntax');
    expect(within('('.repeat(100_000))).toBe('condition-too-long');
    expect(within(Array(300).fill('w.core == "core"').join(' && '))).toBe('condition-too-long');
    expect(within(Array(200).fill('1>0').join('&&'))).toBe('condition-syntax');
    expect(within(`${'!'.repeat(3000)}true`)).toBe('condition-syntax');
    expect(within(`w.terms in [${Array(300).fill('"full"').join(',')}]`)).toBe('condition-syntax');
  });

  it.each(['w.constructor', 'w.__proto__', 'w.toString', 'org.hasOwnProperty', 'option.prototype', 'constructor', 'w.data.constructor'])(
    '%s is no field',
    (path) => {
      expect(within(`${path} == "x"`)).toBe('condition-unknown-field');
    },
  );

  it('names that the engine reserves are refused by it', () => {
    expect(within('__proto__ == "x"')).toBe('condition-syntax');
  });

  it.each(['constructor', '__proto__', 'toString'])('%s is no method', (name) => {
    expect(within(`w.terms.${name}("x")`)).toMatch(/condition-(refused|syntax)/);
    expect(within(`${name}(w.terms)`)).toMatch(/condition-(refused|syntax)/);
  });

  it('control characters do not reach the message', () => {
    expect(checkCondition('w.terms == "\\u001b[31m"').errors[0]?.message.en).not.toContain('\u001b');
  });
});

describe('three-valued logic', () => {
  // DMN TCK compliance-level-2, 0106-feel-ternary-logic: A, B -> A and B, A or B. null is unknown.
  const values = { T: true, F: false, N: undefined } as const;
  const facts = (a: keyof typeof values, b: keyof typeof values): Context =>
    context({ option: { ...(a === 'N' ? {} : { rented: values[a] }), ...(b === 'N' ? {} : { own: values[b] }) } });
  it.each([
    ['T', 'T', 'T', 'T'], ['F', 'T', 'F', 'T'], ['N', 'T', 'N', 'T'],
    ['T', 'F', 'F', 'T'], ['F', 'F', 'F', 'F'], ['N', 'F', 'F', 'N'],
    ['T', 'N', 'N', 'T'], ['F', 'N', 'F', 'N'], ['N', 'N', 'N', 'N'],
  ] as const)('TCK 0106: %s and %s is %s, or is %s', (a, b, and, or) => {
    expect(compiled('option.rented && option.own').evaluate(facts(a, b))).toBe(values[and]);
    expect(compiled('option.rented || option.own').evaluate(facts(a, b))).toBe(values[or]);
  });

  // DMN TCK compliance-level-2, 0107-feel-ternary-logic-not.
  it.each([['T', 'F'], ['F', 'T'], ['N', 'N']] as const)('TCK 0107: not %s is %s', (a, not) => {
    expect(compiled('!option.rented').evaluate(facts(a, 'N'))).toBe(values[not]);
  });

  it.each([
    'w.terms == "full"', 'w.terms in ["full"]', 'w.requests_per_day > 1', '-w.requests_per_day > 1', 'w.requests_per_day + 1 > 1',
    'option.model_name.contains("a")', 'size(w.house_rules) > 0', '"inside_only" in w.house_rules', 'option.location in w.data.people_in',
    'option.location == org.country', 'w.quality.local > 0.5', 'option.rented ? option.own : option.third_party', 'option.location in ["CN"]',
    'w.data.people_in.exists(p, p == "CN")',
  ])('%s is unknown where nothing is known', (text) => {
    expect(evaluate(text)).toBeUndefined();
  });

  it('null is unknown, and so is what is inside it', () => {
    expect(evaluate('w.terms == "full"', { w: { terms: null } })).toBeUndefined();
    expect(evaluate('w.quality.local > 0.5', { w: { quality: null } })).toBeUndefined();
  });

  it('names the facts that an unknown result hangs on, and no others', () => {
    const condition = compiled('option.third_party && (w.terms == "full" || w.core == "core") && org.country == "CN"');
    expect(condition.openPaths(context({ option: { third_party: true }, org: { country: 'CN' } }))).toEqual(['w.terms', 'w.core']);
    expect(condition.openPaths(context({ option: { third_party: true }, w: { terms: 'full' } }))).toEqual(['org.country']);
    expect(condition.openPaths(context({ option: { third_party: false } }))).toEqual([]);
    expect(compiled('w.data.contains.exists(c, c == "health" && option.rented)').openPaths(context({ w: { data: { contains: ['health'] } } }))).toEqual(['option.rented']);
    expect(compiled('w.data.contains.exists(c, c == "health")').openPaths(context({ w: { data: { contains: ['unknown'] } } }))).toEqual(['w.data.contains']);
  });

  it('a fact of the wrong type is a fault, not an unknown', () => {
    expect(() => evaluate('w.requests_per_day > 1', { w: { requests_per_day: 'many' } })).toThrow(AiPathError);
    expect(() => evaluate('"inside_only" in w.house_rules', { w: { house_rules: 'inside_only' } })).toThrow(AiPathError);
    expect(() => evaluate('"inside_only" in w.house_rules', { w: { house_rules: {} } })).toThrow(/must be of type list/);
  });
});

describe('open lists', () => {
  const contains = (list: readonly string[]): Partial<Context> => ({ w: { data: { contains: list } } });

  it('a stated list is closed', () => {
    expect(evaluate('"health" in w.data.contains', contains(['personal']))).toBe(false);
    expect(evaluate('"health" in w.data.contains', contains([]))).toBe(false);
  });

  it('a list with unknown is open for every class that it does not list', () => {
    expect(evaluate('"health" in w.data.contains', contains(['personal', 'unknown']))).toBeUndefined();
    expect(evaluate('"personal" in w.data.contains', contains(['personal', 'unknown']))).toBe(true);
    expect(evaluate('"health" in w.data.contains')).toBeUndefined();
  });

  it('quantifiers look at what an open list may yet hold', () => {
    expect(evaluate('w.data.contains.exists(c, c == "health")', contains(['unknown']))).toBeUndefined();
    expect(evaluate('w.data.contains.exists(c, c == "health")', contains(['health', 'unknown']))).toBe(true);
    expect(evaluate('w.data.contains.all(c, c != "health")', contains(['unknown']))).toBeUndefined();
    expect(evaluate('w.data.contains.all(c, c != "health")', contains(['health', 'unknown']))).toBe(false);
    expect(evaluate('w.data.contains.exists_one(c, c == "health")', contains(['health', 'unknown']))).toBe(true);
    expect(evaluate('w.data.contains.exists_one(c, c in ["health", "children"])', contains(['health', 'unknown']))).toBeUndefined();
  });

  it('the size of an open list is unknown', () => {
    expect(evaluate('size(w.data.contains) > 0', contains(['health', 'unknown']))).toBeUndefined();
    expect(evaluate('size(w.data.contains) > 0', contains(['health']))).toBe(true);
  });

  it('an empty list of house rules is none; a missing one is unknown', () => {
    expect(evaluate('"inside_only" in w.house_rules', { w: { house_rules: [] } })).toBe(false);
    expect(evaluate('"inside_only" in w.house_rules')).toBeUndefined();
  });
});

describe('what Kleene leaves unknown and every completion agrees on', () => {
  it.each([
    ['option.rented || !option.rented', true],
    ['option.rented && !option.rented', false],
    ['w.terms == "full" || w.terms != "full"', true],
    ['w.terms == "none" || w.terms == "basic" || w.terms == "full"', true],
    ['w.terms == "none" && w.terms == "full"', false],
    ['w.terms in ["none", "basic", "full"]', true],
    ['option.rented ? true : true', true],
    ['option.rented == option.rented', true],
    ['"health" in w.data.contains || !("health" in w.data.contains)', true],
    ['w.data.contains.exists(c, c == "health") == w.data.contains.exists(c, c == "health")', true],
    ['w.data.contains.all(c, c == "health" || c != "health")', true],
    ['w.data.contains.exists(c, c == "health") && w.data.contains.all(c, c != "health")', false],
    ['(w.terms == "full" || w.core == "core") || (w.terms != "full" && w.core != "core")', true],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  it('is not claimed where a fact without a finite domain is read', () => {
    expect(evaluate('w.requests_per_day > 1 || w.requests_per_day <= 1')).toBeUndefined();
    expect(evaluate('option.model_name == "a" || option.model_name != "a"')).toBeUndefined();
    expect(evaluate('w.data.people_in.exists(p, p == "CN") || !w.data.people_in.exists(p, p == "CN")')).toBeUndefined();
    expect(evaluate('w.data.contains.exists(c, c.startsWith("p")) || !w.data.contains.exists(c, c.startsWith("p"))')).toBeUndefined();
    expect(evaluate('size(w.house_rules) > 0 || size(w.house_rules) == 0')).toBeUndefined();
    expect(evaluate('w.house_rules.exists(r, r == option.model_name) || !w.house_rules.exists(r, r == option.model_name)')).toBeUndefined();
    expect(evaluate('option.model_name in w.house_rules || !(option.model_name in w.house_rules)')).toBeUndefined();
  });

  it('holds what an open list states', () => {
    const condition = compiled('("health" in w.data.contains && "children" in w.data.contains) || !("children" in w.data.contains)');
    expect(condition.evaluate(context({ w: { data: { contains: ['health', 'unknown'] } } }))).toBe(true);
    expect(condition.evaluate(context({ w: { data: { contains: ['unknown'] } } }))).toBeUndefined();
    expect(condition.evaluate(context({ w: { data: { contains: ['children'] } } }))).toBe(false);
  });

  it('stays unknown beyond the cap of completions', () => {
    const classes = ['personal', 'health', 'biometric', 'children', 'payment_card', 'criminal_record', 'source_code', 'trade_secret', 'under_nda', 'privileged', 'core_data', 'state_secret', 'cui'];
    expect(2 ** classes.length).toBeGreaterThan(MAX_COMPLETIONS);
    const either = classes.map((one) => `("${one}" in w.data.contains || !("${one}" in w.data.contains))`);
    expect(evaluate(either.slice(0, 11).join(' && '))).toBe(true);
    expect(evaluate(either.join(' && '))).toBeUndefined();
    const questions = ['w.team_strength == "none"', 'w.data_sensitivity == "public"', 'w.customisation == "none"', 'w.budget == "tight"', 'w.core == "core"', 'w.shape == "mixed"', 'w.latency == "batch"', 'w.stage == "pilot"'];
    const both = questions.map((one) => `(${one} || !(${one}))`);
    expect(evaluate(both.slice(0, 6).join(' && '))).toBe(true);
    expect(evaluate(both.join(' && '))).toBeUndefined();
  });
});

describe('answers that are open between some levels only', () => {
  const possible = { possible: { terms: ['basic', 'full'] } } as const;

  it('are known where those levels agree', () => {
    expect(evaluate('w.terms == "none"', possible)).toBe(false);
    expect(evaluate('w.terms in ["basic", "full"]', possible)).toBe(true);
    expect(evaluate('w.terms == "full"', possible)).toBeUndefined();
    expect(evaluate('w.terms == "basic" || w.terms == "full"', possible)).toBe(true);
  });

  it('the answer itself goes before what was possible', () => {
    expect(evaluate('w.terms == "none"', { ...possible, w: { terms: 'none' } })).toBe(true);
  });
});

describe('compiling at run time', () => {
  it('gives the same condition without the second check of types', () => {
    const text = 'w.terms == "full" && w.requests_per_day * 2 > 3';
    expect(compileCondition(text).condition?.paths).toEqual(checkCondition(text).condition?.paths);
  });

  it('works over other scopes', () => {
    const scope = { 'w.colour': { kind: 'text', values: ['red', 'green'] } } as const;
    expect(checkCondition('w.colour == "red" || w.colour == "green"', scope).condition?.evaluate(context({}))).toBe(true);
    expect(checkCondition('w.terms == "full"', scope).errors[0]?.code).toBe('condition-unknown-field');
  });
});
