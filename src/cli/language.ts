/** In which language to speak: that of `--lang`, else that of the environment, else English. */
import { LANGUAGES, type Language } from '../profile/vocabulary.js';

/** Read before the options are parsed, because the parser's own messages need it. */
export function languageOption(argv: readonly string[]): string | undefined {
  const end = argv.indexOf('--');
  const options = end === -1 ? argv : argv.slice(0, end);
  const at = options.findLastIndex((argument) => argument === '--lang' || argument.startsWith('--lang='));
  const argument = options[at];
  return argument === '--lang' ? options[at + 1] : argument?.slice('--lang='.length);
}

export function isLanguage(name: string | undefined): name is Language {
  return (LANGUAGES as readonly (string | undefined)[]).includes(name);
}

/** The first of LC_ALL, LC_MESSAGES and LANG that is not empty decides, as POSIX has it. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return locale !== undefined && /^zh(?![a-z])/i.test(locale) ? 'zh' : 'en';
}
