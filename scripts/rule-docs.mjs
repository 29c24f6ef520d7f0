// docs/rules/ is written from the rule packs, a page for each pack and language, so that legal staff read what the program reads:
// node scripts/rule-docs.mjs, or, with --check, fails on a page that differs, on a rule that lacks what a page needs, and on a page
// that no pack stands behind.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { readData } from './compile-data.mjs';

/** @typedef {'en' | 'zh'} Language */
/** @typedef {Record<Language, string>} Text */
/** @typedef {{ title: Text, url?: string, date: string, grade: 'P' | 'S' | 'K' | 'J' }} Source */
/** @typedef {{ condition: Text }} Mitigation */
/** @typedef {{ id: string, source: string, cases: Record<string, unknown>, clauses?: string[], title?: Text, when?: string, effect?: 'exclude' | { allow_if: 'any' | 'all', mitigations: Mitigation[] }, target?: { side?: string, places?: string[] }, basis?: string, reason?: Text, remedy?: Text, clause?: string, claim?: Text, holds?: string, fails?: string, text?: Text, next_step?: { action: Text, effort: Text } }} Rule */
/** @typedef {{ id: string, version: string, title: Text, sources: Record<string, Source>, gates?: Rule[], claims?: Rule[], warnings?: Rule[] }} Pack */

/** @type {Language[]} */
const LANGUAGES = ['en', 'zh'];
/** @type {('gates' | 'claims' | 'warnings')[]} */
const KINDS = ['gates', 'claims', 'warnings'];

const WORDS = {
  en: {
    generated: 'Written from the rule pack by `npm run docs`: change the pack, not this page.',
    other: '中文', note: 'These rules are a screening for people who will ask counsel. No rule here says that anything is lawful, and that none spoke is no permission.',
    gates: 'Gates', claims: 'Claims of the article', warnings: 'Warnings',
    when: 'Applies when', effect: 'Effect', bars: 'bars', any: 'stays if one of these is met', all: 'stays if all of these are met', every: 'the option', remedy: 'What lifts it', basis: 'Basis', clauses: 'Clauses',
    source: 'Source', holds: 'Holds when', fails: 'Does not hold when', step: 'Next step', effort: 'effort', examples: 'Examples', separator: ', ', colon: ': ', bracket: (/** @type {string} */ words) => ` (${words})`,
    grade: { P: 'the text itself was read', S: 'read at second hand', K: 'common knowledge, not looked up', J: 'our own judgement' },
    bases: { law: 'law', guidance: "a regulator's guidance", standard: 'standard', contract: 'contract or licence', provider_terms: "provider's terms", policy: 'policy', practice: 'practice' },
  },
  zh: {
    generated: '本页由 `npm run docs` 依据规则包生成：请修改规则包，不要修改本页。',
    other: 'English', note: '这些规则只是初步筛查，最终应由法务确认。任何规则都不表示某种做法已经合规，“没有规则提示”也不代表允许。',
    gates: '规则', claims: '原文论断', warnings: '提醒',
    when: '适用条件', effect: '作用', bars: '排除', any: '满足其一即可保留', all: '全部满足方可保留', every: '该方案', remedy: '如何解除', basis: '依据', clauses: '条款',
    source: '来源', holds: '成立条件', fails: '不成立条件', step: '下一步', effort: '工作量', examples: '示例', separator: '，', colon: '：', bracket: (/** @type {string} */ words) => `（${words}）`,
    grade: { P: '已读原文', S: '二手资料', K: '常识，未查证', J: '我们自己的判断' },
    bases: { law: '法律', guidance: '监管指引', standard: '标准', contract: '合同或许可证', provider_terms: '服务商条款', policy: '内部政策', practice: '实践经验' },
  },
};

/**
 * What a page cannot be written without.
 * @param {Pack} pack
 */
export function faultsOf(pack) {
  return KINDS.flatMap((kind) => (pack[kind] ?? []).flatMap((rule) => {
    const name = `${pack.id}/${rule.id}`;
    /** @type {Partial<Text>[]} */
    const texts = [rule.title, rule.reason, rule.remedy, rule.claim, rule.text].filter((text) => text !== undefined);
    const cases = kind === 'claims' ? ['holds', 'does_not_hold'] : ['fires', 'near_miss'];
    return [
      ...(pack.sources[rule.source] === undefined ? [`${name} has no source`] : []),
      ...(texts.length === 0 || texts.some(({ en, zh }) => !en || !/\p{Script=Han}/u.test(zh ?? '')) ? [`${name} lacks its text in one of the languages`] : []),
      ...cases.filter((one) => rule.cases[one] === undefined).map((one) => `${name} has no example: ${one}`),
    ];
  }));
}

/**
 * @param {Pack} pack
 * @param {Language} language
 */
export function pageOf(pack, language) {
  const words = WORDS[language];
  const twin = `${pack.id}${language === 'en' ? '.zh' : ''}.md`;
  const sections = KINDS.filter((kind) => (pack[kind] ?? []).length > 0).flatMap((kind) => [`## ${words[kind]}`, ...(pack[kind] ?? []).map((rule) => ruleOf(rule, pack, language))]);
  return `${[`# ${pack.title[language]}`, `\`${pack.id}\` ${pack.version} · [${words.other}](${twin})`, words.note, `<!-- ${words.generated} -->`, ...sections].join('\n\n')}\n`;
}

/**
 * @param {Rule} rule
 * @param {Pack} pack
 * @param {Language} language
 */
function ruleOf(rule, pack, language) {
  const words = WORDS[language];
  const { effect, target = {}, clauses = rule.clause === undefined ? [] : [rule.clause] } = rule;
  const whom = target.places?.join(', ') ?? target.side ?? words.every;
  /** @type {(readonly [string, string | undefined])[]} */
  const fields = [
    [words.when, code(rule.when)],
    [words.effect, effect === undefined ? undefined : effect === 'exclude' ? `${words.bars} ${whom}` : `${whom}${words.colon}${words[effect.mitigations.length === 1 ? 'all' : effect.allow_if]}`],
    [words.holds, code(rule.holds)],
    [words.fails, code(rule.fails)],
    [words.remedy, rule.remedy === undefined ? undefined : prose(rule.remedy[language])],
    [words.step, rule.next_step === undefined ? undefined : prose(rule.next_step.action[language]) + words.bracket(`${words.effort}${words.colon}${rule.next_step.effort[language]}`)],
    [words.basis, rule.basis === undefined ? undefined : words.bases[/** @type {keyof typeof words.bases} */ (rule.basis)]],
    [words.clauses, clauses.length === 0 ? undefined : clauses.join(' ')],
    [words.source, sourceOf(pack.sources[rule.source], language)],
  ];
  const conditions = effect === undefined || effect === 'exclude' ? [] : effect.mitigations.map(({ condition }) => `  - ${prose(condition[language])}`);
  const listed = fields.flatMap(([label, value]) => (value === undefined ? [] : [`- ${label}${words.colon}${value}`, ...(label === words.effect ? conditions : [])]));
  const heading = rule.title?.[language] ?? rule.claim?.[language] ?? rule.text?.[language] ?? '';
  return [
    `### ${pack.id}/${rule.id}`,
    `**${prose(heading)}**`,
    ...(rule.reason === undefined ? [] : [prose(rule.reason[language])]),
    listed.join('\n'),
    `<details><summary>${words.examples}</summary>\n\n\`\`\`yaml\n${Object.entries(rule.cases).map(([name, facts]) => `${name}: ${stringify(facts, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd()}`).join('\n')}\n\`\`\`\n\n</details>`,
  ].join('\n\n');
}

/**
 * @param {Source | undefined} source
 * @param {Language} language
 */
function sourceOf(source, language) {
  if (source === undefined) return undefined;
  const { title, url, date, grade } = source;
  const words = WORDS[language];
  return `${prose(title[language])}${words.bracket(`${date}${words.separator}${words.grade[grade]}`)}${url === undefined ? '' : ` <${url}>`}`;
}

/** @param {string | undefined} condition */
function code(condition) {
  return condition === undefined ? undefined : `\`${condition.replace(/\s+/g, ' ').trim()}\``;
}

/**
 * Texts name facts in braces and stand in Markdown.
 * @param {string} text
 */
function prose(text) {
  return text.replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`).replace(/\{([^{}]*)\}/g, (_, path) => `\`{${path.replaceAll('\\', '')}}\``);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = join(root, 'docs/rules');
  const source = join(root, 'src/rules/packs');
  const isCheck = process.argv.includes('--check');
  const packs = readdirSync(source).filter((file) => file.endsWith('.yaml')).sort().map((file) => /** @type {Pack} */ (readData(join(source, file)).content));
  const complaints = packs.flatMap(faultsOf);
  const pages = new Map(packs.flatMap((pack) => LANGUAGES.map((language) => [`${pack.id}${language === 'en' ? '' : '.zh'}.md`, pageOf(pack, language)])));
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of pages) {
    const path = join(folder, file);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    if (isCheck) complaints.push(`docs/rules/${file} is not what the pack says now. Run npm run docs and read the difference`);
    else writeFileSync(path, text);
  }
  for (const file of readdirSync(folder).map((name) => basename(name))) {
    if (pages.has(file)) continue;
    if (isCheck) complaints.push(`docs/rules/${file} stands for no pack`);
    else rmSync(join(folder, file));
  }
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length > 0) process.exitCode = 1;
}
