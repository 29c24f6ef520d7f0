/** `assess`: a valid profile and a context in, one plain Assessment out. No file, terminal, clock or random source. */
import { ASSESSMENT_SCHEMA } from '../assessment/terms.js';
import type { Assessment } from '../assessment/assessment.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { AiPathError } from '../error.js';
import { optionFindings } from '../options/check.js';
import { finished, lazy, type Draft, type Make } from '../lazy.js';
import { organisationSplit, recommend } from '../decision/split.js';
import type { Acceptance, Profile } from '../profile/schema.js';
import type { ParsedProfile } from '../profile/parse.js';
import { formatPath } from '../profile/path.js';
import { moneyOf, withTrace, workloadsOf } from '../profile/workloads.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { startSentence } from '../text/format.js';
import { VERSION } from '../version.generated.js';
import { NO_EXCEPTIONS, type Acceptances } from './class.js';
import { daysLater, onceInContext, type AssessContext } from './context.js';
import { fieldTitle } from './field-words.js';
import { platformsOf } from './load.js';
import { provenanceOf } from './provenance.js';
import { organisationTotals, spendOf, type OrganisationTotals } from './totals.js';
import { overusedGpus, savedByPools, sharedBy, type PlacedWorkload } from './sharing.js';
import { budgetWarnings } from './warnings.js';
import { decideWorkload, describeWorkload, nameOf, workloadFrom, type DescribedWorkload } from './workload.js';

/**
 * @param make how workloads and the input are made: plain and whole unless something else is asked for
 * @throws AiPathError of kind `input` where an option can't do its workload's task.
 */
export function assess(parsed: ParsedProfile, context: AssessContext, make: Make = finished): Assessment {
  return assessmentFrom(describe(parsed, context), parsed, context, make);
}

/** The same of an organisation that is described already. */
export function assessmentFrom({ workloads, organisation, warnings }: DescribedOrganisation, parsed: ParsedProfile, context: AssessContext, make: Make): Assessment {
  const { rulebook, language } = context;
  const { packs, ...figures } = provenanceOf(context);
  return {
    schema: ASSESSMENT_SCHEMA,
    tool: { name: 'ai-path', version: VERSION },
    language,
    as_of: context.asOf,
    seed: context.seed,
    packs,
    ...(rulebook.overrides.length === 0 ? {} : { overrides: rulebook.overrides.map(({ rule, effect, because, pack }) => ({ rule, effect, because: because[language], pack })) }),
    ...figures,
    input: make<Assessment['input']>({ source: parsed.source, sha256: parsed.sha256, places: () => placesOf(parsed) }),
    organisation: finished<Assessment['organisation']>(organisation),
    workloads: workloads.map(({ draft }) => workloadFrom(draft(), make)),
    warnings,
  };
}

/** An organisation with its workloads, whose words are still to be found: what an Assessment and a brief share. */
export interface DescribedOrganisation {
  readonly workloads: readonly DescribedWorkload[];
  readonly organisation: Draft<Assessment['organisation'], 'cost'>;
  /** What it costs in all; `undefined` where nothing is known of some workload. */
  readonly totals: () => OrganisationTotals | undefined;
  /** Of the profile as a whole. */
  readonly warnings: Assessment['warnings'];
}

/** @throws AiPathError of kind `input` where an option can't do its workload's task. */
export function describe(parsed: ParsedProfile, context: AssessContext): DescribedOrganisation {
  const { profile, hints, problemOf } = parsed;
  const [problem, ...others] = optionFindings(profile, context.catalogue).map(problemOf);
  if (problem !== undefined) throw new AiPathError('input', [problem, ...others]);
  const acceptances = profile.accept === undefined ? NO_EXCEPTIONS : acceptancesAt(profile.accept, context.asOf);
  const stated = workloadsOf(profile).map((workload) => withTrace(workload, parsed));
  const decided = stated.map((workload) => decideWorkload(workload, profile.organisation, acceptances, context, stated.length));
  const workloads = decided.map((one) => {
    const others = decided.filter((other) => other !== one).flatMap(({ classes }) => classes);
    return describeWorkload(one, platformsOf(others), acceptances, context);
  });
  const placed = lazy(() => workloads.map(({ workload, classes, staysOn, wholes }) => ({ id: workload.id, name: nameOf(workload, context), wholes, classes, staysOn })));
  const moneys = workloads.map(({ money }) => money);
  const saved = { local: lazy(() => savedByPools(placed(), 'local')), recommended: lazy(() => savedByPools(placed(), 'recommended')) };
  const totals = lazy(() => organisationTotals(moneys, saved));
  const { split, basis } = organisationSplit(
    workloads.map((workload) => ({ split: workload.split, requestsPerDay: placedRequests(workload) })),
    spendOf(moneys, saved.recommended),
  );
  const { rulebook, catalogue, language } = context;
  return {
    workloads,
    organisation: {
      name: profile.organisation.name,
      recommendation: recommend(workloads.flatMap(({ parts, staysOn }) => parts.map(({ side }) => (side === null ? null : (staysOn ?? side))))),
      split,
      split_basis: basis,
      cost: () => {
        const all = totals();
        return all === undefined ? undefined : { ...all, shared: sharedBy(placed(), context) };
      },
    },
    totals,
    warnings: [
      ...hints.map(({ path, at, text }) => ({ rule: 'profile', text: path === '' ? text[language] : ASSESS_TEXTS[language].remarkOn(startSentence(fieldTitle(at, profile, context)), text[language]), ...(path === '' ? {} : { path }) })),
      ...datedFacts(catalogue, context),
      ...withoutWay(workloads, context),
      ...overBudget(profile.budget, totals, context),
      ...overused(profile.organisation, placed, context),
      ...acceptanceWarnings(acceptances, workloads, context),
      ...rulebook.overrides.map(({ rule, effect, because, pack }) => ({ rule, text: ASSESS_TEXTS[language].overridden[effect](rule, pack, because[language]) })),
    ],
  };
}

/** Places of the workloads, or of the organisation where none is stated, and of what the hints are about; none where no text stands behind them. */
function placesOf({ profile, hints, problemOf }: ParsedProfile): Assessment['input']['places'] {
  const stated = (profile.workloads ?? []).map((_, index) => ({ path: ['workloads', index], at: ['workloads', index, 'id'] }));
  const workloads = (stated.length > 0 ? stated : [{ path: ['organisation'], at: ['organisation'] }]).flatMap(({ path, at }) => {
    const { position } = problemOf({ code: 'place', path: at, target: 'key', message: { en: '', zh: '' } });
    return position === undefined ? [] : [{ path: formatPath(path), ...position }];
  });
  const places = [...workloads, ...hints.flatMap(({ path, position }) => (position === undefined ? [] : [{ path, ...position }]))];
  return places.length === 0 ? undefined : places;
}

/** Requests of the classes that have a way; the others stay out of the split. */
function placedRequests({ parts, workload: { requestsPerDay } }: DescribedWorkload): number | undefined {
  const placed = parts.reduce((sum, { share, side }) => sum + (side === null ? 0 : share), 0);
  return requestsPerDay === undefined ? undefined : requestsPerDay * placed;
}

function acceptancesAt(stated: readonly Acceptance[], asOf: string): Acceptances {
  const inForce = stated.filter(({ until }) => until >= asOf);
  const past = stated.filter(({ until }) => until < asOf);
  const byRule = (all: readonly Acceptance[]): Map<string, Acceptance> => new Map(all.map((one) => [one.rule, one]));
  return { inForce: byRule(inForce), past: byRule(past) };
}

/** Facts hold for about as long before they must be looked at again. Providers retire models at 60 to 180 days' notice. */
const FACTS_LAST_DAYS = 180;

const datedFacts = onceInContext(({ asOf: upTo }: Catalogue, { asOf, language }: AssessContext): Assessment['warnings'] => {
  const oldest = Object.values(upTo).sort()[0] ?? asOf;
  const fresh = asOf >= daysLater(oldest, -FACTS_LAST_DAYS) && asOf <= daysLater(oldest, FACTS_LAST_DAYS);
  return fresh ? [] : [{ rule: 'dated-facts', text: ASSESS_TEXTS[language].datedFacts(asOf, oldest) }];
});

function overBudget(stated: Profile['budget'], totals: () => OrganisationTotals | undefined, context: AssessContext): Assessment['warnings'] {
  const budget = moneyOf(stated);
  return budget === undefined ? [] : budgetWarnings(budget, totals()?.recommended ?? null, context).map(({ rule, text }) => ({ rule, text: text() }));
}

function overused({ gpus }: Profile['organisation'], placed: () => readonly PlacedWorkload[], { catalogue, language }: AssessContext): Assessment['warnings'] {
  return gpus === undefined ? [] : overusedGpus(placed(), gpus, catalogue).map((one) => ({ rule: 'gpus-overused', text: ASSESS_TEXTS[language].overusedGpus(one) }));
}

function withoutWay(workloads: readonly DescribedWorkload[], context: AssessContext): Assessment['warnings'] {
  const names = workloads.filter(({ recommendation }) => recommendation === 'none').map(({ workload }) => nameOf(workload, context));
  return names.length === 0 ? [] : [{ rule: 'no-way', text: ASSESS_TEXTS[context.language].workloadsWithoutWay(names) }];
}

/** Exceptions that are past, and those that waive nothing, are said out loud: a list of exceptions must not rot. */
function acceptanceWarnings({ inForce, past }: Acceptances, workloads: readonly DescribedWorkload[], { language }: AssessContext): Assessment['warnings'] {
  const texts = ASSESS_TEXTS[language];
  if (inForce.size + past.size === 0) return [];
  const waiving = new Set(workloads.flatMap(({ gates }) => gates().flat().flatMap(({ rule, accepted }) => (accepted?.void === false ? [rule] : []))));
  return [
    ...[...past.values()].map(({ rule, until }) => ({ rule, text: texts.voidAcceptance(rule, until) })),
    ...[...inForce.keys()].filter((rule) => !waiving.has(rule)).map((rule) => ({ rule, text: texts.unusedAcceptance(rule) })),
  ];
}
