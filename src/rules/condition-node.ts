/** The parts that a compiled condition is made of: what it is evaluated on, expressions, and fields that may be unknown. */
import type { SourceRange } from '@marcbachmann/cel-js';
import { AiPathError } from '../error.js';
import type { Level, Question, Text } from '../profile/vocabulary.js';
import type { Facts } from './pack.js';
import { OPEN_ITEM, questionOf, type FieldType, type Root } from './scope.js';

/** What conditions are evaluated on. A field that is missing is unknown. */
export interface Context {
  readonly org: Facts;
  readonly w: Facts;
  readonly derived: Facts;
  readonly option?: Facts;
  /** Levels that an answer missing from `w` may still have, where these are fewer than all. */
  readonly possible?: Readonly<Partial<Record<Question, readonly Level[]>>>;
}

export interface ConditionError {
  readonly code: string;
  /** Offsets into the text of the condition. */
  readonly range: SourceRange;
  readonly message: Text;
  readonly remedy?: Text;
}

export function fault(code: string, range: SourceRange, en: string, zh: string, remedy?: Text): ConditionError {
  return { code, range, message: { en, zh }, ...(remedy === undefined ? {} : { remedy }) };
}

export type Value = boolean | number | string | readonly string[];
export type Kind = 'bool' | 'number' | 'text' | 'list' | 'error';

/** A compiled expression. `run` answers `undefined` for unknown. */
export interface Node {
  readonly kind: Kind;
  readonly run: (context: Context) => Value | undefined;
  readonly children: readonly Node[];
  readonly range: SourceRange;
  /** For a field, or the variable of a comprehension: what it can be. */
  readonly values?: readonly string[];
  readonly area?: boolean;
  /** For a field. */
  readonly path?: string;
  /** For a constant. */
  readonly constant?: Value;
  /** For a chain of `&&` or `||`: what one of its parts makes of the whole. */
  readonly absorbing?: boolean;
  /** For the variable of a comprehension: the list that it runs over. */
  readonly itemOf?: string;
}

/** Reads one field. A value of another type than declared is no answer but a fault of whoever supplied the facts. */
export function reader(path: string, type: FieldType): (context: Context) => Value | undefined {
  const [root, first, second] = path.split('.') as [Root, string, string | undefined];
  const expected = { bool: 'boolean', number: 'number', text: 'string', list: 'object' }[type.kind];
  return (context) => {
    let value = context[root]?.[first];
    if (second !== undefined && value !== undefined && value !== null) value = (value as Facts)[second];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== expected || (expected === 'object' && !Array.isArray(value))) throw wrongFact(path, type.kind);
    return value as Value;
  };
}

function wrongFact(path: string, kind: string): AiPathError {
  return new AiPathError('input', [{
    code: 'rule-fact-type', source: 'rules', path,
    message: { en: `The fact must be of type ${kind}.`, zh: `该事实的类型必须是 ${kind}。` },
  }]);
}

/**
 * Whether one field is one of some literals: known although the field is not, when every value that it may have agrees. It reads the field
 * itself, as {@link holdsLiteral} does: most of what conditions ask is one of the two, and a start pays for each call.
 * @param holds what it comes to where the field is one of them
 */
export function overDomain(path: string, values: readonly string[], literals: ReadonlySet<string>, holds: boolean): (context: Context) => boolean | undefined {
  const [root, first, second] = path.split('.') as [Root, string, string | undefined];
  const question = questionOf(path);
  const certainty = agreement(values, literals, holds);
  return (context) => {
    const stated = context[root]?.[first];
    const value = second === undefined ? stated : (stated as Facts | null | undefined)?.[second];
    if (value !== undefined && value !== null) {
      if (typeof value !== 'string') throw wrongFact(path, 'text');
      return literals.has(value) === holds;
    }
    const possible = question === undefined ? undefined : context.possible?.[question];
    return possible === undefined ? certainty : agreement(possible, literals, holds);
  };
}

/** Whether a list holds a literal. */
export function holdsLiteral(path: string, literal: string): (context: Context) => boolean | undefined {
  const [root, first, second] = path.split('.') as [Root, string, string | undefined];
  return (context) => {
    const stated = context[root]?.[first];
    const items = second === undefined ? stated : (stated as Facts | null | undefined)?.[second];
    if (items === undefined || items === null) return undefined;
    if (!Array.isArray(items)) throw wrongFact(path, 'list');
    return items.includes(literal) ? true : items.includes(OPEN_ITEM) ? undefined : false;
  };
}

function agreement(values: readonly string[], literals: ReadonlySet<string>, holds: boolean): boolean | undefined {
  let first: boolean | undefined;
  for (const value of values) {
    const result = literals.has(value) === holds;
    if (first !== undefined && first !== result) return undefined;
    first = result;
  }
  return first;
}

/** The fields that an expression reads. */
export function fieldsOf(node: Node): readonly Node[] {
  return node.path === undefined ? node.children.flatMap(fieldsOf) : [node];
}

/** Adds the fields below a node on which its being unknown hangs. */
export function collectOpen(node: Node, context: Context, into: Set<string>): void {
  if (node.path !== undefined) into.add(node.path);
  for (const child of node.children) {
    if (isOpen(child.run(context))) collectOpen(child, context, into);
  }
}

function isOpen(value: Value | undefined): boolean {
  return value === undefined || (Array.isArray(value) && value.includes(OPEN_ITEM));
}
