/** One workload: its classes decided, then recommendation, split, advice, next question and next steps. */
import type { AssessedGate, AssessedOption, AssessedPart, AssessedWorkload, Flip, NextStep } from '../assessment/assessment.js';
import type { Firmness } from '../assessment/terms.js';
import { adviceFor, recommend, splitOf, weakest, type DecidedPart } from '../decision/split.js';
import type { Platform } from '../cost/line.js';
import { finished, lazy, unfolding, type Draft, type Make } from '../lazy.js';
import type { Option } from '../options/option.js';
import { optionsFor } from '../options/options.js';
import type { Organisation } from '../profile/schema.js';
import type { Side } from '../profile/vocabulary.js';
import type { TrafficClass, Workload } from '../profile/workload.js';
import { optionFacts, situationOf } from '../rules/situation.js';
import type { ClaimVerdict } from '../rules/rulebook.js';
import { changeSentence, firmnessSentence, hybridSentence, IMPLIED_WORKLOAD, seldomSentence } from '../text/assessment.js';
import { factName } from '../text/facts.js';
import { joinSentences } from '../text/format.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { LOAD_TEXTS } from '../text/load.js';
import { ageWarnings } from './ages.js';
import { decideClass, openQuestions, representative, type Acceptances, type DecidedClass } from './class.js';
import { basisOf, type AssessContext } from './context.js';
import { workloadCosts, type WorkloadCosts } from './costs.js';
import { onHardware } from './hardware.js';
import { barring, draftOptions, OPEN_RULES, openRules, speakingGates, unique, type OptionDraft } from './gates.js';
import { className, titleOf, titleOfOption } from './labels.js';
import { decideLoad, platformsOf } from './load.js';
import { costFrom, moneyFacts, movingOf, workloadMoney, type CostDraft, type WorkloadMoney } from './money.js';
import { nextQuestion, questionId } from './next-question.js';
import { nextSteps } from './next-steps.js';
import { describePart, isAlone, mayBeBarredBy, type DescribedPart, type PartDraft } from './part.js';

/** A workload with its classes decided, each by itself. */
export interface DecidedWorkload {
  readonly workload: Workload;
  readonly costs: WorkloadCosts | undefined;
  readonly classes: readonly DecidedClass[];
}

/** What goes into words is worked out later: a brief has none of it. */
export type WorkloadDraft = Draft<
  Omit<AssessedWorkload, 'parts' | 'options' | 'cost'> & { readonly parts: readonly PartDraft[]; readonly options: readonly OptionDraft[]; readonly cost: CostDraft | undefined },
  'summary' | 'options' | 'next_question' | 'claims' | 'warnings' | 'next_steps'
>;

/** With all that it is made of; the order of the fields is that of the draft. */
export function workloadFrom(draft: WorkloadDraft, make: Make): AssessedWorkload {
  const { parts, options, cost } = draft;
  return make<AssessedWorkload>({
    ...draft,
    parts: () => parts.map((part) => make<AssessedPart>({ ...part, summary: () => make<AssessedPart['summary']>(part.summary) })),
    options: () => options().map((option) => make<AssessedOption>(option)),
    cost: cost === undefined ? undefined : () => costFrom(cost, make),
  });
}

/** A workload as it is recommended: what reports say of it, and what briefs and the organisation's totals need. */
export interface DescribedWorkload {
  readonly draft: WorkloadDraft;
  readonly parts: readonly PartDraft[];
  /** Of each part: the gates that speak, without what other answers to them would do. */
  readonly gates: () => readonly (readonly AssessedGate[])[];
  /** Id of the next question. */
  readonly asks: () => string | null;
  readonly money: WorkloadMoney | undefined;
  readonly classes: readonly DecidedClass[];
  /** Where it runs today and is to stay, whatever side leads. */
  readonly staysOn: Side | undefined;
}

export function decideWorkload(
  workload: Workload,
  organisation: Organisation,
  acceptances: Acceptances,
  context: AssessContext,
  /** How many workloads share what is set up and staffed once. */
  workloads = 1,
): DecidedWorkload {
  const optionsOf = (one: TrafficClass): readonly Option[] =>
    onHardware(optionsFor({ trafficClass: one, workload, organisation, catalogue: context.catalogue, asOf: context.asOf }), workload, one, basisOf(context));
  const costs = workloadCosts({ workload, organisation, workloads, optionsOf }, context);
  const classes = workload.classes.map((trafficClass) => {
    const situation = situationOf(organisation, workload, trafficClass);
    return decideClass(trafficClass, situation, optionsOf, acceptances, context, costs?.of(trafficClass));
  });
  return { workload, costs, classes };
}

/** @param platformsOfOthers that other workloads run on: their people are there already */
export function describeWorkload({ workload, costs, classes: wholes }: DecidedWorkload, platformsOfOthers: ReadonlySet<Platform>, acceptances: Acceptances, context: AssessContext): DescribedWorkload {
  const loads = wholes.flatMap((whole) => {
    const others = wholes.filter((other) => other !== whole);
    return decideLoad(whole, workload, new Set([...platformsOfOthers, ...platformsOf(others)]), acceptances, context) ?? [];
  });
  const slicesOf = (whole: DecidedClass): readonly DecidedClass[] => loads.find((load) => load.whole === whole)?.slices ?? [];
  const classes = wholes.flatMap((whole) => (slicesOf(whole).length > 0 ? slicesOf(whole) : [whole]));
  const described = classes.map((one) => describePart(one, acceptances, context));
  const parts = described.map(({ draft }) => draft);
  const decided = classes.map(decidedPart);
  const moving = costs === undefined ? null : movingOf(workload, classes);
  const advice = adviceFor(decided, workload.runsToday, moving?.payback_months ?? undefined);
  const staysOn = advice.includes('stay') ? sideOfToday(workload) : undefined;
  const money = costs === undefined ? undefined : workloadMoney({ workload, wholes, classes, loads, costs, moving, staysOn }, context);
  const question = lazy(() => nextQuestion(classes, context));
  const raised = lazy(() => warningsOf(classes, staysOn, context));
  const gates = lazy(() => classes.map((one) => speakingGates(one, acceptances, context)));
  const draft: WorkloadDraft = {
    id: workload.id,
    name: workload.name ?? (workload.implied ? IMPLIED_WORKLOAD[context.language] : workload.id),
    implied: workload.implied,
    task: workload.task ?? null,
    recommendation: recommend(decided.map(({ side }) => side)),
    firmness: weakest(decided),
    advice,
    split: staysOn === undefined ? splitOf(decided) : { local: staysOn === 'local' ? 1 : 0, api: staysOn === 'api' ? 1 : 0 },
    ...(staysOn === undefined ? splitRange(workload, decided) : {}),
    runs_today: workload.runsToday ?? null,
    requests_per_day: workload.requestsPerDay ?? null,
    summary: () => withSeldom(summaryOf(classes, described, context), weakest(decided), question(), context),
    parts,
    options: () => wholes.flatMap((one) => draftOptions(one, context)),
    cost: money?.cost,
    next_question: question,
    claims: () => claimsOf(classes, context).map(({ rule, claim, verdict, because }) => ({ rule, clause: claim.clause, claim: claim.claim[context.language], verdict, because })),
    warnings: () => [
      ...assumptions(workload, context), ...traceWarnings(workload, context), ...notAsked(gates().flat(), context), ...retirements(classes, context), ...barredOwn(classes, context),
      ...unlistedOwn(classes, context), ...unplaced(classes, context), ...demoted(classes, staysOn, context), ...billWarnings(costs, context), ...ageWarnings(classes, context),
      ...raised().map(({ rule, text }) => ({ rule, text })),
    ],
    next_steps: () => nextSteps({ classes, loads, parts: parts.map((part) => ({ side: part.side, gates: part.gates() })), advice, staysOn, question: question(), stated: raised().flatMap(({ step }) => step ?? []), context }),
  };
  return { draft, parts, gates, asks: () => questionId(classes, context), money, classes, staysOn };
}

/** Undefined where it runs nowhere yet. */
function sideOfToday({ runsToday }: Workload): Side | undefined {
  return runsToday === 'none' ? undefined : runsToday;
}

function decidedPart({ trafficClass, contest }: DecidedClass): DecidedPart {
  return { share: trafficClass.share, side: contest.side, firmness: contest.firmness, lead: contest.lead };
}

/** The split at both ends of an assumed share, where the two classes part ways. */
function splitRange(workload: Workload, decided: readonly DecidedPart[]): Pick<AssessedWorkload, 'split_range'> | Record<string, never> {
  const index = workload.classes.findIndex(({ shareRange }) => shareRange !== undefined);
  const range = workload.classes[index]?.shareRange;
  if (range === undefined || decided.length !== 2) return {};
  const at = (share: number): number | undefined =>
    splitOf(decided.map((part, i) => ({ ...part, share: i === index ? share : 1 - share })))?.local;
  const ends = [at(range.low), at(range.high)].filter((local) => local !== undefined);
  if (ends.length < 2 || ends[0] === ends[1]) return {};
  return { split_range: { local_low: Math.min(...ends), local_high: Math.max(...ends) } };
}

/** With one class its own sentences; with several what goes where, the weakest class and the nearest change. */
function summaryOf(classes: readonly DecidedClass[], described: readonly DescribedPart[], context: AssessContext): AssessedWorkload['summary'] {
  const { language } = context;
  const parts = described.map(({ draft }) => draft);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return finished<AssessedWorkload['summary']>(only.summary);
  const firmness = weakest(classes.map(decidedPart));
  const index = Math.max(0, classes.findIndex(({ contest }) => contest.firmness === firmness));
  const weak = classes[index] as DecidedClass;
  const part = parts[index] as PartDraft;
  const side = weak.contest.side ?? 'none';
  const alike = parts.every((one) => one.side === part.side && one.firmness === part.firmness);
  return {
    firmness: firmnessSentence[language]({
      recommendation: recommend(classes.map(({ contest }) => contest.side)),
      firmness,
      side,
      share: side === 'none' ? 0 : weak.contest.acceptability[side],
      openQuestions: openQuestions(weak).map((question) => titleOf(question, context)),
      exact: weak.contest.acceptability.method === 'exact',
      alone: isAlone(weak),
      mayBeBarredBy: mayBeBarredBy(weak, context),
      blockedBy: unique(barring(part.gates(), weak.options, weak.contest.side).map(({ title }) => title)),
      weakest: alike ? undefined : part.name,
    }),
    why: parts.every((one) => one.side === part.side) ? part.summary.why() : hybridSentence[language]({ parts: parts.map(({ name, share, side: placed }) => ({ name, share, side: placed })), byLoad: parts.every(({ kind }) => kind !== undefined) }),
    change: nearestChange(described, context),
  };
}

/** Firm for good, says the reader of these: they have to name the rare fact that could still change it. */
const SETTLED: readonly (Firmness | null)[] = ['decided', 'gate', 'only_option'];

function withSeldom(summary: AssessedWorkload['summary'], firmness: Firmness | null, question: AssessedWorkload['next_question'], { language }: AssessContext): AssessedWorkload['summary'] {
  if (!SETTLED.includes(firmness) || question?.seldom !== true || new Set(question.outcomes.map(({ recommendation }) => recommendation)).size < 2) return summary;
  return { ...summary, firmness: joinSentences([summary.firmness, seldomSentence[language]({ fact: factName(question.id, language) })], language) };
}

function nearestChange(parts: readonly DescribedPart[], { language }: AssessContext): string {
  const nearest = nearestOf(parts);
  if (nearest !== undefined) {
    const { flip, name } = nearest;
    return changeSentence[language]({ flip: { title: flip.title, from: flip.from_label, to: flip.to_label, side: flip.side }, part: name, none: false });
  }
  const together = parts.find(({ draft }) => draft.joint_flip() !== null)?.draft;
  const joint = together?.joint_flip();
  return changeSentence[language]({
    joint: joint === null || joint === undefined ? undefined : { changes: joint.changes.map(({ title, to_label: to }) => ({ title, to })), side: joint.side },
    part: together?.name,
    none: false,
    cutShort: parts.some(({ draft }) => draft.joint_search() === 'cut_short'),
  });
}

/** Nothing is nearer than one step. */
function nearestOf(parts: readonly DescribedPart[]): { readonly flip: Flip; readonly name: string } | undefined {
  let nearest: { readonly flip: Flip; readonly name: string } | undefined;
  for (const { draft: { name }, nearestFlip } of parts) {
    if (nearest?.flip.steps === 1) break;
    const flip = nearestFlip();
    if (flip !== undefined && (nearest === undefined || flip.steps < nearest.flip.steps)) nearest = { flip, name };
  }
  return nearest;
}

/** A claim is refuted by one class that contradicts it, and holds where some class confirms it; the class is named where they differ, be it in their figures alone. */
function claimsOf(classes: readonly DecidedClass[], context: AssessContext): ClaimVerdict[] {
  const byRule = new Map<string, { verdict: ClaimVerdict; part: string }[]>();
  for (const decided of classes) {
    const part = className(decided.trafficClass, context.language);
    for (const verdict of context.rulebook.claims(factsAfter(decided, 'local'), context.language)) {
      byRule.set(verdict.rule, [...(byRule.get(verdict.rule) ?? []), { verdict, part }]);
    }
  }
  const order = ['does_not_hold', 'holds', 'cannot_tell'] as const;
  return [...byRule.values()].map((said) => {
    const [first, ...others] = [...said].sort((a, b) => order.indexOf(a.verdict.verdict) - order.indexOf(b.verdict.verdict)) as [(typeof said)[number], ...typeof said];
    if (others.every(({ verdict }) => verdict.verdict === first.verdict.verdict && verdict.because === first.verdict.because)) return first.verdict;
    return { ...first.verdict, because: ASSESS_TEXTS[context.language].ofPart(first.part, first.verdict.because) };
  });
}

/** The situation with what was decided; `option` is what stands for the side that wins, or for the given side. */
function factsAfter(decided: DecidedClass, side?: Side): DecidedClass['situation'] & { option: Record<string, unknown> } {
  const { contest, situation } = decided;
  const stands = representative(decided, side);
  return {
    ...situation,
    derived: unfolding<Record<string, unknown>>({
      ...situation.derived,
      side: contest.side ?? 'none',
      ...(contest.firmness === null ? {} : { firmness: contest.firmness }),
      ...(contest.lead === null ? {} : { lead: contest.lead }),
      ...moneyFacts(decided),
    }),
    option: stands === null ? {} : optionFacts(stands.option),
  };
}

/** Gates that only warn: said where they would bar what is recommended, or set it conditions. */
function demoted(classes: readonly DecidedClass[], staysOn: Side | undefined, { rulebook, language }: AssessContext): AssessedWorkload['warnings'] {
  const said = new Map<string, AssessedWorkload['warnings'][number]>();
  for (const decided of classes) {
    const option = representative(decided, staysOn)?.option;
    if (option === undefined) continue;
    for (const { gate, override } of rulebook.demoted) {
      const { verdict } = gate.concerns(option) ? gate.verdict(decided.situation, option) : { verdict: 'not_applicable' };
      if (verdict !== 'blocks' && verdict !== 'conditions') continue;
      said.set(gate.rule, { rule: gate.rule, text: ASSESS_TEXTS[language].demoted(gate.gate.title[language], gate.gate.reason[language], override.pack) });
    }
  }
  return [...said.values()];
}

interface RaisedHere {
  readonly rule: string;
  readonly text: string;
  readonly step: NextStep | undefined;
}

function warningsOf(classes: readonly DecidedClass[], staysOn: Side | undefined, context: AssessContext): RaisedHere[] {
  const { language, rulebook } = context;
  const raised = new Map<string, RaisedHere>();
  for (const decided of classes) {
    for (const { rule, text, warning } of rulebook.warnings(factsAfter(decided, staysOn), language)) {
      const step = warning.next_step;
      raised.set(rule, { rule, text, step: step === undefined ? undefined : { action: step.action[language], effort: step.effort[language] } });
    }
  }
  return [...raised.values()];
}

/** Many rules may hang on one fact; asking for it once says more than thirty open rules. */
function notAsked(gates: readonly AssessedGate[], { language }: AssessContext): AssessedWorkload['warnings'] {
  const { rules, facts } = openRules(gates);
  return rules === 0 ? [] : [{ rule: OPEN_RULES, text: ASSESS_TEXTS[language].openRules(rules, facts) }];
}

function assumptions({ implied, classes }: Workload, { language }: AssessContext): AssessedWorkload['warnings'] {
  const texts = ASSESS_TEXTS[language];
  const [ranged] = classes.filter(({ shareRange }) => shareRange !== undefined);
  if (ranged?.shareRange === undefined) return [];
  if (!implied) return [{ rule: 'assumed-independence', text: texts.assumedIndependence }];
  const { low, high } = ranged.shareRange;
  return [{ rule: 'assumed-share', text: texts.assumedShare(className(ranged, language), ranged.share, low, high) }];
}

/** So short a trace says nothing of the hours that it lacks. */
const A_DAY_SECONDS = 86_400;

function traceWarnings({ traffic, trace, requestsTraced }: Workload, { language }: AssessContext): AssessedWorkload['warnings'] {
  const texts = LOAD_TEXTS[language];
  if (traffic?.trace !== undefined && trace === undefined) return [{ rule: 'trace-not-read', text: texts.unreadTrace(traffic.trace) }];
  return trace !== undefined && requestsTraced === true && trace.seconds < A_DAY_SECONDS * 0.9 ? [{ rule: 'short-trace', text: texts.shortTrace(trace.seconds) }] : [];
}

function retirements(classes: readonly DecidedClass[], { language }: AssessContext): AssessedWorkload['warnings'] {
  const gone = classes.flatMap(({ options }) => options).filter(({ facts }) => facts.retired === true);
  const texts = gone.map(({ modelName, id, retirement }) => ASSESS_TEXTS[language].retired(modelName ?? id, retirement?.on, retirement?.successors ?? []));
  return unique(texts).map((text) => ({ rule: 'retired-model', text }));
}

/** An option that the user named and that rules bar, where another one stands in for it. */
function barredOwn(classes: readonly DecidedClass[], { language }: AssessContext): AssessedWorkload['warnings'] {
  const texts = classes.flatMap(({ judged, contest }) =>
    judged.flatMap(({ option, verdicts }) => {
      const stands = contest.representative[option.side]?.option;
      const rules = verdicts.filter(({ judgement, waived }) => judgement.verdict === 'blocks' && !waived).map(({ gate }) => gate.gate.title[language]);
      if (option.origin !== 'user' || option.facts.retired === true || rules.length === 0 || stands === undefined || stands.origin === 'user') return [];
      return [ASSESS_TEXTS[language].ownBarred(titleOfOption(option, language), unique(rules), titleOfOption(stands, language))];
    }),
  );
  return unique(texts).map((text) => ({ rule: 'own-option-barred', text }));
}

/** One typo must not get round what rules say of a model. */
function unlistedOwn(classes: readonly DecidedClass[], { language, catalogue }: AssessContext): AssessedWorkload['warnings'] {
  const own = classes.flatMap(({ options }) => options).filter(({ origin, model, modelName }) => origin === 'user' && model === undefined && modelName !== undefined);
  const texts = own.map(({ side, modelName = '' }) => ASSESS_TEXTS[language].unlisted(modelName, catalogue.suggest(side === 'local' ? 'models' : 'apis', modelName)));
  return unique(texts).map((text) => ({ rule: 'unlisted-option', text }));
}

/** How far a bill may lie outside what the volume comes to before somebody should look. */
const BILL_MARGIN = 1.25;

function billWarnings(costs: WorkloadCosts | undefined, { language }: AssessContext): AssessedWorkload['warnings'] {
  const { bill } = costs ?? {};
  if (bill === undefined || (bill.usdPerMonth * BILL_MARGIN >= bill.reckoned.low && bill.usdPerMonth <= bill.reckoned.high * BILL_MARGIN)) return [];
  return [{ rule: 'bill-and-volume', text: ASSESS_TEXTS[language].billDisagrees(titleOfOption(bill.option, language), bill.usdPerMonth, bill.reckoned.expected) }];
}

function unplaced(classes: readonly DecidedClass[], { language }: AssessContext): AssessedWorkload['warnings'] {
  const left = classes.filter(({ contest }) => contest.side === null);
  if (left.length === 0 || left.length === classes.length) return [];
  const share = left.reduce((sum, { trafficClass }) => sum + trafficClass.share, 0);
  return [{ rule: 'no-way', text: ASSESS_TEXTS[language].partsWithoutWay(left.map(({ trafficClass }) => className(trafficClass, language)), share) }];
}
