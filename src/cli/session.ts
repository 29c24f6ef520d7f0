/** What a command may touch of the world outside: made once at the start, replaced by fakes in tests. */
import type { Language } from '../profile/vocabulary.js';
import type { Output } from './output.js';

export interface Session {
  readonly language: Language;
  /** `--lang` was given: machine formats follow it too. */
  readonly languageGiven: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly output: Output;
  /** Today as YYYY-MM-DD, where the user is. */
  readonly today: string;
}
