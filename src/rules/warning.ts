/** Warnings of the packs: which are raised, and what they say. */
import { lazy, rememberedUpTo, unfolding } from '../lazy.js';
import type { Question } from '../profile/vocabulary.js';
import type { CompiledCondition } from './condition.js';
import { mustCompile } from './context.js';
import { keyReader } from './gate-view.js';
import type { Facts, QuestionText, Warning } from './pack.js';
import type { RaisedWarning, Rulebook, Situation } from './rulebook.js';
import { RULE_SCOPE } from './scope.js';
import { withFact } from './supervaluation.js';
import { fillIn } from './template.js';

export interface NamedWarning {
  readonly warning: Warning;
  readonly rule: string;
}

interface CompiledWarning extends NamedWarning {
  readonly condition: CompiledCondition;
  /** Names of those facts of `derived` that it reads. */
  readonly derived: readonly string[];
  /** It reads numbers, too. */
  readonly counts: boolean;
}

type Decided = Situation & { readonly option: Facts };

/** So many sights are remembered before the count begins anew. */
const MOST_SIGHTS = 1000;
const DERIVED = 'derived.';

/** Numbers differ from profile to profile, other facts hardly: by those, most warnings are raised or not, and the few that are left are looked at. */
export function compileWarnings(named: readonly NamedWarning[], questions: ReadonlyMap<Question, QuestionText>): Rulebook['warnings'] {
  const compiled = lazy(() => named.map((one) => compile(one)));
  const paths = lazy(() => [...new Set(compiled().flatMap(({ condition }) => condition.paths))]);
  const sightOf = keyReader(() => paths().filter((path) => !isNumber(path)));
  const bySight = new Map<string, readonly CompiledWarning[]>();
  const possible = (decided: Decided): readonly CompiledWarning[] => {
    const sight = paths().filter(isNumber).reduce((at, path) => withFact(at, path, undefined), decided);
    return compiled().filter(({ condition, derived, counts }) => condition.evaluate(sight) ?? (counts || !areStated(derived, decided)));
  };
  return (decided, language, later) => {
    const whole = lazy((): Decided => ({ ...decided, derived: unfolding<Facts>({ ...decided.derived, ...later?.() }) }));
    return rememberedUpTo(MOST_SIGHTS, bySight, sightOf(decided), () => possible(decided))
      .filter(({ condition, derived }) => condition.evaluate(areStated(derived, decided) ? decided : whole()) === true)
      .map(({ warning, rule }): RaisedWarning => ({ warning, rule, text: () => fillIn(warning.text, whole(), questions, language) }));
  };
}

function compile({ warning, rule }: NamedWarning): CompiledWarning {
  const condition = mustCompile(warning.when);
  const derived = condition.paths.flatMap((path) => (path.startsWith(DERIVED) ? [path.slice(DERIVED.length)] : []));
  return { warning, rule, condition, derived, counts: condition.paths.some(isNumber) };
}

const isNumber = (path: string): boolean => RULE_SCOPE[path]?.kind === 'number';

function areStated(names: readonly string[], { derived }: Situation): boolean {
  return names.every((name) => name in derived);
}
