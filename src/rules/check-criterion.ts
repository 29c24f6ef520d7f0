/** Checks of a criterion's table: complete, no dead rows, what feeds it, and monotone where it says so, over every case. */
import { text, type Finding } from '../profile/finding.js';
import { API_PLACES, LEVELS, LOCAL_PLACES, type Level, type Place, type Question, type Side } from '../profile/vocabulary.js';
import type { CompiledCondition } from './condition.js';
import { mustCompile } from './context.js';
import type { Adjustment, Criterion, SideValue } from './pack.js';
import { RULE_SCOPE } from './scope.js';
import { levelsAt, tableOf, valueAt } from './table.js';

const PLACES_OF: Readonly<Record<Side, readonly Place[]>> = { local: LOCAL_PLACES, api: API_PLACES };
/** Differences below this are rounding. */
const EPSILON = 1e-9;

/** `criterion` has the right shape and sound conditions; paths are relative to it. */
export function criterionFindings(criterion: Criterion): readonly Finding[] {
  const { rowAt, questions } = tableOf(criterion);
  return [
    ...feedFindings(criterion),
    ...incomplete(rowAt, questions),
    ...deadRows(criterion, rowAt),
    // A lead can be computed only where every case has a value.
    ...(rowAt.includes(-1) ? [] : monotoneFindings(criterion)),
  ];
}

function incomplete(rowAt: Int16Array, questions: readonly Question[]): readonly Finding[] {
  const index = rowAt.indexOf(-1);
  if (index < 0) return [];
  const levels = levelsAt(questions, index);
  const example = questions.map((question, i) => `${question}: ${String(levels[i])}`).join(', ');
  return [{
    code: 'incomplete-table', path: ['rows'], target: 'key',
    message: text(`No row holds for { ${example} }.`, `没有任何一行适用于 { ${example} }。`),
    remedy: text('Add a row for it, or one for the rest: when: {}.', '请为它加一行，或为其余情形加一行 when: {}。'),
  }];
}

function deadRows({ rows }: Criterion, rowAt: Int16Array): readonly Finding[] {
  return rows.flatMap((_, index) => rowAt.includes(index) ? [] : [{
    code: 'unreachable-row', path: ['rows', index, 'when'], target: 'value' as const,
    message: text('This row is never reached: rows above it hold for all its cases.', '这一行永远不会生效：它的所有情形都已被上面的行覆盖。'),
    remedy: text('Move it up, or remove it.', '请上移或删去。'),
  }]);
}

function feedFindings(criterion: Criterion): readonly Finding[] {
  const read = new Set([
    ...criterion.rows.flatMap(({ when }) => Object.keys(when) as Question[]),
    ...conditionsOf(criterion).flatMap(({ condition }) => condition.questions),
  ]);
  const unread = criterion.fed_by.filter((question) => !read.has(question));
  const unstated = [...read].filter((question) => !criterion.fed_by.includes(question));
  return [
    ...unread.map((question): Finding => ({
      code: 'feed-unread', path: ['fed_by', criterion.fed_by.indexOf(question)], target: 'value',
      message: text(`No row or adjustment reads ${question}.`, `没有任何行或调整用到 ${question}。`),
      remedy: text('Remove it, or use it.', '请删去或用上它。'),
    })),
    ...unstated.map((question): Finding => ({
      code: 'feed-unstated', path: ['fed_by'], target: 'key',
      message: text(`Rows or adjustments read ${question}, which is not listed here.`, `有行或调整用到 ${question}，但这里没有列出。`),
      remedy: text('Add it.', '请补上。'),
    })),
  ];
}

interface Adjusting {
  readonly adjustment: Adjustment;
  readonly condition: CompiledCondition;
}

function conditionsOf({ adjustments = [] }: Criterion): readonly Adjusting[] {
  return adjustments.map((adjustment) => ({ adjustment, condition: mustCompile(adjustment.when) }));
}

/** One value of a side at one place, under one assumption on the facts that adjustments read. */
interface Variant {
  readonly side: Side;
  readonly place: Place;
  readonly option: Readonly<Record<string, unknown>>;
}

function monotoneFindings(criterion: Criterion): readonly Finding[] {
  const conditions = conditionsOf(criterion);
  const locals = variants('local', conditions);
  const apis = variants('api', conditions);
  return (Object.entries(criterion.monotone ?? {}) as [Question, 'rising' | 'falling'][]).flatMap(([question, direction]): Finding[] => {
    const sign = direction === 'rising' ? 1 : -1;
    for (const context of combinations(criterion.fed_by.filter((one) => one !== question))) {
      const along = (variant: Variant): readonly number[] =>
        (LEVELS[question] as readonly Level[]).map((level) => valueOf(criterion, conditions, new Map([...context, [question, level]]), variant));
      const apiValues = apis.map((api) => ({ api, values: along(api) }));
      for (const local of locals) {
        const localValues = along(local);
        for (const { api, values } of apiValues) {
          const leads = localValues.map((value, i) => value - (values[i] as number));
          const broken = leads.findIndex((value, i) => i > 0 && sign * (value - (leads[i - 1] as number)) < -EPSILON);
          if (broken > 0) return [notMonotone(question, direction, broken, context, local, api, leads)];
        }
      }
    }
    return [];
  });
}

function notMonotone(
  question: Question, direction: string, at: number, context: ReadonlyMap<Question, Level>, local: Variant, api: Variant, leads: readonly number[],
): Finding {
  const levels: readonly Level[] = LEVELS[question];
  const [from, to] = levels.slice(at - 1, at + 1) as [Level, Level];
  const where = [...[...context].map(([name, level]) => `${name}: ${level}`), `${local.place} against ${api.place}`].join(', ');
  const numbers = leads.slice(at - 1, at + 1).map(round).join(' → ');
  return {
    code: 'not-monotone', path: ['monotone', question], target: 'value',
    message: text(
      `The lead of local is not ${direction} from ${from} to ${to} (${numbers}), where ${where}.`,
      `从 ${from} 到 ${to}，本地一侧的领先值并非 ${direction}（${numbers}），情形：${where}。`,
    ),
    remedy: text('Correct a value, or do not declare it.', '请修正取值，或不作此声明。'),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function valueOf(
  criterion: Criterion, conditions: readonly Adjusting[], levels: ReadonlyMap<Question, Level>, { side, place, option }: Variant,
): number {
  const row = criterion.rows.find(({ when }) => (Object.entries(when) as [Question, Level | readonly Level[]][]).every(([question, wanted]) => ([wanted].flat() as readonly Level[]).includes(levels.get(question) as Level)));
  const context = { org: {}, w: Object.fromEntries(levels), derived: {}, option };
  const added = conditions
    .filter(({ adjustment, condition }) => (adjustment.side === undefined || adjustment.side === side) && condition.evaluate(context) === true)
    .reduce((sum, { adjustment }) => sum + adjustment.by, 0);
  return Math.min(1, Math.max(0, valueAt(row?.[side] as SideValue, place) + added));
}

/** Every combination of the facts with few values that adjustments read of an option. */
function variants(side: Side, conditions: readonly Adjusting[]): readonly Variant[] {
  const read = conditions.filter(({ adjustment }) => adjustment.side === undefined || adjustment.side === side).flatMap(({ condition }) => condition.paths);
  const fields = [...new Set(read)].flatMap((path) => {
    const type = RULE_SCOPE[path];
    const values = type?.kind === 'bool' ? [false, true] : type?.kind === 'text' ? type.values : undefined;
    const fixed = !path.startsWith('option.') || path === 'option.side' || path === 'option.place';
    return fixed || values === undefined ? [] : [{ name: path.slice('option.'.length), values }];
  });
  const facts = fields.reduce<readonly Readonly<Record<string, unknown>>[]>(
    (all, { name, values }) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
  return PLACES_OF[side].flatMap((place) => facts.map((option) => ({ side, place, option: { ...option, side, place } })));
}

function combinations(questions: readonly Question[]): readonly ReadonlyMap<Question, Level>[] {
  return questions.reduce<readonly ReadonlyMap<Question, Level>[]>(
    (all, question) => all.flatMap((one) => (LEVELS[question] as readonly Level[]).map((level) => new Map([...one, [question, level]]))),
    [new Map<Question, Level>()],
  );
}
