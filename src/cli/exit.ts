/** The exit codes that scripts see. */
export const EXIT = { done: 0, condition: 1, input: 2, internal: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
