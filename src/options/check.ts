/** Options that can't be what the profile says they are: a model that does another task, or one that nobody can host. */
import type { Catalogue } from '../catalogue/catalogue.js';
import { text, type Finding } from '../profile/finding.js';
import type { Path } from '../profile/path.js';
import type { OwnApiOption, OwnLocalOption, Profile } from '../profile/schema.js';
import type { Task } from '../profile/vocabulary.js';

interface Stated {
  readonly local?: readonly OwnLocalOption[] | undefined;
  readonly api?: readonly OwnApiOption[] | undefined;
}

/** What is wrong with the options that a profile names, each at its path. */
export function optionFindings({ workloads }: Profile, catalogue: Catalogue): Finding[] {
  return (workloads ?? []).flatMap((workload, i) => {
    const at: Path = ['workloads', i];
    const classes = (workload.classes ?? []).flatMap((one, k) => findingsIn(one, workload.task, catalogue, [...at, 'classes', k]));
    return [...findingsIn(workload, workload.task, catalogue, at), ...classes];
  });
}

function findingsIn({ local, api }: Stated, task: Task | undefined, catalogue: Catalogue, at: Path): Finding[] {
  return [
    ...(local ?? []).flatMap(({ model }, i) => localFindings(model, task, catalogue, [...at, 'local', i, 'model'])),
    ...(api ?? []).flatMap(({ provider, model }, i) => apiFindings(provider, model, task, catalogue, [...at, 'api', i, 'model'])),
  ];
}

function localFindings(name: string, task: Task | undefined, catalogue: Catalogue, path: Path): Finding[] {
  const model = catalogue.findModel(name);
  if (model !== undefined) return mismatches(model, task, () => catalogue.modelsFor(task as Task), path);
  const api = catalogue.findApi(name);
  return api?.open_weights === false ? [closedModel(api.name, path)] : [];
}

function apiFindings(provider: string, name: string, task: Task | undefined, catalogue: Catalogue, path: Path): Finding[] {
  const api = catalogue.findApi(name, catalogue.findProvider(provider)?.id) ?? catalogue.findApi(name);
  if (api === undefined) return [];
  return mismatches(api, task, () => catalogue.apisFor(task as Task).filter(({ life }) => life.status === 'active'), path);
}

function closedModel(name: string, path: Path): Finding {
  return {
    code: 'closed-model',
    target: 'value',
    path,
    message: text(`${name} is not an open-weight model: its provider alone runs it.`, `${name} 不是开放权重模型，只能由其服务商运行。`),
    remedy: text('List it under `api`, or name an open-weight model.', '请把它列在 `api` 下，或改填一个开放权重模型。'),
  };
}

/** So many fitting ones are named. */
const NAMED = 4;

function mismatches(
  model: { readonly name: string; readonly tasks: readonly Task[] },
  task: Task | undefined,
  fitting: () => readonly { readonly id: string }[],
  path: Path,
): Finding[] {
  if (task === undefined || model.tasks.includes(task)) return [];
  const ids = fitting().slice(0, NAMED).map(({ id }) => id).join(', ');
  return [
    {
      code: 'task-mismatch',
      target: 'value',
      path,
      message: text(
        `${model.name} can't do ${task}; it does ${model.tasks.join(', ')}. The two are never alternatives to one another.`,
        `${model.name} 无法完成 ${task}，它能做的是 ${model.tasks.join('、')}，两者从来不是彼此的替代。`,
      ),
      ...(ids === '' ? {} : { remedy: text(`These can: ${ids}.`, `可以胜任的有：${ids}。`) }),
    },
  ];
}
