/** `ai-path init`: writes a profile, from answers where there is somebody to ask, else a template to fill in. */
import { existsSync } from 'node:fs';
import { templateText } from '../profile/draft.js';
import { NOTES, USAGE } from '../text/cli.js';
import { DEFAULT_PROFILE, startConversation, wizardContent } from './conversation.js';
import { EXIT, type ExitCode } from './failure.js';
import { usageError } from './options.js';
import { writeNewFile } from './output.js';
import type { Session } from './session.js';
import { canAsk } from './terminal.js';

export async function initCommand(file: string | undefined, session: Session): Promise<ExitCode> {
  const { language, output } = session;
  const name = file ?? DEFAULT_PROFILE;
  if (name === '-') {
    await output.print(templateText(wizardContent(session.today), { language, file: DEFAULT_PROFILE }));
    return EXIT.done;
  }
  // Before the first question, not after the last.
  if (existsSync(name)) throw usageError('file-exists', name, USAGE.fileExists, USAGE.fileExistsRemedy);
  if (canAsk(session.stdin, session.stderr, session.env)) {
    const conversation = startConversation(session, undefined);
    await conversation.ask();
    await conversation.saveProfile(name);
    return EXIT.done;
  }
  writeNewFile(name, templateText(wizardContent(session.today), { language, file: name }));
  output.note(NOTES.wrote(name)[language]);
  return EXIT.done;
}
