/** What rows on models, interfaces, providers, licences and accelerators say about one another. */
import { TASKS } from '../profile/vocabulary.js';
import { known } from './fact.js';
import { needs, type AllData, type Finding } from './finding.js';
import { DATA_FILES, type DataFile } from './vocabulary.js';

/** So many open models and so many API models each task must have that somebody could choose today. */
const WAYS_PER_TASK = 2;

interface Row {
  readonly id: string;
  readonly aliases?: readonly string[] | undefined;
}

/** Every name means one row; API models may share names across providers. */
export function names(data: AllData): Finding[] {
  const scopes: readonly (readonly [DataFile, readonly Row[], (row: Row) => string])[] = [
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
          remedy: { en: 'Give it another name, or remove one of the two.', zh: '请换一个名称，或删除其中之一。' },
        }];
      }),
    );
  });
}

export function references(data: AllData): Finding[] {
  const licences = new Set(data.licences.licences.map(({ id }) => id));
  const providers = new Set(data.providers.providers.map(({ id }) => id));
  const models = new Set(data.models.models.map(({ id }) => id));
  return [
    ...data.models.models.flatMap((model, i) => [
      ...needs('models', ['models', i, 'licence', 'value'], known(model.licence), licences, 'licences'),
      ...(model.life?.successors ?? []).flatMap((id, n) => needs('models', ['models', i, 'life', 'successors', n], id, models, 'models')),
    ]),
    ...data.licences.licences.flatMap((licence, i) => needs('licences', ['licences', i, 'superseded_by'], licence.superseded_by, licences, 'licences')),
    ...data.apis.apis.flatMap((api, i) => {
      const siblings = new Set(data.apis.apis.filter(({ provider }) => provider === api.provider).map(({ id }) => id));
      return [
        ...needs('apis', ['apis', i, 'provider'], api.provider, providers, 'providers'),
        ...needs('apis', ['apis', i, 'model'], api.model, models, 'models'),
        ...(known(api.also_at) ?? []).flatMap((id, n) => needs('apis', ['apis', i, 'also_at', 'value', n], id, providers, 'providers')),
        ...api.life.successors.flatMap((id, n) => needs('apis', ['apis', i, 'life', 'successors', n], id, siblings, 'apis')),
      ];
    }),
  ];
}

/** No task is left without a choice on either side. */
export function coverage(data: AllData): Finding[] {
  const lasting = data.apis.apis.filter(({ life }) => life.status !== 'retired');
  return TASKS.flatMap((task) => [
    ...few('models', task, data.models.models.filter(({ tasks }) => tasks.includes(task)).length),
    ...few('apis', task, lasting.filter(({ tasks }) => tasks.includes(task)).length),
  ]);
}

function few(file: DataFile, task: string, count: number): Finding[] {
  if (count >= WAYS_PER_TASK) return [];
  return [{
    file, path: [file], code: 'few-for-task',
    message: { en: `${count} for ${task}; at least ${WAYS_PER_TASK} are needed`, zh: `${task} 只有 ${count} 个，至少需要 ${WAYS_PER_TASK} 个` },
    remedy: { en: 'Add a row for the task, so that there is a choice.', zh: '请为该任务再添加条目，使其有得选。' },
  }];
}

/** What no single field can show: dates that come after the file's, ends without a date, limits without conditions. */
export function sense(data: AllData): Finding[] {
  return [
    ...DATA_FILES.flatMap((file) => laterThan(file, [], data[file], data[file].as_of)),
    ...data.apis.apis.flatMap((api, i): Finding[] => {
      if (api.life.status === 'deprecated' && api.life.shutdown === undefined) {
        return [{ file: 'apis', path: ['apis', i, 'life'], code: 'no-shutdown', message: { en: 'is deprecated without a date of shutdown', zh: '已弃用但未给出下线日期' }, remedy: { en: 'State shutdown, or set status to active until a date is announced.', zh: '请填写 shutdown；若尚未公布日期，请将 status 设为 active。' } }];
      }
      if (api.model !== undefined && api.open_weights !== true) {
        return [{ file: 'apis', path: ['apis', i, 'model'], code: 'not-open', message: { en: 'names an open model, but open_weights is not true', zh: '指向开放权重模型，但 open_weights 不为 true' }, remedy: { en: 'Set open_weights: true, or remove model.', zh: '请设置 open_weights: true，或删除 model。' } }];
      }
      return [];
    }),
    ...data.licences.licences.flatMap((licence, i): Finding[] => {
      const limited = licence.revenue_limit ?? licence.users_limit ?? licence.territory;
      if (licence.commercial_use !== 'conditional' || limited !== undefined) return [];
      return [{ file: 'licences', path: ['licences', i, 'commercial_use'], code: 'no-condition', message: { en: 'is conditional, but no limit is stated', zh: '标为有条件，但未给出任何限制' }, remedy: { en: 'State revenue_limit, users_limit or territory.', zh: '请填写 revenue_limit、users_limit 或 territory。' } }];
    }),
  ];
}

/** A statement can't be younger than the file that holds it. */
function laterThan(file: DataFile, path: readonly PropertyKey[], value: unknown, asOf: string): Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]): Finding[] => {
    const at = [...path, Array.isArray(value) ? Number(name) : name];
    if (name !== 'date' || typeof inner !== 'string') return laterThan(file, at, inner, asOf);
    if (inner <= asOf) return [];
    return [{ file, path: at, code: 'later-than-file', message: { en: `${inner} is later than as_of ${asOf}`, zh: `${inner} 晚于 as_of ${asOf}` }, remedy: { en: 'Set as_of to the day up to which the file was kept.', zh: '请把 as_of 改为该文件维护到的日期。' } }];
  });
}
