/** `ai-path catalogue`: what is in it, everything on one entry, whether its rows are right, and what has grown too old. */
import { stringify } from 'yaml';
import { builtInCatalogue, type Catalogue } from '../catalogue/catalogue.js';
import { datedFacts, staleFacts } from '../catalogue/shelf-life.js';
import { DATA_FILES, type DataFile } from '../catalogue/vocabulary.js';
import { fitErrors } from '../cost/fit.js';
import { paint, plain, toned, type Rich } from '../report/layout/rich.js';
import { layoutTable, type Column, type Row } from '../report/layout/table.js';
import type { Task } from '../profile/vocabulary.js';
import { CATALOGUE } from '../text/catalogue.js';
import { formatList } from '../text/format.js';
import { REPORT_TEXT } from '../text/report.js';
import { EXIT, type ExitCode } from './exit.js';
import { meantOrHelp, suggestion, usageError } from './options.js';
import type { Session } from './session.js';
import { styleFor } from './style.js';
import { hasColour, hasUnicode, widthOf } from './terminal.js';

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly date: string;
  /** Ids of the models, GPUs and providers that it is about. */
  readonly of: readonly string[];
  readonly row: unknown;
}

const range = ({ low, expected, high }: { readonly low: number; readonly expected: number; readonly high: number }): string => `${low} / ${expected} / ${high}`;

/** What `catalogue list` calls each file of the catalogue is its base name. */
function entriesOf(kind: DataFile, { models, apis, providers, licences, gpus, costs }: Catalogue, language: Session['language']): Entry[] {
  const of = <Row extends { readonly id: string; readonly name: string; readonly date?: string | undefined }>(rows: ReadonlyMap<string, Row>, about: (row: Row) => string): Entry[] =>
    [...rows].map(([id, row]) => ({ id, name: row.name, about: about(row), date: row.date ?? '', of: [row.id], row }));
  const tasksOf = ({ tasks }: { readonly tasks: readonly Task[] }): string => formatList(tasks.map((task) => REPORT_TEXT[language].task[task]), language);
  const { rental: { rental }, prices, speeds } = costs;
  switch (kind) {
    case 'models':
      return of(models, tasksOf);
    case 'apis':
      return of(apis, tasksOf);
    case 'providers':
      return of(providers, () => '');
    case 'licences':
      return of(licences, ({ commercial_use: use }) => CATALOGUE.commercialUse[use][language]);
    case 'gpus':
      return of(gpus, ({ memory_gb: memory }) => (memory === undefined ? '' : `${memory} GB`));
    case 'rental':
      return rental.map((row) => ({ id: `${row.gpu} ${row.at}`, name: row.plan ?? row.tier, about: `${row.usd_per_gpu_hour} USD/h`, date: row.date, of: [row.gpu], row }));
    case 'prices':
      return [
        ...prices.hosted.map((row) => ({ id: row.model, name: CATALOGUE.hosted[language], about: [...(row.in_table ?? []), ...(row.listed ?? []).map(({ at }) => at)].join(', '), date: row.listed?.[0]?.date ?? prices.table.published, of: [row.model], row })),
        ...prices.batch.map((row) => ({ id: `batch ${row.provider}`, name: CATALOGUE.batch[language], about: `${row.discount}`, date: row.date, of: [row.provider], row })),
        ...prices.rates.map((row) => ({ id: row.currency, name: CATALOGUE.rate[language], about: `${row.per_usd}`, date: row.date, of: [], row })),
      ];
    case 'costs':
      return costs.costs.figures.map((row) => ({ id: row.id, name: row.label[language], about: `${range(row)} ${row.currency ?? ''} ${row.in?.join(' ') ?? ''}`.trimEnd(), date: row.date, of: [], row }));
    case 'speeds':
      return [
        ...speeds.seconds_per_unit.map((row) => ({ id: `${row.model} ${row.gpu}`, name: CATALOGUE.secondsPerUnit[language], about: `${row.seconds} s`, date: row.date, of: [row.model, row.gpu], row })),
        ...speeds.measurements.map((row) => ({
          id: `${row.model} ${row.count}x${row.gpu} ${row.precision}`, name: row.read_in, about: CATALOGUE.points(row.points.length)[language], date: speeds.sources.find(({ id }) => id === row.read_in)?.date ?? '', of: [row.model], row,
        })),
        ...speeds.derates.map((row) => ({ id: row.id, name: CATALOGUE.derate[language], about: `${row.share}`, date: row.date, of: row.gpus ?? [], row })),
      ];
  }
}

export async function listCatalogue(name: string | undefined, session: Session): Promise<ExitCode> {
  const { language } = session;
  const kind = DATA_FILES.find((one) => one === name);
  if (name !== undefined && kind === undefined) throw usageError('unknown-kind', 'ai-path catalogue list', CATALOGUE.unknownKind(name), suggestion(name, DATA_FILES));
  const { column } = CATALOGUE;
  const columns: readonly Column[] = [
    { header: plain(column.id[language]), flex: 0 }, { header: plain(column.name[language]), min: 12, flex: 1 },
    { header: plain(column.tasks[language]), flex: 2 },
  ];
  const date: Column = { header: plain(column.date[language]), flex: 0 };
  const lines = (kind === undefined ? DATA_FILES : [kind]).flatMap((one, index): readonly Rich[] => {
    const entries = entriesOf(one, builtInCatalogue(), language);
    const dated = entries.some((entry) => entry.date !== ''); // facts of a model have dates of their own
    const rows = entries.map((entry): Row => [[plain(entry.id)], [plain(entry.name)], [toned('dim', entry.about)], ...(dated ? [[plain(entry.date)]] : [])]);
    return [...(index === 0 ? [] : [[]]), toned('bold', CATALOGUE.kind[one][language]), ...table(dated ? [...columns, date] : columns, rows, session, Math.max(...entries.map(({ id }) => id.length)) + BESIDE_IDS), toned('dim', CATALOGUE.counted(entries.length)[language])];
  });
  return print(lines, session);
}

/** Everything in the catalogue on one id or name: each row under the name of its file. */
export function entriesNamed(name: string, language: Session['language']): readonly string[] {
  const catalogue = builtInCatalogue();
  const found = catalogue.findModel(name) ?? catalogue.findApi(name) ?? catalogue.findProvider(name) ?? catalogue.findLicence(name) ?? catalogue.findGpu(name);
  const wanted = found?.id ?? name.toLowerCase();
  return DATA_FILES.flatMap((kind) =>
    entriesOf(kind, catalogue, language)
      .filter(({ id, of }) => id.toLowerCase() === wanted || of.includes(wanted))
      .map(({ row }) => `# ${CATALOGUE.kind[kind][language]}\n${stringify(row, { lineWidth: 0 })}`),
  );
}

export const entryIds = (language: Session['language']): readonly string[] => DATA_FILES.flatMap((kind) => entriesOf(kind, builtInCatalogue(), language).map(({ id }) => id));

export async function showEntry(name: string, session: Session): Promise<ExitCode> {
  const entries = entriesNamed(name, session.language);
  if (entries.length === 0) throw usageError('unknown-entry', 'ai-path catalogue show', CATALOGUE.unknownId(name), meantOrHelp(name, entryIds(session.language), 'ai-path catalogue list'));
  await session.output.print(entries.join('\n'));
  return EXIT.done;
}

/** Of the built-in catalogue, or of a folder with its files: first whether every row is right, then what has grown too old. */
export async function checkCatalogue(folder: string | undefined, asOf: string | undefined, session: Session): Promise<ExitCode> {
  const { language } = session;
  const catalogue = folder === undefined ? builtInCatalogue() : await (await import('./catalogue-files.js')).catalogueIn(folder);
  const day = asOf ?? session.today;
  const facts = datedFacts(catalogue);
  const stale = staleFacts(catalogue, day);
  const unverified = facts.filter(({ verified }) => !verified);
  const { speeds } = catalogue.costs;
  const fit = fitErrors(speeds, catalogue.gpus, 'trtllm-max');
  const percent = (share: number): number => Math.round(share * 100);
  const columns: readonly Column[] = [{ flex: 0 }, { min: 20, flex: 1 }, { flex: 0 }, { flex: 0 }];
  const staleRows = stale.map(({ file, id, date, limit }): Row => [[toned('dim', file)], [plain(id)], [plain(date)], [toned('dim', CATALOGUE.limit(limit)[language])]]);
  const unverifiedRows = unverified.map(({ file, id, date }): Row => [[toned('dim', file)], [plain(id)], [plain(date)], []]);
  return print(
    [
      plain(CATALOGUE.sound(DATA_FILES.length, facts.length)[language]),
      [],
      toned('bold', (stale.length === 0 ? CATALOGUE.noneStale(day) : CATALOGUE.stale(stale.length, day))[language]),
      ...table(columns, staleRows, session),
      [],
      toned('bold', (unverified.length === 0 ? CATALOGUE.noneUnverified : CATALOGUE.unverified(unverified.length))[language]),
      ...table(columns, unverifiedRows, session),
      [],
      plain(CATALOGUE.fit(fit.rows, percent(fit.meanAbsolute), percent(fit.median))[language]),
    ],
    session,
  );
}

/** Columns that a list needs beside its ids: a terminal with fewer breaks the line where it ends, which does not keep anybody from copying an id. */
const BESIDE_IDS = 56;
/** More than any row takes. */
const UNBROKEN = 10_000;

/** @param least columns that it takes even where the terminal has fewer */
function table(columns: readonly Column[], rows: readonly Row[], { stdout, env }: Session, least = 0): readonly Rich[] {
  const unicode = hasUnicode(env);
  // A program that reads it looks for whole words, a line an entry.
  const width = stdout.isTTY ? Math.max(least, Math.min(widthOf(stdout, env), 140)) : UNBROKEN;
  return rows.length === 0 ? [] : layoutTable(columns, rows, { width, indent: 2, ellipsis: unicode ? '…' : '...', rule: unicode ? '─' : '-' });
}

async function print(lines: readonly Rich[], { output, stdout, env }: Session): Promise<ExitCode> {
  await output.print(paint(lines, styleFor(hasColour(stdout, env))));
  return EXIT.done;
}
