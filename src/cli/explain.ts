/** `ai-path explain`: what a name in a report means, in words, with where it comes from. */
import { PLACES, SIDES, type Language, type Level, type Question, type Text } from '../profile/vocabulary.js';
import { padding, paint, plain, toned, type Rich, type Span } from '../report/layout/rich.js';
import { layoutTable, type Column, type Row as TableRow } from '../report/layout/table.js';
import { wrap } from '../report/layout/wrap.js';
import type { Claim, Criterion, Gate, Pack, QuestionText, Row, SideValue, Source, Warning } from '../rules/pack.js';
import type { Rulebook } from '../rules/rulebook.js';
import { questionOf, RULE_SCOPE } from '../rules/scope.js';
import { EXPLAIN, SUBJECTS, USAGE } from '../text/cli.js';
import { FACT_NAMES, factName, itemName } from '../text/facts.js';
import { REPORT_TEXT } from '../text/report.js';
import { EXIT, type ExitCode } from './exit.js';
import { entriesNamed, entryIds } from './catalogue.js';
import { meantOrHelp, usageError } from './options.js';
import { rulebookWith } from './rule-files.js';
import type { Session } from './session.js';
import { styleFor } from './style.js';
import { hasColour, hasUnicode, widthOf } from './terminal.js';

export async function explainCommand(id: string | undefined, ruleFiles: readonly string[], session: Session): Promise<ExitCode> {
  const page: Page = { language: session.language, width: Math.min(widthOf(session.stdout, session.env), 110), unicode: hasUnicode(session.env) };
  const subjects = subjectsOf(await rulebookWith(ruleFiles));
  const lines = id === undefined ? listOf(subjects, page) : explanationsOf(id, subjects, page);
  await session.output.print(paint(lines, styleFor(hasColour(session.stdout, session.env))));
  return EXIT.done;
}

interface Page {
  readonly language: Language;
  readonly width: number;
  readonly unicode: boolean;
}

// ── what there is ───────────────────────────────────────────────────────────────────────────────────────────────────

type Kind = 'criteria' | 'questions' | 'clauses' | 'gates' | 'claims' | 'warnings' | 'facts';

interface Subject {
  readonly kind: Kind;
  /** As the list shows it. */
  readonly id: string;
  /** Other names: the short form of `pack/id`. */
  readonly aliases: readonly string[];
  readonly title: Text;
  readonly explain: (page: Page) => readonly Rich[];
}

/** What conditions read and is no question of its own. */
const FACTS = Object.keys(RULE_SCOPE).filter((path) => path in FACT_NAMES.en && questionOf(path) === undefined);

function subjectsOf(rulebook: Rulebook): readonly Subject[] {
  const packs = rulebook.packs.map(({ pack }) => pack);
  return [
    ...packs.flatMap((pack) => (pack.criteria ?? []).map((criterion) => subject('criteria', criterion.id, criterion.title, (page) => explainCriterion(criterion, pack, packs, page)))),
    ...packs.flatMap((pack) => (pack.questions ?? []).map((question) => subject('questions', question.id, question.title, (page) => explainQuestion(question, packs, page)))),
    ...clausesOf(packs).map((clause) => subject('clauses', clause, claimOn(clause, packs), (page) => explainClause(clause, packs, page))),
    ...packs.flatMap((pack) => (pack.gates ?? []).map((gate) => rule('gates', pack, gate.id, gate.title, (page) => explainGate(gate, pack, page)))),
    ...packs.flatMap((pack) => (pack.claims ?? []).map((claim) => rule('claims', pack, claim.id, claim.claim, (page) => explainClaim(claim, pack, page)))),
    ...packs.flatMap((pack) => (pack.warnings ?? []).map((warning) => rule('warnings', pack, warning.id, warning.text, (page) => explainWarning(warning, pack, page)))),
    ...FACTS.map((path) => subject('facts', path, { en: factName(path, 'en'), zh: factName(path, 'zh') }, (page) => explainFact(path, rulebook, page))),
  ];
}

/** Names that `ai-path explain` takes, beside those of the catalogue. */
export function explainableIds(rulebook: Rulebook): readonly string[] {
  return [...new Set(subjectsOf(rulebook).map(({ id }) => id))];
}

function subject(kind: Kind, id: string, title: Text, explain: Subject['explain']): Subject {
  return { kind, id, aliases: [], title, explain };
}

function rule(kind: Kind, pack: Pack, id: string, title: Text, explain: Subject['explain']): Subject {
  return { kind, id: `${pack.id}/${id}`, aliases: [id], title, explain };
}

/** Every clause that something cites, in the order of the article. */
function clausesOf(packs: readonly Pack[]): readonly string[] {
  const cited = packs.flatMap((pack) => [
    ...(pack.claims ?? []).map(({ clause }) => clause),
    ...(pack.criteria ?? []).flatMap(({ clauses }) => clauses),
    ...(pack.gates ?? []).flatMap(({ clauses }) => clauses ?? []),
    ...(pack.questions ?? []).flatMap(({ clause }) => clause ?? []),
  ]);
  const chapter = (clause: string): string => `${'RADH'.indexOf(clause.charAt(0)) + 1}${clause}`;
  return [...new Set(cited)].sort((a, b) => (chapter(a) < chapter(b) ? -1 : 1));
}

function claimOn(clause: string, packs: readonly Pack[]): Text {
  const claim = packs.flatMap((pack) => pack.claims ?? []).find((candidate) => candidate.clause === clause);
  return claim?.claim ?? { en: '', zh: '' };
}

function listOf(subjects: readonly Subject[], page: Page): readonly Rich[] {
  const kinds = [...new Set(subjects.map(({ kind }) => kind))];
  const columns: readonly Column[] = [{ flex: 0, max: 44 }, { lines: 2 }];
  return [
    ...kinds.flatMap((kind) => {
      const rows = subjects.filter((each) => each.kind === kind).map(({ id, title }): TableRow => [[plain(id)], [plain(title[page.language])]]);
      return [toned('bold', SUBJECTS[kind][page.language]), ...table(columns, rows, page, 2), []];
    }),
    toned('dim', EXPLAIN.more[page.language]),
  ];
}

/** A name may stand for two things, a criterion and a question: both are explained. */
function explanationsOf(id: string, subjects: readonly Subject[], page: Page): readonly Rich[] {
  const wanted = id.toLowerCase();
  const found = subjects.filter((each) => [each.id, ...each.aliases].some((name) => name.toLowerCase() === wanted));
  if (found.length === 0) {
    const entries = entriesNamed(id, page.language);
    if (entries.length > 0) return entries.map(plain);
    const names = [...subjects.flatMap((each) => [each.id, ...each.aliases]), ...entryIds(page.language)];
    throw usageError('unknown-subject', 'ai-path explain', USAGE.unknownSubject(id), meantOrHelp(id, names, 'ai-path explain'));
  }
  return found.flatMap((each, index) => [...(index === 0 ? [] : [[]]), ...each.explain(page)]);
}

// ── explanations ────────────────────────────────────────────────────────────────────────────────────────────────────

function explainCriterion(criterion: Criterion, pack: Pack, packs: readonly Pack[], page: Page): readonly Rich[] {
  const { language } = page;
  const { anchors, fed_by: fedBy, clauses, rows, adjustments = [], evaluation } = criterion;
  return [
    ...title(criterion.id, criterion.title, EXPLAIN.criterion, page),
    ...paragraph(EXPLAIN.anchors(anchors.worst[language], anchors.best[language])[language], page),
    ...fields([
      [EXPLAIN.clauses, clauses.join(' ')],
      [EXPLAIN.fedBy, fedBy.join(EXPLAIN.comma[language])],
      [EXPLAIN.source, sourceText(pack.sources[criterion.source], language)],
    ], page),
    [],
    ...heading(EXPLAIN.value, page),
    ...rows.flatMap((row, index) => [...(index === 0 ? [] : [[]]), ...explainRow(row, fedBy, packs, page)]),
    ...(evaluation === undefined ? [] : [[], ...paragraph(EXPLAIN.evaluation[language], page), ...paragraph(evaluation.because[language], page)]),
    ...(adjustments.length === 0 ? [] : [[], ...heading(EXPLAIN.adjustments, page)]),
    ...adjustments.flatMap(({ by, side, when, because }) => [
      ...paragraph(`${by > 0 ? '+' : ''}${by} ${side === undefined ? EXPLAIN.everySide[language] : EXPLAIN[side][language]}: ${because[language]}`, page),
      ...paragraph(when, page, 4),
    ]),
  ];
}

/** One below the other: with values for each place, columns would be too narrow to read. */
function explainRow(row: Row, fedBy: readonly Question[], packs: readonly Pack[], page: Page): readonly Rich[] {
  const { language } = page;
  const when = fedBy.filter((question) => row.when[question] !== undefined).map((question) => EXPLAIN.answer(titleOf(question, packs, language), levelsOf(question, row, packs, language))[language]);
  const cited = row.clauses.length === 0 ? '' : ` [${row.clauses.join(' ')}]`;
  const values: readonly TableRow[] = [
    [[toned('local', EXPLAIN.local[language])], [plain(valueText(row.local, language))]],
    [[toned('api', EXPLAIN.api[language])], [plain(valueText(row.api, language))]],
  ];
  return [
    ...paragraph(when.join(EXPLAIN.and[language]) || EXPLAIN.any[language], page),
    ...table([{ flex: 0 }, {}], values, page, 4),
    ...paragraph(`${row.because[language]}${cited}`, page, 4).map((line) => line.map((span): Span => ({ ...span, tone: 'dim' }))),
  ];
}

function explainQuestion(question: QuestionText, packs: readonly Pack[], page: Page): readonly Rich[] {
  const { language } = page;
  const feeds = packs.flatMap((pack) => pack.criteria ?? []).filter(({ fed_by }) => fed_by.includes(question.id)).map(({ id }) => id);
  const columns: readonly Column[] = [{ header: plain(EXPLAIN.level[language]), flex: 0 }, { header: [], max: 24 }, { header: plain(EXPLAIN.means[language]) }];
  return [
    ...title(question.id, question.title, EXPLAIN.question, page),
    ...paragraph(question.ask[language], page),
    ...fields([[EXPLAIN.clauses, question.clause ?? ''], [EXPLAIN.feeds, feeds.join(EXPLAIN.comma[language])]], page),
    [],
    ...table(columns, question.levels.map(({ level, label, means }): TableRow => [[plain(level)], [plain(label[language])], [plain(means[language])]]), page),
  ];
}

function explainClause(clause: string, packs: readonly Pack[], page: Page): readonly Rich[] {
  const used = packs.flatMap((pack) => [
    ...(pack.criteria ?? []).filter(({ clauses, rows }) => clauses.includes(clause) || rows.some((row) => row.clauses.includes(clause))).map(({ id }) => id),
    ...(pack.gates ?? []).filter(({ clauses }) => clauses?.includes(clause) === true).map(({ id }) => `${pack.id}/${id}`),
    ...(pack.questions ?? []).filter((question) => question.clause === clause).map(({ id }) => id),
  ]);
  return [
    ...title(clause, { en: '', zh: '' }, EXPLAIN.clause, page),
    ...fields([[EXPLAIN.usedIn, [...new Set(used)].join(EXPLAIN.comma[page.language])]], page),
    ...packs.flatMap((pack) => (pack.claims ?? []).filter((claim) => claim.clause === clause).flatMap((claim) => [[], ...explainClaim(claim, pack, page)])),
  ];
}

function explainGate(gate: Gate, pack: Pack, page: Page): readonly Rich[] {
  const { language } = page;
  const target = targetOf(gate, language);
  const { effect } = gate;
  const conditions = effect === 'exclude' ? [] : effect.mitigations.map(({ condition }) => condition[language]);
  return [
    ...title(`${pack.id}/${gate.id}`, gate.title, EXPLAIN.gate, page),
    ...paragraph(gate.reason[language], page),
    ...fields([
      [EXPLAIN.applies, gate.when],
      [EXPLAIN.effect, effect === 'exclude' ? EXPLAIN.excludes(target)[language] : EXPLAIN.allowedIf(target, effect.allow_if === 'all')[language]],
      ...conditions.map((condition): Field => [{ en: '', zh: '' }, `- ${condition}`]),
      [EXPLAIN.remedy, gate.remedy[language]],
      [EXPLAIN.basis, REPORT_TEXT[language].basis[gate.basis]],
      [EXPLAIN.clauses, (gate.clauses ?? []).join(' ')],
      [EXPLAIN.source, sourceText(pack.sources[gate.source], language)],
    ], page),
  ];
}

function explainClaim(claim: Claim, pack: Pack, page: Page): readonly Rich[] {
  const { language } = page;
  return [
    ...title(`${pack.id}/${claim.id}`, { en: '', zh: '' }, EXPLAIN.claim, page),
    ...fields([
      [EXPLAIN.says, claim.claim[language]],
      [EXPLAIN.holdsWhen, claim.holds],
      [EXPLAIN.failsWhen, claim.fails],
      [EXPLAIN.clauses, claim.clause],
      [EXPLAIN.source, sourceText(pack.sources[claim.source], language)],
    ], page),
  ];
}

function explainWarning(warning: Warning, pack: Pack, page: Page): readonly Rich[] {
  const { language } = page;
  return [
    ...title(`${pack.id}/${warning.id}`, { en: '', zh: '' }, EXPLAIN.warning, page),
    ...paragraph(warning.text[language], page),
    ...fields([[EXPLAIN.applies, warning.when], [EXPLAIN.source, sourceText(pack.sources[warning.source], language)]], page),
  ];
}

function explainFact(path: string, { gates }: Rulebook, page: Page): readonly Rich[] {
  const { language } = page;
  const type = RULE_SCOPE[path];
  const values = type !== undefined && 'values' in type ? (type.values ?? []) : [];
  const named = values.map((value) => EXPLAIN.item(value, itemName(path, value, language))[language]);
  const [root, ...names] = path.split('.');
  const field = root === 'org' ? ['organisation', ...names].join('.') : root === 'w' ? names.join('.') : EXPLAIN.workedOut[language];
  return [
    ...title(path, { en: factName(path, 'en'), zh: factName(path, 'zh') }, EXPLAIN.fact, page),
    ...fields([
      [EXPLAIN.field, field],
      [EXPLAIN.values, named.join(EXPLAIN.comma[language])],
      [EXPLAIN.usedIn, gates.filter((gate) => gate.reads(path)).map(({ rule }) => rule).join(EXPLAIN.comma[language])],
    ], page),
  ];
}

// ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function questionText(question: Question, packs: readonly Pack[]): QuestionText | undefined {
  return packs.flatMap((pack) => pack.questions ?? []).find(({ id }) => id === question);
}

function titleOf(question: Question, packs: readonly Pack[], language: Language): string {
  return questionText(question, packs)?.title[language] ?? question;
}

function levelsOf(question: Question, row: Row, packs: readonly Pack[], language: Language): string {
  const stated = row.when[question];
  const levels: readonly Level[] = stated === undefined ? [] : typeof stated === 'string' ? [stated] : stated;
  const labels = questionText(question, packs)?.levels;
  return levels.map((level) => labels?.find((each) => each.level === level)?.label[language] ?? level).join(' / ');
}

/** One value for a side, or one for each of its places. */
function valueText(value: SideValue, language: Language): string {
  if (typeof value === 'number') return String(value);
  return PLACES.flatMap((place) => (value[place] === undefined ? [] : [`${REPORT_TEXT[language].place[place]} ${value[place]}`])).join(EXPLAIN.comma[language]);
}

function targetOf({ target }: Gate, language: Language): string {
  if (target.places !== undefined) return target.places.map((place) => REPORT_TEXT[language].place[place]).join(EXPLAIN.comma[language]);
  const side = SIDES.find((each) => each === target.side);
  return side === undefined ? EXPLAIN.everySide[language] : EXPLAIN[side][language];
}

function sourceText(source: Source | undefined, language: Language): string {
  if (source === undefined) return '';
  const url = source.url === undefined ? '' : ` ${source.url}`;
  return EXPLAIN.sourced(source.title[language], source.date, EXPLAIN.grade[source.grade][language])[language] + url;
}

// ── layout ──────────────────────────────────────────────────────────────────────────────────────────────────────────

type Field = readonly [label: Text, value: string];

function title(id: string, name: Text, kind: Text, { language, width }: Page): readonly Rich[] {
  const words = name[language] === '' ? '' : ` ${name[language]}`;
  return wrap([...toned('bold', id), ...plain(words), ...toned('dim', `  ${kind[language]}`)], width);
}

function heading(text: Text, { language }: Page): readonly Rich[] {
  return [[...padding(2), ...toned('bold', text[language])]];
}

function paragraph(text: string, { width }: Page, indent = 2): readonly Rich[] {
  return text === '' ? [] : wrap(plain(text), width - indent).map((line) => [...padding(indent), ...line]);
}

/** Labels in one column, values in the other; what has no value is left out. */
function fields(all: readonly Field[], page: Page): readonly Rich[] {
  const rows = all.filter(([, value]) => value !== '').map(([label, value]): TableRow => [[toned('dim', label[page.language])], [plain(value)]]);
  return rows.length === 0 ? [] : table([{ flex: 0 }, {}], rows, page);
}

function table(columns: readonly Column[], rows: readonly TableRow[], { width, unicode }: Page, indent = 2): readonly Rich[] {
  return layoutTable(columns, rows, { width, indent, ellipsis: unicode ? '…' : '...', rule: unicode ? '─' : '-' });
}
