/** What every piece of the page needs to know, the names of its places, and the small marks that pieces share. */
import type { AssessedWorkload, CostRange } from '../../assessment/assessment.js';
import type { Language } from '../../profile/vocabulary.js';
import type { HtmlText } from '../../text/html.js';
import { MONEY_TEXTS } from '../../text/money.js';
import { formatUsd } from '../../text/format.js';
import type { ReportText } from '../../text/report.js';
import { html, NOTHING, type Markup } from './markup.js';

export interface Page {
  readonly text: ReportText;
  readonly own: HtmlText;
  readonly language: Language;
  /** Date of the assessment. */
  readonly asOf: string;
  /** In front of every id, so that several organisations share one page. */
  readonly prefix: string;
}

/** Ids of places: a workload, where its numbers come from, and within that a class, a criterion, a line of the cost, a clause, a rule. */
export const workloadId = (index: number, { prefix }: Page): string => `${prefix}w${index + 1}`;
export const derivationId = (workload: string): string => `${workload}-how`;
export const partId = (workload: string, index: number): string => `${workload}-p${index + 1}`;
export const criterionId = (part: string, criterion: string): string => `${part}-${criterion}`;
export const moneyId = (workload: string): string => `${workload}-money`;
export const lineId = (workload: string, index: number): string => `${workload}-line${index + 1}`;
export const claimId = (workload: string, clause: string): string => `${workload}-claim-${word(clause)}`;
export const ruleId = (workload: string, rule: string): string => `${workload}-rule-${word(rule)}`;
export const sourcesId = ({ prefix }: Page): string => `${prefix}sources`;

/** What an id may hold; different words stay different. */
const word = (text: string): string => Array.from(text, (sign) => (/[A-Za-z0-9_.-]/.test(sign) ? sign : `~${(sign.codePointAt(0) ?? 0).toString(16)}`)).join('');

export const names = (text: ReportText): { readonly local: string; readonly api: string } => ({ local: text.recommendation.local, api: text.recommendation.api });
export const pill = (recommendation: keyof ReportText['recommendation'], text: ReportText): Markup => html`<span class="verdict v-${recommendation}">${text.recommendation[recommendation]}</span>`;
export const note = (words: string, text: ReportText): Markup => html`<p class="note"><strong>${text.label.notes}</strong> ${words}</p>`;

/** Below the name of a class, where there are several, is one level deeper. */
export type Heading = (words: string) => Markup;
export const headingOf = (several: boolean): Heading => (several ? (words) => html`<h4>${words}</h4>` : (words) => html`<h3>${words}</h3>`);

export const linked = (words: string, id: string): Markup => html`<a href="#${id}">${words}</a>`;

/** Clauses that the page has a place for are links to it. */
export function clauseLinks(clauses: readonly string[], workload: AssessedWorkload, id: string): readonly Markup[] {
  const checked = new Set(workload.claims.map(({ clause }) => clause));
  return clauses.map((clause, index) => html`${index === 0 ? '' : ' '}${checked.has(clause) ? linked(clause, claimId(id, clause)) : clause}`);
}

/** A sentence in which the clauses are links. */
export function withClauseLinks(words: string, workload: AssessedWorkload, id: string): readonly Markup[] {
  const checked = new Set(workload.claims.map(({ clause }) => clause));
  return words.split(/\b([A-Z]\d)\b/).map((piece, index) => (index % 2 === 1 && checked.has(piece) ? linked(piece, claimId(id, piece)) : html`${piece}`));
}

/** Only what is plainly a page on the web is a link; everything else that a source says is text. */
export const sourceMark = (source: string): Markup => (/^https:\/\/[\w.-]+(?:\/\S*)?$/.test(source) ? html`<a class="out" rel="noreferrer" href="${source}">${source.replace(/^https:\/\//, '')}</a>` : html`${source}`);

/** The middle large, the ends small, and a link to where they come from. */
export function amount(range: CostRange | null, id: string, { language, own }: Page, without: string = own.costUnknown): Markup {
  if (range === null) return html`<span class="soft">${without}</span>`;
  const ends = range.low === range.high ? NOTHING : html`<span class="ends-of">${own.between(formatUsd(range.low, language), formatUsd(range.high, language))}</span>`;
  return html`<a class="amount" href="#${id}">${formatUsd(range.expected, language)}</a>${ends}`;
}

export const moneyText = ({ language }: Page): (typeof MONEY_TEXTS)['en'] => MONEY_TEXTS[language];
