/** The packs that come with ai-path, compiled when they are first needed; neither YAML, nor zod, nor the engine of conditions is loaded for them. */
import { compileRulebook, type PackFile } from './compile.js';
import { PACKS_JSON } from './packs.generated.js';
import type { Rulebook } from './rulebook.js';

let rulebook: Rulebook | undefined;

/** The packs as they were built in, in the order of their file names. */
export function builtInPacks(): readonly (PackFile & { readonly file: string })[] {
  return JSON.parse(PACKS_JSON) as readonly (PackFile & { readonly file: string })[];
}

export function builtInRulebook(): Rulebook {
  return (rulebook ??= compileRulebook(builtInPacks()));
}

/** `pack/id` of every gate, claim and warning. */
export function builtInRuleIds(): readonly string[] {
  return builtInPacks().flatMap(({ pack }) => [...(pack.gates ?? []), ...(pack.claims ?? []), ...(pack.warnings ?? [])].map(({ id }) => `${pack.id}/${id}`));
}
