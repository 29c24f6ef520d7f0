/** Traces that profiles name: read row by row, whatever their length, and broken ones refused with the line. */
import { createReadStream } from 'node:fs';
import { arrivalOf, columnsOf, summariser, type RowProblem, type TraceColumns, type TracedArrival } from '../cost/load/trace.js';
import { AiPathError, type Problem } from '../error.js';
import type { TraceSummary } from '../profile/trace.js';
import { printable } from '../profile/path.js';
import { NO_TRACE, TRACE_TEXTS } from '../text/trace.js';

/**
 * Read at a time. V8 keeps a string of more than 128 kB where only a full collection finds it, so larger ones pile up for as long as a trace lasts.
 * A row that is not done after so many of these is one whose quotation mark was never closed.
 */
const CHUNK_BYTES = 1 << 16;
const MOST_CHUNKS_A_ROW = 16;

/** Where a trace is, and what it is called. */
export interface TraceFile {
  readonly file: string;
  readonly source: string;
}

/**
 * Every row of a trace in order. `visit` may find a fault in what it is given.
 * @throws AiPathError of kind `input` with the line of the first fault
 */
export async function readTrace({ file, source }: TraceFile, visit: (arrival: TracedArrival) => RowProblem | undefined): Promise<{ readonly hasTokens: boolean }> {
  // Of 50 kB, and needed only by those who have a trace.
  const { default: Papa } = await import('papaparse');
  let [line, emptyChunks] = [1, 0];
  let columns: TraceColumns | undefined;
  const take = (cells: string[]): RowProblem | undefined => {
    if (columns === undefined) {
      const read = columnsOf([(cells[0] as string).replace(/^\uFEFF/, ''), ...cells.slice(1)]);
      if (!read.ok) return read.problem;
      columns = read.value;
      return undefined;
    }
    const read = arrivalOf(cells, columns);
    if (!read.ok) return read.problem;
    return read.value === undefined ? undefined : visit(read.value);
  };
  const takeAll = (rows: readonly string[][], unclosed: boolean): Problem | undefined => {
    for (const [index, cells] of rows.entries()) {
      const problem = unclosed && index === rows.length - 1 ? badQuotes : take(cells);
      if (problem !== undefined) return at(problem, cells, line, source);
      line += 1 + cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
    }
    emptyChunks = rows.length === 0 ? emptyChunks + 1 : 0;
    return emptyChunks >= MOST_CHUNKS_A_ROW ? at(badQuotes, [], line, source) : undefined;
  };
  await new Promise<void>((resolve, reject) => {
    const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: CHUNK_BYTES });
    const fail = (error: unknown): void => {
      stream.destroy();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    Papa.parse<string[]>(stream, {
      chunk: ({ data, errors }, parser) => {
        try {
          const problem = takeAll(data, errors.some(({ type }) => type === 'Quotes'));
          if (problem === undefined) return;
          // Before the end that stopping brings about.
          fail(new AiPathError('input', [problem]));
          parser.abort();
        } catch (error) {
          fail(error);
        }
      },
      error: (cause) => {
        fail(new AiPathError('input', [{ code: 'unreadable', source, message: NO_TRACE.unreadable(` (${printable(cause.message)})`) }], { cause }));
      },
      complete: () => {
        resolve();
      },
    });
  });
  if (columns === undefined) throw new AiPathError('input', [{ code: 'empty', source, message: TRACE_TEXTS.empty() }]);
  return { hasTokens: (columns).tokens !== undefined };
}

const badQuotes: RowProblem = { code: 'bad-quotes', message: TRACE_TEXTS['bad-quotes']() };

function at({ code, column = 1, message }: RowProblem, cells: readonly string[], line: number, source: string): Problem {
  const before = cells.slice(0, column - 1).reduce((sum, cell) => sum + cell.length + 1, 0);
  return { code, source, position: { line, column: before + 1 }, message };
}

/** @throws AiPathError of kind `input` where it is broken, or too short to say anything */
export async function summaryOf(trace: TraceFile): Promise<TraceSummary> {
  const rows = summariser();
  const { hasTokens } = await readTrace(trace, rows.add);
  const summary = rows.summary(trace.source, hasTokens);
  const fault = summary === undefined ? 'empty' : summary.seconds === 0 ? 'too-short' : undefined;
  if (summary === undefined || fault !== undefined) throw new AiPathError('input', [{ code: fault ?? 'empty', source: trace.source, message: TRACE_TEXTS[fault ?? 'empty']() }]);
  return summary;
}
