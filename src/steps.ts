/** Long work in steps: whoever has it done may do something else in between. */
export type Steps<T> = Generator<void, T, void>;

/** What `make` makes of each, with a pause before each but the first. */
export function* inSteps<T, R>(items: readonly T[], make: (item: T, index: number) => R): Steps<R[]> {
  const made: R[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0) yield;
    made.push(make(item, index));
  }
  return made;
}

/** Without pauses. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
