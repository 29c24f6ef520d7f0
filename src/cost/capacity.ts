/** What a load asks of an interface in its busiest minute, and what accounts there usually get. */
import { figure, type CostBasis, type Quantity } from './basis.js';
import type { Demand } from './demand.js';
import { product, scale, sum, type Range } from './range.js';

const MINUTES_PER_DAY = 1440;

export interface ApiLoad {
  /** Prompt and answer, in the busiest hour. */
  readonly tokensPerMinute: Range;
  readonly requestsPerMinute: Range;
  /** From a new account to the highest tier, before anybody asks for more. */
  readonly usual: Quantity;
}

/** `undefined` for work that is not counted in tokens, and where nothing is asked for. */
export function apiLoad({ requestsPerDay, usage, peakFactor }: Demand, basis: CostBasis): ApiLoad | undefined {
  const tokens = sum([usage.inputTokens, usage.outputTokens]);
  if (tokens.expected === 0 || requestsPerDay.expected === 0) return undefined;
  const requestsPerMinute = scale(product(requestsPerDay, peakFactor), 1 / MINUTES_PER_DAY);
  return { requestsPerMinute, tokensPerMinute: product(requestsPerMinute, tokens), usual: figure('api_tokens_per_minute', undefined, basis) };
}

/** Seconds until a replica that was let go answers again, where the place can let it go. */
export function coldStart(place: string, basis: CostBasis): Quantity | undefined {
  return place === 'managed_host' || place === 'private_cloud' ? figure('cold_start_seconds', undefined, basis) : undefined;
}
