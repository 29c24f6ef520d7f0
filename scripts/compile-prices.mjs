// Takes the prices of the catalogue's models out of @pydantic/genai-prices at build time. The package is 0.8 MB of JavaScript that
// no start should read; what is compiled here are its own figures, unchanged, for some hundred ids that are matched exactly.
import { createRequire } from 'node:module';

/**
 * @typedef {{ id: string, provider: string }} ApiRow
 * @typedef {{ table: { package: string, version: string }, providers: { id: string, in_table: string }[], hosted: { model: string, in_table?: string[] }[] }} PriceRows
 */

/**
 * Every model of the table that `apis.yaml` or `prices.yaml` names.
 * @param {PriceRows} prices
 * @param {ApiRow[]} apis
 * @returns {{ provider: string, id: string, prices: unknown }[]} sorted
 * @throws when another version is installed than the rows were written for, or an id that they name is not in it
 */
export function compilePrices(prices, apis) {
  const require = createRequire(import.meta.url);
  const { version } = require(`${packageFolder(require, prices.table.package)}/package.json`);
  if (version !== prices.table.version) {
    throw new Error(`prices.yaml was written for ${prices.table.package} ${prices.table.version}, and ${version} is installed: check the rows, then set version and published.`);
  }
  /** @type {typeof import('@pydantic/genai-prices')} */
  const { findProvider } = require(prices.table.package);
  /** @type {Map<string, { provider: string, id: string, prices: unknown }>} */
  const found = new Map();
  /** @param {string} provider @param {string} id */
  const take = (provider, id) => {
    const model = findProvider({ providerId: provider })?.models.find((one) => one.id.toLowerCase() === id.toLowerCase());
    if (model !== undefined) found.set(`${provider} ${model.id}`, { provider, id: model.id, prices: model.prices });
    return model !== undefined;
  };

  const called = new Map(prices.providers.map(({ id, in_table: inTable }) => [id, inTable]));
  for (const { provider, id } of apis) {
    const inTable = called.get(provider);
    if (inTable !== undefined) take(inTable, id);
  }
  const missing = prices.hosted.flatMap(({ in_table: inTable }) => inTable ?? []).filter((name) => {
    const [provider = '', ...id] = name.split(' ');
    return !take(provider, id.join(' '));
  });
  if (missing.length > 0) throw new Error(`prices.yaml names what ${prices.table.package} ${version} does not have: ${missing.join(', ')}`);
  return [...found.values()].sort((a, b) => (`${a.provider} ${a.id}` < `${b.provider} ${b.id}` ? -1 : 1));
}

/**
 * The package exports no package.json, so its folder is told from its main file.
 * @param {NodeJS.Require} require
 * @param {string} name
 */
function packageFolder(require, name) {
  const main = require.resolve(name).replaceAll('\\', '/');
  return main.slice(0, main.lastIndexOf(name) + name.length);
}
