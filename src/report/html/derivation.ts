/** Where the numbers of a workload come from: weights and values with their reasons, lines of the cost, rules and claims with sources and dates. */
import type { AssessedPart, AssessedWorkload } from '../../assessment/assessment.js';
import { formatList, formatThousandths, formatValue, formatWeight } from '../../text/format.js';
import { contributions, leadInThousandths, type Contribution } from '../contributions.js';
import { answersText, betterText, leadText, openQuestions, shareOf, weightRangeText, weightShiftText } from '../view.js';
import { weightRange } from './charts.js';
import { html, NOTHING, when, type Markup } from './markup.js';
import { reckoning } from './money.js';
import { claimId, clauseLinks, criterionId, derivationId, partId, ruleId, sourcesId, type Page } from './page.js';

export function derivation(workload: AssessedWorkload, id: string, page: Page): Markup {
  const { text, own } = page;
  const how = derivationId(id);
  return html`
<div class="card how" id="${how}">
<header><h3 dir="auto">${workload.name}</h3><a class="small" href="#${id}">${own.back}</a></header>
${openLine(workload, page)}
${workload.parts.map((part, index) => lead(part, workload, id, partId(id, index), page))}
${reckoning(workload, id, page)}
${gates(workload, id, page)}
${claims(workload, id, text)}
</div>`;
}

function openLine(workload: AssessedWorkload, { text, language }: Page): Markup {
  const open = openQuestions(workload, language);
  return html`<p class="soft small">${text.derivationHowMarkdown}${open.length === 0 ? '' : ` ${text.openAnswers(formatList(open, language))}`}</p>`;
}

function lead(part: AssessedPart, workload: AssessedWorkload, workloadAt: string, id: string, page: Page): Markup {
  const { text, own } = page;
  const { column } = text;
  const all = contributions(part);
  const sum = leadInThousandths(all);
  const row = ({ criterion, thousandths }: Contribution): Markup => {
    const interval = part.weight_intervals.find((one) => one.criterion === criterion.id);
    const clauses = criterion.clauses.length === 0 ? NOTHING : html` ${clauseLinks(criterion.clauses, workload, workloadAt)}`;
    const from = [answersText(criterion, page.language), html`${criterion.because}${clauses}`, weightRangeText(criterion, part, text)].filter((words) => words !== '');
    return html`<tr id="${criterionId(id, criterion.id)}"><th scope="row">${criterion.title}</th><td class="n" data-label="${column.weight}">${formatWeight(criterion.weight)}${interval === undefined ? NOTHING : weightRange(interval)}</td><td class="n" data-label="${column.local}">${number(criterion.local, formatValue)}</td><td class="n" data-label="${column.api}">${number(criterion.api, formatValue)}</td><td class="n" data-label="${column.contribution}">${number(thousandths, formatThousandths)}</td><td data-label="${column.from}">${from.map((words, index) => html`${index === 0 ? '' : html`<br>`}${words}`)} <a class="small" href="#${sourcesId(page)}">${own.source}</a></td></tr>`;
  };
  return html`<div id="${id}"><h4 dir="auto">${text.derivationOf(part.name, shareOf(part, text))}<span class="soft">${text.bracket(text.evidence[part.share_evidence])}</span></h4>${when(all.length > 0, () => html`<table class="stack"><thead><tr><th scope="col">${column.criterion}</th><th scope="col" class="n">${column.weight}</th><th scope="col" class="n">${column.local}</th><th scope="col" class="n">${column.api}</th><th scope="col" class="n">${column.contribution}</th><th scope="col">${column.from}</th></tr></thead><tbody>${all.map(row)}</tbody>${sum === null ? NOTHING : html`<tfoot><tr><th scope="row" colspan="4">${leadText(part, text)}</th><td class="n">${formatThousandths(sum)}</td><td></td></tr></tfoot>`}</table>`)}<p class="small">${[betterText(part, text), weightShiftText(part, text), text.gatesCounted(part.gates_counted.satisfied, part.gates_counted.not_applicable)].filter((words) => words !== '').join(text.space)}</p></div>`;
}

const number = (value: number | null, format: (value: number) => string): string => (value === null ? '–' : format(value));

/** Every rule that speaks, once, whatever it bears on. */
function gates(workload: AssessedWorkload, id: string, { text }: Page): Markup {
  const { column } = text;
  const all = [...new Map(workload.parts.flatMap((part) => part.gates).map((gate) => [gate.rule, gate])).values()];
  return when(all.length > 0, () => html`<h4>${text.heading.gates}</h4><table class="stack"><thead><tr><th scope="col">${column.rule}</th><th scope="col">${column.admissible}</th><th scope="col">${column.basis}</th><th scope="col">${column.source}</th></tr></thead><tbody>${all.map((gate) => html`<tr id="${ruleId(id, gate.rule)}"><th scope="row">${gate.title}<span class="origin"><code>${gate.rule}</code>${gate.clauses.length === 0 ? NOTHING : html` · ${clauseLinks(gate.clauses, workload, id)}`}</span></th><td>${text.gate[gate.verdict]}</td><td>${text.basis[gate.basis]}</td><td>${gate.source}</td></tr>`)}</tbody></table>`);
}

function claims(workload: AssessedWorkload, id: string, text: Page['text']): Markup {
  const { column } = text;
  const first = new Map(workload.claims.map((claim) => [claim.clause, claim]));
  return when(workload.claims.length > 0, () => html`<h4>${text.heading.claims}</h4><table class="stack"><thead><tr><th scope="col">${column.clause}</th><th scope="col">${column.claim}</th><th scope="col">${column.verdict}</th><th scope="col">${column.because}</th></tr></thead><tbody>${workload.claims.map((claim) => html`<tr${first.get(claim.clause) === claim ? html` id="${claimId(id, claim.clause)}"` : NOTHING}><th scope="row">${claim.clause}</th><td>${claim.claim}</td><td>${text.claim[claim.verdict]}</td><td>${claim.because}</td></tr>`)}</tbody></table>`);
}
