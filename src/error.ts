/** The one error type of ai-path: what went wrong, where, why, and what to do about it, in every language. */
import type { Language, Text } from './profile/vocabulary.js';

/** Who has to act: the user (`input`, `usage`: exit 2), or us (`internal`: exit 3). */
export type ErrorKind = 'input' | 'usage' | 'internal';

/** A place in a text: 1-based line and column, as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with one place. Many of them make one {@link AiPathError}. */
export interface Problem {
  /** Stable name of the kind of problem, for tests and machines: `unknown-key`, `wrong-type`, … */
  readonly code: string;
  /** Where it was read from: a path, `-` for standard input, or an option such as `--set`. */
  readonly source: string;
  readonly position?: Position;
  /** Path inside the document: `workloads[0].traffic.requests_per_day`. */
  readonly path?: string;
  /** What is wrong and what was expected, one sentence. */
  readonly message: Text;
  /** What to do: a "did you mean", or a command. */
  readonly remedy?: Text;
}

/** Thrown for everything that a person can mend; carries every problem that was found, not only the first. */
export class AiPathError extends Error {
  readonly kind: ErrorKind;
  readonly problems: readonly Problem[];

  constructor(kind: ErrorKind, problems: readonly [Problem, ...Problem[]], options?: { readonly cause?: unknown }) {
    super(problems.map((problem) => formatProblem(problem, 'en')).join('\n'), options);
    this.name = 'AiPathError';
    this.kind = kind;
    this.problems = problems;
  }
}

/** `file:line:column: path: message remedy`, the form that editors and CI logs turn into links. */
export function formatProblem(problem: Problem, language: Language): string {
  const at = problem.position === undefined ? '' : `:${problem.position.line}:${problem.position.column}`;
  const path = problem.path === undefined || problem.path === '' ? '' : `${problem.path}: `;
  const remedy = problem.remedy === undefined ? '' : ` ${problem.remedy[language]}`;
  return `${problem.source}${at}: ${path}${problem.message[language]}${remedy}`;
}
