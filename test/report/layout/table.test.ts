import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paint, plain, PLAIN_STYLE, richWidth } from '../../../src/report/layout/rich.js';
import { sanitiseForTerminal } from '../../../src/report/layout/sanitise.js';
import { layoutTable, type Column, type Row } from '../../../src/report/layout/table.js';

const OPTIONS = { ellipsis: '…', rule: '-' };
const cells = (...texts: readonly string[]): Row => texts.map((text) => [plain(text)]);
const drawn = (columns: readonly Column[], rows: readonly Row[], width: number): string => paint(layoutTable(columns, rows, { ...OPTIONS, width }), PLAIN_STYLE);

describe('a table', () => {
  it('takes no more room than it needs', () => {
    expect(drawn([{ header: plain('Name') }, { header: plain('Share'), align: 'right' }], [cells('数据', '3%'), cells('a', '100%')], 80)).toBe(
      'Name  Share\n-----------\n数据     3%\na      100%\n',
    );
  });

  it('wraps its widest column first when room is short', () => {
    expect(drawn([{}, {}], [cells('one', 'a sentence that wraps')], 16)).toBe('one  a sentence\n     that wraps\n');
  });

  it('puts text across all columns under a row', () => {
    expect(drawn([{}, {}], [cells('a', 'b'), { across: [plain('across the columns')], indent: 2 }], 12)).toBe('a  b\n  across the\n  columns\n');
  });

  it('cuts only where a column says how many lines it may take', () => {
    expect(drawn([{ lines: 1 }], [cells('a name without end')], 8)).toBe('a name…\n');
  });

  it('is never wider than it may be', () => {
    const word = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('数据掌控', 'W'.repeat(90), '宽'.repeat(50), 'some words here')).map(sanitiseForTerminal);
    const column = fc.record({ min: fc.integer({ min: 1, max: 30 }), flex: fc.integer({ min: 0, max: 3 }), align: fc.constantFrom('left' as const, 'right' as const) });
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 6 }), fc.array(fc.array(word, { minLength: 6, maxLength: 6 }), { maxLength: 4 }), fc.integer({ min: 24, max: 120 }), fc.integer({ min: 0, max: 4 }), (columns, rows, width, indent) => {
        for (const line of layoutTable(columns, [...rows.map((row) => cells(...row)), 'rule'], { ...OPTIONS, width, indent })) expect(richWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('gives what the others leave to the one column that may give, as if that were found out step by step', () => {
    const word = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom('数据掌控', 'W'.repeat(90), 'some words here that wrap more than once')).map(sanitiseForTerminal);
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 4 }), fc.integer({ min: 24, max: 80 }), fc.integer({ min: 1, max: 30 }), (rows, width, min) => {
        const first = Math.max(1, ...rows.map(([name]) => richWidth(plain(name))));
        const laidOut = (column: Column): string => drawn([column, { min }], rows.map((row) => cells(...row)), width);
        // A column that keeps its whole width has nothing to give.
        expect(laidOut({ flex: 0 })).toBe(laidOut({ min: first, flex: 1 }));
      }),
    );
  });
});
