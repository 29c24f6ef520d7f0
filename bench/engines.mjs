// The same conditions on the same facts: our compiled conditions beside json-rules-engine. Run after a build: node bench/engines.mjs
// Only those conditions are compared that json-rules-engine can say: comparisons, `in`, and, or, not. Times are those of the processor.
import { cpuUsage } from 'node:process';
import { parseProfile } from '../dist/index.js';
import { builtInCatalogue } from '../dist/catalogue/catalogue.js';
import { optionsFor } from '../dist/options/options.js';
import { workloadsOf } from '../dist/profile/workloads.js';
import { builtInRulebook } from '../dist/rules/builtin.js';
import { compileCondition } from '../dist/rules/engine.js';
import { syntaxOf } from '../dist/rules/syntax.js';
import { optionFacts, situationOf } from '../dist/rules/situation.js';
import { AS_OF, median, table, whole } from './measure.mjs';
import { peersInstalled } from './peers.mjs';
import { portfolio } from './portfolio.mjs';

const PROFILES = 200;
const ROUNDS = 11;

/** @typedef {{ op: string, args: any }} Node */

const COMPARISONS = { '==': 'equal', '!=': 'notEqual', '<': 'lessThan', '<=': 'lessThanInclusive', '>': 'greaterThan', '>=': 'greaterThanInclusive' };

/** @param {Node} node @returns {string} */
function path({ op, args }) {
  if (op === 'id') return args;
  if (op === '.') return `${path(args[0])}.${args[1]}`;
  throw new Error(`no path: ${op}`);
}

/** @param {Node} node @returns {unknown} */
function literal({ op, args }) {
  if (op === 'value') return typeof args === 'bigint' ? Number(args) : args;
  if (op === 'list') return args.map(literal);
  throw new Error(`no literal: ${op}`);
}

/** A condition of json-rules-engine; throws where it has no words for it. @param {Node} node @returns {object} */
function translated(node) {
  const { op, args } = node;
  if (op === '&&' || op === '||') return { [op === '&&' ? 'all' : 'any']: args.map(translated) };
  if (op === '!_') return { not: translated(args) };
  if (op in COMPARISONS) return { fact: path(args[0]), operator: COMPARISONS[/** @type {keyof typeof COMPARISONS} */ (op)], value: literal(args[1]) };
  if (op === 'in' && args[1].op === 'list') return { fact: path(args[0]), operator: 'in', value: literal(args[1]) };
  if (op === 'in') return { fact: path(args[1]), operator: 'contains', value: literal(args[0]) };
  return { fact: path(node), operator: 'equal', value: true };
}

/** @param {Node} node @returns {string[]} */
function fields({ op, args }) {
  if (op === 'id' || op === '.') return [path({ op, args })];
  return [args].flat().flatMap((/** @type {unknown} */ one) => (typeof one === 'object' && one !== null && 'op' in one ? fields(/** @type {Node} */ (one)) : []));
}

const rules = builtInRulebook().gates.flatMap(({ rule, gate: { when } }) => {
  const syntax = /** @type {Node | undefined} */ (syntaxOf(when));
  const { condition } = compileCondition(when);
  if (syntax === undefined || condition === undefined) throw new Error(when);
  try {
    const peer = translated(syntax);
    return [{ rule, condition, peer: 'all' in peer || 'any' in peer || 'not' in peer ? peer : { all: [peer] }, fields: fields(syntax) }];
  } catch {
    return [];
  }
});

/** Facts of profiles in which everything is known. */
const contexts = [...portfolio('cost', PROFILES)].map((line) => {
  const stated = JSON.parse(line);
  const profile = parseProfile(JSON.stringify({
    ...stated,
    organisation: { ...stated.organisation, country: 'DE', owner_country: 'DE', kind: 'business', annual_revenue_usd: 1e6, monthly_active_users: 1e5, persons_abroad_per_year: 0, sensitive_persons_abroad_per_year: 0, us_government_contract: 'none' },
    workloads: stated.workloads.map((/** @type {object} */ one) => ({ ...one, house_rules: [], data: { contains: ['personal'], people_in: ['DE'], form: 'raw', audience: 'customers', audience_in: ['DE'] } })),
  }));
  const [workload] = workloadsOf(profile);
  const [trafficClass] = workload.classes;
  const [option] = optionsFor({ trafficClass, workload, organisation: profile.organisation, catalogue: builtInCatalogue(), asOf: AS_OF });
  if (option === undefined) throw new Error('no option');
  return { ...situationOf(profile.organisation, workload, trafficClass), option: optionFacts(option) };
});

const peers = peersInstalled();
if (typeof peers === 'string') {
  console.log(`The comparison of rule engines is left out: ${peers}`);
} else {
  const { Engine } = peers.require('json-rules-engine');
  const asFacts = contexts.map((context) => Object.fromEntries(Object.entries(context).flatMap(([root, facts]) => Object.entries(facts).flatMap(([key, value]) => [[`${root}.${key}`, value], ...(typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value).map(([inner, one]) => [`${root}.${key}.${inner}`, one]) : [])]))));
  // What is unknown to one of the facts is asked of neither: json-rules-engine knows no third answer.
  const asked = rules.filter(({ fields: named }) => asFacts.every((facts) => named.every((field) => facts[field] !== undefined && facts[field] !== null)));
  const engine = new Engine(asked.map(({ rule, peer }) => ({ conditions: peer, event: { type: rule } })));

  const ours = () => contexts.map((context) => asked.filter(({ condition }) => condition.evaluate(context) === true).map(({ rule }) => rule).sort());
  const theirs = async () => {
    const all = [];
    for (const facts of asFacts) all.push((await engine.run(facts)).events.map((/** @type {{ type: string }} */ { type }) => type).sort());
    return all;
  };
  if (JSON.stringify(ours()) !== JSON.stringify(await theirs())) throw new Error('the two engines do not agree');

  const perSecond = async (/** @type {() => unknown} */ call, /** @type {number} */ times) => {
    const round = async () => {
      const start = cpuUsage();
      for (let i = 0; i < times; i += 1) await call();
      const { user, system } = cpuUsage(start);
      return (PROFILES * times * 1e6) / (user + system);
    };
    await round();
    const rounds = [];
    for (let i = 0; i < ROUNDS; i += 1) rounds.push(await round());
    return median(rounds);
  };
  const [own, other] = [await perSecond(ours, 20), await perSecond(theirs, 1)];
  console.log(table([`Rule engine, ${asked.length} of ${builtInRulebook().gates.length} rules`, 'profiles/CPU s'], [['ai-path, compiled conditions', whole(own)], ['json-rules-engine, same rules and facts', whole(other)], ['ratio', `${(own / other).toFixed(1)}x`]]));
}
