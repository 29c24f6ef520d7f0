/** Judges the catalogue: the shape of every row, and what rows say about one another. Runs when data is built or edited, not at start. */
import type { Problem } from '../error.js';
import { moneySense, moneyReferences } from './check-money.js';
import { coverage, names, references, sense } from './check-rows.js';
import { fromIssue } from './check-shape.js';
import { DATA_SCHEMAS, sentenceOf, type AllData, type Finding } from './finding.js';
import { DATA_FILES, type DataFile } from './vocabulary.js';

/** Every finding in the contents of all files. Rows are compared with one another only when all of them have the right shape. */
export function findingsOf(data: Readonly<Record<DataFile, unknown>>): Finding[] {
  const shape = DATA_FILES.flatMap((file) => {
    const result = DATA_SCHEMAS[file].safeParse(data[file], { reportInput: true });
    return result.success ? [] : result.error.issues.flatMap(fromIssue).map((fault) => ({ ...fault, file }));
  });
  if (shape.length > 0) return shape;
  const rows = data as AllData;
  return [names, references, moneyReferences, coverage, sense, moneySense].flatMap((check) => check(rows));
}

/** As {@link Problem}, with ids instead of numbers in the path where rows have ids. */
export function toProblem(finding: Finding, source: string, data: unknown): Problem {
  const { path, code, remedy } = finding;
  return { code, source, path: readable(path, data), message: sentenceOf(finding), remedy };
}

function readable(path: readonly PropertyKey[], data: unknown): string {
  let at = data;
  let words = '';
  for (const step of path) {
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined;
    const id = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)['id'] : undefined;
    if (typeof step === 'number') words += `[${typeof id === 'string' ? id : step}]`;
    else words += `${words === '' ? '' : '.'}${String(step)}`;
  }
  return words;
}
