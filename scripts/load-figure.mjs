// Draws the load of a trace with its base line, as docs/load.md shows it. `node scripts/load-figure.mjs TRACE REQUESTS_PER_SECOND OUT.svg`
import { createReadStream, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { arrivalOf, columnsOf, summariser } from '../dist/index.js';

const [trace = '', base = '', out = ''] = process.argv.slice(2);
if (out === '' || !(Number(base) > 0)) {
  console.error('usage: node scripts/load-figure.mjs TRACE REQUESTS_PER_SECOND OUT.svg');
  process.exit(2);
}

/**
 * Plain rows only: what the command reads, with quotation marks and all, is not needed for a figure.
 * @param {string} file
 */
async function binsOf(file) {
  const rows = summariser();
  let columns;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const cells = line.split(',');
    if (columns === undefined) {
      const read = columnsOf(cells);
      if (!read.ok) throw new Error(read.problem.message.en);
      columns = read.value;
      continue;
    }
    const read = arrivalOf(cells, columns);
    if (!read.ok) throw new Error(read.problem.message.en);
    const problem = read.value === undefined ? undefined : rows.add(read.value);
    if (problem !== undefined) throw new Error(problem.message.en);
  }
  return rows.summary(file, true)?.bins ?? [];
}

const bins = await binsOf(trace);
const level = Number(base);
const rates = bins.map(({ requests, seconds }) => requests / seconds);
const all = bins.reduce((sum, { seconds }) => sum + seconds, 0);
const most = Math.ceil(Math.max(...rates) * 1.1);
const [width, height, left, bottom, top] = [720, 260, 46, 34, 16];
/** @type {(value: number) => number} */
const x = (second) => left + ((width - left - 12) * second) / all;
/** @type {(value: number) => number} */
const y = (rate) => top + (height - top - bottom) * (1 - rate / most);
/** @type {(value: number) => number} */
const number = (value) => Number(value.toFixed(1));

let second = 0;
const bars = bins.map(({ seconds }, i) => {
  const [from, to] = [x(second), x((second += seconds))];
  const rate = rates[i] ?? 0;
  const inside = Math.min(rate, level);
  /** @type {(low: number, high: number, colour: string) => string} */
  const bar = (low, high, colour) => (high <= low ? '' : `<rect x="${number(from)}" y="${number(y(high))}" width="${number(to - from - 1)}" height="${number(y(low) - y(high))}" fill="${colour}"/>`);
  return bar(0, inside, '#2f6f9f') + bar(inside, rate, '#d9822b');
});
const ticks = Array.from({ length: most + 1 }, (_, rate) => rate).filter((rate) => rate % 2 === 0);
const minutes = Array.from({ length: Math.floor(all / 600) + 1 }, (_, i) => i * 10);
writeFileSync(out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title" font-family="system-ui, sans-serif" font-size="12">
<title id="title">Requests a second over ${Math.round(all / 60)} minutes, and the base of ${level} a second</title>
<rect width="${width}" height="${height}" fill="#fff"/>
${ticks.map((rate) => `<line x1="${left}" x2="${width - 12}" y1="${number(y(rate))}" y2="${number(y(rate))}" stroke="#e3e3e3"/><text x="${left - 8}" y="${number(y(rate) + 4)}" text-anchor="end" fill="#444">${rate}</text>`).join('\n')}
${bars.join('\n')}
<line x1="${left}" x2="${width - 12}" y1="${number(y(level))}" y2="${number(y(level))}" stroke="#111" stroke-width="1.5" stroke-dasharray="6 4"/>
<text x="${width - 16}" y="${number(y(level) - 6)}" text-anchor="end" fill="#111">base: ${level} a second</text>
${minutes.map((minute) => `<text x="${number(x(minute * 60))}" y="${height - 14}" text-anchor="middle" fill="#444">${minute}</text>`).join('\n')}
<text x="${width - 12}" y="${height - 1}" text-anchor="end" fill="#444">minutes</text>
</svg>
`);
console.log(`${bins.length} bins, ${all.toFixed(0)} s, mean ${(rates.reduce((sum, rate, i) => sum + rate * (bins[i]?.seconds ?? 0), 0) / all).toFixed(2)}, most ${Math.max(...rates).toFixed(2)} a second`);
