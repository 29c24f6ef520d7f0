/** How the options of a class stand once a fact is stated that only rules read: most values of it leave them standing like another one does. */
import { remembered } from '../lazy.js';
import type { Option } from '../options/option.js';
import type { Question } from '../profile/vocabulary.js';
import { factIn } from '../rules/fact-levels.js';
import type { CompiledGate, GateView, OptionKind, Situation } from '../rules/rulebook.js';
import { OPEN_ITEM } from '../rules/scope.js';
import { statedWith, withStated } from '../rules/situation.js';

/** How an option stands by a gate that concerns it, as an index into ADMISSIBLE. @param told its kind by that gate */
export type StandingBy = (gate: CompiledGate, situation: Situation, option: Option, told: OptionKind) => number;

/** A rule that reads the fact, with one option of each kind that it tells apart. */
interface Reader {
  readonly gate: CompiledGate;
  /** What of a list it asks for. */
  readonly asked: readonly string[] | undefined;
  readonly options: readonly { readonly option: Option; readonly told: OptionKind }[];
  /** How these stand, by what it can tell of the fact. */
  readonly known: Map<string, readonly number[]>;
}

export class Restating {
  /** Answers that it hangs on, too, how the options stand by the rules that read the fact. */
  readonly questions: readonly Question[];
  readonly #readers: readonly Reader[];
  /** Of each kind of option that the readers together tell apart: its place among the options of each reader, -1 where that one does not concern it. */
  readonly #kinds: readonly (readonly number[])[];
  readonly #known = new Map<string, string>();

  /**
   * @param all the gates of the rulebook; while the fact is unknown, those that may apply in the view are enough
   * @param options one option of each kind that the rules tell apart
   */
  constructor(private readonly path: string, private readonly view: GateView, all: readonly CompiledGate[], options: ReadonlyMap<OptionKind, Option>, private readonly standingBy: StandingBy) {
    const stated = statedWith(path);
    const gates = (isOpen(factIn(view.situation, path)) ? view.gates : all).filter((gate) => stated.some((one) => gate.reads(one)));
    const readers = gates.map((gate) => ({ gate, asked: gate.literals(path), places: new Map<OptionKind, number>(), options: [] as { option: Option; told: OptionKind }[], known: new Map<string, readonly number[]>() }));
    const told = new Map<string, readonly number[]>();
    for (const [kind, option] of options) {
      const places = readers.map(({ gate, places: taken, options: each }) => {
        if (!gate.concerns(option)) return -1;
        const by = gate.kindOf(option, kind);
        return remembered(taken, by, () => each.push({ option, told: by }) - 1);
      });
      told.set(places.join(), places);
    }
    this.#readers = readers;
    this.#kinds = [...told.values()];
    this.questions = [...new Set(gates.flatMap(({ questions }) => questions))];
  }

  /** Kind by kind, by the rules that read the fact and the answers that are known now: with the same text for two values of it, nothing stands otherwise. */
  standings(value: unknown): string {
    return remembered(this.#known, JSON.stringify(value), () => this.#standingsIn(withStated(this.view.situation, this.path, value)));
  }

  standingsAsItIs(): string {
    return this.#standingsIn(this.view.situation);
  }

  #standingsIn(situation: Situation): string {
    const seen = sightOf(factIn(situation, this.path));
    const byReader = this.#readers.map(({ gate, asked, options, known }) => remembered(known, seen(asked), () => options.map(({ option, told }) => this.standingBy(gate, situation, option, told))));
    return this.#kinds.map((places) => worstAt(places, byReader)).join();
  }
}

function worstAt(places: readonly number[], byReader: readonly (readonly number[])[]): number {
  let worst = Number.POSITIVE_INFINITY;
  for (let i = 0; i < places.length; i += 1) worst = Math.min(worst, byReader[i]?.[places[i] as number] ?? worst);
  return worst;
}

const isOpen = (fact: unknown): boolean => fact === undefined || (Array.isArray(fact) && fact.includes(OPEN_ITEM));

/** What a gate can tell of a fact by what it asks for: of a list, which of that is in it, and how much else. */
function sightOf(fact: unknown): (asked: readonly string[] | undefined) => string {
  const whole = JSON.stringify(fact);
  if (isOpen(fact) || !Array.isArray(fact)) return () => whole;
  return (asked) => (asked === undefined ? whole : (fact as readonly string[]).map((item) => (asked.includes(item) ? item : '')).sort().join());
}
