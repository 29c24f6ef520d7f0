import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawing } from '../../../src/report/canvas.js';
import { labelledBar, splitBar } from '../../../src/report/layout/bar.js';
import { richWidth, type Rich } from '../../../src/report/layout/rich.js';

const text = (rich: Rich): string => rich.map((span) => span.text).join('');
const GLYPHS = drawing(true);

describe('the bar of a split', () => {
  it('fills from the left for local and names both shares', () => {
    expect(text(labelledBar({ local: 0.3, api: 0.7 }, 10, GLYPHS))).toBe(' 30% ███░░░░░░░  70%');
  });

  it('has an ASCII form', () => {
    expect(text(labelledBar({ local: 0.3, api: 0.7 }, 10, drawing(false)))).toBe(' 30% ###.......  70%');
  });

  it('hides no side that gets anything', () => {
    expect(text(splitBar({ local: 0.001, api: 0.999 }, 10, GLYPHS))).toBe('█░░░░░░░░░');
    expect(text(labelledBar({ local: 0.999, api: 0.001 }, 10, GLYPHS))).toBe('>99% █████████░  <1%');
  });

  it('leaves room for traffic that has nowhere to go', () => {
    expect(text(splitBar({ local: 0.5, api: 0.2 }, 10, GLYPHS))).toBe('█████░░   ');
  });

  it('is as wide as it is asked to be', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 2, max: 40 }), (local, rest, cells) => {
        expect(richWidth(splitBar({ local, api: (1 - local) * rest }, cells, GLYPHS))).toBe(cells);
      }),
    );
  });
});
