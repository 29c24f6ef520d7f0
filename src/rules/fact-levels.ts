/**
 * Levels of a fact that has none of its own: the ways in which it may turn out that rules tell apart. A number counts as levels between the
 * thresholds that rules name; of a list, what they ask it for.
 */
import type { Facts } from './pack.js';
import type { CompiledGate, Situation } from './rulebook.js';
import { OPEN_ITEM, RULE_SCOPE, type FieldType, type Root } from './scope.js';
import { withStated } from './situation.js';
import type { Option } from '../options/option.js';

/** The numbers of one level. Open ends are left out. */
export interface NumberRange {
  readonly exactly?: number;
  readonly from?: number;
  readonly above?: number;
  readonly up_to?: number;
  readonly below?: number;
}

export interface FactLevel {
  /** What to state for it; of a number one that stands for all of the level. */
  readonly value: number | boolean | string | readonly string[];
  /** Of a number. */
  readonly range?: NumberRange;
  /** Of a list: what it holds then besides what is stated; null where that is nothing of what is asked for. */
  readonly item?: string | null;
}

/** A rule with an option that it concerns. */
export interface Concern {
  readonly gate: CompiledGate;
  readonly option: Option;
}

/**
 * @param concerns the rules that are to tell the levels apart, with the options that they concern
 * @returns none where the fact cannot be told apart by a few levels, as a country cannot
 */
export function factLevels(path: string, situation: Situation, concerns: readonly Concern[]): readonly FactLevel[] {
  const type = RULE_SCOPE[path];
  const reading = concerns.filter(({ gate }) => gate.reads(path));
  if (type === undefined || reading.length === 0) return [];
  switch (type.kind) {
    case 'number': return levelsOfNumber(path, type, situation, reading);
    case 'bool': return [{ value: true }, { value: false }];
    case 'text': return (type.values ?? []).map((value) => ({ value }));
    case 'list': return type.values === undefined ? [] : levelsOfList(path, situation, reading);
  }
}

/** What is stated at a path. */
export function factIn(situation: Situation, path: string): unknown {
  const [root, first, second] = path.split('.') as [Root & keyof Situation, string, string | undefined];
  const field = situation[root][first];
  return second === undefined ? field : (field as Facts | undefined)?.[second];
}

function levelsOfList(path: string, situation: Situation, reading: readonly Concern[]): readonly FactLevel[] {
  const stated = ((factIn(situation, path) ?? []) as readonly string[]).filter((item) => item !== OPEN_ITEM);
  const gates = new Set(reading.map(({ gate }) => gate));
  const asked = [...new Set([...gates].flatMap((gate) => gate.literals(path) ?? []))].filter((item) => !stated.includes(item));
  return [...asked.map((item): FactLevel => ({ value: [...stated, item], item })), { value: stated, item: null }];
}

function levelsOfNumber(path: string, domain: FieldType & { readonly kind: 'number' }, situation: Situation, reading: readonly Concern[]): readonly FactLevel[] {
  const turns = reading.map(({ gate, option }) => gate.thresholds(path, situation, option));
  if (!turns.every((some) => some !== undefined)) return [];
  const said = (value: number): string => {
    const stating = withStated(situation, path, value);
    return reading.map(({ gate, option }) => {
      const { verdict, unmet, atWorst } = gate.verdict(stating, option);
      return `${verdict} ${unmet.join()} ${atWorst ?? ''}`;
    }).join();
  };
  return numberLevels(turns.flat(), domain, said);
}

/** A threshold, or what lies between two of them. */
interface Cell {
  readonly value: number;
  /** Missing at the ends of the domain. */
  readonly low?: number;
  readonly high?: number;
}

/**
 * @param turns numbers at which `said` may change; it is the same throughout between two of them
 * @returns the levels in order, neighbours of which the same is said being one; none where the same is said of all
 */
export function numberLevels(turns: readonly number[], { min = 0, max = Number.POSITIVE_INFINITY }: { readonly min?: number; readonly max?: number }, said: (value: number) => string): readonly FactLevel[] {
  const inside = [...new Set(turns)].filter((turn) => turn >= min && turn <= max).sort((a, b) => a - b);
  const levels: { first: Cell; last: Cell; words: string }[] = [];
  for (const cell of cellsBetween(inside, min, max)) {
    const words = said(cell.value);
    const before = levels.at(-1);
    if (before?.words === words) before.last = cell;
    else levels.push({ first: cell, last: cell, words });
  }
  return levels.length < 2 ? [] : levels.map(({ first, last }) => ({ value: first.value, range: rangeOf(first, last, min) }));
}

function cellsBetween(turns: readonly number[], min: number, max: number): readonly Cell[] {
  const [first, last] = [turns[0], turns.at(-1)];
  if (first === undefined || last === undefined) return [];
  const below: readonly Cell[] = first > min ? [{ value: (min + first) / 2, high: first }] : [];
  const above: readonly Cell[] = last < max ? [{ value: max === Number.POSITIVE_INFINITY ? last + Math.max(1, Math.abs(last)) : (last + max) / 2, low: last }] : [];
  const between = turns.flatMap((turn, index): readonly Cell[] => {
    const next = turns[index + 1];
    return [{ value: turn, low: turn, high: turn }, ...(next === undefined ? [] : [{ value: (turn + next) / 2, low: turn, high: next }])];
  });
  return [...below, ...between, ...above];
}

/** That a number is at least the least one there is goes without saying. */
function rangeOf(first: Cell, last: Cell, min: number): NumberRange {
  if (first.low !== undefined && first.low === last.high) return { exactly: first.low };
  const low = first.low === undefined || first.value === min ? {} : first.low === first.value ? { from: first.low } : { above: first.low };
  const high = last.high === undefined ? {} : last.high === last.value ? { up_to: last.high } : { below: last.high };
  return { ...low, ...high };
}

/** Whether a number lies in it. */
export function inRange(value: number, { exactly, from, above, up_to: upTo, below }: NumberRange): boolean {
  if (exactly !== undefined) return value === exactly;
  return (from === undefined || value >= from) && (above === undefined || value > above) && (upTo === undefined || value <= upTo) && (below === undefined || value < below);
}
