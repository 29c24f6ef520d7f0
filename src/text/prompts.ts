/** What the prompts say, in every language. The questions on levels, and their levels in words, come from the rule pack. */
import type { Task, Text } from '../profile/vocabulary.js';
import { formatList, midSentence } from './format.js';
import { REPORT_TEXT } from './report.js';

/** More names than these are not read. */
const FEW = 4;

const text = (en: string, zh: string): Text => ({ en, zh });

export const PROMPTS = {
  name: text('What is the organisation called?', '组织叫什么名字？'),
  nameHint: text('for the title of the report', '用作报告标题'),
  defaultName: text('My organisation', '我的组织'),
  country: text('In which country is it established?', '设立在哪个国家或地区？'),
  countryHint: text('a name or a code: Germany, CN, US', '名称或代码：中国、CN、US'),
  notACountry: (said: string) => text(`No country is known as “${said}”. Give a name or a two-letter code, such as DE.`, `没有找到“${said}”。请输入名称或两个字母的代码，例如 CN。`),

  kinds: text('Is all of its AI work equally sensitive?', '所有 AI 业务的数据敏感程度都一样吗？'),
  kindsOne: text('Yes', '都一样'),
  kindsOneMeans: text('every request may carry data of that kind', '每个请求都可能带有这样的数据'),
  kindsTwo: text('No, two kinds', '分两类'),
  kindsTwoMeans: text('some requests do; the rest is a level less sensitive', '只有一部分请求如此，其余低一级'),
  share: text('How much of it is the sensitive kind?', '敏感的一类占多少？'),
  shareHint: text('share of the requests, such as 30%', '占请求数的比例，例如 30%'),
  notAShare: (said: string) => text(`“${said}” is not a share. Write a percentage from 0% to 100%.`, `“${said}”不是比例。请输入 0% 到 100% 之间的百分数。`),

  more: (count: number) => text(`Up to ${count} more questions can still change the recommendation. What next?`, `最多还有 ${count} 个问题可能改变结论。接下来？`),
  settled: text('Settled: no further answer can change this. What next?', '结论已定：其余问题怎么回答都不会改变它。接下来？'),
  onlyWeights: text('Settled: no further answer can change this; only what counts most for you can. What next?', '结论已定：其余问题怎么回答都不会改变它，除非你更看重某一方面。接下来？'),
  onlyUnknown: (titles: readonly Text[]) =>
    titles.length > FEW
      ? text('Only what you do not know can still change this. What next?', '只有你还不清楚的问题可能改变结论。接下来？')
      : text(
          `Only what you do not know can still change this: ${formatList(titles.map(({ en }) => midSentence(en)), 'en')}. What next?`,
          `只有你还不清楚的问题可能改变结论：${titles.map(({ zh }) => zh).join('、')}。接下来？`,
        ),
  onlyFact: (question: string) =>
    text(`No question left here can change this, but rules need one more fact confirmed: ${question} What next?`, `其余问题都不会改变结论，但相关规则还须确认一件事（${question}）。接下来？`),
  seeNow: text('See the recommendation now', '现在就看结论'),
  thatIsAll: text('That is all', '就这些'),
  answerThem: text('Answer them', '继续回答'),
  rest: text('Go on answering', '继续回答'),
  restMeans: text('the recommendation stays; claims, options and costs get more exact', '结论不变，但论断核对、方案和成本会更准确'),
  singleWorkloads: text('Single workloads', '逐个评估工作负载'),
  singleWorkloadsMeans: text('an answer for each: a chatbot, a coding helper, drafts of 3D models …', '各得一个结论：客服机器人、编程助手、3D 模型草图……'),

  houseRules: text('Which house rules apply?', '有哪些内部规定？'),
  houseRulesTitle: text('house rules', '内部规定'),
  workloads: text('Look at single workloads, each with an answer of its own?', '是否逐个评估具体的工作负载？'),
  workloadsMeans: text('a chatbot, a coding helper, drafts of 3D models …', '例如客服机器人、编程助手、3D 模型草图……'),
  workloadsNot: text('One answer for all of it is enough', '整体给一个结论即可'),
  workloadName: text('What is the workload called?', '这个工作负载叫什么？'),
  workloadNameHint: text('such as Support chat', '例如“客服问答”'),
  task: (name: string) => text(`${name}: what does the model do?`, `${name}：模型做什么？`),
  volume: (name: string) => text(`${name}: how many requests a day?`, `${name}：每天多少个请求？`),
  volumeHint: text('such as 800, 20k, 1.5m', '例如 800、2万、1.5m'),
  notANumber: (said: string) => text(`“${said}” is not a number. Write it like 800, 20k or 1.5m.`, `“${said}”不是数字。可以写成 800、20k、2万。`),
  differs: (name: string) => text(`${name}: which answers differ from those above?`, `${name}：哪些回答与前面不同？`),
  forWorkload: (name: string, question: Text) => text(`${name}: ${question.en}`, `${name}：${question.zh}`),
  own: (name: string) => text(`${name}: is there a model in mind already?`, `${name}：有已经看中的模型吗？`),
  ownNone: text('No, compare what the catalogue has', '没有，用目录里的方案比较'),
  ownLocal: text('Yes, one to run ourselves', '有，自部署的'),
  ownApi: text('Yes, one behind an API', '有，通过 API 使用的'),
  ownBoth: text('Yes, one of each', '两种都有'),
  localModel: (name: string) => text(`${name}: which model to run yourselves?`, `${name}：自部署哪个模型？`),
  gpu: (name: string) => text(`${name}: on which GPU?`, `${name}：用哪种 GPU？`),
  gpuCount: (name: string) => text(`${name}: how many of them?`, `${name}：有多少块？`),
  notACount: (said: string) => text(`“${said}” is not a whole number above 0.`, `“${said}”不是大于 0 的整数。`),
  apiModel: (name: string) => text(`${name}: which model behind an API?`, `${name}：通过 API 使用哪个模型？`),
  another: text('Another workload?', '还有别的工作负载吗？'),

  yes: text('Yes', '是'),
  no: text('No', '否'),
  empty: text('Type something, or press Esc to go back.', '请输入内容，或按 Esc 返回上一题。'),
  tooLong: (limit: number) => text(`That is longer than ${limit} characters.`, `超过了 ${limit} 个字符。`),
  unprintable: text('That contains characters that cannot be printed.', '其中含有无法显示的字符。'),
} as const;

/** What stands around a question on the screen. */
export const SCREEN = {
  unknown: text('I don’t know', '不知道'),
  skip: text('Skip', '跳过'),
  orEnterUnknown: text('Enter: I don’t know', '回车：不知道'),
  orEnterSkip: text('Enter: skip', '回车：跳过'),
  orEscBack: text('Esc: back', 'Esc：上一题'),
  keysMove: text('move', '移动'),
  keysChoose: text('choose', '选择'),
  keysTick: text('tick', '勾选'),
  keysDone: text('done', '完成'),
  keysBack: text('back', '上一题'),
  keysQuit: text('leave, answers are kept', '退出（保留回答）'),
  space: text('Space', '空格'),
  unknownAlone: text('“I don’t know” stands alone.', '“不知道”不能与其他选项同选。'),
  noneTicked: text('none', '无'),
  skipped: text('skipped', '已跳过'),

  welcomeProfile: text(
    'The five main questions come first; the others make it firmer. You can answer “I don’t know” to anything.',
    '先问五个主要问题，其余的会让结论更牢靠。任何问题都可以回答“不知道”。',
  ),
  welcome: text(
    'What matters most is asked first, and you can stop once nothing can change the answer. “I don’t know” is always fine.',
    '最要紧的问题先问；一旦再答也改变不了结论，就可以停下。任何问题都可以回答“不知道”。',
  ),
  sides: text(
    'LOCAL: open models that you run yourselves. API: models of a commercial provider. HYBRID: some of each.',
    '自部署：自己运行开放权重模型。商用 API：使用服务商的模型。混合：两者各占一部分。',
  ),
  kept: (file: string) => text(`Your answers are kept in ${file}; the next start offers to go on from there.`, `回答已保存在 ${file}，下次启动可以接着回答。`),
  notKept: (reason: string) => text(`Answers cannot be saved as you go (${reason}).`, `无法边答边存（${reason}）。`),
  resume: (count: number, date: string) => text(`There are ${count} ${count === 1 ? 'answer' : 'answers'} from ${date}. Go on from there?`, `有 ${date} 留下的 ${count} 个回答，要接着回答吗？`),
  resumeYes: text('Go on', '接着回答'),
  resumeNo: text('Start again', '重新开始'),
  resumeNoMeans: text('the old answers are dropped with the first new one', '回答第一题后，旧的回答即被替换'),
  /** One line of 80 columns. `left`: the questions that can still change it. */
  soFar: (recommendation: string, firmness: string | undefined, left: readonly string[]) => {
    const [en, zh] = mayChangeIt(left);
    return text(
      `So far: ${recommendation}${firmness === undefined ? '' : `, ${firmness}`}${en}.`,
      `目前结论：${recommendation}${firmness === undefined ? '' : `，${firmness}`}${zh}。`,
    );
  },
  soFarNone: (why: string) => text(`So far: ${why}`, `目前结论：${why}`),

  saveProfile: text('Save these answers as a profile?', '把这些回答保存为档案？'),
  saveReport: text('Save a report in Markdown?', '保存一份 Markdown 报告？'),
  saveAs: text('Save as', '保存为'),
  overwrite: (file: string) => text(`${file} exists. Overwrite it?`, `${file} 已存在，要覆盖吗？`),
  otherName: text('No, another name', '不，换个文件名'),
  cannotSave: (problem: string) => text(`${problem} Try another name.`, `${problem} 请换一个文件名。`),
} as const;

/** House rules are named, since they can undo even what a rule has fixed. */
function mayChangeIt(left: readonly string[]): readonly [en: string, zh: string] {
  if (left.length === 0) return ['', ''];
  if (left.length === 1 && left[0] === 'house_rules') return ['; a house rule may change it', '；内部规定可能改变它'];
  return [`; ${left.length} ${left.length === 1 ? 'answer' : 'answers'} may change it`, `；还有 ${left.length} 个回答可能改变它`];
}

/** Tasks as reports name them. */
export const taskName = (task: Task): Text => text(REPORT_TEXT.en.task[task], REPORT_TEXT.zh.task[task]);

/** Comments of a saved profile and of the template. */
export const DRAFT = {
  heading: text('Profile for ai-path. Every answer may be left out or be `unknown`: that means unknown, never a middle value.', 'ai-path 档案。每项回答都可省略或写 unknown：表示未知，绝不当作中间值。'),
  howToRun: (file: string) => text(`Assess it with: ai-path assess ${file}`, `评估：ai-path assess ${file}`),
  editors: text('Editors complete and check it once this was run here: ai-path schema > ai-path.schema.json', '在此目录运行 ai-path schema > ai-path.schema.json 后，编辑器可补全并检查'),
  required: text('required', '必填'),
  countryCode: text('ISO 3166-1 alpha-2, or EU', 'ISO 3166-1 两字母代码，或 EU'),
  dimensions: text('The five dimensions', '五个维度'),
  sharpening: text('Sharpening answers', '进一步的回答'),
  sensitiveShare: text('of the requests; the rest is one level less sensitive', '占请求数；其余低一级'),
  oneKind: text('all requests are equally sensitive', '所有请求同样敏感'),
  workloads: text('Each workload may override any answer above', '每个工作负载都可改写上面的任何回答'),
  allWork: text('All AI work', '全部 AI 业务'),
  notKnown: text('not known yet', '尚不清楚'),
  /** `kind`: for the middle of a sentence. */
  forKind: (kind: Text) => text(`A profile to begin with for ${kind.en}. Answers that are filled in are usual there, not yours: change what is not so.`, `适用于${kind.zh}的起步档案。已填的回答只是此类组织的常见情形，不符之处请修改。`),
  asked: text('rules for this kind of organisation ask for it', '适用于此类组织的规则会用到'),
  usual: text('Work that is usual there: remove what you do not do, add what you do', '此类组织的常见工作：删去没有的，补上自己的'),
  yourNumber: text('YOUR NUMBER', '你的数字'),
  noCostWithout: text('without a volume no cost can be given', '没有用量就无法给出成本'),
  colon: text(': ', '：'),
  stop: text('. ', '。'),
  fillIn: text('Fill in what you know, remove the # in front, and leave out the rest', '填上你知道的，去掉行首的 #，其余留空即可'),
} as const;

