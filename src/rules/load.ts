/** Reads a rule pack as people write it, and reports everything that is wrong with it, each with file, line and column. */
import { AiPathError, type Problem } from '../error.js';
import { capped, text, type TextProblem } from '../profile/finding.js';
import { formatPath } from '../profile/path.js';
import { locatorOf, offsetOf, type Place } from '../profile/places.js';
import { readYaml } from '../profile/yaml.js';
import { builtInPacks, builtInRuleIds } from './builtin.js';
import { checkPack, type PackFinding } from './check.js';
import { withBothLanguages } from './own-texts.js';
import type { Origin } from './schema.js';
import type { Pack } from './pack.js';
import { offsetInScalar } from './scalar.js';
import { valueAt } from './shape-findings.js';

/** A hundred rules, with room to spare. */
const LARGEST_PACK = 1_000_000;
const MOST_RULES = 200;
/** Characters of all conditions together: what an assessment costs grows with them. Forty of the built-in ones have a quarter of it. */
const MOST_CONDITION_TEXT = 60_000;

export interface LoadOptions {
  /** For whoever runs the examples to see which of them fail. */
  readonly examplesMayFail?: boolean;
}

/**
 * The pack in a YAML (or JSON) text. `source` is how messages name the text.
 * @throws AiPathError of kind `input` with every problem of the text
 */
export function loadPack(yaml: string, source: string, origin: Origin = 'own', { examplesMayFail = false }: LoadOptions = {}): Pack {
  const { pack, problems: all } = readPack(yaml, source, origin);
  const problems = examplesMayFail ? all.filter(({ code }) => code !== 'case-fails' && code !== 'not-near') : all;
  const [first, ...others] = problems;
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
  return (origin === 'own' ? withBothLanguages(pack) : pack) as Pack;
}

function readPack(yaml: string, source: string, origin: Origin): { readonly pack: unknown; readonly problems: readonly Problem[] } {
  const locate = locatorOf(yaml);
  const problemAt = ({ code, offset, message, remedy }: TextProblem): Problem => ({
    code, source, position: locate(offset), message, ...(remedy === undefined ? {} : { remedy }),
  });
  if (yaml.length > LARGEST_PACK) return { pack: undefined, problems: [problemAt(tooLarge())] };
  const [document, second] = readYaml(yaml);
  if (document === undefined || document.empty) return { pack: undefined, problems: [problemAt(NO_PACK)] };
  if (second !== undefined) return { pack: undefined, problems: [problemAt(twoPacks(second.place.at))] };
  if (!('value' in document)) return { pack: undefined, problems: document.problems.map(problemAt) };
  const tooMuch = tooManyRules(document.value, document.place.at);
  if (tooMuch !== undefined) return { pack: undefined, problems: [problemAt(tooMuch)] };
  const findings = checkPack(document.value, origin, origin === 'own' ? builtInRuleIds() : []).map((finding) => ({ finding, offset: offsetOfFinding(finding, document.value, document.place, yaml) }));
  const problems = [
    ...document.problems.map((problem) => ({ offset: problem.offset, problem: problemAt(problem) })),
    ...findings.map(({ finding: { path, code, message, remedy }, offset }) => ({ offset, problem: { ...problemAt({ code, offset, message, ...(remedy === undefined ? {} : { remedy }) }), path: formatPath(path) } })),
  ].sort((a, b) => a.offset - b.offset);
  return { pack: document.value, problems: capped(problems.map(({ problem }) => problem), source) };
}

/** Before anything is checked: a hostile pack must not cost more to refuse than an honest one to read. */
function tooManyRules(pack: unknown, offset: number): TextProblem | undefined {
  const rules = ['gates', 'claims', 'warnings', 'criteria', 'questions', 'overrides'].flatMap((key) => {
    const value = typeof pack === 'object' && pack !== null && Object.hasOwn(pack, key) ? (pack as Readonly<Record<string, unknown>>)[key] : undefined;
    return Array.isArray(value) ? (value as readonly unknown[]) : [];
  });
  if (rules.length > MOST_RULES) return tooMany(offset, `${rules.length} rules, and may have ${MOST_RULES}`, `有 ${rules.length} 条规则，上限为 ${MOST_RULES}`);
  const length = conditionText(rules, 0);
  return length > MOST_CONDITION_TEXT ? tooMany(offset, `${length} characters of conditions, and may have ${MOST_CONDITION_TEXT}`, `条件共 ${length} 个字符，上限为 ${MOST_CONDITION_TEXT}`) : undefined;
}

/** What is longer is reported where it stands. */
const LONGEST_CONDITION = 4000;
const CONDITIONS: ReadonlySet<string> = new Set(['when', 'met', 'possible', 'rare_unless', 'holds', 'fails']);

/** Depth is bounded by the reader of the YAML. */
function conditionText(value: unknown, sum: number): number {
  if (typeof value !== 'object' || value === null) return sum;
  return Object.entries(value).reduce((total, [key, inner]) => (typeof inner === 'string' ? total + (CONDITIONS.has(key) ? Math.min(inner.length, LONGEST_CONDITION) : 0) : conditionText(inner, total)), sum);
}

function tooMany(offset: number, en: string, zh: string): TextProblem {
  return { code: 'pack-too-large', offset, message: text(`The pack has ${en}.`, `规则包${zh}。`), remedy: text('Split it, or say it in fewer rules.', '请拆分，或合并规则。') };
}

function offsetOfFinding({ path, target, within }: PackFinding, value: unknown, place: Place, yaml: string): number {
  const at = offsetOf(place, path, target);
  const scalar = within === undefined ? undefined : valueAt(value, path);
  return typeof scalar === 'string' && within !== undefined ? offsetInScalar(yaml, at, scalar, within.start) : at;
}

function tooLarge(): TextProblem {
  return { code: 'pack-too-large', offset: 0, message: text('A rule pack has at most a million characters.', '规则包最多一百万个字符。'), remedy: text('Split it.', '请拆分。') };
}

const NO_PACK: TextProblem = {
  code: 'empty-document', offset: 0, message: text('There is no rule pack in this text.', '文本中没有规则包。'), remedy: text('Begin with its id.', '请从 id 写起。'),
};

function twoPacks(offset: number): TextProblem {
  return { code: 'several-documents', offset, message: text('A file holds one rule pack.', '一个文件只能包含一个规则包。'), remedy: text('Give each pack a file of its own.', '请为每个规则包各用一个文件。') };
}

/** What is wrong with the built-in packs; a build with such a fault fails. Positions are what tests of the files themselves give. */
export function checkBuiltInPacks(): Problem[] {
  return builtInPacks().flatMap(({ file, pack }) =>
    checkPack(pack, 'built-in').map(({ path, code, message, remedy }) => ({
      code, source: `src/rules/packs/${file}`, path: formatPath(path), message, ...(remedy === undefined ? {} : { remedy }),
    })),
  );
}
