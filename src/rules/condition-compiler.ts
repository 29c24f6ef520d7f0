/** From the syntax tree of a condition to closures: resolves names, checks types and literals, and refuses what is not in the language. */
import type { ASTNode, SourceRange } from '@marcbachmann/cel-js';
import { printable } from '../profile/path.js';
import type { Text } from '../profile/vocabulary.js';
import { fault, fieldsOf, holdsLiteral, overDomain, reader, type ConditionError, type Kind, type Node, type Value } from './condition-node.js';
import { OPEN_ITEM, ROOTS, type Scope } from './scope.js';
import { pathSuggestion, suggestion } from './suggest.js';

/** One walk over the syntax tree: resolves names, checks types and literals, and builds the closures. */
export class Compiler {
  readonly errors: ConditionError[] = [];
  /** Every path, in order of appearance. */
  readonly paths = new Set<string>();
  /** Those that are read more than once: there Kleene's logic can miss a certainty. */
  readonly repeated = new Set<string>();
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
      default: return this.refuse(ast.range, REFUSED[ast.op] ?? 'This');
    }
  }

  private count(path: string): void {
    if (this.paths.has(path)) this.repeated.add(path);
    this.paths.add(path);
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
    this.count(path);
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
    // A chain of one operator is one node: most conditions are a chain of `&&`, and one call looks at all of it.
    const children = [leftAst, rightAst].flatMap((ast) => {
      const operand = this.expect('bool', this.compile(ast));
      return operand.absorbing === absorbing ? operand.children : [operand];
    });
    const runs = children.map(({ run }) => run);
    return {
      kind: 'bool', range, children, absorbing,
      run: (context) => {
        let isOpen = false;
        for (let i = 0; i < runs.length; i += 1) {
          const value = (runs[i] as Node['run'])(context);
          if (value === absorbing) return absorbing;
          if (value === undefined) isOpen = true;
        }
        return isOpen ? undefined : !absorbing;
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
    for (const path of pathsOf(condition)) this.count(path);
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
      return { kind: 'bool', range, children: [field], run: overDomain(field.path, field.values, new Set([literal.constant]), equal) };
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
      if (item.path !== undefined && item.values !== undefined) return { kind: 'bool', range, children: [item], run: overDomain(item.path, item.values, wanted, true) };
      return { kind: 'bool', range, children: [item], run: (context) => { const a = item.run(context); return a === undefined ? undefined : wanted.has(a as string); } };
    }
    // What is no constant list is a field.
    const path = list.path as string;
    const children = [item, list];
    if (typeof item.constant === 'string') {
      this.checkLiteral(list, item);
      this.ask(path, [item.constant]);
      return { kind: 'bool', range, children, run: holdsLiteral(path, item.constant) };
    }
    this.opaque.add(path);
    return {
      kind: 'bool', range, children,
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
    if (operand.kind === 'error') return operand;
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
    // The engine has made sure that it is a name.
    const variableName = nameAst.args as string;
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
    for (const path of [...pathsOf(list), ...pathsOf(body)]) this.count(path);
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

  private ask(path: string, values: readonly string[]): void {
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
  let path = '';
  let at = ast;
  for (; at.op === '.'; at = at.args[0]) path = `.${at.args[1]}${path}`;
  return at.op === 'id' ? `${at.args}${path}` : undefined;
}

function pathsOf(node: Node): readonly string[] {
  return [...(node.path === undefined ? [] : [node.path]), ...node.children.flatMap(pathsOf)];
}
