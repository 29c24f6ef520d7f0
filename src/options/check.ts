/** Options that can't be what the profile says they are: a model that does another task, or none that could be self-hosted. */
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Problem } from '../error.js';
import type { Task, Text } from '../profile/vocabulary.js';
import type { TrafficClass, Workload } from '../profile/workload.js';

/** Problems of every option that the user named for a workload; `source` is the profile's. */
export function optionProblems(workload: Workload, catalogue: Catalogue, source: string): Problem[] {
  return workload.classes.flatMap((trafficClass) => {
    const at = workload.classes.length > 1 ? `workloads.${workload.id}.classes.${trafficClass.id}` : `workloads.${workload.id}`;
    return [...localProblems(trafficClass, workload.task, catalogue, at, source), ...apiProblems(trafficClass, workload.task, catalogue, at, source)];
  });
}

function localProblems({ local }: TrafficClass, task: Task | undefined, catalogue: Catalogue, at: string, source: string): Problem[] {
  return (local ?? []).flatMap((own, i) => {
    const path = `${at}.local[${i}].model`;
    const model = catalogue.findModel(own.model);
    if (model === undefined) {
      const api = catalogue.findApi(own.model);
      return api?.open_weights === false ? [closedModel(api.name, path, source)] : [];
    }
    return task === undefined || model.tasks.includes(task) ? [] : [mismatch(model.name, model.tasks, task, catalogue.modelsFor(task), path, source)];
  });
}

function apiProblems({ api: options }: TrafficClass, task: Task | undefined, catalogue: Catalogue, at: string, source: string): Problem[] {
  return (options ?? []).flatMap((own, i) => {
    const api = catalogue.findApi(own.model, catalogue.findProvider(own.provider)?.id) ?? catalogue.findApi(own.model);
    if (api === undefined || task === undefined || api.tasks.includes(task)) return [];
    const fitting = catalogue.apisFor(task).filter(({ life }) => life.status === 'active');
    return [mismatch(api.name, api.tasks, task, fitting, `${at}.api[${i}].model`, source)];
  });
}

function closedModel(name: string, path: string, source: string): Problem {
  return {
    code: 'closed-model',
    source,
    path,
    message: {
      en: `${name} is not an open-weight model: its provider alone runs it.`,
      zh: `${name} 不是开放权重模型，只能由其服务商运行。`,
    },
    remedy: { en: 'List it under `api`, or name an open-weight model.', zh: '请把它列在 `api` 下，或改填一个开放权重模型。' },
  };
}

/** So many fitting ones are named. */
const NAMED = 4;

function mismatch(
  name: string,
  tasks: readonly Task[],
  task: Task,
  fitting: readonly { readonly id: string }[],
  path: string,
  source: string,
): Problem {
  const ids = fitting.slice(0, NAMED).map(({ id }) => id).join(', ');
  const remedy: Text = { en: `These can: ${ids}.`, zh: `可以胜任的有：${ids}。` };
  return {
    code: 'task-mismatch',
    source,
    path,
    message: {
      en: `${name} can't do ${task}; it does ${tasks.join(', ')}. The two are never alternatives to one another.`,
      zh: `${name} 无法完成 ${task}，它能做的是 ${tasks.join('、')}，两者从来不是彼此的替代。`,
    },
    ...(ids === '' ? {} : { remedy }),
  };
}
