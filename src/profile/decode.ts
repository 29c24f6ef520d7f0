/** From bytes to text: UTF-8 only, with a word on what else it may be: another encoding, or compressed. */
import type { Problem } from '../error.js';
import { text } from './finding.js';
import { LARGEST_TEXT_BYTES } from './limits.js';
import { tooLarge } from './limit-problems.js';
import { locatorOf } from './places.js';
import type { Text } from './vocabulary.js';

export type Decoded = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: Problem };

/** The code of that problem: what follows its first line is no text either. */
export const COMPRESSED = 'compressed';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `line` is the first line of `bytes` in its source: 1, unless they are a line of a stream. */
export function decode(bytes: Uint8Array, source: string, line = 1): Decoded {
  if (bytes.byteLength >= LARGEST_TEXT_BYTES) {
    const { code, message, remedy } = tooLarge();
    return { ok: false, problem: { code, source, position: { line, column: 1 }, message, ...(remedy === undefined ? {} : { remedy }) } };
  }
  const packed = line === 1 ? PACKED.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte)) : undefined;
  if (packed !== undefined) return compressed(source, packed);
  if (hasUtf16Mark(bytes)) return wrongEncoding(source, { line, column: 1 }, 'UTF-16');
  try {
    return { ok: true, text: strict.decode(bytes) };
  } catch {
    const before = textBeforeFault(bytes);
    return wrongEncoding(source, locatorOf(before, line)(before.length), isGb18030(bytes) ? 'GB18030' : undefined);
  }
}

interface Packing {
  readonly mark: readonly number[];
  readonly name: string;
  readonly unpack: string;
}

/** How files begin that were compressed. */
const PACKED: readonly Packing[] = [
  { mark: [0x1f, 0x8b], name: 'gzip', unpack: 'gunzip -c' },
  { mark: [0x50, 0x4b, 0x03, 0x04], name: 'zip', unpack: 'unzip -p' },
];

function compressed(source: string, { name, unpack }: Packing): Decoded {
  const message = text(`The file is compressed (${name}).`, `该文件是压缩文件（${name}）。`);
  const remedy = text(`Unpack it first; profiles may come through a pipe: ${unpack} FILE | ai-path assess -`, `请先解压；档案也可以通过管道输入：${unpack} FILE | ai-path assess -`);
  return { ok: false, problem: { code: COMPRESSED, source, position: { line: 1, column: 1 }, message, remedy } };
}

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** The longest valid start. U+FFFD marks the first fault, unless the text itself holds one, which is as good a place to look. */
function textBeforeFault(bytes: Uint8Array): string {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return lenient.slice(0, Math.max(0, lenient.indexOf('\uFFFD')));
}

/** Old Chinese editors save GBK, where high bytes come in pairs; in Western encodings they mostly stand alone between letters. */
function isGb18030(bytes: Uint8Array): boolean {
  const runs = Buffer.from(bytes).toString('latin1').match(/[\x80-\xff]+/g) ?? [];
  const alone = runs.filter((run) => run.length === 1).length;
  if (alone * 2 > runs.length) return false;
  try {
    return /\p{Script=Han}/u.test(new TextDecoder('gb18030', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

function wrongEncoding(source: string, position: { readonly line: number; readonly column: number }, looksLike: string | undefined): Decoded {
  const guess = looksLike === undefined ? text('', '') : text(`; it looks like ${looksLike}`, `，看起来是 ${looksLike}`);
  const message = text(`The text is not UTF-8${guess.en}.`, `文本不是 UTF-8 编码${guess.zh}。`);
  return { ok: false, problem: { code: 'encoding', source, position, message, remedy: conversion(looksLike) } };
}

function conversion(from: string | undefined): Text {
  const command = `iconv -f ${from ?? 'ENCODING'} -t UTF-8`;
  return text(`Save it as UTF-8, for example with "${command}".`, `请另存为 UTF-8，例如使用“${command}”。`);
}
