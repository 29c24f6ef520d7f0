/** What every report for people picks out of an Assessment, before it decides how that looks. Nothing here judges anew. */
import type { AssessedCriterion, AssessedGate, AssessedOption, AssessedPart, AssessedWorkload, Flip, NextStep } from '../assessment/assessment.js';
import { bearsOnSome } from '../assessment/bearing.js';
import { isTippedByRules, leaderByCriteria } from '../assessment/lead.js';
import { QUESTIONS, type Language, type Side } from '../profile/vocabulary.js';
import { factName } from '../text/facts.js';
import { formatList, formatShare, formatSplit, midSentence } from '../text/format.js';
import { REPORT_TEXT, type ReportText } from '../text/report.js';
import { speakingFor } from './contributions.js';

export const otherSide = (side: Side): Side => (side === 'local' ? 'api' : 'local');

/** A reason with the clauses behind it. */
export const withClauses = (because: string, clauses: readonly string[], text: ReportText): string => (clauses.length === 0 ? because : `${because}${text.bracket(clauses.join(' '))}`);

/** What decided, in a few words, for the table of workloads. */
export function shortReason(workload: AssessedWorkload, language: Language): string {
  const text = REPORT_TEXT[language];
  const sides = new Set(workload.parts.map(({ side }) => side));
  if (sides.size > 1) return workload.parts.every(({ kind }) => kind !== undefined) ? text.byLoad : text.bySplit;
  const largest = workload.parts.reduce((most, part) => (part.share > most.share ? part : most));
  return partReason(largest, text, language);
}

function partReason(part: AssessedPart, text: ReportText, language: Language): string {
  const blocking = part.gates.filter((gate) => gate.verdict === 'blocks');
  if (part.side === 'none') return blocking[0]?.title ?? '';
  const rival = otherSide(part.side);
  if (part.firmness === 'gate') return blocking.find((gate) => gate.target.side === rival)?.title ?? text.firmness.gate;
  if (part.firmness === 'only_option') return text.noOption(rival);
  const criteria = speakingFor(part.side, part).slice(0, 2);
  if (criteria.length === 0) return text.nothingWeighs;
  return formatList(criteria.map(({ title }) => midSentence(title)), language);
}

/** The option that a class is to run on: where it is to stay, the one that it stays on. */
export function chosenOption(part: AssessedPart, workload: AssessedWorkload): AssessedOption | undefined {
  const id = part.stays_with ?? part.option;
  return workload.options.find((option) => option.id === id && option.part === (part.of ?? part.id)) ?? workload.options.find((option) => option.id === id);
}

/** How an option stands, in words. `after` without a condition that is known: an open rule may yet add one. */
export function standingText({ admissible, conditions }: AssessedOption, text: ReportText): string {
  return admissible === 'after' && conditions.length === 0 ? text.mayHaveConditions : text.admissible[admissible];
}

/** What to do with the recommendation for now. */
export function adviceTexts({ advice, runs_today: today }: AssessedWorkload, text: ReportText): readonly string[] {
  return advice.map((one) => (one === 'stay' && (today === 'local' || today === 'api') ? text.stayOn(today) : text.advice[one]));
}

/** Options and lines of a cost are of whole classes of traffic, also where base and bursts of one are parts of their own. */
export function wholeClasses({ parts, cost }: AssessedWorkload): { readonly several: boolean; readonly nameOf: (id: string) => string } {
  return {
    several: new Set(parts.map(({ id, of = id }) => of)).size > 1,
    nameOf: (id) => parts.find((part) => part.id === id)?.name ?? cost?.loads?.find(({ part }) => part === id)?.name ?? id,
  };
}

/** What a rule says, of one side or of both, with the classes for which it says the same. */
export interface Ruling {
  readonly gate: AssessedGate;
  readonly parts: readonly AssessedPart[];
  /** `some`: it bears on some options of the side, not on all. */
  readonly targets: readonly { readonly side: Side; readonly some: boolean }[];
  /** What each answer would do, while it is open. */
  readonly answers: readonly AnswersToGate[];
}

interface AnswersToGate {
  readonly question: string;
  readonly title: string;
  readonly side: Side;
  readonly levels: readonly { readonly label: string; readonly verdict: AssessedGate['verdict'] | 'clear'; readonly some: boolean }[];
}

const VERDICT_ORDER = ['blocks', 'conditions', 'open'] as const;

/** The gates of all classes, each said once; those that bar first. */
export function rulings(workload: AssessedWorkload): readonly Ruling[] {
  return rulingsAmong(workload, ({ gates }) => gates);
}

function rulingsAmong(workload: AssessedWorkload, gatesOf: (part: AssessedPart) => readonly AssessedGate[]): readonly Ruling[] {
  const byKey = new Map<string, { gate: AssessedGate; parts: AssessedPart[]; targets: { side: Side; some: boolean }[]; answers: AnswersToGate[] }>();
  for (const part of workload.parts) {
    for (const gate of gatesOf(part)) {
      // Open rules that a warning stands for are in the JSON.
      if (gate.summed_in !== undefined) continue;
      const { side } = gate.target;
      const key = JSON.stringify([gate.rule, gate.verdict, gate.because, gate.conditions, gate.questions, gate.accepted]);
      const ruling = byKey.get(key) ?? { gate, parts: [], targets: [], answers: [] };
      byKey.set(key, ruling);
      if (!ruling.parts.includes(part)) ruling.parts.push(part);
      if (ruling.targets.some((target) => target.side === side)) continue;
      ruling.targets.push({ side, some: bearsOnSome(gate.target, part, workload) });
      ruling.answers.push(...answersTo(gate, part, workload));
    }
  }
  return VERDICT_ORDER.flatMap((verdict) => [...byKey.values()].filter(({ gate }) => gate.verdict === verdict));
}

function answersTo({ answers = [], target: { side } }: AssessedGate, part: AssessedPart, workload: AssessedWorkload): readonly AnswersToGate[] {
  return answers.map(({ question, title, levels }) => ({
    question, title, side,
    levels: levels.map(({ label, verdict, options }) => ({ label, verdict, some: bearsOnSome({ side, options }, part, workload) })),
  }));
}

/** Short name of a question: from wherever in the assessment it is named, else that of the fact; the same for the path of a condition. */
export function questionTitle(named: string, workload: AssessedWorkload, language: Language): string {
  const question = named.replace(/^w\./, '');
  for (const part of workload.parts) {
    for (const { answers } of part.criteria) {
      const title = answers.find((answer) => answer.question === question)?.title;
      if (title !== undefined) return title;
    }
    const flip = part.flips.find((candidate) => candidate.question === question);
    if (flip !== undefined) return flip.title;
  }
  const path = named.includes('.') ? named.replace(/^organisation\./, 'org.') : `w.${named}`;
  const name = factName(path, language);
  return name === path ? named : name;
}

export const flipText = (flip: Flip, text: ReportText): string => text.flip(flip.title, flip.from_label, flip.to_label, text.recommendation[flip.side]);

/** Open questions of all classes, in the order of the profile. */
export function openQuestions(workload: AssessedWorkload, language: Language): readonly string[] {
  const open = new Set(workload.parts.flatMap((part) => part.open_questions));
  return QUESTIONS.filter((question) => open.has(question)).map((question) => questionTitle(question, workload, language));
}

/** The rules that stand in the way of what is recommended, or that bar the other side; and how many bear on other options only. */
export function rulingsInTheWay(workload: AssessedWorkload): { readonly shown: readonly Ruling[]; readonly others: number } {
  const shown = rulingsAmong(workload, (part) => part.gates.filter((gate) => isInTheWay(gate, part, workload)));
  const rules = new Set(shown.map(({ gate }) => gate.rule));
  return { shown, others: new Set(workload.parts.flatMap(({ gates }) => gates.filter(({ summed_in }) => summed_in === undefined).map(({ rule }) => rule)).filter((rule) => !rules.has(rule))).size };
}

/** The side that leads, or the one that it is to stay on. */
function sideItRunsOn({ side, stays_with: stays }: AssessedPart, { runs_today: today }: AssessedWorkload): AssessedPart['side'] {
  return stays !== undefined && (today === 'local' || today === 'api') ? today : side;
}

function isInTheWay(gate: AssessedGate, part: AssessedPart, workload: AssessedWorkload): boolean {
  const { side, options } = gate.target;
  if (part.side === 'none') return true;
  const runs = sideItRunsOn(part, workload);
  const chosen = part.stays_with ?? part.option;
  if (side === runs) return chosen === null || options.length === 0 || options.includes(chosen);
  return gate.verdict === 'blocks' && !bearsOnSome(gate.target, part, workload);
}

/** The verdict of a rule in words: "Rules out API", "Some LOCAL options only on conditions; API only on conditions". */
export function rulingText({ gate, targets }: Ruling, text: ReportText): string {
  return targets.map(({ side, some }) => (some ? text.rulingSome : text.ruling)(side, gate.verdict)).map((words, index) => (index === 0 ? words : midSentence(words))).join(text.separator);
}

/** The side that a rule bears on, and whether on some of its options only. */
export function sideText({ target }: AssessedGate, part: AssessedPart, workload: AssessedWorkload, text: ReportText): string {
  return `${text.recommendation[target.side]}${bearsOnSome(target, part, workload) ? text.bracket(text.someOptions) : ''}`;
}

/** Task, volume and where it runs today, as far as they are known. */
export function workloadFacts(workload: AssessedWorkload, text: ReportText): readonly string[] {
  return [
    ...(workload.task === null ? [] : [text.task[workload.task]]),
    ...(workload.requests_per_day === null ? [] : [text.requestsPerDay(workload.requests_per_day)]),
    ...(workload.runs_today === null || workload.runs_today === 'none' ? [] : [text.today[workload.runs_today]]),
  ];
}

/** A share, with its range where it is assumed. */
export function shareOf({ share, share_range: range }: AssessedPart, text: ReportText): string {
  return range === undefined ? formatShare(share) : `${formatShare(share)}${text.bracket(`${formatShare(range.low)}-${formatShare(range.high)}`)}`;
}

/** The answers behind a criterion: "data sensitivity: restricted (stated)". */
export function answersText(criterion: AssessedCriterion, language: Language): string {
  const text = REPORT_TEXT[language];
  return criterion.answers.map(({ title, label, evidence }) => text.answer(title, label, evidence === 'unknown' ? '' : text.bracket(text.evidence[evidence]))).join(text.separator);
}

/** Weights at which the same side still wins; said only where the criterion could tip it. */
export function weightRangeText(criterion: AssessedCriterion, part: AssessedPart, text: ReportText): string {
  const interval = part.weight_intervals.find((one) => one.criterion === criterion.id);
  if (interval === undefined || (interval.low <= 0 && interval.high >= 1)) return '';
  return text.weightRange(formatShare(interval.low), formatShare(interval.high));
}

/** Who leads by the sum of contributions, or why there is no sum. */
export function leadText(part: AssessedPart, text: ReportText): string {
  if (part.lead !== null) return text.lead(leaderByCriteria(part.lead));
  return part.side === 'none' ? text.noLeadAtAll : text.noLead(otherSide(part.side));
}

/** In how many of the cases considered each side is the better one; nothing was compared where a rule decided. */
export function betterText(part: AssessedPart, text: ReportText): string {
  if (part.lead === null) return leadText(part, text);
  const { local, api, completions, method, in_ranking: ranked } = part.acceptability;
  const shares = formatSplit({ local, api });
  const all = text.better(shares.local, shares.api, completions, method === 'exact');
  if (ranked === undefined) return all;
  const kept = formatSplit(ranked);
  return `${all}${text.space}${text.betterInRanking(kept.local, kept.api)}`;
}

/** The next steps without the question, which reports show on its own. */
export function stepsBesideQuestion(workload: AssessedWorkload): readonly NextStep[] {
  const question = workload.next_question?.text;
  return question === undefined ? workload.next_steps : workload.next_steps.filter(({ action }) => !action.endsWith(question));
}

/** Numbers of the next steps that say a gate's conditions; undefined where one of them is no step. */
export function stepsOfConditions(gate: AssessedGate, workload: AssessedWorkload): readonly number[] | undefined {
  const actions = stepsBesideQuestion(workload).map(({ action }) => action.toLowerCase());
  const numbers = gate.conditions.map((condition) => actions.findIndex((action) => action.includes(condition.toLowerCase())) + 1);
  return numbers.length === 0 || numbers.includes(0) ? undefined : [...new Set(numbers)].sort((a, b) => a - b);
}

/** A reason that the summary has told already need not be told again. */
export const isToldInSummary = (because: string, workload: AssessedWorkload): boolean =>
  [workload.summary, ...workload.parts.map((part) => part.summary)].some(({ why }) => why.includes(because));

/** Answers that flip it together, where none does alone. */
export function jointFlipText(part: AssessedPart, text: ReportText, language: Language): string {
  if (part.joint_flip === null) return '';
  const { changes, side } = part.joint_flip;
  return text.flipsTogether(formatList(changes.map((change) => text.flipChange(change.title, change.from_label, change.to_label)), language), text.recommendation[side]);
}

const criterionTitle = (id: string, part: AssessedPart): string => midSentence(part.criteria.find((criterion) => criterion.id === id)?.title ?? id);

/** How much weight has to move before the other side leads, or that weights alone did not decide; nothing where no two sides were weighed. */
export function weightShiftText(part: AssessedPart, text: ReportText): string {
  if (part.lead === null) return '';
  if (part.side !== 'none' && isTippedByRules(part.side, part.lead)) return text.tippedByRules(part.side);
  return part.weight_shift === null ? text.noWeightShift : text.weightShift(formatShare(part.weight_shift.share), criterionTitle(part.weight_shift.to, part));
}

/** That no question is left that could change it, where some are open; a cost that is not known may, where two sides were weighed without it. */
export function nothingToAsk({ parts, cost }: AssessedWorkload, text: ReportText): string | undefined {
  if (parts.every((part) => part.open_questions.length === 0)) return undefined;
  const unpriced = cost !== undefined && (cost.local === null || cost.api === null) && parts.some(({ lead, firmness }) => lead !== null && firmness !== 'decided');
  return unpriced ? text.nothingToAskButCost : text.nothingToAsk;
}

/** What each answer to the next question leads to, answers with the same outcome together; or that none of them changes it by itself. */
export function outcomeTexts({ next_question: question }: AssessedWorkload, text: ReportText): readonly string[] {
  if (question === null || question.outcomes.length === 0) return [];
  const groups = byEffect(question.outcomes.map(({ label, recommendation }) => ({ label, effect: text.recommendation[recommendation] })), text);
  const [only, ...others] = groups;
  if (only !== undefined && others.length === 0) return [text.noneAlone(only.effect, question.others.length > 0)];
  return groups.map(({ labels, effect }) => text.outcome(labels, effect));
}

/** That rules hang on the answer to the next question, where they do; and why it is asked where it changes nothing, or hardly ever does. */
export function rulesOnAnswer({ gate, seldom = false, outcomes, others }: NonNullable<AssessedWorkload['next_question']>, text: ReportText): readonly string[] {
  if (!gate) return [];
  const changes = new Set(outcomes.map(({ recommendation }) => recommendation)).size > 1;
  if (changes) return [seldom ? text.confirmAllTheSame(true) : text.ruleHangsOnIt];
  return [outcomes.length > 0 && others.length === 0 ? text.confirmAllTheSame(false) : text.ruleHangsOnIt];
}

/** What an open rule hangs on: what each answer would do, and the names of what no few answers can be told apart of. */
export function openRuleTexts({ gate, answers }: Ruling, workload: AssessedWorkload, text: ReportText, language: Language): readonly string[] {
  if (gate.verdict !== 'open') return [];
  const untold = gate.questions.filter((path) => answers.every(({ question }) => question !== path));
  return [
    ...answers.map(({ title, side, levels }) => {
      const groups = byEffect(levels.map(({ label, verdict, some }) => ({ label, effect: verdict === 'clear' ? text.notInTheWay : midSentence((some ? text.rulingSome : text.ruling)(side, verdict)) })), text);
      return text.answersTo(title, groups.map(({ labels, effect }) => text.outcome(labels, effect)).join(text.separator));
    }),
    ...(untold.length === 0 ? [] : [text.hangsOn(formatList(untold.map((path) => questionTitle(path, workload, language)), language))]),
  ];
}

/** Why a rule says what it says; of an open one nobody knows yet whether that is so here. */
export const reasonOf = ({ verdict, because }: AssessedGate, text: ReportText): string => (verdict === 'open' ? text.ifItApplies(because) : because);

/** So many answers with one effect are named; the largest group beyond that is what is left. */
const ANSWERS_NAMED = 4;

function byEffect(answers: readonly { readonly label: string; readonly effect: string }[], text: ReportText): readonly { readonly labels: string; readonly effect: string }[] {
  const groups = [...new Set(answers.map(({ effect }) => effect))].map((effect) => ({ effect, labels: answers.filter((answer) => answer.effect === effect).map(({ label }) => label) }));
  const largest = groups.reduce((most, { labels }) => Math.max(most, labels.length), ANSWERS_NAMED + 1);
  const rest = groups.length > 1 ? groups.find(({ labels }) => labels.length === largest) : undefined;
  return [...groups.filter((group) => group !== rest), ...(rest === undefined ? [] : [rest])]
    .map((group) => ({ effect: group.effect, labels: group === rest ? text.anyOther : text.or(group.labels) }));
}
