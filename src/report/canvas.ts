/** What the parts of the terminal report share: words, drawing characters, width, and the tone of each verdict. */
import type { Recommendation } from '../assessment/assessment.js';
import type { ReportText } from '../text/report.js';
import type { Tone } from './layout/rich.js';
import type { TableOptions } from './layout/table.js';
import type { RenderOptions } from './options.js';

/** Drawing characters; each but the ellipsis is one column wide. */
export interface Drawing {
  readonly rule: string;
  readonly heavyRule: string;
  readonly ellipsis: string;
  readonly dot: string;
  readonly dash: string;
  readonly local: string;
  readonly api: string;
  readonly neither: string;
}

const UNICODE: Drawing = { rule: '─', heavyRule: '━', ellipsis: '…', dot: '·', dash: '–', local: '█', api: '░', neither: ' ' };
const ASCII: Drawing = { rule: '-', heavyRule: '=', ellipsis: '...', dot: '|', dash: '-', local: '#', api: '.', neither: ' ' };
export const drawing = (unicode: boolean): Drawing => (unicode ? UNICODE : ASCII);

export interface Canvas {
  readonly text: ReportText;
  readonly draw: Drawing;
  readonly options: RenderOptions;
  readonly width: number;
}

/** Below this, columns would be all edges: things stand one below the other. */
export const NARROW = 64;
export const LEAST_WIDTH = 24;
export const INDENT = 2;

export const toneOf: Readonly<Record<Recommendation, Tone>> = { local: 'local', api: 'api', hybrid: 'hybrid', none: 'bad' };

export function layoutOptions({ draw, width }: Canvas, more: Partial<TableOptions> = {}): TableOptions {
  return { width, ellipsis: draw.ellipsis, rule: draw.rule, ...more };
}
