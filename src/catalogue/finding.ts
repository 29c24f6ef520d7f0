/** Something wrong with a place in one of the catalogue's files, and small makers of what checks say again and again. */
import { closest, distance } from 'fastest-levenshtein';
import type { Text } from '../profile/vocabulary.js';
import { costFileSchemas, type CostFiles } from './cost-schema.js';
import { fileSchemas, type CatalogueData } from './schema.js';
import type { DataFile } from './vocabulary.js';

export const DATA_SCHEMAS = { ...fileSchemas, ...costFileSchemas } satisfies Record<DataFile, unknown>;

/** The contents of all files, once every one of them has the right shape. */
export type AllData = CatalogueData & CostFiles;

/** What is wrong with a place in some file. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  /** The key itself is wrong, not its value. */
  readonly atKey?: true;
  readonly code: string;
  readonly message: Text;
  readonly remedy: Text;
}

/** Its message ends as a sentence, because what to do follows it. */
export function sentenceOf({ message: { en, zh } }: Fault): Text {
  return { en: `${en}.`, zh: `${zh}。` };
}

/** The ends of a range must be its ends. */
export const DISORDER: Omit<Fault, 'path'> = {
  code: 'disorder', message: { en: 'is not in order: low ≤ expected ≤ high', zh: '顺序有误，应为 low ≤ expected ≤ high' },
  remedy: { en: 'Write the smallest number first, also where small is dear.', zh: '请把最小的数放在最前，即使小值意味着更贵。' },
};

export interface Finding extends Fault {
  readonly file: DataFile;
}

/** Findings for an id that no row has, with the one that may be meant. */
export function needs(file: DataFile, path: readonly PropertyKey[], id: string | undefined, ids: ReadonlySet<string>, of: DataFile): Finding[] {
  if (id === undefined || ids.has(id)) return [];
  const near = nearest(id, ids);
  return [{
    file, path, code: 'unknown-id', message: { en: `"${id}" names no row of ${of}.yaml`, zh: `“${id}”在 ${of}.yaml 中没有对应的条目` },
    remedy: near === undefined ? { en: `Add the row there first.`, zh: '请先在该文件中添加条目。' } : { en: `Did you mean ${near}?`, zh: `是否指 ${near}？` },
  }];
}

/** The word that somebody may have meant: at most a third of it differs. */
export function nearest(word: string, words: Iterable<string>): string | undefined {
  const all = [...words];
  if (all.length === 0) return undefined;
  const near = closest(word, all);
  return distance(word, near) <= Math.max(2, near.length / 3) ? near : undefined;
}

/** Rows that say what another row has said already, by what makes them the same. */
export function repeated<Row>(file: DataFile, rows: readonly Row[], at: readonly PropertyKey[], keysOf: (row: Row) => readonly string[], field: PropertyKey): Finding[] {
  const taken = new Set<string>();
  return rows.flatMap((row, i): Finding[] => {
    const keys = keysOf(row);
    const again = keys.find((key) => taken.has(key));
    for (const key of keys) taken.add(key);
    return again === undefined ? [] : [{
      file, path: [...at, i, field], code: 'repeated', message: { en: `another row is for ${again.trim()} already`, zh: `已有另一条目对应 ${again.trim()}` },
      remedy: { en: 'Change that row, or remove one of the two.', zh: '请修改那一条，或删除其中之一。' },
    }];
  });
}
