/** Situations as gates see them: they read few facts, so most profiles of a portfolio look like one that was judged before. */
import { remembered, rememberedUpTo } from '../lazy.js';
import type { Question } from '../profile/vocabulary.js';
import type { Context } from './condition.js';
import type { Facts } from './pack.js';
import type { CompiledGate, GateView, Situation } from './rulebook.js';
import { questionOf, RULE_SCOPE, type FieldType, type Root } from './scope.js';
import { unanswered } from './situation.js';

/** So many views are remembered before the count begins anew. */
const MOST_REMEMBERED = 1000;

/** @param texts the conditions of all gates */
export function gateViews(gates: readonly CompiledGate[], texts: readonly string[]): (situation: Situation) => GateView {
  const keyOf = keyReader(() => pathsIn(texts));
  const seen = new WeakMap<Situation, GateView>();
  const byKey = new Map<string, GateView>();
  return (situation) => remembered(seen, situation, () => rememberedUpTo(MOST_REMEMBERED, byKey, keyOf(situation), () => viewOf(situation, gates)));
}

function viewOf(situation: Situation, gates: readonly CompiledGate[]): GateView {
  const facts = unanswered(situation);
  const applying: CompiledGate[] = [];
  for (const gate of gates) if (gate.mayApply(facts)) applying.push(gate);
  return { situation, gates: applying };
}

/** Two situations with one key are alike to every condition that reads no other fields than these, which are asked for once there is a situation. */
export function keyReader(paths: () => readonly string[]): (context: Context) => string {
  let fields: readonly Field[] | undefined;
  return (context) => {
    fields ??= paths().map(fieldOf);
    let key = '';
    for (const { root, first, second, isFree } of fields) {
      let value = context[root]?.[first];
      if (second !== undefined) value = (value as Facts | null | undefined)?.[second];
      key += value === undefined || value === null ? '?\n' : isFree ? `${JSON.stringify(value)}\n` : `${value as string}\n`;
    }
    if (context.possible !== undefined) for (const { question } of fields) if (question !== undefined) key += `${context.possible[question]?.join() ?? ''}\n`;
    return key;
  };
}

interface Field {
  readonly root: Root;
  readonly first: string;
  readonly second: string | undefined;
  /** Only free text can hold a line break, or a comma. */
  readonly isFree: boolean;
  readonly question: Question | undefined;
}

function fieldOf(path: string): Field {
  const [root, first, second] = path.split('.') as [Root, string, string | undefined];
  const type = RULE_SCOPE[path] as FieldType;
  const isFree = (type.kind === 'text' || type.kind === 'list') && type.values === undefined && type.area === undefined;
  return { root, first, second, isFree, question: questionOf(path) };
}

/** Fields that conditions name, but for the option's own. A call on a list, such as `exists`, stands behind its field. What a list leaves open always counts. */
function pathsIn(texts: readonly string[]): readonly string[] {
  const named = texts.flatMap((text) => [...text.matchAll(/\b(?:org|w|derived)(?:\.\w+)+/g)].flatMap(([path]) => [path, path.slice(0, path.lastIndexOf('.'))]));
  return [...new Set([...named, 'w.data.contains'])].filter((path) => path in RULE_SCOPE);
}
