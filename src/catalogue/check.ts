/** Judges the catalogue: the shape of every row, and what rows say about one another. Runs when data is built or edited, not at start. */
import { closest, distance } from 'fastest-levenshtein';
import type * as z from 'zod';
import type { Problem } from '../error.js';
import { TASKS, type Text } from '../profile/vocabulary.js';
import { CATALOGUE_JSON } from './data.generated.js';
import { known } from './fact.js';
import { fileSchemas, type CatalogueData, type CatalogueFile, type CompiledCatalogue } from './schema.js';

/** So many open models and so many API models each task must have that somebody could choose today. */
const WAYS_PER_TASK = 2;

export const CATALOGUE_FILES = Object.keys(fileSchemas) as readonly CatalogueFile[];

/** A problem with a place in one file of the catalogue. */
export interface Finding {
  readonly file: CatalogueFile;
  readonly path: readonly PropertyKey[];
  /** The key itself is wrong, not its value. */
  readonly atKey?: true;
  readonly code: string;
  readonly message: Text;
  readonly remedy?: Text;
}

/** Every problem of the catalogue that ai-path ships with. */
export function checkCatalogue(): Problem[] {
  const compiled = JSON.parse(CATALOGUE_JSON) as CompiledCatalogue;
  const data = Object.fromEntries(CATALOGUE_FILES.map((file) => [file, (compiled as Partial<CompiledCatalogue>)[file]?.data])) as Record<CatalogueFile, unknown>;
  return findingsOf(data).map((finding) => toProblem(finding, `${finding.file}.yaml`, data[finding.file]));
}

/** Every finding in the contents of the five files. Rows are compared with one another only when all of them have the right shape. */
export function findingsOf(data: Readonly<Record<CatalogueFile, unknown>>): Finding[] {
  const shape = CATALOGUE_FILES.flatMap((file) => {
    const result = fileSchemas[file].safeParse(data[file], { reportInput: true });
    return result.success ? [] : result.error.issues.flatMap((issue) => fromIssue(file, issue));
  });
  if (shape.length > 0) return shape;
  const rows = data as CatalogueData;
  return [...names(rows), ...references(rows), ...coverage(rows), ...sense(rows)];
}

/** As {@link Problem}, with ids instead of numbers in the path where rows have ids. */
export function toProblem({ path, code, message, remedy }: Finding, source: string, data: unknown): Problem {
  return { code, source, path: readable(path, data), message, ...(remedy === undefined ? {} : { remedy }) };
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

/* Shape */

type Issue = z.core.$ZodIssue;

function fromIssue(file: CatalogueFile, issue: Issue): Finding[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({
        file, path: [...path, name], atKey: true, code: 'unknown-key',
        message: { en: `there is no field "${name}" here`, zh: `此处没有字段“${name}”` },
      }));
    case 'invalid_union':
      return [closestBranch(file, issue)];
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return [{ file, path, code: 'wrong-value', message: { en: `must be one of ${values}`, zh: `必须是 ${values} 之一` } }];
    }
    case 'invalid_type': {
      const missing = issue.input === undefined;
      return [missing
        ? { file, path, code: 'missing', message: { en: 'is missing', zh: '缺失' } }
        : { file, path, code: 'wrong-type', message: { en: `must be a ${issue.expected}`, zh: `类型必须是 ${issue.expected}` } }];
    }
    case 'custom':
      return [{ file, path, code: 'no-price', message: { en: 'states no price: at least one amount is needed', zh: '没有给出价格，至少需要一项金额' } }];
    case 'too_small': {
      const least = `${issue.inclusive === false ? '> ' : '≥ '}${issue.minimum}`;
      return [{ file, path, code: 'too-small', message: { en: `must be ${least}`, zh: `必须 ${least}` } }];
    }
    case 'too_big': {
      const most = `≤ ${issue.maximum}`;
      return [{ file, path, code: 'too-big', message: { en: `must be ${most}`, zh: `必须 ${most}` } }];
    }
    case 'invalid_format':
      return [{ file, path, code: 'wrong-form', message: { en: `"${String(issue.input)}" has not the form that is needed here`, zh: `“${String(issue.input)}”不符合此处要求的格式` } }];
    default:
      return [{ file, path, code: 'wrong-value', message: { en: `is not valid: ${issue.message}`, zh: `无效：${issue.message}` } }];
  }
}

/** Of a fact that is neither `unknown` nor well stated: the first thing that is wrong with the statement. */
function closestBranch(file: CatalogueFile, issue: Extract<Issue, { code: 'invalid_union' }>): Finding {
  const stated = issue.errors.flat().find((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys');
  const [first] = stated === undefined ? [] : fromIssue(file, { ...stated, path: [...issue.path, ...stated.path] });
  return first ?? {
    file, path: issue.path, code: 'no-fact',
    message: { en: 'must be unknown, or { value, source, date, grade }', zh: '必须是 unknown，或 { value, source, date, grade }' },
  };
}

/* Rows and one another */

interface Row {
  readonly id: string;
  readonly aliases?: readonly string[] | undefined;
}

/** Every name means one row; API models may share names across providers. */
function names(data: CatalogueData): Finding[] {
  const scopes: readonly (readonly [CatalogueFile, readonly Row[], (row: Row) => string])[] = [
    ['models', data.models.models, () => ''],
    ['apis', data.apis.apis, (row) => (row as { provider?: string }).provider ?? ''],
    ['providers', data.providers.providers, () => ''],
    ['licences', data.licences.licences, () => ''],
    ['gpus', data.gpus.gpus, () => ''],
  ];
  return scopes.flatMap(([file, rows, scopeOf]) => {
    const taken = new Map<string, string>();
    return rows.flatMap((row, i) =>
      [row.id, ...(row.aliases ?? [])].flatMap((name, n): Finding[] => {
        const key = `${scopeOf(row)}/${name.toLowerCase().replaceAll(/[\s_]+/g, '-')}`;
        const other = taken.get(key);
        taken.set(key, other ?? row.id);
        if (other === undefined) return [];
        return [{
          file, path: n === 0 ? [file, i, 'id'] : [file, i, 'aliases', n - 1], code: 'duplicate-name',
          message: { en: `"${name}" is already a name of ${other}`, zh: `“${name}”已是 ${other} 的名称` },
        }];
      }),
    );
  });
}

function references(data: CatalogueData): Finding[] {
  const licences = new Set(data.licences.licences.map(({ id }) => id));
  const providers = new Set(data.providers.providers.map(({ id }) => id));
  const models = new Set(data.models.models.map(({ id }) => id));
  const needs = (file: CatalogueFile, path: readonly PropertyKey[], id: string | undefined, ids: ReadonlySet<string>): Finding[] =>
    id === undefined || ids.has(id) ? [] : [missing(file, path, id, ids)];

  return [
    ...data.models.models.flatMap((model, i) => [
      ...needs('models', ['models', i, 'licence', 'value'], known(model.licence), licences),
      ...(model.life?.successors ?? []).flatMap((id, n) => needs('models', ['models', i, 'life', 'successors', n], id, models)),
    ]),
    ...data.licences.licences.flatMap((licence, i) => needs('licences', ['licences', i, 'superseded_by'], licence.superseded_by, licences)),
    ...data.apis.apis.flatMap((api, i) => {
      const siblings = new Set(data.apis.apis.filter(({ provider }) => provider === api.provider).map(({ id }) => id));
      return [
        ...needs('apis', ['apis', i, 'provider'], api.provider, providers),
        ...needs('apis', ['apis', i, 'model'], api.model, models),
        ...(known(api.also_at) ?? []).flatMap((id, n) => needs('apis', ['apis', i, 'also_at', 'value', n], id, providers)),
        ...api.life.successors.flatMap((id, n) => needs('apis', ['apis', i, 'life', 'successors', n], id, siblings)),
      ];
    }),
  ];
}

function missing(file: CatalogueFile, path: readonly PropertyKey[], id: string, ids: ReadonlySet<string>): Finding {
  const near = ids.size === 0 ? undefined : closest(id, [...ids]);
  const remedy = near !== undefined && distance(id, near) <= Math.max(2, near.length / 3) ? { remedy: { en: `Did you mean ${near}?`, zh: `是否指 ${near}？` } } : {};
  return { file, path, code: 'unknown-id', message: { en: `"${id}" names no row`, zh: `“${id}”没有对应的条目` }, ...remedy };
}

/** No task is left without a choice on either side. */
function coverage(data: CatalogueData): Finding[] {
  const lasting = data.apis.apis.filter(({ life }) => life.status !== 'retired');
  return TASKS.flatMap((task) => [
    ...few('models', task, data.models.models.filter(({ tasks }) => tasks.includes(task)).length),
    ...few('apis', task, lasting.filter(({ tasks }) => tasks.includes(task)).length),
  ]);
}

function few(file: CatalogueFile, task: string, count: number): Finding[] {
  if (count >= WAYS_PER_TASK) return [];
  return [{
    file, path: [file], code: 'few-for-task',
    message: { en: `${count} for ${task}; at least ${WAYS_PER_TASK} are needed`, zh: `${task} 只有 ${count} 个，至少需要 ${WAYS_PER_TASK} 个` },
  }];
}

/** What no single field can show: dates that come after the file's, ends without a date, limits without conditions. */
function sense(data: CatalogueData): Finding[] {
  return [
    ...CATALOGUE_FILES.flatMap((file) => laterThan(file, [], data[file], data[file].as_of)),
    ...data.apis.apis.flatMap((api, i): Finding[] => {
      if (api.life.status === 'deprecated' && api.life.shutdown === undefined) {
        return [{ file: 'apis', path: ['apis', i, 'life'], code: 'no-shutdown', message: { en: 'is deprecated without a date of shutdown', zh: '已弃用但未给出下线日期' } }];
      }
      if (api.model !== undefined && api.open_weights !== true) {
        return [{ file: 'apis', path: ['apis', i, 'model'], code: 'not-open', message: { en: 'names an open model, but open_weights is not true', zh: '指向开放权重模型，但 open_weights 不为 true' } }];
      }
      return [];
    }),
    ...data.licences.licences.flatMap((licence, i): Finding[] => {
      const limited = licence.revenue_limit ?? licence.users_limit ?? licence.territory;
      if (licence.commercial_use !== 'conditional' || limited !== undefined) return [];
      return [{ file: 'licences', path: ['licences', i, 'commercial_use'], code: 'no-condition', message: { en: 'is conditional, but no limit is stated', zh: '标为有条件，但未给出任何限制' } }];
    }),
  ];
}

/** A statement can't be younger than the file that holds it. */
function laterThan(file: CatalogueFile, path: readonly PropertyKey[], value: unknown, asOf: string): Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]): Finding[] => {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    if (name !== 'date' || typeof inner !== 'string') return laterThan(file, at, inner, asOf);
    if (inner <= asOf) return [];
    return [{ file, path: at, code: 'later-than-file', message: { en: `${inner} is later than as_of ${asOf}`, zh: `${inner} 晚于 as_of ${asOf}` } }];
  });
}
