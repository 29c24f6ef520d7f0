// What is said of a profile that is wrong: which problem, where, and what was meant.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AiPathError, formatProblem } from '../../src/error.js';
import { parseProfile, parseProfiles, validateProfile } from '../../src/profile/parse.js';
import { linesOf, placesOf, problemsOf } from './problems.js';

const FULL = readFileSync(new URL('fixtures/full.yaml', import.meta.url), 'utf8');
const VALID = 'version: 1\norganisation: { name: A }\n';

/** The one line that is said about a valid profile with one more piece of text. */
function said(addition: string): string {
  const lines = linesOf(VALID + addition);
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

describe('the whole format', () => {
  it('is read, without a hint', () => {
    const [parsed, ...others] = parseProfiles(FULL, { source: 'full.yaml' });
    expect(others).toEqual([]);
    expect(parsed).toMatchObject({ source: 'full.yaml', index: 0, hints: [] });
    expect(parsed!.profile.workloads!.map(({ id }) => id)).toEqual(['prop-drafts', 'player-support', 'copilot']);
    expect(parsed!.profile.workloads![1]).toMatchObject({ sensitive_share: 0.3, quality: { local: 0.81, api: 0.86, needed: 0.8 } });
    expect(parsed!.profile.accept![0]!.until).toBe('2027-03-31');
  });

  it('needs no more than a version and a name', () => {
    expect(parseProfile(VALID)).toEqual({ version: 1, organisation: { name: 'A' } });
  });

  it('reads an answer that is unknown like one that is not there', () => {
    const profile = parseProfile(`${VALID}terms: unknown\nbudget: unknown\nhouse_rules: unknown\n`);
    expect(profile.terms).toBeUndefined();
    expect(profile.budget).toBeUndefined();
    // Here the difference counts: no house rules were stated, or nobody knows them.
    expect(profile.house_rules).toBe('unknown');
  });
});

describe('problems', () => {
  it('of what ai-path itself wrote are one a line', () => {
    const brief = '{"schema":"ai-path/brief@1","source":"p.yaml","name":"A","workloads":[]}\n';
    const assessment = '{"schema":"ai-path/assessment@1","organisation":{"name":"A","recommendation":"api"},"workloads":[]}\n';
    expect(linesOf(brief + assessment, { source: 'r.ndjson' })).toEqual([
      'r.ndjson:1:1: This is a result of ai-path (ai-path/brief@1), not a profile. Name the profiles that it was made from.',
      'r.ndjson:2:1: This is a result of ai-path (ai-path/assessment@1), not a profile. Name the profiles that it was made from.',
    ]);
  });

  it('say what a percentage is without noise', () => {
    const text = `${VALID}workloads: [{ id: a, sensitive_share: 1.3 }]\n`;
    expect(problemsOf(text)[0]!.remedy).toEqual({ en: 'For 1.3 % write 0.013.', zh: '1.3% 请写作 0.013。' });
  });

  it('say what to write in the language of the text', () => {
    expect(linesOf('organisation: { name: A }\n')[0]).toContain('Add the line "version: 1".');
    expect(linesOf('{"organisation":{"name":"A"}}', { format: 'json' })[0]).toMatch(/Add "version": 1\.$/);
  });

  it('come all at once, in the order of the text, each with line and column', () => {
    const text = `version: 2
organisation:
  country: UK
teamStrength: solid
budget: small
workloads:
  - id: Chat Bot
    task: chatbot
    traffic: { requests_per_day: "5,000" }
`;
    expect(placesOf(text)).toEqual([
      '1:10 wrong-value version',
      '2:1 missing organisation.name',
      '3:12 unknown-area organisation.country',
      '4:1 unknown-key teamStrength',
      '5:9 wrong-value budget',
      '7:9 wrong-value workloads[0].id',
      '8:11 wrong-value workloads[0].task',
      '9:34 wrong-value workloads[0].traffic.requests_per_day',
    ]);
  });

  it('point into JSON as they do into YAML', () => {
    const text = '{\n  "version": 1,\n  "organisation": { "name": "A" },\n  "terms": "ful",\n  "bugdet": "tight"\n}\n';
    expect(placesOf(text, { source: 'p.json' })).toEqual(['4:12 wrong-value terms', '5:3 unknown-key bugdet']);
  });

  it('name the line of a stream', () => {
    const text = '{"version":1,"organisation":{"name":"A"}}\r\n\r\n{"version":1,"organisation":{"name":"B"},"terms":"ful"}\r\n{"version":1\r\n';
    expect(placesOf(text, { source: 'p.ndjson' })).toEqual(['3:50 wrong-value terms', '4:13 json-syntax']);
  });

  it('count lines from where a piece of a stream begins', () => {
    expect(placesOf('{"version":1}', { source: 'p.ndjson', format: 'json', firstLine: 40 })).toEqual(['40:1 missing organisation']);
  });

  it('of several documents come together', () => {
    expect(placesOf(`${VALID}terms: ful\n---\n${VALID}budget: 3\n`)).toEqual(['3:8 wrong-value terms', '7:9 wrong-value budget']);
  });

  it('beyond a hundred are not listed', () => {
    const problems = problemsOf(VALID + Array.from({ length: 300 }, (_, index) => `x${index}: 1\n`).join(''));
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)!.message.en).toBe('There are more problems; the first 100 are shown.');
  });

  it('can be read in Chinese', () => {
    const [problem] = problemsOf(`${VALID}terms: Full\n`);
    expect(formatProblem(problem!, 'zh')).toBe('p.yaml:3:8: terms: 应为：none、basic、full、unknown 之一；实际是：“Full”。 是否想写“full”？（名称一律小写）');
  });

  it('never carry control characters of the text to a terminal', () => {
    for (const line of linesOf(`${VALID}"\\e[31mred": 1\nterms: "\\e]0;x\\a\u202E"\n`)) expect(line).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe('a key that is not known', () => {
  it.each([
    ['perfomance_need: high', '3:1: perfomance_need: The key "perfomance_need" is not known here. Did you mean "performance_need"?'],
    ['teamStrength: solid', '3:1: teamStrength: The key "teamStrength" is not known here. Did you mean "team_strength"? (words are joined with underscores)'],
    ['customization: deep', '3:1: customization: The key "customization" is not known here. Did you mean "customisation"? (names use British spelling)'],
    ['Budget: tight', '3:1: Budget: The key "Budget" is not known here. Did you mean "budget"? (names are in lower case)'],
    ['sensitivity: public', '3:1: sensitivity: The key "sensitivity" is not known here. Did you mean "data_sensitivity"?'],
    ['requests_per_day: 5', '3:1: requests_per_day: The key "requests_per_day" is not known here. It belongs to "workloads[].traffic".'],
    ['weights: { ranks: [cost] }', '3:12: weights.ranks: The key "ranks" is not known here. Did you mean "rank"?'],
    ['zzz: 1', '3:1: zzz: The key "zzz" is not known here. Known in a profile: version, organisation, '],
  ])('%s', (addition, expected) => {
    expect(linesOf(`${VALID}${addition}\n`).find((line) => line.includes('is not known here'))).toContain(`p.yaml:${expected}`);
  });

  it('may be called __proto__ or constructor', () => {
    expect(placesOf(`${VALID}__proto__: 1\nconstructor: 2\n`)).toEqual(['3:1 unknown-key __proto__', '4:1 unknown-key constructor']);
    expect(placesOf('{"version":1,"organisation":{"name":"A"},"__proto__":{"terms":"x"}}', { source: 'p.json' })).toEqual(['1:42 unknown-key __proto__']);
  });
});

describe('a value that is not expected', () => {
  it.each([
    ['budget: High', 'Expected one of tight, moderate, ample or unknown, or a mapping with usd_per_month; found "High". Did you mean "ample"?'],
    ['budget: { usd_per_month: -5 }', 'budget.usd_per_month: Expected a number of at least 0; found -5.'],
    ['budget: 5000', 'or a mapping with usd_per_month; found 5000.'],
    ['performance_need: High', 'found "High". Did you mean "high"? (names are in lower case)'],
    ['data_sensitivity: secret', 'Did you mean "restricted"?'],
    ['core: true', 'found true. Did you mean "core"?'],
    ['stage:', 'found nothing. Write unknown, or leave the key out.'],
    ['stage: 不知道', 'Did you mean "unknown"?'],
    ['latency: [batch]', 'found a list of 1. Write batch.'],
    ['house_rules: inside_only', 'Write [inside_only].'],
    ['house_rules: none', 'Write [].'],
    ['house_rules: whatever', 'Write a list, such as [inside_only].'],
    ['house_rules: [inside-only]', 'Did you mean "inside_only"? (words are joined with underscores)'],
    ['data: { people_in: Germany }', 'Write [DE].'],
    ['data: { people_in: [UK] }', 'There is no country with the code "UK". Did you mean "GB"?'],
    ['data: { people_in: [EEA] }', 'Did you mean "EU"?'],
    ['data: { audience_in: [中国] }', 'Did you mean "CN"?'],
    ['data: { form: pseudonymized }', 'Did you mean "pseudonymised"? (names use British spelling)'],
    ['data: { contains: [PII] }', 'Did you mean "personal"?'],
    ['workloads: []', 'Expected a list with at least 1 entry'],
    ['workloads: [{ id: a, task: image_to_3d }]', 'Did you mean "image-to-3d"? (words are joined with hyphens)'],
    ['workloads: [{ id: a, sensitive_share: 30% }]', 'Expected a number from 0 to 1, or "unknown"; found "30%". Write 0.3.'],
    ['workloads: [{ id: a, sensitive_share: 30 }]', 'For 30 % write 0.3.'],
    ['workloads: [{ id: a, traffic: { requests_per_day: 3万 } }]', 'Write 30000.'],
    ['workloads: [{ id: a, traffic: { hourly: [1, 2] } }]', 'Expected a list of 24 entries, each a number of at least 0, or "unknown"; found a list of 2.'],
    ['workloads: [{ id: a, traffic: { requests_per_day: .inf } }]', 'found Infinity.'],
    ['workloads: [{ id: a, local: [{ model: m, owned: yes }] }]', 'Write true.'],
    ['workloads: [{ id: a, api: [{ provider: p }] }]', 'workloads[0].api[0].model: The key "model" is missing'],
    ['accept: [{ rule: a/b, because: x, by: y, until: 2027/3/31 }]', 'Expected a date such as 2027-03-31; found "2027/3/31". Write 2027-03-31.'],
    ['accept: [{ rule: a/b, because: x, by: y, until: 2027-02-30 }]', 'found "2027-02-30".'],
    ['weights: { rank: [price] }', 'weights.rank[0]: Expected one of data_control, cost, '],
    ['weights: cost', 'Expected a mapping with rank, or a mapping with points; found "cost".'],
    ['workloads: [{ id: 客服 }]', 'Expected a short name of lower-case letters, digits and hyphens; found "客服".'],
  ])('%s', (addition, expected) => {
    expect(said(`${addition}\n`)).toContain(expected);
  });

  it('is one problem, even where it could be several things', () => {
    expect(placesOf(`${VALID}budget: { usd: 3 }\n`)).toEqual(['3:1 missing budget.usd_per_month', '3:11 unknown-key budget.usd']);
    expect(linesOf(`${VALID}weights: { rank: [cost], points: { cost: 1 } }\n`)).toHaveLength(1);
  });
});

describe('statements that exclude one another', () => {
  it.each([
    ['workloads: [{ id: a }, { id: b }, { id: a }]', '3:41: workloads[2].id: The id "a" is taken by entry 1 of this list.'],
    ['workloads: [{ id: a, classes: [{ id: c, share: 0.5 }, { id: c, share: 0.5 }] }]', '3:61: workloads[0].classes[1].id: The id "c" is taken'],
    ['workloads: [{ id: a, classes: [{ id: c, share: 0.5 }, { id: d, share: 0.4 }] }]', '3:22: workloads[0].classes: The shares of the classes add up to 0.9, and must add up to 1.'],
    ['workloads: [{ id: a, hard_share: 0.5, classes: [{ id: c, share: 1 }] }]', '3:22: workloads[0].hard_share: "hard_share" and "classes" both split the same traffic.'],
    ['workloads: [{ id: a, traffic: { users: 10, requests_per_user_per_day: 3, requests_per_day: 40 } }]', '"users" comes to 30 requests a day, but "requests_per_day" to 40.'],
    [`workloads: [{ id: a, traffic: { requests_per_day: 40, hourly: [${Array(24).fill('1').join()}] } }]`, '"hourly" comes to 24 requests a day, but "requests_per_day" to 40.'],
    ['weights: { rank: [cost, quality, cost] }', '3:34: weights.rank[2]: The criterion "cost" is ranked twice.'],
    ['weights: { points: { cost: 0 } }', 'weights.points: No criterion has any points.'],
  ])('%s', (addition, expected) => {
    expect(said(`${addition}\n`)).toContain(expected);
  });

  it('may differ by rounding', () => {
    expect(() => parseProfile(`${VALID}workloads: [{ id: a, traffic: { users: 333, requests_per_user_per_day: 3, requests_per_day: 1000 } }]\n`)).not.toThrow();
    expect(() => parseProfile(`${VALID}workloads: [{ id: a, classes: [{ id: c, share: 0.1 }, { id: d, share: 0.2 }, { id: e, share: 0.7 }] }]\n`)).not.toThrow();
  });

  it('are found beside other problems', () => {
    expect(placesOf(`${VALID}terms: ful\nweights: { rank: [cost, cost] }\n`)).toEqual(['3:8 wrong-value terms', '4:25 duplicate-criterion weights.rank[1]']);
  });
});

describe('the library', () => {
  it('validates a value in memory, and names paths', () => {
    expect(validateProfile({ version: 1, organisation: { name: 'A' } }).organisation.name).toBe('A');
    expect(() => validateProfile({ version: 1, organisation: { name: 'A', kind: 'Bank' } })).toThrow(/^profile: organisation\.kind: Expected one of business.*found "Bank"\. Did you mean "finance"\?$/);
  });

  it.each([undefined, null, 3, 'x', [], new Date(0), () => 1])('refuses %s', (value) => {
    expect(() => validateProfile(value)).toThrow(AiPathError);
  });

  it('reads exactly one profile where one is asked for', () => {
    expect(() => parseProfile(`${VALID}---\n${VALID}`)).toThrow('The text holds several profiles where one was expected.');
  });
});

describe("somebody else's file", () => {
  const said = (text: string, source = 'p.yaml'): readonly string[] => {
    try {
      parseProfiles(text, { source });
    } catch (error) {
      if (error instanceof AiPathError) return error.problems.map(({ code, message, remedy }) => `${code} ${message.en} ${remedy?.en ?? ''}`);
      throw error;
    }
    return [];
  };
  it.each([
    ['accounts', 'root:$6$secret:19000:0:99999:7:::\ndaemon:*:19000:0:99999:7:::\n'],
    ['keys', 'db:\n  password: secret\n'],
    ['a package', 'name: secret\nversion: 1.0.0\nscripts: { a: secret }\n'],
  ])('with %s is not repeated', (_, text) => {
    expect(said(text)).toEqual([expect.stringMatching(/^not-a-profile This does not look like a profile/)]);
    expect(said(text).join()).not.toContain('secret');
  });
  it.each([['version: 1\n', 'missing'], ['verson: 1\norganization: { name: A }\n', 'unknown-key'], ['traffic: { requests_per_day: 1 }\n', 'missing'], ['team_strenth: none\n', 'unknown-key']])('but %j is a profile gone wrong', (text, code) => {
    expect(said(text).map((one) => one.split(' ')[0])).toContain(code);
  });
  it('says the largest number where one is larger', () => {
    expect(said('version: 1\norganisation: { name: A, annual_revenue_usd: 1.0e+16 }\n').join()).toContain('The largest number is 1e15; found 10000000000000000.');
  });
});
