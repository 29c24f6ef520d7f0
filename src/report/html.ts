/** The page for a meeting: one file without scripts or network, the answer first, and every number a link to where it comes from. */
import type { AssessedPart, AssessedWorkload, Assessment } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { COMPARISON_TEXT } from '../text/comparison.js';
import { formatFrequency, formatList, formatThousandths, formatValue, formatWeight } from '../text/format.js';
import { HTML_TEXT, type HtmlText } from '../text/html.js';
import { REPORT_TEXT, type ReportText } from '../text/report.js';
import { comparedWorkloads } from './comparison.js';
import { contributions, leadInThousandths, type Contribution } from './contributions.js';
import { flipSteps, splitBar, waterfallBar, waterfallRange, weightRange, type Step } from './html/charts.js';
import { html, Markup, NOTHING, when } from './html/markup.js';
import { STYLE } from './html/style.js';
import { mapStrings, sanitise } from './layout/sanitise.js';
import { answersText, betterText, chosenOption, flipText, jointFlipText, leadText, openQuestions, outcomeTexts, questionTitle, rulings, rulingText, shareOf, shortReason, stepsBesideQuestion, weightRangeText, weightShiftText, withClauses, workloadFacts, type Ruling } from './view.js';

/** What every piece of the page needs to know. */
interface Page {
  readonly text: ReportText;
  readonly own: HtmlText;
  readonly language: Language;
  /** In front of every id, so that several organisations share one page. */
  readonly prefix: string;
}

export function renderHtml(given: readonly Assessment[], language: Language, bases: readonly Assessment[] = []): string {
  const assessments = given.map((assessment) => mapStrings(assessment, sanitise));
  const own = HTML_TEXT[language];
  const pages = assessments.map((_, index): Page => ({ text: REPORT_TEXT[language], own, language, prefix: assessments.length > 1 ? `o${index + 1}-` : '' }));
  const title = assessments.map(({ organisation }) => REPORT_TEXT[language].documentTitle(organisation.name)).join(' · ');
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
${assessments.map((assessment, index) => organisation(assessment, bases[index], pages[index] as Page))}
</main>
<footer>${assessments.slice(0, 1).map(({ tool }) => html`<p>${REPORT_TEXT[language].toolLine(tool.name, tool.version)}</p>`)}</footer>
</div>
</body>
</html>
`;
  return document.text;
}

const workloadId = (index: number, { prefix }: Page): string => `${prefix}w${index + 1}`;
const partId = (workload: string, index: number): string => `${workload}-p${index + 1}`;
const criterionId = (part: string, criterion: string): string => `${part}-${criterion}`;
const sourcesId = ({ prefix }: Page): string => `${prefix}sources`;

function contents(assessment: Assessment, page: Page): readonly Markup[] {
  const several = page.prefix !== '';
  return [
    html`<li><a href="#${page.prefix}top">${several ? assessment.organisation.name : page.own.glance}</a></li>`,
    ...(several ? [] : assessment.workloads.map(({ name }, index) => html`<li><a href="#${workloadId(index, page)}">${name}</a></li>`)),
    ...(several ? [] : [html`<li><a href="#${sourcesId(page)}">${page.own.sources}</a></li>`]),
  ];
}

const names = (text: ReportText): { readonly local: string; readonly api: string } => ({ local: text.recommendation.local, api: text.recommendation.api });
const pill = (recommendation: keyof ReportText['recommendation'], text: ReportText): Markup => html`<span class="verdict v-${recommendation}">${text.recommendation[recommendation]}</span>`;
const note = (words: string, text: ReportText): Markup => html`<p class="note"><strong>${text.label.notes}</strong> ${words}</p>`;

/* ---- the organisation ---- */

function organisation(assessment: Assessment, base: Assessment | undefined, page: Page): Markup {
  const { text, own, language } = page;
  const { organisation: whole, workloads } = assessment;
  return html`
<div class="hero" id="${page.prefix}top">
<h1 dir="auto">${text.documentTitle(whole.name)}</h1>
<div class="facts">${pill(whole.recommendation, text)}<span class="soft">${text.asOf(assessment.as_of)}</span>${when(whole.split !== null, () => html`<span class="soft">${text.basisOfSplit[whole.split_basis]}</span>`)}</div>
${whole.split === null ? NOTHING : splitBar(whole.split, names(text))}
</div>
<section aria-labelledby="${page.prefix}glance">
<h2 id="${page.prefix}glance">${own.glance}</h2>
${overview(assessment, page)}
<p class="soft small">${text.legend('■', '□').replace(/ {2,}/g, ' · ').replaceAll(/[■□] /g, '')}</p>
${base === undefined ? NOTHING : comparison(mapStrings(base, sanitise), assessment, language)}
${assessment.warnings.map((warning) => note(warning.text, text))}
</section>
${workloads.map((workload, index) => section(workload, workloadId(index, page), page))}
${sources(assessment, page)}`;
}

function overview({ workloads }: Assessment, page: Page): Markup {
  const { text, language } = page;
  const { column } = text;
  return html`<table class="stack"><thead><tr><th scope="col">${column.workload}</th><th scope="col">${column.verdict}</th><th scope="col">${text.label.parts}</th><th scope="col">${column.firmness}</th><th scope="col">${column.reason}</th></tr></thead><tbody>${workloads.map((workload, index) => {
    const firm = workload.firmness === null ? '' : text.firmness[workload.firmness];
    return html`<tr><th scope="row"><a href="#${workloadId(index, page)}" dir="auto">${workload.name}</a></th><td>${pill(workload.recommendation, text)}</td><td class="splits">${workload.split === null ? NOTHING : splitBar(workload.split, { local: '', api: '' })}</td><td data-label="${column.firmness}">${firm === '' ? '' : html`<a href="#${workloadId(index, page)}-p1">${firm}</a>`}</td><td data-label="${column.reason}">${shortReason(workload, language)}</td></tr>`;
  })}</tbody></table>`;
}

function comparison(base: Assessment, assessment: Assessment, language: Language): Markup {
  const text = COMPARISON_TEXT[language];
  const compared = comparedWorkloads(base, assessment, language);
  if (!compared.some(({ changed }) => changed)) return html`<h3>${text.heading}</h3><p>${text.noChange}</p>`;
  return html`<h3>${text.heading}</h3><ul>${compared.map(({ name, line }) => html`<li><strong dir="auto">${name}</strong> ${line}</li>`)}</ul>`;
}

/* ---- one workload ---- */

function section(workload: AssessedWorkload, id: string, page: Page): Markup {
  const { text } = page;
  const several = workload.parts.length > 1;
  const facts = workloadFacts(workload, text);
  const range = workload.split_range === undefined ? [] : [text.splitRange(workload.split_range.local_low, workload.split_range.local_high)];
  return html`
<section class="card" id="${id}" aria-labelledby="${id}-h">
<header><h2 id="${id}-h" dir="auto">${workload.name}</h2>${pill(workload.recommendation, text)}${workload.advice.map((one) => html`<span class="tag">${text.advice[one]}</span>`)}${when(workload.firmness !== null, () => html`<a href="#${partId(id, 0)}">${workload.firmness === null ? '' : text.firmness[workload.firmness]}</a>`)}</header>
<p class="soft small">${[...facts, ...range].join(' · ')}</p>
${workload.split === null || !several ? NOTHING : splitBar(workload.split, names(text))}
<p class="lead">${workload.summary.firmness}</p>
<p><strong>${text.label.why}</strong> ${workload.summary.why}</p>
<p><strong>${text.label.change}</strong> ${workload.summary.change}</p>
${workload.parts.map((part, index) => partFigures(part, partId(id, index), several, workload, page))}
<div class="cols"><div>
<h3>${text.label.rules}</h3>
${rules(workload, page)}
</div><div>
${steps(workload, page)}
${question(workload, page)}
</div></div>
${workload.warnings.map((warning) => note(warning.text, text))}
${claims(workload, page)}
<h3>${page.own.how}</h3>
${openLine(workload, page)}
${workload.parts.map((part, index) => derivation(part, partId(id, index), id, page))}
${options(workload, page)}
</section>`;
}

/** Below the name of a class, where there are several, is one level deeper. */
type Heading = (words: string) => Markup;

/** The pictures of one class: where its lead comes from, how firm it is, and what would change it. */
function partFigures(part: AssessedPart, id: string, several: boolean, workload: AssessedWorkload, page: Page): Markup {
  const { text, own } = page;
  const option = chosenOption(part, workload);
  const runsOn = option === undefined ? NOTHING : html`<p><strong>${text.label.option}</strong> ${[option.title, text.origin[option.origin], ...(option.admissible === 'yes' ? [] : [text.admissible[option.admissible]])].join(' · ')}</p>`;
  const name = several
    ? html`<h3 dir="auto">${part.name} <span class="soft">${shareOf(part, text)}</span> ${pill(part.side, text)} ${part.firmness === null ? '' : html`<a class="small" href="#${id}">${text.firmness[part.firmness]}</a>`}</h3><p>${part.summary.why}</p>`
    : NOTHING;
  const joint = jointFlipText(part, text, page.language);
  const heading: Heading = several ? (words) => html`<h4>${words}</h4>` : (words) => html`<h3>${words}</h3>`;
  const flips = when(part.flips.length > 0 || joint !== '', () => html`${heading(own.flips)}<ul class="plain flips">${part.flips.map((flip) => html`<li>${flipSteps(flip.steps, flip.side)}<span>${flipText(flip, text)}</span></li>`)}${joint === '' ? '' : html`<li>${flipSteps(part.joint_flip?.changes.length ?? 2, part.joint_flip?.side ?? 'none')}<span>${joint}</span></li>`}</ul>`);
  return html`${name}${runsOn}<div class="cols"><div>${waterfall(part, id, heading, page)}</div><div>${weightings(part, id, heading, page)}${flips}</div></div>`;
}

function waterfall(part: AssessedPart, id: string, heading: Heading, page: Page): Markup {
  const { text, own } = page;
  const all = contributions(part);
  const sum = leadInThousandths(all);
  if (sum === null) return html`${heading(own.waterfall)}<p>${leadText(part, text)}</p>`;
  const { steps: bars } = all.reduce<{ readonly at: number; readonly steps: readonly Step[] }>(
    ({ at, steps: before }, { thousandths }) => {
      const to = at + (thousandths ?? 0) / 1000;
      return { at: to, steps: [...before, { from: at, to }] };
    },
    { at: 0, steps: [] },
  );
  const range = waterfallRange(bars);
  const row = ({ criterion, thousandths }: Contribution, index: number): Markup =>
    html`<tr><th scope="row">${criterion.title}</th><td class="chart">${waterfallBar(bars[index] as Step, range)}</td><td class="n"><a href="#${criterionId(id, criterion.id)}">${formatThousandths(thousandths ?? 0)}</a></td></tr>`;
  return html`${heading(own.waterfall)}<table class="fallchart"><caption>${own.waterfallCaption}</caption><thead><tr><th scope="col">${text.column.criterion}</th><th scope="col"><span class="ends"><span>${own.toApi}</span><span>${own.toLocal}</span></span></th><th scope="col" class="n">${text.column.contribution}</th></tr></thead><tbody>${all.map(row)}</tbody><tfoot><tr><th scope="row">${leadText(part, text)}</th><td class="chart">${waterfallBar({ from: 0, to: sum / 1000 }, range, true)}</td><td class="n"><a href="#${id}">${formatThousandths(sum)}</a></td></tr></tfoot></table>`;
}

function weightings(part: AssessedPart, id: string, heading: Heading, { text, own, language }: Page): Markup {
  if (part.lead === null) return NOTHING;
  const { local, api } = part.acceptability;
  const better = part.side === 'none' ? '' : `${text.recommendation[part.side]}${text.colon}${formatFrequency(part.acceptability[part.side], language)}`;
  return html`${heading(own.weightings)}${splitBar({ local, api }, names(text))}<p class="soft small"><a href="#${id}">${better}</a> · ${own.weightingsNote}</p>`;
}

function rules(workload: AssessedWorkload, page: Page): Markup {
  const all = rulings(workload);
  return all.length === 0 ? html`<p>${page.text.noRules}</p>` : html`${all.map((ruling) => rule(ruling, workload, page))}`;
}

function rule(ruling: Ruling, workload: AssessedWorkload, { text, language }: Page): Markup {
  const { gate, parts } = ruling;
  const { accepted } = gate;
  const sentences = [
    gate.because,
    ...(parts.length < workload.parts.length ? [text.concerns(formatList(parts.map(({ name }) => name), language))] : []),
    ...(gate.verdict === 'open' && gate.questions.length > 0 ? [text.hangsOn(formatList(gate.questions.map((one) => questionTitle(one, workload)), language))] : []),
    ...(gate.verdict === 'blocks' ? [text.liftedBy(gate.remedy)] : []),
    ...(accepted === undefined ? [] : [accepted.void ? text.acceptedVoid(accepted.by) : text.accepted(accepted.by, accepted.until, accepted.because)]),
  ].map((sentence) => sentence + text.stop(sentence));
  return html`<div class="rule ${gate.verdict}"><p><strong>${rulingText(ruling, text)}${text.colon}${gate.title}</strong></p><p>${sentences.join(text.space)}</p>${when(gate.conditions.length > 0, () => html`<ul>${gate.conditions.map((condition) => html`<li>${condition}</li>`)}</ul>`)}<p class="soft small"><code>${gate.rule}</code> · ${text.basis[gate.basis]} · ${gate.source}</p></div>`;
}

function steps(workload: AssessedWorkload, { text }: Page): Markup {
  const all = stepsBesideQuestion(workload);
  if (all.length === 0) return NOTHING;
  return html`<h3>${text.label.steps}</h3><ol>${all.map((step) => html`<li>${step.action}<span class="soft">${text.effort(step.effort)}</span>${[...(step.pass_if === undefined ? [] : [text.passIf(step.pass_if)]), ...(step.decide_by === undefined ? [] : [text.decideBy(step.decide_by)])].map((detail) => html`<br><span class="small">${detail}</span>`)}</li>`)}</ol>`;
}

function question(workload: AssessedWorkload, { text }: Page): Markup {
  const next = workload.next_question;
  if (next === null) return NOTHING;
  return html`<h3>${text.label.ask}</h3><p>${[next.text, ...(next.gate ? [text.ruleHangsOnIt] : [])].join(text.space)}</p>${when(next.outcomes.length > 0, () => html`<ul>${outcomeTexts(workload, text).map((outcome) => html`<li>${outcome}</li>`)}</ul>`)}`;
}

function claims(workload: AssessedWorkload, { text }: Page): Markup {
  if (workload.claims.length === 0) return NOTHING;
  const { column } = text;
  return html`<h3>${text.label.claims}</h3><table class="stack"><thead><tr><th scope="col">${column.clause}</th><th scope="col">${column.claim}</th><th scope="col">${column.verdict}</th><th scope="col">${column.because}</th></tr></thead><tbody>${workload.claims.map((claim) => html`<tr><th scope="row">${claim.clause}</th><td>${claim.claim}</td><td>${text.claim[claim.verdict]}</td><td>${claim.because}</td></tr>`)}</tbody></table>`;
}

/* ---- where the numbers come from ---- */

function openLine(workload: AssessedWorkload, { text, language }: Page): Markup {
  const open = openQuestions(workload);
  return html`<p class="soft small">${text.derivationHowMarkdown}${open.length === 0 ? '' : ` ${text.openAnswers(formatList(open, language))}`}</p>`;
}

function derivation(part: AssessedPart, id: string, workload: string, page: Page): Markup {
  const { text, own } = page;
  const { column } = text;
  const all = contributions(part);
  const sum = leadInThousandths(all);
  const row = ({ criterion, thousandths }: Contribution): Markup => {
    const interval = part.weight_intervals.find((one) => one.criterion === criterion.id);
    const from = [answersText(criterion, page.language), withClauses(criterion.because, criterion.clauses, text), weightRangeText(criterion, part, text)].filter((words) => words !== '');
    return html`<tr id="${criterionId(id, criterion.id)}"><th scope="row">${criterion.title}</th><td class="n" data-label="${column.weight}">${formatWeight(criterion.weight)}${interval === undefined ? NOTHING : weightRange(interval)}</td><td class="n" data-label="${column.local}">${number(criterion.local, formatValue)}</td><td class="n" data-label="${column.api}">${number(criterion.api, formatValue)}</td><td class="n" data-label="${column.contribution}">${number(thousandths, formatThousandths)}</td><td data-label="${column.from}">${from.map((words, index) => html`${index === 0 ? '' : html`<br>`}${words}`)} <a class="small" href="#${sourcesId(page)}">${own.source}</a></td></tr>`;
  };
  return html`<div id="${id}"><h4 dir="auto">${text.derivationOf(part.name, shareOf(part, text))}<span class="soft">${text.bracket(text.evidence[part.share_evidence])}</span></h4>${when(all.length > 0, () => html`<table class="stack"><thead><tr><th scope="col">${column.criterion}</th><th scope="col" class="n">${column.weight}</th><th scope="col" class="n">${column.local}</th><th scope="col" class="n">${column.api}</th><th scope="col" class="n">${column.contribution}</th><th scope="col">${column.from}</th></tr></thead><tbody>${all.map(row)}</tbody>${sum === null ? NOTHING : html`<tfoot><tr><th scope="row" colspan="4">${leadText(part, text)}</th><td class="n">${formatThousandths(sum)}</td><td></td></tr></tfoot>`}</table>`)}<p class="small">${[betterText(part, text), weightShiftText(part, text), text.gatesCounted(part.gates_counted.satisfied, part.gates_counted.not_applicable)].filter((words) => words !== '').join(text.space)} <a href="#${workload}">${own.back}</a></p></div>`;
}

const number = (value: number | null, format: (value: number) => string): string => (value === null ? '–' : format(value));

function options(workload: AssessedWorkload, { text }: Page): Markup {
  if (workload.options.length === 0) return NOTHING;
  const { column } = text;
  const several = workload.parts.length > 1;
  const nameOf = (id: string): string => workload.parts.find((part) => part.id === id)?.name ?? id;
  return html`<h4>${text.heading.options}</h4><table class="stack"><thead><tr><th scope="col">${column.option}</th>${several ? html`<th scope="col">${column.part}</th>` : ''}<th scope="col">${column.side}</th><th scope="col">${column.origin}</th><th scope="col">${column.admissible}</th><th scope="col">${column.because}</th></tr></thead><tbody>${workload.options.map((option) => html`<tr><th scope="row">${option.title}</th>${several ? html`<td>${nameOf(option.part)}</td>` : ''}<td>${text.recommendation[option.side]}</td><td>${[text.origin[option.origin], ...(option.licence === undefined ? [] : [option.licence])].join(' · ')}</td><td>${text.admissible[option.admissible]}</td><td>${[...new Set([...option.because, ...option.conditions, ...option.questions.map((one) => questionTitle(one, workload))])].map((words, index) => html`${index === 0 ? '' : html`<br>`}${words}`)}</td></tr>`)}</tbody></table>`;
}

function sources(assessment: Assessment, page: Page): Markup {
  const { text, own } = page;
  const { column } = text;
  const { input, seed } = assessment;
  return html`
<section class="card" id="${sourcesId(page)}" aria-labelledby="${page.prefix}sources-h">
<h2 id="${page.prefix}sources-h">${own.sources}</h2>
${when(assessment.packs.length > 0, () => html`<table class="stack"><thead><tr><th scope="col">${column.rules}</th><th scope="col">${column.version}</th><th scope="col">${column.hash}</th></tr></thead><tbody>${assessment.packs.map(({ id, version, sha256 }) => html`<tr><th scope="row">${id}</th><td>${version}</td><td><code>${sha256}</code></td></tr>`)}</tbody></table>`)}
${when(assessment.data.length > 0, () => html`<table><thead><tr><th scope="col">${column.data}</th><th scope="col">${column.asOf}</th></tr></thead><tbody>${assessment.data.map(({ id, as_of: day }) => html`<tr><th scope="row">${id}</th><td>${day}</td></tr>`)}</tbody></table>`)}
<p class="small">${text.inputHash(input.source, input.sha256)}<br>${text.seedLine(seed)}</p>
</section>`;
}
