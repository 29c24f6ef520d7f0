/** What is said of a price file of the reader's own: of its form, of what is wrong with it, and of what it changes. */
import type { Text } from '../profile/vocabulary.js';
import { formatList } from './format.js';

const text = (en: string, zh: string): Text => ({ en, zh });

interface Said { readonly message: Text; readonly remedy: Text }

/** What each section is, and how it is written. */
export const FORMS = {
  prices: {
    expected: text('must be a list of prices, each of a model', '应为价格列表，每项对应一个模型'),
    write: text(
      'Write it like this: `prices: [{ provider: openai, model: gpt-4o, per_million_input_tokens: 2.5, per_million_output_tokens: 10 }]`.',
      '写法示例：`prices: [{ provider: openai, model: gpt-4o, per_million_input_tokens: 2.5, per_million_output_tokens: 10 }]`。',
    ),
  },
  rental: {
    expected: text('must name GPUs, each with a number or { low, expected, high }', '应列出 GPU 标识，各配一个数或 { low, expected, high }'),
    write: text('Write it like this, in US dollars per GPU and hour: `rental: { h100-sxm: 2.5 }`.', '写法示例（美元/卡/小时）：`rental: { h100-sxm: 2.5 }`。'),
  },
  gpus: {
    expected: text('must name GPUs, each with a number or { low, expected, high }', '应列出 GPU 标识，各配一个数或 { low, expected, high }'),
    write: text('Write it like this, in US dollars a card: `gpus: { ascend-910b: 15000 }`.', '写法示例（美元/卡）：`gpus: { ascend-910b: 15000 }`。'),
  },
  rates: {
    expected: text('must name currencies, each with its units for one US dollar', '应列出币种，各配一美元可兑换的数量'),
    write: text('Write it like this, units for one US dollar: `rates: { GBP: 0.79 }`.', '写法示例（一美元兑换的数量）：`rates: { GBP: 0.79 }`。'),
  },
  figures: {
    expected: text('must name figures, each with a number or { low, expected, high }', '应列出参数标识，各配一个数或 { low, expected, high }'),
    write: text(
      'Write it like this: `figures: { own_staff_fte: 0.5, electricity_per_kwh: { low: 0.1, expected: 0.15, high: 0.2 } }`. Ids: ai-path catalogue list costs.',
      '写法示例：`figures: { own_staff_fte: 0.5, electricity_per_kwh: { low: 0.1, expected: 0.15, high: 0.2 } }`。标识见 ai-path catalogue list costs。',
    ),
  },
  version: { expected: text('must be 1', '必须为 1'), write: text('Write `version: 1`, or leave it out.', '请写 `version: 1`，或不写。') },
} as const satisfies Record<string, { readonly expected: Text; readonly write: Text }>;

/** What others call a field. */
export const PRICE_SYNONYMS: Readonly<Record<string, string>> = {
  gpu_prices: 'gpus', cards: 'gpus', hardware: 'gpus', costs: 'figures', cost: 'figures', parameters: 'figures', models: 'prices', apis: 'prices', api: 'prices', rents: 'rental', rent: 'rental',
  exchange_rates: 'rates', currencies: 'rates', fx: 'rates', input: 'per_million_input_tokens', output: 'per_million_output_tokens', cached: 'per_million_cached_input_tokens',
  input_usd_per_mtok: 'per_million_input_tokens', output_usd_per_mtok: 'per_million_output_tokens', input_mtok: 'per_million_input_tokens', output_mtok: 'per_million_output_tokens',
  discount: 'batch_discount', name: 'model', id: 'model', at: 'provider', min: 'low', max: 'high', mean: 'expected', value: 'expected',
};

export const NO_FIGURE: Said & { readonly code: 'no-figure' } = {
  code: 'no-figure', message: text('must be a number, or { low, expected, high }', '必须是一个数，或 { low, expected, high }'),
  remedy: text('Write the number alone, without a unit.', '请只写数字，不带单位。'),
};

/** Messages that a remedy follows have no full stop: the reader of the file sets it. */
export const PRICES = {
  /** By the code of the system. */
  unreadable: (code: string): Text => UNREADABLE[code] ?? text(`The price file cannot be read (${code}).`, `无法读取价格文件（${code}）。`),
  tooLarge: text('A price file has at most twenty million bytes.', '价格文件最多两千万字节。'),
  syntax: (said: string) => text(`Neither YAML nor JSON: ${said}`, `既不是 YAML 也不是 JSON：${said}`),
  notAMapping: text('a price file is a mapping with prices, rental, gpus, rates or figures', '价格文件应为含 prices、rental、gpus、rates 或 figures 的映射'),
  nothing: text('nothing in it is a price, a rent, a rate or a figure, so it would change nothing', '其中没有任何价格、租价、汇率或参数，不会改变任何结果'),
  nothingOfLiteLlm: text('nothing in this LiteLLM list is a price of a token, an image, a page, a search or sound', '这份 LiteLLM 价目表中没有词元、图像、页面、搜索或音频的价格'),
  nothingRemedy: text('What it may hold: docs/prices.md, or ai-path schema prices.', '可写内容见 docs/prices.md 或 ai-path schema prices。'),
  noField: (name: string) => text(`there is no field "${name}" here`, `此处没有字段“${name}”`),
  fields: (names: readonly string[]) => text(`Here there may be ${formatList(names, 'en')}.`, `此处可写：${formatList(names, 'zh')}。`),
  meant: (name: string) => text(`Did you mean ${name}?`, `是否指 ${name}？`),
  noId: (id: string) => text(`the catalogue has no "${id}" to give a figure for`, `目录中没有“${id}”，无从赋值`),
  list: (kind: string) => text(`See ai-path catalogue list ${kind}.`, `可用 ai-path catalogue list ${kind} 查看。`),
  noCurrency: (name: string) => text(`"${name}" is no currency of ISO 4217`, `“${name}”不是 ISO 4217 币种代码`),
  noRate: (currency: string) => text(`no rate is known for ${currency}, so this price could not be compared`, `没有 ${currency} 的汇率，这项价格无法换算`),
  giveRate: (currency: string) => text(`Give one in the same file, as units for one US dollar: \`rates: { ${currency}: … }\`.`, `请在同一文件中给出一美元可兑换的数量：\`rates: { ${currency}: … }\`。`),
  negative: { message: text('must be ≥ 0', '必须 ≥ 0'), remedy: text('What is not known is left out.', '不知道的请略去。') } satisfies Said,
  zero: text('must be > 0, since others are divided by it', '其他数值要除以它，必须大于 0'),
  noText: { message: text('must be text', '必须是文字'), remedy: text('Put it in quotes if it is one.', '如确为文字，请加引号。') } satisfies Said,
  aboveOne: text('must be ≤ 1, since it is a share', '这是占比，必须 ≤ 1'),
  asShare: (value: number) => (value <= 100 ? text(`${value} % is written ${Number((value / 100).toPrecision(6))}.`, `${value}% 应写作 ${Number((value / 100).toPrecision(6))}。`) : text('50 % is written 0.5.', '50% 应写作 0.5。')),
  noNumber: (said: string) => text(`"${said}" is no price`, `“${said}”不是价格`),
  passedOver: text('It is passed over: write a number.', '已略过此项，请写成数字。'),
  implausible: (value: string, times: number, highest: string) => text(`${value} is more than ${times} times the highest known, ${highest}`, `${value}，超过已知最高值（${highest}）的 ${times} 倍`),
  implausiblyHigh: (value: string, highest: string) => text(`${value} is more than anybody has ever asked (${highest})`, `${value}，高于迄今公布的最高价（${highest}）`),
  implausiblyLow: (value: string, lowest: string) => text(`${value} is less than anybody has ever asked (${lowest})`, `${value}，低于迄今公布的最低价（${lowest}）`),
  checkUnit: text('Check the unit. It is reckoned with as stated.', '请核对单位。仍按所填数值计算。'),
  /** @param each LiteLLM's prices are of one token */
  checkTokens: (each: boolean) =>
    each
      ? text('That is for a million tokens: check the unit, which is US dollars for one token here. It is reckoned with as stated.', '此为每百万词元的价格；请核对单位，此处应填单个词元的美元价格。仍按所填数值计算。')
      : text('Check the unit: it is for a million tokens, not for one. It is reckoned with as stated.', '请核对单位：应为每百万词元的价格，而非每个词元。仍按所填数值计算。'),
  /** Of a file whose prices are of other models. */
  noneUsed: (count: number, assessed: readonly string[]) =>
    text(
      `${count === 1 ? 'Its price is' : `None of its ${count} prices is`} ${count === 1 ? 'not of a model' : 'of a model'} that is assessed here${assessed.length === 0 ? '' : ` (${formatList(assessed, 'en')})`}: built-in prices hold. Write models and providers as the profile or ai-path catalogue list apis has them.`,
      `${count === 1 ? '所列价格不属于' : `所列 ${count} 项价格均不属于`}此次评估的模型${assessed.length === 0 ? '' : `（${formatList(assessed, 'zh')}）`}，仍按内置价格计算。模型与服务商的名称请与档案或 ai-path catalogue list apis 一致。`,
    ),
} as const;

const UNREADABLE: Readonly<Record<string, Text>> = {
  ENOENT: text('There is no such file.', '没有这个文件。'),
  ENOTDIR: text('There is no such file.', '没有这个文件。'),
  EISDIR: text('It is a folder, not a price file.', '这是文件夹，不是价格文件。'),
  EACCES: text('The price file may not be read: check its permissions.', '没有读取价格文件的权限，请检查。'),
};
