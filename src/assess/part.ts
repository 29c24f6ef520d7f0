/** One class of traffic put into words: from contest to a part of the Assessment. */
import type { AssessedGate, AssessedPart, Flip } from '../assessment/assessment.js';
import type { Contest } from '../decision/contest.js';
import { nearestFlips, smallestJointFlip, type FlipTo } from '../decision/flips.js';
import { smallestWeightShift, weightInterval } from '../decision/stability.js';
import { LEVELS, type Level } from '../profile/vocabulary.js';
import { changeSentence, firmnessSentence, whyRuledSentence, whySentence } from '../text/assessment.js';
import { openQuestions, representative, type Acceptances, type DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import { assessedCriterion } from './criteria.js';
import { assessedGates, barring, countQuietGates } from './gates.js';
import { className, labelOf, titleOf } from './labels.js';

export function assessedPart(decided: DecidedClass, acceptances: Acceptances, context: AssessContext): AssessedPart {
  const { trafficClass, contest, modelFor, allowed } = decided;
  const { side } = contest;
  const flips = nearestFlips(modelFor, allowed, side, context.seed).map((flip) => worded(flip, context));
  const gates = assessedGates(decided, acceptances, context);
  return {
    id: trafficClass.id,
    name: className(trafficClass, context.language),
    share: trafficClass.share,
    share_evidence: trafficClass.shareEvidence,
    ...(trafficClass.shareRange === undefined ? {} : { share_range: trafficClass.shareRange }),
    side: side ?? 'none',
    option: representative(decided)?.option.id ?? null,
    firmness: contest.firmness,
    lead: contest.lead,
    acceptability: acceptability(contest),
    summary: {
      firmness: firmnessSentence[context.language]({
        recommendation: side ?? 'none',
        firmness: contest.firmness,
        side: side ?? 'none',
        share: side === null ? 0 : contest.acceptability[side],
        openQuestions: openQuestions(decided).map((question) => titleOf(question, context)),
        exact: contest.acceptability.method === 'exact',
        blockedBy: barring(gates, decided.options, side).map(({ title }) => title),
      }),
      why: why(decided, gates, context),
      change: change(flips, contest, context),
    },
    open_questions: openQuestions(decided),
    criteria: context.rulebook.criteria.map((criterion, i) => assessedCriterion(criterion, i, decided, context)),
    gates,
    gates_counted: countQuietGates(decided),
    flips,
    joint_flip: flips.length > 0 ? null : jointFlip(decided, context),
    weight_shift: weightShift(decided, context),
    weight_intervals: weightIntervals(decided, context),
  };
}

function acceptability({ acceptability: { inRanking, ...shares } }: Contest): AssessedPart['acceptability'] {
  return inRanking === undefined ? shares : { ...shares, in_ranking: { local: inRanking, api: 1 - inRanking } };
}

function why({ contest, model, options }: DecidedClass, gates: readonly AssessedGate[], context: AssessContext): string {
  const { side, differences } = contest;
  const { language, rulebook } = context;
  if (side === null || differences === null || contest.firmness === 'gate') {
    const reasons = [...new Set(barring(gates, options, side).map(({ because }) => because))];
    return whyRuledSentence[language]({ side: side ?? 'none', reasons });
  }
  const sign = side === 'local' ? 1 : -1;
  const contributions = rulebook.criteria
    .map(({ criterion }, i) => ({ criterion, value: sign * (model.weights[i] ?? 0) * (differences[i] ?? 0) }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const named = (wanted: (value: number) => boolean): { title: string; clauses: readonly string[] }[] =>
    contributions.filter(({ value }) => wanted(value)).slice(0, 2).map(({ criterion }) => ({ title: criterion.title[language], clauses: criterion.clauses }));
  return whySentence[language]({ side, criteria: named((value) => value >= NOTABLE), against: named((value) => value <= -NOTABLE) });
}

/** Contributions to the lead below this are not worth a word. */
const NOTABLE = 0.005;

function change(flips: readonly Flip[], contest: Contest, { language }: AssessContext): string {
  const [flip] = flips;
  const settled = contest.firmness === 'gate' || contest.firmness === 'decided' || contest.firmness === 'only_option';
  return changeSentence[language]({
    flip: flip === undefined ? undefined : { title: flip.title, from: flip.from_label, to: flip.to_label, side: flip.side },
    none: settled && flip === undefined,
  });
}

function worded(flip: FlipTo, context: AssessContext): Flip {
  return { ...wordedChange(flip, context), steps: flip.steps, side: flip.side ?? 'none' };
}

function wordedChange({ question, from, to }: Pick<FlipTo, 'question' | 'from' | 'to'>, context: AssessContext): Omit<Flip, 'steps' | 'side'> {
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

function jointFlip({ modelFor, allowed, contest }: DecidedClass, context: AssessContext): AssessedPart['joint_flip'] {
  const flip = smallestJointFlip(modelFor, allowed, contest.side, context.seed);
  if (flip === null || flip === undefined) return null;
  return { changes: flip.changes.map((one) => wordedChange(one, context)), side: flip.side ?? 'none' };
}

function weightShift({ contest, model }: DecidedClass, { rulebook }: AssessContext): AssessedPart['weight_shift'] {
  const shift = contest.differences === null ? null : smallestWeightShift(model.weights, contest.differences);
  const to = shift === null ? undefined : rulebook.criteria[shift.to];
  return shift === null || to === undefined ? null : { to: to.id, share: shift.share };
}

function weightIntervals({ contest, model }: DecidedClass, { rulebook }: AssessContext): AssessedPart['weight_intervals'] {
  const { differences } = contest;
  if (differences === null) return [];
  return rulebook.criteria.map(({ id }, k) => ({ criterion: id, ...weightInterval(model.weights, differences, k) }));
}

