/** What `ai-path rules` says, in every language. */
import type { Text } from '../profile/vocabulary.js';

const text = (en: string, zh: string): Text => ({ en, zh });

export const RULES_HELP = {
  rules: text('list rules, or write, check and test rules of your own', '列出规则，或编写、检查、测试自己的规则'),
  list: text('list the rules, with what each does and how well its source was verified', '列出规则、作用及其来源的核实程度'),
  lint: text('find every mistake of a rule pack, each with line, column and remedy', '找出规则包的全部错误，逐一给出行列位置与改法'),
  test: text("run the examples of a pack's rules", '运行规则包中各条规则的示例'),
  new: text('write a pack with one rule and its example; an existing file is never overwritten', '写出一个含一条规则及示例的规则包；绝不覆盖已有文件'),
  packs: text('rule packs (YAML)', '规则包（YAML）'),
  file: text('where to write it (default: rules.yaml)', '写入位置（默认 rules.yaml）'),
  ruleFiles: text('a rule pack of your own beside the built-in ones; repeatable', '在内置规则之外加载自己的规则包；可重复'),
  examples: text(
    `  $ ai-path rules new acme.yaml            a pack to fill in
  $ ai-path rules lint acme.yaml           what is wrong with it
  $ ai-path rules test acme.yaml           do its examples come out?
  $ ai-path assess p.yaml --rules acme.yaml`,
    `  $ ai-path rules new acme.yaml            写出待填的规则包
  $ ai-path rules lint acme.yaml           检查错误
  $ ai-path rules test acme.yaml           运行示例
  $ ai-path assess p.yaml --rules acme.yaml`,
  ),
} as const;

export const RULES = {
  kind: { gate: text('gate', '规则'), claim: text('claim', '论断'), warning: text('warning', '提醒') },
  effect: { exclude: text('bars', '排除'), any: text('asks for one of', '须满足其一'), all: text('asks for all of', '须全部满足') },
  column: { rule: text('Rule', '规则'), kind: text('Kind', '类别'), does: text('Does', '作用'), verified: text('Source', '来源'), title: text('In words', '说明') },
  overridden: (effect: 'off' | 'warn', pack: string, because: string): Text =>
    effect === 'off' ? text(`off (${pack}: ${because})`, `已关闭（${pack}：${because}）`) : text(`warns only (${pack}: ${because})`, `仅提醒（${pack}：${because}）`),
  counted: (rules: number, packs: number): Text => text(`${rules} rules in ${packs} packs. One of them in full: ai-path explain ID`, `共 ${packs} 个规则包、${rules} 条规则。查看其中一条：ai-path explain ID`),
  sound: (source: string, rules: number, overrides: number): Text =>
    text(
      `${source}: no mistake found in ${rules} ${rules === 1 ? 'rule' : 'rules'}${overrides === 0 ? '' : ` and ${overrides} ${overrides === 1 ? 'override' : 'overrides'}`}.`,
      `${source}：${rules} 条规则${overrides === 0 ? '' : `、${overrides} 处改写`}，未发现错误。`,
    ),
  tested: (passed: number, failed: number): Text => text(`${passed} examples came out, ${failed} did not.`, `${passed} 个示例通过，${failed} 个未通过。`),
  example: { fires: text('fires', '触发'), near_miss: text('near miss', '差一点'), holds: text('holds', '成立'), does_not_hold: text('does not hold', '不成立') },
  cameOut: (verdict: string): Text => text(`came out as ${verdict}`, `实际为 ${verdict}`),
  written: (file: string): Text => text(`Wrote ${file}. Next: ai-path rules test ${file}`, `已写入 ${file}。下一步：ai-path rules test ${file}`),
} as const;

/** The pack that `rules new` writes. */
export const RULE_TEMPLATE: Text = text(
  `# Rules of your own. Check them with "ai-path rules lint", run their examples with "ai-path rules test", use them with
# "ai-path assess profile.yaml --rules FILE". "ai-path schema rules" prints the whole format; "ai-path rules list" shows the built-in rules.
id: our-rules
version: 1.0.0
title: Rules of our own
sources:
  board: { title: "Decision of the board, number and title", date: 2026-01-31, grade: P }

gates:
  - id: source-code-stays-inside
    title: Source code stays inside
    # What a condition may read: org, w (the workload with its answers), derived and option. A fact that is not stated is unknown.
    when: '"source_code" in w.data.contains && option.third_party'
    effect: exclude              # or: { allow_if: any, mitigations: [{ met: CONDITION, condition: "What to do." }] }
    target: {}                   # every option; or { side: api }, { places: [public_api] }
    basis: policy                # law guidance standard contract provider_terms policy practice
    reason: No outside party may see our source code.
    remedy: Run it on machines of our own, or ask the board.
    source: board
    cases:
      fires: { w: { data: { contains: [source_code] } }, option: { third_party: true } }
      near_miss: { w: { data: { contains: [source_code] } }, option: { third_party: false } }

# A built-in rule that does not fit you can be switched off, or made a warning. The report shows the reason.
# overrides:
#   - { rule: practice/named-operator, effect: warn, because: "Our hosting partner is on call." }
`,
  `# 自己的规则。用“ai-path rules lint”检查，用“ai-path rules test”运行示例，
# 用“ai-path assess profile.yaml --rules FILE”生效。“ai-path schema rules”输出完整格式，“ai-path rules list”列出内置规则。
id: our-rules
version: 1.0.0
title: { zh: 本单位的规则 }
sources:
  board: { title: { zh: 管理层决议（文号与标题） }, date: 2026-01-31, grade: P }

gates:
  - id: source-code-stays-inside
    title: { zh: 源代码不出内部 }
    # 条件可读取 org、w（工作负载及其回答）、derived 和 option；没有写明的事实视为未知。
    when: '"source_code" in w.data.contains && option.third_party'
    effect: exclude              # 或：{ allow_if: any, mitigations: [{ met: 条件, condition: { zh: 需要做什么。 } }] }
    target: {}                   # 所有方案；或 { side: api }、{ places: [public_api] }
    basis: policy                # law guidance standard contract provider_terms policy practice
    reason: { zh: 任何外部方不得接触源代码。 }
    remedy: { zh: 在自有机器上运行，或请管理层决定。 }
    source: board
    cases:
      fires: { w: { data: { contains: [source_code] } }, option: { third_party: true } }
      near_miss: { w: { data: { contains: [source_code] } }, option: { third_party: false } }

# 不适用的内置规则可以关闭，或降为提醒；报告会写明原因。
# overrides:
#   - { rule: practice/named-operator, effect: warn, because: { zh: 托管伙伴负责值班。 } }
`,
);
