/** The page for a meeting: one file without scripts or network, the answer first, and every number a link to where it comes from. */
import type { Assessment, CostRange } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { atOnce, inSteps, type Steps } from '../steps.js';
import { COMPARISON_TEXT } from '../text/comparison.js';
import { formatRough, formatSplit } from '../text/format.js';
import { HTML_TEXT } from '../text/html.js';
import { REPORT_TEXT } from '../text/report.js';
import { comparedWorkloads } from './comparison.js';
import { splitBar } from './html/charts.js';
import { derivation } from './html/derivation.js';
import { html, Markup, NOTHING, when } from './html/markup.js';
import { amount, derivationId, linked, moneyId, moneyText, names, note, partId, pill, sourcesId, workloadId, type Page } from './html/page.js';
import { STYLE } from './html/style.js';
import { workloadCard } from './html/workload.js';
import { mapStrings, sanitise } from './layout/sanitise.js';
import { shortReason } from './view.js';

export const renderHtml = (given: readonly Assessment[], language: Language, bases?: readonly Assessment[]): string => atOnce(htmlSteps(given, language, bases));

export function* htmlSteps(given: readonly Assessment[], language: Language, bases: readonly Assessment[] = []): Steps<string> {
  const assessments = given.map((assessment) => mapStrings(assessment, sanitise));
  const own = HTML_TEXT[language];
  const pages = assessments.map(({ as_of: asOf }, index): Page => ({ text: REPORT_TEXT[language], own, language, asOf, prefix: assessments.length > 1 ? `o${index + 1}-` : '' }));
  const title = assessments.map(({ organisation }) => REPORT_TEXT[language].documentTitle(organisation.name)).join(' · ');
  const organisations = yield* inSteps(assessments, (assessment, index) => organisation(assessment, bases[index], pages[index] as Page));
  const document = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${title === '' ? 'ai-path' : title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#answer">${own.skip}</a>
<div class="page">
<nav aria-label="${own.contents}"><ul>${assessments.map((assessment, index) => contents(assessment, pages[index] as Page))}</ul></nav>
<main id="answer">
${organisations}
</main>
<footer>${assessments.slice(0, 1).map(({ tool }) => html`<p>${REPORT_TEXT[language].toolLine(tool.name, tool.version)}</p>`)}</footer>
</div>
</body>
</html>
`;
  return document.text;
}

function contents(assessment: Assessment, page: Page): readonly Markup[] {
  const several = page.prefix !== '';
  return [
    html`<li><a href="#${page.prefix}top">${several ? assessment.organisation.name : page.own.glance}</a></li>`,
    ...(several ? [] : assessment.workloads.map(({ name }, index) => html`<li><a href="#${workloadId(index, page)}">${name}</a></li>`)),
    ...(several ? [] : [html`<li><a href="#how">${page.own.how}</a></li>`, html`<li><a href="#${sourcesId(page)}">${page.own.sources}</a></li>`]),
  ];
}

function organisation(assessment: Assessment, base: Assessment | undefined, page: Page): Markup {
  const { text, own, language } = page;
  const { organisation: whole, workloads } = assessment;
  return html`
<div class="hero" id="${page.prefix}top">
<h1 dir="auto">${text.documentTitle(whole.name)}</h1>
<div class="facts">${pill(whole.recommendation, text)}<span class="soft">${text.asOf(assessment.as_of)}</span>${when(whole.split !== null, () => html`<span class="soft">${text.basisOfSplit[whole.split_basis]}</span>`)}</div>
${whole.split === null ? NOTHING : splitBar(whole.split, names(text), `${page.prefix}whole`)}
${month(assessment, page)}
</div>
<section aria-labelledby="${page.prefix}glance">
<h2 id="${page.prefix}glance">${own.glance}</h2>
${overview(assessment, page)}
<p class="soft small">${text.legend('■', '□').replace(/ {2,}/g, ' · ').replaceAll(/[■□] /g, '')}</p>
${base === undefined ? NOTHING : comparison(mapStrings(base, sanitise), assessment, language)}
${assessment.warnings.map((warning) => note(warning.text, text))}
</section>
${workloads.map((workload, index) => workloadCard(workload, workloadId(index, page), page))}
<section class="how" id="${page.prefix}how" aria-labelledby="${page.prefix}how-h">
<h2 id="${page.prefix}how-h">${own.how}</h2>
${wholeOrganisation(assessment, page)}
${workloads.map((workload, index) => derivation(workload, workloadId(index, page), page))}
${sources(assessment, page)}
</section>`;
}

/** What a month costs the whole organisation, as far as it is known. */
function month({ organisation: { cost } }: Assessment, page: Page): Markup {
  if (cost === undefined || (cost.local === null && cost.api === null && cost.recommended === null)) return NOTHING;
  const { own, prefix } = page;
  const ways = [[own.asRecommended, cost.recommended], [own.allLocal, cost.local], [own.allApi, cost.api]] as const;
  return html`<dl class="figures">${ways.map(([words, range]) => html`<div><dt>${words}</dt><dd>${amount(range, `${prefix}month`, page)}</dd></div>`)}</dl>`;
}

/** The split and the money of the organisation, from those of its workloads. */
function wholeOrganisation({ organisation, workloads }: Assessment, page: Page): Markup {
  const { text, own, prefix } = page;
  const { column } = text;
  const known = organisation.cost !== undefined;
  const cells = (cost: { readonly local: CostRange | null; readonly api: CostRange | null; readonly recommended: CostRange | null } | undefined, id: string): Markup => html`${([['recommended', own.asRecommended], ['local', own.allLocal], ['api', own.allApi]] as const).map(([way, words]) => html`<td class="n" data-label="${words}">${amount(cost?.[way] ?? null, id, page)}</td>`)}`;
  const rows = workloads.map((workload, index): Markup => {
    const id = workloadId(index, page);
    return html`<tr><th scope="row"><a href="#${derivationId(id)}" dir="auto">${workload.name}</a></th><td class="n" data-label="${column.local}">${workload.split === null ? '–' : formatSplit(workload.split).local}</td><td class="n" data-label="${own.requests}">${workload.requests_per_day === null ? '–' : formatRough(workload.requests_per_day, page.language)}</td>${known ? cells(workload.cost, moneyId(id)) : NOTHING}</tr>`;
  });
  const split = organisation.split === null ? '–' : formatSplit(organisation.split).local;
  return html`
<div class="card how" id="${prefix}whole">
<header><h3 dir="auto">${organisation.name}</h3><a class="small" href="#${prefix}top">${own.backToTop}</a></header>
<p class="small">${text.basisOfSplit[organisation.split_basis]}${text.stop(text.basisOfSplit[organisation.split_basis])}${known ? html`${text.space}${own.wholeMoney}` : NOTHING}</p>
<table class="stack" id="${prefix}month"><thead><tr><th scope="col">${column.workload}</th><th scope="col" class="n">${column.local}</th><th scope="col" class="n">${own.requests}</th>${known ? html`<th scope="col" class="n">${own.asRecommended}</th><th scope="col" class="n">${own.allLocal}</th><th scope="col" class="n">${own.allApi}</th>` : NOTHING}</tr></thead><tbody>${rows}</tbody><tfoot><tr><th scope="row">${own.whole}</th><td class="n" data-label="${column.local}">${split}</td><td></td>${known ? cells(organisation.cost, `${prefix}month`) : NOTHING}</tr></tfoot></table>
</div>`;
}

function overview({ workloads }: Assessment, page: Page): Markup {
  const { text, own, language } = page;
  const { column } = text;
  const costs = workloads.some(({ cost }) => cost?.recommended !== undefined && cost.recommended !== null);
  return html`<table class="stack glance"><thead><tr><th scope="col">${column.workload}</th><th scope="col">${column.verdict}</th><th scope="col">${text.label.parts}</th><th scope="col">${column.firmness}</th>${costs ? html`<th scope="col" class="n">${own.month}</th>` : NOTHING}<th scope="col">${column.reason}</th></tr></thead><tbody>${workloads.map((workload, index) => {
    const id = workloadId(index, page);
    const how = derivationId(id);
    const firm = workload.firmness === null ? NOTHING : linked(text.firmness[workload.firmness], partId(id, 0));
    const cost = workload.cost?.recommended ?? null;
    return html`<tr><th scope="row"><a href="#${id}" dir="auto">${workload.name}</a></th><td>${pill(workload.recommendation, text)}</td><td class="splits">${workload.split === null ? NOTHING : splitBar(workload.split, { local: '', api: '' }, how)}</td><td data-label="${column.firmness}">${firm}</td>${costs ? html`<td class="n" data-label="${own.month}">${cost === null ? html`<span class="soft">–</span>` : linked(moneyText(page).middle(cost), moneyId(id))}</td>` : NOTHING}<td data-label="${column.reason}">${shortReason(workload, language)}</td></tr>`;
  })}</tbody></table>`;
}

function comparison(base: Assessment, assessment: Assessment, language: Language): Markup {
  const text = COMPARISON_TEXT[language];
  const compared = comparedWorkloads(base, assessment, language);
  if (!compared.some(({ changed }) => changed)) return html`<h3>${text.heading}</h3><p>${text.noChange}</p>`;
  return html`<h3>${text.heading}</h3><ul>${compared.map(({ name, line }) => html`<li><strong dir="auto">${name}</strong> ${line}</li>`)}</ul>`;
}

function sources(assessment: Assessment, page: Page): Markup {
  const { text, own } = page;
  const { column } = text;
  const { input, prices, seed } = assessment;
  return html`
<section class="card" id="${sourcesId(page)}" aria-labelledby="${page.prefix}sources-h">
<h3 id="${page.prefix}sources-h">${own.sources}</h3>
${when(assessment.packs.length > 0, () => html`<table class="stack"><thead><tr><th scope="col">${column.rules}</th><th scope="col">${column.version}</th><th scope="col">${column.hash}</th></tr></thead><tbody>${assessment.packs.map(({ id, version, sha256 }) => html`<tr><th scope="row">${id}</th><td>${version}</td><td><code>${sha256}</code></td></tr>`)}</tbody></table>`)}
${when(assessment.data.length > 0, () => html`<table><thead><tr><th scope="col">${column.data}</th><th scope="col">${column.asOf}</th></tr></thead><tbody>${assessment.data.map(({ id, as_of: day }) => html`<tr><th scope="row">${id}</th><td>${day}</td></tr>`)}</tbody></table>`)}
<p class="small">${prices === undefined ? NOTHING : html`${text.pricesLine(prices.source, prices.sha256)}<br>`}${text.inputHash(input.source, input.sha256)}<br>${text.seedLine(seed)}</p>
</section>`;
}
