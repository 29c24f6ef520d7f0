/** Made when it is first asked for, and once. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What a generator yields, as far as somebody asked for it, and once. */
export class Unrolled<T> {
  readonly #found: T[] = [];
  readonly #more: Iterator<T, void>;

  constructor(more: Iterator<T, void>) {
    this.#more = more;
  }

  get first(): T | undefined {
    if (this.#found.length === 0) this.#next();
    return this.#found[0];
  }

  get all(): T[] {
    while (this.#next());
    return this.#found;
  }

  #next(): boolean {
    const next = this.#more.next();
    if (next.done === true) return false;
    this.#found.push(next.value);
    return true;
  }
}

/** What a map holds for a key: made, and kept there, when it is first asked for. */
export function remembered<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** The same in a map that is emptied when it holds so many: what strangers may ask for must not fill the memory. */
export function rememberedUpTo<K, V>(most: number, map: Map<K, V>, key: K, make: () => V): V {
  if (map.size >= most && !map.has(key)) map.clear();
  return remembered(map, key, make);
}

/** Rows by a key of theirs, in their order. */
export function grouped<K, T>(rows: Iterable<T>, keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** Some of whose fields are worked out later. Functions and not getters: V8 gives each object with a getter of its own a shape of its own, which outlives it. See {@link unfolding}. */
export type Draft<T, Later extends keyof T> = Omit<T, Later> & { readonly [K in Later]: () => T[K] };

/** The draft with all of its fields worked out, in their order; those that come to nothing are left out. */
export function finished<T extends object>(draft: { readonly [K in keyof T]: T[K] | (() => T[K]) }): T {
  const whole: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(draft)) {
    const value: unknown = typeof field === 'function' ? (field as () => unknown)() : field;
    if (value !== undefined) whole[name] = value;
  }
  return whole as T;
}

/** Makes an object of a draft: {@link finished}, or {@link unfolding}. */
export type Make = <T extends object>(draft: { readonly [K in keyof T]: T[K] | (() => T[K]) }) => T;

/** Where such an object keeps its draft and what was read of it. */
const FOLDED = Symbol('folded');
type Field = unknown;
type Drafted = Readonly<Record<string, Field>>;
export type Unfolding = Record<string, Field> & { readonly [FOLDED]: { readonly draft: Drafted; readonly read: Map<string, Field> } };

/**
 * The draft as an object like {@link finished}, whose later fields are worked out when they are first read: for who reads some of them only.
 * One that comes to nothing is `undefined`, and not left out. All objects share the getter of a name, and so their shapes.
 */
export function unfolding<T extends object>(draft: { readonly [K in keyof T]: T[K] | (() => T[K]) }): T {
  const whole: Record<string, Field> = {};
  for (const [name, field] of Object.entries(draft)) {
    if (typeof field === 'function') Object.defineProperty(whole, name, reading(name));
    else if (field !== undefined) whole[name] = field;
  }
  Object.defineProperty(whole, FOLDED, { value: { draft, read: new Map() } });
  return whole as T;
}

const readings = new Map<string, PropertyDescriptor>();

function reading(name: string): PropertyDescriptor {
  return remembered(readings, name, () => ({
    enumerable: true,
    get(this: Unfolding): Field {
      const { draft, read } = this[FOLDED];
      if (!read.has(name)) read.set(name, (draft[name] as () => Field)());
      return read.get(name);
    },
  }));
}

export const isUnfolding = (value: unknown): value is Unfolding => typeof value === 'object' && value !== null && FOLDED in value;

/** Such an object with `change` made to its fields, to those that are worked out later when they are read; `undefined` for any other. */
export function unfoldingWith(whole: object, change: (field: Field) => Field): object | undefined {
  if (!isUnfolding(whole)) return undefined;
  const { [FOLDED]: { draft } } = whole;
  const changed: Record<string, Field> = {};
  for (const [name, field] of Object.entries(draft)) changed[name] = typeof field === 'function' ? (): Field => change(whole[name]) : change(field);
  return unfolding(changed);
}
