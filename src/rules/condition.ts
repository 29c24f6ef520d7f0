/**
 * Conditions of rules: a typed subset of CEL with three-valued results. The engine's door for rules; `gate/assertion.ts` is that for assertions.
 *
 * The engine parses, and checks types once more when a pack is loaded. Evaluation is ours: closures over the engine's syntax tree that
 * follow Kleene's strong logic. An engine that throws at the first missing field can say neither which other facts are missing nor
 * whether they matter, and a thrown error costs more than a whole rulebook of closures. Tests hold both evaluators against each other.
 */
import { Environment, type ASTNode, type ParseError, type SourceRange } from '@marcbachmann/cel-js';
import { printable } from '../profile/path.js';
import type { Question } from '../profile/vocabulary.js';
import { Compiler } from './condition-compiler.js';
import { collectOpen, fault, type ConditionError, type Context, type Node } from './condition-node.js';
import { RULE_SCOPE, questionOf, type Scope } from './scope.js';
import { choiceOf, supervaluate } from './supervaluation.js';

export type { ConditionError, Context } from './condition-node.js';

export interface CompiledCondition {
  readonly text: string;
  /** Every path that it names, in order of appearance. */
  readonly paths: readonly string[];
  /** Those of them that are questions with levels. */
  readonly questions: readonly Question[];
  /** False: it is the same for every option, and may be evaluated once a class. */
  readonly readsOption: boolean;
  /** `undefined` is unknown: some completion of the missing facts makes it true and, as far as can be told, another false. */
  evaluate(context: Context): boolean | undefined;
  /** Paths of the missing facts that an unknown result hangs on. */
  openPaths(context: Context): readonly string[];
}

export type CompileResult =
  | { readonly condition: CompiledCondition; readonly errors: readonly [] }
  | { readonly condition: undefined; readonly errors: readonly ConditionError[] };

/** Far beyond what a readable rule needs, and small enough that a hostile pack costs nothing. */
export const LIMITS = { maxAstNodes: 500, maxDepth: 24, maxListElements: 200, maxMapEntries: 0, maxCallArguments: 4 };
export const MAX_LENGTH = 4000;
const engine = new Environment({ unlistedVariablesAreDyn: true, limits: LIMITS });

/** Compiles a condition; every error that can be told apart is reported, not only the first. */
export function compileCondition(text: string, scope: Scope = RULE_SCOPE): CompileResult {
  const whole = { start: 0, end: text.length };
  if (text.length > MAX_LENGTH) {
    return failed([fault('condition-too-long', whole, `A condition has at most ${MAX_LENGTH} characters.`, `条件最多 ${MAX_LENGTH} 个字符。`)]);
  }
  let ast: ASTNode;
  try {
    ast = engine.parse(text).ast;
  } catch (error) {
    return failed([engineFault('condition-syntax', error, whole)]);
  }
  const compiler = new Compiler(scope);
  const root = compiler.compile(ast);
  if (compiler.errors.length === 0 && root.kind !== 'bool') {
    compiler.errors.push(fault('condition-not-bool', root.range, `A condition must be true or false; this is a ${root.kind}.`, `条件的结果必须是真或假，而这里是 ${root.kind}。`));
  }
  return compiler.errors.length > 0 ? failed(compiler.errors) : { condition: finish(text, root, compiler), errors: [] };
}

/** {@link compileCondition}, and the engine's own check of the types: what we accept must be CEL to others as well. */
export function checkCondition(text: string, scope: Scope = RULE_SCOPE): CompileResult {
  const result = compileCondition(text, scope);
  if (result.condition === undefined) return result;
  const check = typedEngine(scope).check(text);
  return check.valid ? result : failed([engineFault('condition-type', check.error, { start: 0, end: text.length })]);
}

function failed(errors: readonly ConditionError[]): CompileResult {
  return { condition: undefined, errors };
}

function engineFault(code: string, error: unknown, whole: SourceRange): ConditionError {
  const { summary, range } = error as ParseError;
  const what = printable(summary);
  return fault(code, range ?? whole, `Not a condition: ${what}.`, `不是合法的条件：${what}。`);
}

const typedEngines = new WeakMap<Scope, Environment>();

function typedEngine(scope: Scope): Environment {
  const known = typedEngines.get(scope);
  if (known !== undefined) return known;
  const environment = new Environment({ limits: LIMITS });
  for (const [name, schema] of Object.entries(schemaOf(scope))) environment.registerVariable(name, { schema });
  // Every number is a double, also where it is written without a point. The engine knows the order of the two, but not this.
  for (const operator of ['+', '-', '*', '/']) {
    environment.registerOperator(`double ${operator} int: double`, unused).registerOperator(`int ${operator} double: double`, unused);
  }
  environment.registerOperator('double == int: bool', unused);
  typedEngines.set(scope, environment);
  return environment;
}

function unused(): number {
  throw new Error('The engine checks types only; conditions are evaluated by their closures.');
}

interface EngineSchema { [name: string]: string | EngineSchema }

function schemaOf(scope: Scope): Record<string, EngineSchema> {
  const typeNames = { bool: 'bool', number: 'double', text: 'string', list: 'list<string>' } as const;
  const schema: Record<string, EngineSchema> = {};
  for (const [path, type] of Object.entries(scope)) {
    const names = path.split('.');
    const last = names.pop() as string;
    let at: EngineSchema = schema;
    for (const name of names) at = (at[name] ??= {}) as EngineSchema;
    at[last] = typeNames[type.kind];
  }
  return schema;
}

function finish(text: string, root: Node, compiler: Compiler): CompiledCondition {
  const paths = [...compiler.paths];
  const kleene = root.run as (context: Context) => boolean | undefined;
  const choices = paths.flatMap((path) => choiceOf(path, compiler) ?? []);
  const evaluate = choices.length === 0 ? kleene : (context: Context): boolean | undefined => kleene(context) ?? supervaluate(kleene, context, choices);
  return {
    text, paths, evaluate,
    questions: paths.flatMap((path) => questionOf(path) ?? []),
    readsOption: paths.some((path) => path.startsWith('option.')),
    openPaths: (context) => {
      const open = new Set<string>();
      if (evaluate(context) === undefined) collectOpen(root, context, open);
      return [...open];
    },
  };
}
