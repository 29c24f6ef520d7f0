/** Reads JSON: fast where all is well; where not, a second reading finds every position, repeated keys, and what a mistake was. */
import { text, type TextProblem } from './finding.js';
import { DEEPEST, MOST_NODES } from './limits.js';
import { tooDeep, tooManyNodes } from './limit-problems.js';
import { printable } from './path.js';
import type { Place } from './places.js';
import type { Text } from './vocabulary.js';

/** `value` is missing where the text is not JSON, or too much of it. A repeated key leaves a value, that of its last place. */
export interface JsonReading {
  readonly value?: unknown;
  readonly problems: readonly TextProblem[];
}

/** The value of a JSON text, with the repeated keys, the depth and the number of values that `JSON.parse` does not check. */
export function readJson(source: string): JsonReading {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return { problems: scan(source).problems };
  }
  const counts = { nodes: 1, keys: 0 };
  // A repeated key leaves fewer keys in the value than there are colons in the text.
  if (!isBounded(value, 0, counts)) return { problems: scan(source).problems };
  return { value, problems: counts.keys === countColons(source) ? [] : scan(source).problems };
}

/** Where everything stands in a JSON text that `readJson` accepted. */
export function placesInJson(source: string): Place {
  return scan(source).place;
}

/** @param counts of the values that were met: this one is in it, those inside it are added */
function isBounded(value: unknown, depth: number, counts: { nodes: number; keys: number }): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth >= DEEPEST) return false;
  const inner: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  counts.nodes += inner.length;
  if (counts.nodes > MOST_NODES) return false;
  if (inner !== value) counts.keys += inner.length;
  for (const item of inner) if (typeof item === 'object' && !isBounded(item, depth + 1, counts)) return false;
  return true;
}

/** Colons outside of strings. */
function countColons(source: string): number {
  let colons = 0;
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === COLON) colons += 1;
    else if (code === QUOTE) at = endOfString(source, at);
  }
  return colons;
}

const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** Index of the closing quote of the string that opens at `at`; of the last character when it never closes. */
function endOfString(source: string, at: number): number {
  for (let next = at + 1; next < source.length; next += 1) {
    const code = source.charCodeAt(next);
    if (code === BACKSLASH) next += 1;
    else if (code === QUOTE) return next;
  }
  return source.length;
}

class JsonFault extends Error {
  constructor(readonly problem: TextProblem) {
    super(problem.message.en);
  }
}

function fault(code: string, offset: number, message: Text, remedy?: Text): JsonFault {
  return new JsonFault(remedy === undefined ? { code, offset, message } : { code, offset, message, remedy });
}

function scan(source: string): { readonly place: Place; readonly problems: readonly TextProblem[] } {
  const scanner = new Scanner(source);
  try {
    const place = scanner.document();
    return { place, problems: scanner.duplicates };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { place: { at: 0 }, problems: [...scanner.duplicates, error.problem] };
  }
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[^\s,:[\]{}"]+/y;

/** A recursive descent over RFC 8259's grammar; the depth limit keeps the recursion shallow. */
class Scanner {
  readonly duplicates: TextProblem[] = [];
  #at = 0;
  #nodes = 0;

  constructor(private readonly source: string) {}

  document(): Place {
    const place = this.#value(0);
    this.#space();
    if (this.#at < this.source.length) {
      throw fault(
        'json-syntax', this.#at,
        text('The document ends before this text.', '文档在此之前已经结束，后面还有多余的内容。'),
        text('Several profiles go one per line into a file named .ndjson.', '多个档案请写入 .ndjson 文件，每行一个。'),
      );
    }
    return place;
  }

  #space(): void {
    while (' \t\n\r'.includes(this.source[this.#at] ?? 'x')) this.#at += 1;
  }

  #value(depth: number): Place {
    this.#space();
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) throw new JsonFault(tooManyNodes(this.#at));
    const next = this.source[this.#at];
    if (next === '{' || next === '[') {
      if (depth >= DEEPEST) throw new JsonFault(tooDeep(this.#at));
      return next === '{' ? this.#object(depth) : this.#array(depth);
    }
    const at = this.#at;
    if (next === '"') this.#string();
    else this.#literal();
    return { at };
  }

  #object(depth: number): Place {
    const at = this.#at;
    const entries = new Map<string, { keyAt: number; value: Place }>();
    this.#at += 1;
    this.#space();
    while (this.source[this.#at] !== '}') {
      const keyAt = this.#at;
      if (this.source[keyAt] !== '"') throw this.#unexpected(text('a key in double quotes', '双引号括起的键名'));
      const key = this.#string();
      if (entries.has(key)) this.duplicates.push(duplicateKey(key, keyAt));
      this.#space();
      if (this.source[this.#at] !== ':') throw this.#unexpected(text('":" after the key', '键名后的冒号“:”'));
      this.#at += 1;
      entries.set(key, { keyAt, value: this.#value(depth + 1) });
      this.#separator('}');
    }
    this.#at += 1;
    return { at, entries };
  }

  #array(depth: number): Place {
    const at = this.#at;
    const items: Place[] = [];
    this.#at += 1;
    this.#space();
    while (this.source[this.#at] !== ']') {
      items.push(this.#value(depth + 1));
      this.#separator(']');
    }
    this.#at += 1;
    return { at, items };
  }

  /** After an entry: its comma, which another entry must follow, or the closing bracket. */
  #separator(close: '}' | ']'): void {
    this.#space();
    if (this.source[this.#at] === close) return;
    if (this.source[this.#at] !== ',') throw this.#unexpected(text(`"," or "${close}"`, `“,”或“${close}”`));
    const comma = this.#at;
    this.#at += 1;
    this.#space();
    if (this.source[this.#at] === close) {
      throw fault('json-syntax', comma, text('A comma before the closing bracket.', '右括号前多了一个逗号。'), text('Remove the comma.', '请删去这个逗号。'));
    }
  }

  #string(): string {
    const start = this.#at;
    const end = endOfString(this.source, start);
    if (end >= this.source.length) throw fault('json-syntax', start, text('This string is not closed.', '这个字符串没有结束的双引号。'));
    const raw = this.source.slice(start, end + 1);
    this.#at = end + 1;
    try {
      return JSON.parse(raw) as string;
    } catch {
      throw fault(
        'json-syntax', start,
        text('This string holds a line break, a control character or an unknown escape.', '这个字符串含有换行、控制字符或无法识别的转义。'),
        text('Write \\n for a line break and \\\\ for a backslash.', '换行请写作 \\n，反斜杠请写作 \\\\。'),
      );
    }
  }

  #literal(): void {
    LITERAL.lastIndex = this.#at;
    WORD.lastIndex = this.#at;
    const literal = LITERAL.exec(this.source)?.[0];
    if (literal === undefined || literal !== WORD.exec(this.source)?.[0]) throw this.#unexpected(text('a value', '一个值'));
    this.#at += literal.length;
  }

  #unexpected(expected: Text): JsonFault {
    const rest = this.source.slice(this.#at, this.#at + 40);
    if (rest === '') {
      // The last visible character is a better place to look than a line below it.
      return fault('json-syntax', this.source.trimEnd().length, text(`The text ends where ${expected.en} was expected.`, `文本在此结束，而这里应有${expected.zh}。`));
    }
    const found = /^[^\s,:[\]{}"]+/.exec(rest)?.[0] ?? rest.charAt(0);
    const message = text(`Expected ${expected.en}, found "${printable(found)}".`, `此处应为${expected.zh}，实际是“${printable(found)}”。`);
    const remedy = remedyFor(rest);
    return fault('json-syntax', this.#at, message, remedy);
  }
}

/** What people bring to JSON from elsewhere. */
function remedyFor(rest: string): Text | undefined {
  if (/^(#|\/\/|\/\*)/.test(rest)) return text('JSON has no comments; a file named .yaml may have them, after #.', 'JSON 不支持注释；改用 .yaml 文件后可用 # 写注释。');
  if (rest.startsWith("'")) return text('JSON strings take double quotes.', 'JSON 字符串要用双引号。');
  if (/^[“”‘’：，]/u.test(rest)) return text('Use ASCII quotes, colons and commas.', '请使用半角的引号、冒号和逗号。');
  if (/^[A-Za-z_]/.test(rest)) return text('Put texts and keys in double quotes, or name the file .yaml.', '文字和键名要加双引号，或把文件改名为 .yaml。');
  return undefined;
}

function duplicateKey(key: string, offset: number): TextProblem {
  return {
    code: 'duplicate-key',
    offset,
    message: text(`The key "${printable(key)}" stands here twice.`, `键“${printable(key)}”在这里重复出现。`),
    remedy: text('Keep one of the two.', '请只保留其中一个。'),
  };
}

export { duplicateKey };
