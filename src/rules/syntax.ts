/** The conditions of the built-in packs as syntax trees: parsed when the data are compiled, so that no start pays for it. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { SYNTAX_JSON } from './packs.generated.js';

let known: Readonly<Record<string, unknown>> | undefined;

/** Nodes are kept as operator and arguments. Places in the text are left out, and undefined here: they are for saying what is wrong, and nothing is. */
export function syntaxOf(text: string): ASTNode | undefined {
  known ??= JSON.parse(SYNTAX_JSON) as Readonly<Record<string, unknown>>;
  return Object.hasOwn(known, text) ? (known[text] as ASTNode) : undefined;
}
