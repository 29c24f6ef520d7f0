/** Which change of a profile made the difference: each is made alone on the old profile, and what comes of it is assessed anew. */
import type { Assessment } from '../assessment/assessment.js';
import { formatPath, type Path } from '../profile/path.js';
import type { Profile } from '../profile/schema.js';
import { difference, moved, type Moved, type WorkloadDifference } from './diff.js';

export interface Attribution {
  /** Of the new profile, workloads by their ids: `workloads.chat.budget`. */
  readonly path: string;
  /** As YAML flow; null where nothing stands. */
  readonly from: string | null;
  readonly to: string | null;
  /** The same in words. */
  readonly words: Readonly<Record<'title' | 'from' | 'to', string>>;
  /** The workloads that this change alone decides otherwise; undefined where it does not stand without the others. */
  readonly alone: readonly WorkloadDifference[] | undefined;
  /** What it alone does to the cost of the organisation as recommended, US dollars a month; only where it is known and differs. */
  readonly money?: Moved;
}

/** Beyond this, nobody reads on, and each costs an assessment. */
export const MOST_CHANGES = 40;

interface Change {
  readonly path: Path;
  readonly shown: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** A field of a profile in words: its name, and what stands there then and now. */
export type FieldWords = (path: Path, from: unknown, to: unknown) => Attribution['words'];

/**
 * @param words for paths into the old profile
 * @param assess of a profile that may not be valid: undefined then.
 * @param before of the old profile, by the same function.
 */
export function attributions(old: Profile, now: Profile, before: Assessment, words: FieldWords, assess: (profile: unknown) => Assessment | undefined): readonly Attribution[] {
  return changesBetween(old, now)
    .slice(0, MOST_CHANGES)
    .map((change) => {
      const after = assess(changed(old, change.path, change.to));
      return {
        path: change.shown,
        from: written(change.from),
        to: written(change.to),
        words: words(change.path, change.from, change.to),
        alone: after === undefined ? undefined : difference(before, after).workloads.filter(({ decision }) => decision),
        ...moneyOf(before, after),
      };
    });
}

function moneyOf(before: Assessment, after: Assessment | undefined): Pick<Attribution, 'money'> {
  const [from, to] = [before, after].map((one) => one?.organisation.cost?.recommended?.expected ?? null);
  return from === null || to === null || from === undefined || to === undefined || !moved(from, to) ? {} : { money: { from, to } };
}

const written = (value: unknown): string | null => (value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value));

type Fields = Readonly<Record<string, unknown>>;
const isMapping = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function changesBetween(old: Profile, now: Profile): readonly Change[] {
  const root = fieldChanges({ ...old, workloads: undefined }, { ...now, workloads: undefined }, [], []);
  const then = old.workloads ?? [];
  const workloads = (now.workloads ?? []).flatMap((workload) => {
    const index = then.findIndex(({ id }) => id === workload.id);
    // One that is new or gone is a difference of its own.
    return index === -1 ? [] : fieldChanges(then[index] as Fields, workload, ['workloads', index], ['workloads', workload.id]);
  });
  return [...root, ...workloads];
}

function fieldChanges(old: Fields, now: Fields, path: Path, shown: Path): readonly Change[] {
  return [...new Set([...Object.keys(now), ...Object.keys(old)])].flatMap((key): readonly Change[] => {
    const [from, to] = [old[key], now[key]];
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    if (isMapping(from) && isMapping(to)) return fieldChanges(from, to, [...path, key], [...shown, key]);
    return [{ path: [...path, key], shown: formatPath([...shown, key]), from, to }];
  });
}

/** A copy in which the value at a path is another one, or none. */
function changed(value: unknown, [first, ...rest]: Path, to: unknown): unknown {
  if (first === undefined) return to;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === first ? changed(item, rest, to) : item));
  const { [first]: inner, ...others } = (isMapping(value) ? value : {}) as Record<string | number, unknown>;
  const made = changed(inner, rest, to);
  return made === undefined ? others : { ...others, [first]: made };
}
