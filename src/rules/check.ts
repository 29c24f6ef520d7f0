/** Everything that can be wrong with a rule pack, found at once: its shape, its conditions and sentences, its tables, and whether its own examples come out. */
import type { SourceRange } from '@marcbachmann/cel-js';
import { text, type Finding } from '../profile/finding.js';
import { printable, type Path } from '../profile/path.js';
import { LANGUAGES, LEVELS, type Question, type Text } from '../profile/vocabulary.js';
import { claimVerdict } from './claim.js';
import { criterionFindings } from './check-criterion.js';
import type { Context } from './condition.js';
import { mustCompile } from './context.js';
import { checkCondition, compileCondition } from './engine.js';
import { contextOf } from './example-run.js';
import { judgeExample } from './gate.js';
import type { Case, Claim, Criterion, Gate, Warning } from './pack.js';
import { withBothLanguages } from './own-texts.js';
import { CHINESE, packSchema, type Origin } from './schema.js';
import { shapeFindings } from './shape-findings.js';
import { suggestion } from './suggest.js';
import { canBeSaid, placeholders } from './template.js';

/** A finding; where it is about a part of a text, the part. */
export interface PackFinding extends Finding {
  readonly within?: SourceRange;
}

type Loose = Readonly<Record<string, unknown>>;

/** @param builtInRules ids that an own pack may override */
export function checkPack(written: unknown, origin: Origin, builtInRules: readonly string[] = []): readonly PackFinding[] {
  const pack = origin === 'own' ? withBothLanguages(written) : written;
  const root = record(pack);
  const rules = RULE_KINDS.flatMap((kind) => list(root[kind]).map((rule, index): LooseRule => ({ kind, rule: record(rule), path: [kind, index] })));
  return [
    ...shapeFindings(pack, origin),
    ...(origin === 'own' ? [...notChinese(written, []), ...reservedFindings(root), ...overrideFindings(root, builtInRules), ...unreachable(rules), ...contradictions(rules)] : []),
    ...duplicateIds(rules),
    ...rules.flatMap((rule) => [...sourceFindings(rule, record(root['sources'])), ...textFindings(rule), ...conditionFindings(rule)]),
    ...list(root['questions']).flatMap((question, index) => questionFindings(record(question), ['questions', index])),
    ...rules.flatMap((rule) => soundFindings(rule, origin)),
  ];
}

const RULE_KINDS = ['criteria', 'gates', 'claims', 'warnings'] as const;
type RuleKind = (typeof RULE_KINDS)[number];

interface LooseRule {
  readonly kind: RuleKind;
  readonly rule: Loose;
  readonly path: Path;
}

function reservedFindings(root: Loose): readonly PackFinding[] {
  return ['criteria', 'questions'].filter((key) => root[key] !== undefined).map((key): PackFinding => ({
    code: 'built-in-only', path: [key], target: 'key',
    message: text(`Only built-in packs have ${key}: they are the decision's own, the same for everybody.`, `只有内置规则包可以包含 ${key}：它们属于决策本身，对所有人一致。`),
    remedy: text('Say it as a gate, a claim or a warning.', '请改写成规则、论断或提醒。'),
  }));
}

/** A Chinese text may be left out of an own pack; one that is there is in Chinese. */
function notChinese(value: unknown, path: Path): readonly PackFinding[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => notChinese(item, [...path, index]));
  return Object.entries(record(value)).flatMap(([key, inner]): readonly PackFinding[] => {
    const at = [...path, key];
    if (key !== 'zh' || typeof inner !== 'string' || inner.trim() === '' || CHINESE.test(inner)) return key === 'cases' ? [] : notChinese(inner, at);
    return [{
      code: 'not-chinese', path: at, target: 'value',
      message: text('The Chinese text holds no Chinese.', '中文文本中没有汉字。'), remedy: text('Write it in Chinese, or leave it out.', '请用中文书写，或删去。'),
    }];
  });
}

/** An override of a rule that is not there would silently do nothing. */
function overrideFindings(root: Loose, builtInRules: readonly string[]): readonly PackFinding[] {
  const seen = new Set<string>();
  return list(root['overrides']).flatMap((override, index): readonly PackFinding[] => {
    const { rule } = record(override);
    if (typeof rule !== 'string') return [];
    const path: Path = ['overrides', index, 'rule'];
    const isNew = !seen.has(rule);
    seen.add(rule);
    if (!isNew) {
      return [{
        code: 'duplicate-override', path, target: 'value',
        message: text(`The rule "${printable(rule)}" is overridden above already.`, `规则“${printable(rule)}”在上面已经改写过。`),
        remedy: text('Say once what becomes of it.', '同一条规则只改写一次。'),
      }];
    }
    if (builtInRules.includes(rule)) return [];
    return [{
      code: 'unknown-rule', path, target: 'value',
      message: text(`There is no built-in rule "${printable(rule)}".`, `没有名为“${printable(rule)}”的内置规则。`),
      remedy: suggestion(rule, builtInRules) ?? text('See what there is: ai-path rules list.', '运行 ai-path rules list 查看全部规则。'),
    }];
  });
}

const NOTHING_KNOWN: Context = { org: {}, w: {}, derived: {}, option: {} };

/** A condition that is false whatever the facts makes a rule that looks like protection and is none. */
function unreachable(rules: readonly LooseRule[]): readonly PackFinding[] {
  return rules.flatMap(({ kind, rule, path }): readonly PackFinding[] => {
    const { when } = rule;
    if ((kind !== 'gates' && kind !== 'warnings') || typeof when !== 'string' || compileCondition(when).condition?.evaluate(NOTHING_KNOWN) !== false) return [];
    return [{
      code: 'unreachable', path: [...path, 'when'], target: 'value',
      message: text('No facts make this condition true, so the rule never speaks.', '任何事实都不会使该条件成立，这条规则永远不会生效。'),
      remedy: text('Two of its parts exclude each other: correct one.', '其中两部分互相排斥，请修正其一。'),
    }];
  });
}

/** Two gates that bar one side each, and each in the other's example: together they leave no way at all. */
function contradictions(rules: readonly LooseRule[]): readonly PackFinding[] {
  const excluding = rules.filter(({ kind, rule }) => kind === 'gates' && rule['effect'] === 'exclude' && record(rule['target'])['side'] !== undefined);
  return excluding.flatMap((later, index): readonly PackFinding[] => {
    const earlier = excluding.slice(0, index).find((one) => record(one.rule['target'])['side'] !== record(later.rule['target'])['side'] && firesIn(one, later) && firesIn(later, one));
    if (earlier === undefined) return [];
    const id = printable(String(earlier.rule['id']));
    return [{
      code: 'contradiction', path: [...later.path, 'when'], target: 'value',
      message: text(`This gate and "${id}" bar one side each in the same case, which leaves no way at all.`, `该规则与“${id}”在同一情形下各排除一方，结果没有任何可行方式。`),
      remedy: text('Narrow one of them, or let it set a condition.', '请缩小其中一条的范围，或改为设定条件。'),
    }];
  });
}

function firesIn({ rule }: LooseRule, other: LooseRule): boolean {
  const { when } = rule;
  const example = record(record(other.rule['cases'])['fires']);
  const { condition } = typeof when === 'string' ? compileCondition(when) : { condition: undefined };
  if (condition === undefined) return false;
  try {
    return condition.evaluate({ ...NOTHING_KNOWN, ...example }) === true;
  } catch {
    return false; // an example with a value of the wrong type is reported where it stands
  }
}

/** Gates, claims and warnings share one name space: `pack/id` names one rule. */
function duplicateIds(rules: readonly LooseRule[]): readonly PackFinding[] {
  const seen = new Set<string>();
  return rules.flatMap(({ kind, rule, path }) => {
    const { id } = rule;
    if (typeof id !== 'string') return [];
    const name = kind === 'criteria' ? `criterion ${id}` : id;
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew ? [] : [{
      code: 'duplicate-id', path: [...path, 'id'], target: 'value' as const,
      message: text(`The id "${printable(id)}" is taken by a rule above.`, `编号“${printable(id)}”已被上面的规则使用。`),
      remedy: text('Give each rule an id of its own.', '请为每条规则取不同的编号。'),
    }];
  });
}

function sourceFindings({ rule, path }: LooseRule, sources: Loose): readonly PackFinding[] {
  const { source } = rule;
  if (typeof source !== 'string' || Object.hasOwn(sources, source)) return [];
  const remedy = suggestion(source, Object.keys(sources));
  return [{
    code: 'unknown-source', path: [...path, 'source'], target: 'value',
    message: text(`There is no source "${printable(source)}" in this pack.`, `此规则包中没有名为“${printable(source)}”的来源。`),
    remedy: remedy ?? text('Describe it under "sources".', '请在 sources 中写明该来源。'),
  }];
}

/** Where sentences may hold facts in braces. */
const SENTENCES: Readonly<Record<RuleKind, readonly string[]>> = { criteria: [], gates: [], claims: ['because', 'figures'], warnings: ['text'] };

function textFindings({ kind, rule, path }: LooseRule): readonly PackFinding[] {
  return textsIn(rule, path).flatMap(({ texts, at }) => {
    const allowed = SENTENCES[kind].some((key) => at[path.length] === key);
    const findings = LANGUAGES.flatMap((language) => placeholders(texts[language]).flatMap((each) => placeholderFinding(each, [...at, language], allowed)));
    const [first, second] = LANGUAGES.map((language) => [...new Set(placeholders(texts[language]).map((one) => one.path))].sort().join());
    if (findings.length > 0 || first === second) return findings;
    return [{
      code: 'placeholders-differ', path: at, target: 'value' as const,
      message: text('Both languages must name the same facts.', '两种语言的文本必须引用相同的事实。'),
      remedy: text('Use the same placeholders in both.', '请在两种文本中使用相同的占位符。'),
    }];
  });
}

function placeholderFinding({ path: name, at }: { readonly path: string; readonly at: number }, path: Path, allowed: boolean): readonly PackFinding[] {
  if (allowed && canBeSaid(name)) return [];
  const shown = printable(name);
  return [{
    code: 'unknown-placeholder', path, target: 'value', within: { start: at, end: at + name.length + 2 },
    message: allowed
      ? text(`{${shown}} cannot be put into words.`, `{${shown}} 无法写成文字。`)
      : text('Facts in braces are filled in only in claims and warnings.', '只有论断和提醒的文本会填入花括号中的事实。'),
    remedy: allowed
      ? text('Name an answer such as {w.team_strength}, a name such as {option.model_name}, or a number.', '可用：回答（如 {w.team_strength}）、名称（如 {option.model_name}）或数字。')
      : text('Write it without braces.', '请去掉花括号。'),
  }];
}

/** Every text in both languages below a value. */
function textsIn(value: unknown, path: Path): readonly { readonly texts: Text; readonly at: Path }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  const fields = record(value);
  if (typeof fields['en'] === 'string' && typeof fields['zh'] === 'string') return [{ texts: fields as unknown as Text, at: path }];
  return Object.entries(fields).flatMap(([key, inner]) => (key === 'cases' ? [] : textsIn(inner, [...path, key])));
}

/** Keys that hold a condition, wherever in a rule they stand. */
const CONDITION_KEYS: Readonly<Record<RuleKind, readonly string[]>> = {
  criteria: ['when'], gates: ['when', 'met', 'possible', 'rare_unless'], claims: ['holds', 'fails'], warnings: ['when'],
};

interface LooseCondition {
  readonly condition: string;
  readonly at: Path;
}

function conditionFindings({ kind, rule, path }: LooseRule): readonly PackFinding[] {
  return conditionsIn(rule, path, CONDITION_KEYS[kind]).flatMap(({ condition, at }) =>
    checkCondition(condition).errors.map(({ code, range, message, remedy }): PackFinding => ({
      code, path: at, target: 'value', within: range, message, ...(remedy === undefined ? {} : { remedy }),
    })),
  );
}

function conditionsIn(value: unknown, path: Path, keys: readonly string[]): readonly LooseCondition[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => conditionsIn(item, [...path, index], keys));
  return Object.entries(record(value)).flatMap(([key, inner]): readonly LooseCondition[] => {
    if (key === 'cases' || key === 'because') return [];
    if (typeof inner === 'string') return keys.includes(key) && inner !== '' ? [{ condition: inner, at: [...path, key] }] : [];
    return conditionsIn(inner, [...path, key], keys);
  });
}

/** Levels are named all, in their order: reports and prompts show them so. */
function questionFindings(question: Loose, path: Path): readonly PackFinding[] {
  const { id } = question;
  if (typeof id !== 'string' || !Object.hasOwn(LEVELS, id)) return [];
  const expected: readonly string[] = LEVELS[id as Question];
  const found = list(question['levels']).map((level) => record(level)['level']);
  if (found.length === expected.length && found.every((level, i) => level === expected[i])) return [];
  return [{
    code: 'levels-differ', path: [...path, 'levels'], target: 'key',
    message: text(`The levels of ${id} are ${expected.join(', ')}, in this order.`, `${id} 的等级依次为 ${expected.join('、')}。`),
    remedy: text('Name each of them once.', '请按顺序各写一次。'),
  }];
}

/** Checks that need a rule without faults: of its table, and of its examples. */
function soundFindings({ kind, rule, path }: LooseRule, origin: Origin): readonly PackFinding[] {
  const faulty = conditionsIn(rule, path, CONDITION_KEYS[kind]).some(({ condition }) => compileCondition(condition).condition === undefined);
  if (faulty) return [];
  const schema = packSchema(origin);
  switch (kind) {
    case 'criteria':
      return schema.criterion.safeParse(rule).success ? criterionFindings(rule as unknown as Criterion).map((finding) => ({ ...finding, path: [...path, ...finding.path] })) : [];
    case 'gates':
      return schema.gate.safeParse(rule).success ? gateFindings(rule as unknown as Gate, path) : [];
    case 'claims':
      return schema.claim.safeParse(rule).success ? claimFindings(rule as unknown as Claim, path) : [];
    case 'warnings':
      return schema.warning.safeParse(rule).success ? warningFindings(rule as unknown as Warning, path) : [];
  }
}

function gateFindings(gate: Gate, path: Path): readonly PackFinding[] {
  const fires = judgeExample(gate, contextOf(gate.cases.fires)).verdict;
  const misses = judgeExample(gate, contextOf(gate.cases.near_miss)).verdict;
  return [
    ...outcome([...path, 'cases', 'fires'], fires, ['blocks', 'conditions']),
    ...outcome([...path, 'cases', 'near_miss'], misses, ['satisfied', 'not_applicable']),
    ...nearness(gate.cases, [...path, 'cases', 'near_miss']),
  ];
}

function warningFindings(warning: Warning, path: Path): readonly PackFinding[] {
  const verdict = (example: Case): string => String(mustCompile(warning.when).evaluate(contextOf(example)) ?? 'unknown');
  return [
    ...outcome([...path, 'cases', 'fires'], verdict(warning.cases.fires), ['true']),
    ...outcome([...path, 'cases', 'near_miss'], verdict(warning.cases.near_miss), ['false']),
    ...nearness(warning.cases, [...path, 'cases', 'near_miss']),
  ];
}

function claimFindings(claim: Claim, path: Path): readonly PackFinding[] {
  return (['holds', 'does_not_hold'] as const).flatMap((expected) => {
    const context = contextOf(claim.cases[expected]);
    const at = [...path, 'cases', expected];
    const both = [claim.holds, claim.fails].every((condition) => mustCompile(condition).evaluate(context) === true);
    return both ? outcome(at, 'both', [expected]) : outcome(at, claimVerdict(claim, context), [expected]);
  });
}

function outcome(path: Path, found: string, expected: readonly string[]): readonly PackFinding[] {
  if (expected.includes(found)) return [];
  return [{
    code: 'case-fails', path, target: 'key',
    message: text(`This example must come out as ${expected.join(' or ')}; it comes out as ${found}.`, `此示例应得到 ${expected.join(' 或 ')}，实际得到 ${found}。`),
    remedy: text('Correct the rule or its example; a fact that is not stated is unknown.', '请修正规则或示例；没有写出的事实视为未知。'),
  }];
}

/** A near miss is near: one fact away from the case that fires. */
function nearness({ fires, near_miss: misses }: { readonly fires: Case; readonly near_miss: Case }, path: Path): readonly PackFinding[] {
  const [a, b] = [leaves(fires), leaves(misses)];
  const differing = [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key));
  if (differing.length === 1) return [];
  return [{
    code: 'not-near', path, target: 'key',
    message: text(
      `The near miss must differ from the case that fires in one fact; it differs in ${differing.length === 0 ? 'none' : differing.join(', ')}.`,
      `差一点的示例应与触发的示例只差一个事实，实际相差：${differing.length === 0 ? '无' : differing.join('、')}。`,
    ),
    remedy: text('Change one fact only.', '请只改动一个事实。'),
  }];
}

function leaves(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map([[path, JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, path === '' ? key : `${path}.${key}`)]));
}

function record(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
