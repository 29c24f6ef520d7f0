/** How the options of a class stand once a fact is stated that only rules read: most values of it leave them standing like another one does. */
import { lazy, remembered } from '../lazy.js';
import { Factor } from './factor.js';
import type { Option } from '../options/option.js';
import { QUESTIONS, type Question } from '../profile/vocabulary.js';
import { factIn } from '../rules/fact-levels.js';
import type { CompiledGate, GateView, OptionKind, Situation } from '../rules/rulebook.js';
import { OPEN_ITEM } from '../rules/scope.js';
import { statedWith, unanswered, withStated } from '../rules/situation.js';

/** How options stand by the gates of a view, as an index into ADMISSIBLE. */
export interface Ranks {
  /** By one gate that concerns the option. @param told its kind by that gate, @param sight what that sees of the situation */
  rankIn(situation: Situation, sight: string, gate: CompiledGate, option: Option, told: OptionKind): number;
  /** By all gates but some. */
  standingBeside(except: ReadonlySet<CompiledGate>, option: Option, kind: OptionKind): StandingBeside;
}

export interface StandingBeside {
  /** By those that ask for no answers. */
  readonly worst: number;
  /** By the others; missing where there are none. With the same key it is the same. */
  readonly asking: Factor | undefined;
  readonly key: string;
}

/** A rule that reads the fact, with one option of each kind that it tells apart. */
interface Reader {
  readonly gate: CompiledGate;
  /** It asks for answers, too. */
  readonly asks: boolean;
  /** What of a list it asks for. */
  readonly asked: readonly string[] | undefined;
  readonly options: readonly { readonly option: Option; readonly told: OptionKind }[];
  /** How these stand, by what it can tell of the fact. */
  readonly known: Map<string, Said>;
}

interface Said {
  readonly ranks: readonly number[];
  readonly mayApply: boolean;
}

interface Kind {
  /** Its place among the options of each reader, -1 where that one does not concern it. */
  readonly places: readonly number[];
  readonly beside: () => StandingBeside;
}

export class Restating {
  /** Answers that it hangs on, too, how the options stand by the rules that read the fact. */
  readonly questions: readonly Question[];
  readonly #readers: readonly Reader[];
  readonly #kinds = new Map<OptionKind, Kind>();
  /** Places of each kind of option that the readers together tell apart. */
  readonly #places: readonly (readonly number[])[];
  readonly #known = new Map<string, string>();

  /**
   * @param all the gates of the rulebook; while the fact is unknown, those that may apply in the view are enough
   * @param options one option of each kind that the rules tell apart
   */
  constructor(private readonly path: string, private readonly view: GateView, all: readonly CompiledGate[], options: ReadonlyMap<OptionKind, Option>, private readonly ranks: Ranks) {
    const stated = statedWith(path);
    const gates = (isOpen(factIn(view.situation, path)) ? view.gates : all).filter((gate) => stated.some((one) => gate.reads(one)));
    const readers = gates.map((gate) => ({ gate, asks: gate.questions.length > 0, asked: gate.literals(path), places: new Map<OptionKind, number>(), options: [] as { option: Option; told: OptionKind }[], known: new Map<string, Said>() }));
    const reading = new Set(gates);
    const told = new Map<string, readonly number[]>();
    for (const [kind, option] of options) {
      const at: number[] = [];
      for (const { gate, places, options: each } of readers) {
        if (!gate.concerns(option)) {
          at.push(-1);
          continue;
        }
        const by = gate.kindOf(option, kind);
        let place = places.get(by);
        if (place === undefined) places.set(by, (place = each.push({ option, told: by }) - 1));
        at.push(place);
      }
      told.set(at.join(), at);
      this.#kinds.set(kind, { places: at, beside: lazy(() => ranks.standingBeside(reading, option, kind)) });
    }
    this.#readers = readers;
    this.#places = [...told.values()];
    this.questions = [...new Set(gates.flatMap(({ questions }) => questions))];
  }

  /** Nothing is stated of the fact. */
  get isUnstated(): boolean {
    return factIn(this.view.situation, this.path) === undefined;
  }

  /** Kind by kind, by the rules that read the fact and the answers that are known now: with the same text for two values of it, nothing stands otherwise. */
  standings(value: unknown): string {
    return remembered(this.#known, JSON.stringify(value), () => this.#standingsIn(withStated(this.view.situation, this.path, value)));
  }

  standingsAsItIs(): string {
    return this.#standingsIn(this.view.situation);
  }

  /**
   * How options of a kind stand with a value of the fact, where nothing was stated of it and no answer is open on which a rule hangs that
   * reads it: what other rules say of them stays as it is.
   */
  standingsWith(value: unknown): (kind: OptionKind) => Factor {
    const said = this.#said(withStated(this.view.situation, this.path, value));
    const known = new Map<string, Factor>();
    return (kind) => this.#standing(this.#kinds.get(kind) as Kind, said, known);
  }

  /** Options that every rule treats alike share one, as they do where the fact is stated. */
  #standing({ places, beside }: Kind, said: readonly Said[], known: Map<string, Factor>): Factor {
    const { worst, asking, key } = beside();
    let byNoAnswers = worst;
    let byAnswers = Number.POSITIVE_INFINITY;
    let alike = key;
    for (let i = 0; i < places.length; i += 1) {
      const place = places[i] as number;
      const { ranks, mayApply } = said[i] as Said;
      if (place < 0 || !mayApply) continue;
      const rank = ranks[place] as number;
      if ((this.#readers[i] as Reader).asks) {
        byAnswers = Math.min(byAnswers, rank);
        alike += ` ${i}/${place}`;
      } else byNoAnswers = Math.min(byNoAnswers, rank);
    }
    if (byNoAnswers === 0 || alike === '') return remembered(known, String(byNoAnswers), () => new Factor([], () => byNoAnswers));
    const least = Math.min(byNoAnswers, byAnswers);
    return remembered(known, `${byNoAnswers} ${alike}`, () =>
      asking === undefined ? new Factor([], () => least) : new Factor(asking.questions.map((q) => QUESTIONS[q] as Question), (levels) => Math.min(least, asking.with(levels))));
  }

  #standingsIn(situation: Situation): string {
    const said = this.#said(situation);
    return this.#places.map((places) => worstAt(places, said)).join();
  }

  /** What each reader says. */
  #said(situation: Situation): readonly Said[] {
    const fact = factIn(situation, this.path);
    const whole = JSON.stringify(fact);
    const items = isOpen(fact) || !Array.isArray(fact) ? undefined : (fact as readonly string[]);
    // As whoever asks for none of the items sees it: most do.
    const nothing = items === undefined ? whole : sightOf(items, []);
    const said: Said[] = [];
    for (const reader of this.#readers) {
      const { asked, known } = reader;
      let seen = asked === undefined ? whole : nothing;
      if (items !== undefined && asked !== undefined) {
        for (const item of items) {
          if (!asked.includes(item)) continue;
          seen = sightOf(items, asked);
          break;
        }
      }
      said.push(known.get(seen) ?? this.#look(reader, seen, situation));
    }
    return said;
  }

  #look({ gate, asks, options, known }: Reader, seen: string, situation: Situation): Said {
    const sight = gate.sightOf(situation);
    const ranks: number[] = [];
    for (const { option, told } of options) ranks.push(this.ranks.rankIn(situation, sight, gate, option, told));
    // Those that do not apply bar nothing; of those that ask for answers it must be known besides.
    const said: Said = { ranks, mayApply: !asks || gate.mayApply(unanswered(situation)) };
    known.set(seen, said);
    return said;
  }
}

function worstAt(places: readonly number[], said: readonly Said[]): number {
  let worst = Number.POSITIVE_INFINITY;
  for (let i = 0; i < places.length; i += 1) worst = Math.min(worst, said[i]?.ranks[places[i] as number] ?? worst);
  return worst;
}

const isOpen = (fact: unknown): boolean => fact === undefined || (Array.isArray(fact) && fact.includes(OPEN_ITEM));

/** What a gate can tell of a list by what it asks for: which of that is in it, and how much else. */
function sightOf(items: readonly string[], asked: readonly string[]): string {
  const seen: string[] = [];
  for (const item of items) seen.push(asked.includes(item) ? item : '');
  return seen.sort().join();
}
