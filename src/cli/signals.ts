/** What happens when somebody ends the run: nothing half-written stays, what is lost is said, and the code tells which signal it was. */
import { constants } from 'node:os';
import { removeUnfinishedFiles } from './output.js';

const lastWords = new Set<() => string>();
let waiting = 0;

/**
 * The system may now keep a read waiting for as long as it likes, such as for the writer of a named pipe.
 * @returns what says that it came back
 */
export function waitForEver(): () => void {
  waiting += 1;
  return () => {
    waiting -= 1;
  };
}

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
      // Node would wait for what waits, and never end; the signal does not, now that nobody listens to it any more.
      if (waiting > 0) process.kill(process.pid, signal);
      else process.exit(128 + constants.signals[signal]);
    });
  }
}
