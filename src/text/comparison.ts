/** Words for a what-if: the assessment beside that of the profile as it stands. */
import type { Language } from '../profile/vocabulary.js';

export interface ComparisonText {
  readonly heading: string;
  readonly unchanged: string;
  readonly noChange: string;
  /** Verdict, how firm, and the share that runs locally. */
  readonly verdict: (recommendation: string, firmness: string, split: { readonly local: string; readonly api: string } | null) => string;
  readonly change: (before: string, after: string) => string;
  readonly added: (after: string) => string;
  readonly gone: (before: string) => string;
}

export const COMPARISON_TEXT: Readonly<Record<Language, ComparisonText>> = {
  en: {
    heading: 'Compared with the profile as it stands',
    unchanged: 'unchanged',
    noChange: 'The change makes no difference to any workload.',
    verdict: (recommendation, firmness, split) =>
      [recommendation, ...(firmness === '' ? [] : [firmness]), ...(split === null ? [] : [`${split.local} local, ${split.api} API`])].join(', '),
    change: (before, after) => `${before}  →  ${after}`,
    added: (after) => `new: ${after}`,
    gone: (before) => `no longer there: ${before}`,
  },
  zh: {
    heading: '与档案现状相比',
    unchanged: '不变',
    noChange: '这一改动对任何工作负载都没有影响。',
    verdict: (recommendation, firmness, split) =>
      [recommendation, ...(firmness === '' ? [] : [firmness]), ...(split === null ? [] : [`自部署 ${split.local}、API ${split.api}`])].join('，'),
    change: (before, after) => `${before}  →  ${after}`,
    added: (after) => `新增：${after}`,
    gone: (before) => `不复存在：${before}`,
  },
};
