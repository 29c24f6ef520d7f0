/** What the command line says in help, notes and usage errors, in every language. Reports and prompts have catalogues of their own. */
import { ORGANISATION_KINDS, type Text } from '../profile/vocabulary.js';

const text = (en: string, zh: string): Text => ({ en, zh });

/** Titles that commander prints in English, by the English word. */
export const HELP_TITLES: Readonly<Record<string, Text>> = {
  'Usage:': text('Usage:', '用法：'),
  'Arguments:': text('Arguments:', '参数：'),
  'Options:': text('Options:', '选项：'),
  'Commands:': text('Commands:', '命令：'),
  'Global Options:': text('Global Options:', '全局选项：'),
};

export const HELP = {
  summary: text(
    'What to run on open-weight models of your own, what to send to a commercial API, how firm that is, and what would change it.',
    '判断哪些工作负载适合自部署开放权重模型，哪些适合使用商用 API；说明结论有多牢靠，什么会改变它。',
  ),
  version: text('print the version', '显示版本号'),
  help: text('print this help', '显示本帮助'),
  helpCommand: text('print the help of a command', '显示某个命令的帮助'),
  lang: text('language: en or zh (default: that of the environment)', '语言：en 或 zh（默认取自系统环境）'),
  quiet: text('no notes on stderr, only errors', '不在标准错误输出提示，只输出错误'),
  examples: text('Examples:', '示例：'),

  assess: text('assess profiles and print the recommendation', '评估档案，输出建议'),
  assessProfile: text(
    'files, folders, globs, or - for stdin; with nothing on a terminal, questions are asked',
    '文件、目录、通配符，或用 - 读取标准输入；在终端中不给参数则逐题提问',
  ),
  format: text(
    'what to print, or to write to FILE; repeatable (default: table)',
    '输出格式，或写入 FILE；可重复（默认 table）',
  ),
  brief: text('with json or ndjson: one small line a profile, without the reasons', '用于 json 或 ndjson：每份档案只给一行要点，不含理由'),
  portfolio: text('with table, markdown or json: one summary of all profiles together', '用于 table、markdown 或 json：汇总全部档案'),
  strict: text('with ndjson or --summary: stop at the first profile that is wrong', '用于 ndjson 或 --summary：遇到第一份有误的档案即停止'),
  formats: text('Formats:', '格式：'),
  set: text('override an answer: budget=ample, terms=full; repeatable', '改写一个回答：budget=ample、terms=full；可重复'),
  weights: text('weights of the criteria: rank:a,b (best first) or points:a=40,b=60', '准则权重：rank:a,b（重要者在前）或 points:a=40,b=60'),
  asOf: text('assess as of this date, YYYY-MM-DD (default: today)', '按此日期评估，YYYY-MM-DD（默认今天）'),
  seed: text('seed for what has to be sampled (default: 1)', '需要抽样时的随机种子（默认 1）'),
  derivation: text('show every value, weight and product, of all workloads or of one', '列出每个取值、权重与乘积；可只看一个工作负载'),
  stdinFilename: text('name of what stdin carries, for messages and for its format', '标准输入内容的文件名，用于提示和判断格式'),
  failOn: text(
    'exit 1 if this holds: no-option, close, open-gate, changed, stale, or an assertion in CEL; repeatable',
    '若成立则以 1 退出：no-option、close、open-gate、changed、stale 或一条 CEL 断言；可重复',
  ),
  baseline: text('an earlier assessment (JSON) that --fail-on changed compares with', '供 --fail-on changed 比较的既有评估结果（JSON）'),
  updateBaseline: text('write what comes out as the new baseline', '把本次结果写为新的基线'),
  noExitCode: text('say what --fail-on finds, and exit 0 all the same', '只报告 --fail-on 的发现，仍以 0 退出'),
  assessExamples: text(
    `  $ ai-path assess                                        questions, then the recommendation
  $ ai-path assess profiles/*.yaml                        a table of each profile
  $ cat p.yaml | ai-path assess - --format json           for other programs
  $ ai-path assess p.yaml --format table --format markdown=report.md
  $ ai-path assess p.yaml --set budget=ample              what if?
  $ ai-path assess portfolio.ndjson --brief               a line each, of any number
  $ ai-path assess portfolio.ndjson --summary             all of them together
  $ ai-path assess p.yaml --fail-on close --fail-on 'workloads.exists(w, w.recommendation == "api")'`,
    `  $ ai-path assess                                        逐题提问，然后给出建议
  $ ai-path assess profiles/*.yaml                        每份档案一张表
  $ cat p.yaml | ai-path assess - --format json           供其他程序使用
  $ ai-path assess p.yaml --format table --format markdown=report.md
  $ ai-path assess p.yaml --set budget=ample              如果改变一个回答呢？
  $ ai-path assess portfolio.ndjson --brief               每份档案一行，数量不限
  $ ai-path assess portfolio.ndjson --summary             全部档案的汇总
  $ ai-path assess p.yaml --fail-on close --fail-on 'workloads.exists(w, w.recommendation == "api")'`,
  ),

  init: text('write a profile: by questions on a terminal, else a commented template', '生成档案：终端中逐题提问，否则写出带注释的模板'),
  initFile: text('where to write it; an existing file is never overwritten (default: ai-path.yaml)', '写入位置；绝不覆盖已有文件（默认 ai-path.yaml）'),
  initTemplate: text(`a profile to begin with for a kind of organisation: ${ORGANISATION_KINDS.join(', ')}`, `某类组织的起步档案：${ORGANISATION_KINDS.join('、')}`),
  initExamples: text(
    `  $ ai-path init                      questions, then ai-path.yaml
  $ ai-path init --template law_firm  work that is usual in a law firm, to change
  $ ai-path init < /dev/null          a commented template in ai-path.yaml
  $ ai-path init -                    the template on stdout`,
    `  $ ai-path init                      逐题提问，写入 ai-path.yaml
  $ ai-path init --template law_firm  律师事务所的常见工作，可在此基础上修改
  $ ai-path init < /dev/null          把带注释的模板写入 ai-path.yaml
  $ ai-path init -                    把模板输出到标准输出`,
  ),

  explain: text('explain a criterion, question, clause or rule, with its source', '解释一条准则、问题、条款或规则及其出处'),
  explainId: text('data_control, budget, R1, article/… ; without it, a list of all', 'data_control、budget、R1、article/… ；不给则列出全部'),
  explainExamples: text(
    `  $ ai-path explain                   everything that can be explained
  $ ai-path explain data_control      a criterion, its table of values and the reasons
  $ ai-path explain R1                a clause of the article, and what became of it here`,
    `  $ ai-path explain                   可以解释的全部条目
  $ ai-path explain data_control      一条准则、它的取值表和理由
  $ ai-path explain R1                文章的一个条款，以及它在这里的用法`,
  ),

  diff: text('compare two assessments or two profiles, and say what made the difference', '比较两份评估结果或两份档案，说明差异因何而起'),
  diffOld: text('a profile, or an assessment written with --format json', '一份档案，或用 --format json 写出的评估结果'),
  diffNew: text('the same, to compare with it', '与之比较的另一份'),
  diffFormat: text('table or json (default: table)', 'table 或 json（默认 table）'),
  diffExamples: text(
    `  $ ai-path diff baseline.json assessment.json
  $ ai-path diff old.yaml new.yaml          also what each change does alone`,
    `  $ ai-path diff baseline.json assessment.json
  $ ai-path diff old.yaml new.yaml          并说明每处改动单独的作用`,
  ),

  completion: text('print a script with which a shell completes commands, options and their values', '输出 shell 补全脚本，可补全命令、选项及其取值'),
  completionShell: text('bash or zsh', 'bash 或 zsh'),
  completionExamples: text(
    `  $ source <(ai-path completion bash)          for this shell; in ~/.bashrc for all
  $ source <(ai-path completion zsh)           in ~/.zshrc, after compinit`,
    `  $ source <(ai-path completion bash)          仅当前 shell；写入 ~/.bashrc 则长期生效
  $ source <(ai-path completion zsh)           写入 ~/.zshrc，放在 compinit 之后`,
  ),

  schema: text('print a JSON Schema', '输出 JSON Schema'),
  schemaName: text('profile, assessment, brief, summary, prices or rules (default: profile)', 'profile、assessment、brief、summary、prices 或 rules（默认 profile）'),
  schemaExamples: text(
    `  $ ai-path schema > ai-path.schema.json
  $ ai-path schema assessment`,
    `  $ ai-path schema > ai-path.schema.json
  $ ai-path schema assessment`,
  ),
} as const;

/** Every format of `src/report/formats.ts`, which help must name without loading it; a test keeps the two equal. */
export const FORMAT_TEXTS: Readonly<Record<string, Text>> = {
  table: text('for the terminal', '供终端阅读'),
  markdown: text('a report to take into a meeting', '可带进会议的报告'),
  html: text('one page with drawings, for a browser, a meeting or a PDF', '带图的单文件网页，可供浏览、会议或转成 PDF'),
  json: text('one profile as one JSON object', '单份档案，一个 JSON 对象'),
  ndjson: text('one JSON object a line, one line a profile', '每份档案一行 JSON'),
  github: text('annotations on the lines of the profile, in GitHub Actions', 'GitHub Actions 中标在档案各行上的注解'),
  sarif: text('SARIF 2.1.0, for code scanning and editors', 'SARIF 2.1.0，供代码扫描和编辑器使用'),
};

export const USAGE = {
  unknownOption: (name: string) => text(`unknown option ${name}.`, `未知选项 ${name}。`),
  unknownCommand: (name: string) => text(`unknown command '${name}'.`, `未知命令 '${name}'。`),
  missingArgument: (name: string) => text(`an argument is missing: ${name}.`, `缺少参数：${name}。`),
  missingValue: (option: string) => text(`${option} needs a value.`, `${option} 需要一个值。`),
  tooManyArguments: text('too many arguments.', '参数过多。'),
  didYouMean: (name: string) => text(`Did you mean ${name}?`, `是否想用 ${name}？`),
  seeHelp: (command: string) => text(`Run \`${command}\` for what there is.`, `运行 \`${command}\` 查看用法。`),
  oneOf: (names: readonly string[]) => text(`It is one of: ${names.join(', ')}.`, `可选：${names.join('、')}。`),

  unknownLanguage: (name: string) => text(`unknown language '${name}'.`, `未知语言 '${name}'。`),
  unknownShell: (name: string) => text(`unknown shell '${name}'.`, `未知 shell '${name}'。`),
  unknownTemplate: (name: string) => text(`unknown template '${name}'.`, `未知模板 '${name}'。`),
  unknownFormat: (name: string) => text(`unknown format '${name}'.`, `未知格式 '${name}'。`),
  emptyFile: (format: string) => text(`no file name after '${format}='.`, `'${format}=' 之后没有文件名。`),
  unknownSchema: (name: string) => text(`there is no schema '${name}'.`, `没有名为 '${name}' 的 schema。`),
  unknownSubject: (id: string) => text(`nothing here is called '${id}'.`, `没有名为 '${id}' 的条目。`),
  badDate: (value: string) => text(`'${value}' is not a date.`, `'${value}' 不是日期。`),
  badDateRemedy: text('Write it as YYYY-MM-DD.', '请写成 YYYY-MM-DD。'),
  badSeed: (value: string) => text(`'${value}' is not a whole number from 0 to 4294967295.`, `'${value}' 不是 0 到 4294967295 之间的整数。`),
  badWeights: (value: string) => text(`'${value}' are not weights.`, `'${value}' 不是有效的权重。`),
  badWeightsRemedy: text('Write rank:a,b (best first) or points:a=40,b=60.', '请写成 rank:a,b（重要者在前）或 points:a=40,b=60。'),
  unknownCriterion: (name: string) => text(`unknown criterion '${name}'.`, `未知准则 '${name}'。`),
  criterionTwice: (name: string) => text(`criterion '${name}' is named twice.`, `准则 '${name}' 出现了两次。`),
  badPoints: (name: string, value: string) => text(`the points of '${name}' are '${value}', and must be a number from 0 up.`, `'${name}' 的分值是 '${value}'，应为不小于 0 的数字。`),
  pointsAllZero: text('all points are 0, so no criterion counts.', '全部分值为 0，没有任何准则起作用。'),
  unknownWorkload: (id: string) => text(`no workload is called '${id}'.`, `没有名为 '${id}' 的工作负载。`),
  derivationNeedsTable: text('this adds to the format table, which is not among those asked for; markdown, html and json hold every value without it.', '该选项只作用于 table 格式，而输出中没有这种格式；markdown、html 和 json 不用它也含全部推导。'),
  /** @param free nothing else is printed */
  briefNeedsLines: (free: boolean) => {
    const [en, zh] = free ? ['--format ndjson or --format ndjson=FILE', '--format ndjson 或 --format ndjson=FILE'] : ['--format ndjson=FILE', '--format ndjson=FILE'];
    return text(`this only changes the lines of the formats json and ndjson, and neither is asked for: add ${en}.`, `该选项只影响 json 和 ndjson 格式的各行，而输出中没有这两种格式：请加上 ${zh}。`);
  },
  strictNeedsStream: text('this stops a run that goes profile by profile: ask for ndjson alone or for --summary, without --baseline. Other reports are of all profiles, and none is made where one is wrong.', '该选项用于逐份处理的运行：请只用 ndjson 或 --summary，且不带 --baseline。其他报告针对全部档案，有一份有误就不会生成。'),
  noSummaryIn: (format: string) => text(`${format} has no summary of a portfolio.`, `${format} 格式没有组合汇总。`),
  summaryFormats: text('A summary is table, markdown or json; ndjson beside it stays one line a profile.', '汇总可用 table、markdown 或 json；同时使用的 ndjson 仍是每份档案一行。'),
  summaryWithBaseline: text('a baseline is compared profile by profile, and a summary is of all of them.', '基线要逐份档案比较，而汇总针对全部档案，两者不能并用。'),
  tooManyProfiles: (format: string, most: number) =>
    text(`${format} holds all profiles at once, and there are more than ${most}.`, `${format} 格式要同时容纳全部档案，而档案超过 ${most} 份。`),
  useStream: text('Use --format ndjson (--brief for small lines), which holds any number, or --summary.', '请改用 --format ndjson（加 --brief 只给要点），数量不限；或用 --summary。'),

  twoFormatsOneOutput: (first: string, second: string) =>
    text(`${first} and ${second} would go to the same place.`, `${first} 与 ${second} 会写到同一个地方。`),
  twoFormatsRemedy: text('Give one of them a file of its own: --format markdown=report.md.', '请给其中一个单独的文件：--format markdown=report.md。'),
  outputIsInput: text('this file is also an input, and would be overwritten.', '该文件同时是输入，会被覆盖。'),

  noInput: text('no profile was given, and this is not a terminal on which questions could be asked.', '没有给出档案，而当前不是可以提问的终端。'),
  noInputRemedy: text(
    'Give a file (ai-path assess profile.yaml), or pipe one in (… | ai-path assess -). `ai-path init FILE` writes a template.',
    '请给出文件（ai-path assess profile.yaml），或从管道输入（… | ai-path assess -）。`ai-path init FILE` 可生成模板。',
  ),
  fileExists: text('this file exists already, and is never overwritten.', '该文件已存在，绝不覆盖。'),
  fileExistsRemedy: text('Name another file, or remove this one first.', '请换一个文件名，或先删除该文件。'),
} as const;

/** What a system error on an output file means, by its code. */
export const OUTPUT_FAILURES: Readonly<Record<string, Text>> = {
  EACCES: text('cannot be written: permission denied.', '无法写入：没有权限。'),
  EPERM: text('cannot be written: permission denied.', '无法写入：没有权限。'),
  EROFS: text('cannot be written: the file system is read-only.', '无法写入：文件系统只读。'),
  ENOENT: text('cannot be written: its folder does not exist.', '无法写入：所在目录不存在。'),
  ENOTDIR: text('cannot be written: its folder is a file.', '无法写入：路径中的目录其实是文件。'),
  EISDIR: text('cannot be written: it is a folder.', '无法写入：它是一个目录。'),
  ENOSPC: text('cannot be written: the disk is full.', '无法写入：磁盘已满。'),
  EDQUOT: text('cannot be written: the disk quota is used up.', '无法写入：磁盘配额已用完。'),
  EFBIG: text('cannot be written: the file would be larger than is allowed.', '无法写入：文件会超过允许的大小。'),
  ENXIO: text('cannot be written: it is a socket, or nothing is at its other end.', '无法写入：它是套接字，或另一端没有程序。'),
  ENAMETOOLONG: text('cannot be written: the name is too long.', '无法写入：文件名过长。'),
};
export const outputFailure = (code: string): Text => OUTPUT_FAILURES[code] ?? text(`cannot be written (${code}).`, `无法写入（${code}）。`);

export const NOTES = {
  wrote: (file: string) => text(`Wrote ${file}.`, `已写入 ${file}。`),
  summaryTooLarge: text('The summary for GITHUB_STEP_SUMMARY would be larger than GitHub takes, and is left out.', '给 GITHUB_STEP_SUMMARY 的摘要超过 GitHub 允许的大小，已略去。'),
  interrupted: text('Interrupted.', '已中断。'),
  interruptedAfter: (profiles: string, files: readonly string[]) =>
    text(
      `Interrupted after ${profiles} profiles.${files.length === 0 ? '' : ` Not written: ${files.join(', ')}.`}`,
      `已中断，此前处理了 ${profiles} 份档案。${files.length === 0 ? '' : `未写入：${files.join('、')}。`}`,
    ),
  failedProfiles: (failed: string, all: string) => text(`${failed} of ${all} profiles could not be assessed; they are named above.`, `${all} 份档案中有 ${failed} 份无法评估，见上文。`),
  stoppedAt: (assessed: string, files: readonly string[]) =>
    text(
      `Stopped at the first profile that is wrong; assessed before it: ${assessed}.${files.length === 0 ? '' : ` Not written: ${files.join(', ')}.`}`,
      `遇到第一份有误的档案，已停止；此前评估了 ${assessed} 份。${files.length === 0 ? '' : `未写入：${files.join('、')}。`}`,
    ),
  moreProblems: (count: string) => text(`… and ${count} more problems.`, `……另有 ${count} 个问题。`),
  moreFailures: (count: string) => text(`… and ${count} more findings of --fail-on.`, `……另有 ${count} 处 --fail-on 发现。`),
  stoppedInside: (place: string, files: readonly string[]) =>
    text(
      `${place}: this profile ended the run.${files.length === 0 ? '' : ` Not written: ${files.join(', ')}.`}`,
      `${place}：处理这份档案时运行中止。${files.length === 0 ? '' : `未写入：${files.join('、')}。`}`,
    ),
  progress: (done: string, rate: string, left: string | undefined) =>
    text(`${done} profiles, ${rate} a second${left === undefined ? '' : `, about ${left} left`}`, `已处理 ${done} 份，每秒 ${rate} 份${left === undefined ? '' : `，约剩 ${left}`}`),
  duration: (seconds: number) => {
    if (seconds < 90) return text(`${Math.ceil(seconds)} s`, `${Math.ceil(seconds)} 秒`);
    if (seconds < 5400) return text(`${Math.round(seconds / 60)} min`, `${Math.round(seconds / 60)} 分钟`);
    return text(`${(seconds / 3600).toFixed(1)} h`, `${(seconds / 3600).toFixed(1)} 小时`);
  },
  internal: (message: string) => text(`internal error: ${message}`, `内部错误：${message}`),
  report: (version: string, node: string, platform: string, command: string) =>
    text(
      `This is a fault of ai-path, not of your input. Please report it with the lines above: ai-path ${version}, Node.js ${node}, ${platform}, command: ${command}`,
      `这是 ai-path 自身的问题，与输入无关。请连同以上内容一起反馈：ai-path ${version}，Node.js ${node}，${platform}，命令：${command}`,
    ),
} as const;

export const SUBJECTS = {
  criteria: text('Criteria', '准则'),
  questions: text('Questions', '问题'),
  clauses: text('Clauses of the article', '文章条款'),
  gates: text('Gates', '硬性规则'),
  claims: text('Claims', '论断'),
  warnings: text('Warnings', '提醒'),
  facts: text('Facts that rules read', '规则所读取的事实'),
} as const;

export const EXPLAIN = {
  criterion: text('criterion', '准则'),
  question: text('question', '问题'),
  clause: text('clause of the article', '文章条款'),
  gate: text('gate', '硬性规则'),
  claim: text('claim of the article, checked', '文章论断（受检验）'),
  warning: text('warning', '提醒'),
  fact: text('fact that rules read', '规则所读取的事实'),
  field: text('In a profile', '档案字段'),
  workedOut: text('not stated: it follows from the option', '不必填写：由方案得出'),
  values: text('One or more of', '取值'),
  item: (id: string, name: string) => (name === id ? text(id, id) : text(`${id} (${name})`, `${id}（${name}）`)),
  anchors: (worst: string, best: string) => text(`0 means: ${worst} 1 means: ${best}`, `0 表示：${worst} 1 表示：${best}`),
  clauses: text('Clauses', '条款'),
  fedBy: text('Fed by', '取决于'),
  feeds: text('Feeds', '影响'),
  source: text('Source', '出处'),
  sourced: (title: string, date: string, grade: string) => text(`${title}, ${date} (${grade})`, `${title}，${date}（${grade}）`),
  applies: text('Applies when', '适用条件'),
  effect: text('Effect', '效力'),
  excludes: (target: string) => text(`rules out ${target}`, `排除${target}`),
  allowedIf: (target: string, all: boolean) => text(`${target} stays only if ${all ? 'all' : 'one'} of these ${all ? 'are' : 'is'} met:`, `${target}须满足以下${all ? '全部条件' : '条件之一'}：`),
  because: text('Because', '理由'),
  remedy: text('What lifts it', '如何解除'),
  basis: text('Basis', '性质'),
  holdsWhen: text('Holds when', '成立条件'),
  failsWhen: text('Does not hold when', '不成立条件'),
  says: text('The article says', '文章的说法'),
  usedIn: text('Used in', '用于'),
  value: text('Value by answers (the first row that fits holds)', '按回答取值（取最先符合的一行）'),
  adjustments: text('Adjustments', '修正'),
  evaluation: text('The user’s own evaluation takes the place of the table where it is stated.', '若档案给出自己的评测结果，则以评测代替此表。'),
  level: text('Level', '级别'),
  means: text('Means', '含义'),
  any: text('any answers', '任意回答'),
  answer: (question: string, level: string) => text(`${question}: ${level}`, `${question}：${level}`),
  and: text('; ', '；'),
  comma: text(', ', '、'),
  local: text('LOCAL', '自部署'),
  api: text('API', '商用 API'),
  everySide: text('every option', '所有方案'),
  grade: {
    P: text('the text itself was read', '已读原文'),
    S: text('a secondary page', '二手资料'),
    K: text('common knowledge, not looked up', '常识，未查证'),
    J: text('our own judgement', '我们自己的判断'),
  },
  more: text('One of them: ai-path explain ID', '查看其中一条：ai-path explain ID'),
} as const;
