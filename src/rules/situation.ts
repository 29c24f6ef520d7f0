/** What is known of a class of traffic, as conditions read it; and the cheap changes of it that trying answers needs. */
import { remembered } from '../lazy.js';
import { legalAreaOf } from '../profile/legal-area.js';
import type { Data, Organisation } from '../profile/schema.js';
import { LEVELS, QUESTIONS, type Level, type Question } from '../profile/vocabulary.js';
import type { TrafficClass, Workload } from '../profile/workload.js';
import type { Option } from '../options/option.js';
import type { Facts } from './pack.js';
import type { Situation } from './rulebook.js';
import { withFact } from './supervaluation.js';

/** Only what is known is in it. `derived` gets the decision's own facts (side, firmness, lead, runs_elsewhere) once there are any. */
export function situationOf(organisation: Organisation, workload: Workload, trafficClass: TrafficClass): Situation {
  const perDay = workload.requestsPerDay;
  const org = stated(organisation, 'gpus');
  if (organisation.country !== undefined) org['area'] = legalAreaOf(organisation.country);
  // Field by field: objects of so many fields are slow to copy.
  const w: Stated = {};
  let possible: Partial<Record<Question, readonly Level[]>> | undefined;
  for (const question of QUESTIONS) {
    const { levels } = trafficClass.answers[question];
    if (levels.length === 1) w[question] = levels[0];
    else if (levels.length < LEVELS[question].length) (possible ??= {})[question] = levels;
  }
  state(w, 'task', workload.task);
  state(w, 'runs_today', workload.runsToday);
  state(w, 'house_rules', trafficClass.houseRules);
  if (trafficClass.data !== undefined) w['data'] = dataFacts(trafficClass.data);
  state(w, 'quality', trafficClass.quality);
  w['traffic'] = stated(workload.traffic ?? {}, 'hourly');
  state(w, 'requests_per_day', perDay);
  const derived: Stated = exemptionsOf(trafficClass.data?.form);
  derived['implied'] = workload.implied;
  derived['classes'] = workload.classes.length;
  derived['share'] = trafficClass.share;
  if (perDay !== undefined) derived['requests_per_day'] = perDay * trafficClass.share;
  return possible === undefined ? { org, w, derived } : { org, w, derived, possible };
}

/** Facts that are being gathered. */
type Stated = Record<string, unknown>;

function state(facts: Stated, name: string, value: unknown): void {
  if (value !== undefined) facts[name] = value;
}

/** An exemption is claimed, not presumed. */
const exemptionsOf = (form: unknown): Stated => ({ anonymised: form === 'anonymised', deidentified: form === 'deidentified', tokenised: form === 'tokenised' });

/** What one class of data always is besides: a rule on the broader class holds for the narrower one. */
const IMPLIED_CLASSES: Readonly<Record<string, readonly string[]>> = {
  personal_sensitive: ['personal'],
  health: ['personal_sensitive', 'personal'],
  biometric: ['personal_sensitive', 'personal'],
  children: ['personal_sensitive', 'personal'],
  financial_account: ['personal_sensitive', 'personal'],
  criminal_record: ['personal_sensitive', 'personal'],
  payment_card: ['personal'],
  student_record: ['personal'],
};

/** Countries keep their legal area beside them: a rule may name either. */
function dataFacts(data: Data): Facts {
  const withAreas = (countries: readonly string[] | undefined): readonly string[] | undefined =>
    countries === undefined ? undefined : [...new Set(countries.flatMap((country) => [country, legalAreaOf(country)]))];
  return stated({
    ...data,
    contains: data.contains === undefined ? undefined : withImplied(data.contains),
    people_in: withAreas(data.people_in),
    audience_in: withAreas(data.audience_in),
  });
}

const withImplied = (contains: readonly string[]): readonly string[] => [...new Set(contains.flatMap((one) => [one, ...(IMPLIED_CLASSES[one] ?? [])]))];

/** The same situation with a fact stated that has no levels of its own, and with what follows from it. */
export function withStated(situation: Situation, path: string, value: unknown): Situation {
  if (path === 'w.data.contains') return withFact(situation, path, withImplied(value as readonly string[]));
  const stating = withFact(situation, path, value);
  return path === 'w.data.form' ? { ...stating, derived: { ...stating.derived, ...exemptionsOf(value) } } : stating;
}

/** The fields that {@link withStated} states. */
export const statedWith = (path: string): readonly string[] => (path === 'w.data.form' ? [path, ...Object.keys(exemptionsOf(undefined)).map((name) => `derived.${name}`)] : [path]);

/** What is known, less the one field that conditions do not read. */
function stated(facts: Facts, unread?: string): Stated {
  const known: Stated = {};
  // A loop, since objects made from entries are slow to read and to copy.
  for (const name of Object.keys(facts)) if (name !== unread) state(known, name, facts[name]);
  return known;
}

/** What is known beside the answers. */
export function unanswered({ org, w, derived }: Situation): Situation {
  const facts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(w)) if (!Object.hasOwn(LEVELS, name)) facts[name] = value;
  return { org, w: facts, derived };
}

/** The same situation with one answer given. */
export function withAnswer(situation: Situation, question: Question, level: Level): Situation {
  return { ...situation, w: { ...situation.w, [question]: level } };
}

/**
 * The situation as it is with an option: what is signed with its provider lifts an answer to at least a level. An answer that is open stays
 * open above that level only.
 */
export function situationFor(situation: Situation, option: Option): Situation {
  let raised = situation;
  for (const [question, level] of Object.entries(option.raises) as [Question, Level][]) raised = atLeast(raised, question, level);
  return raised;
}

function atLeast(situation: Situation, question: Question, level: Level): Situation {
  const levels: readonly Level[] = LEVELS[question];
  const floor = levels.indexOf(level);
  const answer = situation.w[question] as Level | undefined;
  if (answer !== undefined) return levels.indexOf(answer) >= floor ? situation : withAnswer(situation, question, level);
  const open = (situation.possible?.[question] ?? levels).filter((one) => levels.indexOf(one) >= floor);
  if (open.length <= 1) return withAnswer(situation, question, open[0] ?? level);
  return { ...situation, possible: { ...situation.possible, [question]: open } };
}

/** What conditions and sentences read of an option. Conditions cannot ask whether a fact is known, so that is stated where it matters. */
export function optionFacts(option: Option): Facts {
  return remembered(factsOf, option, () => ({
    ...option.facts,
    // An accredited system for classified information: nobody has one without knowing it, so what is not said to be one is none.
    accredited: option.facts.isolation === 'accredited',
    model_known: option.model !== undefined,
    hardware_too_small: option.tooSmall === true,
    location_known: option.facts.location !== undefined,
    availability_known: option.facts.offered_here !== undefined,
    licence_known: option.facts.licence_name !== undefined,
    revenue_limited: option.facts.revenue_limit_usd !== undefined,
    users_limited: option.facts.users_limit !== undefined,
  }));
}

const factsOf = new WeakMap<Option, Facts>();
