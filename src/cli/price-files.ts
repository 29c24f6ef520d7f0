/** `--prices FILE`: the reader's own prices, read and checked. */
import { readFile, stat } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import { positionOf } from '../catalogue/check-files.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { FIGURE_IDS } from '../catalogue/cost-schema.js';
import { sentenceOf } from '../catalogue/finding.js';
import { AiPathError, type Problem } from '../error.js';
import { decode } from '../profile/decode.js';
import { printable } from '../profile/path.js';
import type { Text } from '../profile/vocabulary.js';
import { PRICES } from '../text/catalogue.js';
import { readPriceFile, type PriceOverrides } from '../cost/price-file.js';

/** LiteLLM's list has three million bytes. */
const MOST_BYTES = 20_000_000;

/** @throws AiPathError with everything that is wrong with the file */
export async function readPrices(file: string, catalogue: Catalogue): Promise<PriceOverrides> {
  const source = printable(file);
  const text = await textOf(file, source);
  const read = readPriceFile(parsed(text, source), { figures: new Set<string>(FIGURE_IDS), gpus: new Set(catalogue.gpus.keys()) });
  if (read.status === 'read') return read.overrides;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [first, ...others] = read.faults.map((fault): Problem => ({
    code: fault.code, source, path: fault.path.map(String).map(printable).join('.'), message: sentenceOf(fault), remedy: fault.remedy, position: positionOf(fault, document, lines),
  }));
  if (first === undefined) throw problem(source, PRICES.notAMapping);
  throw new AiPathError('input', [first, ...others]);
}

async function textOf(file: string, source: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw problem(source, PRICES.tooLarge);
    bytes = await readFile(file);
  } catch (cause) {
    if (cause instanceof AiPathError) throw cause;
    throw new AiPathError('input', [{ code: 'unreadable', source, message: PRICES.unreadable }], { cause });
  }
  const decoded = decode(bytes, source);
  if (decoded.ok) return decoded.text;
  throw new AiPathError('input', [decoded.problem]);
}

/** LiteLLM's list is read as JSON, which takes a twentieth of the time. */
function parsed(text: string, source: string): unknown {
  try {
    if (text.trimStart().startsWith('{')) return JSON.parse(text) as unknown;
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [first, ...others] = document.errors.map(({ message, pos }): Problem => {
      const { line, col } = lines.linePos(pos[0]);
      return { code: 'syntax', source, position: { line, column: col }, message: PRICES.syntax(printable(message)) };
    });
    if (first !== undefined) throw new AiPathError('input', [first, ...others]);
    return document.toJS({ maxAliasCount: 0 }) as unknown;
  } catch (cause) {
    if (cause instanceof AiPathError) throw cause;
    const said = cause instanceof Error ? printable(cause.message.split('\n')[0] ?? '') : '';
    throw new AiPathError('input', [{ code: 'syntax', source, message: PRICES.syntax(said) }], { cause });
  }
}

function problem(source: string, message: Text): AiPathError {
  return new AiPathError('input', [{ code: 'price-file', source, message }]);
}
