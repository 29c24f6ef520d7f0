/** From a text to valid profiles, or to every problem of the text at once. */
import { AiPathError, type Position, type Problem } from '../error.js';
import { readBySchema } from './by-schema.js';
import { canonicalJson, sha256 } from './canonical.js';
import { checksOf } from './checks.js';
import { capped, MOST_PROBLEMS, text, type Finding, type TextProblem } from './finding.js';
import { hintsOf } from './hints.js';
import { formatPath, startsWith, type Path } from './path.js';
import { locatorOf, offsetOf, type Locate, type Place } from './places.js';
import { foreign, ownResult } from './problems.js';
import { formatOfName, formatOfText, readDocuments, withoutMark, type Format, type SourceDocument } from './read.js';
import type { Profile } from './schema.js';
import { isListAt } from './shape.js';
import { applySet, SET_SOURCE, type SetClause } from './set.js';
import type { TraceReplay, TraceSummary } from './trace.js';
import { profileIfValid } from './valid.js';
import type { Text } from './vocabulary.js';

/** A remark on the profile itself: statements that hardly go together. The assessment goes on. */
export interface Hint {
  readonly code: string;
  readonly path: string;
  /** The same, key by key. */
  readonly at: Path;
  readonly position?: Position;
  readonly text: Text;
}

export interface ParsedProfile {
  readonly profile: Profile;
  readonly source: string;
  /** Number of the profile in its source, from 0. */
  readonly index: number;
  /** The line of its source at which it begins, from 1; null where no text stands behind it. */
  readonly line: number | null;
  readonly hints: readonly Hint[];
  /** The same text for all ways to write the same profile. */
  readonly canonical: string;
  /** SHA-256 of `canonical`, in hexadecimal. */
  readonly sha256: string;
  /** A finding of a later layer, as a problem at its place in the source. */
  readonly problemOf: (finding: Finding) => Problem;
  /** The profile as it stands in its source, where `--set` changed it and it is valid without, too. */
  readonly asStated?: ParsedProfile;
  /** What the traces come to that workloads name, by the workload's id: read from files by whoever has files. */
  readonly traces?: ReadonlyMap<string, TraceSummary>;
  /** The same traces played against a fleet, by the ids of workload and class, `chat/all`. */
  readonly replays?: ReadonlyMap<string, TraceReplay>;
}

export interface ParseOptions {
  /** What problems name: a path, or `-` for standard input. */
  readonly source?: string;
  /** By default what the source's extension says, else what the text looks like. */
  readonly format?: Format;
  readonly set?: readonly SetClause[];
  /** For a text that is a piece of its source: the line that it begins at, from 1, and the number of its first profile, from 0. */
  readonly firstLine?: number;
  readonly firstIndex?: number;
}

/** A profile, or everything that keeps a document from being one. */
export type Outcome = { readonly ok: true; readonly parsed: ParsedProfile } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Every document of a text, in order, as it is read. */
export function* parseEach(source: string, options: ParseOptions = {}): Generator<Outcome, void> {
  const name = options.source ?? 'profile';
  const body = withoutMark(source);
  const format = options.format ?? formatOfName(name) ?? formatOfText(body);
  const context = { source: name, locate: locatorOf(body, options.firstLine), set: options.set ?? [], isJson: format !== 'yaml' };
  let index = options.firstIndex ?? 0;
  for (const document of readDocuments(body, format)) {
    yield parseDocument(document, index, context);
    index += 1;
  }
}

/** Every profile of a text, in order. Throws an `input` error with all problems of all its documents. */
export function parseProfiles(source: string, options: ParseOptions = {}): readonly ParsedProfile[] {
  const parsed: ParsedProfile[] = [];
  const problems: Problem[] = [];
  for (const outcome of parseEach(source, options)) {
    if (outcome.ok) parsed.push(outcome.parsed);
    else problems.push(...outcome.problems);
    // Nobody reads more, and a hostile text has no end of them.
    if (problems.length > MOST_PROBLEMS) break;
  }
  throwProblems(problems, options.source ?? 'profile');
  return parsed;
}

/** The one profile of a text. Throws an `input` error with all problems, or where there are several profiles. */
export function parseProfile(source: string, options: ParseOptions = {}): Profile {
  const [first, second] = parseProfiles(source, options);
  if (first !== undefined && second === undefined) return first.profile;
  throw new AiPathError('input', [
    {
      code: 'several-profiles',
      source: options.source ?? 'profile',
      message: text('The text holds several profiles where one was expected.', '此处应只有一份档案，但文本中有多份。'),
      remedy: text('Read them with parseProfiles.', '请改用 parseProfiles 读取。'),
    },
  ]);
}

/** A value that is already in memory, as a profile. Throws an `input` error with all problems, whose paths are those of the value. */
export function validateProfile(value: unknown, source = 'profile'): Profile {
  const checked = check(value);
  throwProblems(checked.findings.map((finding) => unplaced(finding, source)), source);
  if (checked.profile === undefined) throw new Error('A profile without findings must be valid.');
  return checked.profile;
}

interface Context {
  readonly source: string;
  readonly locate: Locate;
  readonly set: readonly SetClause[];
  readonly isJson: boolean;
}

function parseDocument(document: SourceDocument, index: number, context: Context): Outcome {
  const { source, locate } = context;
  const textProblems = document.problems.map((problem) => inText(problem, source, locate));
  if (document.value === undefined) return { ok: false, problems: inOrder(textProblems) };
  const stranger = ownResult(document.value) ?? (Object.hasOwn(document.value, 'organisation') ? undefined : foreign(document.value));
  if (stranger !== undefined) return { ok: false, problems: [placed(stranger, document.place, [], context)] };
  const { value, paths, findings } = applySet(document.value, context.set);
  const checked = check(value);
  const problems = [
    ...findings.map((finding) => unplaced(finding, SET_SOURCE)),
    ...inOrder([...textProblems, ...checked.findings.map((finding) => placed(finding, document.place, paths, context))]),
  ];
  if (checked.profile === undefined || problems.length > 0) return { ok: false, problems };
  const { profile } = checked;
  const hints = hintsOf(profile).map((finding) => hintAt(finding, document.place, paths, locate));
  const parsed = { profile, source, index, line: locate(document.at).line, hints, problemOf: (finding: Finding) => placed(finding, document.place, paths, context) };
  if (context.set.length === 0) return { ok: true, parsed: new ReadProfile(parsed) };
  const unchanged = parseDocument(document, index, { ...context, set: [] });
  return { ok: true, parsed: new ReadProfile(unchanged.ok ? { ...parsed, asStated: unchanged.parsed } : parsed) };
}

type Read = Omit<ParsedProfile, 'canonical' | 'sha256'>;

/** Its canonical text and the hash of it are made when they are asked for: most of a portfolio is never asked. */
class ReadProfile implements ParsedProfile {
  readonly profile: Profile;
  readonly source: string;
  readonly index: number;
  readonly line: number | null;
  readonly hints: readonly Hint[];
  readonly problemOf: ParsedProfile['problemOf'];
  declare readonly asStated?: ParsedProfile;
  declare readonly traces?: NonNullable<ParsedProfile['traces']>;
  declare readonly replays?: NonNullable<ParsedProfile['replays']>;
  #canonical: string | undefined;
  #sha256: string | undefined;

  constructor({ profile, source, index, line, hints, problemOf, asStated, traces, replays }: Read) {
    this.profile = profile;
    this.source = source;
    this.index = index;
    this.line = line;
    this.hints = hints;
    this.problemOf = problemOf;
    if (asStated !== undefined) this.asStated = asStated;
    if (traces !== undefined) this.traces = traces;
    if (replays !== undefined) this.replays = replays;
  }

  get canonical(): string {
    return (this.#canonical ??= canonicalJson(this.profile));
  }

  get sha256(): string {
    return (this.#sha256 ??= sha256(this.canonical));
  }
}

/** What is wrong with changes whatever the profile: those inside lists hang on the entries that it has. */
export function problemsOfSet(clauses: readonly SetClause[]): readonly Problem[] {
  const anywhere = clauses.filter(({ segments }) => !segments.slice(1).some((_, index) => isListAt(segments.slice(0, index + 1))));
  const { value, paths, findings } = applySet({ version: 1, organisation: { name: 'any' } }, anywhere);
  const read = readBySchema(value);
  const wrong = 'findings' in read ? read.findings.filter(({ path }) => isSet(path, paths)) : [];
  return [...findings, ...wrong].map((finding) => unplaced(finding, SET_SOURCE));
}

/** With what was read from the traces that its workloads name. */
export function withTraceData(parsed: ParsedProfile, data: Pick<ParsedProfile, 'traces' | 'replays' | 'asStated'>): ParsedProfile {
  return new ReadProfile({ ...parsed, ...data });
}

/** A profile that no text stands behind, as if it had been parsed. */
export function parsedFrom(profile: Profile, source = 'profile'): ParsedProfile {
  const hints = hintsOf(profile).map(({ code, path, message }) => ({ code, path: formatPath(path), at: path, text: message }));
  return new ReadProfile({ profile, source, index: 0, line: null, hints, problemOf: (finding) => unplaced(finding, source) });
}

function check(value: unknown): { readonly profile?: Profile; readonly findings: readonly Finding[] } {
  const valid = profileIfValid(value);
  const read = valid === undefined ? readBySchema(value) : { profile: valid };
  const checks = checksOf(value);
  if ('findings' in read) return { findings: [...read.findings, ...checks] };
  return checks.length > 0 ? { findings: checks } : { ...read, findings: [] };
}

function inText({ code, offset, message, remedy }: TextProblem, source: string, locate: Locate): Problem {
  return { code, source, position: locate(offset), message, ...(remedy === undefined ? {} : { remedy }) };
}

function unplaced({ code, path, message, remedy }: Finding, source: string): Problem {
  return { code, source, path: formatPath(path), message, ...(remedy === undefined ? {} : { remedy }) };
}

/** A problem at a place that `--set` changed is one of the command line, not of the file. */
function placed(finding: Finding, place: () => Place, setPaths: readonly Path[], { source, locate, isJson }: Context): Problem {
  if (isSet(finding.path, setPaths)) return unplaced(finding, SET_SOURCE);
  const { remedyInJson = finding.remedy } = finding;
  return { ...unplaced(isJson && remedyInJson !== undefined ? { ...finding, remedy: remedyInJson } : finding, source), position: locate(offsetOf(place(), finding.path, finding.target)) };
}

function isSet(path: Path, setPaths: readonly Path[]): boolean {
  return setPaths.some((set) => startsWith(path, set) || (path.length > 0 && startsWith(set, path)));
}

function hintAt(finding: Finding, place: () => Place, setPaths: readonly Path[], locate: Locate): Hint {
  const { code, path, message } = finding;
  const hint = { code, path: formatPath(path), at: path, text: message };
  return isSet(path, setPaths) ? hint : { ...hint, position: locate(offsetOf(place(), path, finding.target)) };
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const rank = ({ position }: Problem): number => (position === undefined ? 0 : position.line * 1e7 + position.column);
  return [...problems].sort((a, b) => rank(a) - rank(b));
}

/** The same `--set` goes wrong in the same way in every document of a file; once is enough. */
function throwProblems(problems: readonly Problem[], source: string): void {
  const seen = new Set<string>();
  const distinct = problems.filter((problem) => {
    const key = `${problem.source} ${problem.position?.line ?? ''}:${problem.position?.column ?? ''} ${problem.path ?? ''} ${problem.message.en}`;
    return !seen.has(key) && seen.add(key);
  });
  const [first, ...others] = capped(distinct, source);
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
}
