/** What a command may touch of the world outside: made once at the start, replaced by fakes in tests. */
import type { Language } from '../profile/vocabulary.js';
import type { Output } from './output.js';
import type { Screen } from './terminal.js';

export interface Session {
  readonly language: Language;
  /** `--lang` was given: machine formats follow it too. */
  readonly languageGiven: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadStream;
  /** What is known of where the output goes, which `output` prints. */
  readonly stdout: Screen;
  readonly stderr: NodeJS.WriteStream;
  readonly output: Output;
  /** Today as YYYY-MM-DD, where the user is. */
  readonly today: string;
}
