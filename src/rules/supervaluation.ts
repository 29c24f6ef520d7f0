/** What Kleene's logic leaves unknown, and yet every completion of the missing facts agrees on. */
import type { Compiler } from './condition-compiler.js';
import { reader, type Context, type Value } from './condition-node.js';
import type { Facts } from './pack.js';
import { OPEN_ITEM, questionOf, type Root } from './scope.js';

/** Completions of missing facts that are tried before a result stays unknown. */
export const MAX_COMPLETIONS = 4096;

/** The completions of one field that is not known. Empty where it is known. */
export type Choice = { readonly path: string; completions(context: Context): readonly Value[] };

/**
 * Kleene's logic is exact for a condition that reads each unknown once. So only a field that is read more often is worth completing, and only
 * one with a finite domain can be. Of a list only those literals matter that it is asked for, and one that stands for all others.
 */
export function choiceOf(path: string, compiler: Compiler): Choice | undefined {
  const type = compiler.scope[path];
  if (type === undefined || !compiler.repeated.has(path) || compiler.opaque.has(path)) return undefined;
  const value = reader(path, type);
  if (type.kind === 'bool') return { path, completions: (context) => (value(context) === undefined ? [false, true] : []) };
  if (type.kind === 'text' && type.values !== undefined) {
    const { values } = type;
    const question = questionOf(path);
    return { path, completions: (context) => (value(context) === undefined ? ((question === undefined ? undefined : context.possible?.[question]) ?? values) : []) };
  }
  if (type.kind === 'list' && type.values !== undefined) {
    const asked = [...(compiler.literals.get(path) ?? [])];
    const named = [...asked, ...type.values.filter((item) => !asked.includes(item)).slice(0, 1)];
    return {
      path,
      completions: (context) => {
        const list = value(context) as readonly string[] | undefined;
        if (list !== undefined && !list.includes(OPEN_ITEM)) return [];
        const stated = list?.filter((item) => item !== OPEN_ITEM) ?? [];
        const open = named.filter((item) => !stated.includes(item));
        return 2 ** open.length > MAX_COMPLETIONS ? [] : subsets(stated, open);
      },
    };
  }
  return undefined;
}

function subsets(stated: readonly string[], items: readonly string[]): readonly (readonly string[])[] {
  const all: (readonly string[])[] = [stated];
  for (const item of items) for (let i = all.length - 1; i >= 0; i -= 1) all.push([...(all[i] as readonly string[]), item]);
  return all;
}

/** What every completion agrees on; unknown where they differ, where one is itself unknown, or where there are too many. */
export function supervaluate(kleene: (context: Context) => boolean | undefined, context: Context, choices: readonly Choice[]): boolean | undefined {
  const open = choices.map((choice) => ({ path: choice.path, values: choice.completions(context) })).filter(({ values }) => values.length > 0);
  if (open.length === 0 || open.reduce((product, { values }) => product * values.length, 1) > MAX_COMPLETIONS) return undefined;
  let agreed: boolean | undefined;
  const complete = (from: number, at: Context): boolean => {
    const field = open[from];
    if (field === undefined) {
      const result = kleene(at);
      if (result === undefined || (agreed !== undefined && agreed !== result)) return false;
      agreed = result;
      return true;
    }
    return field.values.every((value) => complete(from + 1, withFact(at, field.path, value)));
  };
  return complete(0, context) ? agreed : undefined;
}

/** The same context, or situation, with one fact stated. */
export function withFact<C extends Context>(context: C, path: string, value: unknown): C {
  const [root, first, second] = path.split('.') as [Root, string, string | undefined];
  const facts = context[root] ?? {};
  return { ...context, [root]: { ...facts, [first]: second === undefined ? value : { ...(facts[first] as Facts | undefined), [second]: value } } };
}
