/** The report to take into a meeting: the answer first, then each workload, then an appendix that a reader can check. */
import type { AssessedPart, AssessedWorkload, Assessment, NextStep } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { atOnce, inSteps, type Steps } from '../steps.js';
import { COMPARISON_TEXT } from '../text/comparison.js';
import { formatDate, formatList, formatRough, formatSplit, formatThousandths, formatUsd, formatValue, formatWeight, startSentence } from '../text/format.js';
import { LOAD_TEXTS } from '../text/load.js';
import { MONEY_TEXTS } from '../text/money.js';
import { REPORT_TEXT, type ReportText } from '../text/report.js';
import { drawing } from './canvas.js';
import { comparedWorkloads } from './comparison.js';
import { contributions, leadInThousandths } from './contributions.js';
import { splitBar, type Split } from './layout/bar.js';
import { escapeMarkdown as md, markdownCode as code, markdownHeaders as headers, markdownTable, type MarkdownColumn } from './layout/markdown.js';
import { mapStrings, sanitise } from './layout/sanitise.js';
import { capacityLines } from './capacity.js';
import { moneyLines, moneyRows, organisationLine, sharedLines } from './money.js';
import { sources } from './sources.js';
import { adviceTexts, answersText, betterText, chosenOption, flipText, jointFlipText, leadText, nothingToAsk, openQuestions, openRuleTexts, outcomeTexts, questionTitle, reasonOf, rulesOnAnswer, rulings, rulingText, shareOf, shortReason, sideText, standingText, stepsBesideQuestion, weightRangeText, weightShiftText, wholeClasses, withClauses, workloadFacts, type Ruling } from './view.js';

/** Blocks that a blank line parts. */
type Blocks = readonly string[];

const BAR_CELLS = 10;
const DRAW = drawing(true);

export const renderMarkdown = (assessments: readonly Assessment[], language: Language, bases?: readonly Assessment[]): string => atOnce(markdownSteps(assessments, language, bases));

export function* markdownSteps(assessments: readonly Assessment[], language: Language, bases: readonly Assessment[] = []): Steps<string> {
  const documents = yield* inSteps(assessments, (assessment, index) => `${document(mapStrings(assessment, sanitise), bases[index], language).filter((block) => block !== '').join('\n\n')}\n`);
  return documents.join('\n---\n\n');
}

/** The same without the appendix: for the page of a CI run. */
export function renderSummary(assessments: readonly Assessment[], language: Language): string {
  return assessments.map((assessment) => `${answer(mapStrings(assessment, sanitise), undefined, language).filter((block) => block !== '').join('\n\n')}\n`).join('\n---\n\n');
}

function document(assessment: Assessment, base: Assessment | undefined, language: Language): Blocks {
  return [...answer(assessment, base, language), ...appendix(assessment, REPORT_TEXT[language], language)];
}

function answer(assessment: Assessment, base: Assessment | undefined, language: Language): Blocks {
  const text = REPORT_TEXT[language];
  const { organisation } = assessment;
  const split = organisation.split === null ? [] : [`${bar(organisation.split, text)}${text.bracket(text.basisOfSplit[organisation.split_basis])}`];
  return [
    `# ${text.documentTitle(md(organisation.name))}`,
    [`**${text.recommendation[organisation.recommendation]}**`, ...split, text.asOf(assessment.as_of)].join(' · '),
    overview(assessment, text, language),
    md(organisationLine(assessment, language) ?? ''),
    sharedLines(assessment, language).map((line) => `- ${md(line)}`).join('\n'),
    text.legend('`██`', '`░░`').replace(/ {2,}/g, ' · '),
    ...(base === undefined ? [] : comparison(mapStrings(base, sanitise), assessment, language)),
    notes(assessment.warnings, text),
    ...assessment.workloads.flatMap((workload) => section(workload, assessment.as_of, text, language)),
  ];
}

function comparison(base: Assessment, assessment: Assessment, language: Language): Blocks {
  const text = COMPARISON_TEXT[language];
  const compared = comparedWorkloads(base, assessment, language);
  if (!compared.some(({ changed }) => changed)) return [`**${text.heading}**`, text.noChange];
  return [`**${text.heading}**`, compared.map(({ name, line }) => `- ${md(name)}${REPORT_TEXT[language].colon}${md(line)}`).join('\n')];
}

function bar(split: Split, text: ReportText): string {
  const shares = formatSplit(split);
  const drawn = splitBar(split, BAR_CELLS, DRAW).map((span) => span.text).join('');
  return `${text.recommendation.local} ${shares.local} \`${drawn.trimEnd() === '' ? DRAW.dash : drawn}\` ${shares.api} ${text.recommendation.api}`;
}

function overview(assessment: Assessment, text: ReportText, language: Language): string {
  const { column } = text;
  const columns = headers(column.workload, column.task, column.verdict, text.label.parts, column.firmness, column.reason);
  const rows = assessment.workloads.map((workload) => [
    `**${md(workload.name)}**`,
    workload.task === null ? '' : text.task[workload.task],
    verdict(workload, text),
    workload.split === null ? DRAW.dash : bar(workload.split, text),
    workload.firmness === null ? '' : text.firmness[workload.firmness],
    md(shortReason(workload, language)),
  ]);
  return markdownTable(columns, rows);
}


function verdict(workload: AssessedWorkload, text: ReportText): string {
  return [text.recommendation[workload.recommendation], ...adviceTexts(workload, text)].join(' · ');
}

function notes(warnings: readonly { readonly text: string }[], text: ReportText): string {
  return warnings.map((warning) => `> **${text.label.notes}${text.colon.trim()}** ${md(warning.text)}`).join('\n>\n');
}

/* ---- one workload ---- */

function section(workload: AssessedWorkload, asOf: string, text: ReportText, language: Language): Blocks {
  const said = (label: string, words: string): string => (words === '' ? '' : `**${label}${text.colon.trim()}** ${words}`);
  const heading = (label: string): string => `**${label}${text.colon.trim()}**`;
  const several = workload.parts.length > 1;
  const money = moneyLines(workload, asOf, language);
  const capacity = capacityLines(workload, language);
  const split = workload.split === null ? [] : [bar(workload.split, text)];
  const range = workload.split_range === undefined ? [] : [text.splitRange(workload.split_range.local_low, workload.split_range.local_high)];
  return [
    `## ${md(workload.name)}`,
    [`**${verdict(workload, text)}**`, ...(workload.firmness === null ? [] : [text.firmness[workload.firmness]]), ...split, ...range, ...workloadFacts(workload, text)].join(' · '),
    said(text.label.firmness, md(workload.summary.firmness)),
    several ? heading(text.label.parts) : said(text.label.why, md(workload.summary.why)),
    several ? partsTable(workload, text) : said(text.label.option, optionLine(workload, text)),
    several ? workload.parts.map((part) => `- **${md(part.name)}${text.colon.trim()}** ${md(part.summary.why)}`).join('\n') : '',
    money.length === 0 ? '' : heading(text.label.money),
    money.map((line) => `- ${md(line)}`).join('\n'),
    capacity.length === 0 ? '' : heading(text.label.capacity),
    capacity.map((line) => `- ${md(line)}`).join('\n'),
    heading(text.label.rules),
    rulesList(workload, text, language),
    said(text.label.change, md(workload.summary.change)),
    said(text.label.ask, ask(workload, text)),
    stepsBesideQuestion(workload).length === 0 ? '' : heading(text.label.steps),
    stepsList(stepsBesideQuestion(workload), text),
    notes(workload.warnings, text),
    workload.claims.length === 0 ? '' : heading(text.label.claims),
    claimsTable(workload, text),
  ];
}

function ask(workload: AssessedWorkload, text: ReportText): string {
  const question = workload.next_question;
  if (question === null) return nothingToAsk(workload, text) ?? '';
  const outcomes = startSentence(outcomeTexts(workload, text).join(text.separator));
  return [question.text, ...(outcomes === '' ? [] : [outcomes + text.stop(outcomes)]), ...rulesOnAnswer(question, text)].map(md).join(' ');
}

function partsTable(workload: AssessedWorkload, text: ReportText): string {
  const { column } = text;
  const columns: readonly MarkdownColumn[] = [{ header: column.part }, { header: column.share, align: 'right' }, ...headers(column.verdict, column.firmness, column.option)];
  const rows = workload.parts.map((part) => [
    md(part.name),
    shareOf(part, text),
    text.recommendation[part.side],
    part.firmness === null ? '' : text.firmness[part.firmness],
    md(chosenOption(part, workload)?.title ?? DRAW.dash),
  ]);
  return markdownTable(columns, rows);
}

function optionLine(workload: AssessedWorkload, text: ReportText): string {
  const [part] = workload.parts;
  const option = part === undefined ? undefined : chosenOption(part, workload);
  if (option === undefined) return '';
  return [md(option.title), text.origin[option.origin], ...(option.admissible === 'yes' ? [] : [standingText(option, text)])].join(' · ');
}

function rulesList(workload: AssessedWorkload, text: ReportText, language: Language): string {
  const all = rulings(workload);
  if (all.length === 0) return text.noRules;
  return all.map((ruling) => ruleItem(ruling, workload, text, language)).join('\n');
}

function ruleItem(ruling: Ruling, workload: AssessedWorkload, text: ReportText, language: Language): string {
  const { gate, parts } = ruling;
  const whom = parts.length < workload.parts.length ? [text.concerns(md(formatList(parts.map(({ name }) => name), language)))] : [];
  const questions = openRuleTexts(ruling, workload, text, language).map(md);
  const conditions = gate.conditions.map((condition) => `  - ${md(condition)}`);
  const lift = gate.verdict === 'blocks' ? [text.liftedBy(md(gate.remedy))] : [];
  const { accepted } = gate;
  const exception = accepted === undefined ? [] : [accepted.void ? text.acceptedVoid(md(accepted.by)) : text.accepted(md(accepted.by), md(accepted.until), md(accepted.because))];
  const sentences = [md(reasonOf(gate, text)), ...whom, ...questions, ...lift, ...exception].map((sentence) => sentence + text.stop(sentence)).join(text.space);
  return [`- **${rulingText(ruling, text)}${text.colon}${md(gate.title)}**${text.bracket(`${code(gate.rule)}${text.separator}${text.basis[gate.basis]}`)}${text.colon}${sentences}`, ...conditions].join('\n');
}

function stepsList(steps: readonly NextStep[], text: ReportText): string {
  return steps
    .map((step, index) => {
      const details = [...(step.pass_if === undefined ? [] : [text.passIf(md(step.pass_if))]), ...(step.decide_by === undefined ? [] : [text.decideBy(md(step.decide_by))])];
      return [`${index + 1}. ${md(step.action)}${text.effort(md(step.effort))}`, ...details.map((detail) => `   - ${detail}`)].join('\n');
    })
    .join('\n');
}

function claimsTable(workload: AssessedWorkload, text: ReportText): string {
  if (workload.claims.length === 0) return '';
  const { column } = text;
  const rows = workload.claims.map((claim) => [md(claim.clause), md(claim.claim), text.claim[claim.verdict], md(claim.because)]);
  return markdownTable(headers(column.clause, column.claim, column.verdict, column.because), rows);
}

/* ---- appendix ---- */

function appendix(assessment: Assessment, text: ReportText, language: Language): Blocks {
  return [
    `## ${text.heading.appendix}`,
    `### ${text.heading.derivation}`,
    text.derivationHowMarkdown,
    ...assessment.workloads.flatMap((workload) => derivation(workload, text, language)),
    `### ${text.heading.options}`,
    ...assessment.workloads.flatMap((workload) => optionsTable(workload, text, language)),
    `### ${text.heading.sources}`,
    ...sources(assessment, text),
  ];
}

function derivation(workload: AssessedWorkload, text: ReportText, language: Language): Blocks {
  const open = openQuestions(workload, language);
  return [
    `#### ${md(workload.name)}`,
    open.length === 0 ? '' : text.openAnswers(md(formatList(open, language))),
    ...workload.parts.flatMap((part) => partDerivation(part, workload, text, language)),
    ...moneyTable(workload, text, language),
    ...outlookTable(workload, language),
  ];
}

/** What each way costs in a year, in two and in three. */
function outlookTable({ cost }: AssessedWorkload, language: Language): Blocks {
  const outlook = cost?.outlook ?? null;
  if (outlook === null) return [];
  const { heading, column, way } = LOAD_TEXTS[language];
  const { amount } = MONEY_TEXTS[language];
  const columns: readonly MarkdownColumn[] = [{ header: column.month, align: 'right' }, ...headers(column.date), ...[column.requests, column.local, column.api, column.split].map((header): MarkdownColumn => ({ header, align: 'right' })), ...headers(column.cheapest)];
  const rows = outlook.months.map(({ months, date, requests_per_day: requests, local, api, split, cheapest }) => [
    String(months), formatDate(date, language), formatRough(requests, language), formatUsd(local, language), amount(api), split === null ? DRAW.dash : formatUsd(split, language), way[cheapest],
  ]);
  return [`**${heading.outlook}**`, markdownTable(columns, rows)];
}

/** Every line of what a month costs, with the words on what was assumed. */
function moneyTable(workload: AssessedWorkload, text: ReportText, language: Language): Blocks {
  const words = MONEY_TEXTS[language];
  const rows = moneyRows(workload, language);
  if (rows.length === 0) return [];
  const several = rows.some(({ part }) => part !== '');
  const { column } = words;
  const columns: readonly MarkdownColumn[] = [...headers(...(several ? [column.part] : []), column.side, column.line), { header: column.month, align: 'right' }, ...headers(column.formula)];
  const cells = rows.map(({ part, side, label, amount, formula }) => [...(several ? [md(part)] : []), text.recommendation[side], md(label), md(amount), md(formula)]);
  return [`**${words.heading}**`, markdownTable(columns, cells), (workload.cost?.notes ?? []).map((note) => `- ${md(note)}`).join('\n')];
}

function partDerivation(part: AssessedPart, workload: AssessedWorkload, text: ReportText, language: Language): Blocks {
  const { column } = text;
  const columns: readonly MarkdownColumn[] = [
    { header: column.criterion },
    ...[column.weight, column.local, column.api, column.contribution].map((header): MarkdownColumn => ({ header, align: 'right' })),
    ...headers(column.from),
  ];
  const joint = jointFlipText(part, text, language);
  const flips = [...part.flips.map((flip) => flipText(flip, text)), ...(joint === '' ? [] : [joint])];
  const all = contributions(part);
  const sum = leadInThousandths(all);
  const number = (value: number | null, format: (value: number) => string): string => (value === null ? DRAW.dash : format(value));
  const rows = all.map(({ criterion, thousandths }) => [
    md(criterion.title),
    formatWeight(criterion.weight),
    number(criterion.local, formatValue),
    number(criterion.api, formatValue),
    number(thousandths, formatThousandths),
    [md(answersText(criterion, language)), md(withClauses(criterion.because, criterion.clauses, text)), weightRangeText(criterion, part, text)].filter((words) => words !== '').join('<br>'),
  ]);
  const total = sum === null ? [] : [[`**${leadText(part, text)}**`, '', '', '', `**${formatThousandths(sum)}**`, '']];
  return [
    `**${text.derivationOf(md(part.name), shareOf(part, text))}**${text.bracket(text.evidence[part.share_evidence])}`,
    all.length === 0 ? '' : markdownTable(columns, [...rows, ...total]),
    [betterText(part, text), md(weightShiftText(part, text))].filter((words) => words !== '').join(text.space),
    flips.length === 0 ? '' : `${text.flips}${text.colon.trimEnd()}`,
    flips.map((flip) => `- ${md(flip)}`).join('\n'),
    part.gates.length === 0 ? '' : `${text.heading.gates}${text.colon.trimEnd()}`,
    gatesTable(part, workload, text),
    text.gatesCounted(part.gates_counted.satisfied, part.gates_counted.not_applicable),
  ];
}

function gatesTable(part: AssessedPart, workload: AssessedWorkload, text: ReportText): string {
  if (part.gates.length === 0) return '';
  const { column } = text;
  const rows = part.gates.map((gate) => [sideText(gate, part, workload, text), text.gate[gate.verdict], code(gate.rule), text.basis[gate.basis], md(gate.source), md(gate.clauses.join(' '))]);
  return markdownTable(headers(column.side, column.admissible, column.rule, column.basis, column.source, column.clause), rows);
}

function optionsTable(workload: AssessedWorkload, text: ReportText, language: Language): Blocks {
  if (workload.options.length === 0) return [];
  const { column } = text;
  const { several, nameOf } = wholeClasses(workload);
  const rows = workload.options.map((option) => [
    ...(several ? [md(nameOf(option.part))] : []),
    text.recommendation[option.side],
    md(option.title),
    text.origin[option.origin],
    md(option.licence ?? ''),
    standingText(option, text),
    [...new Set([...option.because, ...option.conditions, ...option.questions.map((question) => questionTitle(question, workload, language))])].map(md).join('<br>'),
  ]);
  const columns = headers(...(several ? [column.part] : []), column.side, column.option, column.origin, column.licence, column.admissible, column.because);
  return [`#### ${md(workload.name)}`, markdownTable(columns, rows)];
}
