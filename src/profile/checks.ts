/**
 * What a schema cannot say: sums, repetitions and statements that exclude one another. Reads the document as it was written, valid or
 * not, so that these problems come together with all others.
 */
import { text, type Finding } from './finding.js';
import { printable, type Path } from './path.js';

type Loose = Readonly<Record<string, unknown>>;

/** Shares are written with a few digits; a sum off by less than this is one. */
const SHARE_TOLERANCE = 1e-6;
/** Two statements of a volume may differ by rounding. */
const VOLUME_TOLERANCE = 0.01;

export function checksOf(document: unknown): readonly Finding[] {
  const root = record(document);
  const workloads = list(root['workloads']);
  const found = [...weightChecks(root, []), ...duplicateIds(workloads, ['workloads'])];
  for (const [index, workload] of workloads.entries()) found.push(...workloadChecks(record(workload), ['workloads', index]));
  return found;
}

function workloadChecks(workload: Loose, path: Path): readonly Finding[] {
  const classes = list(workload['classes']);
  return [
    ...weightChecks(workload, path),
    ...trafficChecks(record(workload['traffic']), path),
    ...(classes.length === 0 ? [] : classChecks(workload, classes, path)),
  ];
}

function classChecks(workload: Loose, classes: readonly unknown[], path: Path): readonly Finding[] {
  return [
    ...duplicateIds(classes, [...path, 'classes']),
    ...shareChecks(workload, classes, path),
    ...classes.flatMap((each, index) => weightChecks(record(each), [...path, 'classes', index])),
  ];
}

function duplicateIds(items: readonly unknown[], path: Path): readonly Finding[] {
  if (items.length < 2) return [];
  const ids = items.map((item) => record(item)['id']);
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    if (typeof id !== 'string' || first === index) return [];
    return {
      code: 'duplicate-id',
      path: [...path, index, 'id'],
      target: 'value' as const,
      message: text(`The id "${printable(id)}" is taken by entry ${first + 1} of this list.`, `编号“${printable(id)}”已被此列表的第 ${first + 1} 项使用。`),
      remedy: text('Give each entry an id of its own.', '请为每一项取不同的编号。'),
    };
  });
}

function shareChecks(workload: Loose, classes: readonly unknown[], path: Path): readonly Finding[] {
  const exclusive = ['sensitive_share', 'hard_share'].filter((key) => typeof workload[key] === 'number').map((key) => besideClasses(path, key));
  const shares = classes.map((each) => number(record(each)['share']));
  const sum = shares.reduce<number>((total, share) => total + (share ?? Number.NaN), 0);
  if (Number.isNaN(sum) || Math.abs(sum - 1) <= SHARE_TOLERANCE) return exclusive;
  const shown = Number(sum.toPrecision(7));
  return [
    ...exclusive,
    {
      code: 'share-sum',
      path: [...path, 'classes'],
      target: 'key',
      message: text(`The shares of the classes add up to ${shown}, and must add up to 1.`, `各类流量的占比之和为 ${shown}，应当等于 1。`),
      remedy: text('Change a share, or add a class for the rest.', '请调整占比，或为其余流量添加一类。'),
    },
  ];
}

function besideClasses(path: Path, key: string): Finding {
  return {
    code: 'excluded',
    path: [...path, key],
    target: 'key',
    message: text(`"${key}" and "classes" both split the same traffic.`, `“${key}”与“classes”都在划分同一份流量。`),
    remedy: text(`Keep one: remove "${key}", or give the classes their own answers.`, `请只保留一种：删去“${key}”，或在各类中分别填写回答。`),
  };
}

/** Requests a day can be said in three ways; where two are said, they must agree. */
function trafficChecks(traffic: Loose, path: Path): readonly Finding[] {
  if (VOLUMES.filter((key) => traffic[key] !== undefined).length < 2) return [];
  const rate = number(traffic['requests_per_user_per_day']);
  const users = number(traffic['users']);
  const hourly = list(traffic['hourly']).map(number);
  const stated = [
    { key: 'requests_per_day', perDay: number(traffic['requests_per_day']) },
    { key: 'users', perDay: users === undefined || rate === undefined ? undefined : users * rate },
    { key: 'hourly', perDay: hourly.length === 24 ? hourly.reduce((sum: number, each) => sum + (each ?? Number.NaN), 0) : undefined },
  ].flatMap(({ key, perDay }) => (perDay === undefined || Number.isNaN(perDay) ? [] : { key, perDay }));
  const [first, ...others] = stated;
  if (first === undefined) return [];
  const disagreeing = others.filter(({ perDay }) => Math.abs(perDay - first.perDay) > VOLUME_TOLERANCE * Math.max(perDay, first.perDay));
  return disagreeing.map((other) => disagreement([...path, 'traffic'], first, other));
}

const VOLUMES = ['requests_per_day', 'users', 'hourly'] as const;

interface StatedVolume {
  readonly key: string;
  readonly perDay: number;
}

function disagreement(path: Path, first: StatedVolume, other: StatedVolume): Finding {
  const shown = (value: number): string => String(Number(value.toPrecision(6)));
  return {
    code: 'contradiction',
    path: [...path, other.key],
    target: 'key',
    message: text(
      `"${other.key}" comes to ${shown(other.perDay)} requests a day, but "${first.key}" to ${shown(first.perDay)}.`,
      `按“${other.key}”计算每天 ${shown(other.perDay)} 次请求，而按“${first.key}”为 ${shown(first.perDay)} 次。`,
    ),
    remedy: text('Keep one of them, or make them agree.', '请只保留一种，或使两者一致。'),
  };
}

function weightChecks(holder: Loose, path: Path): readonly Finding[] {
  if (holder['weights'] === undefined) return [];
  const weights = record(holder['weights']);
  const rank = list(weights['rank']);
  const repeated = rank.flatMap((criterion, index) =>
    typeof criterion === 'string' && rank.indexOf(criterion) !== index ? repeatedCriterion([...path, 'weights', 'rank', index], criterion) : [],
  );
  const points = weights['points'] === undefined ? undefined : Object.values(record(weights['points']));
  const isEmpty = points?.every((value) => value === 0) ?? false;
  return isEmpty ? [...repeated, withoutPoints([...path, 'weights', 'points'])] : repeated;
}

function repeatedCriterion(path: Path, criterion: string): Finding {
  return {
    code: 'duplicate-criterion',
    path,
    target: 'value',
    message: text(`The criterion "${printable(criterion)}" is ranked twice.`, `准则“${printable(criterion)}”被排了两次。`),
    remedy: text('Keep its first place or this one.', '请只保留其中一个位次。'),
  };
}

function withoutPoints(path: Path): Finding {
  return {
    code: 'no-points',
    path,
    target: 'key',
    message: text('No criterion has any points.', '没有任何准则得到分数。'),
    remedy: text('Give points to at least one, or remove "weights" for equal weights.', '请至少给一个准则打分；若要等权，请删去“weights”。'),
  };
}

function record(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
