/** Asks a person on the terminal: saves each answer, offers to go on, says what comes out so far, offers to keep the result. */
import { existsSync } from 'node:fs';
import { formatProblem, AiPathError } from '../error.js';
import { builtInCatalogue, lifeStatus } from '../catalogue/catalogue.js';
import { profileText } from '../profile/draft.js';
import { parseProfiles, type ParsedProfile } from '../profile/parse.js';
import type { Language, Side, Task, Text } from '../profile/vocabulary.js';
import { converse, hasBegun, isOfTheWhole, questionsLeft, resumed, START, type Asker, type Choice, type ChoicePrompt, type TextPrompt, type Watcher, type WizardContent, type WizardState } from '../profile/wizard.js';
import { builtInRulebook } from '../rules/builtin.js';
import { formatDate, formatSplit } from '../text/format.js';
import { REPORT_TEXT } from '../text/report.js';
import { PROMPTS, SCREEN } from '../text/prompts.js';
import type { Assessment } from '../assessment/assessment.js';
import { adviceOn } from './advice.js';
import { Interrupted } from './failure.js';
import { writeFiles } from './output.js';
import { answersFile, forgetAnswers, loadAnswers, saveAnswers } from './saved-answers.js';
import type { Session } from './session.js';
import { paintFor } from './style.js';
import { hasColour, hasUnicode, widthOf } from './terminal.js';
import { terminalAsker, wrapLines } from './prompts.js';
import { NOTES } from '../text/cli.js';

/** What is offered to a person; `assess` and what a report looks like are the caller's. */
export interface Conversation {
  /** Asks everything and gives the profile. */
  ask(): Promise<ParsedProfile>;
  /** Offers to save the profile, and the report that `report` writes. */
  offerToSave(report: () => Promise<string>): Promise<void>;
  /** Offers to save the profile only, under this name. */
  saveProfile(file: string): Promise<void>;
}

export type Assess = (profile: ParsedProfile) => Assessment;

/** @param assess for the order of the questions and the line after each answer; without it all are asked, in the order of the profile. */
export function startConversation(session: Session, assess: Assess | undefined): Conversation {
  const { language, env, output } = session;
  const paint = paintFor(hasColour(session.stderr, env));
  const terminal = { stdin: session.stdin, stderr: session.stderr, language, paint, width: widthOf(session.stderr, env), rows: session.stderr.rows, unicode: hasUnicode(env) };
  const asker = terminalAsker(terminal);
  const words = wizardContent(session.today);
  const content = assess === undefined ? words : { ...words, advise: (at: WizardState) => adviceOn(at, assessed) };
  const file = answersFile(env);
  const known = new Map<string, Assessment | undefined>();
  let state = START;

  return { ask, offerToSave, saveProfile };

  async function ask(): Promise<ParsedProfile> {
    try {
      const start = await offerToResume();
      if (start === START) {
        tell((assess === undefined ? SCREEN.welcomeProfile : SCREEN.welcome)[language]);
        if (assess !== undefined) tell(SCREEN.sides[language]);
      }
      state = start;
      const watch = watcher();
      if (start !== START) await watch.changed(start);
      state = await converse(asker, content, start, watch);
    } catch (error) {
      throw leaving(error);
    }
    return parsed(profileText(state, content, { language, file: DEFAULT_PROFILE }));
  }

  function tell(text: string, tone = paint.dim): void {
    for (const line of wrapLines(text, terminal.width)) output.note(tone(line));
  }

  /** Whoever leaves is told where the answers are. */
  function leaving(error: unknown): unknown {
    if (!(error instanceof Interrupted) || state.given.length === 0 || !existsSync(file)) return error;
    return new Interrupted(SCREEN.kept(file)[language]);
  }

  function parsed(text: string): ParsedProfile {
    const [profile] = parseProfiles(text, { source: SOURCE[language] });
    if (profile === undefined) throw new Error('the answers gave no profile');
    return profile;
  }

  async function offerToResume(): Promise<WizardState> {
    const saved = loadAnswers(file);
    if (saved === undefined) return START;
    const old = resumed(saved.given, content);
    if (old.given.length === 0) return START;
    const ask = SCREEN.resume(old.given.length, formatDate(saved.date, language));
    const choice = await choose(asker, ask, [
      { value: 'yes', label: SCREEN.resumeYes },
      { value: 'no', label: SCREEN.resumeNo, means: SCREEN.resumeNoMeans },
    ]);
    return choice === 'yes' ? old : START;
  }

  function watcher(): Watcher {
    let cannotSave = false;
    let said = '';
    return {
      changed: async (now) => {
        state = now;
        try {
          await saveAnswers(file, { date: session.today, given: now.given });
        } catch (error) {
          if (!cannotSave) tell(SCREEN.notKept(reasonOf(error, language))[language]);
          cannotSave = true;
        }
        const line = soFar(now);
        if (line !== undefined && (line !== said || isOfTheWhole(now.given.at(-1)?.question))) tell(line);
        said = line ?? said;
      },
    };
  }

  /** One line: what leads, how firm that is, and how many answers can still change it. */
  function soFar(now: WizardState): string | undefined {
    const assessment = hasBegun(now) ? assessed(now) : undefined;
    const [first] = assessment?.workloads ?? [];
    if (assessment === undefined || first === undefined) return undefined;
    const { recommendation } = assessment.organisation;
    if (recommendation === 'none') return SCREEN.soFarNone(first.summary.firmness)[language];
    const text = REPORT_TEXT[language];
    const weakest = assessment.workloads.length === 1 && first.firmness !== null ? text.firmness[first.firmness] : undefined;
    const leader = text.recommendation[recommendation] + (recommendation === 'hybrid' ? text.bracket(splitText(assessment)) : '');
    return SCREEN.soFar(leader, weakest, questionsLeft(now, content))[language];
  }

  function splitText({ organisation, workloads }: Assessment): string {
    const text = REPORT_TEXT[language];
    const range = workloads[0]?.split_range;
    if (range !== undefined && workloads.length === 1) return text.splitRangeShort(range.local_low, range.local_high);
    const split = organisation.split === null ? undefined : formatSplit(organisation.split);
    return split === undefined ? '' : `${text.recommendation.local} ${split.local}${text.comma}${text.recommendation.api} ${split.api}`;
  }

  /** Answers that do not touch the profile, such as whether to go on, ask for no new assessment. */
  function assessed(at: WizardState): Assessment | undefined {
    const profile = profileText(at, content, { language, file: DEFAULT_PROFILE });
    if (!known.has(profile)) known.set(profile, assess === undefined ? undefined : attempt(assess, profile));
    return known.get(profile);
  }

  /** Half an answer need not make sense yet; the end says what is wrong. */
  function attempt(assess: Assess, profile: string): Assessment | undefined {
    try {
      return assess(parsed(profile));
    } catch (error) {
      if (error instanceof AiPathError) return undefined;
      throw error;
    }
  }

  async function offerToSave(report: () => Promise<string>): Promise<void> {
    session.stderr.write('\n');
    try {
      if (await yes(SCREEN.saveProfile)) await saveAs(DEFAULT_PROFILE, (name) => profileText(state, content, { language, file: name }));
      if (await yes(SCREEN.saveReport)) {
        const text = await report();
        await saveAs(DEFAULT_REPORT, () => text);
      }
    } catch (error) {
      throw leaving(error);
    }
    forgetAnswers(file);
  }

  async function saveProfile(name: string): Promise<void> {
    await save(name, profileText(state, content, { language, file: name }));
    forgetAnswers(file);
  }

  async function yes(ask: Text): Promise<boolean> {
    return (await choose(asker, ask, [{ value: 'yes', label: PROMPTS.yes }, { value: 'no', label: PROMPTS.no }])) === 'yes';
  }

  /** Until a name is found under which it can be written. An existing file is replaced only when somebody says so. */
  async function saveAs(proposed: string, text: (name: string) => string): Promise<void> {
    for (;;) {
      const name = await typeName(asker, proposed);
      if (existsSync(name) && !(await overwrites(name))) continue;
      try {
        await save(name, text(name));
        return;
      } catch (error) {
        if (!(error instanceof AiPathError)) throw error;
        tell(SCREEN.cannotSave(reasonOf(error, language))[language], paint.red);
      }
    }
  }

  async function save(name: string, text: string): Promise<void> {
    await writeFiles([{ file: name, text }]);
    output.note(NOTES.wrote(name)[language]);
  }

  async function overwrites(name: string): Promise<boolean> {
    return (await choose(asker, SCREEN.overwrite(name), [{ value: 'no', label: SCREEN.otherName }, { value: 'yes', label: PROMPTS.yes }])) === 'yes';
  }
}

export const DEFAULT_PROFILE = 'ai-path.yaml';
const DEFAULT_REPORT = 'ai-path-report.md';
/** What the report names as the source of the profile. */
const SOURCE: Readonly<Record<Language, string>> = { en: 'answers', zh: '问答' };

/** The texts of the article's questions, and the models that do a task and are still to be had. */
export function wizardContent(today: string): WizardContent {
  const { questions } = builtInRulebook();
  return { words: questions, models: (task, side) => (task === undefined ? [] : modelChoices(task, side, today)), gpus: gpuChoices };
}

const same = (name: string): Text => ({ en: name, zh: name });

function gpuChoices(): readonly Choice[] {
  return [...builtInCatalogue().gpus.values()].map(({ id, name }) => ({ value: id, label: same(name) }));
}

function modelChoices(task: Task, side: Side, today: string): readonly Choice[] {
  const catalogue = builtInCatalogue();
  if (side === 'local') return catalogue.modelsFor(task).map(({ id, name }) => ({ value: id, label: same(name) }));
  return catalogue.apisFor(task)
    .filter(({ life }) => lifeStatus(life, today) !== 'retired')
    .map(({ id, name, provider }) => ({ value: `${provider}/${id}`, label: same(`${name} (${catalogue.providers.get(provider)?.name ?? provider})`) }));
}

async function choose(asker: Asker, ask: Text, choices: readonly Choice[]): Promise<string> {
  const prompt: ChoicePrompt = { kind: 'choice', id: '', ask, choices, mayBeUnknown: false, maySkip: false };
  const reply = await asker.ask(prompt, undefined, false);
  return reply !== 'back' && reply.kind === 'value' ? String(reply.value) : '';
}

async function typeName(asker: Asker, proposed: string): Promise<string> {
  const read: TextPrompt['read'] = (typed) => (typed.trim() === '' ? { problem: PROMPTS.empty } : { value: typed.trim() });
  const prompt: TextPrompt = { kind: 'text', id: '', ask: SCREEN.saveAs, mayBeUnknown: false, maySkip: false, read };
  const reply = await asker.ask(prompt, { kind: 'value', value: proposed }, false);
  return reply !== 'back' && reply.kind === 'value' ? String(reply.value) : proposed;
}

function reasonOf(error: unknown, language: Language): string {
  if (error instanceof AiPathError) return error.problems.map((problem) => formatProblem(problem, language)).join(' ');
  return error instanceof Error ? error.message : String(error);
}
