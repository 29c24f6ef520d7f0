/** How old the figures and facts are that an answer rests on, and which of them are older than their kind may be. */
import type { AssessedWorkload } from '../assessment/assessment.js';
import { ageInDays, staleFactsOf } from '../catalogue/shelf-life.js';
import type { Quantity } from '../cost/basis.js';
import type { Option } from '../options/option.js';
import type { Draft } from '../lazy.js';
import { SIDES, type Language } from '../profile/vocabulary.js';
import { ASSESS_TEXTS } from '../text/assess.js';
import { CATALOGUE_FACTS } from '../text/catalogue.js';
import type { DecidedClass } from './class.js';
import { onceInContext, type AssessContext } from './context.js';
import type { KnownCost } from './costs.js';

/** Days since a figure was read; null for what was reckoned, or stated in the profile or with `--prices`. */
export function ageOf({ file, date }: Quantity, { asOf }: AssessContext): number | null {
  return file === undefined ? null : (ageInDays(date, asOf) ?? null);
}

interface OldFact {
  readonly name: string;
  readonly date: string;
  readonly limit: number;
  /** A price file can give another one. */
  readonly replaceable: boolean;
}

/** Says which figures and facts behind what stands for each side have outlived their shelf life; nothing where none has. */
export function ageWarnings(classes: readonly DecidedClass[], context: AssessContext): Draft<AssessedWorkload['warnings'][number], 'text'>[] {
  const { language, asOf } = context;
  const figures: OldFigure[] = [];
  const facts: OldFact[] = [];
  for (const { contest, costs } of classes) {
    for (const side of SIDES) {
      const option = contest.representative[side]?.option;
      if (option === undefined) continue;
      facts.push(...oldFacts(option, context));
      const cost = costs?.costOf(option);
      if (cost?.status === 'known') addOldFigures(cost, context, figures);
    }
  }
  if (figures.length + facts.length === 0) return [];
  const text = (): string => {
    const named = figures.map(({ label, ...figure }) => ({ ...figure, name: label[language] }));
    const old = [...new Map([...named, ...facts].map((fact) => [`${fact.name} ${fact.date}`, fact])).values()].sort((a, b) => (a.date < b.date ? -1 : 1));
    return ASSESS_TEXTS[language].stale(old, asOf);
  };
  return [{ rule: 'stale-figures', text }];
}

type OldFigure = Pick<Quantity, 'label' | 'date'> & Pick<OldFact, 'limit' | 'replaceable'>;

function addOldFigures({ lines }: KnownCost, { catalogue, asOf }: AssessContext, to: OldFigure[]): void {
  const limits = catalogue.costs.costs.shelf_life_days;
  for (const { pieces } of lines) {
    for (const { id, file, date, label } of pieces) {
      const limit = file === undefined ? undefined : limits[file];
      if (limit !== undefined && (ageInDays(date, asOf) ?? 0) > limit) to.push({ label, date, limit, replaceable: id !== 'watts_per_gpu' });
    }
  }
}

/** Of the rows behind an option: its model, licence and provider. Prices are among the figures. */
const oldFacts = onceInContext((option: Option, context: AssessContext): readonly OldFact[] => oldFactsOf(option, context));

function oldFactsOf(option: Option, { catalogue, asOf, language }: AssessContext): OldFact[] {
  const api = option.side === 'api' && option.model !== undefined ? catalogue.findApi(option.model, option.provider) : undefined;
  const rows = [
    ['models', option.side === 'local' && option.model !== undefined ? catalogue.models.get(option.model) : undefined],
    ['apis', api === undefined ? undefined : { ...api, price: undefined }],
    ['providers', option.provider === undefined ? undefined : catalogue.providers.get(option.provider)],
    ['licences', option.licence === undefined ? undefined : catalogue.licences.get(option.licence)],
  ] as const;
  return rows.flatMap(([file, row]) =>
    row === undefined ? [] : staleFactsOf(row, file, '', catalogue, asOf).map(({ id, date, limit }) => ({ name: named(row.name, id, language), date, limit, replaceable: false })),
  );
}

/** @param path of the fact in its row, `: life: shutdown`: its last field says what it is about; nothing for the row itself */
function named(name: string, path: string, language: Language): string {
  const field = path.split(': ').at(-1) as keyof typeof CATALOGUE_FACTS | '';
  return field === '' ? name : `${name}${language === 'zh' ? '：' : ': '}${CATALOGUE_FACTS[field][language]}`;
}
