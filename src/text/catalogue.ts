/** What `ai-path catalogue` says, in every language. */
import type { Text } from '../profile/vocabulary.js';

const text = (en: string, zh: string): Text => ({ en, zh });

export const CATALOGUE_HELP = {
  catalogue: text('models, APIs, hardware, licences and prices that ai-path knows', '查看 ai-path 收录的模型、API、硬件、许可证与价格'),
  list: text('list what the catalogue holds, or one kind of it', '列出目录内容，可只列一类'),
  show: text('everything on one entry, with source and date of each fact', '显示一个条目的全部内容及每项事实的来源与日期'),
  check: text('whether every row is right, what is older than it should be, and what has no verified source', '检查每个条目是否正确、哪些内容已过保质期、哪些来源未经核实'),
  folder: text('folder with files of the catalogue to check (default: the built-in ones)', '待检查的目录文件夹（默认检查内置目录）'),
  kind: text('models, apis, providers, licences, gpus, rental, prices, costs or speeds', 'models、apis、providers、licences、gpus、rental、prices、costs 或 speeds'),
  id: text('id, alias or name', '标识、别名或名称'),
  asOf: text('age as of this date, YYYY-MM-DD (default: today)', '按此日期计算时效，YYYY-MM-DD（默认今天）'),
  prices: text('prices, rents and figures of your own: YAML or JSON (docs/prices.md), or a LiteLLM price list', '使用自己的价格、租价与参数：YAML 或 JSON（见 docs/prices.zh.md），或 LiteLLM 价目表'),
  examples: text(
    `  $ ai-path catalogue list models
  $ ai-path catalogue show h100-sxm
  $ ai-path catalogue check
  $ ai-path catalogue check src/catalogue/data`,
    `  $ ai-path catalogue list models
  $ ai-path catalogue show h100-sxm
  $ ai-path catalogue check
  $ ai-path catalogue check src/catalogue/data`,
  ),
} as const;

/** What facts of a row are about, by their field: those with a date of their own, which may be too old. */
export const CATALOGUE_FACTS = {
  licence: text('licence', '许可证'),
  life: text('how long it is served', '服务期限'),
  shutdown: text('last day', '停用日期'),
  price: text('price', '价格'),
  also_at: text('further providers', '其他服务商'),
  country: text('seat', '所在地'),
  trains_by_default: text('training on requests', '是否用请求训练'),
  retention_days: text('days for which requests are kept', '请求保留天数'),
  retention: text('what is kept of requests', '请求保留方式'),
  zero_retention: text('zero retention', '零保留'),
  private_endpoint: text('private endpoint', '专属端点'),
  region_pinning: text('pinning of the region', '限定处理地区'),
  regions: text('regions', '可选地区'),
  baa: text('agreement for health data', '健康数据协议（BAA）'),
  offered_in: text('countries where it is offered', '提供服务的国家'),
  not_offered_in: text('countries where it is not offered', '不提供服务的国家'),
  not_offered_to_owners_in: text('owners whom it is not offered to', '不向其提供服务的所有者'),
  fine_tuning: text('fine-tuning', '微调'),
  pins_versions: text('pinning of versions', '限定版本'),
  retirement_notice_days: text('notice of a retirement', '停用通知期'),
  sla_percent: text('promised availability', '承诺可用率'),
} as const satisfies Record<string, Text>;

export const CATALOGUE = {
  kind: {
    models: text('Open models', '开放权重模型'), apis: text('Models behind APIs', 'API 模型'), providers: text('Providers', '服务商'),
    licences: text('Licences', '许可证'), gpus: text('Accelerators', '加速卡'),
    rental: text('Rents', '租价'), prices: text('Prices', '价格'), costs: text('Figures of cost', '成本参数'), speeds: text('Speeds', '速度'),
  },
  column: { id: text('Id', '标识'), name: text('Name', '名称'), tasks: text('Tasks or size', '任务或规格'), date: text('As of', '日期'), age: text('Days', '天数'), file: text('File', '文件'), source: text('Source', '来源') },
  commercialUse: { allowed: text('commercial use allowed', '允许商用'), conditional: text('commercial use on conditions', '附条件商用'), prohibited: text('no commercial use', '禁止商用'), unknown: text('commercial use unknown', '能否商用未知') },
  hosted: text('At hosts', '托管商报价'),
  batch: text('Off for batches', '批处理折扣'),
  rate: text('Units for one US dollar', '一美元兑换的单位数'),
  secondsPerUnit: text('Seconds for one piece', '单件耗时'),
  derate: text('Share of the predicted speed', '预测速度的折扣'),
  points: (count: number) => text(`${count} ${count === 1 ? 'point' : 'points'}`, `${count} 个测点`),
  unreadable: text('The folder can not be read.', '无法读取该文件夹。'),
  sound: (files: number, facts: number) => text(`${files} files, ${facts} facts with a source and a date: every row is sound.`, `共 ${files} 个文件、${facts} 项带出处与日期的事实，条目全部正确。`),
  unknownKind: (name: string) => text(`There is no kind “${name}”.`, `没有“${name}”这一类。`),
  unknownId: (name: string) => text(`The catalogue has no “${name}”.`, `目录中没有“${name}”。`),
  counted: (count: number) => text(`${count} entries`, `共 ${count} 条`),
  stale: (count: number, day: string) => text(count === 1 ? `1 fact is older than its kind may be on ${day}:` : `${count} facts are older than their kind may be on ${day}:`, `截至 ${day}，有 ${count} 项事实已过保质期：`),
  noneStale: (day: string) => text(`No fact is older than its kind may be on ${day}.`, `截至 ${day}，没有事实过保质期。`),
  unverified: (count: number) => text(`${count} ${count === 1 ? 'fact has' : 'facts have'} no verified source:`, `有 ${count} 项事实的来源未经核实：`),
  noneUnverified: text('Every fact has a verified source.', '每项事实都有经过核实的来源。'),
  limit: (days: number) => text(`at most ${days} days`, `最多 ${days} 天`),
  fit: (rows: number, mean: number, median: number) =>
    text(`Throughput is predicted ${mean}% off the ${rows} measurements of the catalogue on average, ${median}% in the middle.`, `吞吐预测与目录中 ${rows} 项实测相比，平均偏差 ${mean}%，中位偏差 ${median}%。`),
} as const;
