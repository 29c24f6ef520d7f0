/** The money of a workload on the page: what each way costs, where they cost the same, and how every line was reckoned. */
import type { AssessedWorkload, WorkloadCost } from '../../assessment/assessment.js';
import { formatList, formatNumber, formatRough, formatShare, formatUsd } from '../../text/format.js';
import { formatQuantity, sourceWords } from '../../text/quantity.js';
import { SIDES } from '../../profile/vocabulary.js';
import { breakEvenLine, moneyLines, withoutAmount, wordedFormula } from '../money.js';
import { wholeClasses } from '../view.js';
import { LOAD_TEXTS } from '../../text/load.js';
import { costChart, loadChart, rangeBar } from './charts.js';
import { html, NOTHING, when, type Markup } from './markup.js';
import { amount, lineId, moneyId, moneyText, sourceMark, type Page } from './page.js';

export function money(workload: AssessedWorkload, id: string, page: Page): Markup {
  const { cost } = workload;
  if (cost === undefined) return NOTHING;
  const { own, language, asOf } = page;
  const { several } = wholeClasses(workload);
  const sentences = moneyLines(workload, asOf, language, { sides: false, breakEven: false });
  const chart = chartOf(cost, page);
  const ways = waysTable(workload, cost, id, page);
  const words = breakEvenLine(workload, cost, language);
  const even = words.length === 0 ? NOTHING : html`<figure class="even">${chart}<figcaption>${words}${page.text.stop(words.join(''))} <a class="small" href="#${moneyId(id)}">${own.reckoning}</a></figcaption></figure>`;
  return html`<h3>${moneyText(page).heading}</h3><div class="cols"><div>${ways}${when(sentences.length > 0, () => html`<ul class="plain">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`)}</div><div>${even}${(cost.loads ?? []).map((load) => durationOf(load, several ? load.name : undefined, page))}</div></div>`;
}

function waysTable(workload: AssessedWorkload, cost: WorkloadCost, id: string, page: Page): Markup {
  const { text, own, language } = page;
  const ways = [
    ...SIDES.map((side) => ({ kind: side, words: text.recommendation[side], range: cost[side], without: withoutAmount([workload], side, language) })),
    ...(workload.recommendation === 'hybrid' ? [{ kind: 'hybrid', words: own.recommended, range: cost.recommended, without: own.costUnknown }] : []),
  ];
  const most = Math.max(0, ...ways.map(({ range }) => range?.high ?? 0));
  if (most === 0) return NOTHING;
  return html`<table class="ways"><caption>${own.waysCaption}</caption><thead><tr><th scope="col">${text.column.side}</th><th scope="col" class="n">${own.month}</th></tr></thead><tbody>${ways.map(({ kind, words, range, without }) => html`<tr><th scope="row" class="of-${kind}">${words}</th><td>${amount(range, moneyId(id), page, without)}${range === null ? NOTHING : rangeBar(range, most, kind)}</td></tr>`)}</tbody></table>`;
}

/** Of the part with the most requests, as the sentence beside it. */
function chartOf(cost: WorkloadCost, page: Page): Markup {
  const part = cost.parts.find((one) => one.part === cost.break_even.part);
  if (part === undefined || part.curve.length === 0) return NOTHING;
  const { own, language, text } = page;
  const { volumeOf } = moneyText(page);
  const even = part.break_even.requests_per_day;
  const [first, last] = [part.curve[0], part.curve.at(-1)];
  const seen = even !== null && first !== undefined && last !== undefined && even.expected >= first.requests_per_day && even.expected <= last.requests_per_day;
  return html`<p class="key small" aria-hidden="true"><span class="of-local">━ ${text.recommendation.local}</span> <span class="of-api">┅ ${text.recommendation.api}</span> <span class="soft">${own.axes}</span></p>${costChart({
    points: part.curve,
    here: { volume: part.requests_per_day.expected, words: own.here(volumeOf(part.requests_per_day.expected)) },
    ...(seen ? { even: { volume: even, words: own.even(volumeOf(even.expected)) } } : {}),
    volume: own.tick,
    usd: (usd) => formatUsd(usd, language),
  })}`;
}

/** The load of a class that is split, with its base. */
function durationOf({ status, split, duration }: NonNullable<WorkloadCost['loads']>[number], name: string | undefined, { language }: Page): Markup {
  if (status !== 'split' || split === null) return NOTHING;
  const words = LOAD_TEXTS[language];
  return html`<figure class="even">${loadChart({
    points: duration,
    level: { requestsPerHour: split.requests_per_second * SECONDS_PER_HOUR, words: words.baseLevel(split.requests_per_second) },
    requests: (perHour) => formatRough(perHour, language),
  })}<figcaption>${words.durationCaption(name, split.requests.local, split.burst_hours_per_month)}</figcaption></figure>`;
}

const SECONDS_PER_HOUR = 3600;

/* ---- how it was reckoned ---- */

export function reckoning(workload: AssessedWorkload, id: string, page: Page): Markup {
  const { cost } = workload;
  if (cost === undefined) return NOTHING;
  const { text, own, language } = page;
  const words = moneyText(page);
  const { several, nameOf } = wholeClasses(workload);
  const titleOf = (option: string): string => workload.options.find((one) => one.id === option)?.title ?? option;
  const row = (line: WorkloadCost['lines'][number], index: number): Markup =>
    html`<tr id="${lineId(id, index)}"><th scope="row">${line.label}<span class="origin">${[text.recommendation[line.side], ...(several ? [nameOf(line.part)] : []), titleOf(line.option)].join(' · ')}</span></th><td class="n" data-label="${own.month}">${words.amount(line.usd_per_month)}</td><td data-label="${words.column.formula}"><span class="formula">${wordedFormula(line, language)}</span><ul class="pieces">${line.pieces.map((piece) => html`<li>${piece.label}${text.colon}<strong>${quantity(piece, page)}</strong> <span class="soft">${text.bracket(text.evidence[piece.value.evidence]).trim()} ${sourceOf(piece.source, language)}, ${piece.date}</span></li>`)}</ul></td></tr>`;
  return html`<div id="${moneyId(id)}"><h4>${words.heading}</h4>${when(own.sourcesAsWritten !== '', () => html`<p class="soft small">${own.sourcesAsWritten}</p>`)}${when(cost.lines.length > 0, () => html`<table class="stack"><thead><tr><th scope="col">${words.column.line}</th><th scope="col" class="n">${words.column.month}</th><th scope="col">${words.column.formula}</th></tr></thead><tbody>${cost.lines.map(row)}</tbody></table>`)}${sizings(workload, page)}${when(cost.notes.length > 0, () => html`<ul class="small">${cost.notes.map((one) => html`<li>${one}</li>`)}</ul>`)}${cost.because.map((one) => html`<p class="small">${one}</p>`)}</div>`;
}

/** In the words of the page's language where there are some, else as it is written where the figure was read. */
function sourceOf(source: string, language: Page['language']): Markup {
  const words = sourceWords(source, language);
  return language !== 'en' && words === source ? html`<span lang="en">${sourceMark(source)}</span>` : sourceMark(words);
}

function quantity({ unit, value: { low, expected, high } }: WorkloadCost['lines'][number]['pieces'][number], { language, own }: Page): string {
  const say = (value: number): string => formatQuantity(value, unit, language);
  return low === high ? say(expected) : `${say(expected)}${own.inBrackets(own.between(say(low), say(high)))}`;
}

/** How many accelerators the options with a price of their own need, and what that rests on. */
function sizings({ options, cost }: AssessedWorkload, { own, language, text }: Page): Markup {
  const shown = new Set((cost?.lines ?? []).map(({ option }) => option));
  const all = options.filter(({ id, sizing }) => sizing !== undefined && shown.has(id));
  const titles = new Set<string>();
  const once = all.filter(({ title, part }) => !titles.has(`${part} ${title}`) && titles.add(`${part} ${title}`));
  return html`${once.map(({ title, sizing }) => (sizing === undefined ? NOTHING : html`<p class="small">${title}${text.colon}${formatList([
    own.gpus(formatNumber(sizing.gpus.expected, language), sizing.gpu),
    own.perReplica(formatRough(sizing.requests_per_day_per_replica.expected, language)),
    own.planned(formatShare(sizing.utilisation.expected)),
  ], language)}.</p>`))}`;
}
