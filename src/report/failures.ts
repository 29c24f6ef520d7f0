/** The conditions of `--fail-on` that hold, as a table for stderr: what was expected, what was found, where, and what to read. */
import type { Failure } from '../gate/gate.js';
import { GATE_TEXT } from '../text/gate.js';
import { drawing } from './canvas.js';
import { paint, plain, toned, type Rich } from './layout/rich.js';
import { sanitiseForTerminal } from './layout/sanitise.js';
import { layoutTable, type Column } from './layout/table.js';
import type { RenderOptions } from './options.js';

/** Below this, columns would be all edges: what is said of a failure stands one below the other. */
const NARROW = 100;

/** The last columns, a place and a link, are of use only whole; those before them give way. */
const WHOLE = 2;

export interface FailureOptions extends Pick<RenderOptions, 'language' | 'width' | 'style' | 'unicode'> {
  /** How many there are: these, or more of which these are the first. */
  readonly count: number;
  /** They may be of several organisations, so that each is named. */
  readonly several: boolean;
}

export function renderFailures(failures: readonly Failure[], { language, width, style, unicode, count, several }: FailureOptions): string {
  const { rule, ellipsis } = drawing(unicode);
  const layout = { width, rule, ellipsis };
  const { column } = GATE_TEXT;
  const titles = [column.condition, column.expected, ...(several ? [column.organisation] : []), column.found, column.where, column.read].map((title) => toned('dim', title[language]));
  const rows = failures.map((failure) => [toned('bold', clean(failure.condition)), plain(failure.expected), ...(several ? [plain(clean(failure.organisation))] : []), toned('bad', clean(failure.found)), plain(clean(failure.where)), toned('dim', failure.read)]);
  const heading = toned('bold', GATE_TEXT.heading(count)[language]);
  const table =
    width < NARROW
      ? rows.flatMap((row, index): readonly Rich[] => [...(index === 0 ? [] : [[]]), ...layoutTable([{ flex: 0 }, {}], row.map((cell, at) => [[titles[at] ?? []], [cell]]), layout)])
      : layoutTable(titles.map((header, at): Column => ({ header, ...(at < titles.length - WHOLE ? { min: 12 } : { flex: 0 }) })), rows.map((row) => row.map((cell) => [cell])), layout);
  return paint([heading, [], ...table], style);
}

const clean = sanitiseForTerminal;
