/** The traces that profiles name: what they come to, and what comes out when they are played against the fleet that is recommended. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { assess } from '../assess/assess.js';
import type { AssessContext } from '../assess/context.js';
import type { PartLoad } from '../assessment/assessment.js';
import { asFleet } from '../cost/load/fleet.js';
import { replayOn } from '../cost/load/replay.js';
import { AiPathError, type Problem } from '../error.js';
import { withTraceData, type ParsedProfile } from '../profile/parse.js';
import { printable } from '../profile/path.js';
import type { TraceReplay, TraceSummary } from '../profile/trace.js';
import type { Text } from '../profile/vocabulary.js';
import { NO_TRACE } from '../text/trace.js';
import { STDIN_SOURCE } from './input-files.js';
import { readTrace, summaryOf, type TraceFile } from './trace-file.js';

/** What was read already, by file. */
type Known = Map<string, Promise<TraceSummary>>;

/**
 * The profiles with what their traces come to. Each file is read once for that, and again for every fleet that it is played against.
 * @throws AiPathError of kind `input` with everything that is wrong with any of them
 */
export async function withTraces(profiles: readonly ParsedProfile[], context: AssessContext): Promise<readonly ParsedProfile[]> {
  const known: Known = new Map();
  const problems: Problem[] = [];
  const traced: ParsedProfile[] = [];
  for (const parsed of profiles) {
    try {
      traced.push(await traceIn(parsed, known, context));
    } catch (error) {
      if (!(error instanceof AiPathError) || error.kind !== 'input') throw error;
      problems.push(...error.problems);
    }
  }
  const [first, ...others] = problems;
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
  return traced;
}

async function traceIn(parsed: ParsedProfile, known: Known, context: AssessContext): Promise<ParsedProfile> {
  const files = new Map<string, TraceFile>();
  const traces = new Map<string, TraceSummary>();
  for (const [index, { id, traffic }] of (parsed.profile.workloads ?? []).entries()) {
    if (traffic?.trace === undefined) continue;
    const trace = await traceFileOf(traffic.trace, index, parsed);
    const summary = known.get(trace.file) ?? summaryOf(trace);
    known.set(trace.file, summary);
    files.set(id, trace);
    traces.set(id, await summary);
  }
  if (traces.size === 0) return parsed;
  const summed = withTraceData(parsed, { traces, ...(parsed.asStated === undefined ? {} : { asStated: await traceIn(parsed.asStated, known, context) }) });
  return withTraceData(summed, { replays: await replaysOf(summed, files, context) });
}

/** Of every class whose load is split: the fleet is known once the profile is assessed. */
async function replaysOf(parsed: ParsedProfile, files: ReadonlyMap<string, TraceFile>, context: AssessContext): Promise<ReadonlyMap<string, TraceReplay>> {
  const replays = new Map<string, TraceReplay>();
  for (const { id, cost } of assess(parsed, context).workloads) {
    const [file, summary] = [files.get(id), parsed.traces?.get(id)];
    for (const { part, split, status } of cost?.loads ?? []) {
      if (file === undefined || summary === undefined || split === null || status !== 'split') continue;
      replays.set(`${id}/${part}`, await replay(file, summary.classes.has(part) ? part : undefined, split));
    }
  }
  return replays;
}

/** @param trafficClass whose requests are played, where the trace names them */
async function replay(file: TraceFile, trafficClass: string | undefined, { fleet }: NonNullable<PartLoad['split']>): Promise<TraceReplay> {
  const replayer = replayOn(asFleet({
    places: fleet.places,
    allPlaces: fleet.all_places,
    firstTokenSeconds: fleet.first_token_seconds,
    secondsPerToken: fleet.seconds_per_token,
    meanInputTokens: fleet.mean_input_tokens,
    meanOutputTokens: fleet.mean_output_tokens,
    patienceSeconds: fleet.patience_seconds,
    speed: fleet.speed,
    mayWait: fleet.may_wait,
  }));
  await readTrace(file, (arrival) => {
    if (trafficClass === undefined || arrival.trafficClass === trafficClass) replayer.play({ ...arrival, at: arrival.at / fleet.speed });
    return undefined;
  });
  return replayer.result();
}

/** The file of the trace of a workload, by its number in the profile. @throws AiPathError where there is none */
async function traceFileOf(named: string, index: number, { source, problemOf }: ParsedProfile): Promise<TraceFile> {
  const refuse = (code: string, message: Text, cause?: unknown): AiPathError =>
    new AiPathError('input', [problemOf({ code, path: ['workloads', index, 'traffic', 'trace'], target: 'value', message })], { cause });
  if (source === STDIN_SOURCE && !path.isAbsolute(named)) throw refuse('no-folder', NO_TRACE.noFolder);
  const file = path.resolve(path.dirname(source), named);
  try {
    if ((await stat(file)).isFile()) return { file, source: printable(named) };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw code === 'ENOENT' || code === 'ENOTDIR' ? refuse('no-trace', NO_TRACE.missing, cause) : refuse('unreadable', NO_TRACE.unreadable(code === '' ? '' : ` (${code})`), cause);
  }
  throw refuse('unreadable', NO_TRACE.unreadable(''));
}
