/** `--prices FILE`: the reader's own prices, read and checked. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { DescribedOrganisation } from '../assess/assess.js';
import type { Assessment } from '../assessment/assessment.js';
import { positionOf } from '../catalogue/check-files.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { sentenceOf, type Fault } from '../catalogue/finding.js';
import { AiPathError, formatProblem, type Problem } from '../error.js';
import { readPriceFile, type PriceOverrides } from '../cost/price-file.js';
import { concerns, priceHints } from '../cost/price-hints.js';
import { decode } from '../profile/decode.js';
import { capped } from '../profile/finding.js';
import { printable } from '../profile/path.js';
import type { Side, Text } from '../profile/vocabulary.js';
import { PRICES } from '../text/prices.js';
import { sanitiseForTerminal } from '../report/layout/sanitise.js';
import type { Session } from './session.js';

/** LiteLLM's list has three million bytes. */
const MOST_BYTES = 20_000_000;

/**
 * Says on stderr what can hardly be meant.
 * @throws AiPathError with everything that is wrong with the file
 */
export async function readPrices(file: string, catalogue: Catalogue, { output, language }: Session): Promise<PriceOverrides> {
  const source = printable(file);
  const text = await textOf(file, source);
  const read = readPriceFile(parsed(text, source), catalogue);
  if (read.status === 'faulty') throw inputError(source, problemsOf(read.faults, text, source));
  const hints = [...read.passedOver, ...priceHints(read, catalogue)];
  for (const hint of hints.length === 0 ? [] : problemsOf(hints, text, source)) output.note(sanitiseForTerminal(formatProblem(hint, language)));
  return { ...read.overrides, file: { source, sha256: createHash('sha256').update(text).digest('hex') } };
}

/** So many of the models that were assessed are named. */
const NAMED = 4;
/** Profiles may name models of their own without end; so many are not looked up again. */
const MOST_MET = 10_000;

/** Whether a file has a price of any model behind an interface that is assessed. Where it has none, built-in prices hold, and its writer should know. */
export class PriceUse {
  #isUsed: boolean;
  readonly #named = new Set<string>();
  readonly #met = new Set<string>();

  constructor(
    private readonly prices: PriceOverrides,
    private readonly catalogue: Catalogue,
  ) {
    this.#isUsed = prices.prices.length === 0;
  }

  inAssessment({ workloads }: Pick<Assessment, 'workloads'>): void {
    if (this.#isUsed) return;
    for (const { options } of workloads) for (const option of options) this.#look(option);
  }

  inDescribed({ workloads }: DescribedOrganisation): void {
    if (this.#isUsed) return;
    for (const { wholes } of workloads) for (const { judged } of wholes) for (const { option } of judged) this.#look(option);
  }

  /** Once there is nothing more to assess. */
  sayIfNone({ output, language }: Session): void {
    if (this.#isUsed) return;
    output.note(sanitiseForTerminal(`${this.prices.file?.source ?? '--prices'}: ${PRICES.noneUsed(this.prices.prices.length, [...this.#named])[language]}`));
  }

  #look({ side, model, provider }: { readonly side: Side; readonly model?: string | null | undefined; readonly provider?: string | undefined }): void {
    if (side === 'local' || model === null || model === undefined) return;
    const name = provider === undefined ? model : `${provider}/${model}`;
    if (this.#met.has(name)) return;
    if (this.#met.size >= MOST_MET) this.#met.clear();
    this.#met.add(name);
    if (this.#named.size < NAMED) this.#named.add(name);
    if (concerns(this.prices, { model, provider }, this.catalogue)) this.#isUsed = true;
  }
}

/** Positions are found in the text as YAML, which JSON is too. */
function problemsOf(faults: readonly Fault[], text: string, source: string): readonly Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems = faults.map((fault): Problem => ({
    code: fault.code, source, path: fault.path.map(String).map(printable).join('.'), message: sentenceOf(fault), remedy: fault.remedy,
    ...(fault.path.length === 0 ? {} : { position: positionOf(fault, document, lines) }),
  }));
  return capped(inOrder(problems), source);
}

function inOrder(problems: readonly Problem[]): Problem[] {
  const at = ({ position }: Problem): number => (position?.line ?? 0) * 1e6 + (position?.column ?? 0);
  return [...problems].sort((a, b) => at(a) - at(b));
}

async function textOf(file: string, source: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw problem(source, PRICES.tooLarge);
    bytes = await readFile(file);
  } catch (cause) {
    if (cause instanceof AiPathError) throw cause;
    throw new AiPathError('input', [{ code: 'unreadable', source, message: PRICES.unreadable(String((cause as NodeJS.ErrnoException).code)) }], { cause });
  }
  const decoded = decode(bytes, source);
  if (decoded.ok) return decoded.text;
  throw new AiPathError('input', [decoded.problem]);
}

/** LiteLLM's list is read as JSON, which takes a twentieth of the time. */
function parsed(text: string, source: string): unknown {
  try {
    if (text.trimStart().startsWith('{')) return JSON.parse(text) as unknown;
  } catch {
    // It may be YAML in braces; if it is not, YAML says at which line.
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) throw inputError(source, syntaxProblems(document, lines, source));
  try {
    return document.toJS({ maxAliasCount: 0 }) as unknown;
  } catch (cause) {
    const said = cause instanceof Error ? printable(cause.message.split('\n')[0] ?? '') : '';
    throw new AiPathError('input', [{ code: 'syntax', source, message: PRICES.syntax(said) }], { cause });
  }
}

function syntaxProblems({ errors }: Document, lines: LineCounter, source: string): readonly Problem[] {
  return capped(errors.map(({ message, pos }): Problem => {
    const { line, col } = lines.linePos(pos[0]);
    return { code: 'syntax', source, position: { line, column: col }, message: PRICES.syntax(printable(message)) };
  }), source);
}

function inputError(source: string, [first, ...others]: readonly Problem[]): AiPathError {
  return first === undefined ? problem(source, PRICES.notAMapping) : new AiPathError('input', [first, ...others]);
}

function problem(source: string, message: Text): AiPathError {
  return new AiPathError('input', [{ code: 'price-file', source, message }]);
}
