/** What compiled rules share: conditions that were checked before, contexts of a class with an option, and work that is put off. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { AiPathError, type Problem } from '../error.js';
import { remembered, rememberedUpTo } from '../lazy.js';
import type { Option } from '../options/option.js';
import { compileSyntax, type CompiledCondition, type ConditionError, type Context } from './condition.js';
import type { Facts } from './pack.js';
import type { CompiledGate, OptionKind, Situation } from './rulebook.js';
import { RULE_SCOPE } from './scope.js';
import { optionFacts, situationFor } from './situation.js';
import { syntaxOf } from './syntax.js';

/** Conditions are few and their texts repeat: each is compiled once for as long as the program runs. */
const compiled = new Map<string, CompiledCondition>();

let parse: ((text: string) => ASTNode) | undefined;

/** The engine is large, and the built-in packs do without it. */
export function parseWith(parser: (text: string) => ASTNode): void {
  parse = parser;
}

/** Compiles a condition of a checked pack. A fault in it is the pack's. */
export function mustCompile(text: string): CompiledCondition {
  return remembered(compiled, text, () => {
    const { condition, errors } = compileSyntax(text, syntaxOf(text) ?? parsed(text), RULE_SCOPE);
    if (condition === undefined) throw faultOf(errors);
    return condition;
  });
}

function parsed(text: string): ASTNode {
  if (parse === undefined) throw new Error(`The engine must be loaded before "${text}" can be compiled.`);
  return parse(text);
}

function faultOf(errors: readonly ConditionError[]): AiPathError {
  const problems = errors.map(({ code, message, remedy }): Problem => ({ code, source: 'rules', message, ...(remedy === undefined ? {} : { remedy }) }));
  return new AiPathError('input', problems as [Problem, ...Problem[]]);
}

export interface Sights {
  /** A class of traffic as conditions see it beside one option. */
  readonly contextOf: (situation: Situation, option: Option) => Context;
  /** Options of one kind read alike in every condition. */
  readonly kindOf: (option: Option) => OptionKind;
  /** Options of one kind read alike in every condition that names no other facts of an option than these, which are asked for once there is an option. */
  readonly kindBy: (names: () => readonly string[]) => CompiledGate['kindOf'];
}

/** So many kinds are told apart before the count begins anew: a stream of hostile names must not fill the memory. */
const MOST_KINDS = 10_000;

/**
 * What conditions read of a class and an option. The last pair is remembered: all gates and criteria are judged for one pair after another.
 * @param texts the conditions; options that differ only in facts that none of them names are of one kind
 */
export function sights(texts: readonly string[]): Sights {
  const named = [...new Set(texts.flatMap((text) => [...text.matchAll(/\boption\.(\w+)/g)].map(([, name]) => name as string)))];
  const known = new WeakMap<Option, KnownOption>();
  const kindFor = kindsBy(named, ({ side, place, raises }) => [side, place, raises]);
  const read = (option: Option): KnownOption => {
    const before = known.get(option);
    if (before !== undefined) return before;
    const one: KnownOption = { facts: optionFacts(option), raises: Object.keys(option.raises).length > 0, kind: undefined };
    known.set(option, one);
    return one;
  };
  let last: { readonly of: Situation; readonly option: Option; readonly context: Context } | undefined;
  const contextOf = (of: Situation, option: Option): Context => {
    if (last?.of === of && last.option === option) return last.context;
    const { facts, raises } = read(option);
    const { org, w, derived, possible } = raises ? situationFor(of, option) : of;
    const context = { org, w, derived, option: facts, ...(possible === undefined ? {} : { possible }) };
    last = { of, option, context };
    return context;
  };
  const kindOf = (option: Option): OptionKind => {
    const one = read(option);
    return (one.kind ??= kindFor(option, one.facts));
  };
  const kindBy: Sights['kindBy'] = (names) => {
    const within = new WeakMap<OptionKind, OptionKind>();
    let kindHere: ReturnType<typeof kindsBy> | undefined;
    return (option, kind) => {
      const before = within.get(kind);
      if (before !== undefined) return before;
      kindHere ??= kindsBy(names(), ({ raises }) => raises);
      const told = kindHere(option, read(option).facts);
      within.set(kind, told);
      return told;
    };
  };
  return { contextOf, kindOf, kindBy };
}

/** One object for all options that are alike in these facts, and in what else of them counts. */
function kindsBy(names: readonly string[], counts: (option: Option) => unknown): (option: Option, facts: Facts) => OptionKind {
  const kinds = new Map<string, OptionKind>();
  return (option, facts) => {
    const seen: unknown[] = [counts(option)];
    for (const name of names) seen.push(facts[name]);
    const key = JSON.stringify(seen);
    return kinds.get(key) ?? rememberedUpTo(MOST_KINDS, kinds, key, () => ({ key }));
  };
}

interface KnownOption {
  readonly facts: Facts;
  /** It lifts answers. */
  readonly raises: boolean;
  /** By all rules, once somebody asked for it. */
  kind: OptionKind | undefined;
}

