/** The calibration as a document of about two pages, in both languages. Numbers come from the run; only reasons are written here. */
import type { Firmness, Recommendation } from '../../src/assessment/terms.js';
import type { Language, Text } from '../../src/profile/vocabulary.js';
import { builtInRulebook } from '../../src/rules/builtin.js';
import { RECOMMENDATION_NAMES } from '../../src/text/assessment.js';
import { REPORT_TEXT } from '../../src/text/report.js';
import { deviation, firmlyContradicted, mean, type Baseline, type Deciding, type JudgedCase, type Outcome } from './calibration.js';
import { SHAKEN_BY, type Results } from './results.js';
import type { Case, Variant } from './record.js';

export function render(results: Results, language: Language): string {
  const say = (text: Text): string => text[language];
  const sections = [head, aims, confusion, eachCase, pairs, missed, simpleRules, sturdiness, limits, again];
  return `${sections.map((section) => section(results, say, language)).join('\n\n')}\n`;
}

type Say = (text: Text) => string;
type Section = (results: Results, say: Say, language: Language) => string;

const t = (en: string, zh: string): Text => ({ en, zh });

const head: Section = ({ cases }, say) => say(t(
  `# How ai-path does on the published record

<!-- Written by scripts/calibration.mjs from test/cases. Change it there. -->

${cases.length} organisations have published what they run on models of their own and what they send to an API. Each became a profile that holds only what its
source states; what the source leaves open stays open. This page compares what ai-path says with what they decided. Its tables of values are **judgement, not
fitted**: each row has its reason in the article pack, and this record is a check on them, not where they come from. Twenty cases can refute a rule; they can't prove one.`,
  `# 与公开记录的对照

<!-- 由 scripts/calibration.mjs 根据 test/cases 生成，请改那里。 -->

有 ${cases.length} 家组织公开过哪些工作用自己的模型、哪些交给 API。每家写成一份档案，只填来源写明的内容；来源没说的保持未知。本页把 ai-path
的建议与它们的实际决定逐一对照。各准则的取值表是**判断，不是拟合**：每一行的理由都写在规则包里，这份记录用来检验它们，而不是得出它们。二十个案例能推翻一条规则，却证明不了一条规则。`,
));

const aims: Section = ({ score, baselines, judged }, say) => {
  const n = judged.length;
  const beaten = baselines.filter(({ brier }) => score.brier < brier).length;
  const rows = [
    [t('agrees outright: right side for every workload, none too close to call', '完全一致：每项工作方向都对，且无一势均力敌'), '≥ 65%', share(score.agrees, n), score.agrees / n >= 0.65],
    [t('too close to call', '势均力敌'), '≤ 25%', share(score.close, n), score.close / n <= 0.25],
    [t('contradicted, at "likely" or firmer', '以“较有把握”或更强的力度说反'), '0', String(judged.filter(firmlyContradicted).length), !judged.some(firmlyContradicted)],
    [t('better Brier score than the simple rules below', 'Brier 分数优于下文的简单规则'), say(t(`${baselines.length} of ${baselines.length}`, `${baselines.length} 条全部`)), say(t(`${beaten} of ${baselines.length}`, `${beaten} 条`)), beaten === baselines.length],
  ] as const;
  const others = score.contradicted === 0 ? '' : say(t(
    `\n\n${score.contradicted} of ${n} is contradicted, at "leaning" at most. The right side is named in ${score.named} of ${n}, however close the call.`,
    `\n\n另有 ${score.contradicted} 例说反，但力度不超过“略占上风”。不论差距多小，${n} 例中有 ${score.named} 例方向正确。`,
  ));
  return `${say(t('## In short', '## 概要'))}\n\n${table(
    [say(t('aim, from stated facts alone', '目标（仅用写明的事实）')), say(t('set', '设定')), say(t('reached', '结果')), ''],
    rows.map(([what, set, reached, ok]) => [say(what), set, reached, say(ok ? t('yes', '达到') : t('**no**', '**未达到**'))]),
  )}${others}`;
};

const DECISIONS = ['local', 'api', 'hybrid'] as const;

const confusion: Section = ({ judged }, say, language) => {
  const name = RECOMMENDATION_NAMES[language];
  const cell = (recorded: Case['recorded'], said: Recommendation): string => {
    const here = judged.filter((one) => one.recorded === recorded && one.said === said);
    const close = here.filter(({ outcome }) => outcome === 'close').length;
    if (here.length === 0) return '·';
    return close === 0 ? String(here.length) : say(t(`${here.length} (${close} close)`, `${here.length}（其中 ${close} 例势均力敌）`));
  };
  return `${say(t('## Decided and said', '## 实际决定与建议'))}\n\n${table(
    [say(t('decided ↓ · said →', '实际 ↓ · 建议 →')), ...DECISIONS.map((said) => name[said])],
    DECISIONS.map((recorded) => [name[recorded], ...DECISIONS.map((said) => cell(recorded, said))]),
  )}\n\n${say(t(
    'HYBRID counts as agreement only where each of the two workloads goes to the side that the source tells.',
    '“混合”只有在两项工作都归到来源所说的一边时才算一致。',
  ))}`;
};

const OUTCOMES: Readonly<Record<Outcome, Text>> = { agrees: t('yes', '一致'), close: t('close', '势均力敌'), contradicted: t('**no**', '**相反**') };

const eachCase: Section = ({ cases, judged }, say, language) => {
  const name = RECOMMENDATION_NAMES[language];
  const rows = cases.flatMap((one, i) => {
    const { workloads, outcome } = judged[i] as JudgedCase;
    return workloads.map(({ id, recorded, said, firmness, deciding }, w) => [
      w === 0 ? `[${say(one.name)}](${one.source})` : '',
      say(one.workloads[id]?.name ?? t(id, id)),
      name[recorded],
      name[said],
      firmnessWord(firmness, language),
      decidingTitle(deciding, language),
      w === 0 ? say(OUTCOMES[outcome]) : '',
    ]);
  });
  const headings = [t('organisation', '组织'), t('workload', '工作'), t('decided', '实际'), t('said', '建议'), t('firmness', '力度'), t('decided by', '决定因素'), t('agrees', '是否一致')];
  return `${say(t('## Case by case, from stated facts', '## 逐例对照（仅用写明的事实）'))}\n\n${table(headings.map(say), rows)}`;
};

function firmnessWord(firmness: Firmness, language: Language): string {
  return REPORT_TEXT[language].firmness[firmness];
}

function decidingTitle(deciding: Deciding | undefined, language: Language): string {
  const { criteria, gates } = builtInRulebook();
  if (deciding === undefined) return '';
  const title = deciding.kind === 'gate' ? gates.find(({ rule }) => rule === deciding.id)?.gate.title : criteria.find(({ id }) => id === deciding.id)?.criterion.title;
  return title?.[language] ?? deciding.id;
}

/** Pairs that break naive rules, each with the general rule that tells them apart. */
const PAIRS: readonly { readonly ids: readonly string[]; readonly what: Text; readonly rule: Text }[] = [
  {
    ids: ['a01', 'l03'],
    what: t('Regulated, yet an API', '受监管，却用 API'),
    rule: t(
      'What counts is the data of this workload and the terms, not the industry: internal research is confidential and may go to a processor under contract; restricted data needs full terms.',
      '看的是这项工作的数据和合同条款，而不是行业：内部研究属于机密，签约后可交给受托方；严格受限的数据则需要完整条款。',
    ),
  },
  {
    ids: ['a04', 'l10'],
    what: t('High volume, yet an API', '用量巨大，却用 API'),
    rule: t(
      'One narrow task with labels of its own is worth a tuned model; many kinds of jobs that prompts can do are not. Volume speaks through cost, once both sides can be priced.',
      '单一且有自有标注的任务值得微调；靠提示词就能完成的多种任务则不值得。用量通过成本体现，前提是两边都能算出价钱。',
    ),
  },
  {
    ids: ['l16', 'a13'],
    what: t('Tiny team, yet its own servers', '团队极小，却自建'),
    rule: t(
      'Strength is not size: one engineer who runs production and tunes models outweighs what an API would save. Where nothing is tuned, a small team has no reason to run anything.',
      '实力不等于人数：一名能跑生产、会微调的工程师，足以抵过 API 省下的运维；若无需微调，小团队就没有理由自己运行。',
    ),
  },
  {
    ids: ['h04', 'h06'],
    what: t('One firm, two answers', '一家公司，两种答案'),
    rule: t(
      'Each workload is decided by itself. The tuned, narrow or keystroke-fast one goes to a model of its own; the general one, where prompts suffice, to an API. Averages would hide both.',
      '每项工作单独决定：微调的、单一的或须随键入响应的用自己的模型；提示词足够的通用工作用 API。取平均会把两者都掩盖。',
    ),
  },
];

const pairs: Section = ({ cases, judged }, say) => {
  const label = (id: string): string => {
    const at = cases.findIndex((one) => one.id === id);
    const name = say(cases[at]?.name ?? t(id, id));
    const outcome = say(OUTCOMES[judged[at]?.outcome ?? 'close']);
    return say(t(`${name} (${outcome})`, `${name}（${outcome}）`));
  };
  const rows = PAIRS.map(({ ids, what, rule }) => [say(what), ids.map(label).join(say(t(', ', '、'))), say(rule)]);
  return `${say(t('## Pairs that break simple rules', '## 打破简单规则的案例'))}\n\n${table([t('puzzle', '现象'), t('cases (agrees?)', '案例（是否一致）'), t('the general rule', '一般规则')].map(say), rows)}`;
};

/** Why a case is not reached; a case without an entry here is too close, or wrong, for no reason that anybody has written down. */
const MISSED: Readonly<Record<string, Text>> = {
  l19: t('Little but the kind of work is stated. It was decided by the price of a model, and the source gives no volume to price it.', '除工作类型外几乎没有写明。决定因素是单件价格，而来源没有给出用量，无从计价。'),
  h03: t('Drafting by a strong team with prompts is a toss-up while nothing is known of the data. The source itself names speed and cost against the API.', '强团队用提示词写稿，在数据情况未知时本就难分高下；来源自己也指出 API 在时延和成本上不利。'),
  h05: t('The source ties neither a team nor a volume to each kind of query. With the team that was inferred, the default answers go local.', '来源没有说明团队实力，也没有按查询类型给出用量。若采用推断的团队实力，默认回答会判为自部署。'),
  h09: t('Both kinds of tasks share every stated answer except private access; routing by task is not an answer that can be given in advance.', '两类任务除“专属访问”外，写明的情况完全相同；“按任务路由”无法作为事先的回答。'),
  h11: t('Nothing is stated of the work that goes to proprietary models, so that half is open.', '交给专有模型的那部分工作没有任何说明，因此这一半悬而未决。'),
};

const missed: Section = ({ cases, judged }, say) => {
  const rows = cases.flatMap((one, i) => {
    const outcome = judged[i]?.outcome ?? 'close';
    if (outcome === 'agrees') return [];
    const name = say(one.name);
    const why = say(MISSED[one.id] ?? t('Stated facts do not settle it.', '写明的事实不足以定论。'));
    return [say(outcome === 'close' ? t(`- **${name}** (close): ${why}`, `- **${name}**（势均力敌）：${why}`) : t(`- **${name}** (contradicted): ${why}`, `- **${name}**（相反）：${why}`))];
  });
  return `${say(t('## Not reached, and why', '## 未达到的，以及原因'))}\n\n${rows.join('\n')}`;
};

const BASELINES: Readonly<Record<Baseline['id'], Text>> = {
  always_close: t('always "too close to call"', '一律“势均力敌”'),
  majority: t('what most others did (each case left out in turn; ties in its favour)', '随大多数（逐一留出，平局算它对）'),
  two_questions: t('two questions: two kinds of traffic → hybrid; restricted data or tuning → local; else API', '两个问题：两类流量→混合；严格受限或需微调→自部署；否则 API'),
  five_points: t("the article's five dimensions as points, summed", '原文五个维度各计一分相加'),
};

const simpleRules: Section = ({ score, baselines: rules, cases, variants, twoQuestionsWithBoth }, say) => {
  const n = cases.length;
  const row = (name: string, one: { readonly agrees: number; readonly close: number; readonly contradicted: number; readonly brier: number }): readonly string[] => [name, String(one.agrees), String(one.close), String(one.contradicted), decimals(one.brier)];
  const two = rules.find(({ id }) => id === 'two_questions');
  const better = two !== undefined && two.brier < score.brier;
  return `${say(t('## Against simple rules', '## 与简单规则比较'))}\n\n${table(
    [t(`of ${n}`, `共 ${n} 例`), t('agree', '一致'), t('close', '难分'), t('contradicted', '相反'), t('Brier score', 'Brier 分数')].map(say),
    [row('**ai-path**', score), ...rules.map((rule) => row(say(BASELINES[rule.id]), rule))],
  )}\n\n${say(t(
    'The Brier score is the mean over all workloads of the squared distance between certainty and the share given to the side that was taken: 0 is perfect, 0.25 a coin.',
    'Brier 分数是各项工作“对实际所选一边给出的份额”与 1 之差的平方的平均：0 为完美，0.25 等于抛硬币。',
  ))}${better ? `\n\n${say(t(
    'The two-question rule scores better, and honestly so. It was written with these answers in view, gives no odds, and gets part of the answer with the question: that a source tells of two kinds of traffic is most of what makes a hybrid, and that a model was tuned is read from what was built. ai-path names the same two facts as decisive, hedges where a source is silent, and adds what the rule lacks: firmness, reasons, hard constraints, cost, and what would change the answer. Whether the rule holds on cases that nobody had seen is not known.',
    '两问规则的分数更好，这一点如实写明。它是看着这些答案写出来的，不给概率，而且问题里就带着部分答案：来源提到两类流量，基本就等于混合；“做了微调”则是从建成的系统里读出来的。ai-path 认定的关键事实与它相同，但在来源沉默处保持保留，并给出它没有的东西：力度、理由、硬约束、成本，以及什么会改变结论。这条规则在没人见过的案例上是否成立，尚不可知。',
  ))}${say(t(' ', ''))}${say(t(
    `With everything that is known of the cases, stated, inferred and in the reasons, ai-path scores ${decimals(variants.with_both.brier)} and the rule ${decimals(twoQuestionsWithBoth)}.`,
    `把写明的、推断的和理由中的内容全部用上时，ai-path 为 ${decimals(variants.with_both.brier)}，该规则为 ${decimals(twoQuestionsWithBoth)}。`,
  ))}` : ''}`;
};

const VARIANT_NAMES: Readonly<Record<Variant, Text>> = {
  stated: t('stated facts alone', '仅写明的事实'),
  not_as_built: t('the same, without "uses prompts" where that was read from what was built', '同上，但去掉从建成系统中读出的“用提示词”'),
  with_inferred: t('with what the collector inferred', '加上收集者推断的内容'),
  with_reasons: t('with what the stated reasons add', '加上所述理由中的内容'),
  with_both: t('with both', '两者都加'),
};

const sturdiness: Section = ({ score, variants, leaveOneOut: out, shaken: tables, judged }, say) => {
  const agrees = tables.map((one) => one.agrees);
  const lucky = score.agrees > mean(agrees);
  const firm = tables.reduce((sum, one) => sum + one.firmlyContradicted, 0);
  const rows = (Object.keys(VARIANT_NAMES) as Variant[]).map((variant) => {
    const one = variants[variant];
    return [say(VARIANT_NAMES[variant]), String(one.agrees), String(one.close), String(one.contradicted), decimals(one.brier)];
  });
  const [least, most] = out.share.map((one) => percent(one));
  const [low, high] = out.brier.map((one) => decimals(one));
  return `${say(t('## How much hangs on single cases, readings and digits', '## 结果有多依赖个别案例、解读与数值'))}\n\n${table(
    [t('facts used', '所用事实'), t('agree', '一致'), t('close', '难分'), t('contradicted', '相反'), t('Brier score', 'Brier 分数')].map(say), rows,
  )}\n\n${say(t(
    `- **Leave one out.** Without any one case, ${least} to ${most} of the others agree, with a Brier score of ${low} to ${high}. No constant is fitted to the record, so there is nothing to refit.
- **Three changes after a look at this record** (2026-11-23), each a general rule: confidential data is valued as it will run, after an agreement is signed; a single vendor counts against core work only where the model is tuned there; tuning on a few known tasks brings an open model level with a general one. Before them 12 agreed, 7 were close, 1 was contradicted (Brier 0.122). Choosing among the eight combinations on nineteen cases at a time keeps all three each time, and the case left out fares as above.
- **Shaken tables.** With every value moved at random by up to ±${SHAKEN_BY}, in ${tables.length} seeded tables: ${decimals(mean(agrees), 1)} ± ${decimals(deviation(agrees), 1)} of ${judged.length} agree (${Math.min(...agrees)} to ${Math.max(...agrees)}), Brier ${decimals(mean(tables.map(({ brier }) => brier)))}; ${firm} of ${tables.length * judged.length} verdicts contradict the record at "likely" or firmer.${lucky ? " The tables as they stand are on the good side of that spread, which is what a look at the record does to anybody's judgement." : ''} A single case whose verdict is "leaning" hangs on such digits.`,
    `- **逐一留出。** 去掉任何一例，其余案例的一致率在 ${least} 至 ${most} 之间，Brier 分数在 ${low} 至 ${high} 之间。没有任何常数是用这份记录拟合的，因此无须重新拟合。
- **看过记录之后的三处修改**（2026-11-23），每处都是一般规则：机密数据按签约之后的实际运行方式取值；核心业务只有在模型于该处微调时才因单一供应商扣分；在若干自有任务上微调，可使开源模型与通用模型持平。修改前 12 例一致、7 例势均力敌、1 例相反（Brier 0.122）。每次用十九例在八种组合中挑选，每次都保留全部三处，被留出的那一例结果与上表相同。
- **扰动取值表。** 所有取值随机偏移至多 ±${SHAKEN_BY}，共 ${tables.length} 张固定种子的表：${judged.length} 例中平均 ${decimals(mean(agrees), 1)} ± ${decimals(deviation(agrees), 1)} 例一致（${Math.min(...agrees)} 至 ${Math.max(...agrees)}），Brier ${decimals(mean(tables.map(({ brier }) => brier)))}；${tables.length * judged.length} 个结论中有 ${firm} 个以“较有把握”或更强的力度与记录相反。${lucky ? '现有取值表处在这一范围中较好的一侧，任何人看过记录再判断都会如此。' : ''}凡是“略占上风”的单个案例，都取决于这样的数值。`,
  ))}`;
};

const limits: Section = (_, say) => say(t(
  `## What this record can't test

- **Cost.** Hardly a source states the volume of one workload together with its size, so what volume and prices would say is not tested here. Tight budgets chose both ways.
- **Answers read from what was built.** That a model was tuned, or that prompts sufficed, is known from the finished system, so it partly echoes the decision, on both sides.
- **Two workloads.** Where a source tells of two kinds of traffic, the profile has two workloads. Who does not see that there are two will not be told HYBRID.
- **Limits.** Twenty cases, chosen by hand, many from secondary sources; successes get published, regrets do not; decisions of 2022 to 2025 are judged by the models of 2026. What was decided is not always what was right.`,
  `## 这份记录检验不了什么

- **成本。** 几乎没有来源同时写明单项工作的用量与规模，因此用量和价格的影响在此未受检验。预算紧张的组织两种选择都有。
- **从建成系统中读出的回答。** “做了微调”或“提示词就够”是从完成的系统得知的，两边都或多或少带着决定本身的回声。
- **两项工作。** 来源提到两类流量时，档案就有两项工作。看不出有两类流量的人，不会得到“混合”的建议。
- **局限。** 二十个案例由人工挑选，多为二手来源；成功会被发表，后悔则不会；用 2026 年的模型评判 2022 至 2025 年的决定。当初的决定也未必就是对的。`,
));

const again: Section = (_, say) => say(t(
  `## Run it again

\`node scripts/calibration.mjs\` writes this page anew; with \`--check\` it only says whether the page is up to date. The profiles, the answer sheet with every source, and how the sources' words were mapped are in \`test/cases\`.`,
  `## 重新运行

\`node scripts/calibration.mjs\` 重新生成本页；加 \`--check\` 只检查是否为最新。档案、附有全部来源的答案表，以及来源用语如何对应，都在 \`test/cases\`。`,
));

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

function share(count: number, of: number): string {
  return `${count}/${of} = ${percent(count / of)}`;
}

function percent(value: number): string {
  return `${Math.round(value * 100)}%`;
}

function decimals(value: number, digits = 3): string {
  return value.toFixed(digits);
}
