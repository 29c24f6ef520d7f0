/** `--prices FILE`: the reader's own prices, read and checked. */
import { readFile, stat } from 'node:fs/promises';
import { parse as parseYaml } from 'yaml';
import type { Catalogue } from '../catalogue/catalogue.js';
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
  const value = parsed(await textOf(file, source), source);
  const read = readPriceFile(value, new Set(catalogue.costs.costs.figures.map(({ id }) => id)));
  if (read.status === 'read') return read.overrides;
  const [first, ...others] = read.problems.map(({ path, message }): Problem => ({ code: 'price-file', source, path: path.map(String).map(printable).join('.'), message }));
  if (first === undefined) throw fault(source, PRICES.notAMapping);
  throw new AiPathError('input', [first, ...others]);
}

async function textOf(file: string, source: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw fault(source, PRICES.tooLarge);
    bytes = await readFile(file);
  } catch (cause) {
    if (cause instanceof AiPathError) throw cause;
    throw new AiPathError('input', [{ code: 'unreadable', source, message: PRICES.unreadable }], { cause });
  }
  const decoded = decode(bytes, source);
  if (decoded.ok) return decoded.text;
  throw new AiPathError('input', [decoded.problem]);
}

function parsed(text: string, source: string): unknown {
  try {
    return text.trimStart().startsWith('{') ? (JSON.parse(text) as unknown) : (parseYaml(text, { maxAliasCount: 0 }) as unknown);
  } catch (cause) {
    const said = cause instanceof Error ? printable(cause.message.split('\n')[0] ?? '') : '';
    throw new AiPathError('input', [{ code: 'syntax', source, message: PRICES.syntax(said) }], { cause });
  }
}

function fault(source: string, message: Text): AiPathError {
  return new AiPathError('input', [{ code: 'price-file', source, message }]);
}
