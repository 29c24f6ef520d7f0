/** `ai-path init`: writes a profile, from answers where there is somebody to ask, else a template to fill in. */
import { existsSync } from 'node:fs';
import { kindTemplateText, templateText } from '../profile/draft.js';
import type { OrganisationKind } from '../profile/templates.js';
import { NOTES, USAGE } from '../text/cli.js';
import { DEFAULT_PROFILE, startConversation, wizardContent } from './conversation.js';
import { EXIT, type ExitCode } from './exit.js';
import { usageError } from './options.js';
import { writeNewFile } from './output.js';
import type { Session } from './session.js';
import { canAsk } from './terminal.js';

export interface InitOptions {
  /** A kind of organisation: its template is written, and nobody is asked. */
  readonly template?: OrganisationKind;
}

export async function initCommand(file: string | undefined, { template }: InitOptions, session: Session): Promise<ExitCode> {
  const { language, output } = session;
  const name = file ?? DEFAULT_PROFILE;
  const blank = (path: string): string => {
    const content = wizardContent(session.today);
    return template === undefined ? templateText(content, { language, file: path }) : kindTemplateText(template, content, { language, file: path });
  };
  if (name === '-') {
    await output.print(blank(DEFAULT_PROFILE));
    return EXIT.done;
  }
  // Before the first question, not after the last.
  if (existsSync(name)) throw usageError('file-exists', name, USAGE.fileExists, USAGE.fileExistsRemedy);
  if (template === undefined && canAsk(session.stdin, session.stderr, session.env)) {
    const conversation = startConversation(session, undefined);
    await conversation.ask();
    await conversation.saveProfile(name);
    return EXIT.done;
  }
  writeNewFile(name, blank(name));
  output.note(NOTES.wrote(name)[language]);
  return EXIT.done;
}
