/** One option in numbers, and what its values come to over the completions. */
import type { Option } from '../options/option.js';
import type { Allowed, Completions } from './completions.js';
import { at, type Factor, type Spread } from './factor.js';

export interface OptionModel {
  readonly option: Option;
  /** Index into ADMISSIBLE. */
  readonly standing: Factor;
  /** Value in [0,1] on each criterion, in the order of the rulebook. */
  readonly values: readonly Factor[];
}

/** Values of options over the completions, one for each criterion, made when one of them is first looked at. */
export class Values {
  readonly #spreads = new Map<OptionModel, readonly Spread[]>();

  constructor(readonly over: Completions, readonly allowed: Allowed) {}

  of(option: OptionModel): readonly Spread[] {
    const known = this.#spreads.get(option);
    if (known !== undefined) return known;
    const spreads: Spread[] = [];
    for (const factor of option.values) spreads.push(factor.constant ?? factor.over(this.over, this.allowed));
    this.#spreads.set(option, spreads);
    return spreads;
  }

  /** Local less api on each criterion, or any option less another. */
  differences(one: OptionModel, other: OptionModel, c: number): number[] {
    const [less, from] = [this.of(other), this.of(one)];
    const differences: number[] = [];
    for (let i = 0; i < from.length; i += 1) differences.push(at(from[i] as Spread, c) - at(less[i] ?? 0, c));
    return differences;
  }

  standing(option: OptionModel, c: number): number {
    return at(option.standing.over(this.over, this.allowed), c);
  }
}
