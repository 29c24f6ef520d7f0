/** What to do next: lift what blocks, meet conditions, find out, test, route, start; each step with its effort. */
import type { AssessedPart, AssessedWorkload, NextStep } from '../assessment/assessment.js';
import type { Advice } from '../assessment/terms.js';
import { requestsPerSecondOf } from '../cost/load/split.js';
import type { Workload } from '../profile/workload.js';
import {
  askStep, conditionStep, gatewayStep, liftStep, recheckStep, routeStep, startStep, stayStep, testStep, type StepText,
} from '../text/assessment.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { LOAD_TEXTS } from '../text/load.js';
import { representative, type DecidedClass } from './class.js';
import { daysLater, type AssessContext } from './context.js';
import { conditionsOf, unique } from './gates.js';
import { titleOfOption, wholeName } from './labels.js';
import type { DecidedLoad } from './load.js';

/** Length of a test, and the time left after it to read its result. */
const TEST_DAYS = 30;
const DECIDE_AFTER_DAYS = 45;

export interface StepInput {
  readonly workload: Workload;
  readonly classes: readonly DecidedClass[];
  readonly loads: readonly DecidedLoad[];
  readonly parts: readonly AssessedPart[];
  readonly advice: readonly Advice[];
  readonly question: AssessedWorkload['next_question'];
  /** Steps that warnings of the packs bring along. */
  readonly stated: readonly NextStep[];
  readonly context: AssessContext;
}

export function nextSteps(input: StepInput): NextStep[] {
  const { context, question, advice, stated } = input;
  const { language } = context;
  const steps: NextStep[] = [
    ...lifting(input),
    ...(question === null ? [] : [askStep[language]({ question: question.text })]),
    ...staying(input),
    ...conditions(input),
    ...counsel(input),
  ];
  if (advice.includes('test-first')) steps.push(...testing(input));
  else if (!advice.includes('stay')) steps.push(...starting(input));
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

function staying({ workload, classes, advice, context }: StepInput): StepText[] {
  const { runsToday } = workload;
  if (!advice.includes('stay') || runsToday === undefined || runsToday === 'none') return [];
  const leader = classes.find(({ contest }) => contest.side !== null && contest.side !== runsToday)?.contest.side ?? 'none';
  return [stayStep[context.language]({ today: runsToday, leader })];
}

/** Conditions on the options that are recommended. */
function conditions({ classes, context }: StepInput): StepText[] {
  const { language } = context;
  const wanted = classes.flatMap((decided) => {
    const leading = representative(decided)?.option.id;
    return decided.judged
      .filter(({ option }) => option.id === leading)
      .flatMap(({ verdicts }) => verdicts.flatMap((one) => (one.waived ? [] : conditionsOf(one.gate, one.judgement, language))));
  });
  return unique(wanted).map((condition) => conditionStep[language]({ condition }));
}

/** Where law or a regulator's guidance bars the other side, or sets conditions on what is recommended. */
function counsel({ parts, context }: StepInput): NextStep[] {
  const speaks = parts.some(({ side, option, gates }) =>
    gates.some(({ basis, verdict, target }) => (basis === 'law' || basis === 'guidance') && (verdict === 'blocks' ? target.side !== side : verdict === 'conditions' && option !== null && target.options.includes(option))),
  );
  return speaks ? [ASSESS_TEXTS[context.language].askCounsel] : [];
}

function testing({ classes, context }: StepInput): NextStep[] {
  const { language, asOf } = context;
  const close = classes.find(({ contest }) => contest.firmness === 'close');
  const leader = close?.contest.side;
  if (close === undefined || leader === undefined || leader === null) return [];
  const decideBy = daysLater(asOf, DECIDE_AFTER_DAYS);
  const test = testStep[language]({ leader, days: TEST_DAYS, passMark: close.trafficClass.quality?.needed });
  return [gatewayStep[language]({ side: leader }), { ...test, decide_by: decideBy }, recheckStep[language]({ date: decideBy })];
}

function starting({ classes, loads, parts, workload, context }: StepInput): NextStep[] {
  const { language } = context;
  const sides = unique(parts.map(({ side }) => side).filter((side) => side !== 'none'));
  const kinds = unique(classes.map(({ trafficClass }) => wholeName(trafficClass, language)));
  const routed = sides.length === 2 && kinds.length > 1 ? [routeStep[language]({ parts: kinds })] : [];
  const bursts = loads.flatMap(({ split, slices, whole, option }) => {
    const input = whole.costs?.inputOf(option);
    if (slices.length === 0 || split === undefined || input === undefined) return [];
    return [LOAD_TEXTS[language].burstStep(requestsPerSecondOf(split, input), workload.classes.length === 1 ? undefined : wholeName(whole.trafficClass, language))];
  });
  const started = sides.map((side) => {
    const first = classes.find(({ contest }) => contest.side === side);
    const option = first === undefined ? undefined : representative(first)?.option;
    return startStep[language]({ side, option: option?.modelName === undefined ? undefined : titleOfOption(option, language), owned: option?.hardware?.owned === true });
  });
  return [...routed, ...started, ...bursts];
}

function distinct(steps: readonly NextStep[]): NextStep[] {
  return [...new Map(steps.map((step) => [step.action, step])).values()];
}
