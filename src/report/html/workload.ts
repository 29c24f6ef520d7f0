/** One workload on the page: the answer, what it costs, how firm it is, the rules, the steps, and the options with their prices. */
import type { AssessedOption, AssessedPart, AssessedWorkload } from '../../assessment/assessment.js';
import { formatFrequency, formatList, formatThousandths } from '../../text/format.js';
import { capacityLines } from '../capacity.js';
import { contributions, leadInThousandths, type Contribution } from '../contributions.js';
import { adviceTexts, chosenOption, flipText, jointFlipText, leadText, openRuleTexts, outcomeTexts, questionTitle, reasonOf, rulesOnAnswer, rulings, rulingText, shareOf, standingText, stepsBesideQuestion, wholeClasses, workloadFacts, type Ruling } from '../view.js';
import { flipSteps, splitBar, waterfallBar, waterfallRange, type Step } from './charts.js';
import { html, NOTHING, when, type Markup } from './markup.js';
import { money } from './money.js';
import { amount, claimId, criterionId, derivationId, headingOf, lineId, linked, moneyId, names, note, partId, pill, ruleId, sourcesId, withClauseLinks, type Heading, type Page } from './page.js';

export function workloadCard(workload: AssessedWorkload, id: string, page: Page): Markup {
  const { text, own } = page;
  const several = workload.parts.length > 1;
  const range = workload.split_range === undefined ? [] : [text.splitRange(workload.split_range.local_low, workload.split_range.local_high)];
  return html`
<section class="card" id="${id}" aria-labelledby="${id}-h">
<header><h2 id="${id}-h" dir="auto">${workload.name}</h2>${pill(workload.recommendation, text)}${adviceTexts(workload, text).map((one) => html`<span class="tag">${one}</span>`)}${when(workload.firmness !== null, () => html`<span class="firm">${linked(workload.firmness === null ? '' : text.firmness[workload.firmness], partId(id, 0))}</span>`)}</header>
<p class="soft small">${[...workloadFacts(workload, text), ...range].join(' · ')}${when(workload.requests_per_day !== null, () => html` (${linked(own.fromProfile, sourcesId(page))})`)}</p>
${workload.split === null || !several ? NOTHING : splitBar(workload.split, names(text), derivationId(id))}
<p class="lead">${workload.summary.firmness}</p>
<dl class="answer"><dt>${text.label.why}</dt><dd>${withClauseLinks(workload.summary.why, workload, id)}</dd><dt>${text.label.change}</dt><dd>${workload.summary.change}</dd>${several ? NOTHING : workload.parts.map((part) => runsOn(part, workload, page))}</dl>
<p class="small">${linked(own.toDerivation, derivationId(id))}</p>
${money(workload, id, page)}
${capacity(workload, page)}
${workload.parts.map((part, index) => partFigures(part, partId(id, index), id, workload, page))}
<div class="cols"><div>
<h3>${text.label.rules}</h3>
${rules(workload, id, page)}
</div><div>
${steps(workload, page)}
${question(workload, page)}
</div></div>
${workload.warnings.map((warning) => note(warning.text, text))}
${options(workload, id, page)}
${claims(workload, id, page)}
</section>`;
}

function runsOn(part: AssessedPart, workload: AssessedWorkload, { text }: Page): Markup {
  const option = chosenOption(part, workload);
  if (option === undefined) return NOTHING;
  return html`<dt>${text.label.option}</dt><dd>${[option.title, text.origin[option.origin], ...(option.admissible === 'yes' ? [] : [standingText(option, text)])].join(' · ')}</dd>`;
}

/** The pictures of one class: where its lead comes from, how firm it is, and what would change it. */
function partFigures(part: AssessedPart, id: string, workloadAt: string, workload: AssessedWorkload, page: Page): Markup {
  const { text, own } = page;
  const several = workload.parts.length > 1;
  const name = several
    ? html`<h3 class="part" dir="auto">${part.name} <span class="soft">${linked(shareOf(part, text), id)}</span> ${pill(part.side, text)} ${part.firmness === null ? '' : html`<span class="small">${linked(text.firmness[part.firmness], id)}</span>`}</h3><p>${withClauseLinks(part.summary.why, workload, workloadAt)}</p><dl class="answer">${runsOn(part, workload, page)}</dl>`
    : NOTHING;
  const joint = jointFlipText(part, text, page.language);
  const heading = headingOf(several);
  const flips = when(part.flips.length > 0 || joint !== '', () => html`${heading(own.flips)}<ul class="plain flips">${part.flips.map((flip) => html`<li>${flipSteps(flip.steps, flip.side)}<span>${flipText(flip, text)}</span></li>`)}${joint === '' ? '' : html`<li>${flipSteps(part.joint_flip?.changes.length ?? 2, part.joint_flip?.side ?? 'none')}<span>${joint}</span></li>`}</ul>`);
  return html`${name}<div class="cols"><div>${waterfall(part, id, heading, page)}</div><div>${weightings(part, id, heading, page)}${flips}</div></div>`;
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
  return html`${heading(own.weightings)}${splitBar({ local, api }, names(text), id)}<p class="soft small"><a href="#${id}">${better}</a> · ${own.weightingsNote}</p>`;
}

function capacity(workload: AssessedWorkload, { text, language }: Page): Markup {
  const lines = capacityLines(workload, language);
  return when(lines.length > 0, () => html`<h3>${text.label.capacity}</h3><ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul>`);
}

function rules(workload: AssessedWorkload, id: string, page: Page): Markup {
  const all = rulings(workload);
  return all.length === 0 ? html`<p>${page.text.noRules}</p>` : html`${all.map((ruling) => rule(ruling, workload, id, page))}`;
}

function rule(ruling: Ruling, workload: AssessedWorkload, id: string, { text, language }: Page): Markup {
  const { gate, parts } = ruling;
  const { accepted } = gate;
  const sentences = [
    reasonOf(gate, text),
    ...(parts.length < workload.parts.length ? [text.concerns(formatList(parts.map(({ name }) => name), language))] : []),
    ...openRuleTexts(ruling, workload, text, language),
    ...(gate.verdict === 'blocks' ? [text.liftedBy(gate.remedy)] : []),
    ...(accepted === undefined ? [] : [accepted.void ? text.acceptedVoid(accepted.by) : text.accepted(accepted.by, accepted.until, accepted.because)]),
  ].map((sentence) => sentence + text.stop(sentence));
  return html`<div class="rule ${gate.verdict}"><p><strong>${rulingText(ruling, text)}${text.colon}${gate.title}</strong></p><p>${sentences.join(text.space)}</p>${when(gate.conditions.length > 0, () => html`<ul>${gate.conditions.map((condition) => html`<li>${condition}</li>`)}</ul>`)}<p class="soft small"><a href="#${ruleId(id, gate.rule)}"><code>${gate.rule}</code></a> · ${text.basis[gate.basis]}</p></div>`;
}

function steps(workload: AssessedWorkload, { text }: Page): Markup {
  const all = stepsBesideQuestion(workload);
  if (all.length === 0) return NOTHING;
  return html`<h3>${text.label.steps}</h3><ol>${all.map((step) => html`<li>${step.action}<span class="soft">${text.effort(step.effort)}</span>${[...(step.pass_if === undefined ? [] : [text.passIf(step.pass_if)]), ...(step.decide_by === undefined ? [] : [text.decideBy(step.decide_by)])].map((detail) => html`<br><span class="small">${detail}</span>`)}</li>`)}</ol>`;
}

function question(workload: AssessedWorkload, { text }: Page): Markup {
  const next = workload.next_question;
  if (next === null) return NOTHING;
  return html`<h3>${text.label.ask}</h3><p>${next.text}</p>${when(next.outcomes.length > 0, () => html`<ul>${outcomeTexts(workload, text).map((outcome) => html`<li>${outcome}</li>`)}</ul>`)}${rulesOnAnswer(next, text).map((words) => html`<p class="small">${words}</p>`)}`;
}

/* ---- options ---- */

function options(workload: AssessedWorkload, id: string, page: Page): Markup {
  if (workload.options.length === 0) return NOTHING;
  const { text, own } = page;
  const { column } = text;
  const { several, nameOf } = wholeClasses(workload);
  const priced = workload.options.some(({ cost }) => cost !== undefined);
  const chosen = new Set(workload.parts.flatMap((part) => chosenOption(part, workload) ?? []));
  const [first, ...others] = workload.options.map(({ questions }) => questions);
  const shared = (first ?? []).filter((question) => others.length > 0 && others.every((questions) => questions.includes(question)));
  const row = (option: AssessedOption): Markup => html`<tr${chosen.has(option) ? html` class="chosen"` : NOTHING}><th scope="row">${option.title}<span class="origin">${[text.origin[option.origin], ...(option.licence === undefined ? [] : [option.licence])].join(' · ')}</span></th>${several ? html`<td>${nameOf(option.part)}</td>` : NOTHING}<td>${text.recommendation[option.side]}</td><td>${standingText(option, text)}${chosen.has(option) ? html` <span class="tag good">${own.chosen}</span>` : NOTHING}</td>${priced ? html`<td class="n" data-label="${own.month}">${price(option, workload, id, page)}</td>` : NOTHING}<td>${reasons(option, shared, workload, page)}</td></tr>`;
  return html`<h3>${text.heading.options}</h3>${shared.length === 0 ? NOTHING : html`<p class="small">${own.allHangOn(hanging(shared, workload, page))}</p>`}<table class="stack options"><thead><tr><th scope="col">${column.option}</th>${several ? html`<th scope="col">${column.part}</th>` : NOTHING}<th scope="col">${column.side}</th><th scope="col">${column.admissible}</th>${priced ? html`<th scope="col" class="n">${own.month}</th>` : NOTHING}<th scope="col">${column.because}</th></tr></thead><tbody>${workload.options.map(row)}</tbody></table>`;
}

/** Lines are there for the options that stand for their side; of the others the total is known. */
function price({ cost, id: option, part }: AssessedOption, workload: AssessedWorkload, id: string, page: Page): Markup {
  if (cost === undefined) return html`<span class="soft">–</span>`;
  if (cost.usd_per_month === null) return html`<span class="soft small wrap">${cost.because ?? page.own.costUnknown}</span>`;
  const line = (workload.cost?.lines ?? []).findIndex((one) => one.option === option && one.part === part);
  return amount(cost.usd_per_month, line === -1 ? moneyId(id) : lineId(id, line), page);
}

function reasons(option: AssessedOption, shared: readonly string[], workload: AssessedWorkload, page: Page): Markup {
  const open = option.questions.filter((question) => !shared.includes(question));
  const words = [...new Set([...option.because, ...option.conditions]), ...(open.length === 0 ? [] : [page.text.hangsOn(hanging(open, workload, page))])];
  return html`${words.map((one, index) => html`${index === 0 ? '' : html`<br>`}${one}`)}`;
}

const hanging = (questions: readonly string[], workload: AssessedWorkload, { language }: Page): string =>
  formatList([...new Set(questions.map((one) => questionTitle(one, workload, language)))], language);

/* ---- claims ---- */

/** What contradicts the article is news and is told; the rest is counted, and stands in the derivation. */
function claims(workload: AssessedWorkload, id: string, { text }: Page): Markup {
  if (workload.claims.length === 0) return NOTHING;
  const ofVerdict = (verdict: AssessedWorkload['claims'][number]['verdict']): AssessedWorkload['claims'] => workload.claims.filter((claim) => claim.verdict === verdict);
  const clauses = (of: AssessedWorkload['claims']): readonly Markup[] => of.map(({ clause }, index) => html`${index === 0 ? '' : ' '}${linked(clause, claimId(id, clause))}`);
  const listed = (words: (clauses: string) => string, of: AssessedWorkload['claims']): Markup => (of.length === 0 ? NOTHING : html`<p class="small">${words('')}${clauses(of)}</p>`);
  return html`<h3>${text.label.claims}</h3>${when(ofVerdict('does_not_hold').length > 0, () => html`<ul class="plain">${ofVerdict('does_not_hold').map((claim) => html`<li>${linked(claim.clause, claimId(id, claim.clause))} <strong>${text.claim[claim.verdict]}</strong>${text.colon}${claim.claim} <span class="soft">${claim.because}</span></li>`)}</ul>`)}${listed(text.holdsToo, ofVerdict('holds'))}${listed(text.cannotTell, ofVerdict('cannot_tell'))}`;
}
