/**
 * The drawings of the page: inline SVG that stretches with its cell, while every word and number stands beside it as text. So they read at
 * any width, in print and by ear.
 */
import { scaleLinear, scaleLog } from 'd3-scale';
import { area, line } from 'd3-shape';
import { formatSplit } from '../../text/format.js';
import { html, NOTHING, when, type Markup } from './markup.js';

const WIDE = 1000;
const at = (share: number): number => Number((share * WIDE).toFixed(2));

interface Split { readonly local: number; readonly api: number }

/** Local from the left, API from the right; what has nowhere to go is hatched. `href`: where the numbers come from. */
export function splitBar(split: Split, names: { readonly local: string; readonly api: string }, href: string): Markup {
  const { local, api } = formatSplit(split);
  const neither = Math.max(0, 1 - split.local - split.api);
  return html`<span class="split"><span class="share local">${names.local} <a href="#${href}">${local}</a></span><svg class="bar" aria-hidden="true" focusable="false" viewBox="0 0 ${WIDE} 10" preserveAspectRatio="none"><rect class="fill-local" x="0" width="${at(split.local)}" height="10"/>${when(neither > 0.001, () => html`<rect class="fill-none" x="${at(split.local)}" width="${at(neither)}" height="10"/>`)}<rect class="fill-api" x="${at(1 - split.api)}" width="${at(split.api)}" height="10"/>${when(split.local > 0 && split.api > 0, () => html`<rect class="gap" x="${at(split.local) - 3}" width="6" height="10"/>`)}</svg><span class="share api"><a href="#${href}">${api}</a> ${names.api}</span></span>`;
}

export interface Step {
  readonly from: number;
  readonly to: number;
}

/** The range that a waterfall needs, with zero in it and air at both ends. */
export function waterfallRange(steps: readonly Step[]): { readonly low: number; readonly high: number } {
  const ends = [0, ...steps.flatMap(({ from, to }) => [from, to])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const air = Math.max(high - low, 0.02) * 0.06;
  return { low: low - air, high: high + air };
}

/** One bar of a waterfall, from where the sum stood to where it stands now. To the right is local. */
export function waterfallBar({ from, to }: Step, { low, high }: { readonly low: number; readonly high: number }, total = false): Markup {
  const x = (value: number): number => at((value - low) / (high - low));
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  const side = to > from ? 'local' : 'api';
  return html`<svg class="${total ? 'fall total' : 'fall'}" aria-hidden="true" focusable="false" viewBox="0 0 ${WIDE} 24" preserveAspectRatio="none"><line class="zero" x1="${x(0)}" x2="${x(0)}" y1="0" y2="24"/><line class="run" x1="${x(from)}" x2="${x(from)}" y1="0" y2="5"/><line class="run" x1="${x(to)}" x2="${x(to)}" y1="19" y2="24"/><rect class="${`fill-${side}`}" x="${x(left)}" width="${Math.max(2, x(right) - x(left))}" y="5" height="14"/></svg>`;
}

/** How far an answer is from flipping: a dot for each level on the way. */
export function flipSteps(steps: number, side: string): Markup {
  const dots = Math.min(4, Math.max(1, steps));
  const x = (index: number): number => 8 + index * 18;
  return html`<svg class="steps" aria-hidden="true" focusable="false" width="${x(dots) + 8}" height="16" viewBox="0 0 ${x(dots) + 8} 16"><line class="zero" x1="8" x2="${x(dots)}" y1="8" y2="8"/>${Array.from({ length: dots }, (_, index) => html`<circle class="here" cx="${x(index)}" cy="8" r="${index === 0 ? 5 : 3}"/>`)}<circle class="${`fill-${side}`}" cx="${x(dots)}" cy="8" r="6"/></svg>`;
}

/** Where a weight may lie without the other side leading, and where it lies. */
export function weightRange({ low, high, weight }: { readonly low: number; readonly high: number; readonly weight: number }): Markup {
  if (low <= 0 && high >= 1) return NOTHING;
  return html`<svg class="range" aria-hidden="true" focusable="false" viewBox="0 0 ${WIDE} 12" preserveAspectRatio="none"><rect class="track" x="0" y="4" width="${WIDE}" height="4"/><rect class="fill-range" x="${at(low)}" y="4" width="${Math.max(4, at(high - low))}" height="4"/><rect class="here" x="${Math.max(0, at(weight) - 4)}" y="0" width="8" height="12"/></svg>`;
}

interface Ends {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** What something may cost, from nothing to `most`: pale from end to end, full up to the middle. */
export function rangeBar({ low, expected, high }: Ends, most: number, kind: string): Markup {
  const x = (usd: number): number => (most > 0 ? at(usd / most) : 0);
  return html`<svg class="money" aria-hidden="true" focusable="false" viewBox="0 0 ${WIDE} 16" preserveAspectRatio="none"><rect class="${`fill-${kind}`}" x="0" y="3" width="${Math.max(3, x(expected))}" height="10"/><rect class="${`fill-${kind} pale`}" x="${x(low)}" y="6" width="${Math.max(0, x(high) - x(low))}" height="4"/><rect class="${`fill-${kind}`}" x="${Math.max(0, x(high) - 3)}" y="3" width="3" height="10"/></svg>`;
}

/* ---- what both sides cost over the volume ---- */

export interface CurvePoint {
  readonly requests_per_day: number;
  readonly local: Ends;
  readonly api: Ends;
}

/** Something on an axis: how far along it, in per cents, and what is written there. */
interface Mark {
  readonly at: number;
  readonly words: string;
}

export interface CostChart {
  readonly points: readonly CurvePoint[];
  /** Requests a day at present; where both cost the same, with its range. */
  readonly here: { readonly volume: number; readonly words: string };
  readonly even?: { readonly volume: Ends; readonly words: string };
  readonly volume: (requests: number) => string;
  readonly usd: (usd: number) => string;
}

const TALL = 600;
/** More labels than these run into each other on a phone. */
const MOST_TICKS = 5;

/** Cost a month against requests a day, both on logarithmic axes: two lines with their bands, where they meet, and where the reader is. */
export function costChart({ points, here, even, volume, usd }: CostChart): Markup {
  const volumes = points.map((point) => point.requests_per_day);
  const costs = points.flatMap(({ local, api }) => [local.low, local.high, api.low, api.high]).filter((cost) => cost > 0);
  const x = scaleLog([Math.min(...volumes), Math.max(...volumes)], [0, WIDE]).clamp(true);
  const y = scaleLog([Math.min(...costs), Math.max(...costs)], [TALL - 12, 12]).clamp(true);
  const across = (point: CurvePoint): number => x(point.requests_per_day);
  const band = (side: 'local' | 'api'): string => area<CurvePoint>(across, (point) => y(Math.max(point[side].low, Number.MIN_VALUE)), (point) => y(Math.max(point[side].high, Number.MIN_VALUE))).digits(1)(points) ?? '';
  const middle = (side: 'local' | 'api'): string => line<CurvePoint>(across, (point) => y(Math.max(point[side].expected, Number.MIN_VALUE))).digits(1)(points) ?? '';
  const along = (position: number, whole: number): number => Number(((position / whole) * 100).toFixed(2));
  const xTicks = decades(x).map((tick): Mark => ({ at: along(x(tick), WIDE), words: volume(tick) }));
  const yTicks = decades(y).map((tick): Mark => ({ at: along(y(tick), TALL), words: usd(tick) }));
  const hereAt = x(here.volume);
  const evenAt = even === undefined ? undefined : { low: x(Math.max(even.volume.low, Number.MIN_VALUE)), expected: x(even.volume.expected), high: x(even.volume.high) };
  return html`<div class="plot" aria-hidden="true"><div class="flags">${flag({ at: along(hereAt, WIDE), words: here.words }, 'here-flag')}${even === undefined || evenAt === undefined ? NOTHING : flag({ at: along(evenAt.expected, WIDE), words: even.words }, 'even-flag')}</div><div class="field"><svg focusable="false" viewBox="0 0 ${WIDE} ${TALL}" preserveAspectRatio="none">${xTicks.map((tick) => html`<line class="grid" x1="${tick.at * (WIDE / 100)}" x2="${tick.at * (WIDE / 100)}" y1="0" y2="${TALL}"/>`)}${yTicks.map((tick) => html`<line class="grid" x1="0" x2="${WIDE}" y1="${tick.at * (TALL / 100)}" y2="${tick.at * (TALL / 100)}"/>`)}${evenAt === undefined ? NOTHING : html`<rect class="even-band" x="${evenAt.low.toFixed(1)}" width="${Math.max(2, evenAt.high - evenAt.low).toFixed(1)}" y="0" height="${TALL}"/>`}<path class="fill-api band" d="${band('api')}"/><path class="fill-local band" d="${band('local')}"/><path class="curve api" d="${middle('api')}"/><path class="curve local" d="${middle('local')}"/>${evenAt === undefined ? NOTHING : html`<line class="even-line" x1="${evenAt.expected.toFixed(1)}" x2="${evenAt.expected.toFixed(1)}" y1="0" y2="${TALL}"/>`}<line class="here-line" x1="${hereAt.toFixed(1)}" x2="${hereAt.toFixed(1)}" y1="0" y2="${TALL}"/></svg>${yTicks.map((tick) => html`<span class="ytick" style="top:${tick.at}%">${tick.words}</span>`)}</div><div class="xticks">${xTicks.map((tick) => html`<span style="left:${tick.at}%">${tick.words}</span>`)}</div></div>`;
}

/** Powers of ten on an axis, every second one where there are many. */
function decades(scale: { ticks: (count?: number) => number[] }): readonly number[] {
  const all = scale.ticks().filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e9) / 1e9));
  const every = Math.ceil(all.length / MOST_TICKS);
  return all.filter((_, index) => index % every === 0);
}

/** A flag leans away from the edge that it stands near. */
function flag({ at: share, words }: Mark, kind: string): Markup {
  const lean = share > 66 ? 'left' : share < 34 ? 'right' : 'middle';
  return html`<span class="flag ${kind} ${lean}" style="left:${share}%">${words}</span>`;
}

/* ---- how long the load is how high ---- */

export interface LoadChart {
  /** For this share of the time there are at least so many requests an hour: it falls. */
  readonly points: readonly { readonly time: number; readonly requests_per_hour: number }[];
  /** Requests an hour up to which they stay at home, and its words. */
  readonly level: { readonly requestsPerHour: number; readonly words: string };
  readonly requests: (perHour: number) => string;
}

/** A load-duration curve, cut at the level of the base: what lies below stays, what lies above goes outside. */
export function loadChart({ points, level, requests }: LoadChart): Markup {
  const most = Math.max(level.requestsPerHour, ...points.map((point) => point.requests_per_hour));
  const x = scaleLinear([0, 1], [0, WIDE]);
  const y = scaleLinear([0, most], [TALL, 12]);
  const between = (low: (perHour: number) => number, high: (perHour: number) => number): string =>
    area<LoadChart['points'][number]>(({ time }) => x(time), ({ requests_per_hour: load }) => y(low(load)), ({ requests_per_hour: load }) => y(high(load))).digits(1)(points) ?? '';
  const inside = (load: number): number => Math.min(load, level.requestsPerHour);
  const cut = y(level.requestsPerHour);
  const yTicks = y.ticks(MOST_TICKS - 1).map((tick): Mark => ({ at: Number(((y(tick) / TALL) * 100).toFixed(2)), words: requests(tick) }));
  const xTicks = [0, 0.25, 0.5, 0.75, 1].map((share): Mark => ({ at: share * 100, words: `${share * 100}%` }));
  return html`<div class="plot load" aria-hidden="true"><div class="field"><svg focusable="false" viewBox="0 0 ${WIDE} ${TALL}" preserveAspectRatio="none"><path class="fill-local" d="${between(() => 0, inside)}"/><path class="fill-api" d="${between(inside, (load) => load)}"/><line class="here-line" x1="0" x2="${WIDE}" y1="${cut.toFixed(1)}" y2="${cut.toFixed(1)}"/></svg><span class="level" style="top:${Number(((cut / TALL) * 100).toFixed(2))}%">${level.words}</span>${yTicks.map((tick) => html`<span class="ytick" style="top:${tick.at}%">${tick.words}</span>`)}</div><div class="xticks">${xTicks.map((tick) => html`<span style="left:${tick.at}%">${tick.words}</span>`)}</div></div>`;
}
