/** The format of a rule pack as one zod schema. Made when a pack is first checked: built-in packs are checked when they are built, not when they run. */
import * as z from 'zod';
import { API_PLACES, CRITERIA, LEVELS, LOCAL_PLACES, PLACES, QUESTIONS, SIDES, type Place } from '../profile/vocabulary.js';
import { BASES } from './pack.js';
import { OPEN_ITEM, ROOTS, RULE_SCOPE, type FieldType } from './scope.js';
import { remembered } from '../lazy.js';

/** Clauses of the article. */
const CLAUSES = ['R1', 'R2', 'R3', 'R4', 'A1', 'A2', 'A3', 'D1', 'D2', 'D3', 'D4', 'D5', 'H0', 'H1', 'H2', 'H3'] as const;
export const VERSION_PATTERN = /^\d+\.\d+\.\d+$/;
export const CHINESE = /\p{Script=Han}/u;

export type PackSchema = ReturnType<typeof build>;
/** Criteria and questions are the decision's own, and only built-in packs have them; own packs may change what built-in rules do. */
export type Origin = 'built-in' | 'own';

const made = new Map<string, PackSchema>();

/** @param form own packs are checked once their texts are completed; as they are written, a text may be in one language, or a plain string */
export function packSchema(origin: Origin, form: 'completed' | 'written' = 'completed'): PackSchema {
  return remembered(made, `${origin} ${form}`, () => build(origin, form));
}

/** What an own pack may do to a built-in rule. */
export const OVERRIDE_EFFECTS = ['off', 'warn'] as const;

function build(origin: Origin, form: 'completed' | 'written') {
  const id = z.string().regex(/^[a-z0-9-]+$/).max(64);
  const said = z.string().refine((text) => text.trim() !== '', { params: { code: 'empty-text' } }).max(1000);
  const chinese = said.refine((zh) => zh.trim() === '' || CHINESE.test(zh), { params: { code: 'not-chinese' } });
  const both = z.strictObject({ en: said, zh: origin === 'built-in' ? chinese : said });
  const oneOrBoth = z.union([said, z.strictObject({ en: said, zh: said.optional() }), z.strictObject({ zh: said })]);
  const text = form === 'completed' ? both : (oneOrBoth as unknown as typeof both);
  const condition = z.string().min(1);
  const clauses = z.array(z.enum(CLAUSES));
  const question = z.enum(QUESTIONS as [(typeof QUESTIONS)[number], ...(typeof QUESTIONS)[number][]]);
  const share = z.number().min(0).max(1);
  const facts = factsSchema();

  const source = z.strictObject({
    title: text,
    url: z.url({ protocol: /^https?$/ }).optional(),
    date: z.iso.date(),
    grade: z.enum(['P', 'S', 'K', 'J']),
  });
  const level = z.enum([...new Set(QUESTIONS.flatMap((one) => LEVELS[one]))] as [string, ...string[]]);
  const questionText = z.strictObject({
    id: question,
    clause: z.enum(CLAUSES).optional(),
    ask: text,
    title: text,
    levels: z.array(z.strictObject({ level, label: text, means: text })),
  });
  const sideValue = (places: readonly [Place, ...Place[]]) => z.union([share, z.strictObject(Object.fromEntries(places.map((place) => [place, share])))]);
  const row = z.strictObject({
    when: z.strictObject(
      Object.fromEntries(QUESTIONS.map((one) => [one, z.union([z.enum(LEVELS[one]), z.array(z.enum(LEVELS[one])).min(1)]).optional()])),
    ),
    local: sideValue(LOCAL_PLACES as unknown as [Place, ...Place[]]),
    api: sideValue(API_PLACES as unknown as [Place, ...Place[]]),
    clauses: clauses.min(1),
    because: text,
  });
  const adjustment = z.strictObject({ id, when: condition, side: z.enum(SIDES).optional(), by: z.number().min(-1).max(1), clauses: clauses.min(1), because: text });
  const criterion = z.strictObject({
    id: z.enum(CRITERIA),
    title: text,
    anchors: z.strictObject({ worst: text, best: text }),
    clauses: clauses.min(1),
    fed_by: z.array(question),
    rows: z.array(row).min(1),
    adjustments: z.array(adjustment).optional(),
    monotone: z.partialRecord(question, z.enum(['rising', 'falling'])).optional(),
    evaluation: z.strictObject({ at_needed: share, clauses: clauses.min(1), because: text }).optional(),
    source: z.string(),
  });

  const example = z.strictObject(Object.fromEntries(ROOTS.map((root) => [root, facts[root].optional()])));
  const cases = z.strictObject({ fires: example, near_miss: example });
  const mitigation = z.strictObject({ met: condition, possible: condition.optional(), condition: text });
  const gate = z.strictObject({
    id,
    title: text,
    when: condition,
    effect: z.union([z.literal('exclude'), z.strictObject({ allow_if: z.enum(['any', 'all']), mitigations: z.array(mitigation).min(1) })]),
    target: z.strictObject({ side: z.enum(SIDES).optional(), places: z.array(z.enum(PLACES)).min(1).optional() }),
    rare_unless: condition.optional(),
    basis: z.enum(BASES),
    clauses: clauses.optional(),
    reason: text,
    remedy: text,
    source: z.string(),
    cases,
  });
  const claim = z.strictObject({
    id,
    clause: z.enum(CLAUSES),
    claim: text,
    holds: condition,
    fails: condition,
    /** `by_rule`: in place of `does_not_hold` where a rule fixed the answer, so that nothing was weighed. */
    because: z.strictObject({ holds: text, does_not_hold: text, by_rule: text.optional(), cannot_tell: text }),
    /** Sentences that follow whatever the verdict, each where every fact that it names is known. */
    figures: z.array(text).min(1).optional(),
    source: z.string(),
    cases: z.strictObject({ holds: example, does_not_hold: example }),
  });
  const warning = z.strictObject({
    id,
    when: condition,
    text,
    next_step: z.strictObject({ action: text, effort: text }).optional(),
    source: z.string(),
    cases,
  });
  const override = z.strictObject({
    /** Id of a built-in rule, such as `article/in-country`. */
    rule: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
    effect: z.enum(OVERRIDE_EFFECTS),
    because: text,
  });
  const pack = z.strictObject({
    id,
    version: z.string().regex(VERSION_PATTERN),
    title: text,
    sources: z.record(id, source),
    questions: z.array(questionText).optional(),
    criteria: z.array(criterion).optional(),
    gates: z.array(gate).optional(),
    claims: z.array(claim).optional(),
    warnings: z.array(warning).optional(),
    ...(origin === 'built-in' ? {} : { overrides: z.array(override).optional() }),
  });
  return { pack, criterion, gate, claim, warning };
}

/** Facts of examples, field by field as conditions read them, so that an example cannot misspell one. */
function factsSchema(): Readonly<Record<(typeof ROOTS)[number], z.ZodObject>> {
  const shapes: Record<string, Record<string, z.ZodType | Record<string, z.ZodType>>> = {};
  for (const [path, type] of Object.entries(RULE_SCOPE)) {
    const [root, first, second] = path.split('.') as [string, string, string | undefined];
    const fields = (shapes[root] ??= {});
    if (second === undefined) fields[first] = fieldSchema(type);
    else ((fields[first] ??= {}) as Record<string, z.ZodType>)[second] = fieldSchema(type);
  }
  return Object.fromEntries(
    Object.entries(shapes).map(([root, fields]) => [
      root,
      z.strictObject(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field instanceof z.ZodType ? field : z.strictObject(field).optional()]))),
    ]),
  ) as Record<(typeof ROOTS)[number], z.ZodObject>;
}

function fieldSchema(type: FieldType): z.ZodType {
  const area = z.string().regex(/^[A-Z]{2}$/);
  switch (type.kind) {
    case 'bool': return z.boolean().optional();
    case 'number': return z.number().optional();
    case 'text': return (type.values !== undefined ? z.enum(type.values) : type.area === true ? area : z.string()).optional();
    case 'list': return z.array(type.values !== undefined ? z.enum([...type.values, OPEN_ITEM]) : z.union([area, z.literal(OPEN_ITEM)])).optional();
  }
}
