/** What to do next: lift what blocks, meet conditions, find out, test, route, start; each step with its effort. */
import type { AssessedPart, AssessedWorkload, NextStep, WorkloadCost } from '../assessment/assessment.js';
import type { Advice } from '../assessment/terms.js';
import type { Sizing } from '../cost/sizing.js';
import { requestsPerSecondOf } from '../cost/load/split.js';
import type { Option } from '../options/option.js';
import type { Side } from '../profile/vocabulary.js';
import {
  askStep, conditionStep, gatewayStep, liftStep, priceStep, recheckStep, routeStep, startStep, stayStep, testStep, type StepText,
} from '../text/assessment.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { LOAD_TEXTS } from '../text/load.js';
import { representative, type DecidedClass } from './class.js';
import { daysLater, type AssessContext } from './context.js';
import { conditionsOf, unique } from './gates.js';
import { titleOfOption, wholeName } from './labels.js';
import type { DecidedLoad } from './load.js';
import { unknownCosts } from './money.js';

/** Length of a test, and the time left after it to read its result. */
const TEST_DAYS = 30;
const DECIDE_AFTER_DAYS = 45;

export interface StepInput {
  readonly classes: readonly DecidedClass[];
  readonly loads: readonly DecidedLoad[];
  readonly parts: readonly Pick<AssessedPart, 'side' | 'gates'>[];
  readonly advice: readonly Advice[];
  /** Where it runs today and is to stay, whatever side leads. */
  readonly staysOn: Side | undefined;
  readonly runsToday: Side | undefined;
  /** What moving costs and saves, where that is known. */
  readonly moving: WorkloadCost['moving'];
  readonly question: AssessedWorkload['next_question'];
  /** Nobody said which API the monthly bill is for. */
  readonly unnamedBill: boolean;
  /** Steps that warnings of the packs bring along. */
  readonly stated: readonly NextStep[];
  readonly context: AssessContext;
}

export function nextSteps(input: StepInput): NextStep[] {
  const { context, question, unnamedBill, advice, staysOn, stated } = input;
  const { language } = context;
  const steps: NextStep[] = [
    ...lifting(input),
    ...(question === null ? [] : [askStep[language]({ question: question.text })]),
    ...(unnamedBill ? [askStep[language]({ question: ASSESS_TEXTS[language].whichApi })] : []),
    ...pricing(input),
    ...staying(input),
    ...conditions(input),
    ...counsel(input),
  ];
  if (advice.includes('test-first')) steps.push(...testing(input));
  else if (staysOn === undefined) steps.push(...starting(input));
  return distinct([...steps, ...stated]);
}

/** Where nothing may run it: what would lift each gate. */
function lifting({ classes, parts, context }: StepInput): StepText[] {
  return classes.flatMap(({ contest }, i) =>
    contest.side !== null
      ? []
      : (parts[i]?.gates ?? []).filter(({ verdict, accepted }) => verdict === 'blocks' && accepted?.void !== false).map(({ title, remedy }) => liftStep[context.language]({ rule: title, remedy })),
  );
}

/** Where two sides were weighed without figures, because what one of them costs is not known. */
function pricing({ classes, context }: StepInput): StepText[] {
  return classes
    .filter(({ contest }) => contest.lead !== null && contest.firmness !== 'decided')
    .flatMap((decided) => unknownCosts(decided, context).map((one) => priceStep[context.language](one)));
}

function staying({ classes, staysOn, moving, context }: StepInput): StepText[] {
  if (staysOn === undefined) return [];
  const leader = classes.find(({ contest }) => contest.side !== null && contest.side !== staysOn)?.contest.side ?? 'none';
  const money = moving === null ? undefined : moving.payback_months === null ? 'saves_nothing' : { months: moving.payback_months };
  return [stayStep[context.language]({ today: staysOn, leader, moving: money })];
}

/** Conditions on the options that are to run it. */
function conditions({ classes, staysOn, context }: StepInput): StepText[] {
  const { language } = context;
  const wanted = classes.flatMap((decided) => {
    const leading = representative(decided, staysOn)?.option.id;
    return decided.judged
      .filter(({ option }) => option.id === leading)
      .flatMap(({ verdicts }) => verdicts.flatMap((one) => (one.waived ? [] : conditionsOf(one.gate, one.judgement, language))));
  });
  return unique(wanted).map((condition) => conditionStep[language]({ condition, runsAlready: staysOn !== undefined }));
}

/** Where law or a regulator's guidance bars the other side, or sets conditions on what is recommended. */
function counsel({ classes, parts, staysOn, context }: StepInput): NextStep[] {
  const speaks = classes.some((decided, i) => {
    const [side, option] = [staysOn ?? decided.contest.side ?? 'none', representative(decided, staysOn)?.option.id];
    return (parts[i]?.gates ?? []).some(({ basis, verdict, target }) => (basis === 'law' || basis === 'guidance') && (verdict === 'blocks' ? target.side !== side : verdict === 'conditions' && option !== undefined && target.options.includes(option)));
  });
  return speaks ? [ASSESS_TEXTS[context.language].askCounsel] : [];
}

function testing({ classes, runsToday, context }: StepInput): NextStep[] {
  const { language, asOf } = context;
  const close = classes.find(({ contest }) => contest.firmness === 'close');
  const leader = close?.contest.side;
  if (close === undefined || leader === undefined || leader === null) return [];
  const decideBy = daysLater(asOf, DECIDE_AFTER_DAYS);
  const test = testStep[language]({ leader, days: TEST_DAYS, passMark: close.trafficClass.quality?.needed, moves: runsToday !== undefined && runsToday !== leader });
  return [gatewayStep[language]({ side: leader }), { ...test, decide_by: decideBy }, recheckStep[language]({ date: decideBy })];
}

function starting({ classes, loads, parts, context }: StepInput): NextStep[] {
  const { language } = context;
  const sides = unique(parts.map(({ side }) => side).filter((side) => side !== 'none'));
  const kinds = unique(classes.map(({ trafficClass }) => wholeName(trafficClass, language)));
  const routed = sides.length === 2 && kinds.length > 1 ? [routeStep[language]({ parts: kinds })] : [];
  const bursts = loads.flatMap(({ found, slices, whole, option }) => {
    const input = whole.costs?.inputOf(option);
    const split = slices.length === 0 ? undefined : found().split;
    if (split === undefined || input === undefined) return [];
    return [LOAD_TEXTS[language].burstStep(requestsPerSecondOf(split, input), kinds.length === 1 ? undefined : wholeName(whole.trafficClass, language))];
  });
  const started = sides.map((side) => {
    const first = classes.find(({ contest }) => contest.side === side);
    const option = first === undefined ? undefined : representative(first)?.option;
    const sizing = first === undefined || option === undefined ? undefined : sizingOf(first, option);
    const short = sizing?.available?.enough === false;
    return startStep[language]({
      side,
      option: option?.modelName === undefined ? undefined : titleOfOption(option, language, short ? sizing.gpus.expected : undefined),
      owned: option?.hardware?.owned === true && !short,
      tooSlow: sizing?.inTime === false,
    });
  });
  return [...routed, ...started, ...bursts];
}

/** The machines that the work takes, which may be more than the profile names. */
function sizingOf({ costs }: DecidedClass, option: Option): Sizing | undefined {
  const cost = costs?.costOf(option);
  return cost?.status === 'known' && cost.parts.side === 'local' ? cost.parts.sizing : undefined;
}

function distinct(steps: readonly NextStep[]): NextStep[] {
  return [...new Map(steps.map((step) => [step.action, step])).values()];
}
