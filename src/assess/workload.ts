/** One workload: its classes decided, then recommendation, split, advice, next question and next steps. */
import type { AssessedOption, AssessedPart, AssessedWorkload, Flip, WorkloadCost } from '../assessment/assessment.js';
import type { Advice, Firmness, Recommendation } from '../assessment/terms.js';
import { adviceFor, recommend, splitOf, weakest, type DecidedPart, type Split } from '../decision/split.js';
import type { Platform } from '../cost/line.js';
import { finished, lazy, type Draft, type Make } from '../lazy.js';
import type { Option } from '../options/option.js';
import { optionsFor } from '../options/options.js';
import type { Organisation } from '../profile/schema.js';
import type { Side } from '../profile/vocabulary.js';
import type { TrafficClass, Workload } from '../profile/workload.js';
import { situationOf } from '../rules/situation.js';
import { changeSentence, firmnessSentence, hybridSentence, IMPLIED_WORKLOAD, seldomSentence } from '../text/assessment.js';
import { factName } from '../text/facts.js';
import { joinSentences } from '../text/format.js';
import { decideClass, openQuestions, type Acceptances, type DecidedClass } from './class.js';
import { basisOf, type AssessContext } from './context.js';
import { unnamedBill, workloadCosts, type UnnamedBill, type WorkloadCosts } from './costs.js';
import { onHardware } from './hardware.js';
import { barring, draftOptions, speakingGates, unique, type OptionDraft, type SpeakingGate } from './gates.js';
import { titleOf } from './labels.js';
import { decideLoad, platformsOf, type DecidedLoad } from './load.js';
import { costFrom, movingOf, workloadMoney, type CostDraft, type WorkloadMoney } from './money.js';
import { nextQuestion, questionId } from './next-question.js';
import { nextSteps } from './next-steps.js';
import { againstCriteria, describePart, isAlone, mayBeBarredBy, type DescribedPart, type PartDraft } from './part.js';
import { claimsOf, raisedBy, type Raised } from './raised.js';
import { warningsOf, type WarningDraft } from './warnings.js';

/** A workload with its classes decided, each by itself. */
export interface DecidedWorkload {
  readonly workload: Workload;
  readonly costs: WorkloadCosts | undefined;
  readonly unnamedBill: UnnamedBill | undefined;
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

/** A workload as it is recommended: what briefs and the organisation's totals need, and all that reports say of it once somebody asks. */
export interface DescribedWorkload {
  readonly workload: Workload;
  readonly recommendation: Recommendation;
  readonly firmness: Firmness | null;
  readonly split: Split | null;
  /** In the order of the classes. */
  readonly parts: readonly DecidedPart[];
  /** Of each part: the gates that speak, without what other answers to them would do. */
  readonly gates: () => readonly (readonly SpeakingGate[])[];
  readonly warnings: () => readonly WarningDraft[];
  /** Id of the next question. */
  readonly asks: () => string | null;
  readonly money: WorkloadMoney | undefined;
  /** Its classes as each was decided, and with base and bursts apart where the load of one was split. */
  readonly wholes: readonly DecidedClass[];
  readonly classes: readonly DecidedClass[];
  /** Where it runs today and is to stay, whatever side leads. */
  readonly staysOn: Side | undefined;
  readonly draft: () => WorkloadDraft;
}

export const nameOf = ({ name, implied, id }: Workload, { language }: AssessContext): string => name ?? (implied ? IMPLIED_WORKLOAD[language] : id);

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
  const costed = { workload, organisation, workloads, optionsOf };
  const costs = workloadCosts(costed, context);
  const classes = workload.classes.map((trafficClass) => {
    const situation = situationOf(organisation, workload, trafficClass);
    return decideClass(trafficClass, situation, optionsOf, acceptances, context, costs?.of(trafficClass));
  });
  return { workload, costs, unnamedBill: costs === undefined ? unnamedBill(costed, context) : undefined, classes };
}

/** @param platformsOfOthers that other workloads run on: their people are there already */
export function describeWorkload({ workload, costs, unnamedBill: bill, classes: wholes }: DecidedWorkload, platformsOfOthers: ReadonlySet<Platform>, acceptances: Acceptances, context: AssessContext): DescribedWorkload {
  const loads = wholes.flatMap((whole) => {
    const others = wholes.filter((other) => other !== whole);
    return decideLoad(whole, workload, new Set([...platformsOfOthers, ...platformsOf(others)]), acceptances, context) ?? [];
  });
  const split = loads.filter(({ slices }) => slices.length > 0);
  const classes = split.length === 0 ? wholes : wholes.flatMap((whole) => split.find((load) => load.whole === whole)?.slices ?? [whole]);
  const parts = classes.map(decidedPart);
  const moving = costs === undefined ? null : movingOf(workload, classes);
  const advice = adviceFor(parts, workload.runsToday, moving?.payback_months ?? undefined);
  const staysOn = advice.includes('stay') ? sideOfToday(workload) : undefined;
  const money = costs === undefined ? undefined : workloadMoney({ workload, wholes, classes, loads, costs, moving, staysOn }, context);
  const raised = lazy(() => raisedBy(classes, staysOn, context));
  const gates = lazy(() => classes.map((one) => speakingGates(one, acceptances)));
  const described: DescribedWorkload = {
    workload,
    recommendation: recommend(parts.map(({ side }) => side)),
    firmness: weakest(parts),
    split: staysOn === undefined ? splitOf(parts) : { local: staysOn === 'local' ? 1 : 0, api: staysOn === 'api' ? 1 : 0 },
    parts,
    gates,
    warnings: () => warningsOf({ workload, classes, gates: gates(), staysOn, costs, unnamedBill: bill, recommended: money?.totals.recommended ?? null, raised: raised() }, context),
    asks: () => questionId(classes, context),
    money,
    wholes,
    classes,
    staysOn,
    draft: () => draftOf(described, { loads, advice, moving, unnamedBill: bill, raised }, acceptances, context),
  };
  return described;
}

/** What else a workload came to: only words are made of it. */
interface Beside {
  readonly loads: readonly DecidedLoad[];
  readonly advice: readonly Advice[];
  readonly moving: WorkloadCost['moving'];
  readonly unnamedBill: UnnamedBill | undefined;
  readonly raised: () => readonly Raised[];
}

function draftOf({ workload, recommendation, firmness, split, parts: decided, warnings, money, wholes, classes, staysOn }: DescribedWorkload, { loads, advice, moving, unnamedBill: bill, raised }: Beside, acceptances: Acceptances, context: AssessContext): WorkloadDraft {
  const described = classes.map((one) => describePart(one, staysOn, acceptances, context));
  const parts = described.map(({ draft }) => draft);
  const question = lazy(() => nextQuestion(classes, context));
  return {
    id: workload.id,
    name: nameOf(workload, context),
    implied: workload.implied,
    task: workload.task ?? null,
    recommendation,
    firmness,
    advice: [...advice],
    split,
    ...(staysOn === undefined ? splitRange(workload, decided) : {}),
    runs_today: workload.runsToday ?? null,
    requests_per_day: workload.requestsPerDay ?? null,
    summary: () => withSeldom(summaryOf(classes, described, staysOn, context), firmness, question(), context),
    parts,
    options: () => wholes.flatMap((one) => draftOptions(one, context)),
    cost: money?.draft(),
    next_question: question,
    claims: () => claimsOf(classes, context).map(({ rule, claim, verdict, because }) => ({ rule, clause: claim.clause, claim: claim.claim[context.language], verdict, because })),
    warnings: () => warnings().map(({ rule, text }) => ({ rule, text: text() })),
    next_steps: () => nextSteps({ classes, loads, parts: parts.map((part) => ({ side: part.side, gates: part.gates() })), advice, staysOn, runsToday: sideOfToday(workload), moving, question: question(), unnamedBill: bill !== undefined, stated: raised().flatMap(({ step }) => step ?? []), context }),
  };
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
function summaryOf(classes: readonly DecidedClass[], described: readonly DescribedPart[], staysOn: Side | undefined, context: AssessContext): AssessedWorkload['summary'] {
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
      ...againstCriteria(weak.contest),
      mayBeBarredBy: mayBeBarredBy(weak, context),
      blockedBy: unique(barring(part.gates(), weak.options, weak.contest.side).map(({ title }) => title)),
      stays: staysOn !== undefined,
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
