/**
 * Conditions of rules: a typed subset of CEL with three-valued results, from its syntax tree to something that can be evaluated.
 *
 * The engine (`engine.ts`) parses, and checks types once more when a pack is loaded. Evaluation is ours: closures over the engine's
 * syntax tree that follow Kleene's strong logic. An engine that throws at the first missing field can say neither which other facts are
 * missing nor whether they matter, and a thrown error costs more than a whole rulebook of closures. Tests hold both evaluators against
 * each other.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { lazy } from '../lazy.js';
import type { Question } from '../profile/vocabulary.js';
import { Compiler } from './condition-compiler.js';
import { collectOpen, fault, type ConditionError, type Context, type Node } from './condition-node.js';
import { questionOf, type Scope } from './scope.js';
import { choiceOf, supervaluate } from './supervaluation.js';
import { thresholdsIn } from './thresholds.js';

export type { ConditionError, Context } from './condition-node.js';

export interface CompiledCondition {
  readonly text: string;
  /** Every path that it names, in order of appearance. */
  readonly paths: readonly string[];
  /** Those of them that are questions with levels. */
  readonly questions: readonly Question[];
  /** The answer of Kleene's logic alone: where it is known it is right, and it costs least. */
  kleene(context: Context): boolean | undefined;
  /** `undefined` is unknown: some completion of the missing facts makes it true and, as far as can be told, another false. */
  evaluate(context: Context): boolean | undefined;
  /** Paths of the missing facts that an unknown result hangs on. */
  openPaths(context: Context): readonly string[];
  /** Numbers of a field at which the result may turn; `undefined` where they cannot be told. See `thresholds.ts`. */
  thresholds(path: string, context: Context): readonly number[] | undefined;
  /** Literals that a list is asked for; `undefined` where more of it counts than which of them it holds. */
  literals(path: string): readonly string[] | undefined;
}

export type CompileResult =
  | { readonly condition: CompiledCondition; readonly errors: readonly [] }
  | { readonly condition: undefined; readonly errors: readonly ConditionError[] };

/** Every error that can be told apart is reported, not only the first. */
export function compileSyntax(text: string, ast: ASTNode, scope: Scope): CompileResult {
  const compiler = new Compiler(scope);
  const root = compiler.compile(ast);
  if (compiler.errors.length === 0 && root.kind !== 'bool') {
    compiler.errors.push(fault('condition-not-bool', root.range, `A condition must be true or false; this is a ${root.kind}.`, `条件的结果必须是真或假，而这里是 ${root.kind}。`));
  }
  return compiler.errors.length > 0 ? { condition: undefined, errors: compiler.errors } : { condition: finish(text, root, compiler), errors: [] };
}

function finish(text: string, root: Node, compiler: Compiler): CompiledCondition {
  const paths = [...compiler.paths];
  const kleene = root.run as (context: Context) => boolean | undefined;
  const choices = compiler.repeated.size === 0 ? [] : paths.flatMap((path) => choiceOf(path, compiler) ?? []);
  const thresholds = lazy(() => thresholdsIn(root));
  const evaluate = choices.length === 0 ? kleene : (context: Context): boolean | undefined => kleene(context) ?? supervaluate(kleene, context, choices);
  return {
    text, paths, kleene, evaluate,
    questions: paths.flatMap((path) => questionOf(path) ?? []),
    openPaths: (context) => {
      const open = new Set<string>();
      if (evaluate(context) === undefined) collectOpen(root, context, open);
      return [...open];
    },
    thresholds: (path, context) => thresholds()(path, context),
    literals: (path) => (compiler.opaque.has(path) ? undefined : [...(compiler.literals.get(path) ?? [])]),
  };
}
