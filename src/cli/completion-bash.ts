/** The script for bash: tables of words by command, and one function that finds out which of them is asked for. */
import type { CompletedCommand, Values } from './completion-words.js';

/** Runs in bash 3.2, too, which macOS brings. */
export function bashScript(root: CompletedCommand): string {
  const all = flattened(root);
  const options = all.map((command) => entry(nameOf(command), command.options.flatMap(({ names }) => names)));
  const commands = all.filter((command) => command.commands.length > 0).map((command) => entry(nameOf(command), command.commands.map(({ path }) => path.at(-1) ?? '')));
  const argument = all.flatMap((command) => command.arguments.slice(0, 1).map(({ values }) => entry(nameOf(command), wordsOf(values))));
  const values = all.flatMap((command) => command.options.flatMap(({ names, value }) => (value === undefined ? [] : names.map((name) => entry(`${nameOf(command)} ${name}`, wordsOf(value.values))))));
  const takers = all.flatMap((command) => command.options.flatMap(({ names, value }) => (value?.required === true ? names.map((name) => quoted(`${nameOf(command)} ${name}`)) : [])));
  return `# bash completion for ai-path. In ~/.bashrc: source <(ai-path completion bash)
_ai_path_table() {
  case "$1" in
    options) case "$2" in
${indented(options)}
    esac ;;
    commands) case "$2" in
${indented(commands)}
    esac ;;
    argument) case "$2" in
${indented(argument)}
    esac ;;
    value) case "$2" in
${indented(values)}
    esac ;;
  esac
}
_ai_path_takes_value() {
  case "$1" in
    ${takers.join(' | ')}) return 0 ;;
  esac
  return 1
}
_ai_path() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" command='ai-path' option='' words='' ended='' word line i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    if [ -n "$ended" ]; then continue; fi
    case "$word" in
      =) if [ -z "$option" ]; then option="\${COMP_WORDS[i - 1]}"; fi ;;
      --) ended=1 ;;
      -*) option=''; if _ai_path_takes_value "$command $word"; then option="$word"; fi ;;
      *)
        if [ -n "$option" ]; then option=''
        else case " $(_ai_path_table commands "$command") " in *" $word "*) command="$command $word" ;; esac
        fi ;;
    esac
  done
  if [ "$cur" = = ]; then if [ -z "$option" ]; then option="\${COMP_WORDS[COMP_CWORD - 1]}"; fi; cur=''; fi
  case "$option" in
    '')
      case "$cur" in
        -*) if [ -z "$ended" ]; then words="$(_ai_path_table options "$command")"; fi ;;
        *) words="$(_ai_path_table commands "$command")"; if [ -z "$words" ]; then words="$(_ai_path_table argument "$command")"; fi ;;
      esac ;;
    -*) words="$(_ai_path_table value "$command $option")" ;;
    *) words=:files ;;
  esac
  if [ "$words" = :files ]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$cur")
  else
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -W "$words" -- "$cur")
  fi
}
complete -F _ai_path ai-path
`;
}

const flattened = (command: CompletedCommand): readonly CompletedCommand[] => [command, ...command.commands.flatMap(flattened)];
const nameOf = ({ path }: CompletedCommand): string => ['ai-path', ...path].join(' ');
const wordsOf = (values: Values): readonly string[] => (values === 'files' ? [':files'] : values === 'anything' ? [] : values);

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const entry = (name: string, words: readonly string[]): string => `${quoted(name)}) echo ${quoted(words.join(' '))} ;;`;
const indented = (lines: readonly string[]): string => lines.map((line) => `      ${line}`).join('\n');
