/** `ai-path rules`: what rules there are; and rules of one's own, begun, checked and tested. */
import { existsSync } from 'node:fs';
import { printable } from '../profile/path.js';
import type { Language, Text } from '../profile/vocabulary.js';
import { paint, plain, toned, type Rich } from '../report/layout/rich.js';
import { layoutTable, type Column, type Row } from '../report/layout/table.js';
import { runExamples } from '../rules/example-run.js';
import type { Gate, Pack } from '../rules/pack.js';
import type { Rulebook } from '../rules/rulebook.js';
import { EXPLAIN, USAGE } from '../text/cli.js';
import { RULE_TEMPLATE, RULES } from '../text/rules.js';
import { EXIT, type ExitCode } from './exit.js';
import { usageError } from './options.js';
import { writeNewFile } from './output.js';
import { readRuleFiles, rulebookWith } from './rule-files.js';
import type { Session } from './session.js';
import { styleFor } from './style.js';
import { hasColour, hasUnicode, widthOf } from './terminal.js';

export async function listRules(files: readonly string[], session: Session): Promise<ExitCode> {
  const { language } = session;
  const rulebook = await rulebookWith(files);
  const rows = rulebook.packs.flatMap(({ pack }) => rowsOf(pack, rulebook, language));
  const columns: readonly Column[] = [
    { header: plain(RULES.column.rule[language]), flex: 0, max: 48 }, { header: plain(RULES.column.kind[language]), flex: 0 },
    { header: plain(RULES.column.does[language]), max: 30 }, { header: plain(RULES.column.verified[language]), flex: 0 }, { header: plain(RULES.column.title[language]), lines: 2 },
  ];
  const unicode = hasUnicode(session.env);
  const table = layoutTable(columns, rows, { width: Math.min(widthOf(session.stdout, session.env), 140), indent: 0, ellipsis: unicode ? '…' : '...', rule: unicode ? '─' : '-' });
  const lines: readonly Rich[] = [...table, [], toned('dim', RULES.counted(rows.length, rulebook.packs.length)[language])];
  await session.output.print(paint(lines, styleFor(hasColour(session.stdout, session.env))));
  return EXIT.done;
}

function rowsOf(pack: Pack, { overrides }: Rulebook, language: Language): readonly Row[] {
  const { gates = [], claims = [], warnings = [], sources } = pack;
  const row = (id: string, kind: keyof typeof RULES.kind, does: string, source: string, title: Text): Row => {
    const rule = `${pack.id}/${id}`;
    const override = overrides.find((one) => one.rule === rule);
    const effect = override === undefined ? does : RULES.overridden(override.effect, override.pack, override.because[language])[language];
    return [[plain(rule)], [plain(RULES.kind[kind][language])], [plain(effect)], [plain(sources[source]?.grade ?? '')], [plain(title[language])]];
  };
  return [
    ...gates.map((gate) => row(gate.id, 'gate', effectOf(gate, language), gate.source, gate.title)),
    ...claims.map((claim) => row(claim.id, 'claim', EXPLAIN.claim[language], claim.source, claim.claim)),
    ...warnings.map((warning) => row(warning.id, 'warning', EXPLAIN.warning[language], warning.source, warning.text)),
  ];
}

function effectOf({ effect }: Gate, language: Language): string {
  if (effect === 'exclude') return RULES.effect.exclude[language];
  const { mitigations, allow_if: allowIf } = effect;
  return `${RULES.effect[mitigations.length === 1 ? 'all' : allowIf][language]} ${mitigations.length}`;
}

export async function lintRules(files: readonly string[], session: Session): Promise<ExitCode> {
  const packs = await readRuleFiles(files);
  const lines = packs.map(({ source, pack }) => RULES.sound(source, rulesIn(pack), pack.overrides?.length ?? 0)[session.language]);
  await session.output.print(`${lines.join('\n')}\n`);
  return EXIT.done;
}

function rulesIn({ gates = [], claims = [], warnings = [] }: Pack): number {
  return gates.length + claims.length + warnings.length;
}

/** Examples that do not come out are what is tested here, so they alone are no error. */
export async function testRules(files: readonly string[], session: Session): Promise<ExitCode> {
  const { language } = session;
  const packs = await readRuleFiles(files, { examplesMayFail: true });
  const runs = packs.flatMap(({ pack }) => runExamples(pack));
  const unicode = hasUnicode(session.env);
  const lines = runs.map(({ rule, example, verdict, passed }) => {
    const mark = passed ? (unicode ? '✓' : 'ok') : unicode ? '✗' : 'FAIL';
    return `${mark} ${rule} ${RULES.example[example][language]}${passed ? '' : `: ${RULES.cameOut(verdict)[language]}`}`;
  });
  const failed = runs.filter(({ passed }) => !passed).length;
  await session.output.print(`${[...lines, RULES.tested(runs.length - failed, failed)[language]].join('\n')}\n`);
  return failed === 0 ? EXIT.done : EXIT.condition;
}

export function newRules(file: string, session: Session): Promise<ExitCode> {
  if (existsSync(file)) throw usageError('file-exists', file, USAGE.fileExists, USAGE.fileExistsRemedy);
  writeNewFile(file, RULE_TEMPLATE[session.language]);
  session.output.note(RULES.written(printable(file))[session.language]);
  return Promise.resolve(EXIT.done);
}
