/** `assess` of a portfolio: profiles in and results out as they come, in their order and in constant memory. */
import { setFlagsFromString } from 'node:v8';
import { assess, assessmentFrom, type DescribedOrganisation } from '../assess/assess.js';
import { briefOf, Briefs } from '../assess/brief.js';
import type { AssessContext } from '../assess/context.js';
import { Portfolio } from '../assess/summary.js';
import type { Assessment } from '../assessment/assessment.js';
import { AiPathError, formatProblem, type Problem } from '../error.js';
import { unfolding } from '../lazy.js';
import type { Failure } from '../gate/gate.js';
import { MOST_PROBLEMS } from '../profile/finding.js';
import { problemsOfSet, type Outcome, type ParsedProfile } from '../profile/parse.js';
import { parseSetClause, SET_SOURCE, type SetClause } from '../profile/set.js';
import { namesTrace } from '../profile/workloads.js';
import { sanitiseForTerminal } from '../report/layout/sanitise.js';
import { jsonLine } from '../report/json.js';
import { NOTES } from '../text/cli.js';
import { formatNumber } from '../text/format.js';
import { contextOf, machineLanguage, type AssessOptions, type Basis } from './assess-options.js';
import { EXIT, type ExitCode } from './exit.js';
import type { Gate } from './gate.js';
import { outcomesOf, sizeOfInputs, streamInputs, type Input } from './input.js';
import { namesBeyond, pricesFor } from './named-prices.js';
import type { PriceUse } from './price-files.js';
import type { FormatRequest } from './options.js';
import { appendTo, growFile, writeFiles, type GrowingFile } from './output.js';
import { progressFor } from './progress.js';
import type { Session } from './session.js';
import { sayOnSignal } from './signals.js';
import { renderSummaryFor } from './summary.js';
import { TURN_MS } from './turns.js';

export interface StreamRequest {
  readonly paths: readonly string[];
  /** One line a profile. */
  readonly lines: readonly FormatRequest[];
  /** Of all profiles together, at the end. */
  readonly summaries: readonly FormatRequest[];
  readonly options: AssessOptions;
  readonly basis: Basis;
  readonly gate: Gate;
}

/** Left to itself, V8 lets what is done with grow to four times what is not before it collects: a portfolio would take twice the memory that it needs. */
const COLLECT_EARLY = '--heap-growing-percent=50';
/** The launcher has V8 optimise late, as is best for a start, where Node is older than 22; a portfolio of so many profiles gains from the default. */
const LONG = 2000;
const OPTIMISE_AS_USUAL = '--interrupt-budget=67584';

export async function streamAssessments(request: StreamRequest, session: Session): Promise<ExitCode> {
  setFlagsFromString(COLLECT_EARLY);
  const files: GrowingFile[] = [];
  const names = [...request.lines, ...request.summaries].flatMap(({ file }) => file ?? []);
  const run = new Run(request, session, files);
  const forget = sayOnSignal(() => {
    run.progress.erase();
    return `${NOTES.interruptedAfter(formatNumber(run.done, session.language), names)[session.language]}\n`;
  });
  try {
    for (const { file } of request.lines) if (file !== undefined) files.push(await growFile(file));
    const ended = await run.read();
    if (ended === 'stopped') {
      for (const file of files) file.discard();
      session.stderr.write(`${NOTES.stoppedAt(formatNumber(run.portfolio.assessed, session.language), names)[session.language]}\n`);
      return EXIT.input;
    }
    return await run.conclude(names);
  } catch (error) {
    await run.giveUp(error, names);
    for (const file of files) file.discard();
    throw error;
  } finally {
    run.progress.erase();
    forget();
  }
}

/** Characters that are collected before they are written. */
const PIECE = 1 << 16;
/** More findings than anybody reads are counted only. */
const MOST_FAILURES = 100;

/** `unread`: nobody reads what comes out any more. `stopped`: at a profile that is wrong, since it was asked for. */
type Ending = 'done' | 'unread' | 'stopped';

class Run {
  readonly portfolio = new Portfolio();
  readonly progress;
  readonly #briefs: Briefs<number>;
  readonly #context: AssessContext;
  readonly #set: readonly SetClause[];
  readonly #toStdout: boolean;
  readonly #full: boolean;
  #text = '';
  #complaints = '';
  #complained = 0;
  #stdoutOpen = true;
  #bytes = 0;
  /** The same without what is still to be assessed of the texts that arrived last. */
  #bytesBefore = 0;
  #shareOfBatch = 0;
  #lastTurn = performance.now();
  readonly #said = new Set<string>();
  /** Where there are prices that may be of no model that is assessed. */
  #priceUse: PriceUse | undefined;
  /** What is being worked on. */
  #input: Input | undefined;
  #line: number | null = null;
  readonly #failures: Failure[] = [];
  #failureCount = 0;

  constructor(
    private readonly request: StreamRequest,
    private readonly session: Session,
    private readonly files: readonly GrowingFile[],
  ) {
    const { lines, options, basis, gate } = request;
    this.#context = contextOf(options, basis, session, machineLanguage(session));
    this.#set = (options.set ?? []).map(parseSetClause);
    const [problem, ...others] = problemsOfSet(this.#set);
    if (problem !== undefined) throw new AiPathError('usage', [problem, ...others]);
    this.#toStdout = lines.some(({ file }) => file === undefined);
    this.#full = lines.length > 0 && options.brief !== true;
    this.#briefs = new Briefs((...described) => this.#note(...described), gate.hasConditions && !gate.isBlindToNames);
    this.progress = progressFor(session, this.#toStdout, () => performance.now());
  }

  get done(): number {
    return this.portfolio.assessed + this.portfolio.failed;
  }

  async read(): Promise<Ending> {
    const { paths, options } = this.request;
    const { session } = this;
    const { prices, catalogue } = this.#context;
    if (prices !== undefined) this.#priceUse = new (await import('./price-files.js')).PriceUse(prices, catalogue);
    const size = await sizeOfInputs(paths);
    const inputs = streamInputs(paths, {
      get stdin() { return session.stdin; },
      onBytes: (count) => (this.#bytes += count),
      ...(options.stdinFilename === undefined ? {} : { stdinFilename: options.stdinFilename }),
    });
    for await (const batch of inputs) {
      for (const [index, input] of batch.entries()) {
        this.#shareOfBatch = index / batch.length;
        this.#input = input;
        this.#line = 'firstLine' in input ? input.firstLine : null;
        for (const outcome of outcomesOf(input, this.#set)) {
          const taken = await this.#takeWithFiles(input, outcome);
          if (!taken && options.strict === true) {
            await this.#flush();
            return 'stopped';
          }
          if (this.#isDue()) await this.#turn(size);
          if (!this.#isRead()) return 'unread';
        }
      }
      this.#input = undefined;
      await this.#flush();
      this.#bytesBefore = this.#bytes;
      this.#shareOfBatch = 0;
      this.#showProgress(size);
    }
    return this.#isRead() ? 'done' : 'unread';
  }

  /** Most profiles say all themselves; prices beyond the catalogue and traces are read for those that name them. */
  async #takeWithFiles(input: Input, outcome: Outcome): Promise<boolean> {
    if (!outcome.ok) return this.#take(input, outcome, this.#context);
    const { parsed } = outcome;
    this.#line = parsed.line;
    const context = namesBeyond(parsed, this.#context.catalogue) ? await this.#contextWithPrices(parsed) : this.#context;
    if (!namesTrace(parsed)) return this.#take(input, outcome, context);
    // Traces may be long, and somebody may end the run meanwhile: what is known by now is not lost with it.
    await this.#flush();
    try {
      const [traced = parsed] = await (await import('./traces.js')).withTraces([parsed], context);
      return this.#take(input, { ok: true, parsed: traced }, context);
    } catch (error) {
      if (error instanceof AiPathError && error.kind === 'input') return this.#complain(input, error.problems);
      throw error;
    }
  }

  /** @returns whether the profile could be assessed */
  #take(input: Input, outcome: Outcome, context: AssessContext): boolean {
    if (!outcome.ok) return this.#complain(input, outcome.problems);
    const { parsed } = outcome;
    try {
      this.#assess(parsed, context);
      return true;
    } catch (error) {
      if (error instanceof AiPathError && error.kind === 'input') return this.#complain(input, error.problems);
      throw error;
    }
  }

  #assess(parsed: ParsedProfile, context: AssessContext): void {
    const { lines, gate } = this.request;
    if (this.#full) {
      const assessment = assess(parsed, context);
      if (gate.hasConditions) this.#judge(assessment, parsed);
      this.#priceUse?.inAssessment(assessment);
      this.#text += jsonLine(assessment);
      this.portfolio.add(briefOf(assessment, parsed.line));
    } else {
      const { brief, note: found } = this.#briefs.of(parsed, context);
      this.#count(found, parsed, context);
      if (lines.length > 0) this.#text += jsonLine(brief);
      this.portfolio.add(brief);
    }
    if (this.portfolio.assessed === LONG && Number.parseInt(process.versions.node, 10) < 22) setFlagsFromString(OPTIMISE_AS_USUAL);
  }

  /** @returns how much the gate finds */
  #note(described: DescribedOrganisation, parsed: ParsedProfile, context: AssessContext): number {
    this.#priceUse?.inDescribed(described);
    return this.request.gate.hasConditions ? this.#failuresOf(assessmentFrom(described, parsed, context, unfolding)).length : 0;
  }

  /** What is of no workload is at the line of its profile. */
  #judge(assessment: Assessment, { source, line }: ParsedProfile): void {
    const failed = this.#failuresOf(assessment).map((one) => (one.where === source && line !== null ? { ...one, where: `${source}:${line}` } : one));
    this.#failures.push(...failed.slice(0, MOST_FAILURES - this.#failures.length));
    this.#failureCount += failed.length;
  }

  /** What was found in a profile, maybe in another one that says the same: what will be read of it is found here. */
  #count(found: number, parsed: ParsedProfile, context: AssessContext): void {
    if (found > 0 && this.#failures.length < MOST_FAILURES) this.#judge(assess(parsed, context, unfolding), parsed);
    else this.#failureCount += found;
  }

  #failuresOf(assessment: Assessment): readonly Failure[] {
    return this.request.gate.failuresOf(assessment, this.session.language);
  }

  #complain(input: Input, problems: readonly Problem[]): false {
    const at = problems.find(({ position }) => position !== undefined)?.position?.line;
    this.portfolio.fail(input.source, at ?? ('firstLine' in input ? input.firstLine : null));
    for (const problem of problems) {
      const line = `${sanitiseForTerminal(formatProblem(problem, this.session.language))}\n`;
      if (problem.source === SET_SOURCE && this.#isSaid(line)) continue;
      this.#complained += 1;
      if (this.#complained <= MOST_PROBLEMS) this.#complaints += line;
    }
    return false;
  }

  /** What is wrong with an option is wrong with it in every profile. */
  #isSaid(line: string): boolean {
    if (this.#said.has(line)) return true;
    if (this.#said.size < MOST_FAILURES) this.#said.add(line);
    return false;
  }

  async #contextWithPrices(parsed: ParsedProfile): Promise<AssessContext> {
    const beyond = await pricesFor([parsed], this.#context.catalogue);
    return beyond === undefined ? this.#context : { ...this.#context, beyond };
  }

  /** Whether anybody takes what comes out: a file, or the reader of stdout. */
  #isRead(): boolean {
    return this.#stdoutOpen || this.files.length > 0 || this.request.summaries.some(({ file }) => file !== undefined);
  }

  #isDue(): boolean {
    return this.#text.length + this.#complaints.length >= PIECE || performance.now() - this.#lastTurn > TURN_MS;
  }

  /** Writes what there is, waits until it is taken, and lets the rest of the process have its turn. */
  async #turn(size: number | undefined): Promise<void> {
    await this.#flush();
    this.#showProgress(size);
    await new Promise(setImmediate);
    this.#lastTurn = performance.now();
  }

  /** A whole file may arrive at once: what is left is reckoned by what was assessed of it. */
  #showProgress(size: number | undefined): void {
    const handled = this.#bytesBefore + (this.#bytes - this.#bytesBefore) * this.#shareOfBatch;
    this.progress.show(this.done, size === undefined ? undefined : handled / size);
  }

  async #flush(): Promise<void> {
    const [text, complaints] = [this.#text, this.#complaints];
    this.#text = '';
    this.#complaints = '';
    if (complaints !== '') {
      this.progress.erase();
      await new Promise<void>((done) => this.session.stderr.write(complaints, () => done()));
    }
    if (text === '') return;
    try {
      for (const file of this.files) file.append(text);
    } finally {
      // A file that can't take it is given up as a whole; what is printed stays.
      if (this.#toStdout && this.#stdoutOpen) this.#stdoutOpen = await this.session.output.print(text);
    }
  }

  /** What was assessed before something went wrong goes where it is still taken; of what nobody foresaw is said where it was. */
  async giveUp(error: unknown, names: readonly string[]): Promise<void> {
    await this.#flush().catch(() => undefined);
    if (this.#input === undefined || (error instanceof AiPathError && error.kind !== 'internal')) return;
    this.progress.erase();
    this.session.stderr.write(`${NOTES.stoppedInside(sanitiseForTerminal(`${this.#input.source}:${this.#line ?? 1}`), names)[this.session.language]}\n`);
  }

  /** Lines and summaries take their names together, since one without the other is half a result; then a last word. */
  async conclude(names: readonly string[]): Promise<ExitCode> {
    this.#input = undefined;
    const { summaries, gate } = this.request;
    const { language, output, stderr, env } = this.session;
    const rendered = summaries.map((request) => ({ ...request, text: renderSummaryFor(request, this.portfolio, this.#context, this.session) }));
    this.progress.erase();
    await writeFiles(rendered.flatMap(({ file, text }) => (file === undefined ? [] : [{ file, text }])), this.files);
    for (const { file, text } of rendered) if (file === undefined) await output.print(text);
    for (const file of names) output.note(NOTES.wrote(file)[language]);
    const page = env['GITHUB_STEP_SUMMARY'];
    if (page !== undefined && page !== '') appendTo(page, `${renderSummaryFor({ format: 'markdown', file: page }, this.portfolio, this.#context, this.session)}\n`);
    this.#priceUse?.sayIfNone(this.session);
    if (this.portfolio.failed > 0) {
      if (this.#complained > MOST_PROBLEMS) stderr.write(`${NOTES.moreProblems(formatNumber(this.#complained - MOST_PROBLEMS, language))[language]}\n`);
      if (this.done > 1) stderr.write(`${NOTES.failedProfiles(formatNumber(this.portfolio.failed, language), formatNumber(this.done, language))[language]}\n`);
      return EXIT.input;
    }
    const exitCode = gate.conclude(this.#failures, this.session, { count: this.#failureCount, several: this.portfolio.assessed > 1 });
    if (this.#failureCount > this.#failures.length) stderr.write(`${NOTES.moreFailures(formatNumber(this.#failureCount - this.#failures.length, language))[language]}\n`);
    return exitCode;
  }
}
