/** Situations as gates see them: they read few facts, so most profiles of a portfolio look like one that was judged before. */
import { remembered, rememberedUpTo } from '../lazy.js';
import type { Context } from './condition.js';
import { reader } from './condition-node.js';
import type { CompiledGate, GateView, Situation } from './rulebook.js';
import { questionOf, RULE_SCOPE, type FieldType } from './scope.js';
import { unanswered } from './situation.js';

/** So many views are remembered before the count begins anew. */
const MOST_REMEMBERED = 1000;

/** @param texts the conditions of all gates */
export function gateViews(gates: readonly CompiledGate[], texts: readonly string[]): (situation: Situation) => GateView {
  const keyOf = keyReader(pathsIn(texts));
  const seen = new WeakMap<Situation, GateView>();
  const byKey = new Map<string, GateView>();
  return (situation) => remembered(seen, situation, () => rememberedUpTo(MOST_REMEMBERED, byKey, keyOf(situation), () => viewOf(situation, gates)));
}

function viewOf(situation: Situation, gates: readonly CompiledGate[]): GateView {
  const facts = unanswered(situation);
  return { situation, gates: gates.filter((gate) => gate.mayApply(facts)) };
}

/** Two situations with one key are alike to every condition that reads no other fields than these. */
export function keyReader(paths: readonly string[]): (context: Context) => string {
  const words = paths.map((path) => wordOf(path, RULE_SCOPE[path] as FieldType));
  const questions = paths.map(questionOf).filter((question) => question !== undefined);
  return (context) => {
    let key = '';
    for (const word of words) key += `${word(context)}\n`;
    if (context.possible !== undefined) for (const question of questions) key += `${context.possible[question]?.join() ?? ''}\n`;
    return key;
  };
}

/** Fields that conditions name, but for the option's own. A call on a list, such as `exists`, stands behind its field. What a list leaves open always counts. */
function pathsIn(texts: readonly string[]): readonly string[] {
  const named = texts.flatMap((text) => [...text.matchAll(/\b(?:org|w|derived)(?:\.\w+)+/g)].flatMap(([path]) => [path, path.slice(0, path.lastIndexOf('.'))]));
  return [...new Set([...named, 'w.data.contains'])].filter((path) => path in RULE_SCOPE);
}

/** One line for what is known of a field. Only free text can hold a line break. */
function wordOf(path: string, type: FieldType): (context: Context) => string {
  const read = reader(path, type);
  const free = (type.kind === 'text' || type.kind === 'list') && type.values === undefined && type.area === undefined;
  return (context) => {
    const value = read(context);
    return value === undefined ? '?' : free ? JSON.stringify(value) : String(value);
  };
}
