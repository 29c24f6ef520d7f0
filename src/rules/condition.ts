/**
 * Conditions of rules: a typed subset of CEL with three-valued results. The only file that knows the engine.
 *
 * The engine parses, and checks types once more when a pack is loaded. Evaluation is ours: closures over the engine's syntax tree that
 * follow Kleene's strong logic. An engine that throws at the first missing field can say neither which other facts are missing nor
 * whether they matter, and a thrown error costs more than a whole rulebook of closures. Tests hold both evaluators against each other.
 */
import { Environment, type ASTNode, type SourceRange } from '@marcbachmann/cel-js';
import { printable } from '../profile/path.js';
import type { Level, Question, Text } from '../profile/vocabulary.js';
import { AiPathError } from '../error.js';
import { OPEN_ITEM, ROOTS, RULE_SCOPE, questionOf, type FieldType, type Scope } from './scope.js';
import { pathSuggestion, suggestion } from './suggest.js';
import type { Facts } from './pack.js';

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
const LIMITS = { maxAstNodes: 500, maxDepth: 24, maxListElements: 200, maxMapEntries: 0, maxCallArguments: 4 };
const MAX_LENGTH = 4000;
/** Completions of missing facts that are tried before a result stays unknown. */
export const MAX_COMPLETIONS = 4096;

type Value = boolean | number | string | readonly string[];
type Kind = 'bool' | 'number' | 'text' | 'list' | 'error';

/** A compiled expression. `run` answers `undefined` for unknown. */
interface Node {
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
  /** For the variable of a comprehension: the list that it runs over. */
  readonly itemOf?: string;
}

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
  return check.valid && check.type === 'bool' ? result : failed([engineFault('condition-type', check.error, { start: 0, end: text.length })]);
}

function failed(errors: readonly ConditionError[]): CompileResult {
  return { condition: undefined, errors };
}

function fault(code: string, range: SourceRange, en: string, zh: string, remedy?: Text): ConditionError {
  return { code, range, message: { en, zh }, ...(remedy === undefined ? {} : { remedy }) };
}

function engineFault(code: string, error: unknown, whole: SourceRange): ConditionError {
  const { summary, range } = (error ?? {}) as { summary?: string; range?: SourceRange };
  const what = printable(summary ?? 'not a valid expression');
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

/** One walk over the syntax tree: resolves names, checks types and literals, and builds the closures. */
class Compiler {
  readonly errors: ConditionError[] = [];
  /** How often each path is read; a path that is read twice can make Kleene's logic miss a certainty. */
  readonly reads = new Map<string, number>();
  /** Literals that each list is asked for. */
  readonly literals = new Map<string, Set<string>>();
  /** Lists whose items are looked at in ways that a representative item cannot stand for. */
  readonly opaque = new Set<string>();
  private variable: { readonly name: string; readonly node: Node } | undefined;

  constructor(readonly scope: Scope) {}

  compile(ast: ASTNode): Node {
    switch (ast.op) {
      case 'value': return this.literal(ast.args, ast.range);
      case 'id': return this.identifier(ast.args, ast.range);
      case '.': return this.field(ast);
      case 'list': return this.list(ast.args, ast.range);
      case '&&': return this.logical(ast.args, ast.range, false);
      case '||': return this.logical(ast.args, ast.range, true);
      case '!_': return this.not(this.compile(ast.args), ast.range);
      case '-_': return this.negative(this.compile(ast.args), ast.range);
      case '?:': return this.ternary(ast.args, ast.range);
      case '==': case '!=': return this.equality(ast.op, this.compile(ast.args[0]), this.compile(ast.args[1]), ast.range);
      case '<': case '<=': case '>': case '>=': return this.order(ast.op, this.compile(ast.args[0]), this.compile(ast.args[1]), ast.range);
      case '+': case '-': case '*': case '/': return this.arithmetic(ast.op, this.compile(ast.args[0]), this.compile(ast.args[1]), ast.range);
      case 'in': return this.membership(this.compile(ast.args[0]), this.compile(ast.args[1]), ast.range);
      case 'call': return this.call(ast.args[0], ast.args[1], ast.range);
      case 'rcall': return this.method(ast.args[0], ast.args[1], ast.args[2], ast.range);
      default: return this.refuse(ast.range, REFUSED[ast.op] ?? ast.op);
    }
  }

  private error(code: string, range: SourceRange, en: string, zh: string, remedy?: Text): Node {
    this.errors.push(fault(code, range, en, zh, remedy));
    return { kind: 'error', run: () => undefined, children: [], range };
  }

  private refuse(range: SourceRange, what: string): Node {
    return this.error('condition-refused', range, `${what} is not part of the language of conditions.`, `条件语言不支持 ${what}。`, {
      en: 'Use fields, literals, && || ! == != < <= > >= in + - * / ?:, size, startsWith, endsWith, contains, exists, all and exists_one.',
      zh: '可用：字段、字面量、&& || ! == != < <= > >= in + - * / ?:、size、startsWith、endsWith、contains、exists、all、exists_one。',
    });
  }

  private literal(value: unknown, range: SourceRange): Node {
    if (typeof value === 'string') return constant('text', value, range);
    if (typeof value === 'boolean') return constant('bool', value, range);
    if (typeof value === 'number' || typeof value === 'bigint') return constant('number', Number(value), range);
    return this.refuse(range, value === null ? 'null' : 'This kind of literal');
  }

  private identifier(name: string, range: SourceRange): Node {
    if (this.variable?.name === name) return { ...this.variable.node, range };
    return this.unknownName(name, range);
  }

  private unknownName(path: string, range: SourceRange): Node {
    const isRoot = ROOTS.some((root) => root === path);
    const inside = isRoot || Object.keys(this.scope).some((known) => known.startsWith(`${path}.`));
    if (inside) return this.error('condition-type', range, `${path} is a group of fields; name one of them.`, `${path} 是一组字段，请写出其中一个。`);
    const shown = printable(path);
    const known = path.includes('.') ? Object.keys(this.scope) : ROOTS;
    return this.error('condition-unknown-field', range, `There is no field ${shown}.`, `没有字段 ${shown}。`, pathSuggestion(path, known));
  }

  private field(ast: ASTNode): Node {
    const path = dottedPath(ast);
    if (path === undefined) return this.refuse(ast.range, 'A field of an expression');
    if (path.startsWith(`${this.variable?.name ?? ''}.`)) return this.refuse(ast.range, 'A field of a list item');
    const type = Object.hasOwn(this.scope, path) ? this.scope[path] : undefined;
    if (type === undefined) return this.unknownName(path, ast.range);
    this.reads.set(path, (this.reads.get(path) ?? 0) + 1);
    return {
      kind: type.kind, run: reader(path, type), children: [], range: ast.range, path,
      ...('values' in type ? { values: type.values } : {}), ...('area' in type ? { area: true } : {}),
    };
  }

  private list(items: readonly ASTNode[], range: SourceRange): Node {
    const nodes = items.map((item) => this.compile(item));
    const values: string[] = [];
    for (const node of nodes) {
      if (typeof node.constant === 'string') values.push(node.constant);
      else if (node.kind !== 'error') return this.error('condition-type', node.range, 'A list in a condition holds text literals only.', '条件里的列表只能包含文本字面量。');
    }
    return constant('list', values, range);
  }

  private logical([leftAst, rightAst]: readonly [ASTNode, ASTNode], range: SourceRange, absorbing: boolean): Node {
    const left = this.expect('bool', this.compile(leftAst));
    const right = this.expect('bool', this.compile(rightAst));
    const { run: runLeft } = left;
    const { run: runRight } = right;
    return {
      kind: 'bool', range, children: [left, right],
      run: (context) => {
        const a = runLeft(context);
        if (a === absorbing) return absorbing;
        const b = runRight(context);
        if (b === absorbing) return absorbing;
        return a === undefined || b === undefined ? undefined : !absorbing;
      },
    };
  }

  private not(operand: Node, range: SourceRange): Node {
    const { run } = this.expect('bool', operand);
    return { kind: 'bool', range, children: [operand], run: (context) => { const a = run(context); return a === undefined ? undefined : a === false; } };
  }

  private negative(operand: Node, range: SourceRange): Node {
    if (typeof operand.constant === 'number') return constant('number', -operand.constant, range);
    const { run } = this.expect('number', operand);
    return { kind: 'number', range, children: [operand], run: (context) => { const a = run(context); return a === undefined ? undefined : -(a as number); } };
  }

  private ternary([ifAst, thenAst, elseAst]: readonly [ASTNode, ASTNode, ASTNode], range: SourceRange): Node {
    const condition = this.expect('bool', this.compile(ifAst));
    const then = this.compile(thenAst);
    const otherwise = this.compile(elseAst);
    if (then.kind !== otherwise.kind && then.kind !== 'error' && otherwise.kind !== 'error') {
      return this.error('condition-type', range, `Both results must be of one type; here ${then.kind} and ${otherwise.kind}.`, `两个结果的类型必须相同，这里是 ${then.kind} 和 ${otherwise.kind}。`);
    }
    // The condition decides for both branches: as good as reading it twice.
    for (const path of pathsOf(condition)) this.reads.set(path, (this.reads.get(path) ?? 0) + 1);
    return {
      kind: then.kind, range, children: [condition, then, otherwise],
      run: (context) => { const c = condition.run(context); return c === undefined ? undefined : c === true ? then.run(context) : otherwise.run(context); },
    };
  }

  private equality(op: '==' | '!=', left: Node, right: Node, range: SourceRange): Node {
    if (left.kind === 'error' || right.kind === 'error') return { kind: 'bool', run: () => undefined, children: [], range };
    if (left.kind !== right.kind || left.kind === 'list') {
      return this.error('condition-type', range, `${left.kind} and ${right.kind} cannot be compared with ${op}.`, `${left.kind} 与 ${right.kind} 不能用 ${op} 比较。`);
    }
    this.checkLiteral(left, right);
    this.checkLiteral(right, left);
    this.noteItems(left, right);
    const equal = op === '==';
    const [field, literal] = right.constant === undefined ? [right, left] : [left, right];
    if (field.path !== undefined && field.values !== undefined && typeof literal.constant === 'string') {
      const wanted = literal.constant;
      return { kind: 'bool', range, children: [field], run: overDomain(field, (value) => (value === wanted) === equal) };
    }
    return {
      kind: 'bool', range, children: [left, right],
      run: (context) => {
        const a = left.run(context);
        const b = right.run(context);
        return a === undefined || b === undefined ? undefined : (a === b) === equal;
      },
    };
  }

  private order(op: '<' | '<=' | '>' | '>=', left: Node, right: Node, range: SourceRange): Node {
    if (left.kind === 'text' || right.kind === 'text') {
      return this.error('condition-type', range, `Text has no order: ${op} would compare letters, not levels.`, `文本没有大小：${op} 比较的是字母而不是等级。`, {
        en: 'List the levels: w.team_strength in ["solid", "strong"].', zh: '请列出等级：w.team_strength in ["solid", "strong"]。',
      });
    }
    this.expect('number', left);
    this.expect('number', right);
    const holds = ORDER[op];
    return {
      kind: 'bool', range, children: [left, right],
      run: (context) => {
        const a = left.run(context);
        const b = right.run(context);
        return a === undefined || b === undefined ? undefined : holds(a as number, b as number);
      },
    };
  }

  private arithmetic(op: '+' | '-' | '*' | '/', left: Node, right: Node, range: SourceRange): Node {
    this.expect('number', left);
    this.expect('number', right);
    if (op === '/' && (typeof right.constant !== 'number' || right.constant === 0) && right.kind !== 'error') {
      // With no division by a fact, no condition can fail: whatever is known has a value.
      return this.error('condition-refused', right.range, 'Division is by a number other than 0 only.', '只能除以非零的数字字面量。', { en: 'Multiply the other side instead.', zh: '请改为在另一边相乘。' });
    }
    const compute = ARITHMETIC[op];
    return {
      kind: 'number', range, children: [left, right],
      run: (context) => {
        const a = left.run(context);
        const b = right.run(context);
        return a === undefined || b === undefined ? undefined : compute(a as number, b as number);
      },
    };
  }

  private membership(item: Node, list: Node, range: SourceRange): Node {
    this.expect('text', item);
    this.expect('list', list);
    if (item.kind === 'error' || list.kind === 'error') return { kind: 'bool', run: () => undefined, children: [], range };
    if (Array.isArray(list.constant)) {
      const wanted = new Set(list.constant as readonly string[]);
      for (const value of wanted) this.checkLiteral(item, { ...list, constant: value });
      this.noteItems(item, list);
      if (item.path !== undefined && item.values !== undefined) return { kind: 'bool', range, children: [item], run: overDomain(item, (value) => wanted.has(value)) };
      return { kind: 'bool', range, children: [item], run: (context) => { const a = item.run(context); return a === undefined ? undefined : wanted.has(a as string); } };
    }
    if (typeof item.constant === 'string') {
      this.checkLiteral({ ...item, ...(list.values === undefined ? {} : { values: list.values }), ...(list.area === undefined ? {} : { area: list.area }), path: list.path ?? '' }, item);
      this.ask(list.path, [item.constant]);
    } else if (list.path !== undefined) this.opaque.add(list.path);
    return {
      kind: 'bool', range, children: [item, list],
      run: (context) => {
        const a = item.run(context);
        const items = list.run(context) as readonly string[] | undefined;
        if (a === undefined || items === undefined) return undefined;
        return items.includes(a as string) ? true : items.includes(OPEN_ITEM) ? undefined : false;
      },
    };
  }

  private call(name: string, args: readonly ASTNode[], range: SourceRange): Node {
    const [argument] = args;
    if (name !== 'size' || argument === undefined || args.length !== 1) return this.refuse(range, `${printable(name)}()`);
    const operand = this.compile(argument);
    if (operand.kind === 'error') return { ...operand, kind: 'number' };
    if (operand.kind !== 'list' && operand.kind !== 'text') return this.error('condition-type', range, `size() is of a list or a text, not of a ${operand.kind}.`, `size() 用于列表或文本，而不是 ${operand.kind}。`);
    if (operand.path !== undefined) this.opaque.add(operand.path);
    return {
      kind: 'number', range, children: [operand],
      run: (context) => {
        const a = operand.run(context) as readonly string[] | string | undefined;
        return a === undefined || (typeof a !== 'string' && a.includes(OPEN_ITEM)) ? undefined : a.length;
      },
    };
  }

  private method(name: string, receiver: ASTNode, args: readonly ASTNode[], range: SourceRange): Node {
    if (Object.hasOwn(QUANTIFIERS, name) && args.length === 2) return this.quantifier(name as keyof typeof QUANTIFIERS, receiver, args as readonly [ASTNode, ASTNode], range);
    const [argument] = args;
    if (!Object.hasOwn(TEXT_METHODS, name) || argument === undefined || args.length !== 1) return this.refuse(range, `${printable(name)}()`);
    const test = TEXT_METHODS[name as keyof typeof TEXT_METHODS];
    const text = this.expect('text', this.compile(receiver));
    const part = this.expect('text', this.compile(argument));
    if (text.itemOf !== undefined) this.opaque.add(text.itemOf);
    return {
      kind: 'bool', range, children: [text, part],
      run: (context) => {
        const a = text.run(context);
        const b = part.run(context);
        return a === undefined || b === undefined ? undefined : test(a as string, b as string);
      },
    };
  }

  private quantifier(name: keyof typeof QUANTIFIERS, receiver: ASTNode, [nameAst, bodyAst]: readonly [ASTNode, ASTNode], range: SourceRange): Node {
    if (this.variable !== undefined) return this.refuse(range, 'A loop inside a loop');
    const list = this.expect('list', this.compile(receiver));
    const variableName = nameAst.op === 'id' ? nameAst.args : '';
    if (ROOTS.some((root) => root === variableName)) return this.error('condition-type', nameAst.range, `${variableName} is taken; choose another name for the item.`, `${variableName} 已被占用，请换一个变量名。`);
    // One cell suffices: loops are not nested, and evaluation never yields.
    const cell: { item: string | undefined } = { item: undefined };
    this.variable = {
      name: variableName,
      node: {
        kind: 'text', run: () => cell.item, children: [], range: nameAst.range,
        ...(list.values === undefined ? {} : { values: list.values }), ...(list.area === undefined ? {} : { area: list.area }), ...(list.path === undefined ? {} : { itemOf: list.path }),
      },
    };
    const body = this.expect('bool', this.compile(bodyAst));
    this.variable = undefined;
    // The body is read once an item: certainties of the whole can then hide from Kleene's logic.
    for (const path of [...pathsOf(body), ...(list.path === undefined ? [] : [list.path])]) this.reads.set(path, (this.reads.get(path) ?? 0) + 1);
    const { count, decide } = QUANTIFIERS[name];
    return {
      kind: 'bool', range, children: [list, ...fieldsOf(body)],
      run: (context) => {
        const items = list.run(context) as readonly string[] | undefined;
        const open = items === undefined || items.includes(OPEN_ITEM);
        const stated = items?.filter((item) => item !== OPEN_ITEM) ?? [];
        let sure = 0;
        let maybe = 0;
        const look = (item: string | undefined, isStated: boolean): void => {
          cell.item = item;
          const result = item === undefined ? undefined : (body.run(context) as boolean | undefined);
          if (result === count && isStated) sure += 1;
          else if (result !== !count) maybe += 1;
        };
        for (const item of stated) look(item, true);
        if (open) for (const item of list.values?.filter((value) => !stated.includes(value)) ?? [undefined]) look(item, false);
        return decide(sure, maybe);
      },
    };
  }

  private expect(kind: Exclude<Kind, 'error'>, node: Node): Node {
    if (node.kind === kind || node.kind === 'error') return node;
    return this.error('condition-type', node.range, `Expected ${kind}, found ${node.kind}.`, `此处应为 ${kind}，实际为 ${node.kind}。`);
  }

  /** A literal that a field can never have makes a condition that is silently never true. */
  private checkLiteral(field: Node, literal: Node): void {
    const value = literal.constant;
    if (typeof value !== 'string') return;
    const name = field.path ?? field.itemOf;
    if (name === undefined) return;
    if (field.values !== undefined && !field.values.includes(value)) {
      this.errors.push(fault('condition-unknown-literal', literal.range, `${name} is never "${printable(value)}".`, `${name} 不可能是 "${printable(value)}"。`, suggestion(value, field.values)));
    } else if (field.area === true && !/^[A-Z]{2}$/.test(value)) {
      this.errors.push(fault('condition-unknown-literal', literal.range, `${name} is a country code in capitals, such as "CN", or "EU"; not "${printable(value)}".`, `${name} 应为大写国家代码，例如 "CN" 或 "EU"，而不是 "${printable(value)}"。`));
    }
  }

  /** Remembers which literals the items of a list are compared with. */
  private noteItems(left: Node, right: Node): void {
    for (const [item, other] of [[left, right], [right, left]] as const) {
      if (item.itemOf === undefined) continue;
      if (typeof other.constant === 'string') this.ask(item.itemOf, [other.constant]);
      else if (Array.isArray(other.constant)) this.ask(item.itemOf, other.constant as readonly string[]);
      else this.opaque.add(item.itemOf);
    }
  }

  private ask(path: string | undefined, values: readonly string[]): void {
    if (path === undefined) return;
    const known = this.literals.get(path) ?? new Set();
    for (const value of values) known.add(value);
    this.literals.set(path, known);
  }
}

const REFUSED: Readonly<Record<string, string>> = {
  '[]': 'Index access', '[?]': 'Index access', '.?': 'Optional access', map: 'A map', '%': '%',
};
const ORDER = {
  '<': (a: number, b: number) => a < b, '<=': (a: number, b: number) => a <= b, '>': (a: number, b: number) => a > b, '>=': (a: number, b: number) => a >= b,
};
const ARITHMETIC = {
  '+': (a: number, b: number) => a + b, '-': (a: number, b: number) => a - b, '*': (a: number, b: number) => a * b, '/': (a: number, b: number) => a / b,
};
const TEXT_METHODS = {
  startsWith: (a: string, b: string) => a.startsWith(b), endsWith: (a: string, b: string) => a.endsWith(b), contains: (a: string, b: string) => a.includes(b),
};
/** `count`: which result of the body is counted; `decide`: from items that surely count and those that may. */
const QUANTIFIERS = {
  exists: { count: true, decide: (sure: number, maybe: number) => (sure > 0 ? true : maybe > 0 ? undefined : false) },
  all: { count: false, decide: (sure: number, maybe: number) => (sure > 0 ? false : maybe > 0 ? undefined : true) },
  exists_one: { count: true, decide: (sure: number, maybe: number) => (sure > 1 ? false : maybe > 0 ? undefined : sure === 1) },
} as const;

function constant(kind: Exclude<Kind, 'error'>, value: Value, range: SourceRange): Node {
  return { kind, run: () => value, children: [], range, constant: value };
}

function dottedPath(ast: ASTNode): string | undefined {
  if (ast.op === 'id') return ast.args;
  if (ast.op !== '.') return undefined;
  const left = dottedPath(ast.args[0]);
  return left === undefined ? undefined : `${left}.${ast.args[1]}`;
}

function pathsOf(node: Node): readonly string[] {
  return [...(node.path === undefined ? [] : [node.path]), ...node.children.flatMap(pathsOf)];
}

/** Reads one field. A value of another type than declared is no answer but a fault of whoever supplied the facts. */
function reader(path: string, type: FieldType): (context: Context) => Value | undefined {
  const [root, first, second] = path.split('.') as [(typeof ROOTS)[number], string, string | undefined];
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

/** A test of one field against literals: known although the field is not, when every value that it may have agrees. */
function overDomain(field: Node, test: (value: string) => boolean): (context: Context) => boolean | undefined {
  const { run, values = [], path = '' } = field;
  const question = questionOf(path);
  const certainty = agreement(values, test);
  return (context) => {
    const value = run(context);
    if (value !== undefined) return test(value as string);
    const possible = question === undefined ? undefined : context.possible?.[question];
    return possible === undefined ? certainty : agreement(possible, test);
  };
}

function agreement(values: readonly string[], test: (value: string) => boolean): boolean | undefined {
  let first: boolean | undefined;
  for (const value of values) {
    const result = test(value);
    if (first !== undefined && first !== result) return undefined;
    first = result;
  }
  return first;
}

function finish(text: string, root: Node, compiler: Compiler): CompiledCondition {
  const paths = [...compiler.reads.keys()];
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

/** Adds the fields below a node on which its being unknown hangs. */
function collectOpen(node: Node, context: Context, into: Set<string>): void {
  if (node.path !== undefined) into.add(node.path);
  for (const child of node.children) {
    if (isOpen(child.run(context))) collectOpen(child, context, into);
  }
}

function isOpen(value: Value | undefined): boolean {
  return value === undefined || (Array.isArray(value) && value.includes(OPEN_ITEM));
}

function fieldsOf(node: Node): readonly Node[] {
  return node.path === undefined ? node.children.flatMap(fieldsOf) : [node];
}

/** The completions of one field that is not known. Empty where it is known. */
type Choice = { readonly path: string; completions(context: Context): readonly Value[] };

/**
 * Kleene's logic is exact for a condition that reads each unknown once. So only a field that is read more often is worth completing, and only
 * one with a finite domain can be. Of a list only those literals matter that it is asked for, and one that stands for all others.
 */
function choiceOf(path: string, compiler: Compiler): Choice | undefined {
  const type = compiler.scope[path];
  if (type === undefined || (compiler.reads.get(path) ?? 0) < 2 || compiler.opaque.has(path)) return undefined;
  const value = reader(path, type);
  if (type.kind === 'bool') return { path, completions: (context) => (value(context) === undefined ? [false, true] : []) };
  if (type.kind === 'text' && type.values !== undefined) {
    const { values } = type;
    const question = questionOf(path);
    return { path, completions: (context) => (value(context) === undefined ? ((question === undefined ? undefined : context.possible?.[question]) ?? values) : []) };
  }
  if (type.kind === 'list' && type.values !== undefined) {
    const asked = compiler.literals.get(path) ?? new Set<string>();
    const other = type.values.find((item) => !asked.has(item));
    const named = [...asked, ...(other === undefined ? [] : [other])];
    return {
      path,
      completions: (context) => {
        const list = value(context) as readonly string[] | undefined;
        if (list !== undefined && !list.includes(OPEN_ITEM)) return [];
        const stated = list?.filter((item) => item !== OPEN_ITEM) ?? [];
        const open = named.filter((item) => !stated.includes(item));
        return 2 ** open.length > MAX_COMPLETIONS ? [] : subsets(open).map((subset) => [...stated, ...subset]);
      },
    };
  }
  return undefined;
}

function subsets(items: readonly string[]): readonly (readonly string[])[] {
  return items.reduce<readonly (readonly string[])[]>((all, item) => [...all, ...all.map((subset) => [...subset, item])], [[]]);
}

/** What every completion agrees on; unknown where they differ, where one is itself unknown, or where there are too many. */
function supervaluate(kleene: (context: Context) => boolean | undefined, context: Context, choices: readonly Choice[]): boolean | undefined {
  const open = choices.map((choice) => ({ path: choice.path, values: choice.completions(context) })).filter(({ values }) => values.length > 0);
  if (open.length === 0 || open.reduce((product, { values }) => product * values.length, 1) > MAX_COMPLETIONS) return undefined;
  let agreed: boolean | undefined;
  const complete = (from: number, at: Context): boolean => {
    const field = open[from];
    if (field === undefined) {
      const result = kleene(at);
      if (result === undefined || (agreed !== undefined && agreed !== result)) return false;
      agreed = result;
      return true;
    }
    return field.values.every((value) => complete(from + 1, withFact(at, field.path, value)));
  };
  return complete(0, context) ? agreed : undefined;
}

/** The same context with one fact stated. */
function withFact(context: Context, path: string, value: unknown): Context {
  const [root, first, second] = path.split('.') as [(typeof ROOTS)[number], string, string | undefined];
  const facts = context[root] ?? {};
  return { ...context, [root]: { ...facts, [first]: second === undefined ? value : { ...(facts[first] as Facts | undefined), [second]: value } } };
}
