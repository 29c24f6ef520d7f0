/** What is wrong with the shape of a row, in words: from a schema's issue to faults with their place. */
import type * as z from 'zod';
import type { Text } from '../profile/vocabulary.js';
import { DISORDER, nearest, type Fault } from './finding.js';

type Issue = z.core.$ZodIssue;

/** What to do about a number that must be above 0. */
export const BOUND: Text = { en: 'Check its unit. What is not known is left out, never 0.', zh: '请检查单位。不知道的就略去，不要写 0。' };

/** What a word that has not the right form should look like. */
function formOf(path: readonly PropertyKey[]): Text {
  const field = path.findLast((step) => typeof step === 'string');
  switch (field) {
    case 'date':
      return { en: 'Write YYYY-MM-DD, or YYYY-MM or YYYY where the source says no more.', zh: '请写成 YYYY-MM-DD；出处只到月或年时写 YYYY-MM 或 YYYY。' };
    case 'as_of':
    case 'published':
    case 'value':
      return { en: 'Write a day that exists as YYYY-MM-DD.', zh: '请写成真实存在的日期 YYYY-MM-DD。' };
    case 'currency':
      return { en: 'Write the three capitals of ISO 4217, such as USD.', zh: '请写 ISO 4217 的三个大写字母，如 USD。' };
    case 'in_table':
      return { en: 'Write the provider and the id as the price table has them, with a space between.', zh: '请写价格表中的服务商与标识，中间用空格隔开。' };
    default:
      return { en: 'Ids are lower case with hyphens; countries are two capitals.', zh: '标识用小写字母与连字符，国家用两个大写字母。' };
  }
}

export function fromIssue(issue: Issue): Fault[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({
        path: [...path, name], atKey: true, code: 'unknown-key',
        message: { en: `there is no field "${name}" here`, zh: `此处没有字段“${name}”` },
        remedy: { en: 'Remove it, or take the name that rows beside it use.', zh: '请删除它，或改用相邻条目中的字段名。' },
      }));
    case 'invalid_union':
      return [closestBranch(issue)];
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      const near = typeof issue.input === 'string' ? nearest(issue.input, issue.values.map(String)) : undefined;
      return [{
        path, code: 'wrong-value', message: { en: `must be one of ${values}`, zh: `必须是 ${values} 之一` },
        remedy: near === undefined ? { en: 'Take one of these.', zh: '请从中选用。' } : { en: `Did you mean ${near}?`, zh: `是否指 ${near}？` },
      }];
    }
    case 'invalid_type': {
      const missing = issue.input === undefined;
      return [missing
        ? { path, code: 'missing', message: { en: 'is missing', zh: '缺失' }, remedy: { en: 'State it.', zh: '请补上。' } }
        : { path, code: 'wrong-type', message: { en: `must be a ${issue.expected}`, zh: `类型必须是 ${issue.expected}` }, remedy: issue.expected === 'number' ? { en: 'Write the number alone; its unit is in the name of the field.', zh: '请只写数字，单位已在字段名中。' } : { en: 'Write it as rows beside it do.', zh: '请参照相邻条目的写法。' } }];
    }
    case 'custom':
      if (issue.message === DISORDER.code) return [{ path, ...DISORDER }];
      return [{ path, code: 'no-price', message: { en: 'states no price: at least one amount is needed', zh: '没有给出价格，至少需要一项金额' }, remedy: { en: 'State an amount, or leave the price out: then it counts as unknown.', zh: '请填写金额，或略去该价格（即视为未知）。' } }];
    case 'too_small': {
      const least = `${issue.inclusive === false ? '> ' : '≥ '}${issue.minimum}`;
      return [{ path, code: 'too-small', message: { en: `must be ${least}`, zh: `必须 ${least}` }, remedy: BOUND }];
    }
    case 'too_big': {
      const most = `≤ ${issue.maximum}`;
      return [{ path, code: 'too-big', message: { en: `must be ${most}`, zh: `必须 ${most}` }, remedy: BOUND }];
    }
    case 'invalid_format':
      return [{ path, code: 'wrong-form', message: { en: `"${String(issue.input)}" has not the form that is needed here`, zh: `“${String(issue.input)}”不符合此处要求的格式` }, remedy: formOf(path) }];
    default:
      return [{ path, code: 'wrong-value', message: { en: `is not valid: ${issue.message}`, zh: `无效：${issue.message}` }, remedy: { en: 'Write it as rows beside it do.', zh: '请参照相邻条目的写法。' } }];
  }
}

/** Of a fact that is neither `unknown` nor well stated: the first thing that is wrong with the statement. */
function closestBranch(issue: Extract<Issue, { code: 'invalid_union' }>): Fault {
  const stated = issue.errors.flat().find((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys' || inner.code === 'custom');
  const [first] = stated === undefined ? [] : fromIssue({ ...stated, path: [...issue.path, ...stated.path] });
  return first ?? {
    path: issue.path, code: 'no-fact',
    message: { en: 'must be unknown, or { value, source, date, grade }', zh: '必须是 unknown，或 { value, source, date, grade }' },
    remedy: { en: 'Say where it was read, when, and how far to trust it.', zh: '请写明出处、日期与可信程度。' },
  };
}
