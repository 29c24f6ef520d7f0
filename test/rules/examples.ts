/** Small rules, options and situations for tests of the rulebook. */
import '../../src/rules/engine.js';
import type { Option, OptionFacts } from '../../src/options/option.js';
import { compileRulebook } from '../../src/rules/compile.js';
import type { Criterion, Gate, Pack } from '../../src/rules/pack.js';
import type { Rulebook, Situation } from '../../src/rules/rulebook.js';
import type { Place, Side, Text } from '../../src/profile/vocabulary.js';

export const SAID: Text = { en: 'Something to read.', zh: '给人看的文字。' };

export function option(place: Place, facts: Partial<OptionFacts> = {}, more: Partial<Option> = {}): Option {
  const side: Side = place === 'public_api' || place === 'private_api' ? 'api' : 'local';
  const outside = side === 'api' || place === 'managed_host';
  return {
    id: `${side}/${place}`, side, place, origin: 'generic', raises: {}, ...more,
    facts: { side, place, own: false, operator_named: false, third_party: outside, rented: place !== 'on_premises', self_operated: !outside, ...facts },
  };
}

export function situation(facts: Partial<Situation> = {}): Situation {
  return { org: {}, w: {}, derived: {}, ...facts };
}

export function gate(more: Partial<Gate>): Gate {
  return {
    id: 'a-gate', title: SAID, when: 'option.third_party', effect: 'exclude', target: {}, basis: 'policy', reason: SAID, remedy: SAID, source: 'here',
    cases: { fires: { option: { third_party: true } }, near_miss: { option: { third_party: false } } }, ...more,
  };
}

export function criterion(more: Partial<Criterion>): Criterion {
  return {
    id: 'operability', title: SAID, anchors: { worst: SAID, best: SAID }, clauses: ['A2'], fed_by: ['team_strength'], source: 'here',
    rows: [{ when: {}, local: 0.4, api: 0.9, clauses: ['A2'], because: SAID }], ...more,
  };
}

export function pack(more: Partial<Pack>): Pack {
  return { id: 'test', version: '1.0.0', title: SAID, sources: { here: { title: SAID, date: '2026-11-23', grade: 'J' } }, ...more };
}

export function rulebook(more: Partial<Pack>): Rulebook {
  return compileRulebook([{ sha256: '0', pack: pack(more) }]);
}
