/** Words that only the page needs: names of its parts, and what its drawings show. */
import type { Language } from '../profile/vocabulary.js';

const en = {
  skip: 'To the answer',
  contents: 'Contents',
  glance: 'At a glance',
  waterfall: 'What speaks for which side',
  waterfallCaption: 'What each criterion adds, from the top down, until the sum: bars to the right speak for LOCAL, to the left for API.',
  toApi: '← API',
  toLocal: 'LOCAL →',
  weightings: 'In how many of the weightings each side is better',
  weightingsNote: 'A share of the weightings considered, not a chance of success.',
  flips: 'What would change it',
  how: 'How this comes about',
  chart: 'Drawing',
  back: 'Back to the workload',
  sources: 'Sources and dates',
  source: 'source',
};

export type HtmlText = typeof en;

const zh: HtmlText = {
  skip: '直接看结论',
  contents: '目录',
  glance: '结论一览',
  waterfall: '各准则支持哪一方',
  waterfallCaption: '自上而下逐项累加各准则的贡献，直至合计：向右支持自部署，向左支持商用 API。',
  toApi: '← 商用 API',
  toLocal: '自部署 →',
  weightings: '各方在多少种权重组合中更优',
  weightingsNote: '这是所考察权重组合的占比，不是成功的概率。',
  flips: '什么会改变结论',
  how: '推导过程',
  chart: '图示',
  back: '回到该工作负载',
  sources: '来源与日期',
  source: '来源',
};

export const HTML_TEXT: Readonly<Record<Language, HtmlText>> = { en, zh };
