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

/** The first columns give way; a place and a link are of use only whole. */
const WRAPPED = 3;

export function renderFailures(failures: readonly Failure[], { language, width, style, unicode }: Pick<RenderOptions, 'language' | 'width' | 'style' | 'unicode'>): string {
  const { rule, ellipsis } = drawing(unicode);
  const layout = { width, rule, ellipsis };
  const titles = [GATE_TEXT.column.condition, GATE_TEXT.column.expected, GATE_TEXT.column.found, GATE_TEXT.column.where, GATE_TEXT.column.read].map((title) => toned('dim', title[language]));
  const rows = failures.map((failure) => [toned('bold', clean(failure.condition)), plain(failure.expected), toned('bad', clean(failure.found)), plain(clean(failure.where)), toned('dim', failure.read)]);
  const heading = toned('bold', GATE_TEXT.heading(failures.length)[language]);
  const table =
    width < NARROW
      ? rows.flatMap((row, index): readonly Rich[] => [...(index === 0 ? [] : [[]]), ...layoutTable([{ flex: 0 }, {}], row.map((cell, at) => [[titles[at] ?? []], [cell]]), layout)])
      : layoutTable(titles.map((header, at): Column => ({ header, ...(at < WRAPPED ? { min: 12 } : { flex: 0 }) })), rows.map((row) => row.map((cell) => [cell])), layout);
  return paint([heading, [], ...table], style);
}

const clean = sanitiseForTerminal;
