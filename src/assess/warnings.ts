/** What a workload should be warned of. A brief only counts warnings, so their words come last. */
import type { AssessedWorkload, CostRange } from '../assessment/assessment.js';
import type { Draft } from '../lazy.js';
import type { Option } from '../options/option.js';
import type { Side } from '../profile/vocabulary.js';
import type { Workload } from '../profile/workload.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { LOAD_TEXTS } from '../text/load.js';
import { MONEY_TEXTS } from '../text/money.js';
import { ageWarnings } from './ages.js';
import { representative, type DecidedClass } from './class.js';
import type { AssessContext } from './context.js';
import { requestsFromBill } from '../cost/demand.js';
import type { UnnamedBill, WorkloadCosts } from './costs.js';
import { OPEN_RULES, openRules, unique, type SpeakingGate } from './gates.js';
import { className, titleOfOption } from './labels.js';
import type { Raised } from './raised.js';

export type WarningDraft = Draft<AssessedWorkload['warnings'][number], 'text'>;

interface Warned {
  readonly workload: Workload;
  readonly classes: readonly DecidedClass[];
  /** Of each class: the gates that speak. */
  readonly gates: readonly (readonly SpeakingGate[])[];
  readonly staysOn: Side | undefined;
  readonly costs: WorkloadCosts | undefined;
  readonly unnamedBill: UnnamedBill | undefined;
  /** What a month costs as recommended. */
  readonly recommended: CostRange | null;
  /** By warnings of the packs. */
  readonly raised: readonly Raised[];
}

export function warningsOf({ workload, classes, gates, staysOn, costs, unnamedBill, recommended, raised }: Warned, context: AssessContext): WarningDraft[] {
  const own = optionsWith(classes, isOwn);
  return [
    ...assumptions(workload, context), ...traceWarnings(workload, context), ...notAsked(gates, context), ...retirements(classes, context),
    ...(own.length === 0 ? [] : [...barredOwn(classes, context), ...unlistedOwn(own, context)]), ...unplaced(classes, context), ...demoted(classes, staysOn, context), ...billWarnings(costs, context), ...unnamedBillWarnings(unnamedBill, context), ...budgetWarnings(workload.budgetUsdPerMonth, recommended, context), ...ageWarnings(classes, context),
    ...raised,
  ];
}

/** Those that are told apart by their words, and are too rare to be put off. */
const worded = (rule: string, texts: readonly string[]): WarningDraft[] => unique(texts).map((text) => ({ rule, text: () => text }));

/** Many rules may hang on one fact; asking for it once says more than thirty open rules. */
function notAsked(gates: readonly (readonly SpeakingGate[])[], { language }: AssessContext): WarningDraft[] {
  if (!gates.some((ofClass) => ofClass.some(({ summed }) => summed))) return [];
  const text = (): string => {
    const { rules, facts } = openRules(gates.flat());
    return ASSESS_TEXTS[language].openRules(rules, facts);
  };
  return [{ rule: OPEN_RULES, text }];
}

function assumptions({ implied, classes }: Workload, { language }: AssessContext): WarningDraft[] {
  const texts = ASSESS_TEXTS[language];
  const ranged = classes.find(({ shareRange }) => shareRange !== undefined);
  if (ranged?.shareRange === undefined) return [];
  if (!implied) return [{ rule: 'assumed-independence', text: () => texts.assumedIndependence }];
  const { low, high } = ranged.shareRange;
  return [{ rule: 'assumed-share', text: () => texts.assumedShare(className(ranged, language), ranged.share, low, high) }];
}

/** So short a trace says nothing of the hours that it lacks. */
const A_DAY_SECONDS = 86_400;

function traceWarnings({ traffic, trace, requestsTraced }: Workload, { language }: AssessContext): WarningDraft[] {
  const texts = LOAD_TEXTS[language];
  const named = traffic?.trace;
  if (named !== undefined && trace === undefined) return [{ rule: 'trace-not-read', text: () => texts.unreadTrace(named) }];
  return trace !== undefined && requestsTraced === true && trace.seconds < A_DAY_SECONDS * 0.9 ? [{ rule: 'short-trace', text: () => texts.shortTrace(trace.seconds) }] : [];
}

function optionsWith(classes: readonly DecidedClass[], wanted: (option: Option) => boolean): readonly Option[] {
  const [only] = classes;
  return classes.length === 1 && only !== undefined ? only.options.filter(wanted) : classes.flatMap(({ options }) => options.filter(wanted));
}

const isRetired = ({ facts }: Option): boolean => facts.retired === true;
const isOwn = ({ origin }: Option): boolean => origin === 'user';

function retirements(classes: readonly DecidedClass[], { language }: AssessContext): WarningDraft[] {
  const gone = optionsWith(classes, isRetired);
  return worded('retired-model', gone.map(({ modelName, id, retirement }) => ASSESS_TEXTS[language].retired(modelName ?? id, retirement?.on, retirement?.successors ?? [])));
}

/** An option that the user named and that rules bar, where another one stands in for it. */
function barredOwn(classes: readonly DecidedClass[], { language }: AssessContext): WarningDraft[] {
  const texts = classes.flatMap(({ judged, contest }) =>
    judged.filter(({ option }) => isOwn(option) && !isRetired(option)).flatMap(({ option, verdicts }) => {
      const stands = contest.representative[option.side]?.option;
      const rules = verdicts.filter(({ judgement, waived }) => judgement.verdict === 'blocks' && !waived).map(({ gate }) => gate.gate.title[language]);
      if (rules.length === 0 || stands === undefined || stands.origin === 'user') return [];
      return [ASSESS_TEXTS[language].ownBarred(titleOfOption(option, language), unique(rules), titleOfOption(stands, language))];
    }),
  );
  return worded('own-option-barred', texts);
}

/** One typo must not get round what rules say of a model. */
function unlistedOwn(own: readonly Option[], { language, catalogue }: AssessContext): WarningDraft[] {
  const text = ASSESS_TEXTS[language];
  const models = own.flatMap(({ side, model, modelName, provider, providerName }) => {
    if (model !== undefined || modelName === undefined) return [];
    const elsewhere = side === 'api' && provider !== undefined && catalogue.findApi(modelName) !== undefined;
    return elsewhere ? [text.unlistedThere(modelName, providerName ?? provider)] : [text.unlisted(modelName, catalogue.suggest(side === 'local' ? 'models' : 'apis', modelName))];
  });
  const providers = own.flatMap(({ side, provider, providerName }) => (side === 'api' && provider === undefined && providerName !== undefined ? [text.unlistedProvider(providerName, catalogue.suggest('providers', providerName))] : []));
  const gpus = own.flatMap(({ hardware: { gpu } = {} }) => (gpu === undefined || catalogue.gpuNamed(gpu) !== undefined ? [] : [text.unlistedGpu(gpu, catalogue.suggest('gpus', gpu))]));
  return worded('unlisted-option', [...models, ...providers, ...gpus]);
}

function unplaced(classes: readonly DecidedClass[], { language }: AssessContext): WarningDraft[] {
  const left = classes.filter(({ contest }) => contest.side === null);
  if (left.length === 0 || left.length === classes.length) return [];
  const share = left.reduce((sum, { trafficClass }) => sum + trafficClass.share, 0);
  return [{ rule: 'no-way', text: () => ASSESS_TEXTS[language].partsWithoutWay(left.map(({ trafficClass }) => className(trafficClass, language)), share) }];
}

/** Gates that only warn: said where they would bar what is recommended, or set it conditions. */
function demoted(classes: readonly DecidedClass[], staysOn: Side | undefined, { rulebook, language }: AssessContext): WarningDraft[] {
  if (rulebook.demoted.length === 0) return [];
  const said = new Map<string, WarningDraft>();
  for (const decided of classes) {
    const option = representative(decided, staysOn)?.option;
    if (option === undefined) continue;
    for (const { gate, override } of rulebook.demoted) {
      const { verdict } = gate.concerns(option) ? gate.verdict(decided.situation, option) : { verdict: 'not_applicable' };
      if (verdict !== 'blocks' && verdict !== 'conditions') continue;
      said.set(gate.rule, { rule: gate.rule, text: () => ASSESS_TEXTS[language].demoted(gate.gate.title[language], gate.gate.reason[language], override.pack) });
    }
  }
  return [...said.values()];
}

/** How far a bill may lie outside what the volume comes to before somebody should look. */
const BILL_MARGIN = 1.25;

function billWarnings(costs: WorkloadCosts | undefined, { language }: AssessContext): WarningDraft[] {
  const { bill } = costs ?? {};
  if (bill === undefined || (bill.usdPerMonth * BILL_MARGIN >= bill.reckoned.low && bill.usdPerMonth <= bill.reckoned.high * BILL_MARGIN)) return [];
  return [{ rule: 'bill-and-volume', text: () => ASSESS_TEXTS[language].billDisagrees(titleOfOption(bill.option, language), bill.usdPerMonth, bill.reckoned.expected) }];
}

function unnamedBillWarnings(bill: UnnamedBill | undefined, { language }: AssessContext): WarningDraft[] {
  if (bill === undefined) return [];
  const text = (): string => {
    const apis = bill.mayBeFor();
    const ends = apis.length < 2 ? apis : apis.filter((_, i) => i === 0 || i === apis.length - 1);
    return ASSESS_TEXTS[language].unnamedBill(bill.usdPerMonth, ends.map(({ option, usdPerRequest }) => ({ option: titleOfOption(option, language), requests: requestsFromBill(bill.usdPerMonth, usdPerRequest).expected })));
  };
  return [{ rule: 'bill-without-api', text }];
}

/** What is stated of money to spend, against what it comes to: of a workload, or of the organisation. */
export function budgetWarnings(budget: number | undefined, recommended: CostRange | null, { language }: AssessContext): WarningDraft[] {
  if (budget === undefined || recommended === null || recommended.expected <= budget) return [];
  return [{ rule: 'over-budget', text: () => ASSESS_TEXTS[language].overBudget(MONEY_TEXTS[language].amount(recommended), budget) }];
}
