/** One class of traffic put into words: from contest to a part of the Assessment. */
import type { AssessedGate, AssessedPart, Flip } from '../assessment/assessment.js';
import { isTippedByRules, leaderByCriteria } from '../assessment/lead.js';
import { differencesToRivals, type Contest } from '../decision/contest.js';
import { answerChanges, flips, smallestJointFlip, type AnswerChange, type FlipBy } from '../decision/flips.js';
import { smallestWeightShift, weightInterval } from '../decision/stability.js';
import { weightedLead } from '../decision/weighting.js';
import { lazy, Unrolled, type Draft } from '../lazy.js';
import { LEVELS, type Level, type Question, type Side } from '../profile/vocabulary.js';
import { questionOf } from '../rules/scope.js';
import { changeSentence, costByRuleOfThumbSentence, firmnessSentence, whyPartlyBarredSentence, whyRuledSentence, whySentence, type FirmnessParams } from '../text/assessment.js';
import { openQuestions, representative, type Acceptances, type DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import { assessedCriterion } from './criteria.js';
import { assessedGates, barring, countQuietGates, unique } from './gates.js';
import { factChanges, openFacts, type FactChange } from './facts.js';
import { className, labelOf, titleOf } from './labels.js';
import { moneyOf, unknownCosts } from './money.js';
import { factName } from '../text/facts.js';
import { joinSentences } from '../text/format.js';

export type SummaryDraft = Draft<AssessedPart['summary'], 'firmness' | 'why' | 'change'>;

/** What goes into words is worked out later: a brief has none of it. */
export type PartDraft = Draft<
  Omit<AssessedPart, 'summary'> & { readonly summary: SummaryDraft },
  'criteria' | 'gates' | 'gates_counted' | 'flips' | 'joint_flip' | 'joint_search' | 'weight_shift' | 'weight_intervals'
>;

/** A part, and the first of its flips, which costs less than all of them. */
export interface DescribedPart {
  readonly draft: PartDraft;
  readonly nearestFlip: () => Flip | undefined;
}

/** @param staysOn where its workload runs today and is to stay */
export function describePart(decided: DecidedClass, staysOn: Side | undefined, acceptances: Acceptances, context: AssessContext): DescribedPart {
  const { trafficClass, contest } = decided;
  const { side } = contest;
  const facts = lazy(() => factChanges(decided, context));
  const found = lazy(() => new Unrolled(flips<AnswerChange | FactChange>([lazy(() => answerChanges(decided.modelFor, decided.allowed, context.seed)), facts], side)));
  const nearestFlip = lazy(() => {
    const { first } = found();
    return first === undefined ? undefined : worded(first, context);
  });
  const gates = lazy(() => assessedGates(decided, acceptances, context));
  const rivals = lazy(() => rivalDifferences(decided, context));
  const joint = lazy(() => (found().first === undefined ? jointFlip(decided, facts(), context) : SKIPPED));
  const draft: PartDraft = {
    id: trafficClass.id,
    name: className(trafficClass, context.language),
    share: trafficClass.share,
    share_evidence: trafficClass.shareEvidence,
    ...(trafficClass.shareRange === undefined ? {} : { share_range: trafficClass.shareRange }),
    ...(trafficClass.slice === undefined ? {} : { kind: trafficClass.slice.kind, of: trafficClass.slice.of.id, ...capacityOf(decided, context) }),
    side: side ?? 'none',
    option: representative(decided)?.option.id ?? null,
    ...staysWith(decided, staysOn),
    firmness: contest.firmness,
    lead: contest.lead,
    acceptability: acceptability(contest),
    summary: {
      firmness: () => firmnessOf(decided, staysOn, gates(), context),
      why: lazy(() => why(decided, gates(), context)),
      change: () => change(nearestFlip(), joint(), decided, gates(), context),
    },
    open_questions: openQuestions(decided),
    criteria: () => context.rulebook.criteria.map((criterion, i) => assessedCriterion(criterion, i, decided, context)),
    gates,
    gates_counted: () => countQuietGates(decided, context),
    flips: () => found().all.map((flip) => worded(flip, context)),
    joint_flip: () => joint().joint_flip,
    joint_search: () => joint().joint_search,
    weight_shift: () => weightShift(decided, rivals(), context),
    weight_intervals: () => weightIntervals(decided, rivals(), context),
  };
  return { draft, nearestFlip };
}

function staysWith(decided: DecidedClass, staysOn: Side | undefined): Pick<AssessedPart, 'stays_with'> {
  const stands = staysOn === undefined ? null : representative(decided, staysOn);
  return stands === null ? {} : { stays_with: stands.option.id };
}

/** Machines of a base, or what bursts ask of an interface: their whole class's options know nothing of them. */
function capacityOf(decided: DecidedClass, context: AssessContext): Pick<AssessedPart, 'sizing' | 'load'> {
  const stands = representative(decided);
  const { sizing, load } = stands === null ? {} : moneyOf(stands.option, decided.costs, context);
  return { ...(sizing === undefined ? {} : { sizing }), ...(load === undefined ? {} : { load }) };
}

function firmnessOf(decided: DecidedClass, staysOn: Side | undefined, gates: readonly AssessedGate[], context: AssessContext): string {
  const { contest, options } = decided;
  const { side, firmness } = contest;
  return firmnessSentence[context.language]({
    recommendation: side ?? 'none',
    firmness,
    side: side ?? 'none',
    share: side === null ? 0 : contest.acceptability[side],
    openQuestions: openQuestions(decided).map((question) => titleOf(question, context)),
    exact: contest.acceptability.method === 'exact',
    alone: isAlone(decided),
    ...againstCriteria(contest),
    mayBeBarredBy: mayBeBarredBy(decided, context),
    blockedBy: unique(barring(gates, options, side).map(({ title }) => title)),
    stays: staysOn !== undefined,
  });
}

/** Where the sum of the criteria is not what decided. */
export const againstCriteria = ({ side, lead }: Contest): Pick<FirmnessParams, 'againstCriteria'> => (isTippedByRules(side, lead) ? { againstCriteria: leaderByCriteria(lead) } : {});

function acceptability({ acceptability: { inRanking, ...shares } }: Contest): AssessedPart['acceptability'] {
  return inRanking === undefined ? shares : { ...shares, in_ranking: { local: inRanking, api: 1 - inRanking } };
}

/** The other side is out in any case, and this one for some of the open answers. */
export function isAlone({ contest }: DecidedClass): boolean {
  const { side, firmness, acceptability: share } = contest;
  if (side === null || firmness === 'gate' || firmness === 'only_option') return false;
  return share[side === 'local' ? 'api' : 'local'] === 0 && contest.contested === 0;
}

/** So many facts are named. */
const FACTS_NAMED = 3;

/** Facts without levels on which rules hang that may bar the option which stands for the leading side; those with levels are among the open answers. */
export function mayBeBarredBy(decided: DecidedClass, { language }: AssessContext): string[] {
  if (isAlone(decided)) return [];
  const names = openFacts(decided).filter(({ atWorst }) => atWorst === 'blocks').map(({ path }) => factName(path, language));
  return unique(names).slice(0, FACTS_NAMED);
}

function why(decided: DecidedClass, gates: readonly AssessedGate[], context: AssessContext): string {
  const { contest, options } = decided;
  const { side } = contest;
  const { language } = context;
  if (side === null || contest.differences === null || contest.firmness === 'gate') {
    return whyRuledSentence[language]({ side: side ?? 'none', reasons: unique(barring(gates, options, side).map(({ because }) => because)) });
  }
  if (contest.contested === 1) return whyWeighed(side, decided, context);
  const rival = side === 'local' ? 'api' : 'local';
  // Facts without levels are not among the open answers that were gone through.
  const rules = unique(gates.filter(({ verdict, target, questions }) => verdict === 'open' && target.side === rival && questions.some((path) => questionOf(path) !== undefined)).map(({ title }) => title));
  const partly = contest.acceptability[side] > contest.acceptability[rival] ? [whyPartlyBarredSentence[language]({ side: rival, rules })] : [];
  const weighed = leadsBy(contest) ? [whyWeighed(side, decided, context)] : [];
  return joinSentences([...partly, ...weighed], language);
}

/** The lead over the completions that have both sides goes to the side that is recommended. */
function leadsBy({ side, lead }: Contest): boolean {
  return lead !== null && (side === 'local') === lead > 0;
}

function whyWeighed(side: Side, decided: DecidedClass, context: AssessContext): string {
  const { contest, model } = decided;
  const { language, rulebook } = context;
  const sign = side === 'local' ? 1 : -1;
  const contributions = rulebook.criteria
    .map(({ criterion }, i) => ({ criterion, value: sign * (model.weights[i] ?? 0) * (contest.differences?.[i] ?? 0) }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const of = (wanted: (value: number) => boolean): typeof contributions => contributions.filter(({ value }) => wanted(value)).slice(0, 2);
  const [pro, contra] = [of((value) => value >= NOTABLE), of((value) => value <= -NOTABLE)];
  const named = (all: typeof contributions): { title: string; clauses: readonly string[] }[] =>
    all.map(({ criterion }) => ({ title: criterion.title[language], clauses: criterion.clauses }));
  const unknown = [...pro, ...contra].some(({ criterion: { id } }) => id === 'cost') ? unique(unknownCosts(decided, context).map((one) => one.side)) : [];
  return joinSentences([whySentence[language]({ side, criteria: named(pro), against: named(contra) }), ...(unknown.length === 0 ? [] : [costByRuleOfThumbSentence[language]({ unknown })])], language);
}

/** Contributions to the lead below this are not worth a word. */
const NOTABLE = 0.005;

function change(flip: Flip | undefined, { joint_flip: joint, joint_search: search }: JointlyFlipped, { contest, options }: DecidedClass, gates: readonly AssessedGate[], { language }: AssessContext): string {
  return changeSentence[language]({
    flip: flip === undefined ? undefined : { title: flip.title, from: flip.from_label, to: flip.to_label, side: flip.side },
    joint: joint === null ? undefined : { changes: joint.changes.map(({ title, to_label: to }) => ({ title, to })), side: joint.side },
    cutShort: search === 'cut_short',
    none: contest.firmness === 'decided',
    fixedBy: contest.firmness === 'gate' ? unique(barring(gates, options, contest.side).map(({ title }) => title)) : [],
  });
}

/** Of answers with levels, known numbers and house rules. */
function worded({ change, side }: FlipBy<AnswerChange | FactChange>, context: AssessContext): Flip {
  return { ...('title' in change ? wordedFact(change) : wordedAnswer(change.of, change, context)), steps: change.steps, side: side ?? 'none' };
}

function wordedAnswer(question: Question, { from, to }: Pick<AnswerChange, 'from' | 'to'>, context: AssessContext): NonNullable<AssessedPart['joint_flip']>['changes'][number] {
  const levels = LEVELS[question] as readonly Level[];
  const [before, after] = [levels[from] as Level, levels[to] as Level];
  return {
    question,
    title: titleOf(question, context),
    from: before,
    to: after,
    from_label: labelOf(question, before, context),
    to_label: labelOf(question, after, context),
  };
}

function wordedFact({ of, title, from, to }: FactChange): Omit<Flip, 'steps' | 'side'> {
  return { question: of, title, from: from.level, to: to.level, from_label: from.label, to_label: to.label };
}

type JointlyFlipped = Pick<AssessedPart, 'joint_flip' | 'joint_search'>;
const SKIPPED: JointlyFlipped = { joint_flip: null, joint_search: 'skipped' };

function jointFlip({ modelFor, allowed, contest }: DecidedClass, facts: readonly FactChange[], context: AssessContext): JointlyFlipped {
  const { flip, complete } = smallestJointFlip(modelFor, allowed, contest.side, context.seed, facts);
  return {
    joint_flip: flip === null ? null : { changes: [...(flip.fact === undefined ? [] : [wordedFact(flip.fact)]), ...flip.changes.map((one) => wordedAnswer(one.question, one, context))], side: flip.side ?? 'none' },
    joint_search: complete ? 'complete' : 'cut_short',
  };
}

/** Nothing is said of weights where open answers, not weights, decide which side is ahead. */
function rivalDifferences(decided: DecidedClass, context: AssessContext): number[][] {
  const { contest, model, allowed } = decided;
  const stands = representative(decided);
  if (contest.side === null || stands === null || !leadsBy(contest)) return [];
  return differencesToRivals(model, allowed, context.seed, contest.side, stands).filter((rival) => (contest.side === 'local') === weightedLead(model.weights, rival) > 0);
}

function weightShift({ model }: DecidedClass, rivals: readonly (readonly number[])[], { rulebook }: AssessContext): AssessedPart['weight_shift'] {
  const shifts = rivals.flatMap((differences) => smallestWeightShift(model.weights, differences) ?? []);
  const [least] = shifts.sort((a, b) => a.share - b.share);
  const to = least === undefined ? undefined : rulebook.criteria[least.to];
  return least === undefined || to === undefined ? null : { to: to.id, share: least.share };
}

/** For each criterion what lies inside the intervals against every rival. */
function weightIntervals({ model }: DecidedClass, rivals: readonly (readonly number[])[], { rulebook }: AssessContext): AssessedPart['weight_intervals'] {
  if (rivals.length === 0) return [];
  return rulebook.criteria.map(({ id }, k) => {
    const intervals = rivals.map((differences) => weightInterval(model.weights, differences, k));
    return {
      criterion: id,
      weight: model.weights[k] ?? 0,
      low: Math.max(...intervals.map(({ low }) => low)),
      high: Math.min(...intervals.map(({ high }) => high)),
    };
  });
}
