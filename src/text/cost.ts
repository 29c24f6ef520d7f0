/** Names of what money goes into, and why a cost or a size is not known. */
import type { Text } from '../profile/vocabulary.js';

/** Lines of a cost, in the order in which reports show them. */
export const COST_LINES = {
  usage: { en: 'Use of the API', zh: 'API 调用费' },
  rental: { en: 'Rented GPUs, paid for busy or idle', zh: 'GPU 租金（闲忙都计费）' },
  rental_extras: { en: 'Disk, network and the like', zh: '存储、网络等附加费用' },
  managed_endpoint: { en: 'Managed endpoint', zh: '托管端点' },
  purchase: { en: 'Servers: write-off and interest', zh: '服务器折旧与资金成本' },
  maintenance: { en: 'Maintenance of servers', zh: '服务器维护' },
  power: { en: 'Electricity', zh: '电费' },
  housing: { en: 'Room in a data centre', zh: '机房托管' },
  staff: { en: 'People who run it', zh: '运维人力' },
  setup: { en: 'Set-up, spread over its life', zh: '搭建投入（按使用年限分摊）' },
} as const satisfies Record<string, Text>;

export type CostLineId = keyof typeof COST_LINES;

/** Quantities that formulas name, beside the figures of `costs.yaml`, which bring their own words. */
export const COST_QUANTITIES = {
  requests_per_month: { en: 'Requests a month', zh: '每月请求数' },
  usd_per_request: { en: 'Price of a request', zh: '单次请求价格' },
  stated_bill: { en: 'Bill a month, as stated', zh: '所填每月账单' },
  gpus: { en: 'GPUs, spare ones included', zh: 'GPU 数量（含备用）' },
  gpus_to_buy: { en: 'GPUs to buy', zh: '需购买的 GPU 数量' },
  servers: { en: 'Further servers', zh: '增加的服务器' },
  usd_per_gpu_hour: { en: 'Rent of a GPU and hour', zh: 'GPU 每小时租金' },
  hours_per_month: { en: 'Hours a month', zh: '每月小时数' },
  billed_share: { en: 'Share of the hours that is billed', zh: '计费时长占比' },
  card_price: { en: 'Price of a card', zh: '单卡价格' },
  watts_per_gpu: { en: 'Power of a GPU', zh: '单卡功耗' },
  price_of_servers: { en: 'Price of the servers', zh: '服务器总价' },
  annuity: { en: 'Repayment a year, of the price', zh: '年还款系数' },
  sinking_fund: { en: 'Saving a year for the end value', zh: '偿债基金系数' },
  platform_share: { en: 'Share of this part in the platform', zh: '本部分在平台中的分摊比例' },
} as const satisfies Record<string, Text>;

/** In place of {@link COST_QUANTITIES}' share, where a line is what is left of a platform. */
export const PLATFORM_REST: Text = { en: 'Share of the platform that no part bears', zh: '平台中无其他部分分摊的比例' };

interface Named { readonly id: string; readonly name: string }

const gb = (value: number): string => `${value >= 10 ? Math.round(value) : Math.round(value * 10) / 10} GB`;

/** Why a cost is not known, and what would make it known. */
export const COST_UNKNOWN = {
  no_volume: () => ({ en: 'The volume is not known: state requests per day, users, or the monthly bill and the API that it is for.', zh: '用量未知：请填写每日请求数、用户数，或每月账单及其对应的 API。' }),
  no_task: () => ({ en: 'Neither the task nor the tokens of a request are known.', zh: '任务与单次请求的词元数均未知。' }),
  no_model: () => ({ en: 'No model is chosen, so there is nothing to price.', zh: '尚未选定模型，无从计价。' }),
  no_price: (model: string, provider: string | undefined) => ({
    en: `No price is known for ${model}${provider === undefined ? '' : ` from ${provider}`}. Give one with --prices, under \`prices\` (docs/prices.md).`,
    zh: `没有${provider === undefined ? '' : ` ${provider} 提供的`} ${model} 的价格，可用 --prices 在 \`prices\` 下给出（见 docs/prices.zh.md）。`,
  }),
  no_unit_price: (model: string, unit: string) => ({
    en: `The price list of ${model} has no price ${unit}. Give one with --prices, under \`prices\` (docs/prices.md).`,
    zh: `${model} 的价目中没有该计价单位（${unit}）的价格，可用 --prices 在 \`prices\` 下给出（见 docs/prices.zh.md）。`,
  }),
  model_unknown: (model: string) => ({ en: `${model} is not in the catalogue: its size and speed are not known. State what you measured, on which GPU and how many.`, zh: `目录中没有 ${model}，其规模与速度未知，请填写实测值及所用加速卡的型号和数量。` }),
  gpu_unknown: (gpu: string) => ({ en: `Memory, bandwidth or compute of ${gpu} is not known.`, zh: `${gpu} 的显存、带宽或算力未知。` }),
  gpu_unlisted: (gpu: string, meant: string | undefined) => ({
    en: `${gpu} is not in the catalogue, so its memory, bandwidth and compute are not known.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    zh: `目录中没有 ${gpu}，其显存、带宽与算力未知。${meant === undefined ? '' : `是否想写 ${meant}？`}`,
  }),
  no_hardware: () => ({ en: 'No accelerator of the catalogue fits whose price is known.', zh: '目录中没有既合适又有价格的加速卡。' }),
  no_rent: ({ id, name }: Named) => ({
    en: `No rent is known for ${name}. Give one with --prices, in US dollars per GPU and hour: \`rental: { ${id}: 2.5 }\`, with your own number.`,
    zh: `没有 ${name} 的租价，可用 --prices 给出（美元/卡/小时）：\`rental: { ${id}: 2.5 }\`，数字请换成自己的。`,
  }),
  no_card_price: ({ id, name }: Named) => ({
    en: `No price is known for ${name}. Give one with --prices, in US dollars a card: \`gpus: { ${id}: 15000 }\`, with your own number.`,
    zh: `没有 ${name} 的购价，可用 --prices 给出（美元/卡）：\`gpus: { ${id}: 15000 }\`，数字请换成自己的。`,
  }),
  no_power: (gpu: string) => ({ en: `The power that ${gpu} draws is not known.`, zh: `${gpu} 的功耗未知。` }),
  too_small: (needed: number, usable: number, gpus: number) => ({
    en: `It does not fit: ${gb(needed)} are needed, and ${gpus === 1 ? 'one GPU has' : `${gpus} GPUs have`} ${gb(usable)} to give.`,
    zh: `放不下：需要 ${gb(needed)}，而${gpus === 1 ? '单卡' : ` ${gpus} 张卡`}可用 ${gb(usable)}。`,
  }),
  layout_unknown: (layout: string) => ({
    en: `How much memory a request takes is not known for this model (layout of the cache: ${layout}), so it is not guessed. State what you measured.`,
    zh: `该模型单次请求所占显存未知（缓存布局：${layout}），不作猜测，请填写实测值。`,
  }),
  parameters_unknown: () => ({ en: 'The size of the model is not known. State what you measured.', zh: '模型规模未知，请填写实测值。' }),
  speed_unknown: () => ({ en: 'Nobody has published how long the model takes for one piece. State what you measured.', zh: '没有公开的单件耗时，请填写实测值。' }),
  task_unknown: () => ({ en: 'The task is not known.', zh: '任务未知。' }),
} as const satisfies Record<string, (...words: never[]) => Text>;

/** What a reader should know of a figure. */
export const COST_NOTES = {
  cache_unpriced: { en: 'No price for cached tokens is known, so they are charged in full.', zh: '缓存命中词元没有单独价格，按全价计算。' },
  scales_to_zero: { en: 'Billed for busy hours only, because the work may wait for a cold start.', zh: '任务可等待冷启动，因此只按忙时计费。' },
  kept_warm: { en: 'Kept running at all hours: a cold start takes minutes, and requests can not wait for it.', zh: '全天保持运行：冷启动需数分钟，请求等不及。' },
  owned: { en: 'The machines are there already: only what they use from now on is counted.', zh: '设备已有，只计今后的使用成本。' },
  too_few: { en: 'The GPUs that there are do not suffice for the busiest hour; the missing ones are counted as bought.', zh: '现有 GPU 不足以应对最忙时段，缺口按购买计。' },
  spare_missing: { en: 'The GPUs that there are carry the busiest hour; only those that stand in when one fails are missing, and are counted as bought.', zh: '现有 GPU 足以应对最忙时段，只缺故障备用的部分，按购买计。' },
  too_slow: { en: 'Predicted to answer more slowly than the latency asks for.', zh: '预计应答速度达不到延迟要求。' },
  tokens_assumed: { en: 'Tokens of a request are assumed, as is usual for the task.', zh: '单次请求词元数按同类任务的常见值假设。' },
  peak_assumed: { en: 'How requests bunch up is assumed: office hours.', zh: '请求的集中程度按办公时段假设。' },
} as const satisfies Record<string, Text>;

export type CostNoteId = keyof typeof COST_NOTES;
