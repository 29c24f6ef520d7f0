/**
 * A trace of requests: what its columns mean, a row as an arrival, and many rows as one small summary. Rows come one by one and in order
 * of arrival, so that no trace is too long.
 */
import type { TraceBin, TracedLoad, TraceSummary } from '../../profile/trace.js';
import { printable } from '../../profile/path.js';
import { TRACE_TEXTS, type TraceFault } from '../../text/trace.js';
import type { Text } from '../../profile/vocabulary.js';
import type { Arrival } from './replay.js';

export interface TracedArrival extends Arrival {
  /** Id of its class of traffic, where the trace says. */
  readonly trafficClass: string | undefined;
}

/** What is wrong with a row; `column` from 1 where it is one cell. */
export interface RowProblem {
  readonly code: TraceFault;
  readonly column?: number;
  readonly message: Text;
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: RowProblem };

/** Names of columns that people and public traces use, in small letters and without anything else. */
const NAMES = {
  at: ['timestamp', 'time', 'arrival', 'arrivaltime', 'arrivaltimestamp', 'arrivedat', 'createdat', 'starttime', 'startedat', 'date', 'datetime', 'ts'],
  inputTokens: ['inputtokens', 'contexttokens', 'prompttokens', 'requesttokens', 'numinputtokens', 'numprompttokens', 'tokensin', 'input'],
  outputTokens: ['outputtokens', 'generatedtokens', 'completiontokens', 'responsetokens', 'numoutputtokens', 'numcompletiontokens', 'tokensout', 'output'],
  trafficClass: ['class', 'trafficclass', 'classid'],
} as const;

/** Where each thing stands in a row, from 0. */
export interface TraceColumns {
  readonly at: number;
  readonly tokens: { readonly input: number; readonly output: number } | undefined;
  readonly trafficClass: number | undefined;
  /** Cells of a row. */
  readonly width: number;
}

export function columnsOf(header: readonly string[]): Read<TraceColumns> {
  const plain = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  const find = (key: keyof typeof NAMES): number | undefined => {
    const found = plain.findIndex((name) => (NAMES[key] as readonly string[]).includes(name));
    return found === -1 ? undefined : found;
  };
  const [at, input, output] = [find('at'), find('inputTokens'), find('outputTokens')];
  if (at === undefined) return fault('no-time-column', TRACE_TEXTS['no-time-column'](header.map(printable)));
  if ((input === undefined) !== (output === undefined)) return fault('one-token-column', TRACE_TEXTS['one-token-column'](header.map(printable)));
  return { ok: true, value: { at, tokens: input === undefined || output === undefined ? undefined : { input, output }, trafficClass: find('trafficClass'), width: header.length } };
}

/** `undefined` for a line with nothing on it. */
export function arrivalOf(cells: readonly string[], { at: atColumn, tokens, trafficClass, width }: TraceColumns): Read<TracedArrival | undefined> {
  if (cells.length === 1 && (cells[0] as string).trim() === '') return { ok: true, value: undefined };
  if (cells.length !== width) return fault('wrong-width', TRACE_TEXTS['wrong-width'](cells.length, width));
  const at = secondsOf(cells[atColumn] as string);
  if (at === undefined) return fault('no-time', TRACE_TEXTS['no-time'](printable(cells[atColumn] as string)), atColumn);
  const counted: number[] = [];
  for (const column of tokens === undefined ? [] : [tokens.input, tokens.output]) {
    const cell = (cells[column] as string).trim();
    const number = cell === '' ? NaN : Number(cell);
    if (!(number >= 0) || number > MOST_TOKENS) return fault('no-count', TRACE_TEXTS['no-count'](printable(cell)), column);
    counted.push(number);
  }
  const [inputTokens = 0, outputTokens = 0] = counted;
  const named = trafficClass === undefined ? '' : (cells[trafficClass] as string).trim();
  return { ok: true, value: { at, inputTokens, outputTokens, trafficClass: named === '' ? undefined : named } };
}

/** More than any context holds. */
const MOST_TOKENS = 1e9;

function fault(code: TraceFault, message: Text, column?: number): { readonly ok: false; readonly problem: RowProblem } {
  return { ok: false, problem: { code, message, ...(column === undefined ? {} : { column: column + 1 }) } };
}

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:[.,]\d+)?))?)? ?(Z|[+-]\d\d:?\d\d)?$/i;

/** Seconds since 1970, or since whatever moment a plain number counts from. A time without a zone is taken as UTC: only differences count. */
export function secondsOf(cell: string): number | undefined {
  const stated = cell.trim();
  const iso = ISO.exec(stated);
  if (iso === null) {
    const number = stated === '' ? NaN : Number(stated);
    if (!(number >= 0)) return undefined;
    // Seconds since 1970 have ten digits, milliseconds thirteen, microseconds sixteen.
    return number < 1e11 ? number : number < 1e14 ? number / 1e3 : number < 1e17 ? number / 1e6 : undefined;
  }
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = iso.slice(0, 7).map((digits: string | undefined) => (digits === undefined ? undefined : Number(digits.replace(',', '.'))));
  const start = Date.UTC(year, month - 1, day, hour, minute);
  const written = new Date(start);
  // The 31st of a month that has thirty days would be taken for the first of the next.
  if (written.getUTCMonth() !== month - 1 || written.getUTCDate() !== day || hour > 23 || minute > 59 || second >= 61) return undefined;
  return start / 1000 + second - zoneSeconds(iso[7]);
}

function zoneSeconds(zone: string | undefined): number {
  if (zone === undefined || /^z$/i.test(zone)) return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) as RegExpExecArray;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/* The summary */

/** Stretches are a minute long, shorter than any decision of somebody who plans capacity; in a long trace twice as long, and so on. */
const FINEST_SECONDS = 60;
const MOST_BINS = 16_384;
/** Beyond it, it is no class but something else that the column holds. */
const MOST_CLASSES = 32;

interface Counts {
  requests: Float64Array;
  input: Float64Array;
  output: Float64Array;
}

const counts = (): Counts => ({ requests: new Float64Array(MOST_BINS), input: new Float64Array(MOST_BINS), output: new Float64Array(MOST_BINS) });

export interface Summariser {
  /** What is wrong with it, if anything: it is earlier than the one before, or its class one too many. */
  readonly add: (arrival: TracedArrival) => RowProblem | undefined;
  /** `undefined` where nothing came. */
  readonly summary: (source: string, hasTokens: boolean) => TraceSummary | undefined;
}

export function summariser(): Summariser {
  const all = counts();
  const classes = new Map<string, Counts>();
  let [first, last, binSeconds] = [NaN, NaN, FINEST_SECONDS];
  const halve = (): void => {
    for (const one of [all, ...classes.values()]) for (const row of [one.requests, one.input, one.output]) pairUp(row);
    binSeconds *= 2;
  };
  return {
    add: (arrival) => {
      const { at, trafficClass } = arrival;
      if (Number.isNaN(first)) first = at;
      else if (at < last) return { code: 'out-of-order', message: TRACE_TEXTS['out-of-order']() };
      last = at;
      while (Math.floor((at - first) / binSeconds) >= MOST_BINS) halve();
      const bin = Math.floor((at - first) / binSeconds);
      addTo(all, bin, arrival);
      if (trafficClass === undefined) return undefined;
      const own = classes.get(trafficClass) ?? counts();
      if (!classes.has(trafficClass) && classes.size === MOST_CLASSES) return { code: 'too-many-classes', message: TRACE_TEXTS['too-many-classes'](MOST_CLASSES) };
      classes.set(trafficClass, own);
      addTo(own, bin, arrival);
      return undefined;
    },
    summary: (source, hasTokens) => {
      if (Number.isNaN(first)) return undefined;
      const seconds = last - first;
      return { source, seconds, hasTokens, ...loadOf(all, seconds, binSeconds), classes: new Map([...classes].map(([id, one]) => [id, loadOf(one, seconds, binSeconds)])) };
    },
  };
}

function addTo({ requests, input, output }: Counts, bin: number, { inputTokens, outputTokens }: Arrival): void {
  requests[bin] = (requests[bin] as number) + 1;
  input[bin] = (input[bin] as number) + inputTokens;
  output[bin] = (output[bin] as number) + outputTokens;
}

/** Neighbours together, and the second half empty. */
function pairUp(row: Float64Array): void {
  for (let i = 0; i < MOST_BINS / 2; i += 1) row[i] = (row[2 * i] as number) + (row[2 * i + 1] as number);
  row.fill(0, MOST_BINS / 2);
}

/** What is left at the end and is not half a stretch long goes to the one before: a few requests in a second are no rate. */
function loadOf({ requests, input, output }: Counts, seconds: number, binSeconds: number): TracedLoad {
  const whole = Math.max(1, Math.round(seconds / binSeconds));
  const used = Math.min(MOST_BINS, Math.floor(seconds / binSeconds) + 1);
  const length = Math.min(whole, used);
  const bins = Array.from({ length }, (_, i): TraceBin => {
    const to = i === length - 1 ? used - 1 : i;
    return {
      seconds: i === length - 1 ? Math.max(1, seconds - i * binSeconds) : binSeconds,
      requests: sumOf(requests, i, to),
      inputTokens: sumOf(input, i, to),
      outputTokens: sumOf(output, i, to),
    };
  });
  const total = (row: Float64Array): number => row.reduce((sum, n) => sum + n, 0);
  return { requests: total(requests), inputTokens: total(input), outputTokens: total(output), bins };
}

function sumOf(row: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i <= to; i += 1) sum += row[i] as number;
  return sum;
}
