/** The conditions of the built-in packs as syntax trees: parsed when the data are compiled, so that no start pays for it. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { SYNTAX_JSON } from './packs.generated.js';

/** A node as it is kept: its operator and its arguments, which may be nodes again. Places in the text are left out: nothing is wrong there. */
type Kept = { readonly op: string; readonly args: Kept | readonly Kept[] } | string | number | boolean | readonly Kept[];

let known: Readonly<Record<string, Kept>> | undefined;

export function syntaxOf(text: string): ASTNode | undefined {
  known ??= JSON.parse(SYNTAX_JSON) as Readonly<Record<string, Kept>>;
  const kept = Object.hasOwn(known, text) ? known[text] : undefined;
  return kept === undefined ? undefined : (restored(kept) as ASTNode);
}

const NOWHERE = { start: 0, end: 0 };

function restored(kept: Kept): unknown {
  if (Array.isArray(kept)) return (kept as readonly Kept[]).map(restored);
  if (typeof kept !== 'object') return kept;
  const { op, args } = kept as { readonly op: string; readonly args: Kept };
  return { op, args: restored(args), range: NOWHERE };
}
