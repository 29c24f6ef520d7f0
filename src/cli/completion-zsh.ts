/** The script for zsh: a function for each command, with what help says of its options beside them. */
import type { CompletedCommand, CompletedOption, Values } from './completion-words.js';

export function zshScript(root: CompletedCommand): string {
  return `#compdef ai-path
# zsh completion for ai-path. In ~/.zshrc, after compinit: source <(ai-path completion zsh)
${functions(root).join('\n')}
if [[ "\${funcstack[1]}" == _ai-path ]]; then _ai-path "$@"; else compdef _ai-path ai-path; fi
`;
}

function functions(command: CompletedCommand): readonly string[] {
  return [command.commands.length > 0 ? branch(command) : leaf(command), ...command.commands.flatMap(functions)];
}

const nameOf = ({ path }: CompletedCommand): string => ['_ai-path', ...path].join('_');

function leaf(command: CompletedCommand): string {
  const positional = command.arguments.map(({ placeholder, values, repeated }) => quoted(`${repeated ? '*' : ''}:${plain(placeholder)}:${action(values)}`));
  return `${nameOf(command)}() {
  _arguments -s ${[...command.options.flatMap(optionSpecs), ...positional].join(' \\\n    ')}
}`;
}

/** `_arguments -C` keeps where it stands, so that what follows the name of a command is completed as the command's own. */
function branch(command: CompletedCommand): string {
  const described = command.commands.map(({ path, description }) => quoted(`${path.at(-1) ?? ''}:${plain(description)}`));
  const cases = command.commands.map((each) => `${each.path.at(-1) ?? ''}) ${nameOf(each)} ;;`);
  return `${nameOf(command)}() {
  local curcontext="$curcontext" state line
  local -a commands
  _arguments -C ${[...command.options.flatMap(optionSpecs), "'1: :->command'", "'*:: :->rest'"].join(' \\\n    ')}
  case "$state" in
    command)
      commands=(${described.join('\n        ')})
      _describe -t commands command commands ;;
    rest)
      case "$words[1]" in
        ${cases.join('\n        ')}
      esac ;;
  esac
}`;
}

function optionSpecs({ names, description, value }: CompletedOption): readonly string[] {
  return names.map((name) => {
    const said = `[${plain(description)}]`;
    if (value === undefined) return quoted(`${name}${said}`);
    const words = value.withFile ? `{if compset -P '*='; then _files; else compadd -- ${value.values === 'files' || value.values === 'anything' ? '' : value.values.join(' ')}; fi}` : action(value.values);
    // `=-`: the value stands in the same word, or there is none.
    return quoted(`*${name}${value.required ? '=' : '=-'}${said}${value.required ? ':' : '::'}${plain(value.placeholder)}:${words}`);
  });
}

function action(values: Values): string {
  if (values === 'files') return '_files';
  return values === 'anything' ? ' ' : `(${values.map((word) => word.replaceAll(':', '\\:')).join(' ')})`;
}

/** What ends a field of a specification is escaped. */
const plain = (text: string): string => text.replace(/[[\]:\\]/g, (sign) => `\\${sign}`);
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
