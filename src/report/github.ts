/** Annotations that GitHub shows on the lines of a profile: workflow commands, with everything in them escaped. */
import type { Assessment } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { findings, type Finding, type FindingLevel } from './findings.js';

const COMMAND: Readonly<Record<FindingLevel, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** One line a finding; nothing where there is nothing to act on. */
export function renderGithub(assessments: readonly Assessment[], language: Language): string {
  return assessments.flatMap((assessment) => findings(assessment, language)).map((finding) => `${annotation(finding)}\n`).join('');
}

function annotation({ level, rule, title, message, source, at }: Finding): string {
  const place = source === '-' ? [] : [`file=${property(fileOf(source))}`, ...(at === undefined ? [] : [`line=${at.line}`, `col=${at.column}`])];
  return `::${COMMAND[level]} ${[...place, `title=${property(`${title} (${rule})`)}`].join(',')}::${data(message)}`;
}

/** As the repository knows it. */
const fileOf = (source: string): string => source.replace(/^(?:\.\/)+/, '');

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands: what ends a message, and what ends a property. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
