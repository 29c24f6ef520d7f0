/** Two assessments side by side: what is decided otherwise, and because of which answer, weight, rule, version or date. */
import type { Attribution } from '../gate/attribution.js';
import type { Cause, Difference, WorkloadDifference } from '../gate/diff.js';
import type { Language } from '../profile/vocabulary.js';
import { formatUsd } from '../text/format.js';
import { MONEY_TEXTS } from '../text/money.js';
import type { AssessedWorkload } from '../assessment/assessment.js';
import { DIFF_TEXT, type DiffText } from '../text/diff.js';
import { REPORT_TEXT } from '../text/report.js';
import { INDENT } from './canvas.js';
import { verdictOf } from './comparison.js';
import { toJson } from './json.js';
import { asciiPunctuation, mapStrings, sanitiseForTerminal } from './layout/sanitise.js';
import { paint, plain, toned, type Rich } from './layout/rich.js';
import { wrap } from './layout/wrap.js';
import { adviceTexts } from './view.js';
import type { RenderOptions } from './options.js';

/** Attributions: only where both profiles are at hand. */
export interface Compared {
  readonly difference: Difference;
  readonly attributions: readonly Attribution[] | undefined;
}

export function renderDiff(given: Compared, options: RenderOptions): string {
  const clean = options.unicode ? sanitiseForTerminal : (text: string): string => asciiPunctuation(sanitiseForTerminal(text));
  const { difference, attributions } = mapStrings(given, clean);
  const text = DIFF_TEXT[options.language];
  const { organisation, workloads, causes } = difference;
  const name = REPORT_TEXT[options.language].recommendation;
  const whole = organisation.before === organisation.after ? name[organisation.after] : text.arrow(name[organisation.before], name[organisation.after]);
  const line = (words: Rich, indent = 0): readonly Rich[] => wrap(words, options.width - indent).map((part) => [{ text: ' '.repeat(indent) }, ...part]);
  const lines: readonly Rich[] = [
    ...line([{ text: organisation.name, tone: 'bold' }, { text: `${text.colon}${whole}` }]),
    ...(difference.decision ? [] : line(plain(workloads.some(({ verdict }) => verdict) ? text.firmer : text.same))),
    ...workloads.flatMap((workload) => [
      [],
      ...line([{ text: workload.name, tone: 'bold' }, { text: text.colon }, { text: change(workload, options, text), ...(workload.decision ? { tone: 'warn' as const } : {}) }]),
      ...moneyTexts(workload.money, text, options).flatMap((words) => line(plain(words), INDENT)),
      ...workload.causes.flatMap((cause) => line(plain(causeText(cause, text, options)), INDENT)),
      ...(workload.verdict && workload.causes.length === 0 && workload.before !== undefined && workload.after !== undefined ? line(toned('dim', text.nothing), INDENT) : []),
    ]),
    ...(causes.length === 0 ? [] : [[], ...line(toned('bold', text.common)), ...causes.flatMap((cause) => line(plain(causeText(cause, text, options)), INDENT))]),
    ...(attributions === undefined ? [] : [[], ...line(toned('bold', text.changes)), ...attributionLines(attributions, difference, text, options).flatMap((words) => line(words, INDENT))]),
  ];
  return paint(lines, options.style);
}

function change({ before, after, verdict }: WorkloadDifference, { language }: RenderOptions, text: DiffText): string {
  if (before === undefined) return after === undefined ? '' : text.added(verdictOf(after, language));
  if (after === undefined) return text.gone(verdictOf(before, language));
  const [then, now] = [verdictOf(before, language), verdictOf(after, language)];
  return verdict && then !== now ? text.arrow(then, now) : verdict ? now : `${text.unchanged}${text.comma}${now}`;
}

function causeText(cause: Cause, text: DiffText, { language }: RenderOptions): string {
  const what = 'title' in cause && cause.title !== '' ? `${cause.title}${text.colon}` : cause.kind === 'pack' || cause.kind === 'data' ? `${cause.id}${text.colon}` : '';
  const effect = 'effect' in cause ? text.effectOnLines(usd(cause.effect.from, text, language), usd(cause.effect.to, text, language)) : '';
  return `${text.kind[cause.kind]}${text.colon}${what}${text.arrow(cause.from || text.absent(cause.kind), cause.to || text.absent(cause.kind))}${effect}`;
}

const usd = (amount: number | null, text: DiffText, language: Language): string => (amount === null ? text.notKnown : formatUsd(amount, language));

/** What a month costs on each side, and the break-even, where that differs. */
function moneyTexts({ break_even: even, ...ways }: WorkloadDifference['money'], text: DiffText, { language }: RenderOptions): readonly string[] {
  const name = { ...REPORT_TEXT[language].recommendation, recommended: text.asRecommended };
  const volume = (requests: number | null): string => (requests === null ? text.noBreakEven : MONEY_TEXTS[language].volumeOf(requests));
  return [
    ...(['local', 'api', 'recommended'] as const).flatMap((way) => (ways[way] === undefined ? [] : [text.month(name[way], text.arrow(usd(ways[way].from, text, language), usd(ways[way].to, text, language)))])),
    ...(even === undefined ? [] : [text.breakEven(text.arrow(volume(even.from), volume(even.to)))]),
  ];
}

function attributionLines(all: readonly Attribution[], { decision, workloads }: Difference, text: DiffText, { language }: RenderOptions): readonly Rich[] {
  if (all.length === 0) return [plain(text.changesNone)];
  const lines = all.map(({ words, alone, money }): Rich => {
    const effects = alone?.flatMap((workload) => effectText(workload, text, language)) ?? [];
    const decided = alone === undefined ? text.aloneCannot : effects.length === 0 ? text.aloneNothing : text.alone(effects.join(text.comma));
    const said = money === undefined ? decided : `${decided}${text.semicolon}${text.month(text.asRecommended, text.arrow(usd(money.from, text, language), usd(money.to, text, language)))}`;
    return [{ text: `${words.title}${text.colon}${text.arrow(words.from, words.to)}` }, { text: text.aside(said), tone: effects.length === 0 ? 'dim' : 'warn' }];
  });
  const explained = new Set(all.flatMap(({ alone }) => alone?.map(({ id }) => id) ?? []));
  const unexplained = decision && workloads.some((one) => one.decision && one.before !== undefined && one.after !== undefined && !explained.has(one.id));
  return [...lines, ...(unexplained ? [plain(text.together)] : [])];
}

/** What a change alone does to a workload: another recommendation, or the same one otherwise. */
function effectText({ name, before, after }: WorkloadDifference, text: DiffText, language: Language): readonly string[] {
  if (after === undefined) return [];
  if (before?.recommendation !== after.recommendation) return [text.effect(name, REPORT_TEXT[language].recommendation[after.recommendation])];
  return [text.effectWithin(name, verdictWithAdvice(before, language), verdictWithAdvice(after, language))];
}

function verdictWithAdvice(workload: AssessedWorkload, language: Language): string {
  return [verdictOf(workload, language), ...adviceTexts(workload, REPORT_TEXT[language])].join(DIFF_TEXT[language].comma);
}

/** For programs: verdicts and causes, without the whole of both assessments. */
export function renderDiffJson({ difference, attributions }: Compared): string {
  const brief = ({ id, name, before, after, decision, verdict, money, causes }: WorkloadDifference): object => ({ id, name, decision, verdict, before: verdictFields(before), after: verdictFields(after), money, causes });
  return toJson({
    schema: 'ai-path/diff@1',
    ...difference,
    workloads: difference.workloads.map(brief),
    ...(attributions === undefined ? {} : { changes: attributions.map(({ alone, ...change }) => ({ ...change, alone: alone?.map(({ id, after }) => ({ id, ...verdictFields(after) })) ?? null })) }),
  });
}

function verdictFields(workload: WorkloadDifference['after']): object | null {
  return workload === undefined ? null : { recommendation: workload.recommendation, firmness: workload.firmness, split: workload.split };
}
