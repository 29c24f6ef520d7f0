/** Assertions over an Assessment: CEL, typed by the published schema, so that a misspelt field is found before anything is assessed. */
import { Environment, type ASTNode, type ParseError } from '@marcbachmann/cel-js';
import * as z from 'zod';
import { assessmentSchema, type AssessedWorkload, type Assessment } from '../assessment/assessment.js';
import { AiPathError } from '../error.js';
import { isUnfolding, type Unfolding } from '../lazy.js';
import { didYouMean, suggest } from '../profile/suggest.js';
import { printable } from '../profile/path.js';
import type { Text } from '../profile/vocabulary.js';
import { LIMITS, MAX_LENGTH } from '../rules/engine.js';
import { GATE_TEXT } from '../text/gate.js';

/** What an assertion comes to; `unknown` where it hangs on something that the assessment does not hold. */
export type Outcome = { readonly kind: 'true' } | { readonly kind: 'false' } | { readonly kind: 'unknown'; readonly reason: Text };

export interface Assertion {
  readonly text: string;
  evaluate(assessment: Assessment): Outcome;
  /** It says something of workloads. */
  readonly ofWorkloads: boolean;
  /** It may differ between profiles that differ in the name of their organisation or their place only. */
  readonly readsNames: boolean;
  /** The single values that it reads: of the assessment, and of a workload where one is given; not those inside further lists. */
  values(assessment: Assessment, workload?: AssessedWorkload): readonly ReadValue[];
}

export interface ReadValue {
  readonly path: string;
  readonly value: string | number | boolean;
}

/** @throws AiPathError of kind `usage`: not CEL, no such field, a literal that its field never has, or no truth value. */
export function compileAssertion(text: string, source: string): Assertion {
  if (text.length > MAX_LENGTH) throw refused('assertion-too-long', source, GATE_TEXT.tooLong(MAX_LENGTH));
  const { environment, groups, literals } = language();
  const checked = checkedBy(environment, groups, text, source);
  const run = environment.parse(text);
  if (checked.type !== 'bool') throw refused('assertion-not-bool', source, GATE_TEXT.notBool(typeWords(checked.type, groups)), oneOfGroup([checked.type], groups));
  literals(checked.ast, source);
  const chains = chainsIn(checked.ast);
  return {
    text,
    evaluate: (assessment) => evaluate(run, assessment),
    ofWorkloads: chains.some(({ of, fields }) => of === 'workload' || fields[0] === 'workloads'),
    readsNames: chains.some(mayReadNames),
    values: (assessment, workload) => chains.flatMap(({ of, fields }) => scalarAt(of === 'assessment' ? assessment : workload, fields)),
  };
}

function refused(code: string, source: string, message: Text, remedy?: Text): AiPathError {
  return new AiPathError('usage', [{ code, source, message, remedy: remedy ?? GATE_TEXT.seeSchema }]);
}

function checkedBy(environment: Environment, groups: Groups, text: string, source: string): { readonly type: string; readonly ast: ASTNode } {
  let ast: ASTNode;
  try {
    ast = environment.parse(text).ast;
  } catch (error) {
    throw refused('assertion-syntax', source, GATE_TEXT.notCel(printable((error as ParseError).summary)));
  }
  const result = environment.check(text);
  if (result.valid) return { type: String(result.type), ast };
  const summary = (result.error as ParseError).summary;
  const [, field] = /^No such key: (\w+)$/.exec(summary) ?? /^Unknown variable: (\w+)$/.exec(summary) ?? [];
  if (field === undefined) throw typeError(summary, groups, source);
  const way = wayTo(field, assessmentSchema);
  if (way !== undefined) throw refused('assertion-unknown-field', source, GATE_TEXT.noFieldHere(field), GATE_TEXT.write(way));
  const meant = suggest(field, fieldNames(assessmentSchema));
  throw refused('assertion-unknown-field', source, GATE_TEXT.noField(printable(field)), meant === undefined ? undefined : didYouMean(meant));
}

/** CEL calls groups of fields by names that nobody has given them. */
function typeError(summary: string, groups: Groups, source: string): AiPathError {
  const [, left, operator = '', right = ''] = /^no such overload: (?:(\S+) )?([!=<>+\-*/%&|]+|in)\s?(\S+)$/.exec(summary) ?? [];
  if (right === '') return refused('assertion-type', source, GATE_TEXT.notCel(printable(summary.replaceAll(/Type\d+/g, (name) => `{${groups.get(name)?.[0] ?? ''}, …}`))));
  const types = left === undefined ? [right] : [left, right];
  return refused('assertion-type', source, GATE_TEXT.noOperator(operator, types.map((type) => typeWords(type, groups))), oneOfGroup(types, groups));
}

function typeWords(type: string, groups: Groups): Text {
  return GATE_TEXT.type(/^\w+/.exec(type)?.[0] ?? type, groups.get(type) ?? []);
}

/** What to write in place of a whole group of fields. */
function oneOfGroup(types: readonly string[], groups: Groups): Text | undefined {
  const fields = types.flatMap((type) => groups.get(type) ?? []);
  const [first] = fields;
  return first === undefined ? undefined : GATE_TEXT.nameField(fields.includes('expected') ? 'expected' : first);
}

function evaluate(run: ReturnType<Environment['parse']>, assessment: Assessment): Outcome {
  try {
    return { kind: run(known(assessment) as Record<string, unknown>) === true ? 'true' : 'false' };
  } catch (error) {
    const { summary = String(error) } = error as Partial<ParseError>;
    const [, field] = /^No such key: (\w+)$/.exec(summary) ?? [];
    return { kind: 'unknown', reason: field === undefined ? GATE_TEXT.fails(printable(summary)) : GATE_TEXT.isUnknown(field) };
  }
}

/** What is null is not known, and reading it must fail rather than be compared. */
function known(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(known);
  if (typeof value !== 'object' || value === null) return value;
  if (isUnfolding(value)) return knownWhenRead(value);
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]: [string, unknown]) => (item === null || item === undefined ? [] : [[key, known(item)]])));
}

/** The same of an object whose fields are worked out when they are read, and only then. */
function knownWhenRead(whole: Unfolding): object {
  const field = (name: string | symbol): unknown => (typeof name === 'string' && Object.hasOwn(whole, name) ? (known(whole[name]) ?? undefined) : undefined);
  return new Proxy({}, {
    get: (empty, name) => field(name) ?? (Reflect.get(empty, name) as unknown),
    ownKeys: () => Object.keys(whole).filter((name) => field(name) !== undefined),
    getOwnPropertyDescriptor: (_, name) => {
      const value = field(name);
      return value === undefined ? undefined : { value, enumerable: true, configurable: true, writable: true };
    },
  });
}

/** Fields of each type that stands for a group of them, by its name. */
type Groups = ReadonlyMap<string, readonly string[]>;

interface AssertionLanguage {
  readonly environment: Environment;
  readonly groups: Groups;
  /** Refuses text literals that are compared with a field that never has them. */
  readonly literals: (ast: ASTNode, source: string) => void;
}

let made: AssertionLanguage | undefined;

function language(): AssertionLanguage {
  made ??= { ...environmentOf(assessmentSchema), literals: (ast, source) => checkLiterals(ast, assessmentSchema, source) };
  return made;
}

/* ---- types, from the schema ---- */

function environmentOf(schema: z.ZodObject): Pick<AssertionLanguage, 'environment' | 'groups'> {
  const environment = new Environment({ limits: LIMITS });
  const groups = new Map<string, readonly string[]>();
  const typeOf = (given: unknown): string => {
    const inner = bare(given);
    if (inner instanceof z.ZodObject) {
      const fields = Object.fromEntries(Object.entries(inner.shape).map(([name, field]) => [name, typeOf(field)]));
      const name = `Type${groups.size + 1}`;
      groups.set(name, Object.keys(fields));
      environment.registerType(name, { fields });
      return name;
    }
    if (inner instanceof z.ZodArray) return `list<${typeOf(inner.element)}>`;
    if (inner instanceof z.ZodNumber) return 'double';
    if (inner instanceof z.ZodBoolean) return 'bool';
    return inner instanceof z.ZodString || inner instanceof z.ZodEnum || inner instanceof z.ZodISODate || inner instanceof z.ZodLiteral ? 'string' : 'dyn';
  };
  for (const [name, field] of Object.entries(schema.shape)) environment.registerVariable(name, typeOf(field));
  // Every number of an assessment is a double, and a whole one is written without a point.
  environment.registerOperator('double == int: bool', (a: number, b: bigint) => a === Number(b));
  return { environment, groups };
}

function bare(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? bare(schema.unwrap()) : schema;
}

function fieldNames(schema: unknown): readonly string[] {
  const inner = bare(schema);
  if (inner instanceof z.ZodArray) return fieldNames(inner.element);
  if (!(inner instanceof z.ZodObject)) return [];
  return [...new Set(Object.entries(inner.shape).flatMap(([name, field]) => [name, ...fieldNames(field)]))];
}

/** How to get from the root to a field of this name, through lists by a macro: `workloads.exists(w, w.firmness …)`. */
function wayTo(field: string, schema: unknown): string | undefined {
  const inner = bare(schema);
  if (!(inner instanceof z.ZodObject)) return undefined;
  if (Object.hasOwn(inner.shape, field)) return field;
  // Nobody means the name of the tool.
  const { organisation, workloads, ...others } = inner.shape as Variables;
  for (const [name, child] of Object.entries({ organisation, workloads, ...others })) {
    const list = bare(child);
    const way = wayTo(field, list instanceof z.ZodArray ? list.element : child);
    if (way === undefined) continue;
    if (!(list instanceof z.ZodArray)) return `${name}.${way}`;
    const one = name.charAt(0);
    return `${name}.exists(${one}, ${one}.${way}${way.endsWith(')') ? '' : ' …'})`;
  }
  return undefined;
}

/* ---- what it reads ---- */

/** `organisation.split.local`, or `w.cost.api.expected` where `w` is a workload. */
interface Chain {
  readonly of: 'assessment' | 'workload';
  readonly fields: readonly string[];
}

function chainsIn(ast: ASTNode): readonly Chain[] {
  const found = new Map<string, Chain>();
  const walk = (node: ASTNode, bound: ReadonlyMap<string, Chain['of'] | 'item'>): void => {
    const names = namesOf(node);
    if (names !== undefined) {
      const of = bound.get(names[0] ?? '') ?? 'assessment';
      const chain: Chain | undefined = of === 'item' ? undefined : { of, fields: of === 'workload' ? names.slice(1) : names };
      if (chain !== undefined) found.set(`${of} ${chain.fields.join('.')}`, chain);
      return;
    }
    if (node.op === 'rcall') {
      const [, receiver, [variable, ...bodies]] = node.args;
      if (bodies.length > 0 && variable?.op === 'id') {
        walk(receiver, bound);
        const inner = new Map(bound).set(variable.args, receiver.op === 'id' && receiver.args === 'workloads' && !bound.has('workloads') ? 'workload' : 'item');
        for (const body of bodies) walk(body, inner);
        return;
      }
    }
    for (const child of childrenOf(node)) walk(child, bound);
  };
  walk(ast, new Map());
  return [...found.values()];
}

/** What a workload comes to, and the organisation with its workloads, hangs on no name. */
function mayReadNames({ of, fields: [first, second] }: Chain): boolean {
  return of === 'assessment' && first !== 'workloads' && (first !== 'organisation' || second === undefined || second === 'name');
}

/** The names of a chain of fields, from its first. */
function namesOf(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op !== '.') return undefined;
  const owner = namesOf(node.args[0]);
  return owner === undefined ? undefined : [...owner, node.args[1]];
}

function scalarAt(root: unknown, fields: readonly string[]): readonly ReadValue[] {
  const value = fields.reduce<unknown>((owner, field) => (typeof owner === 'object' && owner !== null ? (owner as Readonly<Record<string, unknown>>)[field] : undefined), root);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [{ path: fields.join('.'), value }] : [];
}

/* ---- literals ---- */

type Variables = Readonly<Record<string, unknown>>;

function checkLiterals(ast: ASTNode, schema: z.ZodObject, source: string): void {
  const wrong = (values: readonly string[], literal: ASTNode): void => {
    if (literal.op === 'list') for (const item of literal.args) wrong(values, item);
    if (literal.op !== 'value' || typeof literal.args !== 'string' || values.includes(literal.args)) return;
    throw refused('assertion-unknown-literal', source, GATE_TEXT.never(printable(literal.args), values), meantBy(literal.args, values));
  };
  const walk = (node: ASTNode, variables: Variables): void => {
    if (node.op === '==' || node.op === '!=' || node.op === 'in') {
      const [left, right] = node.args;
      for (const [field, literal] of [[left, right], [right, left]] as const) {
        const type = bare(typeOfNode(field, variables));
        const values = type instanceof z.ZodEnum ? type.options : type instanceof z.ZodArray && bare(type.element) instanceof z.ZodEnum ? (bare(type.element) as z.ZodEnum).options : undefined;
        if (values !== undefined) wrong(values.map(String), literal);
      }
    }
    if (node.op === 'rcall') {
      const [, receiver, args] = node.args;
      walk(receiver, variables);
      const list = bare(typeOfNode(receiver, variables));
      const [name, ...bodies] = args;
      const inner = bodies.length > 0 && name?.op === 'id' && list instanceof z.ZodArray ? { ...variables, [name.args]: list.element } : variables;
      for (const body of inner === variables ? args : bodies) walk(body, inner);
      return;
    }
    for (const child of childrenOf(node)) walk(child, variables);
  };
  walk(ast, schema.shape);
}

const meantBy = (literal: string, values: readonly string[]): Text | undefined => {
  const meant = suggest(literal, values);
  return meant === undefined ? undefined : didYouMean(meant);
};

function typeOfNode(node: ASTNode, variables: Variables): unknown {
  if (node.op === 'id') return variables[node.args];
  if (node.op !== '.') return undefined;
  const owner = bare(typeOfNode(node.args[0], variables));
  return owner instanceof z.ZodObject ? (owner.shape as Variables)[node.args[1]] : undefined;
}

function childrenOf({ args }: ASTNode): readonly ASTNode[] {
  const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value;
  if (isNode(args)) return [args];
  return Array.isArray(args) ? (args as readonly unknown[]).flatMap((value) => (isNode(value) ? [value] : Array.isArray(value) ? value.filter(isNode) : [])) : [];
}
