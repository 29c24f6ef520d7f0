/** From what command-line arguments name to the texts that hold profiles, in a stable order. */
import { open as openDescriptor, readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Socket } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { AiPathError, type Problem } from '../error.js';
import { COMPRESSED, decode } from '../profile/decode.js';
import { MOST_PROBLEMS } from '../profile/finding.js';
import { LARGEST_TEXT_BYTES } from '../profile/limits.js';
import { parseEach, parseProfiles, type Outcome, type ParsedProfile } from '../profile/parse.js';
import { printable } from '../profile/path.js';
import { formatOfName, formatOfText, type Format } from '../profile/read.js';
import type { SetClause } from '../profile/set.js';
import { SHORTENED, sourcesOf, statOf, STDIN_SOURCE, throwProblems, unreadable } from './input-files.js';
import { waitForEver } from './signals.js';

export interface InputContext {
  /** What relative names start from; by default the folder that the command runs in. */
  readonly cwd?: string;
  /** Bytes of standard input. Read when an argument is `-`, or when there is no argument. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** `--stdin-filename`: the name that problems give to standard input; its extension decides the format. */
  readonly stdinFilename?: string;
  /** Told of bytes as they are read, for whoever shows how far it is. */
  readonly onBytes?: (count: number) => void;
}

/** A text to parse, or the problems that kept it from being one. A line of a stream is a text of its own. */
export type Input =
  | { readonly source: string; readonly text: string; readonly format: Format; readonly firstLine: number; readonly firstIndex: number }
  | { readonly source: string; readonly problems: readonly Problem[] };

/**
 * Every profile that the arguments name. Throws one `input` error with the problems of all of them.
 * @param atMost no need to read on once there are more
 */
export async function readInputs(
  args: readonly string[],
  context: InputContext & { readonly set?: readonly SetClause[] },
  atMost = Number.POSITIVE_INFINITY,
): Promise<readonly ParsedProfile[]> {
  const parsed: ParsedProfile[] = [];
  const problems: Problem[] = [];
  reading: for await (const batch of streamInputs(args, context)) {
    for (const input of batch) {
      const outcome = parseInput(input, context.set ?? []);
      if ('problems' in outcome) problems.push(...outcome.problems);
      else parsed.push(...outcome.parsed);
      if (problems.length > MOST_PROBLEMS || parsed.length > atMost) break reading;
    }
  }
  throwProblems(problems);
  return parsed;
}

/**
 * Every text that the arguments name, in order, as many at once as have arrived. Throws an `input` error with all arguments that
 * name nothing, before anything is read. Streams (`.ndjson`, and standard input that looks like it) are given line by line, in
 * constant memory.
 */
export async function* streamInputs(args: readonly string[], context: InputContext): AsyncGenerator<readonly Input[], void> {
  const cwd = context.cwd ?? process.cwd();
  const counted = (bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> => (context.onBytes === undefined ? bytes : counting(bytes, context.onBytes));
  for (const { name, problem } of await sourcesOf(args.length === 0 ? [STDIN_SOURCE] : args, cwd)) {
    if (problem !== undefined) yield [{ source: printable(name), problems: [problem] }];
    else if (name === STDIN_SOURCE) yield* readableTexts(context.stdinFilename ?? STDIN_SOURCE, () => counted(context.stdin));
    else yield* readableTexts(name, () => counted(bytesOf(path.resolve(cwd, name))));
  }
}

async function* counting(bytes: AsyncIterable<Uint8Array>, onBytes: (count: number) => void): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of bytes) {
    onBytes(chunk.byteLength);
    yield chunk;
  }
}

/** How many bytes the arguments hold together; `undefined` where one of them is no file, so that nobody knows. */
export async function sizeOfInputs(args: readonly string[], cwd = process.cwd()): Promise<number | undefined> {
  let size = 0;
  for (const { name } of await sourcesOf(args, cwd)) {
    const found = name === STDIN_SOURCE ? undefined : statOf(path.resolve(cwd, name));
    if (found?.isFile() !== true) return undefined;
    size += found.size;
  }
  return size;
}

/** Each document of a text, as it is read: a profile, or its problems. */
export function outcomesOf(input: Input, set: readonly SetClause[]): Iterable<Outcome> {
  return 'problems' in input ? [{ ok: false, problems: input.problems }] : parseEach(input.text, { ...input, set });
}

/** The profiles of one text, or all its problems. */
function parseInput(input: Input, set: readonly SetClause[]): { readonly parsed: readonly ParsedProfile[] } | { readonly problems: readonly Problem[] } {
  if ('problems' in input) return { problems: input.problems };
  try {
    return { parsed: parseProfiles(input.text, { ...input, set }) };
  } catch (error) {
    if (error instanceof AiPathError && error.kind === 'input') return { problems: error.problems };
    throw error;
  }
}

/** What the system refuses to read is a problem of that input alone; what was read of it before stays. */
async function* readableTexts(source: string, bytes: () => AsyncIterable<Uint8Array>): AsyncGenerator<readonly Input[], void> {
  try {
    yield* textsOf(source, bytes());
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    yield [{ source: printable(source), problems: [unreadable(source, code)] }];
  }
}

/** The code of a failure of the system; those of Node for what a program does wrong have more words than one. */
function codeOf(cause: unknown): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^[A-Z0-9]+$/.test(code) ? code : undefined;
}

/** A file that is no longer is read in one go: most profiles are, and streams take longer to load than that. */
const SMALL_BYTES = 1_000_000;

async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void> {
  const found = statSync(file);
  if (found.isFIFO()) yield* pipedBytes(file);
  else if (!found.isFile()) yield* deviceBytes(file);
  else if (found.size <= SMALL_BYTES) yield readFileSync(file);
  else yield* wholeFile(file, found.size);
}

/** Opening it waits for its writer. What is read of a pipe as of a file can't be given up before more of it comes. */
async function* pipedBytes(file: string): AsyncGenerator<Uint8Array, void> {
  const fd = await promisify(openDescriptor)(file, 'r').finally(waitForEver());
  yield* new Socket({ fd, readable: true, writable: false }) as AsyncIterable<Uint8Array>;
}

/** A terminal, say, by another name than standard input. */
async function* deviceBytes(file: string): AsyncGenerator<Uint8Array, void> {
  const isOver = waitForEver();
  try {
    yield* (await open(file)).createReadStream() as AsyncIterable<Uint8Array>;
  } finally {
    isOver();
  }
}

async function* wholeFile(file: string, size: number): AsyncGenerator<Uint8Array, void> {
  let read = 0;
  for await (const chunk of (await open(file)).createReadStream() as AsyncIterable<Uint8Array>) {
    read += chunk.byteLength;
    yield chunk;
  }
  if (read < size) throw Object.assign(new Error(`${file} became shorter`), { code: SHORTENED });
}

/** The texts of one source: one, or one for each line of a stream. Its name says which; else its first line. */
async function* textsOf(name: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Input[], void> {
  const source = printable(name);
  const lines = linesOf(bytes);
  const start: Buffer[] = [];
  let format = formatOfName(name);
  // Up to the first line that says something, the rest waits in its pipe.
  while (format === undefined) {
    const next = await lines.next();
    if (next.done === true) break;
    start.push(...next.value);
    if (next.value.some((line) => line.toString('latin1').trim() !== '' || line.byteLength >= LARGEST_TEXT_BYTES)) format = formatOfStart(start);
  }
  const rest = chain(start, lines);
  if (format === 'ndjson') yield* lineTexts(source, rest);
  else yield [await wholeText(source, format ?? 'yaml', rest)];
}

function formatOfStart(start: readonly Buffer[]): Format {
  return formatOfText(Buffer.concat(start).toString('utf8'));
}

async function* chain(start: readonly Buffer[], rest: AsyncIterable<readonly Buffer[]>): AsyncGenerator<readonly Buffer[], void> {
  if (start.length > 0) yield start;
  yield* rest;
}

async function wholeText(source: string, format: Format, batches: AsyncIterable<readonly Buffer[]>): Promise<Input> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const lines of batches) {
    parts.push(...lines);
    size += lines.reduce((sum, { byteLength }) => sum + byteLength, 0);
    // One byte too many is enough for `decode` to refuse it.
    if (size >= LARGEST_TEXT_BYTES) break;
  }
  const decoded = decode(Buffer.concat(parts), source);
  if (!decoded.ok) return { source, problems: [decoded.problem] };
  return { source, text: decoded.text, format, firstLine: 1, firstIndex: 0 };
}

async function* lineTexts(source: string, batches: AsyncIterable<readonly Buffer[]>): AsyncGenerator<readonly Input[], void> {
  let firstLine = 0;
  let firstIndex = 0;
  for await (const lines of batches) {
    const inputs: Input[] = [];
    for (const line of lines) {
      firstLine += 1;
      const decoded = decode(line, source, firstLine);
      if (!decoded.ok) inputs.push({ source, problems: [decoded.problem] });
      else if (decoded.text.trim() !== '') inputs.push({ source, text: decoded.text, format: 'json', firstLine, firstIndex });
      else continue;
      firstIndex += 1;
      if (!decoded.ok && decoded.problem.code === COMPRESSED) {
        yield inputs;
        return;
      }
    }
    yield inputs;
  }
  // Nothing but blank lines: let the reader say so.
  if (firstIndex === 0) yield [{ source, text: '', format: 'ndjson', firstLine: 1, firstIndex: 0 }];
}

const NEWLINE = 0x0a;

/**
 * Lines with their ends, as many at once as have arrived. Of a line that grows beyond the limit only as much is given, for `decode` to
 * refuse; the rest of it is dropped.
 */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Buffer[], void> {
  let pending: Buffer[] = [];
  let size = 0;
  let dropping = false;
  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = buffer.indexOf(NEWLINE); end !== -1; end = buffer.indexOf(NEWLINE, start)) {
      const line = buffer.subarray(start, end + 1);
      if (!dropping) lines.push(size === 0 ? line : Buffer.concat([...pending, line]));
      pending = [];
      size = 0;
      dropping = false;
      start = end + 1;
    }
    if (start < buffer.byteLength && !dropping) {
      pending.push(buffer.subarray(start));
      size += buffer.byteLength - start;
    }
    if (size >= LARGEST_TEXT_BYTES) {
      lines.push(Buffer.concat(pending));
      pending = [];
      size = 0;
      dropping = true;
    }
    if (lines.length > 0) yield lines;
  }
  if (size > 0) yield [Buffer.concat(pending)];
}
