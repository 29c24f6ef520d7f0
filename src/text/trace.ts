/** What can be wrong with a trace of requests, and what to do about it. */
import type { Text } from '../profile/vocabulary.js';

/** So many columns are named. */
const NAMED = 8;
const listed = (header: readonly string[]): string => `${header.slice(0, NAMED).join(', ')}${header.length > NAMED ? ' …' : ''}`;

export const TRACE_TEXTS = {
  'no-time-column': (header: readonly string[]): Text => ({
    en: `The first line must name the columns, one of them the time of arrival (timestamp, arrival_time, created_at …); it says: ${listed(header)}.`,
    zh: `首行应为列名，其中一列为到达时间（timestamp、arrival_time、created_at 等）；现为：${listed(header)}。`,
  }),
  'one-token-column': (header: readonly string[]): Text => ({
    en: `Tokens are to be given for input and for output (input_tokens and output_tokens), or for neither; the columns are: ${listed(header)}.`,
    zh: `输入与输出词元（input_tokens 与 output_tokens）须同时给出或同时省略；现有列：${listed(header)}。`,
  }),
  'wrong-width': (found: number, expected: number): Text => ({
    en: `The line has ${found} cells where the first line names ${expected} columns.`,
    zh: `本行有 ${found} 个单元格，而首行有 ${expected} 列。`,
  }),
  'no-time': (cell: string): Text => ({
    en: `"${cell}" is no time: expected 2026-03-01 08:15:46.68, the same with T and a zone, or seconds or milliseconds as a number.`,
    zh: `“${cell}”不是时间：应为 2026-03-01 08:15:46.68、带 T 和时区的写法，或以秒、毫秒计的数字。`,
  }),
  'no-count': (cell: string): Text => ({
    en: `"${cell}" is no number of tokens: expected 0 to 1,000,000,000.`,
    zh: `“${cell}”不是词元数：应为 0 至 1,000,000,000 之间的数。`,
  }),
  'out-of-order': (): Text => ({
    en: 'The request came before the one on the line above. Sort the trace by time of arrival.',
    zh: '本行的到达时间早于上一行。请按到达时间排序。',
  }),
  'too-many-classes': (most: number): Text => ({
    en: `The column of classes holds more than ${most} different values. It must hold the ids of the workload's classes of traffic.`,
    zh: `流量类别列的取值超过 ${most} 种。该列应填写工作负载中流量类别的 id。`,
  }),
  'bad-quotes': (): Text => ({ en: 'A quotation mark is not closed, or stands inside a cell that is not quoted.', zh: '引号未闭合，或出现在未加引号的单元格中。' }),
  empty: (): Text => ({ en: 'The trace holds no requests.', zh: '轨迹文件中没有请求。' }),
  'too-short': (): Text => ({ en: 'All requests came at one moment, which says nothing about the load.', zh: '所有请求都在同一时刻到达，无法反映负载。' }),
} as const satisfies Record<string, (...words: never[]) => Text>;

export type TraceFault = keyof typeof TRACE_TEXTS;

export const NO_TRACE = {
  missing: { en: 'There is no such trace. Its path is relative to the profile.', zh: '没有这个轨迹文件。其路径相对于档案所在文件夹。' },
  unreadable: (why: string): Text => ({ en: `The trace cannot be read${why}.`, zh: `无法读取轨迹文件${why}。` }),
  noFolder: { en: 'A profile from standard input has no folder that a trace could be relative to. Give its full path, or name the profile with --stdin-filename.', zh: '来自标准输入的档案没有所在文件夹，无法确定轨迹的相对路径。请写绝对路径，或用 --stdin-filename 指定档案名。' },
} as const;
