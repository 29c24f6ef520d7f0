/** Made when it is first asked for, and once. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Some of whose fields are worked out later. Functions and not getters: V8 gives each object with a getter of its own a shape of its own, which outlives it. */
export type Draft<T, Later extends keyof T> = Omit<T, Later> & { readonly [K in Later]: () => T[K] };

/** The draft with all of its fields worked out, in their order; those that come to nothing are left out. */
export function finished<T extends object>(draft: Draft<T, never> | object): T {
  const whole: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(draft)) {
    const value: unknown = typeof field === 'function' ? (field as () => unknown)() : field;
    if (value !== undefined) whole[name] = value;
  }
  return whole as T;
}
