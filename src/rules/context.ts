/** What compiled rules share: conditions that were checked before, contexts of a class with an option, and work that is put off. */
import { AiPathError, type Problem } from '../error.js';
import type { Option } from '../options/option.js';
import { compileCondition, type CompiledCondition, type ConditionError, type Context } from './condition.js';
import type { Facts } from './pack.js';
import type { Situation } from './rulebook.js';
import { optionFacts, situationFor } from './situation.js';

/** Conditions are few and their texts repeat: each is compiled once for as long as the program runs. */
const compiled = new Map<string, CompiledCondition>();

/** Compiles a condition of a checked pack. A fault in it is the pack's. */
export function mustCompile(text: string): CompiledCondition {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const { condition, errors } = compileCondition(text);
  if (condition === undefined) throw faultOf(errors);
  compiled.set(text, condition);
  return condition;
}

function faultOf(errors: readonly ConditionError[]): AiPathError {
  const problems = errors.map(({ code, message, remedy }): Problem => ({ code, source: 'rules', message, ...(remedy === undefined ? {} : { remedy }) }));
  return new AiPathError('input', problems as [Problem, ...Problem[]]);
}

/** The context of the last class and option asked for: all gates and criteria are judged for one pair after another. */
export function contextCache(): (situation: Situation, option: Option) => Context {
  const facts = new WeakMap<Option, Facts>();
  let last: { readonly situation: Situation; readonly option: Option; readonly context: Context } | undefined;
  return (situation, option) => {
    if (last?.situation === situation && last.option === option) return last.context;
    const known = facts.get(option) ?? optionFacts(option);
    facts.set(option, known);
    const context = { ...situationFor(situation, option), option: known };
    last = { situation, option, context };
    return context;
  };
}

export type ContextFor = ReturnType<typeof contextCache>;

/** Made when it is first asked for, and once. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
