// Recomputes how far the throughput model is from the measurements in the catalogue, and prints the tables of docs/cost.md.
// Run it after a build: node scripts/fit-throughput.mjs
const { builtInCatalogue } = await import(new URL('../dist/catalogue/catalogue.js', import.meta.url).href);
const { fitErrors } = await import(new URL('../dist/cost/fit.js', import.meta.url).href);

const { costs, gpus } = builtInCatalogue();
/** @param {number} share */
const percent = (share) => `${(share * 100).toFixed(1)} %`;

console.log('| profile | model | rows | mean error | median | worst | within 1.5× | within 2× |\n|---|---|---|---|---|---|---|---|');
for (const { id } of costs.speeds.profiles) {
  const { byModel, ...all } = fitErrors(costs.speeds, gpus, id);
  for (const row of [{ model: 'all', ...all }, ...byModel]) {
    console.log(`| ${id} | ${row.model} | ${row.rows} | ${[row.meanAbsolute, row.median, row.worst, row.within15, row.within2].map(percent).join(' | ')} |`);
  }
}
