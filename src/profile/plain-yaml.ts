/**
 * Reads the YAML that nearly all profiles are written in: one mapping of `key: value` lines, lists, and brackets that close in their line.
 * The YAML library takes as long to load and to run as a small assessment. Whatever might mean something else, or is wrong, is left to
 * it (`src/profile/yaml.ts`): what is read here is read alike there, and without a problem.
 */

/** The mapping of a text, and the offset at which it begins. */
export interface PlainYaml {
  readonly value: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** Far below what is refused. */
const LARGEST = 100_000;
const DEEPEST = 16;

/** No space but the one, and no line end but the one, to anybody. */
const PRINTABLE = /^[\n\x20-\x7e\xa1-\u2027\u202a-\ud7ff\uff01-\uffee]*$/;

const BLANK = /^ *(?:#.*)?$/;
const KEY = /^([A-Za-z][\w-]{0,99}):(?: +|$)/;
const ITEM = /^- +(?=[^ #-])/;
const FLOW_KEY = /([A-Za-z][\w-]{0,99}): +/y;
const QUOTED = /"([^"\\]*)"|'([^']*)'(?!')/y;
/** Begins with a letter or like a number, and holds no colon and no comment. */
const SCALAR = /[A-Za-z\d.+\xa1-\uffff-][^:#]*/y;
const FLOW_SCALAR = /[A-Za-z\d.+\xa1-\uffff-][^:#,[\]{}]*/y;
const SPACES = / */y;
const REST = /(?: +#.*| *)$/y;

const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** May be another way to write a number. */
const LIKE_NUMBER = /^[\d.+-]/;
const CONSTANTS: ReadonlyMap<string, boolean> = new Map([['true', true], ['True', true], ['TRUE', true], ['false', false], ['False', false], ['FALSE', false]]);
const NULL = /^(?:null|Null|NULL)$/;

/** Thrown where a text is for the library. */
class NotPlain extends Error {}

export function readPlainYaml(source: string): PlainYaml | undefined {
  if (source.length > LARGEST || !PRINTABLE.test(source)) return undefined;
  try {
    return new Reader(source).document();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

interface Line {
  readonly at: number;
  /** Columns before the text. */
  readonly indent: number;
  readonly text: string;
}

class Reader {
  readonly #lines: Line[] = [];
  #next = 0;

  constructor(source: string) {
    let start = 0;
    for (const line of source.split('\n')) {
      if (!BLANK.test(line)) {
        const indent = line.search(/[^ ]/);
        this.#lines.push({ at: start + indent, indent, text: line.slice(indent) });
      }
      start += line.length + 1;
    }
  }

  document(): PlainYaml {
    const [first] = this.#lines;
    if (first?.indent !== 0) throw new NotPlain();
    const value = this.#mapping(0, 0);
    if (this.#next < this.#lines.length) throw new NotPlain();
    return { value, at: first.at };
  }

  #mapping(indent: number, depth: number): Record<string, unknown> {
    if (depth > DEEPEST) throw new NotPlain();
    const mapping: Record<string, unknown> = {};
    for (let line = this.#lines[this.#next]; line?.indent === indent; line = this.#lines[this.#next]) {
      const [start = '', key = ''] = KEY.exec(line.text) ?? [];
      if (key === '' || Object.hasOwn(mapping, key)) throw new NotPlain();
      this.#next += 1;
      const isOpen = start.length === line.text.length || line.text[start.length] === '#';
      mapping[key] = isOpen ? this.#below(indent, depth + 1) : new Value(line.text, start.length).whole();
    }
    return mapping;
  }

  /** What stands below a key: further in, or a list right below it. */
  #below(indent: number, depth: number): unknown {
    const line = this.#lines[this.#next];
    if (line === undefined || line.indent < indent) throw new NotPlain();
    if (ITEM.test(line.text)) return this.#list(line.indent, depth);
    if (line.indent === indent) throw new NotPlain();
    return this.#mapping(line.indent, depth);
  }

  #list(indent: number, depth: number): readonly unknown[] {
    if (depth > DEEPEST) throw new NotPlain();
    const items: unknown[] = [];
    for (let line = this.#lines[this.#next]; line?.indent === indent; line = this.#lines[this.#next]) {
      const [dash] = ITEM.exec(line.text) ?? [];
      if (dash === undefined) break;
      const text = line.text.slice(dash.length);
      if (KEY.test(text)) {
        this.#lines[this.#next] = { at: line.at + dash.length, indent: indent + dash.length, text };
        items.push(this.#mapping(indent + dash.length, depth + 1));
      } else {
        this.#next += 1;
        items.push(new Value(text, 0).whole());
      }
    }
    return items;
  }
}

/** A value that ends in its line. */
class Value {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** With nothing but a comment behind it. */
  whole(): unknown {
    const first = this.#text[this.#at];
    const value = first === '{' || first === '[' ? this.#inBrackets(0) : first === '"' || first === "'" ? this.#quoted() : this.#scalar(SCALAR);
    // A comment takes a space before it, which the scalar may have taken.
    if (this.#text[this.#at - 1] === ' ') this.#at -= 1;
    this.#take(REST);
    return value;
  }

  #inBrackets(depth: number): unknown {
    if (depth > DEEPEST) throw new NotPlain();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#flowMapping(depth);
      case '[':
        return this.#flowList(depth);
      case '"':
      case "'":
        return this.#quoted();
      default:
        return this.#scalar(FLOW_SCALAR);
    }
  }

  #flowMapping(depth: number): unknown {
    const mapping: Record<string, unknown> = {};
    this.#open();
    while (this.#text[this.#at] !== '}') {
      const [, key = ''] = this.#take(FLOW_KEY);
      if (Object.hasOwn(mapping, key)) throw new NotPlain();
      mapping[key] = this.#inBrackets(depth + 1);
      this.#separate('}');
    }
    this.#at += 1;
    return mapping;
  }

  #flowList(depth: number): unknown {
    const items: unknown[] = [];
    this.#open();
    while (this.#text[this.#at] !== ']') {
      items.push(this.#inBrackets(depth + 1));
      this.#separate(']');
    }
    this.#at += 1;
    return items;
  }

  #open(): void {
    this.#at += 1;
    this.#take(SPACES);
  }

  /** After an entry: a comma, or the closing bracket. */
  #separate(close: string): void {
    this.#take(SPACES);
    if (this.#text[this.#at] === ',') this.#open();
    else if (this.#text[this.#at] !== close) throw new NotPlain();
  }

  #quoted(): string {
    const [, double, single = ''] = this.#take(QUOTED);
    return double ?? single;
  }

  #scalar(form: RegExp): unknown {
    const [taken] = this.#take(form);
    const text = taken.replace(/ +$/, '');
    if (NUMBER.test(text)) return Number(text);
    if (NULL.test(text) || (LIKE_NUMBER.test(text) && !DATE.test(text))) throw new NotPlain();
    return CONSTANTS.get(text) ?? text;
  }

  #take(form: RegExp): RegExpExecArray {
    form.lastIndex = this.#at;
    const found = form.exec(this.#text);
    if (found === null) throw new NotPlain();
    this.#at = form.lastIndex;
    return found;
  }
}
