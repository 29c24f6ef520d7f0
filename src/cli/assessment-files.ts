/** Reads assessments that were written earlier: one JSON object, or one a line. */
import { readFileSync } from 'node:fs';
import { assessmentSchema, type Assessment } from '../assessment/assessment.js';
import { ASSESSMENT_SCHEMA } from '../assessment/terms.js';
import { AiPathError } from '../error.js';
import { printable } from '../profile/path.js';
import type { Text } from '../profile/vocabulary.js';
import { FILES } from '../text/gate.js';

/** @throws AiPathError of kind `input`: no such file, no JSON, or no assessment of this version of the format. */
export function readAssessments(file: string): readonly Assessment[] {
  const text = readText(file);
  return (parsedWhole(text) ?? parsedLines(text, file)).map((value, index, all) => assessmentOf(value, all.length === 1 ? file : `${file}:${index + 1}`));
}

/** Whether a text is an assessment rather than a profile. */
export function looksLikeAssessment(text: string): boolean {
  return /^\s*\{\s*"schema"\s*:\s*"ai-path\/assessment@/.test(text);
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw fileError('unreadable', file, FILES.unreadable(String((cause as NodeJS.ErrnoException).code)));
  }
}

function parsedWhole(text: string): readonly unknown[] | undefined {
  try {
    return [JSON.parse(text) as unknown];
  } catch {
    return undefined;
  }
}

function parsedLines(text: string, file: string): readonly unknown[] {
  return text.split('\n').flatMap((line, index): unknown[] => {
    if (line.trim() === '') return [];
    try {
      return [JSON.parse(line)];
    } catch {
      throw fileError('not-json', `${file}:${index + 1}`, FILES.notJson);
    }
  });
}

function assessmentOf(value: unknown, source: string): Assessment {
  const result = assessmentSchema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw fileError('not-an-assessment', source, FILES.notAnAssessment(ASSESSMENT_SCHEMA, issue === undefined ? '' : printable(issue.path.join('.'))), FILES.notAnAssessmentRemedy);
}

function fileError(code: string, source: string, message: Text, remedy?: Text): AiPathError {
  return new AiPathError('input', [{ code, source, message, ...(remedy === undefined ? {} : { remedy }) }]);
}
