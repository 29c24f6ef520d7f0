/** Made when it is first asked for, and once. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
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

/** Some of whose fields are worked out later. Functions and not getters: V8 gives each object with a getter of its own a shape of its own, which outlives it. */
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
