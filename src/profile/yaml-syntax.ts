/** Faults of YAML syntax, in words for somebody who writes YAML twice a year. */
import type { ErrorCode, YAMLError } from 'yaml';
import { text, type TextProblem } from './finding.js';
import { printable } from './path.js';
import type { Text } from './vocabulary.js';

const WORDS: Readonly<Partial<Record<ErrorCode, Text>>> = {
  BAD_DQ_ESCAPE: text('This backslash sequence means nothing inside double quotes.', '双引号内不能使用这个反斜杠转义。'),
  BAD_INDENT: text('The indentation does not match the lines around it.', '这一行的缩进与上下文不一致。'),
  BAD_SCALAR_START: text('A text cannot begin with this character unless it is in quotes.', '文字若以这个字符开头，必须加引号。'),
  BLOCK_AS_IMPLICIT_KEY: text('A second "key:" stands in a line that has one already.', '同一行里出现了第二个“键:”。'),
  BLOCK_IN_FLOW: text('An indented block stands inside brackets.', '括号内不能使用缩进块。'),
  KEY_OVER_1024_CHARS: text('This key is longer than 1024 characters.', '键名超过 1024 个字符。'),
  MULTILINE_IMPLICIT_KEY: text('A "key:" must be on one line; the line above probably lacks its colon or closing quote.', '“键:”必须写在一行内；上一行可能缺少冒号或结束的引号。'),
  TAB_AS_INDENT: text('A tab is used to indent; YAML takes spaces only.', '缩进使用了制表符；YAML 只能用空格缩进。'),
};

export function syntaxProblem(source: string, error: YAMLError): TextProblem {
  const offset = Math.max(0, Math.min(error.pos[0], source.length));
  // The parser's own words name what is missing; printable, because they may quote the text.
  const own = printable(error.message);
  const message = WORDS[error.code] ?? text(`This is not valid YAML: ${own}.`, `YAML 语法错误：${own}。`);
  const remedy = remedyFor(source, offset);
  return { code: 'yaml-syntax', offset, message, ...(remedy === undefined ? {} : { remedy }) };
}

/** The line that holds `offset`, or the one before it, where the mistake often is. */
function remedyFor(source: string, offset: number): Text | undefined {
  const start = source.lastIndexOf('\n', Math.max(0, source.lastIndexOf('\n', offset - 1) - 1)) + 1;
  const end = source.indexOf('\n', offset);
  const lines = source.slice(Math.max(start, offset - 500), Math.min(end === -1 ? source.length : end, offset + 500));
  if (/^\s*[\w-]+：/mu.test(lines)) return text('Use the ASCII colon ":" followed by a space.', '请使用半角冒号“:”，其后加一个空格。');
  if (/: [^'"[{|>\s][^\n]*: /.test(lines)) return text('A text that contains ": " goes into quotes.', '文字中若含有“: ”，请加引号。');
  return undefined;
}
