/** What the gate says: of conditions that are no conditions, and of those that hold. */
import type { Language, Text } from '../profile/vocabulary.js';
import { RECOMMENDATION_NAMES } from './assessment.js';
import { REPORT_TEXT } from './report.js';
import type { Firmness, Recommendation } from '../assessment/terms.js';

const text = (en: string, zh: string): Text => ({ en, zh });
const name = (recommendation: Recommendation, language: Language): string => RECOMMENDATION_NAMES[language][recommendation];
const parts = (names: readonly string[], language: Language): string => (names.length === 0 ? '' : language === 'zh' ? `（${names.join('、')}）` : ` (${names.join(', ')})`);

/** Types of CEL. */
const TYPES: Readonly<Record<string, Text>> = {
  double: text('a number', '数值'), int: text('a whole number', '整数'), string: text('text', '文字'), bool: text('true or false', '真假值'), list: text('a list', '列表'), map: text('a map', '映射'), null: text('null', '空值'),
};

/** So many fields of a group are named. */
const FIELDS_NAMED = 6;
const some = (fields: readonly string[], comma: string): string => [...fields.slice(0, FIELDS_NAMED), ...(fields.length > FIELDS_NAMED ? ['…'] : [])].join(comma);

export const GATE_TEXT = {
  tooLong: (most: number) => text(`an assertion has at most ${most} characters.`, `断言最多 ${most} 个字符。`),
  notCel: (what: string) => text(`this is no assertion: ${what}.`, `这不是合法的断言：${what}。`),
  notBool: (type: Text) => text(`an assertion must be true or false; this is ${type.en}.`, `断言的结果必须是真或假，而这里是${type.zh}。`),
  noOperator: (operator: string, types: readonly Text[]) =>
    types.length === 1
      ? text(`"${operator}" cannot stand before ${types[0]?.en ?? ''}.`, `“${operator}”不能用于${types[0]?.zh ?? ''}。`)
      : text(`"${operator}" cannot stand between ${types.map(({ en }) => en).join(' and ')}.`, `“${operator}”不能用于${types.map(({ zh }) => zh).join('与')}之间。`),
  /** A type of CEL in words; `fields` of a group of them. */
  type: (name: string, fields: readonly string[]): Text =>
    fields.length > 0
      ? text(`a group of fields (${some(fields, ', ')})`, `一组字段（${some(fields, '、')}）`)
      : (TYPES[name] ?? text(`a value of the type ${name}`, `类型为 ${name} 的值`)),
  nameField: (field: string) => text(`Name one of its fields, such as .${field}.`, `请写到其中一个字段，如 .${field}。`),
  /** What a condition has read. */
  values: (values: readonly { readonly path: string; readonly value: string | number | boolean }[]) =>
    text(values.map(({ path, value }) => `${path} is ${value}`).join(', '), values.map(({ path, value }) => `${path} 为 ${value}`).join('，')),
  withValues: (verdict: Text, values: Text) => text(`${verdict.en}; ${values.en}`, `${verdict.zh}；${values.zh}`),
  noField: (field: string) => text(`an assessment has no field ${field}.`, `评估结果中没有字段 ${field}。`),
  noFieldHere: (field: string) => text(`there is no field ${field} at this place.`, `此处没有字段 ${field}。`),
  write: (expression: string) => text(`Write ${expression}.`, `请写作 ${expression}。`),
  never: (literal: string, values: readonly string[]) => text(`this field is never "${literal}"; it is one of: ${values.join(', ')}.`, `此字段不可能是 "${literal}"；可选：${values.join('、')}。`),
  seeSchema: text(
    'Words: no-option, close, open-gate, changed, stale. Fields of an assertion: ai-path schema assessment.',
    '可用的词：no-option、close、open-gate、changed、stale。断言可用的字段见 ai-path schema assessment。',
  ),
  fails: (what: string) => text(`it cannot be evaluated: ${what}`, `无法求值：${what}`),
  isUnknown: (field: string) => text(`"${field}" is not known here`, `此处 "${field}" 未知`),

  expected: {
    'no-option': text('an option for every request', '每类请求都有可行方案'),
    close: text('no workload too close to call', '没有势均力敌的工作负载'),
    'open-gate': text('no open rule on the recommended side', '所建议一方没有未定规则'),
    changed: text('the same decisions as in the baseline', '与基线的结论一致'),
    stale: text('data of the last 180 days', '数据不早于 180 天'),
  },
  expectedFalse: text('not true', '不成立'),
  isTrue: text('true', '成立'),
  noOption: (workload: string, names: readonly string[]) => text(`${workload}${parts(names, 'en')}: no option is left`, `${workload}${parts(names, 'zh')}：没有可行方案`),
  close: (workload: string, names: readonly string[]) => text(`${workload}${parts(names, 'en')}: too close to call`, `${workload}${parts(names, 'zh')}：势均力敌`),
  openGate: (workload: string, rule: string) => text(`${workload}: ${rule} is not settled`, `${workload}：${rule} 尚无定论`),
  noBaseline: (organisation: string) => text(`cannot tell: the baseline does not hold ${organisation}`, `无法判断：基线中没有${organisation}`),
  changed: (workload: string, before: Recommendation | undefined, after: Recommendation | undefined) =>
    before === undefined || after === undefined
      ? text(`${workload}: ${before === undefined ? 'new' : 'no longer there'}`, `${workload}：${before === undefined ? '新增' : '不复存在'}`)
      : before === after
        ? text(`${workload}: ${name(after, 'en')}, decided otherwise in part`, `${workload}：${name(after, 'zh')}，部分结论有变`)
        : text(`${workload}: ${name(before, 'en')} → ${name(after, 'en')}`, `${workload}：${name(before, 'zh')} → ${name(after, 'zh')}`),
  stale: (data: readonly string[], day: string) => text(`as of ${day}: ${data.join(', ')}`, `截至 ${day}：${data.join('、')}`),
  cannotTell: (reason: Text) => text(`cannot be evaluated: ${reason.en}`, `无法求值：${reason.zh}`),
  verdict: (workload: string, recommendation: Recommendation, firmness: Firmness | null) =>
    text(
      [`${workload}: ${name(recommendation, 'en')}`, ...(firmness === null ? [] : [REPORT_TEXT.en.firmness[firmness]])].join(', '),
      [`${workload}：${name(recommendation, 'zh')}`, ...(firmness === null ? [] : [REPORT_TEXT.zh.firmness[firmness]])].join('，'),
    ),

  heading: (count: number) => text(`--fail-on: ${count === 1 ? 'one finding' : `${count} findings`}`, `--fail-on：共 ${count} 处不符`),
  column: { condition: text('Condition', '条件'), expected: text('Expected', '应为'), organisation: text('Organisation', '组织'), found: text('Found', '实际'), where: text('Where', '位置'), read: text('Read', '参阅') },
} as const;

/** Why a file cannot be read, by the code of the system. */
const UNREADABLE: Readonly<Record<string, Text>> = {
  ENOENT: text('there is no such file.', '没有这个文件。'),
  EISDIR: text('is a folder, not a file.', '是文件夹，不是文件。'),
  EACCES: text('may not be read: check its permissions.', '没有读取权限，请检查。'),
};

/** Of files that hold assessments: baselines, and what is compared. */
export const FILES = {
  unreadable: (code: string) => UNREADABLE[code] ?? text(`cannot be read (${code}).`, `无法读取（${code}）。`),
  notJson: text('is no JSON.', '不是 JSON。'),
  notAnAssessment: (schema: string, path: string) => text(`is no assessment (${schema})${path === '' ? '' : `: ${path}`}.`, `不是评估结果（${schema}）${path === '' ? '' : `：${path}`}。`),
  notAnAssessmentRemedy: text('Write one with this version: ai-path assess PROFILE --format json=FILE.', '请用当前版本生成：ai-path assess PROFILE --format json=FILE。'),
  changedNeedsBaseline: text('changed is judged against a baseline, and none is given.', 'changed 要与基线比较，而没有给出基线。'),
  giveBaseline: text('Add --baseline FILE; --update-baseline writes it.', '请加上 --baseline FILE；--update-baseline 可写出基线。'),
  updateNeedsBaseline: text('--update-baseline writes a baseline, and none is named.', '--update-baseline 用于写出基线，而没有指定文件。'),
  nameBaseline: text('Add --baseline FILE.', '请加上 --baseline FILE。'),
  baselineUnused: text('nothing is judged against this baseline.', '没有任何条件用到这个基线。'),
  oneEach: (count: number) => text(`holds ${count} profiles, and two single ones are compared.`, `含有 ${count} 份档案，而比较的双方各须只有一份。`),
  useBaseline: text('Add --fail-on changed, or --update-baseline.', '请加上 --fail-on changed 或 --update-baseline。'),
} as const;
