/**
 * The engine's door for rules; `gate/assertion.ts` is that for assertions. Only what reads conditions as text needs it: those of the
 * built-in packs come parsed.
 */
import { Environment, type ASTNode, type ParseError, type SourceRange } from '@marcbachmann/cel-js';
import { printable } from '../profile/path.js';
import { compileSyntax, type CompileResult } from './condition.js';
import { fault, type ConditionError } from './condition-node.js';
import { parseWith } from './context.js';
import { RULE_SCOPE, type Scope } from './scope.js';

/** Far beyond what a readable rule needs, and small enough that a hostile pack costs nothing. */
export const LIMITS = { maxAstNodes: 500, maxDepth: 24, maxListElements: 200, maxMapEntries: 0, maxCallArguments: 4 };
export const MAX_LENGTH = 4000;
const engine = new Environment({ unlistedVariablesAreDyn: true, limits: LIMITS });

// Whoever loads the engine lets packs be compiled that did not come parsed.
parseWith((text) => engine.parse(text).ast);

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
  return compileSyntax(text, ast, scope);
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
