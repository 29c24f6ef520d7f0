/** The summary of a portfolio for a terminal and as markdown: the same tables, drawn in two ways. */
import type { PortfolioSummary } from '../assessment/summary.js';
import { FIRMNESS } from '../assessment/terms.js';
import type { Language } from '../profile/vocabulary.js';
import { formatNumber, formatShare } from '../text/format.js';
import { REPORT_TEXT } from '../text/report.js';
import { SUMMARY_TEXT, type SummaryText } from '../text/summary.js';
import { drawing, LEAST_WIDTH } from './canvas.js';
import { escapeMarkdown, markdownTable } from './layout/markdown.js';
import { paint, plain, toned, type Rich } from './layout/rich.js';
import { asciiPunctuation, mapStrings, sanitise, sanitiseForTerminal } from './layout/sanitise.js';
import { layoutTable, type Row } from './layout/table.js';
import { wrap } from './layout/wrap.js';
import { toJson } from './json.js';
import type { RenderOptions } from './options.js';
import { provenance, sources } from './sources.js';

/** Rules and questions that are listed one by one; JSON has all of them. */
const LISTED = 10;

interface Block {
  readonly heading?: string;
  /** The first column is text, the others are numbers. Without columns there is only the note. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Below a rule. */
  readonly totals: readonly (readonly string[])[];
  /** A sentence below it. */
  readonly note?: string;
}

export function renderSummaryTable(summary: PortfolioSummary, { language, width, style, unicode }: Omit<RenderOptions, 'derivation' | 'bases'>): string {
  const room = Math.max(LEAST_WIDTH, width);
  const { rule, ellipsis } = drawing(unicode);
  const clean = unicode ? sanitiseForTerminal : (text: string): string => asciiPunctuation(sanitiseForTerminal(text));
  const shown = mapStrings(summary, clean);
  const tables = blocks(shown, language).map(({ heading, columns, rows, totals, note }): readonly Rich[] => [
    ...(heading === undefined ? [] : [toned('bold', clean(heading))]),
    ...(columns.length === 0
      ? []
      : layoutTable(
          columns.map((title, index) => ({ header: toned('dim', title), ...(index === 0 ? { flex: 1, min: 12 } : { align: 'right' as const, flex: 0 }) })),
          [...rows.map(cells), ...(totals.length === 0 ? [] : ['rule' as const, ...totals.map(cells)])],
          { width: room, rule, ellipsis },
        )),
    ...(note === undefined ? [] : wrap(toned('dim', clean(note)), room)),
  ]);
  const failed = failedText(shown, SUMMARY_TEXT[language]);
  const parts = [
    wrap(toned('bold', clean(titleOf(shown, language))), room),
    ...tables,
    ...(failed === undefined ? [] : [wrap(toned('warn', clean(failed)), room)]),
    wrap(toned('dim', clean(provenance(shown, REPORT_TEXT[language]))), room),
  ];
  return paint(parts.flatMap((lines, index) => (index === 0 ? lines : [[], ...lines])), style);
}

export function renderSummaryMarkdown(summary: PortfolioSummary, language: Language): string {
  const shown = mapStrings(summary, sanitise);
  const failed = failedText(shown, SUMMARY_TEXT[language]);
  const tables = blocks(shown, language).flatMap(({ heading, columns, rows, totals, note }) => [
    ...(heading === undefined ? [] : [`## ${escapeMarkdown(heading)}`]),
    ...(columns.length === 0
      ? []
      : [
          markdownTable(
            columns.map((header, index) => ({ header: escapeMarkdown(header), ...(index === 0 ? {} : { align: 'right' as const }) })),
            [...rows, ...totals].map((row) => row.map(escapeMarkdown)),
          ),
        ]),
    ...(note === undefined ? [] : [escapeMarkdown(note)]),
  ]);
  const text = REPORT_TEXT[language];
  return `${[
    `# ${escapeMarkdown(titleOf(shown, language))}`,
    ...tables,
    ...(failed === undefined ? [] : [escapeMarkdown(failed)]),
    `## ${escapeMarkdown(text.heading.sources)}`,
    ...sources(shown, text).filter((block) => block !== ''),
  ].join('\n\n')}\n`;
}

export function renderSummaryJson(summary: PortfolioSummary): string {
  return toJson(summary);
}

const cells = (row: readonly string[]): Row => row.map((cell) => [plain(cell)]);

const titleOf = ({ profiles, workloads, as_of: asOf }: PortfolioSummary, language: Language): string => SUMMARY_TEXT[language].title(profiles.assessed, workloads, asOf);

function failedText({ profiles }: PortfolioSummary, text: SummaryText): string | undefined {
  if (profiles.failed === 0) return undefined;
  const first = profiles.first_failed.map(({ source, line }) => (line === null ? source : `${source}:${line}`));
  return text.failed(profiles.failed, [...first, ...(profiles.failed > first.length ? ['…'] : [])].join(text.comma));
}

function blocks(summary: PortfolioSummary, language: Language): readonly Block[] {
  if (summary.profiles.assessed === 0) return [{ columns: [], rows: [], totals: [], note: SUMMARY_TEXT[language].nothing }];
  return [verdicts(summary, language), ...spend(summary, language), ...ruling(summary, language), ...asking(summary, language)];
}

/** Firmness downwards, recommendations across. */
function verdicts({ recommendations, workloads }: PortfolioSummary, language: Language): Block {
  const text = SUMMARY_TEXT[language];
  const names = REPORT_TEXT[language];
  const number = (count: number): string => (count === 0 ? '' : formatNumber(count, language));
  const row = (title: string, counts: readonly number[]): readonly string[] => [title, ...counts.map(number), number(counts.reduce((sum, count) => sum + count, 0))];
  const without = recommendations.map(({ workloads: all, firmness }) => all - FIRMNESS.reduce((sum, one) => sum + firmness[one], 0));
  const firmest = [...FIRMNESS].reverse().map((one) => [names.firmness[one], recommendations.map(({ firmness }) => firmness[one])] as const);
  const taken = [...firmest, [text.noOption, without] as const].filter(([, counts]) => counts.some((count) => count > 0));
  return {
    columns: [text.firmness, ...recommendations.map(({ recommendation }) => names.recommendation[recommendation]), text.all],
    rows: taken.map(([title, counts]) => row(title, counts)),
    totals: [
      row(text.workloads, recommendations.map((one) => one.workloads)),
      [text.share, ...recommendations.map((one) => (one.workloads === 0 ? '' : formatShare(one.workloads / workloads))), ''],
      row(text.organisations, recommendations.map(({ profiles }) => profiles)),
    ],
  };
}

function spend({ spend: { compared, recommended, no_volume: noVolume, not_known: notKnown } }: PortfolioSummary, language: Language): readonly Block[] {
  if (recommended.workloads === 0 && notKnown === 0) return [];
  const text = SUMMARY_TEXT[language];
  const rows = [
    ...(compared.workloads === 0
      ? []
      : ([[text.allLocal, compared.local], [text.allApi, compared.api], [text.recommended, compared.recommended]] as const).map(([title, usd]) => [title, formatNumber(compared.workloads, language), text.usd(usd)])),
    ...(recommended.workloads === compared.workloads ? [] : [[text.recommendedAnywhere, formatNumber(recommended.workloads, language), text.usd(recommended.usd_per_month)]]),
  ];
  return [{ heading: text.spend, columns: rows.length === 0 ? [] : [text.basis, text.workloads, text.perMonth], rows, totals: [], ...(noVolume + notKnown === 0 ? {} : { note: text.notCompared(noVolume, notKnown) }) }];
}

function ruling({ decided_by: rules, decided_by_no_rule: noRule, workloads, recommendations }: PortfolioSummary, language: Language): readonly Block[] {
  const text = SUMMARY_TEXT[language];
  if (rules.length === 0) return [];
  const { note, ...block } = counts(text.decidedBy, rules.map((one) => [one.title, one.workloads]), [text.noRule, noRule], language);
  const fixed = recommendations.reduce((sum, { recommendation, workloads: all, firmness }) => sum + (recommendation === 'none' ? all : firmness.gate), 0);
  const notes = [...(note === undefined ? [] : [note]), ...(workloads - noRule > fixed ? [text.decidedInPart] : [])];
  return [{ ...block, ...(notes.length === 0 ? {} : { note: notes.join(REPORT_TEXT[language].space) }) }];
}

function asking({ next_questions: questions, nothing_to_ask: nothing }: PortfolioSummary, language: Language): readonly Block[] {
  const text = SUMMARY_TEXT[language];
  if (questions.length === 0) return [];
  return [counts(text.questions, questions.map(({ text: asked, workloads }) => [asked, workloads]), [text.nothingToAsk, nothing], language)];
}

function counts(heading: string, all: readonly (readonly [string, number])[], rest: readonly [string, number], language: Language): Block {
  const text = SUMMARY_TEXT[language];
  const row = ([title, count]: readonly [string, number]): readonly string[] => [title, formatNumber(count, language)];
  return {
    columns: [heading, text.workloads],
    rows: all.slice(0, LISTED).map(row),
    totals: rest[1] === 0 ? [] : [row(rest)],
    ...(all.length > LISTED ? { note: text.more(all.length - LISTED) } : {}),
  };
}
