/** The values of options: from the words on the command line to what the core takes, or an error that says what is wrong. */
import { existsSync } from 'node:fs';
import { AiPathError, type Problem } from '../error.js';
import type { OrganisationKind } from '../profile/templates.js';
import { CRITERIA, ORGANISATION_KINDS, type CriterionId, type Text } from '../profile/vocabulary.js';
import { didYouMean, suggest } from '../profile/suggest.js';
import type { StatedWeights } from '../profile/schema.js';
import { USAGE } from '../text/cli.js';

/** A problem with what was typed; `source` is the option or the command that it concerns. */
export function usageError(code: string, source: string, message: Text, remedy?: Text): AiPathError {
  const problem: Problem = { code, source, message, ...(remedy === undefined ? {} : { remedy }) };
  return new AiPathError('usage', [problem]);
}

/** What to say to a name that is not one of these: the one that was probably meant, else all of them. */
export function suggestion(name: string, names: readonly string[]): Text {
  const meant = suggest(name, names);
  return meant === undefined ? USAGE.oneOf(names) : didYouMean(meant);
}

/** Where there are too many names to list them all in an error. */
export function meantOrHelp(name: string, names: readonly string[], command: string): Text {
  const meant = suggest(name, names);
  return meant === undefined ? USAGE.seeHelp(command) : didYouMean(meant);
}

export interface FormatRequest {
  readonly format: string;
  /** Where to write it; stdout when missing. */
  readonly file?: string;
}

/** `F` or `F=FILE`. */
export function parseFormat(value: string, formats: readonly string[]): FormatRequest {
  const at = value.indexOf('=');
  const format = at === -1 ? value : value.slice(0, at);
  if (!formats.includes(format)) throw usageError('unknown-format', '--format', USAGE.unknownFormat(format), suggestion(format, formats));
  if (at === -1) return { format };
  const file = value.slice(at + 1);
  if (file === '') throw usageError('no-file', '--format', USAGE.emptyFile(format));
  return { format, file };
}

/** A kind of organisation. */
export function parseKind(value: string): OrganisationKind {
  const kind = ORGANISATION_KINDS.find((one) => one === value);
  if (kind === undefined) throw usageError('unknown-template', '--template', USAGE.unknownTemplate(value), suggestion(value, ORGANISATION_KINDS));
  return kind;
}

/** YYYY-MM-DD that exists in the calendar. */
export function parseDate(value: string): string {
  const exists = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  if (!exists) throw usageError('bad-date', '--as-of', USAGE.badDate(value), USAGE.badDateRemedy);
  return value;
}

const LARGEST_SEED = 2 ** 32 - 1;

export function parseSeed(value: string): number {
  const seed = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (!(seed <= LARGEST_SEED)) throw usageError('bad-seed', '--seed', USAGE.badSeed(value));
  return seed;
}

/** `rank:a,b` or `points:a=40,b=60`. */
export function parseWeights(value: string): StatedWeights {
  const [, kind, list = ''] = /^(rank|points):(.+)$/.exec(value) ?? [];
  const entries = list.split(',').map((entry) => entry.trim());
  if (kind === 'rank') return { rank: distinct(entries.map(criterion)) };
  if (kind === 'points') return { points: parsePoints(entries) };
  throw usageError('bad-weights', '--weights', USAGE.badWeights(value), USAGE.badWeightsRemedy);
}

function parsePoints(entries: readonly string[]): Partial<Record<CriterionId, number>> {
  const points = entries.map((entry): readonly [CriterionId, number] => {
    const [name = '', amount = ''] = entry.split(/=(.*)/s);
    const id = criterion(name.trim());
    if (!/^\d+(\.\d+)?$/.test(amount.trim())) throw usageError('bad-points', '--weights', USAGE.badPoints(id, amount));
    return [id, Number(amount)];
  });
  distinct(points.map(([id]) => id));
  if (points.every(([, amount]) => amount === 0)) throw usageError('points-all-zero', '--weights', USAGE.pointsAllZero);
  return Object.fromEntries(points);
}

function criterion(name: string): CriterionId {
  const id = CRITERIA.find((candidate) => candidate === name);
  if (id === undefined) throw usageError('unknown-criterion', '--weights', USAGE.unknownCriterion(name), suggestion(name, CRITERIA));
  return id;
}

function distinct(ids: CriterionId[]): CriterionId[] {
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw usageError('criterion-twice', '--weights', USAGE.criterionTwice(twice));
  return ids;
}

/**
 * commander would take any word after `--derivation` for its ID, `assess --derivation profile.yaml` too. The next word is
 * the ID only if it looks like one and nothing of that name exists; `--derivation=ID` leaves no doubt.
 */
export function settleOptionalValues(argv: readonly string[]): string[] {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  return argv.flatMap((word, index) => {
    if (index >= end) return [word];
    const next = index + 1 < end ? argv[index + 1] : undefined;
    if (word === '--derivation') return [next !== undefined && isId(next) ? `--derivation=${next}` : '--derivation='];
    return argv[index - 1] === '--derivation' && isId(word) ? [] : [word];
  });
}

const isId = (word: string): boolean => /^[a-z0-9][a-z0-9-]*$/.test(word) && !existsSync(word);
