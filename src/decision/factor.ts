/** A number that hangs on the answers to a few questions, as a lazily filled table over just their levels. */
import { remembered, rememberedUpTo } from '../lazy.js';
import { LEVELS, QUESTIONS, type Level, type Question } from '../profile/vocabulary.js';
import type { Allowed, Completions } from './completions.js';

/** One number where no open answer bears on it, else one for each completion. */
export type Spread = number | Float64Array;

export function at(spread: Spread, index: number): number {
  return typeof spread === 'number' ? spread : (spread[index] as number);
}

/** The levels of a few questions in a row: all factors that hang on the same questions look in the same place. */
class Axes {
  readonly questions: readonly number[];
  readonly strides: readonly number[];
  readonly size: number;
  /** What was looked up last, where its known answers lie, and whether others are open. */
  over: Completions | undefined;
  allowed: Allowed | undefined;
  base = 0;
  isOpen = false;

  constructor(questions: readonly Question[]) {
    const indices: number[] = [];
    const strides: number[] = [];
    let size = 1;
    for (const question of questions) {
      indices.push(QUESTIONS.indexOf(question));
      strides.push(size);
      size *= LEVELS[question].length;
    }
    this.questions = indices;
    this.strides = strides;
    this.size = size;
  }

  lookUp(over: Completions, allowed: Allowed): void {
    let base = 0;
    let isOpen = false;
    for (let i = 0; i < this.questions.length; i += 1) {
      const q = this.questions[i] as number;
      if (over.levels[q] === undefined) base += ((allowed[q] as readonly number[])[0] as number) * (this.strides[i] as number);
      else isOpen = true;
    }
    this.over = over;
    this.allowed = allowed;
    this.base = base;
    this.isOpen = isOpen;
  }
}

const NONE = new Axes([]);
/** Few: a rulebook has so many criteria, and its gates ask for a few answers each. */
const axesByQuestions = new Map<string, Axes>();
const MOST_AXES = 1000;
const axesOf = (questions: readonly Question[]): Axes => rememberedUpTo(MOST_AXES, axesByQuestions, questions.join(), () => new Axes(questions));

const NO_ANSWERS: ReadonlyMap<Question, Level> = new Map();

/** Trying a level, or all completions of the open answers, costs table look-ups, not rule evaluations. */
export class Factor {
  /** Indices of those that it hangs on. */
  readonly questions: readonly number[];
  /** Its one value, where no answer bears on it. */
  readonly constant: number | undefined;
  readonly #axes: Axes;
  /** The cell asked for first: most factors of a portfolio are asked for no other. */
  #firstIndex = -1;
  #first = Number.NaN;
  #table: Float64Array | undefined;
  readonly #compute: (levels: ReadonlyMap<Question, Level>) => number;
  /** What was spread over the completions asked for last, by the place of the known answers in the table. */
  #spreads: { readonly over: Completions; readonly byBase: Map<number, Spread> } | undefined;

  constructor(questions: readonly Question[], compute: (levels: ReadonlyMap<Question, Level>) => number) {
    const axes = questions.length === 0 ? NONE : axesOf(questions);
    this.questions = axes.questions;
    this.constant = questions.length === 0 ? compute(NO_ANSWERS) : undefined;
    this.#axes = axes;
    this.#compute = compute;
  }

  /** @param levels of its questions at least */
  with(levels: ReadonlyMap<Question, Level>): number {
    if (this.constant !== undefined) return this.constant;
    const { questions, strides } = this.#axes;
    let index = 0;
    for (let i = 0; i < questions.length; i += 1) {
      const question = QUESTIONS[questions[i] as number] as Question;
      index += (LEVELS[question] as readonly Level[]).indexOf(levels.get(question) as Level) * (strides[i] as number);
    }
    return this.#cell(index);
  }

  over(completions: Completions, allowed: Allowed): Spread {
    if (this.constant !== undefined) return this.constant;
    const axes = this.#axes;
    if (axes.over !== completions || axes.allowed !== allowed) axes.lookUp(completions, allowed);
    const { base } = axes;
    if (!axes.isOpen) return base === this.#firstIndex ? this.#first : this.#cell(base);
    if (this.#spreads?.over !== completions) this.#spreads = { over: completions, byBase: new Map() };
    return remembered(this.#spreads.byBase, base, () => this.#spread(completions, base));
  }

  #spread({ count, levels }: Completions, base: number): Float64Array {
    const { questions, strides } = this.#axes;
    const indices = new Uint16Array(count).fill(base);
    for (let i = 0; i < questions.length; i += 1) {
      const column = levels[questions[i] as number];
      const stride = strides[i] as number;
      if (column !== undefined) for (let c = 0; c < count; c += 1) indices[c] = (indices[c] as number) + (column[c] as number) * stride;
    }
    const values = new Float64Array(count);
    for (let c = 0; c < count; c += 1) {
      const index = indices[c] as number;
      const known = this.#table?.[index] ?? Number.NaN;
      values[c] = Number.isNaN(known) ? this.#cell(index) : known;
    }
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
    } else (this.#table ??= new Float64Array(this.#axes.size).fill(Number.NaN))[index] = value;
    return value;
  }

  #levelsAt(index: number): Map<Question, Level> {
    const { questions, strides } = this.#axes;
    const at = new Map<Question, Level>();
    for (let i = 0; i < questions.length; i += 1) {
      const question = QUESTIONS[questions[i] as number] as Question;
      const levels: readonly Level[] = LEVELS[question];
      at.set(question, levels[Math.floor(index / (strides[i] as number)) % levels.length] as Level);
    }
    return at;
  }
}
