/** The report for a terminal: first the answer at a glance, then each workload with its reasons, then what was checked. */
import type { Assessment, AssessedWorkload, NextStep } from '../assessment/assessment.js';
import { remembered } from '../lazy.js';
import { atOnce, inSteps, type Steps } from '../steps.js';
import { COMPARISON_TEXT } from '../text/comparison.js';
import { formatList } from '../text/format.js';
import { REPORT_TEXT, type ReportText } from '../text/report.js';
import { comparedWorkloads } from './comparison.js';
import { derivation } from './derivation.js';
import { labelledBar } from './layout/bar.js';
import { joinRich, padding, paint, plain, richWidth, toned, type Rich, type Tone } from './layout/rich.js';
import { asciiPunctuation, mapStrings, sanitiseForTerminal } from './layout/sanitise.js';
import { layoutTable, type Cell, type Column, type Row } from './layout/table.js';
import { displayWidth } from './layout/width.js';
import { wrapWithin } from './layout/wrap.js';
import { drawing, INDENT, layoutOptions, LEAST_WIDTH, NARROW, toneOf, type Canvas, type Drawing } from './canvas.js';
import { capacityLines } from './capacity.js';
import { moneyLines, organisationLine, sharedLines } from './money.js';
import type { RenderOptions } from './options.js';
import { provenance } from './sources.js';
import { adviceTexts, chosenOption, isToldInSummary, nothingToAsk, openRuleTexts, outcomeTexts, reasonOf, rulesOnAnswer, rulings, rulingsInTheWay, rulingText, shareOf, shortReason, standingText, stepsBesideQuestion, stepsOfConditions, workloadFacts, type Ruling } from './view.js';

/** From here on the task has a column of its own. */
const ROOMY = 100;
const BAR_CELLS = { usual: 10, roomy: 16 };
/** Lines of a name before it is cut: nobody's name is longer, but a hostile one is. */
const NAME_LINES = 3;

export const renderTable = (assessments: readonly Assessment[], options: RenderOptions): string => atOnce(tableSteps(assessments, options));

export function* tableSteps(assessments: readonly Assessment[], options: RenderOptions): Steps<string> {
  const width = Math.max(LEAST_WIDTH, options.width);
  const canvas: Canvas = { text: REPORT_TEXT[options.language], draw: drawing(options.unicode), options, width };
  const clean = options.unicode ? sanitiseForTerminal : (text: string): string => asciiPunctuation(sanitiseForTerminal(text));
  const shown = assessments.map((assessment) => mapStrings(assessment, clean));
  const summary = shown.length > 1 ? [...organisations(shown, canvas), []] : [];
  const bases = options.bases?.map((base) => mapStrings(base, clean));
  const reports = yield* inSteps(shown, (assessment, index) => report(assessment, bases?.[index], canvas));
  const between: readonly Rich[] = [[], toned('dim', canvas.draw.heavyRule.repeat(width)), []];
  return paint([...summary, ...reports.flatMap((lines, index) => (index === 0 && summary.length === 0 ? lines : [...between.slice(index === 0 ? 1 : 0), ...lines]))], options.style);
}

function report(assessment: Assessment, base: Assessment | undefined, canvas: Canvas): readonly Rich[] {
  const only = canvas.options.derivation?.workload;
  const detailed = assessment.workloads.filter(({ id }) => only === undefined || id === only);
  return [
    ...title(assessment, canvas),
    [],
    ...overview(assessment, canvas),
    ...totals(assessment, canvas),
    ...legend(canvas),
    ...(base === undefined ? [] : [[], ...comparison(base, assessment, canvas)]),
    ...assessment.warnings.flatMap((warning, index) => [...(index === 0 ? [[]] : []), ...labelled([{ label: canvas.text.label.notes, tone: 'warn', body: [plain(warning.text)] }], canvas)]),
    ...detailed.flatMap((workload) => [[], ...section(workload, assessment.as_of, canvas)]),
    [],
    ...footer(assessment, canvas),
  ];
}

/** What a what-if changes, workload by workload. */
function comparison(base: Assessment, assessment: Assessment, canvas: Canvas): readonly Rich[] {
  const { options } = canvas;
  const compared = comparedWorkloads(base, assessment, options.language);
  const text = COMPARISON_TEXT[options.language];
  if (!compared.some(({ changed }) => changed)) return [toned('bold', text.heading), plain(text.noChange)];
  const columns: readonly Column[] = [{ min: 12, flex: 1, lines: NAME_LINES }, { flex: 2 }];
  const rows = compared.map(({ name, line, changed }): Row => [[plain(name)], [changed ? plain(line) : toned('dim', line)]]);
  return [toned('bold', text.heading), ...layoutTable(columns, rows, layoutOptions(canvas, { indent: INDENT }))];
}

/** Name on the left, date on the right. */
function title(assessment: Assessment, { width, text, draw }: Canvas): readonly Rich[] {
  const date = text.asOf(assessment.as_of);
  const room = width - displayWidth(date) - 2;
  const name = toned('bold', assessment.organisation.name);
  if (richWidth(name) <= room) return [[...name, ...padding(width - richWidth(name) - displayWidth(date)), { text: date, tone: 'dim' }]];
  return [...wrapWithin(name, width, NAME_LINES, draw.ellipsis), toned('dim', date)];
}

/* ---- the table of workloads ---- */

function overview(assessment: Assessment, canvas: Canvas): readonly Rich[] {
  if (canvas.width < NARROW) return narrowOverview(assessment, canvas);
  const { text, width, options } = canvas;
  const roomy = width >= ROOMY && assessment.workloads.some(({ task }) => task !== null);
  const columns = overviewColumns(text, roomy);
  const rows = assessment.workloads.map((workload): Row => {
    const task = workload.task === null ? '' : text.task[workload.task];
    const name: Cell = [toned('bold', workload.name), ...(roomy || task === '' ? [] : [toned('dim', task)])];
    return [name, ...(roomy ? [[plain(task)]] : []), verdictCell(workload, text), splitCell(workload, canvas), [firmnessOf(workload, text)], [plain(shortReason(workload, options.language))]];
  });
  const { organisation } = assessment;
  const total: Row = [
    [toned('bold', organisation.name)],
    ...(roomy ? [[plain('')]] : []),
    [toned(toneOf[organisation.recommendation], text.recommendation[organisation.recommendation])],
    [barOf(organisation.split, canvas)],
    [],
    [organisation.split === null ? [] : toned('dim', text.basisOfSplit[organisation.split_basis])],
  ];
  return layoutTable(columns, [...spaced(rows, roomy), 'rule', total], layoutOptions(canvas, { fullRules: true }));
}

/** Where rows take several lines, a free line between them keeps them apart. */
function spaced(rows: readonly Row[], roomy: boolean): readonly Row[] {
  const free: Row = { across: [[]], indent: 0 };
  return roomy ? rows : rows.flatMap((row, index) => (index === 0 ? [row] : [free, row]));
}

function overviewColumns(text: ReportText, roomy: boolean): readonly Column[] {
  const header = (words: string): Rich => toned('dim', words);
  return [
    { header: header(text.column.workload), min: 14, flex: 2, lines: NAME_LINES },
    ...(roomy ? [{ header: header(text.column.task), flex: 0, max: 20 }] : []),
    { header: header(text.column.verdict), min: 7, flex: 0, max: 12 },
    { header: header(text.column.split), flex: 0 },
    { header: header(text.column.firmness), min: 9, flex: 1 },
    { header: header(text.column.reason), min: 12, flex: 2 },
  ];
}

function verdictCell(workload: AssessedWorkload, text: ReportText): Cell {
  const advice = adviceTexts(workload, text).map((one) => toned('warn', one));
  return [toned(toneOf[workload.recommendation], text.recommendation[workload.recommendation]), ...advice];
}

function splitCell(workload: AssessedWorkload, canvas: Canvas): Cell {
  const range = workload.split_range;
  return [barOf(workload.split, canvas), ...(range === undefined ? [] : [toned('dim', canvas.text.splitRangeShort(range.local_low, range.local_high))])];
}

function barOf(split: AssessedWorkload['split'], { width, draw }: Canvas): Rich {
  if (split === null) return toned('dim', draw.dash);
  return labelledBar(split, width >= ROOMY ? BAR_CELLS.roomy : BAR_CELLS.usual, draw);
}

function firmnessOf(workload: { readonly firmness: AssessedWorkload['firmness'] }, text: ReportText): Rich {
  if (workload.firmness === null) return [];
  const words = text.firmness[workload.firmness];
  return workload.firmness === 'close' ? toned('warn', words) : plain(words);
}

/** The same facts one below the other, for a window that is too narrow for columns. */
function narrowOverview(assessment: Assessment, canvas: Canvas): readonly Rich[] {
  const { text, draw, options } = canvas;
  const lines = assessment.workloads.map((workload): Cell => [
    toned('bold', workload.name),
    joinRich([toned(toneOf[workload.recommendation], text.recommendation[workload.recommendation]), firmnessOf(workload, text), plain(shortReason(workload, options.language))], ` ${draw.dot} `),
    ...(workload.split === null ? [] : [barOf(workload.split, canvas)]),
    [],
  ]);
  const { organisation } = assessment;
  const total: Cell = [
    joinRich([toned('bold', organisation.name), toned(toneOf[organisation.recommendation], text.recommendation[organisation.recommendation])], ` ${draw.dot} `),
    ...(organisation.split === null ? [] : [barOf(organisation.split, canvas)]),
  ];
  return layoutTable([{ lines: NAME_LINES }], [...lines, total].map((cell) => [cell]), layoutOptions(canvas));
}

/** What the two colours and the two ends of a bar are; once, under the first table. */
function legend({ text, draw, width }: Canvas): readonly Rich[] {
  const line = text.legend(draw.local.repeat(2), draw.api.repeat(2));
  return displayWidth(line) <= width ? [[], toned('dim', line)] : [];
}

/** What all workloads cost together. */
function totals(assessment: Assessment, canvas: Canvas): readonly Rich[] {
  const line = organisationLine(assessment, canvas.options.language);
  const lines = [...(line === undefined ? [] : [line]), ...sharedLines(assessment, canvas.options.language)];
  return lines.flatMap((words) => [[], ...wrapWithin(plain(words), canvas.width, NAME_LINES, canvas.draw.ellipsis)]);
}

/** Several profiles: all organisations first, each with its verdict and split. */
function organisations(assessments: readonly Assessment[], canvas: Canvas): readonly Rich[] {
  const { text, draw } = canvas;
  const header = (words: string): Rich => toned('dim', words);
  const columns: readonly Column[] = [
    { header: header(text.column.organisation), min: 12, flex: 2, lines: NAME_LINES },
    { header: header(text.column.verdict), min: 6, flex: 0 },
    { header: header(text.column.split), flex: 0 },
    { header: header(text.heading.workloads), min: 10 },
  ];
  const rows = assessments.map(({ organisation, workloads }): Row => [
    [toned('bold', organisation.name)],
    [toned(toneOf[organisation.recommendation], text.recommendation[organisation.recommendation])],
    [barOf(organisation.split, canvas)],
    [plain(tally(workloads, text, draw))],
  ]);
  return layoutTable(columns, rows, layoutOptions(canvas, { fullRules: true }));
}

const TALLIED = ['local', 'api', 'hybrid', 'none'] as const;
function tally(workloads: readonly AssessedWorkload[], text: ReportText, draw: Drawing): string {
  return TALLIED.flatMap((kind) => {
    const count = workloads.filter(({ recommendation }) => recommendation === kind).length;
    return count === 0 ? [] : [`${count} ${text.recommendation[kind]}`];
  }).join(` ${draw.dot} `);
}

/* ---- one workload ---- */

interface Labelled {
  readonly label: string;
  readonly tone?: Tone;
  readonly body: Cell;
}

/** Label on the left, text on the right; below each other where there is no room for both. */
function labelled(items: readonly Labelled[], canvas: Canvas): readonly Rich[] {
  const { width } = canvas;
  const filled = items.filter(({ body }) => body.length > 0);
  if (width < NARROW) {
    return filled.flatMap(({ label, tone, body }) => [
      ...layoutTable([{}], [[[toned(tone ?? 'bold', label)]]], layoutOptions(canvas, { indent: INDENT })),
      ...layoutTable([{}], [[body]], layoutOptions(canvas, { indent: 2 * INDENT })),
    ]);
  }
  const columns: readonly Column[] = [{ min: labelWidth(canvas), flex: 0 }, {}];
  const rows = filled.map(({ label, tone, body }): Row => [[[...toned(tone ?? 'dim', label), ...padding(labelWidth(canvas) - displayWidth(label))]], body]);
  return layoutTable(columns, rows, layoutOptions(canvas, { indent: INDENT }));
}

const labelWidth = ({ text: { label } }: Canvas): number => remembered(labelWidths, label, () => Math.max(...Object.values(label).map(displayWidth)));
const labelWidths = new WeakMap<ReportText['label'], number>();
/** Columns that are left for the text beside a label. */
const bodyWidth = (canvas: Canvas): number => (canvas.width < NARROW ? canvas.width - 2 * INDENT : canvas.width - INDENT - labelWidth(canvas) - 2);

function section(workload: AssessedWorkload, asOf: string, canvas: Canvas): readonly Rich[] {
  const { text } = canvas;
  const items: readonly Labelled[] = [
    { label: text.label.firmness, body: [plain(workload.summary.firmness)] },
    { label: text.label.why, body: workload.parts.length > 1 ? [] : [plain(workload.summary.why)] },
    { label: text.label.parts, body: workload.parts.length > 1 ? partsBody(workload, canvas) : [] },
    { label: text.label.option, body: workload.parts.length > 1 ? [] : optionBody(workload, canvas) },
    { label: text.label.money, body: moneyLines(workload, asOf, canvas.options.language).map(plain) },
    { label: text.label.capacity, body: capacityLines(workload, canvas.options.language).map(plain) },
    { label: text.label.rules, body: rulesBody(workload, canvas) },
    { label: text.label.change, body: [plain(workload.summary.change)] },
    { label: text.label.ask, body: askBody(workload, canvas) },
    { label: text.label.steps, body: stepsBody(stepsBesideQuestion(workload), canvas) },
    { label: text.label.notes, tone: 'warn', body: workload.warnings.map((warning) => plain(warning.text)) },
    { label: text.label.claims, body: claimsBody(workload, canvas) },
  ];
  const details = canvas.options.derivation === undefined ? [] : [[], ...derivation(workload, canvas)];
  return [...heading(workload, canvas), ...labelled(items, canvas), ...details];
}

function heading(workload: AssessedWorkload, canvas: Canvas): readonly Rich[] {
  const { text, draw, width } = canvas;
  const verdict = joinRich([toned(toneOf[workload.recommendation], text.recommendation[workload.recommendation]), firmnessOf(workload, text), ...adviceTexts(workload, text).map((one) => toned('warn', one))], ` ${draw.dot} `);
  const name = toned('bold', workload.name);
  const facts = workloadFacts(workload, text).join(` ${draw.dot} `);
  const gap = width - richWidth(name) - richWidth(verdict);
  const first: readonly Rich[] = gap >= 2 ? [[...name, ...padding(gap), ...verdict]] : [...wrapWithin(name, width, NAME_LINES, draw.ellipsis), ...wrapWithin(verdict, width, NAME_LINES, draw.ellipsis)];
  return [...first, toned('dim', draw.rule.repeat(width)), ...(facts === '' ? [] : layoutTable([{}], [[[toned('dim', facts)]]], layoutOptions(canvas, { indent: INDENT })))];
}

/** Which class goes where, what runs it there, and why. */
function partsBody(workload: AssessedWorkload, canvas: Canvas): Cell {
  const { text } = canvas;
  const columns: readonly Column[] = [{ min: 10, flex: 2, lines: NAME_LINES }, { align: 'right', flex: 0 }, { flex: 0 }, { min: 8 }];
  const rows = workload.parts.flatMap((part): readonly Row[] => {
    const option = chosenOption(part, workload);
    const details = [...(option === undefined ? [] : [plain(option.title)]), toned('dim', part.summary.why)];
    const line: Row = [[toned('bold', part.name)], [plain(shareOf(part, text))], [toned(toneOf[part.side], text.recommendation[part.side])], [firmnessOf(part, text)]];
    return [line, { across: details, indent: INDENT }];
  });
  return layoutTable(columns, rows, layoutOptions(canvas, { width: bodyWidth(canvas) }));
}

function indented(body: Cell, canvas: Canvas): Cell {
  return layoutTable([], [{ across: body, indent: INDENT }], layoutOptions(canvas, { width: bodyWidth(canvas) }));
}

function optionBody(workload: AssessedWorkload, { text, draw }: Canvas): Cell {
  const [part] = workload.parts;
  const option = part === undefined ? undefined : chosenOption(part, workload);
  if (option === undefined) return [];
  return [joinRich([plain(option.title), toned('dim', text.origin[option.origin]), ...(option.admissible === 'yes' ? [] : [toned('warn', standingText(option, text))])], ` ${draw.dot} `)];
}

function rulesBody(workload: AssessedWorkload, canvas: Canvas): Cell {
  const { text, options } = canvas;
  const { shown, others } = options.derivation === undefined ? rulingsInTheWay(workload) : { shown: rulings(workload), others: 0 };
  return [
    ...(shown.length === 0 ? [plain(text.noRules)] : shown.flatMap((ruling) => rulingLines(ruling, workload, canvas))),
    ...(others === 0 ? [] : [toned('dim', text.moreInDerivation(others))]),
  ];
}

const RULING_TONE: Readonly<Record<Ruling['gate']['verdict'], Tone>> = { blocks: 'bad', conditions: 'warn', open: 'warn' };

function rulingLines(ruling: Ruling, workload: AssessedWorkload, canvas: Canvas): Cell {
  const { text, options } = canvas;
  const { language } = options;
  const { gate, parts } = ruling;
  const verdict: Rich = [{ text: rulingText(ruling, text), tone: RULING_TONE[gate.verdict] }, { text: `${text.colon}${gate.title} ` }, { text: `[${gate.rule}]`, tone: 'dim' }];
  const whom = parts.length < workload.parts.length ? [text.concerns(formatList(parts.map(({ name }) => name), language))] : [];
  const steps = stepsOfConditions(gate, workload);
  const conditions = steps === undefined ? gate.conditions.map(text.condition) : [text.conditionsInSteps(steps)];
  const questions = openRuleTexts(ruling, workload, text, language);
  const lift = gate.verdict === 'blocks' && workload.recommendation === 'none' ? [text.liftedBy(gate.remedy)] : [];
  const { accepted } = gate;
  const exception = accepted === undefined ? [] : [accepted.void ? text.acceptedVoid(accepted.by) : text.accepted(accepted.by, accepted.until, accepted.because)];
  const because = isToldInSummary(gate.because, workload) ? [] : [reasonOf(gate, text)];
  const details = [...because, ...whom, ...conditions, ...questions, ...lift, ...exception].map((detail) => toned('dim', detail));
  return [verdict, ...indented(details, canvas)];
}

function askBody(workload: AssessedWorkload, { text, draw }: Canvas): Cell {
  const question = workload.next_question;
  if (question === null) return [nothingToAsk(workload, text)].flatMap((words) => (words === undefined ? [] : [plain(words)]));
  const outcomes = outcomeTexts(workload, text).join(` ${draw.dot} `);
  return [plain(question.text), ...(outcomes === '' ? [] : [toned('dim', outcomes)]), ...rulesOnAnswer(question, text).map((words) => toned('dim', words))];
}

function stepsBody(steps: readonly NextStep[], canvas: Canvas): Cell {
  const { text } = canvas;
  const columns: readonly Column[] = [{ align: 'right', flex: 0 }, {}];
  const rows = steps.map((step, index): Row => {
    const details = [...(step.pass_if === undefined ? [] : [text.passIf(step.pass_if)]), ...(step.decide_by === undefined ? [] : [text.decideBy(step.decide_by)])];
    const action: Rich = [{ text: step.action }, { text: text.effort(step.effort), tone: 'dim' }];
    return [[plain(`${index + 1}.`)], [action, ...details.map((detail) => plain(detail))]];
  });
  return layoutTable(columns, rows, layoutOptions(canvas, { width: bodyWidth(canvas), gap: 1 }));
}

/** What contradicts the article is news and is told; what agrees with it is listed, unless details are asked for. */
function claimsBody(workload: AssessedWorkload, canvas: Canvas): Cell {
  const { text, options } = canvas;
  const withVerdict = (verdict: AssessedWorkload['claims'][number]['verdict']): AssessedWorkload['claims'] => workload.claims.filter((claim) => claim.verdict === verdict);
  const told = options.derivation === undefined ? withVerdict('does_not_hold') : [...withVerdict('does_not_hold'), ...withVerdict('holds')];
  const listed = options.derivation === undefined ? withVerdict('holds') : [];
  const untold = withVerdict('cannot_tell');
  const columns: readonly Column[] = [{ flex: 0 }, { flex: 0 }, {}];
  const rows = told.map((claim): Row => [[plain(claim.clause)], [claim.verdict === 'does_not_hold' ? toned('warn', text.claim[claim.verdict]) : plain(text.claim[claim.verdict])], [toned('dim', claim.because)]]);
  const clauses = (claims: AssessedWorkload['claims']): string => claims.map(({ clause }) => clause).join(' ');
  const rest = [...(listed.length === 0 ? [] : [plain(text.holdsToo(clauses(listed)))]), ...(untold.length === 0 ? [] : [toned('dim', text.cannotTell(clauses(untold)))])];
  return layoutTable(columns, [...rows, { across: rest, indent: 0 }], layoutOptions(canvas, { width: bodyWidth(canvas) }));
}

function footer(assessment: Assessment, canvas: Canvas): readonly Rich[] {
  return layoutTable([{ lines: 8 }], [[[toned('dim', provenance(assessment, canvas.text))]]], layoutOptions(canvas));
}

