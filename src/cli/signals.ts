/** What happens when somebody ends the run: nothing half-written stays, what is lost is said, and the code tells which signal it was. */
import { constants } from 'node:os';
import { removeUnfinishedFiles } from './output.js';

const lastWords = new Set<() => string>();

/** @returns what takes the words back when there is nothing more to say */
export function sayOnSignal(words: () => string): () => void {
  lastWords.add(words);
  return () => lastWords.delete(words);
}

export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      removeUnfinishedFiles();
      for (const words of lastWords) process.stderr.write(words());
      process.exit(128 + constants.signals[signal]);
    });
  }
}
