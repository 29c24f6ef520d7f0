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
const DIMENSION = [1, 2, 3, 4, 5].map((index) => `? ${index}/5 `) as [string, string, string, string, string];
const KINDS = '? Is all of its AI work equally sensitive?';
const SHARE = '? How much of it is the sensitive kind?';
const SHARPEN = '? Sharpen this with up to six more answers?';
const WORKLOADS = '? Look at single workloads';
const SAVE_PROFILE = '? Save these answers as a profile?';
const SAVE_REPORT = '? Save a report in Markdown?';
const SAVE_AS = '? Save as';

const nth = (index: number): string => KEY.down.repeat(index) + KEY.enter;
const NO = nth(1);

/** solid, tight, internal, important, high */
async function answerFive(session: TerminalSession): Promise<void> {
  await session.answers(NAME, `Lantern Studio${KEY.enter}`);
  await session.answers(COUNTRY, `china${KEY.enter}`);
  await session.answers(DIMENSION[0], nth(2));
  await session.answers(DIMENSION[1], nth(0));
  await session.answers(DIMENSION[2], nth(1));
  await session.answers(DIMENSION[3], nth(1));
  await session.answers(DIMENSION[4], nth(1));
}

const FIVE = { team_strength: 'solid', budget: 'tight', data_sensitivity: 'internal', core: 'important', performance_need: 'high' };

describe('ai-path assess on a terminal', () => {
  it('leads with five answers to a recommendation, and saves the profile and a report', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await answerFive(session);
    await session.sees(/So far: (LOCAL|API|HYBRID), /);
    await session.answers(KINDS, nth(1));
    await session.answers(SHARE, `30%${KEY.enter}`);
    await session.answers(SHARPEN, NO);
    await session.answers(WORKLOADS, NO);
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
    expect(parseProfile(text)).toMatchObject({ organisation: { name: 'Lantern Studio', country: 'CN' }, ...FIVE, workloads: [{ sensitive_share: 0.3 }] });
    expect(home.read('work/ai-path-report.md')).toContain('# Lantern Studio');
    expect(home.read('state/ai-path/answers.yaml')).toBeUndefined();
  });

  it('goes one step back with Esc, offers the old answer, and takes the new one', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await session.answers(NAME, KEY.enter);
    await session.answers(COUNTRY, KEY.escape);
    await session.answers(NAME, `Second Thoughts${KEY.enter}`);
    await session.answers(COUNTRY, KEY.enter);
    await session.answers(DIMENSION[0], nth(3));
    await session.answers(DIMENSION[1], KEY.escape);
    await session.sees(/\? 1\/5 [^✔]*❯ ML platform team/);
    session.press(KEY.up, KEY.enter);
    await session.sees(DIMENSION[1]);
    expect(home.read('state/ai-path/answers.yaml')).toMatch(/question: team_strength\s+value: solid/);
    expect(home.read('state/ai-path/answers.yaml')).toContain('Second Thoughts');
    session.press(KEY.ctrlC);
    expect(await session.exited).toBe(130);
  });

  it('takes "I don\'t know" for an answer to every question', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await session.answers(NAME, KEY.enter);
    await session.answers(COUNTRY, KEY.enter);
    const levels = [4, 3, 4, 3, 3];
    for (const [index, count] of levels.entries()) await session.answers(DIMENSION[index]!, nth(count));
    await session.answers(KINDS, nth(2));
    await session.answers(SHARPEN, NO);
    await session.answers(WORKLOADS, NO);
    await session.sees(/My organisation +as of /);
    await session.answers(SAVE_PROFILE, NO);
    await session.answers(SAVE_REPORT, NO);
    expect(await session.exited).toBe(0);
    expect(home.read('work/ai-path.yaml')).toBeUndefined();
  });

  it('leaves with 130 on Ctrl-C, says where the answers are, and goes on from there', TIMEOUT, async () => {
    const first = startSession(home, 'assess');
    await answerFive(first);
    await first.answers(KINDS, KEY.ctrlC);
    await first.sees('Your answers are kept in');
    expect(await first.exited).toBe(130);
    const kept = home.read('state/ai-path/answers.yaml')!;
    expect(kept).toContain('performance_need');

    const second = startSession(home, 'assess');
    await second.answers('? There are 7 answers from', KEY.enter);
    await second.answers(KINDS, nth(0));
    await second.answers(SHARPEN, KEY.ctrlC);
    expect(await second.exited).toBe(130);

    const third = startSession(home, 'assess');
    await third.answers('? There are 8 answers from', NO);
    await third.sees(NAME);
    third.press(KEY.ctrlC);
    expect(await third.exited).toBe(130);
    expect(home.read('state/ai-path/answers.yaml')).toContain('performance_need');
  });

  it('says what is wrong with what was typed, and asks again', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await session.answers(NAME, KEY.enter);
    await session.answers(COUNTRY, `Atlantis${KEY.enter}`);
    await session.sees('No country is known as “Atlantis”');
    session.press('\u0015', `DE${KEY.enter}`);
    await session.sees(DIMENSION[0]);
    session.press(KEY.ctrlC);
    expect(await session.exited).toBe(130);
  });

  it('never overwrites a file without asking', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await answerFive(session);
    await session.answers(KINDS, nth(0));
    await session.answers(SHARPEN, NO);
    await session.answers(WORKLOADS, NO);
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
    expect(parseProfile(home.read('work/mine.yaml')!)).toMatchObject(FIVE);
  });

  it('draws on stderr, so that stdout can be redirected', TIMEOUT, async () => {
    const session = startSession(home, 'assess --format json > out.json');
    await answerFive(session);
    await session.answers(KINDS, nth(0));
    await session.answers(SHARPEN, NO);
    await session.answers(WORKLOADS, NO);
    await session.answers(SAVE_PROFILE, NO);
    await session.answers(SAVE_REPORT, NO);
    expect(await session.exited).toBe(0);
    expect(JSON.parse(home.read('work/out.json')!)).toMatchObject({ schema: 'ai-path/assessment@1', organisation: { name: 'Lantern Studio' } });
  });

  it('goes through a workload with what differs there and the models in mind', TIMEOUT, async () => {
    const session = startSession(home, 'assess');
    await answerFive(session);
    await session.answers(KINDS, nth(2));
    await session.answers(SHARPEN, NO);
    await session.answers(WORKLOADS, KEY.enter);
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
    for (const [index, choice] of [2, 0, 1, 1, 1].entries()) await session.answers(DIMENSION[index]!, nth(choice));
    await session.sees(/目前结论：(自部署|商用 API|混合)（/);
    await session.answers('? 所有 AI 业务的数据敏感程度都一样吗？', nth(0));
    await session.answers('? 再回答最多六个问题', NO);
    await session.answers('? 是否逐个评估具体的工作负载？', NO);
    await session.sees('灯塔工作室');
    await session.sees('把握程度');
    await session.answers('? 把这些回答保存为档案？', KEY.enter);
    await session.answers('? 保存为', KEY.enter);
    await session.sees('已写入 ai-path.yaml');
    await session.answers('? 保存一份 Markdown 报告？', KEY.ctrlC);
    expect(await session.exited).toBe(130);
    expect(parseProfile(home.read('work/ai-path.yaml')!)).toMatchObject({ organisation: { name: '灯塔工作室', country: 'CN' }, ...FIVE });
  });

  it.each([[60, 24], [100, 30]])('fits a terminal of %i columns and %i rows', TIMEOUT, async (columns, rows) => {
    const session = startSession(home, 'assess', { columns, rows });
    await session.answers(NAME, KEY.enter);
    await session.answers(COUNTRY, KEY.enter);
    await session.sees(DIMENSION[0]);
    await session.sees(/models in\s+production today\./);
    await session.sees(/\n {2}I don’t know/);
    expect(session.screen()).toContain('developers without on-call');
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
  it('asks, and writes the profile under the name that was given', TIMEOUT, async () => {
    const session = startSession(home, 'init profile.yaml');
    await answerFive(session);
    await session.answers(KINDS, nth(2));
    await session.answers(SHARPEN, KEY.enter);
    await session.answers('? Which terms', nth(1));
    await session.answers('? Which rules of the house apply?', `${KEY.down}${KEY.space}${KEY.enter}`);
    for (const question of ['? How far along is it?', '? How much must the model', '? Is it one narrow task', '? How fast must an answer']) await session.answers(question, nth(4));
    await session.answers(WORKLOADS, NO);
    await session.sees('Wrote profile.yaml.');
    expect(await session.exited).toBe(0);
    expect(parseProfile(home.read('work/profile.yaml')!)).toMatchObject({ ...FIVE, terms: 'basic', house_rules: ['in_country'] });
  });
});
