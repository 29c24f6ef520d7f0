/** `ai-path assess`: profiles in, an assessment of each, one or more reports out. */
import { fstatSync } from 'node:fs';
import { assess } from '../assess/assess.js';
import type { AssessContext } from '../assess/context.js';
import type { Assessment } from '../assessment/assessment.js';
import { builtInCatalogue } from '../catalogue/catalogue.js';
import { AiPathError, type Problem } from '../error.js';
import type { ParsedProfile } from '../profile/parse.js';
import type { StatedWeights } from '../profile/schema.js';
import { parseSetClause } from '../profile/set.js';
import type { Language } from '../profile/vocabulary.js';
import { FORMATS, type Format } from '../report/formats.js';
import { renderSummary } from '../report/markdown.js';
import { DEFAULT_OPTIONS, type RenderOptions } from '../report/options.js';
import { NOTES, USAGE } from '../text/cli.js';
import type { ExitCode } from './failure.js';
import { gateOf, type Gate, type GateOptions } from './gate.js';
import { readInputs } from './input.js';
import { suggestion, usageError, type FormatRequest } from './options.js';
import { appendTo, identityOf, writeFiles } from './output.js';
import { pricesFor } from './named-prices.js';
import { rulebookWith } from './rule-files.js';
import type { Session } from './session.js';
import { styleFor } from './style.js';
import { canAsk, hasColour, hasUnicode, widthOf } from './terminal.js';

export interface AssessOptions extends GateOptions {
  readonly format?: readonly FormatRequest[];
  readonly set?: readonly string[];
  readonly weights?: StatedWeights | undefined;
  readonly asOf?: string;
  readonly seed?: number;
  /** A workload's id; empty for all of them. */
  readonly derivation?: string;
  readonly stdinFilename?: string;
  /** Rule packs beside the built-in ones. */
  readonly rules?: readonly string[];
  /** A file of prices of the reader's own. */
  readonly prices?: string;
}

const DEFAULT_SEED = 1;

/** What assessments rest on, whatever their language. */
type Basis = Pick<AssessContext, 'rulebook' | 'catalogue' | 'prices' | 'beyond'>;

export async function assessCommand(paths: readonly string[], options: AssessOptions, session: Session): Promise<ExitCode> {
  const requests = options.format ?? [{ format: 'table' }];
  checkRequests(requests, paths, options);
  const gate = gateOf(options);
  const catalogue = builtInCatalogue();
  const basis: Basis = {
    rulebook: await rulebookWith(options.rules),
    catalogue,
    ...(options.prices === undefined ? {} : { prices: await (await import('./price-files.js')).readPrices(options.prices, catalogue) }),
  };
  if (paths.length > 0 || hasPipedInput()) {
    const profiles = await readProfiles(paths.length > 0 ? paths : ['-'], options, session);
    const beyond = await pricesFor(profiles, catalogue);
    const priced = beyond === undefined ? basis : { ...basis, beyond };
    return deliver(requests, assessmentsOf(options, priced, session)(profiles), gate, options, session);
  }
  if (!canAsk(session.stdin, session.stderr, session.env)) throw usageError('no-input', 'ai-path assess', USAGE.noInput, USAGE.noInputRemedy);
  const run = assessmentsOf(options, basis, session);
  const { startConversation } = await import('./conversation.js');
  const conversation = startConversation(session, (profile) => only(run([profile])(session.language).assessments));
  const assessments = run([await conversation.ask()]);
  const exitCode = await deliver(requests, assessments, gate, options, session);
  await conversation.offerToSave(() => render('markdown', assessments, options, session, 'file'));
  return exitCode;
}

function only(assessments: readonly Assessment[]): Assessment {
  const [first] = assessments;
  if (first === undefined) throw new Error('one profile gave no assessment');
  return first;
}

/** Nothing to read costs nothing to check: before profiles are read and questions are asked. */
function checkRequests(requests: readonly FormatRequest[], inputs: readonly string[], { derivation, baseline }: AssessOptions): void {
  const taken = new Map<string, FormatRequest>();
  const read = new Set(inputs.map(identityOf));
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
  if (derivation !== undefined && requests.every(({ format }) => format !== 'table')) {
    throw usageError('derivation-without-table', '--derivation', USAGE.derivationNeedsTable);
  }
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

async function readProfiles(paths: readonly string[], { set = [], stdinFilename }: AssessOptions, session: Session): Promise<readonly ParsedProfile[]> {
  return readInputs(paths, { stdin: session.stdin, set: set.map(parseSetClause), ...(stdinFilename === undefined ? {} : { stdinFilename }) });
}

/** The assessments in a language; made once for each that is asked for, since sentences are part of an assessment. */
type Assessments = (language: Language) => Assessed;

interface Assessed {
  readonly assessments: readonly Assessment[];
  /** For a what-if: those of the same profiles as they stand. */
  readonly bases?: readonly Assessment[];
}

function assessmentsOf(options: AssessOptions, basis: Basis, session: Session): (profiles: readonly ParsedProfile[]) => Assessments {
  return (profiles) => {
    const made = new Map<Language, Assessed>();
    return (language) => {
      const known = made.get(language);
      if (known !== undefined) return known;
      const fresh = { assessments: assessAll(profiles, contextOf(options, basis, session, language)), ...basesOf(profiles, options, basis, session, language) };
      made.set(language, fresh);
      return fresh;
    };
  };
}

/** `--set` and `--weights` ask what if: what holds without them stands beside the answer. */
function basesOf(profiles: readonly ParsedProfile[], options: AssessOptions, basis: Basis, session: Session, language: Language): Pick<Assessed, 'bases'> {
  const { set = [], weights } = options;
  const stated = profiles.flatMap((profile) => profile.asStated ?? (set.length === 0 ? [profile] : []));
  if ((set.length === 0 && weights === undefined) || stated.length < profiles.length) return {};
  return { bases: assessAll(stated, contextOf({ ...options, weights: undefined }, basis, session, language)) };
}

function contextOf({ asOf, seed, weights }: AssessOptions, basis: Basis, session: Session, language: Language): AssessContext {
  return {
    language,
    asOf: asOf ?? session.today,
    seed: seed ?? DEFAULT_SEED,
    ...basis,
    ...(weights === undefined ? {} : { weights }),
  };
}

/** What is wrong with any of the profiles is said at once. */
function assessAll(profiles: readonly ParsedProfile[], context: AssessContext): readonly Assessment[] {
  const problems: Problem[] = [];
  const assessments = profiles.flatMap((profile) => {
    try {
      return [assess(profile, context)];
    } catch (error) {
      if (!(error instanceof AiPathError) || error.kind !== 'input') throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  const [first, ...others] = problems;
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
  return assessments;
}

/** Files first: if one of them can't be written, nothing has been printed that says otherwise. The gate last, when all is written. */
async function deliver(requests: readonly FormatRequest[], assessments: Assessments, gate: Gate, options: AssessOptions, session: Session): Promise<ExitCode> {
  checkDerivation(options, assessments(session.language).assessments);
  const reports = requests.flatMap(({ format, file }) => (file === undefined ? [] : [{ file, text: render(format, assessments, options, session, 'file') }]));
  const files = [...reports, ...gate.baselineFile(assessments(machineLanguage(session)).assessments)];
  const texts = requests.filter(({ file }) => file === undefined).map(({ format }) => render(format, assessments, options, session, 'stdout'));
  await writeFiles(files);
  for (const text of texts) await session.output.print(text);
  for (const { file } of files) session.output.note(NOTES.wrote(file)[session.language]);
  summarise(assessments(session.language).assessments, session);
  return gate.judge(assessments(session.language).assessments, session);
}

/** GitHub shows what is in this file on the page of the run, and takes a mebibyte of it at most. */
const LARGEST_SUMMARY_BYTES = 1024 * 1024;

function summarise(assessments: readonly Assessment[], { env, language, output }: Session): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  const summary = renderSummary(assessments, language);
  if (Buffer.byteLength(summary) < LARGEST_SUMMARY_BYTES) appendTo(file, `${summary}\n`);
  else output.note(NOTES.summaryTooLarge[language]);
}

function checkDerivation({ derivation }: AssessOptions, assessments: readonly Assessment[]): void {
  const ids = assessments.flatMap(({ workloads }) => workloads.map(({ id }) => id));
  if (derivation === undefined || derivation === '' || ids.includes(derivation)) return;
  throw usageError('unknown-workload', '--derivation', USAGE.unknownWorkload(derivation), suggestion(derivation, ids));
}

function render(format: string, assessments: Assessments, options: AssessOptions, session: Session, to: 'stdout' | 'file'): string {
  const { machine, render: renderFormat } = formatOf(format);
  const language = machine ? machineLanguage(session) : session.language;
  const { assessments: shown, bases } = assessments(language);
  return renderFormat(shown, { ...renderOptions(options, session, to), language, ...(bases === undefined ? {} : { bases }) });
}

/** What programs read, and what is compared with earlier runs, does not follow the reader's environment. */
const machineLanguage = ({ language, languageGiven }: Session): Language => (languageGiven ? language : 'en');

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
