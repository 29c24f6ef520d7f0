/** What the shells complete: commands with their options and arguments, and the values of each. */

/** What may stand in a place: names of files, some words, or anything. */
export type Values = 'files' | 'anything' | readonly string[];

export interface CompletedOption {
  /** `--format`, and `-h` where it has a short form. */
  readonly names: readonly string[];
  readonly description: string;
  /** Missing: it takes no value. */
  readonly value?: { readonly placeholder: string; readonly values: Values; readonly required: boolean; /** A file may follow the word: `html=FILE`. */ readonly withFile: boolean };
}

export interface CompletedCommand {
  /** Words after `ai-path`; empty for the program itself. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly commands: readonly CompletedCommand[];
  readonly arguments: readonly { readonly placeholder: string; readonly values: Values; readonly repeated: boolean }[];
}
