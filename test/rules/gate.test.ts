import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AiPathError } from '../../src/error.js';
import type { Gate } from '../../src/rules/pack.js';
import type { CompiledGate, Judgement, OptionKind, Situation } from '../../src/rules/rulebook.js';
import { gate, option, rulebook, situation } from './examples.js';
import type { Option } from '../../src/options/option.js';

function judge(one: Partial<Gate>, facts: Partial<Situation> = {}, of: Option = option('public_api')): Judgement {
  const [compiled] = rulebook({ gates: [gate(one)] }).gates;
  if (compiled === undefined) throw new Error('no gate');
  const judgement = compiled.judge(situation(facts), of);
  // The short way to the verdict says the same.
  const { questions, ...verdict } = compiled.verdict(situation(facts), of);
  expect({ ...verdict, questions: judgement.questions }).toEqual(judgement);
  expect(questions).toEqual([]);
  return judgement;
}

const SAID = { en: 'Do it.', zh: '做到它。' };
const mitigation = (met: string, possible?: string) => ({ met, condition: SAID, ...(possible === undefined ? {} : { possible }) });
const allow = (allow_if: 'any' | 'all', ...mitigations: readonly ReturnType<typeof mitigation>[]): Gate['effect'] => ({ allow_if, mitigations: mitigations as [ReturnType<typeof mitigation>] });

describe('a gate that excludes', () => {
  it('blocks where its condition is true', () => {
    expect(judge({})).toEqual({ verdict: 'blocks', unmet: [], questions: [] });
  });

  it('does not apply where its condition is false', () => {
    expect(judge({}, {}, option('on_premises')).verdict).toBe('not_applicable');
  });

  it('is open where its condition is unknown, and names what it hangs on', () => {
    expect(judge({ when: 'option.third_party && w.terms == "none"' })).toEqual({ verdict: 'open', unmet: [], questions: ['w.terms'], atWorst: 'blocks' });
  });
});

describe('an open gate', () => {
  const effect = { allow_if: 'any', mitigations: [{ met: 'false', condition: SAID }] } as const;

  it('says the worst that may come of it: a condition is less than a bar', () => {
    expect(judge({ when: 'w.core == "core"' }).atWorst).toBe('blocks');
    expect(judge({ when: 'w.core == "core"', effect }).atWorst).toBe('conditions');
  });

  it('counts for nothing where it is rare, until something stated points to it, or the data is in doubt', () => {
    const rare = { when: '"state_secret" in w.data.contains', rare_unless: 'org.kind == "government"' };
    expect(judge(rare)).toMatchObject({ verdict: 'open', atWorst: 'nothing' });
    expect(judge(rare, { org: { kind: 'business' } }).atWorst).toBe('nothing');
    expect(judge(rare, { org: { kind: 'government' } }).atWorst).toBe('blocks');
    expect(judge(rare, { w: { data: { contains: ['personal', 'unknown'] } } })).toMatchObject({ verdict: 'open', atWorst: 'blocks' });
    expect(judge(rare, { w: { data: { contains: ['state_secret', 'unknown'] } } }).verdict).toBe('blocks');
  });
});

describe('a gate with mitigations', () => {
  const rented = 'option.rented';
  it('is satisfied by any one of them', () => {
    expect(judge({ when: rented, effect: allow('any', mitigation('false'), mitigation('w.terms == "full"')) }, { w: { terms: 'full' } }).verdict).toBe('satisfied');
  });

  it('is satisfied by all of them together', () => {
    const both = allow('all', mitigation('w.terms == "full"'), mitigation('w.core == "core"'));
    expect(judge({ when: rented, effect: both }, { w: { terms: 'full', core: 'core' } }).verdict).toBe('satisfied');
    expect(judge({ when: rented, effect: both }, { w: { terms: 'full', core: 'important' } })).toEqual({ verdict: 'conditions', unmet: [1], questions: [] });
  });

  it('sets as conditions what is not met, or not known to be met, and can be', () => {
    expect(judge({ when: rented, effect: allow('any', mitigation('w.terms == "full"')) })).toEqual({ verdict: 'conditions', unmet: [0], questions: [] });
    expect(judge({ when: rented, effect: allow('any', mitigation('w.terms == "full"')) }, { w: { terms: 'none' } })).toEqual({ verdict: 'conditions', unmet: [0], questions: [] });
  });

  it('blocks where none of them is to be had', () => {
    const full = mitigation('w.terms == "full"', 'w.terms == "full"');
    expect(judge({ when: rented, effect: allow('any', full) }, { w: { terms: 'none' } }).verdict).toBe('blocks');
    expect(judge({ when: rented, effect: allow('any', full, mitigation('false')) }, { w: { terms: 'none' } })).toEqual({ verdict: 'conditions', unmet: [1], questions: [] });
    expect(judge({ when: rented, effect: allow('all', full, mitigation('false')) }, { w: { terms: 'none' } }).verdict).toBe('blocks');
  });

  it('is open where it is not known whether one is to be had', () => {
    const full = mitigation('w.terms == "full"', 'w.terms == "full"');
    expect(judge({ when: rented, effect: allow('any', full) })).toEqual({ verdict: 'open', unmet: [], questions: ['w.terms'], atWorst: 'blocks' });
    expect(judge({ when: rented, effect: allow('all', full, mitigation('false')) })).toEqual({ verdict: 'open', unmet: [], questions: ['w.terms'], atWorst: 'blocks' });
    expect(judge({ when: rented, effect: allow('any', full, mitigation('false')) }).verdict).toBe('conditions');
  });

  it('is satisfied, not open, where it would be satisfied if it applied', () => {
    const effect = allow('any', mitigation('w.terms == "full"'));
    expect(judge({ when: 'w.core == "core"', effect }, { w: { terms: 'full' } }).verdict).toBe('satisfied');
    expect(judge({ when: 'w.core == "core"', effect }, { w: { terms: 'none' } })).toEqual({ verdict: 'open', unmet: [], questions: ['w.core'], atWorst: 'conditions' });
  });
});

describe('what a gate concerns', () => {
  const concerns = (target: Gate['target'], of: Option): boolean | undefined => rulebook({ gates: [gate({ target })] }).gates[0]?.concerns(of);

  it('is everything, a side, or places', () => {
    expect(concerns({}, option('managed_host'))).toBe(true);
    expect(concerns({ side: 'local' }, option('managed_host'))).toBe(true);
    expect(concerns({ side: 'api' }, option('managed_host'))).toBe(false);
    expect(concerns({ places: ['managed_host', 'public_api'] }, option('managed_host'))).toBe(true);
    expect(concerns({ places: ['public_api'] }, option('managed_host'))).toBe(false);
    expect(concerns({ side: 'local', places: ['public_api'] }, option('public_api'))).toBe(false);
  });

  it('names the questions of all its conditions', () => {
    const [reads] = rulebook({ gates: [gate({ when: 'w.core == "core"', effect: allow('any', mitigation('w.terms == "full"', 'option.rented || w.stage == "pilot"')) })] }).gates;
    expect(reads?.questions).toEqual(['core', 'terms', 'stage']);
  });

  it('tells options apart by the facts that its own conditions read, and by what they raise', () => {
    const book = rulebook({ gates: [gate({ id: 'one', when: 'option.rented' }), gate({ id: 'other', when: 'w.core == "core" && option.retired' })] });
    const [rented, retired] = book.gates;
    const told = (by: CompiledGate | undefined, of: Option): OptionKind | undefined => by?.kindOf(of, book.kindOf(of));
    const [one, other] = [option('public_api', { rented: true }), option('public_api', { rented: false })];
    expect(told(rented, one)).not.toBe(told(rented, other));
    expect(told(retired, one)).toBe(told(retired, other));
    expect(told(retired, one)).not.toBe(told(rented, one));
    expect(told(retired, option('public_api', {}, { raises: { terms: 'full' } }))).not.toBe(told(retired, one));
  });
});

describe('an option that raises an answer', () => {
  const signed = option('public_api', {}, { raises: { terms: 'full' } });

  it('is judged with the answer raised', () => {
    const rule = { when: 'option.third_party', effect: allow('any', mitigation('w.terms == "full"', 'w.terms == "full"')) };
    expect(judge(rule, { w: { terms: 'none' } }, signed).verdict).toBe('satisfied');
    expect(judge(rule, {}, signed).verdict).toBe('satisfied');
  });

  it('raised in part stays open above it only', () => {
    const basic = option('public_api', {}, { raises: { terms: 'basic' } });
    expect(judge({ when: 'w.terms == "none"' }, {}, basic).verdict).toBe('not_applicable');
    expect(judge({ when: 'w.terms == "full"' }, {}, basic).verdict).toBe('open');
  });
});

describe('a faulty pack that was not checked', () => {
  it('is an error of input when its rule is first met', () => {
    expect(() => judge({ when: 'w.term == "full"' })).toThrow(AiPathError);
  });
});

describe('gates as a set', () => {
  const conditions = ['option.third_party', 'option.rented', 'w.terms == "none"', 'w.core == "core" && option.rented', '!option.self_operated', '"inside_only" in w.house_rules'];
  const anyGate = fc.record({
    when: fc.constantFrom(...conditions),
    effect: fc.constantFrom<Gate['effect']>('exclude', allow('any', mitigation('w.terms == "full"')), allow('any', mitigation('w.terms == "full"', 'w.terms == "full"'))),
  });
  const anySituation = fc.record({ terms: fc.option(fc.constantFrom('none', 'basic', 'full'), { nil: undefined }), core: fc.option(fc.constantFrom('core', 'important'), { nil: undefined }) });
  const places = ['on_premises', 'private_cloud', 'managed_host', 'private_api', 'public_api'] as const;

  it('adding a gate never enlarges what is admissible', () => {
    fc.assert(fc.property(fc.array(anyGate, { maxLength: 4 }), anyGate, anySituation, (some, another, { terms, core }) => {
      const w = { ...(terms === undefined ? {} : { terms }), ...(core === undefined ? {} : { core }) };
      const admissible = (gates: readonly Partial<Gate>[]): readonly string[] =>
        places.filter((place) => rulebook({ gates: gates.map(gate) }).gates.every((one) => one.judge(situation({ w }), option(place)).verdict !== 'blocks'));
      const before = admissible(some);
      for (const place of admissible([...some, another])) expect(before).toContain(place);
    }), { numRuns: 300, seed: 1 });
  });
});
