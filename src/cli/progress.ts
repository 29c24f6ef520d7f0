/** How far a long run is: one line on stderr, for a person who waits, gone when there is something else to read. */
import type { Language } from '../profile/vocabulary.js';
import { formatNumber } from '../text/format.js';
import { NOTES } from '../text/cli.js';
import { displayWidth } from '../report/layout/width.js';
import { isWatched, widthOf } from './terminal.js';
import type { Session } from './session.js';

/** Shorter runs need no word. */
const FROM_MS = 1000;
const EVERY_MS = 200;
const ERASE = '\r\u001b[K';

export interface Progress {
  /** @param share of the work that is done, 0..1, where it is known */
  show(done: number, share: number | undefined): void;
  erase(): void;
}

/**
 * @param now milliseconds of a clock that only goes forward
 * @param begun when the work began, by that clock
 */
export function progressFor({ stderr, stdout, env, language, output }: Session, toStdout: boolean, now: () => number, begun = now()): Progress {
  // Results that scroll by tell as much, and the two would be mixed up.
  if (output.quiet || !isWatched(stderr, env) || (toStdout && stdout.isTTY)) return { show: () => undefined, erase: () => undefined };
  let last = begun + FROM_MS - EVERY_MS;
  let shown = false;
  return {
    show: (done, share) => {
      const at = now();
      if (at - last < EVERY_MS) return;
      last = at;
      const line = progressLine(done, share, (at - begun) / 1000, language);
      if (displayWidth(line) >= widthOf(stderr, env)) return;
      stderr.write(`${ERASE}${line}`);
      shown = true;
    },
    erase: () => {
      if (shown) stderr.write(ERASE);
      shown = false;
    },
  };
}

export function progressLine(done: number, share: number | undefined, seconds: number, language: Language): string {
  const left = share === undefined || share <= 0 ? undefined : NOTES.duration((seconds * (1 - share)) / share)[language];
  return NOTES.progress(formatNumber(done, language), formatNumber(done / seconds, language), left)[language];
}
