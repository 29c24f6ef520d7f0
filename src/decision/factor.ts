/** A number that hangs on the answers to a few questions, as a lazily filled table over just their levels. */
import { remembered } from '../lazy.js';
import { LEVELS, QUESTIONS, type Level, type Question } from '../profile/vocabulary.js';
import type { Allowed, Completions } from './completions.js';

/** One number where no open answer bears on it, else one for each completion. */
export type Spread = number | Float64Array;

export function at(spread: Spread, index: number): number {
  return typeof spread === 'number' ? spread : (spread[index] as number);
}

/** Trying a level, or all completions of the open answers, costs table look-ups, not rule evaluations. */
export class Factor {
  readonly questions: readonly number[];
  /** Its one value, where no answer bears on it. */
  readonly constant: number | undefined;
  readonly #strides: readonly number[];
  readonly #size: number;
  /** The cell asked for first: most factors of a portfolio are asked for no other. */
  #firstIndex = -1;
  #first = Number.NaN;
  #table: Float64Array | undefined;
  readonly #compute: (levels: ReadonlyMap<Question, Level>) => number;
  /** What was spread over the completions asked for last, by the place of the known answers in the table. */
  #spreads: { readonly over: Completions; readonly byBase: Map<number, Spread> } | undefined;

  constructor(questions: readonly Question[], compute: (levels: ReadonlyMap<Question, Level>) => number) {
    const indices: number[] = [];
    const strides: number[] = [];
    let size = 1;
    for (const question of questions) {
      indices.push(QUESTIONS.indexOf(question));
      strides.push(size);
      size *= LEVELS[question].length;
    }
    this.questions = indices;
    this.#strides = strides;
    this.#size = size;
    this.#compute = compute;
    this.constant = size === 1 ? compute(new Map()) : undefined;
  }

  /** @param levels of its questions at least */
  with(levels: ReadonlyMap<Question, Level>): number {
    if (this.constant !== undefined) return this.constant;
    let index = 0;
    for (let i = 0; i < this.questions.length; i += 1) {
      const question = QUESTIONS[this.questions[i] as number] as Question;
      index += (LEVELS[question] as readonly Level[]).indexOf(levels.get(question) as Level) * (this.#strides[i] as number);
    }
    return this.#cell(index);
  }

  over(completions: Completions, allowed: Allowed): Spread {
    if (this.constant !== undefined) return this.constant;
    let base = 0;
    let isOpen = false;
    for (let i = 0; i < this.questions.length; i += 1) {
      const q = this.questions[i] as number;
      if (completions.levels[q] === undefined) base += ((allowed[q] as readonly number[])[0] as number) * (this.#strides[i] as number);
      else isOpen = true;
    }
    if (!isOpen) return base === this.#firstIndex ? this.#first : this.#cell(base);
    if (this.#spreads?.over !== completions) this.#spreads = { over: completions, byBase: new Map() };
    return remembered(this.#spreads.byBase, base, () => this.#spread(completions, base));
  }

  #spread({ count, levels }: Completions, base: number): Float64Array {
    const indices = new Uint16Array(count).fill(base);
    for (let i = 0; i < this.questions.length; i += 1) {
      const column = levels[this.questions[i] as number];
      const stride = this.#strides[i] as number;
      if (column !== undefined) for (let c = 0; c < count; c += 1) indices[c] = (indices[c] as number) + (column[c] as number) * stride;
    }
    const values = new Float64Array(count);
    for (let c = 0; c < count; c += 1) values[c] = this.#cell(indices[c] as number);
    return values;
  }

  #cell(index: number): number {
    if (index === this.#firstIndex) return this.#first;
    const known = this.#table?.[index];
    if (known !== undefined && !Number.isNaN(known)) return known;
    const value = this.#compute(this.#levelsAt(index));
    if (this.#firstIndex < 0) {
      this.#firstIndex = index;
      this.#first = value;
    } else (this.#table ??= new Float64Array(this.#size).fill(Number.NaN))[index] = value;
    return value;
  }

  #levelsAt(index: number): Map<Question, Level> {
    const at = new Map<Question, Level>();
    for (let i = 0; i < this.questions.length; i += 1) {
      const question = QUESTIONS[this.questions[i] as number] as Question;
      const levels: readonly Level[] = LEVELS[question];
      at.set(question, levels[Math.floor(index / (this.#strides[i] as number)) % levels.length] as Level);
    }
    return at;
  }
}
