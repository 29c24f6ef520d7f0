/** What a report rests on: a line for the foot of a table, and the lists at the end of a markdown. */
import type { Assessment } from '../assessment/assessment.js';
import type { ReportText } from '../text/report.js';
import { escapeMarkdown as md, markdownCode as code, markdownHeaders as headers, markdownTable } from './layout/markdown.js';

/** `input` is the one profile of an assessment; a summary has many. */
type Rests = Pick<Assessment, 'tool' | 'packs' | 'data' | 'prices' | 'seed'> & Partial<Pick<Assessment, 'input'>>;

/** Packs and data with their versions, for the foot of a report. */
export function provenance({ tool, packs, data, prices, seed, input }: Rests, text: ReportText): string {
  const rules = packs.map(({ id, version }) => `${id} ${version}`).join(text.comma) || text.none;
  const dates = [...new Set(data.map(({ as_of }) => as_of))];
  const dated = dates.map((date) => `${data.filter(({ as_of }) => as_of === date).map(({ id }) => id).join(text.comma)} ${date}`).join(text.separator) || text.none;
  const own = prices === undefined ? undefined : `${prices.source} ${short(prices.sha256)}`;
  return text.provenance(`${tool.name} ${tool.version}`, rules, dated, own, seed, input === undefined ? undefined : short(input.sha256));
}

const short = (hash: string): string => Array.from(hash).slice(0, 12).join('');

/** The same with whole hashes, as blocks of markdown. */
export function sources({ tool, packs, data, prices, seed, input }: Rests, text: ReportText): readonly string[] {
  const { column } = text;
  const rules = packs.map(({ id, version, sha256 }) => [md(id), md(version), code(sha256)]);
  const dates = data.map(({ id, as_of }) => [md(id), md(as_of)]);
  const lines = [
    ...(prices === undefined ? [] : [text.pricesLine(code(prices.source), code(prices.sha256))]),
    ...(input === undefined ? [] : [text.inputHash(code(input.source), code(input.sha256))]),
    text.seedLine(seed),
    text.toolLine(tool.name, md(tool.version)),
  ];
  return [
    rules.length === 0 ? '' : markdownTable(headers(column.rules, column.version, column.hash), rules),
    dates.length === 0 ? '' : markdownTable(headers(column.data, column.asOf), dates),
    lines.map((line) => `- ${line}`).join('\n'),
  ];
}
