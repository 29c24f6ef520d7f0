/** What is said of a text that goes beyond a limit; the same for every format. */
import { text, type TextProblem } from './finding.js';
import { DEEPEST, LARGEST_TEXT_BYTES, LARGEST_YAML_DOCUMENT, MOST_NODES } from './limits.js';

export function tooDeep(offset: number): TextProblem {
  return {
    code: 'too-deep', offset,
    message: text(`Lists and mappings are nested more than ${DEEPEST} deep here.`, `此处的嵌套超过 ${DEEPEST} 层。`),
    remedy: text('A profile needs fewer than ten levels.', '一份档案用不到十层。'),
  };
}

export function tooManyNodes(offset: number): TextProblem {
  return {
    code: 'too-many-entries', offset,
    message: text(`The document has more than ${MOST_NODES} keys and values.`, `文档中的键和值超过 ${MOST_NODES} 个。`),
    remedy: text('Split it into several profiles.', '请拆成多份档案。'),
  };
}

export function tooLarge(): TextProblem {
  return {
    code: 'too-large', offset: 0,
    message: text(`The text is too large: it must be smaller than ${megabytes(LARGEST_TEXT_BYTES)} MB.`, `文本过大：必须小于 ${megabytes(LARGEST_TEXT_BYTES)} MB。`),
    remedy: text('Split it, or write one profile per line into a .ndjson file, which may be of any length.', '请拆分，或写成 .ndjson 文件（每行一份档案，总长度不限）。'),
  };
}

export function yamlTooLarge(offset: number): TextProblem {
  return {
    code: 'too-large', offset,
    message: text(
      `This YAML document is too large: at most ${megabytes(LARGEST_YAML_DOCUMENT)} MB are read.`,
      `这份 YAML 文档过大：最多读取 ${megabytes(LARGEST_YAML_DOCUMENT)} MB。`,
    ),
    remedy: text(`Split it, or write it as JSON, which may have ${megabytes(LARGEST_TEXT_BYTES)} MB.`, `请拆分，或改写成 JSON（上限 ${megabytes(LARGEST_TEXT_BYTES)} MB）。`),
  };
}

function megabytes(bytes: number): number {
  return bytes / 1_000_000;
}
