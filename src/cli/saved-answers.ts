/** Keeps the answers of the prompts between two starts, so that nobody has to give them twice. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import type { Given, Reply } from '../profile/wizard.js';
import { writePrivateFile } from './output.js';

export interface SavedAnswers {
  /** The day of the last answer. */
  readonly date: string;
  readonly given: readonly Given[];
}

/** Where the XDG base directory specification wants state to be; a relative path counts as none, as it says there. */
export function answersFile(env: Readonly<Record<string, string | undefined>>): string {
  const stated = env['XDG_STATE_HOME'];
  const state = stated !== undefined && isAbsolute(stated) ? stated : join(env['HOME'] ?? homedir(), '.local', 'state');
  return join(state, 'ai-path', 'answers.yaml');
}

const fileSchema = z.object({
  version: z.literal(1),
  date: z.iso.date(),
  answers: z.array(
    z.union([
      z.strictObject({ question: z.string(), value: z.union([z.string(), z.number(), z.array(z.string())]) }),
      z.strictObject({ question: z.string(), unknown: z.literal(true) }),
      z.strictObject({ question: z.string(), skipped: z.literal(true) }),
    ]),
  ),
});
type Entry = z.output<typeof fileSchema>['answers'][number];

const COMMENT = '# What was answered to the questions of ai-path so far. Removing this file forgets it.\n';

export function saveAnswers(file: string, { date, given }: SavedAnswers): Promise<void> {
  return writePrivateFile(file, COMMENT + stringify({ version: 1, date, answers: given.map(({ question, reply }) => entryOf(question, reply)) }));
}

/** What is there and can be read; a file that was damaged is as good as none. */
export function loadAnswers(file: string): SavedAnswers | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { date, answers } = fileSchema.parse(parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 }));
    return { date, given: answers.map((entry) => ({ question: entry.question, reply: replyOf(entry) })) };
  } catch {
    return undefined;
  }
}

export function forgetAnswers(file: string): void {
  rmSync(file, { force: true });
}

function entryOf(question: string, reply: Reply): Entry {
  if (reply.kind === 'unknown') return { question, unknown: true };
  if (reply.kind === 'skipped') return { question, skipped: true };
  return { question, value: typeof reply.value === 'object' ? [...reply.value] : reply.value };
}

function replyOf(entry: Entry): Reply {
  if ('unknown' in entry) return { kind: 'unknown' };
  return 'skipped' in entry ? { kind: 'skipped' } : { kind: 'value', value: entry.value };
}
