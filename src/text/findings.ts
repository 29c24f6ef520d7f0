/** Words of the findings that annotations and SARIF carry. */
import type { Language } from '../profile/vocabulary.js';

export interface FindingText {
  readonly noOption: { readonly title: string; readonly message: (workload: string, part: string | null) => string };
  readonly close: { readonly title: string; readonly message: (workload: string, part: string | null, sentence: string) => string };
  readonly cost: { readonly title: string };
  readonly needed: (conditions: readonly string[]) => string;
  /** Title of a finding that is a warning of ai-path itself, by the warning's rule; `other` for those of packs. */
  readonly warning: Readonly<Record<string, string>> & { readonly other: string };
  readonly about: (workload: string, message: string) => string;
  readonly explain: (rule: string) => string;
}

const partOf = (workload: string, part: string | null): string => (part === null ? workload : `${workload} / ${part}`);

export const FINDING_TEXT: Readonly<Record<Language, FindingText>> = {
  en: {
    noOption: { title: 'No option is left', message: (workload, part) => `${partOf(workload, part)}: rules leave no option on either side.` },
    close: { title: 'Too close to call', message: (workload, part, sentence) => `${partOf(workload, part)}: ${sentence}` },
    cost: { title: 'Rule of thumb and figures disagree' },
    needed: (conditions) => `Needed: ${conditions.join(' ')}`,
    warning: {
      profile: 'Statements that hardly go together', 'retired-model': 'Retired model', 'open-rules': 'Rules that hang on facts not stated',
      'no-way': 'Left out of the split', 'assumed-share': 'Assumed share', 'assumed-independence': 'Assumed shares', other: 'Warning',
    },
    about: (workload, message) => `${workload}: ${message}`,
    explain: (rule) => `Read more: ai-path explain ${rule}`,
  },
  zh: {
    noOption: { title: '没有可行方案', message: (workload, part) => `${partOf(workload, part)}：规则排除了双方的所有方案。` },
    close: { title: '势均力敌', message: (workload, part, sentence) => `${partOf(workload, part)}：${sentence}` },
    cost: { title: '经验法则与数字不符' },
    needed: (conditions) => `须满足：${conditions.join('')}`,
    warning: {
      profile: '相互矛盾的填写', 'retired-model': '模型已下线', 'open-rules': '规则取决于未填写的信息',
      'no-way': '未计入分流比例', 'assumed-share': '假设的占比', 'assumed-independence': '假设的占比', other: '提醒',
    },
    about: (workload, message) => `${workload}：${message}`,
    explain: (rule) => `详情：ai-path explain ${rule}`,
  },
};
