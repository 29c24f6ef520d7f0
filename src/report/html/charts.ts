/**
 * The drawings of the page: inline SVG that stretches with its cell, while every word and number stands beside it as text. So they read at
 * any width, in print and by ear, and need no chart library.
 */
import { formatSplit } from '../../text/format.js';
import { html, NOTHING, when, type Markup } from './markup.js';

const WIDE = 1000;
const at = (share: number): number => Number((share * WIDE).toFixed(2));

interface Split { readonly local: number; readonly api: number }

/** Local from the left, API from the right; what has nowhere to go is hatched. */
export function splitBar(split: Split, names: { readonly local: string; readonly api: string }): Markup {
  const { local, api } = formatSplit(split);
  const neither = Math.max(0, 1 - split.local - split.api);
  return html`<span class="split"><span class="share local">${names.local} ${local}</span><svg class="bar" role="img" aria-label="${`${names.local} ${local}, ${names.api} ${api}`}" viewBox="0 0 ${WIDE} 10" preserveAspectRatio="none"><rect class="fill-local" x="0" width="${at(split.local)}" height="10"/>${when(neither > 0.001, () => html`<rect class="fill-none" x="${at(split.local)}" width="${at(neither)}" height="10"/>`)}<rect class="fill-api" x="${at(1 - split.api)}" width="${at(split.api)}" height="10"/>${when(split.local > 0 && split.api > 0, () => html`<rect class="gap" x="${at(split.local) - 3}" width="6" height="10"/>`)}</svg><span class="share api">${api} ${names.api}</span></span>`;
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
