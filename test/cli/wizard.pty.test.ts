// The prompts as a person meets them: the built command in a real pseudo-terminal, waited for by what is on the screen.
// Where no pseudo-terminal can be had this fails: prompts that nobody tried are not tested.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../../src/profile/parse.js';
import { KEY, newHome, startSession, type Home, type TerminalSession } from './pseudo-terminal.js';

const TIMEOUT = { timeout: 90_000 };

let home: Home;
beforeEach(() => {
  home = newHome();
});
afterEach(() => home.remove());

const NAME = '? What is the organisation called?';
const COUNTRY = '? In which country is it established?';
const SENSITIVITY = '? How sensitive is the data';
const KINDS = '? Is all of its AI work equally sensitive?';
const SHARE = '? How much of it is the sensitive kind?';
const RULES = '? Which house rules apply?';
const MORE = '? Up to ';
/** Whichever of the sentences with which the prompts offer to stop. */
const ENOUGH = /\? (Settled: no|Only what|No question left)[^✔]*What\s+next\?/;
const WORKLOADS = '? Look at single workloads';
const SAVE_PROFILE = '? Save these answers as a profile?';
const SAVE_REPORT = '? Save a report in Markdown?';
const SAVE_AS = '? Save as';

const nth = (index: number): string => KEY.down.repeat(index) + KEY.enter;
const NO = nth(1);

/** solid, tight, internal, important, high; two kinds of traffic; and so on. Which of these are asked, and when, follows their worth. */
const WORK: Readonly<Record<string, string>> = {
  '? Who could run an AI service': nth(2),
  '? How easily can you spend': nth(0),
  [SENSITIVITY]: nth(1),
  '? How close is this AI work': nth(1),
  '? How good must the model': nth(1),
  [KINDS]: nth(1),
  [SHARE]: `30%${KEY.enter}`,
  '? Which terms': nth(1),
  [RULES]: KEY.enter,
  '? How far along is it?': nth(2),
  '? How much must the model': nth(1),
  '? Is it one narrow task': nth(1),
  '? How fast must an answer': nth(1),
  [MORE]: nth(0),
};
const FIVE = { team_strength: 'solid', budget: 'tight', data_sensitivity: 'internal', core: 'important', performance_need: 'high' };

/** Answers whatever is asked, in whatever order, until this is asked. */
async function answerUntil(session: TerminalSession, wanted: string | RegExp, answers: Readonly<Record<string, string>> = WORK): Promise<void> {
  const left = new Map(Object.entries(answers));
  const shown = (text: string | RegExp): boolean => (typeof text === 'string' ? session.screen().includes(text) : text.test(session.screen()));
  const escaped = (text: string | RegExp): string => (typeof text === 'string' ? text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : text.source);
  for (;;) {
    await session.sees(new RegExp([wanted, ...left.keys()].map(escaped).join('|')));
    if (shown(wanted)) return;
    for (const [question, keys] of left) {
      if (!shown(question)) continue;
      left.delete(question);
      session.press(keys);
      break;
    }
  }
}

async function begin(session: TerminalSession): Promise<void> {
  await session.answers(NAME, `Lantern Studio${KEY.enter}`);
  await session.answers(COUNTRY, `china${KEY.enter}`);
}

describe('ai-path assess on a terminal', () => {
  it('asks what is worth most, says after each answer what leads, and offers to stop when nothing can change it', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await begin(session);
    await answerUntil(session, ENOUGH);
    expect(session.screen()).toMatch(/So far: (LOCAL|API|HYBRID).*; \d+ answers? may change it\./);
    expect(session.screen()).toMatch(/\n❯ See the recommendation now\n/);
    session.press(KEY.enter);
    await session.sees(/Lantern Studio +as of /);
    await session.sees('How firm');
    await session.answers(SAVE_PROFILE, KEY.enter);
    await session.answers(SAVE_AS, KEY.enter);
    await session.sees('Wrote ai-path.yaml.');
    await session.answers(SAVE_REPORT, KEY.enter);
    await session.answers(/Save a report in Markdown\? Yes\n(.*\n)*\? Save as/, KEY.enter);
    await session.sees('Wrote ai-path-report.md.');
    expect(await session.exited).toBe(0);

    const text = home.read('work/ai-path.yaml')!;
    expect(text).toMatch(/^# yaml-language-server: \$schema=/);
    expect(parseProfile(text)).toMatchObject({ organisation: { name: 'Lantern Studio', country: 'CN' }, data_sensitivity: 'internal', house_rules: [], workloads: [{ sensitive_share: 0.3 }] });
    expect(home.read('work/ai-path-report.md')).toContain('# Lantern Studio');
    expect(home.read('state/ai-path/answers.yaml')).toBeUndefined();
  });

  it('calls it settled where a rule of the house decides, and asks the rest only of those who go on', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await begin(session);
    await answerUntil(session, ENOUGH, { ...WORK, [RULES]: `${KEY.space}${KEY.enter}` });
    expect(session.screen()).toContain('; a house rule may change it.');
    expect(session.screen()).toContain('So far: LOCAL, fixed by a rule.');
    expect(session.screen()).toContain('? Settled: no further answer can change this. What next?');
    session.press(nth(1));
    await answerUntil(session, WORKLOADS);
    session.press(NO);
    await session.answers(SAVE_PROFILE, KEY.enter);
    await session.answers(SAVE_AS, KEY.enter);
    await session.answers(SAVE_REPORT, NO);
    expect(await session.exited).toBe(0);
    expect(parseProfile(home.read('work/ai-path.yaml')!)).toMatchObject({ ...FIVE, terms: 'basic', house_rules: ['inside_only'], stage: 'production', latency: 'interactive' });
  });

  it('goes one step back with Esc, offers the old answer, and takes the new one', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await session.answers(NAME, KEY.enter);
    await session.answers(COUNTRY, KEY.escape);
    await session.answers(NAME, `Second Thoughts${KEY.enter}`);
    await session.answers(COUNTRY, KEY.enter);
    await answerUntil(session, SENSITIVITY);
    session.press(nth(3));
    await session.answers(KINDS, KEY.escape);
    await session.sees(/\? How sensitive is the data[^✔]*❯ restricted/);
    session.press(KEY.up, KEY.enter);
    await session.sees(KINDS);
    expect(home.read('state/ai-path/answers.yaml')).toMatch(/question: data_sensitivity\s+value: confidential/);
    expect(home.read('state/ai-path/answers.yaml')).toContain('Second Thoughts');
    session.press(KEY.ctrlC);
    expect(await session.exited).toBe(130);
  });

  it('takes "I don\'t know" for an answer to every question, and asks none of them twice', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await session.answers(NAME, KEY.enter);
    await session.answers(COUNTRY, KEY.enter);
    // The last choice of all, and of the rules of the house.
    const last = KEY.up.repeat(9) + KEY.down.repeat(9);
    const unknown = Object.fromEntries(Object.keys(WORK).map((question) => [question, last + KEY.enter]));
    await answerUntil(session, ENOUGH, { ...unknown, [SHARE]: KEY.enter, [RULES]: `${last}${KEY.space}${KEY.enter}`, [MORE]: nth(0) });
    await session.sees(/\? Only what you do not know can still change this/);
    session.press(KEY.enter);
    await session.sees(/My organisation +as of /);
    await session.answers(SAVE_PROFILE, NO);
    await session.answers(SAVE_REPORT, NO);
    expect(await session.exited).toBe(0);
    expect(home.read('work/ai-path.yaml')).toBeUndefined();
  });

  it('leaves with 130 on Ctrl-C, says where the answers are, and goes on from there', TIMEOUT, async () => {
    const first = startSession(home, 'assess');
    await begin(first);
    await answerUntil(first, KINDS);
    first.press(KEY.ctrlC);
    await first.sees('Your answers are kept in');
    expect(await first.exited).toBe(130);
    const kept = home.read('state/ai-path/answers.yaml')!;
    expect(kept).toMatch(/question: data_sensitivity\s+value: internal/);
    const count = kept.match(/question:/g)!.length;

    const second = startSession(home, 'assess');
    await second.answers(`? There are ${count} answers from`, KEY.enter);
    await second.sees(/So far: (LOCAL|API|HYBRID)/);
    await second.answers(KINDS, nth(0));
    await second.sees(/\n\? (?!There are|Is all)/);
    second.press(KEY.ctrlC);
    expect(await second.exited).toBe(130);

    const third = startSession(home, 'assess');
    await third.answers(`? There are ${count + 1} answers from`, NO);
    await third.sees(NAME);
    third.press(KEY.ctrlC);
    expect(await third.exited).toBe(130);
    expect(home.read('state/ai-path/answers.yaml')).toContain('kinds');
  });

  it('says what is wrong with what was typed, and asks again', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await session.answers(NAME, KEY.enter);
    await session.answers(COUNTRY, `Atlantis${KEY.enter}`);
    await session.sees('No country is known as “Atlantis”');
    session.press('\u0015', `DE${KEY.enter}`);
    await session.sees(/established\? DE[^?]*\n\? /);
    session.press(KEY.ctrlC);
    expect(await session.exited).toBe(130);
  });

  it('never overwrites a file without asking', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await begin(session);
    await answerUntil(session, ENOUGH);
    session.press(KEY.enter);
    await session.answers(SAVE_PROFILE, KEY.enter);
    await session.answers(SAVE_AS, `\u0015mine.yaml${KEY.enter}`);
    await session.sees('Wrote mine.yaml.');
    await session.answers(SAVE_REPORT, KEY.enter);
    await session.answers(/Markdown\? Yes\n(.*\n)*\? Save as/, `\u0015mine.yaml${KEY.enter}`);
    await session.answers('? mine.yaml exists. Overwrite it?', KEY.enter);
    await session.answers(/No, another name\n(.*\n)*\? Save as/, `\u0015nowhere/report.md${KEY.enter}`);
    await session.sees('its folder does not exist');
    await session.answers(/Try\s+another\s+name\.\n(.*\n)*\? Save as/, `\u0015report.md${KEY.enter}`);
    await session.sees('Wrote report.md.');
    expect(await session.exited).toBe(0);
    expect(parseProfile(home.read('work/mine.yaml')!)).toMatchObject({ organisation: { name: 'Lantern Studio' } });
  });

  it('draws on stderr, so that stdout can be redirected', TIMEOUT, async () => {
    const session = startSession(home, 'assess --format json > out.json');
    await begin(session);
    await answerUntil(session, ENOUGH);
    session.press(KEY.enter);
    await session.answers(SAVE_PROFILE, NO);
    await session.answers(SAVE_REPORT, NO);
    expect(await session.exited).toBe(0);
    expect(JSON.parse(home.read('work/out.json')!)).toMatchObject({ schema: 'ai-path/assessment@1', organisation: { name: 'Lantern Studio' } });
  });

  it('goes through a workload with what differs there and the models in mind', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await begin(session);
    await answerUntil(session, ENOUGH);
    // Single workloads come last.
    session.press(KEY.down.repeat(5), KEY.enter);
    await session.answers('? What is the workload called?', `Support chat${KEY.enter}`);
    await session.answers('? Support chat: what does the model do?', KEY.enter);
    await session.answers('? Support chat: how many requests a day?', `20k${KEY.enter}`);
    await session.answers('? Support chat: which answers differ', `${KEY.space}${KEY.enter}`);
    await session.answers('? Support chat: How sensitive is the data', nth(2));
    await session.answers('? Support chat: is there a model in mind', nth(2));
    await session.answers('? Support chat: which model behind an API?', KEY.enter);
    await session.answers('? Another workload?', KEY.enter);
    await session.answers(SAVE_PROFILE, KEY.enter);
    await session.answers(SAVE_AS, KEY.enter);
    await session.answers(SAVE_REPORT, NO);
    expect(await session.exited).toBe(0);
    const [workload] = parseProfile(home.read('work/ai-path.yaml')!).workloads!;
    expect(workload).toMatchObject({ id: 'support-chat', task: 'chat', data_sensitivity: 'confidential', traffic: { requests_per_day: 20_000 } });
    expect(workload!.api).toHaveLength(1);
  });

  it('speaks Chinese where the locale does', TIMEOUT, async () => {
    const session = startSession(home, 'assess', { env: { LANG: 'zh_CN.UTF-8' } });
    await session.answers('? 组织叫什么名字？', `灯塔工作室${KEY.enter}`);
    await session.answers('? 设立在哪个国家或地区？', `中国${KEY.enter}`);
    const enough = /\? (结论已定|只有你还不清楚|其余问题都不会)[^✔]*接下来？/;
    await answerUntil(session, enough, {
      '? 如果要自己运行 AI 服务': nth(2), '? 为这件事花钱有多容易': nth(0), '? 模型会接触到的数据有多敏感': nth(1), '? 这项 AI 应用离': nth(1), '? 模型的效果要好到': nth(1),
      '? 所有 AI 业务的数据敏感程度都一样吗': nth(0), '? 你们与 API 服务商': nth(1), '? 有哪些内部规定': KEY.enter, '? 项目进行到': nth(2), '? 需要把模型改造到': nth(1),
      '? 是单一明确的任务': nth(1), '? 答案需要多快': nth(1), '? 最多还有': nth(0),
    });
    expect(session.screen()).toMatch(/目前结论：(自部署|商用 API|混合).*；还有 \d+ 个回答可能改变它。/);
    session.press(KEY.enter);
    await session.sees('灯塔工作室');
    await session.sees('把握程度');
    await session.answers('? 把这些回答保存为档案？', KEY.enter);
    await session.answers('? 保存为', KEY.enter);
    await session.sees('已写入 ai-path.yaml');
    await session.answers('? 保存一份 Markdown 报告？', KEY.ctrlC);
    expect(await session.exited).toBe(130);
    expect(parseProfile(home.read('work/ai-path.yaml')!)).toMatchObject({ organisation: { name: '灯塔工作室', country: 'CN' }, data_sensitivity: 'internal' });
  });

  it.each([[60, 24], [100, 30]])('fits a terminal of %i columns and %i rows', TIMEOUT, async (columns, rows) => {
    const session = startSession(home, 'assess', { columns, rows });
    await session.answers(NAME, KEY.enter);
    await session.answers(COUNTRY, KEY.enter);
    await answerUntil(session, SENSITIVITY);
    await session.sees(/health records\s+or\s+core\s+trade\s+secrets\./);
    await session.sees(/\n {2}I don’t know/);
    expect(session.screen()).toContain('confidential');
    session.press(KEY.ctrlC);
    expect(await session.exited).toBe(130);
  });

  it('uses no colour where NO_COLOR is set', TIMEOUT, async () => {
    const session = startSession(home, 'assess 2> err.txt', { env: { NO_COLOR: '1' } });
    expect(await session.exited).toBe(2);
    expect(home.read('work/err.txt')).toContain('not a terminal on which questions could be asked');
    const drawn = startSession(home, 'assess', { env: { NO_COLOR: '1' } });
    await drawn.sees(NAME);
    drawn.press(KEY.ctrlC);
    expect(await drawn.exited).toBe(130);
    // eslint-disable-next-line no-control-regex
    expect(drawn.raw()).not.toMatch(/\u001b\[[\d;]*m/);
  });
});

describe('ai-path init on a terminal', () => {
  it('asks everything, whatever it is worth, and writes the profile under the name that was given', TIMEOUT, async () => {
    const session = startSession(home, 'init profile.yaml');
    await begin(session);
    await answerUntil(session, WORKLOADS, { ...WORK, [RULES]: `${KEY.down}${KEY.space}${KEY.enter}` });
    session.press(NO);
    await session.sees('Wrote profile.yaml.');
    expect(await session.exited).toBe(0);
    expect(parseProfile(home.read('work/profile.yaml')!)).toMatchObject({ ...FIVE, terms: 'basic', house_rules: ['in_country'] });
  });
});
