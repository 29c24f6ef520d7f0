/** How the numbers come about: per class every criterion's weight, values and contribution, which add up to the lead. */
import type { AssessedPart, AssessedWorkload } from '../assessment/assessment.js';
import { MONEY_TEXTS } from '../text/money.js';
import { formatList, formatThousandths, formatValue, formatWeight } from '../text/format.js';
import { INDENT, layoutOptions, toneOf, type Canvas } from './canvas.js';
import { contributions, leadInThousandths, type Contribution } from './contributions.js';
import { plain, toned, type Rich } from './layout/rich.js';
import { layoutTable, type Cell, type Column, type Row } from './layout/table.js';
import { moneyRows } from './money.js';
import { answersText, betterText, flipText, jointFlipText, leadText, openQuestions, questionTitle, shareOf, sideText, weightRangeText, weightShiftText, withClauses } from './view.js';

export function derivation(workload: AssessedWorkload, canvas: Canvas): readonly Rich[] {
  const { text, options } = canvas;
  const open = openQuestions(workload, options.language);
  const intro: Cell = [
    toned('bold', text.heading.derivation),
    toned('dim', text.derivationHow),
    ...(open.length === 0 ? [] : [toned('dim', text.openAnswers(formatList(open, options.language)))]),
  ];
  return [...block(intro, canvas), ...workload.parts.flatMap((part) => [[], ...derivationOfPart(part, workload, canvas)]), ...moneyDerivation(workload, canvas)];
}

/** Every line of what a month costs on each side, and how it was reckoned. */
function moneyDerivation(workload: AssessedWorkload, canvas: Canvas): readonly Rich[] {
  const { text, options } = canvas;
  const words = MONEY_TEXTS[options.language];
  const rows = moneyRows(workload, options.language);
  if (rows.length === 0) return [];
  const columns: readonly Column[] = [{ flex: 0, max: 12 }, { min: 12, flex: 1 }, { min: 12, flex: 1 }, { min: 16, flex: 2 }];
  const several = workload.parts.length > 1;
  const cells = rows.map(({ part, side, label, amount, formula }): Row => [
    [toned(toneOf[side], text.recommendation[side]), ...(several ? [toned('dim', part)] : [])], [plain(label)], [plain(amount)], [toned('dim', formula)],
  ]);
  const notes = (workload.cost?.notes ?? []).map((note) => toned('dim', note));
  return [[], ...block([toned('bold', words.heading)], canvas), ...layoutTable(columns, cells, layoutOptions(canvas, { indent: INDENT })), ...block(notes, canvas)];
}

function block(cell: Cell, canvas: Canvas, indent = INDENT): readonly Rich[] {
  return cell.length === 0 ? [] : layoutTable([{}], [[cell]], layoutOptions(canvas, { indent }));
}

function derivationOfPart(part: AssessedPart, workload: AssessedWorkload, canvas: Canvas): readonly Rich[] {
  const { text, options } = canvas;
  const joint = jointFlipText(part, text, options.language);
  const flips = [...part.flips.map((flip) => flipText(flip, text)), ...(joint === '' ? [] : [joint])];
  const name: Rich = [{ text: text.derivationOf(part.name, shareOf(part, text)), tone: 'bold' }, { text: text.bracket(text.evidence[part.share_evidence]), tone: 'dim' }];
  return [
    ...block([name], canvas),
    ...(part.criteria.length === 0 ? [] : criteriaTable(part, canvas)),
    ...block([betterText(part, text), weightShiftText(part, text)].filter((words) => words !== '').map(plain), canvas),
    ...block(flips.length === 0 ? [] : [toned('dim', text.flips)], canvas),
    ...block(flips.map(plain), canvas, 2 * INDENT),
    ...block([toned('dim', text.heading.gates)], canvas),
    ...gatesTable(part, workload, canvas),
  ];
}

function criteriaTable(part: AssessedPart, canvas: Canvas): readonly Rich[] {
  const { text } = canvas;
  const header = (words: string): Rich => toned('dim', words);
  const columns: readonly Column[] = [
    { header: header(text.column.criterion), min: 10, flex: 0, max: 20 },
    { header: header(text.column.weight), align: 'right', flex: 0 },
    { header: header(text.column.local), align: 'right', flex: 0 },
    { header: header(text.column.api), align: 'right', flex: 0 },
    { header: header(text.column.contribution), align: 'right', flex: 0 },
    { header: header(text.column.from) },
  ];
  const all = contributions(part);
  const sum = leadInThousandths(all);
  const total: Row = [[toned('bold', sum === null ? '' : leadText(part, text))], [], [], [], [sum === null ? [] : toned('bold', formatThousandths(sum))], []];
  const rows = all.map((one) => criterionRow(one, part, canvas));
  return layoutTable(columns, [...rows, ...(sum === null ? [] : ['rule' as const, total])], layoutOptions(canvas, { indent: INDENT }));
}

function criterionRow({ criterion, thousandths }: Contribution, part: AssessedPart, canvas: Canvas): Row {
  const { text, draw, options } = canvas;
  const number = (value: number | null, format: (value: number) => string): Cell => [plain(value === null ? draw.dash : format(value))];
  const answers = answersText(criterion, options.language);
  const range = weightRangeText(criterion, part, text);
  const from: Cell = [
    ...(answers === '' ? [] : [plain(answers)]),
    plain(withClauses(criterion.because, criterion.clauses, text)),
    ...(range === '' ? [] : [toned('dim', range)]),
  ];
  return [
    [plain(criterion.title)],
    [plain(formatWeight(criterion.weight))],
    number(criterion.local, formatValue),
    number(criterion.api, formatValue),
    number(thousandths, formatThousandths),
    from,
  ];
}

/** Every gate that speaks, and how many do not. */
function gatesTable(part: AssessedPart, workload: AssessedWorkload, canvas: Canvas): readonly Rich[] {
  const { text, options } = canvas;
  const columns: readonly Column[] = [{ flex: 0 }, { flex: 0 }, {}];
  const rows = part.gates.map((gate): Row => {
    const questions = gate.questions.length === 0 ? [] : [plain(text.hangsOn(formatList(gate.questions.map((question) => questionTitle(question, workload, options.language)), options.language)))];
    return [
      [toned(gate.verdict === 'blocks' ? 'bad' : 'warn', text.gate[gate.verdict])],
      [toned(toneOf[gate.target.side], sideText(gate, part, workload, text))],
      [[{ text: `${gate.title} ` }, { text: `[${gate.rule}]`, tone: 'dim' }], ...questions, toned('dim', `${text.basis[gate.basis]}${text.colon}${gate.source}`)],
    ];
  });
  const counted = text.gatesCounted(part.gates_counted.satisfied, part.gates_counted.not_applicable);
  return [...layoutTable(columns, rows, layoutOptions(canvas, { indent: 2 * INDENT })), ...block([toned('dim', counted)], canvas, 2 * INDENT)];
}
