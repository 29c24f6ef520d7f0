/** `ai-path assess`: profiles in, an assessment of each, one or more reports out. */
import { fstatSync } from 'node:fs';
import { assess } from '../assess/assess.js';
import { briefOf } from '../assess/brief.js';
import type { AssessContext } from '../assess/context.js';
import type { Assessment } from '../assessment/assessment.js';
import type { Brief } from '../assessment/brief.js';
import { builtInCatalogue } from '../catalogue/catalogue.js';
import { AiPathError, type Problem } from '../error.js';
import { remembered, unfolding } from '../lazy.js';
import { atOnce, inSteps, type Steps } from '../steps.js';
import type { ParsedProfile } from '../profile/parse.js';
import { namesTrace } from '../profile/workloads.js';
import { parseSetClause } from '../profile/set.js';
import type { Language } from '../profile/vocabulary.js';
import { FORMATS, single, type Format } from '../report/formats.js';
import { renderNdjson, toJson } from '../report/json.js';
import { DEFAULT_OPTIONS, type RenderOptions } from '../report/options.js';
import { NOTES, USAGE } from '../text/cli.js';
import { contextOf, machineLanguage, SUMMARY_FORMATS, type AssessOptions, type Basis } from './assess-options.js';
import type { ExitCode } from './exit.js';
import { gateOf, type Gate } from './gate.js';
import { namesThere, STDIN_SOURCE } from './input-files.js';
import { readInputs } from './input.js';
import { suggestion, usageError, type FormatRequest } from './options.js';
import { appendTo, identityOf, identityOfInput, writeFiles, type OutputFile } from './output.js';
import { pricesFor } from './named-prices.js';
import { rulebookWith } from './rule-files.js';
import type { Session } from './session.js';
import type { StreamRequest } from './stream.js';
import { styleFor } from './style.js';
import { canAsk, hasColour, hasUnicode, widthOf } from './terminal.js';
import { Turns } from './turns.js';

export async function assessCommand(paths: readonly string[], options: AssessOptions, session: Session): Promise<ExitCode> {
  const requests = requestsOf(options);
  checkRequests(requests, await filesRead(requests, paths, options), options);
  const gate = await gateOf(options);
  const catalogue = builtInCatalogue();
  const basis: Basis = {
    rulebook: await rulebookWith(options.rules),
    catalogue,
    ...(options.prices === undefined ? {} : { prices: await (await import('./price-files.js')).readPrices(options.prices, catalogue, session) }),
  };
  if (paths.length > 0 || hasPipedInput()) {
    const inputs = paths.length > 0 ? paths : [STDIN_SOURCE];
    const stream = asStream(requests, options);
    if (stream !== undefined) {
      const { streamAssessments } = await import('./stream.js');
      return streamAssessments({ paths: inputs, ...stream, options, basis, gate }, session);
    }
    const profiles = await readProfiles(inputs, requests, options, session);
    const beyond = await pricesFor(profiles, catalogue);
    const priced = beyond === undefined ? basis : { ...basis, beyond };
    const traced = profiles.some(namesTrace) ? await (await import('./traces.js')).withTraces(profiles, contextOf(options, priced, session, session.language)) : profiles;
    return deliver(requests, traced, gate, options, session, priced);
  }
  if (options.summary === true || !canAsk(session.stdin, session.stderr, session.env)) throw usageError('no-input', 'ai-path assess', USAGE.noInput, USAGE.noInputRemedy);
  const { startConversation } = await import('./conversation.js');
  const conversation = startConversation(session, (profile) => only(atOnce(assessAll([profile], contextOf(options, basis, session, session.language)))));
  const profiles = [await conversation.ask()];
  const exitCode = await deliver(requests, profiles, gate, options, session, basis);
  await conversation.offerToSave(() => inTurns(requests, profiles, options, session, (turns) => render('markdown', assessmentsOf(profiles, options, basis, session, turns), options, session, 'file', turns)));
  return exitCode;
}

function only(assessments: readonly Assessment[]): Assessment {
  const [first] = assessments;
  if (first === undefined) throw new Error('one profile gave no assessment');
  return first;
}

function requestsOf({ format, brief, summary }: AssessOptions): readonly FormatRequest[] {
  if (format === undefined) return [{ format: brief === true && summary !== true ? 'ndjson' : 'table' }];
  // A summary that was asked for is shown, also beside lines that go elsewhere.
  return summary === true && format.every((one) => one.format === 'ndjson') ? [...format, { format: 'table' }] : format;
}

/** Where each report can be made profile by profile, or needs no more than sums: how long the input is does not matter then. */
function asStream(requests: readonly FormatRequest[], options: AssessOptions): Pick<StreamRequest, 'lines' | 'summaries'> | undefined {
  const lines = requests.filter(({ format }) => format === 'ndjson');
  const summaries = requests.filter((request) => isSummary(request, options));
  return options.baseline === undefined && lines.length + summaries.length === requests.length ? { lines, summaries } : undefined;
}

/** The formats that `--brief` makes small. */
const isLines = (request: FormatRequest, options: AssessOptions): boolean => request.format === 'ndjson' || (request.format === 'json' && !isSummary(request, options));

const isSummary = ({ format }: FormatRequest, { summary }: AssessOptions): boolean => summary === true && SUMMARY_FORMATS.includes(format);

/** Reports that hold every profile at once hold no more than this: some hundreds of megabytes, and more than anybody reads. */
const MOST_COLLECTED = 1000;

/** Which files a run reads, for it to write none of them; folders and globs are looked through only where there is a file to be written. */
async function filesRead(requests: readonly FormatRequest[], paths: readonly string[], { baseline, prices, rules = [] }: AssessOptions): Promise<ReadonlySet<string | undefined>> {
  if (baseline === undefined && requests.every(({ file }) => file === undefined)) return new Set();
  const inputs = await namesThere(paths.length === 0 ? [STDIN_SOURCE] : paths);
  return new Set([...inputs.map((source) => (source === STDIN_SOURCE ? identityOfInput() : identityOf(source))), ...[...rules, ...(prices === undefined ? [] : [prices])].map(identityOf)]);
}

/** Nothing to read costs nothing to check: before profiles are read and questions are asked. */
function checkRequests(requests: readonly FormatRequest[], read: ReadonlySet<string | undefined>, options: AssessOptions): void {
  const { derivation, baseline, brief, summary, strict } = options;
  const taken = new Map<string, FormatRequest>();
  for (const request of requests) {
    const place = request.file === undefined ? 'stdout' : identityOf(request.file);
    const other = taken.get(place);
    if (other !== undefined) throw usageError('same-output', '--format', USAGE.twoFormatsOneOutput(named(other), named(request)), USAGE.twoFormatsRemedy);
    if (request.file !== undefined && read.has(place)) throw usageError('output-is-input', request.file, USAGE.outputIsInput);
    taken.set(place, request);
  }
  if (baseline !== undefined && read.has(identityOf(baseline))) throw usageError('output-is-input', baseline, USAGE.outputIsInput);
  const other = baseline === undefined ? undefined : taken.get(identityOf(baseline));
  if (baseline !== undefined && other !== undefined) throw usageError('same-output', '--format', USAGE.twoFormatsOneOutput(named(other), `--baseline ${baseline}`), USAGE.twoFormatsRemedy);
  if (derivation !== undefined && requests.every((request) => request.format !== 'table' || isSummary(request, options))) {
    throw usageError('derivation-without-table', '--derivation', USAGE.derivationNeedsTable);
  }
  if (brief === true && !requests.some((request) => isLines(request, options))) {
    throw usageError('brief-without-lines', '--brief', USAGE.briefNeedsLines(requests.every(({ file }) => file !== undefined)));
  }
  if (strict === true && asStream(requests, options) === undefined) throw usageError('strict-without-stream', '--strict', USAGE.strictNeedsStream);
  const unsummed = summary === true ? requests.find((request) => request.format !== 'ndjson' && !isSummary(request, options)) : undefined;
  if (summary === true && baseline !== undefined) throw usageError('summary-with-baseline', '--summary', USAGE.summaryWithBaseline);
  if (unsummed !== undefined) throw usageError('no-summary', '--summary', USAGE.noSummaryIn(unsummed.format), USAGE.summaryFormats);
}

const named = ({ format, file }: FormatRequest): string => (file === undefined ? format : `${format}=${file}`);

/** A pipe, a file or a socket: something that was put there to be read. A terminal and /dev/null are not. */
function hasPipedInput(): boolean {
  try {
    const stdin = fstatSync(0);
    return stdin.isFIFO() || stdin.isFile() || stdin.isSocket();
  } catch {
    return false; // stdin is closed
  }
}

async function readProfiles(paths: readonly string[], requests: readonly FormatRequest[], { set = [], stdinFilename }: AssessOptions, session: Session): Promise<readonly ParsedProfile[]> {
  const context = { get stdin() { return session.stdin; }, set: set.map(parseSetClause), ...(stdinFilename === undefined ? {} : { stdinFilename }) };
  const profiles = await readInputs(paths, context, MOST_COLLECTED);
  if (profiles.length <= MOST_COLLECTED) return profiles;
  const format = requests.map((request) => request.format).find((one) => one !== 'ndjson') ?? 'ndjson';
  throw usageError('too-many-profiles', '--format', USAGE.tooManyProfiles(format, MOST_COLLECTED), USAGE.useStream);
}

/** The assessments in a language; made once for each that is asked for, since sentences are part of an assessment. */
type Assessments = (language: Language) => Promise<Assessed>;

interface Assessed {
  readonly profiles: readonly ParsedProfile[];
  readonly assessments: readonly Assessment[];
  /** For a what-if: those of the same profiles as they stand. */
  readonly bases?: readonly Assessment[];
}

function assessmentsOf(profiles: readonly ParsedProfile[], options: AssessOptions, basis: Basis, session: Session, turns: Turns): Assessments {
  const made = new Map<Language, Promise<Assessed>>();
  const assessed = async (language: Language): Promise<Assessed> => {
    const assessments = await turns.assess(assessAll(profiles, contextOf(options, basis, session, language)));
    return { profiles, assessments, ...(await basesOf(profiles, options, basis, session, language, turns)) };
  };
  return (language) => remembered(made, language, () => assessed(language));
}

/** `--set` and `--weights` ask what if: what holds without them stands beside the answer. */
async function basesOf(profiles: readonly ParsedProfile[], options: AssessOptions, basis: Basis, session: Session, language: Language, turns: Turns): Promise<Pick<Assessed, 'bases'>> {
  const { set = [], weights } = options;
  const stated = profiles.flatMap((profile) => profile.asStated ?? (set.length === 0 ? [profile] : []));
  if ((set.length === 0 && weights === undefined) || stated.length < profiles.length) return {};
  return { bases: await turns.assess(assessAll(stated, contextOf({ ...options, weights: undefined }, basis, session, language))) };
}

/** What is wrong with any of the profiles is said at once. */
function* assessAll(profiles: readonly ParsedProfile[], context: AssessContext): Steps<readonly Assessment[]> {
  const problems: Problem[] = [];
  const assessments = yield* inSteps(profiles, (profile) => {
    try {
      return [assess(profile, context, unfolding)];
    } catch (error) {
      if (!(error instanceof AiPathError) || error.kind !== 'input') throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  const [first, ...others] = problems;
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
  return assessments.flat();
}

/** Work on these profiles that takes its turns. */
async function inTurns<T>(requests: readonly FormatRequest[], profiles: readonly ParsedProfile[], options: AssessOptions, session: Session, work: (turns: Turns) => Promise<T>): Promise<T> {
  const { updateBaseline, baseline } = options;
  const names = [...requests.flatMap(({ file }) => file ?? []), ...(updateBaseline === true && baseline !== undefined ? [baseline] : [])];
  const turns = new Turns({ profiles: profiles.length, reports: requests.length, names }, session);
  try {
    return await work(turns);
  } finally {
    turns.end();
  }
}

interface Delivery {
  readonly assessments: readonly Assessment[];
  readonly files: readonly OutputFile[];
  readonly texts: readonly string[];
}

/** Files first: if one of them can't be written, nothing has been printed that says otherwise. The gate last, when all is written. */
async function deliver(requests: readonly FormatRequest[], profiles: readonly ParsedProfile[], gate: Gate, options: AssessOptions, session: Session, basis: Basis): Promise<ExitCode> {
  const { assessments, files, texts } = await inTurns(requests, profiles, options, session, (turns) => reportsOf(requests, assessmentsOf(profiles, options, basis, session, turns), gate, options, session, turns));
  await writeFiles(files);
  for (const text of texts) await session.output.print(text);
  for (const { file } of files) session.output.note(NOTES.wrote(file)[session.language]);
  await summarise(assessments, session);
  if (basis.prices !== undefined) {
    const use = new (await import('./price-files.js')).PriceUse(basis.prices, builtInCatalogue());
    for (const assessment of assessments) use.inAssessment(assessment);
    use.sayIfNone(session);
  }
  return gate.judge(assessments, session);
}

async function reportsOf(requests: readonly FormatRequest[], assessed: Assessments, gate: Gate, options: AssessOptions, session: Session, turns: Turns): Promise<Delivery> {
  const { assessments } = await assessed(session.language);
  checkDerivation(options, assessments);
  const reports: OutputFile[] = [];
  for (const { format, file } of requests) if (file !== undefined) reports.push({ file, text: await render(format, assessed, options, session, 'file', turns) });
  const files = [...reports, ...(options.updateBaseline === true ? gate.baselineFile((await assessed(machineLanguage(session))).assessments) : [])];
  const texts: string[] = [];
  for (const { format, file } of requests) if (file === undefined) texts.push(await render(format, assessed, options, session, 'stdout', turns));
  return { assessments, files, texts };
}

/** GitHub shows what is in this file on the page of the run, and takes a mebibyte of it at most. */
const LARGEST_SUMMARY_BYTES = 1024 * 1024;

async function summarise(assessments: readonly Assessment[], { env, language, output }: Session): Promise<void> {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  const { renderSummary } = await import('../report/markdown.js');
  const summary = renderSummary(assessments, language);
  if (Buffer.byteLength(summary) < LARGEST_SUMMARY_BYTES) appendTo(file, `${summary}\n`);
  else output.note(NOTES.summaryTooLarge[language]);
}

function checkDerivation({ derivation }: AssessOptions, assessments: readonly Assessment[]): void {
  const ids = assessments.flatMap(({ workloads }) => workloads.map(({ id }) => id));
  if (derivation === undefined || derivation === '' || ids.includes(derivation)) return;
  throw usageError('unknown-workload', '--derivation', USAGE.unknownWorkload(derivation), suggestion(derivation, ids));
}

async function render(format: string, assessed: Assessments, options: AssessOptions, session: Session, to: 'stdout' | 'file', turns: Turns): Promise<string> {
  const { machine, load, loadSteps } = formatOf(format);
  const language = machine ? machineLanguage(session) : session.language;
  const { profiles, assessments: shown, bases } = await assessed(language);
  if (options.brief === true && isLines({ format }, options)) return renderBriefs(format, shown.map((assessment, index) => briefOf(assessment, profiles[index]?.line ?? null)));
  const given = { ...renderOptions(options, session, to), language, ...(bases === undefined ? {} : { bases }) };
  return loadSteps === undefined ? (await load())(shown, given) : turns.render((await loadSteps())(shown, given));
}

function renderBriefs(format: string, briefs: readonly Brief[]): string {
  return format === 'json' ? toJson(single(briefs, format)) : renderNdjson(briefs);
}

function formatOf(id: string): Format {
  const format = FORMATS[id];
  if (format === undefined) throw new Error(`format ${id} is offered but not there`);
  return format;
}

/** A file is read later and elsewhere: no colour, and a width of its own. */
function renderOptions({ derivation }: AssessOptions, { stdout, env, language }: Session, to: 'stdout' | 'file'): RenderOptions {
  const detail = derivation === undefined ? {} : { derivation: derivation === '' ? {} : { workload: derivation } };
  if (to === 'file') return { ...DEFAULT_OPTIONS, language, ...detail };
  return { language, width: widthOf(stdout, env), style: styleFor(hasColour(stdout, env)), unicode: hasUnicode(env), ...detail };
}
