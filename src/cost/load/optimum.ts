/**
 * How many servers pay, and what goes outside: a base that is always there, and bursts that are paid by use. Servers come whole.
 *
 *   C(k) = k·h + c·E[min(D, k·s)] + p·E[(D − k·s)⁺]
 *
 * A further server pays while it is busy for more than h / (s · (p − c)) of the time: the critical ratio of the newsvendor, and the
 * screening curve by which base and peak power plants are told apart.
 */
import type { LoadCurve } from './curve.js';

export interface Terms {
  /** Load that a server takes on before requests go outside, in the unit of the curve. */
  readonly capacity: number;
  /** Of a server for a unit of time, busy or idle. */
  readonly usdPerServer: number;
  /** Of a unit of load on a server that is there already, beside that. */
  readonly usdPerUnitLocal: number;
  /** Of a unit of load outside. */
  readonly usdPerUnitOutside: number;
  /** Where some of the load may wait and the curve is that of a load with filled troughs: what may not wait, and what a unit of the other costs outside, as a batch. */
  readonly waiting?: { readonly urgent: LoadCurve; readonly usdPerUnitOutside: number };
  /** Share of the load at any time that may not leave: servers must hold all of it. */
  readonly mustStay?: number;
  /** Share of the load at any time that servers may take on at all, 1 where nothing is said. */
  readonly mayStay?: number;
}

/** Share of the time for which the last server must be busy to pay; above 1 where none does. */
export function criticalRatio({ capacity, usdPerServer, usdPerUnitLocal, usdPerUnitOutside }: Terms): number {
  const gain = (usdPerUnitOutside - usdPerUnitLocal) * capacity;
  return gain > 0 ? usdPerServer / gain : Infinity;
}

/** Mean load that so many servers take on. */
export function servedBy(servers: number, curve: LoadCurve, { capacity, mayStay = 1 }: Pick<Terms, 'capacity' | 'mayStay'>): number {
  // The share is the same at all times, so a level of the part is a level of the whole over that share.
  return mayStay === 0 ? 0 : mayStay * curve.below((servers * capacity) / mayStay);
}

/** Share of its capacity to which the n-th server is used, counted from 1: it falls from server to server. */
export function useOfServer(n: number, curve: LoadCurve, terms: Pick<Terms, 'capacity' | 'mayStay'>): number {
  return (servedBy(n, curve, terms) - servedBy(n - 1, curve, terms)) / terms.capacity;
}

/** Mean load that goes outside: what cannot wait is served first, so what may wait goes out only where the base is full at all times. */
export function outsideOf(servers: number, curve: LoadCurve, { waiting, ...terms }: Pick<Terms, 'capacity' | 'mayStay' | 'waiting'>): { readonly urgent: number; readonly waiting: number } {
  const all = curve.mean - servedBy(servers, curve, terms);
  if (waiting === undefined) return { urgent: all, waiting: 0 };
  const urgent = waiting.urgent.mean - servedBy(servers, waiting.urgent, terms);
  return { urgent, waiting: Math.max(0, all - urgent) };
}

/** Dollars for a unit of time, of what goes outside. */
export function usdOutside(servers: number, curve: LoadCurve, terms: Terms): number {
  const { urgent, waiting } = outsideOf(servers, curve, terms);
  return urgent * terms.usdPerUnitOutside + waiting * (terms.waiting?.usdPerUnitOutside ?? 0);
}

/** The same with what is served inside, servers themselves apart. */
function usdOfLoad(servers: number, curve: LoadCurve, terms: Terms): number {
  return servedBy(servers, curve, terms) * terms.usdPerUnitLocal + usdOutside(servers, curve, terms);
}

/** Dollars for a unit of time. */
export function usdWith(servers: number, curve: LoadCurve, terms: Terms): number {
  return servers * terms.usdPerServer + usdOfLoad(servers, curve, terms);
}

/** Servers that hold a load, whole ones. */
export function serversFor(load: number, capacity: number): number {
  return Math.max(0, Math.ceil(load / capacity - 1e-9));
}

/** Servers below which something would leave that may not, and above which none has anything to do. */
export function boundsOf(curve: LoadCurve, { capacity, mustStay = 0, mayStay = 1 }: Pick<Terms, 'capacity' | 'mustStay' | 'mayStay'>): Bounds {
  return { least: serversFor(curve.peak * mustStay, capacity), most: serversFor(curve.peak * Math.max(mayStay, mustStay), capacity) };
}

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** The number of servers that costs least; the smaller of two that cost the same. */
export function bestServers(curve: LoadCurve, terms: Terms, { least, most } = boundsOf(curve, terms)): number {
  const ratio = criticalRatio(terms);
  // None is busy for more than all of the time.
  if (ratio >= 1) return least;
  const worth = (server: number): boolean =>
    terms.waiting === undefined
      ? useOfServer(server, curve, terms) > ratio + 1e-12
      : usdOfLoad(server - 1, curve, terms) - usdOfLoad(server, curve, terms) > terms.usdPerServer * (1 + 1e-12);
  let [pays, not] = [least, most + 1];
  // What a server takes over falls from one to the next, so the first that does not pay is found by halving.
  while (not - pays > 1) {
    const middle = (pays + not) >> 1;
    if (worth(middle)) pays = middle;
    else not = middle;
  }
  return pays;
}

/** The capacity that costs least where it needs not be whole servers: the load that is exceeded for the critical ratio of the time. */
export function bestCapacity(curve: LoadCurve, terms: Terms): number {
  const ratio = criticalRatio(terms);
  return ratio >= 1 ? 0 : (terms.mayStay ?? 1) * curve.quantile(1 - ratio);
}
