/** Work on many profiles that nothing is written of before all are done: it can be ended meanwhile, and a person sees how far it is. */
import { NOTES } from '../text/cli.js';
import { formatNumber } from '../text/format.js';
import type { Steps } from '../steps.js';
import type { Progress } from './progress.js';
import type { Session } from './session.js';
import { sayOnSignal } from './signals.js';

/** Milliseconds that a signal, or a person who looks at the progress, may have to wait. */
export const TURN_MS = 50;
/** Shorter work has no progress to show, and loads nothing to show it. */
const LONG_MS = 1000;

export interface Work {
  /** How many profiles there are. */
  readonly profiles: number;
  /** How many reports are made of them. */
  readonly reports: number;
  /** Files that are written at the end. */
  readonly names: readonly string[];
}

export class Turns {
  readonly #begun = performance.now();
  #lastTurn = this.#begun;
  #assessed = 0;
  #rendered = 0;
  #progress: Progress | undefined;
  readonly #forget: () => void;

  constructor(
    private readonly work: Work,
    private readonly session: Session,
  ) {
    this.#forget = sayOnSignal(() => {
      this.#progress?.erase();
      return `${NOTES.interruptedAfter(formatNumber(this.#done, session.language), work.names)[session.language]}\n`;
    });
  }

  assess<T>(steps: Steps<T>): Promise<T> {
    return this.#through(steps, () => (this.#assessed += 1));
  }

  render<T>(steps: Steps<T>): Promise<T> {
    return this.#through(steps, () => (this.#rendered += 1));
  }

  /** There is something else to read now, and nothing to lose. */
  end(): void {
    this.#progress?.erase();
    this.#forget();
  }

  async #through<T>(steps: Steps<T>, count: () => void): Promise<T> {
    for (;;) {
      const step = steps.next();
      count();
      if (step.done === true) return step.value;
      if (performance.now() - this.#lastTurn > TURN_MS) await this.#turn();
    }
  }

  async #turn(): Promise<void> {
    if (performance.now() - this.#begun >= LONG_MS) {
      this.#progress ??= (await import('./progress.js')).progressFor(this.session, false, () => performance.now(), this.#begun);
      const { profiles, reports } = this.work;
      this.#progress.show(this.#done, Math.min(1, this.#rendered / (profiles * reports)));
    }
    await new Promise(setImmediate);
    this.#lastTurn = performance.now();
  }

  /** Profiles, as if each was finished before the next. */
  get #done(): number {
    const { profiles, reports } = this.work;
    return Math.min(profiles, Math.floor((Math.min(this.#assessed, profiles) + this.#rendered) / (1 + reports)));
  }
}
