/** Sentences on what an option takes and serves: machines, waiting times, limits of interfaces. */
import type { AssessedOption } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { beforeMeasure, formatNumber, formatRough, formatShare } from './format.js';

type Sizing = NonNullable<AssessedOption['sizing']>;
type Load = NonNullable<AssessedOption['load']>;

/** Two digits: 0.21 s, 26 tokens. */
const rough = (value: number): string => String(Number(value.toPrecision(2)));

/** What a peak comes to beside the limits of accounts. */
function beyond({ tokens_per_minute: { expected: peak }, usual_tokens_per_minute: usual }: Load): 'all' | 'usual' | 'new' | 'none' {
  return peak > usual.high ? 'all' : peak > usual.expected ? 'usual' : peak > usual.low ? 'new' : 'none';
}

export interface CapacityTexts {
  readonly machines: (sizing: Sizing) => string;
  /** Nothing where the speed is not predicted. */
  readonly pace: (sizing: Sizing) => string | undefined;
  readonly available: (sizing: Sizing) => string | undefined;
  readonly coldStart: (sizing: Sizing) => string | undefined;
  readonly limits: (load: Load) => string;
}

/** Requests of the busiest minute: whole, where there is at least one. */
const ofMinute = (requests: number): number => (requests < 1 ? requests : Math.round(requests));

const minutes = ({ low, high }: { readonly low: number; readonly high: number }): readonly [string, string] => [rough(low / 60), rough(high / 60)];

export const CAPACITY_TEXTS: Readonly<Record<Language, CapacityTexts>> = {
  en: {
    machines: ({ gpu, gpus, gpus_per_replica: each, replicas, spare_replicas: spare, utilisation }) => {
      const count = replicas.expected + spare.expected;
      const made = `${formatNumber(count, 'en')} ${count === 1 ? 'replica' : 'replicas'} of ${each}${spare.expected === 0 ? '' : `, ${formatNumber(spare.expected, 'en')} of them to stand in when one fails`}`;
      return `${formatNumber(gpus.expected, 'en')} × ${gpu}${gpus.low === gpus.high ? '' : ` (${formatNumber(gpus.low, 'en')} to ${formatNumber(gpus.high, 'en')})`}: ${made}; busy ${formatShare(utilisation.expected)} of the time on average`;
    },
    pace: ({ first_token_seconds: first, seconds_per_token: each, latency_target: target, in_time: inTime }) => {
      if (first === null || each === null) return undefined;
      const needed = (words: string): string => (target === null ? '' : ` (${words})`);
      const late = inTime ? '' : ': too slow';
      return `Predicted for the busiest hour: first token after ${rough(first)} s${needed(`needed: ${rough(target?.first_token_seconds ?? 0)}`)}, then ${rough(1 / each)} tokens a second${needed(`needed: ${rough(1 / (target?.seconds_per_token ?? 1))}`)}${late}`;
    },
    available: ({ available, gpus }) => {
      if (available === null || available.enough) return undefined;
      const missing = gpus.expected - available.gpus;
      return `You have ${formatNumber(available.gpus, 'en')}: ${formatNumber(missing, 'en')} more ${missing === 1 ? 'is' : 'are'} needed`;
    },
    coldStart: ({ cold_start_seconds: start, latency_target: target }) => {
      if (start === null) return undefined;
      const [low, high] = minutes(start);
      return target === null ? `What is let go between runs is back after ${low} to ${high} minutes` : `What is let go takes ${low} to ${high} minutes to come back: people wait, so it is kept running and paid for`;
    },
    limits: (load) => {
      const { tokens_per_minute: tokens, requests_per_minute: requests, usual_tokens_per_minute: usual } = load;
      const advice = {
        all: ': agree on capacity before you start, or divide it between providers; what may wait goes as a batch',
        usual: ': ask for a higher limit before you start; batches, a second provider and committed capacity help, in this order',
        new: ': more than a new account gets, so look up your limit',
        none: '',
      };
      return `Busiest minute: about ${formatRough(tokens.expected, 'en')} tokens in ${formatRough(ofMinute(requests.expected), 'en')} ${ofMinute(requests.expected) === 1 ? 'request' : 'requests'}; accounts get ${formatRough(usual.low, 'en')} to ${formatRough(usual.high, 'en')} tokens, often ${formatRough(usual.expected, 'en')}${advice[beyond(load)]}`;
    },
  },
  zh: {
    machines: ({ gpu, gpus, gpus_per_replica: each, replicas, spare_replicas: spare, utilisation }) => {
      const count = replicas.expected + spare.expected;
      const made = `${formatNumber(count, 'zh')} 个副本，每个 ${each} 张${spare.expected === 0 ? '' : `，其中 ${formatNumber(spare.expected, 'zh')} 个备用`}`;
      return `${formatNumber(gpus.expected, 'zh')} × ${gpu}${gpus.low === gpus.high ? '' : `（${formatNumber(gpus.low, 'zh')} 至 ${formatNumber(gpus.high, 'zh')} 张）`}：${made}；平均利用率 ${formatShare(utilisation.expected)}`;
    },
    pace: ({ first_token_seconds: first, seconds_per_token: each, latency_target: target, in_time: inTime }) => {
      if (first === null || each === null) return undefined;
      const needed = (value: number): string => (target === null ? '' : `（要求 ${rough(value)}）`);
      const late = inTime ? '' : '：达不到要求';
      return `预计最忙一小时：首个词元 ${rough(first)} 秒${needed(target?.first_token_seconds ?? 0)}，此后每秒 ${rough(1 / each)} 个词元${needed(1 / (target?.seconds_per_token ?? 1))}${late}`;
    },
    available: ({ available, gpus }) => (available === null || available.enough ? undefined : `现有 ${formatNumber(available.gpus, 'zh')} 张，还缺 ${formatNumber(gpus.expected - available.gpus, 'zh')} 张`),
    coldStart: ({ cold_start_seconds: start, latency_target: target }) => {
      if (start === null) return undefined;
      const [low, high] = minutes(start);
      return target === null ? `两次运行之间释放的副本需 ${low} 至 ${high} 分钟恢复` : `释放后恢复需 ${low} 至 ${high} 分钟，而有人在等，因此按常驻计费`;
    },
    limits: (load) => {
      const { tokens_per_minute: tokens, requests_per_minute: requests, usual_tokens_per_minute: usual } = load;
      const advice = {
        all: '：须先约定容量或分给多家服务商，可延后的走批处理',
        usual: '：上线前请申请提额；依次可用批处理、第二家服务商、预留容量',
        new: '：超过新账户的额度，请核对自己的限额',
        none: '',
      };
      return `最忙一分钟：约 ${beforeMeasure(formatRough(ofMinute(requests.expected), 'zh'))}次请求、${beforeMeasure(formatRough(tokens.expected, 'zh'))}个词元；账户限额 ${beforeMeasure(formatRough(usual.low, 'zh'))}至 ${formatRough(usual.high, 'zh')}，多为 ${formatRough(usual.expected, 'zh')}${advice[beyond(load)]}`;
    },
  },
};
