/** Traces: columns as they are named, times as they are written, and a summary that loses nothing that counts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrivalOf, columnsOf, secondsOf, summariser, type TracedArrival } from '../../../src/cost/load/trace.js';
import { arrivalsOf } from './traces.js';

const columns = (header: string): ReturnType<typeof columnsOf> => columnsOf(header.split(','));

describe('columns', () => {
  test.each([
    ['TIMESTAMP,ContextTokens,GeneratedTokens', { at: 0, tokens: { input: 1, output: 2 }, trafficClass: undefined, width: 3 }],
    ['arrival_time,input_tokens,output_tokens,class', { at: 0, tokens: { input: 1, output: 2 }, trafficClass: 3, width: 4 }],
    ['Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type', { at: 0, tokens: { input: 2, output: 3 }, trafficClass: undefined, width: 6 }],
    ['created_at', { at: 0, tokens: undefined, trafficClass: undefined, width: 1 }],
  ])('%s', (header, value) => {
    expect(columns(header)).toEqual({ ok: true, value });
  });
  test.each([
    ['374,44', 'no-time-column'],
    ['timestamp,input_tokens', 'one-token-column'],
  ])('%s is refused: %s', (header, code) => {
    expect(columns(header)).toMatchObject({ ok: false, problem: { code } });
  });
});

describe('times', () => {
  const moment = Date.UTC(2023, 10, 16, 18, 15, 46) / 1000;
  test.each([
    ['2023-11-16 18:15:46.6805900', moment + 0.68059],
    ['2023-11-16T18:15:46Z', moment],
    ['2023-11-16T20:15:46+02:00', moment],
    ['2023-11-16 12:45:46 -0530', moment],
    ['2023-11-16 18:15', moment - 46],
    ['2023-11-16', moment - 46 - 15 * 60 - 18 * 3600],
    [String(moment), moment],
    [String(moment * 1e3), moment],
    [String(moment * 1e6), moment],
    [' 12.5 ', 12.5],
  ])('%s', (cell, seconds) => {
    expect(secondsOf(cell)).toBeCloseTo(seconds, 5);
  });
  test.each(['', 'noon', '2023-02-30', '2023-11-16 25:00:00', '16/11/2023', '-5', 'Infinity', '2023-13-01'])('"%s" is none', (cell) => {
    expect(secondsOf(cell)).toBeUndefined();
  });
});

describe('rows', () => {
  const header = columns('timestamp,input_tokens,output_tokens,class');
  const read = (...cells: string[]): ReturnType<typeof arrivalOf> => (header.ok ? arrivalOf(cells, header.value) : { ok: false, problem: header.problem });
  test('an arrival, with a class or without', () => {
    expect(read('5', '10', '20', 'chat')).toEqual({ ok: true, value: { at: 5, inputTokens: 10, outputTokens: 20, trafficClass: 'chat' } });
    expect(read('5', '10', '20', '')).toMatchObject({ value: { trafficClass: undefined } });
    expect(read(' ')).toEqual({ ok: true, value: undefined });
  });
  test.each([
    [['5', '10', '20'], { code: 'wrong-width' }],
    [['x', '10', '20', ''], { code: 'no-time', column: 1 }],
    [['5', '', '20', ''], { code: 'no-count', column: 2 }],
    [['5', '10', '-1', ''], { code: 'no-count', column: 3 }],
    [['5', 'NaN', '1', ''], { code: 'no-count', column: 2 }],
  ])('%j is refused', (cells, problem) => {
    expect(read(...cells)).toMatchObject({ ok: false, problem });
  });
});

describe('the summary', () => {
  const summaryOf = (arrivals: Iterable<Partial<TracedArrival> & { readonly at: number }>): NonNullable<ReturnType<ReturnType<typeof summariser>['summary']>> => {
    const all = summariser();
    for (const one of arrivals) expect(all.add({ inputTokens: 1, outputTokens: 2, trafficClass: undefined, ...one })).toBeUndefined();
    const summary = all.summary('trace.csv', true);
    if (summary === undefined) throw new Error('nothing came');
    return summary;
  };
  test('loses no request, no token and no second, however long the trace is', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 3e6, noNaN: true }), { minLength: 1, maxLength: 60 }), (gaps) => {
        let at = 1e9;
        const summary = summaryOf(gaps.map((gap) => ({ at: (at += gap) })));
        const sum = (of: 'seconds' | 'requests' | 'inputTokens' | 'outputTokens'): number => summary.bins.reduce((all, bin) => all + bin[of], 0);
        expect([sum('requests'), sum('inputTokens'), sum('outputTokens')]).toEqual([gaps.length, gaps.length, 2 * gaps.length]);
        expect(sum('seconds')).toBeCloseTo(Math.max(1, summary.seconds), 3);
        expect(summary.bins.length).toBeLessThanOrEqual(16_384);
      }),
    );
  });
  test('bins are a minute long, and a rest of less than half a minute joins the last', () => {
    expect(summaryOf([{ at: 0 }, { at: 59 }, { at: 61 }, { at: 149 }]).bins.map(({ seconds, requests }) => [seconds, requests])).toEqual([[60, 2], [89, 2]]);
    expect(summaryOf([{ at: 0 }, { at: 151 }]).bins.map(({ seconds, requests }) => [seconds, requests])).toEqual([[60, 1], [60, 0], [31, 1]]);
  });
  test('the rate of arrivals comes out', () => {
    const summary = summaryOf(arrivalsOf({ seed: 5, seconds: 7200, perSecond: (second) => (second < 3600 ? 2 : 8) }));
    const rates = summary.bins.map(({ requests, seconds }) => requests / seconds);
    const mean = (part: readonly number[]): number => part.reduce((sum, rate) => sum + rate, 0) / part.length;
    expect(mean(rates.slice(0, 60))).toBeCloseTo(2, 0);
    expect(mean(rates.slice(60))).toBeCloseTo(8, 0);
  });
  test('classes have loads of their own on the same stretches', () => {
    const summary = summaryOf([{ at: 0, trafficClass: 'a' }, { at: 70, trafficClass: 'b' }, { at: 120, trafficClass: 'a' }]);
    expect([...summary.classes].map(([id, { requests, bins }]) => [id, requests, bins.map((bin) => bin.requests)])).toEqual([['a', 2, [1, 1]], ['b', 1, [0, 1]]]);
  });
  test('an earlier request than the one before is a problem, and so are too many classes', () => {
    const all = summariser();
    const arrival = { inputTokens: 1, outputTokens: 1, trafficClass: undefined };
    expect(all.summary('t', true)).toBeUndefined();
    all.add({ ...arrival, at: 5 });
    expect(all.add({ ...arrival, at: 4 })).toMatchObject({ code: 'out-of-order' });
    const many = Array.from({ length: 40 }, (_, i) => all.add({ ...arrival, at: 6 + i, trafficClass: `c${i}` })?.code);
    expect(many.filter((code) => code === 'too-many-classes')).toHaveLength(8);
  });
});
