/** Statements of one profile that hardly go together: pointed out, and left to the person who wrote them. */
import { text, type Finding } from './finding.js';
import { inherit, type Scope } from './inherit.js';
import type { Path } from './path.js';
import type { Organisation, Profile, ProfileWorkload, Traffic } from './schema.js';
import type { Task, Text } from './vocabulary.js';

/** Classes of data that are never public: to hold them is to have to protect them. Source code may be open, names are often published. */
const NEVER_PUBLIC: ReadonlySet<string> = new Set([
  'personal_sensitive', 'health', 'biometric', 'children', 'financial_account', 'payment_card', 'student_record', 'criminal_record', 'trade_secret',
  'under_nda', 'privileged', 'important_data', 'core_data', 'work_secret', 'state_secret', 'export_controlled', 'cui',
]);

/** Classes that the law lets nobody treat as ordinary internal data. */
const NEVER_INTERNAL: ReadonlySet<string> = new Set(['core_data', 'state_secret']);

/** More than 24 times the mean hour in one hour is more than the day holds. */
const HIGHEST_PEAK = 24;

/** So much in one workload is a slip of a unit far more often than it is true: each is more than the largest that anybody has published. */
const LARGEST_KNOWN = {
  /** All of ChatGPT, July 2025 (OpenAI to Axios). */
  requestsPerDay: 2.5e9,
  /** Everybody on earth (UN, World Population Prospects 2024). */
  users: 8.2e9,
  /** One a second, day and night. */
  requestsPerUserPerDay: 86_400,
  /** The longest context in the catalogue: Llama 4 Scout. */
  tokens: 10_485_760,
  /** All that OpenAI earned in July 2025 (its chief financial officer to CNBC). */
  billUsdPerMonth: 1e9,
} as const;

/** One place where answers are stated, with everything that holds there. */
interface Part {
  readonly path: Path;
  readonly own: Scope;
  readonly holds: Scope;
  readonly outer?: Part;
}

/** Hints of a valid profile, in the order of the document. */
export function hintsOf(profile: Profile): readonly Finding[] {
  const root: Part = { path: [], own: profile, holds: profile };
  const workloads = (profile.workloads ?? []).map((workload, index): WorkloadPart => ({ path: ['workloads', index], own: workload, holds: inherit(profile, workload), outer: root }));
  const found = [...organisationHints(profile.organisation)];
  for (const part of workloads.length === 0 ? [root] : workloads.flatMap(partsOf)) addPartHints(part, found);
  for (const workload of workloads) addWorkloadHints(workload, profile.organisation, found);
  return distinct(found);
}

interface WorkloadPart extends Part {
  readonly own: ProfileWorkload;
}

function partsOf(part: WorkloadPart): Part | readonly Part[] {
  const { own: { classes }, path, holds } = part;
  return classes === undefined ? part : classes.map((each, index) => ({ path: [...path, 'classes', index], own: each, holds: inherit(holds, each), outer: part }));
}

/** Two workloads that inherit the same contradiction have one place where it stands. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const seen = new Map(findings.map((finding) => [`${JSON.stringify(finding.path)} ${finding.code}`, finding]));
  return [...seen.values()];
}

/** Where the answer that holds in `part` was stated. */
function statedAt(part: Part, key: keyof Scope): Path {
  if (key in part.own || part.outer === undefined) return [...part.path, key];
  return statedAt(part.outer, key);
}

/** Of two statements the inner one, which contradicts the outer; of two at one place the first. */
function innermost(part: Part, first: keyof Scope, second: keyof Scope): Path {
  const a = statedAt(part, first);
  const b = statedAt(part, second);
  return b.length > a.length ? b : a;
}

function hint(code: string, path: Path, message: Text): Finding {
  return { code, path, target: 'key', message };
}

function addPartHints(part: Part, found: Finding[]): void {
  const { holds } = part;
  const inside = Array.isArray(holds.house_rules) && holds.house_rules.includes('inside_only');
  found.push(...dataHints(part));
  if (inside && holds.terms !== undefined && holds.terms !== 'none') found.push(insideWithTerms(innermost(part, 'house_rules', 'terms')));
  if (inside && holds.runs_today === 'api') found.push(insideButApi(innermost(part, 'house_rules', 'runs_today')));
  if (holds.local?.length === 0 && holds.api?.length === 0) found.push(nothingToChoose(innermost(part, 'local', 'api')));
  if (holds.team_strength === 'none' && holds.runs_today === 'local') found.push(nobodyRunsIt(innermost(part, 'team_strength', 'runs_today')));
}

function dataHints(part: Part): readonly Finding[] {
  const { data, data_sensitivity: sensitivity } = part.holds;
  // Anonymised data is no longer what it was made from.
  if (data?.contains === undefined || data.form === 'anonymised') return [];
  const tooOpen = sensitivity === 'public' ? NEVER_PUBLIC : sensitivity === 'internal' ? NEVER_INTERNAL : new Set<string>();
  const classes = data.contains.filter((each) => tooOpen.has(each));
  if (sensitivity === undefined || classes.length === 0) return [];
  const message = text(
    `The data is stated as ${sensitivity}, but contains ${classes.join(', ')}. If that is so, it is at least ${sensitivity === 'public' ? 'confidential' : 'restricted'}.`,
    `数据敏感度写作 ${sensitivity}，但其中含有 ${classes.join('、')}。若确实如此，敏感度至少是 ${sensitivity === 'public' ? 'confidential' : 'restricted'}。`,
  );
  return [hint('data-too-open', innermost(part, 'data', 'data_sensitivity'), message)];
}

function insideWithTerms(path: Path): Finding {
  return hint(
    'terms-unused', path,
    text('With the house rule inside_only no provider processes anything, so contract terms change nothing here.', '内部规定为 inside_only 时没有任何服务商参与处理，合同条款在此不起作用。'),
  );
}

function insideButApi(path: Path): Finding {
  return hint(
    'inside-only-but-api', path,
    text('It runs on an API today, which the house rule inside_only forbids.', '目前运行在 API 上，而内部规定 inside_only 不允许这样做。'),
  );
}

function nothingToChoose(path: Path): Finding {
  return hint(
    'nothing-to-choose', path,
    text('Both "local" and "api" are empty lists, which say that there is no way to run it. Leave a list out to have it filled.', '“local”和“api”都是空列表，表示没有任何运行方式。删去其中一个即可由程序补充选项。'),
  );
}

function nobodyRunsIt(path: Path): Finding {
  return hint(
    'nobody-runs-it', path,
    text('It runs on own systems today, but team_strength says that nobody could run it.', '目前运行在自有系统上，但 team_strength 表示没有人能够运维。'),
  );
}

function organisationHints(organisation: Organisation): readonly Finding[] {
  const { persons_abroad_per_year: all, sensitive_persons_abroad_per_year: sensitive } = organisation;
  if (all === undefined || sensitive === undefined || sensitive <= all) return [];
  return [
    hint(
      'more-sensitive-than-all', ['organisation', 'sensitive_persons_abroad_per_year'],
      text('More people with sensitive data than people in all go abroad. persons_abroad_per_year counts both.', '敏感个人信息出境的人数多于出境总人数；persons_abroad_per_year 应包含两者。'),
    ),
  ];
}

function addWorkloadHints({ own: workload, holds, path }: WorkloadPart, organisation: Organisation, found: Finding[]): void {
  found.push(...splitHints(workload, holds, path));
  if (workload.traffic !== undefined) found.push(...trafficHints(workload.traffic, workload.task, holds, [...path, 'traffic']));
  found.push(...gpuHints(workload, path, organisation));
}

const SPLITS = [
  { share: 'sensitive_share', answer: 'data_sensitivity', lowest: 'public' },
  { share: 'hard_share', answer: 'performance_need', lowest: 'basic' },
] as const;

function splitHints(workload: ProfileWorkload, holds: Scope, path: Path): readonly Finding[] {
  return SPLITS.flatMap(({ share, answer, lowest }) => {
    if (workload[share] === undefined || workload[share] === 0) return [];
    if (holds[answer] === undefined) {
      return hint(
        'share-of-unknown', [...path, share],
        text(`${share} is a share of what ${answer} states, and ${answer} is unknown here.`, `${share} 是 ${answer} 所述流量的占比，而此处 ${answer} 未知。`),
      );
    }
    if (holds[answer] !== lowest) return [];
    return hint(
      'nothing-lower', [...path, share],
      text(`${share} sets the rest one level below ${answer}, but ${lowest} is the lowest, so both parts are alike.`, `${share} 使其余流量的 ${answer} 低一级，但 ${lowest} 已是最低级，两部分没有区别。`),
    );
  });
}

/** Their requests are pieces, and not tokens. */
const IN_PIECES: ReadonlySet<string> = new Set(['asr', 'tts', 'text-to-image', 'image-to-3d', 'text-to-3d'] satisfies Task[]);

function trafficHints(traffic: Traffic, task: ProfileWorkload['task'], holds: Scope, path: Path): readonly Finding[] {
  const hints: Finding[] = [];
  const { peak_factor: peak, hourly, batchable_share: batchable } = traffic;
  // Not an error, since `users` may be unknown like any answer; but then the rate says nothing.
  if (traffic.requests_per_user_per_day !== undefined && traffic.users === undefined) {
    hints.push(
      hint(
        'rate-without-users', [...path, 'requests_per_user_per_day'],
        text('Without "users", "requests_per_user_per_day" says nothing of the volume.', '没有“users”时，无法由“requests_per_user_per_day”得出请求量。'),
      ),
    );
  }
  const { requests_per_day: requests, monthly_api_bill_usd: bill } = traffic;
  if (traffic.users !== undefined && traffic.requests_per_user_per_day === undefined && requests === undefined && bill === undefined && hourly === undefined && traffic.trace === undefined) {
    hints.push(
      hint(
        'users-without-rate', [...path, 'users'],
        text(
          'The number of users alone says nothing of the volume, so costs are not known: add "requests_per_user_per_day", or give "requests_per_day".',
          '仅有用户数无法得出请求量，因而成本未知：请补充“requests_per_user_per_day”，或填写“requests_per_day”。',
        ),
      ),
    );
  }
  const total = hourly?.reduce((sum, requests) => sum + requests, 0) ?? 0;
  const measured = hourly === undefined || total === 0 ? undefined : Math.max(...hourly) / (total / hourly.length);
  if (peak !== undefined && measured !== undefined && Math.abs(peak - measured) > 0.1 * measured) {
    const shown = Number(measured.toPrecision(3));
    hints.push(hint('peak-disagrees', [...path, 'peak_factor'], text(`peak_factor is ${peak}, but the hours in "hourly" make it ${shown}.`, `peak_factor 为 ${peak}，而按“hourly”计算是 ${shown}。`)));
  } else if (peak !== undefined && peak > HIGHEST_PEAK) {
    hints.push(
      hint(
        'peak-too-high', [...path, 'peak_factor'],
        text(`peak_factor compares the busiest hour with the mean hour, and can be ${HIGHEST_PEAK} at most.`, `peak_factor 是最忙一小时与平均一小时之比，最大为 ${HIGHEST_PEAK}。`),
      ),
    );
  }
  if (traffic.requests_per_day === 0) {
    hints.push(
      hint(
        'no-requests', [...path, 'requests_per_day'],
        text('0 requests a day: what it costs is what stands ready for nobody. Where the volume is not known, leave it out.', '每天 0 次请求：所列成本只是空置待命的成本。若用量未知，请不要填写。'),
      ),
    );
  }
  if (traffic.input_tokens === 0 && traffic.output_tokens === 0 && !(task !== undefined && IN_PIECES.has(task))) {
    hints.push(
      hint(
        'no-tokens', [...path, 'input_tokens'],
        text('0 tokens in and 0 out is no request: both count as not stated. Where the size is not known, leave it out.', '输入和输出都是 0 个词元，不构成请求，两项均视为未填写。若大小未知，请不要填写。'),
      ),
    );
  }
  hints.push(...implausible(traffic, path));
  if (holds.latency === 'realtime' && batchable !== undefined && batchable > 0) {
    hints.push(
      hint('batch-in-realtime', [...path, 'batchable_share'], text('Requests that need an answer in real time cannot wait for a batch.', '需要实时回答的请求无法等待批处理。')),
    );
  }
  return hints;
}

const AS_MANY = text('all prompts that ChatGPT got a day in July 2025', ' 2025 年 7 月 ChatGPT 一天的全部提问');
const CONTEXT = text('the longest context of any model in the catalogue', '目录中最长的模型上下文');

/** What a field of the traffic can't be in earnest, what that is more than, and the unit that may have been missed. */
const IMPLAUSIBLE: readonly (readonly [field: keyof Traffic, most: number, than: Text, unit: Text])[] = [
  ['requests_per_day', LARGEST_KNOWN.requestsPerDay, AS_MANY, text('requests of one mean day', '平均一天的请求数')],
  ['hourly', LARGEST_KNOWN.requestsPerDay, AS_MANY, text('requests, hour by hour of one day', '一天中每小时的请求数')],
  ['users', LARGEST_KNOWN.users, text('there are people on earth', '全世界的人口'), text('people who use it', '使用者人数')],
  ['requests_per_user_per_day', LARGEST_KNOWN.requestsPerUserPerDay, text('one a second, day and night', '昼夜不停每秒一次'), text('requests of one person on one day', '每人每天的请求数')],
  ['input_tokens', LARGEST_KNOWN.tokens, CONTEXT, text('tokens of one request', '单次请求的词元数')],
  ['output_tokens', LARGEST_KNOWN.tokens, CONTEXT, text('tokens of one answer', '单次回答的词元数')],
  ['monthly_api_bill_usd', LARGEST_KNOWN.billUsdPerMonth, text('all that OpenAI earned in July 2025', ' OpenAI 2025 年 7 月的全部收入'), text('US dollars of one month', '每月的美元数')],
];

function implausible(traffic: Traffic, path: Path): readonly Finding[] {
  const found: Finding[] = [];
  for (const [field, most, than, unit] of IMPLAUSIBLE) {
    const stated = traffic[field];
    const value = typeof stated === 'object' ? stated.reduce((sum, one) => sum + one, 0) : stated;
    if (typeof value === 'number' && value > most) found.push(tooMuch(field, value, [...path, field], than, unit));
  }
  const together = (traffic.users ?? 0) * (traffic.requests_per_user_per_day ?? 0);
  if (found.length > 0 || together <= LARGEST_KNOWN.requestsPerDay) return found;
  return [tooMuch('users × requests_per_user_per_day', together, [...path, 'users'], AS_MANY, text('people, and requests of one of them a day', '人数，以及每人每天的请求数'))];
}

function tooMuch(what: string, value: number, path: Path, than: Text, unit: Text): Finding {
  const shown = Number(value.toPrecision(3));
  return hint(
    'implausibly-large', path,
    text(`${what} comes to ${shown}, which is more than ${than.en}. Check the unit: ${unit.en}. It is reckoned with as stated.`, `${what} 为 ${shown}，超过${than.zh}。请核对单位：此处应为${unit.zh}。仍按所填数值计算。`),
  );
}

/** The organisation's own GPUs are counted once; options that say `owned` cannot have more, and say which, and how many where it does not. */
function gpuHints(workload: ProfileWorkload, path: Path, { gpus }: Organisation): readonly Finding[] {
  if (workload.local === undefined && workload.classes === undefined) return [];
  const lists = [
    { options: workload.local ?? [], at: [...path, 'local'] },
    ...(workload.classes ?? []).map((each, index) => ({ options: each.local ?? [], at: [...path, 'classes', index, 'local'] })),
  ];
  return lists.flatMap(({ options, at }) =>
    options.flatMap(({ gpu, count, owned, place }, index) => {
      if (owned !== true) return [];
      if (gpu === undefined) {
        return hint(
          'owned-without-gpu', [...at, index, 'owned'],
          text('Which GPUs are owned is not stated, so they are priced as if they were new: add "gpu" and "count".', '未说明自有的是哪种加速卡，因此按新购计算：请填写“gpu”和“count”。'),
        );
      }
      if (gpus === undefined) {
        if (count !== undefined || (place ?? 'on_premises') !== 'on_premises') return [];
        return hint(
          'owned-without-count', [...at, index, 'owned'],
          text(`How many ${gpu} are owned is not stated, so as many are taken to be there as it takes: add "count".`, `未说明自有多少块 ${gpu}，因此按够用计算：请填写“count”。`),
        );
      }
      const owning = gpus.filter((each) => each.gpu === gpu).reduce((sum, each) => sum + each.count, 0);
      if (owning >= (count ?? 1)) return [];
      return hint(
        'more-gpus-than-owned', [...at, index, count === undefined ? 'gpu' : 'count'],
        text(`${count ?? 1} × ${gpu} are stated as owned, but organisation.gpus has ${owning}.`, `此处声明自有 ${count ?? 1} 块 ${gpu}，但 organisation.gpus 中只有 ${owning} 块。`),
      );
    }),
  );
}
