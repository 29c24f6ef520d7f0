// What a text that is refused says, in a form that fits one line of a test.
import { AiPathError, formatProblem, type Problem } from '../../src/error.js';
import { parseProfiles, type ParseOptions } from '../../src/profile/parse.js';

/** The problems of a text; fails when it is accepted, or when something else than an input error comes of it. */
export function problemsOf(text: string, options: ParseOptions = {}): readonly Problem[] {
  try {
    parseProfiles(text, { source: 'p.yaml', ...options });
  } catch (error) {
    if (error instanceof AiPathError && error.kind === 'input') return error.problems;
    throw error;
  }
  throw new Error('The text was accepted.');
}

export function linesOf(text: string, options: ParseOptions = {}): readonly string[] {
  return problemsOf(text, options).map((problem) => formatProblem(problem, 'en'));
}

/** `2:7 wrong-value budget` */
export function placesOf(text: string, options: ParseOptions = {}): readonly string[] {
  return problemsOf(text, options).map(({ position, code, path }) => [position === undefined ? '-' : `${position.line}:${position.column}`, code, path ?? ''].join(' ').trim());
}
