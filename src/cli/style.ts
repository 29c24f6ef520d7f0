/** How tones look on a terminal with colours. Apart from `terminal.ts`, so that `--help` loads no colours. */
import { Chalk } from 'chalk';
import { PLAIN_STYLE, type Style } from '../report/layout/rich.js';

/** Colours as functions of text, for prompts and notes. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly green: (text: string) => string;
  readonly red: (text: string) => string;
}

export function paintFor(colour: boolean): Paint {
  const { bold, dim, cyan, green, red } = new Chalk({ level: colour ? 1 : 0 });
  return { bold, dim, cyan, green, red };
}

/** The sixteen colours, which every theme shows readably; each tone can be told from the others without them. */
export function styleFor(colour: boolean): Style {
  if (!colour) return PLAIN_STYLE;
  const { bold, dim, green, blue, magenta, yellow, red } = new Chalk({ level: 1 });
  return { bold, dim, local: green, api: blue, hybrid: magenta, warn: yellow, bad: red };
}
