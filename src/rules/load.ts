/** Reads a rule pack as people write it, and reports everything that is wrong with it, each with file, line and column. */
import { AiPathError, type Problem } from '../error.js';
import { capped, text, type TextProblem } from '../profile/finding.js';
import { formatPath } from '../profile/path.js';
import { locatorOf, offsetOf, type Place } from '../profile/places.js';
import { readYaml } from '../profile/yaml.js';
import { checkPack, type Origin, type PackFinding } from './check.js';
import type { Pack } from './pack.js';
import { offsetInScalar } from './scalar.js';
import { valueAt } from './shape-findings.js';

/** A hundred rules, with room to spare. */
const LARGEST_PACK = 1_000_000;

/**
 * The pack in a YAML (or JSON) text. `source` is how messages name the text.
 * @throws AiPathError of kind `input` with every problem of the text
 */
export function loadPack(yaml: string, source: string, origin: Origin = 'own'): Pack {
  const { pack, problems } = readPack(yaml, source, origin);
  const [first, ...others] = problems;
  if (first !== undefined) throw new AiPathError('input', [first, ...others]);
  return pack as Pack;
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
  const findings = checkPack(document.value, origin).map((finding) => ({ finding, offset: offsetOfFinding(finding, document.value, document.place, yaml) }));
  const problems = [
    ...document.problems.map((problem) => ({ offset: problem.offset, problem: problemAt(problem) })),
    ...findings.map(({ finding: { path, code, message, remedy }, offset }) => ({ offset, problem: { ...problemAt({ code, offset, message, ...(remedy === undefined ? {} : { remedy }) }), path: formatPath(path) } })),
  ].sort((a, b) => a.offset - b.offset);
  return { pack: document.value, problems: capped(problems.map(({ problem }) => problem), source) };
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
