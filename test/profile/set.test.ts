// `--set PATH=VALUE`: what it changes, what it refuses, and that its mistakes are not blamed on the file.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AiPathError } from '../../src/error.js';
import { parseProfiles } from '../../src/profile/parse.js';
import { parseSetClause } from '../../src/profile/set.js';
import type { Profile } from '../../src/profile/schema.js';
import { linesOf } from './problems.js';

const FULL = readFileSync(new URL('fixtures/full.yaml', import.meta.url), 'utf8');

function withSet(...clauses: readonly string[]): Profile {
  return parseProfiles(FULL, { source: 'full.yaml', set: clauses.map(parseSetClause) })[0]!.profile;
}

function refused(...clauses: readonly string[]): readonly string[] {
  return linesOf(FULL, { source: 'full.yaml', set: clauses.map(parseSetClause) });
}

describe('--set', () => {
  it('changes an answer at the root, in a workload, and in a class', () => {
    const profile = withSet('terms=full', 'organisation.country=DE', 'workloads.player-support.traffic.requests_per_day=5000', 'workloads.copilot.classes.chat.latency=batch');
    expect(profile.terms).toBe('full');
    expect(profile.organisation.country).toBe('DE');
    expect(profile.workloads![1]!.traffic!.requests_per_day).toBe(5000);
    expect(profile.workloads![2]!.classes![1]!.latency).toBe('batch');
  });

  it('changes every workload with *', () => {
    expect(withSet('workloads.*.terms=none').workloads!.map(({ terms }) => terms)).toEqual(['none', 'none', 'none']);
  });

  it('reaches list entries without ids by index', () => {
    expect(withSet('organisation.gpus.0.count=8').organisation.gpus![0]!.count).toBe(8);
    expect(withSet('workloads.prop-drafts.local.0.count=2').workloads![0]!.local![0]!.count).toBe(2);
  });

  it('takes YAML: lists, mappings, numbers, texts with an equals sign', () => {
    expect(withSet('house_rules=[inside_only, domestic_chips]').house_rules).toEqual(['inside_only', 'domestic_chips']);
    expect(withSet('budget={ usd_per_month: 5e3 }').budget).toEqual({ usd_per_month: 5000 });
    expect(withSet('organisation.name=a=b').organisation.name).toBe('a=b');
    expect(withSet('organisation.name="007"').organisation.name).toBe('007');
  });

  it('makes what lies between, and replaces a level by a mapping', () => {
    expect(withSet('workloads.copilot.traffic.users=50').workloads![2]!.traffic).toEqual({ users: 50 });
    expect(withSet('budget.usd_per_month=9000').budget).toEqual({ usd_per_month: 9000 });
  });

  it('clears with unknown: an answer becomes unknown, anything else goes away', () => {
    const profile = withSet('terms=unknown', 'workloads.player-support.data_sensitivity=unknown', 'weights=unknown', 'workloads.copilot.classes=unknown');
    expect(profile.terms).toBeUndefined();
    expect(profile.workloads![1]).toHaveProperty('data_sensitivity', undefined);
    expect(profile).not.toHaveProperty('weights');
    expect(profile.workloads![2]).not.toHaveProperty('classes');
  });

  it('applies later clauses over earlier ones', () => {
    expect(withSet('terms=full', 'terms=none').terms).toBe('none');
  });

  it.each([
    ['term=full', '--set: term: No such place in a profile: "term". Did you mean "terms"?'],
    ['Terms=full', 'Did you mean "terms"? (names are in lower case)'],
    ['requests_per_day=5', 'It belongs to "workloads[].traffic".'],
    ['terms.x=1', '--set: terms.x: No such place in a profile: "x". "terms" has no keys below it.'],
    ['workloads.player-suport.terms=full', '--set: workloads.player-suport: "workloads" has no entry "player-suport" in this profile. Did you mean "player-support"?'],
    ['workloads.zzz.terms=full', 'There are: prop-drafts, player-support, copilot.'],
    ['workloads.copilot.classes.x.share=1', 'There are: completion, chat.'],
    ['organisation.gpus.4.count=1', '"organisation.gpus" has no entry "4" in this profile.'],
    ['__proto__.x=1', 'No such place in a profile: "__proto__".'],
  ])('refuses a place that is not there: %s', (clause, expected) => {
    const lines = refused(clause);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(expected);
  });

  it('says once what is wrong with a path in every workload', () => {
    expect(refused('workloads.*.trms=full')).toHaveLength(1);
  });

  it('answers for its values, and the file for its own', () => {
    expect(linesOf(`version: 1\norganisation: { name: A }\nbudget: x\n`, { set: [parseSetClause('terms=ful')] })).toEqual([
      '--set: terms: Expected one of none, basic, full or unknown; found "ful". Did you mean "full"?',
      expect.stringMatching(/^p\.yaml:3:9: budget: /),
    ]);
    expect(refused('workloads.copilot.classes.chat.share=0.2')).toEqual([expect.stringMatching(/^--set: workloads\[2\]\.classes: The shares of the classes add up to 1\.1/)]);
    expect(refused('organisation.name=')).toEqual([expect.stringMatching(/^--set: organisation\.name: .*found nothing/)]);
  });

  it('is a usage error where it is not PATH=VALUE, or the value not YAML', () => {
    for (const argument of ['terms', '=full', '', 'a..b=1', '.a=1', 'a=[', 'a=*x', 'a=b: c: d']) {
      expect(() => parseSetClause(argument)).toThrow(AiPathError);
      try {
        parseSetClause(argument);
      } catch (error) {
        expect(error).toMatchObject({ kind: 'usage', problems: [{ source: '--set' }] });
      }
    }
  });
});
