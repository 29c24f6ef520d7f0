/** Numbers count as levels at the thresholds that rules name: where comparisons turn, read off a condition's syntax tree. */
import { fieldsOf, type Context, type Node } from './condition-node.js';
import { withFact } from './supervaluation.js';

/** `left` against `right`, by whichever operator: where the two are equal, the result may turn. */
interface Comparison {
  readonly left: Node;
  readonly right: Node;
}

/**
 * @returns at which numbers of one field some comparison may turn while the other facts stay as they are in the context; `undefined` where one
 * bends with the field, as a product of it with itself does, so that nothing can be said. A comparison with another unknown names none.
 */
export function thresholdsIn(root: Node): (path: string, context: Context) => readonly number[] | undefined {
  const comparisons = comparisonsIn(root);
  return (path, context) => {
    const turns: number[] = [];
    for (const comparison of comparisons) {
      if (![comparison.left, comparison.right].some((node) => reads(node, path))) continue;
      const turn = turnOf(comparison, path, context);
      if (turn === 'bends') return undefined;
      if (turn !== 'unknown' && Number.isFinite(turn)) turns.push(turn);
    }
    return turns;
  };
}

function comparisonsIn(node: Node): readonly Comparison[] {
  const [left, right, ...others] = node.children;
  const here = node.kind === 'bool' && others.length === 0 && left?.kind === 'number' && right?.kind === 'number' ? [{ left, right }] : [];
  return [...here, ...node.children.flatMap(comparisonsIn)];
}

const reads = (node: Node, path: string): boolean => fieldsOf(node).some((field) => field.path === path);

/** A choice between two numbers: only what is chosen by is a comparison of its own. */
const chooses = (node: Node): boolean => node.children.length > 2 || node.children.some(chooses);

/** Where a straight line through the differences at 0, 1 and 2 is zero. A field beside what does not read it needs no reckoning. */
function turnOf({ left, right }: Comparison, path: string, context: Context): number | 'bends' | 'unknown' {
  for (const [field, other] of [[left, right], [right, left]] as const) {
    if (field.path === path && !reads(other, path)) return (other.run(context) as number | undefined) ?? 'unknown';
  }
  if (chooses(left) || chooses(right)) return 'bends';
  const at = (value: number): number => {
    const tried = withFact(context, path, value);
    return ((left.run(tried) as number | undefined) ?? Number.NaN) - ((right.run(tried) as number | undefined) ?? Number.NaN);
  };
  const [zero, one, two] = [at(0), at(1), at(2)];
  if (Number.isNaN(zero)) return 'unknown';
  if (Math.abs(zero - 2 * one + two) > 1e-9 * Math.max(1, Math.abs(zero), Math.abs(two))) return 'bends';
  return zero / (zero - one);
}
