/** Every field of the profile matters: two profiles that differ only in it have assessments that differ outside `input`. */
import { describe, expect, it } from 'vitest';
import { profileJsonSchema } from '../../src/profile/json-schema.js';
import { assessProfile } from './assess-text.js';

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
}

/** Paths of all leaves of the schema, with `[]` for the elements of a list. */
function leaves(node: Node, root: Node, path = ''): string[] {
  if (node.$ref !== undefined) return leaves(root.$defs?.[node.$ref.split('/').at(-1) as string] as Node, root, path);
  // That a field may be `unknown` is not a field of its own.
  const alternatives = (node.anyOf ?? []).filter(({ enum: only }) => only?.join() !== 'unknown').flatMap((one) => leaves(one, root, path));
  const below = Object.entries(node.properties ?? {}).flatMap(([key, child]) => leaves(child, root, path === '' ? key : `${path}.${key}`));
  const elements = node.items === undefined ? [] : leaves(node.items, root, `${path}[]`);
  const found = [...alternatives, ...below, ...elements];
  return found.length > 0 ? [...new Set(found)] : [path];
}

const FIVE = { team_strength: 'solid', budget: 'moderate', data_sensitivity: 'internal', core: 'important', performance_need: 'high' };
const organisation = { name: 'Any', country: 'DE' };
const answers = { ...FIVE, customisation: 'prompting', shape: 'mixed', latency: 'interactive', stage: 'production', terms: 'basic' };
const base = { version: 1, organisation, ...answers };
const withWorkload = (workload: object, root: object = {}): object => ({ ...base, ...root, workloads: [{ id: 'one', task: 'chat', ...workload }] });
const withClass = (one: object, workload: object = {}): object =>
  withWorkload({ ...workload, classes: [{ id: 'a', share: 0.5, ...one }, { id: 'b', share: 0.5, performance_need: 'frontier' }] });
const local = (option: object): object => ({ local: [{ model: 'qwen3-32b', ...option }] });
const api = (option: object): object => ({ api: [{ provider: 'openai', model: 'gpt-6.2-sol', ...option }] });
const withTraffic = (traffic: object): object => withWorkload({ task: 'extraction', performance_need: 'basic', traffic: { requests_per_day: 1000, ...traffic } });
/** Rented machines against a dear API: there is a break-even, and it lies ahead. */
const growing = (growth: number): object =>
  withWorkload({ local: [{ model: 'qwen3-32b', gpu: 'h100-sxm', place: 'private_cloud' }], api: [{ provider: 'anthropic', model: 'claude-opus-5-5' }], traffic: { requests_per_day: 10, input_tokens: 2000, output_tokens: 500, growth_per_year: growth } });
const organised = (fields: object): object => ({ ...base, organisation: { ...organisation, ...fields } });
const PERSONAL = { contains: ['personal'], people_in: ['CN'], form: 'raw', audience: 'internal' };
const ABROAD = api({ provider: 'mistral', model: 'mistral-large-2512', region: 'FR', signed: ['dpa'] });
const exporting = (fields: object): object => ({
  ...withWorkload({ ...ABROAD, data: PERSONAL }),
  organisation: { name: 'Any', country: 'CN', kind: 'business', persons_abroad_per_year: 50_000, sensitive_persons_abroad_per_year: 0, ...fields },
});
const contracted = (contract: string): object => ({
  ...withWorkload({ local: [{ model: 'deepseek-r1' }], data: { contains: [], audience: 'internal' } }), organisation: { name: 'Any', country: 'US', us_government_contract: contract },
});
const PUBLIC_IN_CHINA = { contains: [], audience: 'public', audience_in: ['CN'] };
const restricted = { data_sensitivity: 'restricted', terms: 'basic' };
const RULE = 'article/restricted-terms';
const accept = (fields: object): object => ({
  ...withWorkload(restricted),
  accept: [{ rule: RULE, because: 'agreed', by: 'the board', until: '2027-01-01', ...fields }],
});

/** Levels to try against the one in `base`. */
const OTHER = {
  team_strength: 'none', budget: 'tight', data_sensitivity: 'restricted', core: 'core', performance_need: 'basic',
  customisation: 'deep', shape: 'open_ended', latency: 'realtime', stage: 'prototype', terms: 'full',
} as const;

const pairs: Record<string, readonly [object, object]> = {
  'organisation.name': [base, organised({ name: 'Other' })],
  'organisation.country': [withWorkload(api({})), { ...withWorkload(api({})), organisation: { ...organisation, country: 'CN' } }],
  'organisation.owner_country': [
    { ...withWorkload(api({ provider: 'anthropic', model: 'claude-opus-5-5' })), organisation: { ...organisation, owner_country: 'DE' } },
    { ...withWorkload(api({ provider: 'anthropic', model: 'claude-opus-5-5' })), organisation: { ...organisation, owner_country: 'CN' } },
  ],
  'organisation.annual_revenue_usd': [
    { ...withWorkload({ task: 'image-to-3d', local: [{ model: 'stable-zero123-c' }] }), organisation: { ...organisation, annual_revenue_usd: 500_000 } },
    { ...withWorkload({ task: 'image-to-3d', local: [{ model: 'stable-zero123-c' }] }), organisation: { ...organisation, annual_revenue_usd: 5_000_000 } },
  ],
  'organisation.monthly_active_users': [
    { ...withWorkload({ task: 'image-to-3d', local: [{ model: 'hunyuan3d-2' }] }), organisation: { name: 'Any', country: 'US', monthly_active_users: 5000 } },
    { ...withWorkload({ task: 'image-to-3d', local: [{ model: 'hunyuan3d-2' }] }), organisation: { name: 'Any', country: 'US', monthly_active_users: 5_000_000 } },
  ],
  'organisation.kind': [
    { ...withWorkload({ task: 'image-to-3d', local: [{ model: 'stable-zero123' }] }), organisation: { ...organisation, kind: 'business' } },
    { ...withWorkload({ task: 'image-to-3d', local: [{ model: 'stable-zero123' }] }), organisation: { ...organisation, kind: 'education' } },
  ],
  'organisation.persons_abroad_per_year': [exporting({ persons_abroad_per_year: 99_999 }), exporting({ persons_abroad_per_year: 100_000 })],
  'organisation.sensitive_persons_abroad_per_year': [exporting({ sensitive_persons_abroad_per_year: 0 }), exporting({ sensitive_persons_abroad_per_year: 1 })],
  'organisation.us_government_contract': [contracted('none'), contracted('defence')],
  'organisation.gpus[].gpu': [
    { ...withWorkload({}), organisation: { ...organisation, gpus: [{ gpu: 'rtx-4090', count: 4 }] } },
    { ...withWorkload({}), organisation: { ...organisation, gpus: [{ gpu: 'l40s', count: 4 }] } },
  ],
  'organisation.gpus[].count': [
    { ...withWorkload({}), organisation: { ...organisation, gpus: [{ gpu: 'rtx-4090', count: 4 }] } },
    { ...withWorkload({}), organisation: { ...organisation, gpus: [{ gpu: 'rtx-4090', count: 8 }] } },
  ],
  'workloads[].id': [withWorkload({}), withWorkload({ id: 'two' })],
  'workloads[].name': [withWorkload({}), withWorkload({ name: 'First' })],
  'workloads[].task': [withWorkload({}), withWorkload({ task: 'ocr' })],
  'workloads[].classes[].id': [withClass({}), withClass({ id: 'c' })],
  'workloads[].classes[].name': [withClass({}), withClass({ name: 'First' })],
  'workloads[].classes[].share': [
    withWorkload({ classes: [{ id: 'a', share: 0.5 }, { id: 'b', share: 0.5, data_sensitivity: 'restricted' }] }),
    withWorkload({ classes: [{ id: 'a', share: 0.4 }, { id: 'b', share: 0.6, data_sensitivity: 'restricted' }] }),
  ],
  'workloads[].sensitive_share': [withWorkload({ data_sensitivity: 'confidential' }), withWorkload({ data_sensitivity: 'confidential', sensitive_share: 0.3 })],
  'workloads[].hard_share': [withWorkload({ performance_need: 'frontier' }), withWorkload({ performance_need: 'frontier', hard_share: 0.2 })],
  runs_today: [{ ...base, runs_today: 'local' }, { ...base, runs_today: 'api' }],
  'workloads[].runs_today': [withWorkload({ runs_today: 'local' }), withWorkload({ runs_today: 'api' })],
  'workloads[].traffic.requests_per_day': [withWorkload({ traffic: { requests_per_day: 10 } }), withWorkload({ traffic: { requests_per_day: 20 } })],
  'workloads[].traffic.users': [
    withWorkload({ traffic: { users: 10, requests_per_user_per_day: 2 } }),
    withWorkload({ traffic: { users: 20, requests_per_user_per_day: 2 } }),
  ],
  'workloads[].traffic.requests_per_user_per_day': [
    withWorkload({ traffic: { users: 10, requests_per_user_per_day: 2 } }),
    withWorkload({ traffic: { users: 10, requests_per_user_per_day: 3 } }),
  ],
  'workloads[].traffic.hourly[]': [
    withWorkload({ traffic: { hourly: Array.from({ length: 24 }, () => 1) } }),
    withWorkload({ traffic: { hourly: Array.from({ length: 24 }, () => 2) } }),
  ],
  'workloads[].traffic.monthly_api_bill_usd': [withWorkload({ traffic: { monthly_api_bill_usd: 500 } }), withWorkload({ traffic: { monthly_api_bill_usd: 5000 } })],
  'workloads[].traffic.units_per_request': [
    withWorkload({ task: 'text-to-image', traffic: { requests_per_day: 1000, units_per_request: 1 } }),
    withWorkload({ task: 'text-to-image', traffic: { requests_per_day: 1000, units_per_request: 4 } }),
  ],
  'workloads[].traffic.input_tokens': [withTraffic({ input_tokens: 500 }), withTraffic({ input_tokens: 5000 })],
  'workloads[].traffic.output_tokens': [withTraffic({ output_tokens: 100 }), withTraffic({ output_tokens: 1000 })],
  'workloads[].traffic.cached_input_share': [withTraffic({ cached_input_share: 0.1 }), withTraffic({ cached_input_share: 0.9 })],
  'workloads[].traffic.batchable_share': [withTraffic({ batchable_share: 0 }), withTraffic({ batchable_share: 0.9 })],
  // Who has no file says that the trace was not read.
  'workloads[].traffic.trace': [withTraffic({ trace: 'monday.csv' }), withTraffic({ trace: 'tuesday.csv' })],
  'workloads[].traffic.peak_factor': [withTraffic({ peak_factor: 1, requests_per_day: 300_000 }), withTraffic({ peak_factor: 9, requests_per_day: 300_000 })],
  'workloads[].traffic.growth_per_year': [growing(0.2), growing(2)],
  'accept[].rule': [accept({}), accept({ rule: 'article/in-country' })],
  'accept[].because': [accept({}), accept({ because: 'tolerated' })],
  'accept[].by': [accept({}), accept({ by: 'nobody' })],
  'accept[].until': [accept({}), accept({ until: '2026-01-01' })],
};
for (const [question, level] of Object.entries(OTHER)) {
  pairs[question] = [base, { ...base, [question]: level }];
  pairs[`workloads[].${question}`] = [withWorkload({}), withWorkload({ [question]: level })];
  pairs[`workloads[].classes[].${question}`] = [withClass({}), withClass({ [question]: level })];
}
for (const at of ['', 'workloads[].', 'workloads[].classes[].']) {
  const place = (fields: object): object => (at === '' ? { ...base, ...fields } : at === 'workloads[].' ? withWorkload(fields) : withClass(fields));
  pairs[`${at}budget.usd_per_month`] = [place({ budget: { usd_per_month: 100 } }), place({ budget: { usd_per_month: 900_000 } })];
  pairs[`${at}house_rules[]`] = [place({ house_rules: ['inside_only'] }), place({ house_rules: ['in_country'] })];
  const data = (fields: object): object => place({ data: { ...PERSONAL, people_in: ['FR'], ...fields } });
  pairs[`${at}data.contains[]`] = [data({}), data({ contains: ['trade_secret'] })];
  pairs[`${at}data.people_in[]`] = [data({}), data({ people_in: ['CN'] })];
  pairs[`${at}data.form`] = [data({}), data({ form: 'anonymised' })];
  pairs[`${at}data.audience`] = [place({ data: PUBLIC_IN_CHINA }), place({ data: { ...PUBLIC_IN_CHINA, audience: 'internal' } })];
  pairs[`${at}data.audience_in[]`] = [place({ data: PUBLIC_IN_CHINA }), place({ data: { ...PUBLIC_IN_CHINA, audience_in: ['US'] } })];
  pairs[`${at}weights.rank[]`] = [place({ weights: { rank: ['cost'] } }), place({ weights: { rank: ['quality'] } })];
  pairs[`${at}weights.points`] = [place({ weights: { points: { cost: 1, quality: 2 } } }), place({ weights: { points: { cost: 2, quality: 2 } } })];
}
for (const at of ['workloads[].', 'workloads[].classes[].']) {
  const place = (fields: object, workload: object = {}): object => (at === 'workloads[].' ? withWorkload({ ...workload, ...fields }) : withClass(fields, workload));
  pairs[`${at}quality.local`] = [place({ quality: { local: 0.5, api: 0.8 } }), place({ quality: { local: 0.9, api: 0.8 } })];
  pairs[`${at}quality.api`] = [place({ quality: { local: 0.5, api: 0.8 } }), place({ quality: { local: 0.5, api: 0.4 } })];
  pairs[`${at}quality.needed`] = [place({ quality: { local: 0.5, api: 0.8, needed: 0.7 } }), place({ quality: { local: 0.5, api: 0.8, needed: 0.3 } })];
  pairs[`${at}local[].model`] = [place(local({})), place(local({ model: 'qwen3-8b' }))];
  pairs[`${at}local[].gpu`] = [place(local({ gpu: 'l40s', count: 2 })), place(local({ gpu: 'rtx-4090', count: 2 }))];
  pairs[`${at}local[].count`] = [place(local({ gpu: 'l40s', count: 2 })), place(local({ gpu: 'l40s', count: 4 }))];
  pairs[`${at}local[].place`] = [place(local({ place: 'on_premises' })), place(local({ place: 'managed_host' }))];
  pairs[`${at}local[].isolation`] = [
    place({ ...local({ isolation: 'connected' }), data: { contains: ['state_secret'] } }),
    place({ ...local({ isolation: 'accredited' }), data: { contains: ['state_secret'] } }),
  ];
  pairs[`${at}local[].signed[]`] = [place({ ...local({ signed: ['dpa'] }), data: PUBLIC_IN_CHINA }), place({ ...local({ signed: ['filed'] }), data: PUBLIC_IN_CHINA })];
  const busy = (option: object): object => place(local({ gpu: 'h100-sxm', count: 1, place: 'on_premises', ...option }), { traffic: { requests_per_day: 1000 } });
  const drafting = (seconds: number): object =>
    place({ local: [{ model: 'stable-zero123-c', gpu: 'rtx-4090', count: 1, measured: { seconds_per_unit: seconds } }] }, { task: 'image-to-3d', traffic: { requests_per_day: 1000 } });
  pairs[`${at}local[].owned`] = [busy({ owned: true }), busy({ owned: false })];
  pairs[`${at}local[].measured.output_tokens_per_second`] = [busy({ measured: { output_tokens_per_second: 1000 } }), busy({ measured: { output_tokens_per_second: 2000 } })];
  pairs[`${at}local[].measured.seconds_per_unit`] = [drafting(1), drafting(2)];
  pairs[`${at}local[].location`] = [
    place({ ...local({ location: 'DE' }), house_rules: ['in_country'] }),
    place({ ...local({ location: 'US' }), house_rules: ['in_country'] }),
  ];
  pairs[`${at}api[].provider`] = [place(api({})), place(api({ provider: 'azure' }))];
  pairs[`${at}api[].model`] = [place(api({})), place(api({ model: 'gpt-4' }))];
  pairs[`${at}api[].place`] = [place(api({ place: 'public_api' })), place(api({ place: 'private_api' }))];
  pairs[`${at}api[].region`] = [place({ ...api({ region: 'DE' }), house_rules: ['in_country'] }), place({ ...api({ region: 'US' }), house_rules: ['in_country'] })];
  pairs[`${at}api[].signed[]`] = [
    place({ ...api({ signed: ['dpa', 'no_training'] }), ...restricted }),
    place({ ...api({ signed: ['dpa', 'no_training', 'zero_retention'] }), ...restricted }),
  ];
}

/** Fields that wait for the split by load (G). The list shrinks to nothing. */
const WAITING = new Set<string>();
/** The format's own version has one value only. */
const FIXED = new Set(['version']);

const schema = profileJsonSchema() as Node;
const fields = leaves(schema, schema);

function outsideInput(profile: object): string {
  const { input, ...rest } = assessProfile(profile);
  return input.source === '' ? '' : JSON.stringify(rest);
}

describe('every field of the profile', () => {
  it('is either shown to matter or listed as waiting', () => {
    const unaccounted = fields.filter((field) => !(field in pairs) && !WAITING.has(field) && !FIXED.has(field));
    const gone = [...Object.keys(pairs), ...WAITING].filter((field) => !fields.includes(field));
    expect({ unaccounted, gone }).toEqual({ unaccounted: [], gone: [] });
  });

  it.each(Object.entries(pairs))('%s matters', (_, [one, other]) => {
    expect(outsideInput(one)).not.toBe(outsideInput(other));
  });
});
