/** What an interface costs a month: its use, and the people behind it. */
import type { Option } from '../options/option.js';
import { COST_UNKNOWN, type CostNoteId } from '../text/cost.js';
import { remembered } from '../lazy.js';
import { figure, perBasis, type CostBasis } from './basis.js';
import { DAYS_PER_MONTH, type Demand } from './demand.js';
import { assumedNotes, unknown, type CostInput, type KnownCost, type OptionCost } from './known-cost.js';
import { line, productLine, read, reckoned, totalOf, type CostLine } from './line.js';
import { peopleLines, peopleUsdPerMonth, type Crew } from './people.js';
import { expectedRequestCost, hostedCost, priceOf, requestCost, type PriceList } from './price.js';
import { exactly, product, scale, type Range } from './range.js';

export function apiCost(input: CostInput, basis: CostBasis): OptionCost {
  const { option, demand } = input;
  if (option.modelName === undefined) return unknown('no_model', COST_UNKNOWN.no_model());
  const list = listOf(option, option.modelName, basis);
  if (list === undefined) return unknown('no_price', COST_UNKNOWN.no_price(option.modelName, option.providerName));
  const price = requestCost(list, demand.usage);
  if (price.status === 'unknown') return unknown('no_unit_price', COST_UNKNOWN.no_unit_price(option.modelName, price.missing));
  const surcharge = figure('private_over_public', undefined, basis).value;
  const usdPerRequest = option.place === 'private_api' ? product(price.usdPerRequest, surcharge) : price.usdPerRequest;
  const usage = usageLine(demand, usdPerRequest, list, input.statedBillUsd);
  return knownApi(input, usage, { usdPerRequest, batchDiscount: list.batchDiscount }, price.cacheUnpriced ? ['cache_unpriced'] : [], basis);
}

/** Its expected total, for a fraction of the work: enough to tell options apart. `undefined` where it is not known. */
export function apiUsdPerMonth(input: CostInput, basis: CostBasis): number | undefined {
  const { option, demand: { usage, requestsPerDay }, statedBillUsd } = input;
  const list = option.modelName === undefined ? undefined : listOf(option, option.modelName, basis);
  const price = list === undefined ? undefined : expectedRequestCost(list, usage);
  if (typeof price !== 'number') return undefined;
  const surcharge = option.place === 'private_api' ? figure('private_over_public', undefined, basis).value.expected : 1;
  return (statedBillUsd ?? requestsPerDay.expected * DAYS_PER_MONTH * price * surcharge) + peopleUsdPerMonth(PEOPLE, input, basis);
}

const PEOPLE: Crew = { platform: 'api', staff: 'api_staff_fte', setup: 'setup_person_years_api' };

function listOf(option: Option, name: string, basis: CostBasis): PriceList | undefined {
  const { model, provider } = option;
  if (model === undefined || provider === undefined) return looked(option, name, basis);
  const listed = perBasis('prices of options', basis, () => new Map<string, Map<string, Listed>>());
  const byProvider = listed.get(model) ?? remembered(listed, model, () => new Map<string, Listed>());
  return (byProvider.get(provider) ?? remembered(byProvider, provider, () => ({ list: looked(option, name, basis) }))).list;
}

/** By a model and a provider of the catalogue, of which there are so many. */
interface Listed {
  readonly list: PriceList | undefined;
}

function looked({ model, provider, providerName }: Option, name: string, basis: CostBasis): PriceList | undefined {
  const api = model === undefined ? undefined : basis.catalogue.findApi(model, provider);
  return priceOf(provider ?? providerName?.toLowerCase(), model ?? name, api, basis);
}

function usageLine(demand: Demand, usdPerRequest: Range, list: Pick<PriceList, 'source' | 'date' | 'file'>, statedBillUsd: number | undefined): CostLine {
  const { source, date, file } = list;
  const price = file === undefined ? reckoned('usd_per_request', 'usd_per_request', usdPerRequest, source, date) : read(file, 'usd_per_request', 'usd_per_request', usdPerRequest, list);
  const requests = scale(demand.requestsPerDay, DAYS_PER_MONTH);
  if (statedBillUsd !== undefined) {
    const bill = exactly(statedBillUsd, 'stated');
    // The bill is what is paid; with the price it says how much is asked for, on which the other side's cost hangs.
    return line('usage', bill, 'stated_bill', [reckoned('stated_bill', 'usd_per_month', bill, 'profile', date), price, reckoned('requests_per_month', 'requests_per_month', requests, 'stated_bill / usd_per_request', date)]);
  }
  return productLine('usage', [reckoned('requests_per_month', 'requests_per_month', requests, 'profile', date), price]);
}

function knownApi(input: CostInput, usage: CostLine, { usdPerRequest, batchDiscount }: { readonly usdPerRequest: Range; readonly batchDiscount: number }, notes: readonly CostNoteId[], basis: CostBasis): KnownCost {
  const people = peopleLines(PEOPLE, input, basis);
  const lines = [usage, ...people.lines];
  return {
    status: 'known',
    lines,
    usdPerMonth: totalOf(lines),
    upFront: [{ id: 'setup', usd: people.setupUsd }],
    parts: { side: 'api', usdPerRequest, batchDiscount, fixedUsdPerMonth: people.usdPerMonth },
    notes: [...notes, ...assumedNotes(input.demand)],
  };
}

/** The open model of a local option behind somebody's API: the third way. `undefined` where no host's price is known. */
export function thirdWay(input: CostInput, basis: CostBasis): (KnownCost & { readonly providers: readonly string[] }) | undefined {
  const { option, demand } = input;
  const hosted = option.model === undefined ? undefined : hostedCost(option.model, demand.usage, basis);
  if (hosted === undefined) return undefined;
  const { package: name, version, published } = basis.catalogue.costs.prices.table;
  const usage = usageLine(demand, hosted.usdPerRequest, { source: `${name} ${version}`, date: published, file: 'prices' }, undefined);
  return { ...knownApi(input, usage, { usdPerRequest: hosted.usdPerRequest, batchDiscount: 0 }, [], basis), providers: hosted.providers };
}
