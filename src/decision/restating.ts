/** How the options of a class stand once a fact is stated that only rules read: most values of it leave them standing like another one does. */
import { remembered } from '../lazy.js';
import type { Option } from '../options/option.js';
import type { Question } from '../profile/vocabulary.js';
import { factIn } from '../rules/fact-levels.js';
import type { CompiledGate, GateView, Situation } from '../rules/rulebook.js';
import { OPEN_ITEM } from '../rules/scope.js';
import { statedWith, withStated } from '../rules/situation.js';

/** How an option stands by a gate, as an index into ADMISSIBLE. */
export type StandingBy = (gate: CompiledGate, situation: Situation, option: Option) => number;

export class Restating {
  /** Answers that it hangs on, too, how the options stand by the rules that read the fact. */
  readonly questions: readonly Question[];
  readonly #gates: readonly { readonly gate: CompiledGate; readonly asked: readonly string[] | undefined; readonly known: Map<string, readonly number[]> }[];
  readonly #known = new Map<string, string>();

  /**
   * @param all the gates of the rulebook; while the fact is unknown, those that may apply in the view are enough
   * @param kinds one option of each kind
   */
  constructor(private readonly path: string, private readonly view: GateView, all: readonly CompiledGate[], private readonly kinds: readonly Option[], private readonly standingBy: StandingBy) {
    const stated = statedWith(path);
    const gates = (isOpen(factIn(view.situation, path)) ? view.gates : all).filter((gate) => stated.some((one) => gate.reads(one)));
    this.#gates = gates.map((gate) => ({ gate, asked: gate.literals(path), known: new Map() }));
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
    const fact = factIn(situation, this.path);
    const byGate = this.#gates.map(({ gate, asked, known }) => remembered(known, seen(fact, asked), () => this.kinds.map((option) => this.standingBy(gate, situation, option))));
    return this.kinds.map((_, kind) => Math.min(...byGate.map((standings) => standings[kind] as number))).join();
  }
}

const isOpen = (fact: unknown): boolean => fact === undefined || (Array.isArray(fact) && fact.includes(OPEN_ITEM));

/** What a gate can tell of a fact: of a list, which of what it asks for is in it, and how much else. */
function seen(fact: unknown, asked: readonly string[] | undefined): string {
  if (asked === undefined || isOpen(fact) || !Array.isArray(fact)) return JSON.stringify(fact);
  return (fact as readonly string[]).map((item) => (asked.includes(item) ? item : '')).sort().join();
}
