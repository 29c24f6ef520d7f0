/** What somebody should act on, one by one, each with a rule id and its place in the profile: what annotations and SARIF show. */
import type { AssessedWorkload, Assessment } from '../assessment/assessment.js';
import type { Language } from '../profile/vocabulary.js';
import { FINDING_TEXT, type FindingText } from '../text/findings.js';
import { MONEY_TEXTS } from '../text/money.js';
import { REPORT_TEXT } from '../text/report.js';
import { mapStrings, sanitise } from './layout/sanitise.js';
import { breakEvenLine } from './money.js';
import { openRuleTexts, reasonOf, rulingsInTheWay } from './view.js';

export type FindingLevel = 'error' | 'warning' | 'note';

export interface Finding {
  /** `pack/rule` for rules of packs, `ai-path/…` for what the tool itself says. */
  readonly rule: string;
  readonly level: FindingLevel;
  readonly title: string;
  readonly message: string;
  /** What it was read from; `-` for standard input. */
  readonly source: string;
  readonly at?: { readonly line: number; readonly column: number };
  /** Id of the workload; none for the profile as a whole. */
  readonly workload?: string;
}

/** Everything that is no rule of a pack has this in front of its id. */
export const OWN = 'ai-path/';

type Draft = Pick<Finding, 'rule' | 'level' | 'title' | 'message'>;

/** Strings are free of control characters, and name nothing twice. */
export function findings(given: Assessment, language: Language): readonly Finding[] {
  const assessment = mapStrings(given, sanitise);
  const text = FINDING_TEXT[language];
  const { source } = assessment.input;
  const ofProfile = assessment.warnings
    .filter(({ rule }) => rule !== 'no-way') // each of these workloads has a finding of its own
    .map((warning): Finding => ({ ...fromWarning(warning, text), source, ...placeOf(warning.path ?? firstPath(assessment), assessment) }));
  const ofWorkloads = assessment.workloads.flatMap((workload, index) =>
    workloadFindings(workload, text, language).map((draft): Finding => ({ ...draft, source, ...placeOf(pathOf(workload, index), assessment), workload: workload.id })),
  );
  return distinct([...ofWorkloads, ...ofProfile]);
}

/** The path of a workload in `input.places`. */
export const pathOf = ({ implied }: Pick<AssessedWorkload, 'implied'>, index: number): string => (implied ? 'organisation' : `workloads[${index}]`);

const firstPath = (assessment: Assessment): string => assessment.input.places?.[0]?.path ?? '';

function placeOf(path: string, { input }: Assessment): Pick<Finding, 'at'> {
  const place = input.places?.find((one) => one.path === path);
  return place === undefined ? {} : { at: { line: place.line, column: place.column } };
}

function workloadFindings(workload: AssessedWorkload, text: FindingText, language: Language): readonly Draft[] {
  const nameOf = (part: string): string | null => (workload.parts.length > 1 ? part : null);
  const none = workload.parts.filter(({ side }) => side === 'none');
  const close = workload.parts.filter(({ side, firmness }) => side !== 'none' && firmness === 'close');
  return [
    ...none.map(({ name }): Draft => ({ rule: `${OWN}no-option`, level: 'error', title: text.noOption.title, message: text.noOption.message(workload.name, nameOf(name)) })),
    ...close.map(({ name, summary }): Draft => ({ rule: `${OWN}close`, level: 'warning', title: text.close.title, message: [text.close.message(workload.name, nameOf(name), summary.firmness), ...costsOf(workload, language)].join(REPORT_TEXT[language].space) })),
    ...disagreements(workload, text),
    ...gateFindings(workload, text, language),
    ...workload.warnings.filter(({ rule }) => rule !== 'no-way').map((warning) => {
      const draft = fromWarning(warning, text);
      return { ...draft, message: text.about(workload.name, draft.message) };
    }),
  ];
}

/** Where the article's word on the budget and the figures part ways. */
function disagreements({ name, cost }: AssessedWorkload, text: FindingText): readonly Draft[] {
  const said = cost?.disagreement ?? null;
  return said === null ? [] : [{ rule: `${OWN}cost`, level: 'note', title: text.cost.title, message: text.about(name, said) }];
}

/** Where nothing else decides, money may: both sides' costs, and where they are the same. */
function costsOf(workload: AssessedWorkload, language: Language): readonly string[] {
  const { cost } = workload;
  if (cost === undefined || (cost.local === null && cost.api === null)) return [];
  const { stop } = REPORT_TEXT[language];
  return [MONEY_TEXTS[language].bothSides(cost.local?.expected, cost.api?.expected), ...breakEvenLine(workload, cost, language).map((line) => line + stop(line))];
}

/** Rules that stand in the way of the side that is recommended; where nothing is left, of both. */
function gateFindings(workload: AssessedWorkload, { about, needed }: FindingText, language: Language): readonly Draft[] {
  const text = REPORT_TEXT[language];
  const sentence = (words: string): string => words + text.stop(words);
  return rulingsInTheWay(workload).shown.flatMap((ruling) => {
    const { gate, parts, targets } = ruling;
    return targets
      .filter(({ side }) => parts.some((part) => part.side === side || part.side === 'none'))
      .map(({ side }): Draft => ({
        rule: gate.rule,
        level: gate.verdict === 'blocks' ? 'error' : 'warning',
        title: gate.title,
        message: [
          sentence(about(workload.name, text.ruling(side, gate.verdict))),
          reasonOf(gate, text),
          ...(gate.verdict === 'blocks' && gate.remedy !== '' ? [text.liftedBy(gate.remedy)] : []),
          ...(gate.conditions.length > 0 ? [needed(gate.conditions)] : []),
          ...openRuleTexts(ruling, workload, text, language).map(sentence),
        ].join(text.space),
      }));
  });
}

/** What is assumed or left open is a note; a contradiction, or a rule of a pack that warns, is more. */
const NOTES = new Set(['assumed-share', 'assumed-independence', 'open-rules']);

function fromWarning({ rule, text: message }: { readonly rule: string; readonly text: string }, text: FindingText): Draft {
  return { rule: rule.includes('/') ? rule : `${OWN}${rule}`, level: NOTES.has(rule) ? 'note' : 'warning', title: Object.hasOwn(text.warning, rule) ? (text.warning[rule] ?? text.warning.other) : text.warning.other, message };
}

function distinct(all: readonly Finding[]): readonly Finding[] {
  return [...new Map(all.map((finding) => [JSON.stringify([finding.rule, finding.message, finding.at, finding.source]), finding])).values()];
}
