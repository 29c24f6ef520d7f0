/** Sentences on what each way costs, in every language. */
import type { Language, Side } from '../profile/vocabulary.js';
import type { CostNoteId } from './cost.js';
import { formatNumber, formatRough, formatUsd } from './format.js';

/** What is true of the traffic, and so of both sides. */
const OF_BOTH_SIDES: readonly CostNoteId[] = ['tokens_assumed', 'peak_assumed'];

const en = {
  space: ' ',
  unknownOf: (side: Side, because: string) => `${nameEn(side)}: ${because}`,
  noteOf: (side: Side, note: CostNoteId, words: string) => (OF_BOTH_SIDES.includes(note) ? words : `${nameEn(side)}: ${words}`),
  bothSides: (local: number | undefined, api: number | undefined) => {
    const sides = [...(local === undefined ? [] : [`LOCAL about ${formatUsd(local, 'en')}`]), ...(api === undefined ? [] : [`API about ${formatUsd(api, 'en')}`])];
    return `A month costs, people included: ${sides.join(', ')}.`;
  },
  articleSpeaks: "Until both costs are known, the article's word on the budget stands in, and counts little.",
  disagreement: (said: Side, times: number) =>
    `The article's rule of thumb for this budget says ${nameEn(said)}; by these figures the ${said === 'local' ? 'API costs' : 'open model costs'} ${fractionEn(times)} of that, and the figures count.`,
};

function nameEn(side: Side): string {
  return side === 'local' ? 'LOCAL' : 'API';
}

const FRACTIONS = ['', '', 'half', 'a third', 'a quarter', 'a fifth', 'a sixth', 'a seventh', 'an eighth', 'a ninth', 'a tenth'] as const;
function fractionEn(times: number): string {
  if (times < 1.75) return `${Math.round(100 / times)}%`;
  return FRACTIONS[Math.round(times)] ?? `1/${formatRough(times, 'en')}`;
}

const zh: typeof en = {
  space: '',
  unknownOf: (side, because) => `${nameZh(side).trim()}：${because}`,
  noteOf: (side, note, words) => (OF_BOTH_SIDES.includes(note) ? words : `${nameZh(side).trim()}：${words}`),
  bothSides: (local, api) => {
    const sides = [...(local === undefined ? [] : [`自部署约 ${formatUsd(local, 'zh')}`]), ...(api === undefined ? [] : [`API 约 ${formatUsd(api, 'zh')}`])];
    return `每月成本（含人力）：${sides.join('，')}。`;
  },
  articleSpeaks: '在两边成本都查明之前，按原文对预算的说法判断，且只占很小的分量。',
  disagreement: (said, times) => `按原文对此预算的经验法则应选${nameZh(said)}；但按这些数字，${said === 'local' ? 'API' : '自部署'}的成本只有其${times < 1.75 ? `${Math.round(100 / times)}%` : ` 1/${formatNumber(Math.round(times), 'zh')}`}，以数字为准。`,
};

function nameZh(side: Side): string {
  return side === 'local' ? '自部署' : ' API';
}

export const MONEY_TEXTS: Readonly<Record<Language, typeof en>> = { en, zh };
