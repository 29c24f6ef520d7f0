/** What the terminal can show: width, colours, and characters beyond ASCII. */

type Env = Readonly<Record<string, string | undefined>>;
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const NARROWEST = 24;
const USUAL = 80;

/** COLUMNS first, because people set it in order to be obeyed; then the terminal; 80 where there is none. */
export function widthOf(screen: Screen, env: Env): number {
  const stated = /^\d{1,4}$/.test(env['COLUMNS'] ?? '') ? Number(env['COLUMNS']) : 0;
  const width = stated > 0 ? stated : (screen.columns ?? 0);
  return width > 0 ? Math.max(width, NARROWEST) : USUAL;
}

/**
 * FORCE_COLOR decides where it is set, then NO_COLOR (https://no-color.org: any value but the empty one), then whether a
 * person is looking. chalk is not asked: it ignores NO_COLOR.
 */
export function hasColour(screen: Screen, env: Env): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return screen.isTTY === true && env['TERM'] !== 'dumb';
}

/** Bars and rules are drawn with Unicode unless the locale says plainly that it cannot. */
export function hasUnicode(env: Env): boolean {
  if (env['TERM'] === 'linux') return false;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find((value) => value !== undefined && value !== '');
  const charset = locale?.split('.')[1];
  return charset === undefined || /utf-?8/i.test(charset);
}

/** Nobody can answer where there is no terminal to read from and to draw on, and nobody does in CI. */
export function canAsk(stdin: Screen, stderr: Screen, env: Env): boolean {
  return stdin.isTTY === true && isWatched(stderr, env);
}

/** A terminal that can move its cursor, with a person before it. */
export function isWatched(screen: Screen, env: Env): boolean {
  const ci = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false' && env['CI'] !== '0';
  return screen.isTTY === true && env['TERM'] !== 'dumb' && !ci;
}
