/** Whether a side can run it at all, over everything that the answers leave open: exact, since few questions bear on it. */
import { COMPLETION_CAP, completions, type Allowed } from './completions.js';
import { at } from './factor.js';
import type { OptionModel } from './values.js';
import { OPEN } from './outcomes.js';

export interface Standings {
  /** In some completion some option is not barred. */
  readonly ever: boolean;
  /** In every completion some option stands that no open fact can bar. */
  readonly always: boolean;
}

/** Beyond the cap neither "never" nor "always" is claimed. */
export function standings(options: readonly OptionModel[], allowed: Allowed): Standings {
  if (options.length === 0) return { ever: false, always: false };
  const bearing = allowed.map((levels, q) => (levels.length === 1 || options.some(({ standing }) => standing.questions.includes(q)) ? levels : levels.slice(0, 1)));
  if (bearing.reduce((product, levels) => product * levels.length, 1) > COMPLETION_CAP) return { ever: true, always: false };
  let ever = false;
  let always = true;
  const over = completions(bearing, 0);
  const spreads = options.map(({ standing }) => standing.over(over, bearing));
  for (let c = 0; c < over.count; c += 1) {
    const best = spreads.reduce<number>((most, spread) => Math.max(most, at(spread, c)), 0);
    if (best > 0) ever = true;
    if (best <= OPEN) always = false;
  }
  return { ever, always };
}
